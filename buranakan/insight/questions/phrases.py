"""Numbers put into phrases: one, several, and two that belong together."""

from buranakan.insight import statements
from buranakan.insight.questions import wording
from buranakan.insight.quotes import Name
from buranakan.insight.statements import sentence


def phrase(number):
    """What one number says of the world."""
    if number.key.startswith("promise:"):
        return sentence(wording.PROMISED, number=number, post=Name(number.scope))
    template = wording.SAID.get(number.key)
    if template is None:
        return sentence(wording.OTHERWISE, name=number.name, number=number)
    return sentence(template, number=number)


def joined(said):
    """Several phrases, one after another."""
    first, *rest = said
    for one in rest:
        first = sentence(wording.TWO, first=first, second=one)
    return first


def several(numbers):
    """Several numbers, one after another."""
    return joined([phrase(one) for one in numbers])


def related(part, whole, *, left):
    """A part of a whole, in percent or as what is left."""
    said = {"part_name": part.name, "part": part, "whole_name": whole.name, "whole": whole}
    if left:
        template = wording.LEFT if whole.value >= part.value else wording.BEYOND_WHOLE
        larger, smaller = (whole, part) if whole.value >= part.value else (part, whole)
        return sentence(template, **said, left=statements.difference(larger, smaller))
    if not whole.value:
        del said["whole"]
        return sentence(wording.OF_NOTHING, **said)
    return sentence(wording.SHARE, **said, share=statements.share(part, whole))

"""What stands beside the items of a pasted text: words that were not understood, and how far an order goes."""

from collections import Counter

from django.utils.translation import gettext as _

from buranakan.policy.directives import numbering

MANY_OFFICES = 10


def note(forms, *, directory, ordered_on):
    """Put beside each field of each item what a person should know of it before giving it."""
    for form in forms:
        notes = _notes(form, directory, ordered_on)
        form.noted = [(field, notes.get(field.name, [])) for field in form.opening]


def repeated_numbers(forms):
    """Item numbers that stand at several items that are to be given."""
    numbers = Counter(str(form["number"].value() or "").strip() for form in forms if form["keep"].value())
    return [number for number, times in numbers.items() if number and times > 1]


def _notes(form, directory, ordered_on):
    text = form["text"].value() or ""
    item = numbering.read_one(text, vocabulary=directory.vocabulary, ordered_on=ordered_on)
    responsible, joint = form["responsible"].value() or "", form["joint"].value() or ""
    unread = [
        _("“%(words)s” was not found. Name the province, or write สอจ. ทุกจังหวัด for all of them.") % {"words": words}
        for words in item.unread_offices
    ]
    unread += [
        _("%(province)s has no provincial industry office.") % {"province": province}
        for province in directory.without_office(item.joint)
    ]
    return {
        "responsible": [*_on_behalf(item, responsible, directory), *([] if responsible else unread)],
        "joint": [*_reach(responsible, joint, directory), *(unread if responsible else [])],
        "due_on": [] if form["due_on"].value() else _unread_due(item),
    }


def _on_behalf(item, responsible, directory):
    """"ให้ กสอ. โดย ศภ.6": the reader of the order should see who answers for it."""
    office = directory.by_code.get(item.responsible)
    above = [directory.by_code[code].short for code in item.on_behalf_of if code in directory.by_code]
    if office is None or office.short != responsible or not above:
        return []
    told = {"office": office.short, "above": ", ".join(above)}
    return [_("%(office)s answers for it, on behalf of %(above)s.") % told]


def _reach(responsible, joint, directory):
    offices, _unknown = directory.understand(", ".join(filter(None, [responsible, joint])))
    return [_("Goes to %(count)s offices") % {"count": len(offices)}] if len(offices) > MANY_OFFICES else []


def _unread_due(item):
    if not item.unread_due:
        return []
    if item.is_due_past:
        return [_("“%(words)s” is before the day of the order. Write the day it is due.") % {"words": item.unread_due}]
    return [_("“%(words)s” was not understood as a day. Write the day it is due.") % {"words": item.unread_due}]

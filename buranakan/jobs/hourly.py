"""What happens every hour."""

from buranakan.insight.briefs import visit_paper
from buranakan.messages import actions as messages
from buranakan.messages import appointments
from buranakan.outcomes import actions as outcomes
from buranakan.records import actions as records


def run(at):
    try:
        report = _work(at)
    finally:
        sealed = records.seal(at)  # whatever becomes of the rest
    return report | {"events sealed": sealed}


def _work(at):
    asked = outcomes.send_due(at)
    told = appointments.tell_new_heads(at)
    delivered = messages.deliver(at)
    briefs = visit_paper.make_due(at)
    return {
        "briefs of visits made": briefs.made,
        "briefs of visits that could not be made": ", ".join(briefs.failed) or 0,
        "people asked for values": asked,
        "new heads told": told,
        "letters sent": delivered.sent,
        "letters to try again": delivered.to_try_again,
        "letters that could not be sent": delivered.failed,
    }

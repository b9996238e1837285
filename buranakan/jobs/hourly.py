"""What happens every hour."""

from buranakan.messages import actions as messages
from buranakan.records import actions as records


def run(at):
    delivered = messages.deliver(at)
    return {
        "letters sent": delivered.sent,
        "letters to try again": delivered.to_try_again,
        "letters that could not be sent": delivered.failed,
        "events sealed": records.seal(at),
    }

"""Coming back without the code: six digits to the contact that was confirmed when the application was sent."""

from buranakan.calls import queries, rules
from buranakan.lib.rules import RuleBroken
from buranakan.messages import actions as messages

PURPOSE = "coming back"


def ask_for_way_back(number, *, at):
    """Send six digits to the contact of a sent application. Whether there is one, nobody is told who does not read
    its letters: a number that belongs to nothing, and a code that was sent a moment ago, look the same."""
    application = _sent(number)
    if application is None:
        return
    try:
        messages.ask_for_code(
            application.letters_go_to, purpose=PURPOSE, about=application, language=application.language, at=at
        )
    except RuleBroken as refusal:
        if refusal.code not in {"code_asked_too_soon", "code_asked_too_often", "sms_not_available"}:
            raise


def come_back(number, code, *, at):
    """The application, for whoever reads its letters. Every wrong way is refused with the same words."""
    application = _sent(number)
    try:
        rules.check_code_fits(application is not None)
        messages.confirm_code(application.letters_go_to, purpose=PURPOSE, code=code, about=application, at=at)
    except RuleBroken:
        rules.check_code_fits(False)
    return application


def _sent(number):
    """A draft's contact was confirmed by nobody yet, so only what was sent can be opened this way."""
    application = queries.by_number(number)
    return application if application is not None and application.submitted_at is not None else None

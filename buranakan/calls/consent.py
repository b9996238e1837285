"""What an applicant agrees to: purpose, who sees it, how long it is kept. A changed text is a new version."""

from django.utils.translation import gettext_lazy as _

# Personal Data Protection Act B.E. 2562, sections 19 and 23: purpose, kinds of data, retention, rights, whom to ask.
VERSION = "2568-1"
DRAFT_KEPT_DAYS = 90
# How long sent applications are kept is an assumption until the agencies' record schedules are known.
PARAGRAPHS = (
    _("We use what you write here to check who the call is for, to choose participants, to reach you about this "
      "application, and to report how many people were helped."),
    _("The office that opened the call and the offices of the Ministry of Industry that answer for your province can "
      "see it. Your citizen number is kept encrypted; each look at the whole number is recorded with a reason."),
    _("A draft that is never sent is emptied 90 days after the call has closed. An application that was sent is kept "
      "for ten years with the papers of the project."),
    _("You can withdraw the application at any time, and ask the office for a copy, a correction or an erasure. Not "
      "agreeing means only that you cannot apply to this call here."),
)
QUESTION = _("I have read this and agree that my data is used for this application.")

"""Forms of comments on the lines of a plan: make one, answer one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.forms.fields import RefusableForm
from buranakan.pages.desk.forms.plans import LONGEST_REASON


class CommentForm(RefusableForm):
    """What should be different about a line."""

    text = forms.CharField(
        label=_("What should be different about this line?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(RefusableForm):
    """How a comment was seen to; nothing need be written where the line says it."""

    answer = forms.CharField(
        label=_("What you did, or why not"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

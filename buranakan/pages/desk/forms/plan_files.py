"""Forms of a plan's workbook: send one back, choose what of it shall hold."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    """The workbook as it was edited."""

    file = forms.FileField(
        label=_("The edited workbook"),
        help_text=_("The Excel file (.xlsx) that you downloaded from this version and edited."),
        error_messages={"empty": _("The file is empty. Choose the file again, or another one.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )


class ApplyForm(forms.Form):
    """What was looked at, and what of it is chosen beyond the plain changes."""

    seen = forms.CharField(max_length=64)

    def __init__(self, posted):
        super().__init__(posted)
        self.removals = posted.getlist("remove")
        self.mine = posted.getlist("mine")

    @property
    def digest(self):
        return self.cleaned_data.get("seen", "") if self.is_valid() else ""

"""Forms of lists: bring one in, undo it, search the public registrations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.registry.enums import ImportKind

TAKES = ".csv,.txt,.tsv,.xlsx,.xlsm,.xls,.xlsb,.ods"


class UploadForm(forms.Form):
    """A list as it was sent; what it is and how it is laid out is found by reading it."""

    kind = forms.ChoiceField(label=_("What does the list hold?"), choices=ImportKind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("The list"),
        help_text=_("Excel or CSV, just as you have it: titles above the heading and other columns may stay."),
        error_messages={"empty": _("The file is empty. Choose the file again, or another one.")},
    )
    province = OneOfField(
        label=_("Only the rows of one province"),
        required=False,
        help_text=_("Left empty, rows of all provinces are read."),
    )

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces], empty=_("All provinces"))
        self.fields["file"].widget.attrs["accept"] = TAKES


class SearchForm(forms.Form):
    """What narrows the public registrations; each may stay empty."""

    text = forms.CharField(label=_("Name or registration number"), required=False, max_length=200)
    province = OneOfField(label=_("Province"), required=False)
    district = forms.CharField(label=_("District"), required=False, max_length=100)

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.input_type = "search"
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces], empty=_("All"))

    def wanted(self):
        """What the query narrows by."""
        return {name: self.cleaned_data[name] for name in self.fields}


class ProvinceForm(forms.Form):
    """Where an enterprise stands whose registration names no province."""

    province = OneOfField(label=_("Province"))

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].offer([Offer(one.pk, one, one.name) for one in provinces])

"""Which part of the plan a sheet is of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.forms.choices import Offer, OneOfField


class SheetForm(forms.Form):
    """Whose budget, and who delivers; the address holds the choice."""

    owner = OneOfField(label=_("Owner office (whose budget)"), required=False)
    server = OneOfField(label=_("Serving office"), required=False)

    def __init__(self, *args, owners, servers, **kwargs):
        super().__init__(*args, **kwargs)
        for name, offices in [("owner", owners), ("server", servers)]:
            self.fields[name].offer([Offer(one.code, one, one.name) for one in offices], empty=_("All"))

"""Forms of those who come back: number and code, the six digits, a withdrawal; and the filter of the list of calls."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """The number of an application."""

    number = forms.CharField(
        label=_("Application number"),
        max_length=40,
        help_text=_("It begins with BK or DR, for example BK68-7K3M-9QPX."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ReturnForm(NumberForm):
    """The number of an application and the code that opens it."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("The eight characters that you were given when you began."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class CodeForm(forms.Form):
    """Six digits from a letter."""

    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class WithdrawForm(forms.Form):
    """Why somebody withdraws, where they like to say."""

    reason = forms.CharField(
        label=_("Why do you withdraw?"),
        required=False,
        max_length=300,
        help_text=_("You need not say. If you do, the office can do better next time."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProvinceForm(forms.Form):
    """Which province somebody looks for help in."""

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("All provinces")), *((one.pk, one.name) for one in provinces)]
        self.fields["province"] = forms.ChoiceField(label=_("Province"), choices=choices, required=False)


class RecipientForm(forms.Form):
    """To whom the letters of the demo's mailbox went."""

    to = forms.CharField(label=_("Mobile number or e-mail"), max_length=254, required=False)

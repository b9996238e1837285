"""Forms of the register: find, add and edit people and enterprises, link them, reveal a number."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.lib import ids, phones, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import RefusableForm, as_error
from buranakan.registry import details
from buranakan.registry.enums import EnterpriseKind, Part
from buranakan.registry.rules import LONGEST_REASON

NO_AUTOFILL = {"autocomplete": "off"}
LONGEST_SOUGHT = 200


class FindForm(forms.Form):
    """One box for a name, a number or a telephone; posted, because a number may stand in it and addresses are kept."""

    text = forms.CharField(label=_("Name, citizen number or telephone"), max_length=LONGEST_SOUGHT, required=False)
    text.widget.attrs.update(NO_AUTOFILL | {"inputmode": "search"})


class ConfirmedForm(forms.Form):
    """A form that asks once more when the register holds somebody likely the same; what was typed stays."""

    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)

    def is_confirmed(self, what):
        """Was it this that was looked at and confirmed? Anything else typed since has to be looked at again."""
        if self.cleaned_data["confirmed"] == what:
            return True
        self.data = self.data.copy()
        self.data["confirmed"] = what
        return False

    def details(self):
        """What the actions take."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"confirmed", "looked_up"}}


class PersonForm(ConfirmedForm):
    """A person as the counter knows them."""

    title = forms.CharField(
        label=_("Title before the name"), required=False, help_text=_("For example นาย, นาง, นางสาว.")
    )
    first_name = forms.CharField(label=_("First name"))
    last_name = forms.CharField(label=_("Last name"), required=False)
    province = OneOfField(label=_("Province of the home address"))
    phone = forms.CharField(label=_("Telephone"), required=False, help_text=_("For example 081-234-5678."))
    citizen_number = forms.CharField(label=_("Citizen number"), required=False)

    def __init__(self, *args, provinces, number_is_kept=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].offer(_provinces(provinces))
        self.fields["citizen_number"].help_text = (
            _("Leave it empty to keep the number that is stored.")
            if number_is_kept
            else _("13 digits. It is stored encrypted and shown masked.")
        )
        for name in ("phone", "citizen_number"):
            self.fields[name].widget.attrs.update(NO_AUTOFILL | {"inputmode": "numeric"})

    def clean_title(self):
        return _read(self, "title", lambda text: details.tidied(text, field="title"))

    def clean_first_name(self):
        return _read_name(self, "first_name")

    def clean_last_name(self):
        return _read(self, "last_name", lambda text: details.tidied(text, field="last_name"))

    def clean_phone(self):
        return _read(self, "phone", phones.phone_number)

    def clean_citizen_number(self):
        return _read(self, "citizen_number", ids.citizen_number)


class TakeUpForm(RefusableForm):
    """Somebody of another province, by the number they gave, and why."""

    citizen_number = forms.CharField(label=_("Citizen number"), help_text=_("13 digits, as on the card."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        help_text=_("A few words. The reason is kept in the trail with your post."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["citizen_number"].widget.attrs.update(NO_AUTOFILL | {"inputmode": "numeric"})

    def clean_citizen_number(self):
        return _read(self, "citizen_number", ids.citizen_number)


class EnterpriseForm(ConfirmedForm):
    """An enterprise as the counter knows it."""

    name = forms.CharField(label=_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=EnterpriseKind.choices)
    number = forms.CharField(
        label=_("Registration number"),
        required=False,
        help_text=_("13 digits for a juristic person, 12 for a community enterprise. A sole proprietor has none here."),
    )
    province = OneOfField(label=_("Province"))
    # The number whose public registration filled this form in and was looked at.
    looked_up = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, provinces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["province"].offer(_provinces(provinces))
        self.fields["number"].widget.attrs.update(NO_AUTOFILL)

    def fill_in(self, registration):
        """Say what the public registration says, to be looked at before it is added."""
        self.data = self.data.copy()
        for name, value in registered(registration).items():
            if value:
                self.data[name] = value

    def clean_name(self):
        return _read_name(self, "name")

    def clean(self):
        """The number is judged by the kind."""
        written, kind = self.cleaned_data.get("number", ""), self.cleaned_data.get("kind")
        if written and kind:
            try:
                self.cleaned_data["number"] = details.enterprise_number(written, kind=EnterpriseKind(kind))
            except RuleBroken as refusal:
                self.add_error("number", as_error(refusal))
        return self.cleaned_data


def registered(registration):
    """What the form holds of a public registration."""
    known = {"name": registration.name, "kind": EnterpriseKind.JURISTIC.value, "number": registration.number}
    return known | {"province": registration.province_id, "looked_up": registration.number}


class LinkForm(forms.Form):
    """What part the person plays in the enterprise that was found."""

    enterprise = OneOfField(label=_("Enterprise"), widget=forms.RadioSelect)
    part = forms.ChoiceField(label=_("Part played"), choices=Part.choices)

    def __init__(self, *args, enterprises, **kwargs):
        super().__init__(*args, **kwargs)
        offers = [Offer(str(one.reference), one, f"{one.name} · {one.province.name}") for one in enterprises]
        self.fields["enterprise"].offer(offers, empty=None)


class ReasonForm(forms.Form):
    """Why: for acts that are recorded with their reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput,
        help_text=_("A few words. The reason is kept in the trail with your post."),
    )


def _provinces(provinces):
    return [Offer(one.pk, one, one.name) for one in provinces]


def _read_name(form, name):
    return _read(form, name, lambda text: details.named(text, field=name), may_be_empty=False)


def _read(form, name, read, *, may_be_empty=True):
    """Read a field with the register's own reading."""
    text = form.cleaned_data[name]
    if may_be_empty and not thai_text.clean(text):
        return ""
    try:
        return read(text)
    except RuleBroken as refusal:
        raise as_error(refusal) from None

"""The steps of an application as plain data: what is asked, in which order, and when it is asked at all. Pure."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from buranakan.calls import consent
from buranakan.calls.enums import CriterionKind, QuestionKind
from buranakan.registry.enums import EnterpriseKind, Part

YES, NO = "yes", "no"
YES_OR_NO = ((YES, _("Yes")), (NO, _("No")))


class FieldKind(StrEnum):
    """How a field is typed and read. Those of questions are among them, under the same names."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    PAST_DATE = "past_date"
    CITIZEN_NUMBER = "citizen_number"
    PHONE = "phone"
    EMAIL = "email"
    CONSENT = "consent"


@dataclass(frozen=True)
class Field:
    """One thing asked. `choices` are pairs (value, label)."""

    name: str
    kind: FieldKind
    label: object
    is_required: bool = True
    hint: object = ""
    choices: tuple = ()
    autocomplete: str = ""  # what a browser may fill in by itself


@dataclass(frozen=True)
class Step:
    """One page of the application. `when` is (step, field, value) of an earlier answer that makes it asked."""

    code: str
    title: object
    fields: tuple[Field, ...]
    when: tuple = ()

    def field(self, name):
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True)
class Asked:
    """What a call wants to know: its provinces, all provinces, the kinds of its criteria, its questions."""

    call_provinces: tuple
    all_provinces: tuple
    criterion_kinds: frozenset = frozenset()
    questions: tuple = field(default_factory=tuple)


def steps_of(asked):
    """Every step of a call's application in order; what is known, or needed by nothing, is not asked."""
    steps = [
        _province(asked),
        _person(asked),
        _identity(asked),
        _contact(),
        _enterprise(),
        _enterprise_details(asked),
        _business(asked),
        _questions(asked),
        _consent(),
    ]
    return tuple(step for step in steps if step.fields)


def is_asked(step, answers):
    """Does an earlier answer make this step asked? `answers` is {step: {field: text}}."""
    if not step.when:
        return True
    earlier, name, value = step.when
    return answers.get(earlier, {}).get(name, "") == value


def question_name(question):
    """The name of a question's field."""
    return f"question-{question.pk}"


def _choices_of(provinces):
    return tuple((one.pk, one.name) for one in provinces)


def _province(asked):
    several = len(asked.call_provinces) > 1
    field = Field(
        "province",
        FieldKind.CHOICE,
        _("In which province do you want to take part?"),
        choices=_choices_of(asked.call_provinces),
    )
    return Step("province", _("Province"), (field,) if several else ())


def _person(asked):
    return Step(
        "person",
        _("Your name"),
        (
            Field("title", FieldKind.TEXT, _("Title before the name"), is_required=False,
                  hint=_("For example นาย, นาง or นางสาว."), autocomplete="honorific-prefix"),
            Field("first_name", FieldKind.TEXT, _("First name"), autocomplete="given-name"),
            Field("last_name", FieldKind.TEXT, _("Last name"), autocomplete="family-name"),
            Field("home_province", FieldKind.CHOICE, _("The province you live in"),
                  choices=_choices_of(asked.all_provinces)),
        ),
    )


def _identity(asked):
    fields = [
        Field("citizen_number", FieldKind.CITIZEN_NUMBER, _("Citizen number"),
              hint=_("Thirteen digits, as on your card. It is kept encrypted and makes sure that each person is "
                     "counted once.")),
    ]
    if CriterionKind.SMALLEST_AGE in asked.criterion_kinds:
        fields.append(Field("birth_on", FieldKind.PAST_DATE, _("Day of birth"), autocomplete="bday",
                            hint=_("For example 8 ธ.ค. 2530.")))
    return Step("identity", _("Who you are"), tuple(fields))


def _contact():
    return Step(
        "contact",
        _("How we reach you"),
        (
            Field("phone", FieldKind.PHONE, _("Telephone"), autocomplete="tel",
                  hint=_("A mobile number, if you have no e-mail.")),
            Field("email", FieldKind.EMAIL, _("E-mail"), is_required=False, autocomplete="email",
                  hint=_("Where there is one, letters go there instead of text messages.")),
        ),
    )


def _enterprise():
    asks = Field("has_enterprise", FieldKind.YES_NO, _("Do you have an enterprise, or work for one?"),
                 choices=YES_OR_NO, hint=_("A company, a shop, a community enterprise, a group or a cooperative."))
    return Step("enterprise", _("Enterprise"), (asks,))


def _enterprise_details(asked):
    return Step(
        "enterprise_details",
        _("About the enterprise"),
        (
            Field("name", FieldKind.TEXT, _("Name of the enterprise"), autocomplete="organization"),
            Field("kind", FieldKind.CHOICE, _("Kind"), choices=tuple(EnterpriseKind.choices)),
            Field("number", FieldKind.TEXT, _("Registration number"), is_required=False,
                  hint=_("Of a juristic person, a community enterprise or a cooperative. Leave it empty where there "
                         "is none.")),
            Field("province", FieldKind.CHOICE, _("The province the enterprise is in"),
                  choices=_choices_of(asked.all_provinces)),
            Field("part", FieldKind.CHOICE, _("Your part in it"), choices=tuple(Part.choices)),
        ),
        when=("enterprise", "has_enterprise", YES),
    )


def _business(asked):
    K, kinds, fields = CriterionKind, asked.criterion_kinds, []
    if K.HAS_REGISTERED_ENTERPRISE in kinds:
        fields.append(Field("is_registered", FieldKind.YES_NO, _("Is the enterprise registered?"), choices=YES_OR_NO,
                            hint=_("As a juristic person, a commercial registration, or with the office that keeps "
                                   "such groups.")))
    if kinds & {K.BUSINESS_AGE_AT_LEAST, K.BUSINESS_AGE_AT_MOST}:
        fields.append(Field("began_on", FieldKind.PAST_DATE, _("Since when does the business run?"),
                            hint=_("The day, as well as you know it. For example 1 ม.ค. 2563.")))
    if K.EMPLOYEES_AT_MOST in kinds:
        fields.append(Field("employees", FieldKind.NUMBER, _("How many people work there, you included?")))
    return Step("business", _("The business"), tuple(fields), when=("enterprise", "has_enterprise", YES))


def _questions(asked):
    fields = []
    if CriterionKind.ATTENDS_ALL in asked.criterion_kinds:
        fields.append(Field("attends_all", FieldKind.YES_NO, _("Can you attend every session?"), choices=YES_OR_NO))
    return Step("questions", _("A few questions"), (*fields, *[_question(one) for one in asked.questions]))


def _question(question):
    choices = ()
    if question.kind == QuestionKind.YES_NO:
        choices = YES_OR_NO
    elif question.kind == QuestionKind.CHOICE:
        choices = tuple((str(place), _Choice(pair)) for place, pair in enumerate(question.choices))
    return Field(question_name(question), FieldKind(question.kind), _Label(question),
                 is_required=question.is_required, choices=choices)


def _consent():
    agreed = Field("consent", FieldKind.CONSENT, consent.QUESTION, choices=((YES, _("I agree")),))
    return Step("consent", _("Your data"), (agreed,))


class _Label:
    """A question in the language now spoken."""

    def __init__(self, question):
        self.question = question

    def __str__(self):
        return self.question.label


class _Choice:
    """A choice of a question in the language now spoken; Thai where English is missing."""

    def __init__(self, pair):
        self.pair = pair

    def __str__(self):
        thai, english = self.pair
        return (english if get_language() == "en" else "") or thai

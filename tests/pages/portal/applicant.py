"""Somebody who applies through the pages, as a browser without scripts does."""

import datetime as dt

from django.test import Client

from buranakan.accounts.scope import Scope
from buranakan.calls import actions
from buranakan.calls.models import Application
from buranakan.lib import ids
from buranakan.messages import queries as messages
from buranakan.messages.models import Message
from tests.calls.conftest import AT, make_ground
from tests.factories.messages import code_in

EVERYTHING = Scope.system("tests")
MINUTE = dt.timedelta(minutes=1)
PHONE = "0812345678"

__all__ = ["AT", "MINUTE", "PHONE", "Applicant", "make_ground"]


class Applicant:
    """A browser, and the application it has begun."""

    def __init__(self, call):
        self.client = Client()
        self.call = call
        self.application = None
        self.code = ""

    def begin(self):
        response = self.client.post(f"/calls/{self.call.reference}/start/")
        self.application = Application.objects.latest("pk")
        self.code = self.client.cookies["application_code"].value.partition(":")[2]
        return response

    @property
    def address(self):
        return f"/applications/{self.application.reference}/"

    def get(self, page="", **query):
        return self.client.get(f"{self.address}{page}", query)

    def post(self, page="", **fields):
        return self.client.post(f"{self.address}{page}", fields)

    def answer(self, slug, **fields):
        return self.post(f"answer/{slug}/", **fields)

    def fill(self, *, serial=1, province="30", phone=PHONE, email=""):
        """Every question of a call without criteria and questions."""
        self.answer("province-province", province=province)
        self.answer("person-title", title="นาง", first_name="สมัคร", last_name="สมมติ")
        self.answer("person-home_province", home_province=province)
        self.answer("identity-citizen_number", citizen_number=ids.made_up_citizen_number(serial))
        self.answer("contact-phone", phone=phone, email=email)
        self.answer("enterprise-has_enterprise", has_enterprise="no")
        return self.answer("consent-consent", consent="on")

    def confirm(self):
        self.post("code/ask/")
        return self.post("code/", code=code_in(Message.objects.latest("pk")))

    def send(self, **said):
        self.begin()
        self.fill(**said)
        return self.confirm()

    def letters(self):
        """Subjects of the letters about the application that tell no code, the newest first."""
        rows = messages.letters_about(EVERYTHING, self.application).filter(is_secret=False)
        return list(rows.values_list("subject", flat=True))

    def now(self):
        return Application.objects.get(pk=self.application.pk)


def accepted(applicant, *, by):
    return actions.accept(applicant.now(), by=by, at=AT)


def problem_codes(response, *, field):
    """Codes of what is wrong with a field of the form that is shown."""
    return [error.code for error in response.context["form"].errors[field].as_data()]

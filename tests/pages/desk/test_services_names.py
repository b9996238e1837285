"""A sole proprietor's business goes by its owner's name: it is shown only where names are."""

import pytest
from django.test import Client

from buranakan.accounts.permissions import Role
from buranakan.registry.enums import EnterpriseKind
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, provincial_office
from tests.factories.registry import EnterpriseFactory
from tests.factories.services import ServiceRecordFactory

pytestmark = pytest.mark.django_db


def reader(role, office):
    client = Client()
    client.force_login(member(role, office), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(
    ("kind", "role", "is_shown"),
    [
        (EnterpriseKind.SOLE, Role.EXECUTIVE, False),
        (EnterpriseKind.COMMUNITY, Role.EXECUTIVE, True),
        (EnterpriseKind.SOLE, Role.PROVINCIAL_OFFICER, True),
    ],
)
def test_a_sole_proprietors_name_is_shown_only_where_names_are(kind, role, is_shown):
    province = ProvinceFactory(code="30")
    office = provincial_office(province)
    business = EnterpriseFactory(kind=kind, name="ร้านสมมติเจริญ", province=province)
    ServiceRecordFactory(person=None, enterprise=business, province=province, serving_office=office)
    at = office if role == Role.PROVINCIAL_OFFICER else OfficeFactory(ministry=True)
    page = reader(role, at).get("/desk/services/").content.decode()
    assert ("ร้านสมมติเจริญ" in page) is is_shown

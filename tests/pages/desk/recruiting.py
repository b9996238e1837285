"""The calling office at its desk: calls and applications made through the actions, and who looks at them."""

from dataclasses import dataclass

from django.test import Client

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.calls.conftest import Ground, make_ground
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, provincial_office
from tests.pages.desk.counter import signed_in


@dataclass
class Desk:
    """A centre of two provinces with its officer; `ground` makes calls and applications."""

    ground: Ground
    client: Client

    @classmethod
    def opened(cls):
        ground = make_ground()
        return cls(ground, signed_in(ground.officer))

    def as_role(self, role, office=None):
        """A client signed in with a role, at the calling office unless another is given."""
        return signed_in(member(role, office or self.ground.office))

    def as_surin(self, role=Role.PROVINCIAL_OFFICER):
        """The provincial office of one of the call's provinces, which did not open it."""
        return self.as_role(role, self.ground.pio_surin)

    def as_far(self):
        """An office of a province the call is not open to."""
        return self.as_role(Role.PROVINCIAL_OFFICER, provincial_office(self.ground.chiang_mai))

    def as_executive(self):
        return self.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))

    def as_administrator(self):
        return self.as_role(Role.ADMINISTRATOR, OfficeFactory(ministry=True))


def frozen(at):
    return clock.frozen_at(at)

"""Which of the offices that answer for a province delivers a kind of help there, where nobody chose. Pure."""

from buranakan.areas.models import Office
from buranakan.planning.enums import Kind

CENTRE, PROVINCIAL = Office.Kind.CENTRE, Office.Kind.PROVINCIAL
# Machines and engineers stand in the centres. Our assumption: the announcement only says that both work together.
OF_CENTRES = {Kind.ITC, Kind.ESTABLISHMENTS, Kind.STANDARDS}


def server_of(kind, *, offices):
    """A province has its provincial office and its centre, or one of them; else the department."""
    first, second = (CENTRE, PROVINCIAL) if kind in OF_CENTRES else (PROVINCIAL, CENTRE)
    order = {first: 0, second: 1}
    return min(offices, key=lambda office: (order.get(office.kind, len(order)), office.sort_order))

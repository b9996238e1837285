"""What a loaded demo holds, by natural keys: two loads, on any database, are the same when their pictures are."""

import hashlib
import json
import subprocess
import sys
from collections import Counter

from buranakan.accounts.scope import Scope
from buranakan.cli import serve_demo
from buranakan.finance import queries as finance
from buranakan.insight.figures import FIGURES
from buranakan.outcomes import queries as outcomes
from buranakan.planning import queries as planning
from buranakan.records.models import Event
from buranakan.services import queries as services

WHOLE = Scope.system("the picture of a demo")
# Keys of rows differ from one database to the next; what people call things does not.
KEYS = (
    "activity__project__number",
    "activity__code",
    "owner_office__code",
    "serving_office__code",
    "province_id",
    "month",
)
RECEIVED = (
    "person__title person__first_name person__last_name person__phone enterprise__name activity__code "
    "owner_office__code serving_office__code province_id served_on minutes note recorded_at evidence__sha256"
).split()
PLANNED = "version__plan__name_th version__number version__state activity__code rounds people amount_satang".split()
ENTERED = "kind amount_satang document_no document_on entered_by_post approved_by_post".split()
MEASURED = "indicator__code stage value_hundredths measured_on method evidence_level person__first_name".split()
# Django starts before anything that reads models.
PROGRAM = (
    "import django, json; django.setup()\n"
    "from tests.demo.picture import picture\n"
    "print(json.dumps(picture()))"
)


def picture():
    """Every figure whole and by every key, how often each kind of act happened, and digests of plans and services."""
    return {
        "figures": {key: figure.value(WHOLE) for key, figure in FIGURES.items()},
        "sliced": {key: {column: sliced(figure, column=column) for column in KEYS} for key, figure in FIGURES.items()},
        "entered": digest(finance.entries(WHOLE).values_list(*ENTERED, *KEYS)),
        "measured": digest(outcomes.measurements(WHOLE).values_list(*MEASURED)),
        "acts": dict(sorted(Counter(Event.objects.order_by().values_list("name", flat=True)).items())),
        "planned": digest(planning.lines(WHOLE).values_list(*PLANNED, *KEYS)),
        "received": digest(services.services(WHOLE).values_list(*RECEIVED)),
    }


def sliced(figure, *, column):
    """The figure by one key, under the name by which its rows keep that key."""
    kept_as = {
        "activity": figure.grain.activity,
        "owner_office": figure.grain.owner,
        "serving_office": figure.grain.office,
        "province_id": f"{figure.grain.province}_id",
        "month": figure.grain.month,
    }
    first, *rest = column.split("__")
    column = "__".join([kept_as[first], *rest])
    rows = figure.rows(WHOLE).order_by().values_list(column).annotate(value=figure.measure(None))
    return {str(key): value for key, value in sorted(rows)}


def digest(rows):
    return hashlib.sha256("\n".join(sorted(map(repr, rows.order_by()))).encode()).hexdigest()


def picture_of(folder):
    """The picture of a demo that was loaded into a folder, as its own process sees it."""
    environment = serve_demo.demo_environment(folder, address=f"http://{serve_demo.HOST}")
    program = [sys.executable, "-c", PROGRAM]
    said = subprocess.run(
        program, env=environment, cwd=serve_demo.ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout)

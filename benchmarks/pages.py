"""How long the server takes for the main pages, and how many queries: `python -m benchmarks.pages [--times 20]`.

Reads the demo database that the environment names (BURANAKAN_VAR, as for `serve-demo`; load it first). Each page is
asked for through Django's test client, without a network; sessions and looks that are written down meanwhile are
rolled back. Prints a table; asserts only that every page opens.
"""

import argparse
import os
import statistics
import time
from dataclasses import dataclass

os.environ.setdefault("BURANAKAN_MODE", "demo")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buranakan.config.settings")

import django  # noqa: E402 - after the environment it reads

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from buranakan.accounts.models import User  # noqa: E402
from buranakan.calls.models import Application, Call  # noqa: E402
from buranakan.delivery.models import Round  # noqa: E402
from buranakan.finance.models import Allotment  # noqa: E402
from buranakan.policy.models import Promise  # noqa: E402
from buranakan.services.models import ServiceRecord  # noqa: E402

HOST = "localhost"
KORAT = "30"
EVERYBODY = "everybody"
# The page that is read in a minute answers in a tenth of a second.
MINUTE, GOAL_MILLISECONDS = "desk:home", 100
HEADING = f"{'who':<12}{'page':<34}{'queries':>8}{'median ms':>11}{'p95 ms':>8}{'kB':>7}"


@dataclass(frozen=True)
class Measured:
    """One page asked for again and again."""

    queries: int
    milliseconds: list
    kilobytes: float

    @property
    def median(self):
        return statistics.median(self.milliseconds)

    @property
    def late(self):
        """95 of 100 are faster."""
        return sorted(self.milliseconds)[round(0.95 * (len(self.milliseconds) - 1))]


def pages():
    """Who asks for which page; `things` are of the busiest province of the demo's story."""
    here = {"province": KORAT}
    promise = Promise.objects.filter(is_public=True).order_by("pk").first()
    call = Call.objects.filter(places__province=KORAT).exclude(state="draft").order_by("-opens_at").first()
    application = Application.objects.filter(submitted_at__isnull=False, **here).order_by("pk").first()
    service = ServiceRecord.objects.filter(person__isnull=False, **here).order_by("pk").first()
    of_enterprise = ServiceRecord.objects.filter(enterprise__isnull=False, **here).order_by("pk").first()
    held = Round.objects.filter(state="closed", **here).order_by("pk").first()
    account = Allotment.objects.filter(allotted_satang__gt=0, **here).order_by("pk").first()
    return [
        *_of(EVERYBODY, ["public:front", "public:open_data", "portal:calls"]),
        *_of(EVERYBODY, ["public:promise"], promise.reference),
        *_of(EVERYBODY, ["public:province"], KORAT),
        *_of(EVERYBODY, ["portal:call"], call.reference),
        *_of("executive", [MINUTE, "desk:overview", "desk:late", "desk:brief", "desk:promises", "desk:directives"]),
        *_of("executive", ["desk:visits", "desk:figures", "desk:provinces", "desk:plan"]),
        *_of("executive", ["desk:promise"], promise.reference),
        *_of("executive", ["desk:figure"], "people_reached_distinct"),
        *_of("executive", ["desk:figure"], "money_spent"),
        *_of("executive", ["desk:province"], KORAT),
        *_of("executive", ["desk:pillars", "desk:money"]),
        *_of("provincial", ["desk:home", "desk:people", "desk:enterprises", "desk:services", "desk:calls"]),
        *_of("provincial", ["desk:province"], KORAT),
        *_of("provincial", ["desk:person", "desk:person_passport"], service.person.reference),
        *_of("provincial", ["desk:enterprise", "desk:enterprise_passport"], of_enterprise.enterprise.reference),
        *_of("provincial", ["desk:call"], call.reference),
        *_of("provincial", ["desk:application"], application.reference),
        *_of("provincial", ["desk:rounds"]),
        *_of("provincial", ["desk:round"], held.reference),
        *_of("head", ["desk:home", "desk:money_waiting"]),
        *_of("newhead", ["desk:home", "desk:first_day"]),
        *_of("finance30", ["desk:home", "desk:money", "desk:money_accounts"]),
        *_of("finance30", ["desk:money_allotment"], account.reference),
        *_of("planner", ["desk:home", "desk:plan"]),
        *_of("auditor", ["desk:trail"]),
    ]


def _of(who, routes, *thing):
    return [(who, route, reverse(route, args=thing)) for route in routes]


def client_of(who):
    client = Client(HTTP_HOST=HOST)
    if who != EVERYBODY:
        client.force_login(User.objects.get(email=f"{who}@demo.buranakan.example"))
    return client


def measure(client, address, *, times):
    """Queries of one look after a first one that warms up, then the time of each of the following."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = len(captured)  # the next request empties the log
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}.")
    milliseconds = []
    for _number in range(times):
        start = time.perf_counter()
        client.get(address)
        milliseconds.append((time.perf_counter() - start) * 1000)
    return Measured(queries, milliseconds, kilobytes=len(response.content) / 1024)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked for")
    times = parser.parse_args().times
    if not Promise.objects.exists():
        raise SystemExit("There is no demo in this database. Load it first: buranakan demo load")
    print(HEADING)
    with transaction.atomic():
        clients, of_the_minute = {}, None
        for who, route, address in pages():
            clients[who] = clients.get(who) or client_of(who)
            found = measure(clients[who], address, times=times)
            numbers = f"{found.queries:>8}{found.median:>11.1f}{found.late:>8.1f}{found.kilobytes:>7.0f}"
            print(f"{who:<12}{route:<34}{numbers}", flush=True)
            if (who, route) == ("executive", MINUTE):
                of_the_minute = found
        transaction.set_rollback(True)
    is_met = "met" if of_the_minute.median <= GOAL_MILLISECONDS else "NOT met"
    print(f"The executive's minute: {of_the_minute.median:.1f} ms, at most {GOAL_MILLISECONDS} wanted: {is_met}.")


if __name__ == "__main__":
    main()

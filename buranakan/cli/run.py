"""`buranakan run`: the work of the hour, the night and the week, from the server's timetable (cron)."""

from buranakan.jobs import hourly, nightly, weekly
from buranakan.lib import clock

TIMETABLE = {"hourly": hourly, "nightly": nightly, "weekly": weekly}


def add_arguments(parser):
    parser.add_argument("when", choices=list(TIMETABLE))


def run(arguments):
    for what, count in TIMETABLE[arguments.when].run(clock.now()).items():
        print(f"{what}: {count}")

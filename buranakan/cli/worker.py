"""Does queued tasks, from the queue in the database, until it is stopped."""

from django.core.management import call_command


def add_arguments(parser):
    parser.add_argument("--until-empty", action="store_true", help="stop when nothing is waiting")


def run(arguments):
    # Without a wait before the first look: one worker has nobody to avoid.
    call_command("db_worker", batch=arguments.until_empty, startup_delay=False)

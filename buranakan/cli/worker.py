"""Does queued tasks, from the queue in the database, until it is stopped."""

from django.core.management import call_command


def add_arguments(parser):
    parser.add_argument("--until-empty", action="store_true", help="stop when nothing is waiting")
    parser.add_argument("--quiet", action="store_true", help="say nothing but warnings")


def run(arguments):
    # Without a wait before the first look: one worker has nobody to avoid.
    quiet = {"verbosity": 0} if arguments.quiet else {}
    call_command("db_worker", batch=arguments.until_empty, startup_delay=False, **quiet)

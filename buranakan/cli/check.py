"""Django's checks and ours (config/checks.py), warnings counted as failures."""

from django.core.management import call_command


def add_arguments(parser):
    parser.add_argument("--deploy", action="store_true", help="also check what only a public server needs")


def run(arguments):
    # With the database: promises keep the keys of their figures there.
    call_command("check", deploy=arguments.deploy, fail_level="WARNING", databases=["default"])

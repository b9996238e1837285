"""Brings the database up to date."""

from django.core.management import call_command


def add_arguments(parser):
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")


def run(arguments):
    call_command("migrate", interactive=False, verbosity=0 if arguments.quiet else 1)

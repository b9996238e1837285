"""`buranakan reseal`: seal citizen numbers with the key that comes first now (docs/how-to/rotate-keys.md)."""

from buranakan.lib import clock
from buranakan.registry import actions


def add_arguments(parser):
    """Nothing to choose."""


def run(arguments):
    count = actions.reseal(by=None, at=clock.now())
    print(f"Citizen numbers sealed anew: {count}")

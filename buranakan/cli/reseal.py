"""`buranakan reseal`: seal citizen numbers with the key that comes first now (docs/how-to/rotate-keys.md)."""

from buranakan.calls import actions as calls
from buranakan.lib import clock
from buranakan.registry import actions as registry


def add_arguments(parser):
    """Nothing to choose."""


def run(arguments):
    at = clock.now()
    count = registry.reseal(by=None, at=at) + calls.reseal(by=None, at=at)
    print(f"Citizen numbers sealed anew: {count}")

"""`buranakan verify`: whether the trail is as it was sealed, and running totals are what their rows add up to."""

import importlib
import importlib.util
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from buranakan.records import queries
from buranakan.records.verification import verify

WRONG = 1
# A floor that keeps running totals offers `differences()`: one sentence for each total that is not the sum of its rows.
TOTALS = ["buranakan.planning.audit", "buranakan.calls.audit", "buranakan.finance.audit", "buranakan.delivery.audit"]


def add_arguments(parser):
    parser.add_argument("part", nargs="?", choices=list(PARTS), help="one part instead of all")
    parser.add_argument("--kept", type=Path, help="a checkpoint that somebody kept: the log must have grown from it")
    parser.add_argument("--checkpoint", action="store_true", help="only print the signed checkpoint, to keep elsewhere")


def run(arguments):
    if arguments.checkpoint:
        print(queries.checkpoint_note(), end="")
        return 0
    wanted = [arguments.part] if arguments.part else list(PARTS)
    # Every part is run, also after one was wrong.
    return max([PARTS[part](arguments) for part in wanted])


def verify_trail(arguments):
    kept = arguments.kept.read_text(encoding="utf-8") if arguments.kept else None
    verdict = verify(kept=kept)
    if verdict.is_sound:
        say(_("Trail: sound. Sealed events: %(sealed)s, checkpoints: %(checkpoints)s."), verdict)
    else:
        say(_("Trail: NOT SOUND. %(fault)s [%(code)s]"), verdict, code=verdict.fault.code)
    if verdict.unsealed:
        say(_("Waiting for their seal: %(unsealed)s events, the oldest since %(unsealed_since)s."), verdict)
    return 0 if verdict.is_sound else WRONG


def verify_totals(arguments):
    found = [difference for module in TOTALS for difference in differences(module)]
    for difference in found:
        say(_("Totals: NOT SOUND. %(difference)s"), difference=difference)
    if not found:
        say(_("Totals: sound."))
    return WRONG if found else 0


def differences(module):
    return importlib.import_module(module).differences()


def say(sentence, verdict=None, **params):
    """In every language of the product: whoever reads this may be any of its people."""
    params |= vars(verdict) if verdict else {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            print(sentence % {key: str(value) for key, value in params.items()})


PARTS = {"trail": verify_trail, "totals": verify_totals}

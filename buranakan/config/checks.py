"""Checks before the server starts: secrets that keep their promise, and stored references that point somewhere."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from buranakan.insight.figures import FIGURES
from buranakan.policy import queries as policy
from buranakan.policy.directives import queries as directives
from buranakan.registry import secrets

SHORTEST_SECRET = 32  # characters, as Django asks of its own key beside 50 in all
SECRETS = {
    "SECRET_KEY": "BURANAKAN_SECRET_KEY",
    "IDENTITY_KEYS": "BURANAKAN_IDENTITY_KEYS",
    "IDENTITY_LOOKUP_KEY": "BURANAKAN_IDENTITY_LOOKUP_KEY",
    "TRAIL_SIGNING_KEY": "BURANAKAN_TRAIL_SIGNING_KEY",
}
MAKE = "Make one with `buranakan make-secrets`."
FIGURES_ARE_NAMED_IN = {"policy_promise", "policy_directive"}


@register(Tags.security)
def check_secrets(app_configs=None, **options):
    """Secrets are long, each does one thing, and the keys of identities can be read. Tests and demos make their own."""
    return [*short_secrets(), *shared_secrets(), *unreadable_keys()] if settings.IS_PRODUCTION else []


def short_secrets():
    return [
        Error(f"{SECRETS[name]} is shorter than {SHORTEST_SECRET} characters.", hint=MAKE, id="buranakan.E001")
        for name in SECRETS
        if any(len(part) < SHORTEST_SECRET for part in parts_of(name))
    ]


def shared_secrets():
    """One secret does one thing: whoever learns it learns no more."""
    holders = {}
    for name in SECRETS:
        for part in parts_of(name):
            holders.setdefault(part, []).append(SECRETS[name])
    return [
        Error(f"{' and '.join(names)} hold the same secret.", hint=MAKE, id="buranakan.E002")
        for names in holders.values()
        if len(names) > 1
    ]


def parts_of(name):
    """The secrets that a setting holds: keys may stand one after another, and those of identities have an id before."""
    parts = getattr(settings, name).split(",")
    return [part.partition(":")[2] if name == "IDENTITY_KEYS" else part for part in parts]


def unreadable_keys():
    try:
        secrets.Keyring.read(settings.IDENTITY_KEYS, lookup_key=settings.IDENTITY_LOOKUP_KEY)
    except ImproperlyConfigured as trouble:
        return [Error(str(trouble), hint=MAKE, id="buranakan.E003")]
    return []


@register(Tags.security, deploy=True)
def check_address(app_configs=None, **options):
    """What we call ourselves in letters and links is an address that is ours and can be trusted."""
    address = urlsplit(settings.PUBLIC_ADDRESS)
    if address.scheme != "https":
        return [Error("BURANAKAN_PUBLIC_ADDRESS does not begin with https://.", id="buranakan.E004")]
    if address.hostname not in settings.ALLOWED_HOSTS:
        hint = "Add it to BURANAKAN_HOSTS."
        return [Error(f"{address.hostname} is in BURANAKAN_PUBLIC_ADDRESS only.", hint=hint, id="buranakan.E005")]
    return []


@register(Tags.security, deploy=True)
def check_hosts(app_configs=None, **options):
    if "*" in settings.ALLOWED_HOSTS:
        return [Warning("BURANAKAN_HOSTS lets every host in.", hint="Name the hosts.", id="buranakan.W001")]
    return []


@register(Tags.security, deploy=True)
def check_letters(app_configs=None, **options):
    """Letters hold names and codes: they go out, and never into a log that others read or over an open line."""
    found = []
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend") or settings.SMS_BACKEND.endswith("sms.Console"):
        hint = "Set BURANAKAN_EMAIL_BACKEND, and BURANAKAN_SMS_BACKEND or leave it out."
        found.append(Error("Letters are printed into the log.", hint=hint, id="buranakan.E007"))
    if settings.SMS_BACKEND.endswith("sms.Webhook") and urlsplit(settings.SMS_ADDRESS).scheme != "https":
        found.append(Error("BURANAKAN_SMS_ADDRESS does not begin with https://.", id="buranakan.E008"))
    return found


@register(Tags.database)
def check_figures(app_configs=None, databases=None, **options):
    """Promises and directives keep their figure as a key; a key without a figure would show no result at all."""
    # Before the migrations there is nothing to check.
    if not databases or not set(connections["default"].introspection.table_names()) >= FIGURES_ARE_NAMED_IN:
        return []
    bound = [("promise", policy.figure_keys_in_use()), ("directive", directives.figure_keys_in_use())]
    return [
        Error(
            f"A {noun} is bound to the figure {key!r}, which does not exist.",
            hint=f"Figure keys never change: bring the figure back, or bind the {noun} anew.",
            id="buranakan.E006",
        )
        for noun, keys in bound
        for key in sorted(keys - set(FIGURES))
    ]

"""New secrets, one `NAME=value` a line, for the environment of a server."""

import secrets

# The key that reads citizen numbers and the key that finds them are apart, so each is its own secret.
PLAIN = ["BURANAKAN_SECRET_KEY", "BURANAKAN_IDENTITY_LOOKUP_KEY", "BURANAKAN_TRAIL_SIGNING_KEY"]
FIRST_KEY_ID = "1"
BYTES = 48


def add_arguments(parser):
    """Nothing to choose."""


def run(arguments):
    for name, value in new_secrets().items():
        print(f"{name}={value}")


def new_secrets():
    made = {name: secrets.token_urlsafe(BYTES) for name in PLAIN}
    return made | {"BURANAKAN_IDENTITY_KEYS": f"{FIRST_KEY_ID}:{secrets.token_urlsafe(BYTES)}"}

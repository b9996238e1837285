"""The five tones of state. Each has a word from the page and a shape from here, so that colour never speaks alone."""

TONES = ("good", "warn", "bad", "info", "plain")


def checked(tone):
    """The tone itself; an unknown one is the author's fault and fails loudly."""
    tone = tone or "plain"
    if tone not in TONES:
        raise ValueError(f"{tone!r} is no tone; the tones are {', '.join(TONES)}.")
    return tone

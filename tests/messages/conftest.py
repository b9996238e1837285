"""A gateway for texts that keeps what it was given."""

import pytest

from tests.factories.messages import KeptTexts


@pytest.fixture(autouse=True)
def texts(settings):
    settings.SMS_BACKEND = "tests.factories.messages.KeptTexts"
    KeptTexts.texts.clear()
    return KeptTexts.texts

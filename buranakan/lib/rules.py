"""How a rule refuses, and how a button asks a rule."""

from collections.abc import Callable
from typing import Any


class RuleBroken(Exception):
    """A rule said no. The code is stable, for programs and tests; the message is for people.

    The message is a message id or any lazily translated object; it meets its parameters only when it is shown,
    so that one refusal reads right in whichever language the reader has.
    """

    def __init__(self, code: str, message: object, /, **params: object) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.rendered(str)

    def __repr__(self) -> str:
        return f"RuleBroken({self.code!r}, {str(self)!r})"

    def rendered(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`; a lazy message has translated itself already."""
        sentence = translate(self.message) if isinstance(self.message, str) else str(self.message)
        # Without parameters a percent sign in the sentence is just a percent sign.
        return sentence % self.params if self.params else sentence


def allows(check: Callable[..., Any], /, *args: Any, **kwargs: Any) -> bool:
    """Turn any rule into a yes or no. Only refusals are answered; any other exception is a fault and goes through."""
    try:
        check(*args, **kwargs)
    except RuleBroken:
        return False
    return True

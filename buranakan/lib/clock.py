"""The one door to the moment and the day, in Thai time; a demonstration or a test may shift it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True)
class _Hand:
    """Where a shifted clock was set, when that happened on the real clock, and whether it runs on from there."""

    moment: dt.datetime
    set_at: dt.datetime
    runs: bool

    def reads(self, real: dt.datetime) -> dt.datetime:
        return self.moment + (real - self.set_at) if self.runs else self.moment


# A context variable, so that a shift in one thread or task is never seen by another.
_here: ContextVar[_Hand | None] = ContextVar("clock_here", default=None)
_process: _Hand | None = None


def real_now() -> dt.datetime:
    """The moment on the real clock, whatever has been shifted; the trail stamps it beside the shown one."""
    return dt.datetime.now(BANGKOK)


def now() -> dt.datetime:
    hand = _here.get() or _process
    return hand.reads(real_now()) if hand else real_now()


def today() -> dt.date:
    return local_day(now())


def local_day(at: dt.datetime) -> dt.date:
    """The day it is in Thailand at that moment. `at.date()` is yesterday's for the first seven hours in UTC."""
    return _in_bangkok(at).date()


def check_is_day(day: dt.date) -> None:
    """A datetime passes for a date, but the day written in it may not be the Thai one: ask `local_day` first."""
    if isinstance(day, dt.datetime):
        raise TypeError(f"{day.isoformat()} is a moment where a day belongs; clock.local_day tells its day.")


def day_starts_at(day: dt.date) -> dt.datetime:
    """The first moment of a Thai day; a deadline on a day ends before `day_starts_at` of the next one."""
    check_is_day(day)
    return dt.datetime(day.year, day.month, day.day, tzinfo=BANGKOK)


def start_at(moment: dt.datetime | None) -> None:
    """Set the clock of this whole process, every thread of it; it runs on from there. None: back to the real clock."""
    global _process
    _process = None if moment is None else _Hand(_in_bangkok(moment), real_now(), runs=True)


@contextmanager
def shifted_to(moment: dt.datetime) -> Iterator[None]:
    """Inside, in this thread or task, the clock starts at the moment and runs on."""
    with _set(_Hand(_in_bangkok(moment), real_now(), runs=True)):
        yield


@contextmanager
def frozen_at(moment: dt.datetime) -> Iterator[None]:
    """Inside, in this thread or task, the clock stands still at the moment."""
    with _set(_Hand(_in_bangkok(moment), real_now(), runs=False)):
        yield


@contextmanager
def _set(hand: _Hand) -> Iterator[None]:
    before = _here.set(hand)
    try:
        yield
    finally:
        _here.reset(before)


def _in_bangkok(at: dt.datetime) -> dt.datetime:
    if at.tzinfo is None:
        raise ValueError(f"The moment {at.isoformat()} does not say in which time zone it is.")
    return at.astimezone(BANGKOK)

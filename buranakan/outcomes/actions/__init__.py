"""Everything that changes indicators, values and askings."""

from buranakan.outcomes.actions.answering import answer
from buranakan.outcomes.actions.asking import ask, ask_for_baselines, ask_what_is_due, schedule_follow_ups, withdraw
from buranakan.outcomes.actions.indicators import change_indicator, enter_indicator
from buranakan.outcomes.actions.measuring import record_measurement, take_back
from buranakan.outcomes.actions.reference import load_asking_times, load_indicators
from buranakan.outcomes.actions.sending import send_due
from buranakan.services.actions import store_evidence

__all__ = [
    "answer",
    "ask",
    "ask_for_baselines",
    "ask_what_is_due",
    "change_indicator",
    "enter_indicator",
    "load_asking_times",
    "load_indicators",
    "record_measurement",
    "schedule_follow_ups",
    "send_due",
    "store_evidence",
    "take_back",
    "withdraw",
]

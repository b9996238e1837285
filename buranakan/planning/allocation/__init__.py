"""How an envelope may be split over areas, activities and months: values in, values out. Pure."""

from buranakan.planning.allocation.solving import cost_of_fairness, solve

__all__ = ["cost_of_fairness", "solve"]

"""How an envelope may be split over areas, activities and months: values in, values out. Pure."""

from buranakan.planning.allocation.solving import solve

__all__ = ["solve"]

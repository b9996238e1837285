"""What a solver found."""

from dataclasses import dataclass

import numpy as np

from buranakan.planning.allocation.relaxation import Prices


@dataclass(frozen=True)
class Answer:
    """A plan as arrays, if any, and the bound; `is_impossible` when there is proof that there is no plan."""

    people: np.ndarray | None
    rounds: np.ndarray | None
    bound: float
    is_impossible: bool = False
    prices: Prices | None = None  # near the plan


IMPOSSIBLE = Answer(None, None, -np.inf, is_impossible=True)

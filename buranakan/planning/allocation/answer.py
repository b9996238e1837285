"""What a solver found."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Answer:
    """A plan as arrays, if any, and the bound; `is_impossible` when there is proof that there is no plan."""

    people: np.ndarray | None
    rounds: np.ndarray | None
    bound: float
    is_impossible: bool = False


IMPOSSIBLE = Answer(None, None, -np.inf, is_impossible=True)

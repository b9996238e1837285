"""How long a search may take: seconds of the processor, and at most three times as many by the clock."""

import time

# On a machine that others share, a second of the processor takes longer than one by the clock; nobody waits for ever.
CLOCK_TO_PROCESSOR = 3.0


class Allowance:
    """Counts from when it is made: the processor time of this process, all its threads, and the clock beside it.

    A search on a busy machine so finds what it would find on a quiet one, unless the machine is busier than threefold.
    """

    def __init__(self, seconds: float) -> None:
        self.processor = time.process_time() + seconds
        self.clock = time.perf_counter() + CLOCK_TO_PROCESSOR * seconds

    @property
    def left(self) -> float:
        """Seconds of the processor that are left; what the clock leaves, if that is less."""
        return min(self.processor - time.process_time(), self.left_by_clock)

    @property
    def left_by_clock(self) -> float:
        """Seconds of the clock that are left."""
        return self.clock - time.perf_counter()

    @property
    def is_over(self) -> bool:
        return self.left <= 0

    def part(self, seconds: float) -> "Allowance":
        """So many seconds of it from now on, or what is left."""
        part = Allowance(max(0.0, min(seconds, self.left)))
        part.clock = min(part.clock, self.clock)
        return part


FOR_EVER = Allowance(1e9)

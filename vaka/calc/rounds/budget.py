"""How much work a search may do: so many tries, which repeats to the bit, or so many seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

FIRST_TRIES = 200
"""Tries in the first chunk, before it is known how many go in a moment."""
MOMENT = 0.05
"""Seconds between looks at the clock."""
CHUNK = 20_000


@dataclass
class Budget:
    """Work to do and work done. Exactly one of `tries` and `seconds` is given.

    Raises:
        ValueError: none or both were given.
    """

    tries: int | None = None
    seconds: float | None = None
    done: int = 0
    began: float = field(default_factory=time.perf_counter)

    def __post_init__(self) -> None:
        if (self.tries is None) is (self.seconds is None):
            raise ValueError("either tries or seconds")

    @property
    def took(self) -> float:
        """Seconds so far."""
        return time.perf_counter() - self.began

    @property
    def share(self) -> float:
        """How much of the work is done, from 0 to 1."""
        if self.tries is not None:
            return min(1.0, self.done / self.tries)
        assert self.seconds is not None
        return min(1.0, self.took / self.seconds)

    def chunk(self, until: float) -> int:
        """Give how many tries to do next, on the way to a share."""
        if self.tries is not None:
            return max(0, min(CHUNK, round(until * self.tries) - self.done))
        if self.share >= until:
            return 0
        assert self.seconds is not None
        if not self.done:
            return FIRST_TRIES
        left = min(MOMENT, until * self.seconds - self.took)
        return max(1, int(self.done / self.took * left))

    def share_after(self, many: int) -> float:
        """Give the share when so many more tries are done, as far as is known."""
        if self.tries is not None:
            return min(1.0, (self.done + many) / self.tries)
        assert self.seconds is not None
        pace = self.took / self.done if self.done else 0.0
        return min(1.0, (self.took + pace * many) / self.seconds)

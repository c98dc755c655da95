"""Drawing by lot so that anybody who has the seed can draw the same again."""

from random import Random


def drawn(population: int, size: int, seed: str) -> list[int]:
    """Give the numbers that a seed draws of 1 to `population`, in order; all where `size` is more.

    Each number has the same chance.
    """
    by_lot = Random(seed)  # noqa: S311 - it must be possible to draw the same again
    return sorted(by_lot.sample(range(1, population + 1), min(size, population)))

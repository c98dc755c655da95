"""The kinds of control chart, and what each needs to know."""

from enum import StrEnum

from vaka.calc.spc import kernels, signals


class Kind(StrEnum):
    """A control chart by its published name; `pp` and `up` are Laney's p′ and u′."""

    RUN = "run"
    I = "i"  # noqa: E741  the chart's own name
    XMR = "xmr"
    MR = "mr"
    P = "p"
    PP = "pp"
    U = "u"
    UP = "up"
    C = "c"
    G = "g"
    T = "t"

    @property
    def number(self) -> int:
        """The kernels' number of the kind."""
        return _NUMBERS[self]

    @property
    def has_exposure(self) -> bool:
        """Whether each point is events over an exposure: tried ones, care days."""
        return self in {Kind.P, Kind.PP, Kind.U, Kind.UP}

    @property
    def is_share(self) -> bool:
        """Whether a point can not be more than the whole."""
        return self in {Kind.P, Kind.PP}


class Rules(StrEnum):
    """Who says what a signal is."""

    NHS = "nhs"
    ANHOEJ = "anhoej"

    @property
    def number(self) -> int:
        """The kernels' number of the rules."""
        return signals.NHS if self is Rules.NHS else signals.ANHOEJ


_NUMBERS = {
    Kind.RUN: kernels.RUN, Kind.I: kernels.I, Kind.XMR: kernels.XMR, Kind.MR: kernels.MR,
    Kind.P: kernels.P, Kind.PP: kernels.PP, Kind.U: kernels.U, Kind.UP: kernels.UP,
    Kind.C: kernels.C, Kind.G: kernels.G, Kind.T: kernels.T,
}  # fmt: skip

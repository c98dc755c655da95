"""Periods that an address names."""

from collections.abc import Collection

from django.http import Http404

from vaka.law.period import Grain, Period, UnreadablePeriod


def period_named(
    text: str, grains: Collection[Grain], words: str, *, may_span: bool = False
) -> Period:
    """Read a period of an address.

    Args:
        grains: what it may be a period of.
        words: what to say when it is another.
        may_span: whether it may go over several, such as two months.

    Raises:
        Http404: it is no period, or one that is not asked for here.
    """
    try:
        period = Period.parse(text)
    except UnreadablePeriod as error:
        raise Http404(str(error)) from error
    if period.kind not in grains or not (may_span or len(period.parts(period.kind)) == 1):
        raise Http404(words)
    return period

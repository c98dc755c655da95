"""The day that the demo plays out on: while it is built, that is today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def played_out(today: date) -> Iterator[None]:
    """Let the time of day stand and the day be `today` for whatever asks Django's clock.

    The actions refuse what lies in the future or too long ago, so a municipality of another day
    can only be written on that day.
    """
    shift = today - timezone.localdate()
    if not shift:
        yield
        return
    real = timezone.now
    with patch.object(timezone, "now", lambda: real() + timedelta(days=shift.days)):
        yield

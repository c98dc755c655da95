"""What every area's test of outsiders asks: shut doors, and tables as they were."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse

from vaka.foundation.cases.models import Case

SHUT = (403, 404)
"""Not for you; or, where it would tell something, no such thing."""


def assert_sign_in(answers: Iterable[tuple[str, HttpResponse]]) -> None:
    """Every answer leads whoever is not signed in to the sign-in page, and there are some."""
    paths = []
    for path, answer in answers:
        assert answer.status_code == 302, path
        assert answer["Location"].startswith(reverse("account_login")), path
        paths.append(path)
    assert paths


def told_to_outsiders(
    answers: Iterable[tuple[str, HttpResponse, str]], allowed: Collection[int], words: Iterable[str]
) -> Iterator[str]:
    """Give a line for each answer that opens what is shut, and for each word that it tells.

    Args:
        answers: address, answer and its text.
        words: what no answer may hold.
    """
    for path, answer, body in answers:
        if answer.status_code not in allowed:
            yield f"{path}: {answer.status_code}"
        yield from (f"{path} tells {word}" for word in words if word in body)


def standing(*models: type[Model]) -> Any:
    """Give every row of some tables, and every case's version, to see that nothing has changed."""
    rows = [list(model._default_manager.order_by("pk").values_list()) for model in models]
    return rows, list(Case.objects.order_by("pk").values_list("pk", "version"))

"""What every area's test of outsiders asks: shut doors, and tables as they were."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse

from vaka.foundation.cases.models import Case


def assert_sign_in(answers: Iterable[tuple[str, HttpResponse]]) -> None:
    """Every answer leads whoever is not signed in to the sign-in page, and there are some."""
    paths = []
    for path, answer in answers:
        assert answer.status_code == 302, path
        assert answer["Location"].startswith(reverse("account_login")), path
        paths.append(path)
    assert paths


def standing(*models: type[Model]) -> Any:
    """Give every row of some tables, and every case's version, to see that nothing has changed."""
    rows = [list(model._default_manager.order_by("pk").values_list()) for model in models]
    return rows, list(Case.objects.order_by("pk").values_list("pk", "version"))

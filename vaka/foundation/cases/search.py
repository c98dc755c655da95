"""Search over cases: one stemmed text a case, FTS5 on SQLite and tsvector on PostgreSQL.

Free text of secret cases is not indexed; such a case is found by its reference only.
"""

import re
from datetime import datetime
from functools import lru_cache

import Stemmer
from django.db import connection
from django.db.models.expressions import RawSQL

from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case, CaseQuerySet, Confidentiality, SearchText

WORD = re.compile(r"\w+(?:-\w+)*")
_stem = Stemmer.Stemmer("swedish")
MATCH = {
    "sqlite": "SELECT rowid FROM cases_search WHERE cases_search MATCH %s",
    "postgresql": (
        "SELECT id FROM cases_searchtext"
        " WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)"
    ),
}
AND = {"sqlite": " AND ", "postgresql": " & "}
BEGINS_WITH = {"sqlite": '"{}"*', "postgresql": "'{}':*"}


@lru_cache(maxsize=50_000)
def _folded_word(word: str) -> str:
    """The stemmer leaves the definite `-et` of short nouns, which people search by as often."""
    stem = str(_stem.stemWord(word))
    return stem.removesuffix("et") if len(stem) > 5 and stem == word else stem


def folded(text: str) -> str:
    """Give a text as its Swedish stems in lower case, so that `fallet` finds `fall`."""
    return " ".join(map(_folded_word, WORD.findall(text.casefold())))


def words_of(reference: str, unit_name: str, text: str, secret: bool) -> str:
    """Give what a case is indexed under."""
    return folded(reference if secret else f"{reference} {unit_name} {text}")


def index(case: Case) -> None:
    """Write a case's words anew."""
    text = f"{case.title} {kind_of(case.kind).searchable(case)}"
    secret = case.confidentiality == Confidentiality.SECRET
    words = words_of(case.reference, case.unit.name, text, secret)
    is_open = is_open_mark(case.closed_at)
    SearchText.objects.update_or_create(case=case, defaults={"words": words, "is_open": is_open})


def is_open_mark(closed_at: datetime | None) -> bool | None:
    """Give what marks the words of an open case; those of a closed one have no mark."""
    return True if closed_at is None else None


def find(viewer: Viewer, text: str) -> CaseQuerySet:
    """Give the cases the viewer may see that hold every word (or its beginning), newest first.

    An empty or wordless text finds nothing.
    """
    visible = Case.objects.visible_to(viewer)
    words = [word.replace("'", "") for word in folded(text).split()]
    if not words:
        return visible.none()
    vendor = connection.vendor
    match = AND[vendor].join(BEGINS_WITH[vendor].format(word) for word in words)
    hits = SearchText.objects.filter(id__in=RawSQL(MATCH[vendor], [match]))  # noqa: S611 - words are bound
    return visible.filter(pk__in=hits.values("case_id")).order_by("-opened_at")

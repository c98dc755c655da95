"""Who may import whom, beyond what the import contracts in pyproject.toml can say."""

import re
import sys
from pathlib import Path

import pytest

from tests.guards import source

# design, section 2: the outside packages that each package without Django may use
OUTSIDE = {
    "law": {"holidays"},
    "calc": {"numpy", "scipy", "numba", "ortools", "pyvrp"},
    "metrics": {"ibis", "sqlglot", "duckdb", "pyarrow", "numpy", "scipy", "Stemmer"},
    "documents": {
        "jinja2",
        "pypandoc",
        "typst",
        "vl_convert",
        "altair",
        "pebble",
        "fontTools",
        "psutil",
        "pypdfium2",
        "python_calamine",
        "Stemmer",
        "asn1crypto",
        "cryptography",
        "pyhanko",
        "pyhanko_certvalidator",
    },
    "exchange": {
        "polars",
        "pyarrow",
        "python_calamine",
        "xlsxwriter",
        "charset_normalizer",
        "numpy",
        "lxml",
    },
}
DOORS = {"actions", "queries", "rules", "words", "imports", "causes", "journal_queries"}
"""`causes`: what areas above found in their cases, registered with those that answer it.
`journal_queries`: what an area notes of somebody, told to the journal's area above it."""


@pytest.mark.parametrize("package", OUTSIDE)
def test_a_package_without_django_uses_only_its_own_few_libraries(package: str) -> None:
    known = OUTSIDE[package] | sys.stdlib_module_names | {"vaka"}
    strange = [
        f"{source.place(path, line)} {name}"
        for path in source.modules(source.PACKAGE / package)
        for line, name in source.imported(path)
        if name.split(".")[0] not in known
    ]
    assert not strange, "\n".join(strange)


def _foreign(path: Path) -> list[str]:
    """Imports of another area that do not go through one of its doors."""
    own = path.relative_to(source.PACKAGE / "areas").parts[0]
    names = [
        (n, name.split(".")) for n, name in source.imported(path) if name.startswith("vaka.areas.")
    ]
    strangers = [(n, p) for n, p in names if p[2] != own and not DOORS & set(p[3:4])]
    return [f"{source.place(path, n)} {'.'.join(parts)}" for n, parts in strangers]


def test_areas_meet_only_at_their_doors() -> None:
    files = [p for p in source.modules(source.PACKAGE / "areas") if p.parent.name != "areas"]
    assert not [fault for path in files for fault in _foreign(path)]


def test_views_read_through_queries_and_write_through_actions() -> None:
    straight = re.compile(r"\.objects\b|\.save\(|\.delete\(|\.visible_to\(")
    faults = [
        source.place(path, number)
        for path in source.modules()
        if path.stem == "views" or "views" in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if straight.search(line)
    ]
    assert not faults, "\n".join(faults)


def test_rules_know_neither_database_nor_clock() -> None:
    allowed = sys.stdlib_module_names - {"time", "random"}
    ours = ("vaka.law.", "vaka.areas.", "vaka.foundation.cases.transitions.")
    faults = [
        f"{source.place(path, line)} {name}"
        for path in source.modules(source.PACKAGE / "areas")
        if path.stem == "rules"
        for line, name in source.imported(path)
        if not (
            name.split(".")[0] in allowed or name.startswith((*ours, "django.utils.translation."))
        )
    ]
    assert not faults, "\n".join(faults)

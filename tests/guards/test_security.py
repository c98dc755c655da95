"""Every row of what is asked of the system's security has something that holds it."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (S\d\d) \| [^|]+ \| ([^|]*) \| ([^|]*) \| ([^|]*) \| [^|]* \|$", re.M)
NAMED = re.compile(r"`([^`]+)`")
ASKED = 32
ROWS = ROW.findall((REPOSITORY / "docs/reference/security.md").read_text("utf-8"))


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """Give the text where tests, settings and duties are found."""
    tests = [*REPOSITORY.glob("vaka/**/tests/test_*.py"), *REPOSITORY.glob("tests/**/test_*.py")]
    settings = [
        "vaka/law/values/local.toml", "vaka/config/settings.py", "vaka/config/keys.py",
        "vaka/foundation/access/identity_services.py",
    ]  # fmt: skip
    return {
        "tests": "".join(path.read_text("utf-8") for path in tests),
        "settings": "".join((REPOSITORY / one).read_text("utf-8") for one in settings),
        "duties": (REPOSITORY / "docs/how-to/run-safely.md").read_text("utf-8"),
    }


def test_every_row_stands_once():
    assert [row[0] for row in ROWS] == [f"S{n:02}" for n in range(1, ASKED + 1)]


@pytest.mark.parametrize(("row", "tests", "settings", "duties"), ROWS, ids=[r[0] for r in ROWS])
def test_what_is_named_exists(known, row, tests, settings, duties):
    found = NAMED.findall(tests)
    told = NAMED.findall(settings)
    owed = re.findall(r"D\d+", duties)
    assert found or told or owed, f"{row} is held by nothing"
    assert [one for one in found if f"def {one}(" not in known["tests"]] == []
    assert [one for one in told if one not in known["settings"]] == []
    assert [one for one in owed if f"**{one}** " not in known["duties"]] == []


def test_every_duty_is_asked_for(known):
    owed = {one for row in ROWS for one in re.findall(r"D\d+", row[3])}
    assert owed == set(re.findall(r"\*\*(D\d+)\*\* ", known["duties"]))

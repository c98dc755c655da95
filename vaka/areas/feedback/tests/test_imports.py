"""A file shaped like Infracontrol's export becomes feedback, at most once."""

import pytest

from vaka.areas.deviations.schema import SCHEMA as DEVIATIONS
from vaka.areas.feedback import facts
from vaka.areas.feedback.imports import SCHEMA, import_rows
from vaka.areas.feedback.models import Feedback
from vaka.exchange import shipped
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.refusal import FileRefused
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import Viewer
from vaka.metrics.facts import FACTS

FILE = """Ärendenummer;Verksamhet;Ärendetyp;Kategori;Inkom via;Inkom datum;Beskrivning;Svar;\
Besvarad datum;Avslutad datum
I1;Almen;Klagomål;Bemötande;E-tjänst;2023-02-01;Ingen hälsade.;Vi har talat med alla.;\
2023-02-08;2023-02-20
I2;Almen;Beröm;Annat;Telefon;2023-03-01;Tack för maten.;;;
I3;Ingenstans;Synpunkt;Annat;Brev;2023-03-02;Mörkt på gården.;;;
I4;Björken;Förslag;Rymden;App;2023-03-03;Mer frukt.;;;
"""


@pytest.fixture
def take_in(tmp_path, units):
    path = tmp_path / "export.csv"
    path.write_text(FILE.replace("\\\n", ""), encoding="utf-8")

    def run(**options):
        by = Viewer.system("test")
        file = read_typed(path, SCHEMA)
        return import_rows(by=by, file=file, options=ImportOptions("export.csv", **options))

    return run


def _of(key):
    return Feedback.objects.select_related("case").get(case__source_key__contains=key)


def test_an_export_comes_in_once(take_in, bo):
    first = take_in()
    assert (first.imported, first.rejected) == (3, 1)
    assert [one.value for one in first.warnings] == ["Rymden"]
    again = take_in()
    assert (again.imported, again.unchanged) == (0, 3)
    row = _of("I1")
    assert (row.kind, row.door, row.theme, row.case.state) == (
        "complaint", "web", "treatment", "closed",
    )  # fmt: skip
    assert (row.case.owner, row.answered_date.day) == (bo.person, 8)
    assert _of("I2").case.state == "received"


def test_a_dry_run_leaves_nothing(take_in):
    assert take_in(dry_run=True).imported == 3
    assert not Feedback.objects.exists()


def test_what_came_in_is_counted(take_in):
    take_in()
    rows = [row for row in facts.rows(None, None) if row["valid_to_date"].year > 3000]
    assert FACTS["feedback"].table(rows).num_rows == 3
    assert {row["kind"] for row in rows} == {"complaint", "praise", "proposal"}


def test_the_mapping_is_known_and_kept_from_deviations():
    headings = tuple(shipped.named("infracontrol", SCHEMA).columns)
    assert shipped.recognised(headings, SCHEMA) == shipped.named("infracontrol", SCHEMA)
    with pytest.raises(FileRefused):
        shipped.recognised(headings, DEVIATIONS)

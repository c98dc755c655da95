"""Files shaped like other systems' exports: laws together, older types, risk not graded."""

from datetime import date

import pytest

from vaka.areas.deviations.imports import SCHEMA, import_rows
from vaka.areas.deviations.models import Deviation
from vaka.areas.figures import queries as figures
from vaka.areas.figures.actions import translate_type
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import Viewer

LIFECARE = """Avvikelse-ID;Organisationsenhet;Lagrum;Händelsetyp;Händelsedatum;Registreringsdatum;\
Händelseplats;Händelseförlopp;Omedelbara åtgärder;Avslutsdatum;Kön
L1;Almen;HSL - Hälso- och sjukvårdslagen;Fall utan skada;2024-02-01;2024-02-01;rum 1;Föll;;;Kvinna
L2;Almen;SoL - Socialtjänstlagen;Brister i bemötande;2024-02-02;2024-02-03;;Hårt ord;;2024-02-20;
L3;Björken;LSS - Lagen om stöd och service;Hot och våld;2024-02-03;2024-02-03;;Slog mot bordet;;;Man
"""
TRESERVA = """Rapportnummer;Verksamhet;Avvikelsetyp;Inträffat datum;Upprättad datum;Lokal;\
Beskrivning av händelsen;Åtgärd vid händelsen;Konsekvens;Sannolikhet;Avslutad datum
T1;Almen;Fallrapport;2019-05-01;2019-05-01;;Föll i hallen;;2;3;2019-06-01
T2;Almen;Fallrapport;2021-05-01;2021-05-01;;Föll i köket;;;;2021-06-01
T3;Almen;Okänd sort;2021-05-02;2021-05-02;;Något annat;;;;
"""
KIA = """KIA-nummer;Organisation;Typ av händelse;Händelsedatum;Anmälningsdatum;\
Plats för händelsen;Beskriv vad som hände;Vidtagna åtgärder;Klarmarkerad
K1;Almen;Tillbud;2024-03-01;2024-03-01;trapphus;Nära att halka;Sandat;
K2;Almen;Arbetsolycka;2024-03-02;2024-03-02;kök;Skar sig;Plåster;2024-04-01
"""


@pytest.fixture
def take_in(tmp_path, units):
    """Give a function that imports a text by its own headings."""

    def run(text, **options):
        path = tmp_path / "export.csv"
        path.write_text(text.replace("\\\n", ""), encoding="cp1252")
        file = read_typed(path, SCHEMA)
        by = Viewer.system("test")
        return import_rows(by=by, file=file, options=ImportOptions("export.csv", **options))

    return run


def _of(key):
    return Deviation.objects.get(case__source_key__contains=key)


def _translate(new, start, old="Fallrapport"):
    return translate_type(by=Viewer.system("t"), source_system="Treserva", old_type=old,
                          new_type=new, law="", valid_from=start, reason="Nämnden")  # fmt: skip


def test_lifecare_brings_three_laws_and_no_grades(take_in):
    receipt = take_in(LIFECARE)
    assert (receipt.imported, receipt.rejected) == (3, 0)
    assert [_of(key).law for key in ("L1", "L2", "L3")] == ["HSL", "SoL", "LSS"]
    assert not Deviation.objects.exclude(severity=None, likelihood=None).exists()
    assert _of("L1").case.state == "reported"


def test_treservas_types_are_translated_by_the_date_of_the_event(take_in):
    _translate("Fall med skada", date(2018, 1, 1))
    _translate("Fall utan skada", date(2020, 1, 1))
    receipt = take_in(TRESERVA)
    assert (_of("T1").type, _of("T2").type) == ("Fall med skada", "Fall utan skada")
    assert (_of("T1").law, _of("T1").severity, _of("T2").severity) == ("HSL", 2, None)
    assert _of("T3").type == "Okänd sort"
    assert [one.value for one in receipt.warnings] == ["Okänd sort"]


def test_kia_is_all_work_environment(take_in):
    take_in(KIA)
    assert {one.law for one in Deviation.objects.all()} == {"AML"}
    assert _of("K1").type == "Tillbud i arbetet"


def test_a_switch_of_system_breaks_the_series(take_in):
    take_in(TRESERVA, dry_run=True)
    assert not figures.breaks("deviation", date(2019, 1, 1), date(2022, 1, 1))
    take_in(TRESERVA)
    (one,) = figures.breaks("deviation", date(2019, 1, 1), date(2022, 1, 1))
    assert one.on_date == date(2021, 5, 3)
    assert "Treserva" in one.reason

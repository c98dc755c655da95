"""Every computed measure has a specification, passes it, and a wrong definition does not."""

from dataclasses import replace

import pytest

from vaka.law.period import Period
from vaka.metrics import definitions
from vaka.metrics.engine import Engine
from vaka.metrics.request import Request
from vaka.metrics.source import MemorySource
from vaka.metrics.specs import SPECS
from vaka.metrics.specs.spec import tree

IDS = [spec.measure for spec in SPECS]


def figures(spec):
    fact = definitions.named(spec.measure).fact.name
    engine = Engine(MemorySource({fact: spec.rows, "unit_tree": tree()}), lambda: spec.as_of)
    by = (spec.by,) if spec.by else ()
    request = Request((spec.measure,), "vaka", Period.parse(spec.period), by, as_of=spec.as_of)
    return {row.by.get(spec.by, ""): row.value for row in engine.evaluate(request)}


@pytest.mark.parametrize("spec", SPECS, ids=IDS)
def test_the_definition_gives_what_the_specification_says(spec):
    assert figures(spec) == pytest.approx(dict(spec.expected))


@pytest.mark.parametrize("spec", SPECS, ids=IDS)
def test_the_specification_refuses_the_wrong_definition(spec, monkeypatch):
    wrong = replace(definitions.named(spec.measure), formula=spec.wrong)
    monkeypatch.setitem(definitions.MEASURES, spec.measure, wrong)
    assert figures(spec) != pytest.approx(dict(spec.expected))


def test_every_computed_measure_has_a_specification():
    computed = {m.name for m in definitions.MEASURES.values() if m.is_computed}
    assert computed == {spec.measure for spec in SPECS}

"""The tree of units as pairs of ancestor and unit, each with the days on which it held."""

from vaka.metrics.facts.fact import Fact, date, flag, text, whole

UNIT_TREE = Fact(
    name="unit_tree",
    version="1",
    sv="Organisationsträdet: varje enhet med alla enheter ovanför",
    en="The tree of units: each unit with itself and all above",
    key=("ancestor_code", "unit_code", "valid_from_date"),
    partition=None,
    columns=(
        text("ancestor_code", "Enhet ovanför, eller enheten själv", "Ancestor, or itself"),
        text("unit_code", "Enhet", "Unit"),
        whole("depth", "Steg mellan dem, 0 är enheten själv", "Steps between them"),
        text("name", "Enhetens namn", "Name of the unit"),
        text("kind", "Enhetens slag", "Kind of unit"),
        flag("is_reference", "Jämförelseenhet utanför trädet", "Reference unit outside the tree"),
        date("valid_from_date", "Gäller från", "Valid from"),
        date("valid_to_date", "Gäller till, dagen räknas inte in", "Valid to, exclusive"),
    ),
)

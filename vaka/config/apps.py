"""At start, wires what no storey below may know of: facts to schemas, jobs, tools of the frame."""

from importlib import import_module

from django.apps import AppConfig


class RootConfig(AppConfig):
    """The last app to be ready."""

    name = "vaka.config"
    label = "config"

    def ready(self) -> None:
        """Pair facts with their schema, load the kinds of job, and add notices to the frame."""
        from vaka.config.discovery import modules_named

        _pair_facts(modules_named("facts"))
        for module in modules_named("jobs"):
            import_module(module)
        _hand_over_imports()
        _hand_over_reports(modules_named("report"))
        _add_tools()


def _pair_facts(modules: list[str]) -> None:
    from vaka.foundation.snapshot.registry import register
    from vaka.metrics.facts import FACTS

    for module in modules:
        for name, producer in import_module(module).FACTS.items():
            fact = FACTS[name]
            register(name, fact.version, fact.arrow_schema(), producer)


def _hand_over_imports() -> None:
    from vaka.areas.intake import kinds
    from vaka.config.kinds import import_kinds, whole_file_kinds

    kinds.register([*import_kinds().values(), *whole_file_kinds().values()])


def _hand_over_reports(modules: list[str]) -> None:
    from vaka.areas.reports import kinds

    for module in modules:
        kinds.register(import_module(module).REPORTS.values())


def _add_tools() -> None:
    from django.utils.translation import gettext_lazy as _

    from vaka.web import nav

    nav.register(
        nav.NavItem(label=_("Aviseringar"), url_name="notices:list", order=80, icon="bell"),
        nav.NavItem(label=_("Arbeten"), url_name="jobs:list", capability="job.see", order=85),
    )

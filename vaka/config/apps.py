"""At start, wires what no storey below may know of: facts to their schemas."""

from importlib import import_module

from django.apps import AppConfig


class RootConfig(AppConfig):
    """The last app to be ready."""

    name = "vaka.config"
    label = "config"

    def ready(self) -> None:
        """Pair each area's and foundation package's facts with their schema."""
        from vaka.config.discovery import modules_named
        from vaka.foundation.snapshot.registry import register
        from vaka.metrics.facts import FACTS

        for module in modules_named("facts"):
            for name, producer in import_module(module).FACTS.items():
                fact = FACTS[name]
                register(name, fact.version, fact.arrow_schema(), producer)

"""The app of areas/goals: its duties and its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(label=_("Mål"), url_name="goals:tree", capability="goal.see", order=42)


class GoalsConfig(AppConfig):
    """Found by Django under the label `goals`."""

    name = "vaka.areas.goals"
    label = "goals"
    verbose_name = _("Mål")

    def ready(self) -> None:
        """Give key activities to the year wheel, and take a place in the menu."""
        from vaka.areas.goals import queries
        from vaka.foundation import duties

        duties.register(queries.duties)
        nav.register(NAV)

"""The app of areas/scorecards: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Styrtavlor"), url_name="scorecards:start", capability="figures.see", order=38
)


class ScorecardsConfig(AppConfig):
    """Found by Django under the label `scorecards`."""

    name = "vaka.areas.scorecards"
    label = "scorecards"
    verbose_name = _("Styrtavlor")

    def ready(self) -> None:
        """Take a place in the menu."""
        nav.register(NAV)

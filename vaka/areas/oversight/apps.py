"""The app of areas/oversight: the log, for those who review it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(label=_("Logg"), url_name="oversight:log", capability="log.read", order=90)


class OversightConfig(AppConfig):
    """Found by Django under the label `oversight`."""

    name = "vaka.areas.oversight"
    label = "oversight"
    verbose_name = _("Logg")

    def ready(self) -> None:
        """Put the page in the menu of those who review the log."""
        nav.register(NAV)

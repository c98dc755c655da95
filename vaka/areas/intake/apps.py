"""The app of areas/intake: files read in by way of a page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Läs in filer"), url_name="intake:start", capability="import.open", order=70
)


class IntakeConfig(AppConfig):
    """Found by Django under the label `intake`."""

    name = "vaka.areas.intake"
    label = "intake"
    verbose_name = _("Inläsning")

    def ready(self) -> None:
        """Put the page in the menu of those who may read files in."""
        nav.register(NAV)

"""The app of areas/discharges: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Utskrivningar"), url_name="discharges:list", capability="discharge.see", order=33,
    icon="first-aid", rare=True,
)  # fmt: skip


class DischargesConfig(AppConfig):
    """Found by Django under the label `discharges`."""

    name = "vaka.areas.discharges"
    label = "discharges"
    verbose_name = _("Utskrivningar")

    def ready(self) -> None:
        """Show it in the menu."""
        nav.register(NAV)

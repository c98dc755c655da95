"""The app of areas/registers: what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Kvalitetsregister"), url_name="registers:list", capability="figures.see", order=76,
    icon="list-checks", rare=True,
)  # fmt: skip


class RegistersConfig(AppConfig):
    """Found by Django under the label `registers`."""

    name = "vaka.areas.registers"
    label = "registers"
    verbose_name = _("Kvalitetsregister")

    def ready(self) -> None:
        """Take a place in the menu."""
        nav.register(NAV)

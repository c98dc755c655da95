"""The app of areas/attests: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Attest"), url_name="attests:list", capability="attest.see", order=35,
    icon="check-circle", rare=True,
)  # fmt: skip


class AttestsConfig(AppConfig):
    """Found by Django under the label `attests`."""

    name = "vaka.areas.attests"
    label = "attests"
    verbose_name = _("Attest")

    def ready(self) -> None:
        """Take a place in the menu."""
        nav.register(NAV)

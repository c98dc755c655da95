"""The app of areas/waiting_lists: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Väntelistor"), url_name="waiting_lists:list", capability="decision.see", order=32,
    icon="list-numbers", rare=True,
)  # fmt: skip


class WaitingListsConfig(AppConfig):
    """Found by Django under the label `waiting_lists`."""

    name = "vaka.areas.waiting_lists"
    label = "waiting_lists"
    verbose_name = _("Väntelistor")

    def ready(self) -> None:
        """Show it in the menu."""
        nav.register(NAV)

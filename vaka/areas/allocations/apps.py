"""The app of areas/allocations: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Avgifter och fördelning"), url_name="allocations:list", capability="allocation.see",
    order=34, icon="hand-coins", rare=True,
)  # fmt: skip


class AllocationsConfig(AppConfig):
    """Found by Django under the label `allocations`."""

    name = "vaka.areas.allocations"
    label = "allocations"
    verbose_name = _("Avgifter och fördelning")

    def ready(self) -> None:
        """Take a place in the menu."""
        nav.register(NAV)

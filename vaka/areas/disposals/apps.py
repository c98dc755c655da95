"""The app of areas/disposals: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Gallring"), url_name="disposals:start", capability="disposal.see", order=88,
    icon="archive", rare=True,
)  # fmt: skip


class DisposalsConfig(AppConfig):
    """Found by Django under the label `disposals`."""

    name = "vaka.areas.disposals"
    label = "disposals"
    verbose_name = _("Gallring")

    def ready(self) -> None:
        """Take a place in the menu."""
        nav.register(NAV)

"""The app of areas/journals: what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Till journalen"), url_name="journals:list", capability="journal.see", order=34,
    icon="file-text", rare=True,
)  # fmt: skip


class JournalsConfig(AppConfig):
    """Found by Django under the label `journals`."""

    name = "vaka.areas.journals"
    label = "journals"
    verbose_name = _("Överföring till journalen")

    def ready(self) -> None:
        """Show it in the menu."""
        nav.register(NAV)

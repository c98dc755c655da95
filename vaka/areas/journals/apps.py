"""The app of areas/journals: what the menu shows, and what a care plan leads to."""

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
        """Show it in the menu, and notes of visits beside each plan."""
        from vaka.areas.journals.rules import WRITE
        from vaka.foundation.cases.kinds import OnwardAction, register_onward

        nav.register(NAV)
        register_onward(
            OnwardAction("care_plan", _("Anteckningar från besök"), "journals:visits", WRITE)
        )

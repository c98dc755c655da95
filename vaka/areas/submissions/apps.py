"""The app of areas/submissions: its duties on the year wheel, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Statistik"), url_name="submissions:list", capability="submission.see", order=79,
    icon="download-simple", rare=True,
)  # fmt: skip


class SubmissionsConfig(AppConfig):
    """Found by Django under the label `submissions`."""

    name = "vaka.areas.submissions"
    label = "submissions"
    verbose_name = _("Statistikleveranser")

    def ready(self) -> None:
        """Tell the wheel about last days."""
        from vaka.areas.submissions import queries
        from vaka.foundation import duties

        duties.register(queries.duties)
        nav.register(NAV)

"""The app of areas/reports: what can be reported, and where it stands in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Rapporter"), url_name="reports:start", capability="report.make", order=50
)


class ReportsConfig(AppConfig):
    """Found by Django under the label `reports`."""

    name = "vaka.areas.reports"
    label = "reports"
    verbose_name = _("Rapporter")

    def ready(self) -> None:
        """Take a place in the menu, and say who may fetch a report's files."""
        from vaka.areas.reports import word_queries
        from vaka.areas.reports.queries import may_fetch
        from vaka.foundation.files.rules import register

        nav.register(NAV)
        register("report", may_fetch)
        register("word_reference", word_queries.may_fetch)

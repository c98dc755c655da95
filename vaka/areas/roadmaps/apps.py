"""The app of areas/roadmaps: its duties and its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Färdplan"), url_name="roadmaps:list", capability="roadmap.see", order=71,
    icon="path", rare=True,
)  # fmt: skip


class RoadmapsConfig(AppConfig):
    """Found by Django under the label `roadmaps`."""

    name = "vaka.areas.roadmaps"
    label = "roadmaps"
    verbose_name = _("Färdplan")

    def ready(self) -> None:
        """Take a place in the menu and give the days of preventive work to the year wheel."""
        from vaka.areas.roadmaps import prevention_queries
        from vaka.foundation import duties

        nav.register(NAV)
        duties.register(prevention_queries.duties)

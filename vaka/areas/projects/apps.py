"""The app of areas/projects: its duties and its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Projekt"), url_name="projects:list", capability="project.see", order=72,
    icon="target", rare=True,
)  # fmt: skip


class ProjectsConfig(AppConfig):
    """Found by Django under the label `projects`."""

    name = "vaka.areas.projects"
    label = "projects"
    verbose_name = _("Projekt")

    def ready(self) -> None:
        """Take a place in the menu, and give phases and follow-ups to the year wheel."""
        from vaka.areas.projects import queries
        from vaka.foundation import duties

        nav.register(NAV)
        duties.register(queries.duties)

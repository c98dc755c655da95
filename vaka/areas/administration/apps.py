"""The app of areas/administration: units, local values, people and terms of office."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = (
    nav.NavItem(label=_("Enheter"), url_name="administration:units",
                capability="organisation.administer", order=80),
    nav.NavItem(label=_("Personer"), url_name="administration:people",
                capability="person.administer", order=81),
    nav.NavItem(label=_("Lokala värden"), url_name="administration:values",
                capability="local_value.set", order=82, icon="sliders-horizontal"),
    nav.NavItem(label=_("Mandat"), url_name="administration:mandates",
                capability="term.change", order=83),
)  # fmt: skip


class AdministrationConfig(AppConfig):
    """Found by Django under the label `administration`."""

    name = "vaka.areas.administration"
    label = "administration"
    verbose_name = _("Förvaltning")

    def ready(self) -> None:
        """Put each page in the menu of those who may open it."""
        nav.register(*NAV)

"""The app of areas/delegations: its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Delegationsbeslut"), url_name="delegations:list", capability="delegated.see",
    order=31, icon="gavel", rare=True,
)  # fmt: skip


class DelegationsConfig(AppConfig):
    """Found by Django under the label `delegations`."""

    name = "vaka.areas.delegations"
    label = "delegations"
    verbose_name = _("Delegationsbeslut")

    def ready(self) -> None:
        """Take a place in the menu, and say which decisions on services lack delegation."""
        from vaka.areas.delegations.service_queries import remark
        from vaka.foundation.cases.kinds import Remark, register_remark

        register_remark(Remark("decision", remark))
        nav.register(NAV)

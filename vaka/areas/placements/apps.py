"""The app of areas/placements: its kind of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Placeringar"), url_name="placements:list", capability="placement.see", order=80,
    icon="list-checks", rare=True,
)  # fmt: skip


class PlacementsConfig(AppConfig):
    """Found by Django under the label `placements`."""

    name = "vaka.areas.placements"
    label = "placements"
    verbose_name = _("Placeringar")

    def ready(self) -> None:
        """Tell the spine about placements, the wheel about what they owe."""
        from vaka.areas.placements import queries, rules, words
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="placement", prefix="PLA", label=_("placering"),
                label_plural=_("placeringar"), url_name="placements:placement",
                state_label=words.state_label, todo=words.todo, handle=rules.HANDLE,
                transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        duties.register(queries.duties)
        nav.register(NAV)

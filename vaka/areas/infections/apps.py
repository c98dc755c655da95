"""The app of areas/infections: its kind of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Smitta och utbrott"), url_name="infections:list", capability="infection.see",
    order=28, icon="virus", rare=True,
)  # fmt: skip


class InfectionsConfig(AppConfig):
    """Found by Django under the label `infections`."""

    name = "vaka.areas.infections"
    label = "infections"
    verbose_name = _("Smitta och utbrott")

    def ready(self) -> None:
        """Tell the spine about outbreaks, the wheel about vaccination."""
        from vaka.areas.infections import round_queries, rules, words
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="outbreak", prefix="UTB", label=_("utbrott"), label_plural=_("utbrott"),
                url_name="infections:outbreak", state_label=words.state_label, todo=words.todo,
                handle=rules.HANDLE, transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        duties.register(round_queries.duties)
        nav.register(NAV)

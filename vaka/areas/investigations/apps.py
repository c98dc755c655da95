"""The app of areas/investigations: registers its kind, what it offers on deviations, its menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Utredningar"), url_name="investigations:list", capability="investigation.see", order=24
)


class InvestigationsConfig(AppConfig):
    """Found by Django under the label `investigations`."""

    name = "vaka.areas.investigations"
    label = "investigations"
    verbose_name = _("Utredningar")

    def ready(self) -> None:
        """Tell the spine about this kind, and offer each form on deviations."""
        from vaka.areas.investigations import rules, words
        from vaka.areas.investigations.models import opens
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="investigation",
                prefix="UTR",
                label=_("utredning"),
                label_plural=_("utredningar"),
                url_name="investigations:case",
                state_label=words.state_label,
                todo=words.todo,
                handle="investigation.see",
                part_transitions={str(f): table for f, table in rules.TRANSITIONS.items()},
                opens=opens,
            )
        )
        nav.register(NAV)
        _offer()


def _offer() -> None:
    from vaka.areas.investigations.rules import Form, handle
    from vaka.foundation.cases.kinds import OnwardAction, register_onward

    labels = {
        Form.LEX_SARAH: _("Inled lex Sarah"),
        Form.LEX_MARIA: _("Inled lex Maria"),
        Form.EVENT_ANALYSIS: _("Inled händelseanalys"),
    }
    for form, label in labels.items():
        register_onward(
            OnwardAction(
                on_kind="deviation",
                label=label,
                url_name=f"investigations:new_{form}",
                capability=handle(form),
                relation="investigates",
            )
        )

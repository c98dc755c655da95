"""The app of areas/providers: its kinds of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Utförare och avtal"), url_name="providers:list", capability="contract.see",
    order=73, icon="handshake", rare=True,
)  # fmt: skip
AGREEMENTS = nav.NavItem(
    label=_("Samverkan med andra"), url_name="providers:agreements", capability="agreement.see",
    order=74, icon="users-three", rare=True,
)  # fmt: skip


class ProvidersConfig(AppConfig):
    """Found by Django under the label `providers`."""

    name = "vaka.areas.providers"
    label = "providers"
    verbose_name = _("Utförare och avtal")

    def ready(self) -> None:
        """Tell the spine about these kinds, the wheel about their days, deviations of breaches."""
        from vaka.areas.providers import agreement_queries, agreement_rules, standing
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import OnwardAction, register_onward

        self._register_kinds()
        self._register_agreements()
        register_onward(
            OnwardAction(
                agreement_rules.EVENT, _("Säg vilken överenskommelse som brast"),
                "providers:breach", agreement_rules.BREAK, relation=agreement_rules.BREACHES,
            )
        )  # fmt: skip
        duties.register(standing.duties)
        duties.register(agreement_queries.duties)
        nav.register(NAV, AGREEMENTS)

    def _register_kinds(self) -> None:
        from vaka.areas.providers import rules, words
        from vaka.areas.providers.models import opens_visits
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="contract", prefix="AVT", label=_("avtal"), label_plural=_("avtal"),
                url_name="providers:contract", state_label=words.state_label, todo=words.todo,
                handle=rules.HANDLE, transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        register(
            CaseKind(
                code="provider_visit", prefix="UPF", label=_("uppföljningsbesök"),
                label_plural=_("uppföljningsbesök"), url_name="providers:visit",
                list_url_name="providers:visits", state_label=words.visit_state_label,
                todo=words.visit_todo, handle=rules.VISIT, transitions=rules.VISIT_TRANSITIONS,
                opens=opens_visits,
            )
        )  # fmt: skip

    def _register_agreements(self) -> None:
        from vaka.areas.providers import agreement_rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="agreement", prefix="OVK", label=_("överenskommelse"),
                label_plural=_("överenskommelser"), url_name="providers:agreement",
                state_label=words.agreement_state_label, todo=words.agreement_todo,
                handle=agreement_rules.HANDLE, searchable=words.agreement_searchable,
                transitions=agreement_rules.TRANSITIONS,
            )
        )  # fmt: skip

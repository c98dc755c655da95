"""The app of areas/care_plans: its kinds of case, its duties, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Genomförandeplaner"), url_name="care_plans:list", capability="care_plan.see",
    order=32,
)  # fmt: skip
FIGURES = nav.NavItem(
    label=_("Individuell uppföljning"), url_name="care_plans:followed",
    capability="care_plan.count", order=76, icon="chart-line", rare=True,
)  # fmt: skip


class CarePlansConfig(AppConfig):
    """Found by Django under the label `care_plans`."""

    name = "vaka.areas.care_plans"
    label = "care_plans"
    verbose_name = _("Genomförandeplaner")

    def ready(self) -> None:
        """Tell the spine about both kinds of plan, and the wheel about their days."""
        from vaka.areas.care_plans import models, queries, rules, sip_rules, words
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, OnwardAction, register, register_onward

        register(
            CaseKind(
                code="care_plan", prefix="GFP", label=_("genomförandeplan"),
                label_plural=_("genomförandeplaner"), url_name="care_plans:plan",
                state_label=words.state_label, todo=words.todo, handle=rules.MANAGE,
                transitions=rules.TRANSITIONS, opens=models.opens,
            )
        )  # fmt: skip
        register(
            CaseKind(
                code="sip", prefix="SIP", label=_("samordnad individuell plan"),
                label_plural=_("samordnade individuella planer"), url_name="care_plans:sip",
                state_label=words.sip_label, todo=words.sip_todo, handle=sip_rules.HANDLE,
                transitions=sip_rules.SIP_TRANSITIONS, opens=models.opens_sip,
            )
        )  # fmt: skip
        register_onward(
            OnwardAction("decision", _("Beställ genomförandeplan"), "care_plans:new", rules.FOLLOW)
        )
        duties.register(queries.duties)
        nav.register(NAV, FIGURES)

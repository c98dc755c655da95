"""The app of areas/work_environment: its kind of case, causes, duties, menu and onward action."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Arbetsmiljö"), url_name="work_environment:list", capability="work_investigation.see",
    order=73, icon="shield-check", rare=True,
)  # fmt: skip


class WorkEnvironmentConfig(AppConfig):
    """Found by Django under the label `work_environment`."""

    name = "vaka.areas.work_environment"
    label = "work_environment"
    verbose_name = _("Arbetsmiljö")

    def ready(self) -> None:
        """Tell the spine about this kind, remedies about its risks, the wheel about its days."""
        from vaka.areas.remedies import causes
        from vaka.areas.work_environment import queries, rules, words
        from vaka.areas.work_environment.models import opens
        from vaka.foundation import duties
        from vaka.foundation.cases.kinds import CaseKind, OnwardAction, register, register_onward

        register(
            CaseKind(
                code="work_investigation",
                prefix="ARM",
                label=_("arbetsmiljöutredning"),
                label_plural=_("arbetsmiljöutredningar"),
                url_name="work_environment:case",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.HANDLE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
                opens=opens,
            )
        )
        register_onward(
            OnwardAction("inspection", _("Utred arbetsmiljön"), "work_environment:new",
                         rules.HANDLE, "investigates")
        )  # fmt: skip
        causes.register("work_investigation", queries.causes_of)
        duties.register(queries.duties)
        nav.register(NAV)

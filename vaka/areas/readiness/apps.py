"""The app of areas/readiness: its kinds of case, causes, duties, and what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Beredskap"), url_name="readiness:start", capability="readiness.see", order=74,
    icon="umbrella", rare=True,
)  # fmt: skip


class ReadinessConfig(AppConfig):
    """Found by Django under the label `readiness`."""

    name = "vaka.areas.readiness"
    label = "readiness"
    verbose_name = _("Beredskap och sårbarhet")

    def ready(self) -> None:
        """Tell the spine about these kinds, remedies about their causes, the wheel about days."""
        from vaka.areas.readiness import queries, season_queries, stop_queries
        from vaka.areas.remedies import causes
        from vaka.foundation import duties

        _sole_tasks()
        _seasons()
        _stops()
        causes.register("readiness", season_queries.causes_of)
        causes.register("cancellation", stop_queries.causes_of)
        duties.register(queries.duties)
        duties.register(season_queries.duties)
        nav.register(NAV)


def _sole_tasks() -> None:
    from vaka.areas.readiness import rules
    from vaka.foundation.cases.kinds import CaseKind, register

    register(
        CaseKind(
            code="sole_task", prefix="ENS", label=_("ensamuppgift"),
            label_plural=_("ensamuppgifter"), url_name="readiness:sole_task",
            state_label=lambda state: rules.SOLE_LABELS[rules.SoleState(state)],
            todo=lambda state: rules.SOLE_STEPS[rules.SoleState(state)],
            handle=rules.HANDLE, transitions=rules.TRANSITIONS,
        )
    )  # fmt: skip


def _seasons() -> None:
    from vaka.areas.readiness import season_rules as rules
    from vaka.foundation.cases.kinds import CaseKind, register

    states = rules.ReadinessState
    register(
        CaseKind(
            code="readiness", prefix="BER", label=_("beredskap inför säsong"),
            label_plural=_("beredskap inför säsonger"), url_name="readiness:readiness",
            state_label=lambda state: rules.READINESS_LABELS[states(state)],
            todo=lambda state: rules.READINESS_STEPS[states(state)],
            handle=rules.HANDLE, transitions=rules.TRANSITIONS,
        )
    )  # fmt: skip


def _stops() -> None:
    from vaka.areas.readiness import stop_queries
    from vaka.areas.readiness import stop_rules as rules
    from vaka.foundation.cases.kinds import CaseKind, register

    register(
        CaseKind(
            code="stop", prefix="STP", label=_("stopp"), label_plural=_("stopp"),
            url_name="readiness:stop",
            state_label=lambda state: rules.STOP_STATES[rules.StopState(state)],
            todo=lambda state: rules.STOP_STEPS[rules.StopState(state)],
            handle=rules.HANDLE, transitions=rules.TRANSITIONS, opens=stop_queries.opens,
        )
    )  # fmt: skip
    states = rules.CancellationState
    register(
        CaseKind(
            code="cancellation", prefix="INS", label=_("inställt på grund av stopp"),
            label_plural=_("inställt på grund av stopp"), url_name="readiness:cancellation",
            state_label=lambda state: rules.CANCELLATION_LABELS[states(state)],
            todo=lambda state: rules.CANCELLATION_STEPS[states(state)],
            handle=rules.CANCEL, transitions=rules.CANCELLATION_TRANSITIONS,
        )
    )  # fmt: skip

"""The app of areas/signals: its kind of case, what the menu shows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Signaler"), url_name="signals:list", capability="signal.see", order=27,
    icon="broadcast", rare=True,
)  # fmt: skip


class SignalsConfig(AppConfig):
    """Found by Django under the label `signals`."""

    name = "vaka.areas.signals"
    label = "signals"
    verbose_name = _("Signaler")

    def ready(self) -> None:
        """Tell the spine about signals; remedies are offered on every kind of case."""
        from vaka.areas.signals import rules, words
        from vaka.foundation.cases.kinds import CaseKind, register

        register(
            CaseKind(
                code="signal", prefix="SIG", label=_("signal"), label_plural=_("signaler"),
                url_name="signals:signal", state_label=words.state_label, todo=words.todo,
                handle=rules.HANDLE, transitions=rules.TRANSITIONS,
            )
        )  # fmt: skip
        nav.register(NAV)

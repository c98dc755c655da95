"""The app of areas/remedies: registers its kind of case, its page and its onward action."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(label=_("Åtgärder"), url_name="remedies:list", capability="remedy.see", order=25)


class RemediesConfig(AppConfig):
    """Found by Django under the label `remedies`."""

    name = "vaka.areas.remedies"
    label = "remedies"
    verbose_name = _("Åtgärder")

    def ready(self) -> None:
        """Tell the spine about this kind, and offer a remedy on every other."""
        from vaka.areas.remedies import rules, words
        from vaka.foundation.cases.kinds import (
            EVERY_KIND,
            CaseKind,
            OnwardAction,
            register,
            register_onward,
        )

        register(
            CaseKind(
                code="remedy",
                prefix="ATG",
                label=_("åtgärd"),
                label_plural=_("åtgärder"),
                url_name="remedies:case",
                list_url_name="remedies:list",
                state_label=words.state_label,
                todo=words.todo,
                handle=rules.HANDLE,
                searchable=words.searchable,
                transitions=rules.TRANSITIONS,
            )
        )
        register_onward(
            OnwardAction(
                EVERY_KIND, _("Ny åtgärd"), "remedies:new", rules.PROPOSE, relation=rules.ANSWERS
            )
        )
        nav.register(NAV)

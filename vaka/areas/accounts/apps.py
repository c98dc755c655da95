"""The app of areas/accounts: two kinds of case, their days on the wheel, its place in the menu."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vaka.web import nav

NAV = nav.NavItem(
    label=_("Årets berättelser"), url_name="accounts:list", capability="edition.write", order=51,
    icon="note-pencil", rare=True,
)  # fmt: skip


class AccountsConfig(AppConfig):
    """Found by Django under the label `accounts`."""

    name = "vaka.areas.accounts"
    label = "accounts"
    verbose_name = _("Årets berättelser")

    def ready(self) -> None:
        """Tell the spine about editions and requests, the wheel about their days."""
        from vaka.areas.accounts import beside, document, queries, result_queries
        from vaka.areas.remedies import causes
        from vaka.areas.reports import actions as reports
        from vaka.foundation import duties
        from vaka.foundation.files.rules import register as register_files

        _register_kinds()
        duties.register(queries.duties)
        causes.register("edition", result_queries.causes_of)
        reports.register_words(document.frozen)
        register_files("section_answer", queries.may_fetch)
        beside.register(check=beside.figure_check, advise=beside.wording)
        nav.register(NAV)


def _register_kinds() -> None:
    from vaka.areas.accounts import models, rules, words
    from vaka.foundation.cases.kinds import CaseKind, register

    register(
        CaseKind(
            code="edition", prefix="BER", label=_("berättelse"), label_plural=_("berättelser"),
            url_name="accounts:edition", state_label=words.state_label, todo=words.todo,
            handle=rules.LEAD, transitions=rules.TRANSITIONS, opens=models.opens,
            part_transitions={"avsnitt": rules.SECTION_TRANSITIONS},
        )
    )  # fmt: skip
    register(
        CaseKind(
            code="section_request", prefix="BEG", label=_("begäran om text"),
            label_plural=_("begäranden om text"), url_name="accounts:request",
            state_label=words.request_label, todo=words.request_todo, handle=rules.LEAD,
            transitions=rules.REQUEST_TRANSITIONS, opens=models.opens_request,
        )
    )  # fmt: skip

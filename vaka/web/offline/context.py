"""What pages on an enrolled phone carry for its script: whose session it is, and the words."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from vaka.web.offline import registry
from vaka.web.offline.device import COOKIE
from vaka.web.offline.queries import session_tag


@dataclass(frozen=True)
class Phone:
    """Drawn into the page's head. A shell is the phone's own copy of a page: no session in it."""

    session: str
    is_shell: bool
    script: dict[str, dict[str, str]]


def phone(request: HttpRequest) -> dict[str, Phone | None]:
    """Give `phone`, or None for a browser that is no enrolled phone; asks no database."""
    if COOKIE not in request.COOKIES:
        return {"phone": None}
    is_shell = getattr(request, "is_shell", False)
    signed_in = not is_shell and request.user.is_authenticated
    script = {"words": words(), "shells": registry.pages()}
    return {"phone": Phone(session_tag(request) if signed_in else "", is_shell, script)}


def words() -> dict[str, str]:
    """Give what the script says, in the page's language; {braces} are filled in by it."""
    return {
        "in_name": _("Rapporten skickas i namnet {person}."),
        "no_tokens": _(
            "Rapporten kan inte sparas utan nät just nu, för telefonen har inga engångskoder kvar. "
            "Låt sidan vara öppen. Texten ligger kvar, och du kan skicka när nätet är tillbaka."
        ),
        "not_signed_in": _(
            "Ingen är inloggad på telefonen, så rapporten kan inte sparas utan nät. "
            "Låt sidan vara öppen och logga in när nätet är tillbaka."
        ),
        "no_room": _("Telefonen kunde inte spara rapporten. Låt sidan vara öppen och försök igen."),
        "without_network": _(
            "Inget nät. Skriv klart och tryck på skicka. Rapporten låses på telefonen "
            "och går iväg när nätet är tillbaka."
        ),
        "draft_kept": _("Utkastet du började på finns kvar och är ifyllt."),
        "draft_lost": _(
            "Du har ett utkast som inte är skickat. Det försvinner från telefonen när du loggar ut."
        ),
        "log_out_anyway": _("Logga ut ändå"),
        "stay": _("Stanna kvar"),
        "errors": _("Rätta det här först"),
        "waits": _("Väntar på nät"),
        "tries": _("Antal försök: {tries}. Nästa {time}."),
        "refused": _("Togs inte emot"),
        "sent": _("Skickad"),
        "kept": _("Hos enhetschefen"),
        "saved_at": _("Sparad {time}"),
        "remove": _("Ta bort"),
        "remove_sure": _("Rapporten har inte skickats. Tar du bort den är den borta för alltid."),
        "remove_yes": _("Ja, ta bort rapporten"),
        "remove_no": _("Behåll"),
        "report": _("Rapport"),
        "one_waits": _("1 rapport väntar på att skickas"),
        "many_wait": _("{count} rapporter väntar på att skickas"),
        "none_waits": _("Inget väntar på att skickas."),
        "just_saved": _("Rapporten är sparad på telefonen och skickas när nätet är tillbaka."),
        "just_sent": _("Tack. Rapporten är sparad som {reference}."),
        "open": _("Öppna ärendet"),
        "busy": _("Skickar …"),
    }

"""What is told beyond the decision: to the person, to IVO and to others, and what IVO answers.

Values only; no database and no clock.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy


class OtherKind(StrEnum):
    """Notifications that stand beside lex Maria, never instead of it."""

    MANUFACTURER = "manufacturer"
    MEDICAL_PRODUCTS_AGENCY = "medical_products_agency"
    IVO_HOME_MADE = "ivo_home_made"
    LICENSED_PERSON = "licensed_person"


OTHER_LABELS = {
    OtherKind.MANUFACTURER: gettext_lazy("Till tillverkaren om en medicinteknisk produkt"),
    OtherKind.MEDICAL_PRODUCTS_AGENCY: gettext_lazy(
        "Till Läkemedelsverket om en medicinteknisk produkt"
    ),
    OtherKind.IVO_HOME_MADE: gettext_lazy("Till IVO om en egentillverkad produkt"),
    OtherKind.LICENSED_PERSON: gettext_lazy("Till IVO om fara från legitimerad personal"),
}
OTHER_TOPICS = {
    OtherKind.MANUFACTURER: "lex_maria.medical_device",
    OtherKind.MEDICAL_PRODUCTS_AGENCY: "lex_maria.medical_device",
    OtherKind.IVO_HOME_MADE: "lex_maria.medical_device",
    OtherKind.LICENSED_PERSON: "care_injury.dangerous_professional",
}

# What the patient is told (PSL 2010:659 3:8) ---------------------------------------------------
TOLD_LABELS = {
    "event": gettext_lazy("Vad som har hänt"),
    "measures": gettext_lazy("Vad som görs för att det inte ska hända igen"),
    "complain": gettext_lazy("Hur man framför klagomål"),
    "patient_board": gettext_lazy("Patientnämnden"),
    "ivo": gettext_lazy("Att man kan anmäla till IVO"),
    "compensation": gettext_lazy("Rätten till ersättning"),
}


class Consent(StrEnum):
    """Whether the person lets Vaka tell others; it never decides if there is an investigation."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"


CONSENT_LABELS = {
    Consent.NOT_ASKED: gettext_lazy("Inte tillfrågad"),
    Consent.GIVEN: gettext_lazy("Ja"),
    Consent.REFUSED: gettext_lazy("Nej"),
}


class IvoAnswer(StrEnum):
    """What IVO answered."""

    RIGHT = "right"
    LACKING = "lacking"
    INSPECTION = "inspection"
    SUPPLEMENT = "supplement"


ANSWER_LABELS = {
    IvoAnswer.RIGHT: gettext_lazy("Har gjort det som ska göras, IVO avslutar"),
    IvoAnswer.LACKING: gettext_lazy("Brister i utredningen eller åtgärderna"),
    IvoAnswer.INSPECTION: gettext_lazy("IVO inleder tillsyn"),
    IvoAnswer.SUPPLEMENT: gettext_lazy("IVO begär komplettering"),
}

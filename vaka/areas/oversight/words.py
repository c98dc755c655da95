"""What the log's codes are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vaka.foundation.access.roles import UnknownRole, role
from vaka.foundation.cases.kinds import UnknownKind, kind_of

VERBS: dict[str, str | Promise] = {
    "access.close_person": _("Stängde ett konto"),
    "access.end": _("Avslutade en behörighet"),
    "access.end_absence": _("Avslutade en frånvaro"),
    "access.enter": _("Lade upp en person"),
    "access.give": _("Gav en behörighet"),
    "access.invite": _("Bjöd in en person"),
    "access.set_absence": _("Lade in en frånvaro"),
    "access.sign_in": _("Loggade in"),
    "access.sign_in_failed": _("Misslyckad inloggning"),
    "access.sign_out": _("Loggade ut"),
    "access.take_back": _("Tog tillbaka en utlånad roll"),
    "access.take_back_absence": _("Tog tillbaka en frånvaro"),
    "access.use_link": _("Valde lösenord"),
    "case.assign": _("Gav ansvar för ett ärende"),
    "case.join": _("Gav en person del i ett ärende"),
    "case.leave": _("Tog bort en persons del i ett ärende"),
    "case.link": _("Kopplade ihop ärenden"),
    "decision.correct": _("Rättade ett beslut"),
    "decision.decide": _("Tog emot ett beslut"),
    "decision.end": _("Avslutade ett beslut"),
    "decision.execute": _("Verkställde ett beslut"),
    "decision.import": _("Läste in ett beslut"),
    "decision.interrupt": _("Avbröt en insats"),
    "decision.read": _("Läste beslut"),
    "decision.resume": _("Återupptog en insats"),
    "decision.state_quarter": _("Läste in en kvartalslista"),
    "deviation.answer": _("Svarade den som rapporterat en avvikelse"),
    "deviation.assess": _("Bedömde en avvikelse"),
    "deviation.close": _("Avslutade en avvikelse"),
    "deviation.contact": _("Sparade en kontakt utanför kommunen"),
    "deviation.device": _("Sparade en medicinteknisk produkt"),
    "deviation.import": _("Läste in en avvikelse"),
    "deviation.inform": _("Sparade att den enskilde fått veta"),
    "deviation.investigate": _("Utredde en avvikelse"),
    "deviation.join": _("Förde samman två avvikelser"),
    "deviation.name": _("Ändrade vem som pekas ut"),
    "deviation.read": _("Läste avvikelser"),
    "deviation.reclassify": _("Bekräftade lagrum och typ"),
    "deviation.reopen": _("Öppnade en avvikelse igen"),
    "deviation.report": _("Rapporterade en avvikelse"),
    "deviation.separate": _("Skilde två avvikelser åt"),
    "figures.mark_break": _("Märkte ett brott i serien"),
    "figures.translate_type": _("Översatte en äldre typ"),
    "file.read": _("Hämtade en fil"),
    "files.drop": _("Tog bort en fil"),
    "files.keep": _("Sparade en fil"),
    "identity.keep": _("Sparade ett personnummer"),
    "identity.read": _("Läste ett personnummer"),
    "intake.check": _("Granskade en fil före inläsning"),
    "intake.confirm": _("Godkände en inläsning"),
    "intake.discard": _("Kastade en fil före inläsning"),
    "intake.finish": _("Läste in en fil"),
    "intake.set_mapping": _("Ändrade en fils kolumnval"),
    "intake.start": _("Startade en inläsning"),
    "intake.upload": _("Laddade upp en fil"),
    "investigation.appoint": _("Utsåg utredare och beslutsfattare"),
    "investigation.close": _("Avslutade en utredning"),
    "investigation.decide": _("Beslutade i en utredning"),
    "investigation.file_answer": _("Förde in IVO:s svar"),
    "investigation.inform": _("Antecknade information till den enskilde"),
    "investigation.notify": _("Antecknade en anmälan till IVO"),
    "investigation.notify_other": _("Antecknade en annan anmälan"),
    "investigation.read": _("Läste utredningar"),
    "investigation.reopen": _("Öppnade en utredning igen"),
    "investigation.send_back": _("Lämnade tillbaka en utredning"),
    "investigation.send_investigation": _("Antecknade att en utredning är skickad"),
    "investigation.start": _("Inledde en utredning"),
    "investigation.submit": _("Lämnade en utredning till beslut"),
    "investigation.write": _("Skrev i en utredning"),
    "jobs.begin": _("Ett arbete började"),
    "jobs.fail": _("Ett arbete misslyckades"),
    "jobs.finish": _("Ett arbete blev klart"),
    "jobs.requeue": _("Ett arbete ställdes i kö igen"),
    "jobs.start": _("Startade ett arbete"),
    "kept_report.read": _("Läste en väntande rapport"),
    "log.read": _("Läste loggen"),
    "notices.digest": _("Skickade morgonbrev"),
    "notices.read": _("Läste en avisering"),
    "notices.read_all": _("Läste alla aviseringar"),
    "notices.tell": _("Aviserade"),
    "observation.import": _("Läste in publicerade uppgifter"),
    "offline.accept": _("Tog emot en rapport från en telefon"),
    "offline.enrol": _("Godkände en telefon"),
    "offline.enter_by_pin": _("Kom in med pinkod"),
    "offline.greet": _("Loggade in fullt på en telefon"),
    "offline.issue_tokens": _("Fick engångskoder för rapporter"),
    "offline.keep": _("En rapport ställdes åt sidan till chefen"),
    "offline.part": _("Loggade ut från en telefon"),
    "offline.refuse_pin": _("Misslyckad pinkod"),
    "offline.revoke": _("Spärrade en telefon"),
    "offline.set_pin": _("Valde pinkod"),
    "offline.settle": _("Gjorde klar en väntande rapport"),
    "offline.take_in": _("Lade in en väntande rapport"),
    "organisation.carry_out": _("Genomförde en omorganisation"),
    "organisation.found_principal": _("Lade upp huvudmannen"),
    "organisation.plan": _("Beslutade en omorganisation"),
    "organisation.reverse": _("Återställde en omorganisation"),
    "organisation.set_local_value": _("Ändrade ett lokalt värde"),
    "remedy.check_effect": _("Kontrollerade effekten av en åtgärd"),
    "remedy.decide": _("Beslutade om en åtgärd"),
    "remedy.drop": _("Beslutade att inte genomföra en åtgärd"),
    "remedy.find_no_effect": _("Fann ingen effekt av en åtgärd"),
    "remedy.finish": _("Genomförde en åtgärd"),
    "remedy.propose": _("Föreslog en åtgärd"),
    "remedy.read": _("Läste åtgärder"),
    "remedy.reopen": _("Öppnade en åtgärd igen"),
    "remedy.replan": _("Ändrade planen för en åtgärd"),
    "remedy.restore": _("Föreslog en åtgärd igen"),
    "organisation.withdraw": _("Ångrade en omorganisation"),
    "search.read": _("Sökte ärenden"),
    "track.add": _("Lade till ett spår enligt en annan lag"),
    "track.close": _("Avslutade ett spår"),
    "track.decline": _("Avböjde ett spår"),
    "track.propose": _("Föreslog ett spår enligt en annan lag"),
    "track.read": _("Läste listan över spår"),
    "track.reopen": _("Öppnade ett spår igen"),
    "track.take": _("Tog över ett spår"),
    "track_hsl.read": _("Läste HSL-spår"),
    "track_social.read": _("Läste SoL- eller LSS-spår"),
    "track_work.read": _("Läste arbetsmiljöspår"),
    "worklist.bulk": _("Ändrade flera ärenden"),
    "worklist.forget_filter": _("Tog bort ett sparat urval"),
    "worklist.read": _("Läste en arbetslista"),
    "worklist.save_filter": _("Sparade ett urval"),
    "worklist.undo_bulk": _("Ångrade en ändring av flera ärenden"),
}
"""Verbs of the log by code; another verb is shown as its code, so that nothing is hidden."""

OBJECTS: dict[str, str | Promise] = {
    "absence": _("frånvaro"),
    "bulk_run": _("ändring av flera ärenden"),
    "enrolled_device": _("telefon"),
    "file": _("fil"),
    "grant": _("behörighet"),
    "import_run": _("inläsning"),
    "job": _("arbete"),
    "kept_report": _("väntande rapport"),
    "log": _("logg"),
    "notice": _("avisering"),
    "observation": _("publicerad uppgift"),
    "person": _("person"),
    "saved_filter": _("sparat urval"),
    "search": _("sökning"),
    "unit": _("enhet"),
    "worklist": _("arbetslista"),
}


def verb_label(code: str) -> str:
    """Give a verb in Swedish, or its code."""
    return str(VERBS.get(code, code))


def object_label(code: str) -> str:
    """Give what sort of thing a row is about, in Swedish, or its code."""
    if code in OBJECTS:
        return str(OBJECTS[code])
    try:
        return str(kind_of(code).label)
    except UnknownKind:
        return code


def role_label(code: str) -> str:
    """Give a role in Swedish; a role that has gone keeps its code."""
    try:
        return role(code).label
    except UnknownRole:
        return code

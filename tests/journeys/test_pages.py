"""Every page as those who use it meet it: widths, light and dark, axe, reflow, print, keyboard."""

import re

import pytest

from tests.guards.test_every_url import NAMES

# name of the address: who opens it, where (with {case} and so on filled in from the pages before)
PAGES = {
    "indicators:today": ("bo", "/"),
    "indicators:catalogue": ("kim", "/matt/"),
    "indicators:measure": ("maja", "/matt/falls/?enhet=almen"),
    "indicators:units": (
        "maja",
        "/matt/deviations_closed_in_month_share/enheter/?enhet=socialforvaltningen",
    ),
    "indicators:comparison": ("kim", "/matt/survey_home_satisfied_share/jamfor/?enhet=harnosand"),
    "indicators:values": ("kim", "/matt/survey_home_satisfied_share/varden/?enhet=harnosand"),
    "indicators:give_value": ("maja", "/matt/palliative_registrations/varden/skriv/?enhet=vaka"),
    "indicators:set_limits": ("bo", "/matt/falls/granser/?enhet=almen"),
    "scorecards:start": ("bo", "/styrtavlor/"),
    "scorecards:list": ("kim", "/styrtavlor/alla/"),
    "goals:table": ("kim", "/mal/tabell/"),
    "deviations:start": ("maja", "/avvikelser/?ar=2025"),
    "deviations:list": ("bo", "/avvikelser/lista/?lage=open"),
    "deviations:report": ("astrid", "/avvikelser/ny/"),
    "deviations:tracks": ("maja", "/avvikelser/spar/"),
    "feedback:compiled": ("kim", "/synpunkter/analys/?ar=2025"),
    "feedback:list": ("kim", "/synpunkter/?visa=all"),
    "remedies:list": ("bo", "/atgarder/?visa=all"),
    "remedies:plan": ("maja", "/atgarder/plan/"),
    "risks:list": ("bo", "/risker/"),
    "work_environment:list": ("kim", "/arbetsmiljo/?visa=all"),
    "work_environment:time": ("leila", "/arbetsmiljo/tid/"),
    "meetings:list": ("bo", "/moten/?visa=all"),
    "meetings:year": ("susanne", "/moten/ar/"),
    "self_checks:start": ("bo", "/egenkontroll/"),
    "self_checks:forms": ("kim", "/egenkontroll/formular/"),
    "self_checks:plans": ("bo", "/egenkontroll/planer/"),
    "routines:list": ("astrid", "/rutiner/"),
    "routines:look_over": ("kim", "/rutiner/att-se-over/"),
    "routines:processes": ("kim", "/processer/"),
    "routines:coverage": ("kim", "/tackning/"),
    "routines:failing": ("kim", "/rutiner/brister/"),
    "risks:controls": ("eva", "/risker/kontroll/"),
    "plans:wheel": ("maja", "/arshjul/"),
    "inspections:list": ("maja", "/tillsyn/"),
    "competence:list": ("maja", "/delegeringar/"),
    "competence:staff": ("bo", "/kompetens/"),
    "competence:needs": ("kim", "/kompetens/behov/"),
    "competence:posts": ("kim", "/kompetens/uppdrag/"),
    "competence:guides": ("kim", "/kompetens/guider/"),
    "providers:list": ("kim", "/utforare/"),
    "providers:visits": ("kim", "/utforare/besok/?visa=all"),
    "technology:list": ("bo", "/teknik/"),
    "economy:costs": ("pia", "/ekonomi/modeller/"),
    "economy:list": ("pia", "/ekonomi/?enhet=kungsbacka"),
    "allocations:fees": ("eva", "/fordelning/skr/?kommun=Härnösand"),
    "allocations:list": ("nora", "/fordelning/"),
    "attests:list": ("nora", "/attest/?ansvar=744550&belopp=400000"),
    "roadmaps:list": ("pia", "/fardplan/"),
    "roadmaps:prevention": ("pia", "/fardplan/forebygga/"),
    "roadmaps:present": ("pia", "/fardplan/forebygga/nulage/"),
    "submissions:list": ("beata", "/statistik/"),
    "journals:list": ("bo", "/journal/"),
    "journals:rooms": ("bo", "/journal/almen/rum/"),
    "placements:list": ("frida", "/placeringar/"),
    "placements:counts": ("frida", "/placeringar/antal/"),
    "open_data:keys": ("kim", "/flode/"),
    "open_data:issue": ("kim", "/flode/ny/"),
    "open_data:datasets": ("kim", "/datamangder/"),
    "open_data:new": ("kim", "/datamangder/ny/"),
    "open_data:public": ("", "/oppna-data/"),
    "readiness:start": ("anneli", "/beredskap/"),
    "infections:rounds": ("maja", "/smitta/vaccination/"),
    "providers:agreements": ("maja", "/utforare/samverkan/"),
    "competence:seasons": ("pia", "/sommar/"),
    "risks:continuities": ("bo", "/risker/kontinuitet/"),
    "investigations:list": ("sven", "/utredningar/"),
    "investigations:new": ("maja", "/utredningar/ny/"),
    "entitlements:list": ("beata", "/beslut/"),
    "entitlements:decide": ("beata", "/beslut/nytt/"),
    "places:list": ("beata", "/platser/"),
    "waiting_lists:list": ("beata", "/vantelistor/"),
    "discharges:list": ("beata", "/utskrivningar/?ar=2026"),
    "entitlements:quarter": ("beata", "/beslut/kvartal/2024Q1/?enhet=kungsbacka"),
    "reports:start": ("kim", "/rapporter/"),
    "reports:new": ("kim", "/rapporter/ny/"),
    "reports:public": ("", "/publicerat/"),
    "reports:templates": ("kim", "/rapporter/mallar/"),
    "reports:word": ("kim", "/rapporter/mallar/word/"),
    "reports:template": ("kim", "/rapporter/mallar/kvalitetsberattelse/"),
    "delegations:add_body": ("nora", "/delegationsbeslut/organisation/"),
    "intake:start": ("kim", "/lasa-in/"),
    "disposals:start": ("nora", "/gallring/"),
    "disposals:due": ("maja", "/gallring/forfaller/deviation/"),
    "disposals:plans": ("nora", "/gallring/plan/"),
    "disposals:new_policy": ("nora", "/gallring/plan/ny/"),
    "disposals:holds": ("sven", "/gallring/undantag/"),
    "oversight:log": ("greta", "/logg/"),
    "oversight:days": ("greta", "/logg/dagar/"),
    "oversight:samples": ("greta", "/logg/stickprov/"),
    "oversight:draw": ("greta", "/logg/stickprov/nytt/"),
    "access_reviews:list": ("ada", "/behorigheter/"),
    "access_reviews:open": ("ada", "/behorigheter/ny/"),
    "notices:list": ("bo", "/aviseringar/"),
    "cases:worklist": ("bo", "/vantar/"),
    "cases:meeting": ("bo", "/vantar/mote/?enhet=almen"),
    "access:absence": ("bo", "/franvaro/"),
    "offline:devices": ("bo", "/telefoner/"),
    "offline:enrol": ("bo", "/telefoner/ny/"),
    "offline:kept_list": ("bo", "/telefoner/vantar/"),
    "offline:queue": ("astrid", "/ko/"),
    "jobs:list": ("ada", "/jobb/"),
    "web:search": ("bo", "/sok/?q=fall"),
    "web:gallery": ("kim", "/stilguide/"),
    "account_login": ("", "/logga-in/"),
    "account_set_password": ("bo", "/konto/nytt-losenord/"),
}
# Looked at as steps of the walks in the other journeys, or no page of their own.
WALKED = {
    "oversight:sample", "oversight:judge", "oversight:close",
    "disposals:new_hold", "disposals:lift", "disposals:propose", "disposals:disposal",
    "disposals:protocol", "disposals:approve", "disposals:withdraw", "disposals:hand_over",
    "disposals:carry_out",
    "indicators:withdraw_limits", "indicators:comment",
    "deviations:mine", "deviations:mine_one", "deviations:receipt", "deviations:thanks",
    "questions:doors", "questions:poster", "questions:door", "questions:language",
    "questions:draft", "questions:discard", "questions:close_door",
    "deviations:case", "deviations:assess", "deviations:investigate", "deviations:close",
    "deviations:reopen", "entitlements:case", "entitlements:execute", "entitlements:interrupt",
    "entitlements:execute_partly",
    "entitlements:resume", "entitlements:end", "entitlements:correct", "entitlements:delay",
    "entitlements:take_back",
    "entitlements:offer", "entitlements:answer", "entitlements:workspace",
    "entitlements:latest", "entitlements:ruling", "entitlements:transfer", "entitlements:number",
    "entitlements:maker", "entitlements:note_wait", "entitlements:take_back_note",
    "entitlements:field",
    "entitlements:ivo", "entitlements:deliver", "entitlements:named_file", "reports:report",
    "deviations:answer", "deviations:join", "deviations:separate", "deviations:reclassify",
    "deviations:named", "deviations:device", "deviations:device_change", "deviations:contact",
    "deviations:contact_change", "deviations:inform",
    "deviations:track", "deviations:track_add", "deviations:track_take",
    "deviations:track_decline", "deviations:track_close", "deviations:track_reopen",
    "jobs:show", "intake:show", "intake:columns", "intake:confirm", "offline:pin",
    "offline:choose_pin", "offline:revoke", "offline:kept",
}  # fmt: skip
WALKED |= {f"mfa_{name}" for name in
           "index activate_totp deactivate_totp add_webauthn remove_webauthn authenticate"
           " login_webauthn view_recovery_codes generate_recovery_codes".split()}  # fmt: skip
WALKED |= {f"discharges:{name}" for name in ("month", "tell", "file")}
WALKED |= {"waiting_lists:tell"} | {
    f"places:{name}" for name in "new need situation place vacate fill release offer".split()
}
WALKED |= {f"reports:{name}" for name in "approve publish withdraw check public_report".split()}
WALKED |= {"reports:template_version", "reports:template_preview"}  # test_templates
WALKED |= {
    f"web:{name}"
    for name in "to_service from_service saml_out saml_metadata confirm sign_out".split()
}
WALKED |= {"reports:archive_package", "reports:word_own"}  # files, fetched in the area's tests
WALKED |= {"accounts:compare", "accounts:slide", "accounts:slide_png"}  # test_accounts
WALKED |= {
    f"remedies:{name}"
    for name in "new case decide finish check effect replan drop reopen restore answer".split()
}
WALKED |= {f"placements:{name}" for name in "new placement consider plan end resume".split()}
WALKED |= {f"journals:{name}" for name in "day make file send answer withdraw tie end_tie".split()}
WALKED |= {f"journals:{name}_visit" for name in ("new", "correct", "take_back")}
WALKED |= {"journals:visits"}
WALKED |= {"journals:content", "journals:manifest", "journals:routine"}  # files; an act
WALKED |= {f"submissions:{name}" for name in "check make submission send answer".split()}
WALKED |= {f"signals:{name}" for name in "list signal answer reopen".split()}
WALKED |= {
    f"scorecards:{name}" for name in "standard board new edit rename remove move restore".split()
}
WALKED |= {
    f"open_data:{name}"
    for name in "revoke dataset change publish withdraw public_dataset catalogue feed:catalogue "
    "feed:measure feed:fact_columns".split()
}
WALKED |= {
    f"goals:{name}"
    for name in "tree goal new end add_indicator plan_activity set_target tell_figure judge "
    "withdraw step change_goal remove_indicator change_activity plans adopt plan compared "
    "withdraw_plan".split()
}
WALKED |= {"plans:mark"} | {f"inspections:{name}" for name in "new case answer step".split()}
WALKED |= {
    f"infections:{name}"
    for name in "list new confirm end open outbreak step tie_check plan_round round count".split()
}
WALKED |= {f"survey_plans:{name}" for name in "list ask plan step".split()}
WALKED |= {f"proofs:{name}" for name in "start proof right".split()}
WALKED |= {f"proofs:{name}" for name in "findings take_back delete".split()}  # a file, two acts
WALKED |= {f"registers:{name}" for name in "list register begin end remove".split()}
WALKED |= {
    f"accounts:{name}"
    for name in "list new edition lay_out correct freeze results result section save state margin "
    "history remark finding move ask settle request answer take_in ask_again withdraw".split()
}
WALKED |= {f"delegations:{name}" for name in "list rows order new notify public".split()}
WALKED |= {
    f"allocations:{name}"
    for name in "new allocation register withdraw decide reopen allowance".split()
}
WALKED |= {f"access_reviews:{name}" for name in "review keep judge close".split()}
WALKED |= {f"attests:{name}" for name in "new change end".split()}
WALKED |= {
    f"board:{name}"
    for name in "list plan meeting make_pack slot change_slot drop_slot meeting_step new_item item "
    "change letter attach detach place item_step assignments new_assignment assignment "
    "move_assignment assignment_step own_note".split()
}
WALKED |= {
    f"board:{name}"
    for name in "begin_minutes minutes drop_minutes roll new_line raised sign announce send mark "
    "make_minutes minutes_step line sign_elsewhere paragraph vote make_extract drop_vote "
    "drop_mark despatches before bind drop_figure calendar withdraw_calendar calendar_feed "
    "package publish_meeting publish_minutes publication judge publish_copy withdraw_publication "
    "drop_publication public public_paper send_on answer_passage drop_passage take_back_up "
    "referrals new_referral answer_referral take_back_answer propose_chair reply "
    "write_reply reply_pdf reply_docx consult tell_consulted drop_consulted letters new_letter "
    "incoming change_letter leave_letter take_in_letters put_back_letters year new_planned "
    "change_planned drop_planned carry_year fill_agenda "
    "merge_assignment relink_assignment pack_package immediates "
    "decider_order new_immediate immediate finish_step plan_step "
    "take_in_immediates put_back_immediates".split()
}
WALKED |= {
    f"roadmaps:{name}"
    for name in "line review withdraw begin measure change_duty tell move take_back remove "
    "map_present unmap_present count_reach remove_reach".split()
}
WALKED |= {
    f"projects:{name}"
    for name in "list lessons new project change add_phase add_effect step change_phase step_phase "
    "tell_value remove_effect remove_value follow_up".split()
}
WALKED |= {f"earmarks:{name}" for name in "list file new show change enter step remove".split()}
WALKED |= {f"economy:{name}" for name in "file new line tell close reopen".split()}
WALKED |= {f"economy:{name}" for name in "series one_series series_remove".split()}
WALKED |= {f"economy:{name}" for name in "bases base base_new base_explain".split()}
WALKED |= {
    f"economy:{name}" for name in "base_decide base_reopen hours rate_new rate_remove".split()
}
WALKED |= {
    f"economy:{name}"
    for name in "shortfalls shortfall shortfall_new shortfall_step saving_new saving_follow "
    "saving_unfollow saving_remove".split()
}
WALKED |= {
    f"care_plans:{name}"
    for name in "list new followed continuity contacts sip sip_step plan printed taking goal "
    "change_goal drop_goal after step contact_step offer".split()
}
WALKED |= {
    f"night_care:{name}"
    for name in "list home tell rooms ask answer grid try again sign decision withdraw "
    "plans begin grounds new_ground plan write paper add_check drop_check protect plan_step "
    "tonight open_round nights round hand_over share shared_answer sign_shared "
    "equipment equip equipment_step review walks plan_walks walk_alarm walk_absence "
    "undo_walks".split()
}
WALKED |= {
    f"technology:{name}"
    for name in "new published trial decide reopen technology count begin".split()
}
WALKED |= {
    f"readiness:{name}"
    for name in "sole_tasks new_sole_task sole_task sole_step season answer readiness new_stop "
    "stop stop_step note cancellation cancellation_step".split()
}
WALKED |= {
    f"providers:{name}"
    for name in "new matrix visit record visit_step new_agreement breach agreement "
    "agreement_step contract plan_visit impose give settle stop step apply judge".split()
}
WALKED |= {
    f"risks:{name}"
    for name in "new case step line_step new_control control control_step point_step report "
    "control_report new_continuity continuity continuity_step commitment_step drill_step".split()
}
WALKED |= {
    f"self_checks:{name}"
    for name in "fill invited thanks round close cancel reopen draw find finding settle "
    "reopen_finding new_form adopt form new_question question move put_in_force begin_version "
    "new_plan plan terms places end open_round hang_door poster".split()
}
WALKED |= {
    "cases:bulk",
    "cases:undo",
    "cases:save_filter",
    "cases:open_filter",
    "cases:forget_filter",
    "access:end_absence",
}
WALKED |= {
    f"administration:{name}"
    for name in "units unit step open values value people invite who person link give end "
    "close_person mandates term bind reorganisations reorganisation withdraw reverse "
    "types translate break".split()
}
WALKED |= {
    "investigations:new_lex_sarah", "investigations:new_lex_maria",
    "investigations:new_event_analysis", "investigations:case", "investigations:section",
    "investigations:history", "investigations:people", "investigations:remove_part",
    "investigations:appoint", "investigations:inform", "investigations:submit",
    "investigations:send_back", "investigations:decide", "investigations:close",
    "investigations:reopen", "investigations:other", "investigations:ivo",
    "investigations:notify", "investigations:send_investigation", "investigations:file_answer",
}  # fmt: skip
WALKED |= {
    f"feedback:{name}"
    for name in "write receipt follow say leave paper new case contact take sort find tie answer "
    "forward close reopen".split()
}
WALKED |= {
    f"work_environment:{name}" for name in "new log_time case plan answer grade step".split()
}
WALKED |= {
    f"meetings:{name}" for name in "new case minutes minutes_pdf notes answer amend step".split()
}
WALKED |= {
    f"routines:{name}"
    for name in "case changes new failed acknowledge revise write submit send_back approve extend "
    "withdraw drop process new_process change_process duty map_orders order_map take_map "
    "answer_map withdraw_map".split()
}
WALKED |= {
    f"competence:{name}"
    for name in "new case confirm introduction course exam step mine person note introduce "
    "take_back new_season shifts plan_shifts fill leave season season_step new_need hand_in "
    "need_step need_budget carry_over appoint end_post count_guide".split()
}
NO_PAGE = re.compile(
    "download|file|mapping|statistics|theme|demo_sign_in|first_password|logout|read|again|discard"
    "|extract|worker|shell|leave|take_in|api:|reauthenticate|change_password"
    "|web:alive|web:ready|web:security_txt"
)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_in_every_light(visit, name):
    user, path = PAGES[name]
    one = visit(user)
    one.open(path)
    one.look(name.replace(":", "-"))


def test_no_page_is_left_out():
    left = {name for name in NAMES if name not in {*PAGES, *WALKED} and not NO_PAGE.search(name)}
    assert not left


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit("bo").open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

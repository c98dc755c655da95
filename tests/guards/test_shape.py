"""Lengths and names: small functions, small files, no drawer for odds and ends."""

import re
from pathlib import Path

from tests.guards import source

FUNCTION_LINES, FILE_LINES, KERNEL_LINES, TEMPLATE_LINES = 50, 400, 80, 120
LOOK_AGAIN, MOST = 25, 0.9
REASON = re.compile(r"# long because \S+ \S+")
DRAWERS = {"utils", "helpers", "common", "manager", "service", "services", "data", "info", "misc"}
SLICE_FILES = {"README.md"} | {
    f"{name}.py"
    for name in [
        *("__init__", "apps", "rules", "words", "models", "queries", "actions", "facts"),
        *("imports", "forms", "views", "urls"),
    ]
}
SLICE_FOLDERS = {"templates", "migrations", "tests", "static", "questions"}
NOT_IN_EVERY_AREA = {
    **{
        f"sample_{name}.py": "random samples of the log's readings, beside the log's pages"
        for name in ("queries", "forms")
    },
    "today_queries.py": "the first page of the day, beside the pages of measures",
    "reach_rules.py": "the months of a preventive measure, beside its steps",
    "equipment_models.py": "what a room has for the night, where models.py would be long with it",
    "replans.py": "the rest of a night's rounds planned anew, beside the rounds themselves",
    **{
        f"{name}_models.py": "what else a night has, likewise"
        for name in ("walk", "factor", "grid", "shared")
    },
    **{
        f"effect_{name}.py": "phases and effect goals of a project, and how they are judged"
        for name in ("actions", "queries")
    },
    "tree_queries.py": "goals as a tree, each with its indicators judged",
    "monthly.py": "what files of months share, whatever they tell",
    "classes.py": "the classes of record that may be disposed, in a TOML beside",
    "walks.py": "the night's checks as rounds, beside the simulation that judges them",
    "removal.py": "how a case goes with all that hangs on it",
    "reason_queries.py": "each wait's own reason, where queries.py would be long with it",
    **{
        f"note_{name}.py": "what IVO asks of a wait beside its reason"
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    "correction_forms.py": "a decision's dates and those of its interruptions, to correct",
    "due_queries.py": "what has fallen due, where queries.py would be long with it",
    **dict.fromkeys(("spread.py", "spread_rules.py"), "a checked report, to each receiver"),
    # files beyond the slice's own that an area needs, with what they are
    "word_actions.py": "the municipality's Word document, beside the templates of reports",
    "word_work.py": "its page",
    **{
        f"prevention_{name}.py": "preventive measures and KUBINOL's five steps, beside the roadmap"
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"series_{name}.py": "monthly series as twelve months in a row, beside the budget"
        for name in ("actions", "imports", "queries", "report", "rules", "work")
    },
    **{
        f"tonight_{name}.py": "a night's list on a phone, beside the plans and the staffing"
        for name in ("rules", "actions", "queries", "work")
    },
    **{
        f"alarm_{name}.py": "what an alarm system's log says, and what it is for"
        for name in ("rules", "actions", "queries")
    },
    **{
        f"calendar_{name}.py": "a reader's own feed of the board's meetings"
        for name in ("actions", "feed", "work")
    },
    "meeting_actions.py": "what is done with the board's meetings, beside their items",
    **{
        f"year_{name}.py": "which item comes up in which month"
        for name in ("rules", "models", "actions", "queries", "forms", "work")
    },
    **{
        f"immediate_{name}.py": "who decides at once of care, and what is done next"
        for name in ("rules", "models", "actions", "queries", "forms", "work")
    },
    "pack_queries.py": "what goes out before a meeting, and whose it is",
    "minutes_packing.py": "a paper of adjusted minutes as a package for the diary",
    "notice_packing.py": "a notice with its papers as a package for the diary",
    **{
        f"shared_{name}.py": "night staff that several homes share, beside each home's own"
        for name in ("rules", "actions", "queries", "work")
    },
    **{
        f"equipment_{name}.py": "what rooms have for the night, beside the rooms themselves"
        for name in ("rules", "actions", "queries", "work")
    },
    **{
        f"walk_{name}.py": "tonight's rounds and how they are planned anew, beside tonight's list"
        for name in ("rules", "actions", "queries", "work")
    },
    **{
        f"factor_{name}.py": "a technology thought through before it is used, beside the rooms"
        for name in ("rules", "actions", "queries", "work")
    },
    **{
        f"grid_{name}.py": "the answers behind an answer's sliders, kept beside it"
        for name in ("rules", "actions", "queries", "work")
    },
    **{
        f"municipality_{name}.py": "all homes of one night, beside each home's own"
        for name in ("actions", "queries")
    },
    "account_queries.py": "a year of nights at each home, for its report",
    "performed_queries.py": "what was planned against what was done",
    "journal_queries.py": "what is noted of somebody, for the journal",
    "entry_queries.py": "what is noted and not handed over, gathered from the areas below",
    **{
        f"note_{name}.py": "notes of visits, beside what goes to the journal"
        for name in ("rules", "actions", "queries", "work")
    },
    "shapes.py": "the dated shape of a file to the journal",
    "reporting.py": "how answers from a page or a phone's queue become a case",
    "proposals.py": "what answers propose, by rows of dated data",
    "routine.py": "a local routine as dated data",
    "public.py": "the pages without sign-in",
    "packing.py": "an approved report, or a case, as a package for an archive",
    "compare_queries.py": "a year beside the one before",
    "compare_rules.py": "what counts as changed since the year before",
    "phone.py": "the pages of the one who reports, drawn for a phone",
    "asked.py": "the answer to a question in words, as a page and a command show it",
    "happened.py": "what may have moved a measure: remedies, breaks, limits made anew",
    "mine.py": "what the one who reported may read of it",
    "downloads.py": "files that the area gives out",
    "report.py": "the kinds of report that the area builds, where reports find them",
    "handling_queries.py": "how long it took from application to decision",
    "list_queries.py": "the list of decisions, where queries.py would be long with it",
    "service_queries.py": "decisions on services held against the delegation order",
    "case_queries.py": "the page of one case, where queries.py would be long with it",
    **{
        f"event_{name}.py": "what is written of a decision beside its course"
        for name in ("rules", "actions", "forms", "work")
    },
    **{
        f"charge_{name}.py": "what a special charge could be, by law and judgments"
        for name in ("rules", "queries")
    },
    "claims.py": "a file that is worked out and not kept",
    "letter.py": "a letter to the board, beside the report that it tells of",
    "schema.py": "the columns that an import fills, where imports.py would be long with them",
    "jobs.py": "what the worker does for the area, found by folder",
    **{
        f"comment_{name}.py": "what heads say of figures, beside the figures"
        for name in ("rules", "queries")
    },
    "kinds.py": "what config hands over to an area that may not look below itself",
    "form_queries.py": "the forms that plans are made of, where plan_queries.py would be long",
    "outlines.py": "the headings that a text is written under, dated, in a TOML beside",
    "outward.py": "what is told beyond a decision: to the person, to IVO and to others",
    "verbs.py": "what the verbs of the log are called, one a line",
    "overview.py": "the figures of a start page, asked as one question",
    **{
        f"order_{name}.py": "orders of process maps, a small queue beside the processes"
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    "comparison_queries.py": "contracts beside each other, where queries.py would be long with it",
    "work.py": "the pages that change something, where views.py shows",
    "statistics.py": "counts of a table's rows, without anybody's name",
    **{
        f"minutes_{name}.py": "a board's minutes from the roll to the notice taken down"
        for name in ("rules", "models", "actions", "queries", "pages", "forms", "work", "document")
    },
    **{
        f"paragraph_{name}.py": "what is written in a paragraph of minutes, and sent"
        for name in ("actions", "work")
    },
    **{
        f"{part}_{name}.py": "an item's way to other bodies; what is to be answered; what came"
        for part in ("passage", "referral", "incoming")
        for name in ("rules", "models", "actions", "queries", "forms", "work")
    },
    **{
        f"reply_{name}.py": "the text of an answer to a consultation, and who else was asked"
        for name in ("actions", "queries", "forms", "work", "document")
    },
    **{
        f"publication_{name}.py": "the copy of a board's paper that anybody may read"
        for name in ("rules", "models", "actions", "queries", "forms", "work")
    },
    "roll_rules.py": "who served for whom, and votes whose result proves itself",
    **{
        f"assignment_{name}.py": "what a board has told the administration to do, until reported"
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"base_{name}.py": "what a year's budget is built on, checked before it is decided"
        for name in ("rules", "actions", "queries", "forms", "work", "imports")
    },
    **{
        f"cost_{name}.py": "small dated cost models and their page, which keeps nothing"
        for name in ("rules", "work")
    },
    **{
        f"hours_{name}.py": "hours of home care and their money, beside the budget"
        for name in ("rules", "actions", "queries", "forms", "work", "imports", "report")
    },
    **{
        f"shortfall_{name}.py": "the deficit rule, from a forecast to what measures gave"
        for name in ("rules", "actions", "queries", "forms", "work", "report")
    },
    "classifying.py": "what the worklist may do with many of the area's cases at once",
    "preview.py": "what a file or a change would become, before anything is saved",
    "reorganise.py": "changes of the tree of units, from plan to reversal",
    "types.py": "the pages by which older types are translated",
    "steps.py": "the pages of one change in steps, where work.py would be long with them",
    "cards.py": "how links and cases of this area show on other areas' pages",
    "reports.py": "the report templates and tables this area offers",
    **{
        f"track_{name}.py": "the slice of what stands inside a case and is a case of its own"
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    "tally.py": "what answers add up to, question by question",
    "ready.py": "what is delivered ready to begin from, in TOML beside",
    **{
        f"plan_{name}.py": "the slice of forms and plans, beside what is done by them"
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"side_{name}.py": "what is added to a case beside its flow"
        for name in ("actions", "forms", "work")
    },
    **{
        f"{part}_{name}.py": "a slice of its own beside the area's first, such as internal control"
        for part in ("control", "continuity")
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"{part}_{name}.py": "a slice of competence: facts, a summer, needs, posts, guides"
        for part in ("staff", "summer", "need", "post", "guide")
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"{part}_{name}.py": "beside contracts: visits, figures, agreements, applications"
        for part in ("visit", "figure", "agreement", "application")
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"{part}_{name}.py": "a slice of readiness: answers before seasons, stops"
        for part in ("season", "stop")
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    **{
        f"{part}_{name}.py": "a slice beside the line list: outbreaks, rounds of vaccination"
        for part in ("outbreak", "round")
        for name in ("actions", "queries", "work")
    },
    **{
        f"offer_{name}.py": "what is done with a decision that waits, beside its end"
        for name in ("rules", "actions", "work")
    },
    **{
        f"delivery_{name}.py": "a quarter's account handed over, beside its tables"
        for name in ("rules", "queries", "actions", "work")
    },
    "layouts.py": "the dated layouts of files to an authority, in a TOML beside",
    **{
        f"{part}_{name}.py": "beside care plans: fixed contacts, coordinated plans"
        for part in ("contact", "sip", "source")
        for name in ("rules", "actions", "queries", "forms", "work")
    },
    "told_queries.py": "what IVO has been told before, beside what it is told now",
    "account_rules.py": "where a quarter tells of a decision, beside what the clock counts",
    "step_rules.py": "what a step of a decision asks, beside what the clock counts",
    "check_rules.py": "the cross-checks that a list's cells must stand, beside what they count",
    "disclosure_queries.py": "what of a list may leave the municipality",
    "lists.py": "the dated lists that a thing is described by, in a TOML beside",
    "standing.py": "what stands around a case: loose ends, likely duplicates, history",
    "telling.py": "who is told of what happens to a case",
    "api.py": "addresses for machines, with their own proof of who asks",
    "files.py": "tables as files for machines",
    "tables.py": "all figures of a measure and year that may leave Vaka, protected together",
    **{
        f"dataset_{name}.py": "open data beside the feed: chosen, published, taken down"
        for name in ("actions", "queries", "forms", "work")
    },
    "packages.py": "what stands beside open data: data package and catalogue",
    **{
        f"{part}_{name}.py": "a slice of reports: approved and published ones, templates, Word"
        for part in ("release", "template", "word")
        for name in ("actions", "queries", "forms", "work")
    },
    "people.py": "who decides, does and checks, and what each is told",
    "coverage.py": "the duties of a regulation as dated data, and what meets them",
    "drawing.py": "where the parts of a map are drawn, without a database",
    **{
        f"process_{name}.py": "the slice of processes beside that of routines"
        for name in ("actions", "queries", "pages")
    },
    "value_queries.py": "the numbers that others have printed, beside the measure's own page",
    "catalogue_queries.py": "the catalogue of measures by subject, with the newest value of each",
    "ledger.py": "a ledger's file, which is no table of rows",
    "observed_imports.py": "the columns of surveys and registers, and what a row becomes",
    "observed_queries.py": "published numbers beside the engine: span, notes, contradictions",
    "results.py": "what surveys have shown by unit, national and own",
    "register_queries.py": "measures beside what is told of their registers",
    "funnels.py": "units against each other, as a page of its own",
    "judgement.py": "what a measure's values over time say: limits, signals, the sentence",
    "comparing.py": "what differs between two versions of a text",
    "causes.py": "what areas above hand over about their cases",
    "effect.py": "a measure before and after",
    "ivo.py": "the pages about authorities, where work.py would be long with them",
    "notification.py": "what an authority is sent, as a document and as a structured file",
    "writing.py": "writing what has a version of its own inside a case",
    "timing.py": "time set aside against time used, and alarms",
    "document.py": "minutes as a document to hand over",
    "homes.py": "consents to be visited at home, counted and taken back",
    "prepared.py": "what stands ready for a meeting by itself",
    **{
        f"{part}_{name}.py": "beside editions: sections, requests for words, the result table"
        for part in ("section", "request", "result")
        for name in ("queries", "actions", "work")
    },
    "scenes.py": "a home's night as the simulation is told it, without a database",
    "answering.py": "a question put to the simulation, in the worker only",
    "merging.py": "two texts written at once made into one, paragraph by paragraph",
    "laying.py": "the year's figures laid out under the headings that show them",
    "beside.py": "what looks at a text as it is written: the figure check, advice on words",
    "exhibits.py": "the figures of the yearly reports, planned in a TOML beside",
    "gathered.py": "what areas tell a report, as tables without persons",
    "numbers.py": "what the yearly reports ask for, all numbers at once",
    "events.py": "the events of a year as the yearly reports count them",
    "event_stacks.py": "events in parts, by month and area of work",
    "sentences.py": "the sentence that is proposed about a figure, by rule",
    "pages.py": "frozen page contexts, where queries alone would pass 250 lines",
}


def _limit(path: Path) -> int:
    kernel = path.is_relative_to(source.PACKAGE / "calc") or path.is_relative_to(
        source.PACKAGE / "exchange"
    )
    return KERNEL_LINES if kernel else FUNCTION_LINES


def _length(path: Path, function: source.Function) -> int:
    span = range(function.lineno, (function.end_lineno or function.lineno) + 1)
    return len(source.code_lines(path).intersection(span))


def _has_reason(path: Path, first: int, last: int) -> bool:
    lines = path.read_text("utf-8").splitlines()[max(first - 2, 0) : last]
    return any(REASON.search(line) for line in lines)


def _functions() -> list[tuple[Path, source.Function, int]]:
    files = source.modules(tests=True)
    return [(p, f, _length(p, f)) for p in files for f in source.functions(p)]


def test_no_function_is_long_without_a_written_reason() -> None:
    long = [
        f"{source.place(path, f.lineno)} {f.name}: {length} lines"
        for path, f, length in _functions()
        if length > _limit(path) and not _has_reason(path, f.lineno, f.end_lineno or f.lineno)
    ]
    assert not long, "\n".join(long)


def test_nine_of_ten_functions_need_no_second_look() -> None:
    lengths = [length for _, _, length in _functions()]
    short = sum(length <= LOOK_AGAIN for length in lengths)
    assert short >= MOST * len(lengths)


def test_no_file_is_long_without_a_written_reason() -> None:
    lengths = {path: len(source.code_lines(path)) for path in source.modules(tests=True)}
    long = [
        f"{source.place(path)}: {length} lines"
        for path, length in lengths.items()
        if length > FILE_LINES and not _has_reason(path, 1, 10)
    ]
    assert not long, "\n".join(long)


def test_no_template_is_long() -> None:
    pages = [p for p in source.tracked() if p.suffix == ".html" and "templates" in p.parts]
    long = [source.place(p) for p in pages if len(p.read_text().splitlines()) > TEMPLATE_LINES]
    assert not long, "\n".join(long)


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [source.place(p) for p in source.modules(tests=True) if p.stem in DRAWERS]


def test_an_area_holds_the_files_of_a_slice_and_no_others() -> None:
    areas = [found.parent for found in (source.PACKAGE / "areas").glob("*/apps.py")]
    strange = [source.place(p) for area in areas for p in area.iterdir() if not _belongs(p)]
    assert not strange, "\n".join(strange)


def _belongs(path: Path) -> bool:
    if path.name == "__pycache__":
        return True
    if path.is_dir():
        return path.name in SLICE_FOLDERS
    return path.name in SLICE_FILES | NOT_IN_EVERY_AREA.keys() or path.suffix == ".toml"

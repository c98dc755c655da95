"""How a page is looked at: both widths, light and dark, axe, reflow, print, forced colours."""

import os
import re
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PageTimeout

REPOSITORY = Path(__file__).resolve().parents[2]
SHOTS = REPOSITORY / "var" / "shots"
EVERY_LIGHT = bool(os.environ.get("VAKA_EVERY_LIGHT"))  # `make shots`: dark and forced colours too
PHONE, DESK, REFLOW = (390, 844), (1280, 900), (320, 640)
LIGHTS: list[tuple[str, tuple[int, int], Literal["light", "dark"]]] = [
    ("desk", DESK, "light"), ("phone", PHONE, "light"), ("phone", PHONE, "dark"),
]  # fmt: skip
JUDGED = {("desk", "light"), ("phone", "dark")}  # each width and each scheme once: axe is slow
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = """(tags) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
})"""
LETTERS = "document.fonts.ready.then(() => true)"
PATIENCE_MS, TRIES = 15_000, 3
STOPS, PARTS = 40, 6  # a field for a date has a stop for each part
# What Tab meets: each press, then the stop it came to, or the page's end. A press that comes to
# nothing was held where it stood.
LISTEN = """() => {
  const heard = window.vakaHeard;
  window.vakaHeard = [];
  if (heard) return;
  const marks = (one) => {
    const s = getComputedStyle(one), line = s.outlineStyle !== "none" && parseFloat(s.outlineWidth);
    return line > 0 || s.boxShadow !== "none";
  };
  const stop = (at) => {
    const near = [at, at.closest("label"), at.closest("fieldset"), at.parentElement];
    return { name: `${at.tagName} ${(at.textContent || at.name || "").trim().slice(0, 40)}`,
             seen: near.filter(Boolean).some(marks) };
  };
  const hear = (kind, what) => document.addEventListener(kind, what, true);
  hear("keydown", (event) => event.key === "Tab" && window.vakaHeard.push("press"));
  hear("focusin", (event) => window.vakaHeard.push(stop(event.target)));
  hear("focusout", (event) => event.relatedTarget || window.vakaHeard.push("end"));
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def _axe() -> str:
    return (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def axe_finds(page: Page) -> list[str]:
    """Give what axe objects to on a page as it is now, a line each."""
    page.evaluate(_axe())
    return [
        f"{one['id']}: {one['help']} "
        f"({', '.join(str(node['target'][0]) for node in one['nodes'][:3])})"
        for one in page.evaluate(RUN_AXE, WCAG)["violations"]
    ]


def settle(page: Page) -> None:
    """Wait until the page, its letters and what it fetches for itself are there."""
    page.wait_for_load_state("load")
    page.evaluate(LETTERS)
    expect(page.locator(".htmx-request")).to_have_count(0)


def follow(page: Page, words: str) -> None:
    """Open the first link of the page's own that says so."""
    page.click(f"main a:has-text('{words}')")
    settle(page)


def send(page: Page) -> None:
    """Send the page's form."""
    page.click("main form[method=post] button[type=submit]")
    settle(page)


class Visit:
    """One person's browser: what they open, and every complaint about it."""

    def __init__(self, browser: Browser, url: str, user: str = "") -> None:
        self.user, self.url = user, url
        self.context: BrowserContext = browser.new_context(
            base_url=url, locale="sv-SE", timezone_id="Europe/Stockholm", reduced_motion="reduce"
        )
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        if user:
            self._sign_in()

    def _heard(self, message: Any) -> None:
        """Keep the browser's own errors: blocked by the content policy, not found, failed."""
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _sign_in(self) -> None:
        """Sign in as the demo's sign-in page does, without drawing it each time."""
        page = self.context.request.get("/logga-in/").text()
        proof = TOKEN.search(page)
        assert proof, "the sign-in page has no proof to send back"
        form = {"person": self.user, "csrfmiddlewaretoken": proof[1]}
        answer = self.context.request.post("/prova/", form=form, max_redirects=0)  # no start page
        assert answer.status == 302, f"{self.user} was not let in: {answer.status}"

    def open(self, path: str) -> Page:
        """Go to an address and wait until it is at rest."""
        response = self.page.goto(path)
        settle(self.page)
        if response is None or response.status != 200:
            self.complaints.append(f"{path}: status {response and response.status}")
        return self.page

    def look(self, name: str) -> None:
        """Look at the open page in every way that people meet it.

        Raises:
            AssertionError: with one line for each complaint.
        """
        for label, (width, height), scheme in LIGHTS:
            self.page.emulate_media(color_scheme=scheme, media="screen")
            self.page.set_viewport_size({"width": width, "height": height})
            if scheme == "light" or EVERY_LIGHT:
                self.shoot(f"{name}-{label}-{scheme}", whole=scheme == "light")
            if (label, scheme) in JUDGED:
                self.complaints += self._axe_finds(f"{label} {scheme}")
        self._narrow()
        self._keyboard()
        self._paper(name)
        if EVERY_LIGHT:
            self._forced(name)
        assert not self.complaints, f"{name} as {self.user}:\n" + "\n".join(self.complaints)

    def _narrow(self) -> None:
        self.page.set_viewport_size({"width": REFLOW[0], "height": REFLOW[1]})
        if over := self.page.evaluate(OVERFLOW):
            self.complaints.append(f"reflow: {over} px too wide at {REFLOW[0]}")
        self.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    def _keyboard(self) -> None:
        """Go through the page by Tab: every stop can be seen, and none holds the one who came."""
        self.page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        self.page.evaluate(LISTEN)
        for _stop in range(STOPS):
            self.page.keyboard.press("Tab")
        stayed, at = 0, ""
        for heard in self.page.evaluate("window.vakaHeard"):
            if heard == "end":
                return
            stayed = stayed + 1 if heard == "press" else 0
            if stayed > PARTS:
                self.complaints.append(f"keyboard: held at {at}")
                return
            if heard != "press":
                at = heard["name"]
                if not heard["seen"]:
                    self.complaints.append(f"keyboard: no sign of being at {at}")

    def _paper(self, name: str) -> None:
        self.page.emulate_media(media="print", color_scheme="light")
        self.shoot(f"{name}-print")
        if not self.page.locator("main h1").first.is_visible():
            self.complaints.append("print: the heading is gone")
        self.page.emulate_media(media="screen")

    def _forced(self, name: str) -> None:
        self.page.emulate_media(forced_colors="active")
        self.shoot(f"{name}-forced", whole=False)
        self.page.emulate_media(forced_colors="none")

    def shoot(self, name: str, *, whole: bool = True) -> None:
        """Take a picture of the whole page as it is now, or of what the screen shows."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        shot = partial(self.page.screenshot, path=SHOTS / f"{name}.png", full_page=whole)
        for _try in range(TRIES):
            try:
                shot(timeout=PATIENCE_MS)
                return
            except PageTimeout:  # a window that is not in front, or stands still, may get no frame
                self.page.bring_to_front()
                self._nudge()
        shot()

    def _nudge(self) -> None:
        """Make the browser draw a frame: a pixel wider and back."""
        if size := self.page.viewport_size:
            self.page.set_viewport_size({**size, "width": size["width"] + 1})
            self.page.set_viewport_size(size)

    def _axe_finds(self, where: str) -> Iterator[str]:
        yield from (f"axe, {where}: {found}" for found in axe_finds(self.page))

    def close(self) -> None:
        """Close the browser window."""
        self.context.close()

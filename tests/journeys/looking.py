"""How a page is looked at: both widths, light and dark, axe, reflow, print, forced colours."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

REPOSITORY = Path(__file__).resolve().parents[2]
SHOTS = REPOSITORY / "var" / "shots"
PHONE, DESK, REFLOW = (390, 844), (1280, 900), (320, 640)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN_AXE = "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def _axe() -> str:
    return (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


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
        self.page.goto("/logga-in/")
        self.page.click(f"button[name=person][value={self.user}]")
        self.page.wait_for_load_state()

    def open(self, path: str) -> Page:
        """Go to an address and wait until it is at rest."""
        response = self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        if response is None or response.status != 200:
            self.complaints.append(f"{path}: status {response and response.status}")
        return self.page

    def look(self, name: str) -> None:
        """Look at the open page in every way that people meet it.

        Raises:
            AssertionError: with one line for each complaint.
        """
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme, media="screen")
            self.page.reload(wait_until="networkidle")
            for label, (width, height) in (("desk", DESK), ("phone", PHONE)):
                self.page.set_viewport_size({"width": width, "height": height})
                self.shoot(f"{name}-{label}-{scheme}")
                self.complaints += self._axe_finds(f"{label} {scheme}")
        self._narrow()
        self._paper(name)
        self._forced(name)
        assert not self.complaints, f"{name} as {self.user}:\n" + "\n".join(self.complaints)

    def _narrow(self) -> None:
        self.page.set_viewport_size({"width": REFLOW[0], "height": REFLOW[1]})
        if over := self.page.evaluate(OVERFLOW):
            self.complaints.append(f"reflow: {over} px too wide at {REFLOW[0]}")
        self.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    def _paper(self, name: str) -> None:
        self.page.emulate_media(media="print", color_scheme="light")
        self.shoot(f"{name}-print")
        if not self.page.locator("main h1").first.is_visible():
            self.complaints.append("print: the heading is gone")
        self.page.emulate_media(media="screen")

    def _forced(self, name: str) -> None:
        self.page.emulate_media(forced_colors="active")
        self.shoot(f"{name}-forced")
        self.page.emulate_media(forced_colors="none")

    def shoot(self, name: str) -> None:
        """Take a picture of the page as it is now."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def _axe_finds(self, where: str) -> Iterator[str]:
        self.page.evaluate(_axe())
        for violation in self.page.evaluate(RUN_AXE, WCAG)["violations"]:
            targets = ", ".join(str(node["target"][0]) for node in violation["nodes"][:3])
            yield f"axe, {where}: {violation['id']}: {violation['help']} ({targets})"

    def close(self) -> None:
        """Close the browser window."""
        self.context.close()

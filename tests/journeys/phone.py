"""A shared phone as a person holds it: a browser with a folder of its own, that may be killed."""

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.journeys.conftest import CHROMIUM, QUIET

WIDTH = {"width": 390, "height": 844}
EVERY_STORE = """async () => {
  const found = [{...localStorage}, {...sessionStorage}].map((one) => JSON.stringify(one));
  found.push(document.cookie);
  for (const {name} of await indexedDB.databases()) {
    const db = await new Promise((give, fail) => {
      const r = indexedDB.open(name); r.onsuccess = () => give(r.result); r.onerror = fail;
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((give, fail) => {
        const r = db.transaction(store).objectStore(store).getAll();
        r.onsuccess = () => give(r.result); r.onerror = fail;
      });
      for (const row of rows) {
        for (const value of Object.values(row)) {
          const raw = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
          if (raw) found.push(new TextDecoder().decode(value));
        }
        found.push(`${name}/${store}: ` + JSON.stringify(row));
      }
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      found.push(`cache ${request.url}`, await response.text());
    }
  }
  return found;
}"""


class Phone:
    """One phone: `open()` starts its browser, `kill()` ends it as a dead battery would."""

    def __init__(self, playwright: Playwright, folder: Path, url: str) -> None:
        self.playwright, self.folder, self.url = playwright, folder, url
        self.context: BrowserContext
        self.page: Page
        self.complaints: list[str] = []

    def open(self) -> Page:
        """Start the browser on the same folder as before."""
        found = next(filter(None, map(shutil.which, CHROMIUM)))
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=found, args=QUIET.split(), base_url=self.url,
            viewport=WIDTH, locale="sv-SE", timezone_id="Europe/Stockholm", reduced_motion="reduce",
        )  # fmt: skip
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return self.page

    def sign_in(self, user: str) -> None:
        """Sign in by one click."""
        self.page.goto("/logga-in/")
        self.page.click(f"button[name=person][value={user}]")
        self.page.wait_for_load_state()

    def enrol(self, manager: str) -> None:
        """Have a manager enrol it for their own unit and sign out again."""
        self.sign_in(manager)
        self.page.goto("/telefoner/ny/")
        self.page.fill("#id_name", "Natt 1")
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/telefoner/")
        self.page.context.request.post("/ko/lamna/")

    def ready(self) -> None:
        """Wait until the phone has its tokens and its copies of the pages."""
        self.page.wait_for_selector("html[data-phone=ready]", state="attached")

    def pids(self) -> list[int]:
        """Give the processes of this browser, known by its folder."""
        mine = f"--user-data-dir={self.folder}".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if mine in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
        return found

    def kill(self) -> None:
        """End every process of the browser at once."""
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        while self.pids():
            time.sleep(0.02)
        (self.folder / "SingletonLock").unlink(missing_ok=True)

    def stores(self) -> list[str]:
        """Give all that any store of the browser holds for this place, as text."""
        cookies: list[Any] = self.context.cookies()
        return [*self.page.evaluate(EVERY_STORE), str(cookies)]


def fill_report(page: Page, text: str, place: str = "rum 14") -> None:
    """Answer the open report form step by step, up to the last step."""
    page.check("input[name=what][value=other]", force=True)
    page.click("[data-next]")
    page.check("input[name=harm] >> nth=0", force=True)
    page.click("[data-next]")
    page.fill("[name=text]", text)
    page.click("[data-next]")
    page.fill("[name=place]", place)
    page.click("[data-next]")


def send_report(page: Page, *, then: str = "") -> None:
    """Press send, or send and sign out."""
    page.click(f"#report-form button[type=submit][value='{then}']", no_wait_after=True)

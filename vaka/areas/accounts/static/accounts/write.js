// A section that several write at once. Every change is kept in this browser at once and sent when
// the writing pauses; the server gives back the text with what others have written meanwhile.
// Without network nothing is lost: the words stay here, over a closed page too, until they are sent.
(function () {
  "use strict";
  const form = document.querySelector("form[data-write]");
  if (!form) return;
  const area = form.elements.text, words = form.dataset;
  const status = form.querySelector("[data-status]"), people = form.querySelector("[data-people]");
  const place = `vaka.text.${words.key}`;
  const PAUSE = 1200, LONGEST = 6000, AGAIN = 4000, LISTEN = 5000, PATIENCE = 15000;
  let base = area.defaultValue, version = words.version, signature = words.signature;
  let sending = false, timer = null, since = 0, stopped = false;

  // ---- what is kept here ----------------------------------------------------------------------

  function keep() {
    try { localStorage.setItem(place, JSON.stringify({ base, text: area.value })); } catch { /* full or shut */ }
  }
  function forget() {
    try { localStorage.removeItem(place); } catch { /* shut */ }
  }
  function kept() {
    try { return JSON.parse(localStorage.getItem(place)); } catch { return null; }
  }

  function say(text, tone) {
    status.textContent = text;
    status.className = tone || "quiet";
  }

  // Puts another text in the field without moving the reader's place in it.
  function replace(text) {
    const old = area.value;
    if (old === text) return;
    const longest = Math.min(old.length, text.length);
    let head = 0, tail = 0;
    while (head < longest && old[head] === text[head]) head++;
    while (tail < longest - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
    const moved = (at) => (at <= head ? at : at >= old.length - tail ? text.length - (old.length - at) : head);
    const start = moved(area.selectionStart), end = moved(area.selectionEnd), top = area.scrollTop;
    area.value = text;
    if (document.activeElement === area) area.setSelectionRange(start, end);
    area.scrollTop = top;
  }

  // ---- sending --------------------------------------------------------------------------------

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }
  async function send() {
    if (sending || stopped || area.value === base) return;
    if (!navigator.onLine) { say(words.wordsKept, "t-lamp"); return; }
    sending = true;
    const sent = area.value;
    say(words.wordsSaving);
    const answer = await ask(words.save, new URLSearchParams({ base, text: sent }));
    sending = false;
    if (!answer) { later(AGAIN); return; }
    since = 0;
    if (area.value === sent) { replace(answer.text); base = answer.text; forget(); }
    else { base = sent; keep(); later(PAUSE); }
    say(answer.saved);
    heard(answer);
  }
  // Gives the answer, or nothing when there was none; what went wrong is said.
  async function ask(address, body) {
    const response = await fetch(address, {
      method: body ? "POST" : "GET", body, credentials: "same-origin", redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      headers: body ? { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } : {},
    }).catch(() => null);
    if (response && response.ok) return response.json().catch(() => null);
    if (response && response.type === "opaqueredirect") say(words.wordsOut, "t-rowan");
    else if (response && response.status === 409) { stopped = true; say((await response.json()).error, "t-rowan"); }
    else if (area.value !== base) say(words.wordsKept, "t-lamp");
    return null;
  }

  // ---- the others -----------------------------------------------------------------------------

  function heard(answer) {
    version = String(answer.version);
    const names = answer.people;
    const last = names.length > 1 ? ` ${words.wordsAnd} ${names[names.length - 1]}` : "";
    const first = names.length > 1 ? names.slice(0, -1).join(", ") : names.join("");
    const said = names.length ? `${first}${last} ${words.wordsHere}` : words.wordsAlone;
    if (people.textContent !== said) people.textContent = said;
    if (answer.margin !== signature) { signature = answer.margin; margin(); }
  }
  async function margin() {
    const box = document.querySelector("[data-margin-box]");
    const busy = box.contains(document.activeElement) && document.activeElement.matches("input, textarea");
    if (busy) { signature = ""; return; }
    const response = await fetch(words.margin, { credentials: "same-origin" }).catch(() => null);
    if (response && response.ok) box.innerHTML = await response.text();
  }
  async function listen() {
    if (!sending && !document.hidden && navigator.onLine) {
      const clean = area.value === base;
      const answer = await ask(`${words.state}?version=${encodeURIComponent(version)}`);
      // What was typed while the answer was on its way is merged by the next save.
      if (answer && clean && !sending && area.value === base) {
        if ("text" in answer) { replace(answer.text); base = answer.text; }
        heard(answer);
      } else if (answer) heard({ ...answer, version });
    }
    setTimeout(listen, LISTEN);
  }

  area.addEventListener("input", () => {
    keep();
    stopped = false;
    const now = Date.now();
    since = since || now;
    later(now - since > LONGEST ? 0 : PAUSE);
  });
  window.addEventListener("online", () => later(0));
  window.addEventListener("offline", () => { if (area.value !== base) say(words.wordsKept, "t-lamp"); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });

  const waiting = kept();
  if (waiting && waiting.text !== area.value) {
    area.value = waiting.text;
    base = waiting.base;
    later(0);
  } else forget();
  listen();
})();

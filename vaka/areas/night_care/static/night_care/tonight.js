// Tonight's list on an enrolled phone. A tap is sealed and queued as a report is, so it is kept when
// the network is gone; the list itself lies on the phone under the key that goes with the session.
// In any other browser the buttons send the form, as they do without this script.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const store = window.vakaOffline, tag = document.getElementById("vaka-offline");
  const page = document.getElementById("night"), list = document.querySelector("[data-night-list]");
  if (!store || !tag || !page || !navigator.serviceWorker || !window.crypto?.subtle) return;
  const words = JSON.parse(document.getElementById("night-words").textContent);
  const isShell = "shell" in tag.dataset, KEPT = "list:night", KIND = "night_round";
  const news = document.querySelector("[data-night-news]");
  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
  const clock = (at = new Date()) => at.toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const tonight = () => {
    const day = new Date(Date.now() - 12 * 3600e3), two = (number) => String(number).padStart(2, "0");
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  };

  const keep = () => store.saveDraft(KEPT, "", { html: list.innerHTML, night: page.dataset.night, at: clock() }, true);

  async function restore() {
    const kept = await store.readDraft(KEPT), note = document.getElementById("report-form");
    if (note) note.elements.night.value = tonight();
    page.dataset.night = kept ? kept.values.night : tonight();
    if (!kept) { news.textContent = say("none"); return; }
    list.innerHTML = kept.values.html;
    await reconcile();
    news.textContent = kept.values.night === tonight() ? say("offline", { time: kept.values.at }) : say("old");
  }

  // The list is kept before a tap is queued. If the phone died between, the tap is not there: the
  // row is opened again, so that nothing looks done that was never saved.
  async function reconcile() {
    const rows = [...(await store.all("queue")), ...(await store.all("sent"))];
    const saved = new Map(rows.map((one) => [one.clientId, new Date(one.savedAt || one.at)]));
    for (const row of list.querySelectorAll("[data-client]")) {
      const at = saved.get(row.dataset.client);
      if (!at) { if (row.dataset.state === "made") reopen(row); }
      else if (row.dataset.state === "made") tell(row, say("saved", { time: clock(at), what: row.dataset.said }));
    }
  }

  const tell = (row, text) => { row.querySelector("[data-said]").textContent = text; };
  const after = (row) => list.querySelector(`[data-after="${row.dataset.check}:${row.dataset.attempt}"]`);

  function shut(row, isMade) {
    row.dataset.state = isMade ? "made" : "now";
    row.querySelector("[data-taps]").hidden = row.querySelector("[data-not]").hidden = isMade;
    row.querySelector("[data-undo]").hidden = !isMade;
    after(row)?.remove();
  }

  function reopen(row) {
    shut(row, false);
    delete row.dataset.client;
    tell(row, "");
  }

  const answersOf = (row, button) => ({
    act: "check", night: page.dataset.night, check: row.dataset.check, room: row.dataset.room, form: row.dataset.form,
    from: row.dataset.from, to: row.dataset.to, attempt: row.dataset.attempt, outcome: button.dataset.outcome, why: button.dataset.why || "",
  });

  // Sends the form as a browser without this script does.
  function plainly(button) {
    const form = document.getElementById("night-form"), field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "do", value: button.value });
    form.append(field);
    form.submit();
  }

  // Not seen: look again; not seen again, or out of order: go there. The server reckons it alike.
  function follow(row, outcome) {
    if (outcome !== "not_seen" && outcome !== "broken") return;
    const again = outcome === "not_seen" && row.dataset.attempt === "1";
    const part = document.querySelector(`template[data-next="${again ? "camera" : "look"}"]`).content.cloneNode(true);
    const next = row.cloneNode(true), attempt = Number(row.dataset.attempt) + 1;
    delete next.dataset.client;
    Object.assign(next.dataset, { attempt, form: again ? "camera" : "look", state: "now", after: `${row.dataset.check}:${row.dataset.attempt}` });
    next.querySelector("[data-what]").replaceWith(part.querySelector("[data-what]"));
    next.querySelector("[data-when]").textContent = say("until", { time: clock(new Date(Date.now() + (again ? Number(page.dataset.again) * 60e3 : 0))) });
    next.querySelector("[data-taps]").replaceChildren(...part.querySelector("div").children);
    next.querySelector("[data-said]").textContent = "";
    next.querySelector("[data-undo]").hidden = true;
    next.querySelector("[data-taps]").hidden = next.querySelector("[data-not]").hidden = false;
    row.after(next);
  }

  async function tap(row, button) {
    const answers = answersOf(row, button), undone = answers.outcome === "undone", what = button.textContent.trim();
    Object.assign(row.dataset, { client: crypto.randomUUID(), said: what });
    shut(row, !undone);
    if (!undone) follow(row, answers.outcome);
    tell(row, say("busy"));
    await keep();
    const item = await store.enqueue({ kind: KIND, clientId: row.dataset.client, answers }).catch(() => null);
    if (!item) {
      reopen(row);
      if (navigator.onLine && !isShell) return plainly(button);
      return tell(row, say("shut"));
    }
    tell(row, say(undone ? "undone" : "saved", { time: clock(), what }));
    await keep();
    const { status } = navigator.onLine ? await store.send(item, true) : { status: 0 };
    const said = { 200: "sent", 201: "sent", 202: "kept", 422: "refused" }[status];
    if (said && !undone) tell(row, say(said, { time: clock(), what }));
    return keep();
  }

  document.addEventListener("submit", (event) => {
    const row = event.submitter?.closest("[data-check]");
    if (event.target.id !== "night-form" || !row) return;
    event.preventDefault();
    tap(row, event.submitter);
  });

  // When what waited has gone, the page is asked for anew, unless somebody is writing.
  let waited = false;
  async function renew() {
    const queue = (await store.all("queue")).filter((item) => item.state === "waiting");
    const writing = document.querySelector("#report-form [name=text]")?.value;
    if (waited && !queue.length && !writing && navigator.onLine) location.reload();
    waited = queue.length > 0 && (isShell || waited);
  }
  window.addEventListener("vaka:changed", renew);
  store.news?.addEventListener("message", renew);

  if (isShell) { restore().then(renew); return; }
  store.all("queue").then((queue) => { waited = queue.length > 0; });
  const ready = () => document.documentElement.dataset.phone === "ready" && keep();
  new MutationObserver(ready).observe(document.documentElement, { attributes: true, attributeFilter: ["data-phone"] });
  ready();
});

// On an enrolled phone: takes over the report form, keeps drafts, fills the pages' words about what
// lies on the phone, and sends what waits. Without this script every page works as before.
(function () {
  "use strict";
  const store = window.vakaOffline, tag = document.getElementById("vaka-offline");
  if (!store || !tag || !window.crypto || !crypto.subtle || !navigator.serviceWorker) return;
  const { words, shells } = JSON.parse(document.getElementById("vaka-offline-words").textContent);
  const session = tag.dataset.session, isShell = "shell" in tag.dataset;
  const FULL = 20, LOW = 10, QUEUE = "/ko/";
  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
  const make = (name, attributes = {}, ...children) => {
    const one = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") one.addEventListener("click", value); else one.setAttribute(key, value);
    }
    one.append(...children);
    return one;
  };
  const button = (text, onclick, variant = "secondary") =>
    make("button", { type: "button", class: "ds-button", "data-variant": variant, "data-size": "sm", onclick }, text);
  const clock = (moment) => new Date(moment).toLocaleString(document.documentElement.lang, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  let pool = null, tokens = 0, timer = 0;

  // ---- tokens and copies -------------------------------------------------------------------

  async function learn() {
    pool = await store.get("about", "pool");
    tokens = (await store.all("tokens")).filter((one) => Date.parse(one.expiresAt) > Date.now()).length;
  }

  async function begin() {
    await learn();
    if (!isShell && pool && pool.session !== session) { await store.purge(); await learn(); }
    await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    if (!isShell && session && tokens < LOW) await refill();
    await learn();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => null);
    keepCopies();
  }

  // Has the worker keep the pages' copies, and marks the page when the phone can do without a network.
  async function keepCopies() {
    const worker = await navigator.serviceWorker.ready, line = new MessageChannel();
    line.port1.onmessage = (event) => { document.documentElement.dataset.phone = event.data && pool ? "ready" : "known"; };
    worker.active.postMessage({ keep: shells }, [line.port2]);
  }

  async function refill() {
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const response = await fetch("/api/v1/reports/tokens", {
      method: "POST", credentials: "same-origin", redirect: "error", body: JSON.stringify({ wanted: FULL - tokens }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie ? cookie[1] : "" },
    }).catch(() => null);
    if (!response || !response.ok) return;
    const got = await response.json();
    const rows = got.tokens.map((one) => ({ token: one.token, expiresAt: one.expires_at }));
    const about = { name: "pool", key: got.key, point: got.point, person: got.person, session: got.session, until: got.until, expiresAt: rows[0]?.expiresAt };
    await store.change(["tokens", "about"], (all, some) => { some.put(about); rows.forEach((row) => all.put(row)); });
  }

  // ---- the report form ---------------------------------------------------------------------

  const form = document.getElementById("report-form");
  let clientId = form ? form.dataset.clientId : "", busy = false;

  const answersOf = (one) => {
    const answers = {};
    for (const [name, value] of new FormData(one)) {
      if (typeof value !== "string" || name === "csrfmiddlewaretoken") continue;
      answers[name] = name in answers ? `${answers[name]},${value}` : value;
    }
    return answers;
  };

  function panel(text, tone = "act") {
    let box = form.querySelector("[data-offline-panel]");
    if (!box) { box = make("div", { class: "note", "data-offline-panel": "", role: "status" }, make("p")); form.prepend(box); }
    box.dataset.m = tone;
    box.querySelector("p").textContent = text;
  }

  function showErrors(errors) {
    form.querySelector("[data-offline-errors]")?.remove();
    const rows = Object.entries(errors).map(([name, text]) => {
      const field = form.elements[name], first = field && (field.length && !field.tagName ? field[0] : field);
      const label = first && first.labels && first.labels[0] ? `${first.labels[0].textContent.trim()} ` : "";
      return make("li", {}, first && first.id ? make("a", { href: `#${first.id}` }, label + text) : text);
    });
    const box = make("div", { class: "ds-error-summary", role: "alert", tabindex: "-1", "data-offline-errors": "" },
      make("h2", {}, say("errors")), make("ul", {}, ...rows));
    form.prepend(box);
    box.focus();
  }

  function missing() {
    const errors = {};
    for (const field of form.elements) if (field.name && field.willValidate && !field.checkValidity()) errors[field.name] ??= field.validationMessage;
    return errors;
  }

  async function deliver(submitter) {
    const leaves = Boolean(submitter && submitter.name === "then" && submitter.value === "sign_out");
    if (!navigator.onLine && Object.keys(missing()).length) return showErrors(missing());
    if (!pool || !tokens) {
      if (navigator.onLine && !isShell) { if (submitter && submitter.name) form.append(make("input", { type: "hidden", name: submitter.name, value: submitter.value })); return form.submit(); }
      return panel(say(pool ? "no_tokens" : "not_signed_in"), "rowan");
    }
    panel(say("busy"));
    clearTimeout(timer);
    const item = await store.enqueue({ kind: form.dataset.kind, clientId, answers: answersOf(form) }).catch(() => null);
    if (!item) return panel(say("no_room"), "rowan");
    tokens -= 1;
    const { status, body } = navigator.onLine ? await store.send(item, true) : { status: 0, body: {} };
    if (status === 422) { await learn(); form.querySelector("[data-offline-panel]")?.remove(); return showErrors(body.errors); }
    if (leaves) await signOut();
    form.dataset.sent = "";
    const stays = status === 201 || status === 200;
    location.assign(stays && session && !leaves && body.url ? body.url : `${QUEUE}#${item.clientId}`);
  }

  function takeForm() {
    // Heard on the document, so that the form's own script has had its say.
    document.addEventListener("submit", (event) => {
      if (event.target !== form || event.defaultPrevented) return;
      event.preventDefault();
      if (busy) return;
      busy = true;
      deliver(event.submitter).finally(() => { busy = "sent" in form.dataset; });
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => store.saveDraft(form.dataset.kind, clientId, answersOf(form), isShell || !navigator.onLine), 400);
    });
  }

  async function fillForm() {
    if (isShell) {
      clientId = crypto.randomUUID();
      const now = new Date(), two = (number) => String(number).padStart(2, "0");
      if (form.elements.day) form.elements.day.value = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
      if (form.elements.time) form.elements.time.value = `${two(now.getHours())}:${two(now.getMinutes())}`;
    }
    const draft = await store.readDraft(form.dataset.kind);
    if (draft && (isShell || draft.offline)) {
      clientId = draft.clientId;
      for (const [name, value] of Object.entries(draft.values)) fill(form.elements[name], value);
      form.dispatchEvent(new CustomEvent("vaka:filled", { bubbles: true }));
    }
    const said = [isShell ? say("without_network") : "", pool && isShell ? say("in_name", pool) : "", draft && isShell ? say("draft_kept") : ""];
    if (isShell) panel(pool ? said.filter(Boolean).join(" ") : say("not_signed_in"), pool ? "act" : "rowan");
  }

  function fill(field, value) {
    if (!field || field.type === "hidden") return;
    if (!field.tagName) { for (const one of field) one.checked = value.split(",").includes(one.value); }
    else if (["checkbox", "radio"].includes(field.type)) field.checked = value === field.value;
    else field.value = value;
  }

  // ---- signing out -------------------------------------------------------------------------

  async function signOut() {
    await store.purge();
    await store.put("about", { name: "leave" });
    const response = await fetch("/ko/lamna/", { method: "POST", credentials: "same-origin" }).catch(() => null);
    if (!response || !response.ok) return false;
    await store.remove("about", "leave");
    return true;
  }

  function ask(text, yes, no) {
    return new Promise((give) => {
      const box = make("dialog", { class: "ds-dialog", "aria-label": yes }, make("p", {}, text));
      const end = (answer) => { box.close(); box.remove(); give(answer); };
      box.append(make("p", { class: "actions" }, button(yes, () => end(true), "primary"), " ", button(no, () => end(false))));
      box.addEventListener("cancel", () => end(false));
      document.body.append(box);
      box.showModal();
    });
  }

  document.addEventListener("submit", async (event) => {
    const leaving = event.target;
    if (!(leaving.getAttribute("action") || "").endsWith("/logga-ut/") || event.defaultPrevented) return;
    event.preventDefault();
    // a list that the phone holds is no draft: it is known to the server
    const drafts = (await store.all("drafts")).filter((one) => !one.kind.startsWith("list:"));
    if (drafts.length && !(await ask(say("draft_lost"), say("log_out_anyway"), say("stay")))) return;
    location.assign((await signOut()) ? "/logga-in/" : QUEUE);
  });

  // ---- what is on the phone ----------------------------------------------------------------

  async function draw() {
    const queue = await store.all("queue"), badge = document.querySelector("[data-offline-badge]");
    const count = badge && badge.querySelector("[data-offline-count]");
    if (count) {
      count.hidden = !queue.length;
      count.textContent = queue.length || "";
      if (queue.length) badge.setAttribute("aria-label", queue.length === 1 ? say("one_waits") : say("many_wait", { count: queue.length }));
    }
    if (document.querySelector("[data-offline-queue]")) await drawPage(queue);
  }

  async function drawPage(queue) {
    const sent = (await store.all("sent")).sort((a, b) => b.at.localeCompare(a.at));
    document.querySelector("[data-offline-queue]").replaceChildren(...queue.sort((a, b) => a.savedAt.localeCompare(b.savedAt)).map(waitingRow));
    document.querySelector("[data-offline-empty]").hidden = queue.length > 0;
    document.querySelector("[data-offline-now]").hidden = queue.length === 0;
    document.querySelector("[data-offline-sent]").replaceChildren(...sent.map(sentRow));
    document.querySelector("[data-offline-sent-part]").hidden = sent.length === 0;
    const mine = location.hash.slice(1), came = sent.find((row) => row.clientId === mine);
    const text = came ? (came.outcome === "sent" ? say("just_sent", came) : came.words) : queue.some((row) => row.clientId === mine) ? say("just_saved") : "";
    const box = document.querySelector("[data-offline-news]");
    if (box.textContent !== text) box.replaceChildren(...(text ? [make("div", { class: "note", "data-m": came && came.outcome === "sent" ? "spruce" : "lamp" }, make("p", {}, text))] : []));
  }

  function waitingRow(item) {
    const refused = item.state === "refused";
    const told = item.words || (item.tries ? say("tries", { tries: item.tries, time: new Date(item.nextAt).toLocaleTimeString("sv", { hour: "2-digit", minute: "2-digit" }) }) : "");
    const row = make("li", { class: "card phone-row", "data-client": item.clientId },
      make("div", {}, make("b", {}, refused ? say("refused") : say("waits")), make("div", { class: "meta" }, say("saved_at", { time: clock(item.savedAt) })), make("div", { class: "meta" }, told)));
    row.append(button(say("remove"), async () => {
      if (await ask(say("remove_sure"), say("remove_yes"), say("remove_no"))) await store.remove("queue", item.clientId);
    }, "tertiary"));
    return row;
  }

  function sentRow(row) {
    const line = make("li", { class: "card phone-row" },
      make("div", {}, make("b", {}, `${row.outcome === "sent" ? say("sent") : say("kept")} ${row.reference}`.trim()), make("div", { class: "meta" }, clock(row.at)), make("div", { class: "meta" }, row.words)));
    if (session && row.url) line.append(make("a", { href: row.url }, say("open")));
    else line.append(button(say("remove"), () => store.remove("sent", row.clientId), "tertiary"));
    return line;
  }

  // ---- sending -----------------------------------------------------------------------------

  async function keepSending(now = false) {
    const left = await store.flush(now);
    clearTimeout(keepSending.timer);
    if (!left.length) return;
    const next = Math.min(...left.map((one) => one.nextAt));
    keepSending.timer = setTimeout(keepSending, Math.max(next - Date.now(), 500));
    const worker = await navigator.serviceWorker.ready;
    if (worker.sync) worker.sync.register("vaka-send").catch(() => null);
  }

  if (form) takeForm();
  store.news?.addEventListener("message", draw);
  window.addEventListener("vaka:changed", draw);
  window.addEventListener("online", () => keepSending(true));
  document.querySelector("[data-offline-now]")?.addEventListener("click", () => keepSending(true));
  draw();
  begin().catch(() => null).then(async () => {
    if (form) await fillForm();
    await keepSending(!isShell);
    await draw();
  });
})();

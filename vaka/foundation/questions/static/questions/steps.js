// A form in steps: shows what the answers ask for, one step a screen on a phone, and keeps the draft
// field by field. Without this script all questions stand on one page and the server does the rest.
(function () {
  "use strict";
  const form = document.querySelector("form[data-steps]");
  if (!form) return;
  const steps = [...form.querySelectorAll("[data-step]")];
  const questions = [...form.querySelectorAll("[data-key]")];
  const words = JSON.parse(document.getElementById("steps-words").textContent);
  const phone = window.matchMedia("(max-width: 48rem)");
  let now = 0;

  const inputs = (box) => [...box.querySelectorAll("input, textarea, select")];
  const box = (key) => questions.find((one) => one.dataset.key === key);
  const visible = (one) => !one.hidden;

  function value(key) {
    const found = form.elements[key];
    if (!found) return "";
    return (found.value || "").trim();
  }
  function shownValue(key) {
    const one = box(key);
    return one && one.hidden ? "" : value(key);
  }
  function fits(when) {
    return Object.entries(when).every(([key, values]) => values.includes(shownValue(key)));
  }

  // ---- what is shown and what must be answered ----------------------------------------------

  function arrange() {
    for (const one of form.querySelectorAll("[data-when]")) {
      const shown = fits(JSON.parse(one.dataset.when));
      one.hidden = !shown;
      for (const input of inputs(one)) input.disabled = !shown;
    }
    for (const one of questions) {
      const must = demanded(one);
      for (const input of inputs(one)) input.required = must;
    }
    for (const one of form.querySelectorAll("[data-proposal]")) propose(one);
  }
  function demanded(one) {
    if (!("required" in one.dataset) || one.hidden) return false;
    return !(one.dataset.free && fits(JSON.parse(one.dataset.free)));
  }
  function propose(line) {
    const { rows, places } = JSON.parse(document.getElementById("steps-proposals").textContent);
    const row = rows.find((one) => fits(one.when));
    const other = places[value("unit")];
    line.querySelector("span").textContent = row ? (other && row.other) || row.said : "";
    line.hidden = !row;
  }

  // ---- what is missing -----------------------------------------------------------------------

  function clear(one) {
    const note = one.querySelector("[data-missing-note]");
    if (!note) return;
    note.remove();
    one.firstElementChild.classList.remove("has-error");
    for (const input of inputs(one)) { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); }
  }
  function missing(step) {
    return questions.filter((one) => step.contains(one) && demanded(one) && !value(one.dataset.key));
  }
  function complain(one) {
    clear(one);
    const note = document.createElement("div");
    note.className = "ds-validation-message";
    note.id = `${one.dataset.key}-missing`;
    note.dataset.missingNote = "";
    note.setAttribute("role", "alert");
    note.textContent = one.dataset.missing;
    one.firstElementChild.classList.add("has-error");
    one.firstElementChild.firstElementChild.after(note);
    for (const input of inputs(one)) { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", note.id); }
  }
  function complete(step) {
    const left = missing(step);
    left.forEach(complain);
    if (left.length) inputs(left[0])[0].focus();
    return !left.length;
  }

  // A personal identity number with the right check digit is warned of as it is typed.
  const NUMBER = /(?<![\d-])(?:19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})(?![\d-])/g;
  function holdsNumber(text) {
    return [...text.matchAll(NUMBER)].some((found) => {
      const digits = found.slice(1).join(""), month = Number(found[2]), day = Number(found[3]);
      const sum = [...digits].reduce((all, one, place) => {
        const value = Number(one) * (2 - (place % 2));
        return all + (value > 9 ? value - 9 : value);
      }, 0);
      return sum % 10 === 0 && month > 0 && month < 13 && day > 0 && day < 92;
    });
  }
  function warn(one, target) {
    const holds = ["TEXTAREA", "INPUT"].includes(target.tagName) && target.type !== "radio" && holdsNumber(target.value);
    const note = one.querySelector("[data-number-note]");
    if (note && !holds) note.remove();
    if (!holds || note) return;
    const fresh = document.createElement("p");
    fresh.className = "ds-validation-message";
    fresh.dataset.numberNote = "";
    fresh.setAttribute("role", "alert");
    fresh.textContent = words.number;
    target.before(fresh);
  }

  // ---- steps ---------------------------------------------------------------------------------

  // At a desk a step whose questions are all still unasked would be a heading over nothing.
  const isEmpty = (step) => {
    const own = [...step.querySelectorAll("[data-key]")];
    return own.length > 0 && own.every((one) => one.hidden);
  };
  const isStepping = () => form.classList.contains("is-stepping");
  function draw(focus) {
    steps.forEach((step, place) => { step.hidden = isStepping() ? place !== now : isEmpty(step); });
    form.classList.toggle("is-last", now === steps.length - 1);
    const back = form.querySelector("[data-back]"), next = form.querySelector("[data-next]");
    back.hidden = now === 0;
    next.hidden = now === steps.length - 1;
    form.querySelector(".dock").hidden = back.hidden && next.hidden;
    if (now === steps.length - 1) summarise();
    if (!focus) return;
    window.scrollTo(0, 0);
    steps[now].querySelector("h1, h2").focus({ preventScroll: true });
  }
  function go(place) {
    now = Math.max(0, Math.min(place, steps.length - 1));
    draw(true);
  }
  function mode() {
    form.classList.toggle("is-stepping", phone.matches);
    document.body.classList.toggle("has-steps", phone.matches);
    const wrong = steps.findIndex((step) => step.querySelector(".has-error"));
    if (wrong >= 0) now = wrong;
    draw(false);
  }

  // ---- the summary before sending -------------------------------------------------------------

  function said(one) {
    const chosen = one.querySelector("input:checked");
    if (chosen) return (chosen.parentElement.querySelector("b") || chosen.parentElement.querySelector("span")).textContent;
    const select = one.querySelector("select");
    return select ? select.selectedOptions[0]?.textContent || "" : value(one.dataset.key);
  }
  function label(one) {
    const text = one.querySelector("legend, label").cloneNode(true);
    text.querySelectorAll(".optional").forEach((part) => part.remove());
    return text.textContent.trim();
  }
  function row(one) {
    const place = steps.findIndex((step) => step.contains(one));
    const line = document.createElement("div"), change = document.createElement("button");
    const cells = ["dt", "dd", "dd"].map((name) => line.appendChild(document.createElement(name)));
    cells[0].textContent = label(one);
    cells[1].textContent = said(one);
    change.type = "button";
    change.textContent = words.change;
    change.setAttribute("aria-label", `${words.change}: ${label(one)}`);
    change.addEventListener("click", () => go(place));
    cells[2].append(change);
    return line;
  }
  function summarise() {
    const list = form.querySelector("[data-sum]");
    if (!list) return;
    list.hidden = !isStepping();
    list.replaceChildren(...questions.filter((one) => visible(one) && said(one)).map(row));
  }

  // ---- the draft --------------------------------------------------------------------------------

  const timers = new Map(), last = new Map();
  async function keep(key, text) {
    if (last.get(key) === text || !navigator.onLine) return;
    last.set(key, text);
    const body = new URLSearchParams({ key, value: text });
    const response = await fetch(form.dataset.draft, {
      method: "POST", body, credentials: "same-origin", redirect: "error", keepalive: true,
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    }).catch(() => null);
    if (!response || !response.ok) { last.delete(key); return; }
    const clock = new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
    for (const line of form.querySelectorAll("[data-saved]")) {
      line.querySelector("span").textContent = words.saved.replace("{time}", clock.replace(":", "."));
      line.hidden = false;
    }
  }
  function soon(target, wait) {
    const key = target.closest("[data-key]")?.dataset.key;
    if (!key || !form.dataset.draft) return;
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => keep(key, value(key)), wait));
  }

  form.addEventListener("input", (event) => {
    const one = event.target.closest("[data-key]");
    if (one) { clear(one); warn(one, event.target); }
    arrange();
    if (!isStepping()) draw(false);
    soon(event.target, 700);
  });
  form.addEventListener("change", (event) => { arrange(); soon(event.target, 0); });
  form.addEventListener("vaka:filled", () => { arrange(); draw(false); });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !isStepping() || event.target.tagName !== "INPUT" || now === steps.length - 1) return;
    event.preventDefault();
    form.querySelector("[data-next]").click();
  });
  form.querySelector("[data-next]").addEventListener("click", () => { if (complete(steps[now])) go(now + 1); });
  form.querySelector("[data-back]").addEventListener("click", () => go(now - 1));
  form.addEventListener("submit", (event) => {
    for (const timer of timers.values()) clearTimeout(timer);
    const wrong = steps.findIndex((step) => missing(step).length);
    if (wrong < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    steps.forEach((step) => missing(step).forEach(complain));
    if (isStepping()) go(wrong);
    inputs(missing(steps[wrong])[0])[0].focus();
  });
  phone.addEventListener("change", mode);
  arrange();
  mode();
})();

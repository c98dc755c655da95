// Plays one simulated night: a line over the picture, and in words what each of the staff does that
// minute and whether anybody is in each unit. Both are read out of the table, so picture, words and table cannot differ.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const player = document.querySelector("[data-night-player]"), line = document.querySelector("[data-night-now]");
  if (!player || !line) return;
  const range = player.querySelector("input[type=range]"), told = player.querySelector("[data-told]");
  const button = player.querySelector("[data-play]"), clock = player.querySelector("[data-clock]");
  const start = button.textContent, end = Number(range.max), STEP = 1, BEAT_MS = 60;
  const moves = [...document.querySelectorAll("[data-move]")].map((row) => {
    const [who, , until, what, room] = [...row.cells].map((cell) => cell.textContent);
    return { who, until, what, room, begins: Number(row.dataset.begins), ends: Number(row.dataset.ends) };
  });
  const lanes = [...document.querySelectorAll(".night-name")].map((name) => ({ name: name.textContent, free: name.dataset.free || told.dataset.free }));
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const turns = [...new Set(moves.flatMap((one) => [one.begins, one.ends]))].filter((one) => one <= end).sort((a, b) => a - b);
  let timer = 0, words = "";

  function time(minute) {
    const whole = (Number(player.dataset.begins) + minute) % 1440, two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(whole / 60))}.${two(whole % 60)}`;
  }

  function doing({ name, free }, minute) {
    const now = moves.find((one) => one.who === name && one.begins <= minute && minute < one.ends);
    if (!now) return `${name}: ${free}`;
    const where = now.room === "–" ? "" : `, ${told.dataset.room} ${now.room}`;
    return `${name}: ${now.what}${where}, ${told.dataset.until} ${now.until}`;
  }

  function show() {
    const minute = Number(range.value), x = Number(player.dataset.left) + minute * Number(player.dataset.scale);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    clock.textContent = time(minute);
    range.setAttribute("aria-valuetext", time(minute));
    const lines = lanes.map((lane) => doing(lane, minute));
    if (lines.join() === words) return;
    words = lines.join();
    told.replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    button.textContent = start;
    told.setAttribute("aria-live", "polite");
  }

  // Who wants no motion gets the next change instead of every minute.
  function step() {
    const now = Number(range.value), next = calm ? turns.find((one) => one > now) ?? end : now + STEP;
    range.value = Math.min(Math.ceil(next), end);
    show();
    if (Number(range.value) >= end) stop();
  }

  function play() {
    if (timer) { stop(); return; }
    if (Number(range.value) >= end) range.value = 0;
    told.setAttribute("aria-live", "off");
    button.textContent = button.dataset.stop;
    timer = setInterval(step, calm ? 20 * BEAT_MS : BEAT_MS);
  }

  button.addEventListener("click", play);
  range.addEventListener("input", () => { stop(); show(); });
  player.hidden = false;
  line.removeAttribute("hidden");
  show();
});

// Says each slider's place in words as it is moved; the answer itself comes from the server, which looks it up.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const form = document.querySelector("[data-slide]");
  if (!form) return;
  form.addEventListener("input", ({ target }) => {
    const words = target.dataset.places.split("|")[(Number(target.value) - Number(target.min)) / Number(target.step)];
    target.setAttribute("aria-valuetext", words);
    form.querySelector(`output[for="${target.id}"] b`).textContent = words;
  });
  form.querySelector("[data-slide-send]").hidden = Boolean(window.htmx);
});

// The preview follows what is written, a moment after the last key; one question at a time.
const form = document.querySelector("[data-preview]");
const place = document.getElementById("preview");
const state = document.getElementById("preview-state");
const PAUSE = 900;
let timer;
let asked = 0;

async function show() {
  const mine = ++asked;
  state.textContent = "…";
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.status);
    const text = await answer.text();
    if (mine !== asked) return;
    const top = place.scrollTop;
    place.innerHTML = text;
    place.scrollTop = top;
  } catch {
    // The last preview stays; the text is checked again when it is saved.
  }
  if (mine === asked) state.textContent = "";
}

form?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, PAUSE);
});

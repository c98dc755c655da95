// A self-check on a phone of one's own: keeps the answer on the page while the network is away. On an
// enrolled phone offline.js takes the form instead; here only the round is chosen by the QR code.
(function () {
  "use strict";
  const form = document.querySelector("form.check");
  if (!form) return;
  const words = JSON.parse(document.getElementById("steps-words").textContent);
  const doors = JSON.parse(document.getElementById("check-doors").textContent);

  // The kept copy of the page holds every open round of the unit; the code says which one is meant.
  function choose() {
    const wanted = doors[new URLSearchParams(location.search).get("dorr")];
    const radio = wanted && form.querySelector(`input[name=round][value="${CSS.escape(wanted)}"]`);
    if (!radio) return;
    radio.checked = true;
    form.dispatchEvent(new CustomEvent("vaka:filled", { bubbles: true }));
  }
  choose();
  if (document.getElementById("vaka-offline")) return;

  let busy = false, waits = null;
  function say(text) {
    let box = form.querySelector("[data-waits]");
    if (!box) {
      box = document.createElement("p");
      box.className = "note";
      box.dataset.waits = "";
      box.setAttribute("role", "status");
      form.querySelector(".actions").before(box);
    }
    box.textContent = text;
  }
  async function send(body) {
    busy = true;
    say(words.sending);
    const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    busy = false;
    if (!response || response.status >= 500) { waits = body; say(words.waits); return; }
    waits = null;
    window.removeEventListener("beforeunload", stay);
    if (response.redirected) { location.assign(response.url); return; }
    document.open();
    document.write(await response.text());
    document.close();
  }
  function stay(event) { if (waits) event.preventDefault(); }

  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    event.preventDefault();
    if (busy) return;
    const body = new URLSearchParams(new FormData(form));
    if (event.submitter && event.submitter.name) body.set(event.submitter.name, event.submitter.value);
    send(body);
  });
  window.addEventListener("beforeunload", stay);
  window.addEventListener("online", () => { if (waits && !busy) send(waits); });
})();

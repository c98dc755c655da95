// Asks the browser for a passkey, a new one or one it keeps, and sends the form with its answer.
// Without this script, or in a browser without passkeys, the button stays hidden.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";
  const keys = window.webauthnJSON;
  if (!keys || !window.PublicKeyCredential) return;

  async function asked(button) {
    if (button.dataset.passkey !== "ask") return JSON.parse(document.getElementById("passkey-asked").textContent);
    const response = await fetch(button.form.action, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  // A key that is enough alone: it keeps whose it is, and asks for a PIN or a finger.
  function whole(options) {
    Object.assign(options.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    return options;
  }

  async function use(button) {
    const trouble = button.form.querySelector("[data-passkey-trouble]");
    trouble.hidden = button.disabled = true;
    try {
      const words = await asked(button);
      const isNew = button.dataset.passkey === "create";
      const answer = isNew ? await keys.create(whole(words.creation_options)) : await keys.get(words.request_options);
      button.form.elements.credential.value = JSON.stringify(answer);
      button.form.submit();
    } catch (error) {
      trouble.hidden = button.disabled = false;
    }
  }

  for (const button of document.querySelectorAll("[data-passkey]")) {
    button.hidden = false;
    button.addEventListener("click", () => use(button));
  }
});

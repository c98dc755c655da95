// A photo in an answer: made small on the phone before it is sent, and shown. Drawing it anew also
// leaves behind where it was taken.
(function () {
  "use strict";
  const SIDE = 1280, MOST = 300000;

  function small(picture) {
    const canvas = document.createElement("canvas");
    const part = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * part));
    canvas.height = Math.max(1, Math.round(picture.height * part));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    let text = "";
    for (const quality of [0.75, 0.6, 0.45, 0.3]) {
      text = canvas.toDataURL("image/jpeg", quality);
      if (text.length <= MOST) break;
    }
    return text;
  }

  function arm(box) {
    const file = box.querySelector("input[type=file]");
    const value = box.querySelector("[data-photo-value]");
    const status = box.querySelector("[data-photo-status]");
    const shown = box.querySelector("[data-photo-shown]");
    const remove = box.querySelector("[data-photo-remove]");

    function show(picture) {
      shown.hidden = remove.hidden = !picture;
      status.textContent = picture ? box.dataset.wordsTaken : "";
      if (!picture) return;
      const part = Math.min(1, 320 / picture.width);
      shown.width = picture.width * part;
      shown.height = picture.height * part;
      shown.getContext("2d").drawImage(picture, 0, 0, shown.width, shown.height);
    }
    function tell() { value.dispatchEvent(new Event("change", { bubbles: true })); }
    async function take() {
      if (!file.files.length) return;
      const picture = await createImageBitmap(file.files[0], { imageOrientation: "from-image" }).catch(() => null);
      value.value = picture ? small(picture) : "";
      show(picture);
      if (!picture) status.textContent = box.dataset.wordsBad;
      tell();
    }
    function drop() { file.value = value.value = ""; show(null); tell(); file.focus(); }
    async function again() {
      if (!value.value) return;
      const picture = new Image();
      picture.src = value.value;
      await picture.decode().catch(() => null);
      if (picture.width) show(picture);
    }
    file.addEventListener("change", take);
    remove.addEventListener("click", drop);
    again();
  }
  document.querySelectorAll("[data-photo]").forEach(arm);
})();

// Small helps for the frame. Every page works without them.
(function () {
  "use strict";
  const flies = () => document.querySelectorAll("details.fly[open]");

  document.addEventListener("click", (event) => {
    flies().forEach((fly) => { if (!fly.contains(event.target)) fly.open = false; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    flies().forEach((fly) => {
      const hadFocus = fly.contains(document.activeElement);
      fly.open = false;
      if (hadFocus) fly.querySelector("summary").focus();
    });
  });

  // An error summary takes the focus, also when htmx has put it there.
  const focusErrors = () => {
    const box = document.querySelector("[data-focus]");
    if (box) box.focus();
  };
  document.addEventListener("htmx:after:swap", focusErrors);
  focusErrors();
})();

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

  // In the risk matrix up and down go to the next row; left and right are the browser's own.
  document.addEventListener("keydown", (event) => {
    const radio = event.target.closest && event.target.closest(".risk input[type=radio]");
    const rows = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!radio || !rows) return;
    event.preventDefault();
    const all = [...radio.closest(".risk").querySelectorAll("input[type=radio]")];
    const across = radio.closest("tr").querySelectorAll("input[type=radio]").length;
    const goal = all[all.indexOf(radio) + rows * across];
    if (!goal) return;
    goal.focus();
    goal.click();
  });

  // An error summary takes the focus, also when htmx has put it there.
  const focusErrors = () => {
    const box = document.querySelector("[data-focus]");
    if (!box) return;
    box.removeAttribute("data-focus");
    box.focus();
  };
  document.addEventListener("htmx:after:swap", focusErrors);
  focusErrors();
})();

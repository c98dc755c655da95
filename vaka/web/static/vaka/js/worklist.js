// Keys in the worklist: J and K move between cases, X marks one. They work only while the focus is
// in the list, so that they never get in the way of a reader or a field.
(function () {
  "use strict";
  const keys = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

  document.addEventListener("keydown", (event) => {
    const list = event.target.closest && event.target.closest("[data-keys]");
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = event.target.closest("li");
    if (event.key === "x") {
      const box = line && line.querySelector("input[type=checkbox]");
      if (box) { box.click(); event.preventDefault(); }
      return;
    }
    const step = keys[event.key];
    if (!step) return;
    const links = [...list.querySelectorAll("a.go")];
    const goal = links[links.indexOf(line && line.querySelector("a.go")) + step];
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });

  // After a filter, a tab or a page the count says what came, and the focus stands there.
  document.addEventListener("htmx:after:swap", () => {
    const count = document.getElementById("worklist-count");
    if (count) count.focus();
  });
})();

// The list of sections stands open where there is room for it; on a phone the text comes first.
(function () {
  "use strict";
  const list = document.querySelector("[data-contents]");
  if (!list || !window.matchMedia("(min-width: 60rem)").matches) return;
  list.open = true;
  const here = list.querySelector("[aria-current]");
  if (here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 2;
})();

// What another site sent without our cookies is sent again from our own page.
document.querySelector("[data-carry-on]").submit();

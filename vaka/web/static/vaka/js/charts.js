// Draws the page's Vega-Lite specifications, without eval and without inline style rules.
// A chart that cannot be drawn leaves its place empty; its table stands on the page anyway.
(function () {
  "use strict";
  const NUMBERS = { decimal: ",", thousands: "\u00a0", grouping: [3], currency: ["", "\u00a0kr"], minus: "\u2212" };
  const TIMES = {
    dateTime: "%A %e %B %Y %X", date: "%Y-%m-%d", time: "%H.%M", periods: ["fm", "em"],
    days: ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
    shortDays: ["sön", "mån", "tis", "ons", "tor", "fre", "lör"],
    months: ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
    shortMonths: ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
  };
  const OPTIONS = {
    mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false,
    tooltip: false, formatLocale: NUMBERS, timeFormatLocale: TIMES,
  };

  // The specification holds the colours of paper; on the screen the same names follow the theme.
  const paper = JSON.parse(document.getElementById("vaka-palette").textContent);
  const inTheme = (value) => {
    if (typeof value === "string") return paper[value.toLowerCase()] || value;
    if (Array.isArray(value)) return value.map(inTheme);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inTheme(inner)]));
  };

  const draw = (place) => {
    const spec = inTheme(JSON.parse(document.getElementById(place.dataset.vega).textContent));
    spec.background = "transparent";
    place.removeAttribute("data-vega");
    window.vegaEmbed(place, spec, OPTIONS).catch((error) => {
      place.textContent = place.dataset.failed;
      window.console.warn("chart", error.message);
    });
  };
  const drawAll = () => document.querySelectorAll("[data-vega]").forEach(draw);
  document.addEventListener("htmx:after:swap", drawAll);
  drawAll();
})();

"use strict";
(function () {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const places = Array.from(document.querySelectorAll("[data-figure]"));

  // A Latin letter is one wide, a Chinese character and the dot between words two.
  const wide = (text) => Array.from(text).reduce((sum, c) => sum + (c > "\u2e80" || c === "·" ? 2 : 1), 0);

  // A narrow column: names at the left are cut, and the legend gets rows for long names.
  function fitted(data, layout, width) {
    if (width >= 560) return;
    const margin = layout.margin;
    if (layout.xaxis.nticks) layout.xaxis.nticks = 4;
    if (margin.l > 130) {
      const moved = margin.l - 118;
      layout.yaxis.ticktext = layout.yaxis.ticktext.map((t) => (wide(t) > 16 ? t.slice(0, 7) + "…" : t));
      margin.l = 118;
      (layout.annotations || []).forEach((note) => { if (note.xshift < 0) note.xshift += moved; });
    }
    const names = data.filter((trace) => trace.name && trace.showlegend !== false).length;
    const more = layout.showlegend && layout.title ? 20 * Math.max(0, names - 1) : 0;
    margin.t += more;
    layout.height += more;
    if (layout.title) {
      layout.title.y = 1 - 4 / layout.height;
      const plot = layout.height - margin.t - margin.b;
      layout.legend.y = Math.min(1 + (margin.t - 46) / plot, 3); // from the plot up, as the chart itself has it
    }
  }

  function draw(scheme) {
    places.forEach((place) => {
      const figure = figures[place.dataset.figure];
      const { data, layout } = JSON.parse(JSON.stringify(figure[scheme]));
      fitted(data, layout, place.clientWidth);
      Plotly.react(place, data, layout, figure.config);
    });
  }

  const now = () => (dark.matches ? "dark" : "light");
  const folded = Array.from(document.querySelectorAll("details"));
  draw(now());
  dark.addEventListener("change", () => draw(now()));
  // Paper is white, and holds the numbers behind the charts too.
  window.addEventListener("beforeprint", () => {
    folded.forEach((part) => { part.dataset.was = part.open ? "open" : ""; part.open = true; });
    draw("light");
    places.forEach((place) => Plotly.Plots.resize(place));
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((part) => { part.open = part.dataset.was === "open"; });
    draw(now());
    places.forEach((place) => Plotly.Plots.resize(place));
  });
})();

// What the reader's hands do on the page beyond Streamlit's own widgets. It listens to the document, so it works for
// whatever is drawn later.
const NEAR = 40; // pixels up to which a line is meant; farther away it is the one in focus
const RING = 22; // pixels around the number of a peak that answer for it
const RISE = 12; // pixels that the number stands above its peak
const OURS = "svg, canvas, [data-testid=stMarkdownContainer]:not([data-testid=stFileUploader] *)";
const SPOKEN = ["aria-label", "title", "placeholder"];
const EXACT = 5; // pixels within which a point goes before the number of a peak
const TAP = 8; // pixels that a finger may slip in a tap

export default function ({ setTriggerValue, data }) {
  const own = (window.readersHands ??= {});
  own.send = (value) => setTriggerValue("did", value);
  own.pages = data.pages;
  own.words = data.words ?? {};
  const paper = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  document.documentElement.style.setProperty("--paper", paper);
  if (data.shown && own.shown !== data.shown.at) {
    own.shown = data.shown.at;
    bring(data.shown.place);
  }
  translate(document.body);
  if (own.listening) return;
  own.listening = true;
  new MutationObserver((changes) => changes.forEach(retold)).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN });
  document.addEventListener("pointermove", moved, true);
  document.addEventListener("pointerdown", pressed, true);
  document.addEventListener("pointerup", released, true);
  document.addEventListener("mousemove", sharpened, true);
  document.addEventListener("click", taken, true);
  document.addEventListener("click", followed, true);
  document.addEventListener("click", chosen);
  document.addEventListener("keydown", stepped, true);
  addEventListener("beforeprint", () => drawings((svg, w, h) => svg.setAttribute("viewBox", `0 0 ${w} ${h}`)));
  addEventListener("afterprint", () => drawings((svg) => svg.removeAttribute("viewBox")));
}

// ---- the framework's own words -----------------------------------------------------------------------

function retold({ type, target, addedNodes }) {
  if (type === "childList") addedNodes.forEach(translate);
  else translate(target);
}

// Names and short texts that Streamlit says in English, in the reader's language; no text of ours or of a source.
function translate(node) {
  if (node.nodeName === "svg" || node.parentElement?.closest(OURS)) return;
  if (node.nodeType === Node.TEXT_NODE) {
    const told = inWords(node.nodeValue.trim());
    if (told) node.nodeValue = told;
    return;
  }
  for (const name of SPOKEN) {
    const told = inWords(node.getAttribute?.(name) ?? "");
    if (told) node.setAttribute(name, told);
  }
  node.childNodes?.forEach(translate);
}

function inWords(said) {
  const words = window.readersHands.words;
  if (!said || said.length > 300) return null;
  if (words[said]) return words[said];
  for (const [form, told] of Object.entries(words)) {
    if (!form.includes("*")) continue;
    const [begin, end] = form.split("*");
    if (!said.startsWith(begin) || !said.endsWith(end) || said.length <= begin.length + end.length) continue;
    const kept = said.slice(begin.length, said.length - end.length);
    return told.replace("*", inWords(kept) ?? kept);
  }
  return null;
}

// ---- links and places ------------------------------------------------------------------------------

// A link to a page of the screen opens it here, in the reader's own session.
function followed(event) {
  const link = event.target.closest?.("[data-testid=stMain] a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.download) return;
  if (link.closest("[data-testid=stPageLink]")) return; // Streamlit's own
  const address = new URL(link.href, location.href);
  const page = address.pathname.split("/").pop() || "overview";
  if (address.origin !== location.origin || !window.readersHands.pages.includes(page) || !address.search) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  window.readersHands.send({ page, values: Object.fromEntries(address.searchParams), at: Date.now() });
}

// On a phone the drawer of pages closes once one is chosen.
function chosen(event) {
  if (innerWidth > 640 || !event.target.closest?.("[data-testid=stSidebarNav] a")) return;
  document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
}

// The figure as a picture, or the page on paper.
function taken(event) {
  const key = event.target.closest?.("[class*=st-key-take_]")?.className.match(/st-key-take_(png|svg|print)_(\S*)/);
  if (!key) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const [, form, chart] = key;
  if (form === "print") return void print();
  const plot = document.querySelector(`.st-key-pick_${chart} .js-plotly-plot`);
  const camera = plot?.querySelector(".modebar-btn");
  if (!camera) return;
  plot._context.toImageButtonOptions = { ...plot._context.toImageButtonOptions, format: form };
  camera.click();
}

// On paper a figure is scaled whole to the width there is: the layers of each, with the size they were drawn in.
function drawings(then) {
  for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
    for (const svg of box.querySelectorAll("svg.main-svg")) {
      const [width, height] = [svg.getAttribute("width"), svg.getAttribute("height")];
      box.style.setProperty("--drawn", `${width} / ${height}`);
      then(svg, width, height);
    }
  }
}

// Brings what was opened into view, and the focus to it.
function bring(place, tries = 60) {
  const found = document.querySelector(`.st-key-${place}`);
  const running = document.querySelector("[data-test-script-state]")?.dataset.testScriptState !== "notRunning";
  if ((!found || running) && tries) return void setTimeout(bring, 100, place, tries - 1);
  if (!found) return;
  found.tabIndex = -1;
  found.style.scrollMarginTop = "72px"; // below the bar at the top
  found.focus({ preventScroll: true });
  const { top, bottom } = found.getBoundingClientRect();
  if (top < 60 || top > innerHeight * 0.6 || bottom < 60) found.scrollIntoView({ block: "start" });
}

// The arrow keys and a swipe turn to the issue before and after.
function stepped(event) {
  const typing = event.target.closest?.("input, textarea, [contenteditable]");
  if ((event.key === "/" && !typing) || (event.key === "k" && (event.metaKey || event.ctrlKey))) {
    event.preventDefault();
    document.querySelector(".st-key-finder input")?.focus(); // the one box
    return;
  }
  const steps = { ArrowLeft: "previous_issue", ArrowRight: "next_issue" };
  if (!steps[event.key] || event.target.closest?.("input, textarea, [role], canvas, button, a")) return;
  turn(steps[event.key]);
}

function turn(key) {
  document.querySelector(`.st-key-${key} button:not([disabled])`)?.click();
}

// ---- charts ----------------------------------------------------------------------------------------

let last = null; // where the pointer stands
let down = null; // where it was pressed
const watched = new WeakSet(); // layers of hover labels, and figures whose points are clicked

function chartOf(event) {
  return event.target.closest?.("[class*=st-key-pick_] .js-plotly-plot");
}

function moved(event) {
  const plot = chartOf(event);
  if (!plot?.on) return;
  last = event;
  const layer = plot.querySelector(".hoverlayer");
  if (layer && !watched.has(layer)) {
    watched.add(layer);
    new MutationObserver(() => oneLabel(plot, layer)).observe(layer, { childList: true });
  }
}

// Events of the mouse come in whole pixels, and a month may be narrower than two: plotly gets the true place.
function sharpened(event) {
  if (!event.isTrusted || !last || !chartOf(event)) return;
  event.stopImmediatePropagation();
  event.target.dispatchEvent(exactly(last));
}

function exactly({ clientX, clientY }) {
  return new PointerEvent("mousemove", { bubbles: true, cancelable: true, view: window, clientX, clientY });
}

// Of the labels of all lines at the nearest period, the one of the line that is meant stays.
function oneLabel(plot, layer) {
  const labels = [...layer.querySelectorAll(".hovertext")];
  if (labels.length < 2) return;
  const wanted = meant(plot, last)?.curve;
  shine(plot, wanted);
  for (const label of labels) if (label.__data__.trace.index !== wanted) label.remove();
}

// The line that is meant, in its own colour.
let lit = null;
function shine(plot, curve) {
  const trace = plot.calcdata[curve]?.[0].trace;
  const line = trace?.meta && plot.querySelector(`.scatterlayer .trace${trace.uid} path.js-line`);
  if (line === lit?.line) return;
  if (lit) lit.line.style.cssText = lit.style;
  lit = line ? { line, style: line.style.cssText } : null;
  if (line) Object.assign(line.style, { stroke: trace.meta, strokeWidth: Math.max(2.4, trace.line.width) + "px" });
}

function pressed(event) {
  moved(event);
  const plot = chartOf(event);
  down = { plot, x: event.clientX, y: event.clientY };
  if (!plot?.on || ruled(plot)) return;
  plot.handsClick ??= (click) => send(plot, click.points[0]?.customdata);
  plot.removeListener("plotly_click", plot.handsClick); // a figure drawn anew may have lost it
  plot.on("plotly_click", plot.handsClick);
}

function released(event) {
  const plot = down?.plot;
  const [right, fall] = down ? [event.clientX - down.x, Math.abs(event.clientY - down.y)] : [0, 0];
  if (!plot && event.pointerType === "touch" && Math.abs(right) > 80 && fall < 40) {
    turn(right > 0 ? "previous_issue" : "next_issue");
  }
  if (!plot || !ruled(plot) || Math.hypot(event.clientX - down.x, event.clientY - down.y) > TAP) return;
  down = null;
  send(plot, meant(plot, event)?.values);
  // plotly shows its label once more, of the whole pixel
  setTimeout(() => document.elementFromPoint(event.clientX, event.clientY)?.dispatchEvent(exactly(event)), 80);
}

function send(plot, values) {
  const chart = plot.closest("[class*=st-key-pick_]").className.match(/st-key-pick_(\S+)/)[1];
  if (values) window.readersHands.send({ chart, values, at: Date.now() });
}

function ruled(plot) {
  return plot._fullLayout?.meta?.ruled;
}

// The point that is meant: of the nearest period the nearest line, or the peak whose number is hit.
function meant(plot, event) {
  const { meta } = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  const at = { x: event.clientX - box.left, y: event.clientY - box.top };
  if (meta.rows) return cell(plot, meta, at);
  const known = nearest(plot, at);
  if (!known.length) return null;
  const away = (point) => Math.abs(point.y - at.y);
  let chosen = known.reduce((a, b) => (away(b) < away(a) ? b : a));
  if (meta.stacked) {
    const above = known.filter((point) => point.y <= at.y + 2); // the upper edge of a band is its own
    if (above.length) chosen = above.reduce((a, b) => (b.y > a.y ? b : a));
    return chosen;
  }
  const focus = known.find((point) => point.values[0] === meta.focus);
  if (focus && (away(chosen) > NEAR || away(focus) <= away(chosen))) chosen = focus;
  const ring = (meta.rings ?? []).find(([start, top]) => {
    const [x, y] = [chosen.axes[0].d2p(start), chosen.axes[1].d2p(top) - RISE];
    return Math.hypot(chosen.axes[0]._offset + x - at.x, chosen.axes[1]._offset + y - at.y) <= RING;
  });
  const exact = Math.hypot(chosen.x - at.x, chosen.y - at.y) <= EXACT;
  return ring && !exact ? { ...chosen, values: [meta.focus, ring[2]] } : chosen;
}

// The points of all lines at the period nearest to the pointer, in the panel it stands in.
function nearest(plot, at) {
  const found = plot.calcdata.map((points, curve) => {
    const trace = points[0]?.trace;
    if (!trace?.customdata || trace.hoverinfo === "skip" || trace.visible !== true) return null;
    const axes = [trace.xaxis, trace.yaxis].map((name) => plot._fullLayout[name.replace(/^[xy]/, "$&axis")]);
    if (!inside(axes, at)) return null;
    let best = null;
    points.forEach((point, i) => {
      const away = Math.abs(axes[0]._offset + axes[0].c2p(point.x) - at.x);
      if (away < (best?.away ?? Infinity)) best = { away, i };
    });
    if (!best) return null;
    const point = points[best.i];
    const [x, y] = [axes[0]._offset + axes[0].c2p(point.x), axes[1]._offset + axes[1].c2p(point.y)];
    return { curve, axes, x, y, away: best.away, values: trace.customdata[best.i] };
  });
  const least = Math.min(...found.filter(Boolean).map((point) => point.away));
  return found.filter((point) => point && point.away <= least + 0.01);
}

// The cell of a heat map.
function cell(plot, meta, at) {
  const [x, y] = [plot._fullLayout.xaxis, plot._fullLayout.yaxis];
  const row = Math.round(y.p2c(at.y - y._offset));
  if (!meta.rows[row] || !inside([x, y], at)) return null;
  const places = meta.starts.map((start) => Math.abs(x._offset + x.d2p(start) - at.x));
  const column = places.indexOf(Math.min(...places));
  return { values: [meta.rows[row], meta.columns[column], ...plot.data[0].customdata[row][column].slice(1)] };
}

function inside([x, y], at) {
  return at.x >= x._offset - 12 && at.x <= x._offset + x._length + 12
    && at.y >= y._offset - 24 && at.y <= y._offset + y._length + 12;
}

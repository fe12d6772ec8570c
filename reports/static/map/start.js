// Pointing, keys, views, language; and the first frame.
const refresh = (panel = true) => {
  drawCount();
  drawLegend();
  drawClusters();
  if (panel) drawChoices();
  drawLists();
  network.redraw();
  remember();
};

// ---- pointing ----------------------------------------------------------------------
const TAP_PAUSE = 450;
const hit = ({ x, y }, tolerance) => {
  const scale = network.getScale();
  let best = -1, least = Infinity;
  for (const i of inView) {
    const away = Math.hypot(X[i] - x, Y[i] - y) - radius(i, scale);
    if (away < tolerance / scale && away < least) { best = i; least = away; }
  }
  return best;
};
// A finger is wide: beside several actors, it is asked which one is meant.
const beneath = ({ x, y }, tolerance) => {
  const scale = network.getScale();
  const found = inView.map((i) => [Math.hypot(X[i] - x, Y[i] - y) - radius(i, scale), i]).filter(([away]) => away < tolerance / scale);
  return found.sort((a, b) => a[0] - b[0]);
};
const named = ({ x, y }) => {
  const it = placed.find((one) => x > one.left && x < one.right && y > one.top && y < one.bottom);
  return it ? it.i : -1;
};
const tieAt = ({ x, y }) => {
  if (tiesInView.length > 4000) return -1;
  let best = -1, least = 5 / network.getScale();
  const candidates = state.path ? pathEdges() : state.chosen >= 0 && !state.focus ? tiesOf(state.chosen) : tiesInView;
  for (const e of candidates) {
    const ax = X[E.a[e]], ay = Y[E.a[e]], dx = X[E.b[e]] - ax, dy = Y[E.b[e]] - ay;
    const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(ax + share * dx - x, ay + share * dy - y);
    if (away < least) { best = e; least = away; }
  }
  return best;
};
let tapped = -Infinity;
network.on("click", ({ pointer, event }) => {
  const finger = event.pointerType === "touch" || (event.srcEvent && event.srcEvent.pointerType === "touch");
  if (finger) tapped = performance.now();
  const bubble = bubbleAt(pointer.canvas, finger ? 8 : 0);
  if (bubble) { openBubble(bubble); return; }
  if (bubbled()) return;
  const several = finger ? beneath(pointer.canvas, 16) : [];
  if (several.length > 1 && several[0][0] > 0) { askWhich(several.slice(0, 8).map(([, one]) => one)); return; }
  let i = hit(pointer.canvas, finger ? 16 : 6);
  if (i < 0) i = named(pointer.DOM);
  const e = i < 0 ? tieAt(pointer.canvas) : -1;
  if (e >= 0) showWhy(E.a[e], E.b[e]);
  else if (i >= 0 || !state.focus) choose(i);
});
// The second event of a tap must not press a button of the card that just opened.
by("card").addEventListener("click", (event) => {
  if (performance.now() - tapped < TAP_PAUSE) { event.stopPropagation(); event.preventDefault(); }
}, true);
box.addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse" || event.buttons) return;
  const at = box.getBoundingClientRect();
  const where = network.DOMtoCanvas({ x: event.clientX - at.left, y: event.clientY - at.top });
  const i = bubbled() ? -1 : hit(where, 3);
  if (i < 0 && bubbles.length) box.style.cursor = bubbleAt(where) ? "pointer" : "";
  if (i === state.under) return;
  state.under = i;
  box.style.cursor = i < 0 ? "" : "pointer";
  network.redraw();
});
network.on("dragEnd", moved);
network.on("zoom", moved);
const KEYS = {
  ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(true),
};
box.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !by("found").hidden) return;
  if (!by("card").hidden) leave();
  else if (state.inside !== null) closeGroup();
});
by("card_close").addEventListener("click", leave);
by("zoom_in").addEventListener("click", () => zoom(1.3));
by("zoom_out").addEventListener("click", () => zoom(1 / 1.3));
by("fit").addEventListener("click", () => fit(true));
by("reset").addEventListener("click", () => {
  stopPlaying();
  everything();
  choose(-1);
  drawPanel();
  refresh();
  fit(true);
  say(by("count").textContent);
});

// ---- views: a list of tabs -----------------------------------------------------------
const tabs = VIEWS.map((it) => by("tab_" + it));
const show = (view) => {
  state.view = root.dataset.view = view;
  for (const tab of tabs) {
    const on = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
  by("help").hidden = view !== "help";
  by("list").hidden = view !== "list";
  drawLists();
  if (view === "map") network.redraw();
  remember();
};
tabs.forEach((tab, at) => {
  tab.addEventListener("click", () => show(tab.dataset.view));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: tabs.length - 1 - at }[event.key];
    if (step === undefined) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    event.preventDefault();
    show(next.dataset.view);
    next.focus();
  });
});

// ---- language ------------------------------------------------------------------------
const translate = () => {
  root.lang = lang;
  document.title = T.title;
  by("title").textContent = T.title;
  by("subtitle").textContent = T.subtitle;
  by("audience").textContent = T.audience;
  by("made").textContent = T.made;
  by("advice").textContent = T.advice;
  by("advice").hidden = !T.advice;
  for (const it of document.querySelectorAll("[data-word]")) it.textContent = word(it.dataset.word, { measure: T.measures[0] || "" });
  for (const it of document.querySelectorAll("[data-label]")) {
    it.setAttribute("aria-label", word(it.dataset.label));
    if (it.hasAttribute("title")) it.title = word(it.dataset.label);
  }
  by("find").placeholder = word("find_hint");
  by("facts_list").replaceChildren(...T.facts.map((it) => element("p", it)));
  by("help_layers").replaceChildren(...layersHere.map((k) => element("li", T.rules[k])));
  const next = data.languages.find((it) => it !== lang);
  by("language").hidden = !next;
  if (next) { by("language").textContent = data.texts[next].language; by("language").lang = next; }
};
const redrawAll = () => {
  translate();
  drawPanel();
  if (state.pair) showWhy(...state.pair);
  else if (state.path) showPath(...state.path.ends);
  else if (state.chosen >= 0) fillCard(state.chosen);
  refresh();
};
by("language").addEventListener("click", () => {
  speak(data.languages.find((it) => it !== lang));
  redrawAll();
  by("language").focus();
});

// ---- start ---------------------------------------------------------------------------
const begin = (hash) => {
  everything();
  const { camera, chosen, path, pair } = readAddress(hash);
  translate();
  show(state.view);
  choose_view();
  drawPanel();
  if (path) showPath(...path);
  else if (pair) showWhy(...pair);
  else if (chosen >= 0) choose(chosen, false);
  else by("card").hidden = true;
  refresh();
  fit(false, state.path && state.path.edges.length ? state.path.actors : inView);
  if (camera) {
    network.moveTo({ position: { x: camera[0], y: camera[1] }, scale: camera[2] / 1000 });
    state.camera = camera;
  }
};
if (innerWidth < 700) by("legend").open = by("filters").open = false;
begin();
window.addEventListener("hashchange", () => { state.chosen = -1; begin(); });
// The way past the head is no view: it must not touch the address.
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); find.focus(); });
// Views that have a name: what the collective wants to show, in its order.
const saved = data.views.map((it) => button(it.name, () => {
  stopPlaying();
  state.chosen = -1;
  begin(it.code);
  say(it.name + ". " + by("count").textContent);
}));
by("saved").replaceChildren(element("span", word("saved_views"), { "data-word": "saved_views" }), ...saved);
by("saved").hidden = !saved.length;
let width = box.clientWidth;
network.on("resize", () => { if (box.clientWidth && box.clientWidth !== width) { width = box.clientWidth; fit(false); } });
// For the tests of the page; nothing here depends on it.
window.reseau = Object.freeze({
  labels: () => placed, place: (i) => network.canvasToDOM({ x: X[i], y: Y[i] }), cost: () => cost,
  state: () => ({ ...state, shown: inView.length, ties: tiesInView.length, lang }), search: answers,
  svg: svgText, csv: csvText, graphml: graphText, way: (i, j) => wayBetween(i, j), address: addressNow,
  close_up: (i) => { choose(i, false); closeUp(1); },
  bubbles: () => bubbles.map((it) => ({ n: it.members.length, text: it.text, x: it.x, y: it.y, r: it.r, at: network.canvasToDOM({ x: it.x, y: it.y }) })),
  bands: () => bands.map((it) => ({ n: it.n, share: it.share })), places: () => inView.map((i) => [X[i], Y[i], R[i]]),
  png: () => pngBlob().then((it) => it.size), pixels: () => pngBlob().then((it) => new Promise((done) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => done(reader.result));
    reader.readAsDataURL(it);
  })), reach: (i, steps) => reach(i, steps).size, texts: () => T,
});

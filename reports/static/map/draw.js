// Drawing on the canvas: ties and shapes in a few batches, whatever their number.
const GREY = "#59636e", INK = "#1b1f24", FONT = 13, FAINT = 0.16, HALO = "#fff";
const DASHED_UP_TO = 260, STRONGEST = 60, MANY = 2000, SLOW = 14, REST = 160;
const FAMILY = "'Segoe UI', system-ui, 'Helvetica Neue', Arial, sans-serif";

// ---- colours -----------------------------------------------------------------------
const mainValue = { theme: N.themes, territory: N.territories };
const ranked = {}; // Theme or territory, to its position among the colours.
for (const [name, values] of Object.entries(mainValue)) {
  const count = new Map();
  for (const list of values) if (list.length) count.set(list[0], (count.get(list[0]) || 0) + 1);
  const best = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, data.colours.length);
  ranked[name] = new Map(best.map(([value], at) => [value, at]));
}
const paintOf = (i) => {
  if (state.colour === "kind") return data.kind_colours[N.kind[i]];
  if (state.colour === "change") return N.change[i] === null ? data.other : data.changes[N.change[i]].paint;
  const at = state.colour === "group" ? N.group[i] : ranked[state.colour].get(mainValue[state.colour][i][0]);
  return (at !== undefined && data.colours[at]) || data.other;
};

// ---- ties --------------------------------------------------------------------------
const radius = (i, scale) => Math.max(R[i], (inView.length > MANY ? 1.6 : 2.5) / scale);
const line = (ctx, e, scale) => {
  const a = E.a[e], b = E.b[e];
  if (!beside[e]) { ctx.moveTo(X[a], Y[a]); ctx.lineTo(X[b], Y[b]); return; }
  const x = X[b] - X[a], y = Y[b] - Y[a], away = (beside[e] * 4) / scale / (Math.hypot(x, y) || 1);
  ctx.moveTo(X[a] - y * away, Y[a] + x * away);
  ctx.lineTo(X[b] - y * away, Y[b] + x * away);
};
const inkOf = (e) => (comparing && E.change[e] !== null ? data.changes[E.change[e]] : { line: GREY, dash: null, wide: 0 });
// In a crowd, ties are thin, and those between two groups fainter: groups stay apart.
const CROWD = 600;
const widthOf = (e, count) =>
  (inView.length > MANY ? 0.5 : (count > CROWD ? 0.5 + 0.3 * thickness[e] : 0.6 + 0.7 * thickness[e])) + inkOf(e).wide;
const between = (e) => inView.length > CROWD && N.group[E.a[e]] !== N.group[E.b[e]];
const drawTies = (ctx, ties, { opacity, ink, scale }) => {
  const bundles = new Map(); // One path for each look.
  for (const e of ties) {
    const key = ((E.layer[e] * 4 + thickness[e]) * 8 + (comparing && E.change[e] !== null ? E.change[e] + 1 : 0)) * 2 + (between(e) ? 1 : 0);
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(e);
  }
  for (const bundle of bundles.values()) {
    const first = bundle[0], look = inkOf(first);
    const dash = look.dash || (ties.length > DASHED_UP_TO ? [] : data.layers[E.layer[first]].dash);
    const quiet = comparing && E.change[first] === 0;
    ctx.strokeStyle = ink && !comparing ? ink : look.line;
    ctx.globalAlpha = quiet ? opacity * 0.6 : comparing ? Math.min(0.85, opacity * 1.6) : opacity;
    if (between(first) && !ink && !comparing) ctx.globalAlpha *= 0.4;
    ctx.setLineDash(dash.map((it) => it / scale));
    ctx.lineWidth = widthOf(first, ties.length) / scale;
    ctx.beginPath();
    for (const e of bundle) line(ctx, e, scale);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
};

// ---- shapes ------------------------------------------------------------------------
const outline = (ctx, i, r) => {
  if (N.kind[i] === PERSON && inView.length <= 6000) { ctx.moveTo(X[i] + r, Y[i]); ctx.arc(X[i], Y[i], r, 0, 2 * Math.PI); }
  else ctx.rect(X[i] - r * 0.886, Y[i] - r * 0.886, r * 1.772, r * 1.772);
};
const drawActors = (ctx, members, scale) => {
  const bundles = new Map();
  for (const i of members) {
    const paint = paintOf(i);
    if (!bundles.has(paint)) bundles.set(paint, []);
    bundles.get(paint).push(i);
  }
  ctx.lineWidth = 1 / scale;
  for (const [paint, bundle] of bundles) {
    ctx.fillStyle = paint.fill;
    ctx.strokeStyle = paint.line;
    ctx.beginPath();
    for (const i of bundle) outline(ctx, i, radius(i, scale));
    ctx.fill();
    if (inView.length <= 6000) ctx.stroke();
  }
};
const ring = (ctx, i, scale, wide) => {
  ctx.strokeStyle = INK;
  ctx.lineWidth = wide / scale;
  ctx.beginPath();
  outline(ctx, i, radius(i, scale));
  ctx.stroke();
};

// ---- a frame -----------------------------------------------------------------------
// While moving, a picture that takes long is replaced by the last one, shifted.
const shot = { canvas: document.createElement("canvas"), scale: 0, x: 0, y: 0 };
let cost = 0, busyUntil = 0, timer = 0, skipped = false, began = 0;
const moving = () => {
  busyUntil = performance.now() + REST;
  clearTimeout(timer);
  timer = setTimeout(() => network.redraw(), REST + 10);
};
const shifted = (ctx) => {
  if (!shot.scale || cost < SLOW || performance.now() > busyUntil) return false;
  const scale = network.getScale(), view = network.getViewPosition(), sharp = ctx.canvas.width / box.clientWidth;
  const times = scale / shot.scale, width = ctx.canvas.width, height = ctx.canvas.height;
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(
    shot.canvas, (shot.x - view.x) * scale * sharp + (width - times * width) / 2,
    (shot.y - view.y) * scale * sharp + (height - times * height) / 2, times * width, times * height,
  );
  ctx.restore();
  return true;
};
const usualOpacity = () => Math.min(0.42, Math.max(0.1, 1.1 * Math.sqrt(500 / Math.max(tiesInView.length, 1))));
const pathEdges = () => (state.path ? state.path.edges : []);
network.on("beforeDrawing", (ctx) => {
  began = performance.now();
  skipped = !ctx.canvas.width || !ctx.canvas.height || shifted(ctx); // Nothing where the map is hidden.
  if (skipped) return;
  const scale = network.getScale(), chosen = state.chosen, usual = usualOpacity();
  drawBubbles(ctx, scale);
  if (bubbled()) return;
  const faded = (chosen >= 0 && !state.focus) || state.path;
  drawTies(ctx, tiesInView, { opacity: faded ? usual * FAINT : usual, ink: "", scale });
  if (state.path) drawTies(ctx, pathEdges(), { opacity: 0.9, ink: INK, scale });
  else if (chosen >= 0) {
    const own = tiesOf(chosen).filter((e) => seen[other(e, chosen)]); // The strongest first.
    drawTies(ctx, own.slice(STRONGEST), { opacity: 0.14, ink: INK, scale });
    drawTies(ctx, own.slice(0, STRONGEST), { opacity: 0.7, ink: INK, scale });
  }
  if (faded) {
    ctx.globalAlpha = FAINT;
    drawActors(ctx, inView.filter((i) => !near.has(i)), scale);
    ctx.globalAlpha = 1;
    drawActors(ctx, inView.filter((i) => near.has(i)), scale);
  } else drawActors(ctx, inView, scale);
  if (chosen >= 0 && seen[chosen]) ring(ctx, chosen, scale, 3);
  if (state.under >= 0 && seen[state.under]) ring(ctx, state.under, scale, 2);
});
network.on("afterDrawing", (ctx) => {
  if (skipped) return;
  drawNames(ctx);
  cost = performance.now() - began;
  if (cost < SLOW) return;
  shot.canvas.width = ctx.canvas.width;
  shot.canvas.height = ctx.canvas.height;
  shot.canvas.getContext("2d").drawImage(ctx.canvas, 0, 0);
  Object.assign(shot, { scale: network.getScale(), ...network.getViewPosition() });
});
for (const name of ["dragging", "zoom"]) network.on(name, moving);

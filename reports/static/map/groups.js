// Actors gathered into bubbles: the groups of a crowd, and what a close-up leaves out.
const CROWDED = 10000, OWN_LAYOUT = 800, SPARE = 0.2, MAIN_BANDS = 3;
let bubbles = [], bands = []; // What is drawn instead of actors, and the ties between.
const bubbled = () => state.together && state.inside === null && !state.focus && !state.path && state.chosen < 0;
// By the colour of the moment; -1 gathers those who have none.
const clusterOf = (i) => {
  if (state.colour === "kind") return N.kind[i];
  if (state.colour === "change") return N.change[i] === null ? -1 : N.change[i];
  if (state.colour === "group") return N.group[i] < T.groups.length ? N.group[i] : -1;
  const [main] = mainValue[state.colour][i];
  return main === undefined ? -1 : main;
};
const clusterName = (key) => {
  if (key < 0) return word(state.colour === "group" || state.colour === "change" ? "other_actors" : "not_stated");
  const labels = { kind: T.kinds, change: T.changes, group: T.groups, theme: T.themes, territory: T.territories }[state.colour];
  return capital(labels[key]);
};
const clusters = (members) => {
  const found = new Map();
  for (const i of members) {
    const key = clusterOf(i);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(i);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
};
const bubbleOf = (key, members, text) => ({ key, members, text, paint: paintOf(members[0]), x: 0, y: 0, r: 0 });

// Moves discs that cover each other apart, as little as may be.
const pushApart = (discs, gap) => {
  for (let turn = 0; turn < 120; turn++) {
    let close_by = 0;
    for (let k = 0; k < discs.length; k++)
      for (let l = k + 1; l < discs.length; l++) {
        const a = discs[k], b = discs[l], reach_of = a.r + b.r + gap;
        let dx = b.x - a.x, dy = b.y - a.y;
        if (Math.abs(dx) >= reach_of || Math.abs(dy) >= reach_of) continue;
        const away = Math.hypot(dx, dy);
        if (away >= reach_of) continue;
        if (away < 1e-6) { dx = Math.cos(k + 2 * l); dy = Math.sin(k + 2 * l); }
        const push = (reach_of - away) / 2 / (away < 1e-6 ? 1 : away);
        a.x -= dx * push; a.y -= dy * push; b.x += dx * push; b.y += dy * push;
        close_by++;
      }
    if (!close_by) break;
  }
};
const gatherAll = () => {
  bubbles = clusters(inView).map(([key, members]) => bubbleOf(key, members, `${clusterName(key)} (${figures.format(members.length)})`));
  const it = bounds(inView, true), surface = Math.max((it.right - it.left) * (it.bottom - it.top), 1);
  const unit = Math.sqrt((SPARE * surface) / Math.PI / Math.max(inView.length, 1));
  for (const one of bubbles) {
    for (const i of one.members) { one.x += N.x[i] / one.members.length; one.y += N.y[i] / one.members.length; }
    one.r = unit * Math.sqrt(one.members.length);
  }
  pushApart(bubbles, unit * 2);
  const at = new Map(bubbles.map((one, k) => [one.key, k])), sums = new Map();
  for (const e of edges) {
    if (!usable[e] || !seen[E.a[e]] || !seen[E.b[e]]) continue;
    const a = at.get(clusterOf(E.a[e])), b = at.get(clusterOf(E.b[e]));
    if (a === b) continue;
    const pair = Math.min(a, b) * 65536 + Math.max(a, b);
    const { n, sum } = sums.get(pair) || { n: 0, sum: 0 };
    sums.set(pair, { n: n + 1, sum: sum + strength(e) });
  }
  const most = [...sums.values()].reduce((best, it) => Math.max(best, it.sum), 0) || 1;
  bands = [...sums].map(([pair, { n, sum }]) => ({ a: bubbles[Math.floor(pair / 65536)], b: bubbles[pair % 65536], n, share: sum / most }));
  bands.sort((a, b) => b.share - a.share);
  const drawn_at = new Map(bubbles.map((one) => [one, 0]));
  bands = bands.filter(({ a, b }) => { // As for ties: the main ones, all, or none.
    const few = Math.min(drawn_at.get(a), drawn_at.get(b)) < MAIN_BANDS;
    drawn_at.set(a, drawn_at.get(a) + 1);
    drawn_at.set(b, drawn_at.get(b) + 1);
    return state.ties === "all" || (state.ties === "main" && few);
  });
  bands.reverse(); // The strongest on top.
};
// In a close-up of somebody with many ties: the weaker ones, one bundle for each group.
const gatherRest = () => {
  const far = inView.reduce((most, i) => Math.max(most, Math.hypot(X[i] / 1.35, Y[i])), RING) + RING * 1.2;
  const hub = { x: 0, y: 0, r: 0 };
  bubbles = clusters(close.rest.map(([i]) => i)).map(([key, members]) => bubbleOf(key, members, word("more_of", { n: figures.format(members.length), name: clusterName(key) })));
  bubbles.forEach((one, k) => { // Behind those of the same group who are shown, if any.
    let x = 0, y = 0;
    for (const i of inView) if (close.away.get(i) === 1 && clusterOf(i) === one.key) { x += X[i] / 1.35; y += Y[i]; }
    const turn = x || y ? Math.atan2(y, x) : (2 * Math.PI * (k + 0.5)) / bubbles.length;
    Object.assign(one, { x: far * 1.35 * Math.cos(turn), y: far * Math.sin(turn), r: 9 + 3 * Math.sqrt(one.members.length) });
  });
  pushApart(bubbles, 40);
  bands = bubbles.map((one) => ({ a: hub, b: one, share: one.members.length / close.rest.length }));
};
const gather = () => {
  bubbles = [];
  bands = [];
  if (bubbled()) gatherAll();
  else if (close && close.rest.length) gatherRest();
};

// ---- drawing -----------------------------------------------------------------------
const bandWidth = (share) => 1 + 9 * share, bandInk = (share) => 0.15 + 0.4 * share;
const drawBubbles = (ctx, scale) => {
  ctx.strokeStyle = GREY;
  for (const it of bands) {
    ctx.globalAlpha = bandInk(it.share);
    ctx.lineWidth = bandWidth(it.share) / scale;
    ctx.beginPath();
    ctx.moveTo(it.a.x, it.a.y);
    ctx.lineTo(it.b.x, it.b.y);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2 / scale;
  for (const it of bubbles) {
    ctx.fillStyle = it.paint.fill;
    ctx.strokeStyle = it.paint.line;
    ctx.beginPath();
    ctx.arc(it.x, it.y, it.r, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
};
// In the middle of its bubble, else beside it; at is where a bubble is on the picture.
const nameBubbles = ({ at, wide, scale, size, taken }) => {
  const rows = [];
  for (const it of bubbles) {
    const short = size.width < 700 ? 22 : 34, numbered = `${cut(clusterName(it.key), short)} (${figures.format(it.members.length)})`;
    const [x, y] = at(it), text = bubbled() ? numbered : cut(it.text, 44), width = wide(text, bubbled()), half = FONT * 0.66, away = it.r * scale + half + 3;
    const right = [x + it.r * scale + 4 + width / 2, y], left = [x - it.r * scale - 4 - width / 2, y], under = [x, y + away], over = [x, y - away];
    const places = bubbled() ? [[x, y], under, over] : [...(it.x < 0 ? [left] : [right]), ...(it.y < 0 ? [over, under] : [under, over]), right, left];
    const spots = places
      .map(([middle, line]) => [bubbled() ? Math.max(width / 2 + 4, Math.min(size.width - width / 2 - 4, middle)) : middle, line])
      .map(([middle, line]) => ({ left: middle - width / 2, right: middle + width / 2, top: line - half, bottom: line + half, middle: line }));
    const spot = spots.find((one) => one.left > 2 && one.right < size.width - 2 && one.top > 2 && one.bottom < size.height - 2 && taken.free(one));
    if (!spot) continue;
    taken.add(spot);
    rows.push({ i: -1, text, bold: bubbled(), ...spot });
  }
  return rows;
};
const bubbleAt = ({ x, y }, tolerance = 0) => bubbles.find((it) => Math.hypot(it.x - x, it.y - y) <= it.r + tolerance / network.getScale());

// ---- opening -----------------------------------------------------------------------
const openGroup = (key) => {
  state.inside = key;
  state.pair = state.path = null;
  choose_view();
  drawPanel();
  refresh();
  fit(true);
  say(clusterName(key) + ". " + by("count").textContent);
};
const closeGroup = () => {
  state.inside = null;
  choose_view();
  if (state.chosen >= 0) choose(-1);
  drawPanel();
  refresh();
  fit(true);
  say(by("count").textContent);
};
const openBubble = (it) => {
  if (bubbled()) { openGroup(it.key); return; }
  askWhich(it.members, it.text);
};
const drawClusters = () => {
  const holder = by("clusters"), open = state.inside !== null;
  holder.hidden = !open && !bubbled();
  if (holder.hidden) return;
  const rows = open
    ? [button(word("back_to_groups"), closeGroup, { class: "back" })]
    : bubbles.map((it) => button(it.text, () => openGroup(it.key)));
  const had = holder.contains(document.activeElement);
  holder.replaceChildren(element("span", open ? clusterName(state.inside) : word("groups")), ...rows);
  if (had) holder.querySelector("button").focus();
};
by("together").addEventListener("change", (event) => {
  state.together = event.target.checked;
  state.inside = null;
  changed();
  fit(true);
});

// ---- the own layout of a group: near those one works with, none on another ----------
const layouts = new Map();
const ownLayout = () => {
  const name = `${state.colour} ${state.inside}`;
  if (!layouts.has(name)) {
    const members = actors.filter((i) => clusterOf(i) === state.inside), all = new Set(members);
    const tied = members.filter((i) => around[i].some((e) => other(e, i) !== i && all.has(other(e, i)))), held = new Set(tied);
    layouts.set(name, linedUp(settledApart(tied), members.filter((i) => !held.has(i))));
  }
  return layouts.get(name);
};
// Those without a tie in the group stand in rows under it.
const linedUp = (found, alone) => {
  let left = Infinity, right = -Infinity, bottom = -Infinity;
  for (const it of found.values()) { left = Math.min(left, it.x); right = Math.max(right, it.x); bottom = Math.max(bottom, it.y + it.r); }
  const step = 2 * alone.reduce((most, i) => Math.max(most, R[i]), 0) + 9, square = Math.ceil(Math.sqrt(alone.length * 1.5));
  const columns = Math.max(square, found.size ? Math.floor((right - left) / step) : 0);
  const [x, y] = found.size ? [left, bottom + 36] : [0, 0];
  alone.forEach((i, k) => found.set(i, { i, x: x + (k % columns) * step, y: y + Math.floor(k / columns) * step, r: R[i] }));
  return found;
};
const settledApart = (members) => {
  if (!members.length) return new Map();
  const n = members.length, at = new Map(members.map((i, k) => [i, k]));
  const ties = edges.filter((e) => at.has(E.a[e]) && at.has(E.b[e]) && E.a[e] !== E.b[e]).map((e) => [at.get(E.a[e]), at.get(E.b[e]), Math.sqrt(strength(e)) + 0.1]);
  const x = new Float64Array(n), y = new Float64Array(n), mass = new Float64Array(n).fill(1);
  const middle = [N.x, N.y].map((values) => members.reduce((sum, i) => sum + values[i], 0) / n);
  const spread = Math.sqrt(members.reduce((sum, i) => sum + (N.x[i] - middle[0]) ** 2 + (N.y[i] - middle[1]) ** 2, 0) / n) || 1;
  const wide = 8 * Math.sqrt(n);
  members.forEach((i, k) => { x[k] = ((N.x[i] - middle[0]) / spread) * wide; y[k] = ((N.y[i] - middle[1]) / spread) * wide; });
  for (const [a, b] of ties) { mass[a]++; mass[b]++; }
  const turns = n > 300 ? 60 : 150;
  for (let turn = 0; turn < turns; turn++) {
    const fx = new Float64Array(n), fy = new Float64Array(n), most = wide * 0.15 * (1 - turn / turns);
    for (let k = 0; k < n; k++) {
      for (let l = k + 1; l < n; l++) {
        const dx = x[k] - x[l] || 1e-3 * (k - l), dy = y[k] - y[l], f = (4 * mass[k] * mass[l]) / (dx * dx + dy * dy + 1);
        fx[k] += dx * f; fy[k] += dy * f; fx[l] -= dx * f; fy[l] -= dy * f;
      }
      const away = Math.hypot(x[k], y[k]) || 1; // Those without a tie must not drift.
      fx[k] -= (x[k] / away) * 3 * mass[k]; fy[k] -= (y[k] / away) * 3 * mass[k];
    }
    for (const [a, b, w] of ties) {
      const dx = x[b] - x[a], dy = y[b] - y[a], away = Math.hypot(dx, dy) || 1, f = (40 * w * Math.log1p(away)) / away;
      fx[a] += dx * f; fy[a] += dy * f; fx[b] -= dx * f; fy[b] -= dy * f;
    }
    for (let k = 0; k < n; k++) {
      const force = Math.hypot(fx[k], fy[k]) || 1, step = Math.min(most, (force / mass[k]) * 0.5) / force;
      x[k] += fx[k] * step; y[k] += fy[k] * step;
    }
  }
  // A few strays must not make all the rest small.
  const away = Array.from(x, (it, k) => Math.hypot(it, y[k])), limit = [...away].sort((a, b) => a - b)[Math.floor(n * 0.85)];
  away.forEach((it, k) => { if (it > limit) { const nearer = (limit + (it - limit) / 3) / it; x[k] *= nearer; y[k] *= nearer; } });
  // As on the whole map, discs fill a readable share of the picture.
  const width = Math.max(...x) - Math.min(...x) || 1, height = Math.max(...y) - Math.min(...y) || 1;
  const discs_area = members.reduce((sum, i) => sum + Math.PI * (R[i] + 2) ** 2, 0), times = Math.sqrt(discs_area / 0.07 / (width * height));
  const discs = members.map((i, k) => ({ i, x: x[k] * times * 1.15, y: (y[k] * times) / 1.15, r: R[i] }));
  pushApart(discs, 3);
  return new Map(discs.map((it) => [it.i, it]));
};

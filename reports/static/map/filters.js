// What is in view: the filters, the period, a close-up, a path. Everything else asks here.
const state = {
  view: "map", colour: "group", size: 0, ties: "main", changes: "all",
  layers: new Set(), kinds: new Set(), themes: null, territories: null, committee: -1,
  from: 0, to: LAST, chosen: -1, under: -1, focus: 0, path: null, pair: null, from_actor: -1,
  together: false, inside: null, // Groups as bubbles; the group that is open.
  camera: null, // Where the reader moved the map to; null while it is fitted.
};
const usualColour = () => (comparing ? "change" : T.groups.length ? "group" : "kind");
const usualTogether = () => N.id.length > CROWDED;
const everything = () => {
  state.colour = usualColour();
  state.size = 0;
  state.ties = "main";
  state.changes = "all";
  state.layers = new Set(layersHere.includes(data.layer) ? [data.layer] : layersHere);
  state.kinds = new Set([0, 1]);
  state.themes = state.territories = null; // null: not filtered.
  state.committee = -1;
  state.from = 0;
  state.to = LAST;
  state.focus = 0;
  state.path = state.pair = state.inside = null;
  state.together = usualTogether();
  state.from_actor = -1;
};
const wholePeriod = () => state.from <= 0 && state.to >= LAST;

// A value of -1 in a list stands for “not stated”.
const among = (wanted, values) => !wanted || (values.length ? values.some((it) => wanted.has(it)) : wanted.has(-1));
const passes = (i) =>
  state.kinds.has(N.kind[i]) && among(state.themes, N.themes[i]) && among(state.territories, N.territories[i])
  && (state.committee < 0 || N.committees[i].includes(state.committee))
  && (state.inside === null || clusterOf(i) === state.inside);
const touches = (first, last) => (first === null || first <= state.to) && (last === null || last >= state.from);
const inPeriod = (e) => {
  if (wholePeriod()) return true;
  const lines = E.lines[e];
  // Some lines of a tie may have been left out of a large file: its ends then tell.
  if (lines.length < E.count[e]) return touches(E.first[e], E.last[e]);
  return lines.some((l) => touches(L.first[l], L.last[l]));
};

let inView = [], tiesInView = [], seen = new Uint8Array(N.id.length), near = new Set();
const tiesOf = (i) => around[i].filter((e) => usable[e] && E.a[e] !== E.b[e]);
let usable = new Uint8Array(E.a.length); // Ties that the filters let through, drawn or not.

// Who is at most so many ties away, by ties that the filters let through.
const reach = (start, steps) => {
  const away = new Map([[start, 0]]);
  let edge = [start];
  for (let step = 1; step <= steps; step++) {
    const next = [];
    for (const i of edge)
      for (const e of around[i]) {
        const j = other(e, i);
        if (usable[e] && seen[j] && !away.has(j)) { away.set(j, step); next.push(j); }
      }
    edge = next;
  }
  return away;
};

// A close-up: the strongest ties first, as many as can be told apart on a ring.
const NEAREST = 60, FARTHER = 90, FEW = 30;
let close = null;
const closest = (start, steps) => {
  const away = new Map([[start, 0]]), cut = { away, shown: 0, all: 0, rest: [] };
  let edge = [start];
  for (let step = 1; step <= steps; step++) {
    const best = new Map();
    for (const i of edge)
      for (const e of around[i]) {
        const j = other(e, i);
        if (usable[e] && seen[j] && !away.has(j)) best.set(j, Math.max(best.get(j) || 0, strength(e)));
      }
    const ranks = [...best].sort((a, b) => b[1] - a[1] || a[0] - b[0]), most = step === 1 ? NEAREST : FARTHER;
    const kept = ranks.slice(0, most).map(([j]) => j);
    for (const j of kept) away.set(j, step);
    if (step === 1) cut.rest = ranks.slice(most);
    if (best.size > kept.length && !cut.all) Object.assign(cut, { shown: kept.length, all: best.size });
    edge = kept;
  }
  return cut;
};

// The shortest way, through actors of few ties, and how many ways are as short.
const wayBetween = (start, end) => {
  const away = new Map([[start, 0]]), ways = new Map([[start, 1]]), back = new Map();
  let edge = [start];
  while (edge.length && !away.has(end)) {
    const next = [];
    for (const i of edge)
      for (const j of new Set(tiesOf(i).map((e) => other(e, i)))) {
        if (!seen[j]) continue;
        if (!away.has(j)) { away.set(j, away.get(i) + 1); ways.set(j, 0); back.set(j, []); next.push(j); }
        if (away.get(j) === away.get(i) + 1) { ways.set(j, ways.get(j) + ways.get(i)); back.get(j).push(i); }
      }
    edge = next;
  }
  if (!away.has(end)) return { actors: [], ways: 0 };
  const cost = new Map([[start, 0]]), through = new Map();
  const trail = [...away.keys()].filter((j) => back.has(j)); // In order of distance.
  for (const j of trail)
    for (const i of back.get(j)) {
      const total = cost.get(i) + (i === start ? 0 : around[i].length);
      if (!cost.has(j) || total < cost.get(j)) { cost.set(j, total); through.set(j, i); }
    }
  const actors = [end];
  while (actors[0] !== start) actors.unshift(through.get(actors[0]));
  return { actors, ways: ways.get(end) };
};

const graded = (e) => state.ties === "all" || (state.ties === "main" && E.grade[e] > 0);
const keptChange = (e) =>
  state.changes === "all" || (E.change[e] !== null && (state.changes === "changed" ? E.change[e] > 0 : E.change[e] === Number(state.changes)));

const choose_view = () => {
  seen = new Uint8Array(N.id.length);
  usable = new Uint8Array(E.a.length);
  for (const i of actors) seen[i] = passes(i) ? 1 : 0;
  for (const e of edges)
    usable[e] = state.layers.has(E.layer[e]) && seen[E.a[e]] && seen[E.b[e]] && keptChange(e) && inPeriod(e) ? 1 : 0;
  if (!wholePeriod() || state.changes !== "all") {
    const tied = new Uint8Array(N.id.length);
    for (const e of edges) if (usable[e] && E.a[e] !== E.b[e]) tied[E.a[e]] = tied[E.b[e]] = 1;
    for (const i of actors) if (!tied[i]) seen[i] = 0;
  }
  if (state.focus && state.chosen >= 0) {
    close = closest(state.chosen, state.focus);
    for (const i of actors) seen[i] = close.away.has(i) ? 1 : 0;
  } else close = null;
  inView = actors.filter((i) => seen[i]);
  const few = inView.length <= FEW, own = (e) => close && (E.a[e] === state.chosen || E.b[e] === state.chosen);
  tiesInView = edges.filter((e) => usable[e] && seen[E.a[e]] && seen[E.b[e]] && E.a[e] !== E.b[e] && (few ? state.ties !== "none" : graded(e) || own(e)));
  if (inView.length > 2000 && state.ties === "main") tiesInView = tiesInView.filter((e) => E.grade[e] === 2);
  near = new Set(state.chosen < 0 ? [] : [state.chosen, ...tiesOf(state.chosen).map((e) => other(e, state.chosen)).filter((i) => seen[i])]);
  if (state.path) near = new Set(state.path.actors);
  place();
  gather();
};

// ---- places ------------------------------------------------------------------------
// A close-up has its own places: the actor in the middle, rings of its ties round it.
let X = N.x, Y = N.y, R = N.size;
const RING = 150;
const sizes = N.figures.map((values) => {
  const most = values.reduce((a, b) => Math.max(a, b), 0) || 1;
  return values.map((it) => 3 + 13 * Math.sqrt(Math.max(it, 0) / most));
});
const equal = actors.map(() => 6);
const rings = (levels) => {
  X = new Float64Array(N.id.length);
  Y = new Float64Array(N.id.length);
  let radius = 0;
  levels.forEach((members, level) => {
    if (!members.length) return;
    const sorted = [...members].sort((i, j) => N.group[i] - N.group[j] || N.kind[i] - N.kind[j] || N.rank[i] - N.rank[j]);
    const room = (members.length * 34) / (2 * Math.PI);
    radius = level === 0 && members.length === 1 ? 0 : Math.max(radius + RING, room);
    sorted.forEach((i, k) => {
      const turn = (2 * Math.PI * k) / sorted.length + (level % 2 ? 0.3 : 0);
      X[i] = radius * 1.35 * Math.cos(turn); // Wider than high, for names are wide.
      Y[i] = radius * Math.sin(turn);
    });
  });
};
const place = () => {
  R = state.size < 0 ? equal : sizes[state.size] || N.size;
  X = N.x;
  Y = N.y;
  if (state.focus && state.chosen >= 0) {
    const levels = [[], [], []];
    for (const i of inView) levels[close.away.get(i)].push(i);
    rings(levels);
  } else if (state.inside !== null && inView.length <= OWN_LAYOUT) {
    const own = ownLayout();
    X = new Float64Array(N.id.length);
    Y = new Float64Array(N.id.length);
    for (const i of inView) { X[i] = own.get(i).x; Y[i] = own.get(i).y; }
  } else if (state.committee >= 0 && inView.length <= 150) rings([[], inView]);
};
const ownPlaces = () => X !== N.x;

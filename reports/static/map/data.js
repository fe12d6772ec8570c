// What the page holds: its words, its actors, its ties, its lines. Nothing is drawn here.
const root = document.documentElement;
const by = (id) => document.getElementById(id);
const data = JSON.parse(by("data").textContent);
// A column that says nothing is not in the file.
const filled = (columns, n, empty) => {
  for (const [name, value] of Object.entries(empty)) if (!columns[name].length) columns[name] = Array(n).fill(value);
  return columns;
};
const N = { id: [], label: [], x: [], y: [], size: [], kind: [], group: [], ties: [], rank: [], figures: [], themes: [], territories: [], committees: [], change: [], ...data.n };
const E = { a: [], b: [], value: [], count: [], first: [], last: [], layer: [], grade: [], lines: [], change: [], ...data.e };
filled(N, N.id.length, { themes: [], territories: [], committees: [], change: null });
filled(E, E.a.length, { lines: [], change: null });
const L = { first: [], last: [], what: [], text: [], present: [], adds: [], ...data.l };
const PERSON = 1; // Position of the kind in the data; the other one is an organization.

// ---- words, in the language of the moment -----------------------------------------
let lang = data.languages[0];
let T, figures, days, months, plural, compared;
const speak = (chosen) => {
  lang = chosen;
  T = data.texts[lang];
  figures = new Intl.NumberFormat(T.locale, { maximumFractionDigits: 2 });
  days = new Intl.DateTimeFormat(T.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  months = new Intl.DateTimeFormat(T.locale, { month: "short", year: "numeric", timeZone: "UTC" });
  plural = new Intl.PluralRules(T.locale);
  compared = new Intl.Collator(T.locale);
};
speak(lang);
const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? String(values[name]) : place));
const word = (name, values = {}) => fill(T.words[name], values);
const counting = (name, n, values = {}) =>
  fill(T.counted[name][plural.select(n) === "one" ? 0 : 1], { n: figures.format(n), ...values });
const dayOf = (n) => new Date(Date.parse(data.start) + n * 864e5);
// A date stays on one line; French writes the first of the month “1er”.
const day = (n) => days.format(dayOf(n)).replace(/^1(?= )/, lang === "fr" ? "1er" : "1").replaceAll(" ", "\u00a0");
const iso = (n) => (n === null ? "" : dayOf(n).toISOString().slice(0, 10));
const nameOf = (i) => (T.people[N.id[i]] || N.label[i]).trim() || word("unnamed");
const kindOf = (i) => T.kinds[N.kind[i]];
const groupOf = (i) => (T.groups.length ? T.groups[N.group[i]] || word("not_in_group") : "");
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const FOLD = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-" };
const folded = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/[œæßøł’‘‐‑–—]/g, (it) => FOLD[it]).replace(/\s+/g, " ").trim();

// ---- elements ----------------------------------------------------------------------
const element = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
const button = (text, act, attributes = {}) => {
  const made = element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
};
const drawn = (tag, attributes, text) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
};
const say = (text) => { by("said").textContent = text; };

// ---- the network -------------------------------------------------------------------
const actors = N.id.map((_, i) => i), edges = E.a.map((_, e) => e);
const position = new Map(N.id.map((id, i) => [id, i]));
const around = N.id.map(() => []);
const layerCount = data.layers.length;
const heaviest = Array(layerCount).fill(0), lightest = Array(layerCount).fill(Infinity);
const twin = new Map();
const beside = edges.map((e) => {
  const a = E.a[e], b = E.b[e], pair = Math.min(a, b) * 65536 + Math.max(a, b);
  around[a].push(e);
  if (a !== b) around[b].push(e);
  heaviest[E.layer[e]] = Math.max(heaviest[E.layer[e]], E.value[e]);
  lightest[E.layer[e]] = Math.min(lightest[E.layer[e]], E.value[e]);
  const rank = twin.get(pair) || 0;
  twin.set(pair, rank + 1);
  return rank; // A second tie of the same two actors is drawn beside the first.
});
const other = (e, i) => (E.a[e] === i ? E.b[e] : E.a[e]);
const strength = (e) => E.value[e] / (heaviest[E.layer[e]] || 1);
const thickness = edges.map((e) => { // From 0 to 3; all 0 where all weigh the same.
  const least = lightest[E.layer[e]], span = heaviest[E.layer[e]] - least;
  return span > 0 ? Math.min(3, Math.floor(4 * Math.sqrt((E.value[e] - least) / span))) : 0;
});
const stronger = (e, f) => strength(f) - strength(e) || E.count[f] - E.count[e] || e - f;
around.forEach((list) => list.sort(stronger));
const order = [...actors].sort((i, j) => N.rank[i] - N.rank[j]);
const search = actors.map((i) => folded(N.label[i]));
const layersHere = data.layers.map((_, k) => k).filter((k) => E.layer.includes(k));
const LAST = E.last.concat(E.first).reduce((most, it) => Math.max(most, it || 0), 0); // Last day.
const comparing = E.change.some((it) => it !== null && it !== undefined);

// What is looked at, in the address of the page: to go back to it, or to pass it on.
// Themes, days and the rest are called what they are called on the next map too.
const KEYS_OF = Object.fromEntries(Object.entries(data.keys).map(([name, keys]) => [name, keys.map(String)]));
const keyed = (name, chosen) => [...chosen].map((at) => KEYS_OF[name][at] || "-1").join(".");
const VIEWS = ["map", "list", "help"];
const addressNow = () => {
  const it = new URLSearchParams(), set = (name, value, usual) => { if (value !== usual) it.set(name, value); };
  set("lang", lang, data.languages[0]);
  set("view", state.view, "map");
  set("colour", state.colour, usualColour());
  set("size", KEYS_OF.measures[state.size] || "equal", KEYS_OF.measures[0]);
  set("ties", state.ties, "main");
  set("changes", state.changes, "all");
  const usual = layersHere.includes(data.layer) ? [data.layer] : layersHere;
  set("layers", [...state.layers].sort().join("."), usual.join("."));
  set("kinds", [...state.kinds].sort().join("."), "0.1");
  if (state.themes) it.set("themes", keyed("themes", state.themes));
  if (state.territories) it.set("territories", keyed("territories", state.territories));
  if (state.committee >= 0) it.set("committee", KEYS_OF.committees[state.committee]);
  set("from", iso(state.from), iso(0));
  set("to", iso(state.to), iso(LAST));
  if (state.together !== usualTogether()) it.set("together", state.together ? "1" : "0");
  // A group is called after an actor in it: its number changes from map to map.
  if (state.inside !== null) it.set("inside", N.id[order.find((i) => clusterOf(i) === state.inside)]);
  if (state.chosen >= 0) it.set("actor", N.id[state.chosen]);
  set("focus", String(state.focus), "0");
  if (state.path) it.set("path", state.path.ends.map((i) => N.id[i]).join("."));
  if (state.pair) it.set("why", state.pair.map((i) => N.id[i]).join("."));
  if (state.camera) it.set("at", state.camera.join("."));
  return it.toString();
};
let remembering = 0;
const remember = () => {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    const hash = addressNow();
    try { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); } catch { /* Some viewers forbid it. */ }
  }, 250);
};
// Whatever the address says, only what the page knows is believed.
const believed = {
  word: (text, known, usual) => (known.includes(text) ? text : usual),
  number: (text, least, most, usual) => (/^-?\d{1,9}$/.test(text || "") && Number(text) >= least && Number(text) <= most ? Number(text) : usual),
  set: (text, count, usual) => {
    if (text === null || text.length > 20000) return usual;
    const values = text.split(".").filter((it) => /^(-1|\d{1,6})$/.test(it)).map(Number).filter((it) => it < count);
    return new Set(values);
  },
  keys: (text, name) => {
    if (text === null || text.length > 20000) return null;
    const values = text.split(".").map((it) => (it === "-1" ? -1 : KEYS_OF[name].indexOf(it)));
    return new Set(values.filter((at, k) => at >= 0 || text.split(".")[k] === "-1"));
  },
  day: (text, least, usual) => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text || "") || Number.isNaN(Date.parse(text))) return usual;
    return Math.max(least, Math.min(LAST, Math.round((Date.parse(text) - Date.parse(data.start)) / 864e5)));
  },
  actors: (text, n) => {
    const found = (text || "").slice(0, 60).split(".").filter((it) => /^-?\d{1,12}$/.test(it)).map((it) => position.get(Number(it)));
    return found.length === n && found.every((it) => it !== undefined) ? found : null;
  },
};
const readAddress = (hash = location.hash.slice(1)) => {
  const it = new URLSearchParams(hash.slice(0, 30000)), { word: one, number, set, keys, day: date, actors: known } = believed;
  const usual = { layers: state.layers, kinds: state.kinds };
  if (data.languages.includes(it.get("lang"))) speak(it.get("lang"));
  state.view = one(it.get("view"), VIEWS, "map");
  const colours = ["kind", ...(comparing ? ["change"] : []), ...(T.groups.length ? ["group"] : []), ...["theme", "territory"].filter((name) => ranked[name].size)];
  state.colour = one(it.get("colour"), colours, state.colour);
  state.size = it.get("size") === "equal" ? -1 : Math.max(0, KEYS_OF.measures.indexOf(it.get("size")));
  state.ties = one(it.get("ties"), ["main", "all", "none"], "main");
  state.changes = comparing ? one(it.get("changes"), ["all", "changed", ...T.changes.map((_, at) => String(at))], "all") : "all";
  state.layers = set(it.get("layers"), layerCount, usual.layers);
  state.kinds = set(it.get("kinds"), 2, usual.kinds);
  state.themes = keys(it.get("themes"), "themes");
  state.territories = keys(it.get("territories"), "territories");
  state.committee = KEYS_OF.committees.indexOf(it.get("committee"));
  state.from = date(it.get("from"), 0, 0);
  state.to = date(it.get("to"), state.from, LAST);
  state.together = one(it.get("together"), ["0", "1"], state.together ? "1" : "0") === "1";
  const within = known(it.get("inside"), 1);
  state.inside = within ? clusterOf(within[0]) : null;
  const chosen = known(it.get("actor"), 1), path = known(it.get("path"), 2), pair = known(it.get("why"), 2);
  state.focus = chosen ? number(it.get("focus"), 0, 2, 0) : 0;
  const at = (it.get("at") || "").split(".");
  const camera = at.length === 3 ? at.map((text, k) => number(text, k === 2 ? 20 : -1e6, k === 2 ? 8000 : 1e6, null)) : [null];
  return { camera: camera.includes(null) ? null : camera, chosen: chosen ? chosen[0] : -1, path, pair };
};
by("link").addEventListener("click", async () => {
  clearTimeout(remembering);
  const hash = addressNow(), code = hash ? "#" + hash : "#";
  by("code").value = code;
  by("code_row").hidden = false;
  by("code").focus();
  by("code").select();
  try { await navigator.clipboard.writeText(code); say(word("link_copied")); } catch { say(word("link_shown")); }
});
by("code").addEventListener("change", () => {
  const typed = by("code").value.trim();
  location.hash = typed.slice(typed.indexOf("#") + 1);
});

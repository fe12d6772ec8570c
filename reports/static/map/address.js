// What is looked at, in the address of the page: to go back to it, or to pass it on.
const VIEWS = ["map", "list", "help"];
const addressNow = () => {
  const it = new URLSearchParams(), set = (name, value, usual) => { if (value !== usual) it.set(name, value); };
  set("lang", lang, data.languages[0]);
  set("view", state.view, "map");
  set("colour", state.colour, usualColour());
  set("size", String(state.size), "0");
  set("ties", state.ties, "main");
  set("changes", state.changes, "all");
  const usual = layersHere.includes(data.layer) ? [data.layer] : layersHere;
  set("layers", [...state.layers].sort().join("."), usual.join("."));
  set("kinds", [...state.kinds].sort().join("."), "0.1");
  if (state.themes) it.set("themes", [...state.themes].join("."));
  if (state.territories) it.set("territories", [...state.territories].join("."));
  set("committee", String(state.committee), "-1");
  set("from", String(state.from), "0");
  set("to", String(state.to), String(LAST));
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
  actors: (text, n) => {
    const found = (text || "").slice(0, 60).split(".").filter((it) => /^-?\d{1,12}$/.test(it)).map((it) => position.get(Number(it)));
    return found.length === n && found.every((it) => it !== undefined) ? found : null;
  },
};
const readAddress = () => {
  const it = new URLSearchParams(location.hash.slice(1, 30000)), { word: one, number, set, actors: known } = believed;
  const usual = { layers: state.layers, kinds: state.kinds };
  if (data.languages.includes(it.get("lang"))) speak(it.get("lang"));
  state.view = one(it.get("view"), VIEWS, "map");
  const colours = ["kind", ...(comparing ? ["change"] : []), ...(T.groups.length ? ["group"] : []), ...["theme", "territory"].filter((name) => ranked[name].size)];
  state.colour = one(it.get("colour"), colours, state.colour);
  state.size = number(it.get("size"), -1, T.measures.length - 1, 0);
  state.ties = one(it.get("ties"), ["main", "all", "none"], "main");
  state.changes = comparing ? one(it.get("changes"), ["all", "changed", ...T.changes.map((_, at) => String(at))], "all") : "all";
  state.layers = set(it.get("layers"), layerCount, usual.layers);
  state.kinds = set(it.get("kinds"), 2, usual.kinds);
  state.themes = set(it.get("themes"), T.themes.length, null);
  state.territories = set(it.get("territories"), T.territories.length, null);
  state.committee = number(it.get("committee"), -1, T.committees.length - 1, -1);
  state.from = number(it.get("from"), 0, LAST, 0);
  state.to = number(it.get("to"), state.from, LAST, LAST);
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

// The panel: filters, ways of drawing, legend.
const LONG = 8; // A longer list of values gets its two buttons “all” and “none”.

// ---- filters -----------------------------------------------------------------------
const counted = (values) => {
  const count = new Map();
  for (const list of values) for (const it of list.length ? list : [-1]) count.set(it, (count.get(it) || 0) + 1);
  return count;
};
const counts = {
  kinds: counted(N.kind.map((it) => [it])), themes: counted(N.themes), territories: counted(N.territories),
  layers: counted(E.layer.map((it) => [it])),
};
const checks = (name, labels, chosen) => {
  const group = by("filter_" + name), count = counts[name];
  const values = labels.map((_, at) => at).filter((at) => count.get(at));
  if (count.get(-1) && values.length) values.push(-1);
  group.hidden = values.length < 2;
  const rows = values.map((at) => {
    const label = element("label"), input = element("input", "", { type: "checkbox", value: at });
    input.checked = chosen(at);
    input.addEventListener("change", () => filter(name, values, group));
    label.append(input, element("span", at < 0 ? word("not_stated") : capital(labels[at])), element("small", figures.format(count.get(at))));
    return label;
  });
  const listed = group.querySelector(".checks");
  listed.replaceChildren(...rows);
  const both = group.querySelector(".both");
  both.hidden = values.length < LONG;
  both.replaceChildren(...[["every", true], ["no_one", false]].map(([text, on]) =>
    button(word(text), () => { listed.querySelectorAll("input").forEach((it) => { it.checked = on; }); filter(name, values, group); })));
};
const filter = (name, values, group) => {
  const on = [...group.querySelectorAll("input")].filter((it) => it.checked).map((it) => Number(it.value));
  const whole = on.length === values.length && (name === "themes" || name === "territories");
  state[name] = whole ? null : new Set(on);
  changed();
};
const changed = () => {
  state.path = state.pair = null;
  choose_view();
  if (state.chosen >= 0 && !seen[state.chosen]) choose(-1);
  else if (state.chosen >= 0) fillCard(state.chosen);
  refresh();
  say(by("count").textContent);
};
const options = (select, values, chosen) => {
  select.replaceChildren(...values.map(([value, text]) => element("option", text, { value })));
  select.value = chosen;
};
const drawFilters = () => {
  checks("kinds", T.kinds, (at) => state.kinds.has(at));
  checks("layers", T.layers, (at) => state.layers.has(at));
  checks("themes", T.themes, (at) => !state.themes || state.themes.has(at));
  checks("territories", T.territories, (at) => !state.territories || state.territories.has(at));
  by("filter_committee").hidden = !T.committees.length;
  options(by("committee"), [[-1, word("every_one")], ...T.committees.map((it, at) => [at, it])], state.committee);
};

// ---- the period --------------------------------------------------------------------
let playing = 0;
const drawPeriod = () => {
  by("filter_period").hidden = LAST < 2;
  for (const [name, value] of [["from", state.from], ["to", state.to]]) {
    const input = by(name);
    input.max = LAST;
    input.value = value;
    input.setAttribute("aria-valuetext", day(value));
    by(name + "_said").textContent = day(value);
  }
  by("play").textContent = playing ? word("stop") : word("play");
};
const stopPlaying = () => {
  clearInterval(playing);
  playing = 0;
  drawPeriod();
};
const window_to = (to) => {
  state.to = Math.max(0, Math.min(LAST, to));
  drawPeriod();
  changed();
};
by("from").addEventListener("input", (event) => {
  const day_chosen = Number(event.target.value);
  stopPlaying();
  state.from = Math.min(day_chosen, state.to);
  drawPeriod();
  changed();
});
by("to").addEventListener("input", (event) => {
  const day_chosen = Number(event.target.value);
  stopPlaying();
  window_to(Math.max(day_chosen, state.from));
});
by("play").addEventListener("click", () => {
  if (playing) { stopPlaying(); return; }
  const step = Math.max(1, Math.round(LAST / 40));
  if (state.to >= LAST) state.to = state.from;
  playing = setInterval(() => { window_to(state.to + step); if (state.to >= LAST) stopPlaying(); }, still ? 1500 : 600);
  drawPeriod();
});

// ---- ways of drawing ---------------------------------------------------------------
const drawChoices = () => {
  const ways = [["change", word("by_change"), comparing], ["group", word("by_group"), T.groups.length], ["kind", word("by_kind"), 1], ["theme", word("by_theme"), ranked.theme.size], ["territory", word("by_territory"), ranked.territory.size]];
  options(by("colour"), ways.filter(([, , some]) => some).map(([value, text]) => [value, text]), state.colour);
  options(by("size"), [...T.measures.map((it, at) => [at, it]), [-1, word("equal")]], state.size);
  options(by("ties"), ["main", "all", "none"].map((it) => [it, word(it)]), state.ties);
  by("together").checked = state.together;
  by("choice_changes").hidden = !comparing;
  if (comparing) options(by("changes"), [["all", word("all")], ["changed", word("changed_only")], ...T.changes.map((it, at) => [String(at), capital(it)])], state.changes);
};
const listen = (id, act) => by(id).addEventListener("change", (event) => { act(event.target.value); changed(); });
listen("colour", (it) => { state.colour = it; state.inside = null; });
listen("size", (it) => { state.size = Number(it); });
listen("ties", (it) => { state.ties = it; });
listen("changes", (it) => { state.changes = it; });
listen("committee", (it) => { state.committee = Number(it); state.focus = 0; });
by("committee").addEventListener("change", () => fit(true));

// ---- legend ------------------------------------------------------------------------
const legend = () => { // What is drawn now, in words: also for the files that are saved.
  if (bubbled()) return [{ text: word("bubble"), kind: -1, paint: data.other }, { text: word("band"), line: GREY, dash: [], wide: 4 }];
  const rows = [], shown = new Set(inView.map((i) => N.kind[i]));
  const grey = { fill: GREY, line: GREY };
  T.kinds.forEach((text, kind) => { if (shown.has(kind)) rows.push({ text: capital(text), kind, paint: state.colour === "kind" ? data.kind_colours[kind] : grey }); });
  if (state.colour === "change")
    for (const at of [1, 2, null]) {
      const n = inView.filter((i) => N.change[i] === at).length;
      if (n) rows.push({ text: `${at === null ? word("other_actors") : word("actor_change", { change: T.changes[at] })} (${figures.format(n)})`, kind: -1, paint: at === null ? data.other : data.changes[at].paint });
    }
  else if (state.colour !== "kind") {
    const labels = { group: T.groups, theme: T.themes, territory: T.territories }[state.colour];
    const count = new Map();
    for (const i of inView) count.set(paintOf(i), (count.get(paintOf(i)) || 0) + 1);
    const values = state.colour === "group" ? labels.slice(0, data.colours.length).map((_, at) => [at, at]) : [...ranked[state.colour]];
    for (const [value, at] of values)
      if (count.get(data.colours[at])) rows.push({ text: `${capital(labels[value])} (${figures.format(count.get(data.colours[at]))})`, kind: -1, paint: data.colours[at] });
    if (count.get(data.other)) rows.push({ text: word("other_groups", { n: figures.format(count.get(data.other)) }), kind: -1, paint: data.other });
  }
  if (comparing)
    T.changes.forEach((text, at) => { if (tiesInView.some((e) => E.change[e] === at)) rows.push({ text: word("tie_change", { change: text }), line: data.changes[at].line, dash: data.changes[at].dash || [], wide: 2 + data.changes[at].wide }); });
  else
    for (const k of layersHere)
      if (tiesInView.some((e) => E.layer[e] === k)) rows.push({ text: capital(T.layers[k]), line: GREY, dash: tiesInView.length > DASHED_UP_TO ? [] : data.layers[k].dash, wide: 2 });
  if (bubbles.length) rows.push({ text: word("bubble"), kind: -1, paint: data.other });
  rows.push({ text: state.size < 0 ? word("size_equal") : word("size", { measure: T.measures[state.size] }) });
  return rows;
};
const shapeOf = (kind, x, y, r, { fill: inside, line: edge }) => {
  const paint = { fill: inside, stroke: edge };
  if (kind === 0) return drawn("rect", { x: x - r * 0.886, y: y - r * 0.886, width: r * 1.772, height: r * 1.772, ...paint });
  return drawn("circle", { cx: x, cy: y, r, ...paint });
};
const signOf = (row) => {
  if (row.paint) return shapeOf(row.kind, 10, 0, 7, row.paint);
  return drawn("path", { d: "M0 0H20", stroke: row.line, "stroke-width": row.wide, "stroke-dasharray": row.dash.join(" ") || "none" });
};
const drawLegend = () => {
  by("signs").replaceChildren(...legend().map((row) => {
    const item = element("li");
    if (row.paint || row.line) {
      const picture = drawn("svg", { width: 20, height: 18, viewBox: "0 -9 20 18", "aria-hidden": "true" });
      picture.append(signOf(row));
      item.append(picture);
    }
    item.append(element("span", row.text));
    return item;
  }));
};
const drawCount = () => {
  const whole = inView.length === N.id.length;
  by("count").textContent =
    (whole ? counting("actors", inView.length) : counting("of_actors", N.id.length, { shown: figures.format(inView.length) })) + " · " +
    (bubbled() ? counting("groups", bubbles.length) : counting("of_ties", edges.reduce((sum, e) => sum + (state.layers.has(E.layer[e]) ? 1 : 0), 0), { shown: figures.format(tiesInView.length) }));
  by("empty").hidden = inView.length > 0;
  by("empty").textContent = N.id.length ? word("nothing_left") : word("no_actor");
};
const drawPanel = () => { drawFilters(); drawPeriod(); drawChoices(); };

// The card: an actor and its ties, why a tie exists, a way between two actors.
const CARD_ROWS = 120, WHY_ROWS = 60;
const when = (first, last) => {
  if (first === null && last === null) return "";
  if (first === null) return word("until_day", { last: day(last) });
  if (last === null) return word("from_day", { first: day(first) });
  return first === last ? day(first) : word("since", { first: day(first), last: day(last) });
};
const changeOf = (it) => (comparing && it !== null && it !== undefined ? T.changes[it] : "");
const themesOf = (i) => N.themes[i].map((it) => T.themes[it]);
const territoriesOf = (i) => N.territories[i].map((it) => T.territories[it]);
const tieText = (e) =>
  [T.layers[E.layer[e]], counting(E.layer[e] ? "records" : "lines", E.count[e]), when(E.first[e], E.last[e]), changeOf(E.change[e])].filter(Boolean).join(" · ");
const page = (title, kind, ...rows) => {
  by("card_name").textContent = title;
  by("card_kind").textContent = kind;
  by("card_body").replaceChildren(...rows);
  by("card").scrollTop = 0;
  by("card").hidden = false;
};
const list = (rows, attributes = {}) => {
  const made = element("ul", "", attributes);
  made.append(...rows);
  return made;
};
const neighbour = (e, i) => {
  const item = element("li"), j = other(e, i);
  const go = button(nameOf(j), () => choose(j, true), { class: "go" });
  go.append(element("small", tieText(e)));
  const reason = button(word("why"), () => showWhy(i, j), { class: "why" });
  reason.setAttribute("aria-label", word("why_tied", { one: nameOf(i), other: nameOf(j) }));
  item.append(go, reason);
  return item;
};
const actions = (i) => {
  const row = element("div", "", { class: "actions", role: "group", "aria-label": word("close_up") });
  for (const steps of [1, 2]) {
    const made = button(counting("steps", steps), () => closeUp(state.focus === steps ? 0 : steps), { "aria-pressed": String(state.focus === steps) });
    row.append(made);
  }
  row.append(button(word("path_from"), () => startPath(i)));
  return row;
};
const fillCard = (i) => {
  const rows = [];
  const themes = themesOf(i), territories = territoriesOf(i);
  const told = (label, values) => {
    if (!values.length) return;
    const said = element("p", "", { class: "told" });
    said.append(element("b", word("labelled", { label })), " " + values.join(", "));
    rows.push(said);
  };
  told(word("themes"), themes);
  told(word("territories"), territories);
  told(word("committees"), N.committees[i].map((it) => T.committees[it]));
  told(T.measures[Math.max(state.size, 0)], [figures.format(N.figures[Math.max(state.size, 0)][i])]);
  rows.push(actions(i));
  if (close && close.all) rows.push(element("p", word(close.rest.length ? "close_rest" : "close_cut", { n: figures.format(close.shown), all: figures.format(close.all) }), { class: "note" }));
  const ties = tiesOf(i).filter((e) => close || seen[other(e, i)]);
  rows.push(element("h3", ties.length ? word("strongest") : word("ties")), element("p", counting("ties_of", ties.length), { id: "card_ties" }));
  const items = ties.slice(0, CARD_ROWS).map((e) => neighbour(e, i));
  if (ties.length > CARD_ROWS) items.push(element("li", word("and_others", { n: figures.format(ties.length - CARD_ROWS) })));
  if (!ties.length) items.push(element("li", word("no_tie")));
  rows.push(list(items, { id: "card_list" }));
  page(nameOf(i), [capital(kindOf(i)), groupOf(i), changeOf(N.change[i])].filter(Boolean).join(" · "), ...rows);
};

const askWhich = (members, title = word("which")) => {
  page(title, "", list(members.map((i) => {
    const item = element("li");
    item.append(button(nameOf(i), () => choose(i, false, true), { class: "go" }));
    return item;
  }), { id: "card_list" }));
  say(title);
};

// ---- why ---------------------------------------------------------------------------
const lineItem = (l, weight) => {
  const item = element("li", "", { class: "line" });
  const head = [when(L.first[l], L.last[l]), capital(T.what[L.what[l]])].filter(Boolean).join(" · ");
  item.append(element("b", head));
  if (L.text[l]) item.append(element("span", L.text[l]));
  const more = [];
  if (L.present[l]) more.push(counting("present", L.present[l]));
  if (weight > 0) more.push(word("share", { n: figures.format(Math.round((1000 * L.adds[l]) / weight) / 10) }));
  if (more.length) item.append(element("small", more.join(" · ")));
  return item;
};
let opener = ""; // Which row of the list opened the card: leaving goes back to it.
const openedBy = () => {
  const row = document.activeElement, holder = row && row.closest(".table");
  if (holder && row.dataset.row) opener = `#${holder.id} [data-row="${row.dataset.row}"]`;
};
const showWhy = (i, j) => {
  openedBy();
  const ties = around[i].filter((e) => other(e, i) === j && state.layers.has(E.layer[e]));
  state.pair = [i, j];
  state.path = null;
  const rows = [];
  if (state.chosen >= 0) rows.push(button(word("back_to", { name: nameOf(state.chosen) }), () => { state.pair = null; choose(state.chosen, false, true); }, { class: "back" }));
  for (const e of ties) {
    rows.push(element("h3", capital(T.layers[E.layer[e]])), element("p", [counting(E.layer[e] ? "records" : "lines", E.count[e]), changeOf(E.change[e])].filter(Boolean).join(" · ")));
    const shownLines = E.lines[e].slice(0, WHY_ROWS);
    const items = shownLines.map((l) => lineItem(l, E.value[e]));
    if (E.count[e] > shownLines.length) items.push(element("li", word("and_others", { n: figures.format(E.count[e] - shownLines.length) })));
    rows.push(list(items, { class: "lines" }));
  }
  if (!ties.length) rows.push(element("p", word("no_tie")));
  if (T.why_note) rows.push(element("p", T.why_note, { class: "note" }));
  page(word("why_pair", { one: nameOf(i), other: nameOf(j) }), word("why_kind"), ...rows);
  by("card_name").focus({ preventScroll: true });
  say(word("why_pair", { one: nameOf(i), other: nameOf(j) }));
  network.redraw();
  remember();
};

// ---- a way between two -------------------------------------------------------------
const startPath = (i) => {
  state.from_actor = i;
  by("find_label").textContent = word("path_to", { name: nameOf(i) });
  by("path_stop").hidden = false;
  by("find").value = "";
  by("find").focus();
  say(word("path_to", { name: nameOf(i) }));
};
const stopPath = () => {
  state.from_actor = -1;
  by("find_label").textContent = word("find");
  by("path_stop").hidden = true;
};
const showPath = (start, end) => {
  stopPath();
  state.focus = 0;
  state.chosen = start;
  state.pair = null;
  state.path = null;
  choose_view();
  const found = wayBetween(start, end);
  const links = found.actors.slice(1).map((j, k) => tiesOf(found.actors[k]).find((e) => other(e, found.actors[k]) === j));
  state.path = { actors: found.actors.length ? found.actors : [start, end], edges: links, ends: [start, end] };
  near = new Set(state.path.actors);
  const rows = [];
  if (!found.actors.length) rows.push(element("p", word("no_path")));
  else {
    rows.push(element("p", counting("path_steps", links.length) + " · " + counting("path_ways", found.ways)));
    const steps = element("ol", "", { class: "steps" });
    found.actors.forEach((i, k) => {
      const item = element("li");
      item.append(button(nameOf(i), () => choose(i, true), { class: "go" }));
      if (k) {
        const reason = button(word("why"), () => showWhy(found.actors[k - 1], i), { class: "why" });
        reason.setAttribute("aria-label", word("why_tied", { one: nameOf(found.actors[k - 1]), other: nameOf(i) }));
        item.append(element("small", tieText(links[k - 1])), reason);
      }
      steps.append(item);
    });
    rows.push(steps);
  }
  page(word("path_between", { one: nameOf(start), other: nameOf(end) }), word("path_kind"), ...rows);
  refresh();
  if (found.actors.length) fit(true, state.path.actors);
  by("card_name").focus({ preventScroll: true });
  say(found.actors.length ? found.actors.map(nameOf).join(" → ") : word("no_path"));
};

// ---- choosing ----------------------------------------------------------------------
const choose = (i, centred, focused = centred) => {
  if (i >= 0 && state.from_actor >= 0 && state.from_actor !== i) { showPath(state.from_actor, i); return; }
  openedBy();
  state.path = state.pair = null;
  if (i < 0) state.focus = 0;
  const outside = i >= 0 && !passes(i);
  if (outside) { everything(); drawPanel(); }
  const nearer = state.focus;
  state.chosen = i;
  choose_view();
  if (i >= 0 && !seen[i]) { everything(); state.chosen = i; choose_view(); drawPanel(); }
  by("card").hidden = i < 0;
  if (i >= 0) {
    fillCard(i);
    say((outside ? word("filters_reset") + " " : "") + nameOf(i) + ". " + counting("ties_of", tiesOf(i).length));
    if (nearer) fit(true);
    else if (centred) centre(i);
    if (focused) by("card_name").focus({ preventScroll: true });
  }
  refresh(false);
};
const closeUp = (steps) => {
  const former = steps !== 0;
  state.focus = steps;
  choose(state.chosen, false, false);
  fit(true);
  const pressed = by("card_body").querySelectorAll("[aria-pressed]");
  const again = pressed[Math.max(steps, 1) - 1];
  if (again) again.focus();
  say(former ? counting("actors", inView.length) : word("whole_map"));
};
const leave = () => {
  const inside = by("card").contains(document.activeElement);
  const apart = state.focus > 0 || state.path;
  stopPath();
  choose(-1);
  const row = opener && document.querySelector(opener);
  opener = "";
  if (inside) (state.view === "list" ? row || by("list_title") : box).focus();
  if (apart) fit(true);
};

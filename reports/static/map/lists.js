// The list: everything that the map shows, as two tables, for the keyboard and the ear.
const PAGE = 100, PAPER = 2000;
let printing = false; // Paper has no pages to turn: it gets all rows, up to a limit.
const tables = {
  actors: { sort: 0, down: false, page: 0 },
  ties: { sort: 2, down: true, page: 0 },
};
const columns = {
  actors: () => [
    [word("name"), nameOf], [word("kind"), (i) => capital(kindOf(i))], [word("group"), groupOf],
    ...(T.themes.length ? [[word("themes"), (i) => themesOf(i).join(", ")]] : []),
    ...(T.territories.length ? [[word("territories"), (i) => territoriesOf(i).join(", ")]] : []),
    [word("ties_here"), (i) => tiesOf(i).length],
    ...T.measures.map((text, at) => [text, (i) => N.figures[at][i]]),
    ...(comparing ? [[word("change"), (i) => changeOf(N.change[i])]] : []),
  ],
  ties: () => [
    [word("one"), (e) => nameOf(E.a[e])], [word("other"), (e) => nameOf(E.b[e])], [word("weight"), (e) => E.value[e]],
    [word("layer"), (e) => capital(T.layers[E.layer[e]])], [word("count"), (e) => E.count[e]],
    [word("first"), (e) => (E.first[e] === null ? "" : iso(E.first[e]))], [word("last"), (e) => (E.last[e] === null ? "" : iso(E.last[e]))],
    ...(comparing ? [[word("change"), (e) => changeOf(E.change[e])]] : []),
  ],
};
const listedTies = () => edges.filter((e) => usable[e] && seen[E.a[e]] && seen[E.b[e]]);
const listed = { actors: () => inView, ties: listedTies };
const sorted = (name) => {
  const { sort, down } = tables[name], value = columns[name]()[sort][1], sign = down ? -1 : 1;
  const rows = listed[name]().map((it) => [value(it), it]);
  const less = rows.length && typeof rows[0][0] === "number" ? (a, b) => a[0] - b[0] : (a, b) => compared.compare(a[0], b[0]);
  return rows.sort((a, b) => sign * less(a, b) || a[1] - b[1]).map(([, it]) => it);
};
const firstCell = {
  actors: (i) => button(nameOf(i), () => choose(i, true), { class: "go", "data-row": i }),
  ties: (e) => {
    const made = button(nameOf(E.a[e]), () => showWhy(E.a[e], E.b[e]), { class: "go", "data-row": e });
    made.setAttribute("aria-label", word("why_tied", { one: nameOf(E.a[e]), other: nameOf(E.b[e]) }));
    return made;
  },
};
const drawTable = (name) => {
  const state_of = tables[name], holder = by("list_" + name), titles = columns[name](), all = sorted(name);
  const rows = printing ? PAPER : PAGE, pages = Math.max(1, Math.ceil(all.length / rows));
  state_of.page = Math.min(state_of.page, pages - 1);
  const head = element("tr"), body = element("tbody");
  titles.forEach(([text], at) => {
    const cell = element("th", "", { scope: "col" });
    if (state_of.sort === at) cell.setAttribute("aria-sort", state_of.down ? "descending" : "ascending");
    cell.append(button(text, () => {
      const number = all.length && typeof titles[at][1](all[0]) === "number";
      state_of.down = state_of.sort === at ? !state_of.down : number;
      state_of.sort = at;
      state_of.page = 0;
      drawTable(name);
      holder.querySelectorAll("thead button")[at].focus();
    }));
    head.append(cell);
  });
  for (const it of all.slice(state_of.page * rows, (state_of.page + 1) * rows)) {
    const row = element("tr"), name_cell = element("th", "", { scope: "row" });
    name_cell.append(firstCell[name](it));
    row.append(name_cell);
    for (const [, value] of titles.slice(1)) {
      const told = value(it);
      row.append(element("td", typeof told === "number" ? figures.format(told) : told, typeof told === "number" ? { class: "number" } : {}));
    }
    body.append(row);
  }
  const table = element("table"), top = element("thead");
  top.append(head);
  table.append(element("caption", counting(name === "actors" ? "actors" : "ties_listed", all.length)), top, body);
  holder.replaceChildren(table);
  if (pages === 1) return;
  const turn = (step) => () => { state_of.page += step; drawTable(name); holder.scrollIntoView(); };
  const before = button(word("before"), turn(-1)), after = button(word("after"), turn(1));
  before.disabled = state_of.page === 0;
  after.disabled = state_of.page === pages - 1;
  const place_in = element("p", "", { class: "pages" });
  place_in.append(before, element("span", word("page_of", { n: figures.format(state_of.page + 1), all: figures.format(pages) })), after);
  holder.append(place_in);
};
const drawLists = () => {
  if (state.view !== "list") return; // Drawn when looked at.
  drawTable("actors");
  drawTable("ties");
};

// The search: a combobox that forgives accents, case, apostrophes and the order of words.
const FOUND_ROWS = 12;
const rankOf = (text, asked, parts) => {
  if (!parts.every((it) => text.includes(it))) return 3;
  if (text.startsWith(asked)) return 0;
  return parts.every((it) => (" " + text.replace(/[-'.,(]/g, " ")).includes(" " + it)) ? 1 : 2;
};
const answers = (typed) => {
  const asked = folded(typed), parts = asked.split(" ");
  if (!asked) return [];
  const good = order.map((i) => [rankOf(search[i], asked, parts), i]).filter(([it]) => it < 3);
  return good.sort((a, b) => a[0] - b[0]).map(([, i]) => i); // Stable: the largest first.
};
const find = by("find"), found = by("found");
let offered = [], active = -1;
const point = (at) => {
  active = at;
  [...found.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
  if (at >= 0) {
    found.children[at].scrollIntoView({ block: "nearest" });
    find.setAttribute("aria-activedescendant", "found_" + at);
  } else find.removeAttribute("aria-activedescendant");
};
const closeFound = () => {
  found.hidden = true;
  find.setAttribute("aria-expanded", "false");
  point(-1);
};
const take = (i) => {
  find.value = nameOf(i);
  closeFound();
  choose(i, true);
};
const offer = () => {
  const all = answers(find.value);
  offered = all.slice(0, FOUND_ROWS);
  const rows = offered.map((i, k) => {
    const item = element("li", nameOf(i), { role: "option", id: "found_" + k, "aria-selected": "false" });
    // Two actors may have one name: their kind, place and theme tell them apart.
    item.append(element("small", [capital(kindOf(i)), territoriesOf(i)[0], themesOf(i)[0]].filter(Boolean).join(" · ")));
    item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(i); });
    return item;
  });
  const asked = find.value.trim() !== "";
  by("found_none").hidden = !asked || rows.length > 0;
  found.replaceChildren(...rows);
  found.hidden = !rows.length;
  find.setAttribute("aria-expanded", String(rows.length > 0));
  point(rows.length ? 0 : -1);
  if (asked) say(all.length ? counting("results", all.length) : word("not_found"));
};
find.addEventListener("input", offer);
find.addEventListener("blur", () => { closeFound(); by("found_none").hidden = true; });
find.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && offered.length && !found.hidden) { event.preventDefault(); point((active + step + offered.length) % offered.length); }
  else if (event.key === "Enter" && active >= 0) { event.preventDefault(); take(offered[active]); }
  else if (event.key === "Escape" && !found.hidden) { event.stopPropagation(); closeFound(); }
  else if (event.key === "Escape" && state.from_actor >= 0) { event.stopPropagation(); stopPath(); }
});
by("path_stop").addEventListener("click", stopPath);

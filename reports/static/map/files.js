// Files that the page saves: what is in view, and nothing else. No library, no request.
const SHEET = 1200, MARGIN = 28;
// Characters that XML cannot hold.
const xmlText = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

// ---- the picture, also printed ------------------------------------------------------
const pictured = () => {
  const it = inView.length ? bounds() : { left: 0, right: 1, top: 0, bottom: 1 };
  const scale = Math.min((SHEET - 2 * MARGIN) / (it.right - it.left), 1.6, 1500 / (it.bottom - it.top));
  const extra = (SHEET - 2 * MARGIN - (it.right - it.left) * scale) / 2, top = 66;
  const height = (it.bottom - it.top) * scale + 2 * MARGIN;
  const at = (i) => [(X[i] - it.left) * scale + MARGIN + extra, (Y[i] - it.top) * scale + MARGIN + top];
  const over = ({ x, y }) => [(x - it.left) * scale + MARGIN + extra, (y - it.top) * scale + MARGIN + top];
  return { at, over, scale, top, height };
};
const written = (text, x, y, more = {}) => drawn("text", { x, y, fill: INK, ...more }, xmlText(text));
const picture = () => {
  const { at, over, scale, top, height } = pictured(), svg = drawn("svg", { xmlns: "http://www.w3.org/2000/svg", role: "img", "font-family": "Liberation Sans, Arial, sans-serif", "font-size": FONT });
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = FONT + "px 'Liberation Sans', Arial, sans-serif";
  const wide = (text, bold) => ruler.measureText(text).width * (bold ? 1.12 : 1.04);
  svg.append(drawn("title", {}, xmlText(T.title)));
  const background = drawn("rect", { fill: "#fff", width: SHEET });
  svg.append(background);
  svg.append(written(cut(T.title, 90), MARGIN, 26, { "font-size": 18, "font-weight": "bold" }));
  const said = [T.subtitle, T.audience, by("count").textContent, T.made].filter(Boolean).join(" · ");
  svg.append(written(cut(said, 165), MARGIN, 46, { fill: GREY }));
  const ties = drawn("g", { fill: "none", "stroke-opacity": usualOpacity().toFixed(2) }), own = new Set(pathEdges());
  for (const it of bands)
    ties.append(drawn("path", { d: `M${over(it.a).map((one) => one.toFixed(1)).join(" ")}L${over(it.b).map((one) => one.toFixed(1)).join(" ")}`, stroke: GREY, "stroke-width": bandWidth(it.share).toFixed(1), "stroke-opacity": bandInk(it.share).toFixed(2) }));
  for (const e of bubbled() ? [] : [...tiesInView, ...own]) {
    const [x, y] = at(E.a[e]), [to_x, to_y] = at(E.b[e]), look = inkOf(e), dash = look.dash || (tiesInView.length > DASHED_UP_TO ? [] : data.layers[E.layer[e]].dash);
    const made = drawn("path", { d: `M${x.toFixed(1)} ${y.toFixed(1)}L${to_x.toFixed(1)} ${to_y.toFixed(1)}`, stroke: own.has(e) ? INK : look.line, "stroke-width": widthOf(e, tiesInView.length).toFixed(1) });
    if (between(e) && !comparing && !own.has(e)) made.setAttribute("stroke-opacity", (usualOpacity() * 0.4).toFixed(2));
    if (dash.length) made.setAttribute("stroke-dasharray", dash.join(" "));
    if (own.has(e) || (comparing && E.change[e] > 0)) made.setAttribute("stroke-opacity", 0.9);
    ties.append(made);
  }
  const shapes = drawn("g", {}), reach = (i) => Math.max(2, R[i] * scale);
  for (const it of bubbles) shapes.append(shapeOf(PERSON, ...over(it), it.r * scale, it.paint));
  for (const i of bubbled() ? [] : inView) shapes.append(shapeOf(N.kind[i], ...at(i), reach(i), paintOf(i)));
  const names = drawn("g", { stroke: HALO, "stroke-width": 3, "paint-order": "stroke" });
  const kept = [{ left: 0, right: SHEET, top: 0, bottom: top - 8 }];
  for (const it of layNames({ members: chosenFirst(), bubble: { at: over, scale }, at, reach, wide, kept, size: { width: SHEET, height: height + top }, most: 400 }))
    names.append(written(it.text, it.left.toFixed(1), (it.middle + 4.5).toFixed(1)));
  svg.append(ties, shapes, names);
  let x = MARGIN, y = height + top + 14;
  for (const row of legend()) {
    const sign = row.paint || row.line, text = cut(row.text, 60), width = wide(text) + (sign ? 28 : 0);
    if (x > MARGIN && x + width > SHEET - MARGIN) { x = MARGIN; y += 22; }
    const item = drawn("g", { transform: `translate(${x.toFixed(0)} ${y})` });
    if (sign) item.append(signOf(row));
    item.append(written(text, sign ? 28 : 0, 4.5));
    svg.append(item);
    x += width + 22;
  }
  background.setAttribute("height", y + 22);
  svg.setAttribute("viewBox", `0 0 ${SHEET} ${Math.ceil(y + 22)}`);
  svg.setAttribute("width", SHEET);
  svg.setAttribute("height", Math.ceil(y + 22));
  return svg;
};
const svgText = () => new XMLSerializer().serializeToString(picture());

// ---- tables and graphs ---------------------------------------------------------------
// A cell that a spreadsheet would take for a formula begins with an apostrophe.
const cell = (value) => {
  const text = typeof value === "number" ? String(value).replace(".", lang === "fr" ? "," : ".") : String(value);
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const csvText = (name) => {
  const titles = columns[name]();
  const rows = sorted(name).map((it) => titles.map(([, value]) => cell(value(it))).join(";"));
  return "\ufeff" + [titles.map(([text]) => cell(text)).join(";"), ...rows].join("\r\n") + "\r\n";
};
const graphText = () => {
  const escaped = (value) => xmlText(String(value)).replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);
  const keys = [["label", "node", "string"], ["kind", "node", "string"], ["group", "node", "string"], ["weight", "edge", "double"], ["count", "edge", "int"], ["layer", "edge", "string"], ["first", "edge", "string"], ["last", "edge", "string"]];
  const told = (values) => values.filter(([, it]) => it !== "").map(([key, it]) => `<data key="${key}">${escaped(it)}</data>`).join("");
  const head = keys.map(([id, on, type]) => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`).join("");
  const nodes = inView.map((i) => `<node id="n${i}">${told([["label", nameOf(i)], ["kind", kindOf(i)], ["group", groupOf(i)]])}</node>`);
  const ties = listedTies().map((e) => `<edge source="n${E.a[e]}" target="n${E.b[e]}">${told([["weight", E.value[e]], ["count", E.count[e]], ["layer", T.layers[E.layer[e]]], ["first", iso(E.first[e])], ["last", iso(E.last[e])]])}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${head}<graph edgedefault="undirected">\n${[...nodes, ...ties].join("\n")}\n</graph></graphml>\n`;
};

// ---- saving ---------------------------------------------------------------------------
const save = (blob, ending) => {
  const stem = folded(T.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "reseau";
  const link = element("a", "", { download: `${stem}.${ending}`, href: URL.createObjectURL(blob) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(word("saved"));
};
const asBlob = (text, type) => new Blob([text], { type: type + ";charset=utf-8" });
const pngBlob = () => new Promise((done, failed) => {
  const svg = picture(), width = SHEET, height = Number(svg.getAttribute("height")), image = new Image();
  image.addEventListener("load", () => {
    const paper = document.createElement("canvas"), times = Math.min(3200 / width, 4096 / height);
    paper.width = Math.round(width * times);
    paper.height = Math.round(height * times);
    paper.getContext("2d").drawImage(image, 0, 0, paper.width, paper.height);
    paper.toBlob((blob) => (blob ? done(blob) : failed(new Error("png"))), "image/png");
  });
  image.addEventListener("error", () => failed(new Error("svg")));
  image.src = URL.createObjectURL(asBlob(new XMLSerializer().serializeToString(svg), "image/svg+xml"));
});
const files = {
  png: async () => save(await pngBlob(), "png"),
  svg: () => save(asBlob(svgText(), "image/svg+xml"), "svg"),
  csv: () => save(asBlob(csvText("actors"), "text/csv"), "csv"),
  csv_ties: () => save(asBlob(csvText("ties"), "text/csv"), "csv"),
  graphml: () => save(asBlob(graphText(), "application/xml"), "graphml"),
};
for (const [name, act] of Object.entries(files)) by("save_" + name).addEventListener("click", act);
by("print").addEventListener("click", () => window.print());
const onPaper = (on) => {
  printing = on;
  by("printed").replaceChildren(...(on ? [picture()] : []));
  drawLists();
};
window.addEventListener("beforeprint", () => onPaper(true));
window.addEventListener("afterprint", () => onPaper(false));

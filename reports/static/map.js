// The map page: search, selection and drawing. vis-network gives the camera and the
// gestures; ties, shapes and names are drawn here, where names never cover each other.
"use strict";
(() => {
  const root = document.documentElement;
  const by = (id) => document.getElementById(id);
  const data = JSON.parse(by("data").textContent);
  const { words, counted, kinds, groups, layers } = data;
  const N = { id: [], label: [], x: [], y: [], size: [], kind: [], group: [], ties: [], rank: [], ...data.n };
  const E = { from: [], to: [], value: [], count: [], first: [], last: [], layer: [], grade: [], ...data.e };
  const GREY = "#59636e", INK = "#1b1f24", FONT = 13, FAINT = 0.16;
  const DASHED_UP_TO = 260, CARD_ROWS = 120, FOUND_ROWS = 12, TAP_PAUSE = 450, STRONGEST = 60;

  // ---- words -------------------------------------------------------------------
  const figures = new Intl.NumberFormat(data.locale);
  const days = new Intl.DateTimeFormat(data.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const plural = new Intl.PluralRules(data.locale);
  const fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
  const counting = (name, n, values = {}) =>
    fill(counted[name][plural.select(n) === "one" ? 0 : 1], { n: figures.format(n), ...values });
  // A date stays on one line; French writes the first of the month “1er”.
  const first = data.locale === "fr-CA" ? "1er" : "1";
  const day = (n) => days.format(new Date(Date.parse(data.start) + n * 864e5)).replace(/^1(?= )/, first).replaceAll(" ", "\u00a0");
  const nameOf = (i) => N.label[i].trim() || words.unnamed;
  const FOLD = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-" };
  const folded = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
      .replace(/[œæßøł’‘‐‑–—]/g, (it) => FOLD[it]).replace(/\s+/g, " ").trim();
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  // ---- the network -------------------------------------------------------------
  const position = new Map(N.id.map((id, i) => [id, i]));
  const A = E.from.map((id) => position.get(id)), B = E.to.map((id) => position.get(id));
  const around = N.id.map(() => []);
  const heaviest = layers.map(() => 0);
  const twin = new Map();
  const beside = A.map((a, e) => {
    const b = B[e], pair = Math.min(a, b) + "-" + Math.max(a, b);
    around[a].push(e);
    if (a !== b) around[b].push(e);
    heaviest[E.layer[e]] = Math.max(heaviest[E.layer[e]], E.value[e]);
    const rank = twin.get(pair) || 0;
    twin.set(pair, rank + 1);
    return rank; // A second tie of the same two actors is drawn beside the first.
  });
  const other = (e, i) => (A[e] === i ? B[e] : A[e]);
  const strength = (e) => E.value[e] / (heaviest[E.layer[e]] || 1);
  const lightest = heaviest.map((most, layer) => E.value.reduce((least, it, e) => (E.layer[e] === layer ? Math.min(least, it) : least), most));
  const thickness = A.map((_, e) => { // From 0 to 3; all 0 where all weigh the same.
    const least = lightest[E.layer[e]], span = heaviest[E.layer[e]] - least;
    return span > 0 ? Math.min(3, Math.floor(4 * Math.sqrt((E.value[e] - least) / span))) : 0;
  });
  around.forEach((list) => list.sort((e, f) => strength(f) - strength(e) || E.count[f] - E.count[e] || e - f));
  const order = N.id.map((_, i) => i).sort((i, j) => N.rank[i] - N.rank[j]);
  const search = N.label.map(folded);
  const state = { colour: groups.length ? "group" : "kind", ties: "main", chosen: -1, under: -1 };
  let near = new Set(); // The chosen actor and its neighbours.

  // ---- the camera --------------------------------------------------------------
  const box = by("canvas");
  const network = new vis.Network(box, { nodes: [], edges: [] }, data.options);
  box.firstElementChild.tabIndex = -1;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const animation = still ? false : { duration: 250, easingFunction: "easeInOutQuad" };
  const bounds = () => {
    const edge = (list, sign) => list.reduce((most, it, i) => Math.max(most, sign * it + N.size[i]), -Infinity);
    return { left: -edge(N.x, -1), right: edge(N.x, 1), top: -edge(N.y, -1), bottom: edge(N.y, 1) };
  };
  const fit = (moved) => {
    if (!N.id.length) return;
    const it = bounds(), width = box.clientWidth || 800, height = box.clientHeight || 600;
    const room = Math.max(40, Math.min(110, width / 9));
    const scale = Math.min((width - 2 * room) / (it.right - it.left), (height - 90) / (it.bottom - it.top), 2.2);
    network.moveTo({
      position: { x: (it.left + it.right) / 2, y: (it.top + it.bottom) / 2 - 8 / scale },
      scale: Math.max(scale, 0.02), animation: moved && animation,
    });
  };
  const zoom = (factor) =>
    network.moveTo({ scale: Math.min(8, Math.max(0.02, network.getScale() * factor)), animation });
  const pan = (x, y) => {
    const at = network.getViewPosition(), scale = network.getScale();
    network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  };

  // ---- drawing -----------------------------------------------------------------
  const colour = (i) => (state.colour === "kind" ? kinds[N.kind[i]] : groups[N.group[i]] || data.other);
  const shown = (e) => state.ties === "all" || (state.ties === "main" && E.grade[e] > 0);
  let visible = [];
  const chooseTies = () => {
    visible = A.map((_, e) => e).filter((e) => A[e] !== B[e] && shown(e));
    by("count").textContent =
      counting("actors", N.id.length) + " · " + counting("of_ties", A.length, { shown: figures.format(visible.length) });
  };
  const radius = (i, scale) => Math.max(N.size[i], 2.5 / scale);
  const line = (ctx, e, scale) => {
    const a = A[e], b = B[e], x = N.x[b] - N.x[a], y = N.y[b] - N.y[a];
    const away = (beside[e] * 4) / scale / (Math.hypot(x, y) || 1);
    ctx.moveTo(N.x[a] - y * away, N.y[a] + x * away);
    ctx.lineTo(N.x[b] - y * away, N.y[b] + x * away);
  };
  const drawTies = (ctx, ties, { opacity, ink, scale }) => {
    const bundles = new Map(); // One path for each layer and thickness.
    for (const e of ties) {
      const key = E.layer[e] * 4 + thickness[e];
      if (!bundles.has(key)) bundles.set(key, []);
      bundles.get(key).push(e);
    }
    ctx.strokeStyle = ink;
    ctx.globalAlpha = opacity;
    for (const [key, bundle] of bundles) {
      const dash = ties.length > DASHED_UP_TO ? [] : layers[key >> 2].dash;
      ctx.setLineDash(dash.map((it) => it / scale));
      ctx.lineWidth = (0.6 + 0.7 * (key & 3)) / scale;
      ctx.beginPath();
      for (const e of bundle) line(ctx, e, scale);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  };
  const drawActor = (ctx, i, scale) => {
    const r = radius(i, scale), { fill: inside, line: edge } = colour(i);
    ctx.fillStyle = inside;
    ctx.strokeStyle = i === state.chosen ? INK : edge;
    ctx.lineWidth = (i === state.chosen ? 3 : 1) / scale;
    ctx.beginPath();
    if (N.kind[i] === 1) ctx.arc(N.x[i], N.y[i], r, 0, 2 * Math.PI);
    else ctx.rect(N.x[i] - r * 0.886, N.y[i] - r * 0.886, r * 1.772, r * 1.772);
    ctx.fill();
    ctx.stroke();
  };
  network.on("beforeDrawing", (ctx) => {
    const scale = network.getScale(), chosen = state.chosen;
    const usual = Math.min(0.42, Math.max(0.1, 1.1 * Math.sqrt(500 / Math.max(visible.length, 1))));
    drawTies(ctx, visible, { opacity: chosen < 0 ? usual : usual * FAINT, ink: GREY, scale });
    if (chosen >= 0) {
      const own = around[chosen].filter((e) => A[e] !== B[e]); // The strongest first.
      drawTies(ctx, own.slice(STRONGEST), { opacity: 0.14, ink: INK, scale });
      drawTies(ctx, own.slice(0, STRONGEST), { opacity: 0.7, ink: INK, scale });
    }
    for (let at = order.length - 1; at >= 0; at--) {
      ctx.globalAlpha = chosen < 0 || near.has(order[at]) ? 1 : FAINT;
      drawActor(ctx, order[at], scale);
    }
    ctx.globalAlpha = 1;
  });

  // ---- names -------------------------------------------------------------------
  let placed = []; // What was written last, for hit tests and for our own tests.
  const CELL = 64;
  const grid = () => {
    const cells = new Map();
    const each = (it, call) => {
      for (let x = Math.floor(it.left / CELL); x <= it.right / CELL; x++)
        for (let y = Math.floor(it.top / CELL); y <= it.bottom / CELL; y++) {
          const key = x * 4096 + y;
          if (!cells.has(key)) cells.set(key, []);
          if (call(cells.get(key))) return true;
        }
      return false;
    };
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    const met = (it) => {
      const all = new Set();
      each(it, (cell) => { cell.filter((one) => meet(it, one)).forEach((one) => all.add(one)); return false; });
      return [...all];
    };
    return {
      add: (it) => { each(it, (cell) => { cell.push(it); return false; }); },
      free: (it) => !each(it, (cell) => cell.some((one) => meet(it, one))),
      // How many small discs are covered; Infinity for a name or a disc as important.
      cost: (it) => met(it).reduce((sum, one) => sum + (one.small ? 1 : Infinity), 0),
    };
  };
  const widths = new Map();
  const measured = (ctx, text) => {
    if (!widths.has(text)) widths.set(text, ctx.measureText(text).width);
    return widths.get(text);
  };
  const cut = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);
  const spotsBeside = (x, y, r, width) => {
    const half = FONT * 0.66, away = r + 3, slant = r * 0.7 + 2, middle = x - width / 2;
    const down = y + slant + half, up = y - slant - half, after = x + slant, before = x - slant - width;
    const rows = [
      [x + away, y], [x - away - width, y], [middle, y + away + half - 1], [middle, y - away - half + 1],
      [after, down], [after, up], [before, down], [before, up],
    ];
    return rows.map(([left, at]) => ({ left, right: left + width, top: at - half, bottom: at + half, middle: at }));
  };
  // The most important actors are named even where a few small discs get covered.
  const hubs = new Set(order.slice(0, 24));
  const cheapest = (spots, taken) => {
    const costs = spots.map(taken.cost), least = Math.min(...costs);
    return least < Infinity ? spots[costs.indexOf(least)] : undefined;
  };
  const chosenFirst = () => {
    const first = [state.under, state.chosen].filter((i) => i >= 0);
    if (state.chosen < 0) return [...new Set([...first, ...order])];
    return [...new Set([...first, ...around[state.chosen].map((e) => other(e, state.chosen))])];
  };
  network.on("afterDrawing", (ctx) => {
    const scale = network.getScale(), view = network.getViewPosition();
    const width = box.clientWidth, height = box.clientHeight, sharp = ctx.canvas.width / width;
    const at = (i) => [(N.x[i] - view.x) * scale + width / 2, (N.y[i] - view.y) * scale + height / 2];
    ctx.save();
    ctx.setTransform(sharp, 0, 0, sharp, 0, 0);
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    const taken = grid();
    for (const it of [by("count"), by("zoom"), by("card")]) {
      const left = it.offsetLeft, top = it.offsetTop; // Nothing is written under these.
      if (!it.hidden) taken.add({ left: left - 4, top: top - 4, right: left + it.offsetWidth + 4, bottom: top + it.offsetHeight + 4 });
    }
    for (const i of order) {
      if (state.chosen >= 0 && !near.has(i)) continue;
      const [x, y] = at(i), r = radius(i, scale) * scale;
      if (x > -r && y > -r && x < width + r && y < height + r) taken.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, small: !hubs.has(i) && i !== state.chosen });
    }
    placed = [];
    for (const i of chosenFirst()) {
      const [x, y] = at(i), strong = i === state.chosen || i === state.under;
      if (x < 0 || y < 0 || x > width || y > height || (placed.length > 250 && !strong)) continue;
      const text = cut(nameOf(i), strong ? 60 : 28);
      ctx.font = (strong ? "bold " : "") + FONT + "px 'Segoe UI', system-ui, Arial, sans-serif";
      const spots = spotsBeside(x, y, radius(i, scale) * scale, measured(ctx, strong ? text + " " : text) * (strong ? 1.1 : 1));
      const inside = spots.filter((it) => it.left > 2 && it.right < width - 2 && it.top > 2 && it.bottom < height - 2);
      const spot = inside.find(taken.free) || (strong || hubs.has(i) ? cheapest(inside, taken) : undefined);
      if (!spot) continue;
      taken.add(spot);
      placed.push({ i, text, ...spot });
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = "#fff";
      ctx.strokeText(text, spot.left, spot.middle);
      ctx.fillStyle = INK;
      ctx.fillText(text, spot.left, spot.middle);
    }
    ctx.restore();
  });

  // ---- the card ----------------------------------------------------------------
  const say = (text) => { by("said").textContent = text; };
  const when = (e) => {
    if (E.first[e] === null && E.last[e] === null) return "";
    if (E.first[e] === null || E.last[e] === null || E.first[e] === E.last[e]) return day(E.first[e] === null ? E.last[e] : E.first[e]);
    return fill(words.since, { first: day(E.first[e]), last: day(E.last[e]) });
  };
  const groupOf = (i) => (groups.length ? (groups[N.group[i]] ? groups[N.group[i]].label : words.not_in_group) : "");
  const neighbour = (e, i) => {
    const item = element("li"), button = element("button", nameOf(other(e, i)), { type: "button" });
    const details = [layers[E.layer[e]].label, counting("lines", E.count[e]), when(e)].filter(Boolean);
    button.append(element("small", details.join(" · ")));
    button.addEventListener("click", () => choose(other(e, i), true));
    item.append(button);
    return item;
  };
  const fillCard = (i) => {
    by("card_name").textContent = nameOf(i);
    by("card_kind").textContent = [kinds[N.kind[i]].label, groupOf(i)].filter(Boolean).join(" · ");
    by("card_ties").textContent = counting("ties_of", N.ties[i]);
    const ties = around[i].filter((e) => A[e] !== B[e]);
    const rows = ties.slice(0, CARD_ROWS).map((e) => neighbour(e, i));
    if (ties.length > CARD_ROWS) rows.push(element("li", fill(words.and_others, { n: figures.format(ties.length - CARD_ROWS) })));
    if (!ties.length) rows.push(element("li", words.no_tie));
    by("card_list").replaceChildren(...rows);
    by("card").scrollTop = 0;
  };
  const choose = (i, centred) => {
    state.chosen = i;
    near = new Set(i < 0 ? [] : [i, ...around[i].map((e) => other(e, i))]);
    by("card").hidden = i < 0;
    if (i >= 0) {
      fillCard(i);
      say(nameOf(i) + ". " + counting("ties_of", N.ties[i]));
      if (centred) {
        const scale = Math.max(network.getScale(), 0.9), wide = box.clientWidth > 700;
        // The card covers the right side: the actor goes to the middle of the rest.
        network.moveTo({ position: { x: N.x[i] + (wide ? 150 / scale : 0), y: N.y[i] }, scale, animation });
        by("card_name").focus({ preventScroll: true });
      }
    }
    network.redraw();
  };
  const leave = () => {
    if (by("card").contains(document.activeElement)) box.focus();
    choose(-1);
  };

  // ---- pointing ----------------------------------------------------------------
  const hit = ({ x, y }, tolerance) => {
    const scale = network.getScale();
    let best = -1, least = Infinity;
    for (const i of order) {
      const away = Math.hypot(N.x[i] - x, N.y[i] - y) - radius(i, scale);
      if (away < tolerance / scale && away < least) { best = i; least = away; }
    }
    return best;
  };
  const named = ({ x, y }) => {
    const it = placed.find((one) => x > one.left && x < one.right && y > one.top && y < one.bottom);
    return it ? it.i : -1;
  };
  let tapped = -Infinity;
  network.on("click", ({ pointer, event }) => {
    const finger = event.pointerType === "touch" || (event.srcEvent && event.srcEvent.pointerType === "touch");
    const i = hit(pointer.canvas, finger ? 16 : 6);
    if (finger) tapped = performance.now();
    choose(i >= 0 ? i : named(pointer.DOM));
  });
  // The second event of a tap must not press a button of the card that just opened.
  by("card").addEventListener("click", (event) => {
    if (performance.now() - tapped < TAP_PAUSE) { event.stopPropagation(); event.preventDefault(); }
  }, true);
  box.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const at = box.getBoundingClientRect();
    const i = hit(network.DOMtoCanvas({ x: event.clientX - at.left, y: event.clientY - at.top }), 3);
    if (i === state.under) return;
    state.under = i;
    box.style.cursor = i < 0 ? "" : "pointer";
    network.redraw();
  });
  const KEYS = {
    ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(true),
  };
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen >= 0 && by("found").hidden) leave();
  });
  by("card_close").addEventListener("click", leave);
  by("zoom_in").addEventListener("click", () => zoom(1.3));
  by("zoom_out").addEventListener("click", () => zoom(1 / 1.3));
  by("fit").addEventListener("click", () => fit(true));

  // ---- search ------------------------------------------------------------------
  const rank = (text, asked, parts) => {
    if (!parts.every((it) => text.includes(it))) return 3;
    if (text.startsWith(asked)) return 0;
    return parts.every((it) => (" " + text.replace(/[-'.,(]/g, " ")).includes(" " + it)) ? 1 : 2;
  };
  const answers = (typed) => {
    const asked = folded(typed), parts = asked.split(" ");
    if (!asked) return [];
    const good = order.map((i) => [rank(search[i], asked, parts), i]).filter(([it]) => it < 3);
    return good.sort((a, b) => a[0] - b[0]).map(([, i]) => i); // Stable: the largest first.
  };
  const find = by("find"), found = by("found");
  let options = [], active = -1;
  const point = (at) => {
    active = at;
    [...found.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
    if (at >= 0) { found.children[at].scrollIntoView({ block: "nearest" }); find.setAttribute("aria-activedescendant", "found_" + at); }
    else find.removeAttribute("aria-activedescendant");
  };
  const closeFound = () => { found.hidden = true; find.setAttribute("aria-expanded", "false"); point(-1); };
  const take = (i) => { find.value = nameOf(i); closeFound(); choose(i, true); };
  const offer = () => {
    const all = answers(find.value);
    options = all.slice(0, FOUND_ROWS);
    const rows = options.map((i, k) => {
      const item = element("li", nameOf(i), { role: "option", id: "found_" + k, "aria-selected": "false" });
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(i); });
      return item;
    });
    const asked = find.value.trim() !== "";
    if (asked && !rows.length) rows.push(element("li", words.not_found, { class: "none" }));
    found.replaceChildren(...rows);
    found.hidden = !asked;
    find.setAttribute("aria-expanded", String(asked));
    point(options.length ? 0 : -1);
    if (asked) say(all.length ? counting("results", all.length) : words.not_found);
  };
  find.addEventListener("input", offer);
  find.addEventListener("blur", closeFound);
  find.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length && !found.hidden) { event.preventDefault(); point((active + step + options.length) % options.length); }
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); take(options[active]); }
    else if (event.key === "Escape" && !found.hidden) { event.stopPropagation(); closeFound(); }
  });

  // ---- legend and choices ------------------------------------------------------
  const drawn = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const sign = (text, shape, said) => {
    const item = element("li", "", said ? { class: "said" } : {});
    const picture = drawn("svg", { width: 20, height: 18, "aria-hidden": "true" });
    if (shape) picture.append(shape);
    item.append(picture, element("span", text));
    return item;
  };
  const shapeOf = (kind, { fill: inside, line: edge }) => {
    const paint = { fill: inside, stroke: edge };
    return kind === 1 ? drawn("circle", { cx: 10, cy: 9, r: 7, ...paint }) : drawn("rect", { x: 4, y: 3, width: 12, height: 12, ...paint });
  };
  const drawLegend = () => {
    const byKind = state.colour === "kind", grey = { fill: GREY, line: GREY };
    const rows = kinds.map((it, k) => [it, k]).filter(([, k]) => N.kind.includes(k))
      .map(([it, k]) => sign(it.label, shapeOf(k, byKind ? it : grey), true));
    const rest = N.group.filter((it) => it < 0).length;
    if (!byKind) {
      for (const it of groups) rows.push(sign(`${it.label} (${figures.format(it.n)})`, shapeOf(1, it)));
      if (rest) rows.push(sign(fill(words.other_groups, { n: figures.format(rest) }), shapeOf(1, data.other)));
    }
    layers.forEach((it, k) => {
      if (!E.layer.includes(k)) return;
      const dash = visible.length > DASHED_UP_TO ? "none" : it.dash.join(" ") || "none";
      rows.push(sign(it.label, drawn("path", { d: "M0 9H20", stroke: GREY, "stroke-width": 2, "stroke-dasharray": dash }), true));
    });
    rows.push(element("li", fill(words.size, { measure: data.measure })));
    by("signs").replaceChildren(...rows);
  };
  const refresh = () => { chooseTies(); drawLegend(); network.redraw(); };
  by("colour").value = state.colour;
  by("colour_choice").hidden = !groups.length;
  by("colour").addEventListener("change", (event) => { state.colour = event.target.value; refresh(); });
  by("ties").addEventListener("change", (event) => { state.ties = event.target.value; refresh(); say(by("count").textContent); });

  // ---- views and list ----------------------------------------------------------
  const show = (view) => {
    root.dataset.view = view;
    by("help").hidden = view !== "help";
    for (const button of by("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    if (view === "map") network.redraw();
  };
  for (const button of by("views").children) button.addEventListener("click", () => show(button.dataset.view));
  const body = by("list").querySelector("tbody");
  [...body.rows].forEach((row, i) => {
    const button = element("button", nameOf(i), { type: "button" });
    button.addEventListener("click", () => { show("map"); choose(i, true); });
    row.cells[0].replaceChildren(button);
    row.dataset.ties = N.ties[i];
  });
  const compared = new Intl.Collator(data.locale);
  const sort = (column, down) => {
    const value = (row) => (column === 3 ? Number(row.dataset.ties) : row.cells[column].textContent);
    const sign = down ? -1 : 1;
    const less = column === 3 ? (a, b) => value(a) - value(b) : (a, b) => compared.compare(value(a), value(b));
    body.append(...[...body.rows].sort((a, b) => sign * less(a, b)));
  };
  by("list").querySelectorAll("thead th").forEach((head, column, heads) => {
    const button = element("button", head.textContent, { type: "button" });
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending" || (column === 3 && !head.hasAttribute("aria-sort"));
      heads.forEach((it) => it.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sort(column, down);
    });
    head.replaceChildren(button);
  });

  // ---- start -------------------------------------------------------------------
  if (!N.id.length) by("count").after(element("p", words.no_actor, { id: "empty" }));
  if (box.clientWidth < 700) by("legend").open = false;
  root.dataset.view = "map";
  refresh();
  fit(false);
  let width = box.clientWidth;
  network.on("resize", () => { if (box.clientWidth && box.clientWidth !== width) { width = box.clientWidth; fit(false); } });
  // For the tests of the page; nothing here depends on it.
  window.reseau = Object.freeze({ labels: () => placed, state: () => ({ ...state }), place: (i) => network.canvasToDOM({ x: N.x[i], y: N.y[i] }) });
})();

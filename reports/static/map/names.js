// Which names are written, and where: none covers another one.
let placed = []; // What was written last, for hit tests and for the tests of the page.
const CELL = 64, HUBS = 24, NAMES = 250;
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
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
};
// Control and direction characters would move the rest of the name, or the next one.
const plain = (text) => text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ");
const cut = (text, most) => {
  const letters = [...plain(text)];
  return letters.length > most ? letters.slice(0, most - 1).join("").trimEnd() + "…" : letters.join("");
};
const spotsBeside = (x, y, r, width) => {
  const half = FONT * 0.66, away = r + 3, slant = r * 0.7 + 2, middle = x - width / 2;
  const down = y + slant + half, up = y - slant - half, after = x + slant, before = x - slant - width;
  const rows = [
    [x + away, y], [x - away - width, y], [middle, y + away + half - 1], [middle, y - away - half + 1],
    [after, down], [after, up], [before, down], [before, up],
  ];
  return rows.map(([left, at]) => ({ left, right: left + width, top: at - half, bottom: at + half, middle: at }));
};
const cheapest = (spots, taken) => {
  const costs = spots.map(taken.cost), least = Math.min(...costs);
  return least < Infinity ? spots[costs.indexOf(least)] : undefined;
};
// In a close-up, names go outwards from the middle.
const outwards = (spots, x, centre) => (x < centre ? [spots[1], spots[6], spots[7], spots[2], spots[3]] : [spots[0], spots[4], spots[5], spots[2], spots[3]]);
const chosenFirst = () => {
  const first = [state.under, state.chosen].filter((i) => i >= 0);
  if (state.path) return [...new Set([...first, ...state.path.actors])];
  if (state.chosen < 0 || state.focus) return [...new Set([...first, ...order.filter((i) => seen[i])])];
  return [...new Set([...first, ...tiesOf(state.chosen).map((e) => other(e, state.chosen)).filter((i) => seen[i])])];
};

// Places names on a picture of any kind: the canvas, or a file.
//   at: where an actor is drawn; width of a text; what must stay free; how many names.
const layNames = ({ members, at, reach, wide, size, kept, most, strong = new Set(), longest = 28, bubble }) => {
  const taken = grid(), hubs = new Set(order.filter((i) => seen[i]).slice(0, HUBS));
  const shownIn = ([x, y], r) => x > -r && y > -r && x < size.width + r && y < size.height + r;
  for (const it of kept) taken.add(it);
  if (bubbled()) return nameBubbles({ ...bubble, wide, size, taken });
  for (const i of inView) {
    if (near.size && !state.focus && !near.has(i)) continue;
    const [x, y] = at(i), r = reach(i);
    if (shownIn([x, y], r)) taken.add({ left: x - r, right: x + r, top: y - r, bottom: y + r, small: !hubs.has(i) && !strong.has(i) });
  }
  for (const one of bubbles) {
    const [x, y] = bubble.at(one), r = one.r * bubble.scale;
    taken.add({ left: x - r, right: x + r, top: y - r, bottom: y + r });
  }
  const found = [];
  for (const i of members) {
    if (found.length >= most && !strong.has(i)) break;
    const [x, y] = at(i), bold = strong.has(i);
    if (!shownIn([x, y], 0)) continue;
    const text = cut(nameOf(i), bold ? 60 : longest);
    let spots = spotsBeside(x, y, reach(i), wide(text, bold));
    if (state.focus && i !== state.chosen) spots = outwards(spots, x, at(state.chosen)[0]);
    const inside = spots.filter((it) => it.left > 2 && it.right < size.width - 2 && it.top > 2 && it.bottom < size.height - 2);
    const spot = inside.find(taken.free) || (bold || hubs.has(i) ? cheapest(inside, taken) : undefined);
    if (!spot) continue;
    taken.add(spot);
    found.push({ i, text, bold, ...spot });
  }
  return [...found, ...nameBubbles({ ...bubble, wide, size, taken })];
};
const drawNames = (ctx) => {
  const scale = network.getScale(), view = network.getViewPosition();
  const width = box.clientWidth, height = box.clientHeight, sharp = ctx.canvas.width / (width || 1);
  const kept = [];
  for (const it of [by("count"), by("zoom"), by("card"), by("advice")]) {
    if (it.hidden || !it.offsetWidth) continue; // Nothing is written under these.
    const { left, top } = it.getBoundingClientRect(), { left: x, top: y } = box.getBoundingClientRect();
    kept.push({ left: left - x - 4, top: top - y - 4, right: left - x + it.offsetWidth + 4, bottom: top - y + it.offsetHeight + 4 });
  }
  ctx.save();
  ctx.setTransform(sharp, 0, 0, sharp, 0, 0);
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const font = (bold) => (bold ? "bold " : "") + FONT + "px " + FAMILY;
  const wide = (text, bold) => { ctx.font = font(bold); return measured(ctx, text); };
  const strong = new Set([state.chosen, state.under].filter((i) => i >= 0));
  placed = layNames({
    members: chosenFirst(), strong, kept, wide, size: { width, height },
    at: (i) => [(X[i] - view.x) * scale + width / 2, (Y[i] - view.y) * scale + height / 2],
    bubble: { at: (it) => [(it.x - view.x) * scale + width / 2, (it.y - view.y) * scale + height / 2], scale },
    reach: (i) => radius(i, scale) * scale, most: inView.length > MANY && scale < 0.6 ? 40 : NAMES,
  });
  for (const it of placed) {
    ctx.font = font(it.bold);
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = HALO;
    ctx.strokeText(it.text, it.left, it.middle);
    ctx.fillStyle = INK;
    ctx.fillText(it.text, it.left, it.middle);
  }
  ctx.restore();
};

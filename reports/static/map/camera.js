// The camera: vis-network gives gestures and the moments to redraw, through six calls.
const box = by("canvas");
const network = new vis.Network(box, { nodes: [], edges: [] }, data.options);
box.firstElementChild.tabIndex = -1;
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const animation = still ? false : { duration: 250, easingFunction: "easeInOutQuad" };
const bounds = (members = inView, actors_only = false) => {
  const it = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const i of bubbled() && !actors_only ? [] : members) {
    it.left = Math.min(it.left, X[i] - R[i]);
    it.right = Math.max(it.right, X[i] + R[i]);
    it.top = Math.min(it.top, Y[i] - R[i]);
    it.bottom = Math.max(it.bottom, Y[i] + R[i]);
  }
  for (const one of actors_only || members !== inView ? [] : bubbles) {
    it.left = Math.min(it.left, one.x - one.r);
    it.right = Math.max(it.right, one.x + one.r);
    it.top = Math.min(it.top, one.y - one.r);
    it.bottom = Math.max(it.bottom, one.y + one.r);
  }
  return it;
};
const covered = () => (!by("card").hidden && box.clientWidth > 700 ? by("card").offsetWidth + 10 : 0);
const fit = (slowly, members = inView) => {
  state.camera = null;
  if (!members.length) return;
  const it = bounds(members), width = (box.clientWidth || 800) - covered(), height = box.clientHeight || 600;
  const beside = bubbles.length && !bubbled(); // Bundles have long names.
  const room = Math.max(40, beside ? Math.min(180, width / 5) : Math.min(110, width / 9));
  const head = by("advice").hidden ? 0 : by("over").offsetHeight; // Nothing under it.
  const scale = Math.max(0.02, Math.min((width - 2 * room) / (it.right - it.left), (height - 90 - head) / (it.bottom - it.top), 2.2));
  network.moveTo({
    position: { x: (it.left + it.right) / 2 + covered() / 2 / scale, y: (it.top + it.bottom) / 2 - (8 + head / 2) / scale },
    scale, animation: slowly && animation,
  });
};
const moved = () => {
  const { x, y } = network.getViewPosition();
  state.camera = [x, y, network.getScale() * 1000].map(Math.round);
  remember();
};
const zoom = (factor) => {
  network.moveTo({ scale: Math.min(8, Math.max(0.02, network.getScale() * factor)), animation });
  setTimeout(moved, 300); // Once it has arrived.
};
const pan = (x, y) => {
  const at = network.getViewPosition(), scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale } });
  moved();
};
const centre = (i) => {
  const scale = Math.max(network.getScale(), 0.9);
  // The card covers the right side: the actor goes to the middle of the rest.
  network.moveTo({ position: { x: X[i] + covered() / 2 / scale, y: Y[i] }, scale, animation });
};

"use strict";
(() => {
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/gi, "oe").replace(/æ/gi, "ae").replace(/[’']/g, " ").toLowerCase();
  const byId = (name) => document.getElementById(name);
  const entries = JSON.parse(byId("index").textContent).map(([title, kind, href, words]) => ({ title, kind, href, name: ` ${folded(title)}`, text: ` ${folded(`${title} ${words}`)}` }));
  const box = byId("q"), said = byId("said"), list = byId("results"), MOST = 50;
  byId("search").hidden = false;
  const rank = (entry, words) => words.reduce((sum, word) => sum + (entry.name.includes(` ${word}`) ? 2 : 0), 0);
  const shown = (entry) => {
    const item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("span"), fact = document.createElement("span");
    link.href = entry.href;
    link.textContent = entry.title;
    name.className = "name";
    name.append(link);
    fact.className = "fact";
    fact.textContent = entry.kind;
    item.append(name, fact);
    return item;
  };
  const search = () => {
    const words = folded(box.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    const found = words.length ? entries.filter((it) => words.every((word) => it.text.includes(` ${word}`))) : [];
    const order = found.map((it, at) => [rank(it, words), at, it]).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    list.replaceChildren(...order.slice(0, MOST).map((it) => shown(it[2])));
    const key = !words.length ? "type" : !found.length ? "none" : found.length === 1 ? "one" : found.length > MOST ? "first" : "many";
    said.textContent = said.dataset[key].replace("{n}", found.length.toLocaleString(document.documentElement.lang));
  };
  box.value = new URLSearchParams(location.search).get("q") || "";
  box.addEventListener("input", search);
  search();
})();

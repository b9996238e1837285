// The page of the grid: what is chosen above the sheet, totals, what became of changes, rows that are added.
import { Book, CLASH } from "./book.js";
import * as reading from "./reading.js";
import { CLOSED, LOGIN, OFF, REST, SAVING, Saver } from "./saving.js";
import { Sheet } from "./sheet.js";
import { fill, text } from "./words.js";

const WIDE = "(min-width: 60rem)"; // a phone reads the table
const NEWS_FOR = 6000; // milliseconds that a cell changed by somebody else is marked
const grid = document.querySelector("[data-plan-grid]");
const at = (name) => grid.querySelector(`[data-${name}]`);
const state = JSON.parse(document.getElementById("plan-grid-state").textContent);

const start = () => {
  const asked = new URLSearchParams(location.search), book = new Book(state), add = at("add");
  const choice = { show: asked.get("show") ?? "people", group: asked.get("group") ?? "project",
    quarters: asked.has("quarters"), province: asked.get("province") ?? "" };
  grid.hidden = false;
  document.querySelector("[data-reading]").hidden = true;

  // --- telling ---
  const value = (said) => (said ? fill("value", { people: reading.people(said.people), baht: said.satang === null ? "–" : reading.baht(said.satang) }) : fill("nothing"));
  const main = document.querySelector("[data-totals] .sentence");
  const total = () => {
    const { people, satang } = book.sum(book.rows.values()), { held } = saver, said = document.createElement("span");
    const numbers = { people: reading.people(people), baht: reading.baht(satang) };
    const shown = held ? fill("held", { ...numbers, held_people: reading.people(held.places), held_baht: reading.baht(held.satang) }) : fill("planned", numbers);
    const over = held ? { people: people - held.places, satang: satang - held.satang } : null;
    const isOver = over?.people > 0 || over?.satang > 0;
    said.className = isOver ? "grid-over" : "grid-left";
    if (isOver) {
      if (over.people > 0) said.append(fill("over-people", { people: reading.people(over.people) }), " ");
      if (over.satang > 0) said.append(fill("over-baht", { baht: reading.baht(over.satang) }), " ");
      said.append(fill("over-so"));
    } else if (over) said.append(fill("left", { people: reading.people(held.places - people), baht: reading.baht(held.satang - satang) }));
    main.replaceChildren(shown, " ", said);
  };
  const status = () => {
    const waiting = book.waiting().length, refused = book.troubles().length, words = { count: waiting || refused, when: saver.savedAt };
    const name = { [REST]: refused ? "troubles" : state.may_edit ? (saver.savedAt ? "saved" : "rest") : "reading", [SAVING]: "saving", [OFF]: waiting ? "off" : "rest", [LOGIN]: "login", [CLOSED]: state.may_edit ? "closed" : "reading" }[saver.status];
    const line = at("state");
    line.dataset.state = saver.status !== REST ? saver.status : waiting ? SAVING : refused ? "refused" : REST;
    const said = fill(line.dataset.state === SAVING ? "saving" : name, words);
    if (line.textContent !== said.textContent) line.replaceChildren(said);
  };
  const trouble = (edit) => {
    const row = book.rows.get(edit.id), item = document.createElement("li"), where = document.createElement("button");
    Object.assign(where, { type: "button", className: "link-button", onclick: () => sheet.find(edit.id, edit.place) });
    where.append(fill("at", { province: row.province, month: book.frame.months[edit.place].name }));
    const button = (name, isMine) => {
      const onclick = () => { book.settle(edit, { isMine }); changed(); };
      return Object.assign(fill(name).querySelector("button"), { onclick });
    };
    if (edit.state === CLASH) {
      item.append(where, " ", fill("both", { who: edit.who, when: edit.when, theirs: value(edit.expected = row.kept[edit.place]), mine: value(edit.wanted) }), " ",
        button("theirs", false), " ", button("mine", true));
    } else item.append(where, ` ${edit.because} `, button("drop", false));
    return item;
  };
  const troubles = () => {
    const found = book.troubles(), box = at("troubles"), list = document.createElement("ul"), title = document.createElement("p");
    const told = JSON.stringify(found);
    if (box.dataset.told === told) return;
    Object.assign(box, { hidden: !found.length }).dataset.told = told;
    title.append(fill("troubles", { count: found.length }));
    list.append(...found.map(trouble));
    box.replaceChildren(title, list);
  };
  const news = (cells) => {
    const { who, when } = cells.at(-1), isNew = cells.some((cell) => !sheet.lineOf.has(cell.id));
    at("news").replaceChildren(fill("news", { who, when, count: cells.length }));
    sheet.news = new Set(cells.map((cell) => `${cell.id}|${book.months.indexOf(cell.month)}`));
    setTimeout(() => { sheet.news = null; sheet.refresh(); }, NEWS_FOR);
    sheet.refresh({ wide: isNew });
  };
  const tell = (cells) => {
    if (!sheet) return;
    total(); status(); troubles();
    if (add) for (const [name, past] of [["undo", book.done], ["redo", book.undone]]) at(name).disabled = !past.length;
    if (cells) news(cells); else sheet.refresh();
  };
  const changed = () => { saver.soon(); tell(); };
  const chosen = (cells, { outside = 0 } = {}) => {
    const unique = new Map(cells.map((cell) => [`${cell.row.id}|${cell.place}`, cell])).values();
    const sum = [...unique].reduce((all, { row, place }) => { const one = book.sum([row], [place]); return { people: all.people + one.people, satang: all.satang + one.satang }; }, { people: 0, satang: 0 });
    const told = outside ? fill("pasted-too-much", { count: outside }) : cells.length > 1
      ? fill("chosen", { count: cells.length, people: reading.people(sum.people), baht: reading.baht(sum.satang) })
      : cells.length ? document.createTextNode(sheet.told(cells[0].row, cells[0].place)) : "";
    at("foot").replaceChildren(told);
  };

  // --- what is shown, kept in the address ---
  const choose = (name, picked) => {
    choice[name] = picked;
    const words = new URLSearchParams(Object.entries(choice).filter(([key, one]) => one && !(key === "show" && one === "people")).map(([key, one]) => [key, one === true ? "1" : one]));
    if (!choice.group) words.set("group", "");
    history.replaceState(null, "", `?${words}`);
    for (const one of grid.querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", one.dataset.show === choice.show);
    sheet.refresh({ wide: true, columns: name === "show" || name === "quarters" });
  };
  const saver = new Saver({ book, state, told: (cells) => tell(cells) });
  const sheet = new Sheet({ element: at("sheet"), book, choice, chosen, mayEdit: () => saver.mayEdit, written: (value) => { at("news").replaceChildren(value ? fill("follows", { people: reading.people(value.people), baht: reading.baht(value.satang) }) : ""); changed(); } });
  for (const one of grid.querySelectorAll("[data-show]")) { one.addEventListener("click", () => choose("show", one.dataset.show)); one.setAttribute("aria-pressed", one.dataset.show === choice.show); }
  Object.assign(at("group"), { value: choice.group }).addEventListener("change", (event) => choose("group", event.target.value));
  Object.assign(at("quarters"), { checked: choice.quarters }).addEventListener("change", (event) => choose("quarters", event.target.checked));
  Object.assign(at("filter"), { value: choice.province }).addEventListener("input", (event) => choose("province", event.target.value));

  // --- going back, rows that are added ---
  const turn = (work) => { if (work.call(book).length) { at("news").replaceChildren(); changed(); } };
  window.addEventListener("pagehide", () => { sheet.finish(); saver.leave(); });
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase(), isText = event.target.matches("input, select, textarea");
    if (!(event.ctrlKey || event.metaKey) || isText || !["z", "y"].includes(key) || !saver.mayEdit) return;
    event.preventDefault();
    turn(key === "y" || event.shiftKey ? book.redo : book.undo);
  });
  if (add) {
    at("undo").addEventListener("click", () => turn(book.undo));
    at("redo").addEventListener("click", () => turn(book.redo));
    adding({ book, add, added: (row) => { sheet.refresh({ wide: true }).then(() => sheet.find(row.id, 0)); saver.remember(); } });
  }
  sheet.ready.then(() => { tell(); grid.dataset.ready = ""; });
};

// A row is an activity in a province by an office; whose budget and whose KPI it is, the envelope says.
const adding = ({ book, add, added }) => {
  const { activities, provinces, offices, owner, counts_for: counts, answering } = book.frame, { activity, province, serving } = add.elements;
  const answers = new Set(answering.map((pair) => pair.join()));
  const offer = (select, found) => select.replaceChildren(...found.map(([id, name]) => new Option(name, id)));
  const byName = (one, other) => (one[1] < other[1] ? -1 : 1);
  const serve = () => {
    const can = ([id, one]) => answers.has([id, province.value].join()) || !["provincial", "ministry"].includes(one.kind);
    const here = ([id]) => (answers.has([id, province.value].join()) ? 0 : 1);
    offer(serving, Object.entries(offices).filter(can).sort((one, other) => here(one) - here(other)).map(([id, one]) => [id, one.name]));
  };
  offer(activity, Object.entries(activities).sort(([, one], [, other]) => one.project - other.project || (one.code < other.code ? -1 : 1)).map(([id, one]) => [id, one.name]));
  offer(province, Object.entries(provinces).map(([id, one]) => [id, one.name]).sort(byName));
  serve();
  province.addEventListener("change", serve);
  const toggle = at("add-open");
  toggle.addEventListener("click", () => { add.hidden = !add.hidden; toggle.setAttribute("aria-expanded", !add.hidden); if (!add.hidden) activity.focus(); });
  add.addEventListener("submit", (event) => {
    event.preventDefault();
    const server = Number(serving.value), row = book.rowOf([Number(activity.value), owner, server, [owner, server].includes(counts) ? counts : owner, province.value]);
    row.isAdded = true;
    added(row);
  });
};

if (grid && matchMedia(WIDE).matches) start();

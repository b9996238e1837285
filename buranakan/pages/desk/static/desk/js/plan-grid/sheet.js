// The sheet: Tabulator draws only the rows in sight; choosing, writing, copying and filling cells are ours.
import { FormatModule, FrozenColumnsModule, FrozenRowsModule, ResizeTableModule, Tabulator } from "../../../vendor/tabulator/tabulator.js";
import { REFUSED, WAITING, moneyFor } from "./book.js";
import * as reading from "./reading.js";
import { text } from "./words.js";

Tabulator.registerModule([FormatModule, FrozenColumnsModule, FrozenRowsModule, ResizeTableModule]);
const ROW = 34, PEOPLE = 58, BAHT = 88;
const LABELS = innerWidth < 1500 ? { activity: 170, province: 112, office: 88 } : { activity: 280, province: 130, office: 150 };
const TOTAL = "total";
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const clamp = (number, low, high) => Math.min(Math.max(number, low), high);

export class Sheet {
  constructor({ element, book, choice, mayEdit, written, chosen }) {
    Object.assign(this, { element, book, choice, mayEdit, written, chosen, columns: [], shown: [],
      from: null, to: null, input: null, dragging: false });
    this.arrange();
    this.table = new Tabulator(element, { data: this.lines(), columns: this.headings(), index: "id", height: "100%",
      rowHeight: ROW, layout: "fitData", frozenRows: (row) => row.getData().id === TOTAL });
    this.ready = new Promise((resolve) => { this.table.on("tableBuilt", resolve); });
    this.ready.then(() => element.querySelector(".tabulator-tableholder").removeAttribute("tabindex"));
    this.listen();
  }

  // --- what is shown ---
  arrange() {
    const { show, quarters } = this.choice;
    const kinds = show === "both" ? ["people", "baht"] : [show];
    this.columns = this.book.months.flatMap((_, place) => kinds.map((kind) => ({ kind, place, field: `${kind}-${place}` })));
    this.quarters = quarters ? kinds : [];
    const groups = this.book.groups({ by: this.choice.group, matching: this.choice.province });
    this.shown = groups.flatMap(({ title, rows }) => [...(this.choice.group ? [{ id: `group:${title}`, title, rows }] : []),
      ...rows.map((row) => ({ id: row.id, row, rows: [row] }))]);
    this.all = { id: TOTAL, title: text(this.choice.province ? "shown" : "total"), rows: groups.flatMap(({ rows }) => rows) };
    this.lineOf = new Map([this.all, ...this.shown].map((line) => [line.id, line]));
  }

  lines() { return [...this.lineOf.keys()].map((id) => ({ id })); }

  headings() {
    const draw = (cell) => document.createTextNode(this.draw(cell.getElement(), this.lineOf.get(cell.getData().id), cell.getField()));
    const column = (field, title, width, more = {}) => ({ field, title, width, formatter: draw, ...more });
    const width = (kind) => (kind === "people" ? PEOPLE : BAHT);
    const both = this.choice.show === "both";
    const over = (title, columns) => (both ? { title, columns } : { ...columns[0], title });
    const months = this.book.frame.months.flatMap((month, place) => {
      const held = [over(month.short, this.columns.filter((one) => one.place === place)
        .map(({ kind, field }) => column(field, text(kind), width(kind))))];
      const quarter = (place + 1) / 3;
      if (this.quarters.length && Number.isInteger(quarter)) {
        held.push(over(text("quarter", { count: quarter }), this.quarters.map((kind) => column(`q-${kind}-${quarter}`, text(kind), width(kind) + 16))));
      }
      return held;
    });
    return [...Object.entries(LABELS).map(([name, wide]) => column(name, text(name), wide, { frozen: true })), ...months,
      column("sum-people", text("sum-people"), 66, { frozen: true }), column("sum-baht", text("sum-baht"), 98, { frozen: true })];
  }

  // A cell's words; its look goes into classes.
  draw(element, line, field) {
    const [kind, what, number] = field.split("-");
    if (!line) return "";
    const mark = (names) => { element.className = ["tabulator-cell", ...[...element.classList].filter((one) => one.startsWith("tabulator-frozen")), ...names].join(" "); };
    if (field in LABELS) {
      const words = line.row ? { activity: line.row.activity.name, province: line.row.province, office: line.row.office }[field]
        : field === "activity" ? line.title || text("no-centre") : "";
      element.title = words;
      mark(["cell-label", ...(line.row ? [] : ["cell-sum"])]);
      return words;
    }
    const isMonth = kind !== "sum" && kind !== "q";
    if (isMonth && line.row) return this.drawMonth(element, line, { kind, place: Number(what), mark });
    const places = isMonth ? [Number(what)] : kind === "q" ? [1, 2, 3].map((one) => number * 3 - one) : undefined;
    const total = this.book.sum(line.rows, places), unit = isMonth ? kind : what;
    mark(["cell-sum"]);
    return total.cells ? reading[unit](unit === "people" ? total.people : total.satang) : "";
  }

  drawMonth(element, line, { kind, place, mark }) {
    const edit = this.book.edit(line.row, place), value = this.book.at(line.row, place);
    const r = this.shown.indexOf(line), c = this.columns.findIndex((one) => one.kind === kind && one.place === place);
    const bounds = this.bounds(), isActive = this.to && this.from && r === this.from.r && c === this.from.c;
    const isChosen = bounds && r >= bounds.top && r <= bounds.bottom && c >= bounds.left && c <= bounds.right;
    const state = edit ? `cell-${edit.state}` : "";
    mark(["cell-month", ...(isChosen ? ["cell-chosen"] : []), ...(isActive ? ["cell-active"] : []), ...(state ? [state] : []),
      ...(this.news?.has(`${line.id}|${place}`) ? ["cell-news"] : [])]);
    Object.assign(element.dataset, { r, c });
    // Tab comes in to the chosen cell, or to the first.
    element.tabIndex = isActive || (!this.from && c === 0 && line === this.shown.find((one) => one.row)) ? 0 : -1;
    if (isActive) element.setAttribute("aria-label", this.told(line.row, place));
    else element.removeAttribute("aria-label");
    if (edit?.state === REFUSED && edit.wanted === undefined && edit.field === kind) return edit.typed;
    const said = edit && edit.state !== WAITING && edit.wanted !== undefined ? edit.wanted : value;
    if (!said) return "";
    return kind === "people" ? reading.people(said.people) : said.satang === null ? "–" : reading.baht(said.satang);
  }

  told(row, place) {
    const value = this.book.at(row, place), edit = this.book.edit(row, place);
    const words = text("cell", { province: row.province, month: this.book.frame.months[place].name,
      people: reading.people(value?.people ?? 0), baht: reading.baht(value?.satang ?? 0) });
    return edit?.because ? `${words}. ${edit.because}` : words;
  }

  // Rows or columns may be others now; without `wide` only words and looks are.
  async refresh({ wide = false, columns = false } = {}) {
    await this.ready;
    if (wide || columns) {
      const active = this.from && this.shown[this.from.r]?.id;
      this.arrange();
      if (columns) this.table.setColumns(this.headings());
      await this.table.replaceData(this.lines());
      const r = this.shown.findIndex((line) => line.id === active);
      this.from = this.to = r >= 0 && this.from.c < this.columns.length ? { r, c: this.from.c } : null;
    }
    for (const row of [this.table.getRow(TOTAL), ...this.table.getRows("visible")]) {
      for (const cell of row ? row.getCells() : []) {
        const element = cell.getElement();
        if (element.contains(this.input)) continue;
        const words = this.draw(element, this.lineOf.get(row.getData().id), cell.getField());
        if (element.textContent !== words) element.textContent = words;
      }
    }
  }

  // --- choosing ---
  bounds() {
    if (!this.from) return null;
    const [a, b] = [this.from, this.to];
    return { top: Math.min(a.r, b.r), bottom: Math.max(a.r, b.r), left: Math.min(a.c, b.c), right: Math.max(a.c, b.c) };
  }

  // Cells of the chosen piece, row by row; headings of groups are passed over.
  piece({ top, bottom, left, right } = this.bounds()) {
    return this.shown.slice(top, bottom + 1).filter((line) => line.row)
      .map((line) => this.columns.slice(left, right + 1).map((column) => ({ ...column, row: line.row })));
  }

  choose(r, c, { extend = false } = {}) {
    this.to = { r, c };
    if (!extend || !this.from) this.from = { r, c };
    const holder = this.element.querySelector(".tabulator-tableholder"), top = r * ROW;
    if (top < holder.scrollTop) holder.scrollTop = top;
    if (top + ROW > holder.scrollTop + holder.clientHeight) holder.scrollTop = top + ROW - holder.clientHeight;
    requestAnimationFrame(async () => {
      await this.refresh();
      const element = this.cellAt(r, c);
      if (element) { this.show(holder, element); if (!this.input) this.cellAt(this.from.r, this.from.c)?.focus({ preventScroll: true }); }
      this.chosen(this.piece().flat());
    });
  }

  cellAt(r, c) { return this.element.querySelector(`.cell-month[data-r="${r}"][data-c="${c}"]`); }

  // From under the frozen columns on both sides.
  show(holder, element) {
    const frozen = Object.values(LABELS).reduce((sum, wide) => sum + wide, 0), seen = holder.getBoundingClientRect(), box = element.getBoundingClientRect();
    const left = seen.left + frozen, right = seen.left + holder.clientWidth - 164;
    if (box.left < left) holder.scrollLeft -= left - box.left;
    else if (box.right > right) holder.scrollLeft += box.right - right;
  }

  move(rows, columns, { extend = false, far = false } = {}) {
    const start = extend ? this.to : this.from;
    if (!start) return this.begin();
    let { r, c } = start;
    const step = () => {
      const next = { r: r + rows, c: c + columns };
      while (rows && this.shown[next.r] && !this.shown[next.r].row) next.r += rows;
      if (!this.shown[next.r]?.row || !this.columns[next.c]) return false;
      ({ r, c } = next);
      return true;
    };
    while (step() && far);
    this.choose(r, c, { extend });
  }

  find(id, place) {
    const r = this.shown.findIndex((line) => line.id === id), c = this.columns.findIndex((one) => one.place === place);
    if (r >= 0) this.choose(r, c);
  }

  begin() { this.find(this.shown.find((line) => line.row)?.id, 0); }

  // --- writing ---
  // Texts for cells: [{row, place, kind, text}]; people and baht of one cell are one wish.
  put(texts) {
    if (!texts.length) return;
    const wishes = new Map();
    for (const { row, place, kind, text: typed } of texts) {
      const cell = `${row.id}|${place}`;
      wishes.set(cell, { ...(wishes.get(cell) ?? { row, place }), [kind]: typed });
    }
    const meant = [...wishes.values()], [first] = meant;
    const before = this.book.at(first.row, first.place);
    this.book.write(meant.map((wish) => this.wish(wish)));
    const after = this.book.at(first.row, first.place);
    // Who writes one number of people is told what became of the baht.
    this.written(meant.length === 1 && first.baht === undefined && after && after.satang !== before?.satang ? after : null);
  }

  wish({ row, place, people, baht }) {
    const now = this.book.at(row, place), isOnlyBaht = people === undefined;
    const refuse = (name, field, typed) => ({ row, place, typed, field, because: text(name) });
    const count = isOnlyBaht ? now?.people ?? null : reading.readPeople(people);
    const money = baht === undefined ? undefined : reading.readBaht(baht);
    if (Number.isNaN(count)) return refuse("not-a-number", "people", people);
    if (Number.isNaN(money)) return refuse("not-a-number", "baht", baht);
    if (!count) return isOnlyBaht && money ? refuse("people-first", "baht", baht) : { row, place, wanted: null };
    if (now && now.satang === null) return baht ? refuse("not-yours", "baht", baht) : { row, place, wanted: { people: count, satang: null } };
    if (money !== undefined && money !== null) return { row, place, wanted: { people: count, satang: money } };
    if (!isOnlyBaht && now?.people === count) return { row, place, wanted: now };
    return { row, place, wanted: { people: count, satang: moneyFor(count, row.activity, isOnlyBaht ? null : now) } };
  }

  edit(first) {
    const element = this.from && this.cellAt(this.from.r, this.from.c);
    if (!this.mayEdit() || !element || this.input) return;
    const [[cell]] = this.piece({ top: this.from.r, bottom: this.from.r, left: this.from.c, right: this.from.c });
    const before = element.textContent, input = document.createElement("input");
    Object.assign(input, { className: "cell-input", value: first ?? before, inputMode: "decimal", autocomplete: "off" });
    input.setAttribute("aria-label", this.told(cell.row, cell.place));
    const close = (isKept) => {
      if (this.input !== input) return;
      this.input = null;
      const typed = input.value;
      element.textContent = before;
      if (isKept && typed !== before) this.put([{ ...cell, text: typed }]);
      else this.refresh();
    };
    input.addEventListener("blur", () => close(true));
    input.addEventListener("keydown", (event) => {
      const way = { Enter: [event.shiftKey ? -1 : 1, 0], Tab: [0, event.shiftKey ? -1 : 1], ...(first === undefined ? {} : { ArrowUp: [-1, 0], ArrowDown: [1, 0] }) }[event.key];
      if (way || event.key === "Escape") {
        event.preventDefault();
        close(event.key !== "Escape");
        if (way) this.move(...way); else this.choose(this.from.r, this.from.c);
      }
      event.stopPropagation();
    });
    this.input = input;
    element.replaceChildren(input);
    input.focus();
    if (first === undefined) input.select();
  }

  fill(rows, columns) {
    const bounds = this.bounds();
    if (!bounds) return;
    const isOne = rows ? bounds.top === bounds.bottom : bounds.left === bounds.right;
    const wide = { ...bounds, top: bounds.top - (isOne && rows ? this.back(bounds.top) : 0), left: Math.max(bounds.left - (isOne && columns ? this.columns.length / this.book.months.length : 0), 0) };
    const piece = this.piece(wide), kinds = this.columns.length / this.book.months.length;
    this.put(piece.flatMap((line, y) => line.flatMap((cell, x) => {
      const source = rows ? piece[0][x] : line[x % kinds];
      const isSource = rows ? y === 0 : x < kinds;
      return isSource || source.kind !== cell.kind ? [] : [{ ...cell, text: this.plain(source) }];
    })));
  }

  // How far up the next row is, past the headings of groups.
  back(r) {
    const above = this.shown.findLastIndex((line, place) => place < r && line.row);
    return above < 0 ? 0 : r - above;
  }

  plain({ row, place, kind }) {
    const value = this.book.at(row, place);
    if (!value) return "";
    return kind === "people" ? String(value.people) : value.satang === null ? "" : reading.baht(value.satang).replaceAll(",", "");
  }

  paste(words) {
    const table = reading.readTable(words), bounds = this.bounds();
    const isOne = table.length === 1 && table[0].length === 1;
    const below = this.shown.slice(bounds.top).filter((line) => line.row), right = this.columns.slice(bounds.left);
    const texts = isOne ? this.piece().flat().map((cell) => ({ ...cell, text: table[0][0] }))
      : table.flatMap((line, y) => line.flatMap((typed, x) => (below[y] && right[x] ? [{ ...right[x], row: below[y].row, text: typed }] : [])));
    const outside = isOne ? 0 : table.reduce((sum, line) => sum + line.length, 0) - texts.length;
    this.put(texts);
    if (!isOne && texts.length) this.to = { r: this.shown.indexOf(below[Math.min(table.length, below.length) - 1]), c: bounds.left + Math.min(Math.max(...table.map((line) => line.length)), right.length) - 1 };
    this.refresh();
    return outside;
  }

  // --- keys and mouse ---
  listen() {
    const at = ({ target }) => {
      const cell = target.closest?.(".cell-month");
      return cell && { r: Number(cell.dataset.r), c: Number(cell.dataset.c) };
    };
    this.element.addEventListener("mousedown", (event) => {
      const cell = at(event);
      if (!cell || event.button || event.target === this.input) return;
      event.preventDefault();
      this.input?.blur();
      this.dragging = true;
      this.choose(cell.r, cell.c, { extend: event.shiftKey });
    });
    this.element.addEventListener("mouseover", (event) => {
      const cell = this.dragging && at(event);
      if (cell && (cell.r !== this.to.r || cell.c !== this.to.c)) this.choose(cell.r, cell.c, { extend: true });
    });
    this.element.addEventListener("focusin", (event) => {
      const cell = !this.from && at(event);
      if (cell) this.choose(cell.r, cell.c);
    });
    document.addEventListener("mouseup", () => { this.dragging = false; });
    this.element.addEventListener("dblclick", (event) => { if (at(event)) this.edit(); });
    this.element.addEventListener("keydown", (event) => this.key(event));
    // A cell that was scrolled out of sight loses the focus, not its place.
    document.addEventListener("keydown", (event) => { if (event.target === document.body && this.from) this.key(event); });
    document.addEventListener("copy", (event) => {
      if (!this.isHere()) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", this.piece().map((line) => line.map((cell) => this.plain(cell)).join("\t")).join("\n"));
    });
    document.addEventListener("paste", (event) => {
      if (!this.isHere() || !this.mayEdit()) return;
      event.preventDefault();
      this.chosen(this.piece().flat(), { outside: this.paste(event.clipboardData.getData("text/plain")) });
    });
  }

  // Whoever leaves while writing has written.
  finish() { this.input?.blur(); }

  isHere() { return this.from && !this.input && (this.element.contains(document.activeElement) || document.activeElement === document.body); }

  key(event) {
    const { key, shiftKey: extend } = event, far = event.ctrlKey || event.metaKey, mayEdit = this.mayEdit();
    const act = (work) => { event.preventDefault(); work(); };
    if (event.altKey || this.input) return;
    if (key in ARROWS) act(() => this.move(...ARROWS[key], { extend, far }));
    else if (key === "Tab" && this.from && !far) this.tab(event);
    else if (key === "Home") act(() => this.choose(this.to?.r ?? 0, 0, { extend }));
    else if (key === "End") act(() => this.choose(this.to?.r ?? 0, this.columns.length - 1, { extend }));
    else if (key === "PageDown" || key === "PageUp") act(() => this.page(key === "PageDown" ? 1 : -1, { extend }));
    else if (!mayEdit || !this.from) return;
    else if (far && key.toLowerCase() === "d") act(() => this.fill(1, 0));
    else if (far && key.toLowerCase() === "r") act(() => this.fill(0, 1));
    else if (far) return;
    else if (key === "Enter") act(() => this.move(extend ? -1 : 1, 0));
    else if (key === "F2") act(() => this.edit());
    else if (key === "Delete" || key === "Backspace") act(() => this.put(this.piece().flat().map((cell) => ({ ...cell, text: "" }))));
    else if (key.length === 1 && key !== " ") act(() => this.edit(key));
  }

  // Tab goes on to what follows the sheet at its end, so that nobody is caught in it.
  tab(event) {
    const step = event.shiftKey ? -1 : 1;
    if (!this.columns[this.from.c + step]) return;
    event.preventDefault();
    this.move(0, step);
  }

  page(way, { extend }) {
    const tall = Math.floor(this.element.clientHeight / ROW) - 3;
    let r = clamp((this.to?.r ?? 0) + way * tall, 0, this.shown.length - 1);
    while (this.shown[r] && !this.shown[r].row) r += 1;
    if (this.shown[r]) this.choose(r, this.to?.c ?? 0, { extend });
  }
}

// The plan as values: rows of cells, what was typed and is not saved yet, sums, and what may be undone.
export const WAITING = "waiting", REFUSED = "refused", CLASH = "clash";

export const idOf = (key) => key.join(".");
export const same = (one, other) => one === other
  || (one !== null && other !== null && one.people === other.people && one.satang === other.satang);

// The same arithmetic as planning/grid.py: a whole baht at the unit cost of before, else in the middle of the range.
export const moneyFor = (people, activity, before) => {
  const [low, high] = [activity.low * people, activity.high * people];
  const exact = before && before.satang !== null
    ? Number(BigInt(before.satang) * BigInt(people) / BigInt(before.people))
    : Math.floor((low + high) / 2);
  const whole = Math.floor((exact + 50) / 100) * 100;
  return whole >= low && whole <= high ? whole : Math.min(Math.max(exact, low), high);
};

export class Book {
  constructor({ frame, cells }) {
    this.frame = frame;
    this.months = frame.months.map((month) => month.key);
    this.rows = new Map();
    this.edits = new Map(); // by cell: {id, month, expected, wanted, typed, state, because, who, when, now}
    this.done = [];
    this.undone = [];
    for (const cell of cells) this.keep(cell);
  }

  rowOf(key) {
    const id = idOf(key);
    if (!this.rows.has(id)) {
      const [activity, owner, serving, , province] = key;
      const named = { ...this.frame.activities[activity], place: this.frame.provinces[province] };
      this.rows.set(id, { id, key, activity: named, owner, office: this.frame.offices[serving]?.name ?? "",
        province: named.place?.name ?? "", centre: named.place?.centre ?? "", kept: Array(this.months.length).fill(null) });
    }
    return this.rows.get(id);
  }

  // What the server says stands in a cell.
  keep({ row, month, people, satang }) {
    const found = this.rowOf(row), place = this.months.indexOf(month);
    const value = people === null ? null : { people, satang };
    found.kept[place] = value;
    const edit = this.edits.get(`${found.id}|${place}`);
    if (edit && same(edit.wanted, value)) this.edits.delete(`${found.id}|${place}`);
    return { row: found, place };
  }

  edit(row, place) { return this.edits.size ? this.edits.get(`${row.id}|${place}`) : undefined; }

  // What counts: what is saved or on its way. What was refused counts as it stands on the server.
  at(row, place) {
    const edit = this.edit(row, place);
    return edit?.state === WAITING ? edit.wanted : row.kept[place];
  }

  // Write into many cells: [{row, place, wanted, typed, because}]. A wish that no rule could take keeps what was typed.
  write(wishes) {
    const turned = [];
    for (const { row, place, wanted, typed = "", field = "", because = "" } of wishes) {
      const before = this.at(row, place), known = this.edit(row, place);
      if (because) {
        this.edits.set(`${row.id}|${place}`, { id: row.id, place, expected: row.kept[place], wanted: undefined,
          typed, field, state: REFUSED, because });
      } else if (!same(before, wanted) || (known && known.state !== WAITING)) {
        this.put(row, place, wanted);
        turned.push({ row, place, before, after: wanted });
      }
    }
    if (!turned.length) return;
    this.done.push(turned);
    this.undone = [];
  }

  put(row, place, wanted) {
    const cell = `${row.id}|${place}`, known = this.edits.get(cell);
    // What is on its way may have arrived or not: the answer, or the next question, will tell.
    const maybe = known?.state === WAITING && known.isSent ? known.wanted : known?.maybe;
    if (same(row.kept[place], wanted) && maybe === undefined) this.edits.delete(cell);
    else this.edits.set(cell, { id: row.id, place, expected: row.kept[place], wanted, state: WAITING, maybe });
  }

  undo() { return this.turn(this.done, this.undone, ["after", "before"]); }

  redo() { return this.turn(this.undone, this.done, ["before", "after"]); }

  // Only where our own word still stands: what somebody else wrote since is not taken back with it.
  turn(from, to, [now, then]) {
    const turned = (from.pop() ?? []).filter((one) => this.isOurs(one, one[now]));
    if (turned.length) to.push(turned);
    for (const { row, place, [then]: value } of turned) this.put(row, place, value);
    return turned;
  }

  isOurs({ row, place }, said) {
    const { state } = this.edit(row, place) ?? {};
    return state === REFUSED || (state !== CLASH && same(this.at(row, place), said));
  }

  // The server took an edit; what was typed since goes on from there.
  taken(edit, value) {
    const row = this.rows.get(edit.id), newer = this.edit(row, edit.place);
    row.kept[edit.place] = value;
    if (newer === edit) this.drop(row, edit.place);
    else if (newer) { newer.expected = value; newer.maybe = undefined; }
  }

  // The server refused an edit; where it holds what we may have sent before, it is only asked again.
  refused(edit, { code, because, who, when, now }) {
    const row = this.rows.get(edit.id);
    const isOurs = code === "cell_changed_meanwhile" && edit.maybe !== undefined && same(now, edit.maybe);
    if (code === "cell_changed_meanwhile") row.kept[edit.place] = now;
    // Sent before the page was left, and arrived: nobody has anything to settle.
    if (code === "cell_changed_meanwhile" && same(now, edit.wanted)) this.drop(row, edit.place);
    else if (isOurs) Object.assign(edit, { expected: now, maybe: undefined, isSent: false });
    else Object.assign(edit, { state: code === "cell_changed_meanwhile" ? CLASH : REFUSED, because, who, when });
  }

  // Somebody else's work arrives: over a cell that waits here it makes a clash, which a person settles.
  changedByOther(row, place, { value, who, when }) {
    const edit = this.edit(row, place);
    row.kept[place] = value;
    if (!edit) return;
    if (same(edit.wanted, value)) this.drop(row, place);
    else if (edit.state === WAITING && !edit.isSent) Object.assign(edit, { state: CLASH, who, when });
    else if (edit.state === CLASH) Object.assign(edit, { who, when });
  }

  // Which holds: theirs stands already, mine is sent knowing theirs.
  settle(edit, { isMine }) {
    const row = this.rows.get(edit.id);
    this.drop(row, edit.place);
    if (isMine) this.put(row, edit.place, edit.wanted);
  }

  drop(row, place) { this.edits.delete(`${row.id}|${place}`); }

  waiting() { return [...this.edits.values()].filter((edit) => edit.state === WAITING); }

  troubles() { return [...this.edits.values()].filter((edit) => edit.state !== WAITING); }

  // People, satang and the number of cells with people of some rows, in some months.
  sum(rows, places = this.months.keys()) {
    const chosen = [...places];
    const values = [...rows].flatMap((row) => chosen.map((place) => this.at(row, place)).filter(Boolean));
    return values.reduce((all, { people, satang }) => (
      { people: all.people + people, satang: all.satang + (satang ?? 0), cells: all.cells + 1 }), { people: 0, satang: 0, cells: 0 });
  }

  // Rows under their headings, as they are shown: [{title, rows}].
  groups({ by, matching }) {
    const text = matching.trim().toLowerCase();
    const rows = [...this.rows.values()].filter((row) => row.province.toLowerCase().includes(text));
    const place = (row) => [by === "centre" ? row.centre : "", String(row.activity.project).padStart(4, "0"),
      row.activity.code, row.place ?? "", row.activity.place?.sort ?? "", row.office, row.id].join("\u0000");
    rows.sort((one, other) => (place(one) < place(other) ? -1 : 1));
    const found = new Map();
    for (const row of rows) {
      const title = by === "project" ? row.activity.project_name : by === "centre" ? row.centre : "";
      if (!found.has(title)) found.set(title, []);
      found.get(title).push(row);
    }
    return [...found].map(([title, held]) => ({ title, rows: held }));
  }
}

// Sends what was typed in small batches, keeps it in the browser until it is saved, and asks what others changed.
import { REFUSED, WAITING, idOf, same } from "./book.js";

export const REST = "rest", SAVING = "saving", OFF = "off", LOGIN = "login", CLOSED = "closed";
const AFTER = 400; // milliseconds after the last key, so that a fill or a quick row goes together
const AGAIN = 4000; // milliseconds between questions, and between tries while something waits
const AT_ONCE = 200, PATIENCE = 20000;
const OUTLIVES_THE_PAGE = 60000; // letters that a browser still sends when its window is closed
const LEFT_BEHIND = 30000; // a window that has not told of itself for so long is closed
const JSON_TYPE = "application/json";

export class Saver {
  constructor({ book, state, told }) {
    Object.assign(this, { book, told, owner: state.owner, token: state.token, last: state.last, held: state.held,
      addresses: state.addresses, mayEdit: state.may_edit, status: REST, savedAt: null, isBusy: false });
    this.place = `buranakan-plan-grid:${this.owner}:${this.addresses.cells}`;
    this.window = sessionStorage.getItem(this.place) ?? crypto.randomUUID();
    sessionStorage.setItem(this.place, this.window);
    this.takeUp();
    if (state.state === "draft") setInterval(() => this.turn(), AGAIN);
    window.addEventListener("online", () => this.turn());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.turn(); });
    if (this.book.waiting().length) this.soon();
  }

  // --- kept in this browser ---
  takeUp() {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(`${this.place}:`))) {
      const isOwn = name === `${this.place}:${this.window}`;
      const kept = JSON.parse(localStorage.getItem(name));
      if (!isOwn && Date.now() - kept.at < LEFT_BEHIND) continue;
      for (const key of kept.rows) this.book.rowOf(key);
      for (const edit of kept.edits) {
        const row = this.book.rows.get(edit.id);
        if (edit.state === WAITING && same(row.kept[edit.place], edit.wanted)) continue;
        this.book.edits.set(`${edit.id}|${edit.place}`, { ...edit, isSent: false });
      }
      localStorage.removeItem(name);
    }
    this.remember();
  }

  remember() {
    const edits = [...this.book.edits.values()], empty = [...this.book.rows.values()].filter((row) => row.isAdded);
    const rows = [...new Set([...edits.map((edit) => edit.id), ...empty.map((row) => row.id)])];
    const name = `${this.place}:${this.window}`;
    if (!rows.length) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify({ at: Date.now(), edits, rows: rows.map((id) => this.book.rows.get(id).key) }));
  }

  // --- sending ---
  soon() {
    this.remember();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.turn(), AFTER);
  }

  // What waits goes out although nobody is here to read the answer; what gets lost is sent when the grid is opened again.
  leave() {
    this.remember();
    if (this.status !== OFF && this.book.waiting().length) this.turn();
  }

  async turn() {
    if (this.isBusy || document.hidden && !this.book.waiting().length) return;
    this.isBusy = true;
    try {
      if (this.status === LOGIN) await this.ask();
      let more = this.mayEdit && this.status !== LOGIN;
      while (more && this.book.waiting().length) more = await this.send(this.book.waiting().slice(0, AT_ONCE));
      await this.ask();
    } catch (trouble) {
      if (!(trouble instanceof TypeError) && trouble.name !== "TimeoutError") throw trouble;
      this.say(OFF);
    } finally {
      this.isBusy = false;
      this.remember();
      this.told();
    }
  }

  async send(batch) {
    this.say(SAVING);
    for (const edit of batch) edit.isSent = true;
    const edits = batch.map((edit) => ({ row: this.book.rows.get(edit.id).key, month: this.book.months[edit.place],
      expected: edit.expected, wanted: edit.wanted }));
    const body = JSON.stringify({ edits });
    const answer = await this.asked(this.addresses.set, { method: "POST", body, keepalive: body.length < OUTLIVES_THE_PAGE,
      headers: { Accept: JSON_TYPE, "Content-Type": JSON_TYPE, "X-CSRFToken": this.token } });
    if (answer === null) return false;
    const { status, said } = answer;
    if (status === 200) {
      for (const [place, edit] of batch.entries()) this.book.taken(edit, said.values[place]);
      this.savedAt = said.saved;
    } else if (said.refusals) {
      for (const refusal of said.refusals) this.book.refused(batch[refusal.place], refusal);
      for (const edit of batch) edit.isSent = false;
    } else {
      // The version as a whole is no draft any more, or not this office's.
      this.mayEdit = status !== 409;
      for (const edit of batch) Object.assign(edit, { isSent: false, ...(status === 409 ? {} : { state: REFUSED, because: said.because }) });
      return this.mayEdit;
    }
    this.remember();
    this.told();
    return true;
  }

  // --- asking ---
  async ask() {
    const answer = await this.asked(`${this.addresses.cells}?since=${this.last}`, { headers: { Accept: JSON_TYPE } });
    if (answer === null) return;
    const { said } = answer;
    if (said.owner !== this.owner) return void this.say(LOGIN);
    Object.assign(this, { token: said.token, held: said.held, mayEdit: said.may_edit, last: said.last });
    const news = said.cells.filter((cell) => {
      const row = this.book.rowOf(cell.row), place = this.book.months.indexOf(cell.month);
      const value = cell.people === null ? null : { people: cell.people, satang: cell.satang };
      const isNews = !same(row.kept[place], value);
      if (isNews) this.book.changedByOther(row, place, { value, who: cell.who, when: cell.when });
      return isNews;
    });
    const waits = this.book.waiting().length;
    this.say(this.mayEdit ? (waits ? SAVING : REST) : CLOSED);
    if (news.length) this.told(news.map((cell) => ({ ...cell, id: idOf(cell.row) })));
  }

  // What the server said; null, and so told, where nobody is signed in.
  async asked(address, choices) {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...choices });
    const isOurs = !response.redirected && response.headers.get("Content-Type")?.startsWith(JSON_TYPE);
    if (response.status >= 500) throw new TypeError("a server in trouble");
    if (isOurs) return { status: response.status, said: await response.json() };
    this.say(LOGIN);
    return null;
  }

  say(status) {
    this.status = status;
    this.told();
  }
}

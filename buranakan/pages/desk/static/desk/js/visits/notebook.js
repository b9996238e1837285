// The notebook: what is written is kept on the phone first, then sent; each note says where it stands.
import { keepThisPage } from "./keeping.js";
import { NoPicture, resized, thumbnail } from "./photos.js";
import { DONE, send } from "./sending.js";
import { REFUSED, SENT, WAITING, all, keep, ofOwner, remove } from "./store.js";

const book = document.querySelector("[data-notebook]");
const form = book.querySelector("form");
const list = book.querySelector("[data-notes]");
const queue = book.querySelector("[data-queue]");
const { owner, visit, keyAddress } = book.dataset;
const EVERY = 30000; // milliseconds between tries while something waits
const SEEN_FOR = 24 * 60 * 60 * 1000; // a note that was sent stays in sight for a day
// A note that was not taken and is being written again: it stays until its better words are kept.
let rewritten = null;

const words = (name) => book.querySelector(`template[data-words="${name}"]`).content.cloneNode(true);
const badge = (state) => book.querySelector(`template[data-state="${state}"]`).content.cloneNode(true);
const element = (name, { text = "", className = "" } = {}) => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

// --- what is written here ---------------------------------------------------------------------------------------------
const picture = async (note) => {
  if (!note.photo) return [];
  try {
    return [await thumbnail(note.photo)];
  } catch {
    return [words("photo")];
  }
};

const end = (note) => {
  const line = element("p", { className: "note-end" });
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  line.append(badge(note.state), element("time", { text: time.format(new Date(note.notedAt)) }));
  if (note.isDirective) line.append(words("directive"));
  if (note.state === REFUSED) {
    const again = words("again").querySelector("button");
    again.addEventListener("click", () => writeAgain(note));
    line.append(again);
  }
  return line;
};

const row = async (note) => {
  const item = element("li", { className: "note" });
  item.dataset.key = note.key;
  item.dataset.noteState = note.state;
  if (note.text) item.append(element("p", { text: note.text, className: "note-words" }));
  item.append(...await picture(note));
  if (note.because) item.append(element("p", { text: note.because, className: "field-error" }));
  item.append(end(note));
  return item;
};

const show = async () => {
  const notes = (await ofOwner(owner)).filter((note) => note.visit === visit);
  const rows = await Promise.all(notes.reverse().map(row));
  list.replaceChildren(...rows);
  queue.hidden = rows.length === 0;
};

const say = (state) => {
  for (const line of book.querySelectorAll("[data-network]")) line.hidden = line.dataset.network !== state;
};

// --- sending ----------------------------------------------------------------------------------------------------------
const trySending = async () => {
  const waits = (await ofOwner(owner)).some((note) => note.state === WAITING);
  const state = waits ? await send(owner, { told: show }) : DONE;
  say(state === DONE && !navigator.onLine ? "off" : state);
  await show();
};

const forgetOld = async () => {
  const oldest = Date.now() - SEEN_FOR;
  const isOver = (note) => note.owner !== owner || Date.parse(note.notedAt) < oldest;
  // Another's, whose session ended without signing out, too: the server has them.
  const over = (await all()).filter((note) => note.state === SENT && isOver(note));
  for (const note of over) await remove(note.key);
};

// --- writing ----------------------------------------------------------------------------------------------------------
const problem = (field, text) => {
  const said = element("p", { className: "field-error" });
  said.dataset.said = "";
  said.setAttribute("role", "alert");
  said.append(text);
  field.before(said);
  field.focus();
};

const written = async () => {
  const file = form.elements.photo.files[0];
  return {
    key: crypto.randomUUID(),
    owner,
    visit,
    keyAddress,
    address: location.pathname,
    text: form.elements.text.value.trim(),
    photo: file ? await resized(file) : rewritten?.photo ?? null,
    isDirective: form.elements.is_directive.checked,
    notedAt: new Date().toISOString(),
    state: WAITING,
    because: "",
  };
};

const take = async () => {
  for (const said of form.querySelectorAll("[data-said]")) said.remove();
  let note;
  try {
    note = await written();
  } catch (trouble) {
    if (!(trouble instanceof NoPicture)) throw trouble;
    problem(form.elements.photo, words("no-picture"));
    return;
  }
  if (!note.text && !note.photo) {
    form.elements.text.focus();
    return;
  }
  await keep(note);
  if (rewritten) await remove(rewritten.key);
  rewritten = null;
  form.reset();
  form.elements.text.focus();
  await show();
  await trySending();
};

const writeAgain = (note) => {
  rewritten = note;
  form.elements.text.value = note.text;
  form.elements.is_directive.checked = note.isDirective;
  form.elements.text.focus();
};

// --- beginning --------------------------------------------------------------------------------------------------------
const begin = async () => {
  // Where the phone keeps nothing (a private window), the form goes to the server as it does without this script.
  await forgetOld();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take();
  });
  window.addEventListener("online", trySending);
  window.addEventListener("offline", () => say("off"));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) trySending(); });
  setInterval(trySending, EVERY);
  book.dataset.ready = "";
  const told = () => {
    book.dataset.kept = "";
    book.querySelector("[data-kept-words]").hidden = false;
  };
  await keepThisPage({ ...book.dataset, told });
  await trySending();
};

begin();

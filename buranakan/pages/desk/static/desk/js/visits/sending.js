// Sends what waits, one note after another; each has a key, so that one sent twice is kept once.
import { REFUSED, WAITING, keep, markSent, ofOwner } from "./store.js";

export const DONE = "done";
export const NO_NETWORK = "off";
export const SIGN_IN = "login";
const LOCK = "buranakan-visit-notes";
const PATIENCE = 60000; // milliseconds for a photo on a bad line

const asked = (address, choices = {}) => fetch(address, {
  headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE), ...choices,
});

// Who is signed in here, and the token of their session; null where nobody is, or who may not write on this visit.
const keyOf = async (address) => {
  const response = await asked(address);
  const isOurs = response.ok && !response.redirected && response.headers.get("Content-Type") === "application/json";
  return isOurs ? response.json() : null;
};

const parcel = (note, token) => {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", token);
  form.set("client_key", note.key);
  form.set("text", note.text);
  form.set("noted_at", note.notedAt);
  if (note.isDirective) form.set("is_directive", "on");
  if (note.photo) form.set("photo", new Blob([note.photo], { type: "image/jpeg" }), "photo.jpg");
  return form;
};

const sendOne = async (note, token) => {
  const response = await asked(note.address, { method: "POST", body: parcel(note, token) });
  const isOurs = !response.redirected && response.headers.get("Content-Type") === "application/json";
  if (response.ok && isOurs) {
    await markSent(note);
    return true;
  }
  if (isOurs && response.status < 500) {
    await keep({ ...note, state: REFUSED, because: (await response.json()).because });
    return true;
  }
  return false; // a server in trouble, or a session that ended: the note waits
};

const sendAll = async (owner, { told }) => {
  const waiting = (await ofOwner(owner)).filter((note) => note.state === WAITING);
  const keys = new Map();
  for (const note of waiting) {
    if (!keys.has(note.keyAddress)) keys.set(note.keyAddress, await keyOf(note.keyAddress));
    const key = keys.get(note.keyAddress);
    // Somebody else may have signed in on this phone meanwhile: nobody sends in another's name.
    if (!key || key.owner !== owner || !(await sendOne(note, key.token))) return SIGN_IN;
    await told();
  }
  return DONE;
};

// In one window at a time, and never when the phone knows that it has no network.
export const send = async (owner, { told }) => {
  if (!navigator.onLine) return NO_NETWORK;
  const work = async () => {
    try {
      return await sendAll(owner, { told });
    } catch (trouble) {
      if (trouble instanceof TypeError || trouble.name === "TimeoutError") return NO_NETWORK;
      throw trouble;
    }
  };
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
};

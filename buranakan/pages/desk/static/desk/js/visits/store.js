// Notes on this phone, until they are sent. What is not sent is never removed here.
const NAME = "buranakan-visits";
const NOTES = "notes";
export const WAITING = "waiting";
export const SENT = "sent";
export const REFUSED = "refused";

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const opened = () => {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(NOTES, { keyPath: "key" });
  return answer(request);
};

const inside = async (mode, work) => {
  const database = await opened();
  try {
    const transaction = database.transaction(NOTES, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    const result = await answer(work(transaction.objectStore(NOTES)));
    // Only a finished transaction survives a phone that is switched off.
    await done;
    return result;
  } finally {
    database.close();
  }
};

const byTime = (first, second) => first.notedAt.localeCompare(second.notedAt);

export const all = async () => (await inside("readonly", (notes) => notes.getAll())).sort(byTime);

export const ofOwner = async (owner) => (await all()).filter((note) => note.owner === owner);

export const keep = (note) => inside("readwrite", (notes) => notes.put(note));

export const remove = (key) => inside("readwrite", (notes) => notes.delete(key));

// After a note is taken the server has it: here only its words stay, so that its writer sees that it went.
export const markSent = (note) => keep({ ...note, photo: null, state: SENT, because: "" });

export const forgetSent = async () => {
  const notes = await all();
  const sent = notes.filter((note) => note.state === SENT);
  for (const note of sent) await remove(note.key);
  return notes.length - sent.length;
};

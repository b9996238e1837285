// Before somebody signs out: what was sent is forgotten on this phone; what was not stays, and they are told.
const FORMS = "form[action$='/accounts/logout/']";
const NAME = "buranakan-visits";

const leave = async () => {
  await caches.delete(NAME);
  const known = await indexedDB.databases();
  if (!known.some((database) => database.name === NAME)) return 0;
  const { forgetSent } = await import("./store.js");
  return forgetSent();
};

const warn = () => {
  const said = document.querySelector("template[data-unsent]").content.cloneNode(true);
  const page = document.querySelector("main");
  page.prepend(said);
  page.focus();
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(FORMS);
  if (!form || form.dataset.warned !== undefined) return;
  event.preventDefault();
  // A second press goes through, whatever happens here.
  form.dataset.warned = "";
  const unsent = await leave().catch(() => 0);
  if (unsent) warn();
  else form.requestSubmit();
});

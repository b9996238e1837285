// Keeps the notebooks of visits and the files they are drawn with; every other page goes to the network as ever.
const CACHE = "buranakan-visits";
const NOTEBOOK = /\/visits\/[0-9a-f-]{36}\/notebook\/$/;
const VISIT = /\/visits\/[0-9a-f-]{36}\/$/;
const STATIC = "/static/";
const PATIENCE = 5000; // milliseconds; a line that stands but carries nothing is no line

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isToBeKept = (response) => response.ok && !response.redirected && response.type === "basic";

const keep = async (addresses) => {
  const cache = await caches.open(CACHE);
  const wanted = new Set(addresses.map((address) => new URL(address, self.location.origin).href));
  for (const request of await cache.keys()) {
    const isOldFile = new URL(request.url).pathname.startsWith(STATIC) && !wanted.has(request.url);
    if (isOldFile) await cache.delete(request);
  }
  for (const address of wanted) {
    const response = await fetch(address, { credentials: "same-origin" });
    if (isToBeKept(response)) await cache.put(address, response);
  }
};

self.addEventListener("message", (event) => {
  // Without network now: the page asks again when it is opened the next time.
  const kept = () => event.ports[0].postMessage("kept");
  if (event.data.keep) event.waitUntil(keep(event.data.keep).then(kept, () => {}));
});

const fresh = async (request) => {
  const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  const cache = await caches.open(CACHE);
  if (isToBeKept(response)) await cache.put(request.url, response.clone());
  return response;
};

const freshOrKept = async (request) => {
  try {
    return await fresh(request);
  } catch (trouble) {
    const kept = await (await caches.open(CACHE)).match(request.url);
    if (kept) return kept;
    throw trouble;
  }
};

// Without network a visit's own page leads to its notebook, where there is one on this phone.
const visitOrNotebook = async (request) => {
  try {
    return await fetch(request);
  } catch (trouble) {
    const notebook = `${request.url.split(/[?#]/)[0]}notebook/`;
    if (await (await caches.open(CACHE)).match(notebook)) return Response.redirect(notebook);
    throw trouble;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && NOTEBOOK.test(pathname)) event.respondWith(freshOrKept(request));
  else if (request.mode === "navigate" && VISIT.test(pathname)) event.respondWith(visitOrNotebook(request));
  else if (pathname.startsWith(STATIC)) event.respondWith(freshOrKept(request));
});

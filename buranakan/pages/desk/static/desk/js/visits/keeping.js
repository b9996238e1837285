// Asks the service worker to keep this page and what it is drawn with, so that it opens without network.
const files = () => {
  const linked = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const addresses = [...linked.map((one) => one.href || one.src), ...loaded];
  return [...new Set(addresses)].filter((address) => {
    const { origin, pathname } = new URL(address);
    return origin === location.origin && pathname.startsWith("/static/");
  });
};

// `told` is called once everything is kept.
export const keepThisPage = async ({ worker, reach, told }) => {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(worker, { scope: reach });
  const { active } = await navigator.serviceWorker.ready;
  // Fonts come after the page, and belong to it.
  await document.fonts.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = told;
  active.postMessage({ keep: [location.pathname, ...files()] }, [port2]);
};

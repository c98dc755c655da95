// The service worker: keeps empty copies of the pages that must open without a network, and sends
// what waits when the network is back. Nothing of a person or a report is ever put in its cache.
(function () {
  "use strict";
  const CACHE = "vaka-pages-1", PATIENCE_MS = 6000, FRESH_MS = 3600e3;
  const store = self.vakaOffline;

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
  self.addEventListener("message", (event) => { if (event.data && event.data.keep) event.waitUntil(answer(event)); });
  self.addEventListener("sync", (event) => { if (event.tag === "vaka-send") event.waitUntil(store.flush(true)); });

  async function answer(event) {
    const kept = await keep(event.data.keep).catch(() => false);
    event.ports[0].postMessage(kept);
  }

  async function takeOver() {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  }

  // Fetches the copies (`{"/ko/": "ko"}`) with the files they name, and drops files that no copy names.
  async function keep(pages) {
    const cache = await caches.open(CACHE);
    const last = await store.get("about", "copies");
    const whole = (await Promise.all(Object.keys(pages).map((path) => cache.match(path)))).every(Boolean);
    if (whole && last && Date.now() - last.at < FRESH_MS) return true;
    const wanted = new Set();
    for (const [path, name] of Object.entries(pages)) {
      const response = await fetch(`/ko/skal/${name}/`, { cache: "no-store", redirect: "error" });
      if (!response.ok) return false;
      const text = await response.clone().text();
      const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
      for (const file of files) if (!(await cache.match(file))) await cache.add(file);
      await cache.put(path, response);
      [path, ...files].forEach((one) => wanted.add(one));
    }
    for (const request of await cache.keys()) if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request);
    await store.put("about", { name: "copies", at: Date.now() });
    return true;
  }

  self.addEventListener("fetch", (event) => {
    const { request } = event, url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request, url));
    else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  });

  const file = async (request) => (await caches.match(request, { ignoreSearch: true })) || fetch(request);

  // The network first; the kept copy when it is away or slow.
  async function page(request, url) {
    await leaveIfDue();
    const cache = await caches.open(CACHE);
    const copy = (await cache.match(url.pathname)) || null;
    const asked = fetch(request);
    if (copy) {
      const slow = new Promise((give) => { setTimeout(() => give(null), PATIENCE_MS); });
      const answer = await Promise.race([asked.catch(() => null), slow]);
      asked.catch(() => null);
      return answer && answer.status < 500 ? answer : copy;
    }
    try {
      return await asked;
    } catch (error) {
      return (await cache.match("/ko/")) || Response.error();
    }
  }

  // Whoever signed out without a network is signed out before the next page is asked for.
  async function leaveIfDue() {
    if (!(await store.get("about", "leave"))) return;
    try {
      const response = await fetch("/ko/lamna/", { method: "POST", credentials: "same-origin" });
      if (response.ok) await store.remove("about", "leave");
    } catch (error) {
      // still no network; the flag stays
    }
  }
})();

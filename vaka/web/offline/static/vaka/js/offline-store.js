// What lies on the phone, and the sealing of it. Pages and the service worker share this file.
//
// Stores: `queue` sealed reports that wait (the phone cannot open them), `sent` receipts for a day,
// `tokens` one-time tokens, `about` the server's public key and whose tokens they are, `drafts`
// under a key that cannot be taken out and that goes when the session does, `keys` that key.
(function (scope) {
  "use strict";
  const SENT_MS = 24 * 3600e3, LONGEST_PAUSE_MS = 5 * 60e3, PATIENCE_MS = 15e3;
  const STORES = { queue: "clientId", sent: "clientId", tokens: "token", about: "name", drafts: "kind", keys: "name" };
  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const bytes = (text) => new TextEncoder().encode(text);
  const news = "BroadcastChannel" in scope ? new BroadcastChannel("vaka-offline") : null;
  let opening = null;

  function open() {
    opening ||= new Promise((give, fail) => {
      const request = indexedDB.open("vaka", 1);
      request.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => { request.result.close(); opening = null; };
        give(request.result);
      };
      request.onerror = () => { opening = null; fail(request.error); };
    });
    return opening;
  }

  const asked = (request) => new Promise((give, fail) => {
    request.onsuccess = () => give(request.result);
    request.onerror = () => fail(request.error);
  });

  // Runs `work` in one transaction; resolves when it is on the disk, not before.
  async function change(names, work) {
    const db = await open();
    const tx = db.transaction(names, "readwrite", { durability: "strict" });
    const ended = new Promise((give, fail) => {
      tx.oncomplete = give;
      tx.onabort = tx.onerror = () => fail(tx.error);
    });
    try {
      const result = await work(...names.map((name) => tx.objectStore(name)));
      await ended;
      return result;
    } catch (error) {
      ended.catch(() => null);
      try { tx.abort(); } catch (over) { /* it has ended by itself */ }
      throw error;
    }
  }

  const get = async (name, key) => asked((await open()).transaction(name).objectStore(name).get(key));
  const all = async (name) => asked((await open()).transaction(name).objectStore(name).getAll());
  const put = (name, row) => change([name], (store) => { store.put(row); });
  const tell = () => { if (news) news.postMessage("changed"); scope.dispatchEvent(new Event("vaka:changed")); };

  const toText = (buffer) => {
    let text = "";
    for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const fromText = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const joined = (one, two) => { const both = new Uint8Array(one.length + two.length); both.set(one); both.set(two, one.length); return both; };

  // Closes a box that only the server opens; the passing private half is never kept.
  async function seal(server, content, bound) {
    const point = fromText(server.point);
    const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
    const epk = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const goal = await crypto.subtle.importKey("raw", point, CURVE, false, []);
    const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: goal }, pair.privateKey, 256);
    const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: joined(epk, point), info: bytes("vaka sealed report 1") };
    const key = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bytes(bound) }, key, bytes(JSON.stringify(content)));
    return { key: server.key, epk: toText(epk), nonce: toText(nonce), box: toText(closed) };
  }

  // Seals a finished report and puts it in the queue with a token of its own, in one transaction.
  // A form that is sent again after it has been sent (the browser's back button) is another report.
  async function enqueue({ kind, clientId: wanted, answers }) {
    const isUsed = (await get("queue", wanted)) || (await get("sent", wanted));
    const clientId = wanted && !isUsed ? wanted : crypto.randomUUID();
    const pool = await get("about", "pool");
    if (!pool) throw new Error("no pool");
    const savedAt = new Date().toISOString();
    const sealed = await seal(pool, { answers }, `${clientId}|${kind}|${savedAt}`);
    const item = { clientId, kind, savedAt, sealed, tries: 0, nextAt: 0, state: "waiting", words: "" };
    await change(["queue", "tokens", "drafts"], async (queue, tokens, drafts) => {
      const valid = (await asked(tokens.getAll())).filter((one) => Date.parse(one.expiresAt) > Date.now());
      if (!valid.length) throw new Error("no tokens");
      item.token = valid[0].token;
      tokens.delete(item.token);
      queue.put(item);
      drafts.delete(kind);
    });
    tell();
    return item;
  }

  async function post(item, askBack) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const response = await fetch("/api/v1/reports", {
        method: "POST", credentials: "same-origin", cache: "no-store", redirect: "error", signal: stop.signal,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          client_id: item.clientId, kind: item.kind, saved_at: item.savedAt, token: item.token, sealed: item.sealed, ask_back: askBack,
        }),
      });
      const body = await response.json().catch(() => ({}));
      return { status: response.status, body };
    } catch (error) {
      return { status: 0, body: {} };
    } finally {
      clearTimeout(timer);
    }
  }

  // Sends one report and writes down what came of it. It leaves the queue only on an acknowledgement.
  async function send(item, askBack = false) {
    const { status, body } = await post(item, askBack);
    if ([200, 201, 202].includes(status)) {
      const row = { clientId: item.clientId, at: new Date().toISOString(), reference: body.reference || "", url: body.url || "",
        outcome: status === 202 ? "kept" : "sent", words: body.words || "" };
      await change(["queue", "sent"], (queue, sent) => { queue.delete(item.clientId); sent.put(row); });
    } else if (status === 422 && askBack) {
      await change(["queue", "tokens", "about"], async (queue, tokens, about) => {
        const pool = await asked(about.get("pool"));
        queue.delete(item.clientId);
        if (pool) tokens.put({ token: item.token, expiresAt: pool.expiresAt });
      });
    } else {
      const waits = status === 0 || status === 401 || status === 429 || status >= 500;
      const pause = Math.min(1000 * 2 ** Math.min(item.tries, 12), LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2);
      const next = { ...item, tries: item.tries + 1, nextAt: Date.now() + pause, state: waits ? "waiting" : "refused", words: body.words || "" };
      await change(["queue"], async (queue) => { if (await asked(queue.get(item.clientId))) queue.put(next); });
    }
    tell();
    return { status, body };
  }

  const oneAtATime = (work) => (navigator.locks ? navigator.locks.request("vaka-send", work) : work());

  // Sends what is due (everything when `now`); one run at a time over all tabs and the worker.
  function flush(now = false) {
    return oneAtATime(async () => {
      const due = (item) => now || (item.state === "waiting" && item.nextAt <= Date.now());
      const items = (await all("queue")).filter(due).sort((a, b) => a.savedAt.localeCompare(b.savedAt));
      for (const item of items) if ((await send(item)).status === 0) break;
      await forgetOld();
      return (await all("queue")).filter((item) => item.state === "waiting");
    });
  }

  async function forgetOld() {
    const old = (await all("sent")).filter((row) => Date.parse(row.at) < Date.now() - SENT_MS);
    if (old.length) await change(["sent"], (sent) => { old.forEach((row) => sent.delete(row.clientId)); });
  }

  // Everything that belongs to a session. The queue stays: nobody needs a session to send it.
  async function purge() {
    await change(["tokens", "drafts", "keys", "about"], (tokens, drafts, keys, about) => {
      tokens.clear(); drafts.clear(); keys.clear(); about.delete("pool");
    });
    tell();
  }

  async function draftKey() {
    const pool = await get("about", "pool");
    if (!pool) return null;
    const row = await get("keys", "draft");
    if (row) return row.session === pool.session && Date.parse(pool.until) > Date.now() ? row.key : null;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Somebody else on the page may have made one meanwhile: the first stands, or its box stays shut.
    return change(["keys"], async (keys) => {
      const first = await asked(keys.get("draft"));
      if (!first) keys.put({ name: "draft", key, session: pool.session });
      return !first ? key : first.session === pool.session ? first.key : null;
    });
  }

  async function saveDraft(kind, clientId, values, offline) {
    const key = await draftKey();
    if (!key) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes(JSON.stringify(values)));
    await put("drafts", { kind, clientId, iv, box, offline });
  }

  async function readDraft(kind) {
    const [row, key] = [await get("drafts", kind), await draftKey()];
    if (!row || !key) return null;
    try {
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key, row.box);
      return { values: JSON.parse(new TextDecoder().decode(clear)), clientId: row.clientId, offline: row.offline };
    } catch (error) {
      return null;
    }
  }

  const dropDraft = (kind) => change(["drafts"], (drafts) => { drafts.delete(kind); });
  const remove = async (name, key) => { await change([name], (store) => { store.delete(key); }); tell(); };

  scope.vakaOffline = { all, get, put, change, asked, enqueue, send, flush, purge, saveDraft, readDraft, dropDraft, remove, news };
})(self);

// Wakes the app inside the painted page (docs/how-it-works.md). Every reader downloads this file, but for
// its comments and indentation, which press takes out: a comment has a line of its own.

const LATEST_MS = 2000;
// A lead picture that took longer came over a slow line.
const SLOW_MS = 100;
// Who has waited that long for the app is told.
const PATIENCE_MS = 30_000;
const NEEDS_APP = "form, button:not([data-frame])";

// From here on failures are told by this file; before, the style sheet does it.
document.documentElement.dataset.app = "asleep";

const root = document.getElementById("newsprint");
const { js, integrity, wasm, sealed, site, siteSeal } = document.querySelector("script[data-wasm]").dataset;

// How many elements, texts and comments there are. press has counted too: where the numbers
// differ, the nodes cannot be taken over.
function shape() {
  const counts = { 1: 0, 3: 0, 8: 0 };
  const walker = document.createTreeWalker(root, 1 | 4 | 128);
  while (walker.nextNode()) counts[walker.currentNode.nodeType] += 1;
  return Object.values(counts).join(".");
}

// Without the name and the password with which the page may have been opened: with them nothing is
// fetched.
const at = (path) => location.origin + path;

// A page makes no script of a text (Trusted Types) but of this one: the URL of what searches.
const policy = window.trustedTypes?.createPolicy("newsprint", {
  createScriptURL: (url) => (/\/search[-\w]*\.js$/.test(url) && url.startsWith(at("/")) ? url : ""),
});
window.newsprintWorker = (path) => {
  const url = at(path);
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: "module" });
};

// The text of an answer's body; nothing where it is longer than any that is meant for a page.
window.newsprintText = async (body, most) => {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ; ) {
    const { done, value } = reader ? await reader.read() : { done: true };
    if (done) return text;
    text += value;
    if (text.length > most) return void reader.cancel();
  }
};

async function words() {
  const answer = await fetch(at(site), { priority: "low", integrity: siteSeal });
  if (!answer.ok) throw new Error(`${site} answered ${answer.status}`);
  return answer.text();
}

// Puts a link into the head.
function link(properties) {
  const element = Object.assign(document.createElement("link"), properties);
  document.head.append(element);
  return element;
}

// Lets the browser answer the reader in between.
const pause = () => new Promise((done) => setTimeout(done));

// The glue, if it is the file that press has seen. An import cannot ask for that, a preload can.
function glueCode() {
  link({ rel: "modulepreload", fetchPriority: "low", integrity, href: at(js) });
  return import(at(js));
}

// When the page is there to its end. It is loaded from its fold, and no earlier taken over.
const whole = new Promise((done) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", done);
  else done();
});

async function load() {
  const code = fetch(at(wasm), { priority: "low", integrity: sealed });
  // A failure is told below, where the code is waited for.
  code.catch(() => {});
  const [glue, text] = await Promise.all([glueCode(), words(), whole]);
  // The sheet that is there leaves with the page that links it.
  document.head.append(document.querySelector("link[rel=stylesheet]").cloneNode());
  await glue.default({ module_or_path: code });
  glue.read(text);
  await pause();
  const intact = shape() === root.dataset.shape;
  try {
    glue.wake(intact);
  } catch (error) {
    if (!intact) throw error;
    // A module broken once cannot go on; one with another fragment is a new one.
    const fresh = await import(`${at(js)}#anew`);
    await fresh.default({ module_or_path: fetch(at(wasm), { integrity: sealed }) });
    fresh.read(text);
    fresh.wake(false);
    document.querySelector(".crash")?.remove();
  }
}

// Says at the forms that they need the app, or no longer.
function tell(missing) {
  for (const line of document.querySelectorAll(".form-needs-app")) line.hidden = !missing;
}

let sent;
let late;
// When one has come back, if one has left.
let back;

addEventListener("pagehide", () => {
  back = new Promise((done) => addEventListener("pageshow", done, { once: true }));
});

function wake() {
  if (late) return;
  late = setTimeout(tell, PATIENCE_MS, true);
  load().then(
    () => {
      stop.abort();
      clearTimeout(late);
      tell(false);
      if (sent) document.getElementById(sent)?.requestSubmit();
    },
    async (error) => {
      // Who leaves breaks it off, in Firefox a moment before leaving, and may come back to this page.
      await new Promise((done) => setTimeout(done, 100));
      if (back) {
        await back;
        clearTimeout(late);
        back = late = undefined;
        return wake();
      }
      await whole;
      stop.abort();
      document.documentElement.dataset.app = "failed";
      tell(true);
      console.error("The app could not be started.", error);
    },
  );
}

const stop = new AbortController();
const until = { capture: true, signal: stop.signal };

for (const kind of ["pointerdown", "keydown", "focusin"]) {
  const used = (event) => event.isTrusted && event.target.closest?.(NEEDS_APP) && wake();
  document.addEventListener(kind, used, until);
}

document.addEventListener(
  "submit",
  (event) => {
    event.preventDefault();
    // What was typed is sent alone: see src/comment/writing/keeping.rs.
    document.documentElement.dataset.sent = sent = event.target.id;
    wake();
  },
  until,
);

// Firefox lays out what is below the fold late, and then may stay above the place that the address
// names.
const [{ type }] = performance.getEntriesByType("navigation");
const start = scrollY;
if (type === "navigate" && location.hash) {
  addEventListener("load", () =>
    setTimeout(() => {
      const place = document.querySelector(":target");
      if (scrollY === start && place?.getBoundingClientRect().top >= innerHeight) place.scrollIntoView();
    }),
  );
}

// A box whose content scrolls can be reached by keyboard and is named by its caption or the heading
// above it; one that does not scroll is no stop.
new ResizeObserver(() => {
  let name;
  for (const box of document.querySelectorAll(":is(h1, h2, h3, h4), .table, .body pre, .math")) {
    if (/^H/.test(box.tagName)) {
      name = box;
      continue;
    }
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    const label = (box.querySelector("caption") ?? name)?.textContent;
    for (const [key, value] of [["tabindex", 0], ["role", "group"], ["aria-label", label]]) {
      if (scrolls) box.setAttribute(key, value);
      else box.removeAttribute(key);
    }
  }
}).observe(document.body);

// What another host plays is asked for when its button is pressed, with the app or without.
document.addEventListener("click", ({ target }) => {
  const frame = target.dataset?.frame && target.closest(".embed")?.querySelector("iframe");
  if (!frame) return;
  frame.src = target.dataset.frame;
  frame.hidden = false;
  target.hidden = true;
  frame.focus();
});

// A field may have the focus already.
if (document.activeElement?.closest?.(NEEDS_APP)) wake();

const lead = document.querySelector("img[fetchpriority=high]");
// A picture that has come is painted first: in the frame after the one that knows its pixels. A
// slow line does not stand idle for that long: what is asked for now comes after the frame anyway.
const soon = async () => {
  if (performance.getEntriesByName(lead?.currentSrc)[0]?.duration > SLOW_MS) return wake();
  await lead?.decode().catch(() => {});
  requestAnimationFrame(() => setTimeout(wake));
};
if (lead ? lead.complete : document.readyState === "complete") {
  soon();
} else {
  for (const kind of ["load", "error"]) (lead ?? window).addEventListener(kind, soon, until);
}
setTimeout(wake, LATEST_MS);

// What every browser test starts from: a built edition, a server for it, and a watch that fails the test on
// whatever a reader must never meet: a console message, a page error, a foreign request, a layout shift.
import { test as base, expect } from '@playwright/test';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from './server.mjs';

export { answers } from './server.mjs';
export { expect };

const BUILT = fileURLToPath(new URL('../../target/built', import.meta.url));
const editions = new Map();

export const test = base.extend({
  /** Which build is looked at: `release`, `paper` (under `/paper/`) or `debug`. */
  build: ['release', { option: true }],

  /** The built edition's pages, read from its folder. */
  edition: async ({ build }, use) => use(readEdition(path.join(BUILT, build))),

  /** A server of its own for this test. */
  site: async ({ build }, use) => {
    const site = await serve(path.join(BUILT, build), { base: build === 'paper' ? '/paper/' : '/' });
    await use(site);
    await site.close();
  },

  /** The network is gone, or back, when every page knows it: the browser tells them one after the other. */
  context: async ({ context }, use) => {
    const setOffline = context.setOffline.bind(context);
    context.setOffline = async (offline) => {
      await setOffline(offline);
      const know = (page) => page.waitForFunction((online) => navigator.onLine === online, !offline, { timeout: 5000 });
      await Promise.allSettled(context.pages().map(know));
    };
    await use(context);
  },

  /**
   * Sees to it that the test ends in silence. `allow` makes an exception of a message; for the rest of the test,
   * or until the function that it returns is called. `allowBelow` makes one of shifts of what stands behind the first
   * element that a selector finds, in the order of the document, or in it: an answer that is late on a busy machine
   * moves what is below the place that it changes, and nothing else.
   */
  watch: [
    async ({ context, site, javaScriptEnabled }, use, info) => {
      const seen = [];
      const allowed = [];
      const note = (what) => allowed.some((pattern) => pattern.test(what)) || seen.push(what);
      context.on('console', (message) => note(`console ${message.type()}: ${message.text()}`));
      context.on('weberror', (error) => note(`page error: ${error.error()}`));
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^https?:/.test(protocol) && origin !== site.origin) note(`foreign request: ${request.url()}`);
      });
      if (javaScriptEnabled !== false) {
        await context.exposeBinding('reportShift', (_, shift) => note(`layout shift: ${shift}`));
        await context.addInitScript(reportShifts);
      }

      const allow = (...patterns) => {
        allowed.push(...patterns);
        return async () => {
          for (const page of context.pages()) await settled(page);
          for (const pattern of patterns) allowed.splice(allowed.indexOf(pattern), 1);
        };
      };

      const allowBelow = async (selector) => {
        await context.addInitScript(letMove, selector);
        for (const page of context.pages()) await page.evaluate(letMove, selector);
      };

      await use({ allow, allowBelow, seen });

      if (info.status !== info.expectedStatus) return;
      if (javaScriptEnabled !== false) for (const page of context.pages()) await settled(page).catch(() => {});
      expect(seen, 'what the browser reported').toEqual([]);
    },
    { auto: true },
  ],
});

/** Runs in the page: what stands behind this place may move. */
function letMove(selector) {
  (window.movable ??= []).push(selector);
}

/** Runs in the page. Chromium alone tells of shifts. */
function reportShifts() {
  if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
  const report = (entry) => {
    const nodes = entry.sources.map(({ node, previousRect: from, currentRect: to }) => {
      const name = node?.nodeName.toLowerCase() ?? '?';
      const place = (rect) => `${Math.round(rect.x)},${Math.round(rect.y)} ${Math.round(rect.width)}×${Math.round(rect.height)}`;
      return `${name}${node?.className ? `.${node.className}` : ''} from ${place(from)} to ${place(to)}`;
    });
    window.reportShift(`${entry.value.toFixed(4)} at ${Math.round(entry.startTime)} ms on ${location.pathname}: ${nodes.join('; ')}`);
  };
  // What has gone since it moved is known by where it was.
  const isBehind = (place, { node, previousRect }) =>
    node ? place.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING : previousRect.top >= place.getBoundingClientRect().top;
  const mayMove = (source) => (window.movable ?? []).map((selector) => document.querySelector(selector)).some((place) => place && isBehind(place, source));
  const isAllowed = ({ hadRecentInput, sources }) => hadRecentInput || (sources.length > 0 && sources.every(mayMove));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!isAllowed(entry)) report(entry);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Two frames and a moment later: what was about to be painted or reported has been. */
export const settled = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))));

// ---- the edition ----

/** Reads a built edition; once, unless `afresh`. */
export function readEdition(folder, { afresh = false } = {}) {
  if (afresh || !editions.has(folder)) editions.set(folder, new Edition(folder));
  return editions.get(folder);
}

class Edition {
  constructor(folder) {
    if (!existsSync(path.join(folder, 'index.html'))) throw new Error(`${folder} is not built: run make test-browser`);
    this.folder = folder;
    /** Every page, as its page.json says. */
    this.pages = readdirSync(folder, { recursive: true })
      .filter((file) => path.basename(file) === 'page.json')
      .sort()
      .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    /** The stories, oldest first. */
    this.stories = this.pages
      .filter((page) => page.kind === 'story')
      .sort((a, b) => Date.parse(a.published) - Date.parse(b.published) || (a.address < b.address ? -1 : 1));
  }

  /** The story at an address. */
  story(address) {
    return this.stories.find((story) => story.address === address);
  }

  /** The first story that fits and has a previous and a next one. */
  storyWith(fits = () => true) {
    return this.stories.find((story) => story.previous && story.next && fits(story));
  }

  /** A story between two others, with a picture and an open thread, in the edition's language. */
  get middle() {
    const { language } = this.pages.find((page) => page.kind === 'text') ?? this.stories[0];
    const ordinary = (story) => story?.lead_image && story.comments.open && story.language === language;
    return this.storyWith(
      (story) => ordinary(story) && ordinary(this.story(story.next.address)) && ordinary(this.story(story.previous.address)),
    );
  }

  get rightToLeft() {
    return this.storyWith((story) => /^(ar|he|fa|ur)\b/.test(story.language));
  }

  /** One address for each kind of page, with a name to tell them by. */
  get kinds() {
    const listing = (kind, fits = (page) => !page.number) =>
      this.pages.find((page) => page.kind === 'listing' && page.listing === kind && fits(page))?.address;
    const kinds = {
      front: '/',
      story: this.middle?.address,
      'right-to-left story': this.rightToLeft?.address,
      'story with photographs': this.stories.find(({ lead_image }) => lead_image?.sources?.length)?.address,
      'story with a formula': this.stories.find(({ body }) => JSON.stringify(body).includes('"type":"math"'))?.address,
      'story with every kind of block': this.stories.toSorted((a, b) => kindsOf(b).size - kindsOf(a).size)[0]?.address,
      'longest story': this.stories.toSorted((a, b) => b.reading_minutes - a.reading_minutes)[0]?.address,
      'longest headline': this.stories.toSorted((a, b) => b.headline.length - a.headline.length)[0]?.address,
      'story without a picture': this.stories.find((story) => !story.lead_image)?.address,
      section: listing('section'),
      topic: listing('topic'),
      author: listing('author'),
      archive: listing('archive'),
      'older page of a listing': this.pages.find((page) => page.number)?.address,
      text: this.pages.find((page) => page.kind === 'text')?.address,
      search: this.pages.find((page) => page.kind === 'search')?.address,
    };
    const addresses = Object.values(kinds);
    return Object.entries(kinds).filter(([, address], index) => address && addresses.indexOf(address) === index);
  }

  html(address) {
    return readFileSync(path.join(this.folder, address, 'index.html'), 'utf8');
  }
}

/** The kinds of block in a story. */
const kindsOf = ({ body }) => new Set(body.map(({ type }) => type));

/** Every text in a value of page.json that a reader sees, in order. */
export function texts(value) {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (value === null || typeof value !== 'object') return [];
  if (typeof value.text === 'string') return [value.text];
  return Object.values(value).flatMap(texts);
}

// ---- a page ----

/** The parts that DESIGN.md promises, by role and name. */
export function parts(page) {
  const neighbours = page.getByRole('navigation', { name: 'Previous and next posts' });
  const comments = page.getByRole('region', { name: 'Comments', exact: true });
  const form = page.getByRole('form', { name: 'Leave a Reply' });
  return {
    headline: page.getByRole('heading', { level: 1 }),
    skip: page.getByRole('link', { name: 'Skip to content' }),
    neighbours,
    previous: neighbours.getByRole('link', { name: 'Previous post' }),
    next: neighbours.getByRole('link', { name: 'Next post' }),
    comments,
    form,
    comment: page.getByRole('textbox', { name: /^Comment\b/ }),
    name: page.getByRole('textbox', { name: /^Name\b/ }),
    email: page.getByRole('textbox', { name: /^Email\b/ }),
    website: page.getByRole('textbox', { name: /^Website\b/ }),
    remember: page.getByRole('checkbox', { name: 'Remember me on this device' }),
    post: page.getByRole('button', { name: 'Post comment' }),
    alert: page.getByRole('alert').filter({ hasText: /\S/ }),
    retry: page.getByRole('alert').getByRole('button', { name: /^(Retry|Try again)$/ }),
  };
}

/** Waits until the app has taken over. */
export const awake = (page) =>
  page.waitForFunction(() => performance.getEntriesByName('newsprint:awake').length > 0);

/** Opens an address and waits until the app has taken over. */
export async function open(page, site, address) {
  await page.goto(site.url(address));
  await awake(page);
}

/** Marks this document, so that `sameDocument` can tell whether it was ever left. */
export const markDocument = (page) => page.evaluate(() => void (window.marked = true));
export const sameDocument = (page) => page.evaluate(() => window.marked === true);

/** Follows a link by keyboard: unlike a click this scrolls nothing. */
export async function follow(link) {
  await link.evaluate((element) => element.focus({ preventScroll: true }));
  await link.press('Enter');
}

/** Follows a link within the document and waits until the next page is drawn. */
export async function hop(page, link, how = follow) {
  const hops = () => performance.getEntriesByName('newsprint:hop').length;
  const before = await page.evaluate(hops);
  await how(link);
  await page.waitForFunction((before) => performance.getEntriesByName('newsprint:hop').length > before, before);
}

/** Presses Tab until the wanted element has the focus. */
export async function tabTo(page, locator, key = 'Tab') {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} never came to ${locator}`);
}

/** Waits until nothing has been asked of the server for a while. */
export async function quiet(site, milliseconds = 400) {
  for (let last = -1; last !== site.requests.length; ) {
    last = site.requests.length;
    await new Promise((done) => setTimeout(done, milliseconds));
  }
}

/** A browser whose owner asked for less data: nothing is fetched ahead. */
export const saveData = (page) =>
  page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true, addEventListener() {}, removeEventListener() {} } });
  });

/** Slows a page's processor (a factor) and its network (`{ latency, kilobits }`). */
export async function throttle(page, { cpu, network }) {
  const session = await page.context().newCDPSession(page);
  if (cpu) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  if (network) {
    const bytes = (network.kilobits * 1000) / 8;
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latency,
      downloadThroughput: bytes,
      uploadThroughput: bytes / 2,
    });
  }
  return session;
}

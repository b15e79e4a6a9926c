// A thread of a thousand comments on a real Isso: how long it takes to open, and whether it scrolls.
import path from 'node:path';
import { missingIsso, startIsso } from '../servers/isso.mjs';
import { awake, readEdition, throttle } from '../browser/edition.mjs';
import { serve } from '../browser/server.mjs';
import { SLOW_CPU, phone } from './browser.mjs';
import { middle } from './table.mjs';

const COMMENTS = 1000;
const TIMES = 5;

export async function thread({ root }) {
  const missing = missingIsso();
  if (missing) {
    console.error(`bench: ${missing.replace('the tests', 'the measurements')}`);
    return [];
  }
  const isso = await startIsso();
  // The sample edition, as `make bench` has built it for an Isso below its own address.
  const folder = path.join(root, 'target/built/isso');
  const story = readEdition(folder).middle;
  const site = await serve(folder, { behind: { path: '/comments', origin: () => isso.endpoint } });
  try {
    const texts = Array.from({ length: COMMENTS }, (_, index) => ({
      text: `Comment ${index}: ${'a few words that one would say about a story. '.repeat(1 + (index % 5))}`,
      author: `Reader ${index % 40}`,
    }));
    const made = await isso.seed(story.id, texts);
    const opened = [];
    const whole = [];
    const frames = [];
    for (let time = 0; time < TIMES; time += 1) {
      opened.push((await open(site, story, '#comments')).time);
      // A link to the last comment fetches and draws all of them.
      const all = await open(site, story, `#comment-${made.at(-1).id}`, COMMENTS);
      whole.push(all.time);
      frames.push(await scroll(all.page, time / TIMES));
      await all.page.context().close();
    }
    const note = 'from the answer’s arrival to the first comments on screen';
    return [
      { what: `a thread of ${COMMENTS.toLocaleString('en')} opens`, ...middle(opened), unit: 'ms', limit: 300, note },
      { what: 'all of them fetched: the first on screen', ...middle(whole), unit: 'ms', limit: 300, note },
      { what: 'scrolling through them: longest frame', ...middle(frames), unit: 'ms', limit: 100 },
    ];
  } finally {
    await site.close();
    await isso.stop();
  }
}

/** Opens the thread on a processor four times slower; `wanted` is how many comments are waited for. */
async function open(site, story, fragment, wanted = 1) {
  const page = await phone();
  await page.addInitScript(watch);
  await throttle(page, { cpu: SLOW_CPU });
  await page.goto(site.url(story.address) + fragment);
  await awake(page);
  await page.waitForFunction((wanted) => document.querySelectorAll('.comment').length >= wanted, wanted, { polling: 100, timeout: 120_000 });
  const time = await page.evaluate((all) => {
    const lists = performance.getEntriesByType('resource').filter(({ name }) => /\/comments\/\?uri=/.test(name));
    const come = (all ? lists.at(-1) : lists[0]).responseEnd;
    return window.painted.find((time) => time > come) - come;
  }, wanted > 1);
  if (wanted === 1) await page.context().close();
  return { page, time };
}

/** Runs in the page: takes down when comments have been painted. */
function watch() {
  window.painted = [];
  new MutationObserver((changes) => {
    const drawn = changes.some(({ addedNodes }) => [...addedNodes].some((node) => node.querySelector?.('.comment') ?? node.matches?.('.comment')));
    if (drawn) requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now())));
  }).observe(document, { childList: true, subtree: true });
}

/** Scrolls through a fifth of the page, as fast as a thumb flings it; the longest time between two frames. */
const scroll = (page, from) =>
  page.evaluate(async (from) => {
    const height = document.documentElement.scrollHeight;
    scrollTo(0, height * from);
    await new Promise((done) => setTimeout(done, 500));
    const end = Math.min(height - innerHeight, scrollY + height / 5) - 10;
    let longest = 0;
    let before = performance.now();
    while (scrollY < end) {
      scrollBy(0, 100);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  }, from);

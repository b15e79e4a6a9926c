// A first visit on a slow line: when the text is painted, the lead image, and when the form is awake.
import { throttle } from '../browser/edition.mjs';
import { serve } from '../browser/server.mjs';
import { SLOW_CPU, SLOW_LINE, phone } from './browser.mjs';
import { benchEdition } from './press.mjs';
import { middle } from './table.mjs';

const RUNS = 7;

export async function cold({ root }) {
  const { folder, story } = await benchEdition(root);
  const site = await serve(folder, { brotli: true });
  // The server compresses each file once; that is not the reader's time.
  await visit(site.url(story.address), {});
  const visits = [];
  for (let run = 0; run < RUNS; run += 1) {
    visits.push(await visit(site.url(story.address), { cpu: SLOW_CPU, network: SLOW_LINE }));
  }
  await site.close();
  const row = (what, value, limit, unit = 'ms') => ({ what, ...middle(visits.map(value)), unit, limit });
  return [
    row('text painted', (v) => v.text, 500),
    row('lead image painted', (v) => v.image, 1000),
    row('form awake, after the image', (v) => v.awake - v.image, 850),
    row('form awake', (v) => v.awake),
    row('blocked by long tasks', (v) => v.blocked),
    row('layout shift', (v) => v.shift, 0, ''),
  ];
}

async function visit(url, slow) {
  const page = await phone();
  await page.addInitScript(observe);
  await throttle(page, slow);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('newsprint:awake').length > 0 && window.seen.text && window.seen.image, null, { polling: 200, timeout: 30_000 });
  await page.waitForTimeout(300);
  const seen = await page.evaluate(() => ({ ...window.seen, awake: performance.getEntriesByName('newsprint:awake')[0].startTime }));
  await page.context().close();
  return seen;
}

/** Runs in the page, before anything of its own. */
function observe() {
  const seen = (window.seen = { text: 0, image: 0, blocked: 0, shift: 0 });
  const each = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
  each('largest-contentful-paint', ({ element, startTime }) => element?.localName === 'img' && (seen.image = startTime));
  each('longtask', ({ duration }) => (seen.blocked += Math.max(0, duration - 50)));
  each('layout-shift', ({ value, hadRecentInput }) => !hadRecentInput && (seen.shift += value));
  // The frame after the one in which the headline has a place, and not before the first contentful paint.
  let laidOut = 0;
  each('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.text = Math.max(laidOut, startTime)));
  const look = () => {
    if (!document.querySelector('h1')?.offsetHeight) return requestAnimationFrame(look);
    requestAnimationFrame((now) => {
      laidOut = now;
      if (seen.text) seen.text = Math.max(seen.text, now);
    });
  };
  requestAnimationFrame(look);
}

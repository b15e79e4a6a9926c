// From the click to the next story on screen, on a processor four times slower.
import { awake, throttle } from '../browser/edition.mjs';
import { serve } from '../browser/server.mjs';
import { SLOW_CPU, SLOW_LINE, phone, quiet } from './browser.mjs';
import { benchEdition } from './press.mjs';
import { middle } from './table.mjs';

const HOPS = 10;
const NEXT = 'nav[aria-label="Previous and next posts"] a[rel=next]';
const TEASER = 'main article a';

export async function hops({ root }) {
  const { folder, story } = await benchEdition(root);
  const site = await serve(folder, { brotli: true });
  const slow = { cpu: SLOW_CPU, network: SLOW_LINE };
  const hover = await walk(site, story.address, slow, pointAndClick);
  const tapped = await walk(site, story.address, slow, tap);
  const fast = await walk(site, story.address, { cpu: SLOW_CPU }, tap);
  const fresh = await unprefetched(site, slow);
  await site.close();
  const row = (what, { times, measured }, limit) => ({ what, ...middle(times), unit: 'ms', limit, note: `the app's own measure: ${middle(measured).value.toFixed(0)} ms` });
  return [
    row('prefetched by hover, slow line', hover, 50),
    row('neighbour by tap, slow line', tapped),
    row('not prefetched, by tap, slow line', fresh, 140),
    row('neighbour by tap, fast line', fast),
  ];
}

/** Hops from story to story. The first hop, in which the code is warmed up, does not count. */
async function walk(site, address, slow, how) {
  const { page, session } = await start(site, address, slow);
  const results = [];
  for (let hop = 0; hop <= HOPS; hop += 1) results.push(await timed(page, session, site, NEXT, how));
  await page.context().close();
  return collect(results.slice(1));
}

/**
 * Taps a story of the archive that nothing was fetched of. Whatever the app fetches ahead it may fetch
 * from the touch on, 80 ms before the click.
 */
async function unprefetched(site, slow) {
  const { page, session } = await start(site, '/archive/', slow);
  const results = [];
  for (let hop = 0; hop <= HOPS; hop += 1) {
    results.push(await timed(page, session, site, `${TEASER} >> nth=${hop}`, tap));
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector('article.story, nav[aria-label="Previous and next posts"]'));
  }
  await page.context().close();
  return collect(results.slice(1));
}

async function start(site, address, slow) {
  const page = await phone();
  await page.addInitScript(watch);
  const session = await throttle(page, slow);
  await page.goto(site.url(address));
  await awake(page);
  return { page, session };
}

const collect = (results) => ({ times: results.map((r) => r.time), measured: results.map((r) => r.measured) });

async function timed(page, session, site, selector, how) {
  const link = page.locator(selector).first();
  await link.scrollIntoViewIfNeeded();
  await quiet(site, 600);
  await page.evaluate(() => (window.hopped = null));
  const { x, y, width, height } = await link.boundingBox();
  await how(page, session, x + width / 2, y + Math.min(height / 2, 20));
  await page.waitForFunction(() => window.hopped, null, { polling: 50 });
  const { drawn, clicked } = await page.evaluate(() => window.hopped);
  const measured = await page.evaluate(() => performance.getEntriesByName('newsprint:hop').at(-1).duration);
  return { time: drawn - clicked, measured };
}

async function pointAndClick(page, _, x, y) {
  await page.mouse.move(x, y);
  await page.waitForTimeout(200);
  await page.mouse.down();
  await page.mouse.up();
}

async function tap(page, session, x, y) {
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await page.waitForTimeout(80);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Runs in the page: from a click to the second frame that shows another headline. */
function watch() {
  const headline = () => document.querySelector('h1')?.textContent;
  addEventListener(
    'click',
    ({ timeStamp: clicked }) => {
      const before = headline();
      const look = () => {
        if (headline() === before) return requestAnimationFrame(look);
        requestAnimationFrame(() => (window.hopped = { clicked, drawn: performance.now() }));
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
}

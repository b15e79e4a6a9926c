// Where the part of a page ends that is painted first, the style is linked of what comes below.
import { answers, awake, expect, open, parts, settled, test } from './edition.mjs';
import { hasHttp2, overHttp2 } from './http2.mjs';

const STYLE = /\/style-[^/]+\.css$/;

// Firefox asks for nothing but scripts while it waits for a style sheet.
test('a story is painted while that style is on its way, and the app is loaded meanwhile', { tag: '@chromium' }, async ({ page, site, edition }) => {
  const release = site.hold(STYLE);
  await page.goto(site.url(edition.middle.address), { waitUntil: 'commit' });
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
  await expect(page.getByRole('article').locator('.body > :last-child')).toBeVisible();
  await expect(parts(page).comments).not.toBeAttached();
  await expect.poll(() => site.asked('.wasm').length).toBe(1);
  release();
  await awake(page);
  expect(site.asked('.css')).toHaveLength(1);
});

test.describe('over HTTP/2', () => {
  test.use({ ignoreHTTPSErrors: true });
  test.skip(!hasHttp2(), 'there is no Caddy, which answers over HTTP/2');

  // Over HTTP/1.1 Firefox asks for no picture while a style sheet is on its way.
  test('the lead picture is painted while that style is on its way', async ({ page, site, edition, watch }) => {
    watch.allow(/^foreign request: https:\/\/127\.0\.0\.1/);
    const { origin, stop } = await overHttp2(site);
    const release = site.hold(STYLE);
    await page.goto(origin + edition.middle.address, { waitUntil: 'commit' });
    const { src } = edition.middle.lead_image;
    const name = src.slice(src.lastIndexOf('/') + 1, src.lastIndexOf('.'));
    await expect.poll(() => page.evaluate(largestPainted)).toContain(name);
    expect(site.asked('.css')).toHaveLength(1);
    release();
    await awake(page);
    await page.close();
    await stop();
  });
});

/** Runs in the page: the URLs of the largest that have been painted so far. */
const largestPainted = () =>
  new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().map(({ url }) => url).join(' '))).observe({ type: 'largest-contentful-paint', buffered: true });
    setTimeout(done, 500, '');
  });

const kinds = {
  story: (edition) => edition.middle.address,
  text: (edition) => edition.pages.find(({ kind }) => kind === 'text').address,
  front: () => '/',
};
for (const [kind, address] of Object.entries(kinds)) {
  test(`nothing below is seen without its style: ${kind}`, async ({ page, site, edition }) => {
    const release = site.hold(STYLE);
    await page.goto(site.url(address(edition)), { waitUntil: 'commit' });
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    const below = page.locator('main ~ *, .page > article ~ *').filter({ visible: true });
    for (let look = 0; look < 5; look += 1) {
      await settled(page);
      expect(await below.count()).toBe(0);
    }
    release();
    await expect(page.getByRole('contentinfo')).toBeVisible();
    await expect(page.getByRole('contentinfo')).toHaveCSS('display', 'flex');
  });
}

test('where that style never comes the page is whole, and awake', async ({ page, site, edition, watch }) => {
  watch.allow(/Failed to load resource/);
  site.on(STYLE, answers.status(500, 'no'));
  await open(page, site, edition.middle.address);
  await expect(parts(page).next).toBeVisible();
  await expect(parts(page).comments.getByRole('textbox').first()).toBeVisible();
});

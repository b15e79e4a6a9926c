// Where the part of a page ends that is painted first, the style is linked of what comes below.
import { answers, awake, expect, open, parts, settled, test } from './edition.mjs';

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

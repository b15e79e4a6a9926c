// No violation on any kind of page, in both themes, narrow and wide; and nothing wider than the window.
import { answers, expect, follow, open, parts, test } from './edition.mjs';
import { overflow, violations } from './violations.mjs';

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('every kind of page', async ({ page, site, edition }) => {
        test.slow();
        for (const [kind, address] of [...edition.kinds, ['nothing there', '/404.html']]) {
          await test.step(kind, async () => {
            await open(page, site, address);
            expect(await violations(page)).toEqual([]);
            expect(await overflow(page)).toEqual([]);
          });
        }
      });

      test('a form with faults, a thread and a failed hop', async ({ page, site, edition, watch }) => {
        watch.allow(/^console error: Failed to load resource/);
        const { comment, website, post, next, alert, comments } = parts(page);
        site.on(`${edition.middle.next.address}page.json`, answers.status(500));
        await open(page, site, edition.middle.address);
        await comment.fill('A comment');
        await post.click();
        await expect(comments.getByRole('article')).toHaveCount(1);
        await comments.getByRole('button', { name: /^Reply/ }).click();
        await website.first().fill('nothing at all');
        await post.first().click();
        await follow(next);
        await expect(alert.first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await overflow(page)).toEqual([]);
      });
    });
  }
}

test('nothing is wider than the window, from 320 to 1920 px', async ({ page, site, edition }) => {
  test.slow();
  for (const width of [320, 390, 640, 768, 1024, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [kind, address] of edition.kinds) {
      await page.goto(site.url(address));
      expect(await overflow(page), `${kind} at ${width} px`).toEqual([]);
    }
  }
});

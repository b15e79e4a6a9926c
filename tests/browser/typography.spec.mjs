// How a story is set on paper.
import { expect, open, parts, test } from './edition.mjs';

test('on paper there is the story, black on white, and nothing that one would press', async ({ page, site, edition, watch }) => {
  // On paper a picture stands otherwise than on the screen.
  watch.allow(/layout shift/);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page, site, edition.middle.address);
  await expect(parts(page).headline).toBeVisible();
  await expect(page.getByRole('main').locator('article figure img').last()).toBeVisible();
  await expect(parts(page).headline).toHaveCSS('color', 'rgb(0, 0, 0)');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor)).toMatch(/^(rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\)){2}$/);
  for (const role of ['navigation', 'button', 'textbox']) await expect(page.getByRole(role)).toHaveCount(0);
});

// How a story is set: on the screen, and on paper.
import { expect, open, parts, test } from './edition.mjs';

/** How many characters stand in the lines of a story's paragraphs, but for each one's last line. Runs in the page. */
function lines() {
  const lengths = [];
  for (const paragraph of document.querySelectorAll('main article > div > p')) {
    const tops = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (box.width) tops.push(Math.round(box.bottom / 8));
      }
    }
    const byLine = Object.values(Object.groupBy(tops, (top) => top)).map((line) => line.length);
    lengths.push(...byLine.slice(0, -1));
  }
  return lengths;
}

test('a line of text is 60 to 75 characters long wherever there is room for it', async ({ page, site, edition }) => {
  const long = edition.stories.filter((story) => story.language === 'en').sort((one, other) => other.body.length - one.body.length)[0];
  for (const width of [768, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await open(page, site, long.address);
    const all = await page.evaluate(lines);
    expect(all.length).toBeGreaterThan(20);
    const middle = all.reduce((sum, length) => sum + length, 0) / all.length;
    expect(middle, `at ${width} pixels`).toBeGreaterThanOrEqual(60);
    expect(middle, `at ${width} pixels`).toBeLessThanOrEqual(75);
  }
});

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

// Reading, hopping and replying with the keyboard alone.
import { awake, expect, open, parts, tabTo, test } from './edition.mjs';

test('the first stop skips to the content', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await page.keyboard.press('Tab');
  await expect(parts(page).skip).toBeFocused();
  await expect(parts(page).skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => !!document.activeElement.closest('main'))).toBe(true);
});

test('from the front page to a comment under the next story', async ({ page, site, edition }) => {
  const { next, headline, comment, post, comments } = parts(page);
  await open(page, site, '/');
  const teaser = page.getByRole('main').locator(`a[href="${edition.middle.address}"]`).first();
  const start = (await teaser.count()) ? edition.middle : edition.stories.find((story) => story.next && story.previous);
  await tabTo(page, page.getByRole('main').locator(`a[href="${start.address}"]`).first());
  await page.keyboard.press('Enter');
  await expect(headline).toHaveText(start.headline);
  await tabTo(page, next);
  await page.keyboard.press('Enter');
  await expect(headline).toHaveText(start.next.headline);
  await expect(headline).toBeFocused();
  await tabTo(page, comment);
  await page.keyboard.type('Written without a mouse');
  await tabTo(page, post);
  await page.keyboard.press('Enter');
  await expect(comments.getByRole('article').filter({ hasText: 'Written without a mouse' })).toBeVisible();
});

test('a card is one stop, and its picture is not told before its headline', async ({ page, site, edition }) => {
  for (const address of ['/', edition.stories[0].section?.address ?? '/archive/', '/archive/', edition.middle.address]) {
    await page.goto(site.url(address));
    await awake(page);
    const cards = page.locator('article.teaser');
    expect(await cards.count()).toBeGreaterThan(0);
    const stops = await cards.evaluateAll((all) => all.map((card) => card.querySelectorAll('a, button, [tabindex]').length));
    expect(new Set(stops)).toEqual(new Set([1]));
    await expect(cards.getByRole('img', { includeHidden: false }).and(page.locator('img'))).toHaveCount(0);
  }
});

test('the line of the day is told in parts', async ({ page, site, edition }) => {
  await page.goto(site.url(edition.middle.address));
  expect(await page.locator('.dateline').ariaSnapshot()).toMatch(/\d\n.*text: \. \d+ min read/);
});

for (const colorScheme of ['light', 'dark']) {
  test(`every stop is in view and shows where the focus is, ${colorScheme}`, async ({ page, site, edition }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    for (const [kind, address] of edition.kinds) {
      await test.step(kind, async () => {
        await page.goto(site.url(address));
        await awake(page);
        const bare = new Set();
        const stops = new Set();
        for (;;) {
          await page.keyboard.press('Tab');
          const stop = await page.evaluate(describeFocus);
          if (!stop || stops.has(stop.path)) break;
          stops.add(stop.path);
          if (!stop.ring || !stop.inView) bare.add(`${stop.name} (${stop.ring ? 'out of view' : 'no ring'})`);
        }
        expect([...bare]).toEqual([]);
        expect(stops.size).toBeGreaterThan(5);
      });
    }
  });
}

/** Runs in the page: the focused element, whether it shows a ring and can be seen. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const path = [];
  for (let node = element; node !== document.body; node = node.parentElement) {
    path.unshift([...node.parentElement.children].indexOf(node));
  }
  // A card wears the ring of its link.
  const ringed = [undefined, '::after'].some((pseudo) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  const box = element.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { path: path.join('/'), name: `${element.localName} “${element.textContent.trim().slice(0, 30)}”`, ring: ringed, inView };
}

// An edition of stories that are hard to set (tests/hard/): nothing sticks out, nothing is covered, nothing moves.
import { open, expect, settled, test as base } from './edition.mjs';
import { overflow, violations } from './violations.mjs';

const test = base.extend({ build: 'hard' });
test.describe.configure({ timeout: 180_000 });

const story = (edition, start) => edition.stories.find(({ headline }) => headline.startsWith(start)).address;

/** The pages of an edition in so many parts, so that they can be looked at side by side. */
const part = (edition, index, of) => edition.pages.map(({ address }) => address ?? '/404.html').filter((_, place) => place % of === index);

/** Letters of another size, as a reader's browser is set. */
async function letters(page, pixels) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: pixels, fixed: pixels } });
}

/** Brings every picture in. */
const pictures = (page) =>
  page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager';
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  });

for (const index of [0, 1, 2]) {
  test(`no page is wider than its window, from 320 to 1920 px, part ${index + 1}`, async ({ page, site, edition }) => {
    for (const address of part(edition, index, 3)) {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.goto(site.url(address));
      for (const width of [320, 360, 390, 640, 768, 960, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await overflow(page), `${address} at ${width} px`).toEqual([]);
      }
    }
  });
}

for (const [index, width] of [[0, 320], [1, 390], [2, 1280]]) {
  test(`nor where letters are twice as large, at ${width} px`, async ({ page, site, edition }) => {
    await page.setViewportSize({ width, height: 800 });
    await letters(page, 32);
    for (const address of part(edition, index, 3)) {
      await page.goto(site.url(address));
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      expect(await overflow(page), address).toEqual([]);
      // What leaves a window at its beginning cannot be scrolled to.
      expect(await page.evaluate(() => [...document.querySelectorAll('h1, h1 + p, article p')].filter((it) => it.getBoundingClientRect().left < -1 && !it.closest('.visually-hidden')).length), address).toBe(0);
    }
  });
}

test('letters twice as large without wider media queries: the headline stays in the window', async ({ page, site, edition, watch }) => {
  // Larger letters move what stands below them.
  watch.allow(/layout shift/);
  for (const width of [1024, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(site.url(story(edition, 'A panorama')));
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
    const { left, right } = await page.getByRole('heading', { level: 1 }).evaluate((it) => it.getBoundingClientRect());
    expect(left, `at ${width} px`).toBeGreaterThanOrEqual(0);
    expect(right, `at ${width} px`).toBeLessThanOrEqual(width);
    expect(await overflow(page)).toEqual([]);
  }
});

test('every caption and credit can be read and selected: nothing lies over it', async ({ page, site, edition }) => {
  // What is met in the middle of each line of words, where that is none of them. Runs in the page.
  const covered = () =>
    [...document.querySelectorAll('figcaption > *, .teaser-headline a, .teaser-date time')].flatMap((words) => {
      if (!words.getClientRects().length) return [];
      words.scrollIntoView({ block: 'center', behavior: 'instant' });
      const [{ left, top, width, height }] = words.getClientRects();
      const met = document.elementFromPoint(left + width / 2, top + height / 2);
      return words.contains(met) || met?.matches('.teaser-headline a') ? [] : [`${words.className}: ${met?.localName}.${met?.className}`];
    });
  const kinds = ['A panorama', 'A portrait', 'A picture smaller', 'A drawing', 'Forty', 'Galleries', '中国', 'الميناء', 'Donau'];
  for (const address of [...kinds.map((start) => story(edition, start)), '/', '/archive/']) {
    for (const width of [320, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(site.url(address));
      await pictures(page);
      expect(await page.evaluate(covered), `${address} at ${width} px`).toEqual([]);
    }
  }
});

test('the stand-in lies behind its picture and nowhere else', async ({ page, site, edition }) => {
  for (const start of ['Forty', 'Galleries', 'A panorama', 'A portrait']) {
    await page.goto(site.url(story(edition, start)));
    const out = await page.evaluate(() =>
      [...document.querySelectorAll('.stand-in')].filter((it) => {
        const [one, other] = [it, it.parentElement.querySelector('img:not(.stand-in)')].map((image) => image.getBoundingClientRect());
        return ['left', 'top', 'right', 'bottom'].some((side) => Math.abs(one[side] - other[side]) > 1);
      }).length,
    );
    expect(out, start).toBe(0);
  }
});

test('an upright lead picture is seen whole, in the middle, and nothing moves when it comes', async ({ page, site, edition }) => {
  for (const [width, height] of [[1920, 1080], [1280, 720], [390, 844], [320, 480]]) {
    await page.setViewportSize({ width, height });
    await page.goto(site.url(story(edition, 'A portrait')));
    const box = await page.locator('.lead img:not(.stand-in)').evaluate((it) => {
      const { left, right, height } = it.getBoundingClientRect();
      return { left, right, height, fit: getComputedStyle(it).objectFit };
    });
    expect(box.height, `${width} × ${height}`).toBeLessThanOrEqual(height * 0.8 + 1);
    expect(Math.abs((box.left + box.right) / 2 - width / 2), `${width} × ${height}`).toBeLessThan(12);
    expect(box.fit).toBe('contain');
  }
});

test('a card shows its picture in the shape in which it was cut', async ({ page, site, edition }) => {
  const listings = ['/', '/archive/', edition.pages.find(({ listing }) => listing === 'topic').address, edition.stories.at(-2).address];
  for (const address of listings) {
    for (const width of [320, 700, 900, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(site.url(address));
      await pictures(page);
      const off = await page.evaluate(() =>
        [...document.querySelectorAll('.teaser-picture, .neighbour-picture')]
          // A drawing is not cut beforehand.
          .filter((it) => it.clientWidth && !it.currentSrc.endsWith('.svg'))
          .map((it) => [it.currentSrc, (it.clientWidth / it.clientHeight) / (it.naturalWidth / it.naturalHeight)])
          .filter(([, ratio]) => Math.abs(ratio - 1) > 0.02),
      );
      expect(off, `${address} at ${width} px`).toEqual([]);
      const out = await page.evaluate(() =>
        [...document.querySelectorAll('.teaser-picture')].filter((it) => {
          const [picture, card] = [it, it.closest('.teaser')].map((element) => element.getBoundingClientRect());
          return picture.width && (picture.right > card.right + 1 || picture.left < card.left - 1);
        }).length,
      );
      expect(out, `${address} at ${width} px`).toBe(0);
    }
  }
});

test('the words on a card end after a few lines, whatever their script', async ({ page, site }) => {
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const address of ['/', '/archive/']) {
      await page.goto(site.url(address));
      const lines = await page.evaluate(() => [...document.querySelectorAll('.teaser-standfirst')].map((it) => it.clientHeight / parseFloat(getComputedStyle(it).lineHeight)));
      expect(Math.max(...lines), `${address} at ${width} px`).toBeLessThan(6.5);
    }
  }
});

test('nothing moves while a page is read to its end', async ({ page, site, edition }) => {
  for (const start of ['Forty', 'Galleries', 'A portrait', 'Wide and long', 'الميناء']) {
    await open(page, site, story(edition, start));
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let at = 0; at < height; at += 700) {
      await page.evaluate((at) => scrollTo({ top: at, behavior: 'instant' }), at);
      await page.waitForTimeout(30);
    }
    await settled(page);
  }
});

for (const width of [320, 1280]) {
  test(`no violation on what is hard, at ${width} px`, async ({ page, site, edition }) => {
    await page.setViewportSize({ width, height: 900 });
    const starts = ['Wide', 'A table', 'Galleries', 'ท่าเรือ', 'الميناء', 'What the mayor', 'Code', 'Films', 'Notes', 'https'];
    for (const address of ['/', '/archive/', ...starts.map((start) => story(edition, start))]) {
      await open(page, site, address);
      expect(await violations(page), address).toEqual([]);
    }
  });
}

test('a table that is wider than its place is scrolled by keyboard, with its head and first column in sight', async ({ page, site, edition }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, site, story(edition, 'Wide'));
  const box = page.getByRole('group', { name: /^Wide and long/ });
  await expect(box).toHaveAttribute('tabindex', '0');
  await box.focus();
  await page.keyboard.press('End');
  await box.evaluate((it) => it.scrollTo({ left: it.scrollWidth, top: 700, behavior: 'instant' }));
  const first = box.getByRole('rowheader', { name: 'Ferry 40' });
  const head = box.getByRole('columnheader', { name: 'Stop 13' });
  const within = async (cell) => {
    const [inner, outer] = [await cell.boundingBox(), await box.boundingBox()];
    return inner.x >= outer.x - 1 && inner.x + inner.width <= outer.x + outer.width + 1 && inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;
  };
  await expect.poll(() => within(head)).toBe(true);
  await first.scrollIntoViewIfNeeded();
  await box.evaluate((it) => it.scrollTo({ left: it.scrollWidth, behavior: 'instant' }));
  await expect.poll(() => within(first)).toBe(true);

  // At a width where the short ones fit, they are no stops; a long line of code is one.
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, site, story(edition, 'Code'));
  await expect(page.locator('.body pre').first()).toHaveAttribute('tabindex', '0');
  await expect(page.locator('.body pre').first()).toHaveAttribute('aria-label', 'Code in a newspaper');
  await expect(page.locator('.body pre', { hasText: /^short$/ })).not.toHaveAttribute('tabindex');
  await open(page, site, story(edition, 'A table'));
  await expect(page.locator('.table', { hasText: 'Hamburg' })).not.toHaveAttribute('tabindex');
});

test('an address in a cell leaves the other columns room for their words', async ({ page, site, edition }) => {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(site.url(story(edition, 'A table')));
    const widths = await page.locator('.table').first().getByRole('row').nth(1).locator('th, td').evaluateAll((cells) => cells.map((it) => it.clientWidth));
    expect(Math.min(...widths), `at ${width} px`).toBeGreaterThan(width === 390 ? 60 : 80);
    // A sentence of a dozen words: not one word a line.
    expect(widths[1], `at ${width} px`).toBeGreaterThan(110);
  }
});

test('rows and columns of a table are named', async ({ page, site, edition }) => {
  await page.goto(site.url(story(edition, 'A table')));
  await expect(page.getByRole('rowheader', { name: 'Hamburg' })).toHaveAttribute('scope', 'row');
  await expect(page.getByRole('rowheader', { name: 'Report 0' })).toHaveAttribute('scope', 'row');
  await expect(page.getByRole('columnheader', { name: '2025' })).toHaveAttribute('scope', 'col');
});

test('names of another script stand in the order of the line', async ({ page, site, edition }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(site.url(story(edition, 'What the mayor')));
  const names = page.getByRole('article').locator('a[rel=author]');
  await expect(names).toHaveText(['דוד כהן', 'מרים לוי', 'Anna Berg']);
  const left = await names.evaluateAll((all) => all.map((it) => it.getBoundingClientRect().left));
  expect(left).toEqual(left.toSorted((a, b) => a - b));
});

test('on paper nothing is cut off, and no sheet is printed for a line', async ({ page, site, edition, watch }) => {
  watch.allow(/layout shift/);
  const sheets = async () => (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b(?!s)/g).length;
  await page.goto(site.url(edition.stories.find(({ headline }) => headline === 'A').address));
  expect(await sheets()).toBe(1);
  // The room between the margins of a sheet.
  await page.setViewportSize({ width: 673, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  for (const start of ['Wide', 'A table', 'Code', 'Forty', 'Donau', 'الميناء']) {
    await page.goto(site.url(story(edition, start)));
    expect(await overflow(page), start).toEqual([]);
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('th, td, pre, figcaption')].filter((it) => {
        const { left, right } = it.getBoundingClientRect();
        return right > document.documentElement.clientWidth + 1 || left < -1 || it.scrollWidth > it.clientWidth + 1;
      }).length,
    );
    expect(cut, start).toBe(0);
    await expect(page.locator('.stand-in:visible')).toHaveCount(0);
  }
});

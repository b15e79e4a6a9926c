// What a reader gets before, or without, any script.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { awake, expect, parts, quiet, test, texts, throttle } from './edition.mjs';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every kind of page reads, with its landmarks and one heading', async ({ page, site, edition }) => {
    for (const [kind, address] of edition.kinds) {
      await test.step(kind, async () => {
        expect((await page.goto(site.url(address))).status()).toBe(200);
        await expect(parts(page).headline).toHaveCount(1);
        await expect(parts(page).headline).toBeVisible();
        for (const role of ['banner', 'main', 'contentinfo']) await expect(page.getByRole(role)).toBeVisible();
        await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible();
        await expect(page.getByRole('banner').getByRole('link').first()).toHaveAttribute('href', site.base);
        await page.keyboard.press('Tab');
        await expect(parts(page).skip).toBeFocused();
      });
    }
  });

  test('every word of every story is in its page', async ({ page, site, edition }) => {
    for (const story of edition.stories) {
      await page.goto(site.url(story.address));
      const squeeze = (text) => text.replace(/\s+/g, ' ').trim();
      const main = squeeze(await page.getByRole('main').textContent());
      await expect(parts(page).headline).toHaveText(story.headline);
      await expect(page.locator('article:has(h1)')).toHaveCount(1);
      for (const text of [story.standfirst ?? '', ...texts(story.body)]) expect(main).toContain(squeeze(text));
      await expect(page.locator('html')).toHaveAttribute('lang', story.language);
    }
  });

  test('previous and next lead to the neighbours', async ({ page, site, edition }) => {
    const story = edition.middle;
    await page.goto(site.url(story.address));
    for (const [link, label, neighbour] of [
      [parts(page).previous, 'Previous post', story.previous],
      [parts(page).next, 'Next post', story.next],
    ]) {
      await expect(link).toContainText(label);
      await expect(link).toContainText(neighbour.headline);
      // The headline says where the link leads: what the picture shows is told in the story.
      await expect(link.locator('img[alt=""]')).toBeVisible();
      await expect(link.getByRole('img')).toHaveCount(0);
    }
    await parts(page).next.click();
    await expect(page).toHaveURL(site.url(story.next.address));
    await expect(parts(page).headline).toHaveText(story.next.headline);
    await parts(page).previous.click();
    await expect(parts(page).headline).toHaveText(story.headline);
  });

  test('the ends of the edition have one neighbour', async ({ page, site, edition }) => {
    await page.goto(site.url(edition.stories[0].address));
    await expect(parts(page).previous).toHaveCount(0);
    await expect(parts(page).next).toBeVisible();
    await page.goto(site.url(edition.stories.at(-1).address));
    await expect(parts(page).next).toHaveCount(0);
    await expect(parts(page).previous).toBeVisible();
  });

  test('the form says that it needs the app', async ({ page, site, edition }) => {
    await page.goto(site.url(edition.middle.address));
    await expect(parts(page).comments.getByText(/JavaScript/)).toBeVisible();
  });

  test('an address that holds nothing says so and leads on', async ({ page, site, watch }) => {
    watch.allow(/Failed to load resource: the server responded with a status of 404/);
    expect((await page.goto(site.url('/no/such/story/'))).status()).toBe(404);
    await expect(parts(page).headline).toHaveCount(1);
    await page.getByRole('main').getByRole('link', { name: /front page/i }).click();
    await expect(page).toHaveURL(site.url('/'));
  });
});

test('no script stands in the way of the first paint', async ({ page, site, edition }) => {
  const release = site.hold(/\.(js|wasm)$/);
  await page.goto(site.url(edition.middle.address), { waitUntil: 'commit' });
  await expect(parts(page).headline).toBeVisible();
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
  release();
});

test('the first thing that is painted has words', async ({ page, site, edition, watch }) => {
  test.slow();
  // A processor this slow paints a card of which half has been parsed, and the rest beside it grows.
  watch.allow(/layout shift/);
  await throttle(page, { cpu: 6 });
  for (const [, address] of edition.kinds) {
    await page.goto(site.url(address));
    const painted = () => page.evaluate(() => performance.getEntriesByType('paint').map(({ startTime }) => startTime));
    await expect.poll(async () => (await painted()).length).toBe(2);
    const [first, withWords] = await painted();
    expect(first, address).toBe(withWords);
  }
});

test('the head of a story that arrives in pieces is painted as a whole, and stands still', async ({ page, site, edition }) => {
  const { address } = edition.middle;
  const html = edition.html(address);
  const half = html.indexOf('</time>') + '</time>'.length;
  let goOn;
  site.on(address, (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.write(html.slice(0, half));
    return new Promise((done) => (goOn = () => done(response.end(html.slice(half)))));
  });
  await page.goto(site.url(address), { waitUntil: 'commit' });
  await expect(page.locator('time').first()).toBeAttached();
  const painted = () => page.evaluate(() => performance.getEntriesByType('paint').length);
  await page.waitForTimeout(300);
  expect(await painted()).toBe(0);
  goOn();
  await expect.poll(painted).toBe(2);
  await expect(page.locator('.story-meta')).toContainText(/min read/);
});

test('the first picture is asked for before the page is read through, and once', async ({ page, site, edition }) => {
  for (const address of [edition.middle.address, '/']) {
    site.requests.length = 0;
    await page.goto(site.url(address));
    await awake(page);
    await quiet(site);
    const first = await page.evaluate(() => new URL(document.querySelector('main img[fetchpriority=high]').currentSrc).pathname);
    const asked = site.requests.map((request) => request.path);
    expect(asked.filter((path) => path === first)).toHaveLength(1);
    expect(asked.indexOf(first), asked.join(' ')).toBe(1);
  }
});

test('every address and file that the pages name is there', ({ edition }) => {
  const { folder } = edition;
  const missing = [];
  for (const file of readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html'))) {
    const html = readFileSync(path.join(folder, file), 'utf8');
    for (const [, quoted] of html.matchAll(/\s(?:href|src|srcset|poster)="([^"]*)"/g)) {
      for (const reference of quoted.split(/,\s+/).map((part) => part.trim().split(/\s+/)[0])) {
        const target = decodeURI(reference.replaceAll('&amp;', '&')).split(/[?#]/)[0];
        if (!target.startsWith('/')) continue;
        const there = existsSync(path.join(folder, target, target.endsWith('/') ? 'index.html' : ''));
        if (!there) missing.push(`${file}: ${reference}`);
      }
    }
  }
  expect(missing).toEqual([]);
});

// What is painted of a card that has not wholly arrived stays where it is: a shift fails the test by itself.
test('a card that comes in two pieces moves nothing', async ({ page, site, edition }) => {
  for (const address of ['/', '/archive/']) {
    const html = Buffer.from(edition.html(address));
    const card = html.indexOf('teaser-text', html.indexOf('<main'));
    const [headline, standfirst] = ['teaser-headline', 'teaser-standfirst'].map((name) => html.indexOf(name, card));
    for (const cut of [headline + 80, standfirst + 90, html.indexOf('</article>', card)]) {
      const forget = site.on(address, (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
        response.write(html.subarray(0, cut));
        setTimeout(() => response.end(html.subarray(cut)), 400);
      });
      await page.goto(site.url(address));
      await awake(page);
      forget();
    }
  }
});

// What goes wrong is said in words, keeps what is on screen and offers a way on.
import { answers, awake, expect, follow, markDocument, open, parts, sameDocument, saveData, settled, test } from './edition.mjs';

// Chromium itself reports requests that fail; nothing else may be reported.
const NETWORK = /^console error: Failed to load resource/;

const failures = {
  'a lost connection': answers.cut(),
  'an address that holds nothing': answers.status(404, 'Not found', 'text/plain'),
  'a host that fails': answers.status(503, 'Unavailable'),
  'a page where data belongs': answers.status(200, '<!doctype html><title>Welcome to the lounge</title>'),
  'an answer that is no JSON': answers.status(200, '{"format":1,"kind":', 'application/json'),
  'JSON of another shape': answers.json({ format: 1, kind: 'story', headline: 7 }),
  'JSON of an unknown kind': answers.json({ format: 1, kind: 'horoscope' }),
};

for (const [what, answer] of Object.entries(failures)) {
  test(`${what} is named, and Retry recovers`, async ({ page, site, edition, watch }) => {
    watch.allow(NETWORK);
    const { headline, alert, retry, next } = parts(page);
    const story = edition.middle;
    const mend = site.on(`${story.next.address}page.json`, answer);
    await open(page, site, story.address);
    await markDocument(page);
    await follow(next);

    await expect(alert).toContainText(story.next.address);
    await expect(page).toHaveURL(site.url(story.next.address));
    await expect(headline).toHaveText(story.headline);
    await expect(alert.getByRole('link', { name: /front page/i })).toHaveAttribute('href', site.base);

    const asked = () => site.asked(`${story.next.address}page.json`).length;
    const before = asked();
    await retry.evaluate((button) => (button.dataset.old = ''));
    await retry.press('Enter');
    await expect.poll(asked).toBeGreaterThan(before);
    // Another failure, another alert: Chromium asks by itself once more where a line was cut.
    await expect(retry).not.toHaveAttribute('data-old');
    await expect(alert).toContainText(story.next.address);
    await expect(retry).toBeFocused();
    mend();
    await retry.click();
    await expect(headline).toHaveText(story.next.headline);
    await expect(headline).toBeFocused();
    await expect(alert).toHaveCount(0);
    expect(await sameDocument(page)).toBe(true);
  });
}

test('Retry recovers where the address names a place on the page, and so does the link', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { alert, retry, headline } = parts(page);
  const mend = site.on('/search/page.json', answers.status(500));
  await open(page, site, edition.middle.address);
  await markDocument(page);
  const link = page.getByRole('banner').getByRole('link', { name: 'Search' });
  await expect(link).toHaveAttribute('href', '/search/#q');
  for (const way of [retry, link]) {
    await follow(link);
    await expect(alert).toContainText('/search/');
    const asked = site.asked('/search/page.json').length;
    await follow(way);
    await expect.poll(() => site.asked('/search/page.json').length).toBeGreaterThan(asked);
    await expect(alert).toContainText('/search/');
    await page.goBack();
    await expect(alert).toHaveCount(0);
  }
  await follow(link);
  await expect(alert).toContainText('/search/');
  // A place on the page that is on screen is still one.
  await follow(parts(page).skip);
  await expect(alert).toContainText('/search/');
  mend();
  await follow(link);
  await expect(headline).toHaveText('Search');
  await expect(alert).toHaveCount(0);
  expect(await sameDocument(page)).toBe(true);
});

for (const [how, stop] of [
  ['by the browser’s button', (page) => page.evaluate(() => window.stop())],
  ['by going to a place on the page', (page) => follow(parts(page).skip)],
]) {
  test(`a hop that is stopped ${how} is named, and Retry recovers`, async ({ page, site, edition }) => {
    const { headline, alert, retry, next } = parts(page);
    const story = edition.middle;
    const busy = page.locator('[aria-busy=true]');
    await saveData(page);
    let aborted = false;
    const mend = site.on(`${story.next.address}page.json`, (_, response) => new Promise(() => response.on('close', () => (aborted = true))));
    await open(page, site, story.address);
    await markDocument(page);
    await follow(next);
    await expect(busy).toHaveCount(1);
    await stop(page);
    await expect(alert).toContainText(`The page ${story.next.address} was stopped`);
    await expect(busy).toHaveCount(0);
    await expect(headline).toHaveText(story.headline);
    expect(new URL(page.url()).pathname).toBe(story.next.address);
    await expect.poll(() => aborted).toBe(true);
    mend();
    await retry.click();
    await expect(headline).toHaveText(story.next.headline);
    await expect(alert).toHaveCount(0);
    expect(await sameDocument(page)).toBe(true);
  });
}

test('what is no page of the edition can be loaded as what it is', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  site.on('/shop/', answers.status(200, '<!doctype html><title>x</title><h1>The shop</h1>', 'text/html; charset=utf-8'));
  await open(page, site, edition.middle.address);
  await page.evaluate((href) => document.querySelector('main').append(Object.assign(document.createElement('a'), { id: 'there', href })), site.url('/shop/'));
  await page.locator('#there').evaluate((link) => link.click());
  await expect(parts(page).alert).toContainText('There is nothing at /shop/.');
  await parts(page).alert.getByRole('link', { name: 'Load the full page' }).click();
  await expect(parts(page).headline).toHaveText('The shop');
});

test('the sentences differ', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const story = edition.middle;
  const said = new Set();
  const different = ['a lost connection', 'an address that holds nothing', 'a host that fails', 'an answer that is no JSON', 'JSON of another shape'];
  for (const what of different) {
    const mend = site.on(`${story.next.address}page.json`, failures[what]);
    await open(page, site, story.address);
    await follow(parts(page).next);
    await expect(parts(page).alert).toContainText(story.next.address);
    said.add(await parts(page).alert.textContent());
    mend();
  }
  expect(said.size).toBe(different.length);
});

test('no network is named, and Retry recovers', async ({ page, context, site, edition, watch }) => {
  watch.allow(NETWORK);
  await saveData(page);
  await open(page, site, edition.middle.address);
  await context.setOffline(true);
  await follow(parts(page).next);
  await expect(parts(page).alert).toContainText(edition.middle.next.address);
  await context.setOffline(false);
  await parts(page).retry.click();
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
});

test('an answer that does not come is given up after ten seconds', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { next } = edition.middle;
  await saveData(page);
  const mend = site.on(`${next.address}page.json`, answers.never());
  await open(page, site, edition.middle.address);
  const start = Date.now();
  await follow(parts(page).next);
  await expect(parts(page).alert).toContainText(next.address, { timeout: 14_000 });
  expect(Date.now() - start).toBeGreaterThan(9_000);
  await expect(parts(page).alert).toContainText('10');
  mend();
  await parts(page).retry.click();
  await expect(parts(page).headline).toHaveText(next.headline);
});

test('a hop waits ten seconds for what was asked for ahead of it, too', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { next } = edition.middle;
  site.on(`${next.address}page.json`, answers.never());
  await open(page, site, edition.middle.address);
  await expect.poll(() => site.asked(`${next.address}page.json`).length).toBe(1);
  await page.waitForTimeout(4_000);
  const start = Date.now();
  await follow(parts(page).next);
  await expect(parts(page).alert).toContainText(next.address, { timeout: 14_000 });
  expect(Date.now() - start).toBeGreaterThan(9_000);
  expect(site.asked(`${next.address}page.json`).length).toBe(1);
});

test('a hop asks once more for what was asked for ahead and broke', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { next } = edition.middle;
  let cut;
  const mend = site.on(`${next.address}page.json`, (request) => new Promise(() => (cut = () => request.socket.destroy())));
  await open(page, site, edition.middle.address);
  await expect.poll(() => Boolean(cut)).toBe(true);
  await follow(parts(page).next);
  await settled(page);
  mend();
  cut();
  await expect(parts(page).headline).toHaveText(next.headline);
  await expect(parts(page).alert).toHaveCount(0);
});

test('a page of a newer format is offered as a document', async ({ page, site, edition }) => {
  const { next } = edition.middle;
  site.on(`${next.address}page.json`, answers.json({ format: 99, kind: 'hologram', address: next.address }));
  await open(page, site, edition.middle.address);
  await markDocument(page);
  await follow(parts(page).next);
  await expect(parts(page).alert).toContainText(next.address);
  await parts(page).alert.getByRole('link', { name: /newer version/ }).click();
  await expect(parts(page).headline).toHaveText(next.headline);
  expect(await sameDocument(page)).toBe(false);
});

test('back from a failed hop shows the page without the alert', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK, /^layout shift/);
  const { headline, alert, next } = parts(page);
  site.on(`${edition.middle.next.address}page.json`, answers.status(500));
  await open(page, site, edition.middle.address);
  await follow(next);
  await expect(alert).toBeVisible();
  await page.goBack();
  await expect(alert).toHaveCount(0);
  await expect(headline).toHaveText(edition.middle.headline);
  await expect(page).toHaveURL(site.url(edition.middle.address));
});

test('what is fetched ahead fails in silence', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { address, next } = edition.middle;
  const mend = site.on(`${next.address}page.json`, answers.status(500));
  await open(page, site, address);
  await expect.poll(() => site.asked(`${next.address}page.json`).length).toBe(1);
  await expect(parts(page).alert).toHaveCount(0);
  mend();
  await follow(parts(page).next);
  await expect(parts(page).headline).toHaveText(next.headline);
});

test('a picture that is missing leaves its place and its words', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { address, lead_image: picture } = edition.middle;
  site.on(/\.(svg|png|jpe?g|webp|avif)$/, answers.status(404));
  await open(page, site, address);
  const figure = page.locator('article figure').first();
  await expect(figure).toContainText(/picture|image/i);
  await expect(figure.getByText(picture.alt).or(figure.getByAltText(picture.alt)).first()).toBeVisible();
  const retry = figure.getByRole('button', { name: 'Retry' });
  await retry.click();
  // It is asked for, fails again, and is offered again.
  await expect(retry).toBeVisible();
  site.on(/\.(svg|png|jpe?g|webp|avif)$/, () => 'go on');
  await retry.click();
  await expect(retry).toBeHidden();
  await expect.poll(() => figure.getByAltText(picture.alt).evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);
});

test('who asks for a missing picture by keyboard stays with it', async ({ page, site, edition, watch }) => {
  watch.allow(NETWORK);
  const { address, language } = edition.rightToLeft;
  const mend = site.on(/\.(svg|png|jpe?g|webp|avif)$/, answers.status(404));
  await open(page, site, address);
  const figure = page.locator('article figure').first();
  const retry = figure.getByRole('button', { name: 'Retry' });
  await retry.press('Enter');
  await expect(retry).toBeFocused();
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  await expect(figure.locator('p:has(button)')).toHaveAttribute('lang', 'en');
  await expect(figure.locator('p:has(button)')).toHaveAttribute('dir', 'ltr');
  mend();
  await retry.press('Enter');
  await expect(retry).toHaveCount(0);
  await expect(figure).toBeFocused();
});

const storages = {
  full: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    };
  },
  forbidden: () => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  },
};

for (const [what, script] of Object.entries(storages)) {
  test(`storage that is ${what} is said, and what was written stays`, async ({ page, site, edition }) => {
    await page.addInitScript(script);
    const { comment, comments, post, name } = parts(page);
    await open(page, site, edition.middle.address);
    await name.fill('Ada');
    await comment.click();
    await page.keyboard.type('A thought worth keeping.');
    await expect(comments.getByText(/draft/i)).toBeVisible();
    await post.click();
    await expect(comments.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
    await expect(comment).toHaveValue('A thought worth keeping.');
    await expect(name).toHaveValue('Ada');
  });
}

test('an address that holds nothing wakes, too', async ({ page, site, watch }) => {
  watch.allow(NETWORK);
  await page.goto(site.url('/no/such/story/'));
  await awake(page);
  await markDocument(page);
  await follow(page.getByRole('main').getByRole('link', { name: /front page/i }));
  await expect(page).toHaveURL(site.url('/'));
  expect(await sameDocument(page)).toBe(true);
});

// From page to page without a reload.
import { answers, awake, expect, follow, hop, markDocument, open, parts, quiet, sameDocument, saveData, settled, test } from './edition.mjs';
import { serve } from './server.mjs';

const scroll = (page) => page.evaluate(() => Math.round(scrollY));
const scrollTo = (page, y) => page.evaluate((y) => window.scrollTo({ top: y, behavior: 'instant' }), y);
const json = (address) => `${address}page.json`;

test('next and previous go there without a reload', async ({ page, site, edition }) => {
  const story = edition.middle;
  await open(page, site, story.address);
  await markDocument(page);
  await quiet(site);
  const before = site.requests.length;

  await hop(page, parts(page).next);
  await expect(page).toHaveURL(site.url(story.next.address));
  await expect(parts(page).headline).toHaveText(story.next.headline);
  await hop(page, parts(page).previous);
  await expect(page).toHaveURL(site.url(story.address));
  await expect(parts(page).headline).toHaveText(story.headline);

  expect(await sameDocument(page)).toBe(true);
  const fetched = site.requests.slice(before).map((request) => request.path);
  expect(fetched.filter((path) => !/\.(json|svg|png|jpe?g|webp|avif)$/.test(path))).toEqual([]);
});

// Firefox's tools have no touch.
test('a click and a tap hop too', { tag: '@chromium' }, async ({ browser, page, site, edition }) => {
  const story = edition.middle;
  await open(page, site, story.address);
  await markDocument(page);
  await hop(page, parts(page).next, (link) => link.click());
  await expect(parts(page).headline).toHaveText(story.next.headline);
  expect(await sameDocument(page)).toBe(true);

  const phone = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
  const onPhone = await phone.newPage();
  await open(onPhone, site, story.address);
  await markDocument(onPhone);
  await hop(onPhone, parts(onPhone).next, (link) => link.tap());
  await expect(parts(onPhone).headline).toHaveText(story.next.headline);
  expect(await sameDocument(onPhone)).toBe(true);
  await phone.close();
});

test('title, language, direction, focus, announcement and scroll follow', async ({ page, site, edition }) => {
  const target = edition.rightToLeft;
  await open(page, site, target.previous.address);
  await scrollTo(page, 500);
  await hop(page, parts(page).next);
  await settled(page);

  await expect(parts(page).headline).toBeFocused();
  expect(await scroll(page)).toBe(0);
  // The headline, which has the focus, is told once: no live region tells it a second time.
  await expect(page.locator('[aria-live=polite], [role=status]').filter({ hasText: target.headline })).toHaveCount(0);
  const html = edition.html(target.address);
  const title = html.match(/<title>([^<]*)<\/title>/)[1];
  const signs = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  expect(await page.title()).toBe(title.replace(/&\w+;/g, (name) => signs[name]));
  await expect(page.locator('html')).toHaveAttribute('lang', target.language);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');

  await hop(page, parts(page).previous);
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

test('a hop draws what a load draws', async ({ page, site, edition, watch }) => {
  test.slow();
  // A click by script is no input, so Chromium counts the change of page as a shift.
  watch.allow(/^layout shift/);
  const drawn = () =>
    page.evaluate(() => {
      const show = (node) => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.nodeType !== Node.ELEMENT_NODE) return '';
        // What stands at the fold has done its work.
        if (node.matches('main :is(script[data-wasm], link[rel=stylesheet])')) return '';
        // Where nothing is to be said, press and browser may differ; so may they in the order.
        const attributes = [...node.attributes].filter(({ name, value }) => !/^(style|tabindex)$/.test(name) && !(name === 'class' && !value));
        const said = attributes.map(({ name, value }) => ` ${name}="${value}"`).sort().join('');
        return `\n<${node.localName}${said}>${[...node.childNodes].map(show).join('')}</${node.localName}>`;
      };
      const head = document.querySelectorAll('title, link[rel=canonical], meta[name=description]');
      return [...[...head].map(show).sort(), show(document.querySelector('main'))].join('\n');
    });
  const addresses = edition.kinds.map(([, address]) => address);
  const start = addresses.shift();
  for (const address of addresses) {
    await open(page, site, address);
    await settled(page);
    // The search page says so while it fetches what is searched.
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const loaded = await drawn();
    await open(page, site, start);
    await markDocument(page);
    await page.evaluate((href) => document.body.append(Object.assign(document.createElement('a'), { id: 'there', href })), site.url(address));
    await hop(page, page.locator('#there'), (link) => link.evaluate((element) => element.click()));
    await settled(page);
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    expect(await drawn(), address).toBe(loaded);
    expect(await sameDocument(page)).toBe(true);
  }
});

test('back and forward restore the scroll, and put the focus where it was', async ({ page, site, edition, watch }) => {
  // Back and forward are no input on the page, so Chromium counts their change of page as a shift.
  watch.allow(/^layout shift/);
  const story = edition.middle;
  await open(page, site, story.address);
  await scrollTo(page, 480);
  await hop(page, parts(page).next);
  await settled(page);
  await scrollTo(page, 260);
  await settled(page);

  await page.goBack();
  await expect(parts(page).headline).toHaveText(story.headline);
  await expect.poll(() => scroll(page)).toBe(480);
  await expect(parts(page).next).toBeFocused();
  await expect(page.locator('[aria-live=polite], [role=status]').filter({ hasText: story.headline })).toHaveCount(1);
  await page.goForward();
  await expect(parts(page).headline).toHaveText(story.next.headline);
  await expect.poll(() => scroll(page)).toBe(260);
  await expect(parts(page).headline).toBeFocused();
});

test('of links to the same place, back finds the one that was followed', async ({ page, site, edition, watch }) => {
  watch.allow(/^layout shift/);
  await open(page, site, edition.middle.address);
  // The menu has the same link, earlier.
  const label = page.locator('.story-head .section-label a');
  const href = await label.getAttribute('href');
  await expect(page.locator(`#newsprint a[href="${href}"]`)).not.toHaveCount(1);
  await hop(page, label, (link) => link.click());
  await expect(parts(page).headline).toBeFocused();
  await page.goBack();
  await expect(parts(page).headline).toHaveText(edition.middle.headline);
  await expect(label).toBeFocused();
  // From the front page over two stories and back, each page has its own.
  await page.goto(site.url('/'));
  await awake(page);
  const card = page.getByRole('main').getByRole('article').getByRole('heading').getByRole('link').nth(2);
  await hop(page, card);
  await hop(page, parts(page).previous);
  await page.goBack();
  await expect(parts(page).previous).toBeFocused();
  await page.goBack();
  await expect(card).toBeFocused();
});

test('every kind of page can be reached by a link, loaded and reloaded', async ({ page, site, edition }) => {
  for (const [kind, address] of edition.kinds) {
    await test.step(kind, async () => {
      await open(page, site, address);
      const headline = await parts(page).headline.textContent();
      await page.reload();
      await awake(page);
      await expect(parts(page).headline).toHaveText(headline);
    });
  }
});

test('a reload after a hop shows the page that was hopped to', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await hop(page, parts(page).next);
  await page.reload();
  await awake(page);
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
});

test('sections, teasers and the site title hop', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await markDocument(page);
  await hop(page, page.getByRole('banner').getByRole('link').first());
  await expect(page).toHaveURL(site.url('/'));
  await hop(page, page.getByRole('navigation', { name: 'Sections' }).getByRole('link').first());
  const teaser = page.getByRole('main').getByRole('article').getByRole('heading').getByRole('link').first();
  await hop(page, teaser);
  await expect(page.locator('article:has(h1)')).toHaveCount(1);
  expect(await sameDocument(page)).toBe(true);
});

test('a link inside a story hops', async ({ page, site, edition }) => {
  const linked = (value) =>
    value && typeof value === 'object'
      ? (value.type === 'link' && edition.story(value.href) ? [value.href] : Object.values(value).flatMap(linked))
      : [];
  const story = edition.stories.find((story) => linked(story.body).length);
  const [address] = linked(story.body);
  await open(page, site, story.address);
  await markDocument(page);
  await hop(page, page.locator(`article a[href="${address}"]`).first());
  await expect(parts(page).headline).toHaveText(edition.story(address).headline);
  expect(await sameDocument(page)).toBe(true);
});

test('a link to a place on the page moves there and fetches nothing', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await quiet(site);
  await markDocument(page);
  const before = site.requests.length;
  await parts(page).skip.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#/);
  await quiet(site);
  const asked = site.requests.slice(before).map((request) => request.path);
  expect(asked.filter((path) => !/\.(svg|png|jpe?g|webp|avif)$/.test(path))).toEqual([]);
  expect(await sameDocument(page)).toBe(true);
});

test('new tabs, downloads and other sites are left to the browser', async ({ page, context, site, edition, watch }) => {
  const story = edition.middle;
  await open(page, site, story.address);

  const [tab] = await Promise.all([context.waitForEvent('page'), parts(page).next.click({ modifiers: ['ControlOrMeta'] })]);
  await tab.waitForLoadState();
  await expect(parts(tab).headline).toHaveText(story.next.headline);
  await expect(parts(page).headline).toHaveText(story.headline);
  await tab.close();

  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: './page.json', download: 'story.json', textContent: 'Save' });
    document.body.append(link);
  });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Save', { exact: true }).click()]);
  expect(download.suggestedFilename()).toBe('story.json');

  const other = await serve(edition.folder);
  watch.allow(new RegExp(other.origin));
  await page.evaluate((href) => {
    document.body.append(Object.assign(document.createElement('a'), { href, textContent: 'Elsewhere' }));
  }, other.origin);
  await page.getByText('Elsewhere', { exact: true }).click();
  await expect(page).toHaveURL(`${other.origin}/`);
  // Its app is fetched as well: the server may not go before.
  await awake(page);
  await quiet(other);
  await other.close();
});

test('both neighbours are fetched ahead, once each', async ({ page, site, edition }) => {
  const { address, previous, next } = edition.middle;
  const asked = () => [previous.address, next.address].map((of) => site.asked(json(of)).length);
  await open(page, site, address);
  await expect.poll(asked).toEqual([1, 1]);
  // So is the picture, in the width that the page will show.
  const { lead_image: picture } = edition.story(next.address);
  const files = [picture.src, ...(picture.sources ?? []).map((source) => source.src)];
  const fetched = () => site.requests.filter((request) => files.includes(request.path) && !request.cached).length;
  await parts(page).next.hover();
  await expect.poll(fetched).toBe(1);
  await parts(page).next.focus();
  await parts(page).previous.hover();
  await hop(page, parts(page).next, (link) => link.click());
  await expect(parts(page).headline).toHaveText(next.headline);
  await quiet(site);
  expect(asked()).toEqual([1, 1]);
  expect(fetched()).toBe(1);
});

test('the neighbours’ pictures are fetched when the cards come near, with no pointer and no focus', async ({ page, site, edition }) => {
  const { address, next } = edition.middle;
  await open(page, site, address);
  await quiet(site);
  const { lead_image: picture } = edition.story(next.address);
  const files = [picture.src, ...(picture.sources ?? []).map((source) => source.src)];
  // The page itself may show it on a card, in a smaller width.
  const before = site.requests.filter(({ path }) => files.includes(path)).length;
  await parts(page).neighbours.evaluate((cards) => scrollTo({ top: cards.getBoundingClientRect().top + scrollY - innerHeight / 2, behavior: 'instant' }));
  await expect.poll(() => site.requests.filter(({ path }) => files.includes(path)).length).toBeGreaterThan(before);
});

test('a link that is pointed at is fetched ahead, once', async ({ page, site, edition }) => {
  const { address } = edition.pages.find((page) => page.kind === 'listing' && page.listing === 'archive');
  await open(page, site, address);
  await quiet(site);
  const link = page.getByRole('main').getByRole('article').getByRole('heading').getByRole('link').last();
  await link.scrollIntoViewIfNeeded();
  const target = json(await link.getAttribute('href'));
  await link.hover();
  await expect.poll(() => site.asked(target).length).toBe(1);
  await page.mouse.move(0, 0);
  await link.hover();
  await settled(page);
  expect(site.asked(target)).toHaveLength(1);
});

test('nothing is fetched ahead for a reader who asked for less data', async ({ page, site, edition }) => {
  const { address, next } = edition.middle;
  await saveData(page);
  await open(page, site, address);
  await parts(page).next.hover();
  await quiet(site, 800);
  expect(site.asked('page.json')).toEqual([]);
  await hop(page, parts(page).next, (link) => link.click());
  expect(site.asked('page.json')).toContain(json(next.address));
});

test('an older answer never shows over a newer page', async ({ page, site, edition }) => {
  const { address, previous, next } = edition.middle;
  const release = site.hold(json(next.address));
  await open(page, site, address);
  await markDocument(page);
  await follow(parts(page).next);
  await hop(page, parts(page).previous);
  await expect(parts(page).headline).toHaveText(previous.headline);
  release();
  await quiet(site);
  await expect(parts(page).headline).toHaveText(previous.headline);
  await expect(page).toHaveURL(site.url(previous.address));
  await expect(parts(page).alert).toHaveCount(0);
  expect(await sameDocument(page)).toBe(true);
});

test('fast hopping over a slow network ends where it was last sent', async ({ page, site, edition, watch }) => {
  watch.allow(/^layout shift/);
  const delays = [700, 100, 400, 50, 300];
  let count = 0;
  site.on(/page\.json$/, () => answers.after(delays[count++ % delays.length])());
  await open(page, site, edition.middle.address);
  await markDocument(page);
  const links = await page.getByRole('link').evaluateAll((links) =>
    [...new Set(links.map((link) => link.href))].filter((href) => href.startsWith(location.origin) && !href.includes('#')),
  );
  for (const url of links.slice(0, 8)) {
    await page.evaluate((url) => document.querySelector(`#newsprint`).querySelector(`a[href="${new URL(url).pathname}"]`)?.click(), url);
    await page.waitForTimeout(60);
  }
  await quiet(site, 900);
  const { pathname } = new URL(page.url());
  const shown = edition.pages.find((page) => page.address === pathname);
  await expect(parts(page).headline).toHaveText(shown.headline ?? shown.title);
  await expect(parts(page).alert).toHaveCount(0);
  expect(await sameDocument(page)).toBe(true);
});

for (const [what, prepare] of [['', () => {}], [', also where nothing is fetched ahead', saveData]]) {
  test(`a fetch is aborted when the reader goes elsewhere${what}`, async ({ page, site, edition }) => {
    const { address, previous, next } = edition.middle;
    await prepare(page);
    let aborted = false;
    site.on(json(next.address), (_, response) => new Promise(() => response.on('close', () => (aborted = true))));
    await open(page, site, address);
    await follow(parts(page).next);
    await expect.poll(() => site.asked(json(next.address)).length).toBe(1);
    await hop(page, parts(page).previous);
    await expect(parts(page).headline).toHaveText(previous.headline);
    await expect.poll(() => aborted).toBe(true);
  });
}

test('a hop is measured from the click to the page', async ({ page, site, edition }) => {
  site.on(json(edition.middle.next.address), answers.after(300));
  await saveData(page);
  await open(page, site, edition.middle.address);
  await hop(page, parts(page).next);
  const [measure] = await page.evaluate(() => performance.getEntriesByName('newsprint:hop').map((entry) => entry.toJSON()));
  expect(measure.entryType).toBe('measure');
  expect(measure.duration).toBeGreaterThan(300);
  expect(measure.duration).toBeLessThan(3000);
});

/** Counts the view transitions in window.transitions. */
function countTransitions() {
  window.transitions = 0;
  const start = Document.prototype.startViewTransition;
  Document.prototype.startViewTransition = function (...given) {
    window.transitions += 1;
    return start.apply(this, given);
  };
}

test('a page that one waited for fades in, one at hand is there at once', async ({ page, site, edition }) => {
  const { address, next } = edition.middle;
  site.on(json(next.address), answers.after(600));
  await saveData(page);
  await page.addInitScript(countTransitions);
  await open(page, site, address);
  const headline = await parts(page).headline.innerText();
  await hop(page, parts(page).next);
  expect(await page.evaluate(() => window.transitions)).toBe(1);
  await page.goBack();
  await expect(parts(page).headline).toHaveText(headline);
  expect(await page.evaluate(() => window.transitions)).toBe(1);
});

test('a hop that is overtaken while it waits to fade in draws nothing', async ({ page, site, edition }) => {
  const { address, previous, next } = edition.middle;
  site.on(json(next.address), answers.after(400));
  await saveData(page);
  await page.addInitScript(() => {
    Document.prototype.startViewTransition = (update) => {
      const updateCallbackDone = new Promise((done) => (window.fadeIn = () => done(update())));
      return { updateCallbackDone, ready: Promise.resolve(), finished: Promise.resolve() };
    };
  });
  await open(page, site, address);
  await markDocument(page);
  await follow(parts(page).next);
  await page.waitForFunction(() => window.fadeIn);
  await hop(page, parts(page).previous);
  await expect(parts(page).headline).toHaveText(previous.headline);
  const title = await page.title();
  await page.evaluate(() => window.fadeIn());
  await settled(page);
  await expect(parts(page).headline).toHaveText(previous.headline);
  await expect(page).toHaveURL(site.url(previous.address));
  expect(await page.title()).toBe(title);
  expect(await sameDocument(page)).toBe(true);
});

// Firefox's tools cannot ask for less motion.
test('a reader who wants less motion gets none', { tag: '@chromium' }, async ({ page, site, edition }) => {
  site.on(json(edition.middle.next.address), answers.after(600));
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(countTransitions);
  await open(page, site, edition.middle.address);
  await hop(page, parts(page).next);
  expect(await page.evaluate(() => window.transitions)).toBe(0);
});

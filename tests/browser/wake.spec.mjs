// The app takes over the page that is there, and nothing of the reader's is lost.
import { awake, expect, hop, markDocument, open, parts, quiet, sameDocument, settled, test } from './edition.mjs';

for (const build of ['release', 'debug']) {
  test.describe(`${build} build`, () => {
    test.use({ build });

    test('every kind of page wakes in silence, its nodes as they were', async ({ page, site, edition }) => {
      test.slow(build === 'debug');
      for (const [kind, address] of edition.kinds) {
        await test.step(kind, async () => {
          const release = site.hold(/\.wasm$/);
          await page.goto(site.url(address));
          const before = await page.evaluate(tagNodes);
          release();
          await awake(page);
          await settled(page);
          expect(await page.evaluate(tagsKept)).toEqual(before);
        });
      }
    });
  });
}

/** Runs in the page: numbers every element under the app's root outside the form; returns what they are. */
function tagNodes() {
  const elements = [...document.querySelectorAll('#newsprint *')].filter((element) => !element.closest('form, noscript'));
  return elements.map((element, index) => {
    element.tagged = index;
    return `${index} ${element.localName}`;
  });
}

/** Runs in the page: the numbered elements that are still where they were. */
function tagsKept() {
  const elements = [...document.querySelectorAll('#newsprint *')];
  return elements.filter((element) => 'tagged' in element).map((element) => `${element.tagged} ${element.localName}`);
}

test('waking changes nothing that is seen', async ({ page, site, edition }) => {
  const html = () =>
    page.evaluate(() => {
      const article = document.querySelector('article').cloneNode(true);
      for (const part of article.querySelectorAll('form, noscript')) part.remove();
      return article.outerHTML.replace(/<!--.*?-->/gs, '');
    });
  for (const story of edition.stories) {
    const release = site.hold(/\.wasm$/);
    await page.goto(site.url(story.address));
    const before = await html();
    release();
    await awake(page);
    expect(await html()).toBe(before);
  }
});

test('keeps typed text, focus, caret and scroll', async ({ page, site, edition }) => {
  const { comment, name, form } = parts(page);
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.address));
  await name.fill('Ada');
  await comment.click();
  await page.keyboard.type('Typed before the app was there.');
  await comment.evaluate((field) => field.setSelectionRange(6, 12));
  await form.scrollIntoViewIfNeeded();
  const scroll = await page.evaluate(() => scrollY);
  release();
  await awake(page);
  await settled(page);
  await expect(comment).toHaveValue('Typed before the app was there.');
  await expect(name).toHaveValue('Ada');
  await expect(comment).toBeFocused();
  expect(await comment.evaluate((field) => [field.selectionStart, field.selectionEnd])).toEqual([6, 12]);
  expect(await page.evaluate(() => scrollY)).toBe(scroll);
  await page.keyboard.type('after');
  await expect(comment).toHaveValue('Typed after the app was there.');
});

for (const width of [320, 680, 1000, 1440]) {
  test.describe(`in a window of ${width} pixels`, () => {
    test.use({ viewport: { width, height: 700 } });

    test('a story opened far below its headline stands still while it wakes', async ({ page, site, edition, browserName }) => {
      for (const [kind, address] of edition.kinds) {
        if (!edition.story(address)) continue;
        // On its way back to a right-to-left page, whatever is on it, Firefox goes to the top.
        if (browserName === 'firefox' && kind === 'right-to-left story') continue;
        await test.step(kind, async () => {
          await page.goto(site.url(address) + '#comments');
          await awake(page);
          await settled(page);
          await expect(parts(page).comments).toBeInViewport();
          for (const place of [parts(page).neighbours, page.getByRole('contentinfo')]) {
            await place.evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'center' }));
            await settled(page);
            const scroll = await page.evaluate(() => scrollY);
            await page.reload();
            await awake(page);
            await settled(page);
            // Browsers put it on a whole pixel, and what stands above may end between two. That nothing moves while the
            // app wakes, the fixture sees.
            expect(Math.abs((await page.evaluate(() => scrollY)) - scroll)).toBeLessThanOrEqual(1);
          }
        });
      }
    });
  });
}

// The network's speed is set by Chromium's tools.
test('a comment sent in its sleep goes without an older draft, which is put back', { tag: '@chromium' }, async ({ page, context, site, edition }) => {
  const { comment, comments, post } = parts(page);
  await open(page, site, edition.middle.address);
  await comment.fill('An older draft.');
  await page.waitForTimeout(700);
  await page.goto('about:blank');
  // Or the app would be there before anybody can type.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.address));
  await comment.fill('Sent in its sleep.');
  await post.click();
  release();
  await awake(page);
  const entry = comments.getByRole('article').filter({ hasText: 'Sent in its sleep.' });
  await expect(entry).toBeVisible();
  await expect(entry).not.toContainText('An older draft.');
  await expect(comment).toHaveValue('An older draft.');
  await page.reload();
  await expect(comment).toHaveValue('An older draft.');
});

test('keeps selected text', async ({ page, site, edition }) => {
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.address));
  const selected = await page.evaluate(() => {
    const paragraph = [...document.querySelectorAll('article p')].find((p) => p.textContent.length > 80);
    getSelection().selectAllChildren(paragraph);
    return String(getSelection());
  });
  release();
  await awake(page);
  await settled(page);
  expect(selected.length).toBeGreaterThan(80);
  expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
});

test('a link clicked before the app is there leads on', async ({ page, site, edition }) => {
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.address));
  await parts(page).next.click();
  await expect(page).toHaveURL(site.url(edition.middle.next.address));
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
  release();
});

test('the lead image comes before the app', async ({ page, site, edition }) => {
  const story = edition.middle;
  const release = site.hold(/\.(svg|png|jpe?g|webp|avif)$/);
  await page.goto(site.url(story.address), { waitUntil: 'commit' });
  await expect(parts(page).headline).toBeVisible();
  await page.waitForTimeout(700);
  expect(site.asked('.wasm')).toEqual([]);
  release();
  await awake(page);
});

test('a lead image that never comes holds the app up for two seconds at most', async ({ page, site, edition }) => {
  site.hold(edition.middle.lead_image.src);
  await page.goto(site.url(edition.middle.address), { waitUntil: 'commit' });
  await expect.poll(() => site.asked('.wasm').length, { timeout: 3500 }).toBe(1);
  await awake(page);
});

test('touching the form fetches the app at once', async ({ page, site, edition }) => {
  const release = site.hold(edition.middle.lead_image.src);
  await page.goto(site.url(edition.middle.address), { waitUntil: 'domcontentloaded' });
  await parts(page).comment.click();
  await expect.poll(() => site.asked('.wasm').length, { timeout: 900 }).toBe(1);
  release();
  await awake(page);
});

test('a field that is typed in before the first script counts as touched', async ({ page, site, edition }) => {
  site.hold(edition.middle.lead_image.src);
  const release = site.hold(/wake[^/]*\.js$/);
  await page.goto(site.url(edition.middle.address), { waitUntil: 'commit' });
  await parts(page).comment.click();
  await page.keyboard.type('Early');
  release();
  await expect.poll(() => site.asked('.wasm').length, { timeout: 900 }).toBe(1);
  await awake(page);
  await expect(parts(page).comment).toHaveValue('Early');
});

test('nodes of an extension do not break it', async ({ page, site, edition, watch }) => {
  // The extension itself pushes the page down.
  watch.allow(/^layout shift/);
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      document.body.prepend(Object.assign(document.createElement('div'), { id: 'extension-bar', textContent: 'Bar' }));
      document.body.append(document.createElement('extension-panel'));
      document.documentElement.append(document.createElement('extension-root'));
    });
  });
  await open(page, site, edition.middle.address);
  await markDocument(page);
  await hop(page, parts(page).next);
  expect(await sameDocument(page)).toBe(true);
  await expect(page.locator('#extension-bar')).toHaveText('Bar');
});

/** Wraps every text of the page, as Chromium's translator does. */
const translate = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('#newsprint'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentNode.closest('script, noscript, textarea')) found.push(walker.currentNode);
    for (const text of found) {
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(text);
    }
  });

test('a translator that rewrote the page does not break it', async ({ page, site, edition, watch }) => {
  // The start afresh after a page that cannot be taken over is told to developers.
  watch.allow(/^console (warning|error)/, /^layout shift/);
  const { comment, headline } = parts(page);
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.address));
  await translate(page);
  await comment.click();
  await page.keyboard.type('Kept');
  release();
  await awake(page);
  await settled(page);
  await expect(headline).toHaveCount(1);
  await expect(comment).toHaveValue('Kept');
  await expect(comment).toBeFocused();
  await markDocument(page);
  await hop(page, parts(page).next);
  await expect(headline).toHaveText(edition.middle.next.headline);
  expect(await sameDocument(page)).toBe(true);
});

test('a link that has the focus in a page that a translator rewrote keeps it', async ({ page, site, edition, watch }) => {
  watch.allow(/^console (warning|error)/, /^layout shift/);
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.address));
  await translate(page);
  // One of several that lead to the same place.
  const section = page.getByRole('main').getByRole('link', { name: edition.middle.section.name, exact: true }).first();
  await section.focus();
  release();
  await awake(page);
  await settled(page);
  await expect(page.locator('main font')).toHaveCount(0);
  await expect(section).toBeFocused();
});

const NOT_LOADED = /could not be loaded/;

for (const [what, answer] of [
  ['blocked', (request) => void request.socket.destroy()],
  ['missing', (_, response) => void response.writeHead(404, { 'Content-Type': 'text/html' }).end('<p>Not found</p>')],
  ['damaged', (_, response) => void response.writeHead(200, { 'Content-Type': 'application/wasm' }).end('not wasm')],
]) {
  test(`an app that is ${what} leaves a page that reads and says so`, async ({ page, site, edition, watch }) => {
    // Developers are told, in Firefox with an error of its own; and the form, of which only what was written is left,
    // becomes smaller.
    watch.allow(/^console (warning|error)/, /^page error: .* hashes in the integrity attribute/, /^layout shift/);
    site.on(/\.wasm$/, answer);
    const { comment, comments, next } = parts(page);
    const release = site.hold(/\.js$/);
    await page.goto(site.url(edition.middle.address), { waitUntil: 'commit' });
    await comment.fill('Written in vain?');
    release();
    await expect(comments.getByText(NOT_LOADED)).toBeVisible();
    // What was written stays, to be copied at least.
    await comment.press('Control+Enter');
    await expect(comment).toBeVisible();
    await expect(comment).toHaveValue('Written in vain?');
    await expect(page).toHaveURL(site.url(edition.middle.address));
    await next.click();
    await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
  });
}

// Time is set forward by Chromium's tools.
test('where not even the loader comes, the page says so after a while', { tag: '@chromium' }, async ({ page, site, edition, watch }) => {
  watch.allow(/^console error/, /^layout shift/);
  site.on(/\/wake-\w+\.js$/, (_, response) => void response.writeHead(404).end());
  const session = await page.context().newCDPSession(page);
  await page.goto(site.url(edition.middle.address));
  await parts(page).comment.fill('Written in vain?');
  await expect(parts(page).comments.getByText(NOT_LOADED)).toBeHidden();
  await session.send('Animation.enable');
  await session.send('Animation.setPlaybackRate', { playbackRate: 1000 });
  await expect(parts(page).comments.getByText(NOT_LOADED)).toBeVisible();
  await expect(parts(page).comment).toHaveValue('Written in vain?');
});

test('an app that does not come is told of after half a minute, and taken when it comes after all', async ({ page, site, edition, watch }) => {
  // No place is kept for what is so rarely said.
  watch.allow(/^layout shift/);
  await page.addInitScript(() => {
    const { setTimeout: start } = window;
    window.setTimeout = (work, milliseconds, ...rest) => start(work, milliseconds === 30_000 ? 600 : milliseconds, ...rest);
  });
  const release = site.hold(/newsprint-.*_bg\.wasm$/);
  const { comment, form } = parts(page);
  await page.goto(site.url(edition.middle.address));
  await comment.click();
  await page.keyboard.type('While I wait');
  const told = page.locator('.form-needs-app');
  await expect(told).toBeVisible();
  release();
  await awake(page);
  await expect(told).toBeHidden();
  await expect(form).toBeVisible();
  await expect(comment).toHaveValue('While I wait');
});

test('a browser without WebAssembly gets a page that reads and says so', async ({ page, site, edition, watch }) => {
  watch.allow(/^console (warning|error)/);
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto(site.url(edition.middle.address));
  await expect(parts(page).comments.getByText(NOT_LOADED)).toBeVisible();
  await expect(parts(page).post).toBeHidden();
  await parts(page).next.click();
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
});

test('a browser without the Navigation API follows links as pages', async ({ page, site, edition }) => {
  await page.addInitScript(() => {
    delete window.navigation;
    delete Window.prototype.navigation;
  });
  await open(page, site, edition.middle.address);
  expect(await page.evaluate(() => 'navigation' in window)).toBe(false);
  await markDocument(page);
  await parts(page).next.click();
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
  expect(await sameDocument(page)).toBe(false);
  await awake(page);
  await expect(parts(page).post).toBeEnabled();
});

test('a second visit takes the app from the cache', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await quiet(site);
  await page.goto(site.url(edition.middle.next.address));
  await awake(page);
  expect(site.asked('.wasm')).toHaveLength(1);
});

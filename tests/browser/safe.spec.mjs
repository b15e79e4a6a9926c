// What a page may load and run: the policy, in the page and in the headers, and the hashes of the app's scripts.
// That nothing of the app's own offends it is seen by every other test: a violation is a message on the console.
import { answers, awake, expect, hop, open, parts, quiet, test } from './edition.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

test('the policy is sent and stands in the page, and allows nothing unsafe', async ({ page, site, edition }) => {
  const answer = await page.goto(site.url(edition.middle.address));
  const sent = answer.headers()['content-security-policy'];
  const written = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(sent).toBe(`${written}; frame-ancestors 'none'`);
  expect(written).toContain("default-src 'none'");
  // The sample edition lets films of one host play in the page.
  const own = written.replace('; frame-src https://www.youtube-nocookie.com', '');
  expect(own).not.toBe(written);
  expect(own).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  expect(answer.headers()).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  });
  await awake(page);
});

test('no text becomes a script by being handed to the browser', async ({ page, site, edition, watch }) => {
  watch.allow(/TrustedHTML|TrustedScriptURL|Trusted Type|trusted-types/);
  await open(page, site, edition.middle.address);
  const refused = await page.evaluate(() => {
    const tries = [
      () => (document.createElement('p').innerHTML = '<b>x</b>'),
      () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      () => (document.createElement('script').src = '/wake.js'),
      () => new Worker('/search.js'),
      // The one policy has been made, and makes one kind of URL.
      () => trustedTypes.createPolicy('newsprint', { createScriptURL: (url) => url }),
      () => trustedTypes.createPolicy('another', { createHTML: (html) => html }),
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return error.name;
      }
    });
  });
  expect(refused).toEqual(Array(6).fill('TypeError'));
});

test.describe('a page into which somebody has put scripts', () => {
  for (const [where, injected] of Object.entries({
    'an inline script': '<script>window.injected = true</script>',
    'a handler': '<img src="/nothing.png" alt="" onerror="window.injected = true">',
    'a script from elsewhere': '<script src="https://elsewhere.example/x.js"></script>',
    'a base elsewhere': '<base href="https://elsewhere.example/">',
  })) {
    test(`runs none of it: ${where}`, async ({ page, site, edition, watch }) => {
      // A request that the policy stops is reported as begun and as failed.
      watch.allow(/Content Security Policy|Failed to load resource/, /^foreign request: https:\/\/elsewhere/);
      const failed = [];
      page.on('requestfailed', (request) => failed.push(request.failure().errorText));
      const { address } = edition.middle;
      const html = readFileSync(path.join(edition.folder, address, 'index.html'), 'utf8');
      site.on(address, answers.status(200, html.replace('</head>', `${injected}</head>`), 'text/html; charset=utf-8'));
      await open(page, site, address);
      expect(await page.evaluate(() => window.injected)).toBeUndefined();
      expect(await page.evaluate(() => document.baseURI)).toContain(site.origin);
      expect(watch.seen).toEqual([]);
      if (injected.includes('src="https')) expect(failed).toEqual(['csp']);
    });
  }
});

test.describe('code that is not what was built', () => {
  const changes = {
    js: (code) => [`window.injected = true;\n${code}`, 'text/javascript'],
    // A section that means nothing, and that any engine would pass over.
    wasm: (code) => [Buffer.concat([code, Buffer.from([0, 2, 1, 0x78])]), 'application/wasm'],
    // Other words, which the app would show as well.
    site: (json) => [String(json).replace('"title":"', '"title":"Not '), 'application/json'],
  };
  for (const [kind, change] of Object.entries(changes)) {
    test(`is not run: ${kind}`, async ({ page, site, edition, watch }) => {
      watch.allow(/integrity|digest|could not be started|Failed to fetch|Failed to load/i);
      const [, file] = new RegExp(`data-${kind}="([^"]+)"`).exec(edition.html('/'));
      const code = readFileSync(path.join(edition.folder, file));
      site.on(file, answers.status(200, ...change(code)));
      await page.goto(site.url(edition.middle.address));
      await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
      expect(await page.evaluate(() => window.injected)).toBeUndefined();
    });
  }

  test('a style sheet neither, and the page stays as it was painted', async ({ page, site, edition, watch }) => {
    watch.allow(/integrity|digest|Failed to load/i);
    const [, file] = /rel="stylesheet"[^>]* href="([^"]+)"/.exec(edition.html(edition.middle.address));
    site.on(file, answers.status(200, 'body { border-top: 9px solid }', 'text/css'));
    await open(page, site, edition.middle.address);
    await expect.poll(() => site.asked(file).length).toBeGreaterThan(0);
    await quiet(site);
    expect(await page.evaluate(() => getComputedStyle(document.body).borderTopWidth)).toBe('0px');
  });
});

test('a reader goes through all kinds of page, and nothing is asked of other hosts before a click', async ({ page, site, edition, context, watch }) => {
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(violatedDirective, blockedURI));
  });
  // Whole windows are jumped over below, faster than anybody scrolls: what is laid out then moves.
  watch.allow(/^layout shift/);
  const film = edition.stories.find(({ body }) => body.some(({ type }) => type === 'embed'));
  for (const address of [...edition.kinds.map(([, address]) => address), film.address]) {
    // By a link where there is one, as readers go.
    const link = page.locator(`a[href="${site.base}${address.slice(1)}"]`).first();
    if ((await link.count()) > 0) await hop(page, link);
    else await open(page, site, address);
    // Down to the end, so that all that waits for the reader is asked for.
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
    });
  }
  const card = page.locator('.embed').first();
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('link').hover();
  expect(watch.seen).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  // The click leads to the other host, and only then it hears of the reader.
  watch.allow(/^foreign request: https:\/\/(www\.)?youtube/, /ERR_/);
  await context.route(/youtube/, (route) => route.fulfill({ body: 'There.' }));
  const asked = context.waitForEvent('request', (request) => request.url().includes('youtube'));
  await card.getByRole('link').click();
  expect((await asked).isNavigationRequest()).toBe(true);
});

for (const [when, open] of [['when the app is awake', awake], ['without the app', () => {}]]) {
  test(`a film plays in the page when the reader asks for it, ${when}`, async ({ page, site, edition, context, watch }) => {
    const film = edition.stories.find(({ body }) => body.some(({ frame }) => frame));
    const { frame: player } = film.body.find(({ frame }) => frame);
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(violatedDirective, blockedURI));
    });
    await context.route(/youtube/, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title><p>The film.' }));
    if (open !== awake) site.hold(/_bg\.wasm/);
    await page.goto(site.url(film.address));
    await open(page);
    const card = page.locator('.embed', { has: page.locator('button') }).first();
    await card.scrollIntoViewIfNeeded();
    await expect(card.locator('iframe')).toBeHidden();
    expect(page.frames()).toHaveLength(2);
    expect(watch.seen).toEqual([]);
    watch.allow(/^foreign request: https:\/\/www\.youtube-nocookie\.com\/embed\//);
    await card.getByRole('button', { name: 'Play here' }).focus();
    await page.keyboard.press('Enter');
    await expect(card.frameLocator('iframe').getByText('The film.')).toBeVisible();
    await expect(card.locator('iframe')).toBeFocused();
    await expect(card.getByRole('button')).toHaveCount(0);
    expect(await card.locator('iframe').getAttribute('src')).toBe(player);
  });
}

test('nobody frames a page', async ({ page, site, edition, watch }) => {
  watch.allow(/frame/i, /Failed to load resource/);
  site.on('/frame.html', answers.status(200, `<!doctype html><title>x</title><iframe src="${site.url(edition.middle.address)}"></iframe>`));
  await page.goto(`${site.origin}/frame.html`);
  await expect.poll(() => page.frames()[1]?.url()).not.toBe(site.url(edition.middle.address));
});

test('no cookie is set, whatever a reader does', async ({ page, site, edition, context }) => {
  await open(page, site, edition.middle.address);
  const { next, comment, name, post, comments } = parts(page);
  await hop(page, next);
  await name.fill('Ada');
  await comment.fill('Words.');
  await post.click();
  await expect(comments.getByText('Words.')).toBeVisible();
  expect(await context.cookies()).toEqual([]);
});

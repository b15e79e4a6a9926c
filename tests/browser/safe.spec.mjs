// What a page may load and run: the policy, in the page and in the headers, and the hashes of the app's scripts.
// That nothing of the app's own offends it is seen by every other test: a violation is a message on the console.
import { answers, awake, expect, hop, open, parts, test } from './edition.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

test('the policy is sent and stands in the page, and allows nothing unsafe', async ({ page, site, edition }) => {
  const answer = await page.goto(site.url(edition.middle.address));
  const sent = answer.headers()['content-security-policy'];
  const written = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(sent).toBe(`${written}; frame-ancestors 'none'`);
  expect(written).toContain("default-src 'none'");
  expect(written).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  expect(answer.headers()).toMatchObject({
    'permissions-policy': expect.stringContaining('camera=()'),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  });
  await awake(page);
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

test('code that is not what was built is not run', async ({ page, site, edition, watch }) => {
  watch.allow(/integrity|digest|could not be started|Failed to fetch|Failed to load/i);
  const glue = await page.request.get(site.url('/')).then((answer) => answer.text());
  const [, js] = /data-js="([^"]+)"/.exec(glue);
  const code = await page.request.get(site.origin + js).then((answer) => answer.text());
  site.on(js, answers.status(200, `window.injected = true;\n${code}`, 'text/javascript'));
  await page.goto(site.url(edition.middle.address));
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  expect(await page.evaluate(() => window.injected)).toBeUndefined();
});

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

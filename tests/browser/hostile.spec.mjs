// Answers of a comment server, and data of pages, that nobody sends who means well. The inputs are in tests/hostile/,
// each with what must come of it; that the console is silent and nobody else is asked is seen by `watch`.
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { NETWORK, openThread, talk } from './comments.mjs';
import { answers, awake, expect, follow, hop, open, parts, settled, test } from './edition.mjs';
import { TOLD, post } from './outbox.mjs';

const cases = (file) => JSON.parse(readFileSync(new URL(`../hostile/${file}.json`, import.meta.url), 'utf8')).cases;

/** For how many milliseconds a tab may not answer, on a machine that does other things as well. */
const FREEZE = 4000;

/** A comment as Isso lists it. */
const onIsso = ({ id = 1, ...rest }) => ({
  id,
  parent: null,
  created: 1795332745.5,
  modified: null,
  mode: 1,
  text: '',
  author: null,
  website: null,
  likes: 0,
  dislikes: 0,
  hash: 'a',
  total_replies: 0,
  hidden_replies: 0,
  replies: [],
  ...rest,
});
const issoList = (replies) => JSON.stringify({ id: null, total_replies: replies.length, hidden_replies: 0, replies });
const json = (text, headers = {}) => (_, response) => void response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(text);

/** The same, as WordPress lists it. */
const onWordPress = ({ id, text, author = 'Ann' }) => ({
  id,
  parent: 0,
  author_name: author,
  author_url: '',
  date_gmt: '2026-11-22T07:45:00',
  content: { rendered: text },
  status: 'approved',
  author_avatar_urls: {},
});

/** Stands in for the comment server: `comments` are `{ id, text }`. */
const list = {
  isso: (site, comments) => site.on('/comments/', json(issoList(comments.map(onIsso)))),
  wordpress: (site, comments) => {
    site.on('/comments/wp-json/wp/v2/posts', answers.json([{ id: 4, comment_status: 'open' }]));
    site.on('/comments/wp-json/wp/v2/comments', json(JSON.stringify(comments.map(onWordPress)), { 'X-WP-Total': comments.length }));
  },
};

/** What would bite, and what the tab was held up for. */
async function bait(page) {
  await page.addInitScript(() => {
    window.bitten = 0;
    window.alert = () => (window.bitten += 1);
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(violatedDirective, blockedURI));
    let last = performance.now();
    window.longest = 0;
    setInterval(() => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
    }, 20);
  });
}

const unharmed = async (page) => {
  await settled(page);
  expect(await page.evaluate(() => [window.bitten, {}.polluted, document.baseURI === location.href])).toEqual([0, undefined, true]);
};

for (const provider of ['isso', 'wordpress']) {
  test.describe(`comments of ${provider}`, () => {
    test.use({ build: provider });
    test.beforeEach(({ page }) => bait(page));

    test('HTML gives its text, and the console is silent', async ({ page, site, edition }) => {
      const all = cases('comments/html');
      list[provider](site, all.map(({ html }, index) => ({ id: index + 1, text: html })));
      await openThread(page, site, edition.middle);
      await expect(talk(page).entries).toHaveCount(all.length);
      await unharmed(page);
      const found = await page.locator('.comment-body').evaluateAll((bodies) =>
        bodies.map((body) => ({
          text: body.textContent.trim(),
          attributes: [...body.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes].map(({ name }) => name)),
        })),
      );
      for (const [index, { html, text }] of all.entries()) {
        expect(found[index].text, html).toBe(text);
        expect(found[index].attributes, html).toEqual([]);
      }
    });

    test('links lead to the web and mail alone', async ({ page, site, edition }) => {
      const all = cases('comments/links');
      const quoted = (href) => href.replaceAll('"', '&quot;');
      list[provider](site, all.map(({ href }, index) => ({ id: index + 1, text: `<a href="${quoted(href)}">words</a>` })));
      await openThread(page, site, edition.middle);
      await expect(talk(page).entries).toHaveCount(all.length);
      const found = await page.locator('.comment-body').evaluateAll((bodies) => bodies.map((body) => body.querySelector('a')?.href));
      for (const [index, { href, link }] of all.entries()) {
        if (typeof link === 'string') expect(found[index], href).toBe(link);
        else expect(Boolean(found[index]), href).toBe(link);
        expect(found[index] ?? '', href).not.toMatch(/^(?!https?:|mailto:)\w+:/);
      }
      await unharmed(page);
    });
  });
}

test.describe('comments of isso', () => {
  test.use({ build: 'isso' });
  test.beforeEach(({ page }) => bait(page));

  for (const { what, body, comments, chain, said, shown } of cases('comments/sizes')) {
    test(`${what}: the page goes on`, async ({ page, site, edition, watch }) => {
      test.slow();
      // What comes so late moves what is below it.
      watch.allow(NETWORK, TOLD, /^layout shift/);
      site.on('/comments/', (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        const stream = Readable.from(comments ? pieces(comments, chain) : filled(body));
        // Who has read enough hangs up.
        stream.on('error', () => {});
        response.on('close', () => stream.destroy());
        stream.pipe(response);
      });
      await openThread(page, site, edition.middle);
      const { comments: region, entries } = talk(page);
      if (said) await expect(region.getByText(said).first()).toBeVisible({ timeout: 20_000 });
      if (shown) await expect(entries.nth(shown - 1)).toBeVisible();
      await unharmed(page);
      expect(await page.evaluate(() => window.longest)).toBeLessThan(FREEZE);
      // The story can still be left.
      await hop(page, parts(page).next);
    });
  }

  test('comments of odd shapes change nothing of the page', async ({ page, site, edition }) => {
    test.slow();
    for (const { what, reply, shown } of cases('comments/shapes')) {
      await test.step(what, async () => {
        const { raw, ...rest } = reply;
        let text = issoList([onIsso(rest), onIsso({ id: 77, text: 'The last one.' })]);
        if (raw) text = text.replace(`"${rest.id}"`, rest.id);
        const mend = site.on('/comments/', json(text));
        await openThread(page, site, edition.middle);
        await expect(talk(page).entry('The last one.')).toBeVisible();
        await expect(talk(page).entries).toHaveCount(shown + 1);
        await expect(talk(page).comments.locator('img, script, [onload], [onerror]')).toHaveCount(0);
        expect(await page.evaluate(() => [...document.querySelectorAll('.comments a[href]')].map(({ protocol }) => protocol).filter((it) => !/^(https?|mailto):$/.test(it)))).toEqual([]);
        await unharmed(page);
        mend();
      });
    }
  });

  test('an answer that leads to another host is not followed', async ({ page, site, edition, watch }) => {
    watch.allow(/elsewhere\.example/, /connect-src/, NETWORK, TOLD);
    site.on('/comments/', (_, response) => void response.writeHead(302, { Location: 'https://elsewhere.example/' }).end());
    await openThread(page, site, edition.middle);
    await expect(talk(page).alert.first()).toContainText('could not be fetched');
    await unharmed(page);
  });

  test('no header sets a cookie but that of the comment', async ({ page, site, edition, context }) => {
    test.slow();
    for (const [index, { header, cookies }] of cases('comments/cookies').entries()) {
      await test.step(header.slice(0, 60), async () => {
        const own = onIsso({ id: 1, text: `<p>Words ${index}.</p>`, author: 'Ada Reader' });
        site.on('/comments/', json(issoList([])), { method: 'GET' });
        site.on('/comments/new', json(JSON.stringify(own), { 'X-Set-Cookie': header }), { method: 'POST' });
        await openThread(page, site, edition.middle);
        await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
        await post(page, `Words ${index}.`, { waits: true });
        await expect(talk(page).entry(`Words ${index}.`)).toBeVisible();
        const found = await context.cookies();
        expect(found.map(({ name, value }) => `${name}=${value}`)).toEqual(cookies);
        for (const { domain, path, sameSite } of found) expect([domain, path, sameSite]).toEqual(['127.0.0.1', '/', 'Lax']);
        await context.clearCookies();
        await page.evaluate(() => localStorage.clear());
        await page.goto('about:blank');
      });
    }
  });

  for (const asked of ['a new comment', 'a change']) {
    test(`${asked} that is answered with a stranger’s comment gives nobody a hold of that`, async ({ page, site, edition, watch }) => {
      watch.allow(NETWORK, TOLD);
      const stranger = onIsso({ id: 1, text: '<p>A stranger’s words.</p>', author: 'Ada Reader' });
      const own = onIsso({ id: 7, created: 1795332746.5, text: '<p>My words.</p>', author: 'Ada Reader' });
      const header = (id) => ({ 'X-Set-Cookie': `isso-${id}=token; Max-Age=900; Path=/` });
      site.on('/comments/', json(issoList([stranger])), { method: 'GET' });
      const taken = asked === 'a change' ? own : { ...stranger, text: own.text };
      site.on('/comments/new', json(JSON.stringify(taken), header(taken.id)), { method: 'POST' });
      site.on('/comments/id/7', json(JSON.stringify({ ...own, text: 'My words.' })), { method: 'GET' });
      site.on('/comments/id/7', json(JSON.stringify(stranger), header(1)), { method: 'PUT' });
      await openThread(page, site, edition.middle);
      await expect(talk(page).entry('A stranger’s words.')).toBeVisible();
      await post(page, 'My words.', { waits: true });
      await expect.poll(() => site.requests.filter(({ method }) => method === 'POST').length).toBe(1);
      await expect(page.locator('.comment-pending')).toHaveCount(0);
      if (asked === 'a change') {
        await talk(page).entry('My words.').getByRole('button', { name: /^Edit/ }).click();
        const field = page.locator('.comment-change textarea');
        await expect(field).toHaveValue('My words.');
        await field.fill('My other words.');
        site.on('/comments/', json(issoList([stranger, own])), { method: 'GET' });
        await page.getByRole('button', { name: 'Save' }).click();
        await expect(page.locator('.comment-notice')).toBeVisible();
      }
      const stays = () => expect(page.locator('#comment-1').locator('..').getByRole('button', { name: /^(Edit|Delete)/ })).toHaveCount(0);
      await expect(page.locator('#comment-1')).toBeVisible();
      await stays();
      await page.goto('about:blank');
      await openThread(page, site, edition.middle);
      await expect(talk(page).entry('A stranger’s words.')).toBeVisible();
      await stays();
    });
  }
});

test.describe('comments of wordpress', () => {
  test.use({ build: 'wordpress' });

  for (const [what, parent] of [['comments without an end', () => 0], ['parents without an end', (asked) => 5_000_000 + asked]]) {
    test(`${what} are asked for so often and no more`, async ({ page, site, edition, watch }) => {
      test.slow();
      // What comes after a hundred answers moves what is below it.
      watch.allow(/^layout shift/);
      await bait(page);
      let asked = 0;
      site.on('/comments/wp-json/wp/v2/posts', answers.json([{ id: 4, comment_status: 'open' }]));
      site.on('/comments/wp-json/wp/v2/comments', (request, response) => {
        asked += 1;
        const comment = (id) => ({ ...onWordPress({ id, text: `Number ${id}.` }), parent: parent(asked) });
        json(JSON.stringify([comment(asked), comment(asked + 1)]), { 'X-WP-Total': 4294967295 })(request, response);
      });
      // Whoever looks for one comment has all fetched.
      await openThread(page, site, edition.middle, '#comment-9999999');
      await expect(talk(page).comments.getByText('more comments than this page shows')).toBeVisible({ timeout: 30_000 });
      const before = asked;
      expect(before).toBeLessThan(220);
      await settled(page);
      expect(asked).toBe(before);
    });
  }
});

test.describe('data of a page', () => {
  test.beforeEach(({ page }) => bait(page));

  for (const { what, page: changes = {}, body, fill, nest, endless, outcome, links, frames, ids, images } of cases('pages/pages')) {
    test(`${what}: ${outcome ?? 'drawn without harm'}`, async ({ page, site, edition, watch }) => {
      test.slow();
      watch.allow(NETWORK);
      const next = edition.story(edition.middle.next.address);
      const data = { ...next, ...(body && { body }), ...changes };
      if (data.address === 'UPPER') data.address = next.address.toUpperCase();
      if (data.address === null) delete data.address;
      if (nest) data.body = [JSON.parse(`${'{"type":"quotation","content":['.repeat(nest)}${']}'.repeat(nest)}`)];
      let text = JSON.stringify(data);
      if (changes.__proto__) text = text.replace('{', '{"__proto__":{"polluted":1},');
      if (fill) text = text.replace('"body":[', `"body":[${`${JSON.stringify(fill.part)},`.repeat(fill.times)}`);
      site.on(`${next.address}page.json`, (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        if (!endless) return void response.end(text);
        const stream = Readable.from(filled({ before: text.slice(0, -1), part: ' '.repeat(999), endless }));
        response.on('close', () => stream.destroy());
        stream.pipe(response);
      });
      await open(page, site, edition.middle.address);
      const before = await page.evaluate(() => (window.longest = 0));
      expect(before).toBe(0);
      if (outcome === 'document') {
        await follow(parts(page).next);
        const { alert } = parts(page);
        await expect(alert).toBeVisible({ timeout: 15_000 });
        await expect(parts(page).headline).toHaveText(edition.middle.headline);
        expect(await page.evaluate(() => window.longest)).toBeLessThan(FREEZE);
        await alert.getByRole('link').first().click();
        await expect(parts(page).headline).toHaveText(next.headline);
        await awake(page);
      } else {
        await hop(page, parts(page).next);
        await expect(parts(page).headline).toHaveText(next.headline);
        const text = page.locator('#text');
        if (links !== undefined) await expect(text.locator('.body a[href], .embed a[href]').or(text.locator('p a[href]'))).toHaveCount(body ? links : await text.locator('p a[href]').count());
        if (frames !== undefined) await expect(page.locator('iframe')).toHaveCount(frames);
        if (frames !== undefined) await expect(page.locator('[data-frame]')).toHaveCount(frames);
        if (images) await expect(page.locator('script[src^="javascript"]')).toHaveCount(0);
        for (const link of await page.locator('#newsprint a').all()) await link.evaluate((it) => it.protocol);
        if (ids) {
          const twice = await page.evaluate(() => {
            const all = [...document.querySelectorAll('[id]')].map(({ id }) => id);
            return all.filter((id, index) => all.indexOf(id) !== index);
          });
          expect(twice).toEqual([]);
          expect(await page.evaluate(() => ['page', 'newsprint', 'content'].map((id) => document.getElementById(id)?.tagName))).toEqual(['SCRIPT', 'DIV', 'MAIN']);
        }
        await hop(page, parts(page).previous);
      }
      await unharmed(page);
    });
  }

  test('a page that is opened with a name and a password starts the app, and hands neither on', async ({ page, site, edition }) => {
    const { origin } = site;
    await page.goto(`${origin.replace('://', '://reader:secret@')}${edition.middle.address}`);
    await awake(page);
    // Without a word of the app's in between: the browser itself knows them.
    expect(await page.evaluate(() => document.URL)).toContain('reader:secret@');
    await hop(page, parts(page).next);
    expect(await page.evaluate(() => [...document.links].map((link) => link.getAttribute('href')).filter((href) => href.includes('secret')))).toEqual([]);
  });
});

function* filled({ before, part, times, after = '', endless = false }) {
  yield before;
  const counts = part.includes('"id":N');
  const many = Math.max(1, Math.floor(65_536 / part.length));
  for (let at = 0; endless || at < times; at += many) {
    const now = endless ? many : Math.min(many, times - at);
    yield counts ? Array.from({ length: now }, (_, index) => part.replace('"id":N', `"id":${at + index + 1}`)).join('') : part.repeat(now);
  }
  yield after;
}

/** So many comments, each an answer to the one before it in a chain. */
function* pieces(count, chain) {
  yield '{"replies":[';
  for (let id = 1; id <= count; id += 1) yield `${id > 1 ? ',' : ''}{"id":${id},"parent":${chain && id > 1 ? id - 1 : 'null'},"text":"x"}`;
  yield ']}';
}

// A comment server on an origin of its own, as a sub-domain is one: the edition is built for it, and the policy that
// press has written for it is enforced.
import { fileURLToPath } from 'node:url';
import { build as press } from '../published/press.mjs';
import { missingIsso, startIsso } from '../servers/isso.mjs';
import { freePort } from '../servers/process.mjs';
import { NETWORK, expect, near, openThread, talk, test as base } from './comments.mjs';
import { awake, open, parts, readEdition } from './edition.mjs';
import { TOLD, post } from './outbox.mjs';
import { serve } from './server.mjs';

const APP = fileURLToPath(new URL('../../target/built/isso-app', import.meta.url));
const story = (day) => `+++\ntitle = "Story ${day}"\ndescription = "What happened."\ndate = 2026-11-0${day}T09:00:00+01:00\nsection = "World"\n+++\n\nA sentence.\n`;

const test = base.extend({
  /** Whether Isso is told of the edition. */
  told: [true, { option: true }],

  /** An edition, its host, and the Isso that it is built for. */
  pair: async ({ told }, use) => {
    test.skip(Boolean(missingIsso()), missingIsso() ?? '');
    const port = await freePort();
    const isso = await startIsso({ origins: [told ? `http://127.0.0.1:${port}` : 'https://somewhere-else.example'] });
    const edition = press({
      app: APP,
      settings: `title = "The Paper"\nbase_url = "https://paper.example"\nlanguage = "en"\ntime_zone = "Europe/Paris"\n
[comments]\nprovider = "isso"\nendpoint = "${isso.endpoint}"\n`,
      content: { 'stories/one.md': story(1), 'stories/two.md': story(2), 'stories/three.md': story(3) },
    });
    const site = await serve(edition.folder, { port });
    await use({ isso, site, edition: readEdition(edition.folder) });
    await site.close();
    await isso.stop();
    edition.remove();
  },
  site: ({ pair }, use) => use(pair.site),
  edition: ({ pair }, use) => use(pair.edition),
  isso: ({ pair }, use) => use(pair.isso),
});

test('posting, reading, voting and changing work, and counting on the cards', async ({ page, site, edition, isso, watch }) => {
  watch.allow(new RegExp(`^foreign request: ${isso.endpoint}/`));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(violatedDirective, blockedURI));
  });
  const answer = await page.goto(site.url('/'));
  const policy = answer.headers()['content-security-policy'];
  expect(policy).toContain(`connect-src 'self' ${isso.endpoint};`);
  expect(policy).not.toContain('unsafe-inline');

  const [, middle] = edition.stories;
  await isso.seed(middle.id, [{ text: 'Here before.', author: 'Ann' }]);
  await openThread(page, site, middle);
  const { entry, comments } = talk(page);
  const like = entry('Here before.').getByRole('button', { name: /^Like/ });
  await like.click();
  await expect(like).toHaveAccessibleName(/1/);
  await post(page, 'From another origin.');
  const own = entry('From another origin.');
  await expect(own).toBeVisible();
  await own.getByRole('button', { name: /^Edit/ }).click();
  await comments.getByRole('textbox', { name: /comment/i }).and(page.locator(':focus')).fill('Changed from another origin.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(entry('Changed from another origin.')).toBeVisible();
  expect((await isso.list(middle.id)).map(({ text }) => text)).toEqual(['Here before.', 'Changed from another origin.']);
  await page.reload();
  await near(page);
  await expect(entry('Changed from another origin.')).toBeVisible();
  await parts(page).next.click();
  await expect(parts(page).headline).toHaveText(edition.stories[2].headline);
  await open(page, site, '/');
  await expect(page.getByRole('main').getByRole('img', { name: '2 comments' }).first()).toBeVisible();
  await awake(page);
});

test.describe('a server that is set to another site', () => {
  test.use({ told: false });

  test('is told to the developer, and to the reader in a sentence', async ({ page, site, edition, isso, watch }) => {
    watch.allow(new RegExp(`^foreign request: ${isso.endpoint}/`), NETWORK, /^console error: Access to fetch/, TOLD);
    const told = [];
    page.on('console', (message) => told.push(message.text()));
    await openThread(page, site, edition.stories[1]);
    await expect(talk(page).alert.first()).toContainText(/\w+ \w+.*\./);
    await expect.poll(() => told.filter((text) => /Newsprint/.test(text) && text.includes(isso.endpoint)).length).toBe(1);
    await post(page, 'Nobody will read it.');
    await expect(talk(page).comments).toContainText('Nobody will read it.');
    expect(await isso.list(edition.stories[1].id)).toEqual([]);
  });
});

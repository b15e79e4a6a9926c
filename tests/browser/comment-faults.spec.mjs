// What the conversation does when the way to the comment server, or the server itself, fails. The server behind the
// wire is a real one, so what has arrived can be counted.
import { readFileSync, readdirSync } from 'node:fs';
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, awake, follow, open, parts, settled } from './edition.mjs';
import { TOLD, post } from './outbox.mjs';

const folder = (provider) => new URL(`../answers/${provider}/`, import.meta.url);
const read = (provider, name) => JSON.parse(readFileSync(new URL(`${name}.json`, folder(provider)), 'utf8'));

/** Made answers in which there are no comments at all. */
const NO_LIST = [
  'made-empty',
  'made-no-content',
  'made-junk',
  'made-cut-off',
  'made-html-page',
  'made-html-as-json',
  'made-json-as-text',
  'made-bad-gateway',
  'made-unavailable',
  'made-server-error',
  'made-too-many-requests',
  'made-forbidden-by-a-firewall',
  'made-null',
  'made-text',
  'made-deep',
  'made-error-object',
];

/** What the reader wrote is still with them: in the form, or shown as not yet sent. */
const kept = (page, text) =>
  expect
    .poll(async () => {
      const { comment, comments } = talk(page);
      const typed = (await comment.count()) > 0 && (await comment.first().inputValue());
      return typed === text || (await comments.innerText()).includes(text);
    })
    .toBe(true);

for (const provider of ['isso', 'wordpress']) {
  test.describe(provider, () => {
    test.use({ provider });

    test('what is no list is told, and Retry gets the comments', async ({ page, site, edition, comments, watch }) => {
      test.slow();
      watch.allow(NETWORK, TOLD);
      await comments.seed(edition.middle, [{ text: 'Here in the end.' }]);
      const said = new Map();
      for (const name of NO_LIST) {
        await test.step(name, async () => {
          const mend = comments.onAnything(answers.recorded(read(provider, name)));
          await openThread(page, site, edition.middle);
          const { alert, retry, entry, form } = talk(page);
          await expect(alert.first()).toBeVisible();
          said.set(name, await alert.first().textContent());
          await expect(form).toBeVisible();
          mend();
          await retry.first().click();
          await expect(entry('Here in the end.')).toBeVisible();
          await expect(alert).toHaveCount(0);
        });
      }
      for (const sentence of said.values()) expect(sentence).toMatch(/\w+ \w+.*[.!]/);
      expect(said.get('made-server-error')).not.toBe(said.get('made-html-page'));
    });

    test('odd answers are drawn as far as they are comments', async ({ page, site, edition, comments, watch }) => {
      test.slow();
      // One of the answers leads to another host, which the page's policy stops.
      watch.allow(NETWORK, TOLD, /elsewhere\.example/);
      const odd = readdirSync(folder(provider))
        .map((file) => file.replace('.json', ''))
        .filter((name) => /^made-/.test(name) && !/^made-count/.test(name) && !NO_LIST.includes(name));
      expect(odd.length).toBeGreaterThan(15);
      for (const name of odd) {
        await test.step(name, async () => {
          const answer = read(provider, name);
          if (!/^(GET)$/.test(answer.request.method)) return;
          const mend = comments.onListing(answers.recorded(answer));
          await openThread(page, site, edition.middle);
          const { alert, entries, comments: region } = talk(page);
          await expect(alert.or(entries).or(region.getByText('No comments yet.')).filter({ visible: true }).first()).toBeVisible();
          await settled(page);
          const headline = await parts(page).headline.textContent();
          expect(headline).toBe(edition.middle.headline);
          await expect(talk(page).heading).not.toContainText('-');
          mend();
        });
      }
    });

    test('a comment that did not arrive stays with its writer', async ({ page, site, edition, comments, watch }) => {
      test.slow();
      watch.allow(NETWORK, TOLD);
      const faults = {
        'the line is cut': answers.cut(),
        'the server fails': answers.status(500, '<h1>Internal Server Error</h1>'),
        'a gateway answers': answers.recorded(read(provider, 'made-bad-gateway')),
        'the server is busy': answers.recorded(read(provider, 'made-unavailable')),
        'junk comes back': answers.recorded(read(provider, 'made-junk')),
        'a page comes back': answers.recorded(read(provider, 'made-html-page')),
      };
      for (const [what, fault] of Object.entries(faults)) {
        await test.step(what, async () => {
          const mend = comments.onSending(fault);
          const before = comments.sent.length;
          await openThread(page, site, edition.middle);
          await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
          await post(page, `Kept when ${what}.`);
          await expect.poll(() => comments.sent.length).toBeGreaterThan(before);
          await kept(page, `Kept when ${what}.`);
          await page.reload();
          await awake(page);
          await near(page);
          await kept(page, `Kept when ${what}.`);
          await page.evaluate(() => localStorage.clear());
          mend();
          await page.goto('about:blank');
        });
      }
      expect(await comments.list(edition.middle)).toEqual([]);
    });

    test('without a network nothing is sent and everything kept', async ({ page, site, edition, comments, watch, context }) => {
      watch.allow(NETWORK, TOLD);
      await openThread(page, site, edition.middle);
      await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
      await context.setOffline(true);
      await post(page, 'Written on the train.');
      await kept(page, 'Written on the train.');
      await expect(talk(page).comments.getByText(/network|offline|connection/i).first()).toBeVisible();
      expect(comments.sent).toEqual([]);
      await context.setOffline(false);
      await page.reload();
      await awake(page);
      await near(page);
      await kept(page, 'Written on the train.');
    });

    test('the comments are told to be out of reach without a network', async ({ page, site, edition, comments, watch, context }) => {
      watch.allow(NETWORK, TOLD);
      await comments.seed(edition.middle, [{ text: 'Here in the end.' }]);
      await open(page, site, edition.middle.address);
      await context.setOffline(true);
      await near(page);
      await expect(talk(page).alert.first()).toContainText(/network/);
      await context.setOffline(false);
      await talk(page).retry.first().click();
      await expect(talk(page).entry('Here in the end.')).toBeVisible();
    });

    test('a slow server holds nothing else up, and its answer counts', async ({ page, site, edition, comments }) => {
      await openThread(page, site, edition.middle);
      await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
      const release = comments.holdSending();
      await post(page, 'Slow but sure.');
      await expect.poll(() => comments.sent.length).toBe(1);
      await talk(page).comments.getByRole('button', { name: /^Post/ }).first().press('Enter');
      await settled(page);
      release();
      await expect(talk(page).entry('Slow but sure.')).toBeVisible();
      expect(await comments.taken(edition.middle)).toHaveLength(1);
    });

    test('gone on to another story before the answer: it is not drawn there', async ({ page, site, edition, comments }) => {
      await openThread(page, site, edition.middle);
      await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
      const release = comments.holdSending();
      await post(page, 'Sent on leaving.');
      await expect.poll(() => comments.sent.length).toBe(1);
      await follow(parts(page).next);
      await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
      release();
      await expect.poll(() => comments.taken(edition.middle).then((it) => it.length)).toBe(1);
      await near(page);
      await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
      await expect(talk(page).entries).toHaveCount(0);
    });
  });
}

test.describe('what has been done, and its answer lost', () => {
  // What is asked of the server first makes its answer late on a busy machine, and a late one moves what is below.
  test.beforeEach(({ watch }) => watch.allowBelow('.thread'));

  const ways = { 'the line breaks': answers.lost(), 'a gateway answers for it': answers.instead(502), 'the connection closes without a byte': answers.silent() };
  for (const [what, fault] of Object.entries(ways)) {
    test(`a change: ${what}`, async ({ page, site, edition, comments, watch }) => {
      watch.allow(NETWORK, TOLD);
      await openThread(page, site, edition.middle);
      await post(page, 'As it was.');
      await talk(page).entry('As it was.').getByRole('button', { name: /^Edit/ }).click();
      await page.locator('.comment-change textarea').fill('As it *should* be.');
      site.on(/\/comments\/id\/1$/, fault, { method: 'PUT', times: 1 });
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(talk(page).entry('As it should be.').locator('em')).toHaveText('should');
      await expect(page.locator('.comment-change')).toHaveCount(0);
      await expect(page.locator('.comment-notice')).toHaveCount(0);
      expect((await comments.list(edition.middle)).map(({ text }) => text)).toEqual(['As it *should* be.']);
    });

    test(`a deletion: ${what}`, async ({ page, site, edition, comments, watch }) => {
      watch.allow(NETWORK, TOLD);
      await openThread(page, site, edition.middle);
      await post(page, 'Better not said.');
      await talk(page).entry('Better not said.').getByRole('button', { name: /^Delete/ }).click();
      site.on(/\/comments\/id\/1$/, fault, { method: 'DELETE', times: 1 });
      await page.getByRole('button', { name: 'Delete for good' }).click();
      await expect(talk(page).entries).toHaveCount(0);
      await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
      expect(await comments.list(edition.middle)).toEqual([]);
    });
  }

  test('a deletion that happened is no endless “try again”, when it could not be looked up at first', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK, TOLD);
    await openThread(page, site, edition.middle);
    await post(page, 'Better not said.');
    const remove = talk(page).entry('Better not said.').getByRole('button', { name: /^Delete/ });
    const gone = page.getByRole('button', { name: 'Delete for good' });
    site.on(/\/comments\/id\/1$/, answers.lost(), { method: 'DELETE', times: 1 });
    const mend = comments.onListing(answers.status(503));
    await remove.click();
    await gone.click();
    await expect(page.locator('.comment-notice')).toContainText(/answer/);
    mend();
    await remove.click();
    await gone.click();
    await expect(talk(page).entries).toHaveCount(0);
    expect(await comments.list(edition.middle)).toEqual([]);
  });

  test('what was not done is not told to be', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK, TOLD);
    await openThread(page, site, edition.middle);
    await post(page, 'It stays.');
    site.on(/\/comments\/id\/1$/, answers.status(502), { method: 'DELETE', times: 1 });
    await talk(page).entry('It stays.').getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.locator('.comment-notice')).toContainText(/answer/);
    await expect(talk(page).entry('It stays.')).toBeVisible();
    expect(await comments.list(edition.middle)).toHaveLength(1);
  });
});

test.describe('changing one’s own comment', () => {
  // What is asked of the server first makes its answer late on a busy machine, and a late one moves what is below.
  test.beforeEach(({ watch }) => watch.allowBelow('.comment'));

  const write = async (page, site, story) => {
    await openThread(page, site, story);
    await post(page, 'As it was.');
    await expect(talk(page).entry('As it was.')).toBeVisible();
    await talk(page).entry('As it was.').getByRole('button', { name: /^Edit/ }).click();
    const field = talk(page).comments.getByRole('textbox', { name: /comment/i }).and(page.locator(':focus'));
    await field.fill('As it should be.');
  };
  const save = (page) => page.getByRole('button', { name: 'Save' }).click();
  const notice = (page) => talk(page).comments.locator('.comment-notice');
  const typed = (page) =>
    page.evaluate(() => [...document.querySelectorAll('#comments textarea')].map(({ value }) => value));

  test('when the time is over the new text stays to be copied', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK);
    await write(page, site, edition.middle);
    comments.onAnything(async (request, response, pass) => {
      if (request.method !== 'PUT') return 'go on';
      return answers.recorded(read('isso', 'edit-too-late'))(request, response, pass);
    });
    await save(page);
    await expect(notice(page)).toHaveText(/\w+ \w+.*\./);
    expect(await typed(page)).toContain('As it should be.');
    expect((await comments.list(edition.middle))[0].text).toBe('As it was.');
  });

  test('when the cookie was refused it is told', async ({ page, site, edition, comments, watch, context }) => {
    watch.allow(NETWORK);
    await write(page, site, edition.middle);
    await context.clearCookies();
    await save(page);
    await expect(notice(page)).toHaveText(/\w+ \w+.*\./);
    expect(await typed(page)).toContain('As it should be.');
    expect((await comments.list(edition.middle))[0].text).toBe('As it was.');
  });

  test('when the line is cut it can be saved again', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK, TOLD);
    await write(page, site, edition.middle);
    const mend = comments.onAnything((request) => (request.method === 'PUT' ? void request.socket.destroy() : 'go on'));
    await save(page);
    await expect(notice(page)).toHaveText(/\w+ \w+.*\./);
    expect(await typed(page)).toContain('As it should be.');
    mend();
    await save(page);
    await expect(talk(page).entry('As it should be.')).toBeVisible();
    expect((await comments.list(edition.middle))[0].text).toBe('As it should be.');
  });
});

test('a vote, a preview and a deletion that fail are told', async ({ page, site, edition, comments, watch }) => {
  watch.allow(NETWORK, TOLD);
  await comments.seed(edition.middle, [{ text: 'Somebody else’s.' }]);
  await openThread(page, site, edition.middle);
  const { entry, comment, comments: region } = talk(page);
  await post(page, 'My own.');
  await expect(entry('My own.')).toBeVisible();
  const mend = comments.onAnything(answers.status(500));

  const like = entry('Somebody else’s.').getByRole('button', { name: /^Like/ });
  await like.click();
  await expect(region.getByText(/No answer came|vote was not taken/)).toBeVisible();
  await expect(like).toHaveAccessibleName(/0/);
  await comment.fill('Show me.');
  await region.getByRole('button', { name: 'Preview' }).click();
  await expect(region.locator('form').getByText(/\w+ .*(answer|preview|server)/i).first()).toBeVisible();
  await expect(comment).toHaveValue('Show me.');
  await entry('My own.').getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(entry('My own.')).toBeVisible();
  await expect(region.locator('.comment-notice').last()).toHaveText(/\w+ \w+.*\./);
  expect(await comments.list(edition.middle)).toHaveLength(2);
  mend();
  await entry('My own.').getByRole('button', { name: /^Delete/ }).click();
  // It goes when the server has answered, however long after the click that is.
  await watch.allowBelow('.thread');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(entry('My own.')).toHaveCount(0);
  expect(await comments.list(edition.middle)).toHaveLength(1);
});

test('cards whose comments cannot be counted show no number', async ({ page, site, comments, watch }) => {
  watch.allow(NETWORK, TOLD);
  comments.onAnything(answers.status(500));
  await open(page, site, '/');
  await page.mouse.wheel(0, 600);
  await settled(page);
  await expect(page.getByRole('img', { name: /\d+ comments?/ })).toHaveCount(0);
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
});

// A thread that comes in pages, while the newsroom deletes comments and others write: on a real Isso and a real WordPress.
import { expect, openThread, talk, test } from './comments.mjs';

const HERE = { isso: 50, wordpress: 100 };
const many = (count) => Array.from({ length: count }, (_, index) => ({ text: `Comment number ${index + 1}.`, date: moment(index) }));
/** WordPress' seconds would be the same for all. */
const moment = (second) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
const said = (page) => talk(page).entries.evaluateAll((all) => all.map((it) => it.querySelector('.comment-body')?.textContent.trim() ?? ''));
const inOrder = (page, label) => label && talk(page).order.selectOption({ label });

// More comments come where the reader asks for them, on a busy machine later than half a second after that.
test.beforeEach(({ watch }) => watch.allow(/^layout shift/));

for (const provider of ['isso', 'wordpress']) {
  test.describe(provider, () => {
    test.use({ provider });
    const here = HERE[provider];
    const all = Math.ceil(here * 1.4);

    for (const order of [undefined, 'Newest first']) {
      test.describe(order ?? 'Oldest first', () => {
        const open = async ({ page, site, edition, comments }) => {
          const made = await comments.seed(edition.middle, many(all));
          await openThread(page, site, edition.middle);
          await expect(talk(page).entries).toHaveCount(here);
          const before = await said(page);
          await inOrder(page, order);
          if (order) await expect.poll(() => said(page)).not.toEqual(before);
          await expect(talk(page).entries).toHaveCount(here);
          return made;
        };

        test('what is deleted between two pages takes no other comment with it', async ({ page, site, edition, comments }) => {
          const made = await open({ page, site, edition, comments });
          // One that is on screen, and one that is not yet, however the thread is ordered.
          await comments.remove(made[3].id);
          await comments.remove(made[all - 4].id);
          await talk(page).more.click();
          await expect(talk(page).entries).toHaveCount(all - 2);
          const left = many(all).map(({ text }) => text).filter((_, index) => index !== 3 && index !== all - 4);
          expect((await said(page)).sort()).toEqual(left.sort());
          await expect(talk(page).heading).toContainText(String(all - 2));
          await expect(talk(page).more).toHaveCount(0);
        });

        test('what comes between two pages is shown as it is counted', async ({ page, site, edition, comments }) => {
          const made = await open({ page, site, edition, comments });
          const answered = provider === 'isso' ? made[order ? all - 1 : 0].id : made[5].id;
          await comments.seed(edition.middle, [{ text: 'Came meanwhile.', date: moment(all) }]);
          await reply(comments, edition.middle, answered, 'An answer that came meanwhile.');
          await comments.remove(made[7].id);
          await talk(page).more.click();
          await expect(talk(page).entries).toHaveCount(all + 1);
          expect(await said(page)).toEqual(expect.arrayContaining(['Came meanwhile.', 'An answer that came meanwhile.']));
          expect(await said(page)).not.toContain('Comment number 8.');
          await expect(talk(page).heading).toContainText(String(all + 1));
        });
      });
    }
  });
}

const reply = (comments, story, parent, text) =>
  comments.isso
    ? comments.isso.comment(story.id, { text, parent })
    : comments.seed(story, [{ text, parent, date: moment(9999) }]);

test('replies that come and go between two pages of them', async ({ page, site, edition, comments }) => {
  const [root] = await comments.seed(edition.middle, [{ text: 'The root.', replies: many(25) }, { text: 'The end.' }]);
  await openThread(page, site, edition.middle);
  const { entries, comments: region, heading } = talk(page);
  await expect(entries).toHaveCount(12);
  await comments.remove(root.replies[2].id);
  await reply(comments, edition.middle, root.id, 'One more answer.');
  await region.getByRole('button', { name: /more replies/ }).click();
  await expect(entries).toHaveCount(27);
  expect(await said(page)).toContain('One more answer.');
  expect(await said(page)).not.toContain('Comment number 3.');
  expect(new Set(await said(page)).size).toBe(27);
  await expect(heading).toContainText('27');
  await expect(region.getByRole('button', { name: /more replies/ })).toHaveCount(0);
});

test('the focus goes to the first comment behind those that were there', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, many(70));
  await openThread(page, site, edition.middle);
  await inOrder(page, 'Newest first');
  await expect.poll(async () => (await said(page))[0]).toBe('Comment number 70.');
  await comments.seed(edition.middle, [{ text: 'Came meanwhile.' }]);
  await talk(page).more.press('Enter');
  await expect(talk(page).entry('Comment number 20.')).toBeFocused();
  expect((await said(page))[0]).toBe('Came meanwhile.');
});

test('comments with one time are all there', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, many(120));
  await openThread(page, site, edition.middle);
  const { entries, more } = talk(page);
  await expect(entries).toHaveCount(50);
  await more.click();
  await expect(entries).toHaveCount(100);
  await more.click();
  await expect(entries).toHaveCount(120);
  expect(new Set(await said(page)).size).toBe(120);
});

test.describe('a deep conversation on WordPress', () => {
  test.use({ provider: 'wordpress' });

  test('comes in a few requests, and fits into a narrow window', async ({ page, site, edition, comments }) => {
    const LEVELS = 250;
    let deep = [];
    for (let level = LEVELS; level > 0; level -= 1) deep = [{ text: `Level ${level}.`, author: `Reader ${level}`, date: moment(level), replies: deep }];
    await comments.seed(edition.middle, deep);
    await page.setViewportSize({ width: 320, height: 800 });
    await openThread(page, site, edition.middle);
    const { entries, more } = talk(page);
    await expect(entries).toHaveCount(100);
    const before = comments.requests.length;
    await inOrder(page, 'Newest first');
    await expect(entries).toHaveCount(LEVELS);
    expect(comments.requests.length - before).toBeLessThanOrEqual(8);
    await expect(more).toHaveCount(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const narrowest = await page.locator('.comment-body').evaluateAll((all) => Math.min(...all.map((it) => it.getBoundingClientRect().width)));
    expect(narrowest).toBeGreaterThan(160);
  });
});

// Words that were written for a comment which is gone when the reader comes back: they are shown, and have a way on.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { awake, settled } from './edition.mjs';
import { arrived, button, emptied, pending, recorded, skip, ownTime, taken } from './outbox.mjs';

const WORDS = 'Words that are worth keeping.\n\nIn two paragraphs.';
const orphan = (page) => talk(page).comments.getByRole('group', { name: /This is what you wrote/ });
const use = (page) => orphan(page).getByRole('button', { name: 'Put it into the form' });
const ownForm = (page) => talk(talk(page).form);
const replyForm = (page) => page.getByRole('form', { name: /Reply to Bob/ });

async function beginReply(page, to, text = WORDS) {
  await talk(page).entry(to).getByRole('button', { name: /^Reply/ }).click();
  await talk(replyForm(page)).comment.fill(text);
  await talk(replyForm(page)).name.fill('Ada Reader');
  await talk(replyForm(page)).email.fill('ada@example.org');
}

async function reload(page) {
  await page.reload();
  await awake(page);
  await near(page);
}

/** The story's page as a newer build has it, in which comments are closed. */
function closeStory(site, edition) {
  const { address } = edition.middle;
  site.on(address, (_, response) => {
    const html = readFileSync(path.join(edition.folder, address, 'index.html'), 'utf8');
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(html.replace('"comments":{"open":true', '"comments":{"open":false'));
  });
}

for (const provider of ['isso', 'wordpress']) {
  test.describe(`a reply to a comment that the newsroom deletes, on ${provider}`, () => {
    test.use({ provider });
    test.beforeEach(() => test.slow());

    test('is offered, and goes into the form for the story', async ({ page, site, edition, comments }) => {
      const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.', author: 'Bob' }, { text: 'Another.' }]);
      await openThread(page, site, edition.middle);
      await beginReply(page, 'To be deleted.');
      await comments.remove(root.id);
      await reload(page);
      await expect(orphan(page)).toContainText('a comment that is not here any more');
      await expect(orphan(page).locator('p', { hasText: 'In two paragraphs.' })).toBeVisible();
      await expect(talk(page).sent.filter({ hasText: 'a comment that is not here any more' })).toBeAttached();
      await use(page).click();
      await expect(ownForm(page).comment).toHaveValue(WORDS);
      await expect(ownForm(page).comment).toBeFocused();
      await expect(ownForm(page).name).toHaveValue('Ada Reader');
      await expect(orphan(page)).toHaveCount(0);
      await reload(page);
      await expect(ownForm(page).comment).toHaveValue(WORDS);
      await ownForm(page).post.click();
      await expect(talk(page).entry('In two paragraphs.')).toBeVisible();
      await reload(page);
      await expect(talk(page).entry('In two paragraphs.')).toBeVisible();
      await settled(page);
      await expect(orphan(page)).toHaveCount(0);
      await expect(ownForm(page).comment).toHaveValue('');
      expect(await comments.list(edition.middle)).toHaveLength(2);
    });

    test('is thrown away when the reader says so', async ({ page, site, edition, comments }) => {
      const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.', author: 'Bob' }]);
      await openThread(page, site, edition.middle);
      await beginReply(page, 'To be deleted.');
      await comments.remove(root.id);
      await reload(page);
      await orphan(page).getByRole('button', { name: 'Discard it' }).click();
      await expect(orphan(page)).toHaveCount(0);
      await expect(talk(page).heading).toBeFocused();
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('worth keeping');
    });
  });
}

test('what stands in the form stays before such words', async ({ page, site, edition, comments }) => {
  const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.', author: 'Bob' }]);
  await openThread(page, site, edition.middle);
  await beginReply(page, 'To be deleted.', 'An answer.');
  await comments.remove(root.id);
  await reload(page);
  await ownForm(page).comment.fill('Another thought.');
  await use(page).click();
  await expect(ownForm(page).comment).toHaveValue('Another thought.\n\nAn answer.');
});

test('a reply that is given up after its comment has gone is offered at once', async ({ page, site, edition, comments, watch }) => {
  const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.', author: 'Bob' }, ...Array.from({ length: 60 }, (_, at) => ({ text: `Number ${at}.` }))]);
  await openThread(page, site, edition.middle);
  await beginReply(page, 'To be deleted.');
  await comments.remove(root.id);
  await watch.allowBelow('.comment');
  await talk(page).more.click();
  await expect(page.locator('.comment-notice')).toHaveText(/What you have written stays/);
  await expect(orphan(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel reply' }).click();
  await expect(orphan(page)).toContainText('In two paragraphs.');
});

test('a reply to a comment further down is none of them: its form is there', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [...Array.from({ length: 60 }, (_, at) => ({ text: `Number ${at}.` })), { text: 'The last one.', author: 'Bob' }]);
  await openThread(page, site, edition.middle);
  await talk(page).more.click();
  await beginReply(page, 'The last one.');
  await reload(page);
  await expect(talk(page).entry('The last one.')).toBeVisible();
  await settled(page);
  await expect(orphan(page)).toHaveCount(0);
  await talk(page).entry('The last one.').getByRole('button', { name: /^Reply/ }).click();
  await expect(talk(replyForm(page)).comment).toHaveValue(WORDS);
});

test('those of a tab that is open stay with it, and are found when it is closed', async ({ page, site, edition, comments, context }) => {
  const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.', author: 'Bob' }, { text: 'Another.' }]);
  const other = await context.newPage();
  await openThread(other, site, edition.middle);
  await beginReply(other, 'To be deleted.');
  await comments.remove(root.id);
  await reload(other);
  await expect(orphan(other)).toBeVisible();
  await openThread(page, site, edition.middle);
  await expect(talk(page).entry('Another.')).toBeVisible();
  await settled(page);
  await expect(orphan(page)).toHaveCount(0);
  await other.close();
  await reload(page);
  await expect(orphan(page)).toContainText('In two paragraphs.');
});

test.describe('a change', () => {
  const begin = async (page, site, story) => {
    await openThread(page, site, story);
    await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
    await talk(page).comment.fill('As it was.');
    await talk(page).post.click();
    await talk(page).entry('As it was.').getByRole('button', { name: /^Edit/ }).click();
    await page.locator('.comment-change textarea').fill(WORDS);
  };

  test('of a comment that is deleted is offered', async ({ page, site, edition, comments }) => {
    await begin(page, site, edition.middle);
    await comments.remove((await comments.list(edition.middle))[0].id);
    await reload(page);
    await expect(orphan(page)).toContainText('a comment that cannot be changed any more');
    await use(page).click();
    await expect(talk(page).comment).toHaveValue(WORDS);
    await expect(orphan(page)).toHaveCount(0);
  });

  test.describe('for which there is little time', () => {
    test.use({ settings: { general: { 'max-age': '4s' } } });

    test('is offered when the time is over', async ({ page, site, edition }) => {
      await begin(page, site, edition.middle);
      await page.waitForTimeout(5000);
      await reload(page);
      await expect(talk(page).entry('As it was.')).toBeVisible();
      await expect(orphan(page)).toContainText('In two paragraphs.');
    });
  });

  test('of a comment that can be changed is not', async ({ page, site, edition }) => {
    await begin(page, site, edition.middle);
    await reload(page);
    await expect(talk(page).entry('As it was.').getByRole('button', { name: /^Edit/ })).toBeVisible();
    await settled(page);
    await expect(orphan(page)).toHaveCount(0);
  });
});

test('where comments have been closed since, what was begun can be copied', async ({ page, site, edition, comments, watch }) => {
  await comments.seed(edition.middle, [{ text: 'It is there.', author: 'Bob' }]);
  await openThread(page, site, edition.middle);
  await ownForm(page).comment.fill('For the story.');
  await beginReply(page, 'It is there.', 'For Bob.');
  closeStory(site, edition);
  // Its page is painted with the form all the same.
  await watch.allowBelow('.comments');
  await reload(page);
  for (const text of ['For the story.', 'For Bob.']) {
    await expect(orphan(page).filter({ hasText: text })).toContainText('comments are closed');
  }
  await expect(use(page)).toHaveCount(0);
  await orphan(page).filter({ hasText: 'For Bob.' }).getByRole('button', { name: 'Discard it' }).click();
  await expect(orphan(page)).toHaveCount(1);
  await expect(orphan(page)).toContainText('For the story.');
});

test('a refused reply whose comment has gone stands in the thread, and goes into the form for the story', async ({ page, site, edition, comments, watch }) => {
  watch.allow(NETWORK);
  await ownTime(page);
  const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.', author: 'Bob' }, { text: 'Another.' }]);
  await openThread(page, site, edition.middle);
  await beginReply(page, 'To be deleted.');
  comments.onSending(recorded('isso', 'new-too-many-direct'), { times: 1 });
  await talk(replyForm(page)).post.click();
  await skip(page, 2000);
  await expect(button(page, 'In two paragraphs.', 'Edit')).toBeVisible();
  await comments.remove(root.id);
  await reload(page);
  await expect(talk(page).entry('Another.')).toBeVisible();
  await button(page, 'In two paragraphs.', 'Edit').click();
  await expect(ownForm(page).comment).toHaveValue(WORDS);
  await expect(pending(page, 'In two paragraphs.')).toHaveCount(0);
  await emptied(page);
  await ownForm(page).post.click();
  await skip(page, 2000);
  await expect(arrived(page, 'In two paragraphs.')).toBeVisible();
  expect(await taken(comments, edition.middle)).toHaveLength(3);
});

test('a refused reply to a comment further down goes back into the form below that', async ({ page, site, edition, comments, watch }) => {
  watch.allow(NETWORK);
  await ownTime(page);
  await comments.seed(edition.middle, [...Array.from({ length: 60 }, (_, at) => ({ text: `Number ${at}.` })), { text: 'The last one.', author: 'Bob' }]);
  await openThread(page, site, edition.middle);
  await talk(page).more.click();
  await beginReply(page, 'The last one.');
  comments.onSending(recorded('isso', 'new-too-many-direct'), { times: 1 });
  await talk(replyForm(page)).post.click();
  await skip(page, 2000);
  await expect(button(page, 'In two paragraphs.', 'Edit')).toBeVisible();
  await reload(page);
  // What is fetched first makes what the press does late.
  await watch.allowBelow('.thread');
  await button(page, 'In two paragraphs.', 'Edit').click();
  await expect(talk(replyForm(page)).comment).toHaveValue(WORDS);
  await emptied(page);
});

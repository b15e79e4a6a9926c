// Two tabs in which somebody writes below one story: nothing that is written in one is written over, shown or removed by
// the other, and each finds its own again. The Isso behind the wire is a real one.
import { expect, near, openThread, talk, test } from './comments.mjs';
import { awake, hop, parts, settled } from './edition.mjs';
import { openEmpty, taken } from './outbox.mjs';

/** What is written is kept a moment after the last key. */
const kept = (page) => page.waitForTimeout(700);
const RESTORED = /put back/;

async function reload(page) {
  await page.reload();
  await awake(page);
  await near(page);
}

test('one posts, the other is loaded again: its words are there', async ({ page, site, edition, comments, context }) => {
  const other = await context.newPage();
  for (const tab of [page, other]) await openEmpty(tab, site, edition.middle);
  await talk(page).comment.fill('Words of the first.');
  await talk(other).comment.fill('Words of the second.');
  await kept(page);
  await talk(page).post.click();
  await expect(talk(page).entry('Words of the first.')).toBeVisible();
  await reload(other);
  await expect(talk(other).comment).toHaveValue('Words of the second.');
  await reload(page);
  await settled(page);
  await expect(talk(page).comment).toHaveValue('');
  await talk(other).post.click();
  await expect(talk(other).entry('Words of the second.')).toBeVisible();
  expect(await taken(comments, edition.middle)).toEqual(['Words of the first.', 'Words of the second.']);
  for (const tab of [page, other]) {
    await reload(tab);
    await settled(tab);
    await expect(talk(tab).comment).toHaveValue('');
  }
});

test('each finds its own after a reload of both and after other stories, also a tab that was duplicated', async ({ page, site, edition, context }) => {
  await openEmpty(page, site, edition.middle);
  await talk(page).comment.fill('Words of the first.');
  await kept(page);
  // It begins with what the session of the first keeps.
  const [other] = await Promise.all([context.waitForEvent('page'), page.evaluate(() => void window.open(location.href))]);
  await awake(other);
  await near(other);
  await settled(other);
  await expect(talk(other).comment).toHaveValue('');
  await talk(other).comment.fill('Words of the second.');
  await kept(other);
  for (const tab of [page, other, page]) await reload(tab);
  await expect(talk(page).comment).toHaveValue('Words of the first.');
  await expect(talk(other).comment).toHaveValue('Words of the second.');
  for (const tab of [page, other]) {
    await hop(tab, parts(tab).next);
    await expect(talk(tab).comment).toHaveValue('');
    await hop(tab, parts(tab).previous);
  }
  await expect(talk(page).comment).toHaveValue('Words of the first.');
  await expect(talk(other).comment).toHaveValue('Words of the second.');
});

test('what a tab leaves behind is found by the next in which nothing is written, with who wrote it', async ({ page, site, edition, context }) => {
  test.slow();
  await openEmpty(page, site, edition.middle);
  const written = talk(page);
  await written.comment.fill('Left behind.');
  await written.name.fill('Ada Reader');
  await written.email.fill('ada@example.org');
  await written.website.fill('https://ada.example/');
  await kept(page);

  const writing = await context.newPage();
  await openEmpty(writing, site, edition.middle);
  await settled(writing);
  // The first is still open.
  await expect(talk(writing).comment).toHaveValue('');
  await talk(writing).comment.fill('Something else.');
  await kept(writing);
  await page.close();
  await reload(writing);
  await expect(talk(writing).comment).toHaveValue('Something else.');

  const next = await context.newPage();
  await openThread(next, site, edition.middle);
  const found = talk(next);
  await expect(found.comment).toHaveValue('Left behind.');
  await expect(found.comment).toHaveAccessibleDescription(RESTORED);
  await expect(found.name).toHaveValue('Ada Reader');
  await expect(found.email).toHaveValue('ada@example.org');
  await expect(found.website).toHaveValue('https://ada.example/');
  await found.post.click();
  await expect(found.entry('Left behind.')).toBeVisible();
  // It has been found once, and sent.
  const last = await context.newPage();
  await openThread(last, site, edition.middle);
  await expect(talk(last).entry('Left behind.')).toBeVisible();
  await settled(last);
  await expect(talk(last).comment).toHaveValue('');
  expect(await last.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('ada@example.org');
});

test('a draft keeps the name, the e-mail address and the website over a reload and a hop', async ({ page, site, edition }) => {
  await openEmpty(page, site, edition.middle);
  const { comment, name, email, website } = talk(page);
  await name.fill('Ada Reader');
  await comment.fill('Half a thought');
  await email.fill('ada@example.org');
  await website.fill('ada.example');
  await kept(page);
  const there = async () => {
    await expect(comment).toHaveValue('Half a thought');
    await expect(name).toHaveValue('Ada Reader');
    await expect(email).toHaveValue('ada@example.org');
    await expect(website).toHaveValue('ada.example');
  };
  await reload(page);
  await there();
  await hop(page, parts(page).next);
  await hop(page, parts(page).previous);
  await there();
  // Without words nothing of the person is kept.
  await comment.fill('');
  await kept(page);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('ada');
});

test('replies to one comment are as many as there are tabs', async ({ page, site, edition, comments, context }) => {
  await comments.seed(edition.middle, [{ text: 'The question.', author: 'Bob' }]);
  const other = await context.newPage();
  const forms = [];
  for (const [tab, text] of [[page, 'To him from the first.'], [other, 'To him from the second.']]) {
    await openThread(tab, site, edition.middle);
    await talk(tab).entry('The question.').getByRole('button', { name: /^Reply/ }).click();
    const form = tab.getByRole('form', { name: /Reply to Bob/ });
    await talk(form).comment.fill(text);
    await kept(tab);
    forms.push(form);
  }
  await talk(forms[0]).post.click();
  await expect(talk(page).entry('To him from the first.')).toBeVisible();
  await reload(other);
  await talk(other).entry('The question.').getByRole('button', { name: /^Reply/ }).click();
  await expect(talk(forms[1]).comment).toHaveValue('To him from the second.');
  await expect(talk(forms[1]).comment).toBeFocused();
});

test('changes to one comment are as many as there are tabs', async ({ page, site, edition, context }) => {
  const field = (tab) => tab.locator('.comment-change textarea');
  const edit = (tab) => tab.locator('.comment').getByRole('button', { name: /^Edit/ });
  await openEmpty(page, site, edition.middle);
  await talk(page).comment.fill('As it was.');
  await talk(page).post.click();
  const other = await context.newPage();
  await openThread(other, site, edition.middle);
  for (const [tab, text] of [[page, 'Changed by the first.'], [other, 'Changed by the second.']]) {
    await edit(tab).click();
    await field(tab).fill(text);
  }
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(talk(page).entry('Changed by the first.')).toBeVisible();
  await reload(other);
  await edit(other).click();
  await expect(field(other)).toHaveValue('Changed by the second.');
  // Given up there, it is nowhere.
  await other.getByRole('button', { name: 'Cancel' }).click();
  await edit(page).click();
  await expect(field(page)).toHaveValue('Changed by the first.');
  // Left behind by a tab that is closed, it is gone on with in another.
  await field(page).fill('Half of a cha');
  await page.close();
  await edit(other).click();
  await expect(field(other)).toHaveValue('Half of a cha');
});

test('keys that belong to an input method send nothing and close nothing', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'The question.', author: 'Bob' }]);
  await openThread(page, site, edition.middle);
  const { comment, entry } = talk(page);
  const composing = (field, key) =>
    field.evaluate((field, key) => {
      // As Chromium and Firefox tell of it; as Safari does after the composition has ended; as old browsers do.
      for (const how of [{ isComposing: true }, { keyCode: 229 }, { isComposing: true, keyCode: 229 }]) {
        for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
          field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how, ...held }));
        }
      }
    }, key);
  await comment.fill('にほんご');
  await composing(comment, 'Enter');
  await settled(page);
  expect(comments.sent).toEqual([]);
  await expect(comment).toHaveValue('にほんご');
  await entry('The question.').getByRole('button', { name: /^Reply/ }).click();
  const form = page.getByRole('form', { name: /Reply to Bob/ });
  await composing(talk(form).comment, 'Escape');
  await settled(page);
  await expect(form).toBeVisible();
  await page.locator('#comment-text').press('Control+Enter');
  await expect(entry('にほんご')).toBeVisible();
  expect(await taken(comments, edition.middle)).toEqual(['The question.', 'にほんご']);
});

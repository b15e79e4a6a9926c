// One's own comments, kept on this device: whoever wrote them changes them and deletes them.
import { expect, open, parts, settled, test } from './edition.mjs';

const entry = (page, text) => parts(page).comments.getByRole('article').filter({ hasText: text });
const button = (page, text, name) => entry(page, text).getByRole('button', { name });
const field = (page) => page.locator('.comment-change textarea');
const notice = (page) => page.locator('.comment-notice');

async function write(page, text) {
  await parts(page).comment.first().fill(text);
  await parts(page).post.first().click();
  await expect(entry(page, text)).toBeVisible();
}

async function answer(page, to, text) {
  await button(page, to, /^Reply/).click();
  await page.locator('.thread form textarea').fill(text);
  await page.locator('.thread form').getByRole('button', { name: 'Post comment' }).click();
  await expect(entry(page, text)).toBeVisible();
}

test.beforeEach(({ page, site, edition }) => open(page, site, edition.middle.address));

test('a comment is changed, and stays so', async ({ page }) => {
  await write(page, 'A first try.');
  await button(page, 'A first try.', 'Edit').click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('A first try.');
  await field(page).fill('A second & <b>better</b> one.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(entry(page, 'A second & <b>better</b> one.')).toContainText('changed');
  await expect(button(page, 'A second', 'Edit')).toBeFocused();
  await page.reload();
  await expect(entry(page, 'A second & <b>better</b> one.')).toContainText('changed');
  await expect(parts(page).comments.getByRole('article')).toHaveCount(1);
});

test('a comment is deleted after a question', async ({ page }) => {
  await write(page, 'Better not said.');
  await button(page, 'Better not said.', 'Delete').click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(button(page, 'Better not said.', 'Delete')).toBeFocused();
  await button(page, 'Better not said.', 'Delete').click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(parts(page).comments.getByRole('article')).toHaveCount(0);
  await expect(parts(page).comments.getByText('No comments yet.')).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(parts(page).comments.getByText('No comments yet.')).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('Better not said.');
});

test('a deleted comment keeps its place until its last reply has gone', async ({ page }) => {
  await write(page, 'The root.');
  await answer(page, 'The root.', 'The answer.');
  const remove = async (text) => {
    await button(page, text, 'Delete').click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(entry(page, text)).toHaveCount(0);
  };
  await remove('The root.');
  const count = parts(page).comments.getByRole('heading', { level: 2 });
  await expect(entry(page, 'This comment was deleted.')).toBeVisible();
  await expect(count).toContainText('1');
  await page.reload();
  await expect(entry(page, 'The answer.')).toBeVisible();
  await expect(entry(page, 'This comment was deleted.')).toBeVisible();
  await expect(entry(page, 'This comment was deleted.').getByRole('button')).toHaveCount(0);
  await remove('The answer.');
  await expect(parts(page).comments.getByText('No comments yet.')).toBeVisible();
});

test('what is no comment is not saved in place of one', async ({ page }) => {
  await write(page, 'Good as it is.');
  await button(page, 'Good as it is.', 'Edit').click();
  await field(page).fill('  ');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(notice(page)).toHaveText(/^Write your comment/);
  await field(page).fill('x'.repeat(10_001));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(notice(page)).toHaveText(/10000/);
  expect(await field(page).inputValue()).toHaveLength(10_001);
  await page.reload();
  await expect(entry(page, 'Good as it is.')).toBeVisible();
});

test('a change that is not saved is put back', async ({ page }) => {
  await write(page, 'Mine.');
  await button(page, 'Mine.', 'Edit').click();
  await field(page).fill('Half of a cha');
  await page.reload();
  await button(page, 'Mine.', 'Edit').click();
  await expect(field(page)).toHaveValue('Half of a cha');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await button(page, 'Mine.', 'Edit').click();
  await expect(field(page)).toHaveValue('Mine.');
});

test.describe('another tab', () => {
  // What is said moves what is below it, on a busy machine later than half a second after the press.
  test.beforeEach(({ watch }) => watch.allowBelow('.comment'));
  const both = async ({ page, context, site, edition }, text) => {
    await write(page, text);
    const other = await context.newPage();
    await open(other, site, edition.middle.address);
    await expect(entry(other, text)).toBeVisible();
    await button(page, text, 'Edit').click();
    await field(page).fill('Words that are worth keeping.');
    return other;
  };

  test('has deleted what is being changed: it is said, and the words stay', async ({ page, context, site, edition }) => {
    const other = await both({ page, context, site, edition }, 'Said in two tabs.');
    await button(other, 'Said in two tabs.', 'Delete').click();
    await other.getByRole('button', { name: 'Delete for good' }).click();
    await expect(entry(other, 'Said in two tabs.')).toHaveCount(0);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(notice(page)).toHaveText(/was deleted\. What you have written stays/);
    await expect(field(page)).toHaveValue('Words that are worth keeping.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(notice(page)).toHaveText(/was deleted\. What you have written stays/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(field(page)).toHaveCount(0);
  });

  test('has changed it: it is said before it is replaced', async ({ page, context, site, edition }) => {
    const other = await both({ page, context, site, edition }, 'Said in two tabs.');
    await button(other, 'Said in two tabs.', 'Edit').click();
    await field(other).fill('Changed in the other tab.');
    await other.getByRole('button', { name: 'Save' }).click();
    await expect(entry(other, 'Changed in the other tab.')).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(notice(page)).toHaveText(/changed elsewhere meanwhile/);
    await expect(entry(page, 'Changed in the other tab.')).toBeVisible();
    await expect(field(page)).toHaveValue('Words that are worth keeping.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(entry(page, 'Words that are worth keeping.')).toBeVisible();
    await other.reload();
    await expect(entry(other, 'Words that are worth keeping.')).toBeVisible();
  });

  test('has deleted what is to be opened or deleted here', async ({ page, context, site, edition }) => {
    for (const text of ['One.', 'Two.']) await write(page, text);
    const other = await context.newPage();
    await open(other, site, edition.middle.address);
    for (const text of ['One.', 'Two.']) {
      await button(other, text, 'Delete').click();
      await other.getByRole('button', { name: 'Delete for good' }).click();
      await expect(entry(other, text)).toHaveCount(0);
    }
    await button(page, 'One.', 'Edit').click();
    await expect(entry(page, 'This comment was deleted.')).toBeVisible();
    await expect(entry(page, 'Two.')).toHaveCount(0);
  });
});

test('where nothing can be kept a change is not taken for saved', async ({ page }) => {
  await write(page, 'Kept.');
  await button(page, 'Kept.', 'Edit').click();
  await field(page).fill('Not kept.');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(notice(page)).toHaveText(/no room/);
  await expect(field(page)).toHaveValue('Not kept.');
  await expect(entry(page, 'Kept.')).toBeVisible();
});

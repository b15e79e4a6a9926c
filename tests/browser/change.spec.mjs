// What a reader writes or does in the thread while other things happen in it: nothing is lost, nobody is led away.
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { settled } from './edition.mjs';

const many = (count) => Array.from({ length: count }, (_, index) => ({ text: `Comment number ${index + 1}.` }));
const said = (page) =>
  talk(page).entries.evaluateAll((all) => all.map((it) => it.querySelector('.comment-body')?.textContent.trim()));

/** Posts a comment and opens the field in which it is changed. */
async function change(page, text) {
  const { comment, post, entry } = talk(page);
  await comment.fill(text);
  await post.click();
  await entry(text).getByRole('button', { name: /^Edit/ }).click();
  const field = page.locator('.comment-change textarea');
  await expect(field).toHaveValue(text);
  return field;
}

test.describe('a change that is being written', () => {
  test('stays through votes, another order and the comment of another tab', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'Vote for me.' }, { text: 'Another one.' }]);
    await openThread(page, site, edition.middle);
    const field = await change(page, 'Mine.');
    await field.fill('Mine, and better.');
    const { entry, order } = talk(page);
    await entry('Vote for me.').getByRole('button', { name: /^Like/ }).click();
    await expect(entry('Vote for me.').getByRole('button', { name: /^Like/ })).toHaveAccessibleName(/1/);
    await expect(field).toHaveValue('Mine, and better.');
    await order.focus();
    await order.selectOption({ label: 'Newest first' });
    await expect.poll(() => said(page)).toEqual(['Mine.', 'Another one.', 'Vote for me.']);
    await expect(field).toHaveValue('Mine, and better.');
    await expect(order).toBeFocused();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(entry('Mine, and better.')).toBeVisible();
    await expect(field).toHaveCount(0);
  });

  test('is put back after a reload, and gone once it is saved or given up', async ({ page, site, edition }) => {
    await openThread(page, site, edition.middle);
    const field = await change(page, 'Mine.');
    await field.fill('Half of a cha');
    const { entry } = talk(page);
    const edit = entry('Mine.').getByRole('button', { name: /^Edit/ });
    await page.reload();
    await near(page);
    await edit.click();
    await expect(field).toHaveValue('Half of a cha');
    await expect(talk(page).comments.getByText('Your unsaved change has been put back.')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await edit.click();
    await expect(field).toHaveValue('Mine.');
  });

  test('stays under another that is opened', async ({ page, site, edition }) => {
    await openThread(page, site, edition.middle);
    const field = await change(page, 'The first.');
    await field.fill('The first, half changed');
    const { entry } = talk(page);
    await page.locator('#comment-text').fill('The second.');
    await page.locator('#comment-form').getByRole('button', { name: /^Post/ }).click();
    await entry('The second.').getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(field).toHaveValue('The first, half changed');
  });
});

test('a reply that is being written stays in another order', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'First said.' }, { text: 'Second said.' }]);
  await openThread(page, site, edition.middle);
  const { entry, order } = talk(page);
  await entry('First said.').getByRole('button', { name: /^Reply/ }).click();
  const reply = page.locator('.thread textarea');
  await reply.fill('An answer, half written');
  await order.focus();
  await order.selectOption({ label: 'Newest first' });
  await expect.poll(async () => (await said(page))[0]).toBe('Second said.');
  await expect(reply).toHaveValue('An answer, half written');
  await expect(order).toBeFocused();
});

test('an answer takes nobody out of what they have gone on to', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'Vote for me.' }]);
  await openThread(page, site, edition.middle);
  const { entry, comment } = talk(page);
  const like = entry('Vote for me.').getByRole('button', { name: /^Like/ });
  const release = site.hold(/\/like$/);
  await like.click();
  await comment.focus();
  await page.keyboard.type('Typing on');
  release();
  await expect(like).toHaveAccessibleName(/1/);
  await settled(page);
  await page.keyboard.type(' and on.');
  await expect(comment).toHaveValue('Typing on and on.');
});

test('the thread comes although one’s own comment came first', async ({ page, site, edition, comments, watch }) => {
  watch.allow(/^console error/);
  await comments.seed(edition.middle, [{ text: 'Here before.' }]);
  const mend = comments.onListing((_, response) => void response.writeHead(500).end());
  await openThread(page, site, edition.middle);
  const { comment, post, entry, retry, heading } = talk(page);
  await expect(retry).toBeVisible();
  mend();
  await comment.fill('Said without having seen the others.');
  await post.click();
  await expect(entry('Said without having seen the others.')).toBeVisible();
  await expect(entry('Here before.')).toBeVisible();
  await expect(heading).toContainText('2');
  await expect(retry).toHaveCount(0);
});

test('a list that was asked for before a comment was sent takes it away from nobody', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'Here before.' }]);
  const release = comments.holdListing();
  await openThread(page, site, edition.middle);
  const { comment, post, entry } = talk(page);
  await comment.fill('Sent meanwhile.');
  await post.click();
  await expect(entry('Sent meanwhile.')).toBeFocused();
  await settled(page);
  release();
  await expect(entry('Here before.')).toBeVisible();
  await expect(entry('Sent meanwhile.')).toHaveCount(1);
});

test('one’s own comment stays where the first page of a long thread does not reach', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, many(60));
  await openThread(page, site, edition.middle);
  const { comment, post, entry, entries, more, heading } = talk(page);
  await expect(entries).toHaveCount(50);
  await comment.fill('The very last.');
  await post.click();
  await expect(entry('The very last.')).toBeVisible();
  await expect(heading).toContainText('61');
  await more.click();
  await expect(entries).toHaveCount(61);
  await expect(entry('The very last.')).toHaveCount(1);
});

test('whoever asks for the comments is led to them', async ({ page, site, edition, comments, watch }) => {
  watch.allow(NETWORK, /^console error/);
  await comments.seed(edition.middle, [{ text: 'Here.' }]);
  const mend = comments.onListing((_, response) => void response.writeHead(500).end());
  await openThread(page, site, edition.middle);
  const { retry, heading, entry, sent } = talk(page);
  await expect(retry).toBeVisible();
  mend();
  await retry.press('Enter');
  await expect(entry('Here.')).toBeVisible();
  await expect(heading).toBeFocused();
  await expect(sent.filter({ hasText: 'Comments (1)' })).toBeAttached();
});

test('all replies come, one’s own among them, and the button for more goes with the last', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'The root.', replies: many(12) }]);
  await openThread(page, site, edition.middle);
  const { entry, entries, comments: region } = talk(page);
  await expect(entries).toHaveCount(11);
  await entry('The root.').getByRole('button', { name: /^Reply/ }).click();
  await page.locator('.thread textarea').fill('My own reply.');
  await page.locator('.thread form').getByRole('button', { name: /^Post/ }).click();
  await expect(entry('My own reply.')).toBeVisible();
  await region.getByRole('button', { name: /more replies/ }).click();
  await expect(entries).toHaveCount(14);
  expect(new Set(await said(page)).size).toBe(14);
  await expect(region.getByRole('button', { name: /more replies/ })).toHaveCount(0);
});

test('a link to a hidden reply leaves no button for what is there already', async ({ page, site, edition, comments }) => {
  const [root] = await comments.seed(edition.middle, [{ text: 'The root.', replies: many(15) }]);
  await page.goto(`${site.url(edition.middle.address)}#comment-${root.id + 15}`);
  await expect(talk(page).entry('Comment number 15.')).toBeInViewport();
  await expect(talk(page).entry('Comment number 15.')).toHaveAttribute('data-arrived', '');
  await expect(talk(page).comments.getByRole('button', { name: /more replies/ })).toHaveCount(0);
});

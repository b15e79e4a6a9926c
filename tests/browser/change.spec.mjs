// What a reader writes or does in the thread while other things happen in it: nothing is lost, nobody is led away.
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, quiet, settled } from './edition.mjs';
import { TOLD } from './outbox.mjs';

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

test.describe('what has become of one’s own comment meanwhile is said as it is', () => {
  // What is said when an answer has come moves what is below it, later than half a second on a busy machine.
  test.beforeEach(({ watch }) => watch.allowBelow('.comment'));
  const WORDS = 'Words that are worth keeping.';
  const notice = (page) => page.locator('.comment-notice');
  const field = (page) => page.locator('.comment-change textarea');
  const save = (page) => page.getByRole('button', { name: 'Save' }).click();
  const begin = async (page, site, story) => {
    await openThread(page, site, story);
    await (await change(page, 'As it was.')).fill(WORDS);
  };
  const elsewhere = async (context, site, story) => {
    const other = await context.newPage();
    await openThread(other, site, story);
    await expect(talk(other).entry('As it was.')).toBeVisible();
    return other;
  };
  const remove = async (page, text) => {
    await talk(page).entry(text).getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(talk(page).entry(text)).toHaveCount(0);
  };
  const expectGone = async (page) => {
    await expect(notice(page)).toHaveText('The comment that stood here was deleted. What you have written stays, to be copied.');
    await expect(field(page)).toHaveValue(WORDS);
  };
  const on = (site, method, answer, options) => site.on(/^\/comments\/id\/\d+$/, answer, { ...options, method });

  test('deleted by the newsroom', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK);
    await begin(page, site, edition.middle);
    const [{ id }] = await comments.list(edition.middle);
    await comments.remove(id);
    await save(page);
    await expectGone(page);
    await expect(talk(page).comments.getByText('This comment was deleted.')).toBeVisible();
    await save(page);
    await expectGone(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(field(page)).toHaveCount(0);
  });

  test('deleted in another tab', async ({ page, context, site, edition, watch }) => {
    watch.allow(NETWORK);
    await begin(page, site, edition.middle);
    await remove(await elsewhere(context, site, edition.middle), 'As it was.');
    await save(page);
    await expectGone(page);
  });

  test('deleted, with an answer below it', async ({ page, context, site, edition, comments, watch }) => {
    watch.allow(NETWORK);
    await begin(page, site, edition.middle);
    const [{ id }] = await comments.list(edition.middle);
    await comments.isso.comment(edition.middle.id, { text: 'An answer.', parent: id });
    await remove(await elsewhere(context, site, edition.middle), 'As it was.');
    await save(page);
    await expectGone(page);
    await expect(talk(page).entry('An answer.')).toBeVisible();
    await expect(talk(page).heading).toContainText('1');
  });

  test('deleted, and then deleted here', async ({ page, context, site, edition, watch }) => {
    watch.allow(NETWORK);
    await openThread(page, site, edition.middle);
    const { comment, post, entry, sent } = talk(page);
    await comment.fill('As it was.');
    await post.click();
    await entry('As it was.').getByRole('button', { name: /^Delete/ }).click();
    await remove(await elsewhere(context, site, edition.middle), 'As it was.');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(entry('As it was.')).toHaveCount(0);
    await expect(sent.filter({ hasText: 'Your comment has been deleted.' })).toBeAttached();
  });

  test('deleted, while the answer to that was lost', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK, TOLD);
    await openThread(page, site, edition.middle);
    const { comment, post, entry, sent } = talk(page);
    await comment.fill('As it was.');
    await post.click();
    await entry('As it was.').getByRole('button', { name: /^Delete/ }).click();
    on(site, 'DELETE', answers.lost(), { times: 1 });
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(sent.filter({ hasText: 'Your comment has been deleted.' })).toBeAttached();
    await expect(talk(page).entries).toHaveCount(0);
    expect(await comments.list(edition.middle)).toEqual([]);
  });

  test('changed in another tab: it is said before it is replaced', async ({ page, context, site, edition, comments }) => {
    await begin(page, site, edition.middle);
    const other = await elsewhere(context, site, edition.middle);
    await talk(other).entry('As it was.').getByRole('button', { name: /^Edit/ }).click();
    await field(other).fill('Changed in the other tab.');
    await save(other);
    await expect(talk(other).entry('Changed in the other tab.')).toBeVisible();
    await save(page);
    await expect(notice(page)).toHaveText(/changed elsewhere meanwhile/);
    await expect(talk(page).entry('Changed in the other tab.')).toBeVisible();
    await expect(field(page)).toHaveValue(WORDS);
    expect((await comments.list(edition.middle))[0].text).toBe('Changed in the other tab.');
    await save(page);
    await expect(talk(page).entry(WORDS)).toBeVisible();
    await expect(field(page)).toHaveCount(0);
    expect((await comments.list(edition.middle))[0].text).toBe(WORDS);
  });

  test('changed, while the answer to that was lost', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK, TOLD);
    await begin(page, site, edition.middle);
    on(site, 'PUT', answers.lost(), { times: 1 });
    await save(page);
    await expect(talk(page).entry(WORDS)).toBeVisible();
    await expect(field(page)).toHaveCount(0);
    await expect(talk(page).sent.filter({ hasText: 'Your comment has been changed.' })).toBeAttached();
    expect((await comments.list(edition.middle))[0].text).toBe(WORDS);
  });

  test('gone when it is to be opened', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK);
    await openThread(page, site, edition.middle);
    const { comment, post, entry } = talk(page);
    await comment.fill('As it was.');
    await post.click();
    await expect(entry('As it was.')).toBeVisible();
    await comments.remove((await comments.list(edition.middle))[0].id);
    await entry('As it was.').getByRole('button', { name: /^Edit/ }).click();
    await expect(talk(page).comments.getByText('This comment was deleted.')).toBeVisible();
    await expect(talk(page).comments.getByText(/cookie/)).toHaveCount(0);
  });

  test.describe('with a short time to change it', () => {
    test.use({ settings: { general: { 'max-age': '3s' } } });

    test('the time is over: that is said, and the words stay', async ({ page, site, edition, comments, watch }) => {
      watch.allow(NETWORK);
      await begin(page, site, edition.middle);
      await page.waitForTimeout(4500);
      await save(page);
      await expect(notice(page)).toHaveText(/^This comment cannot be changed any more/);
      await expect(field(page)).toHaveValue(WORDS);
      expect((await comments.list(edition.middle))[0].text).toBe('As it was.');
    });
  });
});

for (const provider of ['isso', 'wordpress']) {
  test.describe(`answering on ${provider}`, () => {
    test.use({ provider });
    test.beforeEach(({ watch }) => watch.allowBelow('.comment'));

    test('a comment that is deleted meanwhile: the words stay, and the answer stands by itself', async ({ page, site, edition, comments }) => {
      const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.' }, ...many(provider === 'isso' ? 60 : 120)]);
      await openThread(page, site, edition.middle);
      const { entry, more, entries } = talk(page);
      await entry('To be deleted.').getByRole('button', { name: /^Reply/ }).click();
      const reply = page.locator('.thread form');
      await reply.getByRole('textbox', { name: /^Comment/ }).fill('An answer, half written');
      await comments.remove(root.id);
      await more.click();
      await expect(page.locator('.comment-notice')).toHaveText(/was deleted\. What you have written stays/);
      await expect(reply.getByRole('textbox', { name: /^Comment/ })).toHaveValue('An answer, half written');
      await expect(entries.filter({ hasText: 'To be deleted.' })).toHaveCount(0);
    });

    test('what was deleted before the answer came: it is said that it stands by itself, and it does', async ({ page, site, edition, comments, watch }) => {
      // The thread is arranged anew around the answer, to which the reader has been led.
      await watch.allowBelow('.thread');
      const [root] = await comments.seed(edition.middle, [{ text: 'To be deleted.' }, { text: 'Another.' }]);
      await openThread(page, site, edition.middle);
      const { entry, entries } = talk(page);
      await entry('To be deleted.').getByRole('button', { name: /^Reply/ }).click();
      const reply = page.locator('.thread form');
      await reply.getByRole('textbox', { name: /^Comment/ }).fill('My answer.');
      await reply.getByRole('textbox', { name: /^Name/ }).fill('Ada Reader');
      await reply.getByRole('textbox', { name: /^Email/ }).fill('ada@example.org');
      await comments.remove(root.id);
      await reply.getByRole('button', { name: /^Post/ }).click();
      await expect(page.locator('.comment-notice')).toHaveText('The comment that you answered has been deleted: yours stands by itself.');
      await expect.poll(() => said(page)).toEqual(['Another.', 'My answer.']);
      await expect(page.locator('.thread .thread .comment')).toHaveCount(0);
      await page.reload();
      await near(page);
      await expect.poll(() => said(page)).toEqual(['Another.', 'My answer.']);
      await expect(entries).toHaveCount(2);
    });

    test('an answer to what is there says nothing of the kind', async ({ page, site, edition, comments }) => {
      await comments.seed(edition.middle, [{ text: 'It stays.' }, { text: 'Another.' }]);
      await openThread(page, site, edition.middle);
      await talk(page).entry('It stays.').getByRole('button', { name: /^Reply/ }).click();
      const reply = page.locator('.thread form');
      await reply.getByRole('textbox', { name: /^Comment/ }).fill('My answer.');
      await reply.getByRole('textbox', { name: /^Name/ }).fill('Ada Reader');
      await reply.getByRole('textbox', { name: /^Email/ }).fill('ada@example.org');
      await reply.getByRole('button', { name: /^Post/ }).click();
      await expect(page.locator('.thread .thread').getByText('My answer.')).toBeVisible();
      await quiet(site);
      await expect(page.locator('.comment-notice')).toHaveCount(0);
      expect(await said(page)).toEqual(['It stays.', 'My answer.', 'Another.']);
    });
  });
}

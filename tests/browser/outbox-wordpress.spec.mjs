// The outbox before a real WordPress.
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, awake, settled } from './edition.mjs';
import { HELD, OFFLINE, SETTLED, TOLD, arrived, button, emptied, late, openEmpty, ownTime, pending, post, recorded, skip, taken } from './outbox.mjs';

test.use({ provider: 'wordpress' });
test.beforeEach(async ({ watch, page }) => {
  watch.allow(NETWORK, TOLD);
  await ownTime(page);
});

test('without a network it waits, and goes when it is back', async ({ page, site, edition, comments, context }) => {
  await openEmpty(page, site, edition.middle);
  await context.setOffline(true);
  await post(page, 'Written on the train.');
  await expect(pending(page, 'Written on the train.')).toContainText(OFFLINE);
  await context.setOffline(false);
  await expect(arrived(page, 'Written on the train.')).toBeVisible();
  await emptied(page);
  expect(await taken(comments, edition.middle)).toEqual(['Written on the train.']);
});

test('an answer that is lost: it is found among what WordPress makes of it, and not sent again', async ({ page, site, edition, comments }) => {
  const text = 'It\'s "odd" -- see www.paper.example ... <b>4x4</b> & 1+1 :-)';
  await openEmpty(page, site, edition.middle);
  comments.onSending(answers.lost(), { times: 1 });
  await post(page, text);
  await expect(arrived(page, '“odd”')).toBeVisible();
  await emptied(page);
  await skip(page, SETTLED);
  await settled(page);
  expect(comments.sent).toHaveLength(1);
  expect(await comments.taken(edition.middle)).toHaveLength(1);
});

for (const [text, name] of [
  ['It&#8217;s an A: &#65; &#x41; &eacute; &amp; &amp;amp; &copy', 'Tom &amp; Jerry'],
  ['C:\\temp \\n \\\\ \\&#65;', '100%ab Ann'],
  ['<b>&lt;</b> a && b', 'A & <b>B</b> \\'],
]) {
  for (const [what, fault] of [['an answer that is lost', answers.lost()], ['no answer at all', answers.silent()]]) {
    test(`${what}: ${text} by ${name} is there once, and as it was typed`, async ({ page, site, edition, comments }) => {
      test.slow();
      await openEmpty(page, site, edition.middle);
      comments.onSending(fault, { times: 1 });
      const { comment, name: field, email, post: button, comments: region } = talk(page);
      await comment.fill(text);
      await field.fill(name);
      await email.fill('ada@example.org');
      await button.click();
      await skip(page, 2000);
      const own = region.locator('.comment:not(.comment-pending)');
      // A busy machine may not answer the first look in time.
      await late(page, () => expect(own.locator('.comment-body')).toHaveText(text, { timeout: 1000 }));
      await expect(own).toContainText(name);
      await emptied(page);
      expect(await comments.taken(edition.middle)).toHaveLength(1);
    });
  }
}

test('what is there already is said to be, whatever was sent twice', async ({ page, site, edition, comments }) => {
  test.slow();
  await openEmpty(page, site, edition.middle);
  await post(page, 'The same words.');
  await expect(arrived(page, 'The same words.')).toBeVisible();
  await post(page, 'The same words.');
  await expect(talk(page).alert.first()).toContainText('here already');
  await expect(talk(page).comment).toHaveValue('The same words.');
  expect(await comments.taken(edition.middle)).toHaveLength(1);
});

test('cut before it got there: it is looked for, late enough, and sent again', async ({ page, site, edition, comments }) => {
  // The same words with other signs are another comment.
  await comments.seed(edition.middle, [{ text: '-1', author: 'Ada Reader' }]);
  await openThread(page, site, edition.middle);
  await expect(arrived(page, '-1')).toBeVisible();
  const mend = comments.onSending(answers.cut());
  await post(page, '+1');
  await expect(pending(page, '+1')).toContainText('Whether it has arrived is being looked up');
  mend();
  await settled(page);
  expect(await taken(comments, edition.middle)).toEqual(['-1']);
  await skip(page, SETTLED);
  await expect(arrived(page, '+1')).toBeVisible();
  expect(await taken(comments, edition.middle)).toEqual(['-1', '+1']);
});

test.describe('with moderation', () => {
  test.use({ settings: { comment_moderation: 1 } });

  test('a held comment whose answer is lost: a duplicate says that it has arrived', async ({ page, site, edition, comments }) => {
    test.slow();
    await openEmpty(page, site, edition.middle);
    comments.onSending(answers.lost(), { times: 1 });
    await post(page, 'Held, and nobody said so.');
    await expect(pending(page, 'Held, and nobody said so.')).toContainText('Whether it has arrived is being looked up');
    // WordPress takes one comment in 15 seconds, by its own clock.
    await page.waitForTimeout(16_000);
    await skip(page, SETTLED);
    await expect(pending(page, 'Held, and nobody said so.')).toContainText(HELD);
    expect(comments.sent).toHaveLength(2);
    expect(await taken(comments, edition.middle)).toEqual(['Held, and nobody said so.']);
    await comments.approve(await comments.newest(edition.middle));
    await page.reload();
    await awake(page);
    await near(page);
    await expect(arrived(page, 'Held, and nobody said so.')).toHaveCount(1);
    await emptied(page);
  });
});

test.describe('with words that are not allowed', () => {
  test.use({ settings: { disallowed_keys: 'watches' } });

  test('what goes to the trash is told to be held', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    await post(page, 'Cheap watches.');
    await expect(pending(page, 'Cheap watches.')).toContainText(HELD);
    await page.reload();
    await awake(page);
    await near(page);
    await expect(pending(page, 'Cheap watches.')).toContainText(HELD);
    await expect(talk(page).heading).not.toContainText('1');
    await button(page, 'Cheap watches.', 'Dismiss').click();
    await emptied(page);
    expect(comments.sent).toHaveLength(1);
  });
});

test('closed while they waited for the network: a comment and a reply say so, and both stay over a reload', async ({ page, site, edition, comments, context, watch }) => {
  test.slow();
  // The answer comes when the network does.
  await watch.allowBelow('.comments');
  await comments.seed(edition.middle, [{ text: 'The question.', author: 'Bob' }]);
  await openThread(page, site, edition.middle);
  await expect(arrived(page, 'The question.')).toBeVisible();
  await context.setOffline(true);
  await talk(page).entry('The question.').getByRole('button', { name: /^Reply/ }).click();
  await post(page, 'Too late for Bob.', { form: page.getByRole('form', { name: /Reply to Bob/ }) });
  await post(page, 'Too late for all.', { form: talk(page).form });
  await expect(pending(page, 'Too late for all.')).toContainText(OFFLINE);
  await comments.close(edition.middle);
  await context.setOffline(false);
  const closed = 'Comments have been closed in the meantime.';
  const words = async () => {
    await expect(pending(page, 'Too late for Bob.')).toContainText(closed);
    await expect(page.locator('#comment-text')).toHaveValue('Too late for all.');
    await expect(page.locator('#comment-text')).toBeVisible();
    await expect(talk(page).comments.getByText('Comments are closed.')).toBeVisible();
  };
  await words();
  await expect(talk(page).alert.filter({ hasText: closed })).toBeVisible();
  await page.reload();
  await awake(page);
  await near(page);
  await words();
  expect(await taken(comments, edition.middle)).toEqual(['The question.']);
});

for (const [what, fault, said] of [
  ['in maintenance', answers.status(503), 'does not take it now'],
  ['asked too often', recorded('wordpress', 'made-too-many-requests'), 'asks to wait'],
  ['behind a gateway that answers in its place', answers.status(200, '<h1>Welcome</h1>'), 'does not take it now'],
  ['out of reach', answers.cut(), 'does not take it now'],
]) {
  test(`a site ${what} has refused nothing: the comment waits, and goes later`, async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    const mend = site.on(/\/wp\/v2\/posts$/, fault);
    await post(page, 'As soon as you can.');
    await expect(pending(page, 'As soon as you can.')).toContainText(said);
    expect(comments.sent).toEqual([]);
    mend();
    await expect(async () => {
      await skip(page, 60_000);
      await expect(arrived(page, 'As soon as you can.')).toHaveCount(1, { timeout: 500 });
    }).toPass();
    expect(await taken(comments, edition.middle)).toEqual(['As soon as you can.']);
  });
}

test('two tabs send it once', async ({ page, site, edition, comments, context }) => {
  const other = await context.newPage();
  await openEmpty(page, site, edition.middle);
  await openEmpty(other, site, edition.middle);
  await context.setOffline(true);
  await post(page, 'Only once.');
  await expect(pending(other, 'Only once.')).toContainText(OFFLINE);
  await context.setOffline(false);
  for (const tab of [page, other]) await expect(arrived(tab, 'Only once.')).toHaveCount(1);
  expect(comments.sent).toHaveLength(1);
  expect(await taken(comments, edition.middle)).toEqual(['Only once.']);
});

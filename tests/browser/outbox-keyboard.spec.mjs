// What is on its way, by keyboard alone: every button is reached and seen, does its work, and leaves the focus in a
// place from which one can go on. Each state is looked at by axe.
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, hop, parts, tabTo } from './edition.mjs';
import { HELD, OFFLINE, TOLD, arrived, button, emptied, holdRefusal, isIn, openEmpty, pending, taken } from './outbox.mjs';
import { violations } from './violations.mjs';

test.beforeEach(({ watch }) => watch.allow(NETWORK, TOLD));

/** Writes a comment and sends it, without a mouse, as slowly as a person. */
async function write(page, text) {
  const { comment, name, email, post } = talk(page);
  await comment.focus();
  await page.keyboard.type(text);
  await tabTo(page, name);
  await page.keyboard.type('Ada Reader');
  await tabTo(page, email);
  await page.keyboard.type('ada@example.org');
  await tabTo(page, post);
  await page.keyboard.press('Enter');
}

/** Goes to a button with Tab, from where the focus is; sees it there; presses it. */
async function press(page, locator, key = 'Enter') {
  await tabTo(page, locator);
  await expect(locator).toBeInViewport();
  const ring = await locator.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(ring, 'where the focus is can be seen').not.toBe('none');
  await page.keyboard.press(key);
}

const right = async (page) => expect(await violations(page)).toEqual([]);

test('what waits for the network is taken back', async ({ page, site, edition, context }) => {
  await openEmpty(page, site, edition.middle);
  await context.setOffline(true);
  await write(page, 'On the train.');
  await expect(pending(page, 'On the train.')).toContainText(OFFLINE);
  await isIn(pending(page, 'On the train.'));
  await press(page, button(page, 'On the train.', 'Edit'));
  await expect(talk(page).comment).toBeFocused();
  await expect(talk(page).comment).toHaveValue('On the train.');
  await emptied(page);
});

for (const [decision, left] of [
  ['It has arrived', (page) => expect(talk(page).heading).toBeFocused()],
  ['Send again', (page) => isIn(pending(page, 'Held, or lost?'))],
  ['Edit', (page) => expect(talk(page).comment).toBeFocused()],
]) {
  test.describe('on a server with moderation', () => {
    test.use({ settings: { moderation: { enabled: true } }, newsroom: { moderated: true } });

    test(`where nobody can know: ${decision}`, async ({ page, site, edition, comments }) => {
      await openEmpty(page, site, edition.middle);
      comments.onSending(answers.lost(), { times: 1 });
      await write(page, 'Held, or lost?');
      await expect(pending(page, 'Held, or lost?')).toContainText('It is not known whether this arrived.');
      await isIn(pending(page, 'Held, or lost?'));
      await press(page, button(page, 'Held, or lost?', decision), 'Space');
      await left(page);
      await right(page);
    });
  });
}

test.describe('on a server with moderation', () => {
  test.use({ settings: { moderation: { enabled: true } } });

  test('what is held is put out of sight', async ({ page, site, edition }) => {
    await openEmpty(page, site, edition.middle);
    await write(page, 'For the newsroom first.');
    await expect(pending(page, 'For the newsroom first.')).toContainText(HELD);
    await press(page, button(page, 'For the newsroom first.', 'Dismiss'));
    await expect(talk(page).heading).toBeFocused();
    await emptied(page);
  });
});

test('what was refused while something else is written is given back', async ({ page, site, edition, comments }) => {
  await openEmpty(page, site, edition.middle);
  const refuse = holdRefusal(comments, 'new-too-short');
  await write(page, 'Too short.');
  await expect.poll(() => comments.sent.length).toBe(1);
  await talk(page).comment.focus();
  await page.keyboard.type('Another thought');
  refuse();
  await expect(button(page, 'Too short.', 'Edit')).toBeVisible();
  await expect(talk(page).comment).toBeFocused();
  await right(page);
  await tabTo(page, button(page, 'Too short.', 'Dismiss'), 'Shift+Tab');
  await tabTo(page, button(page, 'Too short.', 'Edit'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(talk(page).comment).toBeFocused();
  await expect(talk(page).comment).toHaveValue('Another thought\n\nToo short.');
});

test('the word of a comment under another story is followed, and closed', async ({ page, site, edition, comments }) => {
  const notice = page.getByRole('complementary', { name: 'Your comment' });
  for (const [text, way] of [['Follow me.', 'Show it'], ['Let me be.', 'Close']]) {
    await openThread(page, site, edition.middle);
    const release = comments.holdSending();
    await write(page, text);
    const sent = comments.sent.length;
    await expect.poll(() => comments.sent.length).toBeGreaterThanOrEqual(sent);
    await expect(pending(page, text)).toBeVisible();
    await hop(page, parts(page).next);
    release();
    await expect(notice).toContainText('has been posted');
    await expect(parts(page).headline).toBeFocused();
    await right(page);
    await press(page, notice.getByRole(way === 'Close' ? 'button' : 'link', { name: way }));
    await expect(notice).toHaveCount(0);
    if (way === 'Close') await expect(parts(page).headline).toBeFocused();
    else await isIn(arrived(page, text));
  }
  expect(await taken(comments, edition.middle)).toEqual(['Follow me.', 'Let me be.']);
});

test('comments that did not come are asked for again', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'Here all along.' }]);
  const mend = comments.onListing(answers.status(500));
  await openThread(page, site, edition.middle);
  const { retry, heading } = talk(page);
  await expect(retry.first()).toBeVisible();
  mend();
  await heading.focus();
  await press(page, retry.first());
  await expect(arrived(page, 'Here all along.')).toBeVisible();
  // The button that had the focus is gone.
  await isIn(talk(page).comments);
  await right(page);
});

test('a field that nobody sees was filled: a person says so', async ({ page, site, edition }) => {
  await openEmpty(page, site, edition.middle);
  await page.locator('[name=subject]').evaluate((field) => (field.value = 'Cheap watches'));
  await write(page, 'From a person.');
  const person = talk(page).form.getByRole('button', { name: 'I am a person, post it' });
  await expect(person).toBeVisible();
  await press(page, person);
  await expect(arrived(page, 'From a person.')).toBeVisible();
  await isIn(arrived(page, 'From a person.'));
});

test('on a device that keeps nothing: the text is still in the form, and is sent from there', async ({ page, site, edition, comments }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
  });
  await openEmpty(page, site, edition.middle);
  const mend = comments.onSending(answers.status(413), { times: 1 });
  await write(page, 'Kept in the form alone.');
  await expect(talk(page).alert.first()).toBeVisible();
  await expect(talk(page).comment).toHaveValue('Kept in the form alone.');
  await right(page);
  mend();
  await tabTo(page, talk(page).post);
  await page.keyboard.press('Enter');
  await expect(arrived(page, 'Kept in the form alone.')).toBeVisible();
  await near(page);
});

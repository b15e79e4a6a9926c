// Leave a Reply, with comments kept on this device.
import { awake, expect, hop, open, parts, settled, test } from './edition.mjs';

/** The text that `aria-describedby` ties to a field. */
const description = (field) =>
  field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
      .trim(),
  );

async function expectFault(field, pattern) {
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect.poll(() => description(field)).toMatch(pattern);
}
const expectNoFault = (field) => expect(field).not.toHaveAttribute('aria-invalid', 'true');

test.beforeEach(({ page, site, edition }) => open(page, site, edition.middle.address));

test('has the fields it promises and says where a comment goes', async ({ page, edition }) => {
  const { form, comment, name, email, website, remember, post, comments } = parts(page);
  await expect(page.getByRole('heading', { name: 'Leave a Reply' })).toBeVisible();
  await expect(form).toBeVisible();
  for (const part of [comment, name, website, remember, post]) await expect(part).toBeVisible();
  await expect(comment).toHaveAttribute('required', '');
  await expect(name).toHaveAttribute('autocomplete', 'name');
  // Nobody would write to it.
  await expect(email).toHaveCount(0);
  // Before one writes: above the field.
  const where = comments.getByText('Comments here are kept in this browser only');
  await expect(where).toBeVisible();
  const [line, field] = [await where.boundingBox(), await comment.boundingBox()];
  expect(line.y + line.height).toBeLessThanOrEqual(field.y);
  const privacy = edition.pages.find((page) => page.kind === 'text' && /privacy/.test(page.address));
  if (privacy) await expect(form.locator(`a[href$="${privacy.address}"]`)).toBeVisible();
});

test('an empty comment is a fault of its field, which gets the focus', async ({ page }) => {
  const { comment, post } = parts(page);
  await post.click();
  await expect(comment).toBeFocused();
  await expectFault(comment, /\S/);
  await page.keyboard.type('Something');
  await comment.blur();
  await expectNoFault(comment);
});

// Firefox's tools add to what stands in such a field.
test('a fault shows on leaving the field and goes when it is mended', { tag: '@chromium' }, async ({ page }) => {
  const { website, name } = parts(page);
  await website.fill('not a web address');
  await expectNoFault(website);
  await website.blur();
  await expectFault(website, /\S/);
  await website.fill('https://example.org/');
  await website.blur();
  await expectNoFault(website);
  await name.focus();
  await name.blur();
  await expectNoFault(name);
});

test('the first field with a fault gets the focus', async ({ page }) => {
  const { comment, website, post } = parts(page);
  await comment.fill('Hello');
  await website.fill('no where');
  await post.click();
  await expect(website).toBeFocused();
  await expectFault(website, /\S/);
});

test('a slow press of the button is not lost to a fault that is told', async ({ page }) => {
  const { comment, website, post } = parts(page);
  await comment.fill('Hello');
  await website.fill('no where');
  await post.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await post.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await settled(page);
  await page.mouse.up();
  await expect(website).toBeFocused();
  await expectFault(website, /\S/);
});

test('the characters left are counted near the limit', async ({ page }) => {
  const { comment, comments, post } = parts(page);
  const counter = comments.getByText(/^Characters (left|too many): \d/);
  await comment.fill('Short');
  await expect(counter).toHaveCount(0);
  await comment.fill('x'.repeat(200_000));
  await expect(counter).toBeVisible();
  await post.click();
  await expectFault(comment, /\d/);
  expect((await comment.inputValue()).length).toBe(200_000);
});

test('a comment appears at once, with focus, announcement and count', async ({ page }) => {
  const { comment, name, post, comments } = parts(page);
  await name.fill('Ada Reader');
  await comment.fill('The first comment.');
  await post.click();
  const entry = comments.getByRole('article').filter({ hasText: 'The first comment.' });
  await expect(entry).toBeVisible();
  await expect(entry).toContainText('Ada Reader');
  await expect.poll(() => entry.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await expect(page.locator('[aria-live=polite], [role=status]').filter({ hasText: /comment/i }).first()).toBeAttached();
  await expect(comments.getByRole('heading', { level: 2 }).first()).toContainText('1');
  await expect(comment).toHaveValue('');
  await page.reload();
  await expect(entry).toBeVisible();
  await expect(comment).toHaveValue('');
});

test('whatever is typed is shown literally', async ({ page }) => {
  const { comment, name, post, comments } = parts(page);
  const typed = '<b>bold</b> & <img src=x onerror="alert(1)"> &amp; \u202Eabc\n\n# no heading\n[no](link)';
  await name.fill('<i>Ada</i>');
  await comment.fill(typed);
  await post.click();
  const entry = comments.getByRole('article').filter({ hasText: 'bold' });
  await expect(entry).toContainText('<b>bold</b> & <img src=x onerror="alert(1)"> &amp;');
  await expect(entry).toContainText('<i>Ada</i>');
  await expect(entry).toContainText('# no heading');
  await expect(entry.locator('b, i, img, h1')).toHaveCount(0);
});

test('a reply goes under its comment', async ({ page }) => {
  const { comment, comments, form } = parts(page);
  await comment.fill('Parent');
  await parts(page).post.click();
  const parent = comments.getByRole('article').filter({ hasText: 'Parent' }).first();
  const reply = parent.getByRole('button', { name: /^Reply/ });

  await reply.click();
  const inPlace = page.getByRole('form', { name: /Repl/ }).filter({ has: page.getByRole('button', { name: /Cancel/ }) });
  await expect(inPlace.getByRole('textbox', { name: /^Comment\b/ })).toBeFocused();
  await inPlace.getByRole('button', { name: /Cancel/ }).click();
  await expect(inPlace).toHaveCount(0);
  await expect(reply).toBeFocused();

  await reply.click();
  await page.keyboard.type('Child');
  await inPlace.getByRole('button', { name: 'Post comment' }).click();
  const child = comments.getByRole('article').filter({ hasText: 'Child' }).last();
  await expect(child).toBeVisible();
  await expect(comments.getByRole('heading', { level: 2 }).first()).toContainText('2');
  const below = await child.evaluate((element) => element.compareDocumentPosition(document.querySelector('form')) & 4);
  expect(below).toBeTruthy();
  await expect(form).toBeVisible();
  await page.reload();
  await expect(child).toBeVisible();
});

test('Ctrl or Cmd with Enter sends', async ({ page }) => {
  const { comment, comments } = parts(page);
  await comment.fill('Sent by keyboard');
  await comment.press('Control+Enter');
  await expect(comments.getByRole('article').filter({ hasText: 'Sent by keyboard' })).toBeVisible();
  await comment.fill('And once more');
  await comment.press('Meta+Enter');
  await expect(comments.getByRole('article').filter({ hasText: 'And once more' })).toBeVisible();
});

test('a comment is not posted twice', async ({ page }) => {
  const { comment, post, comments } = parts(page);
  await comment.fill('Only once');
  await post.dblclick();
  await settled(page);
  await expect(comments.getByRole('article').filter({ hasText: 'Only once' })).toHaveCount(1);
});

test('the same words a second time: that they are there already is said', async ({ page }) => {
  const { comment, post, comments, alert } = parts(page);
  await comment.fill('The same words');
  await post.click();
  await expect(comments.getByRole('article').filter({ hasText: 'The same words' })).toBeVisible();
  await comment.fill('The same words');
  await post.click();
  await expect(alert).toHaveText('This comment is here already.');
  await expect(comments.getByRole('article').filter({ hasText: 'The same words' })).toHaveCount(1);
  await expect(comment).toHaveValue('The same words');
});

test('what is too long for a field is said, and not cut', async ({ page }) => {
  const { comment, website, post } = parts(page);
  const long = `https://example.org/${'x'.repeat(300)}`;
  await comment.fill('Look there');
  await website.click();
  await page.keyboard.insertText(long);
  await post.click();
  await expectFault(website, /254/);
  await expect(website).toHaveValue(long);
});

test('a link to a comment that is not here says so', async ({ page, site, edition }) => {
  await page.goto('about:blank');
  await open(page, site, `${edition.middle.address}#comment-99`);
  const sentence = parts(page).comments.getByText('The comment that this address names is not here any more.');
  await expect(sentence).toBeVisible();
  await expect(parts(page).comments.getByRole('heading', { level: 2 }).first()).toBeFocused();
});

test('a draft survives reload and hop, and belongs to its story', async ({ page, site, edition }) => {
  const { comment, next, previous } = parts(page);
  await comment.click();
  await page.keyboard.type('Half a thought');
  await page.waitForTimeout(700);
  await page.reload();
  await expect(comment).toHaveValue('Half a thought');

  await page.waitForFunction(() => performance.getEntriesByName('newsprint:awake').length > 0);
  await hop(page, next);
  await expect(comment).toHaveValue('');
  await comment.fill('Another story, another thought');
  await hop(page, previous);
  await expect(comment).toHaveValue('Half a thought');
  await hop(page, next);
  await expect(comment).toHaveValue('Another story, another thought');
  expect(page.url()).toBe(site.url(edition.middle.next.address));
});

test('a draft of a reply survives reload and hop, and belongs to what it answers', async ({ page }) => {
  const { comment, comments, form, post, next, previous } = parts(page);
  for (const text of ['The first.', 'The second.']) {
    await comment.fill(text);
    await post.click();
    await expect(comments.getByRole('article').filter({ hasText: text })).toBeVisible();
  }
  const answer = async (text) => {
    await comments.getByRole('article').filter({ hasText: text }).getByRole('button', { name: /^Reply/ }).click();
    return comments.getByRole('form', { name: /^Reply to/ }).getByRole('textbox', { name: /^Comment\b/ });
  };
  await (await answer('The first.')).fill('To the first');
  await page.waitForTimeout(700);
  await (await answer('The second.')).fill('To the second');
  await page.waitForTimeout(700);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('newsprint:awake').length > 0);
  await expect(await answer('The first.')).toHaveValue('To the first');
  await hop(page, next);
  await hop(page, previous);
  await expect(await answer('The second.')).toHaveValue('To the second');
  await expect(form.getByRole('textbox', { name: /^Comment\b/ })).toHaveValue('');
});

// Only Chromium can be told to crash.
test('a draft survives a crash of the page', { tag: '@chromium' }, async ({ page, context, site, edition }) => {
  const { comment } = parts(page);
  await comment.click();
  await page.keyboard.type('Before the crash');
  await page.waitForTimeout(700);
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => {});
  await crashed;
  const again = await context.newPage();
  await page.close();
  await open(again, site, edition.middle.address);
  await expect(parts(again).comment).toHaveValue('Before the crash');
});

test('so does what was typed before the app was awake', async ({ page, context, site, edition }) => {
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.next.address));
  await parts(page).comment.click();
  await page.keyboard.type('Before the app');
  release();
  await awake(page);
  await page.waitForTimeout(700);
  const again = await context.newPage();
  await page.close({ runBeforeUnload: false });
  await open(again, site, edition.middle.next.address);
  await expect(parts(again).comment).toHaveValue('Before the app');
});

test('a fault in what was typed before the app was awake is told as one leaves the field', async ({ page, site, edition }) => {
  const { website, name } = parts(page);
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(edition.middle.next.address));
  await website.fill('no where');
  release();
  await awake(page);
  await settled(page);
  await website.focus();
  await name.focus();
  await expectFault(website, /\S/);
});

test('a draft goes when its comment has been posted', async ({ page }) => {
  const { comment, post, comments } = parts(page);
  await comment.fill('Now posted');
  await page.waitForTimeout(700);
  await post.click();
  await expect(comments.getByRole('article').filter({ hasText: 'Now posted' })).toBeVisible();
  await page.reload();
  await expect(comments.getByRole('article').filter({ hasText: 'Now posted' })).toBeVisible();
  await expect(comment).toHaveValue('');
});

test('Remember me keeps the name on this device, and unticking forgets it', async ({ page, site, edition }) => {
  const { comment, name, website, remember, post } = parts(page);
  await name.fill('Ada Reader');
  await website.fill('https://example.org/');
  await remember.check();
  await comment.fill('Remember');
  await post.click();
  await open(page, site, edition.middle.next.address);
  await expect(name).toHaveValue('Ada Reader');
  await expect(website).toHaveValue('https://example.org/');
  await expect(remember).toBeChecked();

  await remember.uncheck();
  await open(page, site, edition.middle.previous.address);
  await expect(name).toHaveValue('');
  await expect(website).toHaveValue('');
  await expect(remember).not.toBeChecked();
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => !key.includes(':comments:')));
  expect(JSON.stringify(kept)).not.toContain('Ada Reader');
});

test('who is ticked first and typed then is remembered, too', async ({ page }) => {
  const { name, website, remember } = parts(page);
  await remember.check();
  await name.fill('Ada Reader');
  await website.fill('https://example.org/');
  await page.reload();
  await expect(remember).toBeChecked();
  await expect(name).toHaveValue('Ada Reader');
  await expect(website).toHaveValue('https://example.org/');
});

// Firefox itself puts back what stood in the fields of a page that is loaded again.
test('without Remember me nothing of the person is kept', { tag: '@chromium' }, async ({ page }) => {
  const { name, website } = parts(page);
  await name.fill('Ada Reader');
  await website.fill('https://example.org/ada');
  await page.waitForTimeout(700);
  await page.reload();
  await expect(name).toHaveValue('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('example.org/ada');
});

test('a closed thread says since when and shows no form', async ({ page, site, edition }) => {
  const closed = edition.stories.find(({ comments }) => !comments.open);
  test.skip(!closed, 'no story of this edition is closed');
  await open(page, site, closed.address);
  const { comments, post } = parts(page);
  await expect(comments.getByText(/closed/i)).toBeVisible();
  if (closed.comments.closes) await expect(comments.getByText(closed.comments.closes.slice(0, 4))).toBeVisible();
  await expect(post).toHaveCount(0);
  // Nothing will come of "yet".
  await expect(comments.getByText('No comments yet.')).toBeHidden();
});

// Thread and form by keyboard, and without a violation in each of their states.
import { answers, settled } from './edition.mjs';
import { overflow, violations } from './violations.mjs';
import { NETWORK, expect, openThread, talk, test } from './comments.mjs';
import { EMOJI, RIGHT_TO_LEFT } from '../servers/record/texts.mjs';

const THREAD = [
  { text: 'The *root*, with `code`.\n\n> a quote\n\n- a list', author: 'Ann & <b>', website: 'https://example.org/', email: 'ann@example.org', replies: [{ text: 'A reply.', author: 'Bob' }] },
  { text: `${EMOJI}\n\n${'Averylongwordwithoutanyplacetobreak'.repeat(12)}`, author: 'x'.repeat(120) },
  { text: RIGHT_TO_LEFT, author: 'سفينة' },
  { text: 'Nobody said this.' },
  ...Array.from({ length: 60 }, (_, index) => ({ text: `Number ${index}.` })),
];

for (const colorScheme of ['light', 'dark']) {
  for (const width of [320, 1280]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('every state of thread and form', async ({ page, site, edition, comments, watch }) => {
        test.slow();
        watch.allow(NETWORK, /^console error: Newsprint:/);
        const story = edition.middle;
        const right = (state) =>
          test.step(state, async () => {
            expect(await violations(page), state).toEqual([]);
            expect(await overflow(page), state).toEqual([]);
          });
        const { comment, name, website, email, post, entry, more, retry, alert, comments: region } = talk(page);

        const release = comments.holdListing();
        await openThread(page, site, story);
        await settled(page);
        await right('loading');
        release();
        await expect(region.getByText('No comments yet.')).toBeVisible();
        await right('empty');

        const mend = comments.onListing(answers.status(500));
        await openThread(page, site, story);
        await expect(retry.first()).toBeVisible();
        await right('not to be had');
        mend();

        await comments.seed(story, THREAD);
        await retry.first().click();
        await expect(more).toBeVisible();
        await right('a thread');

        await post.click();
        await email.fill('nowhere');
        await website.fill('nothing at all');
        await post.click();
        await right('faults');
        await email.fill('');
        await website.fill('');
        await name.fill('Ada');
        await comment.fill('My *own* words.');
        await region.getByRole('button', { name: 'Preview' }).click();
        await expect(region.locator('em').filter({ hasText: 'own' }).first()).toBeVisible();
        await right('preview');
        // As a person: whoever types as fast as a test waits a moment, and what moves then is no answer to the click.
        await page.waitForTimeout(3000);
        const unmend = comments.onSending(answers.status(413));
        await post.click();
        await expect(alert.first()).toBeVisible();
        await right('refused');
        unmend();
        await comment.fill('My own words.');
        await post.click();
        const own = entry('My own words.');
        await expect(own).toBeVisible();
        await right('posted');
        await own.getByRole('button', { name: /^Reply/ }).click();
        await right('a reply being written');
        await page.keyboard.press('Escape');
        await own.getByRole('button', { name: /^Edit/ }).click();
        await right('being changed');
        await region.getByRole('button', { name: /^Cancel/ }).click();
        await own.getByRole('button', { name: /^Delete/ }).click();
        await expect(page.getByRole('button', { name: 'Keep it' })).toBeVisible();
        await right('the question before deleting');
        await page.getByRole('button', { name: 'Delete for good' }).click();
        await expect(own).toHaveCount(0);

        await entry('A reply.').getByRole('button', { name: /^Reply/ }).click();
        const [{ id }] = await comments.list(story);
        await comments.remove(id);
        await openThread(page, site, story, `#comment-${id}0000`);
        await expect(region.getByText('This comment was deleted.')).toBeVisible();
        await expect(region.getByText(/is not here any more/)).toBeVisible();
        await right('a place that was kept, and a link to one that is gone');
      });
    });

    test.describe(`WordPress, ${colorScheme}, ${width} px`, () => {
      test.use({ provider: 'wordpress', settings: { comment_moderation: 1 }, colorScheme, viewport: { width, height: 900 } });

      test('every state that Isso does not know', async ({ page, site, edition, comments }) => {
        const story = edition.middle;
        const right = (state) =>
          test.step(state, async () => {
            expect(await violations(page), state).toEqual([]);
            expect(await overflow(page), state).toEqual([]);
          });
        const { comment, name, email, post, entry, comments: region } = talk(page);
        const chain = (depth) => ({ text: `At depth ${depth}.`, author: `Person ${depth}`, replies: depth < 7 ? [chain(depth + 1)] : [] });
        await comments.seed(story, [chain(0)]);
        await openThread(page, site, story);
        await expect(entry('At depth 7.')).toContainText('in reply to Person 6');
        await right('deeper than it is indented');

        await comment.fill('For the newsroom first.');
        await name.fill('Ada Reader');
        await email.fill('ada@example.org');
        await post.click();
        await expect(region.getByText('Held for moderation: only you can see it.')).toBeVisible({ timeout: 10_000 });
        await right('held');

        await comments.close(story);
        await openThread(page, site, story);
        await expect(region.getByText('Comments are closed.')).toBeVisible();
        await right('closed');

        await comments.wordpress.reset();
        await openThread(page, site, edition.middle);
        await expect(region.getByText(/does not know this story/)).toBeVisible();
        await right('a story that the server does not know');
      });
    });
  }
}

test('everything works by keyboard', async ({ page, site, edition, comments }) => {
  const story = edition.middle;
  await comments.seed(story, [{ text: 'The root.', author: 'Ann' }]);
  await openThread(page, site, story);
  const { entry, comments: region } = talk(page);
  await expect(entry('The root.')).toBeVisible();
  const focused = () =>
    page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
      const seen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      return { name: document.activeElement.textContent || document.activeElement.name, seen };
    });

  // What Tab meets in the conversation, in the order of the page, always visibly.
  await region.evaluate((element) => {
    element.setAttribute('tabindex', '-1');
    element.focus();
  });
  const met = [];
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (!(await region.evaluate((element) => element.contains(document.activeElement)))) break;
    const { name, seen } = await focused();
    met.push(name.trim());
    expect(seen, `“${name}” shows that it is focused`).toBe(true);
  }
  const places = ['Like', 'Reply', 'text', 'Post comment'].map((name) => met.findIndex((it) => it.includes(name)));
  expect(places.every((place) => place >= 0), `Tab meets ${met}`).toBe(true);

  const like = entry('The root.').getByRole('button', { name: /^Like/ });
  await like.press('Enter');
  await expect(like).toHaveAccessibleName(/1/);
  await expect(like).toBeFocused();

  await entry('The root.').getByRole('button', { name: /^Reply/ }).press('Enter');
  await page.keyboard.type('By keyboard alone.');
  await page.keyboard.press('Control+Enter');
  const own = entry('By keyboard alone.');
  await expect(own).toBeVisible();
  await expect.poll(() => own.evaluate((element) => element.contains(document.activeElement))).toBe(true);

  await own.getByRole('button', { name: /^Edit/ }).press('Enter');
  const field = region.getByRole('group', { name: 'Edit' }).getByRole('textbox');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Changed by keyboard.');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Save' })).toBeFocused();
  await page.keyboard.press('Enter');
  const changed = entry('Changed by keyboard.');
  await expect(changed).toBeVisible();
  await expect(changed.getByRole('button', { name: /^Edit/ })).toBeFocused();

  await changed.getByRole('button', { name: /^Delete/ }).press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Delete for good' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entry('Changed by keyboard.')).toHaveCount(0);
  await expect(entry('The root.')).toBeFocused();
});

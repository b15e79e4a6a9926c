// The thread on a real Isso: fetched when the reader comes near, in their order, page by page, link by link.
import { expect, near, openThread, talk, test } from './comments.mjs';
import { awake, hop, open, parts, quiet, settled } from './edition.mjs';
import { violations } from './violations.mjs';

const MANY = 70;
const many = (count = MANY) => Array.from({ length: count }, (_, index) => ({ text: `Comment number ${index + 1}.`, author: `Reader ${index % 7}` }));

/** Where an element stands in the window. */
const top = (locator) => locator.evaluate((element) => Math.round(element.getBoundingClientRect().top));
const hasFocus = (locator) => locator.evaluate((element) => element.contains(document.activeElement));

test.describe('fetched when it is wanted', () => {
  test('not before the reader comes near', async ({ page, site, edition, comments }) => {
    const story = edition.middle;
    await comments.seed(story, [{ text: 'Here all along.' }]);
    await open(page, site, story.address);
    await quiet(site);
    expect(comments.requests).toEqual([]);
    await near(page);
    await expect(talk(page).entry('Here all along.')).toBeVisible();
    expect(comments.listed).toHaveLength(1);
  });

  test('at once by a link to the comments', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'Asked for by the address.' }]);
    await page.goto(site.url(edition.middle.address) + '#comments');
    await expect(talk(page).entry('Asked for by the address.')).toBeInViewport();
  });

  test('by a link to the comments one begins with the first of them', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, Array.from({ length: 15 }, (_, n) => ({ text: `Comment number ${n + 1}.` })));
    await page.goto(site.url(edition.middle.address) + '#comments');
    await expect(talk(page).entry('Comment number 15.')).toBeAttached();
    await expect(talk(page).heading).toBeInViewport();
    await settled(page);
    await expect(talk(page).heading).toBeInViewport();
    await expect(talk(page).entry('Comment number 1.')).toBeInViewport();
  });

  test('the page reads and hops while the server is silent', async ({ page, site, edition, comments }) => {
    const release = comments.holdListing();
    await openThread(page, site, edition.middle);
    await expect(talk(page).form).toBeVisible();
    await hop(page, parts(page).next);
    await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
    release();
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });
    // Firefox's tools turn scripts off, and do not tell its style sheets.
    test('a line says what it takes', { tag: '@chromium' }, async ({ page, site, edition }) => {
      await page.goto(site.url(edition.middle.address));
      await expect(talk(page).comments.getByText(/JavaScript|script/i).first()).toBeVisible();
    });
  });
});

test('replies stand under what they answer, with names, sites and times', async ({ page, site, edition, comments }) => {
  const story = edition.middle;
  const [{ created }] = await comments.seed(story, [
    { text: 'The root.', author: 'Ann & <b>', website: 'https://example.org/?a=1&b=2', replies: [{ text: 'The reply.', author: 'Bob' }] },
    { text: 'Another root.' },
  ]);
  await openThread(page, site, story);
  const { entry, entries, heading, comments: region } = talk(page);
  await expect(entries).toHaveCount(3);
  await expect(heading).toContainText('3');
  expect(await entries.evaluateAll((all) => all.map((it) => it.querySelector('.comment-body').textContent.trim()))).toEqual(['The root.', 'The reply.', 'Another root.']);
  const depth = (text) => entry(text).evaluate((element) => {
    let lists = 0;
    for (let at = element; at; at = at.parentElement) lists += at.localName === 'ol';
    return lists;
  });
  expect([await depth('The root.'), await depth('The reply.'), await depth('Another root.')]).toEqual([1, 2, 1]);
  await expect(entry('The root.')).toContainText('Ann & <b>');
  await expect(entry('The root.').getByRole('link', { name: 'Ann & <b>', exact: true })).toHaveAttribute('href', 'https://example.org/?a=1&b=2');
  const time = entry('The root.').locator('time').first();
  expect(Math.abs(Date.parse(await time.getAttribute('datetime')) - created * 1000)).toBeLessThan(1000);
  await expect(time).toHaveText(/\S/);
  await expect(region.locator('[style]')).toHaveCount(0);
});

test('times are told from now, and in full where that says little', async ({ page, site, edition, comments }) => {
  await page.addInitScript(() => {
    const { now } = Date;
    const { setInterval: start } = window;
    const told = [];
    window.ahead = 0;
    Date.now = () => now() + window.ahead * 1000;
    window.setInterval = (work, milliseconds) => (told.push(work), start(() => {}, milliseconds));
    // What happens each minute happens now.
    window.later = (seconds) => {
      window.ahead = seconds;
      for (const work of told) work();
    };
  });
  await comments.seed(edition.middle, [{ text: 'Just said.' }]);
  await openThread(page, site, edition.middle);
  const time = talk(page).entry('Just said.').locator('time');
  await expect(time).toHaveText('now');
  const moment = await time.getAttribute('datetime');
  const HOUR = 3600;
  for (const [ahead, told] of [[5 * 60 + 30, '5 minutes ago'], [HOUR + 60, '1 hour ago'], [25 * HOUR, 'yesterday'], [6 * 24 * HOUR + 60, '6 days ago']]) {
    await page.evaluate((seconds) => window.later(seconds), ahead);
    await expect(time).toHaveText(told);
  }
  await expect(time).toHaveAttribute('datetime', moment);
  await expect(time).toHaveAttribute('title', /20\d\d/);
  await page.addInitScript(() => (window.ahead = 8 * 24 * 3600));
  await openThread(page, site, edition.middle);
  await expect(time).toHaveText(/20\d\d/);
});

test('one writer has one face', async ({ page, site, edition, comments }) => {
  const mail = { email: 'ann@example.org', author: 'Ann' };
  await comments.seed(edition.middle, [{ text: 'Mine.', ...mail }, { text: 'Mine too.', ...mail }, { text: 'Not hers.', author: 'Ann' }]);
  await openThread(page, site, edition.middle);
  const { entry } = talk(page);
  await expect(entry('Mine.')).toBeVisible();
  const face = (text) => entry(text).locator('svg, img, .comment-face').first().evaluate((element) => element.outerHTML);
  expect(await face('Mine.')).toBe(await face('Mine too.'));
  expect(await face('Mine.')).not.toBe(await face('Not hers.'));
});

test('the order is the reader’s', async ({ page, site, edition, comments }) => {
  const [, second] = await comments.seed(edition.middle, [{ text: 'First said.' }, { text: 'Second said.' }, { text: 'Third said.' }]);
  await comments.isso.ask(`/id/${second.id}/like`, { method: 'POST', body: {}, headers: { 'X-Forwarded-For': '10.9.9.9' } });
  await openThread(page, site, edition.middle);
  const { order, entries } = talk(page);
  const said = () => entries.evaluateAll((all) => all.map((it) => it.querySelector('.comment-body').textContent.trim()));
  await expect.poll(said).toEqual(['First said.', 'Second said.', 'Third said.']);
  await order.focus();
  await order.selectOption({ label: 'Newest first' });
  await expect.poll(said).toEqual(['Third said.', 'Second said.', 'First said.']);
  await expect(order).toBeFocused();
  await order.selectOption({ label: 'Most voted' });
  await expect.poll(async () => (await said())[0]).toBe('Second said.');
  await order.selectOption({ label: 'Oldest first' });
  await expect.poll(said).toEqual(['First said.', 'Second said.', 'Third said.']);
});

test('more comments come without losing the place', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, many());
  await openThread(page, site, edition.middle);
  const { entries, more, entry, heading } = talk(page);
  await expect(heading).toContainText(String(MANY));
  await expect(more).toBeVisible();
  // They are drawn piece by piece.
  const shown = 50;
  await expect(entries).toHaveCount(shown);
  const last = entries.nth(shown - 1);
  // Away from the edges of the window: what gets the focus there is brought wholly into it.
  await more.evaluate((button) => button.scrollIntoView({ block: 'center' }));
  const before = await top(last);
  await more.press('Enter');
  await expect(entries).toHaveCount(MANY);
  await expect.poll(() => top(last)).toBe(before);
  expect(await hasFocus(entries.nth(shown))).toBe(true);
  await expect(more).toHaveCount(0);
  await expect(entry(`Comment number ${MANY}.`)).toHaveCount(1);
  const texts = await entries.evaluateAll((all) => all.map((it) => it.querySelector('.comment-body').textContent));
  expect(new Set(texts).size).toBe(MANY);
});

test('a page that does not come is told, and asked for again', async ({ page, site, edition, comments, watch }) => {
  watch.allow(/^console error/);
  await comments.seed(edition.middle, many());
  await openThread(page, site, edition.middle);
  const { entries, more } = talk(page);
  const shown = await entries.count();
  await expect(more).toBeVisible();
  const mend = comments.onListing((_, response) => void response.writeHead(500).end());
  await more.click();
  await expect(talk(page).comments.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(entries).toHaveCount(shown || 50);
  mend();
  await talk(page).comments.getByRole('button', { name: /^(Retry|Try again|Load more comments)/ }).first().click();
  await expect(entries).toHaveCount(MANY);
});

test('many replies to one come when they are asked for', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'The root.', replies: many(25) }, { text: 'The end.' }]);
  await openThread(page, site, edition.middle);
  const { entries, entry, heading } = talk(page);
  await expect(heading).toContainText('27');
  for (let rounds = 0; rounds < 3 && (await entries.count()) < 27; rounds += 1) {
    const before = await entries.count();
    await talk(page).comments.getByRole('button', { name: /more/i }).first().click();
    await expect.poll(() => entries.count()).toBeGreaterThan(before);
  }
  await expect(entries).toHaveCount(27);
  await expect(entry('Comment number 25.')).toBeVisible();
});

test('a link to a comment loads what it needs, scrolls there and focuses it', async ({ page, site, edition, comments }) => {
  const made = await comments.seed(edition.middle, many());
  const wanted = made.at(-2);
  await page.goto(`${site.url(edition.middle.address)}#comment-${wanted.id}`);
  await awake(page);
  const target = talk(page).entry(`Comment number ${MANY - 1}.`);
  await expect(target).toBeInViewport();
  await expect.poll(() => hasFocus(target)).toBe(true);
  await expect(target).toHaveAttribute('id', `comment-${wanted.id}`);
});

test('a link to a comment that is gone leads to the comments, and says so there', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'Still here.' }]);
  await page.goto(`${site.url(edition.middle.address)}#comment-4711`);
  await awake(page);
  await expect(talk(page).comments.getByText(/comment .* is not here any more/)).toBeInViewport();
  await expect(talk(page).heading).toBeFocused();
  await expect(talk(page).entry('Still here.')).toBeVisible();
});

test('the time of a comment is the link to it', async ({ page, site, edition, comments }) => {
  const [made] = await comments.seed(edition.middle, [{ text: 'Link to me.', author: 'Ann' }]);
  await openThread(page, site, edition.middle);
  const { entry } = talk(page);
  await entry('Link to me.').getByRole('link', { name: /Link to the comment by Ann/ }).click();
  await expect(page).toHaveURL(new RegExp(`#comment-${made.id}$`));
  await expect(entry('Link to me.')).toBeInViewport();
});

test('deleted comments keep a place for their replies', async ({ page, site, edition, comments }) => {
  const story = edition.middle;
  await openThread(page, site, story);
  const { comment, post, entry, entries, heading } = talk(page);
  await comment.fill('To be deleted.');
  await post.click();
  await expect(entry('To be deleted.').getByRole('button', { name: /^Delete/ })).toBeVisible();
  const [{ id }] = await comments.list(story);
  await comments.isso.comment(story.id, { text: 'A reply that stays.', parent: id });
  await entry('To be deleted.').getByRole('button', { name: /^Delete/ }).click();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(entries.filter({ hasText: 'To be deleted.' })).toHaveCount(0);
  await page.reload();
  await near(page);
  await expect(entry('A reply that stays.')).toBeVisible();
  await expect(talk(page).comments.getByText(/deleted/i).first()).toBeVisible();
  await expect(heading).toContainText('1');
  expect((await comments.list(story))[0].mode).toBe(4);
});

test('votes count once', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: 'Vote for me.' }]);
  await openThread(page, site, edition.middle);
  const { entry } = talk(page);
  const like = entry('Vote for me.').getByRole('button', { name: /^Like/ });
  const dislike = entry('Vote for me.').getByRole('button', { name: /^Dislike/ });
  await expect(like).toHaveAccessibleName(/0/);
  await like.click();
  await expect(like).toHaveAccessibleName(/1/);
  await like.click();
  await dislike.click();
  await settled(page);
  await expect(like).toHaveAccessibleName(/1/);
  await expect(dislike).toHaveAccessibleName(/0/);
  expect((await comments.list(edition.middle))[0]).toMatchObject({ likes: 1, dislikes: 0 });
});

test.describe('one’s own comment', () => {
  const write = async (page, text, name = 'A & <b>') => {
    const { comment, name: field, post, entry } = talk(page);
    await field.fill(name);
    await comment.fill(text);
    await post.click();
    await expect(entry(text)).toBeVisible();
    return entry(text);
  };

  test('can be changed while the server allows it, and keeps its name', async ({ page, site, edition, comments }) => {
    const story = edition.middle;
    await openThread(page, site, story);
    const own = await write(page, 'A first try & more.');
    await expect(talk(page).comments.getByText(/change or delete this for 1\d more min/)).toBeVisible();
    await own.getByRole('button', { name: /^Edit/ }).click();
    const field = talk(page).comments.getByRole('textbox', { name: /comment/i }).and(page.locator(':focus'));
    await expect(field).toHaveValue('A first try & more.');
    await field.fill('A second *try* & better.');
    await page.getByRole('button', { name: 'Save' }).click();
    const changed = talk(page).entry('A second try & better.');
    await expect(changed).toBeVisible();
    await expect(changed).toContainText('A & <b>');
    const [{ text, author }] = await comments.list(story);
    expect(text).toBe('A second *try* & better.');
    expect(author).toBe('A &amp; &lt;b&gt;');
    await page.reload();
    await near(page);
    await expect(changed).toContainText('A & <b>');
  });

  test('editing can be given up', async ({ page, site, edition, comments }) => {
    await openThread(page, site, edition.middle);
    const own = await write(page, 'Good as it is.');
    await own.getByRole('button', { name: /^Edit/ }).click();
    await page.keyboard.type(' Not.');
    await talk(page).comments.getByRole('button', { name: /^Cancel/ }).click();
    await expect(own).toContainText('Good as it is.');
    await expect(own.getByRole('button', { name: /^Edit/ })).toBeFocused();
    expect((await comments.list(edition.middle))[0].text).toBe('Good as it is.');
  });

  test('can be deleted, after a question', async ({ page, site, edition, comments }) => {
    await openThread(page, site, edition.middle);
    const own = await write(page, 'Better not said.');
    await own.getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(own.getByRole('button', { name: /^Delete/ })).toBeFocused();
    await expect(own).toBeVisible();
    expect(await comments.list(edition.middle)).toHaveLength(1);
    await own.getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(talk(page).entries).toHaveCount(0);
    expect(await comments.list(edition.middle)).toEqual([]);
    await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
  });

  test('what can be done to it goes for strangers’ comments not', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'Somebody else’s.' }]);
    await openThread(page, site, edition.middle);
    await expect(talk(page).entry('Somebody else’s.')).toBeVisible();
    await expect(talk(page).comments.getByRole('button', { name: /^(Edit|Delete)/ })).toHaveCount(0);
  });
});

test('a preview shows what the server will make of it', async ({ page, site, edition, comments }) => {
  await openThread(page, site, edition.middle);
  const { comment, comments: region } = talk(page);
  await comment.fill('A *word* & <b>no tag</b>\n\n- one\n- two');
  await region.getByRole('button', { name: 'Preview' }).click();
  await expect(region.locator('em').filter({ hasText: 'word' })).toBeVisible();
  await expect(region.getByText('<b>no tag</b>')).toBeVisible();
  await expect(region.locator('li').filter({ hasText: /^one$/ })).toBeVisible();
  await expect(comment).toHaveValue('A *word* & <b>no tag</b>\n\n- one\n- two');
  expect(comments.sent).toEqual([]);
});

test('the thread has a feed', async ({ page, site, edition, comments, request }) => {
  await comments.seed(edition.middle, [{ text: 'In the feed.' }]);
  await openThread(page, site, edition.middle);
  const link = talk(page).comments.getByRole('link', { name: /feed/i });
  const url = new URL(await link.getAttribute('href'), page.url()).href;
  expect(await (await request.get(url)).text()).toContain('In the feed.');
});

test.describe('on WordPress', () => {
  test.use({ provider: 'wordpress' });

  test('the thread has a feed, which is not taken for a page of the edition', async ({ page, site, edition, comments, request }) => {
    await comments.seed(edition.middle, [{ text: 'In the feed.' }]);
    await openThread(page, site, edition.middle);
    const link = talk(page).comments.getByRole('link', { name: /feed/i });
    await link.focus();
    await quiet(site);
    expect(site.requests.filter(({ path }) => path.endsWith('/page.json') && path.startsWith('/comments/'))).toEqual([]);
    const url = new URL(await link.getAttribute('href'), page.url()).href;
    expect(await (await request.get(url)).text()).toContain('In the feed.');
  });
});

test.describe('with an address for reports', () => {
  test.use({ newsroom: { report: 'newsroom@courier.example' } });

  test('a comment can be reported to the newsroom', async ({ page, site, edition, comments }) => {
    const [made] = await comments.seed(edition.middle, [{ text: 'Report me.', author: 'Ann & co' }]);
    await openThread(page, site, edition.middle);
    const link = talk(page).entry('Report me.').getByRole('link', { name: /^Report/ });
    const letter = new URL(await link.getAttribute('href'));
    expect(letter.protocol + letter.pathname).toBe('mailto:newsroom@courier.example');
    expect(letter.searchParams.get('body')).toBe(`${site.url(edition.middle.address)}#comment-${made.id}`);
    expect(letter.searchParams.get('subject')).toMatch(/\S/);
  });
});

test('comments are counted on the cards, by one request', async ({ page, site, edition, comments }) => {
  const story = edition.middle;
  await comments.seed(story, [{ text: 'One.', replies: [{ text: 'Two.' }] }, { text: 'Three.' }]);
  const section = edition.pages.find((it) => it.kind === 'listing' && it.stories?.some(({ address }) => address === story.address));
  await open(page, site, section.address);
  const card = page.locator('article, li').filter({ has: page.getByRole('link', { name: story.headline }) }).last();
  await card.scrollIntoViewIfNeeded();
  const count = card.getByRole('img', { name: '3 comments' });
  await expect(count).toBeVisible();
  await expect(count).toHaveText('3');
  expect(await violations(page)).toEqual([]);
  await quiet(site);
  expect(comments.requests.filter(({ path }) => path === '/count')).toHaveLength(1);
  expect(comments.requests).toHaveLength(1);
});

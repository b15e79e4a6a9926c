// The search page: what is found and by what, the shareable address, the keyboard, and what is said when the
// index cannot be had.
import axe from 'axe-core';
import { answers, awake, expect, hop, open, parts, saveData, settled, test, texts } from './edition.mjs';

const SEARCH = '/search/';

function search(page) {
  const landmark = page.getByRole('search');
  const results = page.getByRole('list', { name: 'Results' });
  return {
    landmark,
    field: landmark.getByRole('searchbox', { name: 'Search all stories' }),
    send: landmark.getByRole('button', { name: 'Search' }),
    section: landmark.getByRole('combobox', { name: 'Section' }),
    from: landmark.getByLabel('From', { exact: true }),
    to: landmark.getByLabel('To', { exact: true }),
    status: page.getByRole('status').filter({ hasText: /found|Nothing/ }),
    results,
    headlines: results.getByRole('heading', { level: 2 }),
    links: results.getByRole('heading', { level: 2 }).getByRole('link'),
    marks: results.locator('mark'),
  };
}

/** A story, and a word that stands in its text alone. */
function alone(edition) {
  const words = (story) => new Set(JSON.stringify([story.headline, story.standfirst, story.topics, texts(story.body)]).toLowerCase().match(/[a-z]{7,}/g));
  const all = edition.stories.map((story) => ({ story, words: words(story) }));
  for (const { story, words: own } of all.filter(({ story }) => story.language === 'en')) {
    const others = all.filter((it) => it.story !== story).flatMap((it) => [...it.words]);
    const text = texts(story.body).join(' ');
    const word = [...own].find((word) => text.includes(word) && !story.headline.toLowerCase().includes(word) && !others.some((it) => it.slice(0, 5) === word.slice(0, 5)));
    if (word) return { story, word };
  }
  throw new Error('no story has a word of its own');
}

test('a story is found by its headline, standfirst, text, topics, section and authors', async ({ page, site, edition }) => {
  const story = edition.middle;
  const { story: other, word } = alone(edition);
  await open(page, site, SEARCH);
  const { field, links } = search(page);
  for (const [asked, found] of [
    [story.headline, story],
    [story.standfirst.split(' ').slice(0, 7).join(' '), story],
    [`${story.topics[0].name} ${story.authors[0].name} ${story.section.name} ${story.headline}`, story],
    [word, other],
    [word.slice(0, -1), other],
  ]) {
    await field.fill(asked);
    await expect(links.first(), asked).toHaveText(found.headline);
  }
});

test('nothing of the index is fetched before one asks', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  const { field } = search(page);
  await expect(field).toBeFocused();
  await settled(page);
  expect(site.requests.filter(({ path }) => /search\/index/.test(path))).toEqual([]);
  await field.fill(alone(edition).word);
  await expect(search(page).headlines).toHaveCount(1);
  expect(site.asked('/search/index.txt')).toHaveLength(1);
});

test('the words that were found are marked, in their text', async ({ page, site, edition }) => {
  const { story, word } = alone(edition);
  await open(page, site, `${SEARCH}?q=${word}`);
  const { marks, status } = search(page);
  await expect(status).toHaveText('1 story found.');
  await expect(marks.first()).toContainText(new RegExp(`^${word}`, 'i'));
  expect(texts(story.body).join(' ')).toContain(await marks.first().textContent());
});

test('a section and days narrow it', async ({ page, site, edition }) => {
  const story = edition.middle;
  const day = story.published.slice(0, 10);
  await open(page, site, SEARCH);
  const { field, section, from, to, links, headlines, status } = search(page);
  await field.fill(story.headline);
  await from.fill(day);
  await to.fill(day);
  await section.selectOption(story.section.name);
  await expect(links.first()).toHaveText(story.headline);
  await expect(page).toHaveURL(new RegExp(`[?]q=[^&]+&section=[a-z-]+&from=${day}&to=${day}$`));
  const elsewhere = edition.stories.find((it) => it.section && it.section.name !== story.section.name).section.name;
  await section.selectOption(elsewhere);
  await expect(headlines).toHaveCount(0);
  await expect(status).toContainText('No story was found.');
});

test('the address can be shared and reloaded, and back leads to the list as it was', async ({ page, site, edition }) => {
  await saveData(page);
  const { story, word } = alone(edition);
  await open(page, site, '/about/');
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  const { field, links } = search(page);
  await field.fill(word);
  await expect(links).toHaveText([story.headline]);
  await expect(page).toHaveURL(site.url(`${SEARCH}?q=${word}`));
  await page.reload();
  await awake(page);
  await expect(field).toHaveValue(word);
  await expect(links).toHaveText([story.headline]);
  await hop(page, links.first());
  await expect(parts(page).headline).toHaveText(story.headline);
  await page.goBack();
  await expect(page).toHaveURL(site.url(`${SEARCH}?q=${word}`));
  await expect(links).toHaveText([story.headline]);
  await expect(field).toHaveValue(word);
  await page.goBack();
  await expect(page).toHaveURL(site.url('/about/'));
});

test('what searches is fetched by the search page alone, once', async ({ page, site, edition }) => {
  const fetched = () => site.requests.map(({ path }) => path).filter((path) => /^\/search-.*(js|wasm)$/.test(path));
  await open(page, site, edition.middle.address);
  await settled(page);
  expect(fetched()).toEqual([]);
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  await expect.poll(() => fetched().length).toBe(2);
  const { story, word } = alone(edition);
  const { field, links } = search(page);
  await field.fill(word);
  await hop(page, links.first());
  await expect(parts(page).headline).toHaveText(story.headline);
  await page.goBack();
  await expect(links).toHaveText([story.headline]);
  expect(fetched()).toHaveLength(2);
});

test('what is typed before the app is awake is searched for', async ({ page, site, edition }) => {
  const { story, word } = alone(edition);
  const release = site.hold(/\.wasm$/);
  await page.goto(site.url(SEARCH));
  const { field, links } = search(page);
  await field.fill(word);
  await field.press('Enter');
  release();
  await expect(links).toHaveText([story.headline]);
});

test('a slip of the fingers is forgiven, and said', async ({ page, site, edition }) => {
  const { story, word } = alone(edition);
  await open(page, site, SEARCH);
  const { field, links, status } = search(page);
  await field.fill(`${word.slice(0, -2)}qx`);
  await expect(status).toContainText('Nothing holds exactly these words.');
  await expect(links.filter({ hasText: story.headline })).toHaveCount(1);
});

test('a story of the other direction is found and set right', async ({ page, site, edition }) => {
  const story = edition.rightToLeft;
  await open(page, site, `${SEARCH}?q=${encodeURIComponent(story.headline)}`);
  const { headlines } = search(page);
  await expect(headlines.first()).toHaveText(story.headline);
  await expect(headlines.first()).toHaveAttribute('dir', 'rtl');
  await expect(headlines.first()).toHaveAttribute('lang', story.language);
});

test('by keyboard alone', async ({ page, site }) => {
  await open(page, site, SEARCH);
  const { field, links } = search(page);
  await field.focus();
  await page.keyboard.type('the');
  await page.keyboard.press('Enter');
  await expect(links.nth(1)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(links).toHaveCount(0);
});

test('long lists come in steps, and the focus goes to the first that is new', async ({ page, site, edition }) => {
  test.skip(edition.stories.length < 12, 'the edition has too few stories');
  await open(page, site, `${SEARCH}?q=the`);
  const { links } = search(page);
  await expect(links).toHaveCount(10);
  await page.getByRole('button', { name: 'More results' }).click();
  await expect(links.nth(10)).toBeFocused();
});

for (const [what, path, answer, sentence, request] of [
  ['without a network', /search\/index/, answers.cut(), /no network/, true],
  ['when the host fails', /search\/index\.txt/, answers.status(503), /error 503/, true],
  ['when a part of the index is missing', /search\/index\//, answers.status(404), /part of the index is missing/, true],
  ['when something else comes', /search\/index/, answers.status(200, '<html>Log in</html>'), /no part of the index/, false],
  ['when a part of the index is damaged', /search\/index\//, answers.status(200, 'opera'), /no part of the index/, false],
]) {
  test(`${what}, it says so and goes on when asked`, async ({ page, site, edition, watch }) => {
    if (request) watch.allow(/^console error: Failed to load resource/);
    const { story, word } = alone(edition);
    const mend = site.on(path, answer);
    await open(page, site, SEARCH);
    const { field, links } = search(page);
    await field.fill(word);
    const { alert, retry } = parts(page);
    await expect(alert).toContainText(sentence);
    await expect(field).toHaveValue(word);
    mend();
    await retry.click();
    await expect(links).toHaveText([story.headline]);
    await expect(alert).toHaveCount(0);
  });
}

for (const [what, path, answer] of [
  ['cannot be loaded', /\/search-.*\.js$/, answers.status(404)],
  ['cannot be loaded whole', /\/search-.*\.wasm$/, answers.cut()],
  ['is not what was built', /\/search-.*\.wasm$/, answers.status(200, 'opera', 'application/wasm')],
]) {
  test(`when what searches ${what}, the page says so and goes on when asked`, async ({ page, site, edition, watch }) => {
    watch.allow(/Failed to|integrity|digest|page error/i);
    const { story, word } = alone(edition);
    const mend = site.on(path, answer);
    await open(page, site, `${SEARCH}?q=${word}`);
    const { alert, retry } = parts(page);
    await expect(alert).toContainText('The search could not be started.');
    mend();
    await retry.click();
    await expect(search(page).links).toHaveText([story.headline]);
    await expect(alert).toHaveCount(0);
  });
}

test('a browser without workers is told what it can do', async ({ page, site }) => {
  await page.addInitScript(() => delete window.Worker);
  await open(page, site, `${SEARCH}?q=ferry`);
  await expect(parts(page).alert).toContainText('the archive and the sections lead to every story');
  await expect(search(page).field).toHaveValue('ferry');
});

test('when the edition changes meanwhile, the search begins anew by itself', async ({ page, site, edition, watch }) => {
  watch.allow(/^console error: Failed to load resource/);
  const { story, word } = alone(edition);
  site.on(/search\/index\//, answers.status(404), { times: 1 });
  await open(page, site, `${SEARCH}?q=${word}`);
  await expect(search(page).links).toHaveText([story.headline]);
  expect(site.asked('/search/index.txt')).toHaveLength(2);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  // Firefox's tools turn scripts off, and do not tell its style sheets.
  test('the page says what it needs, and the archive is one link away', { tag: '@chromium' }, async ({ page, site }) => {
    await page.goto(site.url('/'));
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
    await expect(page).toHaveURL(site.url(`${SEARCH}#q`));
    await expect(page.getByText('Searching needs JavaScript')).toBeVisible();
  });
});

test.describe('under a path', () => {
  test.use({ build: 'paper' });

  test('it is found, shared and followed', async ({ page, site, edition }) => {
    const { story, word } = alone(edition);
    await open(page, site, SEARCH);
    const { field, links } = search(page);
    await field.fill(word);
    await expect(links).toHaveText([story.headline]);
    await expect(page).toHaveURL(site.url(`${SEARCH}?q=${word}`));
    await hop(page, links.first());
    await expect(parts(page).headline).toHaveText(story.headline);
  });
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(`${colorScheme}, 320 px`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    test('results and a failure have no violation', async ({ page, site, watch }) => {
      watch.allow(/^console error: Failed to load resource/);
      await open(page, site, `${SEARCH}?q=the`);
      const { links, field } = search(page);
      await expect(links.nth(1)).toBeVisible();
      expect(await violations(page)).toEqual([]);
      site.on(/search\/index/, answers.status(500));
      await page.reload();
      await awake(page);
      await field.fill('lighthouse');
      await expect(parts(page).alert).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

async function violations(page) {
  await settled(page);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }),
  );
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`));
}

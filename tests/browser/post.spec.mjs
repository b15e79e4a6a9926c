// Posting to a real Isso and to a real WordPress: what arrives, what is held, what is refused and why.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, settled } from './edition.mjs';
import { EMOJI, HOSTILE, NAME, RIGHT_TO_LEFT } from '../servers/record/texts.mjs';

const recorded = (provider, name) => answers.recorded(JSON.parse(readFileSync(new URL(`../answers/${provider}/${name}.json`, import.meta.url), 'utf8')));

/** Fills the form as most servers want it, and sends it. */
async function write(page, text, { name = 'Ada Reader', email = 'ada@example.org', form = page } = {}) {
  const { comment, name: who, email: mail, post } = talk(form);
  await comment.fill(text);
  if (await who.isVisible()) await who.fill(name);
  if (await mail.isVisible()) await mail.fill(email);
  await post.click();
}

const description = (field) =>
  field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '').split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim(),
  );

for (const provider of ['isso', 'wordpress']) {
  test.describe(provider, () => {
    test.use({ provider });

    test('a comment arrives, and everybody sees it', async ({ page, site, edition, comments, browser }) => {
      const story = edition.middle;
      await openThread(page, site, story);
      const { comment, website, heading, entry } = talk(page);
      await website.fill('https://ada.example/');
      await write(page, 'It has arrived.\n\nWith a second paragraph.');
      await expect(entry('It has arrived.')).toBeVisible();
      await expect(entry('It has arrived.')).toContainText('Ada Reader');
      await expect.poll(() => entry('It has arrived.').evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await expect(heading).toContainText('1');
      await expect(comment).toHaveValue('');
      expect(comments.sent).toHaveLength(1);
      expect(await comments.list(story)).toHaveLength(1);

      const stranger = await (await browser.newContext()).newPage();
      await openThread(stranger, site, story);
      const seen = talk(stranger).entry('It has arrived.');
      await expect(seen).toContainText('Ada Reader');
      await expect(seen.getByText('With a second paragraph.')).toBeVisible();
      await expect(seen.locator('a[href="https://ada.example/"]')).toHaveAttribute('rel', /nofollow/);
      await expect(seen).not.toContainText('ada@example.org');
      await stranger.context().close();
    });

    test('a reply arrives under its comment', async ({ page, site, edition, comments }) => {
      const story = edition.middle;
      const [root] = await comments.seed(story, [{ text: 'The question.', author: 'Bob' }]);
      await openThread(page, site, story);
      const { entry, heading } = talk(page);
      await entry('The question.').getByRole('button', { name: /^Reply/ }).click();
      const form = page.getByRole('form', { name: /Reply to Bob/ });
      await write(page, 'The answer.', { form });
      await expect(entry('The answer.')).toBeVisible();
      await expect(heading).toContainText('2');
      const made = (await comments.list(story)).find(({ id }) => id !== root.id);
      expect(made.parent).toBe(root.id);
      await page.reload();
      await near(page);
      await expect(entry('The answer.')).toBeVisible();
    });

    test('a reply to a reply finds its place again after a reload', async ({ page, site, edition, comments }) => {
      const story = edition.middle;
      await comments.seed(story, [{ text: 'The root.', author: 'Ann', replies: [{ text: 'The reply.', author: 'Bob' }] }]);
      await openThread(page, site, story);
      const { entry, entries } = talk(page);
      await entry('The reply.').getByRole('button', { name: /^Reply/ }).click();
      await write(page, 'The third.', { form: page.getByRole('form', { name: /Reply to Bob/ }) });
      await expect(entry('The third.')).toBeVisible();
      await page.reload();
      await near(page);
      await expect(entry('The third.')).toBeVisible();
      await expect(entries).toHaveCount(3);
    });

    test('a double click sends once', async ({ page, site, edition, comments }) => {
      await openThread(page, site, edition.middle);
      const { comment, name, email, post, entry } = talk(page);
      await name.fill('Ada');
      await email.fill('ada@example.org');
      await comment.fill('Only once.');
      await post.dblclick();
      await expect(entry('Only once.')).toBeVisible();
      await settled(page);
      expect(await comments.taken(edition.middle)).toHaveLength(1);
    });

    test.describe('with moderation', () => {
      test.use({ settings: provider === 'isso' ? { moderation: { enabled: true } } : { comment_moderation: 1 } });

      test('a held comment is shown as held, is not counted, and appears when it is let through', async ({ page, site, edition, comments, browser }) => {
        const story = edition.middle;
        await openThread(page, site, story);
        await write(page, 'Held for the newsroom.');
        const { comments: region, comment } = talk(page);
        await expect(region.getByText('Held for moderation: only you can see it.')).toBeVisible();
        await expect(comment).toHaveValue('');
        await expect(talk(page).heading).not.toContainText('1');
        expect(await comments.list(story)).toEqual([]);
        expect(await comments.taken(story)).toHaveLength(1);

        const stranger = await (await browser.newContext()).newPage();
        await openThread(stranger, site, story);
        await expect(talk(stranger).comments.getByText('No comments yet.')).toBeVisible();
        await comments.approve(await comments.newest(story));
        await stranger.reload();
        await near(stranger);
        await expect(talk(stranger).entry('Held for the newsroom.')).toBeVisible();
        await stranger.context().close();
      });
    });

    test('what is typed is read as text', async ({ page, site, edition, comments }) => {
      await openThread(page, site, edition.middle);
      await write(page, 'Rock & roll < jazz, <b>bold</b> <script>alert(1)</script> &amp; so on', { name: NAME });
      const { entry } = talk(page);
      await expect(entry('Rock & roll < jazz')).toBeVisible();
      await page.reload();
      await near(page);
      await expect(entry('Rock & roll < jazz')).toContainText('<b>bold</b> <script>alert(1)</script> &amp; so on');
      await expect(entry('Rock & roll < jazz').locator('script, b')).toHaveCount(0);
      // WordPress takes tags out of names.
      await expect(entry('Rock & roll < jazz')).toContainText(provider === 'isso' ? NAME : 'A &');
      expect(await comments.taken(edition.middle)).toHaveLength(1);
    });

    test('emoji and writing from right to left survive', async ({ page, site, edition, comments }) => {
      await openThread(page, site, edition.middle);
      await write(page, EMOJI, { name: 'سفينة 🚢' });
      const { entry, entries } = talk(page);
      await expect(entry('Family')).toContainText(EMOJI);
      await comments.seed(edition.middle, [{ text: RIGHT_TO_LEFT, author: 'קורא' }]);
      await page.reload();
      await near(page);
      await expect(entry('Family')).toContainText(EMOJI);
      await expect(entry('Family')).toContainText('سفينة 🚢');
      const rtl = entries.last();
      await expect(rtl).toContainText('ועוד מילה');
      const paragraph = rtl.locator('.comment-body');
      expect(await paragraph.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    });

    test('the text of a refused comment stays, and says why', async ({ page, site, edition, comments, watch }) => {
      test.slow();
      // To the browser, a field that a test fills is no input of a reader: what moves then counts as a shift.
      watch.allow(NETWORK, /^layout shift/);
      const cases = {
        isso: {
          alert: ['new-too-many-direct', 'new-too-large', 'made-forbidden-by-a-firewall', 'new-without-title'],
          comment: ['new-too-short', 'new-too-long', 'new-text-missing'],
          name: ['new-name-missing'],
          email: ['new-email-missing', 'new-email-too-long'],
          website: ['new-website-invalid', 'new-website-too-long'],
        },
        wordpress: {
          // Not `new-duplicate`: what is there already and not public waits for the newsroom, and is shown so.
          alert: ['new-closed', 'new-closed-by-age', 'new-login-required', 'new-post-unknown', 'made-error-unknown', 'made-rest-off', 'made-too-large'],
          comment: ['new-too-long', 'new-text-missing'],
          name: ['new-name-too-long'],
          email: ['new-email-invalid', 'new-email-too-long'],
          website: ['new-website-too-long'],
        },
      }[provider];
      const said = new Map();
      for (const [place, names] of Object.entries(cases)) {
        for (const name of names) {
          await test.step(name, async () => {
            const mend = comments.onSending(recorded(provider, name));
            await openThread(page, site, edition.middle);
            await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
            await write(page, `Refused by ${name}.`);
            const parts = talk(page);
            if (place === 'alert') {
              await expect(parts.alert.first()).toBeVisible();
              said.set(name, await parts.alert.first().textContent());
            } else {
              await expect(parts[place]).toHaveAttribute('aria-invalid', 'true');
              said.set(name, await description(parts[place]));
              await expect(parts[place]).toBeFocused();
            }
            expect(said.get(name)).toMatch(/\w+ \w+.*[.!]/);
            expect(said.get(name)).not.toMatch(/&#?\w+;|<|undefined|null/);
            await expect(parts.comment).toHaveValue(`Refused by ${name}.`);
            mend();
            // Where comments have been closed, the text can be copied and no more.
            if (await parts.comment.isEditable()) await parts.comment.fill('');
            await settled(page);
            await page.evaluate(() => localStorage.clear());
          });
        }
      }
      expect(await comments.taken(edition.middle)).toEqual([]);
    });

    test('after a refusal the mended comment goes through', async ({ page, site, edition, comments, watch }) => {
      watch.allow(NETWORK);
      const name = provider === 'isso' ? 'new-website-invalid' : 'new-email-invalid';
      comments.onSending(recorded(provider, name), { times: 1 });
      await openThread(page, site, edition.middle);
      await write(page, 'Mended and sent.');
      const field = provider === 'isso' ? talk(page).website : talk(page).email;
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      // As a person mends it: what moves then is an answer to what they do.
      await field.press('ControlOrMeta+a');
      await field.pressSequentially(provider === 'isso' ? 'https://example.org/' : 'ada@example.org');
      await talk(page).post.click();
      await expect(talk(page).entry('Mended and sent.')).toBeVisible();
      expect(await comments.taken(edition.middle)).toHaveLength(1);
    });
  });
}

test.describe('isso alone', () => {
  test.describe('strict', () => {
    test.use({ settings: { guard: { enabled: true, ratelimit: 1, 'direct-reply': 9, 'require-author': true, 'require-email': true } } });

    test('asks for what the server asks for, and keeps what came too fast', async ({ page, site, edition, comments, watch }) => {
      watch.allow(NETWORK);
      await openThread(page, site, edition.middle);
      const { comment, name, email, post, entry } = talk(page);
      await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
      await comment.fill('The first of two.');
      await post.click();
      await expect(name).toHaveAttribute('aria-invalid', 'true');
      expect(comments.sent).toEqual([]);
      await name.fill('Ada');
      await email.fill('ada@example.org');
      await post.click();
      await expect(entry('The first of two.')).toBeVisible();
      await comment.fill('The second of two.');
      await post.click();
      await expect(talk(page).comments.getByText('Not sent yet: the comment server asks to wait.')).toBeVisible();
      await expect(comment).toHaveValue('');
      expect(await comments.taken(edition.middle)).toHaveLength(1);
    });
  });

  test('a story that closes while somebody writes: the text stays, and nothing is sent', async ({ page, site, edition, comments }) => {
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    site.on(edition.middle.address, (request, response) => {
      const html = readFileSync(path.join(edition.folder, edition.middle.address, 'index.html'), 'utf8');
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(html.replace('"comments":{"open":true', `"comments":{"open":true,"closes":"${soon}"`));
    });
    await openThread(page, site, edition.middle);
    await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
    await talk(page).comment.fill('Too late by an hour.');
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 7_200_000;
    });
    await talk(page).post.click();
    await expect(talk(page).comments.getByText(/^Comments (are|have been) closed/)).toBeVisible();
    await expect(talk(page).comment).toHaveValue('Too late by an hour.');
    expect(comments.sent).toEqual([]);
  });

  test('the longest text goes through, one character more is told before it is sent', async ({ page, site, edition, comments }) => {
    await openThread(page, site, edition.middle);
    const { comment, entry } = talk(page);
    const longest = `Long: ${'x '.repeat(32_764)}x`;
    await write(page, `${longest}x`);
    await expect(comment).toHaveAttribute('aria-invalid', 'true');
    expect(comments.sent).toEqual([]);
    await write(page, longest);
    await expect(entry('Long: x x')).toBeVisible();
    expect((await comments.list(edition.middle))[0].text).toHaveLength(65_535);
  });
});

test.describe('wordpress alone', () => {
  test.use({ provider: 'wordpress' });

  test('the same comment again is told to be there', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK);
    await openThread(page, site, edition.middle);
    const { comment, alert, entry } = talk(page);
    await write(page, 'Said twice & meant once.');
    await expect(entry('Said twice & meant once.')).toBeVisible();
    await write(page, 'Said twice & meant once.');
    await expect(alert.first()).toContainText(/already/);
    await expect(comment).toHaveValue('Said twice & meant once.');
    expect(await comments.taken(edition.middle)).toHaveLength(1);
  });

  test('a thread that the server has closed shows no form', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'Before it closed.' }]);
    await comments.close(edition.middle);
    await openThread(page, site, edition.middle);
    await expect(talk(page).entry('Before it closed.')).toBeVisible();
    await expect(talk(page).comments.getByText('Comments are closed.')).toBeVisible();
    await expect(talk(page).post).toHaveCount(0);
  });

  test('closed while somebody writes: the text stays', async ({ page, site, edition, comments, watch }) => {
    // How late the answer is depends on the machine; a late one moves what is below it.
    watch.allow(NETWORK, /^layout shift/);
    await openThread(page, site, edition.middle);
    await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
    await comments.close(edition.middle);
    await write(page, 'Too late by a minute.');
    await expect(talk(page).alert.first()).toContainText(/closed/i);
    await expect(talk(page).comment).toHaveValue('Too late by a minute.');
    expect(await comments.taken(edition.middle)).toEqual([]);
  });

  test('a story that WordPress does not know takes no comments, and says so', async ({ page, site, edition, comments }) => {
    await comments.wordpress.reset();
    await openThread(page, site, edition.middle);
    await expect(talk(page).comments.getByText(/does not know this story/)).toBeVisible();
  });

  test('depth is unlimited; past the fourth level a reply says whom it answers', async ({ page, site, edition, comments }) => {
    const chain = (depth) => ({ text: `At depth ${depth}.`, author: `Person ${depth}`, replies: depth < 7 ? [chain(depth + 1)] : [] });
    await comments.seed(edition.middle, [chain(0)]);
    await openThread(page, site, edition.middle);
    const { entry, entries } = talk(page);
    await expect(entries).toHaveCount(8);
    const indent = (depth) => entry(`At depth ${depth}.`).evaluate((element) => Math.round(element.getBoundingClientRect().left));
    const indents = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(indent));
    expect(new Set(indents).size).toBeLessThanOrEqual(5);
    expect(indents[7]).toBe(indents[6]);
    await expect(entry('At depth 7.')).toContainText(/reply to Person 6/i);
    await entry('At depth 7.').getByRole('link', { name: /Person 6/ }).click();
    await expect(entry('At depth 6.')).toBeInViewport();
  });

  test('orphans and cycles are drawn', async ({ page, site, edition, comments }) => {
    const [, one] = await comments.seed(edition.middle, [{ text: 'Its parent is gone.', parent: 4711 }, { text: 'One end of a cycle.' }]);
    const [other] = await comments.seed(edition.middle, [{ text: 'The other end.', parent: one.id }]);
    await comments.wordpress.php(
      "$GLOBALS['wpdb']->update($GLOBALS['wpdb']->comments, ['comment_parent' => $data[1]], ['comment_ID' => $data[0]]); clean_comment_cache($data);",
      [one.id, other.id],
    );
    await openThread(page, site, edition.middle);
    for (const text of ['Its parent is gone.', 'One end of a cycle.', 'The other end.']) await expect(talk(page).entry(text)).toBeVisible();
    await expect(talk(page).entries).toHaveCount(3);
  });

  test('more comments than one page holds', async ({ page, site, edition, comments }) => {
    const many = Array.from({ length: 130 }, (_, index) => ({ text: `Comment number ${index + 1}.`, author: 'Ann' }));
    await comments.seed(edition.middle, many);
    await openThread(page, site, edition.middle);
    const { entries, more, heading } = talk(page);
    await expect(heading).toContainText('130');
    await more.click();
    await expect(entries).toHaveCount(130);
    const texts = await entries.evaluateAll((all) => all.map((it) => it.querySelector('.comment-body').textContent.trim()));
    expect(texts).toEqual(many.map(({ text }) => text));
  });

  test('the thread has a feed', async ({ page, site, edition, comments, request }) => {
    await comments.seed(edition.middle, [{ text: 'In the feed.', author: 'Ann' }]);
    await openThread(page, site, edition.middle);
    const link = talk(page).comments.getByRole('link', { name: /feed/i });
    const url = new URL(await link.getAttribute('href'), page.url()).href;
    expect(await (await request.get(url)).text()).toContain('In the feed.');
  });

  test('has no buttons for what it cannot do', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'Nothing to press but Reply.', author: 'Ann' }]);
    await openThread(page, site, edition.middle);
    await expect(talk(page).entry('Nothing to press')).toBeVisible();
    await expect(talk(page).comments.getByRole('button', { name: /^(Edit|Delete|Like|Dislike|Preview)/ })).toHaveCount(0);
  });

  test.describe('with avatars', () => {
    test.use({ settings: { show_avatars: 1, newsprint_avatars: 'own' } });

    test('a picture that is not on the comment server’s own host is not loaded: a pattern stands in', async ({ page, site, edition, comments }) => {
      await comments.seed(edition.middle, [{ text: 'With a face.', author: 'Ann', email: 'ann@example.org' }]);
      await openThread(page, site, edition.middle);
      await expect(talk(page).entry('With a face.').locator('svg.face')).toBeVisible();
      await expect(talk(page).entry('With a face.').locator('img')).toHaveCount(0);
    });
  });
});

for (const provider of ['isso', 'wordpress']) {
  test.describe(`hostile HTML from ${provider}`, () => {
    test.use({ provider });

    test('is shown without its teeth', async ({ page, site, edition, comments }) => {
      await page.addInitScript(() => {
        window.bitten = 0;
        window.alert = () => (window.bitten += 1);
      });
      const story = edition.middle;
      await comments.seed(story, [{ text: 'Before it.' }]);
      // Isso escapes what it is given: what a careless one would answer stands in for it.
      if (provider === 'isso') comments.onListing(recorded('isso', 'made-hostile'));
      else await comments.seed(story, [{ text: HOSTILE, author: '<img src=x onerror=alert(1)>', website: 'javascript:alert(1)' }]);
      await openThread(page, site, story);
      const entry = talk(page).entry('The last paragraph');
      await expect(entry).toBeVisible();
      await settled(page);
      const found = await entry.evaluate((element) => ({
        elements: [...new Set([...element.querySelectorAll('script, style, iframe, object, embed, svg :not(rect, path, circle), math, form, input, link, meta, template, noscript')].map((it) => it.localName))],
        attributes: [...element.querySelectorAll('*')].flatMap((it) => [...it.attributes].map(({ name }) => name)).filter((name) => /^on|^style$|^target$/.test(name)),
        links: [...element.querySelectorAll('a[href]')].map((link) => link.protocol),
        rels: [...element.querySelectorAll('.comment-body a')].map((link) => link.rel),
        headings: [...element.querySelectorAll('h1, h2')].length,
      }));
      expect(found.elements).toEqual([]);
      expect(found.attributes).toEqual([]);
      expect(found.links.filter((protocol) => !/^(https?|mailto):$/.test(protocol))).toEqual([]);
      for (const rel of found.rels) expect(rel).toMatch(/nofollow.*ugc.*noopener/);
      expect(found.headings).toBe(0);
      for (const text of ['plain', 'with a tab', 'with entities', 'hovered', 'deep']) await expect(entry).toContainText(text);
      for (const link of await entry.getByRole('link').all()) if (/^(plain|with)/.test(await link.textContent())) throw new Error('a script is linked');
      expect(await page.evaluate(() => window.bitten)).toBe(0);
      await expect(entry).toContainText('<img src=x onerror=alert(1)>');
    });
  });
}

// Nothing that was sent is lost, and nothing arrives twice. The Isso behind the wire is a real one: what it has taken
// is counted on its side.
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, awake, follow, hop, open, parts, settled } from './edition.mjs';
import { HELD, OFFLINE, SETTLED, TOLD, arrived, button, emptied, holdRefusal, isIn, kept, late, openEmpty, ownTime, pending, post, recorded, skip, taken } from './outbox.mjs';
import { violations } from './violations.mjs';

const UNKEPT = /does not allow this site to keep drafts/;

test.describe('without a network', () => {
  test.beforeEach(({ watch }) => watch.allow(NETWORK, TOLD));

  test('it waits, says so, and goes by itself when the network is back', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await context.setOffline(true);
    await post(page, 'Written on the train.');
    await expect(pending(page, 'Written on the train.')).toContainText(OFFLINE);
    await isIn(pending(page, 'Written on the train.'));
    await expect(talk(page).sent.filter({ hasText: OFFLINE })).toBeAttached();
    await expect(talk(page).comment).toHaveValue('');
    await expect(talk(page).heading).not.toContainText('1');
    expect(await violations(page)).toEqual([]);
    expect(comments.sent).toEqual([]);
    await context.setOffline(false);
    await expect(arrived(page, 'Written on the train.')).toBeVisible();
    await isIn(arrived(page, 'Written on the train.'));
    await expect(talk(page).heading).toContainText('1');
    await expect(pending(page, 'Written on the train.')).toHaveCount(0);
    await emptied(page);
    await page.reload();
    await awake(page);
    await near(page);
    await expect(arrived(page, 'Written on the train.')).toHaveCount(1);
    await expect(talk(page).comment).toHaveValue('');
    expect(await taken(comments, edition.middle)).toEqual(['Written on the train.']);
  });

  test('it goes after a restart, from another story’s page, and the reader is told where it is', async ({ page, site, edition, comments, context, browser }) => {
    const story = edition.middle;
    await openEmpty(page, site, story);
    await context.setOffline(true);
    await post(page, 'Before the restart.');
    await expect(pending(page, 'Before the restart.')).toContainText(OFFLINE);
    const storageState = await context.storageState();
    await page.close();

    const restarted = await browser.newContext({ storageState });
    const again = await restarted.newPage();
    await open(again, site, story.next.address);
    const notice = again.getByRole('complementary', { name: 'Your comment' });
    await expect(notice).toContainText(`Your comment on “${story.headline}” has been posted.`);
    await expect(again.getByRole('status').filter({ hasText: 'has been posted' })).toBeAttached();
    expect(await violations(again)).toEqual([]);
    await notice.getByRole('link', { name: 'Show it' }).click();
    await expect(parts(again).headline).toHaveText(story.headline);
    await expect(arrived(again, 'Before the restart.')).toBeInViewport();
    await isIn(arrived(again, 'Before the restart.'));
    await expect(notice).toHaveCount(0);
    expect(await taken(comments, story)).toEqual(['Before the restart.']);
    await restarted.close();
  });

  test('a reply waits under its comment', async ({ page, site, edition, comments, context }) => {
    await comments.seed(edition.middle, [{ text: 'The question.', author: 'Bob' }, { text: 'Another.' }]);
    await openThread(page, site, edition.middle);
    await talk(page).entry('The question.').getByRole('button', { name: /^Reply/ }).click();
    await context.setOffline(true);
    await post(page, 'The answer.', { form: page.getByRole('form', { name: /Reply to Bob/ }) });
    await expect(pending(page, 'The answer.')).toContainText(OFFLINE);
    await expect(page.getByRole('form', { name: /Reply to Bob/ })).toHaveCount(0);
    const order = await talk(page).entries.allInnerTexts();
    expect(order.findIndex((text) => text.includes('The answer.'))).toBe(1);
    await context.setOffline(false);
    await expect(arrived(page, 'The answer.')).toBeVisible();
    const made = (await comments.list(edition.middle)).find(({ text }) => text === 'The answer.');
    expect(made.parent).toBe(1);
  });

  test('the reader can take it back and change it', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await context.setOffline(true);
    await post(page, 'Half a thougt.');
    await button(page, 'Half a thougt.', 'Edit').click();
    const { comment } = talk(page);
    await expect(comment).toHaveValue('Half a thougt.');
    await expect(comment).toBeFocused();
    await expect(pending(page, 'Half a thougt.')).toHaveCount(0);
    await emptied(page);
    await context.setOffline(false);
    await post(page, 'A whole thought.');
    await expect(arrived(page, 'A whole thought.')).toBeVisible();
    expect(await taken(comments, edition.middle)).toEqual(['A whole thought.']);
  });

  test('two tabs send it once, and both show it', async ({ page, site, edition, comments, context }) => {
    const story = edition.middle;
    const other = await context.newPage();
    await openEmpty(page, site, story);
    await openEmpty(other, site, story);
    await context.setOffline(true);
    await post(page, 'Only once.');
    await expect(pending(page, 'Only once.')).toContainText(OFFLINE);
    await expect(pending(other, 'Only once.')).toContainText(OFFLINE);
    await context.setOffline(false);
    for (const tab of [page, other]) {
      await expect(arrived(tab, 'Only once.')).toHaveCount(1);
      await expect(pending(tab, 'Only once.')).toHaveCount(0);
      await expect(talk(tab).heading).toContainText('1');
    }
    await settled(page);
    expect(await taken(comments, story)).toEqual(['Only once.']);
  });

  test('while one tab sends, the other waits for its turn, also when it has just been opened', async ({ page, site, edition, comments, context }) => {
    const story = edition.middle;
    await openEmpty(page, site, story);
    const release = comments.holdSending();
    await post(page, 'One at a time.');
    await expect.poll(() => comments.sent.length).toBe(1);
    const other = await context.newPage();
    await openThread(other, site, story);
    await expect(pending(other, 'One at a time.')).toContainText('Sending…');
    await other.evaluate(() => dispatchEvent(new Event('online')));
    await settled(other);
    expect(comments.sent).toHaveLength(1);
    release();
    for (const tab of [page, other]) {
      await expect(arrived(tab, 'One at a time.')).toHaveCount(1);
      await expect(pending(tab, 'One at a time.')).toHaveCount(0);
    }
    // Its cookie is this browser's, whichever tab has sent it.
    await expect(arrived(other, 'One at a time.').getByRole('button', { name: 'Delete' })).toBeVisible();
    expect(comments.sent).toHaveLength(1);
    expect(await taken(comments, story)).toEqual(['One at a time.']);
  });

  test('who reads on when it goes is left there', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await context.setOffline(true);
    await post(page, 'While I read.');
    await expect(pending(page, 'While I read.')).toContainText(OFFLINE);
    await isIn(pending(page, 'While I read.'));
    await page.evaluate(() => scrollTo(0, 0));
    await context.setOffline(false);
    await emptied(page);
    await isIn(arrived(page, 'While I read.'));
    await settled(page);
    expect(await page.evaluate(() => scrollY)).toBe(0);

    await context.setOffline(true);
    await post(page, 'And after a reload.');
    await expect(pending(page, 'And after a reload.')).toContainText(OFFLINE);
    const storageState = await context.storageState();
    await page.close();
    await context.setOffline(false);
    const again = await (await context.browser().newContext({ storageState })).newPage();
    await open(again, site, edition.middle.address);
    await expect.poll(() => kept(again)).toEqual([]);
    await settled(again);
    expect(await again.evaluate(() => [scrollY, document.activeElement.tagName])).toEqual([0, 'BODY']);
    expect(await taken(comments, edition.middle)).toEqual(['While I read.', 'And after a reload.']);
    await again.context().close();
  });

  test('three comments go, each once', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await context.setOffline(true);
    const texts = ['The first.', 'The second.', 'The third.'];
    for (const text of texts) {
      await post(page, text);
      await expect(pending(page, text)).toContainText(OFFLINE);
    }
    await context.setOffline(false);
    for (const text of texts) await expect(arrived(page, text)).toHaveCount(1);
    expect((await taken(comments, edition.middle)).toSorted()).toEqual(texts.toSorted());
  });

  test('it is kept where no more room is left, and the step that it has arrived is noted', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await context.setOffline(true);
    await post(page, 'In a full house.');
    await expect(pending(page, 'In a full house.')).toContainText(OFFLINE);
    await page.evaluate(fill);
    await context.setOffline(false);
    await expect(arrived(page, 'In a full house.')).toBeVisible();
    await emptied(page);
    expect(await taken(comments, edition.middle)).toEqual(['In a full house.']);
  });
});

/** Runs in the page: leaves no room in localStorage. */
function fill() {
  for (let size = 1 << 22, number = 0; size >= 1; ) {
    try {
      localStorage.setItem(`filler${(number += 1)}`, 'x'.repeat(size));
    } catch {
      size = Math.floor(size / 2);
    }
  }
}

test.describe('where nothing can be kept', () => {
  test.beforeEach(async ({ page, site, edition, watch }) => {
    watch.allow(NETWORK, TOLD);
    await ownTime(page);
    await openEmpty(page, site, edition.middle);
    await page.evaluate(fill);
    await talk(page).comment.press('x');
    await expect(talk(page).comment).toHaveAccessibleDescription(UNKEPT);
  });

  test('it is sent from the form, and stays there until it has arrived', async ({ page, edition, comments }) => {
    const mend = comments.onSending(answers.cut());
    await post(page, 'No room for it.');
    await expect(talk(page).alert.first()).toBeVisible();
    await expect(talk(page).comment).toHaveValue('No room for it.');
    mend();
    // Chromium sends by itself what was cut off before the first byte of an answer.
    const { length } = comments.sent;
    await talk(page).post.click();
    // It may still be on its way.
    await expect.poll(() => comments.listed.length).toBe(2);
    await settled(page);
    expect(comments.sent).toHaveLength(length);
    await skip(page, SETTLED);
    await expect(arrived(page, 'No room for it.')).toBeVisible();
    await expect(talk(page).comment).toHaveValue('');
    // So it is with the next one.
    await expect(talk(page).comment).toHaveAccessibleDescription(UNKEPT);
    expect(await taken(comments, edition.middle)).toEqual(['No room for it.']);
  });

  test('the button is busy while it is on its way, and is pressed in vain', async ({ page, edition, comments, watch }) => {
    // The comment comes above the form, long after the click.
    watch.allow(/^layout shift/);
    const release = comments.holdSending();
    await post(page, 'On its way.');
    const busy = page.getByRole('button', { name: 'Posting…' });
    await expect(busy).toHaveAttribute('aria-disabled', 'true');
    await expect.poll(() => comments.sent.length).toBe(1);
    await busy.click({ force: true });
    expect(await violations(page)).toEqual([]);
    release();
    await expect(arrived(page, 'On its way.')).toBeVisible();
    await expect(talk(page).post).not.toHaveAttribute('aria-disabled', 'true');
    expect(await taken(comments, edition.middle)).toEqual(['On its way.']);
  });

  test('what got through is found before it is sent again, also when it has been changed', async ({ page, edition, comments }) => {
    comments.onSending(answers.lost(), { times: 1 });
    await post(page, 'Got through.');
    await expect(talk(page).alert.first()).toContainText('may have arrived or not');
    await talk(page).post.click();
    await expect(arrived(page, 'Got through.')).toBeVisible();
    await expect(talk(page).comment).toHaveValue('');
    expect(await taken(comments, edition.middle)).toEqual(['Got through.']);

    comments.onSending(answers.lost(), { times: 1 });
    await post(page, 'Got through as well.');
    await expect(talk(page).alert.first()).toContainText('may have arrived or not');
    await talk(page).comment.fill('Got through as well, I think.');
    await talk(page).post.click();
    await expect(arrived(page, 'Got through as well.')).toBeVisible();
    await expect(talk(page).comment).toHaveValue('Got through as well, I think.');
    expect(await taken(comments, edition.middle)).toEqual(['Got through.', 'Got through as well.']);
  });
});

test.describe('an unclear end', () => {
  test.beforeEach(async ({ watch, page }) => {
    watch.allow(NETWORK, TOLD);
    await ownTime(page);
  });

  for (const [what, fault] of Object.entries({
    'the line broke while the server answered': answers.lost(),
    'a gateway answered in its place': answers.instead(504, '<h1>Gateway Timeout</h1>'),
    'the answer was empty': answers.instead(200, '', 'application/json'),
  })) {
    test(`${what}: it is found and not sent again`, async ({ page, site, edition, comments }) => {
      await openEmpty(page, site, edition.middle);
      comments.onSending(fault, { times: 1 });
      await post(page, 'Is it there?');
      await expect(arrived(page, 'Is it there?')).toBeVisible();
      await isIn(arrived(page, 'Is it there?'));
      await emptied(page);
      await skip(page, SETTLED);
      await settled(page);
      expect(comments.sent).toHaveLength(1);
      expect(await taken(comments, edition.middle)).toEqual(['Is it there?']);
    });
  }

  for (const [what, fault] of Object.entries({
    'the line was cut before': answers.cut(),
    'the server failed': answers.status(500, '<h1>Internal Server Error</h1>'),
    'the server was busy': answers.status(503),
  })) {
    test(`${what}: it is looked for, late enough, and sent again`, async ({ page, site, edition, comments }) => {
      await openEmpty(page, site, edition.middle);
      const mend = comments.onSending(fault);
      await post(page, 'Not there yet.');
      await expect(pending(page, 'Not there yet.')).toContainText('Whether it has arrived is being looked up');
      expect(await violations(page)).toEqual([]);
      const listed = comments.listed.length;
      mend();
      await settled(page);
      expect(await taken(comments, edition.middle)).toEqual([]);
      await skip(page, SETTLED);
      await expect(arrived(page, 'Not there yet.')).toBeVisible();
      expect(comments.listed.length).toBeGreaterThan(listed);
      expect(await taken(comments, edition.middle)).toEqual(['Not there yet.']);
    });
  }

  for (const days of [-5, -2, 2, 5]) {
    test(`a device whose clock is ${Math.abs(days)} days ${days < 0 ? 'behind' : 'ahead'} finds it all the same`, async ({ page, site, edition, comments }) => {
      await ownTime(page, days * 86_400_000);
      await openEmpty(page, site, edition.middle);
      comments.onSending(answers.lost(), { times: 1 });
      await post(page, 'What day is it?');
      await expect(arrived(page, 'What day is it?')).toBeVisible();
      await emptied(page);
      await skip(page, SETTLED);
      await settled(page);
      expect(comments.sent).toHaveLength(1);
      expect(await taken(comments, edition.middle)).toEqual(['What day is it?']);
    });
  }

  test('the connection closes without a byte: it is there once, though the browser may send it again by itself', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    // Connections that were used before, as there are in every browser.
    await page.evaluate(() => Promise.all([1, 2, 3].map(() => fetch(location.href).then((answer) => answer.text()))));
    for (const text of ['No answer at all.', 'Nor to this.']) {
      comments.onSending(answers.silent(), { times: 1 });
      await post(page, text);
      await expect(arrived(page, text)).toBeVisible();
      await expect.poll(async () => (await comments.list(edition.middle)).filter((it) => it.text === text)).toHaveLength(1);
      await expect(arrived(page, text)).toHaveCount(1);
    }
    await emptied(page);
    await page.reload();
    await near(page);
    for (const text of ['No answer at all.', 'Nor to this.']) await expect(arrived(page, text)).toHaveCount(1);
    await expect(talk(page).heading).toContainText('2');
  });

  test('after many looks in vain it goes as soon as the story is opened again', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    const mend = comments.onAnything(answers.cut());
    await post(page, 'Still here.');
    await expect(pending(page, 'Still here.')).toContainText('Whether it has arrived is being looked up');
    for (let look = 0; look < 7; look += 1) {
      const before = comments.listed.length;
      await expect(async () => {
        await skip(page, 60_000);
        expect(comments.listed.length).toBeGreaterThan(before);
      }).toPass();
      await settled(page);
    }
    mend();
    await hop(page, parts(page).next);
    await hop(page, parts(page).previous);
    await near(page);
    await expect(arrived(page, 'Still here.')).toBeVisible();
    await emptied(page);
    expect(await taken(comments, edition.middle)).toEqual(['Still here.']);
  });

  test('while it cannot be looked for it is not given back: it would be sent without a look', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    comments.onSending(answers.lost(), { times: 1 });
    const mend = comments.onListing(answers.status(503));
    await post(page, 'Through, and out of sight.');
    await expect(pending(page, 'Through, and out of sight.')).toContainText('Whether it has arrived is being looked up');
    await expect(button(page, 'Through, and out of sight.', 'It has arrived')).toBeVisible();
    await expect(button(page, 'Through, and out of sight.', 'Edit')).toHaveCount(0);
    await skip(page, SETTLED);
    await settled(page);
    expect(comments.sent).toHaveLength(1);
    mend();
    await expect(async () => {
      await skip(page, SETTLED);
      await expect(arrived(page, 'Through, and out of sight.')).toHaveCount(1, { timeout: 500 });
    }).toPass();
    expect(await taken(comments, edition.middle)).toEqual(['Through, and out of sight.']);
  });

  test('the reader knows that it has arrived, while it is looked for: the focus has a place', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'Before it.' }]);
    await openThread(page, site, edition.middle);
    await expect(arrived(page, 'Before it.')).toBeVisible();
    comments.onSending(answers.lost(), { times: 1 });
    const release = comments.holdListing();
    await post(page, 'I saw it there.');
    await expect.poll(() => comments.listed.length).toBe(2);
    await button(page, 'I saw it there.', 'It has arrived').click();
    await expect(pending(page, 'I saw it there.')).toHaveCount(0);
    await expect(talk(page).heading).toBeFocused();
    release();
    await settled(page);
    await emptied(page);
    expect(await taken(comments, edition.middle)).toEqual(['Before it.', 'I saw it there.']);
  });

  test('the same words under another comment, or there before, are another comment', async ({ page, site, edition, comments, watch }) => {
    // What has arrived is a little higher than what was on its way: what is above it moves, long after the click.
    watch.allow(/^layout shift: 0\.00/);
    const thanks = { text: 'Thank you!', author: 'Ada Reader' };
    await comments.seed(edition.middle, [{ text: 'One answer.', author: 'Bob', replies: [thanks] }, { text: 'Another answer.', author: 'Eve' }, thanks]);
    await openThread(page, site, edition.middle);
    await expect(arrived(page, 'Thank you!')).toHaveCount(2);
    let mend = comments.onSending(answers.cut());
    await post(page, 'Thank you!');
    await expect(pending(page, 'Thank you!')).toContainText('Whether it has arrived is being looked up');
    mend();
    await late(page, () => expect(arrived(page, 'Thank you!')).toHaveCount(3, { timeout: 1000 }));

    await talk(page).entry('Another answer.').getByRole('button', { name: /^Reply/ }).click();
    const form = page.getByRole('form', { name: /Reply to Eve/ });
    mend = comments.onSending(answers.cut());
    await post(page, 'Thank you!', { form });
    await expect(pending(page, 'Thank you!')).toContainText('Whether it has arrived is being looked up');
    mend();
    await late(page, () => expect(arrived(page, 'Thank you!')).toHaveCount(4, { timeout: 1000 }));
    await emptied(page);
    const all = await comments.list(edition.middle);
    const other = all.find(({ text }) => text === 'Another answer.');
    expect(all.filter(({ text }) => text === 'Thank you!')).toHaveLength(4);
    expect(all.filter(({ text, parent }) => text === 'Thank you!' && parent === other.id)).toHaveLength(1);
  });

  test('what is found is shown as everybody sees it', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    comments.onSending(answers.lost(), { times: 1 });
    await post(page, 'This is *very* odd.');
    await expect(arrived(page, 'This is very odd.').locator('em')).toHaveText('very');
    expect(await taken(comments, edition.middle)).toEqual(['This is very odd.']);
  });

  test('the network goes while it is sent: it is looked for when it is back', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    comments.onSending(
      async (request, response, pass) => {
        await pass();
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 4096 });
        response.write(' ');
        await context.setOffline(true);
        request.socket.destroy();
      },
      { times: 1 },
    );
    await post(page, 'In a tunnel.');
    await expect(pending(page, 'In a tunnel.')).toContainText('Whether it has arrived is being looked up');
    await settled(page);
    await expect(pending(page, 'In a tunnel.')).toHaveCount(1);
    await context.setOffline(false);
    await expect(arrived(page, 'In a tunnel.')).toHaveCount(1);
    await emptied(page);
    expect(comments.sent).toHaveLength(1);
    expect(await taken(comments, edition.middle)).toEqual(['In a tunnel.']);
  });

  test('the network goes after it was sent: its answer counts', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await post(page, 'Just in time.');
    await expect(arrived(page, 'Just in time.')).toBeVisible();
    await context.setOffline(true);
    await post(page, 'Too late.');
    await expect(pending(page, 'Too late.')).toContainText(OFFLINE);
    await expect(arrived(page, 'Just in time.')).toHaveCount(1);
    await context.setOffline(false);
    await expect(arrived(page, 'Too late.')).toBeVisible();
    expect(await taken(comments, edition.middle)).toEqual(['Just in time.', 'Too late.']);
  });

  test('the whole server down: it is kept over a reload, and goes when the server is back', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    const mend = comments.onAnything(answers.cut());
    await post(page, 'Is anybody there?');
    await expect(pending(page, 'Is anybody there?')).toContainText('No answer came.');
    await page.reload();
    await awake(page);
    await near(page);
    await expect(pending(page, 'Is anybody there?')).toContainText('No answer came.');
    mend();
    for (let step = 0; step < 4; step += 1) await skip(page, SETTLED);
    await expect(async () => {
      await skip(page, SETTLED);
      await expect(arrived(page, 'Is anybody there?')).toHaveCount(1, { timeout: 500 });
    }).toPass();
    expect(await taken(comments, edition.middle)).toEqual(['Is anybody there?']);
  });

  for (const through of [true, false]) {
    test(`the page was left while it was sent, and it ${through ? 'got' : 'did not get'} through`, async ({ page, site, edition, comments }) => {
      await openEmpty(page, site, edition.middle);
      comments.onSending(
        async (request, response, pass) => {
          if (through) await pass();
          await new Promise(() => {});
        },
        { times: 1 },
      );
      await post(page, 'Sent on leaving.');
      await expect.poll(() => comments.sent.length).toBe(1);
      expect(await kept(page)).toHaveLength(1);
      await page.reload();
      await awake(page);
      await near(page);
      await expect(talk(page).comment).toHaveValue('');
      if (!through) {
        await expect(pending(page, 'Sent on leaving.')).toBeVisible();
        await skip(page, SETTLED);
      }
      await expect(arrived(page, 'Sent on leaving.')).toHaveCount(1);
      await emptied(page);
      expect(await taken(comments, edition.middle)).toEqual(['Sent on leaving.']);
    });
  }
});

test('too fast: it waits as told, then goes', async ({ page, site, edition, comments, watch }) => {
  watch.allow(NETWORK);
  await ownTime(page);
  await openEmpty(page, site, edition.middle);
  comments.onSending(recorded('isso', 'new-too-fast'), { times: 1 });
  await post(page, 'In a hurry.');
  await expect(pending(page, 'In a hurry.')).toContainText('the comment server asks to wait');
  await skip(page, 50_000);
  await settled(page);
  expect(comments.sent).toHaveLength(1);
  await skip(page, 15_000);
  await expect(arrived(page, 'In a hurry.')).toBeVisible();
  expect(await taken(comments, edition.middle)).toEqual(['In a hurry.']);
});

test.describe('a refusal', () => {
  test.beforeEach(({ watch }) => watch.allow(NETWORK));

  test('gives the text back to the form with the field’s error', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    comments.onSending(recorded('isso', 'new-email-missing'), { times: 1 });
    await post(page, 'Who are you?');
    const { comment, email, name } = talk(page);
    await expect(comment).toHaveValue('Who are you?');
    await expect(name).toHaveValue('Ada Reader');
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    await expect(email).toBeFocused();
    await expect(pending(page, 'Who are you?')).toHaveCount(0);
    await emptied(page);
    await talk(page).post.click();
    await expect(arrived(page, 'Who are you?')).toBeVisible();
    expect(await taken(comments, edition.middle)).toEqual(['Who are you?']);
  });

  test('is in its form after a reload, too, with who wrote it', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    comments.onSending(recorded('isso', 'new-email-missing'), { times: 1 });
    await post(page, 'Not taken at first.');
    await expect(talk(page).email).toHaveAttribute('aria-invalid', 'true');
    await emptied(page);
    await page.reload();
    await awake(page);
    await near(page);
    await expect(talk(page).comment).toHaveValue('Not taken at first.');
    await expect(talk(page).name).toHaveValue('Ada Reader');
  });

  test('does not disturb who writes something else', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    const refuse = holdRefusal(comments, 'new-too-short');
    await post(page, 'Refused meanwhile.');
    await expect.poll(() => comments.sent.length).toBe(1);
    await talk(page).comment.fill('Another thought');
    refuse();
    await expect(button(page, 'Refused meanwhile.', 'Edit')).toBeVisible();
    await expect(talk(page).comment).toHaveValue('Another thought');
    await expect(talk(page).comment).toBeFocused();
    expect(await violations(page)).toEqual([]);
    await button(page, 'Refused meanwhile.', 'Edit').click();
    await expect(talk(page).comment).toHaveValue('Another thought\n\nRefused meanwhile.');
  });

  test('can be put out of sight, and is not given back where the comments have been closed', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    const refuse = holdRefusal(comments, 'new-too-short');
    await post(page, 'Not worth a fight.');
    await expect.poll(() => comments.sent.length).toBe(1);
    await talk(page).comment.fill('Another thought');
    refuse();
    await button(page, 'Not worth a fight.', 'Dismiss').click();
    await expect(pending(page, 'Not worth a fight.')).toHaveCount(0);
    await expect(talk(page).heading).toBeFocused();
    await expect(talk(page).comment).toHaveValue('Another thought');
    await emptied(page);
    expect(await taken(comments, edition.middle)).toEqual([]);
  });

  test('waits for the reader’s next visit to the story, and a notice says so', async ({ page, site, edition, comments }) => {
    const story = edition.middle;
    await openEmpty(page, site, story);
    const refuse = holdRefusal(comments, 'new-email-missing');
    await post(page, 'Refused behind my back.');
    await expect.poll(() => comments.sent.length).toBe(1);
    await hop(page, parts(page).next);
    refuse();
    const notice = page.getByRole('complementary', { name: 'Your comment' });
    await expect(notice).toContainText(`Your comment on “${story.headline}” was not taken.`);
    await notice.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toHaveCount(0);
    await expect(parts(page).headline).toBeFocused();
    await expect(talk(page).comment).toHaveValue('');
    await hop(page, parts(page).previous);
    await near(page);
    await expect(talk(page).comment).toHaveValue('Refused behind my back.');
    await expect(talk(page).email).toHaveAttribute('aria-invalid', 'true');
    await emptied(page);
  });

  test('of a reply opens its form again', async ({ page, site, edition, comments }) => {
    await comments.seed(edition.middle, [{ text: 'The question.', author: 'Bob' }]);
    await openThread(page, site, edition.middle);
    await talk(page).entry('The question.').getByRole('button', { name: /^Reply/ }).click();
    comments.onSending(recorded('isso', 'new-too-many-direct'), { times: 1 });
    const form = page.getByRole('form', { name: /Reply to Bob/ });
    await post(page, 'One too many.', { form });
    await button(page, 'One too many.', 'Edit').click();
    await expect(talk(form).comment).toHaveValue('One too many.');
    await expect(talk(form).comment).toBeFocused();
    await emptied(page);
  });
});

test('what has arrived while another story was read can be changed there', async ({ page, site, edition, comments }) => {
  await openEmpty(page, site, edition.middle);
  const release = comments.holdSending();
  await post(page, 'Mine all the same.');
  await expect.poll(() => comments.sent.length).toBe(1);
  await hop(page, parts(page).next);
  release();
  await expect(page.getByRole('complementary', { name: 'Your comment' })).toContainText('has been posted');
  await hop(page, parts(page).previous);
  await near(page);
  for (const name of ['Edit', 'Delete']) {
    await expect(arrived(page, 'Mine all the same.').getByRole('button', { name })).toBeVisible();
  }
});

test.describe('with moderation', () => {
  test.use({ settings: { moderation: { enabled: true } } });

  test('where the edition was not told of it, one held comment tells: the reader decides from then on', async ({ page, site, edition, comments, watch }) => {
    watch.allow(NETWORK, TOLD);
    await openEmpty(page, site, edition.middle);
    await post(page, 'Held, it says.');
    await expect(pending(page, 'Held, it says.')).toContainText(HELD);
    comments.onSending(answers.lost(), { times: 1 });
    await post(page, 'Held, or lost?');
    await expect(pending(page, 'Held, or lost?')).toContainText('It is not known whether this arrived.');
    expect(comments.sent).toHaveLength(2);
    expect(await taken(comments, edition.middle)).toEqual(['Held, it says.', 'Held, or lost?']);
  });

  test('what is held is shown to its writer until it appears', async ({ page, site, edition, comments }) => {
    const story = edition.middle;
    await openEmpty(page, site, story);
    await post(page, 'For the newsroom first.');
    await expect(pending(page, 'For the newsroom first.')).toContainText(HELD);
    await page.reload();
    await awake(page);
    await near(page);
    await expect(pending(page, 'For the newsroom first.')).toContainText(HELD);
    await expect(talk(page).heading).not.toContainText('1');
    expect(await violations(page)).toEqual([]);
    await comments.approve(await comments.newest(story));
    await page.reload();
    await awake(page);
    await near(page);
    await expect(arrived(page, 'For the newsroom first.')).toHaveCount(1);
    await expect(pending(page, 'For the newsroom first.')).toHaveCount(0);
    await emptied(page);
    await expect(arrived(page, 'For the newsroom first.').getByRole('button', { name: 'Edit' })).toBeVisible();
  });

  test('what is held can be put out of sight', async ({ page, site, edition, comments }) => {
    await openEmpty(page, site, edition.middle);
    await post(page, 'Never mind.');
    await button(page, 'Never mind.', 'Dismiss').click();
    await expect(pending(page, 'Never mind.')).toHaveCount(0);
    await expect(talk(page).heading).toBeFocused();
    await emptied(page);
    expect(await taken(comments, edition.middle)).toEqual(['Never mind.']);
  });

  test.describe('that the newsroom has told of', () => {
    test.use({ newsroom: { moderated: true } });

    for (const decision of ['It has arrived', 'Send again', 'Edit']) {
      test(`where nobody can know the reader decides: ${decision}`, async ({ page, site, edition, comments, watch }) => {
        watch.allow(NETWORK, TOLD);
        await openEmpty(page, site, edition.middle);
        comments.onSending(answers.lost(), { times: 1 });
        await post(page, 'Held, or lost?');
        await expect(pending(page, 'Held, or lost?')).toContainText('It is not known whether this arrived.');
        expect(await violations(page)).toEqual([]);
        expect(comments.sent).toHaveLength(1);
        await button(page, 'Held, or lost?', decision).click();
        if (decision === 'Send again') {
          await expect(pending(page, 'Held, or lost?')).toContainText(HELD);
          expect(comments.sent).toHaveLength(2);
          return;
        }
        await expect(pending(page, 'Held, or lost?')).toHaveCount(0);
        await expect(talk(page).comment).toHaveValue(decision === 'Edit' ? 'Held, or lost?' : '');
        await emptied(page);
        expect(comments.sent).toHaveLength(1);
      });
    }
  });
});

test.describe('a browser whose tabs cannot agree', () => {
  test.beforeEach(({ context, watch }) => {
    watch.allow(NETWORK, TOLD);
    return context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  });

  test('sends from the tab in which it was written, and elsewhere when told to', async ({ page, site, edition, comments, context }) => {
    await openEmpty(page, site, edition.middle);
    await post(page, 'Without locks.');
    await expect(arrived(page, 'Without locks.')).toBeVisible();
    await context.setOffline(true);
    await post(page, 'Without locks and network.');
    await expect(pending(page, 'Without locks and network.')).toContainText(OFFLINE);
    await context.setOffline(false);
    await expect(arrived(page, 'Without locks and network.')).toBeVisible();
    await context.setOffline(true);
    await post(page, 'Without locks after a reload.');
    await expect(pending(page, 'Without locks after a reload.')).toContainText(OFFLINE);
    // A page that was only left may still send it: with a window of its own (COOP) it lives on for a while.
    const later = await context.newPage();
    await page.close();
    await context.setOffline(false);
    await openThread(later, site, edition.middle);
    await expect(pending(later, 'Without locks after a reload.')).toContainText('in another tab');
    expect(await violations(later)).toEqual([]);
    await settled(later);
    expect(await taken(comments, edition.middle)).toHaveLength(2);
    await button(later, 'Without locks after a reload.', 'Send now').click();
    await expect(arrived(later, 'Without locks after a reload.')).toBeVisible();
    expect(await taken(comments, edition.middle)).toHaveLength(3);
  });
});

test('what a later build has kept is left alone', async ({ page, site, edition, comments }) => {
  await openEmpty(page, site, edition.middle);
  const key = await page.evaluate(() => {
    const key = 'newsprint:/:outbox:1';
    localStorage[key] = '{"version":9}\n{}';
    return key;
  });
  await post(page, 'Beside it.');
  await expect(arrived(page, 'Beside it.')).toBeVisible();
  expect(await page.evaluate((key) => localStorage[key], key)).toBe('{"version":9}\n{}');
  expect(await taken(comments, edition.middle)).toEqual(['Beside it.']);
});

test('a field that nobody sees turns nobody away', async ({ page, site, edition, comments }) => {
  await openEmpty(page, site, edition.middle);
  const trap = page.locator('[name=subject]');
  await expect(trap).toHaveAttribute('autocomplete', 'off');
  await expect(trap).toHaveAttribute('tabindex', '-1');
  expect(await trap.evaluate((field) => (field.focus(), document.activeElement === field))).toBe(false);
  await trap.evaluate((field) => (field.value = 'Cheap watches'));
  await post(page, 'From a person with a helpful browser.');
  const person = talk(page).form.getByRole('button', { name: 'I am a person, post it' });
  await expect(person).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await expect(talk(page).comment).toHaveValue('From a person with a helpful browser.');
  expect(comments.sent).toEqual([]);
  await person.click();
  await expect(arrived(page, 'From a person with a helpful browser.')).toBeVisible();
  await expect(person).toHaveCount(0);
});

test('whoever is very fast waits a moment', async ({ page, site, edition, comments }) => {
  await ownTime(page);
  await openEmpty(page, site, edition.middle);
  await post(page, 'Quick as a flash.', { waits: true });
  await expect(pending(page, 'Quick as a flash.')).toContainText('Sending…');
  await settled(page);
  expect(comments.sent).toEqual([]);
  await skip(page, 2000);
  await expect(arrived(page, 'Quick as a flash.')).toBeVisible();
});

test('the thread moves nothing when one follows a link while a comment is on its way', async ({ page, site, edition, comments }) => {
  await openEmpty(page, site, edition.middle);
  const release = comments.holdSending();
  await post(page, 'On its way.');
  await expect.poll(() => comments.sent.length).toBe(1);
  await follow(parts(page).next);
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
  release();
  await expect(page.getByRole('complementary', { name: 'Your comment' })).toContainText('has been posted');
  await expect(parts(page).headline).toBeFocused();
});

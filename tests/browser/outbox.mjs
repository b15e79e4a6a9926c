// The outbox in a browser: what is on its way, what has arrived, what is kept on the device, and time as a thing of the
// test.
import { readFileSync } from 'node:fs';
import { expect, openThread, talk } from './comments.mjs';
import { answers } from './edition.mjs';

/** The console line for the newsroom's developer. */
export const TOLD = /^console error: Newsprint:/;
export const recorded = (provider, name) =>
  answers.recorded(JSON.parse(readFileSync(new URL(`../answers/${provider}/${name}.json`, import.meta.url), 'utf8')));

export const OFFLINE = 'Not sent yet: no network. It will be sent by itself.';
export const HELD = 'Held for moderation: only you can see it.';
/** Longer than a sending can be on its way after its end: see src/comment/outbox/step.rs. */
export const SETTLED = 30_000;

export async function post(page, text, { form = page, waits = false } = {}) {
  const { comment, name, email, post } = talk(form);
  await comment.fill(text);
  await name.fill('Ada Reader');
  await email.fill('ada@example.org');
  await post.click();
  // Whoever types as fast as a test waits a moment.
  if (!waits) await skip(page, 2000);
}

/**
 * Makes time a thing of the test: what is to happen in a second or later happens when `skip` says that it is then. The
 * device's clock may be `off` by so many milliseconds.
 */
export const ownTime = (page, off = 0) =>
  page.addInitScript((off) => {
    let ahead = off;
    let waiting = [];
    const { now } = Date;
    const { setTimeout: start, clearTimeout: stop } = window;
    Date.now = () => now() + ahead;
    window.setTimeout = (work, milliseconds, ...rest) => {
      if (!(milliseconds >= 1000)) return start(work, milliseconds, ...rest);
      const timer = { id: start(() => {}, 0), at: Date.now() + milliseconds, work };
      waiting.push(timer);
      return timer.id;
    };
    window.clearTimeout = (id) => {
      waiting = waiting.filter((timer) => timer.id !== id);
      stop(id);
    };
    window.skip = (milliseconds) => {
      ahead += milliseconds;
      const due = waiting.filter(({ at }) => at <= Date.now());
      waiting = waiting.filter(({ at }) => at > Date.now());
      for (const { work } of due) work();
    };
  }, off);
export const skip = (page, milliseconds) => page.evaluate((milliseconds) => window.skip?.(milliseconds), milliseconds);

/** Lets time go by until something is so: what is asked of a server meanwhile sets another clock. */
export const late = (page, isSo) =>
  expect(async () => {
    await skip(page, SETTLED);
    await isSo();
  }).toPass({ timeout: 15_000 });

/** What the outbox holds. */
export const kept = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':outbox:')).map((key) => localStorage[key]));
/** Refuses the next comment with an answer that Isso gave, when the function that this returns is called. */
export function holdRefusal(comments, name) {
  let refuse;
  const held = new Promise((done) => (refuse = done));
  comments.onSending(async (...way) => (await held, recorded('isso', name)(...way)), { times: 1 });
  return refuse;
}
/** The texts of all comments that the server has ever taken, held ones too. */
export const taken = async (comments, story) => (await comments.taken(story)).map((html) => html.replace(/<[^>]*>/g, ''));
export const emptied = (page) => expect.poll(() => kept(page)).toEqual([]);
export const isIn = (element) => expect.poll(() => element.evaluate((it) => it.contains(document.activeElement))).toBe(true);
/** A comment that is on its way, and one that has arrived. */
export const pending = (page, text) => talk(page).comments.locator('.comment-pending').filter({ hasText: text });
export const arrived = (page, text) => talk(page).comments.locator('.comment:not(.comment-pending)').filter({ hasText: text });
export const button = (page, text, name) => pending(page, text).getByRole('button', { name });

/** Opens a story whose conversation is empty. */
export async function openEmpty(page, site, story) {
  await openThread(page, site, story);
  await expect(talk(page).comments.getByText('No comments yet.')).toBeVisible();
}

// Faults in any order, in two tabs, on a device whose clock may be off by days, before both real servers. A model knows
// whose words are whose: what is sent arrives once, what is not is in the form of the tab in which it was written.
//
// Each round is one test with a seed of its own, so that a round that fails can be had again. `ROUNDS=48` runs more of
// them, `SEED=7` others.
import { NETWORK, expect, near, openThread, talk, test } from './comments.mjs';
import { answers, awake, hop, parts } from './edition.mjs';
import { TOLD, kept, ownTime, skip } from './outbox.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 2);
const SEED = Number(process.env.SEED ?? 1);
const STEPS = 16;
const DAY = 86_400_000;

/** Numbers that look random and are the same for the same seed (mulberry32). */
function dice(seed) {
  let state = seed;
  const number = () => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return ((it ^ (it >>> 14)) >>> 0) / 2 ** 32;
  };
  return { pick: (list) => list[Math.floor(number() * list.length)], below: (most) => Math.floor(number() * most) };
}

/** What becomes of a comment that is sent, or of a list that is asked for. */
const FAULTS = {
  'cut before': answers.cut(),
  'answer lost': answers.lost(),
  'closed without a byte': answers.silent(),
  'a gateway answers for it': answers.instead(502, '<h1>Bad Gateway</h1>'),
  'an empty answer': answers.instead(200, '', 'application/json'),
  'server failed': answers.status(500),
  'server busy': answers.status(503),
};
/** What servers make something else of. */
const ENDINGS = ['.', ' & <b>"so"</b> -- :-)', ' &#8217; &#65; &amp;', ' \\n C:\\temp 100%ab', '\n\nIt\'s 4x4 ... www.paper.example', ' 👍🏽 «oui»'];
const NAMES = ['Ada Reader', '100%ab Ann', 'Tom &amp; Jerry', 'A & <b>', "O'Neil \\"];

for (const provider of ['isso', 'wordpress']) {
  test.describe(provider, () => {
    test.use({ provider });

    for (let round = 1; round <= ROUNDS; round += 1) {
      test(`faults in any order, round ${round}`, async ({ page, site, edition, comments, context, watch }) => {
        test.setTimeout(240_000);
        watch.allow(NETWORK, TOLD, /^layout shift/);
        const { pick, below } = dice(SEED * 1000 + round + (provider === 'isso' ? 0 : 500));
        const off = pick([-5 * DAY, -2 * DAY, 0, 2 * DAY, 5 * DAY]);
        await comments.seed(edition.middle, [{ text: 'The question.', author: 'Bob' }]);
        const tabs = [page, await context.newPage()].map((tab, index) => ({ tab, number: index + 1, form: '', reply: '', name: pick(NAMES) }));
        for (const { tab } of tabs) {
          await ownTime(tab, off);
          await openThread(tab, site, edition.middle);
          await expect(talk(tab).entry('The question.')).toBeVisible();
        }
        const sent = [];
        const told = [`clock off by ${off / DAY} days`];
        let words = 0;
        let offline = false;
        const mends = [];

        const write = () => `Words ${(words += 1)} of ${provider}${pick(ENDINGS)}`;
        const mark = (text) => text.match(/^Words \d+ /)[0];
        const replyForm = ({ tab }) => tab.getByRole('form', { name: /Reply to Bob/ });
        async function fill(form, text, who) {
          await talk(form).comment.fill(text);
          await talk(form).name.fill(who.name);
          await talk(form).email.fill(`tab${who.number}@example.org`);
        }
        /** Brings the thread onto the page, where it could not be had; whether it is there. */
        async function see({ tab }) {
          const { entry, retry } = talk(tab);
          const question = entry('The question.');
          for (let tries = 0; tries < 4; tries += 1) {
            await near(tab);
            if (!offline) await expect(question.or(retry.first()).first()).toBeVisible();
            if ((await question.count()) > 0) return true;
            if (offline) return false;
            await retry.first().click();
          }
          return false;
        }
        async function openReply(who) {
          if ((await replyForm(who).count()) > 0) return;
          await talk(who.tab).entry('The question.').getByRole('button', { name: /^Reply/ }).click();
          await expect(talk(replyForm(who)).comment).toHaveValue(who.reply);
        }
        async function reload(who) {
          await skip(who.tab, 400);
          await who.tab.reload();
          await awake(who.tab);
          await near(who.tab);
          await expect(talk(who.tab).form.getByRole('textbox', { name: /^Comment\b/ })).toHaveValue(who.form);
        }

        const actions = {
          async write(who) {
            who.form = write();
            await fill(talk(who.tab).form, who.form, who);
          },
          async post(who) {
            if (!who.form) await actions.write(who);
            await talk(talk(who.tab).form).post.click();
            sent.push(who.form);
            who.form = '';
            await expect(talk(talk(who.tab).form).comment).toHaveValue('');
            await skip(who.tab, 2000);
          },
          async reply(who) {
            if (!(await see(who))) return;
            await openReply(who);
            who.reply = write();
            await fill(replyForm(who), who.reply, who);
            if (pick([true, false])) return;
            await talk(replyForm(who)).post.click();
            sent.push(who.reply);
            who.reply = '';
            await expect(replyForm(who)).toHaveCount(0);
            await skip(who.tab, 2000);
          },
          async reload(who) {
            if (!offline) await reload(who);
          },
          async hop(who) {
            if (offline) return;
            await hop(who.tab, parts(who.tab).next);
            await hop(who.tab, parts(who.tab).previous);
            await near(who.tab);
            await expect(talk(talk(who.tab).form).comment).toHaveValue(who.form);
          },
          async fault() {
            const what = pick(Object.keys(FAULTS));
            told.push(what);
            // A browser sends up to four times what gets no byte: what has arrived each time cannot be mended.
            mends.push(comments.onSending(FAULTS[what], { times: what === 'closed without a byte' ? 1 : 1 + below(2) }));
          },
          async blind() {
            mends.push(comments.onListing(pick([answers.status(503), answers.cut()]), { times: 1 + below(2) }));
          },
          async network() {
            offline = !offline;
            await context.setOffline(offline);
          },
          async wait(who) {
            await skip(who.tab, 1000 * pick([3, 10, 20, 60]));
          },
        };
        const names = ['write', 'write', 'post', 'post', 'post', 'reply', 'reload', 'hop', 'fault', 'fault', 'blind', 'network', 'wait', 'wait'];
        for (let step = 0; step < STEPS; step += 1) {
          const who = pick(tabs);
          const name = pick(names);
          told.push(`${name} in tab ${who.number}`);
          await test.step(told.at(-1), () => actions[name](who));
        }

        // All is calm from now on.
        offline = false;
        for (const mend of mends) mend();
        await context.setOffline(false);
        const how = told.join(', ');
        await expect(async () => {
          for (const { tab } of tabs) await skip(tab, 60_000);
          expect(await kept(page), how).toEqual([]);
        }).toPass({ timeout: 60_000 });
        const there = (await comments.list(edition.middle)).map(({ text }) => text);
        const count = (text) => there.filter((it) => it.startsWith(mark(text))).length;
        expect(sent.map((text) => [text, count(text)]), how).toEqual(sent.map((text) => [text, 1]));
        expect(there, how).toHaveLength(sent.length + 1);
        for (const who of tabs) {
          await reload(who);
          expect(await see(who)).toBe(true);
          await openReply(who);
          const { comments: region } = talk(who.tab);
          for (const text of sent) await expect(region.getByRole('article').filter({ hasText: mark(text) }), how).toHaveCount(1);
          await expect(region.locator('.comment-pending'), how).toHaveCount(0);
        }
      });
    }
  });
}

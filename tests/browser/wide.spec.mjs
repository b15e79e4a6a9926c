// Whatever a comment server returns, the page is as wide as its window, and words have room.
import { expect, openThread, talk, test } from './comments.mjs';
import { settled } from './edition.mjs';
import { overflow } from './violations.mjs';

const LINE = `const everything = ${'"a line of code that does not end", '.repeat(120)};`;
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(5);
const ADDRESS = `https://example.org/${'a-path-without-an-end/'.repeat(40)}?q=${'x'.repeat(400)}`;
const nest = (open, close, depth, text) => open.repeat(depth) + text + close.repeat(depth);

/** As people type it: Isso makes HTML of it. */
const TYPED = {
  'a line of code': `Look:\n\n\`\`\`\n${LINE}\n\`\`\``,
  'code in a line': `Look: \`${LINE}\` there.`,
  'a long word': WORD,
  'an address': `See ${ADDRESS} there.`,
  'forty quotations': `${'> '.repeat(40)}Words inside of them.`,
  'fourteen lists': Array.from({ length: 14 }, (_, depth) => `${'    '.repeat(depth)}- Words at ${depth}`).join('\n'),
  'a table': `| a | b |\n| - | - |\n| ${WORD} | c |`,
};
/** As it may stand in a database: WordPress gives it as it is. */
const STORED = {
  'a line of code': `<pre><code>${LINE}</code></pre>`,
  'a line that may not be broken': LINE.replaceAll(' ', '\u00A0'),
  'a long word': `<b>${WORD}</b>`,
  'an address': `<a href="${ADDRESS}">${ADDRESS}</a>`,
  'forty quotations': nest('<blockquote>', '</blockquote>', 40, 'Words inside of them.'),
  'fourteen lists': nest('<ul><li>', '</li></ul>', 14, 'Words inside of them.'),
  'lists of both kinds in quotations': nest('<blockquote><ol><li>', '</li></ol></blockquote>', 12, 'Words inside of them.'),
  'code in lists in quotations': nest('<blockquote><ul><li>', '</li></ul></blockquote>', 6, `<pre>${LINE}</pre>`),
  'a wide table': `<table width="4000"><tr>${Array.from({ length: 30 }, (_, n) => `<td>Column ${n}</td>`).join('')}</tr></table>`,
  'what is set to be wide': `<div style="width:4000px">Words.</div><img src="x" width="4000" alt=""><hr width="4000">`,
  'headings': `<h1>${WORD}</h1><h2>A heading of several words</h2>`,
};
const NAME = `${'Wolfeschlegelsteinhausenbergerdorff'.repeat(6)} Senior`;

// The test itself makes the type larger when the page is there.
test.beforeEach(({ watch }) => watch.allow(/^layout shift/));

for (const [provider, texts] of Object.entries({ isso: TYPED, wordpress: STORED })) {
  test.describe(provider, () => {
    test.use({ provider });

    for (const [width, type] of [[320, 16], [320, 32], [1280, 16]]) {
      test(`fits into ${width} px with type of ${type} px`, async ({ page, site, edition, comments }) => {
        const all = Object.values(texts).map((text) => ({ text, author: NAME }));
        // The same inside of replies, as deep as they are drawn.
        const deep = all.map(({ text }, index) => nested(provider === 'isso' ? 1 : 5, text, index));
        await comments.seed(edition.middle, [...all, ...deep]);
        await page.setViewportSize({ width, height: 800 });
        await page.addInitScript((type) => {
          document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = `${type}px`));
        }, type);
        await openThread(page, site, edition.middle);
        const bodies = page.locator('.comment-body');
        await expect(bodies).toHaveCount(all.length + deep.length * (provider === 'isso' ? 2 : 6));
        await settled(page);
        expect(await overflow(page)).toEqual([]);
        // No word is pushed out to the side, and no line is a letter wide.
        const narrow = await bodies.evaluateAll((all) =>
          all.flatMap((body) => {
            const within = body.getBoundingClientRect();
            return [...body.querySelectorAll('p, li, pre, blockquote, h4')]
              .map((element) => element.getBoundingClientRect())
              .filter((it) => it.width > 0 && (it.width < within.width / 2 || it.right > innerWidth + 1 || it.left < within.left - 1))
              .map((it) => `${it.left} to ${it.right}`);
          }),
        );
        expect(narrow).toEqual([]);
      });
    }
  });
}

function nested(depth, text, index) {
  const inner = { text, author: 'The last' };
  let comment = inner;
  for (let level = depth; level > 0; level -= 1) comment = { text: `Level ${level} of ${index}.`, replies: [comment] };
  return comment;
}

test('code and words of a table stay apart, and code is no stop on the way by keyboard', async ({ page, site, edition, comments }) => {
  await comments.seed(edition.middle, [{ text: `\`\`\`\n${LINE}\n\`\`\`` }]);
  await openThread(page, site, edition.middle);
  const code = talk(page).comments.locator('pre');
  await expect(code).toBeVisible();
  expect(await code.evaluate((it) => [it.tabIndex, it.scrollWidth > it.clientWidth])).toEqual([-1, false]);
});

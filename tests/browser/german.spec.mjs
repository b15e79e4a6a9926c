// A conversation in an edition that is not in English: every word of it is in the edition's language.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as press } from '../published/press.mjs';
import { NETWORK, expect, test as base } from './comments.mjs';
import { open, readEdition } from './edition.mjs';
import { violations } from './violations.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = path.join(PROJECT, 'target/built');

const story = (day, title) =>
  `+++\ntitle = "${title}"\ndescription = "Was geschah."\ndate = 2026-11-0${day}T09:00:00+01:00\nsection = "Stadt"\n+++\n\nEin Satz über die Sache.\n`;

const test = base.extend({
  /** Three stories around the app that is made for Isso. */
  german: [
    async ({}, use) => {
      const edition = press({
        app: path.join(BUILT, 'isso-app'),
        settings: `title = "Die Zeitung"\nbase_url = "https://zeitung.example"\nlanguage = "de"\ntime_zone = "Europe/Berlin"\n
[comments]\nprovider = "isso"\nendpoint = "/comments"\nreport = "redaktion@zeitung.example"\n`,
        content: {
          'stories/hafen.md': story(1, 'Der Hafen öffnet'),
          'stories/markt.md': story(2, 'Der Markt schließt'),
          'stories/turm.md': story(3, 'Der Turm bleibt'),
        },
      });
      await use(edition.folder);
      edition.remove();
    },
    { scope: 'worker' },
  ],
  build: ({ german }, use) => use(path.relative(BUILT, german)),
  edition: ({ german }, use) => use(readEdition(german)),
});

/** The words of a language, by key. */
const words = (language) =>
  new Map([...readFileSync(path.join(PROJECT, `words/${language}.toml`), 'utf8').matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, text]) => [key, text]));

/** What stands in the conversation, or is read out there, as it would stand in an English edition. */
async function english(page) {
  const said = await page.getByRole('region', { name: 'Kommentare', exact: true }).evaluate((region) => {
    const texts = [];
    const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('noscript')) texts.push(walker.currentNode.data.trim());
    for (const element of region.querySelectorAll('*')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.push(element.getAttribute(name)?.trim());
    }
    return texts.filter(Boolean);
  });
  const german = words('de');
  const english = [...words('en')].filter(([key, text]) => german.get(key) !== text && /\p{L}/u.test(text.replace(/\{\w+\}/g, '')));
  const patterns = english.map(([, text]) => new RegExp(`^${text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`));
  return said.filter((text) => patterns.some((pattern) => pattern.test(text)));
}

test('every word of the conversation is in the language of the edition', async ({ page, site, edition, comments, watch, context }) => {
  watch.allow(NETWORK);
  const middle = edition.stories[1];
  await comments.seed(middle, [{ text: 'Was gesagt wurde.', author: 'Anna', replies: [{ text: 'Eine Antwort.' }] }]);
  await open(page, site, middle.address);
  const region = page.getByRole('region', { name: 'Kommentare', exact: true });
  await region.scrollIntoViewIfNeeded();
  const entry = (text) => region.getByRole('article').filter({ hasText: text }).last();
  await expect(entry('Was gesagt wurde.')).toBeVisible();
  await expect(region.getByRole('heading', { level: 2 })).toHaveText('Kommentare (2)');
  await expect(entry('Was gesagt wurde.').locator('time')).toHaveText('jetzt');
  await expect(entry('Eine Antwort.')).toContainText('Anonym');
  await expect(entry('Eine Antwort.').getByRole('link', { name: 'Den Kommentar von Anonym melden' })).toBeVisible();
  await expect(region.getByRole('combobox', { name: 'Reihenfolge' }).getByRole('option')).toHaveText(['Älteste zuerst', 'Neueste zuerst', 'Beliebteste zuerst']);
  expect(await english(page)).toEqual([]);

  // What is wrong with a comment.
  const form = page.getByRole('form', { name: 'Kommentar schreiben' });
  const text = form.getByRole('textbox', { name: /^Kommentar\b/ });
  const send = form.getByRole('button', { name: 'Kommentar senden' });
  await send.click();
  await expect(text).toHaveAccessibleDescription(/Schreiben Sie zuerst Ihren Kommentar\./);
  await form.getByRole('textbox', { name: /^E-Mail/ }).fill('nirgends');
  await send.click();
  expect(await english(page)).toEqual([]);
  await form.getByRole('textbox', { name: /^E-Mail/ }).fill('');

  // Held back by the network, then sent, changed and deleted.
  await context.setOffline(true);
  await text.fill('Im Zug geschrieben.');
  await send.click();
  await expect(entry('Im Zug geschrieben.')).toContainText('Noch nicht gesendet: kein Netz. Er wird von selbst gesendet.');
  expect(await english(page)).toEqual([]);
  await context.setOffline(false);
  await expect(entry('Im Zug geschrieben.').getByRole('button', { name: 'Löschen' })).toBeVisible();
  await expect(region.getByText(/^Sie können das noch \d+ Min\. lang ändern oder löschen\.$/)).toBeVisible();
  await entry('Im Zug geschrieben.').getByRole('button', { name: 'Ändern' }).click();
  await expect(region.getByRole('group', { name: 'Ändern' }).getByRole('button', { name: 'Speichern' })).toBeVisible();
  expect(await english(page)).toEqual([]);
  await region.getByRole('button', { name: 'Abbrechen' }).click();
  await entry('Im Zug geschrieben.').getByRole('button', { name: 'Löschen' }).click();
  await expect(region.getByText('Diesen Kommentar löschen? Er lässt sich nicht zurückholen.')).toBeVisible();
  expect(await english(page)).toEqual([]);
  await region.getByRole('button', { name: 'Behalten' }).click();

  // A vote that does not count, a reply, a preview.
  const like = entry('Im Zug geschrieben.').getByRole('button', { name: /^Gefällt mir \(/ });
  await like.click();
  await expect(region.getByText('Diese Stimme zählt nicht: Man stimmt einmal ab und nicht über den eigenen Kommentar.')).toBeVisible();
  await entry('Was gesagt wurde.').getByRole('button', { name: 'Anna antworten' }).click();
  const answer = page.getByRole('form', { name: 'Antwort an Anna' });
  await answer.getByRole('textbox', { name: /^Kommentar\b/ }).fill('Und *ich* meine:');
  await answer.getByRole('button', { name: 'Vorschau' }).click();
  await expect(answer.locator('em')).toHaveText('ich');
  expect(await english(page)).toEqual([]);
  expect(await violations(page)).toEqual([]);
});

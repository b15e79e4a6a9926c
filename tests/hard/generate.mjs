// An edition of sixty stories with all that makes a page hard to set: words longer than a telephone is wide, headlines
// of five lines, upright pictures and panoramas, tables of fourteen columns, forty pictures in one story, other scripts.
// The same at every run. node tests/hard/generate.mjs FOLDER writes its settings and content there.
import { copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stories } from './stories.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** The sample's own photographs and drawings, of every shape. */
export const PICTURES = {
  'harbour.jpg': 'pictures/container-terminal.jpg',
  'tower.jpg': 'pictures/lighthouse-at-dusk.jpg',
  'moon.jpg': 'pictures/tide-post-and-moon.jpg',
  'beach.jpg': 'stories/2026/how-to-read-a-tide-table/low-water.jpg',
  'galaxies.jpg': 'pictures/hubble-deep-field.jpg',
  'cat.jpg': 'pictures/cat.jpg',
  'cup.jpg': 'pictures/coffee.jpg',
  'clouds.jpg': 'pictures/cumulus.jpg',
  'bridge.jpg': 'pictures/bridge-in-haze.jpg',
  'books.jpg': 'pictures/library-shelf.jpg',
  'pump.svg': 'pictures/pump.svg',
};

const SECTIONS = ['Welt', 'Politik', 'Wirtschaft', 'Verkehrsinfrastruktur', 'Kultur', 'Sport', 'Wissenschaft', 'Gesellschaft', 'Meinung', 'Hafen & Meer'];

const SETTINGS = `title = "Nordfriesischer Generalanzeiger und Hafennachrichten"
base_url = "https://anzeiger.example"
language = "en"
time_zone = "Europe/Berlin"
page_size = 12

[brand]
motto = "Unabhängig, überparteilich, wetterfest"
footer = "Nordfriesischer Generalanzeiger und Hafennachrichten, Verlagsgesellschaft mit beschränkter Haftung"

${SECTIONS.map((name) => `[[sections]]\nname = "${name}"\ndescription = "Was in diesem Teil der Zeitung steht: 6,000 Zeichen am Tag, 10,080 Minuten in der Woche."`).join('\n\n')}

[[menu.header]]
name = "Datenschutzgrundverordnung"
href = "/about/"

[[menu.footer]]
name = "Nutzungsbedingungen und Haftungsausschluss"
href = "/about/"

[embeds]
play = ["youtube"]
`;

/** A value as TOML. */
const toml = (value) => {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{ ${Object.entries(value).map(([key, it]) => `${key} = ${toml(it)}`).join(', ')} }`;
  return JSON.stringify(value);
};

export function generate(folder) {
  for (const part of ['content', 'public']) rmSync(path.join(folder, part), { recursive: true, force: true });
  for (const part of ['content/pictures', 'content/pages', 'content/stories', 'public']) mkdirSync(path.join(folder, part), { recursive: true });
  // The sample's icons, not its logo: the newspaper's name stands in letters.
  cpSync(path.join(PROJECT, 'public'), path.join(folder, 'public'), { recursive: true });
  writeFileSync(path.join(folder, 'newsprint.toml'), SETTINGS);
  writeFileSync(path.join(folder, 'content/pages/about.md'), '+++\ntitle = "Datenschutzgrundverordnungsumsetzungshinweise"\n+++\n\nA page of its own.\n');
  for (const [name, from] of Object.entries(PICTURES)) copyFileSync(path.join(PROJECT, 'content', from), path.join(folder, 'content/pictures', name));
  stories(SECTIONS).forEach(({ body, ...matter }, index) => {
    // Every seventh hour, so that some days have several.
    const date = new Date(Date.UTC(2026, 9, 1) + index * 7 * 3_600_000).toISOString().slice(0, 19);
    const lines = Object.entries({ ...matter, slug: `story-${index}` }).map(([key, value]) => `${key} = ${toml(value)}`);
    writeFileSync(path.join(folder, `content/stories/${index}.md`), `+++\ndate = ${date}\n${lines.join('\n')}\n+++\n\n${body}\n`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate(process.argv[2]);

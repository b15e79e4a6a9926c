// Writes a newsroom of any number of stories:
//
//     node tests/bench/generate.mjs STORIES FOLDER [--pictures] [--many-words] [--seed NUMBER]
//
// FOLDER gets newsprint.toml and content/stories/YEAR/MONTH/NAME.md: YAML front matter that Hugo
// reads as well, and about 700 words of CommonMark each (paragraphs, headings, a quotation, a list,
// a link to another story). With --pictures each story has one of twelve lead images of about 90 KB.
// With --many-words the text is made of 60,000 words, few of them often and most of them seldom, as
// in any language: a search index is as large as the words are many.
// The same numbers give the same bytes. The words mean nothing and name nobody.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { picture } from './picture.mjs';
import { random } from './random.mjs';

const SECTIONS = ['World', 'Business', 'Science', 'Culture', 'Sport'];
const TOPICS = 'Bridges Weather Music Rivers Markets Maps Trains Gardens Books Ships Clocks Glass'.split(' ');
const DESKS = ['World desk', 'City desk', 'Science desk', 'Night desk'];
const PICTURES = 12;

const THINGS = `harbour bridge market council river museum station library garden tower orchestra workshop ferry
archive quarter valley canal theatre bakery school meadow lighthouse committee exhibition timetable survey
railway reservoir orchard festival printing-house observatory warehouse staircase fountain`.split(/\s+/);
const QUALITIES = `new old quiet busy narrow wide northern southern early late small large open covered restored
unfinished wooden public temporary local floating painted`.split(/\s+/);
const DEEDS = `opens onto|waits for|is joined to|looks over|belongs to|is named after|pays for|is older than|
is measured against|returns to|is drawn beside|replaces|follows|borrows from|leads to`.replace(/\n/g, '').split('|');
const JOINTS = ['and', 'while', 'because', 'although', 'so that', 'after', 'before', 'where'];

/** Writes the newsroom; returns its stories, oldest first. */
export function generate(count, folder, { pictures = false, manyWords = false, search = true, seed = 1 } = {}) {
  rmSync(path.join(folder, 'content'), { recursive: true, force: true });
  const stories = Array.from({ length: count }, (_, index) => outline(index, seed, pictures));
  for (const story of stories) {
    const directory = path.join(folder, 'content/stories', story.folder);
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, `${story.slug}.md`), `${frontMatter(story)}\n${manyWords ? language(story, seed) : body(story, stories, seed)}`);
  }
  if (pictures) {
    mkdirSync(path.join(folder, 'public/pictures'), { recursive: true });
    for (let n = 0; n < PICTURES; n += 1) {
      writeFileSync(path.join(folder, `public/pictures/lead-${n}.png`), picture(1200, 800, 90_000, seed + n));
    }
  }
  writeFileSync(path.join(folder, 'newsprint.toml'), settings(search));
  return stories;
}

function outline(index, seed, pictures) {
  const pick = picker(random(seed * 1_000_003 + index));
  const date = new Date(Date.UTC(2020, 0, 1, 6) + index * 37 * 60_000);
  const headline = capital(`${pick(QUALITIES)} ${pick(THINGS)} ${pick(DEEDS)} the ${pick(QUALITIES)} ${pick(THINGS)}`);
  const slug = `${headline.toLowerCase().replace(/[^a-z]+/g, '-')}-${index}`;
  const folder = date.toISOString().slice(0, 7).replace('-', '/');
  const day = date.toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    index,
    slug,
    folder,
    headline,
    address: `/${day}/${slug}/`,
    standfirst: sentence(pick),
    date: date.toISOString(),
    updated: new Date(date.getTime() + 7_200_000).toISOString(),
    section: pick(SECTIONS),
    author: pick(DESKS),
    tags: [...new Set([pick(TOPICS), pick(TOPICS), pick(TOPICS)])].sort(),
    picture: pictures ? { src: `/pictures/lead-${index % PICTURES}.png`, alt: `Coloured shapes, number ${(index % PICTURES) + 1}.` } : undefined,
  };
}

function frontMatter({ headline, standfirst, date, updated, slug, section, author, tags, picture }) {
  const lines = {
    title: headline,
    description: standfirst,
    date,
    lastmod: updated,
    slug,
    categories: [section],
    authors: [author],
    tags,
    ...(picture && { image: { ...picture, caption: 'A picture made of numbers.' } }),
  };
  // A JSON value is a YAML value.
  return `---\n${Object.entries(lines).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`).join('')}---\n`;
}

function body({ index }, stories, seed) {
  const pick = picker(random(seed * 2_000_003 + index));
  const blocks = [paragraph(pick, 75), paragraph(pick, 65)];
  for (let part = 0; part < 3; part += 1) {
    blocks.push(`## ${capital(`${pick(QUALITIES)} ${pick(THINGS)}`)}`, paragraph(pick, 80));
    if (part === 0) {
      const other = stories[(index + 7) % stories.length];
      blocks.push(`> ${paragraph(pick, 30)}`, `${sentence(pick)} See [${other.headline}](${other.address}). ${paragraph(pick, 50)}`);
    }
    if (part === 1) blocks.push(Array.from({ length: 4 }, () => `- ${sentence(pick)}`).join('\n'), paragraph(pick, 60));
    if (part === 2) blocks.push(`${sentence(pick)} *${sentence(pick)}* **${capital(pick(THINGS))}** ${paragraph(pick, 70)}`);
  }
  return `${blocks.join('\n\n')}\n`;
}

/** A text of 700 words, the rarer the higher their number (Zipf's law). */
function language({ index }, seed) {
  const next = random(seed * 3_000_017 + index);
  const word = () => spelling(Math.floor(Math.exp(next() * Math.log(60_000))));
  const sentence = () => `${capital(Array.from({ length: 14 }, word).join(' '))}.`;
  return `${Array.from({ length: 10 }, () => Array.from({ length: 5 }, sentence).join(' ')).join('\n\n')}\n`;
}

/** The word of a number: the same for ever, and longer for higher ones. */
function spelling(number) {
  const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ');
  let text = '';
  for (let rest = number + 20; rest > 0; rest = Math.floor(rest / 20)) text += syllables[(rest * 7) % 20];
  return text;
}

/** The newsroom's settings, with or without a search page. */
export function settings(search) {
  const sections = SECTIONS.map((name) => `[[sections]]\nname = "${name}"\n`).join('\n');
  const desks = DESKS.slice(0, 2).map((name) => `[[authors]]\nname = "${name}"\norganization = true\n`).join('\n');
  return `title = "The Bench"\nbase_url = "https://bench.example"\nlanguage = "en"\ntime_zone = "UTC"\nsearch = ${search}\n\n[brand]\nmotto = "Stories that mean nothing"\n\n[comments]\nprovider = "device"\n\n${sections}\n${desks}`;
}

const picker = (next) => (words) => words[Math.floor(next() * words.length)];
const capital = (text) => text[0].toUpperCase() + text.slice(1);

function sentence(pick) {
  const clause = () => `the ${pick(QUALITIES)} ${pick(THINGS)} ${pick(DEEDS)} the ${pick(THINGS)}`;
  return `${capital(clause())} ${pick(JOINTS)} ${clause()}.`;
}

function paragraph(pick, words) {
  let text = sentence(pick);
  while (text.split(' ').length < words) text += ` ${sentence(pick)}`;
  return text;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { pictures: { type: 'boolean' }, 'many-words': { type: 'boolean' }, seed: { type: 'string', default: '1' } },
  });
  const [count, folder] = positionals;
  if (!(Number(count) > 0) || !folder) {
    console.error('usage: node tests/bench/generate.mjs STORIES FOLDER [--pictures] [--many-words] [--seed NUMBER]');
    process.exit(1);
  }
  generate(Number(count), folder, { pictures: values.pictures, manyWords: values['many-words'], seed: Number(values.seed) });
  console.log(`${count} stories in ${folder}`);
}

// What search engines and feed readers get, judged by schema.org's vocabulary (schema-dts, checked by TypeScript),
// by the rules of Google's rich results (Adobe's validator), by the sitemap protocol's own XML Schema (libxml2),
// and by parsers that others wrote.
import Validator from '@adobe/structured-data-validator';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseSitemap } from 'sitemap';
import ts from 'typescript';
import { validateXML } from 'xmllint-wasm';
import { EDITIONS, pages } from './editions.mjs';
import { build } from './press.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PROTOCOL = path.join(path.dirname(createRequire(import.meta.url).resolve('sitemap')), '../schema/sitemap.xsd');

/** The JSON-LD of a page. */
const linkedData = (html) => [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => JSON.parse(text));

/** What TypeScript has to say of things that are declared to be of schema.org's types. */
function faultsOfTypes(things) {
  const lines = things.map(([where, thing], number) => `export const n${number}: WithContext<${thing['@type']}> = ${JSON.stringify({ '@context': 'https://schema.org', ...thing })}; // ${where}`);
  const types = [...new Set(things.map(([, thing]) => thing['@type']))].sort();
  const text = `import type { WithContext, ${types.join(', ')} } from 'schema-dts';\n${lines.join('\n')}\n`;
  const name = path.join(HERE, 'things.ts');
  const options = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, types: [], target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? text : readFile(file));
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile(file, ...rest));
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).map(({ file, start, messageText }) => {
    const line = file?.text.slice(0, start).split('\n').length;
    const where = things[line - 2]?.[0] ?? '';
    return `${where}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

for (const edition of EDITIONS) {
  describe(`what search engines get of an edition ${edition.name}`, () => {
    const things = pages(edition).flatMap((file) => linkedData(edition.text(file)).flatMap((data) => data['@graph'].map((thing) => [file, thing])));

    it('every page says what it is, in words that schema.org knows', () => {
      const found = pages(edition).filter((file) => !edition.text(file).includes('<meta name="robots" content="noindex">'));
      assert.deepEqual(found.filter((file) => !things.some(([where]) => where === file)), []);
      assert.deepEqual(new Set(things.map(([, thing]) => thing['@type'])), new Set(['BreadcrumbList', 'NewsArticle', 'WebSite']));
      assert.deepEqual(faultsOfTypes(things), []);
    });

    it('has what rich results ask for', async () => {
      for (const [file, thing] of things) {
        const issues = await new Validator().validate({ jsonld: { [thing['@type']]: [structuredClone(thing)] }, microdata: {}, rdfa: {} });
        assert.deepEqual(issues.map(({ severity, issueMessage }) => `${severity}: ${issueMessage}`), [], file);
      }
    });

    it('the sitemaps keep to the schema of their protocol, and name each other', async () => {
      const named = new Set();
      const schema = readFileSync(PROTOCOL, 'utf8');
      const index = edition.text('sitemap.xml');
      const files = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
      assert.ok(files.length > 2 && files.every((url) => url.startsWith(edition.root)), files);
      for (const url of files) {
        const contents = edition.text(url.slice(edition.root.length));
        const { valid, errors } = await validateXML({ xml: { fileName: 'sitemap.xml', contents }, schema });
        assert.ok(valid, `${url}: ${errors.map(({ message }) => message)}`);
        const entries = await parseSitemap(Readable.from([contents]));
        assert.ok(entries.length <= 50_000 && contents.length < 50 * 1024 * 1024);
        for (const entry of entries) {
          assert.ok(!named.has(entry.url), `${entry.url} stands twice`);
          named.add(entry.url);
          assert.ok(edition.files.includes(decodeURI(`${entry.url.slice(edition.root.length)}index.html`)), entry.url);
        }
      }
      const news = await parseSitemap(Readable.from([edition.text('sitemap-news.xml')]));
      assert.ok(news.length <= 1000 && news.every(({ url }) => named.has(url)));
      assert.match(edition.text('robots.txt'), new RegExp(`^Sitemap: ${edition.root}sitemap.xml$`, 'm'));
    });

    it('the feeds are read, whole, by a parser that forgives nothing', () => {
      const feeds = edition.files.filter((file) => /(^|\/)(feed\.xml|atom\.xml|feed\.json)$/.test(file));
      assert.ok(feeds.length >= 3 * 4, feeds);
      for (const file of feeds) {
        const text = edition.text(file);
        const self = edition.root + file;
        if (file.endsWith('feed.xml')) {
          const feed = parseRssFeed(text);
          assert.ok(feed.title && feed.link && feed.description, file);
          assert.ok(feed.atom.links.some(({ rel, href }) => rel === 'self' && href === self), file);
          for (const item of feed.items) assert.ok(item.title && item.guid.value && item.link && Date.parse(item.pubDate) && item.content.encoded, file);
        } else if (file.endsWith('atom.xml')) {
          const feed = parseAtomFeed(text);
          assert.ok(feed.id && feed.title && Date.parse(feed.updated), file);
          assert.ok(feed.links.some(({ rel, href }) => rel === 'self' && href === self), file);
          for (const entry of feed.entries) assert.ok(entry.id && entry.title && Date.parse(entry.updated) && entry.content && entry.authors.length, file);
        } else {
          const feed = parseJsonFeed(text);
          assert.equal(JSON.parse(text).version, 'https://jsonfeed.org/version/1.1');
          assert.ok(feed.title && feed.feed_url === self && feed.home_page_url, file);
          for (const item of feed.items) assert.ok(item.id && item.url && item.content_html && Date.parse(item.date_published), file);
        }
      }
    });
  });
}

it('the news sitemap of the hour in which a story is out says what Google News asks of it', async () => {
  const [sample] = EDITIONS;
  const stories = [...sample.read.stories].sort((a, b) => Date.parse(a.published) - Date.parse(b.published));
  const newest = stories.at(-1);
  const now = new Date(Date.parse(newest.published) + 3_600_000);
  const edition = build({ now: now.toISOString() });
  try {
    const contents = readFileSync(path.join(edition.folder, 'sitemap-news.xml'), 'utf8');
    const entries = await parseSitemap(Readable.from([contents]));
    const fresh = stories.filter(({ published }) => now - Date.parse(published) < 2 * 86_400_000);
    assert.ok(fresh.length >= 1);
    assert.deepEqual(entries.map(({ url }) => url).sort(), fresh.map(({ address }) => new URL(address, sample.root).href).sort());
    for (const { url, news } of entries) {
      const story = fresh.find(({ address }) => new URL(address, sample.root).href === url);
      assert.equal(news.title, story.headline);
      assert.equal(Date.parse(news.publication_date), Date.parse(story.published));
      // The name of the paper as on its front page, and ISO 639, two or three letters.
      assert.equal(news.publication.name, /<meta property="og:site_name" content="([^"]+)"/.exec(sample.text('index.html'))[1]);
      assert.equal(news.publication.language, story.language.split('-')[0]);
    }
  } finally {
    edition.remove();
  }
});

it('the types find what schema.org does not know', () => {
  const faults = (thing) => faultsOfTypes([['x', { '@type': 'NewsArticle', ...thing }]]).join('\n');
  assert.match(faults({ headlin: 'A' }), /headlin/);
  assert.match(faults({ author: { '@type': 'Person', name: 1 } }), /name/);
  assert.equal(faults({ headline: 'A' }), '');
});

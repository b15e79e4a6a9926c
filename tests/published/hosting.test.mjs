// nginx and Caddy, set up with the files that press writes for them, against what docs/publishing.md promises.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { EDITIONS } from './editions.mjs';
import { SERVERS, serveBy } from './servers.mjs';

const TYPES = {
  css: /^text\/css\b/,
  html: /^text\/html\b/,
  ico: /^image\/(x-icon|vnd\.microsoft\.icon)$/,
  jpg: /^image\/jpeg$/,
  js: /^(text|application)\/javascript\b/,
  json: /^application\/json\b/,
  png: /^image\/png$/,
  svg: /^image\/svg\+xml\b/,
  txt: /^text\/plain\b/,
  wasm: /^application\/wasm$/,
  webmanifest: /^application\/manifest\+json\b/,
  webp: /^image\/webp$/,
  xml: /^(text|application)\/xml\b/,
};
const COMPRESSED = ['css', 'html', 'js', 'json', 'svg', 'wasm', 'webmanifest', 'xml'];
const ENCODINGS = { br: brotliDecompressSync, gzip: gunzipSync };

for (const [name, server] of Object.entries(SERVERS)) {
  const skip = server.isThere() ? false : `there is no ${name} on PATH`;
  for (const edition of EDITIONS) describe(`${name}, an edition ${edition.name}`, { skip }, () => judge(name, edition));
}

function judge(name, edition) {
  const { base, files } = edition;
  const href = (address) => base + encodeURI(address.replace(/^\//, ''));
  const ending = (file) => path.extname(file).slice(1);
  /** A file of each kind, and every one that never changes. */
  const [hashed, others] = split(files.filter((file) => ending(file) in TYPES), (file) => edition.text('_headers').includes(`\n${base}${file}\n`));
  const lasting = others.filter((file) => /^(picture|search\/index)\//.test(file));
  const sample = (kind) => others.find((file) => ending(file) === kind && !lasting.includes(file)) ?? lasting.find((file) => ending(file) === kind);
  const samples = Object.keys(TYPES).map(sample).filter(Boolean).concat(hashed);
  const story = edition.read.middle.address;
  const missing = ['nothing/', 'nothing/page.json', 'nothing.html', `${story.slice(1)}nothing`, 'newsprint-0000.js'];
  let site;
  before(async () => (site = await serveBy(name, edition)));
  after(() => site?.close());

  it('is set up without a warning', () => assert.deepEqual(site.warnings(), []));

  it('answers every address with its page', async () => {
    for (const page of edition.read.pages) {
      const { status, headers, body } = await site.ask(href(page.address));
      assert.equal(status, 200, page.address);
      assert.match(headers['content-type'], /^text\/html; ?charset=utf-8$/i);
      assert.ok(body.equals(edition.bytes(`${page.address}index.html`)), page.address);
    }
  });

  it('gives an address the slash at its end that it lacks', async () => {
    const { status, headers } = await site.ask(href(story).slice(0, -1));
    assert.ok([301, 308].includes(status), status);
    assert.equal(new URL(headers.location, `http://x${href(story)}`).pathname, href(story));
  });

  it('says with the page for it and the status 404 that there is nothing', async () => {
    for (const target of missing) {
      const { status, headers, body } = await site.ask(base + target);
      assert.equal(status, 404, target);
      assert.ok(body.equals(edition.bytes('404.html')), target);
      // Whoever has this answer and asks again is told the same, and not that it has not changed.
      const again = await site.ask(base + target, { 'if-none-match': headers.etag ?? '*', 'if-modified-since': headers['last-modified'] ?? '', range: 'bytes=0-9' });
      assert.equal(again.status, 404, target);
      assert.ok(again.body.equals(edition.bytes('404.html')), target);
    }
  });

  it('never lets anybody keep that there is nothing', async () => {
    // Also where all that is there may be kept for ever. `picture/` is a folder without a page.
    for (const target of [...missing, 'picture/', 'picture/nothing.webp', 'search/index/', 'search/index/nothing']) {
      const { status, headers } = await site.ask(base + target);
      assert.equal(status, 404, target);
      assert.equal(headers['cache-control'], 'public, max-age=0, must-revalidate', target);
    }
  });

  it('names each kind of file as what it is', async () => {
    for (const file of samples) {
      const { status, headers } = await site.ask(href(file));
      assert.equal(status, 200, file);
      assert.match(headers['content-type'], TYPES[ending(file)], file);
    }
  });

  it('lets files with a hash be kept for ever, and has all others asked for anew', async () => {
    assert.ok(hashed.length >= 4, hashed);
    for (const file of samples) {
      const { headers } = await site.ask(href(file));
      const expected = [...hashed, ...lasting].includes(file) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
      assert.equal(headers['cache-control'], expected, file);
    }
  });

  it('lets developed pictures and the files of the search index be kept for ever, but not the catalogue, and compresses those', async () => {
    const picture = files.find((file) => file.startsWith('picture/'));
    const piece = files.filter((file) => file.startsWith('search/index/')).reduce((most, file) => (edition.bytes(file).length > edition.bytes(most).length ? file : most));
    const forEver = 'public, max-age=31536000, immutable';
    for (const [file, expected] of [[picture, forEver], [piece, forEver], ['search/index.txt', 'public, max-age=0, must-revalidate']]) {
      assert.equal((await site.ask(href(file))).headers['cache-control'], expected, file);
    }
    const { headers, body } = await site.ask(href(piece), { 'accept-encoding': 'gzip' });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.ok(gunzipSync(body).equals(edition.bytes(piece)));
  });

  it('answers in a few bytes that a page has not changed, compressed or not', async () => {
    for (const encoding of ['identity', 'gzip']) {
      const asked = { 'accept-encoding': encoding };
      const first = await site.ask(href(story), asked);
      const again = await site.ask(href(story), { ...asked, 'if-none-match': first.headers.etag });
      assert.equal(again.status, 304, encoding);
      assert.equal(again.body.length, 0);
    }
  });

  it('compresses what gains by it, also for a CDN before it', async () => {
    const precompressed = files.some((file) => file.endsWith('.br'));
    const encodings = precompressed && server(name).sendsBrotliFiles() ? ['br', 'gzip'] : ['gzip'];
    for (const encoding of encodings) {
      for (const file of samples) {
        const { headers, body } = await site.ask(href(file), { 'accept-encoding': encoding, via: '1.1 cdn.example' });
        if (!COMPRESSED.includes(ending(file)) || edition.bytes(file).length < 512) continue;
        assert.equal(headers['content-encoding'], encoding, file);
        assert.match(headers.vary ?? '', /accept-encoding/i, file);
        assert.match(headers['content-type'], TYPES[ending(file)], file);
        assert.ok(ENCODINGS[encoding](body).equals(edition.bytes(file)), file);
        if (precompressed) assert.ok(body.equals(edition.bytes(`${file}.${encoding === 'br' ? 'br' : 'gz'}`)), `${file} was compressed anew`);
      }
    }
    const picture = samples.find((file) => file.endsWith('.png'));
    assert.equal((await site.ask(href(picture), { 'accept-encoding': 'gzip' })).headers['content-encoding'], undefined);
  });

  it('sends with everything what a page may load', async () => {
    const rules = edition.text('_headers').split('\n').slice(1);
    const safe = rules.slice(0, rules.findIndex((line) => !line.startsWith(' '))).map((line) => line.trim().split(/: (.*)/));
    assert.ok(safe.length >= 4);
    const ofDrawings = /\*\.svg\n {2}Content-Security-Policy: (.*sandbox.*)/.exec(edition.text('_headers'))[1];
    for (const target of [...samples.map(href), href(story), `${base}nothing/`, `${base}nothing.jpg`]) {
      const { headers } = await site.ask(target);
      for (const [header, value] of safe) {
        const expected = header === 'Content-Security-Policy' && target.endsWith('.svg') ? [value, ofDrawings] : [value];
        // Of several policies browsers hold to all, whatever their order.
        const sent = headers[header.toLowerCase()];
        assert.equal(expected.length > 1 ? sent.split(', ').sort().join() : sent, expected.sort().join(), `${header} of ${target}`);
      }
    }
  });

  it('leads from addresses that have moved to the new ones', async () => {
    const moved = edition.text('_redirects').trim().split('\n').map((line) => line.split(' '));
    assert.ok(moved.length >= 2);
    for (const [from, to] of moved) {
      const { status, headers } = await site.ask(from);
      assert.equal(status, 301, from);
      assert.equal(new URL(headers.location, 'http://x').pathname, to);
      assert.equal((await site.ask(to)).status, 200);
    }
  });

  it('answers HEAD and a part of a file', async () => {
    const head = await site.ask(href(story), {}, 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(head.body.length, 0);
    const part = await site.ask(href(samples.find((file) => file.endsWith('.png'))), { range: 'bytes=0-9' });
    assert.equal(part.status, 206);
    assert.equal(part.body.length, 10);
  });
}

const server = (name) => SERVERS[name];

function split(list, fits) {
  return [list.filter(fits), list.filter((it) => !fits(it))];
}

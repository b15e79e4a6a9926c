// Addresses that mean something in the set-up of a server: each leads where its author says, and nowhere else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PROJECT, build } from './press.mjs';
import { SERVERS, serveBy } from './servers.mjs';

const ADDRESSES = JSON.parse(readFileSync(path.join(PROJECT, 'tests/hostile/addresses.json'), 'utf8'));
const FOLDERS = ADDRESSES.filter((address) => address.endsWith('/'));
const SECRET = 'nobody is to read this';

/** A story at each address, and one that each of them leads on to. */
const stories = (place) => {
  const at = (more) => `+++\ntitle = "A"\ndate = 2026-05-01\n${more}\n+++\n\nText.\n`;
  if (place === 'from') return { 'world/a.md': at(`url = "/a-new/"\naliases = ${JSON.stringify(ADDRESSES)}`) };
  return Object.fromEntries(FOLDERS.map((address, number) => [`world/${number}.md`, at(`url = ${JSON.stringify(address)}\naliases = ["/old-${number}/"]`)]));
};

/** As a browser asks for it. */
const href = (address) => new URL(address, 'http://x').pathname;

for (const [name, server] of Object.entries(SERVERS)) {
  const skip = server.isThere() ? false : `there is no ${name} on PATH`;
  for (const base of ['/', '/paper/']) {
    describe(`${name}, an edition under ${base} with addresses that servers read otherwise`, { skip }, () => {
      const editions = {};
      const sites = {};
      before(async () => {
        process.env.NEWSPRINT_SECRET = SECRET;
        for (const place of ['from', 'to']) {
          editions[place] = build({ content: stories(place), base });
          sites[place] = await serveBy(name, editions[place]);
        }
      });
      after(async () => {
        for (const place of ['from', 'to']) {
          await sites[place]?.close();
          editions[place]?.remove();
        }
      });

      it('is set up without a warning', () => {
        for (const site of Object.values(sites)) assert.deepEqual(site.warnings(), []);
      });

      it('leads from each of them to the story and nowhere else', async () => {
        for (const address of ADDRESSES) {
          const { status, headers, body } = await sites.from.ask(href(base + address.slice(1)));
          assert.equal(status, 301, address);
          assert.equal(new URL(headers.location, 'http://x/').href, `http://x${base}a-new/`, address);
          assert.ok(!JSON.stringify(headers).includes(SECRET) && !body.includes(SECRET), address);
        }
      });

      it('leads to each of them, and answers with its page', async () => {
        for (const [number, address] of FOLDERS.entries()) {
          const { status, headers } = await sites.to.ask(`${base}old-${number}/`);
          assert.equal(status, 301, address);
          const target = new URL(headers.location, 'http://x/');
          assert.equal(target.origin, 'http://x', address);
          assert.equal(decodeURIComponent(target.pathname), base + address.slice(1), address);
          const page = await sites.to.ask(href(headers.location));
          assert.equal(page.status, 200, address);
          assert.match(page.body.toString(), /<h1[^>]*>A<\/h1>/, address);
        }
      });

      it('has no rule in _redirects that is a pattern or has more than its three words', () => {
        for (const edition of Object.values(editions)) {
          for (const line of readFileSync(path.join(edition.folder, '_redirects'), 'utf8').trim().split('\n')) {
            const words = line.split(' ');
            assert.equal(words.length, 3, line);
            assert.ok(words[0].startsWith(base) && words[1].startsWith(base) && words[2] === '301', line);
            assert.doesNotMatch(words[0], /\*|:[a-z]/i, line);
            assert.doesNotMatch(words[1], /\*|:[a-z]/i, line);
          }
        }
      });
    });
  }
}

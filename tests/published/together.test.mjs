// What one server holds: several editions, on one host and on two, and more old addresses than it was made for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EDITIONS } from './editions.mjs';
import { build } from './press.mjs';
import { SERVERS, serveBy, serveTogether } from './servers.mjs';

const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_ANEW = 'public, max-age=0, must-revalidate';

const PLACES = {
  'one host': [{ host: 'paper.example', editions: EDITIONS }],
  'two hosts': EDITIONS.map((edition, number) => ({ host: `paper-${number}.example`, editions: [edition] })),
};

for (const [name, server] of Object.entries(SERVERS)) {
  const skip = server.isThere() ? false : `there is no ${name} on PATH`;
  for (const [where, sites] of Object.entries(PLACES)) {
    describe(`${name}, two editions on ${where}`, { skip }, () => {
      let site;
      before(async () => (site = await serveTogether(name, sites)));
      after(() => site?.close());

      it('are set up without a warning', () => assert.deepEqual(site.warnings(), []));

      for (const { host, editions } of sites) {
        for (const edition of editions) {
          const ask = (target) => site.ask(edition.base + target, { host });

          it(`the one ${edition.name} is served with its own headers, addresses and page for what is not there`, async () => {
            const [, policy] = /Content-Security-Policy: (.+)/.exec(edition.text('_headers'));
            for (const [, address] of edition.kinds) {
              const { status, headers, body } = await ask(encodeURI(address.slice(1)));
              assert.equal(status, 200, address);
              assert.ok(body.equals(edition.bytes(`${address}index.html`.slice(1))), address);
              assert.equal(headers['content-security-policy'], policy, address);
              assert.equal(headers['cache-control'], ASK_ANEW, address);
            }
            const app = edition.files.find((file) => /^newsprint-.*\.wasm$/.test(file));
            assert.equal((await ask(app)).headers['cache-control'], FOR_EVER);
            for (const target of ['nothing/', 'search/index/nothing']) {
              const { status, headers, body } = await ask(target);
              assert.equal(status, 404, target);
              assert.ok(body.equals(edition.bytes('404.html')), target);
              assert.equal(headers['cache-control'], ASK_ANEW, target);
            }
            for (const [from, to] of edition.text('_redirects').trim().split('\n').map((line) => line.split(' '))) {
              const { status, headers } = await site.ask(from, { host });
              assert.deepEqual([status, new URL(headers.location, 'http://x').pathname], [301, to]);
            }
          });

          if (edition.base !== '/') {
            it('its path without the last slash leads to its front page', async () => {
              const { status, headers } = await site.ask(edition.base.slice(0, -1), { host });
              assert.ok([301, 308].includes(status), status);
              assert.equal(new URL(headers.location, 'http://x').pathname, edition.base);
            });
          }
        }
      }
    });
  }

  describe(`${name}, an edition with thousands of old addresses under a long path`, { skip }, () => {
    const long = `/${'old-'.repeat(49)}end/`;
    const many = Array.from({ length: 5000 }, (_, number) => `/${2000 + (number % 20)}/the-harbour.board-meets.again-${'and-again-'.repeat(number % 4)}${number}.html`);
    const aliases = [long, ...many, "/alt/größe-{x};'$uri/"];
    let edition;
    let site;
    before(async () => {
      // A story may have a hundred.
      const stories = Array.from({ length: Math.ceil(aliases.length / 100) }, (_, number) => {
        const own = JSON.stringify(aliases.slice(number * 100, (number + 1) * 100));
        return [`world/a${number}.md`, `+++\ntitle = "A"\ndate = 2026-05-01\naliases = ${own}\n+++\n\nText.\n`];
      });
      edition = build({ content: Object.fromEntries(stories), base: `/${'a-paper-of-the-north/'.repeat(6)}` });
      site = await serveBy(name, edition);
    });
    after(async () => {
      await site?.close();
      edition?.remove();
    });

    it('is taken, and each leads on', async () => {
      assert.deepEqual(site.warnings(), []);
      const lines = readFileSync(path.join(edition.folder, '_redirects'), 'utf8').trim().split('\n');
      const moved = lines.map((line) => line.split(' '));
      assert.equal(moved.length, aliases.length);
      for (const [from, to] of [...moved.filter((_, number) => number % 100 === 0), ...moved.filter(([from]) => /old-old|alt/.test(from))]) {
        const { status, headers } = await site.ask(from);
        assert.deepEqual([status, new URL(headers.location, 'http://x').pathname], [301, to], from);
        assert.equal(headers['cache-control'], ASK_ANEW, from);
      }
      assert.equal((await site.ask(moved[0][1])).status, 200);
    });
  });
}

// Every link and every place on a page that a link names, followed by a crawler (linkinator), not by press itself.
// Other sites are left alone: a test must not depend on them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LinkChecker } from 'linkinator';
import { serve } from '../browser/server.mjs';
import { EDITIONS, pages } from './editions.mjs';

for (const edition of EDITIONS) {
  describe(`the links of an edition ${edition.name}`, () => {
    it('lead somewhere, to the place on the page too', async () => {
      const site = await serve(edition.folder, { base: edition.base });
      // Its own URL stands in canonical links, cards and feeds: it is followed as if it were this host.
      const { origin } = new URL(edition.root);
      const asHere = new RegExp(`^${origin.replaceAll('.', '\\.')}`);
      const checker = new LinkChecker();
      const visited = new Set();
      checker.on('pagestart', (url) => visited.add(new URL(url).pathname));
      const { links } = await checker.check({
        path: site.url('/'),
        recurse: true,
        checkFragments: true,
        concurrency: 20,
        urlRewriteExpressions: [{ pattern: asHere, replacement: site.origin }],
        linksToSkip: [`^(?!${site.origin})`],
      });
      await site.close();
      const broken = links.filter(({ state }) => state === 'BROKEN').map(({ parent, url, status }) => `${parent} → ${url}: ${status}`);
      assert.deepEqual(broken, []);
      const reached = pages(edition).filter((file) => visited.has(encodeURI(edition.base + file.replace(/index\.html$/, ''))));
      assert.equal(reached.length, pages(edition).length, 'every page is reached from the front page');
    });
  });
}

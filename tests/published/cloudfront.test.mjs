// The function that press writes for CloudFront, run on what CloudFront gives it for a request, as its documentation
// has it: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { EDITIONS } from './editions.mjs';

for (const edition of EDITIONS) {
  describe(`the function for CloudFront, an edition ${edition.name}`, () => {
    const { base } = edition;
    const code = readFileSync(path.join(edition.hosting, 'cloudfront-function.js'), 'utf8');
    const handler = vm.runInNewContext(`${code}\nhandler`);
    /** What S3 is asked for, or where the reader is led. */
    const answer = (uri, querystring = {}) => {
      const { statusCode, headers, uri: key } = handler({ version: '1.0', request: { method: 'GET', uri, querystring, headers: {} } });
      return statusCode ? `${statusCode} ${headers.location.value}` : key;
    };
    const moved = edition.text('_redirects').trim().split('\n').map((line) => line.split(' ')[0]);

    it('asks for the file of an address', () => {
      const keys = edition.files.map((file) => `/${file}`);
      const asked = (address) => answer(base + address).slice(base.length - 1);
      for (const { address } of edition.read.pages) assert.ok(keys.includes(decodeURI(asked(encodeURI(address.slice(1))))), address);
      for (const file of ['feed.xml', 'sitemap.xml', '404.html', 'search/index.txt', 'page.schema.json']) assert.equal(asked(file), `/${file}`);
      assert.ok(moved.length >= 2 && moved.every((from) => keys.includes(decodeURI(answer(from)).slice(base.length - 1))), moved);
    });

    it('leads to an address that ends in a slash, with what was asked behind it', () => {
      const query = { a: { value: '1' }, b: { value: '' }, c: { value: '2', multiValue: [{ value: '2' }, { value: '3' }] } };
      assert.equal(answer(`${base}about`), `301 ${base}about/`);
      assert.equal(answer(`${base}about`, query), `301 ${base}about/?a=1&b&c=2&c=3`);
      assert.equal(answer(`${base}caf%C3%A9`), `301 ${base}caf%C3%A9/`);
      if (base === '/') {
        // Another edition in a folder of the bucket is found by the same function.
        assert.deepEqual([answer('/paper/'), answer('/paper/about/'), answer('/paper/about')], ['/paper/index.html', '/paper/about/index.html', '301 /paper/about/']);
      } else {
        assert.equal(answer(base.slice(0, -1)), `301 ${base}`);
        assert.equal(answer('/elsewhere'), '/elsewhere');
      }
    });

    it('leads nobody to another host', () => {
      const here = 'https://paper.example';
      for (const start of ['//evil.example', '///evil.example', '/\\evil.example', '/\\/evil.example', '/%2Fevil.example', '/%5Cevil.example', '//user@evil.example']) {
        for (const uri of [`${start}/x`, `${start}/x/`, `${start}${base}x`, start]) {
          const [status, location] = answer(uri).split(' ');
          if (location) assert.equal(new URL(location, here).origin, here, `${uri}: ${status} ${location}`);
        }
      }
    });
  });
}

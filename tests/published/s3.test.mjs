// The scripts that press writes for S3 and CloudFront, run with an `aws` that notes what it is asked, and is as strict
// about files as the real one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EDITIONS } from './editions.mjs';

const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_ANEW = 'public, max-age=0, must-revalidate';

const AWS = `#!/bin/sh
printf '%s\\037' "$@" >> "$CALLS"
printf '\\036' >> "$CALLS"
command=$2
[ "$1" != s3 ] || [ -e "$3" ] || { echo "$3 does not exist" >&2; exit 255; }
for word; do
  case $word in file://* | fileb://*) [ -e "\${word#*://}" ] || { echo "$word does not exist" >&2; exit 255; } ;; esac
done
while [ $# -gt 0 ]; do
  [ "$1" != --query ] || query=$2
  shift
done
case \${query-} in
  ETag) [ "$command" = update-function ] && echo E2 || echo E1 ;;
  OriginAccessControl.Id) echo OAC1 ;;
  *ResponseHeadersPolicyId | ResponseHeadersPolicy.Id) echo RHP1 ;;
  *FunctionARN) echo arn:aws:cloudfront::1:function/f ;;
  Distribution.*) printf 'D1\\tarn:aws:cloudfront::1:distribution/D1\\td1.cloudfront.net\\n' ;;
esac
`;

for (const edition of EDITIONS) {
  describe(`S3 and CloudFront, an edition ${edition.name}`, () => {
    const { base } = edition;
    const prefix = base.slice(0, -1);
    let room;
    before(() => {
      room = mkdtempSync(path.join(os.tmpdir(), 'newsprint-'));
      mkdirSync(path.join(room, 'bin'));
      writeFileSync(path.join(room, 'bin/aws'), AWS);
      chmodSync(path.join(room, 'bin/aws'), 0o755);
      cpSync(edition.folder, path.join(room, 'dist'), { recursive: true });
      cpSync(edition.hosting, path.join(room, 'hosting'), { recursive: true });
    });
    after(() => rmSync(room, { recursive: true }));

    /** Runs a script, and gives what it has asked AWS for, a list of words each. */
    function run(script, ...parameters) {
      const calls = path.join(room, `calls-${script}`);
      writeFileSync(calls, '');
      const env = { ...process.env, PATH: `${path.join(room, 'bin')}:${process.env.PATH}`, CALLS: calls };
      const { status, stdout, stderr } = spawnSync('sh', [`hosting/${script}`, ...parameters], { cwd: room, env, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      return { asked: readFileSync(calls, 'utf8').split('\x1e').slice(0, -1).map((call) => call.split('\x1f').slice(0, -1)), stdout };
    }
    const option = (words, name) => words[words.indexOf(name) + 1];

    it('copies what never changes first, then the pages, and takes away at last', () => {
      const { asked } = run('s3-upload.sh', 'my-paper', 'D1');
      const sets = asked.filter(([service]) => service === 's3').map((words) => ({ words, to: words[3], kept: option(words, '--cache-control') }));
      const pages = sets.findIndex(({ words }) => words[2] === 'dist/');
      assert.equal(sets[pages].to, `s3://my-paper${base}`);
      assert.equal(sets[pages].kept, ASK_ANEW);
      assert.ok(sets[pages].words.includes('--delete'));
      const first = sets.slice(0, pages);
      assert.ok(first.every(({ words, kept }) => kept === FOR_EVER && !words.includes('--delete')));
      // Each is copied by its own name, or lies in a folder that is.
      const hashed = edition.files.filter((file) => /^(newsprint-|search-|wake-|site-|style-)[^/]+\.(js|json|css|wasm)$/.test(file) || file.startsWith('search/index/'));
      for (const file of hashed) {
        const own = first.find(({ to }) => to.endsWith('/') ? `s3://my-paper${base}${file}`.startsWith(to) : to === `s3://my-paper${base}${file}`);
        assert.ok(own && path.join(room, own.words[2]).startsWith(path.join(room, 'dist')), file);
        const left = sets[pages].words.filter((_, at, words) => words[at - 1] === '--exclude');
        assert.ok(left.some((pattern) => pattern === file || (pattern.endsWith('*') && file.startsWith(pattern.slice(0, -1)))), `${file} is copied again, with another lifetime`);
      }
      assert.ok(sets.slice(pages + 1).some(({ to, words }) => to === `s3://my-paper${base}search/index/` && words.includes('--delete')));
      const manifest = sets.find(({ to }) => to === `s3://my-paper${base}manifest.webmanifest`).words;
      assert.equal(option(manifest, '--content-type'), 'application/manifest+json');
      assert.deepEqual(asked.at(-1), ['cloudfront', 'create-invalidation', '--distribution-id', 'D1', '--paths', `${base}*`]);
    });

    it('copies an edition without a search index, too, and needs no distribution', () => {
      rmSync(path.join(room, 'dist/search'), { recursive: true });
      const { asked } = run('s3-upload.sh', 'my-paper');
      assert.ok(asked.some(([service, command, source]) => service === 's3' && command === 'sync' && source === 'dist/'));
      assert.ok(asked.every(([service]) => service === 's3'));
    });

    it('sets all of it up', () => {
      const { asked, stdout } = run('cloudfront-setup.sh', 'my-paper', 'eu-central-1');
      const call = (command) => asked.find(([, name]) => name === command) ?? assert.fail(`${command} is not called`);
      assert.equal(option(call('create-bucket'), '--create-bucket-configuration'), 'LocationConstraint=eu-central-1');
      assert.match(option(call('put-public-access-block'), '--public-access-block-configuration'), /RestrictPublicBuckets=true/);
      assert.equal(option(call('publish-function'), '--if-match'), 'E1');
      assert.equal(option(call('publish-function'), '--name'), option(call('create-function'), '--name'));
      const config = JSON.parse(option(call('create-distribution'), '--distribution-config'));
      assert.equal(config.Origins.Items[0].DomainName, 'my-paper.s3.eu-central-1.amazonaws.com');
      assert.equal(config.Origins.Items[0].OriginAccessControlId, 'OAC1');
      const { DefaultCacheBehavior: behaviour } = config;
      assert.deepEqual([behaviour.Compress, behaviour.ResponseHeadersPolicyId, behaviour.FunctionAssociations.Items[0].FunctionARN], [true, 'RHP1', 'arn:aws:cloudfront::1:function/f']);
      const errors = config.CustomErrorResponses.Items.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => [ErrorCode, ResponseCode, ResponsePagePath]);
      assert.deepEqual(errors, [[403, '404', `${prefix}/404.html`], [404, '404', `${prefix}/404.html`]]);
      const [{ Resource, Condition }] = JSON.parse(option(call('put-bucket-policy'), '--policy')).Statement;
      assert.equal(Resource, 'arn:aws:s3:::my-paper/*');
      assert.equal(Condition.StringEquals['AWS:SourceArn'], 'arn:aws:cloudfront::1:distribution/D1');
      assert.match(stdout, /D1, at https:\/\/d1\.cloudfront\.net\//);
      assert.ok(!run('cloudfront-setup.sh', 'my-paper', 'us-east-1').asked[0].includes('--create-bucket-configuration'));
    });

    it('says what has changed, of the version that is there', () => {
      const { asked } = run('cloudfront-update.sh', 'D1');
      const call = (command) => asked.find(([, name]) => name === command) ?? assert.fail(`${command} is not called`);
      assert.deepEqual([option(call('update-response-headers-policy'), '--id'), option(call('update-response-headers-policy'), '--if-match')], ['RHP1', 'E1']);
      assert.equal(option(call('update-function'), '--if-match'), 'E1');
      assert.equal(option(call('publish-function'), '--if-match'), 'E2');
    });

    it('the headers stand whatever the style sheets are, and are those of other hosts else', () => {
      const { SecurityHeadersConfig: safe } = JSON.parse(readFileSync(path.join(edition.hosting, 'cloudfront-headers.json'), 'utf8'));
      const [, policy] = /Content-Security-Policy: (.+)/.exec(edition.text('_headers'));
      assert.equal(safe.ContentSecurityPolicy.ContentSecurityPolicy, policy.replace(/style-src 'self'[^;]*/, "style-src 'self' 'unsafe-inline'"));
    });
  });
}

// The scripts that press writes for S3 and CloudFront, run with an `aws` that notes what it is asked, is as strict about
// files as the real one, and keeps a bucket in a folder.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { EDITIONS } from './editions.mjs';

const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_ANEW = 'public, max-age=0, must-revalidate';

/** The app's own files. */
const OWN = /^(newsprint-|search-|wake-|site-|style-|page-)[^/]+\.(js|json|css|wasm)$/;

/**
 * Which headers a distribution sends with a path: those of the first behaviour whose pattern it fits, in which a star
 * stands for a slash, too
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html).
 */
function sentBy({ DefaultCacheBehavior, CacheBehaviors: { Items } }) {
  const fits = (pattern, at) => new RegExp(`^${pattern.split('*').map((piece) => piece.replace(/[.+?^$()|[\]{}\\]/g, '\\$&')).join('.*')}$`).test(at);
  return (at) => (Items.find(({ PathPattern }) => fits(PathPattern, at)) ?? DefaultCacheBehavior).ResponseHeadersPolicyId;
}

/**
 * The commands that the scripts use. Where a file lies in a bucket, it lies in a folder of that name below `BUCKETS`.
 * `sync` leaves alone what a pattern of `--exclude` fits, here and there: it copies none of it and takes none of it
 * away (https://docs.aws.amazon.com/cli/latest/reference/s3/#use-of-exclude-and-include-filters).
 */
const AWS = String.raw`#!/usr/bin/env node
const fs = require('node:fs');
const path = require('node:path');
const words = process.argv.slice(2);
const [service, command, from, to] = words;
fs.appendFileSync(process.env.CALLS, words.map((word) => word + '\x1f').join('') + '\x1e');
const missing = (file) => {
  console.error(file + ' does not exist');
  process.exit(255);
};
for (const word of words) {
  const [, file] = /^fileb?:\/\/(.*)/s.exec(word) ?? [];
  if (file !== undefined && !fs.existsSync(file)) missing(file);
}
const after = (name) => words.filter((_, at) => words[at - 1] === name);
if (process.env.AWS_PAGER !== '') {
  console.error('the pager waits for a key');
  process.exit(1);
}
if (service === 's3') {
  if (!fs.existsSync(from)) missing(from);
  const there = path.join(process.env.BUCKETS, to.replace('s3://', ''));
  const put = (source, target) => {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(source, target);
  };
  if (command === 'cp') put(from, there);
  else {
    // A star stands for a slash, too.
    const patterns = after('--exclude').map((pattern) => new RegExp('^' + pattern.split('*').map((piece) => piece.replace(/[.+?^$()|[\]{}\\]/g, '\\$&')).join('.*') + '$', 's'));
    const files = (folder) => {
      const all = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) : [];
      return all.filter((file) => fs.statSync(path.join(folder, file)).isFile() && !patterns.some((pattern) => pattern.test(file)));
    };
    const here = files(from);
    for (const file of here) put(path.join(from, file), path.join(there, file));
    if (words.includes('--delete')) for (const file of files(there)) if (!here.includes(file)) fs.rmSync(path.join(there, file));
  }
}
const [query = ''] = after('--query');
const answers = {
  ETag: command === 'update-function' ? 'E2' : 'E1',
  'OriginAccessControl.Id': 'OAC1',
  'DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId': 'RHP1',
  'ResponseHeadersPolicy.Id': 'of-' + path.basename(after('--response-headers-policy-config')[0] ?? '', '.json'),
  'FunctionSummary.FunctionMetadata.FunctionARN': 'arn:aws:cloudfront::1:function/f',
  'Distribution.[Id,ARN,DomainName]': 'D1\tarn:aws:cloudfront::1:distribution/D1\td1.cloudfront.net',
};
const [, pattern] = /^DistributionConfig\.CacheBehaviors\.Items\[\?PathPattern=='(.+)'\]\.ResponseHeadersPolicyId \| \[0\]$/.exec(query) ?? [];
if (pattern) console.log(process.env.BEHAVIOURS === 'none' ? 'None' : 'of ' + pattern);
else if (query) console.log(answers[query]);
`;

for (const edition of EDITIONS) {
  describe(`S3 and CloudFront, an edition ${edition.name}`, () => {
    const { base } = edition;
    const prefix = base.slice(0, -1);
    let room;
    let bucket;
    before(() => {
      room = mkdtempSync(path.join(os.tmpdir(), 'newsprint-'));
      mkdirSync(path.join(room, 'bin'));
      writeFileSync(path.join(room, 'bin/aws'), AWS);
      chmodSync(path.join(room, 'bin/aws'), 0o755);
      cpSync(edition.folder, path.join(room, 'dist'), { recursive: true });
      cpSync(edition.hosting, path.join(room, 'hosting'), { recursive: true });
      bucket = path.join(room, 'buckets/my-paper');
    });
    after(() => rmSync(room, { recursive: true }));

    /** Runs a script, and gives how it ended and what it has asked AWS for, a list of words each. */
    function attempt(script, ...parameters) {
      return attemptWith({}, script, ...parameters);
    }
    function attemptWith(more, script, ...parameters) {
      const calls = path.join(room, `calls-${script}`);
      writeFileSync(calls, '');
      const { AWS_PAGER: _, ...own } = process.env;
      const env = { ...own, PATH: `${path.join(room, 'bin')}:${process.env.PATH}`, CALLS: calls, BUCKETS: path.join(room, 'buckets'), ...more };
      const ended = spawnSync('sh', [`hosting/${script}`, ...parameters], { cwd: room, env, encoding: 'utf8' });
      return { ...ended, asked: readFileSync(calls, 'utf8').split('\x1e').slice(0, -1).map((call) => call.split('\x1f').slice(0, -1)) };
    }
    /** The same of one that must end well. */
    function run(script, ...parameters) {
      const ended = attempt(script, ...parameters);
      assert.equal(ended.status, 0, ended.stderr);
      return ended;
    }
    /** Puts files into the bucket, by their place below the edition. */
    function put(...files) {
      for (const file of files) {
        const there = path.join(bucket, base, file);
        mkdirSync(path.dirname(there), { recursive: true });
        writeFileSync(there, 'of another time');
      }
    }
    /** What the bucket holds, by its place below the edition. */
    const held = () => readdirSync(bucket, { recursive: true }).filter((file) => statSync(path.join(bucket, file)).isFile()).map((file) => path.posix.relative(base, `/${file}`)).sort();
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

    it('leaves the folders of other editions as they are', () => {
      rmSync(bucket, { recursive: true, force: true });
      const others = ['second/index.html', 'second/picture/a.webp', 'second/a/b/page.json', 'third/index.html'];
      put('gone/index.html', 'picture/gone.webp', 'secondary/index.html', ...others);
      const { asked } = run('s3-upload.sh', 'my-paper', '', 'second', '/third/');
      const published = edition.files.filter((file) => !file.startsWith('_'));
      assert.deepEqual(held(), [...published, ...others].sort());
      assert.ok(asked.every(([service]) => service === 's3'));
      for (const file of published) assert.ok(readFileSync(path.join(bucket, base, file)).equals(edition.bytes(file)), file);
      for (const file of others) assert.equal(readFileSync(path.join(bucket, base, file), 'utf8'), 'of another time');
    });

    it('copies nothing where a page lies in the folder of another edition', () => {
      const { status, asked, stderr } = attempt('s3-upload.sh', 'my-paper', 'D1', 'about');
      assert.deepEqual([status, asked], [1, []]);
      assert.match(stderr, /dist\/about is in the way/);
      assert.notEqual(attempt('s3-upload.sh', 'my-paper', 'D1', '/').status, 0);
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
      const { PathPattern: none, ...like } = { ...behaviour, ResponseHeadersPolicyId: '' };
      assert.deepEqual([none, behaviour.Compress, behaviour.ResponseHeadersPolicyId, behaviour.FunctionAssociations.Items[0].FunctionARN], [undefined, true, 'of-cloudfront-headers', 'arn:aws:cloudfront::1:function/f']);
      const { Quantity: count, Items: others } = config.CacheBehaviors;
      assert.equal(count, others.length);
      for (const { PathPattern: _, ...other } of others) assert.deepEqual({ ...other, ResponseHeadersPolicyId: '' }, like);
      const sent = sentBy(config);
      assert.equal(sent(`${base}2026/story/chart.svg`), 'of-cloudfront-drawings');
      assert.equal(sent('/another/edition/chart.svg'), 'of-cloudfront-drawings');
      const own = edition.files.filter((file) => OWN.test(file));
      assert.ok(own.length >= 8, own);
      for (const file of own) assert.equal(sent(base + file), 'of-cloudfront-app', file);
      for (const file of edition.files.filter((file) => !OWN.test(file) && !file.endsWith('.svg'))) assert.equal(sent(base + file), 'of-cloudfront-headers', file);
      const errors = config.CustomErrorResponses.Items.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => [ErrorCode, ResponseCode, ResponsePagePath]);
      assert.deepEqual(errors, [[403, '404', `${prefix}/404.html`], [404, '404', `${prefix}/404.html`]]);
      const [{ Resource, Condition }] = JSON.parse(option(call('put-bucket-policy'), '--policy')).Statement;
      assert.equal(Resource, 'arn:aws:s3:::my-paper/*');
      assert.equal(Condition.StringEquals['AWS:SourceArn'], 'arn:aws:cloudfront::1:distribution/D1');
      assert.match(stdout, /D1, at https:\/\/d1\.cloudfront\.net\//);
      assert.ok(!run('cloudfront-setup.sh', 'my-paper', 'us-east-1').asked[0].includes('--create-bucket-configuration'));
    });

    it('says what has changed, of the version that is there', () => {
      const { asked, stderr } = run('cloudfront-update.sh', 'D1');
      const call = (command) => asked.find(([, name]) => name === command) ?? assert.fail(`${command} is not called`);
      const replaced = (calls) => calls.filter(([, name]) => name === 'update-response-headers-policy').map((words) => [option(words, '--id'), option(words, '--if-match'), path.basename(option(words, '--response-headers-policy-config'))]);
      const pages = ['RHP1', 'E1', 'cloudfront-headers.json'];
      const [first, drawings, app] = replaced(asked);
      assert.deepEqual([first, drawings, stderr], [pages, ['of *.svg', 'E1', 'cloudfront-drawings.json'], '']);
      assert.match(app[0], /^of \*\/[a-z]+-\*\.[a-z]+$/);
      assert.equal(app[2], 'cloudfront-app.json');
      const older = attemptWith({ BEHAVIOURS: 'none' }, 'cloudfront-update.sh', 'D1');
      assert.deepEqual([older.status, replaced(older.asked)], [0, [pages]], older.stderr);
      assert.match(older.stderr, /no behaviour for \*\.svg/);
      assert.equal(option(call('update-function'), '--if-match'), 'E1');
      assert.equal(option(call('publish-function'), '--if-match'), 'E2');
    });

    it('the headers stand whatever the style sheets are, and are those of other hosts else', () => {
      const read = (name) => JSON.parse(readFileSync(path.join(edition.hosting, `cloudfront-${name}.json`), 'utf8'));
      const policy = ({ SecurityHeadersConfig: safe }) => safe.ContentSecurityPolicy.ContentSecurityPolicy;
      const custom = ({ CustomHeadersConfig: { Items, Quantity } }) => [Quantity, ...Items.map(({ Header, Value }) => `${Header}: ${Value}`)];
      const [pages, drawings] = [...edition.text('_headers').matchAll(/Content-Security-Policy: (.+)/g)].map(([, policy]) => policy.replace(/style-src 'self'[^;]*/, "style-src 'self' 'unsafe-inline'"));
      assert.equal(policy(read('headers')), pages);
      assert.equal(policy(read('drawings')), `${pages}, ${drawings}`);
      assert.match(drawings, /; sandbox$/);
      assert.equal(policy(read('app')), pages);
      const [count, ...others] = custom(read('headers'));
      assert.deepEqual(custom(read('drawings')), [count, ...others]);
      assert.deepEqual(custom(read('app')), [count + 1, ...others, 'Cross-Origin-Resource-Policy: same-origin']);
      assert.equal(new Set(['headers', 'drawings', 'app'].map((name) => read(name).Name)).size, 3);
    });
  });
}

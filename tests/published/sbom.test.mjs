// What a release build says it is made of, beside what Cargo would compile.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

describe('what a release build is made of', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'newsprint-'));
    execFileSync('tools/sbom.sh', [folder], { cwd: PROJECT, stdio: ['ignore', 'ignore', 'inherit'] });
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Every crate that Cargo would compile into one of ours, by name and version. */
  function compiled(crate, ...target) {
    const words = ['tree', '--locked', '--package', crate, '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}', ...target];
    const lines = execFileSync('cargo', words, { cwd: PROJECT, encoding: 'utf8' }).trim().split('\n');
    return new Set(lines.map((line) => line.replace(/^(\S+) v(\S+).*/, '$1 $2')).filter((one) => !one.startsWith(`${crate} `)));
  }

  for (const [crate, file, target] of [['newsprint', 'app.cdx.json', ['--target', 'wasm32-unknown-unknown']], ['press', 'press.cdx.json', []]]) {
    it(`names every crate of ${crate}, with its version, licence and checksum`, () => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      const { bomFormat, specVersion, metadata, components } = JSON.parse(text);
      assert.deepEqual([bomFormat, specVersion, metadata.component.name], ['CycloneDX', '1.5', crate]);
      const named = new Map(components.map((one) => [`${one.name} ${one.version}`, one]));
      const crates = compiled(crate, ...target);
      assert.ok(crates.size > 50);
      for (const one of crates) assert.ok(named.has(one), `${one} is not named`);
      for (const [name, one] of named) {
        if (!one.purl.startsWith('pkg:cargo/newsprint@')) assert.ok(one.licenses?.length && one.hashes?.[0].content, name);
      }
      assert.ok(!text.includes(PROJECT), 'it tells where the project lies on this machine');
    });
  }

  it('leaves nothing behind in the project', () => {
    for (const place of ['.', 'press']) assert.deepEqual(readdirSync(path.join(PROJECT, place)).filter((name) => name.startsWith('newsprint-sbom')), []);
  });
});

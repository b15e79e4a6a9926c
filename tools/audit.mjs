// What others' code may do to a build: licences, sources and known faults of the dependencies. Where a list of faults
// cannot be had (no network, a registry without one) a line says so, and the rest is judged all the same.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** Every folder with a package-lock.json. */
const PACKAGES = ['.', 'tests/bench', 'tests/html', 'tests/published'];

/** Every crate with a Cargo.lock: the workspace, and what fuzzes it. */
const CRATES = ['Cargo.toml', 'tests/fuzz/Cargo.toml'];

let failed = 0;
const run = (command, args, cwd = PROJECT) => spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 120_000, maxBuffer: 64 * 1024 * 1024 });
const judge = ({ status, stdout, stderr }, what) => {
  if (status === 0) return;
  failed += 1;
  process.stderr.write(`${stdout}${stderr}\naudit: ${what}\n`);
};
const passOver = (what) => process.stderr.write(`audit: ${what}\n`);

const deny = (crate, ...checks) =>
  run('cargo-deny', ['--manifest-path', crate, '--log-level', 'error', '--workspace', '--config', path.join(PROJECT, 'deny.toml'), 'check', '--hide-inclusion-graph', ...checks]);

for (const crate of CRATES) judge(deny(crate, 'licenses', 'bans', 'sources'), `a crate below ${crate} is not what deny.toml allows: see above.`);

const reached = run('git', ['-c', 'http.lowSpeedLimit=1', '-c', 'http.lowSpeedTime=10', 'ls-remote', '--quiet', 'https://github.com/RustSec/advisory-db', 'HEAD']);
if (reached.status === 0) {
  for (const crate of CRATES) judge(deny(crate, 'advisories'), `a crate below ${crate} has a known fault: take a newer one (cargo update), or say in deny.toml why it does no harm.`);
} else {
  passOver('the list of known faults of crates cannot be reached; they were not looked for.');
}

for (const folder of PACKAGES) {
  const answer = run('npm', ['audit', '--json', '--package-lock-only'], path.join(PROJECT, folder));
  const lock = path.join(folder, 'package-lock.json');
  const report = read(answer.stdout);
  if (report?.metadata?.vulnerabilities) judge(answer, `${lock} names a package with a known fault: see above.`);
  else passOver(`the registry has no list of known faults for ${lock}; they were not looked for.`);
}

process.exitCode = failed ? 1 : 0;

function read(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

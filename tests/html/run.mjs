// Every kind of page through the Nu HTML checker, by which the HTML standard's rules are checked:
//     node tests/html/run.mjs DIST [OTHER…]
// Of another edition (under a path, with a comment server) one story is looked at: the rest is the same. It needs Java 11
// or newer; where there is none this says so and checks nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readEdition } from '../browser/edition.mjs';

// The checker's own idea of CSS ends before view transitions and container queries, and it takes a file's own
// folder for another origin: the style sheet and the policy have their own tests. Of `blocking` it knows no link but a
// style sheet's; the standard allows it on `rel="expect"`, too (HTML, the link element, "blocking").
const NOT_ITS_BUSINESS = '.*(^CSS: |Content Security Policy|“blocking” attribute must have a “rel” attribute whose value is “stylesheet”).*';

const [dist, ...others] = process.argv.slice(2);
if (spawnSync('java', ['-version']).status !== 0) {
  console.log('html: skipped, since there is no Java on PATH (the Nu HTML checker needs version 11 or newer)');
} else {
  const jar = String(createRequire(import.meta.url)('vnu-jar'));
  const pages = readEdition(dist).kinds.map(([, address]) => path.join(dist, address, 'index.html'));
  const stories = others.map((other) => path.join(other, readEdition(other).middle.address, 'index.html'));
  const files = [...pages, path.join(dist, '404.html'), moved(dist), ...stories];
  const parameters = ['-Xss4m', '-jar', jar, '--errors-only', '--filterpattern', NOT_ITS_BUSINESS, ...files];
  const { status, stderr } = spawnSync('java', parameters, { encoding: 'utf8' });
  process.stdout.write(stderr);
  console.log(`html: ${files.length} kinds of page, ${status === 0 ? 'no error' : 'with errors'}`);
  process.exitCode = status === 0 ? 0 : 1;
}

/** The page at an address that has moved. */
function moved(dist) {
  const [from] = readFileSync(path.join(dist, '_redirects'), 'utf8').split(' ');
  const file = path.join(dist, decodeURI(from), from.endsWith('/') ? 'index.html' : '');
  if (!existsSync(file)) throw new Error(`${file}, the page of an address that has moved, is not there`);
  return file;
}

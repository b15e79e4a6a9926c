// The editions that are judged: the sample, as it is published at the top of a host and under a path, there with
// compressed files beside the files. The Makefile builds them.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEdition } from '../browser/edition.mjs';

const BUILT = fileURLToPath(new URL('../../target/built/', import.meta.url));

export const EDITIONS = [
  { name: 'at the top of a host', build: 'release', base: '/' },
  { name: 'under a path, with compressed files', build: 'paper', base: '/paper/' },
].map(({ name, build, base }) => {
  const folder = path.join(BUILT, build);
  if (!existsSync(path.join(folder, 'index.html'))) throw new Error(`${folder} is not built: run make test-published`);
  const root = /<link rel="canonical" href="([^"]+)"/.exec(readFileSync(path.join(folder, 'index.html'), 'utf8'))[1];
  const files = readdirSync(folder, { recursive: true }).filter((file) => statSync(path.join(folder, file)).isFile());
  return {
    name,
    base,
    folder,
    /** Its URL, as search engines know it. */
    root,
    hosting: path.join(BUILT, 'hosting', build),
    /** Every file, by its path in the edition. */
    files: files.map((file) => file.replaceAll(path.sep, '/')).sort(),
    bytes: (file) => readFileSync(path.join(folder, file)),
    text: (file) => readFileSync(path.join(folder, file), 'utf8'),
    /** One page of each kind. */
    kinds: readEdition(folder).kinds,
    read: readEdition(folder),
  };
});

/** Every page as a reader gets it, pages of moved addresses left out. */
export const pages = (edition) => edition.files.filter((file) => path.basename(file) === 'index.html' && edition.files.includes(file.replace(/index\.html$/, 'page.json')));

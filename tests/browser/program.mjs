// Where a program is that the tests run in.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** The first program of these names on PATH, or else the first of these files, that can be run. */
export function findOnPath(names, files) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...files].find(runs);
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where the module at this URL is run by itself, prints what it finds, and fails when there is nothing. */
export function tell(module, find) {
  if (module !== pathToFileURL(process.argv[1] ?? '').href) return;
  const found = find();
  if (!found) process.exit(1);
  console.log(found);
}

// Where Firefox is. Run by itself it prints the path, and fails when there is none.
import { pathToFileURL } from 'node:url';
import { findOnPath } from './chromium.mjs';

const NAMES = ['firefox', 'firefox-esr'];
const MAC = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

/** The path of a Firefox: `FIREFOX`, or one on PATH; undefined where there is none. */
export const findFirefox = () => process.env.FIREFOX || findOnPath(NAMES, MAC);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = findFirefox();
  if (!found) process.exit(1);
  console.log(found);
}

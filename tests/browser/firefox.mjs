// Where Firefox is. Run by itself it prints the path, and fails when there is none.
import { findOnPath, tell } from './program.mjs';

const NAMES = ['firefox', 'firefox-esr'];
const MAC = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

/** The path of a Firefox: `FIREFOX`, or one on PATH; undefined where there is none. */
export const findFirefox = () => process.env.FIREFOX || findOnPath(NAMES, MAC);

tell(import.meta.url, findFirefox);

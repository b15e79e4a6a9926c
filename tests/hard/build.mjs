// Builds the hard edition around the app of another: node tests/hard/build.mjs EDITION FOLDER
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { PROJECT, takeApp } from '../published/press.mjs';
import { generate } from './generate.mjs';

const [edition, folder] = process.argv.slice(2).map((it) => path.resolve(it));
const room = path.join(PROJECT, 'target/hard');
const app = path.join(room, 'app');
// What was developed of the pictures stays.
generate(room);
rmSync(app, { recursive: true, force: true });
mkdirSync(app, { recursive: true });
takeApp(edition, app);
for (const shared of ['style', 'words']) if (!existsSync(path.join(room, shared))) symlinkSync(path.join(PROJECT, shared), path.join(room, shared));
const options = ['build', '--project', room, '--app', app, '--output', folder, '--hosting', path.join(room, 'hosting')];
const { status } = spawnSync('cargo', ['run', '--quiet', '--profile', 'press', '--package', 'press', '--', ...options], { cwd: PROJECT, stdio: 'inherit' });
process.exit(status ?? 1);

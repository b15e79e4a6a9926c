// A PNG of about a given size, made of bands of colour and as much noise as the size asks for.
import { crc32, deflateSync } from 'node:zlib';
import { random } from './random.mjs';

/** A palette picture; noise fills as many rows as make it weigh about `bytes`. */
export function picture(width, height, bytes, seed) {
  const next = random(seed);
  const palette = Buffer.from(Array.from({ length: 256 * 3 }, () => 40 + Math.floor(next() * 180)));
  // A pixel of noise weighs a byte; the bands weigh next to nothing.
  const noisy = Math.min(height, Math.round(bytes / width));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    const start = y * (width + 1) + 1;
    if (y < noisy) for (let x = 0; x < width; x += 1) rows[start + x] = Math.floor(next() * 256);
    else rows.fill((y >> 4) & 255, start, start + width);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

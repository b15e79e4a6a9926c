// What fifty hops leave behind, after garbage collection.
import { awake, hop, parts } from '../browser/edition.mjs';
import { serve } from '../browser/server.mjs';
import { phone, quiet } from './browser.mjs';
import { benchEdition } from './press.mjs';

export async function memory({ root }) {
  const { folder, story } = await benchEdition(root);
  const site = await serve(folder, { brotli: true });
  const page = await phone();
  await page.addInitScript(keepMemory);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  await page.goto(site.url(story.address));
  await awake(page);

  const read = async () => {
    await quiet(site, 400);
    for (let times = 0; times < 3; times += 1) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(150);
    }
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return {
      heap: value('JSHeapUsedSize') / 1e6,
      ...(await kinds(session)),
      nodes: value('Nodes'),
      listeners: value('JSEventListeners'),
      wasm: await page.evaluate(() => window.memory.buffer.byteLength / 1e6),
    };
  };
  const walk = async (hops) => {
    for (let n = 0; n < hops; n += 1) await hop(page, parts(page).next);
  };
  await walk(10);
  const early = await read();
  await walk(40);
  const late = await read();
  await page.context().close();
  await site.close();

  const grown = (name, factor = 1) => ((late[name] - early[name]) * factor) / 40;
  return [
    { what: 'JavaScript heap', value: late.heap, unit: 'MB' },
    { what: 'JavaScript objects, growth', value: grown('objects'), unit: 'KB a hop', limit: 0.1 },
    // The browser compiles a function again when it has become hot: bounded by the app's size.
    { what: 'compiled JavaScript and WASM, growth', value: grown('code'), unit: 'KB a hop' },
    { what: 'WASM memory', value: late.wasm, unit: 'MB' },
    { what: 'WASM memory, growth', value: grown('wasm', 1000), unit: 'KB a hop', limit: 2 },
    { what: 'nodes', value: late.nodes, unit: '' },
    { what: 'nodes, growth', value: grown('nodes'), unit: 'a hop', limit: 1 },
    { what: 'listeners', value: late.listeners, unit: '' },
    { what: 'listeners, growth', value: grown('listeners'), unit: 'a hop', limit: 0.1 },
  ];
}

/**
 * What the heap is made of, in KB: what the page itself holds, and what the browser has compiled.
 * (The rest are the browser's own things: nodes, which have their row, and the performance
 * timeline, which keeps the last 250 requests and what was painted.)
 */
async function kinds(session) {
  let text = '';
  const listen = ({ chunk }) => { text += chunk; };
  session.on('HeapProfiler.addHeapSnapshotChunk', listen);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', listen);
  const { snapshot, nodes } = JSON.parse(text);
  const { node_fields: fields, node_types: [types] } = snapshot.meta;
  const size = fields.indexOf('self_size');
  const sums = { objects: 0, code: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    const type = types[nodes[at]];
    if (type === 'native' || type === 'synthetic') continue;
    sums[type === 'code' ? 'code' : 'objects'] += nodes[at + size] / 1000;
  }
  return sums;
}

/** Runs in the page: keeps hold of the app's memory, to see how large it is. */
function keepMemory() {
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original(...given);
      window.memory = Object.values((result.instance ?? result).exports).find((value) => value instanceof WebAssembly.Memory);
      return result;
    };
  }
}

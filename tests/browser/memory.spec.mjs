// Hops leave nothing behind.
import { expect, hop, open, parts, quiet, test } from './edition.mjs';

test('nodes, listeners and memory stay flat over eighty hops', async ({ page, site, edition }) => {
  test.setTimeout(120_000);
  await page.addInitScript(catchMemory);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    await quiet(site, 300);
    for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return {
      nodes: value('Nodes'),
      listeners: value('JSEventListeners'),
      heap: value('JSHeapUsedSize'),
      wasm: await page.evaluate(() => window.wasmMemory.buffer.byteLength),
    };
  };

  await open(page, site, edition.middle.address);
  const round = async (hops) => {
    for (let hopped = 0; hopped < hops; hopped += 2) {
      await hop(page, parts(page).next);
      await hop(page, parts(page).previous);
    }
  };
  await round(10);
  const early = await read();
  await round(80);
  const late = await read();

  expect(late.nodes - early.nodes).toBeLessThanOrEqual(40);
  expect(late.listeners - early.listeners).toBeLessThanOrEqual(4);
  // The browser's own list of where the reader has been is most of it.
  expect((late.heap - early.heap) / 80).toBeLessThan(2500);
  expect(late.wasm - early.wasm).toBeLessThanOrEqual(65_536);
});

/** Runs in the page: keeps hold of the app's memory, to see how large it is. */
function catchMemory() {
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const result = await original(...given);
      const { exports } = result.instance ?? result;
      window.wasmMemory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
      return result;
    };
  }
}

// What axe finds on a page, and what is wider than its window.
import axe from 'axe-core';
import { settled } from './edition.mjs';

/** Each violation as a sentence. */
export async function violations(page) {
  await settled(page);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')}): ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  );
}

/** The first few elements that are wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1 || element.getBoundingClientRect().left < -1)
      .map((element) => `${element.localName}.${element.className}`)
      .slice(0, 5);
  });

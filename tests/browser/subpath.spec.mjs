// An edition built with --public-url /paper/ lives wholly under that path.
import { expect, hop, markDocument, open, parts, quiet, sameDocument, test } from './edition.mjs';

test.use({ build: 'paper' });

test('every kind of page wakes, and nothing is asked for outside', async ({ page, site, edition }) => {
  for (const [kind, address] of edition.kinds) {
    await test.step(kind, async () => {
      await open(page, site, address);
      await expect(page.locator('#newsprint')).toHaveAttribute('data-base', '/paper/');
      const links = await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(links.filter((href) => !href.startsWith('/paper/'))).toEqual([]);
    });
  }
  await quiet(site);
  expect(site.requests.map((request) => request.path).filter((path) => !path.startsWith('/paper/'))).toEqual([]);
});

test('hops, goes back and reloads', async ({ page, site, edition, watch }) => {
  watch.allow(/^layout shift/);
  const story = edition.middle;
  await open(page, site, story.address);
  await markDocument(page);
  await hop(page, parts(page).next);
  await expect(page).toHaveURL(site.url(story.next.address));
  await hop(page, page.getByRole('banner').getByRole('link').first());
  await expect(page).toHaveURL(site.url('/'));
  await page.goBack();
  await expect(parts(page).headline).toHaveText(story.next.headline);
  expect(await sameDocument(page)).toBe(true);
  await page.reload();
  await expect(parts(page).headline).toHaveText(story.next.headline);
});

test('a link out of the edition on the same site is left to the browser', async ({ page, site, edition, watch }) => {
  watch.allow(/^console error: Failed to load resource/);
  await open(page, site, edition.middle.address);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('a'), { href: '/shop/', textContent: 'The shop' }));
  });
  await page.getByText('The shop', { exact: true }).click();
  await expect(page).toHaveURL(`${site.origin}/shop/`);
  await expect.poll(() => site.asked('/shop/')).toEqual(['/shop/']);
  expect(site.asked('/shop/page.json')).toEqual([]);
});

test('an address that holds nothing leads back into the edition', async ({ page, site, watch }) => {
  watch.allow(/^console error: Failed to load resource/);
  await page.goto(site.url('/no/such/story/'));
  await page.getByRole('main').getByRole('link', { name: /front page/i }).click();
  await expect(page).toHaveURL(site.url('/'));
});

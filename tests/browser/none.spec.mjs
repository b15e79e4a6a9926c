// An edition without comments: its stories are read as all others are, and nothing speaks of a conversation.
import { awake, expect, hop, open, parts, test } from './edition.mjs';

test.use({ build: 'none' });

async function speaksOfNoComments(page) {
  await expect(parts(page).comments).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
  await expect(page.getByText(/leave a reply|no comments|JavaScript/i)).toHaveCount(0);
}

test('a story and the next one are read, and nobody is asked to reply', async ({ page, site, edition }) => {
  await open(page, site, edition.middle.address);
  await speaksOfNoComments(page);
  await hop(page, parts(page).next);
  await expect(parts(page).headline).toHaveText(edition.middle.next.headline);
  await speaksOfNoComments(page);
  await page.goto(site.url('/'));
  await awake(page);
  await speaksOfNoComments(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page does not say that something needs the app', async ({ page, site, edition }) => {
    await page.goto(site.url(edition.middle.address));
    await expect(parts(page).headline).toBeVisible();
    await speaksOfNoComments(page);
  });
});

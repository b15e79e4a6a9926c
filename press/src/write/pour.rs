use super::feed::Form;
use super::structured_data::{StructuredData, listing_root};
use super::{Policy, SharedImage, Shell, Styles, shape, share_tags};
use crate::picture::Crop;
use newsprint::app::render;
use newsprint::component::{Attributes, Fold, picture};
use newsprint::edition::{Address, Base, Document, FORMAT, Head, Listing, ListingKind, Page, Site};
use newsprint::markup::escape;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::sync::Arc;

/// Makes pages of data: everything that all pages share, ready to be poured.
#[derive(Clone, Debug)]
pub struct Pour {
    /// Trunk's page.
    pub shell: Shell,
    /// What all pages share.
    pub site: Arc<Site>,
    /// The name of the file that holds it.
    pub site_file: String,
    /// Its hash for Subresource Integrity.
    pub site_integrity: String,
    /// The style sheets.
    pub styles: Styles,
    /// The path the edition is hosted under.
    pub base: Base,
    /// What pages say to search engines and other sites; `None` where nobody knows the
    /// edition's URL.
    pub structured_data: Option<StructuredData>,
    /// What a page may load, said in the page itself; `None` where its host's own script would
    /// be forbidden, under `trunk serve`.
    pub policy: Option<Policy>,
    /// Whether there are feeds.
    pub feeds: bool,
    /// The colours of the browser's frame, light and dark.
    pub theme_colours: [String; 2],
    /// Icons that exist: file, `rel`, and more attributes.
    pub icons: String,
    /// The addresses of pages that search engines are asked to pass over.
    pub noindex: Unseen,
}

/// Addresses of pages that say of themselves that they are among them: what all pages share is no
/// other by that.
#[derive(Clone, Default)]
pub struct Unseen(pub BTreeSet<Address>);

impl fmt::Debug for Unseen {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

thread_local! {
    /// What a page and its data are written on: memory for each anew is slow to come by.
    static SHEETS: RefCell<(String, Vec<u8>)> = const { RefCell::new((String::new(), Vec::new())) };
}

impl Pour {
    /// Makes a page's `page.json` and `index.html` and hands them on. `crops` are those of the
    /// picture that leads a story, or of the story that leads a listing.
    ///
    /// # Errors
    /// When the page cannot be written as JSON.
    pub fn page<R>(
        &self,
        page: Page,
        crops: &[Crop],
        write: impl FnOnce(&str, &str) -> R,
    ) -> Result<R, serde_json::Error> {
        let (mut html, mut data) = SHEETS.take();
        html.clear();
        data.clear();
        serde_json::to_writer(&mut data, &Document { format: FORMAT, page: &page })?;
        let json = std::str::from_utf8(&data).map_err(serde::ser::Error::custom)?;
        let head = page.head(&self.site);
        let page = Arc::new(page);
        let fold = Some(self.fold(&page));
        let drawn = render(Arc::clone(&self.site), self.base.clone(), Arc::clone(&page), fold);
        self.html(&page, crops, &head, &drawn, json, &mut html);
        let written = write(json, &html);
        SHEETS.set((html, data));
        Ok(written)
    }

    fn html(
        &self,
        page: &Page,
        crops: &[Crop],
        head: &Head,
        drawn: &str,
        json: &str,
        html: &mut String,
    ) {
        let shell = &self.shell;
        let Head { language, direction, .. } = head;
        html.push_str("<!doctype html>\n<html lang=\"");
        escape(language, html);
        let _ = write!(html, "\" dir=\"{direction}\">\n<head>\n{}", shell.head_start);
        let pictures = self.structured_data.as_ref();
        let pictures = pictures.map(|it| SharedImage::all(page, crops, &it.root));
        let pictures = pictures.unwrap_or_default();
        self.push_head(page, &pictures, head, html);
        let _ = write!(
            html,
            "{}</head>\n<body>\n{}<div id=\"newsprint\" lang=\"{}\" dir=\"{}\" data-base=\"",
            shell.head_end,
            shell.body_start,
            self.site.language,
            newsprint::edition::direction(&self.site.language)
        );
        escape(self.base.as_str(), html);
        let _ = writeln!(html, "\" data-shape=\"{}\">{drawn}</div>", shape(drawn));
        html.push_str("<script type=\"application/json\" id=\"page\">");
        escape_json(json, html);
        html.push_str("</script>\n");
        self.push_structured_data(page, &pictures, html);
        let _ = write!(html, "{}</body>\n</html>\n", shell.body_end);
    }

    /// What a page says of itself, and the style sheet.
    fn push_head(&self, page: &Page, pictures: &[SharedImage], head: &Head, html: &mut String) {
        let mut tag = |before: &str, value: &str, after: &str| {
            html.push_str(before);
            escape(value, html);
            html.push_str(after);
        };
        if let Some(policy) = &self.policy {
            let before = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
            tag(before, policy.in_page(), "\">\n");
        }
        // A parser pauses where the head ends; without this a browser would lay out and paint a
        // page that is still empty (HTML, link type "expect"). What is named begins behind the
        // masthead, and behind a story's head, whose parts have their places only when all of
        // them are there.
        let first = if matches!(page, Page::Story(_)) { "#text" } else { "#content" };
        tag("<link rel=\"expect\" href=\"", first, "\" blocking=\"render\">\n");
        tag("<title>", &head.title, "</title>\n");
        tag("<meta name=\"description\" content=\"", &head.description, "\">\n");
        let is_unseen = page.address().is_some_and(|it| self.noindex.0.contains(it));
        let is_found = !matches!(page, Page::Search(_) | Page::NotFound(_)) && !is_unseen;
        let robots = if is_found { "max-image-preview:large" } else { "noindex" };
        tag("<meta name=\"robots\" content=\"", robots, "\">\n");
        if let (Some(data), Some(address)) = (&self.structured_data, &head.address) {
            tag("<link rel=\"canonical\" href=\"", &data.root.page(address), "\">\n");
        }
        for (scheme, colour) in ["light", "dark"].iter().zip(&self.theme_colours) {
            let before = format!(
                "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\""
            );
            tag(&before, colour, "\">\n");
        }
        html.push_str(&self.icons);
        self.push_first_picture(page, html);
        self.push_feeds(page, html);
        self.push_sharing(page, pictures, head, html);
        let sheet = self.styles.of(page);
        let _ = writeln!(html, "<style>{}</style>", sheet.painted);
        // All that the search page holds is drawn with both.
        if matches!(page, Page::Search(_)) {
            html.push_str("<link");
            for (name, value) in self.style(page) {
                let _ = write!(html, " {name}=\"{value}\"");
            }
            html.push_str(">\n");
        }
    }

    /// Has the picture that the reader sees first fetched at once. Nothing of a page with a
    /// policy is fetched by Chromium's look ahead in the text, and the picture itself is met a
    /// tenth of a second later on a slow phone.
    fn push_first_picture(&self, page: &Page, html: &mut String) {
        let Some(first) = picture::first(page, &self.base) else { return };
        html.push_str("<link rel=\"preload\" as=\"image\" fetchpriority=\"high\" ");
        let file = match &first.set {
            Some((set, media_type)) => {
                let _ = write!(
                    html,
                    "type=\"{media_type}\" imagesizes=\"{}\" imagesrcset=\"",
                    first.sizes
                );
                set
            }
            None => {
                html.push_str("href=\"");
                &self.base.href(&first.image.src)
            }
        };
        escape(file, html);
        html.push_str("\">\n");
    }

    /// What search engines read. It stands behind the page, for the reason told at [`Self::fold`].
    fn push_structured_data(&self, page: &Page, pictures: &[SharedImage], html: &mut String) {
        let data = self.structured_data.as_ref();
        if let Some(said) = data.and_then(|data| data.of(page, &self.site, pictures))
            && let Ok(json) = serde_json::to_string(&said)
        {
            html.push_str("<script type=\"application/ld+json\">");
            escape_json(&json, html);
            html.push_str("</script>\n");
        }
    }

    /// What loads the app, and the style of what stands below.
    ///
    /// The script does not stand in the head: at a script of any kind the parser stops, and a
    /// browser that has met one there lays out and paints a page that is empty so far.
    fn fold(&self, page: &Page) -> Fold {
        let app = &self.shell.app;
        let path = |file: &str| format!("{}{file}", self.base.as_str());
        let mut loader: Attributes = vec![
            ("type", "module".into()),
            ("async", String::new()),
            ("fetchpriority", "low".into()),
            ("src", path(&app.wake)),
            ("data-js", path(&app.js)),
            ("data-wasm", path(&app.wasm)),
            ("data-site", path(&self.site_file)),
            ("data-site-seal", self.site_integrity.clone()),
        ];
        let seals = [
            ("integrity", &app.wake_integrity),
            ("data-integrity", &app.js_integrity),
            ("data-sealed", &app.wasm_integrity),
        ];
        loader.extend(seals.into_iter().filter_map(|(name, seal)| Some((name, seal.clone()?))));
        let mut style = self.style(page);
        style.push(("fetchpriority", "low".into()));
        let style = (!matches!(page, Page::Search(_))).then_some(style);
        Fold { loader, style }
    }

    /// The link to the style sheet of what stands below the fold.
    fn style(&self, page: &Page) -> Attributes {
        let sheet = self.styles.of(page);
        vec![
            ("rel", "stylesheet".into()),
            ("href", format!("{}{}", self.base.as_str(), sheet.rest_file)),
            ("integrity", sheet.rest_integrity.clone()),
        ]
    }

    /// The links to the edition's feeds, and on a listing to its own.
    fn push_feeds(&self, page: &Page, html: &mut String) {
        if !self.feeds {
            return;
        }
        let mut feeds = vec![(self.site.title.clone(), Address::front())];
        if let Page::Listing(listing) = page {
            feeds.extend(own_feed(listing).map(|it| (format!("{} – {}", it.0, feeds[0].0), it.1)));
        }
        for (title, address) in feeds {
            for form in Form::ALL {
                let href = self.base.href(&format!("{address}{}", form.file()));
                let _ =
                    write!(html, "<link rel=\"alternate\" type=\"{}\" title=\"", form.media_type());
                escape(&title, html);
                html.push_str("\" href=\"");
                escape(&href, html);
                html.push_str("\">\n");
            }
        }
    }

    /// What other sites and search engines are told.
    fn push_sharing(&self, page: &Page, pictures: &[SharedImage], head: &Head, html: &mut String) {
        let Some(data) = &self.structured_data else { return };
        for (attribute, name, content) in
            share_tags(page, head, &self.site, &data.root, pictures, data.icon.as_ref())
        {
            let _ = write!(html, "<meta {attribute}=\"{name}\" content=\"");
            escape(&content, html);
            html.push_str("\">\n");
        }
    }
}

/// The feed that follows a listing, where it has one of its own: its title and the listing's
/// address.
fn own_feed(listing: &Listing) -> Option<(&str, Address)> {
    let own =
        matches!(listing.listing, ListingKind::Section | ListingKind::Topic | ListingKind::Author);
    let stories = listing.lead.is_some() || !listing.stories.is_empty();
    (own && stories).then(|| (listing.title.as_str(), listing_root(listing)))
}

/// Writes JSON so that nothing in it can end the script element it stands in (HTML standard,
/// section 4.12.1.3) or, were it read as a script, a line.
fn escape_json(json: &str, html: &mut String) {
    let mut from = 0;
    // The separators' first byte begins quotation marks and dashes as well.
    for at in memchr::memchr2_iter(b'<', 0xe2, json.as_bytes()) {
        let (sign, length) = match &json[at..] {
            rest if rest.starts_with('<') => ("\\u003c", 1),
            rest if rest.starts_with('\u{2028}') => ("\\u2028", 3),
            rest if rest.starts_with('\u{2029}') => ("\\u2029", 3),
            _ => continue,
        };
        html.push_str(&json[from..at]);
        html.push_str(sign);
        from = at + length;
    }
    html.push_str(&json[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_data() {
        let mut html = String::new();
        escape_json(r#"{"a":"</script><!--"}"#, &mut html);
        assert_eq!(html, r#"{"a":"\u003c/script>\u003c!--"}"#);
        let back: serde_json::Value = serde_json::from_str(&html).unwrap();
        assert_eq!(back["a"], "</script><!--");
        html.clear();
        escape_json("“a”\u{2028}\u{2029}‘b’<", &mut html);
        assert_eq!(html, r"“a”\u2028\u2029‘b’\u003c");
    }

    #[test]
    fn no_text_can_end_an_attribute() {
        let mut html = String::new();
        escape("\"><script>", &mut html);
        assert_eq!(html, "&quot;&gt;&lt;script&gt;");
    }
}

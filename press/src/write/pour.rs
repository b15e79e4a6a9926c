use super::{Shell, shape};
use newsprint::app::render;
use newsprint::edition::{Base, Document, FORMAT, Head, Page, Site};
use std::fmt::Write as _;
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
    /// The style sheet, as text.
    pub style: String,
    /// The path the edition is hosted under.
    pub base: Base,
    /// The whole URL of the edition's root, without a slash at its end; without it a page names
    /// no canonical address.
    pub root_url: Option<String>,
    /// The colours of the browser's frame, light and dark.
    pub theme_colours: [String; 2],
    /// Icons that exist: file, `rel`, and more attributes.
    pub icons: String,
}

impl Pour {
    /// A page's `page.json` and `index.html`.
    ///
    /// # Errors
    /// When the page cannot be written as JSON.
    pub fn page(&self, page: Page) -> Result<(String, String), serde_json::Error> {
        let json = serde_json::to_string(&Document { format: FORMAT, page: &page })?;
        let head = page.head(&self.site);
        let drawn = render(Arc::clone(&self.site), self.base.clone(), Arc::new(page));
        let html = self.html(&head, &drawn, &json);
        Ok((json, html))
    }

    fn html(&self, head: &Head, drawn: &str, json: &str) -> String {
        let shell = &self.shell;
        let mut html = String::with_capacity(drawn.len() + json.len() + self.style.len() + 4096);
        let Head { language, direction, .. } = head;
        html.push_str("<!doctype html>\n<html lang=\"");
        escape(language, &mut html);
        let _ = write!(html, "\" dir=\"{direction}\">\n<head>\n{}", shell.head_start);
        self.push_head(head, &mut html);
        let _ = write!(
            html,
            "{}</head>\n<body>\n{}<div id=\"newsprint\" lang=\"{}\" dir=\"{}\" data-base=\"",
            shell.head_end,
            shell.body_start,
            self.site.language,
            newsprint::edition::direction(&self.site.language)
        );
        escape(self.base.as_str(), &mut html);
        let _ = writeln!(html, "\" data-shape=\"{}\">{drawn}</div>", shape(drawn));
        html.push_str("<script type=\"application/json\" id=\"page\">");
        escape_json(json, &mut html);
        let _ = write!(html, "</script>\n{}</body>\n</html>\n", shell.body_end);
        html
    }

    /// What a page says of itself, the style sheet, and the tag that loads the app.
    fn push_head(&self, head: &Head, html: &mut String) {
        let mut tag = |before: &str, value: &str, after: &str| {
            html.push_str(before);
            escape(value, html);
            html.push_str(after);
        };
        tag("<title>", &head.title, "</title>\n");
        tag("<meta name=\"description\" content=\"", &head.description, "\">\n");
        if let (Some(url), Some(address)) = (&self.root_url, &head.address) {
            let canonical = format!("{url}{address}");
            tag("<link rel=\"canonical\" href=\"", &canonical, "\">\n");
        }
        for (scheme, colour) in ["light", "dark"].iter().zip(&self.theme_colours) {
            let before = format!(
                "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\""
            );
            tag(&before, colour, "\">\n");
        }
        html.push_str(&self.icons);
        // A menu that comes in two pieces is not painted in two, which would shift it.
        html.push_str("<link rel=\"expect\" href=\"#masthead\" blocking=\"render\">\n");
        let _ = writeln!(html, "<style>{}</style>", self.style);
        let app = &self.shell.app;
        let base = self.base.as_str();
        let _ = write!(
            html,
            "<script type=\"module\" fetchpriority=\"low\" src=\"{base}{}\"",
            app.wake
        );
        if let Some(integrity) = &app.wake_integrity {
            let _ = write!(html, " integrity=\"{integrity}\"");
        }
        let _ = writeln!(
            html,
            " data-js=\"{base}{}\" data-wasm=\"{base}{}\" data-site=\"{base}{}\"></script>",
            app.js, app.wasm, self.site_file
        );
    }
}

/// The whole URL of the edition's root: what the newsroom's settings say, and the path it is
/// hosted under where that is not in there already.
pub fn root_url(base_url: &str, base: &Base) -> String {
    let url = base_url.trim_end_matches('/');
    let path = base.as_str().trim_end_matches('/');
    if Base::new(url) == *base { url.into() } else { format!("{url}{path}") }
}

/// Writes a text as an HTML text or attribute.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

/// Writes JSON so that nothing in it can end the script element it stands in (HTML standard,
/// section 4.12.1.3) or, were it read as a script, a line.
fn escape_json(json: &str, html: &mut String) {
    for c in json.chars() {
        match c {
            '<' => html.push_str("\\u003c"),
            '\u{2028}' => html.push_str("\\u2028"),
            '\u{2029}' => html.push_str("\\u2029"),
            c => html.push(c),
        }
    }
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
    }

    #[test]
    fn the_sub_path_stands_once_in_a_canonical_address() {
        let base = Base::new("/paper/");
        assert_eq!(root_url("https://example.org", &base), "https://example.org/paper");
        assert_eq!(root_url("https://example.org/paper/", &base), "https://example.org/paper");
        assert_eq!(root_url("https://example.org/", &Base::new("/")), "https://example.org");
    }

    #[test]
    fn no_text_can_end_an_attribute() {
        let mut html = String::new();
        escape("\"><script>", &mut html);
        assert_eq!(html, "&quot;&gt;&lt;script&gt;");
    }
}

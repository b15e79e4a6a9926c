use super::RootUrl;
use newsprint::edition::{Address, Base, direction};
use newsprint::markup::escape;

/// What the page at an old address may load: nothing. Of pictures those of the edition are left, for
/// a browser asks for the icon of any page that it shows.
const POLICY: &str = "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// An address that has moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// Where the page was. One that ends in `.html/` was a file.
    pub from: Address,
    /// Where it is.
    pub to: Address,
    /// Its headline.
    pub title: String,
    /// The language of that (BCP 47).
    pub language: String,
}

impl Redirect {
    /// Where a browser asks for it: `/old/harbour/`, `/old/harbour.html`.
    pub fn asked(&self) -> &str {
        asked(&self.from)
    }

    /// Where the page that leads on lies.
    pub fn path(&self) -> String {
        match self.asked() {
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.into(),
        }
    }

    /// The page that leads on: for hosts that have no rules for it, by a refresh, and by a link
    /// for those who do not follow one. It says nothing of being left out of a search: search
    /// engines take the refresh for a move, and pass on to the new address what the old one was
    /// worth (<https://developers.google.com/search/docs/crawling-indexing/301-redirects>).
    pub fn page(&self, site_title: &str, base: &Base, root: Option<&RootUrl>) -> String {
        let escaped = |text: &str| {
            let mut html = String::new();
            escape(text, &mut html);
            html
        };
        let to = escaped(&base.href(&crate::read::paths::encoded(self.to.as_str())));
        let title = escaped(&self.title);
        let canonical = root.map(|root| {
            format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(&root.page(&self.to)))
        });
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <title>{title} – {}</title>\n{}\
             <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n\
             <body>\n<main><h1><a href=\"{to}\">{title}</a></h1></main>\n</body>\n</html>\n",
            escaped(&self.language),
            direction(&self.language),
            escaped(site_title),
            canonical.unwrap_or_default(),
        )
    }
}

/// Where a browser asks for an address that has moved: one that ends in `.html/` was a file.
pub fn asked(from: &Address) -> &str {
    let path = from.as_str();
    let file = path.trim_end_matches('/');
    if file.ends_with(".html") || file.ends_with(".htm") { file } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redirect(from: &str) -> Redirect {
        Redirect {
            from: Address::new(from).unwrap(),
            to: Address::new("/2026/é/").unwrap(),
            title: "<Quay>".into(),
            language: "fr".into(),
        }
    }

    #[test]
    fn a_file_is_a_file_and_a_folder_a_folder() {
        assert_eq!(redirect("/old/a.html/").path(), "/old/a.html");
        assert_eq!(redirect("/old/a/").path(), "/old/a/index.html");
    }

    #[test]
    fn the_page_leads_on_in_three_ways() {
        let base = Base::new("/paper/");
        let root = RootUrl::new("https://quay.example", &base);
        let page = redirect("/old/").page("The Quay", &base, Some(&root));
        for piece in [
            "<html lang=\"fr\" dir=\"ltr\">",
            "content=\"0; url=/paper/2026/%C3%A9/\"",
            "<link rel=\"canonical\" href=\"https://quay.example/paper/2026/%C3%A9/\">",
            "<a href=\"/paper/2026/%C3%A9/\">&lt;Quay&gt;</a>",
        ] {
            assert!(page.contains(piece), "{piece} in {page}");
        }
        assert!(!page.contains("noindex"), "{page}");
    }
}

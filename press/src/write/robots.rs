use super::RootUrl;
use super::sitemap::{INDEX, NEWS};

/// Where the file lies.
pub const ROBOTS: &str = "/robots.txt";

/// What crawlers are told: the newsroom's own `robots.txt`, else that all may be read; and
/// where the sitemaps are, unless it says so already.
pub fn robots(own: Option<&str>, root: Option<&RootUrl>, news: bool) -> String {
    let mut text = own.unwrap_or("User-agent: *\nAllow: /\n").trim_end().to_owned();
    text.push('\n');
    let sitemaps = [Some(INDEX), news.then_some(NEWS)];
    let lines = sitemaps.into_iter().flatten().zip(root.into_iter().cycle());
    let lines: String = lines
        .map(|(path, root)| format!("Sitemap: {}\n", root.file(path)))
        .filter(|line| !text.contains(line.trim_end()))
        .collect();
    if !lines.is_empty() {
        text.push('\n');
        text.push_str(&lines);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsprint::edition::Base;

    #[test]
    fn the_sitemaps_are_named_once() {
        let root = RootUrl::new("https://quay.example", &Base::new("/"));
        let all = "User-agent: *\nAllow: /\n\nSitemap: https://quay.example/sitemap.xml\n\
                   Sitemap: https://quay.example/sitemap-news.xml\n";
        assert_eq!(robots(None, Some(&root), true), all);
        assert_eq!(robots(Some(all), Some(&root), true), all);
        let own = robots(Some("User-agent: *\nDisallow: /drafts/"), Some(&root), false);
        let said =
            "User-agent: *\nDisallow: /drafts/\n\nSitemap: https://quay.example/sitemap.xml\n";
        assert_eq!(own, said);
    }

    #[test]
    fn an_edition_without_a_url_has_no_sitemaps() {
        assert_eq!(robots(None, None, true), "User-agent: *\nAllow: /\n");
    }
}

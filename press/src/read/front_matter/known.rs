//! The names that front matter can hold.

/// Fields that mean something here, for a spelling to be found among them.
pub(super) const FIELDS: &[&str] = &[
    "title",
    "description",
    "summary",
    "date",
    "updated",
    "lastmod",
    "modified",
    "slug",
    "url",
    "path",
    "aliases",
    "draft",
    "private",
    "hidden",
    "status",
    "visibility",
    "unlisted",
    "noindex",
    "publish_date",
    "published",
    "expiry_date",
    "authors",
    "author",
    "section",
    "categories",
    "tags",
    "topics",
    "image",
    "images",
    "image_alt",
    "image_caption",
    "image_credit",
    "image_focus",
    "featured_image",
    "cover",
    "featured",
    "comments",
    "language",
    "id",
    "kind",
    "wordpress_id",
    "taxonomies",
    "extra",
    "params",
];

/// Fields that Hugo, Zola, their common themes or Jekyll know and that have no place here,
/// folded as [`fold`] does. Sorted.
const ELSEWHERE: &[&str] = &[
    "build",
    "canonicalurl",
    "cascade",
    "disablehljs",
    "disableshare",
    "excerptseparator",
    "generatefeeds",
    "headless",
    "hidden",
    "hidemeta",
    "hidesummary",
    "inpagination",
    "insearchindex",
    "insertanchorlinks",
    "iscjklanguage",
    "katex",
    "keywords",
    "layout",
    "linktitle",
    "markup",
    "math",
    "mathjax",
    "menu",
    "menus",
    "mermaid",
    "noindex",
    "outputs",
    "pagetemplate",
    "paginateby",
    "pin",
    "pinned",
    "redirectto",
    "render",
    "resources",
    "robots",
    "robotsnoindex",
    "searchhidden",
    "series",
    "showbreadcrumbs",
    "showcodecopybuttons",
    "showpostnavlinks",
    "showreadingtime",
    "showrsbuttoninsectiontermlist",
    "showtoc",
    "showwordcount",
    "sitemap",
    "sortby",
    "subtitle",
    "template",
    "toc",
    "tocopen",
    "translationkey",
    "transparent",
    "type",
    "usehugotoc",
    "videos",
    "weight",
];

/// Whether another generator knows a field that has no place here.
pub(super) fn is_known_elsewhere(name: &str) -> bool {
    ELSEWHERE.binary_search(&fold(name).as_str()).is_ok()
}

/// Letter case and word separators make no difference.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(ELSEWHERE.is_sorted());
        assert!(ELSEWHERE.iter().all(|name| fold(name) == **name));
        assert!(is_known_elsewhere("in_search_index") && is_known_elsewhere("ShowToc"));
        assert!(!is_known_elsewhere("colour"));
    }
}

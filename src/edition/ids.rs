//! The ids of a page that are the app's own.

/// The ids that the app itself gives to parts of a story or a plain page, and to the data in
/// it. A heading of that name would take links, labels and the app's own look-ups to itself.
pub const APPS_OWN: [&str; 7] =
    ["comments", "content", "footnotes", "newsprint", "page", "related", "text"];

/// What the app's other ids begin with: what belongs to the conversation and to one comment (as
/// Isso calls it, too), what was written and has no form, footnotes, references to them. What
/// stands in a text and begins so gets [`BEFORE`] before that.
pub const APPS_OWN_PREFIXES: [&str; 6] =
    ["comment-", "comments-", "fn-", "fnref-", "isso-", "orphan-"];

/// What no id of the app begins with.
pub const BEFORE: &str = "section-";

/// An id of a text as it stands in the page. press gives none that is the app's; what comes as data
/// may hold any.
pub fn text_id(id: &str) -> String {
    let is_apps = APPS_OWN.contains(&id) || APPS_OWN_PREFIXES.iter().any(|it| id.starts_with(it));
    [if is_apps { BEFORE } else { "" }, id].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_takes_an_id_of_the_app() {
        for id in APPS_OWN.into_iter().chain(["comments-heading", "comment-12", "fn-1", "isso-7"]) {
            assert_eq!(text_id(id), format!("section-{id}"));
        }
        for id in ["", "comment", "harbour", "contents", "page-2", "section-comments"] {
            assert_eq!(text_id(id), id);
        }
    }
}

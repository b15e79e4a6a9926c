//! The words by which tools say who may see a text. Letter case, `_` and `-` make no difference
//! in the names of fields.

/// Fields that say that a text is not finished.
pub(super) const TRUE_IS_DRAFT: &[&str] = &["draft", "is_draft", "drafts", "unpublished", "wip"];

/// Fields that say that it is.
pub(super) const FALSE_IS_DRAFT: &[&str] = &["published", "is_published", "publish", "dg_publish"];

/// Fields that say that it is not for everybody.
pub(super) const TRUE_IS_HIDDEN: &[&str] = &[
    "hidden",
    "is_hidden",
    "hide",
    "private",
    "is_private",
    "secret",
    "internal",
    "confidential",
    "embargoed",
    "protected",
    "encrypt",
    "encrypted",
    "members_only",
    "subscribers_only",
    "headless",
    "deleted",
    "trashed",
];

/// Fields that say that it is.
pub(super) const FALSE_IS_HIDDEN: &[&str] =
    &["public", "is_public", "visible", "is_visible", "routable"];

/// Fields that say that it is for those who have its address.
pub(super) const TRUE_IS_UNLISTED: [&str; 6] = [
    "unlisted",
    "is_unlisted",
    "eleventy_exclude_from_collections",
    "exclude_from_collections",
    "sitemap_exclude",
    "exclude_from_sitemap",
];

/// Fields that say that search engines should pass it over.
pub(super) const TRUE_IS_NOT_INDEXED: &[&str] =
    &["noindex", "no_index", "robots_noindex", "is_noindex", "hide_from_search_engines"];

/// Fields that say that the site's own search should.
pub(super) const TRUE_IS_NOT_SEARCHED: &[&str] = &[
    "search_exclude",
    "exclude_from_search",
    "exclude_search",
    "search_hidden",
    "no_search",
    "nosearch",
];

/// Fields that say in a word who may see it.
pub(super) const STATES: &[&str] = &[
    "status",
    "post_status",
    "wp_status",
    "publish_status",
    "publication_status",
    "doc_status",
    "document_status",
    "visibility",
    "post_visibility",
    "access",
];

/// Everybody.
pub(super) const OPEN: &[&str] = &[
    "public",
    "publish",
    "published",
    "publicly",
    "live",
    "active",
    "released",
    "open",
    "free",
    "everyone",
    "everybody",
    "anyone",
    "all",
    "visible",
    "featured",
    "final",
    "finished",
    "done",
    "complete",
    "completed",
    "approved",
    "online",
    "listed",
    "sent",
    "posted",
    "always",
    "updated",
    "default",
];

/// Nobody yet.
pub(super) const DRAFT: &[&str] = &[
    "draft",
    "drafts",
    "auto-draft",
    "pending",
    "pending-review",
    "in-review",
    "review",
    "future",
    "scheduled",
    "planned",
    "wip",
    "work-in-progress",
    "in-progress",
    "unfinished",
    "incomplete",
    "unpublished",
    "not-published",
    "todo",
    "idea",
    "outline",
    "rejected",
    "hold",
    "on-hold",
];

/// Not everybody.
pub(super) const HIDDEN: &[&str] = &[
    "private",
    "hidden",
    "secret",
    "internal",
    "confidential",
    "members",
    "member",
    "members-only",
    "paid",
    "premium",
    "tiers",
    "subscribers",
    "subscriber",
    "password",
    "password-protected",
    "protected",
    "restricted",
    "embargo",
    "embargoed",
    "trash",
    "trashed",
    "deleted",
    "removed",
    "inherit",
    "skip",
    "disabled",
    "inactive",
    "closed",
    "invisible",
    "nobody",
    "never",
    "staff",
    "editors",
    "admin",
    "login",
    "logged-in",
    "authenticated",
    "non-public",
    "not-public",
    "spiked",
    "withdrawn",
];

/// Who has the address.
pub(super) const UNLISTED: &[&str] = &["unlisted", "link", "link-only", "by-link"];

/// What Hugo's `render` can say besides true, false and `always`.
pub(super) const CLOSED: &[&str] = &["never", "link"];

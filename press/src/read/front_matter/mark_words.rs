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

/// Fields that say that it is not for everybody where they are true, and else may say anything.
pub(super) const TRUE_MAY_HIDE: &[&str] = &[
    "premium",
    "paywall",
    "paywalled",
    "paid",
    "paid_only",
    "restricted",
    "ignore",
    "ignored",
    "exclude",
    "excluded",
    "skip",
    "disabled",
    "disable",
    "no_publish",
    "do_not_publish",
    "dont_publish",
    "never_publish",
    "not_public",
    "non_public",
    "not_for_publication",
    "hide_from_public",
    "hide_page",
    "login_required",
    "requires_login",
    "require_login",
    "auth_required",
    "subscribers",
    "members",
    "internal_only",
    "noexport",
    "embargo",
];

/// Fields that say that it is not finished where they are false, and else may say anything.
pub(super) const FALSE_MAY_BE_DRAFT: &[&str] = &[
    "enabled",
    "enable",
    "active",
    "ready",
    "live",
    "output",
    "approved",
    "released",
    "release",
    "finished",
    "export",
    "production",
];

/// Fields that may say in a word who may see it, and else anything: `state: Bavaria`.
pub(super) const MAY_BE_STATES: &[&str] = &[
    "state",
    "stage",
    "workflow",
    "workflow_state",
    "editorial_status",
    "review",
    "review_status",
    "publication",
    "publishing",
    "audience",
    "type",
    "layout",
];

/// Fields that name those who may see it.
pub(super) const READERS: &[&str] = &[
    "roles",
    "allowed_roles",
    "permissions",
    "restrict_to",
    "restricted_to",
    "visible_to",
    "members_of",
    "require_role",
];

/// Tables that say something of the whole text.
pub(super) const OF_THE_TEXT: &[&str] = &[
    "metadata",
    "meta",
    "page",
    "post",
    "matter",
    "front_matter",
    "attributes",
    "publication",
    "publishing",
    "settings",
    "options",
    "config",
    "wordpress",
    "ghost",
    "jekyll",
    "hugo",
];

/// Parts of a field's name by which it may say that a text is not for everybody.
pub(super) const TELLING: &[&str] =
    &["draft", "unpublish", "embargo", "confidential", "paywall", "premium", "nonpublic"];

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

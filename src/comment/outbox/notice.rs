//! Word of a comment whose story is not on screen any more.

use super::entry::{Entry, Stage};
use super::{desk, telling, working};
use crate::browser::document;
use crate::browser::drawn::when_drawn;
use crate::comment::made_for::SHARED;
use crate::comment::model::Comment;
use crate::context::{Edition, Screen, provided};
use crate::edition::{Provider, Word};
use crate::markup::{Element, el};
use leptos::prelude::*;

/// What has become of a comment, and where it is.
#[derive(Clone)]
pub(super) struct Notice {
    sentence: String,
    href: String,
}

impl Notice {
    pub(super) fn of(entry: &Entry, arrived: Option<&Comment>) -> Self {
        let word = match entry.progress.stage {
            _ if arrived.is_some() => Word::NoticeArrived,
            Stage::Refused => Word::NoticeRefused,
            _ => Word::NoticeHeld,
        };
        let place = arrived.map_or_else(|| "comments".into(), |comment| comment.id.anchor());
        let Some(edition) = desk::edition() else {
            return Self { sentence: String::new(), href: String::new() };
        };
        Self {
            sentence: edition.sentence(word, &[("headline", &entry.thread.headline)]),
            href: [&edition.href(entry.thread.address.as_str()), "#", &place].concat(),
        }
    }
}

/// Shows a notice in place of the one before, and announces it.
pub(super) fn show(notice: Notice) {
    let sentence = notice.sentence.clone();
    set(Some(notice));
    telling::announce(sentence);
}

fn set(notice: Option<Notice>) {
    let mut changed = None;
    desk::change(&mut |desk| {
        desk.notice.clone_from(&notice);
        changed = Some(desk.changed);
    });
    if let Some(changed) = changed {
        changed.update(|it| *it = !*it);
    }
}

/// The place of the notice at the foot of the window, where comments go to others; it is
/// where the outbox begins.
///
/// For screen readers: a complementary region, there while it says something. It is announced
/// and takes no focus.
pub fn notice() -> Option<Element> {
    let edition = Edition::current();
    let kept_here = matches!(edition.site.comments.provider, Provider::Device | Provider::None);
    if !SHARED || kept_here {
        return None;
    }
    let changed = RwSignal::new(false);
    let screen = provided::<Screen>();
    when_drawn(move || {
        desk::Desk::begin(edition, screen, changed);
        working::begin();
    });
    let shown = move || {
        changed.get();
        let mut notice = None;
        desk::change(&mut |desk| notice = desk.notice.clone());
        notice.map(draw)
    };
    Some(el("div").class("notices").child_live(shown))
}

fn draw(notice: Notice) -> Element {
    let link = el("a").attr("href", notice.href).on("click", |_| set(None));
    let close = el("button").attr("type", "button").on("click", |_| {
        set(None);
        // The button that had the focus is gone.
        document::focus_arrival("");
    });
    el("aside")
        .class("notice")
        .attr_word("aria-label", Word::NoticeLabel)
        .child(el("p").text(notice.sentence))
        .child(
            el("p")
                .class("notice-ways")
                .child(link.word(Word::NoticeShow))
                .child(close.word(Word::NoticeClose)),
        )
}

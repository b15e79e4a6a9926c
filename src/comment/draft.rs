//! What the reader has written and not yet posted, kept for each story and reply target, and for
//! each tab: what is written in one is never written over or removed by another. What a tab has
//! left behind that is not open any more is found by the next one in which nothing is written.

use super::model::{CommentId, Submission};
use super::validate::seen;
use crate::browser::storage::{self, Key, Refused};
use crate::browser::{locks, tab};
use crate::edition::Base;
use crate::text::holds;

/// What a draft is called that is no draft of the story's own form: of an answer to a comment, and
/// of a change of one.
pub(super) const REPLY: &str = "reply";
pub(super) const CHANGE: &str = "edit";

/// What a draft begins with that holds more than a text: a line each for name, e-mail address
/// and website.
const WITH_WHO: char = '\u{1F}';

/// The draft of one form.
#[derive(Debug)]
pub(super) struct Draft {
    /// Its name in whatever tab.
    pub(super) name: Key,
    /// What is written; empty when nothing is.
    whole: String,
    /// What stands on the device, as far as this form knows.
    kept: String,
    /// Whether an earlier one waits until the form is empty.
    pub(super) has_older: bool,
}

impl Draft {
    pub(super) fn new(base: &Base, story: &str, parent: Option<CommentId>) -> Self {
        let name = match parent {
            None => name_of_story(base, story),
            Some(parent) => name_of(base, REPLY, parent, story),
        };
        Self { name, whole: String::new(), kept: String::new(), has_older: false }
    }

    /// What was kept in this tab. Where storage is refused that is nothing.
    pub(super) fn take_up(&mut self) -> Submission {
        self.kept = kept(&self.name);
        self.whole.clone_from(&self.kept);
        parse(&self.kept)
    }

    /// Puts what was kept in this tab aside, as if another had left it behind: it is there again
    /// when the form is empty.
    pub(super) fn set_aside(&mut self) {
        let there = kept(&self.name);
        if !there.is_empty() && there != self.kept {
            self.has_older = true;
            rename(&self.name, &there, &of_tab(&self.name), &left_by(&tab::fresh().to_string()));
        }
    }

    /// Takes down what stands in the form now.
    pub(super) fn write(&mut self, written: &Submission) {
        self.whole = whole(written);
    }

    /// What was written has been sent, and [`forget`] has removed it: should the same words come
    /// back they are kept anew.
    pub(super) fn sent(&mut self) {
        self.whole.clear();
        self.kept.clear();
    }

    /// Keeps it on the device, if it has changed. What stands there that this form has never seen
    /// is not written over: an earlier page of this tab may be back with what it knew.
    pub(super) fn keep(&mut self) -> Result<(), Refused> {
        if self.whole != self.kept {
            self.set_aside();
            keep(&self.name, &self.whole)?;
            self.kept.clone_from(&self.whole);
        }
        Ok(())
    }
}

/// The name of the draft of a story's own form.
pub(super) fn name_of_story(base: &Base, story: &str) -> Key {
    Key::new(base, "draft", story)
}

/// The name of a draft that belongs to a comment: [`REPLY`] or [`CHANGE`].
pub(super) fn name_of(base: &Base, kind: &str, comment: CommentId, story: &str) -> Key {
    Key::new(base, kind, &[&comment.text(), " ", story].concat())
}

/// The comments under a story to which a draft of this kind belongs, in whatever tab.
pub(super) fn kept_for(base: &Base, kind: &str, story: &str) -> Vec<CommentId> {
    let mut comments = Vec::new();
    for name in storage::names(&Key::new(base, kind, "")).unwrap_or_default() {
        if let Some(comment) = comment_in(&name, story)
            && !comments.contains(&comment)
        {
            comments.push(comment);
        }
    }
    comments
}

/// The comment that a draft of this story belongs to, by what follows its kind in its name.
fn comment_in(name: &str, story: &str) -> Option<CommentId> {
    let (id, of) = name.split_once(' ')?;
    let of = of.split_once('\n').map_or(of, |(of, _)| of);
    let id = id.parse().ok()?;
    (of == story).then_some(CommentId(id))
}

/// What is written in what is kept.
pub(super) fn read(name: &Key) -> Submission {
    parse(&kept(name))
}

/// Keeps a text under this tab's name; nothing any more where it is empty.
pub(super) fn keep(name: &Key, whole: &str) -> Result<(), Refused> {
    if whole.is_empty() {
        storage::remove(&of_tab(name));
        return Ok(());
    }
    storage::write(&of_tab(name), whole)
}

/// What is kept in this tab.
pub(super) fn kept(name: &Key) -> String {
    storage::read(&of_tab(name)).ok().flatten().unwrap_or_default()
}

/// Removes what has been sent from where it is kept: nothing else that may stand there by now.
/// A browser without locks has copies of it.
pub(super) fn forget(name: &Key, sent: &str) {
    for whose in all(name) {
        let key = name.of_tab(&whose);
        if (key == of_tab(name) || !locks::exist())
            && let Ok(Some(kept)) = storage::read(&key)
            && seen(&parse(&kept).text) == seen(sent)
        {
            storage::remove(&key);
        }
    }
}

/// In which tabs there is a draft of that name. Those of earlier builds have no number.
fn all(name: &Key) -> Vec<String> {
    let mut all = storage::names(name).unwrap_or_default();
    all.retain(|whose| whose.is_empty() || whose.starts_with('\n'));
    all
}

/// Makes a draft this tab's that one has left behind which is not open any more, the newest
/// first, unless this one has a draft already; then does something.
///
/// A browser without locks does not know which tabs are open: there it stays where it is, too.
pub(super) fn adopt(name: Key, then: Box<dyn FnOnce()>) {
    tab::when_known(Box::new(move || {
        let left = all(&name);
        adopt_one(name, left, then);
    }));
}

fn adopt_one(name: Key, mut left: Vec<String>, then: Box<dyn FnOnce()>) {
    let newest = (0..left.len()).max_by_key(|at| &left[*at]);
    let Some(newest) = newest.filter(|_| kept(&name).is_empty()) else { return then() };
    let whose = left.swap_remove(newest);
    let number = whose.trim_start().to_owned();
    let goes_on = move |is_gone: bool| {
        let key = name.of_tab(&whose);
        if let Ok(Some(kept)) = storage::read(&key)
            && is_gone
        {
            rename(&name, &kept, &key, &left_by(&tab::number()));
        }
        adopt_one(name, left, then);
    };
    tab::is_gone(&number, Box::new(goes_on));
}

/// Keeps a text under another tab's number.
fn rename(name: &Key, whole: &str, from: &Key, whose: &str) {
    // The one first: there may be no room for both.
    if locks::exist() {
        storage::remove(from);
    }
    if storage::write(&name.of_tab(whose), whole).is_err() {
        let _ = storage::write(from, whole);
    }
}

fn of_tab(name: &Key) -> Key {
    name.of_tab(&left_by(&tab::number()))
}

/// How a tab is named in what it keeps.
fn left_by(number: &str) -> String {
    ["\n", number].concat()
}

/// Who has written goes with a text alone.
fn whole(written: &Submission) -> String {
    let Submission { text, name, email, website, .. } = written;
    if text.trim().is_empty() {
        return String::new();
    }
    [&WITH_WHO.to_string(), name, "\n", email, "\n", website, "\n", text].concat()
}

fn parse(whole: &str) -> Submission {
    let mut parts = whole.strip_prefix(WITH_WHO).unwrap_or_default().splitn(4, '\n');
    let mut next = || parts.next().map(str::to_owned);
    let [name, email, website] = [(); 3].map(|()| next().unwrap_or_default());
    // Earlier builds kept the text alone.
    let text = next().unwrap_or_else(|| whole.into());
    Submission { name, email, website, text, parent: None }
}

/// What of a kept draft is still to be added to what stands in the field already, because it
/// was typed before the app woke or because the browser put it back itself.
pub(super) fn missing(typed: &str, kept: &str) -> Option<String> {
    if kept.trim().is_empty() || holds(typed, kept.trim()) {
        None
    } else if typed.trim().is_empty() {
        Some(kept.into())
    } else {
        Some(["\n\n", kept].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_draft_is_put_back_once() {
        for (typed, kept, added) in [
            ("", "", None),
            ("", "Half", Some("Half")),
            ("Half", "Half", None),
            ("Half a thought", "Half ", None),
            ("New", "Half", Some("\n\nHalf")),
            ("New", " \n", None),
        ] {
            assert_eq!(missing(typed, kept).as_deref(), added, "{typed:?} {kept:?}");
        }
    }

    #[test]
    fn each_story_and_target_has_its_own() {
        let base = Base::new("/");
        let name =
            |story, parent: Option<u64>| Draft::new(&base, story, parent.map(CommentId)).name;
        let names =
            [name("/a/", None), name("/b/", None), name("/a/", Some(1)), name("/a/", Some(2))];
        for (index, one) in names.iter().enumerate() {
            assert!(!names[index + 1..].contains(one));
        }
    }

    #[test]
    fn a_draft_s_name_says_which_comment_it_belongs_to() {
        for (name, comment) in [
            ("12 /a/\n1795332745", Some(12)),
            ("12 /a/", Some(12)),
            ("12 /a/b/", None),
            ("12 /a", None),
            ("x /a/", None),
            ("/a/", None),
        ] {
            assert_eq!(comment_in(name, "/a/"), comment.map(CommentId), "{name:?}");
        }
    }

    #[test]
    fn a_name_goes_with_a_text_alone() {
        let written = Submission { name: "Ada".into(), ..Submission::default() };
        assert_eq!(whole(&written), "");
        let written = Submission { text: " \n".into(), ..written };
        assert_eq!(whole(&written), "");
    }

    #[test]
    fn what_an_earlier_build_kept_is_a_text() {
        for text in ["Half a thought", "One\ntwo\nthree\nfour\nfive", ""] {
            let read = parse(text);
            assert_eq!(read, Submission { text: text.into(), ..Submission::default() });
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_again(
            text in "(?s).{0,40}x(?s).{0,40}", [name, email, website] in prop::array::uniform3("\\PC{0,9}"),
        ) {
            let written = Submission { text, name, email, website, parent: None };
            prop_assert_eq!(parse(&whole(&written)), written);
        }

        #[test]
        fn whatever_is_stored_is_read_without_a_panic(text in "\u{1F}?[a\n]{0,6}") {
            parse(&text);
        }
    }
}

//! What the reader has written and not yet posted, kept for each story and reply target.

use super::model::CommentId;
use crate::browser::storage::{self, Key, Refused};
use crate::edition::Base;

/// The draft of one form.
#[derive(Debug)]
pub(super) struct Draft {
    key: Key,
    text: String,
    /// Whether the text has changed since it was last kept. Only then it is kept again: two
    /// windows may hold the same draft, and the one that is looked at must not undo what was
    /// written in the other.
    changed: bool,
    /// An earlier draft that waits until what stands in the form has gone.
    older: Option<String>,
}

impl Draft {
    pub(super) fn new(base: &Base, story: &str, parent: Option<CommentId>) -> Self {
        let key = match parent {
            None => Key::new(base, "draft", story),
            Some(parent) => Key::new(base, "reply", &[&parent.text(), " ", story].concat()),
        };
        Self { key, text: String::new(), changed: false, older: None }
    }

    /// What was kept by an earlier visit. Where storage is refused that is nothing.
    pub(super) fn take_up(&mut self) -> String {
        self.text = storage::read(&self.key).ok().flatten().unwrap_or_default();
        self.text.clone()
    }

    /// Takes up what was kept, but keeps it out of the form until what is typed there has gone.
    pub(super) fn set_aside(&mut self, typed: &str) {
        let kept = self.take_up();
        self.older = missing(typed, &kept).map(|_| kept);
    }

    /// Takes down what stands in the form now.
    pub(super) fn write(&mut self, text: &str) {
        if self.text != text {
            self.text = text.into();
            self.changed = true;
        }
    }

    /// Keeps it on the device, if it has changed.
    pub(super) fn keep(&mut self) -> Result<(), Refused> {
        if !self.changed {
            return Ok(());
        }
        let older = self.older.as_ref().and_then(|older| missing(&self.text, older));
        let whole = [self.text.as_str(), &older.unwrap_or_default()].concat();
        if whole.trim().is_empty() {
            storage::remove(&self.key);
        } else {
            storage::write(&self.key, &whole)?;
        }
        self.changed = false;
        Ok(())
    }

    /// Begins anew: with nothing written, or with what had been set aside.
    pub(super) fn clear(&mut self) -> &str {
        self.text = self.older.take().unwrap_or_default();
        self.changed = false;
        &self.text
    }

    /// What removes it from the device once the comment has arrived; what had been set aside
    /// stays there. It works when the form is gone by then, too.
    pub(super) fn removal(&self) -> impl FnOnce() + use<> {
        let (key, older) = (self.key.clone(), self.older.clone());
        move || match older {
            Some(older) => drop(storage::write(&key, &older)),
            None => storage::remove(&key),
        }
    }
}

/// What of a kept draft is still to be added to what stands in the field already, because it
/// was typed before the app woke or because the browser put it back itself.
pub(super) fn missing(typed: &str, kept: &str) -> Option<String> {
    if kept.trim().is_empty() || typed.contains(kept.trim()) {
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
        let key = |story, parent: Option<u64>| Draft::new(&base, story, parent.map(CommentId)).key;
        let keys = [key("/a/", None), key("/b/", None), key("/a/", Some(1)), key("/a/", Some(2))];
        for (index, one) in keys.iter().enumerate() {
            assert!(!keys[index + 1..].contains(one));
        }
    }

    #[test]
    fn what_was_set_aside_comes_back_when_the_form_is_empty() {
        let mut draft = Draft::new(&Base::new("/"), "/a/", None);
        draft.older = Some("An older one".into());
        draft.write("A new one");
        assert_eq!(draft.clear(), "An older one");
        assert_eq!(draft.clear(), "");
    }

    #[test]
    fn only_a_change_is_kept() {
        let mut draft = Draft::new(&Base::new("/"), "/a/", None);
        draft.write("");
        assert!(!draft.changed);
        draft.write("a");
        draft.write("a");
        assert!(draft.changed);
    }
}

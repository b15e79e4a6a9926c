//! Comments that stay in the reader's own browser.

use super::error::{Error, Fault};
use super::http::web;
use super::model::{
    Ask, Capabilities, Comment, CommentId, Order, Outcome, State, Submission, What,
};
use super::moment;
use super::validate::check;
use crate::browser::clock;
use crate::browser::storage::{self, Key, Refused};
use crate::edition::{Base, Fields, FromJson, Timestamp, Value, Word, object, quoted};

/// The version of [`Kept`] that this build reads and writes.
const VERSION: u32 = 1;

/// How many unreadable things are put aside for one story before nothing more is taken.
const ASIDE: u8 = 9;

/// Keeps the comments under one story on the device.
#[derive(Clone, Debug)]
pub(super) struct Device {
    key: Key,
}

/// A story's comments as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    version: u32,
    /// In the order in which they were written.
    comments: Vec<KeptComment>,
}

/// A comment as it is kept. An e-mail address is for a newsroom to answer to; where nobody
/// else reads along there is nothing to keep it for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct KeptComment {
    id: u32,
    parent: Option<u32>,
    name: String,
    website: String,
    created: Timestamp,
    /// When its text was last changed; empty for never.
    modified: Timestamp,
    /// Empty for one that was deleted and keeps a place for its replies.
    text: String,
}

impl Device {
    /// The comments under the story with this key.
    pub(super) fn new(base: &Base, story: &str) -> Self {
        Self { key: Key::new(base, "comments", story) }
    }

    pub(super) fn capabilities() -> Capabilities {
        Capabilities {
            nesting: 4,
            min_length: 1,
            max_length: 10_000,
            max_name: 254,
            max_email: 254,
            max_website: 254,
            name_required: false,
            email_required: false,
            open: true,
            change: true,
            vote: false,
            preview: false,
            shared: false,
            orders: &[Order::Oldest, Order::Newest],
            whereabouts: Word::WhereDevice,
        }
    }

    /// Does what is asked, at once.
    pub(super) fn done(&self, ask: &Ask) -> Result<Outcome, Error> {
        let mut outcome = Outcome::default();
        match ask.what {
            What::Submit => outcome.comments.push(self.submit(&ask.submission)?),
            What::List => outcome.comments = self.list(ask.order),
            _ => self.change(ask, &mut outcome)?,
        }
        Ok(outcome)
    }

    /// Says what was typed into a comment, changes it or deletes it.
    fn change(&self, ask: &Ask, outcome: &mut Outcome) -> Result<(), Error> {
        let mut kept = self.read()?;
        // Another tab may have deleted it.
        let at = kept.find(ask.comment).ok_or(Error::Forbidden)?;
        match ask.what {
            What::Source => {
                outcome.text.clone_from(&kept.comments[at].text);
                return Ok(());
            }
            What::Edit => {
                let faulty = |faults: Vec<Fault>| {
                    faults.first().map_or(Error::Forbidden, |fault| Error::Field(*fault))
                };
                let changed =
                    check(ask.submission.clone(), Self::capabilities()).map_err(faulty)?;
                kept.comments[at].text = changed.text;
                kept.comments[at].modified = clock::now();
            }
            _ => kept.delete(at),
        }
        storage::write(&self.key, &kept.write())?;
        let left = kept.comments.into_iter().map(Comment::from);
        outcome.comments.extend(left.filter(|comment| Some(comment.id) == ask.comment));
        Ok(())
    }

    /// All comments there are. Where storage is refused there are none.
    fn list(&self, order: Order) -> Vec<Comment> {
        let text = storage::read(&self.key).ok().flatten();
        let kept = text.and_then(|text| Kept::parse(&text)).unwrap_or_default();
        let mut comments: Vec<Comment> = kept.comments.into_iter().map(Into::into).collect();
        if order == Order::Newest {
            comments.reverse();
        }
        comments
    }

    /// Keeps one more comment.
    fn submit(&self, submission: &Submission) -> Result<Comment, Error> {
        let mut kept = self.read()?;
        let comment = kept.add(submission, clock::now())?;
        storage::write(&self.key, &kept.write())?;
        Ok(comment)
    }

    /// What is kept by now: another window may have added to it. What cannot be read is put aside,
    /// since it will be written over.
    fn read(&self) -> Result<Kept, Error> {
        let Some(text) = storage::read(&self.key)? else { return Ok(Kept::default()) };
        match Kept::parse(&text) {
            Some(kept) => Ok(kept),
            None => {
                self.put_aside(&text)?;
                Ok(Kept::default())
            }
        }
    }

    /// Keeps what this build cannot read under a name of its own, before it is written over:
    /// a newer build, or a person, may make sense of it.
    fn put_aside(&self, text: &str) -> Result<(), Refused> {
        for number in 1..=ASIDE {
            let key = self.key.aside(number);
            if storage::read(&key)?.is_none() {
                return storage::write(&key, text);
            }
        }
        Err(Refused)
    }
}

impl FromJson for Kept {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        Self { version: fields.get("version"), comments: fields.get("comments") }
    }
}

impl KeptComment {
    fn write(&self) -> String {
        let mut fields = vec![("id", self.id.to_string())];
        fields.extend(self.parent.map(|parent| ("parent", parent.to_string())));
        let texts = [
            ("name", &*self.name),
            ("website", &self.website),
            ("modified", self.modified.as_str()),
            ("created", self.created.as_str()),
            ("text", &self.text),
        ];
        for (index, (name, text)) in texts.into_iter().enumerate() {
            // The first three may be left out.
            if index > 2 || !text.is_empty() {
                fields.push((name, quoted(text)));
            }
        }
        object(&fields)
    }
}

impl FromJson for KeptComment {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        Self {
            id: fields.get("id"),
            parent: fields.maybe("parent"),
            name: fields.maybe("name").unwrap_or_default(),
            website: fields.maybe("website").unwrap_or_default(),
            created: fields.get("created"),
            modified: fields.maybe("modified").unwrap_or_default(),
            text: fields.get("text"),
        }
    }
}

impl From<Refused> for Error {
    fn from(_: Refused) -> Self {
        Self::Storage
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self { version: VERSION, comments: Vec::new() }
    }
}

impl Kept {
    /// `None` for what this build cannot read.
    fn parse(text: &str) -> Option<Self> {
        let json = Value::parse(text)?;
        Self::from_json(json).filter(|kept| kept.version == VERSION)
    }

    /// As it is kept: what [`parse`](Self::parse) reads.
    fn write(&self) -> String {
        let comments: Vec<String> = self.comments.iter().map(KeptComment::write).collect();
        let comments = ["[", &comments.join(","), "]"].concat();
        object(&[("version", self.version.to_string()), ("comments", comments)])
    }

    /// Where a comment is that was not deleted.
    fn find(&self, id: Option<CommentId>) -> Option<usize> {
        let is = |kept: &KeptComment| Some(CommentId(kept.id.into())) == id;
        self.comments.iter().position(|kept| is(kept) && !kept.text.is_empty())
    }

    /// Deletes a comment; one that was answered keeps its place until its last reply has gone.
    fn delete(&mut self, at: usize) {
        let KeptComment { id, parent, created, .. } = self.comments[at].clone();
        self.comments[at] = KeptComment { id, parent, created, ..KeptComment::default() };
        loop {
            let answered = |id| self.comments.iter().any(|kept| kept.parent == Some(id));
            let stale = |kept: &KeptComment| kept.text.is_empty() && !answered(kept.id);
            let Some(at) = self.comments.iter().position(stale) else { return };
            self.comments.remove(at);
        }
    }

    /// The number after the last; where there is none, the first that is free: a number that another
    /// script on this origin has written, or a person, must not end the conversation.
    fn free_id(&self) -> u32 {
        let last = self.comments.iter().map(|kept| kept.id).max().unwrap_or(0);
        let is_free = |id: &u32| self.comments.iter().all(|kept| kept.id != *id);
        last.checked_add(1).or_else(|| (1..last).find(is_free)).unwrap_or(last)
    }

    fn add(&mut self, submission: &Submission, now: Timestamp) -> Result<Comment, Error> {
        let parent = submission.parent.and_then(|id| u32::try_from(id.0).ok());
        let same = |kept: &KeptComment| {
            kept.text == submission.text && kept.name == submission.name && kept.parent == parent
        };
        if self.comments.iter().any(same) {
            return Err(Error::Duplicate);
        }
        let comment = KeptComment {
            id: self.free_id(),
            parent,
            name: submission.name.clone(),
            website: submission.website.clone(),
            created: now,
            modified: Timestamp::default(),
            text: submission.text.clone(),
        };
        self.comments.push(comment.clone());
        Ok(comment.into())
    }
}

impl From<KeptComment> for Comment {
    fn from(kept: KeptComment) -> Self {
        Self {
            id: CommentId(kept.id.into()),
            parent: kept.parent.map(|id| CommentId(id.into())),
            author: kept.name,
            // What another script on this origin may have written is not linked blindly.
            website: web(kept.website),
            created: moment::seconds(kept.created.as_str()).unwrap_or(0.0),
            modified: moment::seconds(kept.modified.as_str()).unwrap_or(0.0),
            state: if kept.text.is_empty() { State::Deleted } else { State::Live },
            body: kept.text,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn says(text: &str, name: &str, parent: Option<u64>) -> Submission {
        Submission {
            parent: parent.map(CommentId),
            text: text.into(),
            name: name.into(),
            ..Submission::default()
        }
    }

    fn add(kept: &mut Kept, submission: Submission) -> Result<Comment, Error> {
        kept.add(&submission, Timestamp::new("2026-11-22T09:30:00+01:00"))
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut kept = Kept::default();
        let first = add(&mut kept, says("<b> & é", "Ada", None)).unwrap();
        let reply = add(&mut kept, says("Yes", "", Some(1))).unwrap();
        let text = kept.write();
        assert_eq!(
            text,
            "{\"version\":1,\"comments\":[\
             {\"id\":1,\"name\":\"Ada\",\"created\":\"2026-11-22T09:30:00+01:00\",\"text\":\"<b> & é\"},\
             {\"id\":2,\"parent\":1,\"created\":\"2026-11-22T09:30:00+01:00\",\"text\":\"Yes\"}]}"
        );
        let again: Vec<Comment> =
            Kept::parse(&text).unwrap().comments.into_iter().map(Into::into).collect();
        assert_eq!(again, [first, reply]);
    }

    #[test]
    fn the_same_comment_is_taken_once() {
        let mut kept = Kept::default();
        add(&mut kept, says("Yes", "Ada", None)).unwrap();
        assert_eq!(add(&mut kept, says("Yes", "Ada", None)), Err(Error::Duplicate));
        assert!(add(&mut kept, says("Yes", "Bob", None)).is_ok());
        assert!(add(&mut kept, says("Yes", "Ada", Some(1))).is_ok());
        assert_eq!(kept.comments.len(), 3);
    }

    #[test]
    fn a_deleted_comment_keeps_its_place_for_its_replies_alone() {
        let mut kept = Kept::default();
        for (text, parent) in [("a", None), ("b", Some(1)), ("c", Some(2)), ("d", Some(1))] {
            add(&mut kept, says(text, "Ada", parent)).unwrap();
        }
        let texts =
            |kept: &Kept| kept.comments.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
        let delete = |kept: &mut Kept, id: u64| {
            let at = kept.find(Some(CommentId(id))).unwrap();
            kept.delete(at);
        };
        delete(&mut kept, 1);
        assert_eq!(texts(&kept), ["", "b", "c", "d"]);
        assert_eq!(kept.find(Some(CommentId(1))), None);
        let gone = Comment::from(kept.comments[0].clone());
        assert_eq!((gone.state, gone.author.as_str()), (State::Deleted, ""));
        // It is read again, and stays a place.
        let mut kept = Kept::parse(&kept.write()).unwrap();
        delete(&mut kept, 2);
        assert_eq!(texts(&kept), ["", "", "c", "d"]);
        delete(&mut kept, 3);
        assert_eq!(texts(&kept), ["", "d"]);
        delete(&mut kept, 4);
        assert_eq!(texts(&kept), [""; 0]);
    }

    #[test]
    fn what_cannot_be_read_is_told_apart() {
        for text in [
            "",
            "null",
            "{",
            "[]",
            "{\"version\":2,\"comments\":[]}",
            "{\"version\":1}",
            "{\"version\":1,\"comments\":[{}]}",
            "{\"version\":1,\"comments\":[{\"id\":-1,\"created\":\"\",\"text\":\"\"}]}",
        ] {
            assert_eq!(Kept::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_field_of_a_later_build_does_no_harm() {
        let text = r#"{"version":1,"comments":[{"id":7,"created":"","text":"a","mood":"calm"}]}"#;
        let mut kept = Kept::parse(text).unwrap();
        assert_eq!(add(&mut kept, says("b", "", None)).unwrap().id, CommentId(8));
        assert_eq!(Kept::parse(&kept.write()), Some(kept));
    }

    #[test]
    fn no_script_is_linked() {
        let kept = KeptComment {
            id: 1,
            parent: None,
            name: "Eve".into(),
            website: "javascript:alert(1)".into(),
            text: "x".into(),
            ..KeptComment::default()
        };
        assert_eq!(Comment::from(kept).website, "");
    }

    #[test]
    fn the_last_number_there_is_ends_no_conversation() {
        let one = |id: u32| format!("{{\"id\":{id},\"created\":\"\",\"text\":\"{id}\"}}");
        for (ids, next) in
            [(vec![u32::MAX], 1), (vec![1, 2, u32::MAX, 4], 3), (vec![u32::MAX - 1], u32::MAX)]
        {
            let all: Vec<String> = ids.into_iter().map(one).collect();
            let text = format!("{{\"version\":1,\"comments\":[{}]}}", all.join(","));
            let mut kept = Kept::parse(&text).unwrap();
            let added = add(&mut kept, says("b", "", None)).unwrap();
            assert_eq!(added.id, CommentId(next.into()));
            add(&mut kept, says("c", "", None)).unwrap();
        }
    }

    /// A value of JSON that may or may not be what is looked for.
    fn odd() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "1",
            "0",
            "-1",
            "1.5",
            "1e99",
            "4294967295",
            "4294967296",
            "null",
            "true",
            "\"\"",
            "\"1\"",
            "\"\\u0000\"",
            "\"2026-11-22T09:30:00+01:00\"",
            "[]",
            "[1]",
            "{}",
        ])
    }

    proptest! {
        #[test]
        fn whatever_is_stored_is_read_without_a_panic(
            [version, id, parent, name, created] in prop::array::uniform5(odd()),
        ) {
            let text = format!(
                "{{\"version\":{version},\"comments\":[{{\"id\":{id},\"parent\":{parent},\
                 \"name\":{name},\"created\":{created},\"text\":\"a\"}}]}}"
            );
            if let Some(mut kept) = Kept::parse(&text) {
                prop_assert_eq!(kept.version, VERSION);
                let _ = add(&mut kept, says("b", "", Some(7)));
            }
        }

        #[test]
        fn texts_survive(text in "(?s).{0,60}", name in "\\PC{0,20}") {
            let mut kept = Kept::default();
            add(&mut kept, says(&text, &name, None)).unwrap();
            prop_assert_eq!(Kept::parse(&kept.write()), Some(kept));
        }
    }
}

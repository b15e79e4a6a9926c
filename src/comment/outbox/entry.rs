//! A comment on its way, as it is kept on the device until it is known to have arrived.

use crate::comment::adapter::Thread;
use crate::comment::error::{Fault, SubmitError};
use crate::comment::model::{CommentId, Submission};
use crate::edition::{Address, Comments, Fields, Timestamp};
use serde_json::{Map, Value};

/// The version of an entry's text that this build reads and writes.
const VERSION: u64 = 1;

/// How many bytes the second line is given, however many it needs now. See [`Entry::write`].
const ROOM: usize = 384;

/// A comment on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::comment) struct Entry {
    /// What tells it from the other entries of this device.
    pub(in crate::comment) id: String,
    /// All that an adapter must know of the story, whatever page is on screen.
    pub(in crate::comment) thread: Thread,
    pub(in crate::comment) submission: Submission,
    /// When it was handed in, by this device's clock.
    pub(in crate::comment) written: Timestamp,
    pub(in crate::comment) progress: Progress,
}

/// How far a comment on its way is. Times are in seconds after 1970 by this device's clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::comment) struct Progress {
    pub(in crate::comment) stage: Stage,
    /// When the last sending began; when it is over, its end.
    pub(super) since: u64,
    /// Not before then it is sent or looked for.
    pub(super) next: u64,
    /// How often in a row something has gone wrong.
    pub(super) tries: u32,
    /// Whether a sending has ever ended unclearly.
    pub(super) unsure: bool,
    /// Whether the server says that it has it, though it does not show it.
    pub(super) there: bool,
    /// Why it has not arrived.
    pub(in crate::comment) error: Option<SubmitError>,
    /// What the server calls it and when it came there, while it is held.
    pub(super) held: Option<(CommentId, Timestamp)>,
}

/// Where a comment on its way stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::comment) enum Stage {
    /// It is not on the server, and will be sent.
    #[default]
    Waiting,
    /// It is being sent.
    Sending,
    /// It may be on the server; it will be looked for.
    Unclear,
    /// It may be on the server, and nobody but the reader can decide.
    Doubt,
    /// The newsroom looks at it first.
    Held,
    /// The server does not take it.
    Refused,
}

const STAGES: [(&str, Stage); 6] = [
    ("waiting", Stage::Waiting),
    ("sending", Stage::Sending),
    ("unclear", Stage::Unclear),
    ("doubt", Stage::Doubt),
    ("held", Stage::Held),
    ("refused", Stage::Refused),
];

/// Every error that an entry can be kept with.
const ERRORS: [(&str, SubmitError); 20] = [
    ("text-missing", SubmitError::Field(Fault::TextMissing)),
    ("text-too-short", SubmitError::Field(Fault::TextTooShort)),
    ("text-too-long", SubmitError::Field(Fault::TextTooLong)),
    ("name-missing", SubmitError::Field(Fault::NameMissing)),
    ("name-too-long", SubmitError::Field(Fault::NameTooLong)),
    ("email-missing", SubmitError::Field(Fault::EmailMissing)),
    ("email-invalid", SubmitError::Field(Fault::EmailInvalid)),
    ("email-too-long", SubmitError::Field(Fault::EmailTooLong)),
    ("website-invalid", SubmitError::Field(Fault::WebsiteInvalid)),
    ("website-too-long", SubmitError::Field(Fault::WebsiteTooLong)),
    ("too-fast", SubmitError::TooFast { wait: None }),
    ("duplicate", SubmitError::Duplicate),
    ("closed", SubmitError::Closed),
    ("login", SubmitError::LoginRequired),
    ("forbidden", SubmitError::Forbidden),
    ("too-large", SubmitError::TooLarge),
    ("network", SubmitError::Network),
    ("unclear", SubmitError::Unclear),
    ("server", SubmitError::Server),
    ("storage", SubmitError::Storage),
];

/// The name under which a value is kept.
fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|(_, it)| *it == value).map_or("", |(name, _)| name)
}

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(it, _)| *it == name).map(|(_, value)| *value)
}

impl Entry {
    /// Why it was not taken, if it was not.
    pub(in crate::comment) fn refusal(&self) -> Option<SubmitError> {
        self.progress.error.filter(|_| self.progress.stage == Stage::Refused)
    }

    /// The entry as it is kept: what never changes as one line of JSON, how far it is as
    /// another.
    ///
    /// The second line always has the same length, so that a step that has been taken can be
    /// noted where there is no room left for anything.
    pub(super) fn write(&self) -> String {
        let (thread, submission) = (&self.thread, &self.submission);
        let parent = submission.parent.as_ref().map_or("", |id| id.as_str());
        let mut json = Map::new();
        for (name, text) in [
            ("story", thread.key.as_str()),
            ("address", thread.address.as_str()),
            ("headline", &thread.headline),
            ("parent", parent),
            ("text", &submission.text),
            ("name", &submission.name),
            ("email", &submission.email),
            ("website", &submission.website),
            ("written", self.written.as_str()),
        ] {
            if !text.is_empty() {
                json.insert(name.into(), text.into());
            }
        }
        json.insert("version".into(), VERSION.into());
        if let Some(post) = thread.comments.post {
            json.insert("post".into(), post.into());
        }
        let mut out = Value::Object(json).to_string();
        out.push('\n');
        let length = out.len() + ROOM;
        out.push_str(&self.progress.write());
        while out.len() < length {
            out.push(' ');
        }
        out
    }

    /// An entry that has been kept; `None` for what this build cannot read: it stays where it
    /// is, for a build that can.
    pub(super) fn parse(id: &str, text: &str) -> Option<Self> {
        let (first, second) = text.split_once('\n')?;
        let mut fault = false;
        let mut fields = Fields::of(serde_json::from_str(first).ok()?, &mut fault);
        let version: u64 = fields.get("version");
        let address: String = fields.get("address");
        let post = fields.maybe("post");
        let key = fields.get("story");
        let written = fields.get("written");
        let parent: Option<String> = fields.maybe("parent");
        let mut given = |name: &str| fields.maybe::<String>(name).unwrap_or_default();
        let entry = Self {
            id: id.into(),
            thread: Thread {
                key,
                address: Address::new(address).ok()?,
                headline: given("headline"),
                comments: Comments { open: true, closes: None, post },
            },
            submission: Submission {
                parent: parent.map(CommentId::new),
                text: given("text"),
                name: given("name"),
                email: given("email"),
                website: given("website"),
            },
            written,
            progress: Progress::parse(second)?,
        };
        (!fault && version == VERSION).then_some(entry)
    }
}

impl Progress {
    fn write(&self) -> String {
        let mut json = Map::new();
        for (name, number) in [
            ("since", self.since),
            ("next", self.next),
            ("tries", self.tries.into()),
            ("unsure", self.unsure.into()),
            ("there", self.there.into()),
        ] {
            json.insert(name.into(), number.into());
        }
        let mut add = |name: &str, text: &str| json.insert(name.into(), text.into());
        add("stage", name_of(&STAGES, self.stage));
        if let Some(error) = self.error {
            let error = match error {
                // How long is in `next`.
                SubmitError::TooFast { .. } => SubmitError::TooFast { wait: None },
                error => error,
            };
            add("error", name_of(&ERRORS, error));
        }
        if let Some((id, created)) = &self.held {
            add("id", id.as_str());
            add("created", created.as_str());
        }
        Value::Object(json).to_string()
    }

    fn parse(text: &str) -> Option<Self> {
        let mut fault = false;
        let mut fields = Fields::of(serde_json::from_str(text).ok()?, &mut fault);
        let stage: String = fields.get("stage");
        let error: Option<String> = fields.maybe("error");
        let id: Option<String> = fields.maybe("id");
        let created: Option<Timestamp> = fields.maybe("created");
        let mut number = |name: &str| fields.get::<u64>(name);
        let progress = Self {
            stage: named(&STAGES, &stage)?,
            since: number("since"),
            next: number("next"),
            tries: number("tries").try_into().unwrap_or(u32::MAX),
            unsure: number("unsure") != 0,
            there: number("there") != 0,
            error: error.and_then(|name| named(&ERRORS, &name)),
            held: id.map(|id| (CommentId::new(id), created.unwrap_or_default())),
        };
        (!fault).then_some(progress)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::comment::outbox) fn entry(text: &str) -> Entry {
        Entry {
            id: "1".into(),
            thread: Thread {
                key: "harbour".into(),
                address: Address::new("/2026/11/22/harbour/").unwrap(),
                headline: "The harbour opens".into(),
                comments: Comments { open: true, closes: None, post: Some(7) },
            },
            submission: Submission {
                parent: Some(CommentId::new("12")),
                text: text.into(),
                name: "Ada".into(),
                ..Submission::default()
            },
            written: Timestamp::new("2026-11-22T09:30:00+01:00"),
            progress: Progress::default(),
        }
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut entry = entry("One\nline & “another”");
        entry.progress = Progress {
            stage: Stage::Held,
            since: 1_795_332_745,
            next: u64::MAX,
            tries: 3,
            unsure: true,
            there: true,
            error: Some(SubmitError::Network),
            held: Some((CommentId::new("9"), Timestamp::new("2026-11-22T09:30:00.000Z"))),
        };
        assert_eq!(Entry::parse("1", &entry.write()), Some(entry));
    }

    #[test]
    fn every_stage_and_error_has_a_name() {
        for (name, stage) in STAGES {
            let progress = Progress { stage, ..Progress::default() };
            assert_eq!(Progress::parse(&progress.write()), Some(progress), "{name}");
        }
        for (name, error) in ERRORS {
            let progress = Progress { error: Some(error), ..Progress::default() };
            assert_eq!(Progress::parse(&progress.write()), Some(progress), "{name}");
        }
        let waits =
            Progress { error: Some(SubmitError::TooFast { wait: Some(9) }), ..Progress::default() };
        let read = Progress::parse(&waits.write()).unwrap();
        assert_eq!(read.error, Some(SubmitError::TooFast { wait: None }));
    }

    #[test]
    fn a_step_needs_no_more_room_than_the_one_before() {
        let mut entry = entry("Hello");
        let before = entry.write().len();
        entry.progress = Progress {
            stage: Stage::Refused,
            since: u64::MAX,
            next: u64::MAX,
            tries: u32::MAX,
            unsure: true,
            there: true,
            error: Some(SubmitError::Field(Fault::WebsiteTooLong)),
            held: Some((
                CommentId::new("12345678901234567890"),
                Timestamp::new("2026-11-22T09:30:00.000+00:00"),
            )),
        };
        assert_eq!(entry.write().len(), before);
    }

    #[test]
    fn what_cannot_be_read_is_none() {
        let good = entry("Hello").write();
        for text in [
            String::new(),
            "\n".into(),
            "{}\n{}".into(),
            "null\nnull".into(),
            good.replace("\"version\":1", "\"version\":2"),
            good.replace("waiting", "dreaming"),
            good.replace("\"/2026/11/22/harbour/\"", "\"//evil.example/\""),
            good.replace('\n', " "),
        ] {
            assert_eq!(Entry::parse("1", &text), None, "{text}");
        }
        // A field of a later build does no harm.
        let later = good.replace("\"version\":1", "\"mood\":\"calm\",\"version\":1");
        assert_eq!(Entry::parse("1", &later), Some(entry("Hello")));
    }

    proptest! {
        #[test]
        fn whatever_is_stored_is_read_without_a_panic(text in "\\PC{0,40}\n\\PC{0,40}") {
            let _ = Entry::parse("1", &text);
        }

        #[test]
        fn texts_survive(text in "(?s).{1,60}") {
            let entry = entry(&text);
            prop_assert_eq!(Entry::parse("1", &entry.write()), Some(entry));
        }
    }
}

//! A comment on its way, as it is kept on the device until it is known to have arrived.

use crate::comment::adapter::Thread;
use crate::comment::digits;
use crate::comment::error::{Error, Fault};
use crate::comment::model::{Ask, CommentId, Submission, What};
use crate::edition::{Address, Comments, FromJson, Value, quoted};

/// The version of an entry's text that this build reads and writes.
const VERSION: u64 = 1;

/// How many bytes the second line is given, however many it needs now. See [`Entry::write`].
const ROOM: usize = 160;

/// A comment on its way.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::comment) struct Entry {
    /// What tells it from the other entries of this device, and in the thread from the comments
    /// of a server, whose numbers are smaller.
    pub(in crate::comment) id: CommentId,
    /// All that an adapter must know of the story, whatever page is on screen.
    pub(in crate::comment) thread: Thread,
    pub(in crate::comment) submission: Submission,
    /// When it was handed in, in seconds after 1970 by this device's clock.
    pub(in crate::comment) written: u64,
    /// The comments that were there before it and could be taken for it: see [`Ask::known`].
    pub(super) known: Vec<u64>,
    pub(in crate::comment) progress: Progress,
}

/// How far a comment on its way is. Times are in seconds after 1970 by this device's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::comment) struct Progress {
    pub(in crate::comment) stage: Stage,
    /// When the last sending began; when it is over, its end.
    pub(super) since: u64,
    /// Not before then it is sent or looked for.
    pub(super) next: u64,
    /// How often in a row something has gone wrong.
    pub(super) tries: u32,
    /// How many sendings have ended unclearly.
    pub(super) unsure: u32,
    /// Whether the server says that it has it, though it does not show it.
    pub(super) there: bool,
    /// Why it has not arrived.
    pub(in crate::comment) error: Option<Error>,
    /// What the server calls it, while it is held; 0 where it did not say.
    pub(super) held: CommentId,
    /// When a held comment came there, by the server's clock.
    pub(super) held_since: f64,
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

/// Stages and errors are kept as their places in these lists: they grow at their ends alone.
const STAGES: [Stage; 6] =
    [Stage::Waiting, Stage::Sending, Stage::Unclear, Stage::Doubt, Stage::Held, Stage::Refused];
const ERRORS: [Option<Error>; 22] = [
    None,
    Some(Error::Field(Fault::TextMissing)),
    Some(Error::Field(Fault::TextTooShort)),
    Some(Error::Field(Fault::TextTooLong)),
    Some(Error::Field(Fault::NameMissing)),
    Some(Error::Field(Fault::NameTooLong)),
    Some(Error::Field(Fault::EmailMissing)),
    Some(Error::Field(Fault::EmailInvalid)),
    Some(Error::Field(Fault::EmailTooLong)),
    Some(Error::Field(Fault::WebsiteInvalid)),
    Some(Error::Field(Fault::WebsiteTooLong)),
    Some(Error::TooFast { wait: None }),
    Some(Error::Duplicate),
    Some(Error::Closed),
    Some(Error::LoginRequired),
    Some(Error::Forbidden),
    Some(Error::TooLarge),
    Some(Error::Network),
    Some(Error::Unclear),
    Some(Error::Server),
    Some(Error::Storage),
    Some(Error::Down),
];

impl Entry {
    /// Why it was not taken, if it was not.
    pub(in crate::comment) fn refusal(&self) -> Option<Error> {
        self.progress.error.filter(|_| self.progress.stage == Stage::Refused)
    }

    /// What is asked of the place for it: to take it, or to look for it.
    pub(super) fn ask(&self, what: What) -> Ask {
        let refused = self.is_taken_for_a_twin();
        Ask {
            what,
            submission: self.submission.clone(),
            since: self.written as f64,
            known: if refused { Vec::new() } else { self.known.clone() },
            all: refused,
            ..Ask::default()
        }
    }

    /// Whether a server has refused its first sending as something that is there already: it may
    /// mean a comment that was there before.
    pub(super) fn is_taken_for_a_twin(&self) -> bool {
        self.progress.there && self.progress.unsure == 0
    }

    /// The entry as it is kept: its texts as a list of JSON on one line, numbers that say the
    /// rest and how far it is on another.
    ///
    /// The second line always has the same length, so that a step that has been taken can be
    /// noted where there is no room left for anything.
    pub(super) fn write(&self) -> String {
        let (thread, submission) = (&self.thread, &self.submission);
        let texts = [
            &thread.key,
            thread.address.as_str(),
            &thread.headline,
            &submission.text,
            &submission.name,
            &submission.email,
            &submission.website,
            &digits::write(&self.known),
        ];
        let numbers = [
            VERSION,
            thread.comments.post.unwrap_or_default(),
            submission.parent.map_or(0, |id| id.0),
            self.written,
        ];
        let mut out = ["[", &texts.map(quoted).join(","), "]\n"].concat();
        let length = out.len() + ROOM;
        out.push_str(&digits::write(&numbers));
        out.push_str(&digits::write(&self.progress.numbers()));
        while out.len() < length {
            out.push(' ');
        }
        out
    }

    /// An entry that has been kept; `None` for what this build cannot read: it stays where it
    /// is, for a build that can.
    pub(super) fn parse(id: CommentId, text: &str) -> Option<Self> {
        let (first, second) = text.split_once('\n')?;
        let mut texts = Vec::from_json(Value::parse(first)?)?;
        if texts.len() == 7 {
            // Earlier builds noted none that were there before.
            texts.push(String::new());
        }
        let [key, address, headline, text, name, email, website, known] = texts.try_into().ok()?;
        let numbers = digits::read(second);
        let [
            VERSION,
            post,
            parent,
            written,
            stage,
            error,
            since,
            next,
            tries,
            unsure,
            there,
            held,
            held_since,
        ] = numbers[..]
        else {
            return None;
        };
        Some(Self {
            id,
            thread: Thread {
                key,
                address: Address::new(address).ok()?,
                headline,
                comments: Comments {
                    open: true,
                    closes: None,
                    post: Some(post).filter(|post| *post > 0),
                },
            },
            submission: Submission {
                parent: (parent > 0).then_some(CommentId(parent)),
                text,
                name,
                email,
                website,
            },
            written,
            known: digits::read(&known),
            progress: Progress {
                stage: *STAGES.get(stage as usize)?,
                error: *ERRORS.get(error as usize)?,
                since,
                next,
                tries: tries as u32,
                unsure: unsure as u32,
                there: there > 0,
                held: CommentId(held),
                held_since: held_since as f64 / 1000.0,
            },
        })
    }
}

impl Progress {
    fn numbers(&self) -> [u64; 9] {
        let error = match self.error {
            // How long is in `next`.
            Some(Error::TooFast { .. }) => Some(Error::TooFast { wait: None }),
            error => error,
        };
        let place = |place: Option<usize>| place.unwrap_or_default() as u64;
        [
            place(STAGES.iter().position(|it| *it == self.stage)),
            place(ERRORS.iter().position(|it| *it == error)),
            self.since,
            self.next,
            self.tries.into(),
            self.unsure.into(),
            self.there.into(),
            self.held.0,
            // In thousandths of a second.
            (self.held_since * 1000.0).round() as u64,
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(in crate::comment::outbox) fn entry(text: &str) -> Entry {
        Entry {
            id: CommentId(1),
            thread: Thread {
                key: "harbour".into(),
                address: Address::new("/2026/11/22/harbour/").unwrap(),
                headline: "The harbour opens".into(),
                comments: Comments { open: true, closes: None, post: Some(7) },
            },
            submission: Submission {
                parent: Some(CommentId(12)),
                text: text.into(),
                name: "Ada".into(),
                ..Submission::default()
            },
            written: 1_795_332_745,
            known: vec![3, 1_795_332_700_500],
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
            unsure: 2,
            there: true,
            error: Some(Error::Network),
            held: CommentId(9),
            held_since: 1_795_332_745.55,
        };
        assert_eq!(Entry::parse(CommentId(1), &entry.write()), Some(entry));
    }

    #[test]
    fn what_an_earlier_build_kept_is_read() {
        let entry = Entry { known: Vec::new(), ..entry("Hello") };
        let earlier = entry.write().replace(",\"\"]", "]");
        assert_ne!(earlier, entry.write());
        assert_eq!(Entry::parse(CommentId(1), &earlier), Some(entry));
    }

    #[test]
    fn every_stage_and_error_is_kept() {
        let again = |progress: Progress| {
            let kept = Entry { progress, ..entry("Hello") };
            Entry::parse(CommentId(1), &kept.write()).unwrap().progress
        };
        for stage in STAGES {
            assert_eq!(again(Progress { stage, ..Progress::default() }).stage, stage);
        }
        for error in ERRORS {
            assert_eq!(again(Progress { error, ..Progress::default() }).error, error);
        }
        let waits = Some(Error::TooFast { wait: Some(9) });
        let read = again(Progress { error: waits, ..Progress::default() });
        assert_eq!(read.error, Some(Error::TooFast { wait: None }));
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
            unsure: u32::MAX,
            there: true,
            error: Some(Error::Field(Fault::WebsiteTooLong)),
            held: CommentId(u64::MAX),
            held_since: 1e16,
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
            good.replace("\n1 ", "\n2 "),
            good.replace(" 1795332745 0 ", " 1795332745 9 "),
            good.replace("\"/2026/11/22/harbour/\"", "\"//evil.example/\""),
            good.replace('\n', " "),
        ] {
            assert_eq!(Entry::parse(CommentId(1), &text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_stored_is_read_without_a_panic(text in "\\PC{0,40}\n\\PC{0,40}") {
            let _ = Entry::parse(CommentId(1), &text);
        }

        #[test]
        fn texts_survive(text in "(?s).{1,60}") {
            let entry = entry(&text);
            prop_assert_eq!(Entry::parse(CommentId(1), &entry.write()), Some(entry));
        }
    }
}

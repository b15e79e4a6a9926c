//! What can be wrong with a comment, or go wrong with sending it: closed sets, so that each
//! case has a sentence. What a reader can do nothing about shares one.

use super::model::Capabilities;
use crate::edition::{Word, Words};

/// A field that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Text,
    Name,
    Email,
    Website,
}

impl Field {
    /// The fields in the order in which they stand.
    pub(super) const ALL: [Self; 4] = [Self::Text, Self::Name, Self::Email, Self::Website];

    /// The field's `name`, and the end of its `id`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Name => "name",
            Self::Email => "email",
            Self::Website => "website",
        }
    }

    pub(super) fn label(self) -> Word {
        match self {
            Self::Text => Word::FieldComment,
            Self::Name => Word::FieldName,
            Self::Email => Word::FieldEmail,
            Self::Website => Word::FieldWebsite,
        }
    }
}

/// What is wrong with what stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    TextMissing,
    TextTooShort,
    TextTooLong,
    NameMissing,
    NameTooLong,
    EmailMissing,
    EmailInvalid,
    EmailTooLong,
    WebsiteInvalid,
    WebsiteTooLong,
}

impl Fault {
    /// The field it is a fault of.
    pub(super) fn field(self) -> Field {
        match self {
            Self::TextMissing | Self::TextTooShort | Self::TextTooLong => Field::Text,
            Self::NameMissing | Self::NameTooLong => Field::Name,
            Self::EmailMissing | Self::EmailInvalid | Self::EmailTooLong => Field::Email,
            Self::WebsiteInvalid | Self::WebsiteTooLong => Field::Website,
        }
    }

    fn word(self) -> Word {
        match self {
            Self::TextMissing => Word::ErrorEmpty,
            Self::TextTooShort => Word::ErrorTooShort,
            Self::TextTooLong => Word::ErrorTooLong,
            Self::NameMissing => Word::ErrorName,
            Self::EmailMissing => Word::ErrorEmailMissing,
            Self::EmailInvalid => Word::ErrorEmail,
            Self::WebsiteInvalid => Word::ErrorWebsite,
            Self::NameTooLong | Self::EmailTooLong | Self::WebsiteTooLong => {
                Word::ErrorFieldTooLong
            }
        }
    }

    pub(super) fn sentence(self, words: &Words, capabilities: Capabilities) -> String {
        let limit = match self {
            Self::TextTooShort => capabilities.min_length,
            Self::NameTooLong => capabilities.max_name,
            Self::EmailTooLong => capabilities.max_email,
            Self::WebsiteTooLong => capabilities.max_website,
            _ => capabilities.max_length,
        };
        words.fill(self.word(), &[("limit", &limit.to_string())])
    }
}

/// Why what was asked for was not done. What was written is kept in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// A field is at fault after all.
    Field(Fault),
    /// Too many comments in too short a time.
    TooFast {
        /// How many seconds to wait, where that is known.
        wait: Option<u32>,
    },
    /// The same comment is there already.
    Duplicate,
    /// The thread takes no comments any more.
    Closed,
    /// Only for people who are logged in.
    LoginRequired,
    /// Refused for another reason.
    Forbidden,
    /// The whole is larger than the server takes.
    TooLarge,
    /// There is no network: nothing was sent.
    Network,
    /// The server could not be asked where it would go, or will not be asked now: nothing was
    /// sent.
    Down,
    /// No answer came, or one that says nothing: it may have arrived.
    Unclear,
    /// The server does not take it, for a reason that is no fault of the comment: it is set up
    /// wrongly, or something else answers in its place. Nothing has arrived.
    Server,
    /// The device has no room or allows no storage.
    Storage,
    /// What came are no comments.
    Junk,
    /// What came is more than any conversation that can be shown.
    TooMuch,
    /// The server does not know the story.
    NoThread,
}

impl Error {
    pub(super) fn sentence(self, words: &Words, capabilities: Capabilities) -> String {
        let word = match self {
            Self::Field(fault) => return fault.sentence(words, capabilities),
            Self::TooFast { wait: Some(wait) } => {
                return words.fill(Word::ErrorTooFastWait, &[("seconds", &wait.to_string())]);
            }
            Self::TooFast { wait: None } => Word::ErrorTooFast,
            Self::Duplicate => Word::ErrorDuplicate,
            Self::Closed => Word::ErrorClosed,
            Self::LoginRequired => Word::ErrorLogin,
            Self::Forbidden => Word::ErrorForbidden,
            Self::TooLarge => Word::ErrorTooLarge,
            Self::Network => Word::ErrorNetwork,
            Self::Unclear => Word::ErrorUnclear,
            Self::Down | Self::Server | Self::Junk | Self::TooMuch | Self::NoThread => {
                Word::ErrorServer
            }
            Self::Storage => Word::ErrorStorage,
        };
        words.get(word).into()
    }

    /// Why the comments could not be had, in words.
    pub(super) fn of_list(self) -> Word {
        match self {
            Self::Network => Word::ListOffline,
            Self::Unclear => Word::ListUnanswered,
            Self::Junk => Word::ListJunk,
            Self::TooMuch => Word::ListTooLarge,
            Self::NoThread => Word::ListNoThread,
            _ => Word::ListServer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::device::Device;
    use std::collections::BTreeSet;

    const FAULTS: [Fault; 10] = [
        Fault::TextMissing,
        Fault::TextTooShort,
        Fault::TextTooLong,
        Fault::NameMissing,
        Fault::NameTooLong,
        Fault::EmailMissing,
        Fault::EmailInvalid,
        Fault::EmailTooLong,
        Fault::WebsiteInvalid,
        Fault::WebsiteTooLong,
    ];

    #[test]
    fn each_error_has_a_sentence_of_its_own() {
        let words = Words::new(Word::ALL.iter().map(|w| format!("{}.", w.name())).collect());
        let capabilities = Device::capabilities();
        let others = [
            Error::TooFast { wait: None },
            Error::TooFast { wait: Some(9) },
            Error::Duplicate,
            Error::Closed,
            Error::LoginRequired,
            Error::Forbidden,
            Error::TooLarge,
            Error::Network,
            Error::Unclear,
            Error::Server,
            Error::Storage,
        ];
        let sentences: BTreeSet<String> = FAULTS
            .map(Error::Field)
            .into_iter()
            .chain(others)
            .map(|error| error.sentence(&words, capabilities))
            .collect();
        // What is too long in the three small fields is said in the same words.
        assert_eq!(sentences.len(), FAULTS.len() - 2 + others.len());
        assert!(sentences.iter().all(|sentence| sentence.starts_with("error_")));
    }

    #[test]
    fn what_goes_wrong_on_the_device_has_words_where_there_is_no_server() {
        let words = Words::new(Word::ALL.iter().map(|w| format!("{}.", w.name())).collect());
        let words = words.without_servers();
        let (capabilities, faults) = (Device::capabilities(), FAULTS.into_iter());
        // The device asks for nothing, has no field for an e-mail address, and any text is long
        // enough.
        let asked = [Fault::TextTooShort, Fault::NameMissing];
        let faults = faults.filter(|fault| fault.field() != Field::Email);
        let errors = faults.filter(|fault| !asked.contains(fault)).map(Error::Field);
        for error in errors.chain([Error::Duplicate, Error::Closed, Error::Storage]) {
            assert_ne!(error.sentence(&words, capabilities), "", "{error:?}");
        }
        assert_ne!(words.get(Word::CommentGone), "");
    }

    #[test]
    fn the_limit_is_told() {
        let mut texts = vec![String::new(); Word::ALL.len()];
        texts[Word::ErrorTooLong as usize] = "At most {limit}.".into();
        let capabilities = Capabilities { max_length: 10_000, ..Device::capabilities() };
        let sentence = Fault::TextTooLong.sentence(&Words::new(texts), capabilities);
        assert_eq!(sentence, "At most 10000.");
    }

    #[test]
    fn every_fault_is_one_of_a_field_that_is_read() {
        assert!(FAULTS.iter().all(|fault| Field::ALL.contains(&fault.field())));
    }
}

//! What can be wrong with a comment, or go wrong with sending it: closed sets, so that each
//! case has a sentence of its own.

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
pub(super) enum Fault {
    TextMissing,
    TextTooLong,
    NameMissing,
    EmailMissing,
    EmailInvalid,
    WebsiteInvalid,
}

impl Fault {
    /// The field it is a fault of.
    pub(super) fn field(self) -> Field {
        match self {
            Self::TextMissing | Self::TextTooLong => Field::Text,
            Self::NameMissing => Field::Name,
            Self::EmailMissing | Self::EmailInvalid => Field::Email,
            Self::WebsiteInvalid => Field::Website,
        }
    }

    fn word(self) -> Word {
        match self {
            Self::TextMissing => Word::ErrorEmpty,
            Self::TextTooLong => Word::ErrorTooLong,
            Self::NameMissing => Word::ErrorName,
            Self::EmailMissing => Word::ErrorEmailMissing,
            Self::EmailInvalid => Word::ErrorEmail,
            Self::WebsiteInvalid => Word::ErrorWebsite,
        }
    }

    pub(super) fn sentence(self, words: &Words, capabilities: Capabilities) -> String {
        words.fill(self.word(), &[("limit", &capabilities.max_length.to_string())])
    }
}

/// Why a comment was not taken. The text stays in the form in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(test), expect(dead_code, reason = "most are the answers of comment servers"))]
pub(super) enum SubmitError {
    /// A field is at fault after all.
    Field(Fault),
    /// Too many comments in too short a time.
    TooFast,
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
    /// No answer came.
    Network,
    /// The server failed.
    Server,
    /// The device has no room or allows no storage.
    Storage,
}

impl SubmitError {
    pub(super) fn sentence(self, words: &Words, capabilities: Capabilities) -> String {
        let word = match self {
            Self::Field(fault) => return fault.sentence(words, capabilities),
            Self::TooFast => Word::ErrorTooFast,
            Self::Duplicate => Word::ErrorDuplicate,
            Self::Closed => Word::ErrorClosed,
            Self::LoginRequired => Word::ErrorLogin,
            Self::Forbidden => Word::ErrorForbidden,
            Self::TooLarge => Word::ErrorTooLarge,
            Self::Network => Word::ErrorNetwork,
            Self::Server => Word::ErrorServer,
            Self::Storage => Word::ErrorStorage,
        };
        words.get(word).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const FAULTS: [Fault; 6] = [
        Fault::TextMissing,
        Fault::TextTooLong,
        Fault::NameMissing,
        Fault::EmailMissing,
        Fault::EmailInvalid,
        Fault::WebsiteInvalid,
    ];

    #[test]
    fn each_error_has_a_sentence_of_its_own() {
        let words = Words::new(Word::ALL.iter().map(|w| format!("{}.", w.name())).collect());
        let capabilities = Capabilities {
            nesting: 1,
            max_length: 9,
            name_required: true,
            email_required: true,
            whereabouts: Word::WhereDevice,
        };
        let others = [
            SubmitError::TooFast,
            SubmitError::Duplicate,
            SubmitError::Closed,
            SubmitError::LoginRequired,
            SubmitError::Forbidden,
            SubmitError::TooLarge,
            SubmitError::Network,
            SubmitError::Server,
            SubmitError::Storage,
        ];
        let sentences: BTreeSet<String> = FAULTS
            .map(SubmitError::Field)
            .into_iter()
            .chain(others)
            .map(|error| error.sentence(&words, capabilities))
            .collect();
        assert_eq!(sentences.len(), FAULTS.len() + others.len());
        assert!(sentences.iter().all(|sentence| sentence.starts_with("error_")));
    }

    #[test]
    fn the_limit_is_told() {
        let mut texts = vec![String::new(); Word::ALL.len()];
        texts[Word::ErrorTooLong as usize] = "At most {limit}.".into();
        let capabilities = Capabilities {
            nesting: 0,
            max_length: 10_000,
            name_required: false,
            email_required: false,
            whereabouts: Word::WhereDevice,
        };
        let sentence = Fault::TextTooLong.sentence(&Words::new(texts), capabilities);
        assert_eq!(sentence, "At most 10000.");
    }

    #[test]
    fn every_fault_is_one_of_a_field_that_is_read() {
        assert!(FAULTS.iter().all(|fault| Field::ALL.contains(&fault.field())));
    }
}

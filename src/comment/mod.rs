//! The conversation under a story: the region "Comments" with its thread and its form.
//!
//! An [`adapter::Adapter`] knows where comments are kept. Thread and form ask its
//! [`model::Capabilities`] and never which one it is; what it refuses is one of the
//! [`error::Error`]s, each with its own sentence. What the reader has written is kept
//! as a [`draft`] until it has arrived.

mod adapter;
mod change;
mod closed;
mod comment_view;
mod conversation;
pub mod counts;
mod device;
mod digits;
mod draft;
mod entities;
mod error;
mod face;
mod field;
mod form;
mod html;
mod http;
mod identity;
mod isso;
mod model;
mod moment;
mod outbox;
mod own;
mod paragraphs;
mod same;
mod status;
mod talk;
mod thread;
mod thread_view;
mod validate;
mod wordpress;
mod writing;

pub use adapter::Thread;
pub use conversation::conversation;
pub(crate) use error::Error;
pub(crate) use http::{Answer, HEADERS, Request};
pub use outbox::notice;

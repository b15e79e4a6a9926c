//! The conversation under a story: the region "Comments" with its thread and its form.
//!
//! An [`adapter::Adapter`] knows where comments are kept. Thread and form ask its
//! [`model::Capabilities`] and never which one it is; what it refuses is one of the
//! [`error::Error`]s, each with its own sentence. What the reader has written is kept
//! as a [`draft`] until it has arrived.
//!
//! The app is [`made_for`] the place that the edition's settings name, and for no other.

// What an app is not made for stands idle in it until the linker takes it out. Whether anybody
// needs it at all is seen natively.
#![cfg_attr(target_arch = "wasm32", allow(dead_code, unused_variables))]

mod adapter;
mod change;
mod closed;
mod comment_view;
mod conversation;
pub mod counts;
#[cfg(any(comments = "device", comments = "none"))]
mod device;
mod digits;
mod draft;
mod entities;
mod error;
mod face;
mod field;
mod form;
#[cfg(any(test, fuzzing))]
pub(crate) mod fuzzing;
mod html;
mod http;
mod identity;
#[cfg(comments = "isso")]
mod isso;
mod made_for;
mod model;
mod moment;
mod order;
mod orphan;
mod outbox;
mod own;
mod paragraphs;
mod same;
mod status;
mod talk;
mod thread;
mod thread_view;
mod validate;
#[cfg(comments = "wordpress")]
mod wordpress;
mod writing;

pub use adapter::Thread;
pub use conversation::conversation;
pub use outbox::notice;

//! What is asked of a server and what it answers, as plain data: made and read natively, too, only
//! [`super::fetch`] sends it.

/// The headers of an answer that anybody reads, in lower case.
pub const HEADERS: [&str; 3] = ["retry-after", "x-set-cookie", "x-wp-total"];

/// What is asked of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The whole URL, or a path on the edition's own host.
    pub url: String,
    /// The body; empty for none.
    pub body: String,
    /// The body's media type.
    pub media_type: &'static str,
    /// Whether cookies go along to another host, and are taken from it.
    pub credentials: bool,
    /// What whoever runs the site should look at when no answer comes.
    pub advice: &'static str,
}

/// What a server answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Those of [`HEADERS`] that can be read, by name.
    pub headers: Vec<(&'static str, String)>,
    /// When it was made, by the server's clock, in seconds after 1970; 0 where this page may not
    /// know: other origins tell it only when they are set up to.
    pub date: f64,
    /// The body as text.
    pub body: String,
}

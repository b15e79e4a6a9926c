use crate::context::Edition;
use crate::edition::{NamedLink, Word};
use crate::markup::{Element, el};

/// Who wrote it, each name leading to that author's stories. Nothing without authors.
pub fn byline(authors: &[NamedLink]) -> Option<Element> {
    let edition = Edition::current();
    let last = authors.len().checked_sub(1)?;
    let mut line = el("p").class("byline").text(format!("{} ", edition.word(Word::By)));
    for (index, author) in authors.iter().enumerate() {
        if index > 0 && index == last {
            line = line.text(format!(" {} ", edition.word(Word::And)));
        } else if index > 0 {
            line = line.text(edition.word(Word::Comma));
        }
        let href = edition.href(author.address.as_str());
        line =
            line.child(el("a").attr("rel", "author").attr("href", href).text(author.name.clone()));
    }
    Some(line)
}

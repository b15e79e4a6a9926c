use super::error::{Error, Field};
use super::writing::Writing;
use crate::edition::Word;
use crate::markup::{Element, el};

/// A field with its label, and under it one line for a hint or what is wrong.
///
/// For screen readers: that line is the field's description, and `aria-invalid` says when it
/// tells of a fault. The mark "required" is for eyes; the field itself says so to others. The
/// line keeps its place when it is empty, so that nothing moves when it fills.
#[inline(never)]
pub(super) fn draw(writing: Writing, prefix: &str, field: Field) -> Element {
    let talk = writing.talk();
    let id = [prefix, "-", field.name()].concat();
    let about = [&id, "-about"].concat();
    // Some servers tell only with their comments what they ask for.
    let required = move || match field {
        Field::Text => true,
        Field::Name => talk.capabilities().name_required,
        Field::Email => talk.capabilities().email_required,
        Field::Website => false,
    };

    let label = el("label").attr("for", id.clone()).word(field.label());
    let mark = (field != Field::Website).then(|| {
        el("span")
            .class("field-mark")
            .attr("aria-hidden", "true")
            .attr_live("hidden", move || (!required()).then(String::new))
            .word(Word::Required)
    });
    let control = match field {
        Field::Text => text_area(writing, &about),
        Field::Name => input("text", "name", &about),
        Field::Email => input("email", "email", &about),
        Field::Website => input("url", "url", &about),
    };
    let control = control
        .attr("id", id)
        .attr("name", field.name())
        .attr("dir", "auto")
        .attr_live("required", move || required().then(String::new))
        .attr_live("aria-invalid", move || writing.fault_of(field).map(|_| "true".into()));
    let line = move || match (writing.fault_of(field), field) {
        (Some(fault), _) => writing.sentence(Error::Field(fault)),
        (None, Field::Text) => writing.note().map_or_else(String::new, |it| writing.word(it)),
        (None, Field::Email) => writing.word(Word::EmailHint),
        (None, Field::Name | Field::Website) => String::new(),
    };
    let left = (field == Field::Text).then(|| characters_left(writing, &about));
    el("div")
        .class(["field field-", field.name()].concat())
        .child(el("p").class("field-label").child(label).child(mark))
        .child(control)
        .child(el("p").class("field-about").attr("id", about).text_live(line))
        .child(left)
}

/// `autocomplete` is what the browser may fill it in with (HTML standard, section 4.10.18.7).
fn input(kind: &'static str, autocomplete: &'static str, about: &str) -> Element {
    el("input")
        .attr("type", kind)
        .attr("autocomplete", autocomplete)
        .attr("aria-describedby", about.to_owned())
}

/// The comment itself. An empty placeholder lets the style sheet tell whether it is empty.
fn text_area(writing: Writing, about: &str) -> Element {
    let talk = writing.talk();
    el("textarea")
        .attr("rows", "6")
        .attr("placeholder", " ")
        .attr_live("readonly", move || talk.watch(|known| known.closed.then(String::new)))
        .attr("aria-describedby", [about, " ", about, "-left"].concat())
}

/// How many characters are left, near the limit. It changes with each key, so it is no live
/// region: a screen reader is told when the reader pauses.
fn characters_left(writing: Writing, about: &str) -> Element {
    let left = move || writing.left().map_or_else(String::new, |it| writing.left_in_words(it));
    el("p").attr("id", [about, "-left"].concat()).class("field-left").text_live(left)
}

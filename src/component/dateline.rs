use crate::context::Edition;
use crate::edition::{Timestamp, Word};
use crate::markup::{Element, el};

/// When it was published and changed, in the newsroom's zone, and how long one reads.
pub fn dateline(published: &Timestamp, updated: Option<&Timestamp>, minutes: u32) -> Element {
    let edition = Edition::current();
    let words = &edition.site.words;
    let moment = |label: Word, moment: &Timestamp| {
        let time =
            el("time").attr("datetime", moment.as_str().to_owned()).text(words.date_time(moment));
        el("span").class("dateline-moment").text(format!("{} ", words.get(label))).child(time)
    };
    let reading = words.fill(Word::ReadingTime, &[("minutes", &minutes.to_string())]);
    el("p")
        .class("dateline")
        .child(moment(Word::Published, published))
        .child(updated.map(|updated| moment(Word::Updated, updated)))
        .child(el("span").class("dateline-reading").text(reading))
}

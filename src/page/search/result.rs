use crate::component::{TeaserLevel, teaser_card_with};
use crate::edition::Teaser;
use crate::markup::{Element, el};
use crate::search::MARK;

/// A story that was found: a card like those of a listing, with the words marked, and in place of
/// the standfirst the stretch of the text in which they stand.
pub(super) fn draw(teaser: &Teaser) -> Element {
    el("li").child(teaser_card_with(teaser, TeaserLevel::Second, false, marked))
}

fn marked(mut element: Element, text: String) -> Element {
    let mut mark = false;
    for part in text.split(MARK) {
        element = match part {
            "" => element,
            part if mark => element.child(el("mark").text(part.to_owned())),
            part => element.text(part.to_owned()),
        };
        mark = !mark;
    }
    element
}

//! How far the comments are, in words: what stands where there is no thread yet, and below a
//! thread that goes on.

use super::error::Error;
use super::model::Order;
use super::talk::{Phase, Talk};
use crate::browser::field::Field;
use crate::context::Edition;
use crate::edition::Word;
use crate::markup::{Element, Item, el};
use wasm_bindgen::JsCast;
use web_sys::Event;

/// What stands above the thread, whatever is known of it, in a place of one height: nothing below
/// moves when one takes the place of the other.
pub(super) fn bar(talk: Talk, none: Element) -> Element {
    el("div").class("comments-bar").child(none).child(before(talk)).child(order(talk))
}

/// Before the thread: the button that asks for it, that it is on its way, or why it could not
/// be had.
fn before(talk: Talk) -> Element {
    el("div").class("comments-status").all_live(move || {
        talk.watch(|known| {
            let item = match known.phase {
                Phase::Here if known.gone => gone(),
                Phase::Waiting => Item::new("ask".into(), move || {
                    el("p").child(button(Word::ShowComments, move || talk.press_ask()))
                }),
                // In another order the thread stays where it is until it comes.
                Phase::Fetching if known.capabilities.is_shared() && known.none_has_come() => {
                    Item::new("fetching".into(), || {
                        let coming = Edition::current().word(Word::CommentsComing);
                        el("p").attr("role", "status").text(coming)
                    })
                }
                Phase::Failed(error) => Item::new("failed".into(), move || {
                    let retry = button(Word::Retry, move || talk.press_ask());
                    el("div").class("comments-failed").child(alert(error)).child(retry)
                }),
                Phase::Fetching | Phase::Here => return Vec::new(),
            };
            vec![item]
        })
    })
}

/// On the device: that the comment is not there which the address names.
pub(super) fn missing(talk: Talk) -> Element {
    let is_gone = move || talk.watch(|known| known.gone);
    el("div").class("comments-status").all_live(move || Vec::from_iter(is_gone().then(gone)))
}

fn gone() -> Item {
    Item::new("gone".into(), || el("p").word(Word::CommentGone))
}

/// The order of the thread, where there is a choice and something to order.
fn order(talk: Talk) -> Element {
    let option = |order: &Order| {
        let (value, word) = match order {
            Order::Oldest => ("oldest", Word::OldestFirst),
            Order::Newest => ("newest", Word::NewestFirst),
            Order::MostVoted => ("voted", Word::MostVoted),
        };
        el("option").attr("value", value).word(word)
    };
    let orders = talk.can().orders;
    let select = el("select")
        .attr("id", "comments-order")
        .attr("autocomplete", "off")
        .all(orders.iter().map(option))
        .on("change", move |event: Event| {
            let chosen = event.target().and_then(|it| it.unchecked_into::<Field>().value());
            talk.sort(match chosen.unwrap_or_default().as_str() {
                "newest" => Order::Newest,
                "voted" => Order::MostVoted,
                _ => Order::Oldest,
            });
        });
    let label = el("label").attr("for", "comments-order").word(Word::Order);
    el("p")
        .class("comments-order")
        .attr_live("hidden", move || talk.watch(|known| (known.all.len() < 2).then(String::new)))
        .child(label)
        .child(select)
}

/// After the thread: the button for more of it, or why more could not be had.
pub(super) fn after(talk: Talk) -> Element {
    el("div").class("comments-more").all_live(move || {
        talk.watch(|known| {
            let mut items = Vec::new();
            if let Some((None, error)) = known.more_failed {
                items.push(Item::new("failed".into(), move || alert(error)));
            }
            if known.hidden > 0 {
                items.push(Item::new("more".into(), move || {
                    let more = button(Word::MoreComments, move || talk.fetch_more(None));
                    let busy =
                        move || talk.watch(|known| known.fetching_more.then(|| "true".into()));
                    el("p").child(more.attr_live("aria-disabled", busy))
                }));
            }
            if known.cut {
                items.push(Item::new("cut".into(), || el("p").word(Word::ListCut)));
            }
            if !known.feed.is_empty() {
                let url = known.feed.clone();
                items.push(Item::new("feed".into(), move || {
                    let link = el("a").attr("href", url);
                    let text = Edition::current().word(Word::CommentFeed);
                    el("p").class("comments-feed").child(link.text(text))
                }));
            }
            items
        })
    })
}

/// Why comments could not be had.
pub(super) fn alert(error: Error) -> Element {
    el("p").attr("role", "alert").text(Edition::current().word(error.of_list()))
}

fn button(label: Word, work: impl Fn() + Send + 'static) -> Element {
    el("button").attr("type", "button").on("click", move |_| work()).word(label)
}

//! Pictures.

use super::inline;
use crate::context::Edition;
use crate::edition::{Base, Image, Page, Word};
use crate::markup::{Element, el};

/// How wide a picture stands, as `sizes`: the style sheet's measures in rem. A browser chooses
/// by it which of the picture's files it fetches.
pub mod sizes {
    /// The picture above a story: past the text on wide screens.
    pub const LEAD: &str = "(min-width: 64rem) 56rem, (min-width: 40rem) 35rem, 100vw";
    /// As wide as the text.
    pub const TEXT: &str = "(min-width: 40rem) 35rem, 100vw";
    /// Beside others in a gallery.
    pub const GALLERY: &str = "(min-width: 64rem) 28rem, (min-width: 27rem) 50vw, 100vw";
    /// On the card of the story that leads a page.
    pub const LARGE_CARD: &str = "(min-width: 64rem) 46rem, 100vw";
    /// A thumbnail, which in a narrow column is as wide as the column.
    pub const SMALL_CARD: &str = "10rem";
    /// Between words.
    pub const WORD: &str = "2rem";
}

/// The picture that the reader of a page sees first.
pub struct First<'a> {
    /// The picture.
    pub image: &'a Image,
    /// How wide it stands, as `sizes`.
    pub sizes: &'static str,
    /// The files among which a browser chooses, as `srcset`, and what they are: `image/webp` or
    /// `image/avif`. `None` where there is one file alone.
    pub set: Option<(String, &'static str)>,
}

/// What the reader of a page sees first, where that has a picture.
pub fn first<'a>(page: &'a Page, base: &Base) -> Option<First<'a>> {
    let (image, sizes, types) = match page {
        Page::Story(story) => {
            (story.lead_image.as_ref()?, sizes::LEAD, &["image/avif", "image/webp"][..])
        }
        Page::Listing(listing) => {
            (listing.lead.as_ref()?.image.as_ref()?, sizes::LARGE_CARD, &["image/webp"][..])
        }
        Page::Text(_) | Page::Search(_) | Page::NotFound(_) => return None,
    };
    let set = types.iter().find_map(|it| Some((source_set(base, image, it)?, *it)));
    Some(First { image, sizes, set })
}

/// A picture as a figure with its caption and credit, inside a text of some language.
///
/// When the file does not arrive, [`crate::browser::pictures`] says so; the alternative text
/// stays in the picture's place.
pub fn figure(image: &Image, language: &str, sizes: &'static str) -> Element {
    framed("figure", image, language, sizes, false)
}

/// The picture above a story: what the reader sees first.
pub fn lead(image: &Image, language: &str) -> Element {
    framed("figure lead", image, language, sizes::LEAD, true)
}

/// The picture on a card, beside a link that has the headline: who hears the page is not told
/// what it shows before each headline. The story itself tells it.
pub fn thumbnail(image: &Image, sizes: &'static str, eager: bool) -> Element {
    img_with(image, String::new(), sizes, eager)
}

/// The picture alone, with its alternative text.
pub fn img(image: &Image, sizes: &'static str, eager: bool) -> Element {
    img_with(image, image.alt.clone(), sizes, eager)
}

/// Its size is known, so nothing shifts when it arrives. Every browser that runs the app reads
/// WebP, so that needs no `picture` around it.
fn img_with(image: &Image, alt: String, sizes: &'static str, eager: bool) -> Element {
    let edition = Edition::current();
    let set = source_set(&edition.base, image, "image/webp");
    // `sizes` and `srcset` before `src`: an image made by a script begins to load at once.
    el("img")
        .attr_if("sizes", set.is_some().then_some(sizes))
        .attr_if("srcset", set)
        .attr("src", edition.href(&image.src))
        .attr("alt", alt)
        .attr("width", image.width.to_string())
        .attr("height", image.height.to_string())
        .attr_if("loading", (!eager).then_some("lazy"))
        .attr_if("fetchpriority", eager.then_some("high"))
        .attr("decoding", "async")
}

/// The widths of one format as `srcset`. Nothing without any.
pub fn source_set(base: &Base, image: &Image, media_type: &str) -> Option<String> {
    let mut set = String::new();
    for source in image.sources.iter().filter(|source| source.media_type == media_type) {
        if !set.is_empty() {
            set.push_str(", ");
        }
        set.push_str(&base.href(&source.src));
        set.push(' ');
        set.push_str(&source.width.to_string());
        set.push('w');
    }
    (!set.is_empty()).then_some(set)
}

fn framed(
    class: &'static str,
    image: &Image,
    language: &str,
    sizes: &'static str,
    eager: bool,
) -> Element {
    let edition = Edition::current();
    let caption = (!image.caption.is_empty())
        .then(|| inline::line(el("span").class("caption"), &image.caption));
    let credit = image.credit.as_ref().map(|credit| {
        let text = edition.sentence(Word::Credit, &[("credit", credit)]);
        el("span").class("credit").text(text).in_own_language(&edition, language)
    });
    let words = (caption.is_some() || credit.is_some())
        .then(|| el("figcaption").child(caption).text(" ").child(credit));
    // A few bytes of the page itself, under the picture until that is there.
    let stand_in = image
        .placeholder
        .clone()
        .map(|data| el("img").class("stand-in").attr("src", data).attr("alt", ""));
    let mut shown = img(image, sizes, eager);
    if let Some(set) = source_set(&edition.base, image, "image/avif") {
        let source = el("source").attr("type", "image/avif").attr("sizes", sizes);
        shown = el("picture").child(source.attr("srcset", set)).child(shown);
    }
    el("figure").class(class).child(stand_in).child(shown).child(words)
}

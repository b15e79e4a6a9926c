//! Reading the data format.
//!
//! The native side writes these types with serde's derive. Reading them is written out: the
//! code that a derived `Deserialize` of nested tagged enums makes weighs some 50 KB Brotli in
//! the app, this a few. A test holds both against each other for every kind of page.
//!
//! An unknown field is passed over and an unknown kind kept as such; a missing field, or one
//! of another type, makes the whole page unreadable.

use super::{
    Address, Block, Brand, CommentSettings, Comments, Footnote, GalleryImage, Group, Image, Inline,
    ListItem, Listing, ListingKind, MenuLink, NamedLink, Note, Page, Provider, SearchPage, Site,
    Source, Story, TableCell, TableRow, Teaser, Text, Timestamp, Value, Words,
};

/// A type of the data format.
pub trait FromJson: Default {
    /// The value that a piece of JSON stands for. Where the JSON is of another shape, `fault`
    /// is set and the value stands for nothing.
    ///
    /// One flag for a whole page, in place of a way out at each field, makes small code.
    fn read(json: Value, fault: &mut bool) -> Self;

    /// The value that a piece of JSON stands for; `None` when it is of another shape.
    fn from_json(json: Value) -> Option<Self> {
        let mut fault = false;
        let value = Self::read(json, &mut fault);
        (!fault).then_some(value)
    }
}

/// The fields of an object, taken out one by one.
pub struct Fields<'a> {
    fields: Value,
    fault: &'a mut bool,
}

impl<'a> Fields<'a> {
    /// The fields of a piece of JSON, which must be an object.
    pub fn of(json: Value, fault: &'a mut bool) -> Self {
        *fault |= !matches!(json, Value::Object(_));
        Self { fields: json, fault }
    }

    /// A field that must be there.
    pub fn get<T: FromJson>(&mut self, name: &str) -> T {
        let json = self.take(name);
        *self.fault |= json == Value::Null;
        T::read(json, self.fault)
    }

    /// A field that may be left out.
    pub fn maybe<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.take(name) {
            Value::Null => None,
            json => Some(T::read(json, self.fault)),
        }
    }

    /// A list, which is left out when it is empty.
    pub fn list<T: FromJson>(&mut self, name: &str) -> Vec<T> {
        self.maybe(name).unwrap_or_default()
    }

    /// Something that is so or, when it is left out, is not.
    pub fn flag(&mut self, name: &str) -> bool {
        self.maybe(name).unwrap_or_default()
    }

    #[inline(never)]
    fn take(&mut self, name: &str) -> Value {
        self.fields.get_mut(name).map(std::mem::take).unwrap_or_default()
    }
}

/// A value, or the fault that there is none.
fn found<T: Default>(value: Option<T>, fault: &mut bool) -> T {
    *fault |= value.is_none();
    value.unwrap_or_default()
}

impl FromJson for String {
    fn read(json: Value, fault: &mut bool) -> Self {
        match json {
            Value::String(text) => text,
            _ => {
                *fault = true;
                Self::new()
            }
        }
    }
}

impl FromJson for bool {
    fn read(json: Value, fault: &mut bool) -> Self {
        found(json.as_bool(), fault)
    }
}

impl FromJson for u64 {
    fn read(json: Value, fault: &mut bool) -> Self {
        found(json.as_u64(), fault)
    }
}

impl FromJson for u32 {
    fn read(json: Value, fault: &mut bool) -> Self {
        found(json.as_u64().and_then(|number| number.try_into().ok()), fault)
    }
}

impl FromJson for u8 {
    fn read(json: Value, fault: &mut bool) -> Self {
        found(json.as_u64().and_then(|number| number.try_into().ok()), fault)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(json: Value, fault: &mut bool) -> Self {
        match json {
            Value::Array(items) => items.into_iter().map(|item| T::read(item, fault)).collect(),
            // A caption that is nothing but text is written as that.
            only => vec![T::read(only, fault)],
        }
    }
}

/// Types that are written as the one thing they hold.
macro_rules! transparent {
    ($($name:ident($inner:ty) = $make:expr;)*) => {$(
        impl FromJson for $name {
            fn read(json: Value, fault: &mut bool) -> Self {
                $make(<$inner>::read(json, fault))
            }
        }
    )*};
}

transparent! {
    Timestamp(String) = Timestamp::new;
    GalleryImage(Image) = GalleryImage;
    TableRow(Vec<TableCell>) = TableRow;
    Words(Vec<String>) = Words::new;
}

impl FromJson for Address {
    fn read(json: Value, fault: &mut bool) -> Self {
        found(Self::new(String::read(json, fault)).ok(), fault)
    }
}

/// Objects whose fields are written under their own names: `field: get`, `maybe`, `list` or
/// `flag`.
macro_rules! objects {
    ($($name:ident { $($field:ident: $how:ident,)* })*) => {$(
        impl FromJson for $name {
            fn read(json: Value, fault: &mut bool) -> Self {
                let mut fields = Fields::of(json, fault);
                Self { $($field: fields.$how(stringify!($field)),)* }
            }
        }
    )*};
}

objects! {
    Story {
        address: get, id: get, headline: get, standfirst: maybe, section: maybe, topics: list,
        authors: list, published: get, updated: maybe, language: get, lead_image: maybe,
        body: get, previous: maybe, next: maybe, related: list, comments: get,
        reading_minutes: get, revision: get,
    }
    NamedLink { name: get, address: get, }
    Teaser {
        address: get, headline: get, standfirst: maybe, section: maybe, published: get,
        language: maybe, thread: maybe, image: maybe,
    }
    Comments { open: get, closes: maybe, post: maybe, }
    Listing {
        listing: get, address: get, title: get, description: maybe, number: maybe, lead: maybe,
        stories: get, groups: list, older: maybe, newer: maybe,
    }
    Group { section: get, stories: get, }
    SearchPage { address: get, }
    Text { address: get, title: get, description: maybe, language: get, body: get, }
    Image {
        src: get, alt: get, caption: list, credit: maybe, width: get, height: get, sources: list,
        placeholder: maybe,
    }
    Source { src: get, width: get, media_type: get, }
    ListItem { done: maybe, term: flag, content: get, }
    TableCell { align: maybe, header: flag, content: get, }
    Footnote { number: get, references: get, content: get, }
    Site {
        title: get, language: get, brand: get, sections: get, menu: list, footer_menu: list,
        comments: get, frames: list, search: maybe, words: get,
    }
    Brand { logo: maybe, motto: maybe, footer: maybe, }
    MenuLink { name: get, href: get, }
    CommentSettings {
        provider: get, endpoint: maybe, moderated: flag, report: maybe, privacy: maybe,
    }
}

/// Words with a fixed set of spellings.
macro_rules! spellings {
    ($($name:ident { $($spelling:literal => $variant:ident,)* })*) => {$(
        impl FromJson for $name {
            fn read(json: Value, fault: &mut bool) -> Self {
                let value = match json.as_str().unwrap_or_default() {
                    $($spelling => Some(Self::$variant),)*
                    _ => None,
                };
                found(value, fault)
            }
        }
    )*};
}

spellings! {
    ListingKind {
        "front" => Front, "section" => Section, "topic" => Topic, "author" => Author,
        "archive" => Archive,
    }
    Note {
        "correction" => Correction, "editor" => Editor, "information" => Information,
        "warning" => Warning,
    }
    Provider {
        "device" => Device, "isso" => Isso, "wordpress" => WordPress, "none" => None,
    }
}

impl FromJson for Page {
    fn read(json: Value, fault: &mut bool) -> Self {
        match json.get("kind").and_then(Value::as_str).unwrap_or_default() {
            "story" => Self::Story(Box::new(Story::read(json, fault))),
            "listing" => Self::Listing(Box::new(Listing::read(json, fault))),
            "text" => Self::Text(Text::read(json, fault)),
            "search" => Self::Search(SearchPage::read(json, fault)),
            kind => {
                *fault |= kind != "not-found";
                Self::default()
            }
        }
    }
}

impl FromJson for Block {
    fn read(json: Value, fault: &mut bool) -> Self {
        let mut fields = Fields::of(json, fault);
        let kind: String = fields.get("type");
        match kind.as_str() {
            "paragraph" => Self::Paragraph { content: fields.get("content") },
            "heading" => Self::Heading {
                level: fields.get("level"),
                anchor: fields.get("anchor"),
                content: fields.get("content"),
            },
            "image" => Self::Image { image: fields.get("image") },
            "gallery" => Self::Gallery { images: fields.get("images") },
            "quotation" => Self::Quotation {
                content: fields.get("content"),
                attribution: fields.list("attribution"),
            },
            "pull-quote" => Self::PullQuote {
                content: fields.get("content"),
                attribution: fields.list("attribution"),
                repeated: fields.flag("repeated"),
            },
            "list" => Self::List {
                ordered: fields.get("ordered"),
                definitions: fields.flag("definitions"),
                start: fields.maybe("start"),
                items: fields.get("items"),
            },
            "code" => Self::Code { language: fields.maybe("language"), text: fields.get("text") },
            "table" => Self::Table {
                caption: fields.list("caption"),
                head: fields.get("head"),
                rows: fields.get("rows"),
            },
            "embed" => Self::Embed {
                provider: fields.get("provider"),
                url: fields.get("url"),
                title: fields.maybe("title").unwrap_or_default(),
                frame: fields.maybe("frame"),
            },
            "separator" => Self::Separator,
            "note" => Self::Note { note: fields.get("note"), content: fields.get("content") },
            "language" => Self::Language {
                language: fields.maybe("language"),
                direction: fields.maybe("direction"),
                block: Box::new(fields.get("block")),
            },
            "footnotes" => Self::Footnotes { notes: fields.get("notes") },
            _ => Self::Unknown,
        }
    }
}

impl FromJson for Inline {
    fn read(json: Value, fault: &mut bool) -> Self {
        if let Value::String(text) = json {
            return Self::Text { text };
        }
        let mut fields = Fields::of(json, fault);
        let kind: String = fields.get("type");
        match kind.as_str() {
            "text" => Self::Text { text: fields.get("text") },
            "emphasis" => Self::Emphasis { content: fields.get("content") },
            "strong" => Self::Strong { content: fields.get("content") },
            "strikethrough" => Self::Strikethrough { content: fields.get("content") },
            "code" => Self::Code { text: fields.get("text") },
            "link" => Self::Link { href: fields.get("href"), content: fields.get("content") },
            "sub" => Self::Sub { content: fields.get("content") },
            "sup" => Self::Sup { content: fields.get("content") },
            "language" => Self::Language {
                language: fields.maybe("language"),
                direction: fields.maybe("direction"),
                content: fields.get("content"),
            },
            "break" => Self::Break,
            "footnote-reference" => Self::FootnoteReference {
                number: fields.get("number"),
                reference: fields.get("reference"),
            },
            "image" => Self::Image { image: fields.get("image") },
            "math" => Self::Math {
                tex: fields.get("tex"),
                tree: fields.get("tree"),
                display: fields.flag("display"),
            },
            "anchor" => Self::Anchor { id: fields.get("id") },
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::NotFound;
    use proptest::prelude::*;
    use serde::Serialize;

    fn again<T: FromJson>(written: &impl Serialize) -> Option<T> {
        T::from_json(Value::parse(&serde_json::to_string(written).unwrap()).unwrap())
    }

    fn read<T: FromJson>(text: &str) -> Option<T> {
        T::from_json(Value::parse(text).unwrap())
    }

    fn image() -> Image {
        Image {
            src: "/a.svg".into(),
            alt: String::new(),
            caption: vec![Inline::text("c")],
            credit: Some("d".into()),
            width: 1,
            height: 2,
            sources: vec![Source {
                src: "/b.webp".into(),
                width: 3,
                media_type: "image/webp".into(),
            }],
            placeholder: Some("data:,".into()),
        }
    }

    fn link(name: &str) -> NamedLink {
        NamedLink { name: name.into(), address: Address::new("/x/").unwrap() }
    }

    fn teaser() -> Teaser {
        Teaser {
            address: Address::new("/b/").unwrap(),
            headline: "B".into(),
            standfirst: Some("s".into()),
            section: Some(link("World")),
            published: Timestamp::new("2026-01-01T00:00:00Z"),
            language: Some("ar".into()),
            thread: Some("t".into()),
            image: Some(image()),
        }
    }

    fn inline() -> impl Strategy<Value = Inline> {
        let leaf = prop_oneof![
            ".{0,8}".prop_map(Inline::text),
            ".{0,8}".prop_map(|text| Inline::Code { text }),
            Just(Inline::Break),
            ".{0,8}".prop_map(|id| Inline::Anchor { id }),
            Just(Inline::Image { image: image() }),
            (".{0,8}", prop::collection::vec(".{0,4}", 0..3), any::<bool>())
                .prop_map(|(tex, tree, display)| Inline::Math { tex, tree, display }),
            (1u32..9, 1u32..3)
                .prop_map(|(number, reference)| Inline::FootnoteReference { number, reference }),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let content = prop::collection::vec(inner, 0..3);
            prop_oneof![
                content.clone().prop_map(|content| Inline::Emphasis { content }),
                content.clone().prop_map(|content| Inline::Strong { content }),
                content.clone().prop_map(|content| Inline::Strikethrough { content }),
                content.clone().prop_map(|content| Inline::Sub { content }),
                content.clone().prop_map(|content| Inline::Sup { content }),
                (".{0,8}", content.clone())
                    .prop_map(|(href, content)| Inline::Link { href, content }),
                (prop::option::of("[a-z]{2}"), prop::option::of("ltr|rtl|auto"), content).prop_map(
                    |(language, direction, content)| Inline::Language {
                        language,
                        direction,
                        content
                    }
                ),
            ]
        })
    }

    fn block() -> impl Strategy<Value = Block> {
        let line = || prop::collection::vec(inline(), 0..3);
        let cell = || {
            (prop::option::of("center|end"), any::<bool>(), line())
                .prop_map(|(align, header, content)| TableCell { align, header, content })
        };
        let row = move || prop::collection::vec(cell(), 0..3);
        let leaf = prop_oneof![
            line().prop_map(|content| Block::Paragraph { content }),
            (2u8..5, ".{0,8}", line()).prop_map(|(level, anchor, content)| Block::Heading {
                level,
                anchor,
                content
            }),
            Just(Block::Image { image: image() }),
            Just(Block::Gallery { images: vec![GalleryImage(image())] }),
            (line(), line(), any::<bool>()).prop_map(|(content, attribution, repeated)| {
                Block::PullQuote { content, attribution, repeated }
            }),
            (prop::option::of("[a-z]{1,4}"), ".{0,8}")
                .prop_map(|(language, text)| Block::Code { language, text }),
            (line(), row(), prop::collection::vec(row().prop_map(TableRow), 0..3))
                .prop_map(|(caption, head, rows)| Block::Table { caption, head, rows }),
            (".{0,4}", ".{0,4}", ".{0,4}", prop::option::of(".{0,4}")).prop_map(
                |(provider, url, title, frame)| Block::Embed { provider, url, title, frame }
            ),
            Just(Block::Separator),
        ];
        leaf.prop_recursive(3, 12, 3, move |inner| {
            let content = prop::collection::vec(inner.clone(), 0..3);
            let language = (prop::option::of("[a-z]{2}"), prop::option::of("ltr|rtl"), inner)
                .prop_map(|(language, direction, block)| Block::Language {
                    language,
                    direction,
                    block: Box::new(block),
                });
            let item = (prop::option::of(any::<bool>()), any::<bool>(), content.clone())
                .prop_map(|(done, term, content)| ListItem { done, term, content });
            let kind = (any::<bool>(), any::<bool>(), prop::option::of(2u64..9));
            let note = prop_oneof![
                Just(Note::Correction),
                Just(Note::Editor),
                Just(Note::Information),
                Just(Note::Warning)
            ];
            prop_oneof![
                (content.clone(), prop::collection::vec(inline(), 0..2))
                    .prop_map(|(content, attribution)| Block::Quotation { content, attribution }),
                (kind, prop::collection::vec(item, 0..3)).prop_map(|(kind, items)| {
                    let (ordered, definitions, start) = kind;
                    Block::List { ordered, definitions, start, items }
                }),
                language,
                (note, content.clone()).prop_map(|(note, content)| Block::Note { note, content }),
                (1u32..9, 1u32..3, content).prop_map(|(number, references, content)| {
                    Block::Footnotes { notes: vec![Footnote { number, references, content }] }
                }),
            ]
        })
    }

    fn story(body: Vec<Block>) -> Story {
        Story {
            address: Address::new("/a/").unwrap(),
            id: "7".into(),
            headline: "A".into(),
            standfirst: Some("s".into()),
            section: Some(link("World")),
            topics: vec![link("Tides")],
            authors: vec![link("Desk")],
            published: Timestamp::new("2026-01-01T00:00:00Z"),
            updated: Some(Timestamp::new("2026-01-02T00:00:00Z")),
            language: "en".into(),
            lead_image: Some(image()),
            body,
            previous: Some(teaser()),
            next: None,
            related: vec![teaser()],
            comments: Comments {
                open: true,
                closes: Some(Timestamp::new("2027-01-01T00:00:00Z")),
                post: Some(7),
            },
            reading_minutes: 4,
            revision: "0".into(),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(body in prop::collection::vec(block(), 0..6)) {
            let page = Page::Story(Box::new(story(body)));
            prop_assert_eq!(again(&page), Some(page));
        }
    }

    #[test]
    fn every_kind_of_page_is_read() {
        let mut pages = vec![
            Page::NotFound(NotFound {}),
            Page::Search(SearchPage { address: Address::front() }),
            Page::Text(Text {
                address: Address::new("/about/").unwrap(),
                title: "About".into(),
                description: None,
                language: "en".into(),
                body: vec![],
            }),
        ];
        for listing in [
            ListingKind::Front,
            ListingKind::Section,
            ListingKind::Topic,
            ListingKind::Author,
            ListingKind::Archive,
        ] {
            pages.push(Page::Listing(Box::new(Listing {
                listing,
                address: Address::front(),
                title: "T".into(),
                description: Some("d".into()),
                number: Some(2),
                lead: Some(teaser()),
                stories: vec![teaser()],
                groups: vec![Group { section: link("World"), stories: vec![teaser()] }],
                older: Some(Address::front()),
                newer: None,
            })));
        }
        for page in pages {
            assert_eq!(again(&page), Some(page));
        }
    }

    #[test]
    fn the_site_is_read() {
        for provider in [Provider::Device, Provider::Isso, Provider::WordPress, Provider::None] {
            let site = Site {
                title: "T".into(),
                language: "en".into(),
                brand: Brand { logo: Some(image()), motto: None, footer: Some("f".into()) },
                sections: vec![MenuLink { name: "n".into(), href: "/h/".into() }],
                menu: vec![],
                footer_menu: vec![MenuLink { name: "n".into(), href: "/h/".into() }],
                comments: CommentSettings {
                    provider,
                    endpoint: Some("https://c.example".into()),
                    moderated: true,
                    report: Some("a@b.example".into()),
                    privacy: Some(Address::front()),
                },
                frames: vec!["https://player.example".into()],
                search: Some("/search-1.js".into()),
                words: Words::new(vec!["w".into()]),
            };
            assert_eq!(again(&site), Some(site));
        }
    }

    #[test]
    fn unknown_kinds_are_kept_and_wrong_shapes_refused() {
        assert_eq!(read(r#"{"type":"map","x":1}"#), Some(Block::Unknown));
        assert_eq!(read(r#"{"type":"spoiler"}"#), Some(Inline::Unknown));
        assert_eq!(read::<Block>(r#"{"type":"paragraph"}"#), None);
        assert_eq!(read::<Block>(r#"{"type":"image","image":{"src":1}}"#), None);
        assert_eq!(read::<Page>(r#"{"kind":"opera"}"#), None);
        assert_eq!(read::<Page>("[]"), None);
    }
}

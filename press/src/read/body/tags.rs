//! The tags of one piece of HTML, each by its fate.

use super::allowed::{self, Fate};
use super::embed;
use super::feed::Feed;
use super::html::{Html, Open, State};
use super::markdown::role;
use html5ever::local_name;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

/// One piece of HTML on its way into the tree.
pub(super) struct Sink<'s, 'a> {
    pub(super) html: &'s Html<'a>,
    pub(super) feed: &'s Feed<'s>,
    /// Where each line of the piece stands in the file.
    pub(super) lines: &'s [Range<usize>],
    /// Whether it stands inside a line of Markdown.
    pub(super) inline: bool,
    /// Where in a line the first tag of a name stands, by the line's place and the tag.
    pub(super) known: RefCell<HashMap<(usize, String), Option<usize>>>,
}

/// How many tags of different names are looked for in a piece of HTML.
const MOST_NAMES: usize = 1_000;

impl Sink<'_, '_> {
    /// The place of a tag on a line of the piece: the tag itself if it can be found there.
    fn span(&self, line: u64, tag: &str) -> Range<usize> {
        let at = usize::try_from(line).unwrap_or(1).clamp(1, self.lines.len().max(1)) - 1;
        let line = self.lines.get(at).cloned().unwrap_or(0..0);
        let text = self.html.reporter.text().get(line.clone()).unwrap_or_default();
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST_NAMES {
            return line;
        }
        // A line may hold one tag ten thousand times.
        let found = known.entry((line.start, tag.to_owned())).or_insert_with(|| {
            let same = |window: &[u8]| window.eq_ignore_ascii_case(tag.as_bytes());
            text.as_bytes().windows(tag.len()).position(same)
        });
        let Some(start) = *found else { return line };
        let length = text[start..].find('>').map_or(text.len() - start, |end| end + 1);
        line.start + start..line.start + start + length
    }

    fn start(&self, mut tag: Tag, line: u64) -> TokenSinkResult<()> {
        let span = self.span(line, &format!("<{}", tag.name));
        for attribute in &mut tag.attrs {
            if let Cow::Owned(value) = self.feed.restored(&attribute.value) {
                attribute.value = value.into();
            }
        }
        let mut state = self.html.state.borrow_mut();
        if let Some((name, depth)) = &mut state.dropping {
            *depth += usize::from(*name == tag.name && !tag.self_closing);
            return TokenSinkResult::Continue;
        }
        match allowed::fate(&tag.name) {
            Fate::Keep => {}
            Fate::KeepWithWord(word) => {
                self.html
                    .reporter
                    .warning("press::html::changed", span.clone(), format!("<{}> {word}", tag.name))
                    .help("Look whether the story still reads well.");
            }
            Fate::Unwrap => {
                if let Some(id) = value(&tag, "id") {
                    self.feed.start(local_name!("a"), vec![(local_name!("id"), id)], span.clone());
                    self.feed.end(local_name!("a"), span.clone());
                }
                self.unwrap(tag, span, &mut state);
                return TokenSinkResult::Continue;
            }
            Fate::UnwrapWithWord(word) => {
                self.html
                    .reporter
                    .warning(
                        "press::html::unwrapped",
                        span.clone(),
                        format!("<{}> {word}", tag.name),
                    )
                    .help("docs/front-matter.md lists what HTML may be used.");
                self.unwrap(tag, span, &mut state);
                return TokenSinkResult::Continue;
            }
            Fate::DropTag => {
                self.html.dropped(&format!("<{}>", tag.name), span);
                return TokenSinkResult::Continue;
            }
            Fate::Drop(raw) => {
                if tag.name == local_name!("iframe") {
                    self.frame(&tag, span);
                } else if !self.medium(&tag, &span) {
                    self.html.dropped(&format!("<{}>", tag.name), span);
                }
                if tag.self_closing && raw.is_none() {
                    return TokenSinkResult::Continue;
                }
                state.dropping = Some((tag.name, 1));
                return match raw {
                    // Between tags inside a line stands Markdown, not raw text.
                    Some(raw) if !self.inline => TokenSinkResult::RawData(raw),
                    _ => TokenSinkResult::Continue,
                };
            }
        }
        if self.is_too_deep(&mut state, &span) {
            return TokenSinkResult::Continue;
        }
        self.attributes(&mut tag, &span);
        if !allowed::is_void(&tag.name) {
            let within = Some(tag.name.clone());
            let open = Open { name: tag.name.clone(), within, span: span.clone() };
            if self.inline { state.inline.push(open) } else { state.blocks.push(open) }
        }
        drop(state);
        self.feed.tag(TagKind::StartTag, tag.name, tag.attrs, span);
        TokenSinkResult::Continue
    }

    /// An element that only groups. How it looked is all that it mostly says, but not always: what
    /// tells the language or the direction of its words stays, and an element with it.
    fn unwrap(&self, mut tag: Tag, span: Range<usize>, state: &mut State) {
        if self.is_too_deep(state, &span) {
            return;
        }
        tag.attrs.retain(|it| matches!(&*it.name.local, "lang" | "dir"));
        self.attributes(&mut tag, &span);
        let isolates = matches!(&*tag.name, "bdi" | "bdo");
        let within = (isolates || !tag.attrs.is_empty()).then(|| match isolates {
            true => tag.name.clone(),
            false => local_name!("span"),
        });
        if !matches!(&*tag.name, "source" | "col") && !tag.self_closing {
            let open = Open { name: tag.name.clone(), within: within.clone(), span: span.clone() };
            if self.inline { state.inline.push(open) } else { state.blocks.push(open) }
        }
        if let Some(name) = within.filter(|_| !tag.self_closing) {
            self.feed.tag(TagKind::StartTag, name, tag.attrs, span);
        }
    }

    /// Whether so many elements are open that no more is opened.
    fn is_too_deep(&self, state: &mut State, span: &Range<usize>) -> bool {
        const DEEPEST: usize = 100;
        if state.inline.len() + state.blocks.len() < DEEPEST {
            return false;
        }
        if !std::mem::replace(&mut state.told_of_depth, true) {
            self.html
                .reporter
                .warning(
                    "press::body::too_deep",
                    span.clone(),
                    "more than 100 tags are open in each other here: those that lie deeper are \
                     left out, and what they hold is kept",
                )
                .help("Close what was opened above.");
        }
        true
    }

    fn end(&self, tag: Tag, line: u64) {
        let mut state = self.html.state.borrow_mut();
        if let Some((name, depth)) = &mut state.dropping {
            if *name == tag.name {
                *depth -= 1;
                if *depth == 0 {
                    state.dropping = None;
                }
            }
            return;
        }
        let groups = match allowed::fate(&tag.name) {
            Fate::Keep | Fate::KeepWithWord(_) => false,
            Fate::Unwrap | Fate::UnwrapWithWord(_) => true,
            Fate::DropTag | Fate::Drop(_) => return,
        };
        let span = self.span(line, &format!("</{}", tag.name));
        // What stands for it in the tree.
        let mut name = None;
        let find = |open: &[Open]| open.iter().rposition(|open| open.name == tag.name);
        let outside = state.outside.last().copied().unwrap_or_default().min(state.blocks.len());
        if self.inline
            && let Some(at) = find(&state.inline)
        {
            name = state.inline.remove(at).within;
        } else if let Some(at) = find(&state.blocks[outside..]) {
            let at = outside + at;
            name.clone_from(&state.blocks[at].within);
            if groups || allowed::is_formatting(&tag.name) {
                // What it overlaps with stays open.
                state.blocks.remove(at);
            } else {
                let inside = state.blocks.split_off(at + 1);
                state.blocks.truncate(at);
                self.html.end_inside(inside, self.feed);
            }
        } else if groups || allowed::is_void(&tag.name) {
            return;
        } else {
            self.html
                .reporter
                .warning(
                    "press::html::stray_end",
                    span,
                    format!("</{}> closes nothing that is open here", tag.name),
                )
                .help("Take it out, or open it in the same paragraph.");
            return;
        }
        drop(state);
        if let Some(name) = name {
            self.feed.end(name, span);
        }
    }

    /// Keeps the attributes that mean something in a body and says which of the others would
    /// have done something.
    fn attributes(&self, tag: &mut Tag, span: &Range<usize>) {
        tag.attrs.retain(|attribute| {
            let name = &*attribute.name.local;
            if allowed::attribute(&tag.name, name) && allowed::is_meant(name, &attribute.value) {
                return true;
            }
            if allowed::is_missed(&tag.name, name, &attribute.value) {
                self.html
                    .dropped(&format!("the attribute “{name}” of <{}>", tag.name), span.clone());
            }
            false
        });
    }

    /// A frame of a host that is known becomes an embed; another is dropped.
    fn frame(&self, tag: &Tag, span: Range<usize>) {
        let src = value(tag, "src").or_else(|| value(tag, "data-src")).unwrap_or_default();
        if embed::of(src).is_none() {
            self.html.dropped(&format!("a frame of “{src}”"), span);
            return;
        }
        let mut attributes = vec![(local_name!("role"), role::FRAME), (local_name!("data"), src)];
        attributes.extend(value(tag, "title").map(|title| (local_name!("title"), title)));
        self.feed.start(local_name!("embed"), attributes, span);
    }

    /// A film or a recording becomes a link to it.
    fn medium(&self, tag: &Tag, span: &Range<usize>) -> bool {
        let is_medium = matches!(tag.name, local_name!("video") | local_name!("audio"));
        let Some(src) = value(tag, "src").filter(|_| is_medium) else { return false };
        self.html
            .reporter
            .warning(
                "press::html::changed",
                span.clone(),
                format!("<{}> becomes a link to what it plays", tag.name),
            )
            .help("Look whether the story still reads well.");
        self.feed.start(local_name!("a"), vec![(local_name!("href"), src)], span.clone());
        let name = src.trim_end_matches('/').rsplit('/').next().unwrap_or(src);
        self.feed.text(name, span.clone());
        self.feed.end(local_name!("a"), span.clone());
        true
    }
}

fn value<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| *attribute.name.local == *name).map(|found| &*found.value)
}

impl TokenSink for Sink<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(tag, line),
            Token::TagToken(tag) => self.end(tag, line),
            Token::CharacterTokens(text) if !self.html.is_dropping() => {
                let at = usize::try_from(line).unwrap_or(1).clamp(1, self.lines.len().max(1)) - 1;
                self.feed.text(&text, self.lines.get(at).cloned().unwrap_or(0..0));
            }
            // A tag that is cut off takes the text after it along.
            Token::ParseError(message) if message.contains("EOF") && !self.html.is_dropping() => {
                let last = self.lines.last().cloned().unwrap_or(0..0);
                self.html
                    .reporter
                    .warning(
                        "press::html::unfinished",
                        last,
                        "a tag or comment begins here and never ends",
                    )
                    .help("Write the > that is missing; until then its text is left out.");
            }
            // A comment is not for readers.
            Token::CharacterTokens(_)
            | Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

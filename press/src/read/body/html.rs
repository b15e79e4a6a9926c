//! Raw HTML into the tree, through an allowlist.
//!
//! html5ever's tokenizer takes the text apart; what is let through goes on to the same tree
//! builder that Markdown feeds. What has a place in a body passes, what only groups or
//! decorates is taken off, and what runs, loads or looks like something (scripts, forms,
//! styles, frames of hosts that are not known) is dropped with a word about it and its place.
//!
//! Tags that Markdown's structure hangs on are guarded: an end tag closes only what HTML of
//! the same paragraph, quotation or list item has opened.

use super::allowed;
use super::feed::Feed;
use super::tags::Sink;
use crate::read::reporter::Reporter;
use html5ever::LocalName;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Tokenizer;
use std::cell::RefCell;
use std::ops::Range;

/// What is open while a text is read.
pub(super) struct Html<'a> {
    pub(super) reporter: &'a Reporter<'a>,
    pub(super) state: RefCell<State>,
}

#[derive(Default)]
pub(super) struct State {
    /// Elements opened by tags inside the paragraph that is being read.
    pub(super) inline: Vec<Open>,
    /// Elements opened by blocks of HTML.
    pub(super) blocks: Vec<Open>,
    /// How many of `blocks` lie outside each quotation or item that is being read.
    pub(super) outside: Vec<usize>,
    /// Whether it was said that tags lie too deep in each other.
    pub(super) told_of_depth: bool,
    /// The element that is dropped with all it holds, and how often it is open.
    pub(super) dropping: Option<(LocalName, usize)>,
}

/// An element that is open, and where its tag stands.
pub(super) struct Open {
    pub(super) name: LocalName,
    /// The element that stands for it in the tree; none for one that only groups.
    pub(super) within: Option<LocalName>,
    pub(super) span: Range<usize>,
}

impl<'a> Html<'a> {
    pub(super) fn new(reporter: &'a Reporter<'a>) -> Self {
        Self { reporter, state: RefCell::default() }
    }

    /// Whether what comes lies inside an element that is dropped.
    pub(super) fn is_dropping(&self) -> bool {
        self.state.borrow().dropping.is_some()
    }

    /// A tag or comment inside a line of Markdown.
    pub(super) fn inline(&self, text: &str, span: Range<usize>, feed: &Feed<'_>) {
        self.read(text, &[span], feed, true);
    }

    /// A block of HTML, with the place of each of its lines.
    pub(super) fn block(&self, text: &str, lines: &[Range<usize>], feed: &Feed<'_>) {
        self.read(text, lines, feed, false);
        // A block that ends inside a script ends the script.
        self.state.borrow_mut().dropping = None;
    }

    fn read(&self, text: &str, lines: &[Range<usize>], feed: &Feed<'_>, inline: bool) {
        let sink = Sink { html: self, feed, lines, inline, known: RefCell::default() };
        let tokenizer = Tokenizer::new(sink, Default::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        // Without scripts the tokenizer never stops before its input does.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
    }

    /// A quotation or list item of Markdown begins.
    pub(super) fn enter(&self) {
        let mut state = self.state.borrow_mut();
        let outside = state.blocks.len();
        state.outside.push(outside);
    }

    /// It ends, and with it all that HTML has opened inside.
    pub(super) fn leave(&self, feed: &Feed<'_>) {
        let mut state = self.state.borrow_mut();
        let outside = state.outside.pop().unwrap_or_default();
        let outside = outside.min(state.blocks.len());
        let open = state.blocks.split_off(outside);
        self.end_inside(open, feed);
    }

    /// An element ends in which these were opened and never closed.
    pub(super) fn end_inside(&self, open: Vec<Open>, feed: &Feed<'_>) {
        self.report_unclosed(&open);
        let open = open.into_iter().rev();
        for open in open.filter(|open| allowed::is_formatting(&open.name)) {
            feed.end(open.name, open.span);
        }
    }

    /// A paragraph ends, and with it all that was opened inside.
    pub(super) fn close_inline(&self, feed: &Feed<'_>) {
        let mut state = self.state.borrow_mut();
        let open = std::mem::take(&mut state.inline);
        state.dropping = None;
        self.report_unclosed(&open);
        for open in open.into_iter().rev() {
            if let Some(name) = open.within {
                feed.end(name, open.span);
            }
        }
    }

    pub(super) fn finish(&self, feed: &Feed<'_>) {
        self.close_inline(feed);
        let open = std::mem::take(&mut self.state.borrow_mut().blocks);
        self.report_unclosed(&open);
    }

    fn report_unclosed(&self, open: &[Open]) {
        let told = |open: &&Open| open.within.is_some() && !allowed::may_stay_open(&open.name);
        for Open { name, span, .. } in open.iter().filter(told) {
            self.reporter
                .warning(
                    "press::html::unclosed",
                    span.clone(),
                    format!("<{name}> is opened here and never closed"),
                )
                .help(format!("Write </{name}> where it ends."));
        }
    }

    pub(super) fn dropped(&self, what: &str, span: Range<usize>) {
        self.reporter
            .warning(
                "press::html::dropped",
                span,
                format!("{what} has no place in a story and is left out"),
            )
            .help("docs/front-matter.md lists what HTML may be used.");
    }
}

//! What a painted page links to, and what on it can be linked to.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use std::collections::HashSet;

/// A page as far as its links go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Painted {
    /// What is linked or loaded, as written.
    pub(super) links: Vec<String>,
    /// What a fragment can name.
    pub(super) anchors: HashSet<String>,
}

impl Painted {
    /// Reads a page's HTML.
    pub(super) fn read(html: &str) -> Self {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        let tokenizer = Tokenizer::new(Collector(RefCell::default()), TokenizerOpts::default());
        // Nothing it meets makes this tokenizer stop.
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }
}

struct Collector(RefCell<Painted>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        self.0.borrow_mut().tag(&tag);
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Painted {
    fn tag(&mut self, tag: &Tag) {
        let refresh = tag
            .attrs
            .iter()
            .any(|it| &*it.name.local == "http-equiv" && it.value.eq_ignore_ascii_case("refresh"));
        for attribute in &tag.attrs {
            let value = attribute.value.trim();
            match &*attribute.name.local {
                "href" | "src" | "data-js" | "data-wasm" | "data-site" => {
                    self.links.push(value.into());
                }
                "srcset" => {
                    let sources = value.split(',').filter_map(|it| it.split_whitespace().next());
                    self.links.extend(sources.map(ToOwned::to_owned));
                }
                "content" if refresh => {
                    self.links.extend(value.split_once("url=").map(|(_, url)| url.to_owned()));
                }
                "id" => {
                    self.anchors.insert(value.into());
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_linked_and_loaded_and_nothing_in_data() {
        let page = Painted::read(
            "<!doctype html><title>a <a href=no></title><meta http-equiv=refresh \
             content='0; url=/new/'><script>{\"x\":\"<a href=no>\"}</script>\
             <script src=/w.js data-wasm=/n.wasm></script><h2 id=a>x</h2>\
             <a href='/b/?x&amp;y#c'>b</a><img src=/i.png srcset='/j.png 2x, /k.png 3x'>",
        );
        assert_eq!(
            page.links,
            ["/new/", "/w.js", "/n.wasm", "/b/?x&y#c", "/i.png", "/j.png", "/k.png"]
        );
        assert_eq!(page.anchors, HashSet::from(["a".to_owned()]));
    }
}

//! What the sample edition shows: whoever looks at it should see all that there is.

use crate::project::sample_edition;
use crate::tree::{BLOCKS, Tree};
use serde_json::Value;
use std::collections::BTreeSet;

/// The kinds in a body: blocks by their name, inlines with “in a line” before it.
#[derive(Default)]
struct Kinds(BTreeSet<String>);

impl Kinds {
    fn blocks(&mut self, blocks: &Value) {
        for block in list(blocks) {
            let kind = text(&block["type"]);
            self.0.insert(kind.to_owned());
            match kind {
                "paragraph" | "heading" | "pull-quote" => self.inlines(&block["content"]),
                "quotation" | "note" => self.blocks(&block["content"]),
                "list" => list(&block["items"]).iter().for_each(|it| self.blocks(&it["content"])),
                "footnotes" => {
                    list(&block["notes"]).iter().for_each(|it| self.blocks(&it["content"]));
                }
                "table" => {
                    let rows = list(&block["rows"]).iter().flat_map(list);
                    let cells = list(&block["head"]).iter().chain(rows);
                    cells.for_each(|cell| self.inlines(&cell["content"]));
                    self.inlines(&block["caption"]);
                }
                _ => {}
            }
            self.inlines(&block["attribution"]);
        }
    }

    fn inlines(&mut self, inlines: &Value) {
        for inline in list(inlines) {
            self.0.insert(format!("in a line: {}", text(&inline["type"])));
            self.inlines(&inline["content"]);
        }
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn stories(edition: &Tree) -> Vec<Value> {
    let pages = edition.addresses().into_iter().map(|address| edition.page(&address));
    pages.filter(|page| page["kind"] == "story").collect()
}

#[test]
fn every_kind_of_block_and_inline_stands_in_the_sample_edition() {
    let mut kinds = Kinds::default();
    let edition = sample_edition("/");
    stories(&edition).iter().for_each(|story| kinds.blocks(&story["body"]));
    let inlines = [
        "break",
        "code",
        "emphasis",
        "footnote-reference",
        "image",
        "link",
        "strikethrough",
        "strong",
        "sub",
        "sup",
        "text",
    ];
    let inlines = inlines.map(|kind| format!("in a line: {kind}"));
    let all: BTreeSet<String> = BLOCKS.map(ToOwned::to_owned).into_iter().chain(inlines).collect();
    assert_eq!(all.difference(&kinds.0).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_sample_edition_holds_what_an_edition_must_cope_with() {
    let edition = sample_edition("/");
    let stories = stories(&edition);
    assert!(stories.len() >= 14, "{}", stories.len());
    let bare = stories.iter().filter(|story| story["lead_image"].is_null()).count();
    assert!(bare >= 2, "{bare} without a picture");
    let backwards = stories.iter().filter(|story| ["ar", "he"].contains(&text(&story["language"])));
    assert!(backwards.count() >= 1, "none from right to left");
    let longest = stories.iter().filter_map(|story| story["reading_minutes"].as_u64()).max();
    assert!(longest >= Some(8), "{longest:?} minutes is not long");
    let distinct = |field: &str, name: &str| {
        let all = stories.iter().flat_map(|story| match &story[field] {
            Value::Array(labels) => labels.clone(),
            label => vec![label.clone()],
        });
        all.map(|label| text(&label[name]).to_owned()).collect::<BTreeSet<_>>().len()
    };
    assert!(distinct("section", "name") >= 3);
    assert!(distinct("authors", "name") >= 2);
    let front = edition.page("/");
    let groups = list(&front["groups"]).iter().map(|it| list(&it["stories"]).len()).sum::<usize>();
    assert!(1 + list(&front["stories"]).len() + groups >= 10, "the front page has ten");
}

#[test]
fn three_stories_of_the_news_are_neighbours() {
    let edition = sample_edition("/");
    let mut news: Vec<_> = stories(&edition)
        .into_iter()
        .filter(|story| {
            let words = ["WhatsApp", "Gallant", "Paducah"];
            words.iter().any(|word| text(&story["headline"]).contains(word))
        })
        .collect();
    news.sort_by_key(|story| text(&story["published"]).to_owned());
    assert_eq!(news.len(), 3);
    for pair in news.windows(2) {
        assert_eq!(pair[0]["next"]["address"], pair[1]["address"]);
        assert_eq!(pair[1]["previous"]["address"], pair[0]["address"]);
    }
}

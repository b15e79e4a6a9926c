//! A browser's parser finds exactly what was drawn: it has nothing to repair. The app takes
//! hold of these very nodes.

use crate::project::{DRAWING, Project, sample_edition};
use crate::tree::{BLOCKS, Tree, attributes, texts};
use press::write::shape;
use scraper::{ElementRef, Html, Node, Selector};
use std::collections::BTreeSet;

/// A story with every block, and what writers do to blocks.
const EVERYTHING: &str = include_str!("everything.md");

fn everything() -> Tree {
    let project = Project::new([
        ("content/s/2026-05-02-everything/index.md", EVERYTHING),
        ("content/s/2026-05-02-everything/a.svg", DRAWING),
        ("content/s/before.md", "---\ntitle: Before\ndate: 2026-05-01\ntags: [x]\n---\n"),
        ("content/s/after.md", "---\ntitle: After\ndate: 2026-05-03\ntags: [x]\n---\n"),
        ("content/s/far.md", "---\ntitle: Far\ndate: 2026-04-01\ntags: [x]\n---\n"),
    ]);
    // What cannot be kept is told, and is no error.
    project.outcome().0.unwrap();
    Tree::of(&project.output())
}

const STORY: &str = "/2026/05/02/everything/";

#[test]
fn the_story_of_everything_has_every_block() {
    let page = everything().page(STORY);
    let types: BTreeSet<&str> =
        page["body"].as_array().unwrap().iter().map(|it| it["type"].as_str().unwrap()).collect();
    assert_eq!(types.into_iter().collect::<Vec<_>>(), BLOCKS);
}

#[test]
fn nothing_is_repaired() {
    for edition in [everything(), sample_edition("/")] {
        for (path, html, page) in edition.all_painted() {
            let root = select(&page, "#newsprint");
            let drawn = drawn(html);
            assert_eq!(counted(root), root.attr("data-shape").unwrap(), "{path}");
            assert_eq!(shape(drawn), root.attr("data-shape").unwrap(), "{path}");
            let (written, found) = (outline_of_text(drawn), outline_of_nodes(root));
            let first = written.iter().zip(&found).find(|(written, found)| written != found);
            assert_eq!(first, None, "{path}");
            assert_eq!(written.len(), found.len(), "{path}");
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_level_and_its_landmarks() {
    for edition in [everything(), sample_edition("/")] {
        for (path, _, page) in edition.all_painted() {
            for selector in ["h1", "title", "main#content", "header.masthead", "footer"] {
                assert_eq!(texts(&page, selector).len(), 1, "{selector} in {path}");
            }
            assert_eq!(texts(&page, "main h1").len(), 1, "{path}");
        }
    }
}

#[test]
fn ids_are_unique_and_what_names_them_finds_them() {
    for edition in [everything(), sample_edition("/")] {
        for (path, _, page) in edition.all_painted() {
            let ids = attributes(&page, "id");
            let distinct: BTreeSet<_> = ids.iter().copied().collect();
            assert_eq!(distinct.len(), ids.len(), "{path}: {ids:?}");
            for name in ["for", "aria-labelledby", "aria-describedby"] {
                for id in attributes(&page, name).into_iter().flat_map(str::split_whitespace) {
                    assert!(distinct.contains(id), "{name}=\"{id}\" in {path}");
                }
            }
        }
    }
}

#[test]
fn no_heading_takes_a_name_of_the_apps() {
    let edition = everything();
    let page = edition.painted(STORY);
    let headings = Selector::parse(".body > [id]:is(h2, h3, h4)").unwrap();
    let ids: Vec<_> = page.select(&headings).filter_map(|it| it.attr("id")).collect();
    for id in
        ["content-1", "section-comments-1", "related-1", "page-1", "newsprint-1", "footnotes-1"]
    {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    for id in ["section-comment-text", "section-fn-1", "section-fnref-1", "content-1-1"] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    // A link to the heading as it was written is led on.
    assert_eq!(
        select(&page, ".body a[href='#content-1']").text().collect::<String>(),
        "on content"
    );
    // The app finds its own data.
    assert_eq!(select(&page, "#page").value().name(), "script");
}

fn select<'a>(page: &'a Html, selector: &str) -> ElementRef<'a> {
    page.select(&Selector::parse(selector).unwrap()).next().unwrap()
}

/// What stands in the root, as it was drawn.
fn drawn(html: &str) -> &str {
    let (_, rest) = html.split_once(" data-shape=\"").unwrap();
    let (_, rest) = rest.split_once("\">").unwrap();
    rest.split_once("</div>\n<script type=\"application/json\"").unwrap().0
}

/// As `wake.js` counts: elements, texts, comments.
fn counted(root: ElementRef<'_>) -> String {
    let count =
        |is: fn(&Node) -> bool| root.descendants().skip(1).filter(|it| is(it.value())).count();
    format!("{}.{}.{}", count(Node::is_element), count(Node::is_text), count(Node::is_comment))
}

/// Each element and text of drawn HTML with its depth, as it is written.
fn outline_of_text(html: &str) -> Vec<String> {
    let (mut outline, mut depth, mut rest) = (Vec::new(), 0, html);
    while !rest.is_empty() {
        let (piece, tail) = match rest.strip_prefix('<') {
            None => rest.split_at(rest.find('<').unwrap_or(rest.len())),
            Some(_) => rest.split_at(end_of_tag(rest)),
        };
        rest = tail;
        if piece.starts_with("</") {
            depth -= 1;
        } else if let Some(tag) = piece.strip_prefix('<') {
            let name = tag.split([' ', '>']).next().unwrap();
            outline.push(format!("{depth} <{name}>"));
            depth += usize::from(!["br", "hr", "img", "input", "link"].contains(&name));
        } else {
            let text = piece.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
            outline.push(format!("{depth} {}", text.replace("&amp;", "&")));
        }
    }
    outline
}

fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    let end = tag.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

/// The same of what a parser has found.
fn outline_of_nodes(root: ElementRef<'_>) -> Vec<String> {
    let own_depth = root.ancestors().count() + 1;
    let nodes = root.descendants().skip(1).map(|node| {
        let depth = node.ancestors().count() - own_depth;
        match node.value() {
            Node::Element(element) => format!("{depth} <{}>", element.name()),
            Node::Text(text) => format!("{depth} {}", &**text),
            other => format!("{depth} {other:?}"),
        }
    });
    nodes.collect()
}

//! Whatever a newsroom writes is shown literally.

use crate::project::Project;
use crate::tree::texts;
use serde_json::Value;

const NASTY: &str = "</script><script>alert(1)</script> & \"x\" <!--\u{2028}'";

#[test]
fn a_headline_of_markup_is_a_headline() {
    let story = format!(
        "---\ntitle: {0}\ndescription: {0}\ndate: 2026-05-02\ntags: [{0}]\nauthors: [{0}]\n\
         section: {0}\nimage: {{src: /a.svg, alt: {0}, caption: {0}}}\n---\n\n`{1}`\n",
        serde_json::to_string(NASTY).unwrap(),
        NASTY
    );
    let other = "---\ntitle: Other\ndate: 2026-05-01\n---\n";
    let edition = Project::new([
        ("content/s/nasty.md", story.as_str()),
        ("content/s/other.md", other),
        ("content/a.svg", crate::project::DRAWING),
    ])
    .build();

    let page = edition.painted("/2026/05/02/nasty/");
    assert_eq!(texts(&page, "h1").concat(), NASTY);
    assert_eq!(texts(&page, "title").concat(), format!("{NASTY} – The Quay"));
    assert_eq!(texts(&page, ".standfirst").concat(), NASTY);
    assert_eq!(texts(&page, ".topics a").concat(), NASTY);
    assert_eq!(texts(&page, ".body code").concat(), NASTY);
    let data: Value = serde_json::from_str(&texts(&page, "script#page").concat()).unwrap();
    assert_eq!(data, edition.page("/2026/05/02/nasty/"));
    assert_eq!(data["headline"], NASTY);

    let front = edition.painted("/");
    assert_eq!(texts(&front, ".front-lead h2").concat(), NASTY);
    assert_eq!(
        texts(&edition.painted("/2026/05/01/other/"), ".neighbour-headline").concat(),
        NASTY
    );
    for (path, html, page) in edition.all_painted() {
        assert!(!html.contains("<script>alert"), "{path}");
        assert!(!texts(&page, "script#page").concat().contains(['<', '\u{2028}']), "{path}");
        let structured = texts(&page, "script[type='application/ld+json']");
        assert!(!structured.concat().contains(['<', '\u{2028}']), "{path}");
        let others = texts(&page, "script").len() - structured.len();
        assert_eq!(others, 2, "the app's and the data, in {path}");
    }
}

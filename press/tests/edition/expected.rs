//! A small edition, file by file. `cargo insta review` takes over what has changed by intent.

use crate::project::{DRAWING, Project, story};
use crate::tree::{Tree, without_hash};

fn edition() -> Tree {
    let quay = "+++\ntitle = \"The harbour opens again\"\ndate = 2026-05-03T09:30:00\n\
        description = \"The first ships are back.\"\nsection = \"World\"\ntags = [\"Sea\"]\n\
        authors = [\"City desk\"]\n\n[image]\nsrc = \"quay.svg\"\nalt = \"A ship at a quay.\"\n\
        caption = \"At dawn.\"\ncredit = \"Picture desk\"\n+++\n\n\
        The first ship came in *at dawn*, said [the harbour office](/about/).[^1]\n\n\
        ## What comes next\n\n- Paint\n- Bollards\n\n[^1]: By telephone.\n";
    Project::new([
        ("content/stories/harbour-opens/index.md", quay),
        ("content/stories/harbour-opens/quay.svg", DRAWING),
        (
            "content/stories/lamp.md",
            &story("A new lamp", "2026-05-01", "section = \"World\"\ntags = [\"Sea\", \"Light\"]"),
        ),
        ("content/stories/match.md", &story("Home win", "2026-05-02", "section = \"Sport\"")),
        ("content/pages/about.md", "# About\n\nWho we are.\n"),
        // The form is the business of the components' own tests.
        (
            "newsprint.toml",
            "title = \"The Quay\"\nbase_url = \"https://quay.example\"\npage_size = 2\n\
             [[sections]]\nname = \"World\"\n[comments]\nprovider = \"none\"\n",
        ),
    ])
    .build()
}

#[test]
fn the_files() {
    // The names in the search index are made of what the files hold.
    let mut paths = edition().paths();
    paths.retain(|path| !path.starts_with("search/index/"));
    insta::assert_snapshot!(paths.join("\n"));
}

#[test]
fn the_data_of_a_story() {
    let page = edition().page("/2026/05/03/harbour-opens/");
    insta::assert_snapshot!(serde_json::to_string_pretty(&page).unwrap());
}

#[test]
fn the_data_of_the_front_page() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&edition().page("/")).unwrap());
}

#[test]
fn the_painted_page_of_a_story() {
    let edition = edition();
    let html = without_hash(edition.text("2026/05/03/harbour-opens/index.html"));
    let (html, data) = html.split_once("id=\"page\">").unwrap();
    let (_, end) = data.split_once("</script>").unwrap();
    insta::assert_snapshot!(format!("{html}id=\"page\">…</script>{end}").replace("><", ">\n<"));
}

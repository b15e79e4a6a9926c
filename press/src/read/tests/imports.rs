//! Files as Hugo's and Zola's users have them.

use super::{clean, folder, one, options, settings};
use crate::read::{Links, body, read};
use newsprint::edition::{Base, Block, plain_text};

#[test]
fn a_hugo_post() {
    let text = "---\ntitle: \"Harbour: reopened\"\ndate: 2025-12-19T10:30:00+01:00\nlastmod: 2025-12-20\n\
                slug: \"harbour-1\"\ndescription: \"It is open.\"\nauthors: [\"Ada L.\", {name: Grace H.}]\n\
                tags: [\"sea\", \"ships\"]\ncategories: [\"World\"]\nimages: [\"/images/lead.svg\"]\nfeatured:\n  \
                src: \"/images/lead.svg\"\n  thumb: \"/images/thumb.svg\"\n  width: 1200\n  height: 800\n  \
                alt: \"A quay\"\n  caption: \"At noon\"\n  credit: \"G. H.\"\naliases:\n  - /old/harbour/\n---\n\nText.\n";
    let story =
        clean(&[("content/posts/harbour.md", text), ("public/images/lead.svg", "")]).remove(0);
    assert_eq!(story.headline, "Harbour: reopened");
    assert_eq!(story.address.as_str(), "/2025/12/19/harbour-1/");
    assert_eq!(story.id, "/2025/12/19/harbour-1/");
    assert_eq!(story.standfirst.as_deref(), Some("It is open."));
    assert_eq!(story.authors, ["Ada L.", "Grace H."]);
    assert_eq!(story.topics, ["sea", "ships"]);
    assert_eq!(story.section.as_deref(), Some("World"));
    assert_eq!(story.published.unwrap().text.as_str(), "2025-12-19T09:30:00+00:00");
    assert_eq!(story.updated.unwrap().text.as_str(), "2025-12-20");
    assert_eq!(story.aliases[0].as_str(), "/old/harbour/");
    assert!(!story.featured);
    let image = story.lead_image.unwrap();
    assert_eq!((image.src.as_str(), image.alt.as_str()), ("/images/lead.svg", "A quay"));
    assert_eq!(
        (plain_text(&image.caption), image.credit.as_deref()),
        ("At noon".into(), Some("G. H."))
    );
    assert_eq!((image.width, image.height), (30, 20));
}

#[test]
fn a_hugo_post_of_the_papermod_theme() {
    let text = "---\ntitle: T\ndate: 2025-12-19\nauthor: [\"A\"]\ncover:\n  image: lead.svg\n  alt: Quay\n  \
                caption: Under\n  relative: true\nparams:\n  author: nobody\n  theme: dark\n---\n";
    let files = [("content/posts/a/index.md", text), ("content/posts/a/lead.svg", "")];
    let story = clean(&files).remove(0);
    assert_eq!(story.authors, ["A"]);
    assert_eq!(story.lead_image.unwrap().src, "/2025/12/19/a/lead.svg");
}

#[test]
fn a_zola_page() {
    let text = "+++\ntitle = \"T\"\ndate = 2025-12-19\nupdated = 2025-12-21\npath = \"old/way\"\n\
                [taxonomies]\ntags = [\"sea\"]\ncategories = [\"World\"]\nauthors = [\"Ada\"]\n\
                [extra]\nimage = \"/lead.svg\"\nimage_alt = \"\"\ncomments = false\ntheme = { dark = true }\n+++\n";
    let story = clean(&[("content/blog/a.md", text), ("content/lead.svg", "")]).remove(0);
    assert_eq!(story.address.as_str(), "/old/way/");
    assert_eq!((story.topics, story.authors), (vec!["sea".into()], vec!["Ada".into()]));
    assert_eq!(story.section.as_deref(), Some("World"));
    assert!(!story.comments.open);
    let image = story.lead_image.unwrap();
    assert_eq!((image.src.as_str(), image.alt.as_str()), ("/lead.svg", ""));
}

#[test]
fn our_own_standard() {
    let text = "+++\ntitle = \"T\"\ndate = 2025-12-19T08:00:00\nid = \"k1\"\nlanguage = \"ar\"\nfeatured = true\n\
                section = \"World\"\ntopics = [\"sea\"]\ncomments = { open = true, closes = 2026-02-01 }\n\
                [image]\nsrc = \"/lead.svg\"\nalt = \"A quay\"\ncaption = \"c\"\ncredit = \"d\"\n+++\n";
    let story = clean(&[("content/stories/a.md", text), ("public/lead.svg", "")]).remove(0);
    assert_eq!((story.id.as_str(), story.language.as_str(), story.featured), ("k1", "ar", true));
    assert_eq!(story.lead_image.unwrap().credit.as_deref(), Some("d"));
}

#[test]
fn dates_under_other_names() {
    let times = |path: &str, fields: &str| {
        let story = one(path, &format!("---\ntitle: T\n{fields}\n---\n"));
        let text = |moment: Option<crate::read::Moment>| moment.map(|it| it.text.to_string());
        (text(story.published), text(story.updated))
    };
    let day = |day: u8| Some(format!("2025-12-{day}"));
    let path = "content/posts/a.md";
    assert_eq!(times(path, "published: 2025-12-19"), (day(19), None));
    assert_eq!(times(path, "date: 2025-12-18\npublished: '2025-12-19'"), (day(18), None));
    assert_eq!(times(path, "date: 2025-12-18\npublished: true"), (day(18), None));
    assert_eq!(times(path, "date: 2025-12-18\nmodified: 2025-12-19"), (day(18), day(19)));
    assert_eq!(times(path, "lastmod: 2025-12-19"), (day(19), None));
    assert_eq!(times(path, "published: 2025-12-18\nlastmod: 2025-12-19"), (day(18), day(19)));
    assert_eq!(times("content/posts/2025-12-18-a.md", "lastmod: 2025-12-19"), (day(18), day(19)));
    // A plain page stays one.
    assert_eq!(times("content/a.md", "lastmod: 2025-12-19"), (None, day(19)));
    assert_eq!(times("content/a.md", "kind: story\nlastmod: 2025-12-19"), (day(19), None));
}

#[test]
fn links_that_hugo_and_zola_understand_lead_to_the_stories() {
    let folder = folder(&[
        (
            "content/posts/one.md",
            "---\ntitle: One\ndate: 2025-12-19\nslug: first\n---\n\
          [a](/posts/second/) [b]({{< ref \"two.md\" >}}) [c](two.md)\n",
        ),
        (
            "content/posts/two.md",
            "---\ntitle: Two\ndate: 2025-12-20\nslug: second\n---\n[a](@/posts/one.md)\n",
        ),
    ]);
    let content = folder.path().join("content");
    let (settings, options) = (settings(""), options(folder.path()));
    let reading = read(&content, &settings, &options);
    let links = Links::new(&reading, &settings, &Base::new("/"));
    for manuscript in &reading.manuscripts {
        let body = body(manuscript, &content, &links);
        assert_eq!(body.diagnostics.to_string(), "");
        assert!(matches!(body.blocks[..], [Block::Paragraph { .. }]));
    }
}

#[test]
fn names_in_front_matter_may_be_spelled_in_hugos_ways() {
    let story = one(
        "content/s/a.md",
        "---\nTitle: T\nDate: 2025-12-19\npublishdate: 2025-12-19\nLastMod: 2025-12-20\nImage_Alt: x\n---\n",
    );
    assert!(story.updated.is_some());
}

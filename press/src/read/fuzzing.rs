//! Texts and their front matter, as anybody may have written them.
//!
//! They are read as files of the edition in `tests/fuzz/edition/`, of which nothing is kept.

use super::body::{Body, body_of, sound};
use super::characters::{cleaned, with_lines};
use super::kept::{self, Kept};
use super::manuscript::{Desk, Outcome};
use super::sections::Sections;
use super::{Host, Links, Manuscript, ReadOptions, Reading, Sources, Uses, read};
use crate::eye::Eye;
use crate::fuzzing::drawn;
use crate::settings::{Player, Settings};
use newsprint::app::render_text;
use newsprint::edition::{Address, Base, Block, FromJson, Site, Value, Word, Words};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// What files a text may be, one after the other: what their paths say is read, too.
const FILES: [&str; 4] =
    ["posts/2025-12-19-harbour/index.md", "posts/lighthouse.md", "pages/about.de.md", "a.md"];

struct Edition {
    content: PathBuf,
    settings: Settings,
    options: ReadOptions,
    reading: Reading,
    links: Links,
    site: Arc<Site>,
}

static EDITION: LazyLock<Edition> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/edition");
    let nowhere = folder.join("content/a.md/none");
    let options = ReadOptions::of(&folder, &nowhere);
    let settings = Settings {
        base_url: Some("https://courier.example".into()),
        players: vec![Player::YouTube],
        ..Settings::default()
    };
    let content = folder.join("content");
    let reading = read(&content, &settings, &options);
    assert_eq!(reading.manuscripts.len(), FILES.len(), "{}", reading.diagnostics);
    let links = Links::new(&reading, &settings, &Base::new("/"));
    let words = Word::ALL.iter().map(|word| word.name().to_owned()).collect();
    let site = Site {
        language: "en".into(),
        frames: vec![Player::YouTube.origin().into()],
        words: Words::new(words),
        ..Site::default()
    };
    Edition { content, settings, options, reading, links, site: Arc::new(site) }
});

/// Any text becomes blocks that are sound, come back from JSON as they are, and drawn hold nothing
/// that acts; and it is always the same.
pub fn markdown(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else { return };
    let body = read_text(text);
    sound::check(&body.blocks);
    sound::keeps_its_length(&cleaned(&with_lines(text.to_owned())));
    let json = serde_json::to_string(&body.blocks).unwrap();
    let back = Value::parse(&json).and_then(Vec::<Block>::from_json);
    assert_eq!(back.as_ref(), Some(&body.blocks));
    for diagnostic in &body.diagnostics {
        assert!(diagnostic.line_and_column().is_some() && diagnostic.help_text().is_some());
    }
    let site = Arc::clone(&EDITION.site);
    let html = render_text(site, Base::new("/"), &body.blocks, "en");
    drawn::check(&html, &[Player::YouTube.origin()]);
    let again = read_text(text);
    assert_eq!(again.blocks, body.blocks);
    assert_eq!(again.diagnostics.to_string(), body.diagnostics.to_string());
    assert!(body.uses.still_hold(story(), &EDITION.links), "{:?}", body.uses);
}

/// Reads a text alone.
pub(crate) fn read_body(input: &[u8]) {
    drop(read_text(&String::from_utf8_lossy(input)));
}

fn read_text(text: &str) -> Body {
    let text = cleaned(&with_lines(text.to_owned())).into_owned();
    let story = Manuscript { body_offset: 0, ..story().clone() };
    body_of(&text, FILES[0].into(), &story, &EDITION.links)
}

/// The story that texts stand in.
fn story() -> &'static Manuscript {
    let stories = &EDITION.reading.manuscripts;
    stories.iter().find(|it| it.path == FILES[0]).unwrap()
}

/// Any front matter gives a story with addresses in the edition, or says where it does not; it is
/// always the same, and the same again when it was kept from an earlier build.
pub fn front_matter(input: &[u8]) {
    let Ok(text) = str::from_utf8(input) else { return };
    let text = with_lines(text.to_owned());
    for path in FILES {
        let (outcome, again) = (outcome(path, &text), outcome(path, &text));
        assert_eq!(outcome.diagnostics.to_string(), again.diagnostics.to_string());
        let all = |it: &Outcome| [it.manuscript.clone(), it.kept_back.clone(), it.unfit.clone()];
        for (one, other) in
            all(&outcome).into_iter().flatten().zip(all(&again).into_iter().flatten())
        {
            manuscript(&one, &text);
            assert_eq!(one.print(), other.print());
        }
        let now = EDITION.options.now;
        if let Some(kept) = kept::again(&outcome, now, &EDITION.reading.pictures) {
            let (kept, read) = (kept.unwrap().manuscript.unwrap(), outcome.manuscript.unwrap());
            assert_eq!(kept.print(), read.print());
            assert_eq!((kept.aliases, kept.perhaps), (read.aliases, read.perhaps));
            assert_eq!(kept.body_offset, read.body_offset);
        }
    }
}

/// Reads front matter alone.
pub(crate) fn read_front_matter(input: &[u8]) {
    drop(outcome(FILES[0], &String::from_utf8_lossy(input)));
}

fn outcome(path: &str, text: &str) -> Outcome {
    let Edition { content, settings, options, reading, .. } = &*EDITION;
    let kept = Kept::nothing([0; 32]);
    let desk = Desk {
        content,
        eye: Eye::new(content),
        settings,
        options,
        host: Host::new(settings.base_url.as_deref(), &options.base),
        pictures: &reading.pictures,
        kept: &kept,
        sections: Sections::default(),
    };
    desk.text(path, path.into(), text, Some((1, 1)), None)
}

fn manuscript(it: &Manuscript, text: &str) {
    assert!(cleaned(text).get(it.body_offset..).is_some());
    for address in [&it.address].into_iter().chain(&it.aliases).chain(&it.perhaps) {
        assert_eq!(Address::new(address.as_str()).as_ref(), Ok(address));
    }
    let is_seen = |c: char| !c.is_control() || c.is_whitespace();
    assert!(!it.id.is_empty() && it.headline.chars().all(is_seen), "{:?}", it.headline);
}

/// Front matter that was kept in a file and in one beside it.
pub(crate) fn shelf(kept: &Path, beside: &Path) {
    assert_eq!(kept.parent(), beside.parent());
    let Edition { options, reading, .. } = &*EDITION;
    let sources = Sources::read(kept);
    for address in ["/", "/a/", "/about/"] {
        let _ = sources.of(address);
    }
    let by = kept::by(kept).unwrap_or_default();
    let kept = Kept::read(kept, by, options.now);
    for path in FILES {
        for stamp in [(1, 1), (0, 0)] {
            let outcome = kept.outcome(path, stamp, options.now, &reading.pictures);
            let manuscript = outcome.and_then(|it| it.manuscript);
            if let Some(it) = manuscript {
                assert_eq!(it.path, path);
                assert_eq!(Address::new(it.address.as_str()).as_ref(), Ok(&it.address));
            }
        }
    }
}

/// What a text asked of the edition at an earlier build.
pub(crate) fn uses(input: &[u8]) {
    if let Ok(uses) = postcard::from_bytes::<Uses>(input) {
        let holds = uses.still_hold(story(), &EDITION.links);
        assert_eq!(holds, uses.still_hold(story(), &EDITION.links));
    }
}

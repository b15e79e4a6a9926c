//! Compressed files beside the files, where they are asked for.

use crate::project::{Project, clean_build, story};
use crate::tree::Tree;
use press::build::{BuildOptions, Summary};
use press::check::{CheckOptions, Host, check};
use std::io::Read as _;

fn project() -> Project {
    let mut stories: Vec<_> = (1..=12)
        .map(|day| {
            let text = story(&format!("S{day}"), &format!("2026-05-{day:02}"), "");
            (format!("content/s/s{day}.md"), text)
        })
        .collect();
    // What no page links to stays out, whatever it is.
    let links = "[1](/reports/tides.csv) [2](/reports/tides.txt) [3](/reports/tides.txt.gz)\n";
    stories[0].1 += links;
    let project = Project::new(stories.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.write("content/reports/tides.csv", "place;time\n");
    project.write("content/reports/tides.txt", &"high tide. ".repeat(99));
    project.write("content/reports/tides.txt.gz", "the newsroom's own");
    project
}

fn build(project: &Project, precompress: bool) -> (Summary, Tree) {
    let summary = clean_build(&BuildOptions { precompress, ..project.options() });
    (summary, Tree::of(&project.output()))
}

fn unpacked(edition: &Tree, path: &str) -> Vec<u8> {
    let mut content = Vec::new();
    let packed = edition.bytes(path);
    if path.ends_with(".br") {
        brotli::BrotliDecompress(&mut &*packed, &mut content).unwrap();
    } else {
        flate2::read::GzDecoder::new(packed).read_to_end(&mut content).unwrap();
    }
    content
}

#[test]
fn what_gains_by_it_lies_there_compressed_too() {
    let project = project();
    let (_, plain) = build(&project, false);
    let (summary, edition) = build(&project, true);
    let mut packed = 0;
    for path in plain.exact_paths() {
        assert_eq!(plain.bytes(&path), edition.bytes(&path), "{path}");
        let ending = path.rsplit('.').next().unwrap();
        let gains = ["css", "html", "js", "json", "wasm", "webmanifest", "xml", "txt"];
        let gains = gains.contains(&ending);
        for other in [format!("{path}.br"), format!("{path}.gz")] {
            if other == "reports/tides.txt.gz" {
                assert_eq!(edition.text(&other), "the newsroom's own");
                continue;
            }
            assert_eq!(edition.has(&other), gains, "{other}");
            if gains {
                assert_eq!(unpacked(&edition, &other), plain.bytes(&path), "{other}");
                packed += 1;
            }
        }
    }
    assert!(packed > 60, "{packed}");
    assert_eq!(edition.exact_paths().len(), plain.exact_paths().len() + packed);
    assert_eq!(summary.written.written as usize, packed, "the files themselves stand");
}

#[test]
fn what_trunk_has_built_is_compressed_too() {
    let project = project();
    project.write("app/newsprint-1.js", &"wake();".repeat(99));
    let in_place = BuildOptions { precompress: true, ..project.options() };
    let (_, owned) = build(&project, true);
    let app = project.path().join("app");
    clean_build(&BuildOptions { output: app.clone(), ..in_place });
    let plain = Tree::of(&app);
    assert_eq!(unpacked(&plain, "newsprint-1.js.br"), plain.bytes("newsprint-1.js"));
    assert_eq!(owned.changes(&plain), [""; 0], "both ways give the same bytes");
}

#[test]
fn hosts_that_compress_by_themselves_need_none_of_it() {
    let project = project();
    for (precompress, host, told) in [
        (true, Host::Cloudflare, true),
        (true, Host::Plain, false),
        (false, Host::Cloudflare, false),
    ] {
        build(&project, precompress);
        let options = CheckOptions {
            edition: project.output(),
            project: project.path().into(),
            host: Some(host),
            external: None,
        };
        let (_, said) = check(&options).unwrap();
        assert_eq!(said.to_string().contains("compresses by itself"), told, "{host:?}");
    }
}

#[test]
fn what_has_not_changed_is_not_compressed_again() {
    let project = project();
    let (first, before) = build(&project, true);
    assert_eq!(first.written.written, first.written.files);
    assert_eq!(build(&project, true).0.written.written, 0);
    let changed = story("S3", "2026-05-03", "description = \"Another.\"");
    project.write("content/s/s3.md", &changed);
    let (summary, after) = build(&project, true);
    let changes = before.changes(&after);
    let written = changes.iter().filter(|it| !it.starts_with('-')).count();
    assert_eq!(summary.written.written as usize, written);
    for file in changes.iter().filter(|it| it.ends_with(".html") || it.ends_with(".json")) {
        for ending in [".br", ".gz"] {
            assert!(changes.contains(&format!("{file}{ending}")), "{file}{ending}: {changes:#?}");
        }
    }
    // And it is what a build from nothing is.
    let afresh = project.build_with(|options| {
        options.output = project.path().join("afresh");
        options.precompress = true;
    });
    assert_eq!(after.changes(&afresh), [""; 0]);
    // They go as they came.
    let (_, plain) = build(&project, false);
    let packed = |path: &String| path.ends_with(".br") || path.ends_with(".gz");
    let left: Vec<_> = plain.exact_paths().into_iter().filter(packed).collect();
    assert_eq!(left, ["reports/tides.txt.gz"]);
}

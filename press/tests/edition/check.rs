//! `press check` on built editions.

use crate::project::{DRAWING, Project, clean_build, sample, story};
use press::check::{CheckError, CheckOptions, Checked, Host, Reach, check};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;

/// What press says of the edition in a folder: a line for each, without the help.
fn said(edition: &Path, host: Option<Host>, external: Option<Reach>) -> (Checked, Vec<String>) {
    let (checked, diagnostics) = check(&options(edition, host, external)).unwrap();
    let first = |text: String| text.lines().next().unwrap_or_default().to_owned();
    (checked, diagnostics.sorted().into_iter().map(|it| first(it.to_string())).collect())
}

fn options(edition: &Path, host: Option<Host>, external: Option<Reach>) -> CheckOptions {
    let project = edition.parent().unwrap().into();
    CheckOptions { edition: edition.into(), project, host, external }
}

/// An edition around an app whose files are there.
fn built(project: &Project, public_url: &str) {
    for file in ["wake-1.js", "newsprint-1.js", "newsprint-1_bg.wasm"] {
        project.write(&format!("app/{file}"), "1");
    }
    let mut options = project.options();
    options.public_url = public_url.into();
    clean_build(&options);
}

const WHOLE: &str = "description = \"S\"\ntags = [\"Sea\"]";

#[test]
fn a_whole_edition_has_nothing_broken() {
    for public_url in ["/", "/paper/"] {
        let project = Project::new([
            ("content/s/a.md", story("A", "2026-05-01", WHOLE).as_str()),
            ("content/s/b.md", story("B", "2026-05-02", WHOLE).as_str()),
            (
                "content/pages/about.md",
                "---\ntitle: About\naliases: [/old/about.html]\n---\n\n## Us {#us}\n\n\
                 [us](#us) [mail](mailto:a@b.example) [there](https://other.example/x#y)\n",
            ),
        ]);
        built(&project, public_url);
        let (checked, lines) = said(&project.output(), None, None);
        assert_eq!(lines, [""; 0]);
        assert_eq!(checked.external, 1);
        assert!(checked.pages > 8 && checked.internal > 50, "{checked:?}");
    }
}

#[test]
fn a_link_to_what_else_lives_on_the_host_leads_elsewhere() {
    let project = Project::new([("content/s/b.md", story("B", "2026-05-02", WHOLE).as_str())]);
    built(&project, "/");
    let text = "[x](https://quay.example/shop/#new) [y](https://quay.example/2026/05/02/b/)";
    project.write("content/s/a.md", &story("A", "2026-05-01", WHOLE).replace("Text", text));
    project.outcome().0.unwrap();
    let (checked, lines) = said(&project.output(), None, None);
    assert_eq!(lines, [""; 0]);
    assert_eq!(checked.external, 1);
}

#[test]
fn the_sample_edition_has_nothing_broken_but_the_app_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let options = sample(folder.path(), "/");
    clean_build(&options);
    let public = options.project.join("public");
    for file in std::fs::read_dir(public).unwrap().flatten() {
        std::fs::copy(file.path(), options.output.join(file.file_name())).unwrap();
    }
    let (_, lines) = said(&options.output, None, None);
    let broken: Vec<_> = lines.iter().filter(|line| line.contains(": error: ")).collect();
    let apps = ["/newsprint-1.js", "/newsprint-1_bg.wasm"];
    assert_eq!(broken.len(), apps.len(), "{broken:#?}");
    assert!(broken.iter().zip(apps).all(|(line, app)| line.contains(app)), "{broken:#?}");
}

#[test]
fn broken_links_and_anchors_are_told_once_with_where_they_stand() {
    let project = Project::new([
        ("content/s/a.md", story("A", "2026-05-01", WHOLE).as_str()),
        ("content/s/b.md", story("B", "2026-05-02", WHOLE).as_str()),
        ("content/pages/about.md", "# About\n\n[a](/2026/05/01/a/#nowhere)\n"),
    ]);
    built(&project, "/");
    std::fs::remove_file(project.output().join("2026/05/02/b/index.html")).unwrap();
    std::fs::remove_file(project.output().join("topic/sea/feed.json")).unwrap();
    let (_, lines) = said(&project.output(), None, None);
    assert_eq!(
        lines,
        [
            "2026/05/01/a/index.html and 3 other pages: error: the link “/2026/05/02/b/” leads to \
             nothing [press::check::broken_link]",
            "about/index.html: error: the link “/2026/05/01/a/#nowhere” leads to no place on that \
             page [press::check::broken_anchor]",
            "topic/sea/index.html: error: the link “/topic/sea/feed.json” leads to nothing \
             [press::check::broken_link]",
        ]
    );
}

#[test]
fn editors_are_told_what_stories_lack() {
    let project = Project::new([
        (
            "content/s/a.md",
            story("A", "2026-05-01", "image = { src = \"/a.svg\", alt = \"\" }").as_str(),
        ),
        ("content/a.svg", DRAWING),
        ("content/pages/long.md", format!("# Long\n\n{}\n", "word ".repeat(60_000)).as_str()),
    ]);
    built(&project, "/");
    let (_, lines) = said(&project.output(), None, None);
    let codes: Vec<_> = lines.iter().map(|line| line.rsplit("::").next().unwrap()).collect();
    assert_eq!(codes, ["large_page]", "no_alt]", "no_standfirst]", "no_topics]"]);
}

#[test]
fn editors_are_told_each_thing_once_with_the_files() {
    let files: Vec<_> = (1..=14)
        .map(|day| {
            let more = if day > 12 { WHOLE } else { "tags = [\"Sea\"]" };
            let text = story(&format!("S{day}"), &format!("2026-05-{day:02}"), more);
            (format!("content/s/s{day}.md"), text)
        })
        .collect();
    let project = Project::new(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    project.settle();
    built(&project, "/");
    let all = || {
        let (_, diagnostics) = check(&options(&project.output(), None, None)).unwrap();
        let folder = format!("{}/", project.path().display());
        let all: Vec<_> =
            diagnostics.sorted().iter().map(|it| it.to_string().replace(&folder, "")).collect();
        all.join("\n")
    };
    let of = |places: String| {
        format!(
            "out: warning: 12 of 14 stories have no standfirst [press::check::no_standfirst]\n\
             {places}    and 2 more\n    help: Add one: description = \"…\". Listings, feeds and \
             search results show it."
        )
    };
    // The newest first, for they are what readers see.
    assert_eq!(all(), of((3..=12).rev().map(|n| format!("    content/s/s{n}.md\n")).collect()));
    // A file that has changed since may be another page: the address is certain.
    project.write("content/s/s12.md", "changed");
    let places = (3..=11).rev().map(|n| format!("    content/s/s{n}.md\n"));
    assert_eq!(all(), of(format!("    /2026/05/12/s12/\n{}", places.collect::<String>())));
}

#[test]
fn hosts_have_their_limits() {
    let project = Project::new([("content/s/a.md", story("A", "2026-05-01", WHOLE).as_str())]);
    built(&project, "/paper/");
    let output = project.output();
    let about = |host| said(&output, Some(host), None).1.join("\n");
    for host in [Host::Cloudflare, Host::Netlify] {
        assert!(about(host).contains("made for /paper/"), "{host:?}");
    }
    assert_eq!(about(Host::Plain), "");
    assert!(about(Host::S3).contains("no folders"));
    let github = about(Host::Github);
    assert!(github.contains("sends no headers of yours") && github.contains("domain of your own"));

    // A file of 26 MiB that takes no room, rules without end, and a name in two spellings.
    let large = std::fs::File::create(output.join("film.mp4")).unwrap();
    large.set_len(26 * 1024 * 1024).unwrap();
    std::fs::write(output.join("_redirects"), "/a /b 301\n".repeat(2_001)).unwrap();
    std::fs::write(output.join("_headers"), format!("/*\n  X: {}\n", "x".repeat(2_000))).unwrap();
    std::fs::write(output.join("FILM.mp4"), "").unwrap();
    std::fs::remove_file(output.join("404.html")).unwrap();
    let cloudflare = about(Host::Cloudflare);
    for piece in [
        "film.mp4: error: it has 26 MiB; Cloudflare Pages takes 25",
        "_redirects: warning: 2001 redirects; Cloudflare Pages reads 2000",
        "_headers: error: the line “  X: xxx",
        "film.mp4: warning: it differs from FILM.mp4 in capital letters alone",
        "404.html: error: without a 404.html Cloudflare Pages answers",
    ] {
        assert!(cloudflare.contains(piece), "{piece} in {cloudflare}");
    }
    large.set_len(1_100_000_000).unwrap();
    assert!(about(Host::Github).contains("GitHub Pages takes 1,000"));
    std::fs::write(output.join("n".repeat(255)), "").unwrap();
    assert!(!about(Host::Plain).contains("bytes"));
}

#[test]
fn other_sites_are_asked_on_request() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let status = match request.split(' ').collect::<Vec<_>>()[..] {
                [_, "/here", _] | ["GET", "/get", _] => "200 OK",
                ["HEAD", "/get", _] => "405 Method Not Allowed",
                [_, "/members", _] => "403 Forbidden",
                _ => "404 Not Found",
            };
            let _ = write!(
                &stream,
                "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
    });
    let text = format!(
        "# About\n\n[a]({site}/here) [b]({site}/get) [c]({site}/gone) [d]({site}/members)\n"
    );
    let project = Project::new([("content/pages/about.md", text.as_str())]);
    built(&project, "/");
    assert_eq!(said(&project.output(), None, None).1, [""; 0]);
    let (checked, lines) = said(&project.output(), None, Some(Reach::Private));
    assert_eq!(checked.external, 4);
    assert_eq!(
        lines,
        [format!(
            "about/index.html: warning: the link “{site}/gone” answers 404 \
             [press::check::external_link]"
        )]
    );
    // A text could have the machine look at its own network.
    let (_, lines) = said(&project.output(), None, Some(Reach::Public));
    assert_eq!(lines.len(), 4, "{lines:#?}");
    let is_refused =
        |it: &String| it.contains("leads to an address that is not public, and was not asked for");
    assert!(lines.iter().all(is_refused), "{lines:#?}");
}

#[test]
fn a_folder_without_an_edition_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let options = options(folder.path(), None, None);
    assert!(matches!(check(&options), Err(CheckError::NoEdition(_))));
}

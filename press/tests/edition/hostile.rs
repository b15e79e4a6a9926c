//! What an author, a repository or a slip of the settings may do to an edition, and what comes of
//! it: `tests/hostile/` has the inputs, each with its outcome.

use crate::project::{Project, story};
use crate::tree::Tree;
use press::build::BuildError;
use serde_json::Value;
use std::path::Path;

fn cases(name: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/hostile");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn text<'v>(case: &'v Value, name: &str) -> &'v str {
    case[name].as_str().unwrap()
}

#[test]
fn settings_are_what_they_say_or_nothing_is_built() {
    for case in cases("settings.json") {
        let project = Project::new([("content/s/a.md", story("A", "2026-05-01", "").as_str())]);
        project.write("newsprint.toml", &format!("title = \"T\"\n{}", text(&case, "settings")));
        let hosting = project.path().join("hosting");
        let (result, said) = project.outcome_with(|it| it.hosting = Some(hosting.clone()));
        let is_told = said.iter().any(|line| line.contains(text(&case, "says")));
        assert!(is_told, "{case}\n{said:#?}");
        let is_fault = matches!(result, Err(BuildError::Faults(_) | BuildError::Style(_)));
        assert!(is_fault, "{case}\n{result:?}");
        assert!(!project.output().exists() && !hosting.exists(), "{case}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_project() {
    const SECRET: &str = "nobody is to read this";
    for case in cases("links.json") {
        let (link, to) = (text(&case, "link"), text(&case, "to"));
        let project = Project::new([
            (
                "content/s/a.md",
                &*format!(
                    "{}[a](/{link}) ![]({to}) ![](/{})",
                    story("A", "2026-05-01", ""),
                    link.trim_start_matches("content/").trim_start_matches("public/")
                ),
            ),
            (".env", SECRET),
            (".git/config", SECRET),
        ]);
        let place = project.path().join(link);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(to, &place).unwrap();
        let (result, said) = project.outcome();
        let is_told = said.iter().any(|line| line.contains(&format!("{link}: error: ")));
        assert!(is_told, "{case}\n{said:#?}");
        if link.starts_with("public/") {
            assert!(matches!(result, Err(BuildError::Faults(_))), "{case}\n{result:?}");
            assert!(!project.output().exists());
            continue;
        }
        result.unwrap();
        let edition = Tree::of(&project.output());
        let name = place.file_name().unwrap().to_str().unwrap();
        assert!(edition.paths().iter().all(|path| !path.contains(name)), "{case}");
        assert!(edition.exact_paths().iter().all(|path| {
            !edition.bytes(path).windows(SECRET.len()).any(|it| it == SECRET.as_bytes())
        }));
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_where_the_settings_name_it() {
    let project = Project::new([(
        "content/s/a.md",
        &*format!("{}[a](/photos/a.pdf)", story("A", "2026-05-01", "")),
    )]);
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("a.pdf"), "a").unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), project.path().join("content/photos")).unwrap();
    let (_, said) = project.outcome();
    assert!(said.iter().any(|it| it.contains("content/photos: error: this is a link to ")));
    let settings = "title = \"T\"\nbase_url = \"https://quay.example\"\n[build]\n\
                    follow_links = [\"content/photos\"]\n";
    project.write("newsprint.toml", settings);
    assert_eq!(project.build().text("photos/a.pdf"), "a");
}

#[cfg(unix)]
#[test]
fn a_pipe_stays_out_and_nobody_waits_for_it() {
    let project = Project::new([(
        "content/s/a.md",
        &*format!("{}![A](pipe.jpg) [b](pipe.pdf)", story("A", "2026-05-01", "")),
    )]);
    for name in ["pipe.jpg", "pipe.pdf", "pipe.md", "pipe.json", "pipe.svg"] {
        let pipe = project.path().join("content/s").join(name);
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    }
    let (result, said) = project.outcome();
    result.unwrap();
    assert_eq!(said.iter().filter(|it| it.contains("this is no file with content")).count(), 5);
}

#[test]
fn no_file_of_the_content_plays_anothers_part() {
    for case in cases("files.json") {
        let file = text(&case, "file");
        let path = file.trim_start_matches("content/");
        let project = Project::new([
            (
                "content/s/a.md",
                &*format!("{}[x](/{path})", story("A", "2026-05-01", "url = \"/a/\"")),
            ),
            (file, "of an author"),
            ("public/own.pdf", "of the newsroom"),
        ]);
        for name in [
            "wake-1.js",
            "newsprint-1.js",
            "newsprint-1_bg.wasm",
            "search-1.js",
            "search-1_bg.wasm",
        ] {
            project.write(&format!("app/{name}"), name);
        }
        project.write("app/own.pdf", "of the newsroom");
        let (result, said) = project.outcome();
        result.unwrap();
        let is_told = |line: &String| line.starts_with(file) && line.contains(text(&case, "says"));
        assert!(said.iter().any(is_told), "{case}\n{said:#?}");
        let edition = Tree::of(&project.output());
        assert!(!edition.has(path) || edition.text(path) != "of an author", "{case}");
    }
}

#[test]
fn what_the_settings_name_is_published_but_takes_nobodys_place() {
    let project = Project::new([
        ("content/s/a.md", story("A", "2026-05-01", "").as_str()),
        ("content/charts/2026/index.html", "<script src=chart.js></script>"),
        ("content/charts/2026/chart.js", "draw()"),
        ("content/charts/2025/chart.js", "draw()"),
        ("content/wake-1.js", "of an author"),
    ]);
    project.write("app/wake-1.js", "wake()");
    let settings = "title = \"T\"\nbase_url = \"https://quay.example\"\n[build]\n\
                    assets = [\"charts/2026/\", \"wake-1.js\"]\n";
    project.write("newsprint.toml", settings);
    let (result, said) = project.outcome();
    result.unwrap();
    let edition = Tree::of(&project.output());
    assert_eq!(edition.text("charts/2026/chart.js"), "draw()");
    assert!(edition.has("charts/2026/index.html") && !edition.has("charts/2025/chart.js"));
    assert_eq!(edition.text("wake-1.js"), "wake()");
    assert!(
        said.iter()
            .any(|it| it.contains("/wake-1.js is a file of the edition already: the app has it")),
        "{said:#?}"
    );
}

#[test]
fn no_address_is_a_folder_that_servers_take_for_their_own() {
    for address in [
        "/_worker.js/",
        "/.htaccess/",
        "/.well-known/security.txt/",
        "/a/web.config/",
        "/sitemap-2026-05.xml/",
        "/wake-9.js/",
    ] {
        for field in [format!("url = \"{address}\""), format!("aliases = [\"{address}\"]")] {
            let project =
                Project::new([("content/s/a.md", story("A", "2026-05-01", &field).as_str())]);
            let (result, said) = project.outcome();
            result.unwrap();
            assert!(
                said.iter().any(|it| it.contains("error") && it.contains("content/s/a.md")),
                "{field}: {said:#?}"
            );
            assert!(!project.output().join(address.trim_matches('/')).exists(), "{field}");
        }
    }
}

#[test]
fn a_headline_turns_nothing_round_but_itself() {
    let project = Project::new([(
        "content/s/a.md",
        "+++\ntitle = \"Photo \u{202e}gpj.exe\"\ndate = 2026-05-01\nauthors = [\"A \u{2067}b\"]\n+++\n\nText.\n",
    )]);
    let (result, said) = project.outcome();
    result.unwrap();
    let told = said.iter().filter(|it| it.contains("turns round the order of letters"));
    assert_eq!(told.count(), 2, "{said:#?}");
    assert!(said.iter().all(|it| !it.contains(['\u{202e}', '\u{2067}'])), "{said:#?}");
    let edition = Tree::of(&project.output());
    for path in edition.exact_paths() {
        let text = String::from_utf8_lossy(edition.bytes(&path)).into_owned();
        assert!(!text.contains('\u{202e}'), "{path}");
        let count = |c: char| text.chars().filter(|it| *it == c).count();
        assert_eq!(count('\u{2067}'), count('\u{2069}'), "{path}");
    }
}

#[test]
fn a_link_that_names_another_host_first_is_told() {
    for link in [
        "https://bank.example@evil.example/",
        "https://bank.example:443@evil.example",
        "http://bank.example%2F@evil.example/",
        "//bank.example@evil.example/",
        "HTTPS:\\\\bank.example@evil.example/",
    ] {
        let text = format!("{}[x](<{link}>)", story("A", "2026-05-01", ""));
        let project = Project::new([("content/s/a.md", text.as_str())]);
        let (result, said) = project.outcome();
        result.unwrap();
        let is_told = |it: &String| it.contains("leads to evil.example, whatever stands before");
        assert!(said.iter().any(is_told), "{link}: {said:#?}");
    }
}

#[test]
fn what_a_text_says_is_no_command_to_who_builds() {
    let project = Project::new([
        (
            "content/s/a.md",
            &*format!(
                "{}[x](</nothing&#10;::error::owned>) [y](</\u{1b}]0;owned\u{7}>)\n\n::warning::owned [z](/nothing)\n",
                story("A", "2026-05-01", "\"##[group]\" = 1\nwrong = \"##vso[task.setvariable]\"")
            ),
        ),
        ("content/s/::set-output name=a::b.md", "x\n"),
        ("content/s/##[error]c.md", "x\n"),
    ]);
    let (_, said) = project.outcome();
    assert!(said.len() > 4, "{said:#?}");
    for line in said.iter().flat_map(|it| it.lines()) {
        let is_command =
            line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[");
        assert!(!is_command && !line.chars().any(char::is_control), "{line:?}");
    }
}

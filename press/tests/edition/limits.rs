//! What would take too much time or memory is told, and all else is built.

use crate::project::{Project, files, story};
use std::fs::File;

/// A file of the content folder, what stands in it, and what is said of it.
type Case = (&'static str, fn() -> String, &'static str);

const TOO_DEEP: &str = "more than 24 lists and tables stand in each other here";
const TOO_MUCH: &str = "this stands for more than 100,000 values, or 16 MB of words";

fn toml(head: &str) -> String {
    story("A", "2026-05-01", head)
}

fn yaml(head: &str) -> String {
    format!("---\ntitle: A\ndate: 2026-05-01\n{head}\n---\n\nText.\n")
}

fn json(head: &str) -> String {
    format!("{{\"title\": \"A\", \"date\": \"2026-05-01\", {head}}}\n\nText.\n")
}

/// What is made of numbers, one after the other.
fn each(n: usize, piece: impl Fn(usize) -> String) -> String {
    (1..=n).map(piece).collect()
}

/// Lines of YAML each of which names the one before.
fn chain(n: usize, link: impl Fn(String) -> String) -> String {
    let first = "a0: &a0 {x: 1}\n";
    first.to_owned() + &each(n, |i| format!("a{i}: &a{i} {}\n", link(format!("*a{}", i - 1))))
}

const TEXTS: &[Case] = &[
    (
        "json-lists.md",
        || json(&format!("\"a\": {}1{}", "[".repeat(9_999), "]".repeat(9_999))),
        TOO_DEEP,
    ),
    (
        "json-tables.md",
        || json(&format!("{}1{}", "\"a\": {".repeat(9_999), "}".repeat(9_999))),
        TOO_DEEP,
    ),
    ("json-open.md", || format!("{{\"a\": {}", "[".repeat(1_000_000)), TOO_DEEP),
    (
        "toml-lists.md",
        || toml(&format!("a = {}{}", "[".repeat(9_999), "]".repeat(9_999))),
        TOO_DEEP,
    ),
    ("toml-dots.md", || toml(&format!("a{} = 1", ".a".repeat(9_999))), TOO_DEEP),
    ("toml-table.md", || toml(&format!("[a{}]", ".a".repeat(9_999))), TOO_DEEP),
    (
        "toml-both.md",
        || toml(&format!("a = {}1{}", "{a.a.a = ".repeat(70), "}".repeat(70))),
        TOO_DEEP,
    ),
    ("yaml-lists.md", || yaml(&format!("a: {}{}", "[".repeat(9_999), "]".repeat(9_999))), TOO_DEEP),
    ("yaml-indents.md", || yaml(&each(400, |i| format!("{}a:\n", " ".repeat(i - 1)))), TOO_DEEP),
    ("yaml-dashes.md", || yaml(&format!("a:\n{}a", "- ".repeat(9_999))), TOO_DEEP),
    ("yaml-chain.md", || yaml(&chain(5_000, |last| format!("[{last}]"))), TOO_DEEP),
    ("yaml-chain-of-tables.md", || yaml(&chain(5_000, |last| format!("{{x: {last}}}"))), TOO_DEEP),
    ("yaml-laugh.md", || yaml(&chain(20, |last| format!("[{}]", [&*last; 9].join(",")))), TOO_MUCH),
    ("yaml-merge.md", || yaml(&chain(20, |last| format!("{{<<: [{last}, {last}]}}"))), ""),
    (
        "yaml-words.md",
        || yaml(&format!("a: &a \"{}\"\ntags: [{}*a]", "x".repeat(100_000), "*a,".repeat(999))),
        TOO_MUCH,
    ),
    ("head.md", || toml(&each(60_000, |i| format!("k{i} = 1\n"))), "more than the 500 KB of any"),
    ("empty-lines.md", || toml(&"\n".repeat(600_000)), "more than the 500 KB of any"),
    ("json-head.md", || json(&format!("\"a\": \"{}\"", "x".repeat(600_000))), "of any"),
    ("open.md", || "+++\n".to_owned() + &"a = 1\n".repeat(1_000_000), "never ends"),
    (
        "title.md",
        || format!("+++\ntitle = \"{}\"\ndate = 2026-05-01\n+++\n", "x".repeat(10_001)),
        "“title” has 10001 bytes",
    ),
    (
        "date.md",
        || format!("+++\ntitle = \"A\"\ndate = \"{}\"\n+++\n", "1".repeat(99_999)),
        "“date” has 99999 bytes",
    ),
    (
        "alt.md",
        || toml(&format!("image = {{src = \"a.jpg\", alt = \"{}\"}}", "x".repeat(99_999))),
        "“alt” has",
    ),
    ("topic.md", || toml(&format!("tags = [\"{}\"]", "x".repeat(99_999))), "“tags” has"),
    ("author.md", || toml(&format!("author = \"{}\"", "x".repeat(99_999))), "“author” has"),
    (
        "address.md",
        || toml(&format!("url = \"/{}/\"", "/x".repeat(999))),
        "is no address: an address has at most 1,000 bytes",
    ),
    (
        "alias.md",
        || toml(&format!("aliases = [\"{}\"]", "/x".repeat(999))),
        "is no address: an address has at most 1,000 bytes",
    ),
    (
        "topics.md",
        || toml(&format!("tags = [{}]", each(20_000, |i| format!("\"T{i}\",")))),
        "“tags” has 20000 entries, and those after the first 100",
    ),
    (
        "aliases.md",
        || toml(&format!("aliases = [{}]", each(20_000, |i| format!("\"/x/{i}\",")))),
        "“aliases” has 20000",
    ),
    (
        "authors.md",
        || toml(&format!("authors = [{}]", each(20_000, |i| format!("\"N {i}\",")))),
        "“authors” has 20000",
    ),
    (
        "fields.md",
        || toml(&each(20_000, |i| format!("k{i} = 1\n"))),
        "is no field that is known here",
    ),
    (
        "twice.md",
        || json(&("\"title\": 1, ".repeat(20_000) + "\"a\": 1")),
        "says what another field says",
    ),
    ("key.md", || toml(&format!("{} = 1", "k".repeat(400_000))), "kkk … kkk"),
];

/// Files that say something of a text of their name.
const DATA: &[Case] = &[
    ("data-1.json", || format!("{{\"a\": {}{}}}", "[".repeat(9_999), "]".repeat(9_999)), TOO_DEEP),
    ("data-2.toml", || format!("a{} = 1\n", ".a".repeat(9_999)), TOO_DEEP),
    ("data-3.yml", || chain(20, |last| format!("[{}]", [&*last; 9].join(","))), TOO_MUCH),
    ("data-4.yaml", || chain(5_000, |last| format!("[{last}]")), TOO_DEEP),
];

/// A file that takes no room on the disk.
fn of_length(project: &Project, path: &str, length: u64) {
    project.write(path, "+++\ntitle = \"A\"\ndate = 2026-05-01\n+++\n");
    let file = File::options().write(true).open(project.path().join(path)).unwrap();
    file.set_len(length).unwrap();
}

fn is_built(project: &Project, page: &str) -> bool {
    let end = format!("{page}/index.html");
    files(&project.output()).iter().any(|file| file.ends_with(&end))
}

#[test]
fn what_is_too_much_of_one_text_is_told_and_the_others_are_built() {
    let project = Project::new([("content/s/good.md", story("Good", "2026-05-02", "").as_str())]);
    for (name, made, _) in TEXTS.iter().chain(DATA) {
        project.write(&format!("content/s/{name}"), &made());
        if DATA.iter().any(|(it, ..)| it == name) {
            let text = name.split('.').next().unwrap();
            project.write(&format!("content/s/{text}.md"), &toml(&format!("slug = \"{text}\"")));
        }
    }
    let (result, said) = project.outcome();
    result.unwrap();
    for (name, _, says) in TEXTS.iter().chain(DATA) {
        let file = format!("content/s/{name}:");
        let is_told = |line: &String| line.starts_with(&file) && line.contains(says);
        assert!(says.is_empty() || said.iter().any(is_told), "{name}\n{said:#?}");
    }
    let longest = said.iter().map(String::len).max();
    assert!(longest < Some(5_000), "{longest:?}");
    assert!(is_built(&project, "good"));
    // What a data file says is not known, so that its text stays out.
    assert!(!is_built(&project, "data-1"));
}

#[test]
fn a_text_of_three_gigabytes_is_not_read() {
    let project = Project::new([("content/s/good.md", story("Good", "2026-05-02", "").as_str())]);
    project.write("content/s/told.md", &story("Told", "2026-05-01", "slug = \"told\""));
    let long = ["content/s/long.md", "content/s/told.json", "content/t/_index.md"];
    for path in long {
        of_length(&project, path, 3 << 30);
    }
    project.write("content/t/hidden.md", &story("Hidden", "2026-05-01", "slug = \"hidden\""));
    let (result, said) = project.outcome();
    result.unwrap();
    for path in long {
        let is_told = |line: &String| {
            line.starts_with(path) && line.contains("more than the 8 MB of any text")
        };
        assert!(said.iter().any(is_told), "{path}\n{said:#?}");
    }
    assert!(is_built(&project, "good"));
    // They may say who may see these.
    assert!(!is_built(&project, "told") && !is_built(&project, "hidden"));
    for path in ["newsprint.toml", "words/en.toml", "hugo.toml"] {
        let project = Project::new([("content/s/a.md", toml("").as_str())]);
        of_length(&project, path, 3 << 30);
        let (result, said) = project.outcome();
        assert!(said.iter().any(|line| line.contains(path) && line.contains("8 MB")), "{said:#?}");
        assert!(result.is_err() || !is_built(&project, "a"), "{path}");
    }
}

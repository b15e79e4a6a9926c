//! What its author marked as not public does not come out, whatever tool it was written for.

use crate::project::{DRAWING, Project, files, photograph, story};
use crate::tree::Tree;

/// Marks of YAML front matter that keep a text out without a word: it is not finished.
const DRAFTS: [&str; 16] = [
    "draft: true",
    "draft: 'yes'",
    "draft: 1",
    "Draft: \"True\"",
    "published: false",
    "published: 'no'",
    "published: 0",
    "publish: false",
    "dg-publish: false",
    "status: Draft",
    "status: in review",
    "enabled: false",
    "live: 'no'",
    "state: draft",
    "type: draft",
    "metadata: {draft: true}",
];

/// Marks that keep it out and are told.
const HIDDEN: [&str; 50] = [
    "render: false",
    "render: never",
    "build: {render: never}",
    "build: {render: link}",
    "_build: {render: false, list: false}",
    "build:\n  render: 'never'",
    "headless: true",
    "hidden: true",
    "hidden: yes",
    "hide: true",
    "private: true",
    "isPrivate: true",
    "public: false",
    "visible: 'no'",
    "status: private",
    "status: trash",
    "visibility: private",
    "visibility: members",
    "post_status: private",
    "permalink: false",
    "password: swordfish",
    "secret: on",
    "params: {private: true}",
    "extra: {hidden: 'true'}",
    "params:\n  visibility: paid",
    "draft: false\nparams: {hidden: true}",
    "routable: false",
    "embargoed: true",
    "embargo: true",
    "premium: true",
    "paywall: yes",
    "exclude: true",
    "no_publish: 1",
    "not_public: true",
    "audience: internal",
    "outputs: []",
    "page: {draft: false, status: private}",
    // What may be such a mark is an error.
    "status: evergreen",
    "status: [draft]",
    "visibility: [a, b]",
    "build: {render: sometimes}",
    "draft: perhaps",
    "hidden: partly",
    "darft: true",
    "publishd: false",
    "visible_to: [staff]",
    "first_draft: true",
    "eleventyComputed: {permalink: \"{% if x %}false{% endif %}\"}",
    "eleventyComputed:\n  draft: \"{{ x }}\"",
    "permalink: \"{% if draft %}false{% endif %}\"",
];

/// Marks of a text that is for those who have its address.
const UNLISTED: [&str; 15] = [
    "unlisted: true",
    "build: {list: never}",
    "_build: {list: false}",
    "eleventyExcludeFromCollections: true",
    "sitemap: {disable: true}",
    "sitemap: false",
    "sitemap: {exclude: 'yes'}",
    "noindex: true",
    "robotsNoIndex: true",
    "robots: noindex, nofollow",
    "robots: [nofollow, none]",
    "seo: {noindex: true}",
    "params: {unlisted: true}",
    "visibility: unlisted",
    "listed: false",
];

/// A word for each number that stands nowhere else.
fn secret(number: usize) -> String {
    format!("zq{}x", "abcdefghij".chars().nth(number / 10).unwrap())
        + &"k".repeat(number % 10 + 1)
        + "q"
}

fn marked(number: usize, mark: &str) -> String {
    let word = secret(number);
    format!(
        "---\ntitle: Of {word}\ndate: 2026-05-02\ntags: [{word}]\n{mark}\n---\n\nText {word}.\n"
    )
}

/// Which of the words stand in an edition, in any file or name of one.
fn found(project: &Project, words: impl IntoIterator<Item = String>) -> Vec<String> {
    let all: Vec<_> = files(&project.output())
        .into_iter()
        .map(|file| {
            let text = std::fs::read(&file).unwrap();
            format!("{} {}", file.display(), String::from_utf8_lossy(&text)).to_lowercase()
        })
        .collect();
    words.into_iter().filter(|word| all.iter().any(|text| text.contains(word))).collect()
}

#[test]
fn what_is_marked_as_not_public_is_nowhere_and_told() {
    let project = Project::new([("content/s/out.md", story("Out", "2026-05-01", "").as_str())]);
    let marks: Vec<_> = DRAFTS.into_iter().chain(HIDDEN).collect();
    for (number, mark) in marks.iter().enumerate() {
        project.write(&format!("content/s/f{number}.md"), &marked(number, mark));
    }
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.left_out), (1, 13), "{lines:#?}");
    let out = found(&project, (0..marks.len()).map(secret));
    assert_eq!(out, [""; 0]);
    for (number, mark) in marks.iter().enumerate() {
        let is_told = lines.iter().any(|it| it.starts_with(&format!("content/s/f{number}.md:")));
        assert_eq!(is_told, number >= DRAFTS.len(), "{mark}: {lines:#?}");
    }
    // Drafts are shown to who asks for them, and nothing else is.
    project.outcome_with(|it| it.drafts = true).0.unwrap();
    assert_eq!(found(&project, (0..marks.len()).map(secret)).len(), DRAFTS.len());
}

/// From when on and until when a text is for readers, in the words of many tools.
#[test]
fn a_text_is_out_on_its_days_alone() {
    let days = [
        "embargo: 2026-07-01",
        "embargo_until: 2026-07-01",
        "scheduled: 2026-07-01",
        "go_live: 2026-07-01",
        "publishDate: 2026-05-01\npublish_at: 2026-07-01",
        "expires: 2026-05-03",
        "unpublish_at: 2026-05-03",
        "expiryDate: 2027-01-01\nvalid_until: 2026-05-03",
    ];
    let project = Project::new([("content/s/out.md", story("Out", "2026-05-01", "").as_str())]);
    for (number, day) in days.iter().enumerate() {
        project.write(&format!("content/s/f{number}.md"), &marked(number, day));
    }
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 1, "{lines:#?}");
    assert_eq!(found(&project, (0..days.len()).map(secret)), [""; 0]);
    project.outcome_with(|it| it.future = true).0.unwrap();
    assert_eq!(found(&project, (0..days.len()).map(secret)).len(), 5);
}

#[test]
fn what_is_said_to_be_public_is_published() {
    let marks = [
        "draft: 'false'",
        "published: yes",
        "status: published",
        "visibility: public",
        "build: {render: always, list: always}",
        "render: true",
        "hidden: false",
        "hidden: 0",
        "sitemap: {priority: 0.5}",
        "robots: index, follow",
        "permalink: /quay/",
        "private: no",
        "hide: [toc]",
        "password: ''",
        "status: ''",
        "craft: ale",
        "state: Bavaria",
        "audience: developers",
        "enabled: true",
        "exclude: [toc]",
        "roles: [public]",
        "outputs: [html]",
        "embargo_until: 2020-01-01",
        "metadata: {draft: false, genre: x}",
    ];
    let project = Project::new([]);
    for (number, mark) in marks.iter().enumerate() {
        project.write(&format!("content/s/f{number}.md"), &marked(number, mark));
    }
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, marks.len(), "{lines:#?}");
    let listed = Tree::of(&project.output()).text("sitemap-2026-05.xml").matches("<url>").count();
    assert_eq!(listed, marks.len());
}

#[test]
fn what_is_unlisted_has_a_page_and_stands_nowhere_else() {
    let project = Project::new([
        ("content/s/a.md", story("A", "2026-05-01", "").as_str()),
        ("content/s/b.md", story("B", "2026-05-03", "").as_str()),
        ("content/pages/p.md", "---\ntitle: Plain\nnoindex: true\n---\n\nPlain zqplainq.\n"),
    ]);
    for (number, mark) in UNLISTED.iter().enumerate() {
        project.write(&format!("content/s/f{number}.md"), &marked(number, mark));
    }
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, UNLISTED.len() + 2, "{lines:#?}");
    let folder = |number: usize| format!("2026/05/02/f{number}");
    for (number, mark) in UNLISTED.iter().enumerate() {
        let own = project.output().join(folder(number));
        let page = std::fs::read_to_string(own.join("index.html")).unwrap();
        assert!(page.contains(&secret(number)), "{mark}");
        let is_asked = page.contains("<meta name=\"robots\" content=\"noindex\">");
        assert_eq!(
            is_asked,
            mark.to_lowercase().contains("noindex") || mark.contains("none"),
            "{mark}"
        );
        let data = std::fs::read_to_string(own.join("page.json")).unwrap();
        assert!(!data.contains("\"previous\"") && !data.contains("\"related\""), "{data}");
        std::fs::remove_dir_all(own).unwrap();
    }
    let plain = std::fs::read_to_string(project.output().join("p/index.html")).unwrap();
    assert!(plain.contains("content=\"noindex\"") && plain.contains("zqplainq"));
    std::fs::remove_dir_all(project.output().join("p")).unwrap();
    let all = (0..UNLISTED.len()).map(secret).chain(["zqplainq".into(), "/2026/05/02/".into()]);
    assert_eq!(found(&project, all), [""; 0]);
    let edition = Tree::of(&project.output());
    assert_eq!(edition.page("/2026/05/03/b/")["previous"]["headline"], "A");
}

#[test]
fn a_mark_that_goes_changes_what_stands() {
    let project = Project::new([("content/s/a.md", story("A", "2026-05-01", "").as_str())]);
    for mark in ["unlisted: true", "", "noindex: true", "search_exclude: true", "hidden: true"] {
        project.write("content/s/f.md", &marked(1, mark));
        project.settle();
        project.outcome().0.unwrap();
        let over = Tree::of(&project.output());
        let _ = std::fs::remove_dir_all(project.output());
        project.outcome().0.unwrap();
        assert_eq!(over.changes(&Tree::of(&project.output())), [""; 0], "{mark}");
    }
    project.write("content/s/f.md", &marked(1, "search_exclude: true"));
    project.outcome().0.unwrap();
    let index = project.output().join("search-index");
    assert!(index.is_dir() || project.output().join("search").is_dir());
    for file in files(&index) {
        assert!(
            !std::fs::read_to_string(&file).unwrap().contains(&secret(1)),
            "{}",
            file.display()
        );
    }
    assert!(Tree::of(&project.output()).text("index.html").contains(&secret(1)));
}

#[test]
fn a_folder_may_be_kept_from_readers() {
    let own = |mark: &str, number| marked(number, mark);
    let project = Project::new([
        ("content/s/out.md", story("Out", "2026-05-01", "").as_str()),
        ("content/zola/_index.md", "+++\ntitle = \"S\"\ndraft = true\n+++\n"),
        ("content/zola/deep/a.md", own("", 0).as_str()),
        (
            "content/hugo/_index.md",
            "---\ntitle: S\ncascade:\n  - _target: {path: '/hugo/x/**'}\n    build: {render: never}\n---\n",
        ),
        ("content/hugo/x/a.md", own("", 1).as_str()),
        ("content/all/_index.md", "---\ncascade: {params: {private: true}}\n---\n"),
        ("content/all/a.md", own("", 2).as_str()),
        ("content/_drafts/a.md", own("", 3).as_str()),
        ("content/blog/_drafts/2026-05-02-b.md", own("", 4).as_str()),
        ("content/_notes/a.md", own("", 5).as_str()),
        ("content/s/_part.md", own("", 6).as_str()),
        (
            "content/elf/elf.json",
            "{\"eleventyExcludeFromCollections\": true, \"permalink\": false}",
        ),
        ("content/elf/a.md", own("", 7).as_str()),
        ("content/wrong/_index.md", "---\nstatus: evergreen\n---\n"),
        ("content/wrong/a.md", own("", 8).as_str()),
        ("content/hugo/y/a.md", story("Beside", "2026-05-04", "").as_str()),
        ("content/_posts/2026-05-05-j.md", "---\ntitle: Jekyll\n---\n\nx\n"),
    ]);
    project.write("content/zola/deep/list.pdf", "%PDF zqfileq");
    project.write("content/_notes/quay.svg", &DRAWING.replace("<svg", "<svg id=\"zqfileq\""));
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 3, "{lines:#?}");
    assert_eq!(found(&project, (0..9).map(secret)), [""; 0]);
    for told in [
        "zola/deep/a.md",
        "hugo/x/a.md",
        "all/a.md",
        "_notes/a.md",
        "s/_part.md",
        "elf/a.md",
        "wrong/_index.md",
        "wrong/a.md",
    ] {
        assert!(
            lines.iter().any(|it| it.starts_with(&format!("content/{told}"))),
            "{told} in {lines:#?}"
        );
    }
    // It holds for what was read before, too.
    project.write("content/hugo/_index.md", "---\ncascade: {draft: true}\n---\n");
    project.settle();
    assert_eq!(project.outcome().0.unwrap().stories, 2);
    std::fs::remove_file(project.path().join("content/zola/_index.md")).unwrap();
    assert_eq!(project.outcome().0.unwrap().stories, 3);
}

/// Eleventy's data files, and those of others: beside a text, in its folder, in those above.
#[test]
fn data_beside_a_text_may_keep_it_from_readers() {
    let data: [(&str, &str, &str); 12] = [
        ("s0/a.11tydata.json", "{\"draft\": true}", "draft"),
        ("s1/a.json", "{\n\t\"permalink\": false\n}", "kept out"),
        ("s2/s2.json", "{\"hidden\": true}", "kept out"),
        ("s3/s3.11tydata.json", "{\"published\": false}", "draft"),
        ("s4/_data.yml", "private: true\n", "kept out"),
        ("s5/.meta.yml", "status: draft\n", "draft"),
        ("s6/a.meta", ".. title: A\n.. status: private\n", "kept out"),
        ("s7/a.11tydata.yaml", "status: evergreen\n", "error"),
        ("s8/s8.11tydata.js", "module.exports = { draft: true };", "error"),
        ("s9/a.11tydata.mjs", "export default { permalink: () => false };", "error"),
        ("s10/s10.json", "{\"draft\": tru", "error"),
        ("s11/a.11tydata.json", "{\"eleventyComputed\": {\"draft\": \"{{ x }}\"}}", "error"),
    ];
    let project = Project::new([
        ("content/s/out.md", story("Out", "2026-05-01", "").as_str()),
        // What says nothing of readers keeps nothing from them, nor does what is nobody's data.
        ("content/open/open.11tydata.js", "module.exports = { permalink: \"/x/{{ a }}/\" };"),
        ("content/open/b.json", "{\"draft\": true}"),
        ("content/open/a.json", "[1, 2, 3]"),
        ("content/open/a.md", story("Open", "2026-05-03", "").as_str()),
        ("content/listed/listed.json", "{\"eleventyExcludeFromCollections\": true}"),
        ("content/listed/l.md", marked(90, "").as_str()),
    ]);
    for (number, (file, text, _)) in data.iter().enumerate() {
        project.write(&format!("content/{file}"), text);
        let folder = file.split('/').next().unwrap();
        let deep = if number % 2 == 0 && !file.contains("/a.") { "deep/" } else { "" };
        project.write(&format!("content/{folder}/{deep}a.md"), &marked(number, ""));
    }
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 3, "{lines:#?}");
    assert_eq!(found(&project, (0..data.len()).map(secret)), [""; 0]);
    for (file, _, told) in data {
        let at = format!("content/{file}:");
        let folder = format!("content/{}/", file.split('/').next().unwrap());
        let (start, word) = match told {
            "error" => (at.as_str(), ": error: "),
            _ => (folder.as_str(), ": warning: this stays out"),
        };
        let is_told = lines.iter().any(|it| it.starts_with(start) && it.contains(word));
        assert!(is_told, "{file} in {lines:#?}");
    }
    let edition = Tree::of(&project.output());
    assert!(edition.has("2026/05/02/l/index.html"));
    assert!(!edition.text("sitemap-2026-05.xml").contains("/2026/05/02/"));
    // It is taken back with the file that says it, and not before.
    project.settle();
    project.outcome().0.unwrap();
    assert_eq!(found(&project, [secret(2)]), [""; 0]);
    std::fs::remove_file(project.path().join("content/s2/s2.json")).unwrap();
    assert_eq!(project.outcome().0.unwrap().stories, 4);
}

/// What Jekyll and Hugo say in the configuration of a whole site.
#[test]
fn the_configuration_of_a_site_may_keep_texts_from_readers() {
    let hugo = "[[cascade]]\ndraft = true\n[cascade.target]\npath = \"/s/**\"\n";
    let jekyll =
        "title: x\ndefaults:\n  - scope: {path: s, type: posts}\n    values: {published: false}\n";
    for (file, text) in [
        ("content/_config.yml", jekyll),
        ("_config.yml", &jekyll.replace("path: s", "path: content/s/a.md")),
        ("hugo.toml", hugo),
        ("content/config.toml", hugo),
        ("config/_default/hugo.yaml", "cascade:\n  private: true\n  _target: {path: '{/s/a*}'}\n"),
    ] {
        let project = Project::new([
            ("content/t/out.md", story("Out", "2026-05-01", "").as_str()),
            ("content/s/a.md", marked(0, "").as_str()),
        ]);
        project.write(file, text);
        let (result, lines) = project.outcome();
        assert!(result.is_ok(), "{file}: {lines:#?}");
        assert_eq!(found(&project, [secret(0)]), [""; 0], "{file}");
    }
    let project = Project::new([("content/s/a.md", marked(0, "").as_str())]);
    project.write("_config.yml", "defaults: [\n");
    let (result, lines) = project.outcome();
    assert!(result.is_err() && lines[0].contains("_config.yml:"), "{lines:#?}");
}

/// What the headers of texts say that have no front matter.
#[test]
fn a_header_of_another_tool_may_keep_a_file_from_readers() {
    let files = [
        ("a.org", "#+TITLE: A\n#+DRAFT: true\n\nzqleakq\n"),
        ("b.org", "* Open\n* Shut :noexport:\nzqleakq\n"),
        ("c.adoc", "= A\n:page-published: false\n\nzqleakq\n"),
        ("d.adoc", "= A\n:draft:\n\nzqleakq\n"),
        ("e.rst", "A\n=\n\n:status: draft\n\nzqleakq\n"),
        ("f.html", "<meta name=\"status\" content=\"draft\"><p>zqleakq\n"),
        ("g.txt", "Status: private\n\nzqleakq\n"),
        ("h.org.bak", "#+DRAFT: t\nzqleakq\n"),
    ];
    let links: String = files.iter().map(|(name, _)| format!("[{name}]({name})\n")).collect();
    let text = story("A", "2026-05-01", "") + &links + "[open](open.org)\n";
    let project = Project::new([("content/s/a.md", text.as_str())]);
    for (name, words) in files {
        project.write(&format!("content/s/{name}"), words);
    }
    project.write("content/s/open.org", "#+TITLE: A\n#+DRAFT: nil\n\nText\n");
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 1, "{lines:#?}");
    assert_eq!(found(&project, ["zqleakq".into()]), [""; 0]);
    for (name, _) in files {
        let is_told = lines.iter().any(|it| it.contains(&format!("“{name}” leads to nothing")));
        assert!(is_told, "{name} in {lines:#?}");
    }
    let edition = Tree::of(&project.output());
    assert!(edition.has("s/open.org"));
}

#[test]
fn a_file_is_published_when_it_is_for_readers() {
    let text = "---\ntitle: Embargoed\ndraft: true\n---\n\nzqleakq\n";
    let project = Project::new([("content/s/a.md", "")]);
    let links =
        "[figures](figures.csv), [a copy](a.md.orig), [table](/s/table.xlsx), [org](note.org)";
    let link = story("A", "2026-05-01", "") + links + ", [gone](gone.csv)\n";
    project.write("content/s/a.md", &link);
    project.write("content/s/b/index.md", &story("B", "2026-05-02", "draft = true"));
    for name in [
        "a.md.orig",
        "a.md.bak",
        "a.md.rej",
        "a.md.swp",
        "#a.md#",
        "a.md~",
        "a.md.1",
        "a.md,v",
        "a.mdown",
        "a.mkd",
        "a.markdown.save",
        "a.bak.md",
        "#b.md",
        "a.mdx",
        "note.org",
        "a.rst",
        "a.adoc",
        "a.html",
        "a.txt",
        "a.sync-conflict-1.md",
        "a_BACKUP_12.md",
        "notes",
        "a.docx",
        "a.psd",
        "b/draft.docx",
    ] {
        project.write(&format!("content/s/{name}"), text);
    }
    project.write("content/s/page.mdx", "---\ntitle: Page\n---\n\nzqleakq\n");
    for (name, words) in [("figures.csv", "1;2"), ("table.xlsx", "PK"), ("other.csv", "zqleakq")] {
        project.write(&format!("content/s/{name}"), words);
    }
    project.write_bytes("content/s/quay.jpg", &photograph("quay.jpg", 40, 30));
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults, summary.left_out), (1, 1, 1), "{lines:#?}");
    assert_eq!(found(&project, ["zqleakq".into(), "embargoed".into()]), [""; 0]);
    let edition = Tree::of(&project.output());
    for (path, is_there) in
        [("figures.csv", true), ("table.xlsx", true), ("quay.jpg", true), ("other.csv", false)]
    {
        assert_eq!(edition.has(&format!("s/{path}")), is_there, "{path}");
    }
    let told = |start: &str, what: &str| {
        assert!(
            lines
                .iter()
                .any(|it| it.starts_with(&format!("content/s/{start}")) && it.contains(what)),
            "{start} in {lines:#?}"
        );
    };
    told("other.csv", "no page links");
    told("notes", "stays out");
    told("a.bak.md", "copy");
    told("page.mdx", "error: this is a page of a kind");
    told("a.md:", "“a.md.orig” leads to nothing");
    told("a.md:", "“note.org” leads to nothing");
    // As long as a page links to it, and no longer; what is taken over unmade counts.
    project.settle();
    let words = project.outcome().1;
    assert!(Tree::of(&project.output()).has("s/figures.csv"));
    assert_eq!(words, lines);
    project.write("content/s/a.md", &story("A", "2026-05-01", ""));
    project.outcome().0.unwrap();
    assert!(!Tree::of(&project.output()).has("s/figures.csv"));
}

#[test]
fn what_looks_like_front_matter_is_no_text() {
    let project = Project::new([("content/s/out.md", story("Out", "2026-05-01", "").as_str())]);
    let heads = [
        "Title: A\nDate: 2026-05-02\nStatus: draft\n\nzqleakq\n",
        "---json\n{\"title\": \"A\", \"draft\": true}\n---\nzqleakq\n",
        "<!--\n.. title: A\n.. status: private\n-->\n\nzqleakq\n",
        "# A\n\n---\ndraft: true\n---\n\nzqleakq\n",
        "---\ntitle: A\n---\n\n---\ndraft: true\n---\n\nzqleakq\n",
        "{\"title\": \"A\"}\n{\"draft\": true}\n\nzqleakq\n",
        "{draft: true, title: 'A'}\n\n# A\n\nzqleakq\n",
    ];
    for (number, head) in heads.iter().enumerate() {
        project.write(&format!("content/s/2026-05-0{number}-a.md"), head);
        project.write(&format!("content/page-{number}.md"), head);
    }
    let (result, lines) = project.outcome();
    assert_eq!(result.unwrap().stories, 1, "{lines:#?}");
    assert_eq!(found(&project, ["zqleakq".into()]), [""; 0]);
    let faults = lines.iter().filter(|it| it.contains(": error: "));
    assert!(faults.count() >= 2 * heads.len(), "{lines:#?}");
}

/// Whatever stands above front matter and cannot be seen, and whatever form it has.
#[test]
fn a_draft_is_one_below_what_cannot_be_seen() {
    let project = Project::new([("content/s/out.md", story("Out", "2026-05-01", "").as_str())]);
    let heads = [
        "---\ntitle: A\ndate: 2026-05-02\nMARK\n---\n",
        "+++\ntitle = \"A\"\ndate = 2026-05-02\nMARK\n+++\n",
        "{\"title\": \"A\", \"date\": \"2026-05-02\", MARK}\n",
        "{\n  \"date\": \"2026-05-02\",\n  \"params\": {MARK},\n  \"title\": \"A\"\n}\n",
    ];
    let marks = [
        ["draft: true", "draft = true", "\"draft\": true", "\"draft\": true"],
        ["published: false", "published = false", "\"published\": false", "\"Draft\": \"yes\""],
    ];
    let above = [
        "",
        "\n",
        "\r\n \t\r\n",
        "\u{feff}\n\u{feff}",
        "\u{200b}",
        "\u{a0}\n",
        "\u{2028}",
        "\0\u{c}",
    ];
    let mut number = 0;
    for (mark, above) in marks.iter().flat_map(|mark| above.map(|above| (mark, above))) {
        for (head, mark) in heads.iter().zip(mark) {
            let text = format!("{above}{}\n# A\n\nzqleakq\n", head.replace("MARK", mark));
            let of_mac = text.replace("\r\n", "\n").replace('\n', "\r");
            for text in [text, of_mac] {
                number += 1;
                project.write(&format!("content/s/2026-05-02-f{number}.md"), &text);
                project.write(&format!("content/p{number}.md"), &text);
            }
        }
    }
    let (result, lines) = project.outcome();
    let summary = result.unwrap();
    assert_eq!((summary.stories, summary.faults), (1, 0), "{lines:#?}");
    assert_eq!(found(&project, ["zqleakq".into()]), [""; 0]);
    // They are read as what they are: who asks for drafts sees them all.
    project.outcome_with(|it| it.drafts = true).0.unwrap();
    assert_eq!(found(&project, ["zqleakq".into()]), ["zqleakq"]);
}

#[test]
fn a_remark_of_the_author_is_for_nobody_else() {
    let text = "Out%% zqleakq%%.\n\n%%\nzqleakq\n\n![x](zqleakq.jpg)\n%%\n\nEnd.\n";
    let project = Project::new([]);
    project.write("content/s/a.md", &(story("A", "2026-05-01", "") + text));
    let (result, lines) = project.outcome();
    assert_eq!((result.unwrap().stories, lines.len()), (1, 0), "{lines:#?}");
    assert_eq!(found(&project, ["zqleakq".into()]), [""; 0]);
}

#[test]
fn the_day_that_is_none_is_told() {
    let more = "expiryDate = 0001-01-01T00:00:00Z";
    let project = Project::new([("content/s/a.md", story("A", "2026-05-01", more).as_str())]);
    let (result, lines) = project.outcome();
    assert_eq!((result.unwrap().stories, lines.len()), (1, 1), "{lines:#?}");
    assert!(lines[0].starts_with("content/s/a.md:4:14: warning: the first day"), "{lines:#?}");
}

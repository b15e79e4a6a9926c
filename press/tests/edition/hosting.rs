//! What hosts are told, what pages may load, and addresses that have moved.

use crate::project::{Project, SHELL, clean_build, photograph, sample_edition, story};
use crate::tree::{Tree, attributes};
use base64::Engine as _;
use press::build::BuildOptions;
use scraper::{Html, Selector};
use serde_json::Value;
use sha2::{Digest, Sha256};

fn project() -> Project {
    Project::new([
        (
            "content/s/a.md",
            story("A & B", "2026-05-01", "aliases = [\"/old/a.html\", \"/old/é/\"]").as_str(),
        ),
        ("content/pages/about.md", "---\ntitle: About\naliases: [/who/]\n---\n"),
    ])
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let edition = project().build();
    insta::assert_snapshot!("a_page_that_has_moved", edition.text("old/a.html"));
    assert!(edition.text("old/é/index.html").contains("url=/2026/05/01/a/\""));
    assert!(edition.text("who/index.html").contains("url=/about/\""));
    assert_eq!(
        edition.text("_redirects"),
        "/old/a.html /2026/05/01/a/ 301\n/old/%C3%A9/ /2026/05/01/a/ 301\n/who/ /about/ 301\n"
    );
    let paper = project().build_with(|it| it.public_url = "/paper/".into());
    assert!(paper.text("who/index.html").contains("url=/paper/about/\""));
    assert!(paper.text("_redirects").contains("/paper/who/ /paper/about/ 301\n"));
}

/// The policy that a page holds.
fn policy(page: &Html) -> Option<String> {
    let meta = Selector::parse("meta[http-equiv='Content-Security-Policy']").unwrap();
    page.select(&meta).next().map(|it| it.attr("content").unwrap().to_owned())
}

#[test]
fn every_page_keeps_to_its_policy() {
    let edition = sample_edition("/");
    let headers = edition.text("_headers");
    for (path, html, page) in edition.all_painted() {
        let policy = policy(&page).unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(headers.contains(&format!("{policy}; frame-ancestors 'none'")), "{path}");
        // What the policy would stop.
        assert_eq!(attributes(&page, "style"), [""; 0], "{path}");
        let handler = |name: &str| name.starts_with("on");
        let all = Selector::parse("*").unwrap();
        for element in page.select(&all) {
            assert!(!element.value().attrs().any(|(name, _)| handler(name)), "{path}");
        }
        let style = Selector::parse("style").unwrap();
        let styles: Vec<String> = page.select(&style).map(|it| it.text().collect()).collect();
        assert_eq!(styles.len(), 1, "{path}");
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&styles[0]));
        let styles = policy.split("; ").find(|it| it.starts_with("style-src 'self' ")).unwrap();
        assert!(styles.contains(&format!(" 'sha256-{hash}'")), "{path}");
        let script = Selector::parse("script").unwrap();
        for script in page.select(&script) {
            let data = script.attr("type").unwrap_or_default().starts_with("application/");
            let own = script.attr("src").is_some_and(|src| src.starts_with('/'));
            assert!(data != own, "{path}: {}", script.html());
        }
        // Nothing is asked of another host: a link may lead there, nothing else.
        let foreign =
            Selector::parse("[src^=http], [srcset*=http], link[href^=http]:not([rel=canonical])")
                .unwrap();
        assert_eq!(page.select(&foreign).count(), 0, "{path}");
        let (before, _) = html.split_once("<meta http-equiv").unwrap();
        assert!(!before.contains("<script") && !before.contains("<link"), "{path}");
    }
}

#[test]
fn a_page_that_leads_on_loads_nothing() {
    let edition = sample_edition("/");
    let mut count = 0;
    for (path, html, page) in edition.all_moved() {
        let policy = policy(&page).unwrap_or_else(|| panic!("{path} has no policy"));
        assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{path}: {policy}");
        let loads = "script, style, img, iframe, link:not([rel=canonical]), [style]";
        assert_eq!(page.select(&Selector::parse(loads).unwrap()).count(), 0, "{path}");
        // What stands before a policy is not held to it.
        let (before, _) = html.split_once("<meta http-equiv=\"Content-Security-Policy\"").unwrap();
        assert!(!before.contains("refresh"), "{path}");
        count += 1;
    }
    assert!(count > 1, "{count}");
}

#[test]
fn where_trunks_server_reloads_the_page_there_is_no_policy() {
    let project = project();
    project.write("app/index.html", &SHELL.replace("</body>", "<script>reload()</script></body>"));
    let edition = project.build();
    let page = edition.painted("/");
    assert_eq!(policy(&page), None);
    assert!(edition.text("index.html").contains("<script>reload()</script>"));
}

#[test]
fn scripts_are_known_by_their_hashes() {
    let project = project();
    project.write("app/wake-1.js", "wake()");
    project.write("app/newsprint-1.js", "glue()");
    project.write("app/newsprint-1_bg.wasm", "app");
    let html = project.build().text("index.html").to_owned();
    for (file, attribute) in
        [("wake()", " integrity"), ("glue()", " data-integrity"), ("app", " data-sealed")]
    {
        let expected = format!("{attribute}=\"{}\"", press::write::integrity(file.as_bytes()));
        assert!(html.contains(&expected), "{expected}");
    }
}

#[test]
fn a_build_that_fails_is_not_kept_and_servers_are_told_nothing_of_it() {
    let project = project();
    for file in
        ["wake-1.js", "newsprint-1.js", "newsprint-1_bg.wasm", "search-1.js", "search-1_bg.wasm"]
    {
        project.write(&format!("app/{file}"), "1");
    }
    let build = || {
        let (keep, hosting) = (project.path().join("kept"), project.path().join("hosting"));
        project.outcome_with(|it| (it.keep, it.hosting) = (Some(keep), Some(hosting))).0
    };
    let beside = || ["kept", "hosting", "out"].map(|it| Tree::of(&project.path().join(it)));
    build().unwrap();
    let before = beside();
    assert!(before[0].has("builds.json") && before[1].has("nginx-edition.conf"));
    // Another title is another frame. That a picture cannot be kept is found out last.
    let settings = "title = \"Later\"\nbase_url = \"https://quay.example\"\n";
    project.write("newsprint.toml", settings);
    let shown = story("Shown", "2026-05-09", "image = { src = \"quay.jpg\", alt = \"A quay\" }");
    project.write("content/s/shown.md", &shown);
    project.write_bytes("content/s/quay.jpg", &photograph("quay.jpg", 60, 40));
    project.write(".newsprint/pictures", "no folder");
    for _ in 0..4 {
        assert!(build().is_err());
        for (before, after) in before.iter().zip(beside()) {
            assert_eq!(before.changes(&after), [""; 0]);
        }
    }
    std::fs::remove_file(project.path().join(".newsprint/pictures")).unwrap();
    build().unwrap();
    let [kept, hosting, edition] = beside();
    let frames: Vec<_> = edition.exact_paths();
    let frames: Vec<_> = frames.iter().filter(|path| path.starts_with("site-")).collect();
    assert_eq!(frames.len(), 2, "{frames:?}");
    for frame in frames {
        assert!(
            kept.has(frame) && hosting.text("nginx-edition.conf").contains(frame.as_str()),
            "{frame}"
        );
    }
}

#[test]
fn so_are_style_sheets_and_what_all_pages_share() {
    let edition = sample_edition("/");
    let named = |html: &Html, attribute: &str| attributes(html, attribute)[0].to_owned();
    for address in ["/", "/2025/07/01/the-bridge-that-dives/", "/search/"] {
        let html = edition.painted(address);
        let frame = edition.bytes(named(&html, "data-site").trim_start_matches('/'));
        let seal = press::write::short_integrity(frame);
        assert_eq!(named(&html, "data-site-seal"), seal, "{address}");
        let linked = Selector::parse("link[rel=stylesheet]").unwrap();
        for link in html.select(&linked) {
            let file = edition.bytes(link.attr("href").unwrap().trim_start_matches('/'));
            let seal = press::write::short_integrity(file);
            assert_eq!(link.attr("integrity"), Some(seal.as_str()), "{address}");
        }
        assert_eq!(html.select(&linked).count(), 1);
    }
}

#[test]
fn hosts_are_told_which_files_never_change() {
    let project = project();
    project.write("public/_headers", "/own\n  X-Own: 1\n");
    // As the hook does it: into the app's own folder.
    let build = |number: &str| {
        let app = format!("app-{number}");
        project.write(&format!("{app}/index.html"), &SHELL.replace("-1", &format!("-{number}")));
        let search = ["search-N.js", "search-N_bg.wasm"];
        for file in ["wake-N.js", "newsprint-N.js", "newsprint-N_bg.wasm"].iter().chain(&search) {
            project.write(&format!("{app}/{}", file.replace('N', number)), number);
        }
        let output = project.path().join(&app);
        clean_build(&BuildOptions {
            shell: output.join("index.html"),
            output: output.clone(),
            keep: Some(project.path().join("kept")),
            hosting: Some(project.path().join("hosting")),
            ..project.options()
        });
        Tree::of(&output)
    };
    let edition = build("1");
    let headers = edition.text("_headers");
    // Loader, two glues, two WASM, frame, and the rest of the style.
    assert_eq!(headers.matches("immutable").count(), 7, "{headers}");
    // Both hosts send it with a 404, too, so the folder of the search index is kept for a day.
    assert!(headers.contains("\n/search/index/*\n  Cache-Control: public, max-age=86400\n"));
    assert!(headers.ends_with("/own\n  X-Own: 1\n"), "{headers}");
    // The files of the app before stay.
    let edition = build("2");
    for file in ["wake-1.js", "wake-2.js", "newsprint-1_bg.wasm", "newsprint-2_bg.wasm"] {
        assert!(edition.has(file), "{file}");
        assert!(edition.text("_headers").contains(&format!("\n/{file}\n")), "{file}");
    }
    let hosting = Tree::of(&project.path().join("hosting"));
    assert_eq!(
        hosting.paths(),
        [
            "Caddyfile",
            "Caddyfile-edition",
            "cloudfront-app.json",
            "cloudfront-drawings.json",
            "cloudfront-function.js",
            "cloudfront-headers.json",
            "cloudfront-setup.sh",
            "cloudfront-update.sh",
            "nginx-edition.conf",
            "nginx.conf",
            "s3-upload.sh"
        ]
    );
    for policy in ["headers", "drawings", "app"] {
        serde_json::from_str::<Value>(hosting.text(&format!("cloudfront-{policy}.json"))).unwrap();
    }
    let rule = "location = \"/wake-1.js\" { set $newsprint_anew \"\"; set $newsprint_ever \"public, \
                max-age=31536000, immutable\"; set $newsprint_own same-origin; }";
    assert!(headers.contains("immutable\n  Cross-Origin-Resource-Policy: same-origin\n"));
    assert!(hosting.text("nginx-edition.conf").contains(rule));
    assert!(!edition.has("nginx.conf"));
}

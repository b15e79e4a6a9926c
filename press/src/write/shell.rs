//! The page that Trunk has built, taken apart to be poured into.

use super::integrity;
use std::path::Path;

/// Trunk's `index.html` in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    /// Between `<head>` and the place for a page's own head.
    pub head_start: String,
    /// From there to `</head>`, without the tags that load the app.
    pub head_end: String,
    /// Between `<body>` and the place for the page.
    pub body_start: String,
    /// From there to `</body>`.
    pub body_end: String,
    /// The app's files.
    pub app: AppFiles,
}

/// The names of the app's files, each with a hash in it, below the edition's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppFiles {
    /// The code that loads the others.
    pub wake: String,
    /// Its hash for Subresource Integrity, where Trunk gave one.
    pub wake_integrity: Option<String>,
    /// The glue that wasm-bindgen has made.
    pub js: String,
    /// Its hash for Subresource Integrity, where press has seen the file.
    pub js_integrity: Option<String>,
    /// The app.
    pub wasm: String,
    /// Its hash, where press has seen the file.
    pub wasm_integrity: Option<String>,
    /// What the search page starts in a worker: the glue of what searches.
    pub search_js: String,
    /// What searches.
    pub search_wasm: String,
}

/// Why Trunk's page cannot be poured into.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShellError {
    /// It was poured already, or is another page.
    #[error(
        "index.html has no {0}. It must be the page that Trunk has just built: run “trunk build”, \
         or see that index.html still has its two <meta name=\"newsprint\"> marks."
    )]
    Missing(&'static str),
}

const HEAD: &str = r#"<meta name="newsprint" content="head">"#;
const BODY: &str = r#"<meta name="newsprint" content="body">"#;
const APP: &str = r#"<meta name="newsprint-app" "#;

impl Shell {
    /// Takes Trunk's page apart.
    ///
    /// # Errors
    /// Names what the page lacks.
    pub fn parse(html: &str) -> Result<Self, ShellError> {
        let head = between(html, "<head>", "</head>").ok_or(ShellError::Missing("<head>"))?;
        let body = between(html, "<body>", "</body>").ok_or(ShellError::Missing("<body>"))?;
        let (head_start, head_end) =
            head.split_once(HEAD).ok_or(ShellError::Missing("mark for the head"))?;
        let (body_start, body_end) =
            body.split_once(BODY).ok_or(ShellError::Missing("mark for the body"))?;
        let (head_end, app) = cut_tag(head_end, APP, ">").ok_or(ShellError::Missing("app"))?;
        let (head_end, script) = cut_wake(&head_end).ok_or(ShellError::Missing("wake.js"))?;
        let named = |tag: &str, name: &str| attribute(tag, name).map(base_name);
        Ok(Self {
            head_start: tidy(head_start),
            head_end: tidy(&head_end),
            body_start: tidy(body_start),
            body_end: tidy(body_end),
            app: AppFiles {
                wake: named(&script, "src").ok_or(ShellError::Missing("wake.js"))?,
                wake_integrity: attribute(&script, "integrity").map(Into::into),
                js: named(&app, "data-js").ok_or(ShellError::Missing("name of the glue"))?,
                js_integrity: None,
                wasm: named(&app, "data-wasm").ok_or(ShellError::Missing("name of the app"))?,
                wasm_integrity: None,
                search_js: named(&app, "data-search")
                    .ok_or(ShellError::Missing("name of the search"))?,
                search_wasm: named(&app, "data-search-wasm")
                    .ok_or(ShellError::Missing("name of the search"))?,
            },
        })
    }
}

impl Shell {
    /// Whether the page runs a script that stands in it. Trunk's server puts one in, to reload
    /// the page, and the pages of an edition have none.
    pub fn has_inline_script(&self) -> bool {
        let pieces = [&self.head_start, &self.head_end, &self.body_start, &self.body_end];
        let tags = pieces.into_iter().flat_map(|piece| piece.split("<script").skip(1));
        let mut tags = tags.map(|rest| rest.split('>').next().unwrap_or(rest));
        tags.any(|tag| !tag.contains(" src=") && !tag.contains("type=\"application/"))
    }
}

impl AppFiles {
    /// The names of all of them.
    pub fn names(&self) -> [&String; 5] {
        [&self.wake, &self.js, &self.wasm, &self.search_js, &self.search_wasm]
    }

    /// Hashes the files that lie in the folder into which Trunk has built the app.
    pub fn hash(&mut self, folder: &Path) {
        let hash = |name: &str| std::fs::read(folder.join(name)).ok().map(|it| integrity(&it));
        self.js_integrity = hash(&self.js);
        self.wasm_integrity = hash(&self.wasm);
        self.wake_integrity = self.wake_integrity.take().or_else(|| hash(&self.wake));
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let from = text.find(start)? + start.len();
    let to = from + text[from..].find(end)?;
    Some(&text[from..to])
}

/// Takes the first piece from `start` to `end` out of a text: what is left, and the piece.
fn cut_tag(text: &str, start: &str, end: &str) -> Option<(String, String)> {
    let from = text.find(start)?;
    let to = from + text[from..].find(end)? + end.len();
    Some((format!("{}{}", &text[..from], &text[to..]), text[from..to].into()))
}

/// Takes out the script element that loads `wake.js`.
fn cut_wake(head: &str) -> Option<(String, String)> {
    let mut from = 0;
    loop {
        let start = from + head[from..].find("<script ")?;
        let end = start + head[start..].find("</script>")? + "</script>".len();
        let script = &head[start..end];
        if attribute(script, "src").is_some_and(|src| base_name(src).starts_with("wake-")) {
            return Some((format!("{}{}", &head[..start], &head[end..]), script.into()));
        }
        from = end;
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    between(tag, &format!(" {name}=\""), "\"")
}

fn base_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).into()
}

/// One line for each tag, without empty ones.
fn tidy(html: &str) -> String {
    let lines = html.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<meta name="newsprint" content="head">
<meta name="newsprint-app" data-js="newsprint-1.js" data-wasm="newsprint-1_bg.wasm" data-search="/paper/search-1.js" data-search-wasm="search-1_bg.wasm">
<script>reload()</script>
<script src="/paper/wake-2.js" integrity="sha384-x" type="module"></script>
</head>
<body>
<meta name="newsprint" content="body">
</body></html>"#;

    #[test]
    fn finds_the_apps_files_and_leaves_the_rest() {
        let shell = Shell::parse(PAGE).unwrap();
        assert_eq!(
            shell.app,
            AppFiles {
                wake: "wake-2.js".into(),
                wake_integrity: Some("sha384-x".into()),
                js: "newsprint-1.js".into(),
                js_integrity: None,
                wasm: "newsprint-1_bg.wasm".into(),
                wasm_integrity: None,
                search_js: "search-1.js".into(),
                search_wasm: "search-1_bg.wasm".into(),
            }
        );
        assert_eq!(shell.head_start, "<meta charset=\"utf-8\">\n");
        assert_eq!(shell.head_end, "<script>reload()</script>\n");
        assert!(shell.has_inline_script());
        let still = Shell::parse(&PAGE.replace("<script>reload()</script>", "")).unwrap();
        assert!(!still.has_inline_script());
    }

    #[test]
    fn says_what_is_missing() {
        for (gone, name) in [(HEAD, "mark for the head"), (BODY, "mark for the body"), (APP, "app")]
        {
            let error = Shell::parse(&PAGE.replace(gone, "")).unwrap_err();
            assert_eq!(error, ShellError::Missing(name));
        }
    }
}

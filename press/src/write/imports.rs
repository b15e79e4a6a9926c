//! What nobody reads is taken out of the app and its glue.
//!
//! wasm-bindgen names each of the hundreds of functions that the app takes from the browser by
//! what it does and a hash, once in the WASM and once in the glue. Nobody reads these names, and
//! hashes do not compress: they are about 6 KB of what a reader downloads, and comments 2 KB, those
//! of the loader among them. (Trunk's own minifier gives up on this glue.)

use super::integrity;
use super::shell::AppFiles;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// What the worker does at its start (`src/bin/search.rs`): it fetches its WASM, if it is the file
/// that press has seen. What goes wrong in the course of a promise is otherwise told to nobody;
/// thrown, the page hears of it.
const START: &str = "onunhandledrejection = (event) => { throw event.reason; };\n__wbg_init({ \
    module_or_path: fetch(new URL(\"WASM\", import.meta.url), { integrity: \"HASH\" }) });\n";
/// How what nobody calls begins in the glue: streams, which come with a crate of Leptos', another
/// way to start the app, and what says which comments the app is made for.
const UNUSED: [&str; 3] =
    ["export class IntoUnderlying", "function initSync(", "export function comments_"];
/// The number of the section that holds the imports (WebAssembly specification, section 5.5.5).
const IMPORTS: u8 = 2;

/// Gives the imports of the app in this folder, and of what searches, short names, in all their
/// files, and the files names by what is in them now, also in Trunk's page: hosts keep what has a
/// hash in its name for good, so other bytes need another name. Where the imports have short names
/// already, or are not as wasm-bindgen writes them, nothing is changed.
///
/// # Errors
/// A file could not be written. One that cannot be read is told of where it is needed.
pub fn shorten(folder: &Path, shell: &Path, app: &mut AppFiles) -> io::Result<()> {
    let AppFiles { js, wasm, search_js, search_wasm, .. } = app;
    for (name, js, wasm) in [("newsprint", js, wasm), ("search", search_js, search_wasm)] {
        let paths = [&*js, &*wasm].map(|file| folder.join(file));
        let Some((code, binary)) = shortened(name, &paths[0], &paths[1]) else { continue };
        let short_wasm = format!("{name}-{}_bg.wasm", name_of(&binary));
        let mut code = code;
        if name == "search" {
            code.push_str(&START.replace("WASM", &short_wasm).replace("HASH", &integrity(&binary)));
        }
        let short_js = format!("{name}-{}.js", name_of(code.as_bytes()));
        std::fs::write(folder.join(&short_wasm), binary)?;
        std::fs::write(folder.join(&short_js), code)?;
        let mut page = std::fs::read_to_string(shell)?;
        for (long, short) in [(&*js, &short_js), (&*wasm, &short_wasm)] {
            // At the beginning of an attribute, or behind the path of the app's folder.
            for before in ['"', '/'] {
                page = page.replace(&format!("{before}{long}\""), &format!("{before}{short}\""));
            }
        }
        std::fs::write(shell, page)?;
        // Last: a build that is interrupted finds either the old files or the new ones.
        paths.iter().try_for_each(std::fs::remove_file)?;
        (*js, *wasm) = (short_js, short_wasm);
    }
    shorten_loader(folder, shell, app)
}

/// Takes what is for people out of the loader, and gives it another name and hash, in Trunk's page,
/// too.
fn shorten_loader(folder: &Path, shell: &Path, app: &mut AppFiles) -> io::Result<()> {
    let path = folder.join(&app.wake);
    let Ok(code) = std::fs::read_to_string(&path) else { return Ok(()) };
    let short: String = code
        .lines()
        .map(str::trim)
        .filter(|line| !is_for_people(line))
        .collect::<Vec<_>>()
        .join("\n");
    if short == code {
        return Ok(());
    }
    let name = format!("wake-{}.js", name_of(short.as_bytes()));
    let seal = integrity(short.as_bytes());
    std::fs::write(folder.join(&name), short)?;
    let mut page = std::fs::read_to_string(shell)?.replace(&app.wake, &name);
    if let Some(trunks) = &mut app.wake_integrity {
        page = page.replace(&*trunks, &seal);
        *trunks = seal;
    }
    std::fs::write(shell, page)?;
    app.wake = name;
    std::fs::remove_file(path)
}

/// What a file is named by: a hash of what is in it.
fn name_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

/// Whether a line of a script, without its indentation, says something to people alone.
fn is_for_people(line: &str) -> bool {
    line.is_empty() || ["/*", "*", "//"].iter().any(|start| line.starts_with(start))
}

/// The glue and the WASM with short names; `None` where they have them, or are not to be had.
fn shortened(name: &str, js: &Path, wasm: &Path) -> Option<(String, Vec<u8>)> {
    let (code, binary) = (std::fs::read_to_string(js).ok()?, std::fs::read(wasm).ok()?);
    // As wasm-bindgen names it in each import.
    let mut names = Names { module: format!("./{name}_bg.js"), names: BTreeMap::new() };
    let binary = renamed(&binary, &mut names)?;
    Some((names.replace_in(&code)?, binary))
}

/// Short names by long ones.
struct Names {
    /// The module that the imports are of.
    module: String,
    names: BTreeMap<String, String>,
}

impl Names {
    fn short(&mut self, long: &str) -> String {
        let next = self.names.len();
        self.names.entry(long.to_owned()).or_insert_with(|| format!("_{next}")).clone()
    }

    /// The glue with short names, each of which stands there once, as a key of an object; without
    /// what is for people, comments and indentation, and without what nobody calls.
    fn replace_in(&self, glue: &str) -> Option<String> {
        let mut out = String::with_capacity(glue.len());
        let (mut seen, mut unused) = (0, false);
        for whole in glue.lines() {
            let line = whole.trim();
            if unused {
                // Its end stands at the beginning of a line.
                unused = whole != "}";
                continue;
            }
            unused = UNUSED.iter().any(|start| whole.starts_with(start));
            let disposes = whole.starts_with("if (Symbol.dispose) IntoUnderlying");
            if unused || disposes || is_for_people(line) {
                continue;
            }
            let name = line.split(':').next().unwrap_or_default();
            match self.names.get(name) {
                Some(short) => {
                    seen += 1;
                    out.push_str(short);
                    out.push_str(&line[name.len()..]);
                }
                None => {
                    let line = line.replace(&format!("\"{}\"", self.module), "\"_\"");
                    out.push_str(&line.replace("export { initSync, ", "export { "));
                }
            }
            out.push('\n');
        }
        (seen == self.names.len() && !unused).then_some(out)
    }
}

/// The WASM with short names of its imports; `None` where it has none that are long.
fn renamed(binary: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut read = Reader(binary);
    let mut out = read.take(8)?.to_vec();
    let mut found = false;
    while !read.0.is_empty() {
        let section = read.take(1)?[0];
        let length = read.number()?;
        let body = read.take(length)?;
        out.push(section);
        if section == IMPORTS {
            let body = imports(body, names)?;
            write_number(&mut out, body.len());
            out.extend(body);
            found = true;
        } else {
            write_number(&mut out, body.len());
            out.extend(body);
        }
    }
    found.then_some(out)
}

fn imports(body: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut read = Reader(body);
    let count = read.number()?;
    let mut out = Vec::new();
    write_number(&mut out, count);
    for _ in 0..count {
        if read.text()? != names.module {
            return None;
        }
        let name = names.short(read.text()?);
        for text in ["_", &name] {
            write_number(&mut out, text.len());
            out.extend(text.as_bytes());
        }
        // What wasm-bindgen imports are functions: a kind, and the number of a type.
        let before = read.0;
        if read.take(1)? != [0] {
            return None;
        }
        read.number()?;
        out.extend(&before[..before.len() - read.0.len()]);
    }
    Some(out)
}

/// What is still to be read of a binary.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number in LEB128 (section 5.2.2).
    pub(super) fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        out.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = "./newsprint_bg.js";

    fn names() -> Names {
        Names { module: MODULE.into(), names: BTreeMap::new() }
    }

    fn module(name: &str) -> Vec<u8> {
        let mut body = vec![1];
        for text in [name, "__wbg_fetch_0123456789abcdef"] {
            body.push(text.len() as u8);
            body.extend(text.as_bytes());
        }
        body.extend([0, 3]);
        let mut binary = b"\0asm\x01\0\0\0".to_vec();
        binary.extend([2, body.len() as u8]);
        binary.extend(body);
        binary.extend([10, 2, 0, 0]);
        binary
    }

    #[test]
    fn both_files_get_the_same_short_name() {
        let mut names = names();
        let binary = renamed(&module(MODULE), &mut names).unwrap();
        assert_eq!(binary, b"\0asm\x01\0\0\0\x02\x08\x01\x01_\x02_0\0\x03\x0a\x02\0\0");
        let glue = "/** For people. */\n    const import0 = {\n        __wbg_fetch_0123456789abcdef: \
            function(a) {\n  },\n    };\n    return {\n        \"./newsprint_bg.js\": import0,\n";
        let short = names.replace_in(glue).unwrap();
        assert_eq!(
            short,
            "const import0 = {\n_0: function(a) {\n},\n};\nreturn {\n\"_\": import0,\n"
        );
        let unused = "export class IntoUnderlyingSink {\n    free() {\n    }\n}\n\
            if (Symbol.dispose) IntoUnderlyingSink.x = 1;\nfunction initSync(module) {\n    a();\n}\n\
            export function comments_isso() {\n    wasm.comments_isso();\n}\n";
        let end = "export { initSync, __wbg_init as default };\n";
        let more = names.replace_in(&[unused, glue, end].concat()).unwrap();
        assert_eq!(more, short + "export { __wbg_init as default };\n");
        assert_eq!(names.replace_in("nothing of the kind"), None);
    }

    const GLUE: &str = "__wbg_fetch_0123456789abcdef: function(a) {\n},\n";

    fn trunks() -> AppFiles {
        AppFiles {
            wake: "wake-1.js".into(),
            wake_integrity: Some("sha384-x".into()),
            js: "newsprint-1.js".into(),
            js_integrity: None,
            wasm: "newsprint-1_bg.wasm".into(),
            wasm_integrity: None,
            search_js: "search.js".into(),
            search_wasm: "search_bg.wasm".into(),
        }
    }

    #[test]
    fn other_bytes_have_another_name() {
        let room = tempfile::tempdir().unwrap();
        let (folder, shell) = (room.path(), room.path().join("index.html"));
        let named = |app: &AppFiles| {
            let AppFiles { js, wasm, search_js, search_wasm, .. } = app;
            let (wake, seal) = (&app.wake, app.wake_integrity.as_ref().unwrap());
            format!(
                "\"/paper/{js}\" \"/paper/{wasm}\" \"{search_js}\" \"{search_wasm}\" \
                 \"/paper/{wake}\" \"{seal}\""
            )
        };
        let mut app = trunks();
        std::fs::write(&shell, named(&app)).unwrap();
        for (file, content) in [
            ("newsprint-1_bg.wasm", module(MODULE)),
            ("newsprint-1.js", GLUE.into()),
            ("search_bg.wasm", module("./search_bg.js")),
            ("search.js", GLUE.into()),
            ("wake-1.js", "// For people.\nconst at = 1;\n\n  at();\n".into()),
        ] {
            std::fs::write(folder.join(file), content).unwrap();
        }
        shorten(folder, &shell, &mut app).unwrap();
        let text = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(text(&app.js), "_0: function(a) {\n},\n");
        assert!(folder.join(&app.wasm).is_file());
        // What searches fetches its WASM itself.
        let search = text(&app.search_js);
        assert!(search.starts_with("_0: function(a) {\n},\nonunhandledrejection = "), "{search}");
        let hash = integrity(&std::fs::read(folder.join(&app.search_wasm)).unwrap());
        assert!(search.contains(&app.search_wasm) && search.contains(&hash), "{search}");
        assert_eq!(text(&app.wake), "const at = 1;\nat();");
        assert_eq!(app.wake_integrity, Some(integrity(text(&app.wake).as_bytes())));
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 6, "Trunk's files are gone");
        assert_eq!(text("index.html"), named(&app));
        let trunks = trunks();
        for (short, long) in [
            (&app.wake, &trunks.wake),
            (&app.js, &trunks.js),
            (&app.wasm, &trunks.wasm),
            (&app.search_js, &trunks.search_js),
            (&app.search_wasm, &trunks.search_wasm),
        ] {
            assert_ne!(short, long);
        }
        let again = app.clone();
        shorten(folder, &shell, &mut app).unwrap();
        assert_eq!(app, again);
    }

    #[test]
    fn what_is_otherwise_is_left_alone() {
        assert!(renamed(&module("_"), &mut names()).is_none());
        assert!(renamed(b"\0asm\x01\0\0\0\x02\x7f", &mut names()).is_none());
        assert!(renamed(b"", &mut names()).is_none());
    }
}

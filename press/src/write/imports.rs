//! What nobody reads is taken out of the app and its glue.
//!
//! wasm-bindgen names each of the hundreds of functions that the app takes from the browser by
//! what it does and a hash, once in the WASM and once in the glue. Nobody reads these names, and
//! hashes do not compress: they are about 6 KB of what a reader downloads, and comments 1 KB.
//! (Trunk's own minifier gives up on this glue.)

use super::shell::AppFiles;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The module that wasm-bindgen names in each import.
const MODULE: &str = "./newsprint_bg.js";
/// How what nobody calls begins in the glue: streams, which come with a crate of Leptos', another
/// way to start the app, and what says which comments the app is made for.
const UNUSED: [&str; 3] =
    ["export class IntoUnderlying", "function initSync(", "export function comments_"];
/// The number of the section that holds the imports (WebAssembly specification, section 5.5.5).
const IMPORTS: u8 = 2;

/// Gives the imports of the app in this folder short names, in both files, and the files names by
/// what is in them now, also in Trunk's page: hosts keep what has a hash in its name for good, so
/// other bytes need another name. Where the imports have short names already, or are not as
/// wasm-bindgen writes them, nothing is changed.
///
/// # Errors
/// A file could not be written. One that cannot be read is told of where it is needed.
pub fn shorten(folder: &Path, shell: &Path, app: &mut AppFiles) -> io::Result<()> {
    let (glue, wasm) = (folder.join(&app.js), folder.join(&app.wasm));
    let (Ok(code), Ok(binary)) = (std::fs::read_to_string(&glue), std::fs::read(&wasm)) else {
        return Ok(());
    };
    let mut names = Names::default();
    let Some(binary) = renamed(&binary, &mut names) else { return Ok(()) };
    let Some(code) = names.replace_in(&code) else { return Ok(()) };
    let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..16].to_owned();
    let short = AppFiles {
        js: format!("newsprint-{}.js", hash(code.as_bytes())),
        wasm: format!("newsprint-{}_bg.wasm", hash(&binary)),
        ..app.clone()
    };
    std::fs::write(folder.join(&short.wasm), binary)?;
    std::fs::write(folder.join(&short.js), code)?;
    let page = std::fs::read_to_string(shell)?;
    std::fs::write(shell, page.replace(&app.js, &short.js).replace(&app.wasm, &short.wasm))?;
    // Last: a build that is interrupted finds either the old files or the new ones.
    std::fs::remove_file(wasm)?;
    std::fs::remove_file(glue)?;
    *app = short;
    Ok(())
}

/// Short names by long ones.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn short(&mut self, long: &str) -> String {
        let next = self.0.len();
        self.0.entry(long.to_owned()).or_insert_with(|| format!("_{next}")).clone()
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
            if unused
                || line.is_empty()
                || whole.starts_with("if (Symbol.dispose) IntoUnderlying")
                || ["/*", "*", "//"].iter().any(|start| line.starts_with(start))
            {
                continue;
            }
            let name = line.split(':').next().unwrap_or_default();
            match self.0.get(name) {
                Some(short) => {
                    seen += 1;
                    out.push_str(short);
                    out.push_str(&line[name.len()..]);
                }
                None => {
                    let line = line.replace(&format!("\"{MODULE}\""), "\"_\"");
                    out.push_str(&line.replace("export { initSync, ", "export { "));
                }
            }
            out.push('\n');
        }
        (seen == self.0.len() && !unused).then_some(out)
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
        if read.text()? != MODULE {
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
        let mut names = Names::default();
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

    #[test]
    fn other_bytes_have_another_name() {
        let room = tempfile::tempdir().unwrap();
        let (folder, shell) = (room.path(), room.path().join("index.html"));
        let page =
            "<meta data-js=\"/paper/newsprint-1.js\" data-wasm=\"/paper/newsprint-1_bg.wasm\">";
        std::fs::write(&shell, page).unwrap();
        std::fs::write(folder.join("newsprint-1_bg.wasm"), module(MODULE)).unwrap();
        let glue = "__wbg_fetch_0123456789abcdef: function(a) {\n},\n";
        std::fs::write(folder.join("newsprint-1.js"), glue).unwrap();
        let trunks = AppFiles {
            wake: "wake-1.js".into(),
            wake_integrity: None,
            js: "newsprint-1.js".into(),
            js_integrity: None,
            wasm: "newsprint-1_bg.wasm".into(),
            wasm_integrity: None,
        };
        let mut app = trunks.clone();
        shorten(folder, &shell, &mut app).unwrap();
        assert_eq!(
            std::fs::read_to_string(folder.join(&app.js)).unwrap(),
            "_0: function(a) {\n},\n"
        );
        assert!(folder.join(&app.wasm).is_file());
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 3, "Trunk's files are gone");
        let page = std::fs::read_to_string(&shell).unwrap();
        let names = format!("data-js=\"/paper/{}\" data-wasm=\"/paper/{}\"", app.js, app.wasm);
        assert_eq!(page, format!("<meta {names}>"));
        assert_ne!(app, trunks);
        let again = app.clone();
        shorten(folder, &shell, &mut app).unwrap();
        assert_eq!(app, again);
    }

    #[test]
    fn what_is_otherwise_is_left_alone() {
        assert!(renamed(&module("_"), &mut Names::default()).is_none());
        assert!(renamed(b"\0asm\x01\0\0\0\x02\x7f", &mut Names::default()).is_none());
        assert!(renamed(b"", &mut Names::default()).is_none());
    }
}

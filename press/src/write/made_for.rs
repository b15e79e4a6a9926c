//! Which comments an app is made for. It says so by the name of a function that it exports and
//! nobody calls (`src/wake.rs`).

use super::imports::Reader;
use super::shell::AppFiles;
use std::path::Path;

/// How that name begins.
const START: &str = "comments_";
/// The number of the section that holds the exports (WebAssembly specification, section 5.5.10).
const EXPORTS: u8 = 7;

/// The provider whose comments the app in this folder is made for; `None` where it does not say.
pub fn made_for(folder: &Path, app: &AppFiles) -> Option<String> {
    provider(&std::fs::read(folder.join(&app.wasm)).ok()?)
}

fn provider(binary: &[u8]) -> Option<String> {
    let mut read = Reader(binary);
    read.take(8)?;
    loop {
        let section = read.take(1)?[0];
        let length = read.number()?;
        let mut body = Reader(read.take(length)?);
        if section != EXPORTS {
            continue;
        }
        for _ in 0..body.number()? {
            if let Some(provider) = body.text()?.strip_prefix(START) {
                return Some(provider.to_owned());
            }
            // What kind of thing it is, and which.
            body.take(1)?;
            body.number()?;
        }
        return None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_says_what_it_is_made_for() {
        let module = |name: &str| {
            let mut exports = vec![2, 4];
            exports.extend(b"wake\0\x07");
            exports.push(name.len() as u8);
            exports.extend(name.as_bytes());
            exports.extend([0, 8]);
            let mut binary = b"\0asm\x01\0\0\0\x01\x01\0".to_vec();
            binary.extend([EXPORTS, exports.len() as u8]);
            binary.extend(exports);
            binary
        };
        assert_eq!(provider(&module("comments_isso")).as_deref(), Some("isso"));
        assert_eq!(provider(&module("read")), None);
        assert_eq!(provider(b"\0asm\x01\0\0\0\x07\x7f"), None);
        assert_eq!(provider(b""), None);
    }
}

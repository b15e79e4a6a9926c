//! Compressed files beside the files, for servers that send them as they are in place of
//! compressing each answer anew.

use super::{Output, WriteError};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;
use std::io::{self, Write as _};

/// The endings of what gains by it; pictures are compressed as they are.
const ENDINGS: [&str; 9] =
    ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Of these every reader needs the same few, so they are made as small as can be. The last tenth
/// of a page would take six times as long.
const SMALLEST: [&str; 2] = ["js", "wasm"];

/// Puts a `.br` and a `.gz` beside every file of the edition that gains by it. Beside a file
/// that has not changed they stay as they are. A file of the newsroom's own that has such a
/// name stays too.
///
/// # Errors
/// When a file cannot be read or written.
pub fn put_compressed(output: &Output) -> Result<(), WriteError> {
    let paths = output.paths();
    let gains = |path: &&String| ENDINGS.contains(&ending(path));
    paths.par_iter().filter(gains).try_for_each(|path| {
        let beside = [(format!("{path}.br"), brotli as Encoder), (format!("{path}.gz"), gzip)];
        let missing: Vec<_> = beside
            .into_iter()
            .filter(|(other, _)| paths.binary_search(other).is_err())
            .filter(|(other, _)| !output.keep_beside(path, other))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let file = output.path(path);
        let failed = |action| {
            let path = file.clone();
            move |source| WriteError { action, path, source }
        };
        let content = std::fs::read(&file).map_err(failed("read"))?;
        missing.into_iter().try_for_each(|(other, encode)| {
            let best = SMALLEST.contains(&ending(path));
            output.write(&other, encode(&content, best).map_err(failed("compress"))?)
        })
    })
}

fn ending(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, end)| end)
}

/// The content, compressed; the better and slower way where every byte counts.
type Encoder = fn(&[u8], bool) -> io::Result<Vec<u8>>;

fn brotli(content: &[u8], best: bool) -> io::Result<Vec<u8>> {
    let quality = if best { 11 } else { 9 };
    let parameters =
        BrotliEncoderParams { quality, size_hint: content.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Without a time in it: the same content gives the same bytes.
fn gzip(content: &[u8], _: bool) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_what_stands_behind_the_last_dot_of_the_name() {
        assert_eq!(ending("a.b/page.json"), "json");
        assert_eq!(ending("a.html/_headers"), "");
        assert_eq!(ending("feed"), "");
    }

    #[test]
    fn the_same_content_gives_the_same_bytes() {
        let text = "All the news that fits. ".repeat(40);
        for encode in [brotli as Encoder, gzip] {
            let once = encode(text.as_bytes(), true).unwrap();
            assert!(once.len() < text.len() / 4);
            assert_eq!(once, encode(text.as_bytes(), true).unwrap());
        }
    }
}

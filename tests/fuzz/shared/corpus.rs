//! Replays what fuzzers have kept, so that what they found once stays mended without them.

use std::path::Path;

/// Hands on every file of `tests/fuzz/corpus/TARGET`, after telling its name: that of the one that
/// fails stands last.
pub fn replay(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [folder.join("tests/fuzz/corpus"), folder.join("../tests/fuzz/corpus")];
    let folder = folders.into_iter().map(|it| it.join(target)).find(|it| it.is_dir()).unwrap();
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 3, "{}", folder.display());
    for file in files {
        println!("{}", file.display());
        check(&std::fs::read(&file).unwrap());
    }
}

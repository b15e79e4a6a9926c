//! What hosts are told: `_headers` and `_redirects` in the edition, the pages of addresses that
//! have moved, and beside the edition what other servers are set up with.

use crate::write::hosting::{HEADERS, Hosting, REDIRECTS};
use crate::write::{Output, Pour, WriteError, write_whole};
use std::path::Path;

/// Where those files lie that hosts read.
pub(super) const PATHS: [&str; 2] = [HEADERS, REDIRECTS];

/// Writes what hosts are told. Files of the same names in the public folder are the newsroom's
/// own rules and stay in.
pub(super) fn write(
    hosting: &Hosting,
    pour: &Pour,
    public: &Path,
    output: &Output,
) -> Result<(), WriteError> {
    let own = |path: &str| std::fs::read_to_string(public.join(path.trim_matches('/'))).ok();
    output.write(HEADERS, hosting.headers_file(own(HEADERS).as_deref()))?;
    if let Some(rules) = hosting.redirects_file(own(REDIRECTS).as_deref()) {
        output.write(REDIRECTS, rules)?;
    }
    for redirect in &hosting.redirects {
        let page = redirect.page(&pour.site.title, &hosting.base, hosting.root.as_ref());
        output.write(&redirect.path(), page)?;
    }
    Ok(())
}

/// Writes what servers are set up with into a folder that is not to be served: when the edition
/// stands whose files and addresses they are told.
pub(super) fn write_beside(hosting: &Hosting, folder: &Path) -> Result<(), WriteError> {
    let mut snippets = hosting.snippets().into_iter();
    snippets.try_for_each(|(path, text)| {
        let name = path.trim_start_matches('/');
        write_whole(&folder.join(name), text)
    })
}

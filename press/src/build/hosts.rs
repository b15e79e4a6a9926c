//! What hosts are told: `_headers` and `_redirects` in the edition, the pages of addresses that
//! have moved, and beside the edition what other servers are set up with.

use crate::write::hosting::{HEADERS, Hosting, REDIRECTS};
use crate::write::{Output, Pour, WriteError};
use std::path::Path;

/// Where those files lie that hosts read.
pub(super) const PATHS: [&str; 2] = [HEADERS, REDIRECTS];

/// Writes what hosts are told. Files of the same names in the public folder are the newsroom's
/// own rules and stay in; `beside` is the folder for what is not to be served.
pub(super) fn write(
    hosting: &Hosting,
    pour: &Pour,
    public: &Path,
    output: &Output,
    beside: Option<&Path>,
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
    if let Some(folder) = beside {
        let folder = Output::new(folder);
        for (name, text) in hosting.snippets() {
            folder.write(name, text)?;
        }
    }
    Ok(())
}

//! `press check`: what a built edition would trip over, before a reader does.
//!
//! It judges the files as they will be published and nothing else: whether every link
//! inside the edition leads somewhere, whether stories have what readers and search engines
//! miss when it is not there, and whether a host can serve the whole. What the last build knows of
//! the newsroom's files it asks only for their names.

mod external;
mod host;
mod house;
mod links;
mod painted;
mod public;
mod tree;

pub use external::Reach;
pub use host::Host;
pub use tree::Tree;

use crate::build::KEPT;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::Sources;
use links::Links;
use std::path::{Path, PathBuf};

/// What is looked at.
#[derive(Clone, Debug)]
pub struct CheckOptions {
    /// The folder with the built edition.
    pub edition: PathBuf,
    /// The project that it was built from: stories are told by their files.
    pub project: PathBuf,
    /// The host that it is meant for.
    pub host: Option<Host>,
    /// Whether links to other sites are followed too, and where to.
    pub external: Option<Reach>,
}

/// How much was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Painted pages.
    pub pages: usize,
    /// Links inside the edition.
    pub internal: usize,
    /// Different links to other sites.
    pub external: usize,
}

/// Why nothing was looked at.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no edition.
    #[error("there is no edition in {0}. Build it first: make build.")]
    NoEdition(PathBuf),
    /// A file that cannot be read.
    #[error("could not read {path}: {source}.")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}

/// Looks at a built edition. Errors among the diagnostics are what a reader would trip over;
/// warnings are what an editor may want to look at.
///
/// # Errors
/// When there is no edition, or it cannot be read.
pub fn check(options: &CheckOptions) -> Result<(Checked, Diagnostics), CheckError> {
    let tree = Tree::of(&options.edition)?;
    let mut diagnostics = Diagnostics::new();
    let links = Links::of(&tree)?;
    diagnostics.extend(links.broken(&tree));
    diagnostics.extend(house::look(&tree, &Sources::read(&options.project.join(KEPT)))?);
    if let Some(host) = options.host {
        diagnostics.extend(host.look(&tree)?);
    }
    if let Some(reach) = options.external {
        diagnostics.extend(external::follow(&links, reach));
    }
    let checked = Checked {
        pages: links.pages(),
        internal: links.internal(),
        external: links.to_other_sites().count(),
    };
    Ok((checked, diagnostics))
}

/// Says of a place in the edition what is wrong; `others` more places have the same.
fn also(place: &str, others: usize) -> String {
    match others {
        0 => place.into(),
        1 => format!("{place} and one other page"),
        more => format!("{place} and {more} other pages"),
    }
}

fn read(path: &Path) -> Result<String, CheckError> {
    std::fs::read_to_string(path)
        .map_err(|source| CheckError::Unreadable { path: path.into(), source })
}

/// A diagnostic of a page of the edition.
fn warning(code: &'static str, file: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, file, message)
}

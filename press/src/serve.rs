//! `trunk serve`: what a writer saves is on the screen at once.
//!
//! Trunk watches the app and builds it anew, which takes its seconds. Content, style, words and
//! settings concern press alone, so a press of its own watches them for as long as Trunk's
//! server runs, and brings what has changed into the folder that is served:
//!
//! 1. Trunk's hook builds the edition around the app, as ever, takes its [`Turn`] and leaves a
//!    second press behind, which begins to [`watch`] when Trunk has put the edition in place.
//! 2. That one builds after each change, and writes only what differs.
//! 3. The pages ask for one small file ([`script`]) and load anew when it says another thing.
//! 4. It ends when Trunk does, or when another hook has taken its turn.

mod live;
mod turn;

pub use live::script;
pub use turn::Turn;

use crate::write::Shell;
use notify::{EventKind, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The folder of the project for what is kept from one build to the next.
const ROOM: &str = ".newsprint/serve";

/// For how long nothing must be saved before a build: editors write in several steps.
const QUIET: Duration = Duration::from_millis(25);

/// How often it is asked whether anybody still needs this process.
const BREATH: Duration = Duration::from_millis(250);

/// Trunk passes changes over that follow a build of its own in less than a second.
const TRUNKS_REST: Duration = Duration::from_millis(1100);

/// Where what is served is kept track of.
pub fn room(project: &Path) -> PathBuf {
    project.join(ROOM)
}

/// Whether Trunk has built its page for its own server, which puts a script into it.
pub fn is_served(shell: &Path) -> bool {
    let html = std::fs::read_to_string(shell).unwrap_or_default();
    Shell::parse(&html).is_ok_and(|shell| shell.has_inline_script())
}

/// What is watched, and for whom.
#[derive(Clone, Debug)]
pub struct Served {
    /// The project's folder.
    pub project: PathBuf,
    /// The folder with the Markdown.
    pub content: PathBuf,
    /// The folder that is served.
    pub edition: PathBuf,
    /// The process of Trunk.
    pub trunk: u32,
    /// The hook has failed: Trunk serves an older edition, and only Trunk can put another in
    /// its place.
    pub failed: bool,
}

/// What has come of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Built {
    /// The edition is there.
    Done,
    /// It is there, and something is left out of it by a fault.
    Faulty {
        /// Whether that must not be published: the build is strict.
        strict: bool,
    },
    /// Something is wrong, and was told.
    Failed,
    /// The app must be built anew before.
    NeedsApp,
}

/// Builds whenever something is saved, until Trunk ends or another press takes the turn.
///
/// # Errors
/// When the system cannot watch the files.
pub fn watch(served: &Served, turn: &Turn, build: impl Fn() -> Built) -> notify::Result<()> {
    let (heard, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(heard)?;
    for folder in [&served.content, &served.project.join("style"), &served.project.join("words")] {
        if folder.is_dir() {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
    }
    // The folder and not the file: editors put another file in its place.
    watcher.watch(&served.project, RecursiveMode::NonRecursive)?;
    let mut saved: Option<Instant> = None;
    let mut asked: Option<Instant> = None;
    while turn.is_held() && is_alive(served.trunk) {
        let wait = if saved.is_some() { QUIET } else { BREATH };
        match events.recv_timeout(wait) {
            Ok(event) => {
                if event.is_ok_and(|event| concerns(&event, &served.project)) {
                    saved = Some(Instant::now());
                }
                continue;
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if saved.is_none() {
            continue;
        }
        if served.failed {
            if asked.is_none_or(|asked| asked.elapsed() > TRUNKS_REST) {
                ask_trunk(&served.project);
                asked = Some(Instant::now());
            }
        } else if turn.is_published(&served.edition) {
            saved = None;
            let Ok(lock) = turn.lock() else { continue };
            if !turn.is_held() {
                continue;
            }
            match build() {
                Built::Done | Built::Faulty { .. } => turn.publish(&served.edition),
                Built::Failed => {}
                Built::NeedsApp => {
                    // Trunk's hook takes the turn when the app is built.
                    drop(lock);
                    std::thread::sleep(TRUNKS_REST);
                    ask_trunk(&served.project);
                }
            }
        }
    }
    Ok(())
}

/// Whether an event is about what an edition is made from.
fn concerns(event: &notify::Event, project: &Path) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.paths.iter().any(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let editors_own = name.starts_with('.') || name.ends_with('~');
        let at_the_top = path.parent() == Some(project);
        !editors_own && (!at_the_top || name == "newsprint.toml")
    })
}

/// Lets Trunk build once more: it watches its page, so that gets a new time.
fn ask_trunk(project: &Path) {
    let page = std::fs::File::options().append(true).open(project.join("index.html"));
    // Should this fail, the next thing saved asks again.
    let _ = page.and_then(|page| page.set_modified(std::time::SystemTime::now()));
}

/// Whether a process runs.
#[cfg(unix)]
fn is_alive(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    process.is_some_and(|process| rustix::process::test_kill_process(process).is_ok())
}

/// Nobody can say it here, so nothing is watched.
#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, CreateKind};

    fn heard(kind: EventKind, path: &str) -> bool {
        let event = notify::Event::new(kind).add_path(Path::new("/news").join(path));
        concerns(&event, Path::new("/news"))
    }

    #[test]
    fn only_what_an_edition_is_made_from_concerns_it() {
        let created = EventKind::Create(CreateKind::File);
        assert!(heard(created, "content/stories/a.md"));
        assert!(heard(created, "newsprint.toml"));
        assert!(!heard(created, "dist"));
        assert!(!heard(created, "content/.a.md.swp"));
        assert!(!heard(created, "content/a.md~"));
        assert!(!heard(EventKind::Access(AccessKind::Read), "content/stories/a.md"));
    }

    #[test]
    #[cfg(unix)]
    fn a_process_that_runs_is_known() {
        assert!(is_alive(std::process::id()));
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let id = child.id();
        child.wait().unwrap();
        assert!(!is_alive(id));
    }
}

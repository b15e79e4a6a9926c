//! The command line of press.

#![forbid(unsafe_code)]

mod terminal;

use clap::builder::FalseyValueParser;
use clap::{Parser, Subcommand};
use press::build::{BuildError, BuildOptions, build};
use press::check::{CheckOptions, Host, Reach, check};
use press::serve::{self, Built, Served, Turn};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use terminal::Terminal;

/// A build is made of small pieces of text: this allocator is quicker with them than the
/// system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns a newsroom's content into a Newsprint edition.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the edition around the app that Trunk has built.
    Build(Box<BuildArguments>),
    /// Builds into the folder that Trunk serves whatever is saved. “press build” starts it.
    #[command(hide = true)]
    Watch(Box<WatchArguments>),
    /// Looks at a built edition: links that lead to nothing, what stories lack, what a host
    /// cannot take.
    Check(CheckArguments),
}

#[derive(clap::Args)]
struct CheckArguments {
    /// The folder with the built edition.
    #[arg(default_value = "dist")]
    edition: PathBuf,
    /// The project that it was built from.
    #[arg(long, default_value = ".")]
    project: PathBuf,
    /// Where it will be published.
    #[arg(long)]
    host: Option<Host>,
    /// Follows links to other sites too.
    #[arg(long)]
    external: bool,
    /// Follows links to addresses of this machine and its network, too, which are passed over
    /// otherwise.
    #[arg(long, requires = "external")]
    private: bool,
    /// Tells every warning, with what to do.
    #[arg(long, short, env = "NEWSPRINT_VERBOSE", value_parser = FalseyValueParser::new())]
    verbose: bool,
}

#[derive(clap::Args)]
struct BuildArguments {
    /// The project's folder, with newsprint.toml, style, words and public.
    #[arg(long, default_value = ".", env = "TRUNK_SOURCE_DIR")]
    project: PathBuf,
    /// The folder with the Markdown; “content” in the project's folder when left out.
    #[arg(long)]
    content: Option<PathBuf>,
    /// The folder into which Trunk has built the app.
    #[arg(long, env = "TRUNK_STAGING_DIR")]
    app: PathBuf,
    /// Where the edition goes; the app's own folder when left out.
    #[arg(long)]
    output: Option<PathBuf>,
    /// The path or URL that the edition is hosted under.
    #[arg(long, default_value = "/", env = "TRUNK_PUBLIC_URL")]
    public_url: String,
    /// Builds drafts too.
    #[arg(long, env = "NEWSPRINT_DRAFTS", value_parser = FalseyValueParser::new())]
    drafts: bool,
    /// Builds stories that are dated later than now.
    #[arg(long, env = "NEWSPRINT_FUTURE", value_parser = FalseyValueParser::new())]
    future: bool,
    /// Lets dead links, missing pictures and unknown fields keep a story out, as other faults do.
    #[arg(long, env = "NEWSPRINT_STRICT", value_parser = FalseyValueParser::new())]
    strict: bool,
    /// Tells every warning, with what to do.
    #[arg(long, short, env = "NEWSPRINT_VERBOSE", value_parser = FalseyValueParser::new())]
    verbose: bool,
    /// The time to build for, as RFC 3339 text; the present when left out.
    #[arg(long, env = "NEWSPRINT_NOW")]
    now: Option<jiff::Timestamp>,
    /// A folder that keeps the app's files of the last three builds; they then stay in the
    /// edition, for readers with an older page.
    #[arg(long, env = "NEWSPRINT_KEEP")]
    keep: Option<PathBuf>,
    /// A folder, not to be served, for what nginx, Caddy and CloudFront are set up with.
    #[arg(long, env = "NEWSPRINT_HOSTING")]
    hosting: Option<PathBuf>,
    /// Who keeps the comments, in place of what newsprint.toml says: device, isso, wordpress, none.
    #[arg(long, value_name = "NAME", env = "NEWSPRINT_COMMENTS_PROVIDER")]
    comments_provider: Option<String>,
    /// Where the comment server is, in place of what newsprint.toml says.
    #[arg(long, value_name = "URL", env = "NEWSPRINT_COMMENTS_ENDPOINT")]
    comments_endpoint: Option<String>,
    /// Looks at files by their hashes, not by length and time, and makes every page anew: for a
    /// folder that somebody else may have written to. What has not changed stays all the same.
    #[arg(long, env = "NEWSPRINT_VERIFY", value_parser = FalseyValueParser::new())]
    verify: bool,
    /// The folder that Trunk serves, or will put the edition into.
    #[arg(long, env = "TRUNK_DIST_DIR", hide = true)]
    dist: Option<PathBuf>,
    /// Puts a .br and a .gz beside every file that gains by it, for servers of your own.
    #[arg(long, env = "NEWSPRINT_PRECOMPRESS", value_parser = FalseyValueParser::new())]
    precompress: bool,
    /// Leaves the app as Trunk built it, without an edition around it.
    #[arg(long, env = "NEWSPRINT_APP_ONLY", value_parser = FalseyValueParser::new())]
    app_only: bool,
}

#[derive(clap::Args)]
struct WatchArguments {
    #[command(flatten)]
    build: BuildArguments,
    /// The name that the turn was taken in.
    #[arg(long)]
    turn: String,
    /// The process of Trunk.
    #[arg(long)]
    trunk: u32,
    /// The build before has failed, and Trunk serves an older edition.
    #[arg(long)]
    failed: bool,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Build(arguments) => build_edition(&arguments),
        Command::Watch(arguments) => watch_edition(&arguments),
        Command::Check(arguments) => check_edition(arguments),
    }
}

/// Ends with a failure when a reader would trip over something.
fn check_edition(arguments: CheckArguments) -> ExitCode {
    let CheckArguments { edition, project, host, external, private, verbose } = arguments;
    let reach = if private { Reach::Private } else { Reach::Public };
    let external = external.then_some(reach);
    let terminal = Terminal::new(verbose);
    match check(&CheckOptions { edition, project, host, external }) {
        Ok((checked, diagnostics)) => {
            terminal.report(&diagnostics);
            terminal.checked(&checked, &diagnostics);
            if diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            terminal.failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn build_edition(arguments: &BuildArguments) -> ExitCode {
    if arguments.app_only {
        return ExitCode::SUCCESS;
    }
    let options = arguments.options();
    let verbose = arguments.verbose;
    match &arguments.dist {
        Some(_) if arguments.output.is_none() && serve::is_served(&options.shell) => {
            build_to_serve(options, verbose)
        }
        // Trunk throws away what a hook has made that does not end well.
        Some(_) if arguments.output.is_none() => match build_once(&options, verbose) {
            Built::Faulty { strict: false } => ExitCode::SUCCESS,
            Built::Faulty { strict: true } => {
                eprintln!(
                    "press: the build is strict, so Trunk keeps the last edition in place of this one."
                );
                code(Built::Faulty { strict: true })
            }
            built => code(built),
        },
        _ => code(build_once(&options, verbose)),
    }
}

/// How press ends when an edition stands, and something is left out of it by a fault.
const PUBLISHED_WITH_FAULTS: u8 = 3;

fn code(built: Built) -> ExitCode {
    match built {
        Built::Done => ExitCode::SUCCESS,
        Built::Faulty { .. } => ExitCode::from(PUBLISHED_WITH_FAULTS),
        Built::Failed | Built::NeedsApp => ExitCode::FAILURE,
    }
}

/// Builds, and says what came of it.
fn build_once(options: &BuildOptions, verbose: bool) -> Built {
    let begun = Instant::now();
    let terminal = Terminal::new(verbose);
    let (result, diagnostics) = build(options, &terminal);
    terminal.report(&diagnostics);
    match result {
        Ok(summary) => {
            terminal.summary(&summary, begun.elapsed());
            match summary.faults {
                0 => Built::Done,
                _ => Built::Faulty { strict: summary.strict },
            }
        }
        Err(BuildError::OtherComments { wanted, .. }) if options.serving.is_some() => {
            eprintln!(
                "press: the settings ask for comments of “{wanted}”: Trunk builds the app anew."
            );
            Built::NeedsApp
        }
        Err(error) => {
            terminal.failure(&error);
            Built::Failed
        }
    }
}

/// Builds under `trunk serve`, and leaves a press behind that watches.
fn build_to_serve(options: BuildOptions, verbose: bool) -> ExitCode {
    let room = serve::room(&options.project);
    // Trunk's page becomes the front page, and is needed again.
    let shell = room.join("index.html");
    let name = format!("{}-{}", std::process::id(), jiff::Timestamp::now().as_microsecond());
    let begun = Turn::take(&room, name).and_then(|turn| {
        let lock = turn.lock()?;
        std::fs::copy(&options.shell, &shell).map(|_| (turn, lock))
    });
    let (turn, _lock) = match begun {
        Ok(begun) => begun,
        Err(error) => {
            eprintln!("press: could not write into {}: {error}.", room.display());
            return ExitCode::FAILURE;
        }
    };
    let options = BuildOptions { shell, serving: Some(room), ..options };
    // An edition with faults is shown: what is wrong is told in the terminal.
    let built = matches!(build_once(&options, verbose), Built::Done | Built::Faulty { .. });
    if built {
        turn.publish(&options.output);
    }
    if let Err(error) = leave_watching(&turn, built) {
        eprintln!("press: could not start a press that watches: {error}.");
    }
    if built { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Starts a press that watches with this one's arguments. It ends by itself.
fn leave_watching(turn: &Turn, built: bool) -> std::io::Result<()> {
    let mut watching = std::process::Command::new(std::env::current_exe()?);
    watching.arg("watch").args(std::env::args_os().skip(2));
    watching.args(["--turn", turn.name(), "--trunk", &parent().to_string()]);
    if !built {
        watching.arg("--failed");
    }
    watching.stdin(std::process::Stdio::null()).spawn().map(drop)
}

/// The process that has started this one. Cargo, between the two, has given its own process.
#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

/// Builds whatever is saved, until Trunk ends.
fn watch_edition(arguments: &WatchArguments) -> ExitCode {
    let WatchArguments { build: arguments, turn, trunk, failed } = arguments;
    let BuildOptions { project, content, .. } = arguments.options();
    let Some(dist) = &arguments.dist else { return ExitCode::FAILURE };
    let room = serve::room(&project);
    let options = || BuildOptions {
        shell: room.join("index.html"),
        output: dist.clone(),
        serving: Some(room.clone()),
        ..arguments.options()
    };
    let served = Served { project, content, edition: dist.clone(), trunk: *trunk, failed: *failed };
    let turn = Turn::of(&room, turn.clone());
    if let Err(error) = serve::watch(&served, &turn, || build_once(&options(), arguments.verbose)) {
        eprintln!(
            "press: the content cannot be watched: {error}. Start “trunk serve” anew to see what \
             you have changed."
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

impl BuildArguments {
    fn options(&self) -> BuildOptions {
        BuildOptions {
            content: self.content.clone().unwrap_or_else(|| self.project.join("content")),
            project: self.project.clone(),
            shell: self.app.join("index.html"),
            output: self.output.clone().unwrap_or_else(|| self.app.clone()),
            public_url: self.public_url.clone(),
            now: self.now.unwrap_or_else(jiff::Timestamp::now),
            drafts: self.drafts,
            future: self.future,
            strict: self.strict,
            keep: self.keep.clone(),
            hosting: self.hosting.clone(),
            comments_provider: self.comments_provider.clone().filter(|it| !it.is_empty()),
            comments_endpoint: self.comments_endpoint.clone().filter(|it| !it.is_empty()),
            precompress: self.precompress,
            verify: self.verify,
            serving: None,
            standing: self.dist.clone().filter(|_| self.output.is_none()),
        }
    }
}

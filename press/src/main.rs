//! The command line of press.

#![forbid(unsafe_code)]

mod terminal;

use clap::builder::FalseyValueParser;
use clap::{Parser, Subcommand};
use press::build::{BuildOptions, build};
use press::check::{CheckOptions, Host, check};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use terminal::Terminal;

/// A build is made of small pieces of text: this allocator is a fifth quicker with them than
/// the system's.
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
    /// Looks at a built edition: links that lead to nothing, what stories lack, what a host
    /// cannot take.
    Check(CheckArguments),
}

#[derive(clap::Args)]
struct CheckArguments {
    /// The folder with the built edition.
    #[arg(default_value = "dist")]
    edition: PathBuf,
    /// Where it will be published.
    #[arg(long)]
    host: Option<Host>,
    /// Follows links to other sites too.
    #[arg(long)]
    external: bool,
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
    /// Puts a .br and a .gz beside every file that gains by it, for servers of your own.
    #[arg(long, env = "NEWSPRINT_PRECOMPRESS", value_parser = FalseyValueParser::new())]
    precompress: bool,
    /// Leaves the app as Trunk built it, without an edition around it.
    #[arg(long, env = "NEWSPRINT_APP_ONLY", value_parser = FalseyValueParser::new())]
    app_only: bool,
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Build(arguments) => build_edition(*arguments),
        Command::Check(arguments) => check_edition(arguments),
    }
}

/// Ends with a failure when a reader would trip over something.
fn check_edition(CheckArguments { edition, host, external }: CheckArguments) -> ExitCode {
    let terminal = Terminal::new();
    match check(&CheckOptions { edition, host, external }) {
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

fn build_edition(arguments: BuildArguments) -> ExitCode {
    if arguments.app_only {
        return ExitCode::SUCCESS;
    }
    let begun = Instant::now();
    let terminal = Terminal::new();
    let options = BuildOptions {
        content: arguments.content.unwrap_or_else(|| arguments.project.join("content")),
        project: arguments.project,
        shell: arguments.app.join("index.html"),
        output: arguments.output.unwrap_or(arguments.app),
        public_url: arguments.public_url,
        now: arguments.now.unwrap_or_else(jiff::Timestamp::now),
        drafts: arguments.drafts,
        future: arguments.future,
        keep: arguments.keep,
        hosting: arguments.hosting,
        comments_provider: arguments.comments_provider.filter(|it| !it.is_empty()),
        comments_endpoint: arguments.comments_endpoint.filter(|it| !it.is_empty()),
        precompress: arguments.precompress,
    };
    let (result, diagnostics) = build(&options, &terminal);
    terminal.report(&diagnostics);
    match result {
        Ok(summary) => {
            terminal.summary(&summary, begun.elapsed());
            ExitCode::SUCCESS
        }
        Err(error) => {
            terminal.failure(&error);
            ExitCode::FAILURE
        }
    }
}

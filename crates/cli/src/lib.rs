//! The command line: what was typed is parsed (`args`, `env`), checked into values (`config`), and
//! handed to the crates that do the work (`server`, `db`). No logic of its own.

mod args;
mod config;
mod db;
mod duration;
mod env;
mod logging;
mod server;
mod size;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use runlore_domain::Error;

use args::{Cli, Command, DbCommand};

/// Runs the command line `args` (the program's name first) and returns the process's exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let command = env::add_variables(Cli::command());
    let parsed = command.try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(Cli { command: Command::Server(args) }) => server::run(*args),
        Ok(Cli { command: Command::Db { command: DbCommand::Index(args) } }) => db::index(&args),
        Err(error) => error.exit(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// One sentence for the person at the terminal; the causes that it does not name already follow it.
#[expect(clippy::print_stderr, reason = "this is the command line's own output")]
fn complain(error: &Error) {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let part = error.to_string();
        if !text.contains(&part) {
            text = format!("{}: {part}", text.trim_end_matches('.'));
        }
        cause = error.source();
    }
    eprintln!("runlore: {}", text.replace('\n', " "));
}

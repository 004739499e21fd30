//! The command line: what was typed is parsed (`args`, `env`), checked into values (`config`), and
//! handed to the crates that do the work: the server (`server`, `db`), or the SDK (one module for each noun). What
//! they answer is printed in one place. No logic of its own.

mod args;
mod artifacts;
mod ask;
mod completions;
mod config;
mod db;
mod demo;
mod duration;
mod env;
mod evaluate;
mod experiments;
mod licenses;
mod logging;
mod outcome;
mod print;
mod progress;
mod runs;
mod server;
mod session;
mod size;
mod sync;
mod tables;

use std::ffi::OsString;
use std::io::{ErrorKind, Write as _};

use clap::{CommandFactory, FromArgMatches};
use runlore::Result;

use args::{Cli, Command, DbCommand};
use outcome::Outcome;

/// Runs the command line `args` (the program's name first) and returns the process's exit code.
pub fn main(args: impl IntoIterator<Item = OsString>) -> u8 {
    let command = env::add_variables(Cli::command());
    match command.try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(Cli { command }) => finish(run(command).unwrap_or_else(Outcome::from)),
        Err(usage) => {
            // Help that nobody reads any more is no failure.
            let _unread = usage.print().and_then(|()| std::io::stdout().flush());
            u8::try_from(usage.exit_code()).unwrap_or(outcome::FAILED)
        }
    }
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Server(args) => server::run(*args).map(|()| String::new().into()),
        Command::Db { command: DbCommand::Index(args) } => db::index(&args).map(|()| String::new().into()),
        Command::Runs(args) => runs::run(args),
        Command::Experiments(args) => experiments::run(args),
        Command::Artifacts(args) => artifacts::run(args),
        Command::Tables(args) => tables::run(args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Sync(args) => sync::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Licenses => Ok(licenses::run()),
    }
}

/// Prints what there is to print; answers the exit code.
fn finish(outcome: Outcome) -> u8 {
    let mut stdout = std::io::stdout().lock();
    let printed = stdout.write_all(outcome.text.as_bytes()).and_then(|()| stdout.flush());
    let (code, sentence) = match (outcome.complaint, printed) {
        (Some(complaint), _) => complaint,
        // Whoever read has enough.
        (None, Err(error)) if error.kind() != ErrorKind::BrokenPipe => {
            (outcome::FAILED, format!("the result can not be written: {error}"))
        }
        (None, _) => return 0,
    };
    // There is nobody left to tell when this fails.
    let _unread = writeln!(std::io::stderr(), "runlore: {}", print::escape(&sentence.replace('\n', " ")));
    code
}

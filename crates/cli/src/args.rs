//! What the user can type: the tree of commands, and the server's flags. MLflow's flag names and defaults, so that a
//! script that starts `mlflow server` starts `runlore server` by changing one word. The flags of the other verbs stand
//! beside what they do.
//!
//! Nothing here is checked beyond its spelling; `config` turns it into values. The environment
//! variable of each flag is added by `env`.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::artifacts::ArtifactsArgs;
use crate::completions::CompletionsArgs;
use crate::demo::DemoArgs;
use crate::evaluate::EvaluateArgs;
use crate::experiments::ExperimentsArgs;
use crate::runs::RunsArgs;
use crate::sync::SyncArgs;
use crate::tables::TablesArgs;
use crate::{duration, size};

/// Runlore: an LLM tracking server that any MLflow client can use.
#[derive(Debug, Parser)]
#[command(name = "runlore", bin_name = "runlore", version, arg_required_else_help = true, args_override_self = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve runs and artifacts to MLflow clients
    #[command(
        disable_help_flag = true,
        args_override_self = true,
        after_help = "A flag wins over its RUNLORE_… variable, which wins over the MLFLOW_… variable that MLflow reads."
    )]
    Server(Box<ServerArgs>),
    /// Look after the database
    Db {
        #[command(subcommand)]
        command: DbCommand,
    },
    /// List, show, search, delete, restore and close runs
    Runs(RunsArgs),
    /// List, show, create, rename, delete and restore experiments
    Experiments(ExperimentsArgs),
    /// List, download and upload files of runs
    Artifacts(ArtifactsArgs),
    /// Show tables of runs
    Tables(TablesArgs),
    /// Score answers in a file and log them as a run
    Evaluate(Box<EvaluateArgs>),
    /// Send what programs recorded that were killed or ended while their server was away
    Sync(SyncArgs),
    /// Make up a project to look at: prompts, models, their answers and scores
    Demo(DemoArgs),
    /// Print a script for the completions of a shell
    Completions(CompletionsArgs),
    /// Print the licences of Runlore and of the data in it
    Licenses,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DbCommand {
    /// Build the indexes that searches want and the database lacks
    ///
    /// Run it while no server writes to an SQLite file: writers wait until it is done. PostgreSQL
    /// builds them beside everything else.
    Index(IndexArgs),
}

#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// The database: sqlite:///file.db or postgresql://user@host/database
    #[arg(long, value_name = "URI", default_value = "sqlite:///mlflow.db")]
    pub(crate) backend_store_uri: String,
}

#[derive(Debug, Args)]
pub(crate) struct ServerArgs {
    /// Database that holds experiments and runs: sqlite:///file.db or postgresql://user@host/database
    #[arg(long, value_name = "URI", default_value = "sqlite:///mlflow.db", help_heading = "Storage")]
    pub(crate) backend_store_uri: String,

    /// Where new experiments keep their artifacts [default: mlflow-artifacts:/ when artifacts are
    /// served, else ./mlruns]
    #[arg(long, value_name = "URI", help_heading = "Storage")]
    pub(crate) default_artifact_root: Option<String>,

    /// Where the artifacts lie that this server serves: a folder, s3://…, gs://… or wasbs://…
    #[arg(long, value_name = "URI", default_value = "./mlartifacts", help_heading = "Storage")]
    pub(crate) artifacts_destination: String,

    /// Serve artifacts through this server
    #[arg(
        long, value_name = "BOOL", value_parser = BoolishValueParser::new(), num_args = 0..=1, require_equals = true,
        default_value = "true", default_missing_value = "true",
        help_heading = "Storage"
    )]
    pub(crate) serve_artifacts: bool,

    /// Leave artifacts to the clients: they read and write the artifact root themselves
    #[arg(long, help_heading = "Storage")]
    pub(crate) no_serve_artifacts: bool,

    /// Serve artifacts and nothing else; no database is opened
    #[arg(
        long, value_name = "BOOL", value_parser = BoolishValueParser::new(), num_args = 0..=1, require_equals = true,
        default_value = "false", default_missing_value = "true", help_heading = "Storage"
    )]
    pub(crate) artifacts_only: bool,

    /// Start on PostgreSQL even if it may lose acknowledged writes (synchronous_commit=off)
    #[arg(
        long, value_name = "BOOL", value_parser = BoolishValueParser::new(), num_args = 0..=1, require_equals = true,
        default_value = "false", default_missing_value = "true", help_heading = "Storage"
    )]
    pub(crate) allow_unsafe_durability: bool,

    /// Address to listen on; 0.0.0.0 for every network
    #[arg(short = 'h', long, default_value = "127.0.0.1", help_heading = "Network")]
    pub(crate) host: String,

    /// Port to listen on; 0 takes a free one and prints it
    #[arg(short, long, default_value_t = 5000, help_heading = "Network")]
    pub(crate) port: u16,

    /// Prefix of every path, for a proxy that hands on a folder of its site
    #[arg(long, value_name = "PATH", help_heading = "Network")]
    pub(crate) static_prefix: Option<String>,

    /// Host headers to accept, with * as a wildcard [default: localhost and private addresses]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Network")]
    pub(crate) allowed_hosts: Vec<String>,

    /// Web origins that may call the API [default: localhost]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Network")]
    pub(crate) cors_allowed_origins: Vec<String>,

    /// Header X-Frame-Options of every answer; NONE leaves it out
    #[arg(long, value_name = "TEXT", default_value = "SAMEORIGIN", help_heading = "Network")]
    pub(crate) x_frame_options: String,

    /// Check neither hosts nor origins and send no security headers: for tests only
    #[arg(
        long, value_name = "BOOL", value_parser = BoolishValueParser::new(), num_args = 0..=1, require_equals = true,
        default_value = "false", default_missing_value = "true", help_heading = "Network"
    )]
    pub(crate) disable_security_middleware: bool,

    /// Largest request body, artifacts aside
    #[arg(long, value_name = "SIZE", default_value = "32MiB", value_parser = size::parse, help_heading = "Limits")]
    pub(crate) max_body_bytes: usize,

    /// Longest value of a param or tag
    #[arg(long, value_name = "SIZE", default_value = "1MiB", value_parser = size::parse, help_heading = "Limits")]
    pub(crate) max_value_bytes: usize,

    /// Where large tables are copied, so that any page of them opens quickly [default: runlore/tables in the user's
    /// folder for caches, or in the system's for temporary files]
    #[arg(long, value_name = "PATH", help_heading = "Storage")]
    pub(crate) cache_dir: Option<PathBuf>,

    /// The most that these copies may take together; those that were not used for the longest time go first
    #[arg(long, value_name = "SIZE", default_value = "2GiB", value_parser = size::parse, help_heading = "Storage")]
    pub(crate) cache_size: usize,

    /// Close runs whose program has given no sign of life for so long (30m, 2h; at least 2m): killed, ended at
    /// the last sign [default: never; runs of stock MLflow clients give none and are never closed]
    #[arg(long, value_name = "DURATION", value_parser = duration::parse, help_heading = "Limits")]
    pub(crate) close_lost_after: Option<Duration>,

    /// How log lines are written, to standard error
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Logs")]
    pub(crate) log_format: LogFormat,

    /// What is logged: error, warn, info, debug, trace, also by module (runlore_store=debug)
    #[arg(long, value_name = "FILTER", default_value = "info", help_heading = "Logs")]
    pub(crate) log_level: String,

    /// Print help
    #[arg(long, action = clap::ArgAction::Help)]
    help: Option<bool>,

    #[command(flatten)]
    pub(crate) not_needed: NotNeeded,
}

/// Flags of `mlflow server` that have no meaning here. They are taken, so that a start script
/// keeps working, and one log line says why each changes nothing.
#[derive(Debug, Args)]
#[command(next_help_heading = "Accepted from mlflow server, without effect")]
pub(crate) struct NotNeeded {
    /// One process serves all requests on all cores
    #[arg(short, long, value_name = "N")]
    pub(crate) workers: Option<String>,

    /// There is no gunicorn
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) gunicorn_opts: Option<String>,

    /// There is no uvicorn
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) uvicorn_opts: Option<String>,

    /// There is no waitress
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) waitress_opts: Option<String>,

    /// Metrics are always at /metrics
    #[arg(long, value_name = "FOLDER")]
    pub(crate) expose_prometheus: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    Text,
    Json,
}

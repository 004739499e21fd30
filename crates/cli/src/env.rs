//! The environment variable of every flag.
//!
//! A flag wins over `RUNLORE_…`, which wins over the variable that MLflow reads. A variable that
//! is set but empty counts as not set, as it does for MLflow.

use std::env;

use clap::Command;

/// The flags that MLflow gives a variable, with its name.
const MLFLOW: [(&str, &str); 17] = [
    ("backend_store_uri", "MLFLOW_BACKEND_STORE_URI"),
    ("default_artifact_root", "MLFLOW_DEFAULT_ARTIFACT_ROOT"),
    ("artifacts_destination", "MLFLOW_ARTIFACTS_DESTINATION"),
    ("serve_artifacts", "MLFLOW_SERVE_ARTIFACTS"),
    ("artifacts_only", "MLFLOW_ARTIFACTS_ONLY"),
    ("host", "MLFLOW_HOST"),
    ("port", "MLFLOW_PORT"),
    ("static_prefix", "MLFLOW_STATIC_PREFIX"),
    ("allowed_hosts", "MLFLOW_SERVER_ALLOWED_HOSTS"),
    ("cors_allowed_origins", "MLFLOW_SERVER_CORS_ALLOWED_ORIGINS"),
    ("x_frame_options", "MLFLOW_SERVER_X_FRAME_OPTIONS"),
    ("disable_security_middleware", "MLFLOW_SERVER_DISABLE_SECURITY_MIDDLEWARE"),
    ("workers", "MLFLOW_WORKERS"),
    ("gunicorn_opts", "MLFLOW_GUNICORN_OPTS"),
    ("uvicorn_opts", "MLFLOW_UVICORN_OPTS"),
    ("waitress_opts", "MLFLOW_WAITRESS_OPTS"),
    ("expose_prometheus", "MLFLOW_EXPOSE_PROMETHEUS"),
];

/// The flag that says which server is asked.
const TRACKING: &str = "tracking_uri";

/// The second halves of pairs, which their first half's variable covers.
const WITHOUT: [&str; 2] = ["no_serve_artifacts", "help"];

/// Gives every flag of the server and the database its variable. Other verbs take only the server that they ask from
/// the environment: a variable that changes what `runs delete` deletes would be forgotten.
pub(crate) fn add_variables(command: Command) -> Command {
    command.mut_subcommands(|sub| match sub.get_name() {
        "server" | "db" => all(sub),
        _ => sub.mut_args(|arg| if arg.get_id() == TRACKING { with_variable(arg) } else { arg }),
    })
}

fn all(command: Command) -> Command {
    command.mut_subcommands(all).mut_args(with_variable)
}

fn with_variable(arg: clap::Arg) -> clap::Arg {
    if WITHOUT.contains(&arg.get_id().as_str()) {
        return arg;
    }
    // A database URI may hold a password, and help is pasted into mails.
    let arg = arg.hide_env_values(true);
    let id = arg.get_id().as_str();
    let own = format!("RUNLORE_{}", id.to_uppercase());
    let both = MLFLOW.iter().chain(&[(TRACKING, "MLFLOW_TRACKING_URI")]);
    let theirs = both.into_iter().find(|(flag, _)| *flag == id).map(|(_, name)| (*name).to_owned());
    let set = |name: &String| env::var_os(name).is_some_and(|value| !value.is_empty());
    match [Some(own.clone()), theirs].into_iter().flatten().find(set) {
        Some(name) => arg.env(name),
        // Nothing to read; the name is for the help text, and an empty value must not be taken.
        None if env::var_os(&own).is_none() => arg.env(own),
        None => arg,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::args::Cli;

    /// The page that users read lists every flag of the server and every variable.
    #[test]
    fn the_documentation_names_every_flag_and_variable() {
        let page = include_str!("../../../docs/server.md");
        let command = Cli::command();
        let server = command.find_subcommand("server").unwrap();
        for arg in server.get_arguments().filter(|arg| arg.get_id() != "help") {
            let flag = format!("`--{}`", arg.get_long().unwrap());
            assert!(page.contains(&flag), "docs/server.md lacks {flag}");
            let id = arg.get_id().as_str();
            if !WITHOUT.contains(&id) {
                let own = format!("`RUNLORE_{}`", id.to_uppercase());
                assert!(page.contains(&own), "docs/server.md lacks {own}");
            }
        }
        let serving =
            MLFLOW.iter().filter(|(id, _)| !matches!(*id, "workers" | "expose_prometheus") && !id.ends_with("_opts"));
        for (_, theirs) in serving {
            assert!(page.contains(&format!("`{theirs}`")), "docs/server.md lacks {theirs}");
        }
    }

    #[test]
    fn every_variable_belongs_to_a_flag() {
        let command = Cli::command();
        let server = command.find_subcommand("server").unwrap();
        for (id, _) in MLFLOW {
            assert!(server.get_arguments().any(|arg| arg.get_id() == id), "{id}");
        }
    }
}

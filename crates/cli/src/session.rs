//! Which server is asked, and which experiments are meant.

use std::collections::HashMap;

use clap::{Args, ValueEnum};
use runlore::{Client, Error, ErrorKind, Experiment, Page, Result, SearchExperiments, ViewType};

/// Entities in one answer.
const PAGE: usize = 1000;

/// Where to.
#[derive(Debug, Args)]
pub(crate) struct Tracking {
    /// The server or database: http(s)://host:port, sqlite:///file.db or postgresql://user@host/database
    #[arg(long, global = true, value_name = "URI", default_value = "sqlite:///mlflow.db")]
    tracking_uri: String,
}

impl Tracking {
    /// A client of what is there. A database file that is not there would be made, and one that a typing error
    /// made helps nobody.
    pub(crate) fn existing(&self) -> Result<Client> {
        let file = self.tracking_uri.strip_prefix("sqlite:///").map(|file| file.split('?').next().unwrap_or(file));
        match file {
            Some(file) if !file.is_empty() && !std::path::Path::new(file).exists() => Err(Error::not_found(format!(
                "There is no database {file}: name a server or another database with --tracking-uri."
            ))),
            _ => self.client(),
        }
    }

    /// The server or database.
    pub(crate) fn uri(&self) -> &str {
        &self.tracking_uri
    }

    /// A client.
    pub(crate) fn client(&self) -> Result<Client> {
        Client::new(&self.tracking_uri)
    }
}

/// Which of the active and deleted ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    #[value(alias = "active_only")]
    Active,
    #[value(alias = "deleted_only")]
    Deleted,
    All,
}

impl From<View> for ViewType {
    fn from(view: View) -> Self {
        match view {
            View::Active => Self::ActiveOnly,
            View::Deleted => Self::DeletedOnly,
            View::All => Self::All,
        }
    }
}

/// Reads `--max-results`.
pub(crate) fn most(text: &str) -> std::result::Result<usize, String> {
    text.parse().ok().filter(|most| *most > 0).ok_or_else(|| "give a number from 1 on".to_owned())
}

/// What a search found.
#[derive(Debug)]
pub(crate) struct Found<T> {
    pub(crate) items: Vec<T>,
    /// There are others, which were not asked for.
    pub(crate) more: bool,
}

/// All pages, or as many results as are wanted. `page` is given how many it may hold, and its token.
pub(crate) fn pages<T>(
    most: Option<usize>,
    mut page: impl FnMut(i64, Option<String>) -> Result<Page<T>>,
) -> Result<Found<T>> {
    let (mut items, mut token) = (Vec::new(), None);
    loop {
        let wanted = most.map_or(PAGE, |most| most - items.len()).min(PAGE);
        let next = page(i64::try_from(wanted).unwrap_or(i64::MAX), token)?;
        items.extend(next.items);
        token = next.next_page_token.filter(|token| !token.is_empty());
        let enough = most.is_some_and(|most| items.len() >= most);
        if enough || token.is_none() {
            return Ok(Found { items, more: token.is_some() });
        }
    }
}

/// The experiment of a name or an id. A number is an id first.
pub(crate) fn experiment(client: &Client, named: &str) -> Result<Experiment> {
    let missing = |error: &Error| error.kind() == ErrorKind::NotFound;
    if named.parse::<u64>().is_ok() {
        match client.wait(client.get_experiment(named)) {
            Err(error) if missing(&error) => {}
            found => return found,
        }
    }
    client.wait(client.get_experiment_by_name(named)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::not_found(format!(
            "There is no experiment with the name or id '{named}'; `runlore experiments list --view all` lists them."
        )),
        _ => error,
    })
}

/// Some experiments, or all of them.
#[derive(Debug)]
pub(crate) struct Experiments {
    /// By their ids.
    pub(crate) names: HashMap<String, String>,
    pub(crate) ids: Vec<String>,
}

impl Experiments {
    /// Those that are named; else the one that the environment names; else all, deleted ones too.
    pub(crate) fn chosen(client: &Client, named: &[String]) -> Result<Self> {
        let chosen = match Self::named(client, named)? {
            Some(chosen) => chosen,
            None => {
                let search = |most, token| {
                    let all = SearchExperiments {
                        view: ViewType::All,
                        max_results: Some(most),
                        page_token: token,
                        ..SearchExperiments::default()
                    };
                    client.wait(client.search_experiments(&all))
                };
                pages(None, search)?.items
            }
        };
        let ids = chosen.iter().map(|experiment| experiment.experiment_id.clone()).collect();
        Ok(Self { ids, names: chosen.into_iter().map(|found| (found.experiment_id, found.name)).collect() })
    }

    /// The same, or `None` when nothing names any.
    pub(crate) fn named(client: &Client, named: &[String]) -> Result<Option<Vec<Experiment>>> {
        if !named.is_empty() {
            return named.iter().map(|named| experiment(client, named)).collect::<Result<_>>().map(Some);
        }
        let found = match runlore::experiment() {
            (Some(name), _) => client.wait(client.get_experiment_by_name(&name))?,
            (None, Some(id)) => client.wait(client.get_experiment(&id))?,
            (None, None) => return Ok(None),
        };
        Ok(Some(vec![found]))
    }
}

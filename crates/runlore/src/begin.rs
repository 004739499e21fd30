//! How a run begins: recorded here under an id of its own, made in the call on an MLflow server, or
//! joined because it is there already.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};

use runlore_domain::experiment::Tag;
use runlore_domain::limits::LONG_VALUE_BYTES;
use runlore_domain::run::{RunStatus, USER_TAG};
use runlore_domain::run_batch::{BatchOrigin, RunBatch};
use runlore_domain::{Error, ErrorKind, ExperimentId, Result, RunId, run, run_name};
use runlore_protocol::ingest::{CreateRunBody, RecordBody};

use crate::client::{Client, NewRun, Peer};
use crate::entities::Run;
use crate::known::{self, Known, Place};
use crate::recorder::{Mode, Recorder};
use crate::recording::{Recording, begun, now_ms};
use crate::state::{self, ExperimentRef};

/// How long a server may take to say what it is before the program goes on without it.
const CONTACT: Duration = Duration::from_secs(2);
/// Between attempts to make a run on an MLflow server that is away.
const PAUSE: Duration = Duration::from_millis(500);

/// What a new run is to be like.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) name: Option<String>,
    pub(crate) tags: Vec<(String, String)>,
    /// `None` for the one of the process.
    pub(crate) experiment: Option<ExperimentRef>,
    pub(crate) start_time: Option<i64>,
    pub(crate) user: Option<String>,
}

/// Begins a run.
pub(crate) fn begin(plan: Plan) -> Result<Arc<Recording>> {
    let recorder = state::recorder()?;
    let user = plan.user.unwrap_or_else(user);
    let mut tags =
        vec![tag(USER_TAG, &user), tag("mlflow.source.name", &program()), tag("mlflow.source.type", "LOCAL")];
    for (key, value) in plan.tags {
        tags.retain(|known| known.key != key);
        tags.push(Tag { key, value });
    }
    let name = run_name::settle(plan.name, &mut tags)?;
    let new = run::NewRun {
        id: RunId::random(),
        experiment_id: ExperimentId::DEFAULT,
        name,
        user_id: user,
        start_time: plan.start_time.unwrap_or_else(now_ms),
        tags,
    };
    check(&new)?;
    let experiment = plan.experiment.or_else(current_experiment).unwrap_or(ExperimentRef::Id("0".to_owned()));
    if recorder.settings.mode != Mode::Offline && peer(&recorder.client) == Some(Peer::Mlflow) {
        return on_mlflow(&recorder, &new, &experiment);
    }
    recorded(&recorder, new, &experiment)
}

/// Records that the run begins.
fn recorded(recorder: &Arc<Recorder>, mut new: run::NewRun, experiment: &ExperimentRef) -> Result<Arc<Recording>> {
    let known = Known::read(recorder.client.uri());
    let (name, place) = match experiment {
        ExperimentRef::Name(name) => (Some(name.as_str()), known.named(name).cloned()),
        ExperimentRef::Id(id) => {
            new.experiment_id = ExperimentId::parse(id)?;
            let nowhere = || Place { id: id.clone(), location: String::new() };
            (None, Some(known.numbered(id).map_or_else(nowhere, |(_, place)| place.clone())))
        }
    };
    let number = recorder.record(&[RecordBody::CreateRun(CreateRunBody::new(&new, name))])?;
    let info = begun(new.id.as_str(), new.name, new.user_id, new.start_time, place.as_ref());
    let run = Recording::new(recorder.clone(), info, number, HashMap::new());
    state::opened(&run);
    Ok(run)
}

/// Makes the run on the server, whose ids they are. An MLflow server that is away is waited for.
fn on_mlflow(recorder: &Arc<Recorder>, new: &run::NewRun, experiment: &ExperimentRef) -> Result<Arc<Recording>> {
    let client = &recorder.client;
    let end = Instant::now() + recorder.settings.patience;
    let made = loop {
        let made = client.wait(async {
            let experiment_id = match experiment {
                ExperimentRef::Id(id) => id.clone(),
                ExperimentRef::Name(name) => get_or_create(client, name).await?,
            };
            let tags = new.tags.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect();
            let (run_name, start_time) = (Some(new.name.clone()), new.start_time);
            client.create_run(&NewRun { experiment_id, run_name, start_time, user_id: new.user_id.clone(), tags }).await
        });
        match made {
            Err(error) if error.kind() == ErrorKind::Unavailable && Instant::now() + PAUSE < end => {
                std::thread::sleep(PAUSE);
            }
            Err(error) if error.kind() == ErrorKind::Unavailable => {
                let message = format!(
                    "{} An MLflow server gives runs their ids, so a run can not begin without it; set RUNLORE_OFFLINE=1 to \
                     log now and send later with `runlore sync`.",
                    error.message()
                );
                return Err(Error::unavailable(message).with_source(error));
            }
            made => break made?,
        }
    };
    let run = Recording::new(recorder.clone(), made.info, 0, HashMap::new());
    state::opened(&run);
    Ok(run)
}

/// The id of the experiment of this name, made now if there is none.
pub(crate) async fn get_or_create(client: &Client, name: &str) -> Result<String> {
    match client.get_experiment_by_name(name).await {
        Ok(experiment) => Ok(experiment.experiment_id),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            match client.create_experiment(name, None, &BTreeMap::new()).await {
                // Another program was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    client.get_experiment_by_name(name).await.map(|experiment| experiment.experiment_id)
                }
                made => made,
            }
        }
        Err(error) => Err(error),
    }
}

/// Goes on with a run that is there, which is RUNNING again.
pub(crate) fn resume(run_id: &str, name: Option<String>, tags: Vec<(String, String)>) -> Result<Arc<Recording>> {
    let (run, there) = found(state::recorder()?, run_id)?;
    if there.as_ref().is_some_and(|run| run.info.lifecycle_stage == "deleted") {
        return Err(Error::invalid(format!("Cannot start run with ID {run_id} because it is in the deleted state.")));
    }
    run.update(RunStatus::Running, there.as_ref().and_then(|run| run.info.end_time))?;
    let name = name.map(|name| (run::RUN_NAME_TAG.to_owned(), name));
    let tags: Vec<_> = tags.into_iter().chain(name).collect();
    if !tags.is_empty() {
        run.set_tags(tags)?;
    }
    state::opened(&run);
    Ok(run)
}

/// A run that is there, or that was begun by another process whose records may still be under way.
pub(crate) fn join(recorder: Arc<Recorder>, run_id: &str) -> Result<Arc<Recording>> {
    found(recorder, run_id).map(|(run, _)| run)
}

/// The same with what the server says of it, if it was asked and reached.
fn found(recorder: Arc<Recorder>, run_id: &str) -> Result<(Arc<Recording>, Option<Run>)> {
    if let Some(open) =
        state::open().into_iter().find(|run| run.id() == run_id && Arc::ptr_eq(&run.recorder, &recorder))
    {
        return Ok((open, None));
    }
    let ask = || recorder.client.wait(recorder.client.get_run(run_id));
    let can_ask = peer(&recorder.client).is_some() && recorder.settled();
    let asked = if can_ask { ask() } else { Err(Error::unavailable("The server was not asked")) };
    let there = match asked {
        Ok(run) => Some(run),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // It may have arrived in the meantime.
            if recorder.begin_again(run_id)? { None } else { Some(ask()?) }
        }
        Err(error) if error.kind() == ErrorKind::Unavailable => {
            recorder.begin_again(run_id)?;
            None
        }
        Err(error) => return Err(error),
    };
    let info =
        there.as_ref().map_or_else(|| begun(run_id, String::new(), String::new(), 0, None), |run| run.info.clone());
    let params = there.as_ref().map(|run| run.data.params.clone().into_iter().collect()).unwrap_or_default();
    // Its beginning may be among what is recorded already.
    let begun = recorder.recorded();
    Ok((Recording::new(recorder, info, begun, params), there))
}

/// Whose server it is; `None` while it is away and never said so.
pub(crate) fn peer(client: &Client) -> Option<Peer> {
    if let Some(peer) = client.known_peer() {
        return Some(peer);
    }
    let asked = client.wait(async {
        tokio::time::timeout(CONTACT, client.peer()).await.unwrap_or_else(|_| {
            Err(Error::unavailable(format!("The tracking server {} does not answer", client.uri())))
        })
    });
    match asked {
        Ok(peer) => {
            known::note_peer(client.uri(), peer);
            Some(peer)
        }
        Err(_) => Known::read(client.uri()).peer(),
    }
}

/// The experiment that the process or its environment names.
pub(crate) fn current_experiment() -> Option<ExperimentRef> {
    let set = state::state().experiment.clone();
    set.or_else(|| state::env("EXPERIMENT_NAME").map(ExperimentRef::Name))
        .or_else(|| state::env("EXPERIMENT_ID").map(ExperimentRef::Id))
}

fn check(new: &run::NewRun) -> Result<()> {
    let batch = RunBatch {
        run_id: new.id.clone(),
        metrics: Vec::new(),
        params: Vec::new(),
        tags: new.tags.clone(),
        origin: BatchOrigin::Single,
    };
    batch.checked(LONG_VALUE_BYTES).map(drop)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

/// Who runs the program: as the environment says, or the owner of the process.
fn user() -> String {
    let named = |name: &&str| std::env::var(name).ok().filter(|user| !user.is_empty());
    let said = ["LOGNAME", "USER", "LNAME", "USERNAME"].iter().find_map(named);
    said.or_else(owner).unwrap_or_default()
}

#[cfg(unix)]
fn owner() -> Option<String> {
    let id = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").ok()?).to_string();
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let mut fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
    fields.find(|user| user.get(2) == Some(&id.as_str())).map(|user| user[0].to_owned())
}

#[cfg(not(unix))]
fn owner() -> Option<String> {
    None
}

/// The program's own path, which MLflow shows as the source of a run.
fn program() -> String {
    std::env::current_exe().map(|path| path.display().to_string()).unwrap_or_default()
}

//! Many runs at once: what a search brings along of them, which keys they have, and the same done to all of them.

use runlore_domain::experiment::{LifecycleStage, ViewType};
use runlore_domain::run_batch::RunBatch;
use runlore_domain::run_change::{RunAct, RunsChange};
use runlore_domain::search::run_keys::KeyQuestion;
use runlore_domain::search::{FoundKeys, KeyKind, KeySearch, KeysOfKind, RunKeys, RunSearch, Wanted};
use runlore_domain::{ErrorKind, ExperimentId, RunId};
use runlore_store::Store;

use crate::support::{NOW, batch, metric, new_experiment, new_run, param, run, tag};

fn named(keys: &[&str]) -> KeysOfKind {
    KeysOfKind { named: keys.iter().map(|&key| key.to_owned()).collect(), frequent: 0 }
}

fn frequent(frequent: usize) -> KeysOfKind {
    KeysOfKind { named: Vec::new(), frequent }
}

fn all(page: i64) -> RunSearch {
    RunSearch::parse(vec![ExperimentId(0)], "", ViewType::ActiveOnly, page, &[], None).unwrap()
}

fn wanted(keys: RunKeys) -> Wanted {
    Wanted { keys: Some(keys), count: false }
}

/// A run with metrics `m0` to `m<n>`, the params `p` and `long`, and a tag.
async fn filled(store: &Store, metrics: usize) -> RunId {
    let id = run(store).await;
    let metrics = (0..metrics).map(|n| metric(&format!("m{n}"), 1.0, NOW, 0)).collect();
    let params = vec![param("p", "v"), param("long", &"ä".repeat(7000))];
    store.log_batch(RunBatch { metrics, params, tags: vec![tag("t", "x")], ..batch(&id) }).await.unwrap();
    id
}

pub(super) async fn a_search_brings_what_is_wanted(store: Store) {
    let id = filled(&store, 5).await;
    let keys = RunKeys { params: named(&["long", "nothing"]), metrics: named(&["m3", "m1", "m1"]), tags: named(&[]) };
    let (page, total) = store.search_runs_for(all(10), wanted(keys)).await.unwrap();
    let [found] = &page.items[..] else { panic!("{page:?}") };
    assert_eq!((&found.info.id, total), (&id, None));
    assert_eq!(found.params, [param("long", &"ä".repeat(7000))]);
    let mut metrics: Vec<&str> = found.metrics.iter().map(|metric| metric.key.as_str()).collect();
    metrics.sort_unstable();
    assert_eq!(metrics, ["m1", "m3"]);
    assert_eq!(found.tags, []);

    let (nothing, _) = store.search_runs_for(all(10), wanted(RunKeys::default())).await.unwrap();
    assert_eq!((nothing.items[0].metrics.len(), nothing.items[0].params.len()), (0, 0));
    let (everything, _) = store.search_runs_for(all(10), Wanted::default()).await.unwrap();
    assert_eq!(everything, store.search_runs(all(10)).await.unwrap());
}

pub(super) async fn the_most_frequent_keys_of_a_page_are_those_of_its_runs(store: Store) {
    filled(&store, 3).await;
    filled(&store, 2).await;
    let last = filled(&store, 1).await;
    let lone = vec![metric("lone", 0.0, NOW, 0)];
    store.log_batch(RunBatch { metrics: lone, ..batch(&last) }).await.unwrap();
    let metrics = KeysOfKind { frequent: 2, ..named(&["lone"]) };
    let keys = RunKeys { metrics, tags: frequent(9), params: KeysOfKind::default() };
    let (page, _) = store.search_runs_for(all(10), wanted(keys.clone())).await.unwrap();
    let mut found: Vec<&str> = page.items.iter().flat_map(|run| &run.metrics).map(|m| m.key.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, ["lone", "m0", "m0", "m0", "m1", "m1"]);
    assert!(page.items.iter().all(|run| run.tags == [tag("t", "x")]), "without MLflow's own tags: {page:?}");

    // On a page with one run all keys are as frequent, so they go by name.
    let filter = "metrics.lone = 0";
    let search = RunSearch::parse(vec![ExperimentId(0)], filter, ViewType::All, 10, &[], None).unwrap();
    let keys = RunKeys { metrics: frequent(1), ..RunKeys::default() };
    let (page, _) = store.search_runs_for(search, wanted(keys)).await.unwrap();
    assert_eq!(page.items[0].metrics.iter().map(|m| m.key.as_str()).collect::<Vec<_>>(), ["lone"]);
}

pub(super) async fn all_runs_that_match_are_counted(store: Store) {
    for n in 0..5 {
        filled(&store, n).await;
    }
    let count = async |filter: &str, token: Option<String>| {
        let ids = vec![ExperimentId(0)];
        let search = RunSearch::parse(ids, filter, ViewType::ActiveOnly, 1, &[], token).unwrap();
        let wanted = Wanted { keys: Some(RunKeys::default()), count: true };
        let (page, total) = store.search_runs_for(search, wanted).await.unwrap();
        (page.next_token, total)
    };
    let (next, total) = count("", None).await;
    assert_eq!(total, Some(5));
    assert_eq!(count("", next).await.1, Some(5));
    assert_eq!(count("metrics.m1 = 1", None).await.1, Some(3));
    assert_eq!(count("metrics.m1 IS NULL and params.p = 'v'", None).await.1, Some(2));
    assert_eq!(count("params.p = 'w'", None).await, (None, Some(0)));
    let nowhere = RunSearch::parse(Vec::new(), "", ViewType::All, 1, &[], None).unwrap();
    let asked = Wanted { keys: None, count: true };
    assert_eq!(store.search_runs_for(nowhere, asked).await.unwrap().1, Some(0));
}

async fn keys(store: &Store, question: KeyQuestion, page: i64, token: Option<String>) -> FoundKeys {
    store.search_run_keys(KeySearch::parse(question, page, token).unwrap()).await.unwrap()
}

fn of(kind: KeyKind) -> KeyQuestion {
    let experiment_ids = Some(vec![ExperimentId(0)]);
    let contains = String::new();
    KeyQuestion { experiment_ids, view: ViewType::ActiveOnly, kind, own_only: true, contains, count: true }
}

fn listed(found: &FoundKeys) -> Vec<(&str, i64)> {
    found.keys.iter().map(|found| (found.key.as_str(), found.runs.unwrap())).collect()
}

pub(super) async fn keys_are_counted_by_runs(store: Store) {
    filled(&store, 1).await;
    filled(&store, 2).await;
    let gone = filled(&store, 3).await;
    store.delete_run(gone, NOW).await.unwrap();
    // So many runs elsewhere that these are few, and so few that they are not.
    for elsewhere in [0, 30] {
        let other = store.create_experiment(new_experiment(&format!("{elsewhere}"))).await.unwrap();
        for n in 0..elsewhere {
            let id = store.create_run(new_run(other, "elsewhere")).await.unwrap().info.id;
            let metrics = vec![metric(&format!("other{n}"), 0.0, NOW, 0)];
            store.log_batch(RunBatch { metrics, ..batch(&id) }).await.unwrap();
        }
        assert_eq!(listed(&keys(&store, of(KeyKind::Metrics), 10, None).await), [("m0", 2), ("m1", 1)]);
        assert_eq!(listed(&keys(&store, of(KeyKind::Params), 10, None).await), [("long", 2), ("p", 2)]);
        assert_eq!(listed(&keys(&store, of(KeyKind::Tags), 10, None).await), [("t", 2)]);
        let question = KeyQuestion { view: ViewType::DeletedOnly, ..of(KeyKind::Metrics) };
        assert_eq!(listed(&keys(&store, question, 10, None).await), [("m0", 1), ("m1", 1), ("m2", 1)]);
        let question = KeyQuestion { view: ViewType::All, experiment_ids: None, ..of(KeyKind::Metrics) };
        assert_eq!(keys(&store, question, 10, None).await.total, 3 + elsewhere);
        let question = KeyQuestion { own_only: false, ..of(KeyKind::Tags) };
        assert_eq!(listed(&keys(&store, question, 10, None).await), [("mlflow.runName", 2), ("t", 2)]);
    }
    for ids in [vec![], vec![ExperimentId(77)], vec![ExperimentId(i64::MAX), ExperimentId(77)]] {
        let question = KeyQuestion { experiment_ids: Some(ids), ..of(KeyKind::Metrics) };
        let found = keys(&store, question, 10, None).await;
        assert_eq!((listed(&found), found.total, &found.next_token), (vec![], 0, &None));
    }
}

pub(super) async fn keys_are_searched_and_paged(store: Store) {
    let more = run(&store).await;
    let names = ["Loss", "a/loss", "b/loss", "a%b", "a_b", "it's"];
    let metrics = names.map(|key| metric(key, 0.0, NOW, 0)).to_vec();
    store.log_batch(RunBatch { metrics, ..batch(&more) }).await.unwrap();
    let second = run(&store).await;
    store.log_batch(RunBatch { metrics: vec![metric("b/loss", 0.0, NOW, 0)], ..batch(&second) }).await.unwrap();

    let sought = |text: &str| KeyQuestion { contains: text.to_owned(), ..of(KeyKind::Metrics) };
    let found = keys(&store, sought("loss"), 10, None).await;
    assert_eq!(listed(&found), [("Loss", 1), ("a/loss", 1), ("b/loss", 2)], "what begins with it comes first");
    for (text, expected) in [("a%", "a%b"), ("A_", "a_b"), ("'S", "it's")] {
        assert_eq!(listed(&keys(&store, sought(text), 10, None).await), [(expected, 1)], "{text}");
    }
    assert_eq!(keys(&store, sought("' OR 1=1 --"), 10, None).await.keys, []);

    let whole = keys(&store, KeyQuestion { count: false, ..sought("") }, 100, None).await;
    assert_eq!((whole.keys.len(), whole.total), (6, 6));
    assert!(whole.keys.iter().all(|found| found.runs.is_none()));
    for question in [sought(""), sought("s"), sought("loss")] {
        let whole = keys(&store, question.clone(), 100, None).await;
        let (mut token, mut paged) = (None, Vec::new());
        loop {
            let page = keys(&store, question.clone(), 1, token).await;
            assert_eq!(page.total, whole.total);
            paged.extend(page.keys);
            token = page.next_token;
            if token.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole.keys);
    }
    let token = keys(&store, sought(""), 1, None).await.next_token;
    let other = KeySearch::parse(sought("loss"), 1, token).unwrap_err();
    assert_eq!(other.kind(), ErrorKind::InvalidParameter);
}

async fn change(store: &Store, ids: &[&RunId], act: RunAct) -> Vec<(String, ErrorKind, String)> {
    let ids = ids.iter().map(|&id| id.clone()).collect();
    let refused = store.change_runs(RunsChange::checked(ids, act, 1_000_000).unwrap()).await.unwrap();
    refused.into_iter().map(|(id, why)| (id.to_string(), why.kind, why.message)).collect()
}

fn missing() -> (String, ErrorKind, String) {
    ("nobody".to_owned(), ErrorKind::NotFound, "Run with id=nobody not found".to_owned())
}

pub(super) async fn runs_are_deleted_and_restored_together(store: Store) {
    let (one, two, other) = (run(&store).await, run(&store).await, run(&store).await);
    let nobody = RunId::from("nobody");
    let stage = async |id: &RunId| store.run_info(id.clone()).await.unwrap().lifecycle_stage;
    for _ in 0..2 {
        let refused = change(&store, &[&one, &nobody, &two], RunAct::Delete { now: NOW }).await;
        assert_eq!(refused, [missing()]);
        assert_eq!((stage(&one).await, stage(&two).await), (LifecycleStage::Deleted, LifecycleStage::Deleted));
    }
    assert_eq!(stage(&other).await, LifecycleStage::Active);
    assert_eq!(change(&store, &[&nobody, &two, &other, &two], RunAct::Restore).await, [missing()]);
    assert_eq!((stage(&one).await, stage(&two).await), (LifecycleStage::Deleted, LifecycleStage::Active));
    assert_eq!(change(&store, &[&nobody], RunAct::Restore).await, [missing()]);
    assert_eq!(change(&store, &[], RunAct::Restore).await, []);
}

pub(super) async fn runs_are_tagged_together(store: Store) {
    let (one, two, gone) = (run(&store).await, run(&store).await, run(&store).await);
    let nobody = RunId::from("nobody");
    store.delete_run(gone.clone(), NOW).await.unwrap();
    let tags = async |id: &RunId| {
        let mut tags = store.run(id.clone()).await.unwrap().tags;
        tags.retain(|tag| tag.key != "mlflow.runName");
        tags
    };
    let in_bin = |id: &RunId| {
        let message = format!("The run {id} must be in the 'active' state. Current state is deleted.");
        (id.to_string(), ErrorKind::InvalidParameter, message)
    };
    for value in ["a", "b"] {
        let mut refused = change(&store, &[&one, &two, &gone, &nobody], RunAct::SetTag(tag("k", value))).await;
        refused.sort_by_key(|(id, ..)| id.as_str() != "nobody");
        assert_eq!(refused, [missing(), in_bin(&gone)]);
        assert_eq!((tags(&one).await, tags(&two).await), (vec![tag("k", value)], vec![tag("k", value)]));
    }
    assert_eq!(change(&store, &[&one], RunAct::SetTag(tag("mlflow.runName", "new"))).await, []);
    assert_eq!(store.run_info(one.clone()).await.unwrap().name.as_deref(), Some("new"));
    for _ in 0..2 {
        let refused = change(&store, &[&one, &gone], RunAct::DeleteTag("k".to_owned())).await;
        assert_eq!(refused, [in_bin(&gone)], "one without the tag is none the worse");
        assert_eq!((tags(&one).await, tags(&two).await), (vec![], vec![tag("k", "b")]));
    }
}

pub(super) async fn a_long_tag_of_many_runs_goes_whole(store: Store) {
    let (one, two) = (run(&store).await, run(&store).await);
    let long = "ä".repeat(9000);
    change(&store, &[&one, &two], RunAct::SetTag(tag("k", &long))).await;
    let value = async |id: &RunId| {
        let tags = store.run(id.clone()).await.unwrap().tags;
        tags.into_iter().find(|tag| tag.key == "k").map(|tag| tag.value)
    };
    assert_eq!((value(&one).await, value(&two).await), (Some(long.clone()), Some(long.clone())));
    change(&store, &[&one], RunAct::DeleteTag("k".to_owned())).await;
    // What MLflow would write then is not taken for the beginning of what was there.
    change(&store, &[&one], RunAct::SetTag(tag("k", &"ä".repeat(8000)))).await;
    assert_eq!((value(&one).await, value(&two).await), (Some("ä".repeat(8000)), Some(long)));
}

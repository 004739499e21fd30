//! Inputs and outputs of runs, and the datasets among them.

use runlore_domain::dataset::{Dataset, DatasetInput, DatasetSummary, ModelOutput, RunInputs, RunOutputs};
use runlore_domain::{ErrorKind, ExperimentId, ModelId, RunId};
use runlore_store::Store;

use crate::support::{NOW, new_experiment, new_run, refused, run, tag};

fn input(name: &str, context: Option<&str>) -> DatasetInput {
    DatasetInput {
        dataset: Dataset {
            name: name.to_owned(),
            digest: "d1".to_owned(),
            source_type: "code".to_owned(),
            source: "{}".to_owned(),
            schema: Some("schema".to_owned()),
            profile: None,
        },
        tags: context.map(|value| tag("mlflow.data.context", value)).into_iter().collect(),
    }
}

fn inputs(run_id: &RunId, datasets: Vec<DatasetInput>) -> RunInputs {
    RunInputs { run_id: run_id.clone(), datasets, models: Vec::new() }
}

pub(super) async fn inputs_are_kept_once(store: Store) {
    let id = run(&store).await;
    let model = ModelId::random();
    let given = RunInputs {
        models: vec![model.clone(), model.clone()],
        ..inputs(&id, vec![input("train", Some("training")), input("train", Some("ignored")), input("test", None)])
    };
    store.log_inputs(given.clone()).await.unwrap();
    store.log_inputs(given).await.unwrap();
    store.log_inputs(inputs(&id, vec![input("train", Some("later"))])).await.unwrap();
    let read = store.run(id.clone()).await.unwrap();
    let mut datasets = read.datasets;
    datasets.sort_by(|a, b| a.dataset.name.cmp(&b.dataset.name));
    assert_eq!(datasets, [input("test", None), input("train", Some("training"))]);
    assert_eq!(read.model_inputs, [model]);
    store.delete_run(id.clone(), NOW).await.unwrap();
    let refusal = refused(store.log_inputs(inputs(&id, Vec::new())).await);
    assert_eq!(refusal.0, ErrorKind::InvalidParameter);
    assert_eq!(refused(store.log_inputs(inputs(&"nobody".into(), Vec::new())).await).0, ErrorKind::NotFound);
}

pub(super) async fn outputs_are_kept_with_their_step(store: Store) {
    let id = run(&store).await;
    let output = |step| ModelOutput { model_id: ModelId::from("m-1"), step };
    let outputs = |models| RunOutputs { run_id: id.clone(), models };
    store.log_outputs(outputs(vec![output(7)])).await.unwrap();
    assert_eq!(store.run(id.clone()).await.unwrap().model_outputs, [output(7)]);
    let again = vec![ModelOutput { model_id: ModelId::from("m-2"), step: 1 }, output(8)];
    assert_eq!(refused(store.log_outputs(outputs(again)).await).0, ErrorKind::BadRequest);
    assert_eq!(store.run(id.clone()).await.unwrap().model_outputs, [output(7)], "nothing is half written");
    store.delete_run(id.clone(), NOW).await.unwrap();
    assert_eq!(refused(store.log_outputs(outputs(Vec::new())).await).0, ErrorKind::InvalidParameter);
}

pub(super) async fn datasets_are_found_by_experiment(store: Store) {
    let other = store.create_experiment(new_experiment("other")).await.unwrap();
    let runs = [run(&store).await, run(&store).await];
    let elsewhere = store.create_run(new_run(other, "x")).await.unwrap().info.id;
    for id in runs.iter().chain([&elsewhere]) {
        store.log_inputs(inputs(id, vec![input("train", Some("training"))])).await.unwrap();
    }
    store.log_inputs(inputs(&runs[0], vec![input("eval", None)])).await.unwrap();
    let summary = |experiment_id, name: &str, context: Option<&str>| DatasetSummary {
        experiment_id,
        name: name.to_owned(),
        digest: "d1".to_owned(),
        context: context.map(str::to_owned),
    };
    let here = [summary(ExperimentId(0), "eval", None), summary(ExperimentId(0), "train", Some("training"))];
    assert_eq!(store.search_datasets(vec![ExperimentId(0)]).await.unwrap(), here);
    assert_eq!(store.search_datasets(vec![ExperimentId(0), other]).await.unwrap().len(), 3);
    assert!(store.search_datasets(Vec::new()).await.unwrap().is_empty());
}

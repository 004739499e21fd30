//! What no other test calls: each once, against a server.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use runlore::{
    Client, Dataset, ErrorKind, HistoryBulk, HistoryInterval, Image, NewLoggedModel, RowsOf, SearchExperiments,
    SearchLoggedModels,
};
use serde_json::json;

use crate::server::{Server, free_port, set_env, spool_in};

fn served(folder: &tempfile::TempDir) -> (Server, Client) {
    spool_in(folder.path());
    let server = Server::start(folder.path(), free_port());
    runlore::set_tracking_uri(&server.uri);
    let client = Client::new(&server.uri).unwrap();
    (server, client)
}

#[test]
fn images_inputs_and_runs_that_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, client) = served(&folder);
    runlore::set_experiment("surface").unwrap();
    let run = runlore::start_run().name("looks").start().unwrap();
    let id = run.run_id().to_owned();
    let image = Image::from_pixels(2, 1, 3, vec![255, 0, 0, 0, 0, 255]).unwrap();
    assert!(Image::from_pixels(2, 1, 3, vec![0]).is_err());
    runlore::log_image(&image, "pictures/a.png").unwrap();
    runlore::log_image_step("dots", &image, 3).unwrap();
    let rows = Dataset {
        name: "rows".to_owned(),
        digest: "d1".to_owned(),
        source_type: "code".to_owned(),
        ..Default::default()
    };
    runlore::log_input(rows, Some("eval")).unwrap();
    run.end().unwrap();
    let png = client.wait(async { client.get_artifact(&id, "pictures/a.png").await?.bytes().await }).unwrap();
    assert_eq!(Image::decode(&png).unwrap().to_png().unwrap(), png);
    let steps = client.wait(client.list_artifacts(&id, "images")).unwrap();
    assert_eq!(steps.len(), 2, "an image of a step and its small copy: {steps:?}");
    let experiment = client.wait(client.get_run(&id)).unwrap().info.experiment_id.unwrap();
    let inputs = client.wait(client.search_datasets(&[&experiment])).unwrap();
    assert_eq!((inputs[0].name.as_str(), inputs[0].context.as_deref()), ("rows", Some("eval")));

    let again = runlore::start_run().resume(&id).start().unwrap();
    runlore::log_metric("more", 1.0, 1).unwrap();
    again.end().unwrap();
    let found =
        runlore::search_experiments(&SearchExperiments { filter: "name = 'surface'".to_owned(), ..Default::default() });
    assert_eq!(found.unwrap().items.len(), 1);
    assert_eq!(runlore::get_run(&id).unwrap().data.metrics["more"], 1.0);
}

#[test]
fn a_run_that_a_panic_ends_has_failed() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, client) = served(&folder);
    let mut id = String::new();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let run = runlore::start_run().start().unwrap();
        run.run_id().clone_into(&mut id);
        panic!("the program has a defect");
    }));
    assert!(panicked.is_err() && runlore::active_run().is_none());
    assert_eq!(client.wait(client.get_run(&id)).unwrap().info.status, "FAILED");
}

#[test]
fn a_server_that_is_away_is_no_error_of_a_run_that_ends() {
    let folder = tempfile::tempdir().unwrap();
    spool_in(folder.path());
    set_env("RUNLORE_WAIT_SECONDS", "0.2");
    set_env("RUNLORE_EXIT_SECONDS", "0.2");
    let port = free_port();
    runlore::set_tracking_uri(&format!("http://127.0.0.1:{port}"));
    let run = runlore::start_run().start().unwrap();
    let id = run.run_id().to_owned();
    run.end().unwrap();
    assert_eq!(runlore::flush().unwrap_err().kind(), ErrorKind::Unavailable);
    runlore::close();
    let server = Server::start(folder.path(), port);
    assert_eq!(runlore::sync(None, None, |_| {}).unwrap().len(), 1);
    let client = Client::new(&server.uri).unwrap();
    assert_eq!(client.wait(client.get_run(&id)).unwrap().info.status, "FINISHED");
}

#[test]
fn histories_and_tables() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, client) = served(&folder);
    let run = runlore::start_run().start().unwrap();
    let id = run.run_id().to_owned();
    for step in 0..50_i64 {
        runlore::log_metric("m", 0.5, step).unwrap();
    }
    runlore::log_table([json!({"q": "a".repeat(100), "n": 1})], "t.json").unwrap();
    runlore::flush().unwrap();
    let (run_ids, metric_key) = (vec![id.clone()], "m".to_owned());
    let bulk = HistoryBulk { run_ids: run_ids.clone(), metric_key: metric_key.clone(), max_results: Some(20) };
    let points = client.wait(client.get_metric_history_bulk(&bulk)).unwrap();
    assert_eq!((points.len(), points[0].run_id.as_str()), (20, id.as_str()));
    let interval = HistoryInterval { run_ids, metric_key, steps: Some((10, 20)), max_results: None };
    let points = client.wait(client.get_metric_history_interval(&interval)).unwrap();
    assert_eq!((points.len(), points[0].metric.step), (11, 10));

    assert_eq!(client.wait(client.append_table(&id, "t.json", &["n".to_owned()], &[vec![json!(2)]])).unwrap(), 2);
    let flushed = client.wait(client.flush_tables(&id, None)).unwrap();
    assert_eq!((flushed[0].path.as_str(), flushed[0].rows), ("t.json", 2));
    let asked = RowsOf { max_cell: Some(5), order_by: vec!["n".to_owned()], ..RowsOf::default() };
    let rows = client.wait(client.table_rows(&id, "t.json", &asked)).unwrap();
    assert_eq!(rows.rows, [[json!("aaaaa"), json!(1)], [json!(null), json!(2)]]);
    assert_eq!((rows.cut.len(), rows.cut[0].row, rows.cut[0].column, rows.cut[0].bytes), (1, 0, 0, 102));
    client.wait(client.heartbeat(std::slice::from_ref(&id))).unwrap();
    assert!(client.wait(client.lost_runs(&[id], &[])).unwrap().is_empty());
    run.end().unwrap();
}

#[test]
fn logged_models_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let (_server, client) = served(&folder);
    let run = runlore::start_run().start().unwrap();
    let id = run.run_id().to_owned();
    runlore::flush().unwrap();
    let params = BTreeMap::from([("task".to_owned(), "chat".to_owned())]);
    let new = NewLoggedModel {
        experiment_id: "0".to_owned(),
        name: Some("m".to_owned()),
        model_type: None,
        source_run_id: Some(id.clone()),
        params: params.clone(),
        tags: BTreeMap::new(),
    };
    let model = client.wait(client.create_logged_model(&new)).unwrap().info.model_id;
    let ready = client.wait(client.finalize_logged_model(&model, "LOGGED_MODEL_READY")).unwrap();
    assert_eq!(ready.info.status, "LOGGED_MODEL_READY");
    client.wait(client.log_model_params(&model, &BTreeMap::from([("depth".to_owned(), "3".to_owned())]))).unwrap();
    client.wait(client.set_model_tags(&model, &params)).unwrap();
    client.wait(client.delete_model_tag(&model, "task")).unwrap();
    assert_eq!(client.wait(client.get_logged_model(&model)).unwrap().info.name, "m");
    let search = SearchLoggedModels { experiment_ids: vec!["0".to_owned()], ..Default::default() };
    assert_eq!(client.wait(client.search_logged_models(&search)).unwrap().items.len(), 1);
    assert!(client.wait(client.list_model_artifacts(&model, "")).unwrap().is_empty());
    client.wait(client.delete_logged_model(&model)).unwrap();
    assert_eq!(client.wait(client.get_logged_model(&model)).unwrap_err().kind(), ErrorKind::NotFound);

    client.wait(client.upload_artifact(&id, "a/b.txt", b"hello".to_vec())).unwrap();
    assert_eq!(client.wait(client.list_artifacts(&id, "a")).unwrap()[0].path, "a/b.txt");
    client.wait(client.put_file("own/c.txt", b"there".to_vec())).unwrap();
    assert_eq!(client.wait(client.list_files("own")).unwrap()[0].path, "c.txt");
    assert_eq!(client.wait(async { client.get_file("own/c.txt").await?.bytes().await }).unwrap(), b"there");
    client.wait(client.delete_file("own/c.txt")).unwrap();
    assert_eq!(client.wait(client.get_file("own/c.txt")).unwrap_err().kind(), ErrorKind::NotFound);
    // A folder of the server's takes no parts and signs nothing.
    let refusals = [
        client.wait(client.create_multipart("own", "d.bin", 2)).unwrap_err(),
        client.wait(client.presign_file("own/c.txt")).unwrap_err(),
        client.wait(client.presign_upload(&id, "e.bin")).unwrap_err(),
        client.wait(client.presign_download(&id, "a/b.txt")).unwrap_err(),
    ];
    let kinds = [ErrorKind::NotImplemented, ErrorKind::InvalidParameter];
    assert!(refusals.iter().all(|refusal| kinds.contains(&refusal.kind())), "{refusals:?}");
    client.wait(client.health()).unwrap();
    assert!(!client.wait(client.version()).unwrap().is_empty());
    assert!(client.wait(client.server_info()).unwrap().is_object());
    run.end().unwrap();
}

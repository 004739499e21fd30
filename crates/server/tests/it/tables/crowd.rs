//! Many at once: every row once, and never half a table.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use axum::http::Method;
use serde_json::{Value, json};

use super::{TABLES, Tables};
use crate::support::Server;

const TASKS: u64 = 16;
const APPENDS: u64 = 50;

async fn append(server: &Server, run: &str, task: u64, n: u64) {
    // Every eleventh is large, so that it is a file; columns come and go.
    let filler = "x".repeat(if n % 11 == 5 { 70_000 } else { 10 });
    let (columns, row) = match n % 3 {
        0 => (json!(["task", "n"]), json!([task, n])),
        1 => (json!(["n", "task", "filler"]), json!([n, task, filler])),
        _ => (json!(["filler", "n", "task"]), json!([filler, n, task])),
    };
    let body = json!({"run_id": run, "path": "t.json", "columns": columns, "data": [row]});
    let answer = server.call(Method::POST, &format!("{TABLES}/append"), &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// The rows of each task, in the order of the table.
fn by_task(text: &str) -> Vec<Vec<u64>> {
    let table: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text:.200}"));
    let place = |name: &str| table["columns"].as_array().unwrap().iter().position(|column| column == name);
    let mut rows = vec![Vec::new(); TASKS as usize];
    for row in table["data"].as_array().unwrap() {
        assert_eq!(row.as_array().unwrap().len(), table["columns"].as_array().unwrap().len());
        let number = |name: &str| row[place(name).unwrap()].as_u64().unwrap();
        rows[number("task") as usize].push(number("n"));
    }
    rows
}

/// Reads through the server and past it, and says how often.
async fn read(server: Arc<Server>, tables: Arc<Tables>, over: Arc<AtomicBool>) -> usize {
    let (mut reads, mut seen) = (0, 0);
    while !over.load(Relaxed) {
        let text = server.get(&tables.url("t.json")).await;
        if text.status != 404 {
            let rows = by_task(&text.text());
            for of_task in &rows {
                assert!(of_task.iter().copied().eq(0..of_task.len() as u64), "{of_task:?}");
            }
            let count = rows.iter().map(Vec::len).sum::<usize>();
            assert!(count >= seen, "{count} rows after {seen}");
            (reads, seen) = (reads + 1, count);
        }
        if let Some(text) = tables.read("t.json") {
            by_task(&text);
        }
    }
    reads
}

async fn crowd(tables: Tables) {
    let tables = Arc::new(tables);
    // Two processes, each with appenders, readers and one that writes the file.
    let servers = [Arc::new(tables.server.replica()), Arc::new(tables.server.replica())];
    let over = Arc::new(AtomicBool::new(false));
    let appenders: Vec<_> = (0..TASKS)
        .map(|task| {
            let (server, run) = (servers[task as usize % 2].clone(), tables.run.clone());
            tokio::spawn(async move {
                for n in 0..APPENDS {
                    append(&server, &run, task, n).await;
                }
            })
        })
        .collect();
    let readers: Vec<_> =
        servers.iter().map(|server| tokio::spawn(read(server.clone(), tables.clone(), over.clone()))).collect();
    let writers: Vec<_> = servers
        .iter()
        .map(|server| {
            let (server, tables, over) = (server.clone(), tables.clone(), over.clone());
            tokio::spawn(async move {
                while !over.load(Relaxed) {
                    let flush = json!({"run_id": tables.run});
                    let flushed = server.call(Method::POST, &format!("{TABLES}/flush"), &flush).await;
                    assert_eq!(flushed.status, 200, "{}", flushed.text());
                }
            })
        })
        .collect();
    for appender in appenders {
        appender.await.unwrap();
    }
    over.store(true, Relaxed);
    for reader in readers {
        assert!(reader.await.unwrap() > 1);
    }
    for writer in writers {
        writer.await.unwrap();
    }
    tables.flush().await;
    let rows = by_task(&tables.read("t.json").unwrap());
    assert!(rows.iter().all(|of_task| of_task.iter().copied().eq(0..APPENDS)), "{rows:?}");
    assert_eq!(tables.get("t.json").await, tables.read("t.json").unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_a_folder() {
    crowd(Tables::local().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn on_a_bucket() {
    crowd(Tables::s3().await).await;
}

//! A process that ends while it writes a table's file, seen by the next one.

use runlore_domain::table::{Intent, Seen, Table, TableChange};
use serde_json::json;

use super::Tables;

impl Tables {
    async fn table(&self, path: &str) -> Table {
        self.server.store.table(self.name(path)).await.unwrap().unwrap()
    }

    /// Says that a file of `size` bytes is about to be the base, as a process does that then ends.
    pub(super) async fn intend(&self, path: &str, size: usize, until: i64) {
        let table = self.table(path).await;
        let seen = Seen { table: self.name(path), id: table.id, version: table.version };
        let intent = Intent { size: size as u64, upto: table.next_chunk - 1, until };
        assert!(self.server.store.change_table(TableChange::Intend { seen, intent, now: 0 }).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_file_was_put_and_before_anybody_was_told() {
    for tables in [Tables::local().await, Tables::s3().await] {
        for (path, with_base, first) in [
            ("a.json", false, "read"),
            ("b.json", true, "append"),
            ("c.json", true, "flush"),
            ("d.json", false, "list"),
        ] {
            if with_base {
                tables.add(path, 0).await;
                tables.flush().await;
            }
            for cell in [1, 2] {
                tables.add(path, cell).await;
            }
            let whole = tables.get(path).await;
            tables.intend(path, whole.len(), i64::MAX).await;
            // Appended while the file was on its way; then it is there.
            tables.add(path, 3).await;
            tables.write(path, &whole).await;
            match first {
                "read" => assert_eq!(tables.cells(path).await.len(), 3),
                "append" => {}
                "flush" => drop(tables.flush().await),
                _ => {
                    let url = format!("{}/artifacts/list?run_id={}", crate::support::V2, tables.run);
                    let listed = tables.server.get(&url).await.text();
                    assert!(listed.contains(&format!("\"file_size\":{}", whole.len() + 4)), "{listed}");
                }
            }
            tables.add(path, 4).await;
            let mut expected = vec![json!(1), json!(2), json!(3), json!(4)];
            if with_base {
                expected.insert(0, json!(0));
            }
            assert_eq!(tables.cells(path).await, expected, "{path}");
            assert_eq!(tables.table(path).await.intent, None);
            tables.flush().await;
            assert_eq!(tables.read(path).unwrap(), tables.get(path).await);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn before_the_file_was_put() {
    let tables = Tables::local().await;
    tables.add("t.json", 1).await;
    let whole = tables.get("t.json").await;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as i64;
    tables.intend("t.json", whole.len(), now + 1500).await;
    assert_eq!(tables.cells("t.json").await, [1]);
    tables.add("t.json", 2).await;
    assert_eq!(tables.cells("t.json").await, [1, 2]);
    let started = std::time::Instant::now();
    tables.flush().await;
    assert!(started.elapsed().as_millis() > 1000, "the other might still be at it");
    assert_eq!(tables.read("t.json").unwrap(), r#"{"columns":["a"],"data":[[1],[2]]}"#);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_comes_in_between() {
    let tables = Tables::local().await;
    tables.add("t.json", 1).await;
    let whole = tables.get("t.json").await;
    tables.intend("t.json", whole.len(), i64::MAX).await;
    tables.write("t.json", r#"{"columns": ["a"], "data": [["a stranger's"]]}"#).await;
    tables.add("t.json", 2).await;
    assert_eq!(tables.cells("t.json").await, [json!("a stranger's"), json!(2)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_process_goes_on() {
    let tables = Tables::local().await;
    tables.add("t.json", 1).await;
    let next = tables.server.replica();
    assert_eq!(next.get(&tables.url("t.json")).await.text(), r#"{"columns":["a"],"data":[[1]]}"#);
    next.state.write_tables().await;
    assert_eq!(tables.read("t.json"), None, "it has not been told of any table");
    let names = next.store.pending_tables(None, i64::MAX).await.unwrap();
    assert_eq!(names, [tables.name("t.json")]);
}

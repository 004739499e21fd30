//! A process that ends while it writes a table's file, seen by the next one.

use runlore_domain::table::{Publication, Rows, Seen, Table, TableChange};
use runlore_tables::Scanner;
use serde_json::json;

use super::Tables;

impl Tables {
    async fn table(&self, path: &str) -> Table {
        self.server.store.table(self.name(path)).await.unwrap().unwrap()
    }

    async fn seen(&self, path: &str) -> Seen {
        let table = self.table(path).await;
        Seen { table: self.name(path), id: table.id, version: table.version }
    }

    /// Says that somebody writes the file, for some milliseconds from now on.
    pub(super) async fn begin(&self, path: &str, lasts: u128) {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
        let begin = TableChange::Begin { seen: self.seen(path).await, until: (now + lasts) as i64, now: now as i64 };
        assert!(self.server.store.change_table(begin).await.unwrap());
    }

    /// Announces a file with all rows that are there now, as a process does that then ends.
    pub(super) async fn announce(&self, path: &str, file: &[u8]) {
        let mut scanner = Scanner::default();
        let rows = match scanner.push(file, &mut |_| Ok(())) {
            Ok(()) => {
                let part = scanner.finish().unwrap();
                Rows { columns: json!(part.columns).to_string(), count: part.rows, data: part.data }
            }
            Err(_) => Rows { columns: json!(["a"]).to_string(), count: 1, data: 0..0 },
        };
        let upto = self.table(path).await.next_chunk - 1;
        let publication = Publication { size: file.len() as u64, checksum: crc32fast::hash(file), upto, rows };
        let now = i64::MAX;
        let announce = TableChange::Announce { seen: self.seen(path).await, publication, now };
        assert!(self.server.store.change_table(announce).await.unwrap());
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
            tables.begin(path, 1000).await;
            tables.announce(path, whole.as_bytes()).await;
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
            tables.flush().await;
            assert_eq!(tables.read(path).unwrap(), tables.get(path).await);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn before_the_file_was_put() {
    let tables = Tables::local().await;
    tables.add("t.json", 1).await;
    tables.begin("t.json", 1500).await;
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
    tables.announce("t.json", whole.as_bytes()).await;
    tables.add("t.json", 2).await;
    // As many bytes as were announced, but others: it takes the place of all rows.
    tables.write("t.json", &whole.replace('1', "7")).await;
    tables.add("t.json", 3).await;
    assert_eq!(tables.cells("t.json").await, [7, 3]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_process_puts_its_file_over_a_newer_one() {
    let tables = Tables::local().await;
    tables.add("t.json", 1).await;
    let old = tables.get("t.json").await;
    tables.announce("t.json", old.as_bytes()).await;
    tables.add("t.json", 2).await;
    tables.flush().await;
    assert_eq!(tables.read("t.json").unwrap(), r#"{"columns":["a"],"data":[[1],[2]]}"#);
    tables.add("t.json", 3).await;
    tables.write("t.json", &old).await;
    assert_eq!(tables.cells("t.json").await, [1, 2, 3]);
    tables.add("t.json", 4).await;
    tables.flush().await;
    assert_eq!(tables.read("t.json").unwrap(), r#"{"columns":["a"],"data":[[1],[2],[3],[4]]}"#);
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

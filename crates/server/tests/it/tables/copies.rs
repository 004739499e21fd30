//! Copies of large tables: that they answer what the files do, and that nobody has to care for them.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Tables;
use super::rows::rows;

/// Asks until the copy answers.
async fn prepared(tables: &Tables, path: &str, more: Value) -> Value {
    let started = Instant::now();
    loop {
        let mut answer = rows(tables, path, more.clone()).await;
        if answer["prepared"] == true {
            answer.as_object_mut().unwrap().remove("prepared");
            return answer;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "{path} is never prepared");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn copies(folder: &Path) -> Vec<u64> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).collect()
}

/// Text that does not become smaller.
fn noise(seed: u64, length: usize) -> String {
    let (mut state, mut text) = (seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1), String::new());
    while text.len() < length {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        write!(text, "{:016x}", state ^ (state >> 29)).unwrap();
    }
    text
}

/// Rows whose cells lose something in any typed column.
fn hostile(rows: u64) -> String {
    let odd = [
        "null",
        "1",
        "1.0",
        "-0.0",
        "1e400",
        "9007199254740993",
        "123456789012345678901234567890",
        "\"007\"",
        "true",
        "{\"b\" : 1,\"a\":{}}",
        "[1,[null]]",
        "\"\\ud800\"",
        "\"a\\/b\"",
        "\"é😀\"",
        "\"\"",
        "0.1000000000000000055511",
    ];
    let mut file = r#"{"columns":["n","a/b","a/b","text"],"data":["#.to_owned();
    for n in 0..rows {
        let (one, two) = (odd[n as usize % 16], odd[n as usize * 7 / 3 % 16]);
        let comma = if n == 0 { "" } else { " ,\n" };
        write!(file, "{comma}[{n},{one}, {two} ,\"{}\"]", noise(n, 32)).unwrap();
    }
    file + "]}"
}

fn questions() -> Vec<Value> {
    vec![
        json!({}),
        json!({"offset": 2_999, "max_rows": 50}),
        json!({"offset": 5_000, "max_rows": 50}),
        json!({"columns": ["text", "n", "text"], "offset": 1_500, "max_rows": 7}),
        json!({"order_by": ["`a/b`"], "max_rows": 4_000}),
        json!({"order_by": ["`a/b` DESC", "n DESC"], "columns": ["n", "a/b"], "offset": 700, "max_rows": 900}),
        json!({"order_by": ["text"], "max_rows": 20}),
        json!({"filter": "`a/b` = 1", "max_rows": 10}),
        json!({"filter": "`a/b` LIKE '%0%' OR n > 2990", "offset": 100, "max_rows": 30}),
        json!({"filter": "`a/b` IS NULL AND NOT n < 100", "order_by": ["text DESC"], "columns": ["n"], "max_rows": 9}),
        json!({"filter": "text = 'nothing'"}),
        json!({"max_rows": 0}),
        json!({"max_cell": 3, "columns": ["a/b", "text"], "offset": 2_000}),
        json!({"max_cell": 4, "order_by": ["text DESC"], "max_rows": 40}),
    ]
}

/// An answer whose cells stay as they were sent: not all of them are values that a parser keeps.
#[derive(Debug, Deserialize)]
struct Page {
    columns: Vec<String>,
    rows: Box<RawValue>,
    #[serde(default)]
    cut: Value,
    total: u64,
    #[serde(default)]
    prepared: bool,
}

async fn page(tables: &Tables, path: &str, question: &Value) -> Page {
    let mut body = question.clone();
    (body["run_id"], body["path"]) = (json!(tables.run), json!(path));
    let answer = tables.call("rows", body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// The copy's answers are those of a server on the same files that has no copies.
async fn same_answers(tables: &Tables, path: &str, questions: &[Value]) {
    let plain = Tables { server: tables.server.replica(), bucket: None, run: tables.run.clone() };
    prepared(tables, path, json!({"max_rows": 0})).await;
    for question in questions {
        let (expected, found) = (page(&plain, path, question).await, page(tables, path, question).await);
        assert_eq!((expected.prepared, found.prepared), (false, true), "{question} of {path}");
        assert_eq!(
            (found.columns, found.rows.get(), found.cut, found.total),
            (expected.columns, expected.rows.get(), expected.cut, expected.total),
            "{question} of {path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_answers_what_the_file_does() {
    let cache = tempfile::tempdir().unwrap();
    for tables in [Tables::copied(cache.path(), 1 << 30, 10_000).await, Tables::copied_from_s3(cache.path()).await] {
        tables.write("d/t.json", &hostile(3_000)).await;
        same_answers(&tables, "d/t.json", &questions()).await;
        let wrong = json!({"run_id": tables.run, "path": "d/t.json", "filter": "b = 1"});
        assert!(tables.call("rows", wrong).await.error().contains("The table has no column 'b'; it has 'n', 'a/b'"));

        let mut csv = "n,text\r\n".to_owned();
        (0..2_000).for_each(|n| write!(csv, "00{n},\"{}\n\"\n", noise(n, 16)).unwrap());
        tables.write("t.csv", &csv).await;
        let asked = [json!({}), json!({"filter": "n = '0077'"}), json!({"order_by": ["text DESC"], "offset": 1_990})];
        same_answers(&tables, "t.csv", &asked).await;

        let data: Vec<Value> = (0..2_000).map(|n| json!([n, noise(n, 64), {"role": "user"}, null, n as f64])).collect();
        tables.append("t.parquet", json!(["n", "text", "o", "z", "f"]), json!(data)).await;
        tables.flush().await;
        let asked = [json!({}), json!({"order_by": ["n DESC"], "max_rows": 3}), json!({"filter": "f > 1990.5"})];
        same_answers(&tables, "t.parquet", &asked).await;

        tables.write("small.json", r#"{"columns":["a"],"data":[[1]]}"#).await;
        let small = json!({"columns": ["a"], "rows": [[1]], "total": 1});
        assert_eq!(rows(&tables, "small.json", json!({"count": false})).await, small);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_rows_come_before_the_copy_and_a_changed_table_is_copied_anew() {
    let cache = tempfile::tempdir().unwrap();
    let tables = Tables::copied(cache.path(), 1 << 30, 10_000).await;
    tables.write("t.json", &hostile(3_000)).await;
    let first = rows(&tables, "t.json", json!({"count": false, "columns": ["n"], "max_rows": 2})).await;
    assert_eq!((&first["rows"], &first["progress"]), (&json!([[0], [1]]), &json!(0.0)), "{first}");
    assert!(first["counted"] == false && first["total"].as_u64().unwrap() > 2, "{first}");
    assert_eq!(prepared(&tables, "t.json", json!({"columns": ["n"], "max_rows": 1})).await["total"], 3_000);

    tables.write("t.json", &hostile(2_000)).await;
    let changed = rows(&tables, "t.json", json!({"columns": ["n"], "max_rows": 1})).await;
    assert_eq!((&changed["total"], &changed["prepared"]), (&json!(2_000), &Value::Null));
    same_answers(&tables, "t.json", &questions()).await;

    // Whole tables only: one that ends early is refused, however far its first rows are.
    let whole = hostile(3_000);
    tables.write("cut.json", &whole[..whole.floor_char_boundary(100_000)]).await;
    let started = Instant::now();
    loop {
        let body = json!({"run_id": tables.run, "path": "cut.json", "count": false, "max_rows": 1});
        let answer = tables.call("rows", body).await;
        if answer.status == 400 {
            assert!(answer.error().contains("it ends early"), "{}", answer.error());
            break;
        }
        assert!(started.elapsed() < Duration::from_secs(60));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_that_grows_is_copied_when_it_rests_and_not_again_when_it_is_written() {
    let cache = tempfile::tempdir().unwrap();
    let tables = Tables::copied(cache.path(), 1 << 30, 10_000).await;
    for of in 0..3 {
        let data: Vec<Value> = (0..500).map(|n| json!([of * 500 + n, noise(n, 64)])).collect();
        tables.append("t.json", json!(["n", "text"]), json!(data)).await;
    }
    assert_eq!(rows(&tables, "t.json", json!({"max_rows": 1})).await["total"], 1_500);
    let question = json!({"order_by": ["n DESC"], "columns": ["n"], "max_rows": 2});
    let last = json!({"columns": ["n"], "rows": [[1499], [1498]], "total": 1_500});
    assert_eq!(prepared(&tables, "t.json", question.clone()).await, last);
    tables.flush().await;
    assert_eq!(rows(&tables, "t.json", question.clone()).await["prepared"], true);
    assert_eq!(copies(cache.path()).len(), 1);
    tables.append("t.json", json!(["n"]), json!([[1_500]])).await;
    assert_eq!(rows(&tables, "t.json", question).await["rows"], json!([[1500], [1499]]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn copies_are_made_once_kept_over_a_restart_and_bounded() {
    let cache = tempfile::tempdir().unwrap();
    let tables = Tables::copied(cache.path(), 800_000, 10_000).await;
    let file = |seed: u64| {
        let rows: Vec<String> = (0..3_000).map(|n| format!("[{n},\"{}\"]", noise(seed + n, 160))).collect();
        format!(r#"{{"columns":["n","text"],"data":[{}]}}"#, rows.join(","))
    };
    tables.write("one.json", &file(0)).await;
    tables.write("two.json", &file(1 << 32)).await;
    let crowd = (0..16).map(|_| rows(&tables, "one.json", json!({"max_rows": 1})));
    for answer in futures_util::future::join_all(crowd).await {
        assert_eq!(answer["total"], 3_000);
    }
    prepared(&tables, "one.json", json!({})).await;
    assert_eq!(copies(cache.path()).len(), 1, "sixteen asked, one was made");

    let config = super::copying(cache.path(), 800_000, 10_000);
    let again = Tables { server: tables.server.replica_with(config), bucket: None, run: tables.run.clone() };
    assert_eq!(rows(&again, "one.json", json!({"max_rows": 1})).await["prepared"], true);

    prepared(&tables, "two.json", json!({})).await;
    let kept = copies(cache.path());
    assert!(kept.len() == 1 && kept[0] < 800_000, "{kept:?}");
    assert_eq!(rows(&tables, "one.json", json!({"offset": 2_999})).await["rows"][0][0], 2_999);

    // A damaged copy is none.
    for entry in std::fs::read_dir(cache.path()).unwrap() {
        let path = entry.unwrap().path();
        // The other one may be on its way again.
        if path.extension().is_some_and(|extension| extension == "parquet")
            && let Ok(bytes) = std::fs::read(&path)
        {
            std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        }
    }
    assert_eq!(rows(&again, "two.json", json!({"offset": 2_999})).await["rows"][0][0], 2_999);
    prepared(&again, "two.json", json!({})).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_that_can_not_be_used_only_makes_it_slower() {
    let cache = tempfile::tempdir().unwrap();
    std::fs::write(cache.path().join("file"), "x").unwrap();
    let never = Tables::copied(&cache.path().join("file"), 1 << 30, 10_000).await;
    std::fs::create_dir(cache.path().join("gone")).unwrap();
    let gone = Tables::copied(&cache.path().join("gone"), 1 << 30, 10_000).await;
    std::fs::remove_dir_all(cache.path().join("gone")).unwrap();
    let small = Tables::copied(&cache.path().join("small"), 1_000, 10_000).await;
    for tables in [never, gone, small] {
        tables.write("t.json", &hostile(1_000)).await;
        let started = Instant::now();
        loop {
            let answer = rows(&tables, "t.json", json!({"count": false, "columns": ["n"], "max_rows": 1})).await;
            assert_eq!((&answer["rows"], &answer["prepared"]), (&json!([[0]]), &Value::Null));
            // Once it is known that there will be no copy, the rows are counted.
            if answer["progress"].is_null() {
                assert_eq!((&answer["total"], &answer["counted"]), (&json!(1_000), &Value::Null));
                break;
            }
            assert!(started.elapsed() < Duration::from_secs(60));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    assert_eq!(copies(&cache.path().join("small")), Vec::<u64>::new());
}

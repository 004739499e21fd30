//! How quickly a table of a million rows is read. Measured, not tested:
//! `cargo nextest run --release -p runlore-server --run-ignored only -E 'test(a_million_rows)' --no-capture`

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Tables;
use super::rows::rows;

const ROWS: u64 = 1_000_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures; takes a minute and a release build"]
async fn a_million_rows() {
    let cache = tempfile::tempdir().unwrap();
    let tables = Tables::copied(cache.path(), 4 << 30, 5_000_000).await;
    let mut file = r#"{"columns":["id","question","answer","score","model"],"data":["#.to_owned();
    for n in 0..ROWS {
        let score = n * 7_919 % 1_000_003;
        let comma = if n == 0 { "" } else { "," };
        write!(
            file,
            "{comma}[{n},\"What is the answer to question {score}?\",\"It is {n}, as everybody knows who has read \
             the {score} pages about it.\",{}.{score:06},\"model-{}\"]",
            n % 2,
            n % 7
        )
        .unwrap();
    }
    file += "]}";
    eprintln!("the file: {} MB", file.len() / 1_000_000);
    tables.write("t.json", &file).await;
    drop(file);
    eprintln!("{}", memory("before"));

    let timed = async |what: &str, question: Value| {
        let started = Instant::now();
        let answer = rows(&tables, "t.json", question).await;
        let shown = format!("{} rows of {}", answer["rows"].as_array().unwrap().len(), answer["total"]);
        eprintln!("{what}: {} ms ({shown}, prepared: {})", started.elapsed().as_millis(), answer["prepared"]);
        answer
    };
    let started = Instant::now();
    timed("first screen", json!({"count": false})).await;
    timed("sorted while it is prepared", json!({"order_by": ["score DESC"]})).await;
    let mut progress = Vec::new();
    loop {
        let answer = rows(&tables, "t.json", json!({"count": false, "max_rows": 0})).await;
        if answer["prepared"] == true {
            break;
        }
        progress.push(answer["progress"].as_f64().unwrap_or_default());
        assert!(started.elapsed() < Duration::from_secs(300), "{progress:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    eprintln!("prepared after {} ms; told {progress:?}", started.elapsed().as_millis());
    eprintln!("{}", memory("prepared"));
    for (what, question) in [
        ("first screen", json!({})),
        ("a page at 90,000", json!({"offset": 90_000})),
        ("10,000 rows", json!({"offset": 50_000, "max_rows": 10_000})),
        ("sorted by a number", json!({"order_by": ["score DESC"]})),
        ("sorted by a number, at 90,000", json!({"order_by": ["score DESC"], "offset": 90_000})),
        ("sorted by a text", json!({"order_by": ["question"]})),
        ("sorted by a text, at 90,000", json!({"order_by": ["answer"], "offset": 90_000})),
        ("filtered by a number", json!({"filter": "score > 0.9"})),
        ("filtered by a text", json!({"filter": "answer LIKE '%777%'"})),
        (
            "a text in any of three columns",
            json!({"filter": "question ILIKE '%99%' OR answer ILIKE '%99%' OR model ILIKE '%99%'"}),
        ),
        ("filtered and sorted", json!({"filter": "model = 'model-3'", "order_by": ["score"]})),
    ] {
        timed(what, question).await;
    }
    eprintln!("{}", memory("at the end"));
}

fn memory(when: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of =
        |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("unknown").trim().to_owned();
    format!("memory {when}: {} now, {} at most", of("VmRSS:"), of("VmHWM:"))
}

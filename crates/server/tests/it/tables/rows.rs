//! `tables/rows`.

use serde_json::{Value, json};

use super::Tables;

pub(super) async fn rows(tables: &Tables, path: &str, more: Value) -> Value {
    let mut body = json!({"run_id": tables.run, "path": path});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let answer = tables.call("rows", body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_every_kind_of_table() {
    let tables = Tables::local().await;
    tables.append("t.json", json!(["q", "score"]), json!([["a", 0.5], ["007", null]])).await;
    tables.flush().await;
    tables.append("t.json", json!(["score", "q"]), json!([[2, "c"]])).await;
    let whole = json!({"columns": ["q", "score"], "rows": [["a", 0.5], ["007", null], ["c", 2]], "total": 3});
    assert_eq!(rows(&tables, "t.json", json!({})).await, whole);
    let asked = json!({"columns": ["score"], "filter": "score > 0", "order_by": ["score DESC"], "max_rows": 1});
    assert_eq!(rows(&tables, "t.json", asked).await, json!({"columns": ["score"], "rows": [[2]], "total": 2}));
    let late = json!({"offset": 2, "max_rows": 5});
    assert_eq!(rows(&tables, "t.json", late).await["rows"], json!([["c", 2]]));

    tables.write("last.json", r#"{"data": [["a", 1], ["b", 2]], "columns": ["q", "n"]}"#).await;
    let found = rows(&tables, "last.json", json!({"filter": "n = 2"})).await;
    assert_eq!(found, json!({"columns": ["q", "n"], "rows": [["b", 2]], "total": 1}));
    tables.write("empty.json", r#"{"columns": ["q"], "data": []}"#).await;
    assert_eq!(rows(&tables, "empty.json", json!({})).await, json!({"columns": ["q"], "rows": [], "total": 0}));
    tables.write("llm_predictions.csv", "inputs,n\n\"a, b\",007\nc,8\n").await;
    let csv = json!({"columns": ["inputs", "n"], "rows": [["a, b", "007"], ["c", 8]], "total": 2});
    assert_eq!(rows(&tables, "llm_predictions.csv", json!({})).await, csv);
    assert_eq!(rows(&tables, "llm_predictions.csv", json!({"filter": "n > 7"})).await["rows"], json!([["c", 8]]));
    tables.write("CAPITALS.CSV", "inputs\nc\n").await;
    assert_eq!(rows(&tables, "CAPITALS.CSV", json!({})).await["rows"], json!([["c"]]));
    tables.write("empty.csv", "a,b").await;
    assert_eq!(rows(&tables, "empty.csv", json!({})).await, json!({"columns": ["a", "b"], "rows": [], "total": 0}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_a_number_that_he_did_not_ask_for() {
    let tables = Tables::local().await;
    let row = format!(",[0,\"{}\"]", "x".repeat(1_000));
    tables.write("t.json", &format!(r#"{{"columns":["n","x"],"data":[[1,"a"]{}]}}"#, row.repeat(100_000))).await;
    for (asked, counted) in
        [(json!({"columns": ["n"], "max_rows": 2, "count": false}), false), (json!({"max_rows": 2}), true)]
    {
        let answer = rows(&tables, "t.json", asked).await;
        assert_eq!(answer["rows"][0][0], 1);
        assert_eq!(answer["counted"] != false, counted, "{}", answer["total"]);
        assert_eq!(answer["total"] == 100_001, counted, "{}", answer["total"]);
    }
    // One that is counted in a moment is.
    tables.write("small.json", &format!(r#"{{"columns":["n","x"],"data":[[1,"a"]{}]}}"#, row.repeat(10))).await;
    assert_eq!(rows(&tables, "small.json", json!({"max_rows": 2, "count": false})).await["total"], 11);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_table_is_read_in_pieces() {
    let tables = Tables::local().await;
    for of in 0..5 {
        let rows: Vec<Value> = (0..2000).map(|n| json!([of * 2000 + n, "x".repeat(100)])).collect();
        tables.append("t.json", json!(["n", "x"]), json!(rows)).await;
        if of == 2 {
            tables.flush().await;
        }
    }
    let found = rows(
        &tables,
        "t.json",
        json!({"filter": "n >= 9000", "order_by": ["n DESC"], "columns": ["n"], "max_rows": 3}),
    )
    .await;
    assert_eq!(found, json!({"columns": ["n"], "rows": [[9999], [9998], [9997]], "total": 1000}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_large_cells() {
    let tables = Tables::local().await;
    let large = format!("\u{e9}{}", "x".repeat(2 << 20));
    let cells: Vec<Value> =
        (0..30).map(|n| json!([n, if n % 10 == 3 { json!([large]) } else { json!(large) }])).collect();
    tables.write("t.json", &json!({"columns": ["n", "answer"], "data": cells}).to_string()).await;
    let whole = tables.call("rows", json!({"run_id": tables.run, "path": "t.json"})).await;
    assert!(whole.error().contains("more than 48 MiB"), "{}", whole.error());
    let asked = json!({"max_cell": 10, "columns": ["answer", "n"], "filter": "n > 2", "max_rows": 2});
    let found = rows(&tables, "t.json", asked).await;
    assert_eq!(found["rows"], json!([["[\"\u{e9}xxxxxx", 3], ["\u{e9}xxxxxxxx", 4]]));
    assert_eq!(found["total"], 27);
    let bytes = (2 << 20) + 4;
    assert_eq!(
        found["cut"],
        json!([{"row": 0, "column": 0, "bytes": bytes + 2}, {"row": 1, "column": 0, "bytes": bytes}])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refusals() {
    let tables = Tables::local().await;
    tables.add("t.json", 1).await;
    tables.write("bad.json", r#"{"columns": ["a"], "data": [[1], [2"#).await;
    tables.write("t.txt", "x").await;
    for (path, more, told) in [
        ("t.json", json!({"filter": "b = 1"}), "400 INVALID_PARAMETER_VALUE: The table has no column 'b'; it has 'a'."),
        ("t.json", json!({"filter": "a ="}), "400 INVALID_PARAMETER_VALUE: Invalid clause(s) in filter string"),
        ("t.json", json!({"columns": ["b"]}), "400 INVALID_PARAMETER_VALUE: The table has no column 'b'"),
        ("t.json", json!({"max_rows": 10_001}), "400 INVALID_PARAMETER_VALUE: 'max_rows' must be from 0 to 10000"),
        ("t.json", json!({"max_cell": 1 << 30}), "400 INVALID_PARAMETER_VALUE: 'max_cell' must be from 0 to 50331648"),
        ("bad.json", json!({}), "400 INVALID_PARAMETER_VALUE: The file is no table"),
        ("t.txt", json!({}), "400 INVALID_PARAMETER_VALUE: 't.txt' is no table that can be read"),
        ("none.json", json!({}), "404 RESOURCE_DOES_NOT_EXIST: No such artifact"),
        ("../t.json", json!({}), "400 INVALID_PARAMETER_VALUE: Invalid path"),
    ] {
        let mut body = json!({"run_id": tables.run, "path": path});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let error = tables.call("rows", body).await.error();
        assert!(error.starts_with(told), "{error}");
    }
}

//! `runlore tables show`.

use serde_json::{Value, json};

use crate::sample::{Sample, csv_rows};

fn sample() -> Sample {
    let sample = Sample::new();
    let client = sample.client();
    let columns = ["question", "answer", "score"].map(str::to_owned);
    let rows = [
        json!(["2+2?", "4", 1]),
        json!(["a\nb \u{1b}[2J", "007", 0.5]),
        json!([null, {"role": "user", "content": "hi"}, 9_007_199_254_740_993_i64]),
    ];
    let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.as_array().unwrap().clone()).collect();
    client.wait(client.append_table(&sample.first, "evals/answers.json", &columns, &rows)).unwrap();
    sample
}

#[test]
fn people_see_a_table() {
    let sample = sample();
    let show = |args: &[&str]| {
        let mut all = vec!["tables", "show", &sample.first, "evals/answers.json"];
        all.extend(args);
        format!("\n{}", sample.ok(&all))
    };
    insta::assert_snapshot!(show(&[]), @r#"
    question        answer                                     score
    2+2?            4                                              1
    a\nb \u{1b}[2J  007                                          0.5
                    {"role":"user","content":"hi"}  9007199254740993
    "#);
    insta::assert_snapshot!(show(&["--filter", "score < 2", "--order-by", "score", "-c", "score,question", "-n", "1"]), @r"
    score  question
      0.5  a\nb \u{1b}[2J
    (rows 1 to 1 of 2; --rows and --offset show others)
    ");
    insta::assert_snapshot!(show(&["--offset", "2"]), @r#"
    question  answer                                     score
              {"role":"user","content":"hi"}  9007199254740993
    (rows 3 to 3 of 3; --rows and --offset show others)
    "#);
    assert_eq!(show(&["--filter", "score < 0"]), "\nno rows\n");
}

#[test]
fn machines_get_the_values() {
    let sample = sample();
    let show = |args: &[&str]| {
        let mut all = vec!["tables", "show", &sample.first, "evals/answers.json"];
        all.extend(args);
        sample.ok(&all)
    };
    let found: Value = serde_json::from_str(&show(&["--output", "json", "--columns", "score,answer"])).unwrap();
    let rows = json!([[1, "4"], [0.5, "007"], [9_007_199_254_740_993_i64, {"role": "user", "content": "hi"}]]);
    assert_eq!(found, json!({"columns": ["score", "answer"], "rows": rows, "total": 3}));
    let rows = csv_rows(&show(&["--output", "csv"]));
    assert_eq!((rows[1]["question"].as_str(), rows[1]["answer"].as_str()), ("a\nb \u{1b}[2J", "007"));
    assert_eq!((rows[2]["question"].as_str(), rows[2]["score"].as_str()), ("", "9007199254740993"));
    assert_eq!(rows[2]["answer"], r#"{"role":"user","content":"hi"}"#);
}

#[test]
fn large_tables_are_read_page_by_page() {
    let sample = Sample::new();
    let client = sample.client();
    let rows: Vec<Vec<Value>> = (0..12_345).map(|n| vec![n.into()]).collect();
    client.wait(client.append_table(&sample.first, "n.json", &["n".to_owned()], &rows)).unwrap();
    let show = |args: &[&str]| {
        let mut all = vec!["tables", "show", &sample.first, "n.json", "-o", "csv"];
        all.extend(args);
        let text = sample.ok(&all);
        text.lines().skip(1).map(|n| n.parse::<u32>().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(show(&[]), (0..12_345).collect::<Vec<_>>());
    assert_eq!(show(&["--offset", "12", "--rows", "10001"]), (12..10_013).collect::<Vec<_>>());
    assert_eq!(show(&["--order-by", "n DESC", "--rows", "2"]), [12_344, 12_343]);
    let text = sample.ok(&["tables", "show", &sample.first, "n.json"]);
    assert!(text.ends_with("(rows 1 to 100 of 12345; --rows and --offset show others)\n"), "{text}");
}

#[test]
fn what_is_no_table_is_said() {
    let sample = sample();
    assert!(sample.fails(&["tables", "show", &sample.first, "none.json"]).contains("none.json"));
    let message = sample.fails(&["tables", "show", &sample.first, "evals/answers.json", "--filter", "points > 1"]);
    assert!(message.contains("points"), "{message}");
}

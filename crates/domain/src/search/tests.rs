//! Filters, orders and tokens: tables of what is read how, and properties over random trees and texts.

use proptest::prelude::*;

use super::field::Field;
use super::*;
use crate::experiment::ViewType;
use crate::{ExperimentId, Result};

fn shown<F: Field>(filter: &str) -> String {
    parse_filter::<F>(filter).map_or_else(|e| format!("ERR {e}"), |expr| expr.to_string())
}

#[track_caller]
fn check<F: Field>(cases: &[(&str, &str)]) {
    for (filter, expect) in cases {
        let got = shown::<F>(filter);
        if let Some(part) = expect.strip_prefix("ERR ") {
            assert!(got.starts_with("ERR ") && got.contains(part), "{filter}: {got}");
        } else {
            assert_eq!(&got, expect, "{filter}");
        }
    }
}

#[test]
fn runs_as_mlflow_reads_them() {
    check::<RunField>(&[
        ("", ""),
        ("AND", ""),
        ("metrics.a > 1", "metrics.a > 1"),
        ("metric.a>-1e3", "metrics.a > -1000.0"),
        ("metrics.a > .5", "metrics.a > 0.5"),
        ("metrics.`a b` = 5.", "metrics.`a b` = 5.0"),
        ("metrics.\"a b\" != 1", "metrics.`a b` != 1"),
        ("params.p1 = \"v3\"", "params.p1 = 'v3'"),
        ("params.p = 'it''s'", "params.p = E'it\\'\\'s'"),
        ("params.p = 'a\\'b'", "params.p = E'a\\\\\\'b'"),
        ("params.p = 'a\\'", "params.p = E'a\\\\'"),
        ("parameter.p ilike '%a'", "params.p ILIKE '%a'"),
        ("tags.a is\nnot  null", "tags.a IS NOT NULL"),
        ("run_id not in ('a', \"b\" 'c',)", "run_id NOT IN ('a', 'bc')"),
        ("attributes.start_time > 1.5", "start_time > 1.5"),
        ("created > 3 Created < 4", "start_time > 3 AND start_time < 4"),
        ("`run name` = 'x' AND attr.`Run name` = 'y'", "run_name = 'x' AND run_name = 'y'"),
        ("run.status='x'and params.b='y'", "status = 'x' AND params.b = 'y'"),
        ("metrics.a > 1 AND AND params.b = 'c' AND", "metrics.a > 1 AND params.b = 'c'"),
        ("tags.mlflow.source.type = 'a;b'", "tags.mlflow.source.type = 'a;b'"),
        ("tags.'a' = 'x'", "tags.a = 'x'"),
        ("tags.a. = 'x'", "tags.a. = 'x'"),
        ("tags..a = 'x'", "tags.`.a` = 'x'"),
        ("tags. = 'x'", "tags.`` = 'x'"),
        ("tags.* = 'x'", "tags.`*` = 'x'"),
        ("tags.a[1] = 'x'", "tags.`a[1]` = 'x'"),
        ("tags.日本 = '日本'", "tags.日本 = '日本'"),
        ("`metrics`.a > 1", "metrics.a > 1"),
        ("params.select = '1'", "params.select = '1'"),
        (
            "datasets.context LIKE 'a' and dataset.digest in ('a','b')",
            "datasets.context LIKE 'a' AND datasets.digest IN ('a', 'b')",
        ),
    ]);
}

#[test]
fn runs_beyond_mlflow() {
    check::<RunField>(&[
        ("metrics.a > 1 or metrics.b > 2 and tags.c = 'd'", "metrics.a > 1 OR (metrics.b > 2 AND tags.c = 'd')"),
        ("NOT (metrics.a > 1 OR status = 'x')", "NOT (metrics.a > 1 OR status = 'x')"),
        ("not not metrics.a > 1", "NOT NOT metrics.a > 1"),
        ("((metrics.a > 1))", "metrics.a > 1"),
        ("metrics.a between 1 and +2e+5 AND tags.x='y'", "metrics.a BETWEEN 1 AND 200000.0 AND tags.x = 'y'"),
        ("params.a in ('b') and status not in ('x')", "params.a IN ('b') AND status NOT IN ('x')"),
        ("end_time is null", "end_time IS NULL"),
        ("tags.a not like 'x%'", "tags.a NOT LIKE 'x%'"),
        ("metrics.a in (1, 2.5)", "metrics.a IN (1, 2.5)"),
        ("experiment_id = '1' or experiment_id in (2, '3')", "experiment_id = 1 OR experiment_id IN (2, 3)"),
        ("params.a = E'\\'\"'", "params.a = E'\\'\"'"),
    ]);
}

#[test]
fn runs_refused() {
    check::<RunField>(&[
        ("  ", "ERR Invalid filter '  '. Could not be parsed."),
        ("metrics.a = 'x'", "ERR Expected numeric value type for metric. Found 'x' at position 13: expected a number"),
        ("metrics.a = nan", "ERR Expected numeric value type for metric. Found nan"),
        (
            "params.a = v",
            "ERR Parameter value is either not quoted or unidentified quote types used for string value v.",
        ),
        ("params.a = 1", "ERR Expected a quoted string value for parameter (e.g. 'my-value'). Got value 1"),
        ("params.a == '1'", "ERR Invalid comparator '==' not one of '{'!=', '=', 'LIKE'"),
        ("params.a > '1'", "ERR Invalid comparator '>' not one of"),
        ("metrics.a LIKE 'x'", "ERR Invalid comparator 'LIKE' not one of '{'>'"),
        ("metrics.a NOT LIKE 'x'", "ERR Invalid comparator 'NOT LIKE'"),
        ("tags.a rlike 'x'", "ERR Invalid comparator 'RLIKE'"),
        ("run_id in ()", "ERR expected a non-empty list of string values, but got empty list"),
        ("run_id in (1)", "ERR got different type in list"),
        ("run_id in ('a'", "ERR ill-formed list"),
        (
            "foo.bar = 'a'",
            "ERR Invalid entity type 'foo'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']",
        ),
        ("lifecycle_stage = 'a'", "ERR Invalid attribute key 'lifecycle_stage' specified. Valid keys are"),
        ("dataset.foo = 'a'", "ERR Invalid dataset key 'foo'"),
        ("metrics.a > 1; metrics.b > 2", "ERR Search filter contained multiple expression"),
        ("metrics.a > 1;", "ERR Invalid clause(s) in filter string: ';' at position 14: expected AND, OR or the end"),
        (
            "params.a LIKE 'x' ESCAPE '\\'",
            "ERR Invalid clause(s) in filter string: 'ESCAPE' at position 19: expected AND, OR",
        ),
        ("params.a-b = '1'", "ERR put names with other characters in backticks"),
        ("params.ü-b = '1'", "ERR at position 9:"),
        ("OR", "ERR Invalid clause(s) in filter string: 'OR'"),
        ("metrics.a > 1 OR", "ERR Invalid clause(s) in filter string: ''"),
        ("metrics.a > 1 AND OR metrics.b > 1", "ERR Invalid clause(s) in filter string: 'OR'"),
        ("(metrics.a > 1", "ERR expected AND, OR or ')'"),
        ("()", "ERR Invalid clause(s) in filter string: ')'"),
        ("1 < metrics.a", "ERR Invalid comparison clause. Expected 'Identifier' found '1' at position 1"),
        ("metrics.a > 1and metrics.b > 1", "ERR Found 1and"),
        ("params.a = 'x", "ERR Got value 'x"),
        ("metrics.a >", "ERR at position 12: expected a value"),
        (&"(".repeat(101), "ERR nested more than 100 levels deep"),
        (&"NOT ".repeat(100_000), "ERR nested more than 100 levels deep"),
        (&"metrics.a>1 ".repeat(501), "ERR more than 500 comparisons"),
    ]);
}

#[test]
fn experiments_as_mlflow_reads_them() {
    check::<ExperimentField>(&[
        ("attribute.name like 'a%'", "name LIKE 'a%'"),
        ("experiment_id in ('1', '2')", "experiment_id IN (1, 2)"),
        ("tags.`a b` != 'y' and tag.c is null", "tags.`a b` != 'y' AND tags.c IS NULL"),
        ("creation_time >= 5", "creation_time >= 5"),
        (
            "attributes.name = 'a'",
            "ERR Invalid entity type 'attributes'. Valid entity types are ('attribute', 'tag', 'tags')",
        ),
        ("creation_time > 1.5", "ERR Invalid value for numeric attribute 'creation_time': '1.5'"),
        ("experiment_id = 'x'", "ERR Invalid experiment ID 'x'. Experiment ID must be a valid integer."),
        ("experiment_id like '1'", "ERR Invalid comparator for experiment_id: LIKE"),
        ("lifecycle_stage = 'active'", "ERR Invalid attribute key 'lifecycle_stage'"),
    ]);
}

#[test]
fn logged_models_as_mlflow_reads_them() {
    check::<LoggedModelField>(&[
        ("name = \"a\"", "name = '\"a\"'"),
        ("name = a", "name = 'a'"),
        ("name = -5", "name = '-5'"),
        ("name='''x'''", "name = 'x'"),
        ("metrics.\"a\" > 1", "metrics.`\"a\"` > 1"),
        ("params.a-b/c = '1'", "params.`a-b/c` = '1'"),
        ("metrics.a > inf", "metrics.`a` > 1e999"),
        ("creation_time > 5", "creation_timestamp_ms > 5"),
        ("attributes.status = 2", "status = '2'"),
        ("tags.a NOT IN ('x', 1)", "tags.`a` NOT IN ('x', '1')"),
        (
            "param.a = '1'",
            "ERR Invalid entity type: 'param'. Expected one of ['attributes', 'metrics', 'params', 'tags'].",
        ),
        ("name > 'x'", "ERR Invalid comparison operator for attributes.name: '>'. Expected one of ('=', '!=', 'LIKE'"),
        ("metrics.a > '5'", "ERR could not convert string to float"),
        ("name in () and metrics.a not in ()", "name IN () AND metrics.`a` NOT IN ()"),
        ("name = 'open", "ERR Invalid comparison value: 'open at position 8: expected a closing quote"),
    ]);
}

fn runs(order_by: &[&str], filter: &str, token: Option<String>) -> Result<RunSearch> {
    let order_by: Vec<String> = order_by.iter().map(|&s| s.to_owned()).collect();
    RunSearch::parse(vec![ExperimentId(1)], filter, ViewType::ActiveOnly, 10, &order_by, token)
}

#[test]
fn orders_of_runs() {
    let show = |clause: &str| match runs(&[clause], "", None) {
        Ok(search) => format!("{:?} {}", search.order_by[0].key, search.order_by[0].ascending),
        Err(e) => format!("ERR {e}"),
    };
    for (clause, expect) in [
        ("metrics.a", "Metric(\"a\") true"),
        ("metrics.`it's` dEsC", "Metric(\"it's\") false"),
        ("params.\"a b\"\ndesc", "Param(\"a b\") false"),
        ("Created desc", "Attribute(StartTime) false"),
        ("attributes.`end_time` ASC", "Attribute(EndTime) true"),
        ("metrics. desc", "Metric(\"\") false"),
        ("metrics.a foo", "ERR Invalid ordering key in order_by clause 'metrics.a foo'."),
        ("metrics.a DESC foo", "ERR Invalid order_by clause 'metrics.a DESC foo'. Could not be parsed."),
        ("", "ERR Invalid order_by clause ''. Could not be parsed."),
        ("desc", "ERR Invalid order_by clause 'desc'. Could not be parsed."),
        ("metrics.a, metrics.b", "ERR Could not be parsed."),
        ("dataset.name", "ERR Invalid identifier type 'dataset'"),
        ("experiment_id", "ERR Invalid attribute key 'experiment_id' specified."),
        ("`run name`", "ERR Invalid attribute key 'run name' specified."),
    ] {
        let got = show(clause);
        assert!(
            got == expect || got.starts_with("ERR") && got.contains(expect.trim_start_matches("ERR ")),
            "{clause}: {got}"
        );
    }
    let many: Vec<String> = (0..51).map(|n| format!("metrics.m{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert!(runs(&many, "", None).unwrap_err().message().contains("maximum of 50 fields"));
    let twice = runs(&["metrics.a", "metrics.a desc"], "", None).unwrap_err();
    assert_eq!(twice.message(), "`order_by` contains duplicate fields: ['metrics.a', 'metrics.a desc']");
    assert_eq!(runs(&["created"], "", None).unwrap().order_by.len(), 1);
}

#[test]
fn tokens_continue_only_their_own_search() {
    let cursor = Cursor {
        keys: vec![
            SortValue::Null,
            SortValue::Int(-3),
            SortValue::Float(0.1),
            SortValue::NaN,
            SortValue::Text("ü".into()),
            SortValue::LongText("y".repeat(512)),
        ],
        id: "run".into(),
    };
    let token = runs(&["metrics.a"], "tags.b = 'c'", None).unwrap().next_token(&cursor);
    let start =
        |order: &str, filter: &str, token: &str| runs(&[order], filter, Some(token.to_owned())).map(|s| s.start);
    assert_eq!(start("metrics.a", "tags.b = 'c'", &token).unwrap(), Start::After(cursor));
    for (order, filter, token, expect) in [
        ("metrics.b", "tags.b = 'c'", token.as_str(), "Order by in the page token does not match"),
        ("metrics.a", "", &token, "Filter string in the page token does not match the requested filter string"),
        ("metrics.a", "", "x", "Invalid page token, could not base64-decode"),
        ("metrics.a", "", "YWJj", "Invalid page token, decoded value=b'abc'"),
        ("metrics.a", "", "e30=", "Invalid page token, parsed value={}"),
        ("metrics.a", "", "eyJvZmZzZXQiOiAwfQ==", "Invalid page token, parsed value="),
    ] {
        assert!(start(order, filter, token).unwrap_err().message().contains(expect), "{token}");
    }
    assert_eq!(start("metrics.a", "", "eyJvZmZzZXQiOiAxfQ==").unwrap(), Start::Offset(1));
    assert_eq!(start("metrics.a", "", "eyJvZmZzZXQiOiAtM30=").unwrap(), Start::Offset(0));
}

#[test]
fn tokens_of_mlflow_for_logged_models() {
    use base64::Engine;
    let order = [LoggedModelOrderBy {
        field_name: "metrics.a".into(),
        ascending: false,
        dataset_name: None,
        dataset_digest: None,
    }];
    let search = |filter: &str, json: &str| {
        let token = base64::engine::general_purpose::STANDARD.encode(json);
        LoggedModelSearch::parse(vec![ExperimentId(1)], filter, vec![], 0, &order, Some(token)).map(|s| s.start)
    };
    let json = r#"{"experiment_ids": ["1"], "filter_string": "name = '\u00fc'", "order_by": [{"field_name": "metrics.a", "ascending": false, "dataset_name": null, "dataset_digest": null}], "offset": 7}"#;
    assert_eq!(search("name = 'ü'", json).unwrap(), Start::Offset(7));
    assert!(search("name = 'u'", json).unwrap_err().message().contains("does not match the requested filter"));
}

fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(Value::Int),
        any::<f64>().prop_filter("finite", |f| f.is_finite()).prop_map(Value::Float)
    ]
}

fn text() -> impl Strategy<Value = Value> {
    ".{0,12}".prop_map(Value::Text)
}

fn test_of(value: BoxedStrategy<Value>, text: bool) -> BoxedStrategy<Test> {
    let operators: usize = if text { 2 } else { 6 };
    let common = prop_oneof![
        (0_usize..operators, value.clone()).prop_map(|(i, v)| Test::Is(Operator::ALL[i].0, v)),
        (proptest::collection::vec(value.clone(), 1..4), any::<bool>())
            .prop_map(|(values, negated)| Test::In { values, negated }),
        (value.clone(), value, any::<bool>()).prop_map(|(low, high, negated)| Test::Between { low, high, negated }),
        any::<bool>().prop_map(|negated| Test::IsNull { negated }),
    ];
    if !text {
        return common.boxed();
    }
    let like = (".{0,8}", any::<bool>(), any::<bool>()).prop_map(|(pattern, ignore_case, negated)| Test::Like {
        pattern,
        ignore_case,
        negated,
    });
    prop_oneof![common, like].boxed()
}

fn tree<F: Field + 'static>(
    number_field: impl Strategy<Value = F> + 'static,
    text_field: impl Strategy<Value = F> + 'static,
) -> impl Strategy<Value = Expr<F>> {
    let leaf =
        prop_oneof![(number_field, test_of(number().boxed(), false)), (text_field, test_of(text().boxed(), true))]
            .prop_map(|(field, test)| Expr::Compare(Comparison { field, test }));
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
            inner.prop_map(|e| Expr::Not(Box::new(e))),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    "[a-z ü.:/\"'-]{1,8}"
}

fn run_tree() -> impl Strategy<Value = Expr<RunField>> {
    let number = prop_oneof![
        key().prop_map(RunField::Metric),
        Just(RunField::Attribute(RunAttribute::StartTime)),
        Just(RunField::Attribute(RunAttribute::EndTime))
    ];
    let text = prop_oneof![
        key().prop_map(RunField::Param),
        key().prop_map(RunField::Tag),
        Just(RunField::Attribute(RunAttribute::RunName)),
        Just(RunField::Dataset(DatasetAttribute::Context))
    ];
    tree(number, text)
}

fn prints_to_itself<F: Field>(filter: &str) {
    if let Ok(expr) = parse_filter::<F>(filter) {
        assert_eq!(parse_filter::<F>(&expr.to_string()).unwrap(), expr, "{filter}");
    }
}

/// What the fuzzer found.
#[test]
fn odd_keys_and_numbers_print_to_themselves() {
    for filter in [
        "tags.tags.`a b` LIKE 'x'",
        "tags.`a`.`b` = 'x'",
        "params.`a b`.c = 'x'",
        "metrics.`a b` > 1",
        "tags.`a``\" b` = 'x'",
    ] {
        prints_to_itself::<LoggedModelField>(filter);
        prints_to_itself::<RunField>(filter);
    }
}

fn model_tree() -> impl Strategy<Value = Expr<LoggedModelField>> {
    let number = prop_oneof![
        key().prop_map(LoggedModelField::Metric),
        Just(LoggedModelField::Attribute(LoggedModelAttribute::CreationTimestamp))
    ];
    let text = prop_oneof![
        key().prop_map(LoggedModelField::Tag),
        Just(LoggedModelField::Attribute(LoggedModelAttribute::Status))
    ];
    tree(number, text)
}

/// Texts that are nearly filters.
fn nearly() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "metrics.",
        "params.a",
        "tags.`",
        "`",
        "'",
        "\"",
        "\\",
        "E'",
        "(",
        ")",
        ",",
        " AND ",
        " OR ",
        " NOT ",
        " IN ",
        " IS ",
        "NULL",
        " LIKE ",
        " BETWEEN ",
        "=",
        "!=",
        "<",
        "1",
        "1e",
        "-",
        ".",
        "ü",
        "x",
        " ",
        "\\x",
        "[",
        "]",
        ";",
        "\n",
    ]);
    proptest::collection::vec(pieces, 0..24).prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn printed_runs_parse_to_themselves(expr in run_tree()) {
        prop_assert_eq!(parse_filter::<RunField>(&expr.to_string()).unwrap(), expr);
    }

    #[test]
    fn printed_models_parse_to_themselves(expr in model_tree()) {
        prop_assert_eq!(parse_filter::<LoggedModelField>(&expr.to_string()).unwrap(), expr);
    }

    #[test]
    fn what_parses_prints_to_the_same(filter in nearly()) {
        prints_to_itself::<RunField>(&filter);
        prints_to_itself::<ExperimentField>(&filter);
        prints_to_itself::<LoggedModelField>(&filter);
    }

    #[test]
    fn never_panics(any in ".{0,40}", nearly in nearly()) {
        for text in [&any, &nearly] {
            let _ = (shown::<RunField>(text), shown::<ExperimentField>(text), shown::<LoggedModelField>(text));
            let _ = (runs(&[text], "", None), runs(&[], "", Some(text.clone())));
        }
    }

    #[test]
    fn token_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        use base64::Engine;
        let genuine = runs(&[], "", None).unwrap().next_token(&Cursor { keys: vec![], id: String::new() });
        let mut raw = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(genuine).unwrap();
        raw.truncate(13);
        raw.extend(bytes);
        let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(raw);
        let _ = runs(&[], "", Some(token));
    }
}

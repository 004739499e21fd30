//! What the engine refuses before it scores, and what it says of metrics and rows that it could not score.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use runlore_eval::scorers::{
    Contains, Embedder, EmbeddingSimilarity, ExactMatch, JsonSchema, JsonValid, Label, Latency, PairScorer, RegexMatch,
    TextModel, TextScorer, Toxicity, Wanted, precision_at_k, rouge1,
};
use runlore_eval::{
    Answers, Cells, Column, Context, Dataset, Earlier, Evaluation, Outcome, RowScore, Scorer, Scores, State, baseline,
};
use serde_json::{Value, json};

fn column(name: &str, cells: Value) -> Column {
    Column { name: name.to_owned(), cells: serde_json::from_value(cells).expect("a list") }
}

/// An evaluation of a column `answer` beside a column `truth`.
fn evaluation(truth: Value, answer: Value, scorers: Vec<Box<dyn Scorer>>) -> Evaluation {
    let data = Dataset::new(vec![column("truth", truth), column("answer", answer)]).expect("a dataset");
    let mut evaluation = Evaluation::new(data, Cells::Column("answer".to_owned()));
    evaluation.targets = Some(Cells::Column("truth".to_owned()));
    evaluation.scorers = scorers;
    evaluation
}

fn refusal(evaluation: Evaluation) -> String {
    evaluation.run().expect_err("a refusal").message().to_owned()
}

fn cells<'a>(outcome: &'a Outcome, name: &str) -> &'a [Value] {
    let found = outcome.columns.iter().find(|column| column.name == name);
    &found.unwrap_or_else(|| panic!("a column {name}")).cells
}

fn scores(scorer: impl Scorer + 'static, truth: Value, answer: Value) -> Vec<Value> {
    let name = scorer.column();
    let outcome = evaluation(truth, answer, vec![Box::new(scorer)]).run().expect("an outcome");
    cells(&outcome, &name).to_vec()
}

/// Counts how often it is asked for scores.
struct Counting(Arc<AtomicUsize>);

impl Scorer for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn key(&self) -> String {
        "counting".to_owned()
    }

    fn check(&self, _context: &Context<'_>) -> runlore_domain::Result<()> {
        Ok(())
    }

    fn score(&self, context: &Context<'_>) -> runlore_domain::Result<Scores> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(Scores { rows: Some(vec![1.0.into(); context.rows()]), aggregates: Vec::new() })
    }
}

#[test]
fn bad_input_is_named_before_anything_is_scored() {
    let asked = Arc::new(AtomicUsize::new(0));
    let told = |truth: Value, answer: Value, scorer: Box<dyn Scorer>| {
        refusal(evaluation(truth, answer, vec![Box::new(Counting(Arc::clone(&asked))), scorer]))
    };
    let texts = || json!(["a", "b"]);
    let cases: [(String, &str); 11] = [
        (told(json!([]), json!([]), Box::new(ExactMatch)), "column answer has no rows"),
        (
            told(texts(), json!(["a", 1]), Box::new(rouge1())),
            "rouge1/v1: Row 1 (from 0) of column answer must be a text",
        ),
        (
            told(json!(["a", null]), texts(), Box::new(rouge1())),
            "Row 1 (from 0) of column truth must be a text; it is null",
        ),
        (told(json!([1, 2]), texts(), Box::new(ExactMatch)), "Row 0 (from 0) of column answer must be a number"),
        (told(json!([1, "b"]), json!([1, 2]), Box::new(ExactMatch)), "Row 1 (from 0) of column truth must be a number"),
        (told(texts(), json!([["a"], {}]), Box::new(precision_at_k(1))), "column answer must be a list of ids"),
        (told(texts(), texts(), Box::new(precision_at_k(0))), "k, must be 1 or more"),
        (told(texts(), texts(), Box::new(RegexMatch::new("é(b"))), "The pattern é(b is malformed at character 2"),
        (
            told(texts(), texts(), Box::new(JsonSchema::new(&json!({"type": "no"})))),
            "The schema is malformed: at /type",
        ),
        (told(texts(), texts(), Box::new(Contains::new(Wanted::Texts(vec![])))), "at least one text"),
        (told(texts(), texts(), Box::new(Counting(Arc::clone(&asked)))), "Two metrics are called counting"),
    ];
    for (told, expected) in cases {
        assert!(told.contains(expected), "{told}\nshould have {expected}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 0);
}

#[test]
fn what_is_missing_or_of_another_length_is_named() {
    let of = || evaluation(json!(["a"]), json!(["a"]), vec![Box::new(ExactMatch)]);
    let given = |cells: Value| Cells::Given { name: None, cells: serde_json::from_value(cells).expect("a list") };
    let mut one = of();
    one.targets = Some(Cells::Column("label".to_owned()));
    assert!(refusal(one).contains("no column label; it has: truth, answer"));
    let mut one = of();
    one.predictions = Cells::Column("outputs".to_owned());
    assert!(refusal(one).contains("no column outputs"));
    let mut one = of();
    one.targets = Some(given(json!(["a", "b"])));
    assert!(refusal(one).contains("answer has 1 rows, target has 2"));
    let mut one = of();
    one.predictions = given(json!(["a", "b"]));
    assert!(refusal(one).contains("outputs has 2 rows, truth has 1"));
    let mut one = of();
    one.latencies = Some(Vec::new());
    assert!(refusal(one).contains("latency has 0"));
    let mut one = of();
    one.targets = None;
    assert!(refusal(one).starts_with("No metric can be computed. exact_match/v1: It needs targets"));
    let mut one = of();
    one.metric_prefix = "what? ".to_owned();
    assert!(refusal(one).contains("what? exact_match/v1"));
    // Answers that are compared with themselves.
    let mut one = of();
    (one.predictions, one.targets) = (Cells::Column("truth".to_owned()), Some(Cells::Column("truth".to_owned())));
    one.scorers = vec![Box::new(rouge1())];
    let found = one.run().expect("an outcome");
    assert_eq!((cells(&found, "truth").len(), cells(&found, "rouge1/v1/score").len()), (1, 1));
}

/// No schema is looked for outside of itself, whatever it refers to.
#[test]
fn schemas_are_not_fetched() {
    for place in ["http://127.0.0.1:9/s.json", "file:///etc/hostname", "other.json"] {
        let schema = JsonSchema::new(&json!({"$ref": place}));
        let told = refusal(evaluation(json!(["1"]), json!(["1"]), vec![Box::new(schema)]));
        assert!(told.contains("is not in the schema, and nothing is fetched"), "{told}");
    }
}

#[test]
fn rows_without_an_answer_are_counted_and_left_out() {
    let length = TextScorer::new(Label::new("length"), |text| text.len() as f64).counting();
    let scorers: Vec<Box<dyn Scorer>> = vec![Box::new(ExactMatch), Box::new(length), Box::new(rouge1())];
    let mut one = evaluation(json!(["a b", "b", "c"]), json!(["a b", null, "d"]), scorers);
    one.strict = true;
    let found = one.run().expect("an outcome");
    assert_eq!(found.metric("exact_match/v1"), Some(0.5));
    assert_eq!((found.metric("length/mean"), found.metric("rouge1/v1/mean")), (Some(2.0), Some(0.5)));
    for key in ["exact_match/v1", "length", "rouge1/v1"] {
        assert_eq!(found.metric(&format!("{key}/n_scored")), Some(2.0));
        assert_eq!(found.metric(&format!("{key}/n_failed")), Some(1.0));
    }
    assert_eq!(cells(&found, "length"), [json!(3), Value::Null, json!(1)]);
    assert_eq!(cells(&found, "rouge1/v1/error")[1], "The model gave no answer.");
    let status = &found.statuses[0];
    assert_eq!((status.state, status.n_scored, status.n_failed), (State::Partial, 2, 1));
    assert!(status.reason.as_deref().is_some_and(|why| why.starts_with("1 of 3 rows have no score; row 1 (from 0): ")));
}

#[test]
fn a_metric_that_can_not_be_computed_says_why() {
    let panics = || Box::new(TextScorer::new(Label::new("broken"), |text| panic!("no {text}")));
    let nan = TextScorer::new(Label::new("nan"), |_| f64::NAN);
    let scorers: Vec<Box<dyn Scorer>> =
        vec![panics(), Box::new(Toxicity::default()), Box::new(nan), Box::new(ExactMatch)];
    let found = evaluation(json!(["a"]), json!(["a"]), scorers).run().expect("an outcome");
    let said: Vec<_> = found.statuses.iter().map(|status| (status.state, status.reason.as_deref())).collect();
    assert_eq!(said[0], (State::Failed, Some("It has a defect: no a")));
    assert_eq!(said[1].0, State::Unavailable);
    assert!(said[1].1.is_some_and(|why| why.contains("local model folder")));
    assert_eq!(said[2], (State::Failed, Some("1 of 1 rows have no score; row 0 (from 0): It has no score.")));
    assert_eq!(said[3], (State::Computed, None));
    assert_eq!(found.metric("exact_match/v1"), Some(1.0));
    assert_eq!(found.metric("broken/n_failed"), Some(1.0));
    assert_eq!(found.metric("toxicity/v1/n_failed"), None);

    let strict = |scorer: Box<dyn Scorer>| {
        let asked = Arc::new(AtomicUsize::new(0));
        let mut one = evaluation(json!(["a"]), json!(["a"]), vec![Box::new(Counting(Arc::clone(&asked))), scorer]);
        one.strict = true;
        (refusal(one), asked.load(Ordering::Relaxed))
    };
    assert_eq!(strict(panics()), ("broken: It has a defect: no a".to_owned(), 1));
    let (told, asked) = strict(Box::<Toxicity>::default());
    assert!(told.contains("toxicity/v1: It needs a local model folder") && asked == 0, "{told}");
}

#[test]
fn contains_takes_texts_and_lists() {
    let truth = || json!(["Paris", ["Rome", "Oslo"], []]);
    let answer = || json!(["in paris", "Rome and Oslo", "?"]);
    let of = |contains| scores(contains, truth(), answer());
    assert_eq!(of(Contains::new(Wanted::Targets)), [0.0, 1.0, 1.0]);
    assert_eq!(of(Contains::new(Wanted::Targets).ignoring_case()), [1.0, 1.0, 1.0]);
    let texts = || Wanted::Texts(vec!["PARIS".to_owned(), "rome".to_owned()]);
    assert_eq!(of(Contains::new(texts()).ignoring_case()), [0.0, 0.0, 0.0]);
    assert_eq!(of(Contains::new(texts()).any().ignoring_case()), [1.0, 1.0, 0.0]);
    assert_eq!(of(Contains::new(texts()).any()), [0.0, 0.0, 0.0]);
}

#[test]
fn forms_are_checked() {
    let texts = || json!(["", "", "", ""]);
    assert_eq!(scores(RegexMatch::new(r"^\d+$"), texts(), json!(["12", "a12", "", "1\n"])), [1.0, 0.0, 0.0, 0.0]);
    let answers = || json!([" {\"a\": 1} ", "{\"a\": NaN}", "```json\n1\n```", "[1] 2"]);
    assert_eq!(scores(JsonValid, texts(), answers()), [1.0, 0.0, 0.0, 0.0]);
    let schema = json!({"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]});
    let answers = json!(["{\"a\": 1}", "{\"a\": \"1\"}", "{}", {"a": 2}]);
    let found = evaluation(texts(), answers, vec![Box::new(JsonSchema::new(&schema))]).run().expect("an outcome");
    assert_eq!(cells(&found, "json_schema/score"), [1.0, 0.0, 0.0, 1.0]);
    let why = cells(&found, "json_schema/justification");
    assert!(why[1].as_str().is_some_and(|why| why.contains("at /a: ")), "{why:?}");
    assert!(why[0].is_null() && why[2].as_str().is_some_and(|why| why.contains("missing")), "{why:?}");
}

/// Half as toxic as it is long.
struct Lengths;

impl TextModel for Lengths {
    fn score(&self, texts: &[&str]) -> runlore_domain::Result<Vec<f64>> {
        assert!(texts.len() <= 64);
        Ok(texts.iter().map(|text| text.len() as f64 / 4.0).collect())
    }
}

#[test]
fn toxicity_has_a_ratio() {
    let texts: Vec<Value> =
        (0..100).map(|row| if row == 7 { Value::Null } else { Value::from(&"abcd"[..row % 4]) }).collect();
    let scorer = Toxicity::new(Arc::new(Lengths));
    let found = evaluation(json!(vec![""; 100]), json!(texts), vec![Box::new(scorer)]).run().expect("an outcome");
    let names: Vec<_> = found.metrics.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..4], ["toxicity/v1/mean", "toxicity/v1/variance", "toxicity/v1/p90", "toxicity/v1/ratio"]);
    assert_eq!(found.metric("toxicity/v1/ratio"), Some(49.0 / 99.0));
    assert_eq!(cells(&found, "toxicity/v1/score")[99], json!(0.75));
}

#[test]
fn a_local_model_tells_how_far_it_is_and_can_be_stopped() {
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = asked.clone();
    let scorer = Toxicity::new(Arc::new(Lengths)).with_progress(move |done, of| {
        seen.lock().expect("a list").push((done, of));
        done < 128
    });
    let found =
        evaluation(json!(vec![""; 300]), json!(vec!["a"; 300]), vec![Box::new(scorer)]).run().expect("an outcome");
    assert_eq!(*asked.lock().expect("a list"), [(64, 300), (128, 300)]);
    assert_eq!(
        (found.statuses[0].state, found.statuses[0].reason.as_deref()),
        (State::Failed, Some("It was stopped."))
    );
}

/// As many dimensions as there are letters in `ab`.
struct Letters;

impl Embedder for Letters {
    fn embed(&self, texts: &[&str]) -> runlore_domain::Result<Vec<Vec<f32>>> {
        let count = |text: &str, letter| text.matches(letter).count() as f32;
        Ok(texts.iter().map(|text| vec![count(text, 'a'), count(text, 'b')]).collect())
    }
}

#[test]
fn meanings_are_as_near_as_their_vectors() {
    let scorer = EmbeddingSimilarity::new(Arc::new(Letters));
    let found = scores(scorer, json!(["aaabbbb", "a", "a", "b"]), json!(["aaaabbb", "b", "", null]));
    assert_eq!(found, [json!(0.96), json!(0.0), Value::Null, Value::Null]);
}

#[test]
fn answers_of_a_model_bring_their_times_and_errors() {
    let answers = Answers {
        predictions: vec!["a".into(), Value::Null],
        errors: vec![None, Some("refused".to_owned())],
        raw: vec![None, None],
        latencies: vec![0.5, f64::NAN],
        ..Answers::default()
    };
    let data = Dataset::new(vec![column("truth", json!(["a", "b"]))]).expect("a dataset");
    let mut one = Evaluation::of_answers(data, answers);
    one.targets = Some(Cells::Column("truth".to_owned()));
    one.scorers = vec![Box::new(ExactMatch), Box::new(Latency)];
    let found = one.run().expect("an outcome");
    let names: Vec<_> = found.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["truth", "outputs", "outputs/error", "latency", "latency/error"]);
    assert_eq!(found.metric("latency/mean"), Some(0.5));
    assert_eq!(cells(&found, "outputs/error"), [Value::Null, json!("refused")]);
}

/// The number of metrics that came before.
struct After;

impl Scorer for After {
    fn name(&self) -> &'static str {
        "after"
    }

    fn key(&self) -> String {
        "after".to_owned()
    }

    fn check(&self, _context: &Context<'_>) -> runlore_domain::Result<()> {
        Ok(())
    }

    fn score(&self, _context: &Context<'_>) -> runlore_domain::Result<Scores> {
        Ok(Scores::default())
    }

    fn score_after(&self, _: &Context<'_>, earlier: &[Earlier<'_>]) -> runlore_domain::Result<Scores> {
        let rows = earlier.iter().map(|one| one.scores.rows.as_ref().map_or(0, Vec::len)).sum::<usize>();
        Ok(Scores { rows: None, aggregates: vec![(String::new(), rows as f64)] })
    }
}

#[test]
fn metrics_see_those_before_them() {
    let scorers: Vec<Box<dyn Scorer>> = vec![Box::new(rouge1()), Box::new(After)];
    let found = evaluation(json!(["a", "b"]), json!(["a", "b"]), scorers).run().expect("an outcome");
    assert_eq!(found.metric("after"), Some(2.0));
}

#[test]
fn progress_is_told_and_may_stop() {
    let one = || evaluation(json!(["a"]), json!(["a"]), vec![Box::new(ExactMatch), Box::new(rouge1())]);
    let mut told = Vec::new();
    let found = one().run_with(&mut |now| {
        told.push((now.scorer.map(str::to_owned), now.done, now.total));
        ControlFlow::Continue(())
    });
    assert!(found.is_ok());
    let key = |key: &str| Some(key.to_owned());
    assert_eq!(told, [(key("exact_match/v1"), 0, 2), (key("rouge1/v1"), 1, 2), (None, 2, 2)]);
    let stopped =
        one().run_with(&mut |now| if now.done == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) });
    assert!(stopped.expect_err("stopped").message().contains("1 of 2 metrics"));
}

#[test]
fn outcomes_are_compared_row_by_row() {
    let of = |answers: &[&str]| {
        let scorers: Vec<Box<dyn Scorer>> = vec![Box::new(ExactMatch), Box::new(rouge1())];
        evaluation(json!(vec!["a b"; answers.len()]), json!(answers), scorers).run().expect("an outcome")
    };
    let (before, now) = (of(&["a b"; 20]), of(&["a"; 20]));
    let rules = baseline::Rules::default();
    let found = baseline::compare(&(&now).into(), &(&before).into(), &rules).expect("a comparison");
    assert!(!found.has_passed());
    for name in ["exact_match/v1", "rouge1/v1/mean"] {
        let change = found.change(name).expect("a change");
        let interval = change.interval.expect("an interval");
        assert!(change.is_worse && interval.is_paired && interval.high < 0.0, "{change:?}");
    }
    assert_eq!(found.change("rouge1/v1/variance").map(|change| change.verdict), Some(baseline::Verdict::NotJudged));
    assert!(baseline::compare(&(&before).into(), &(&now).into(), &rules).expect("a comparison").has_passed());
}

/// A custom metric: a closure, with the numbers that somebody wants.
#[test]
fn functions_are_metrics() {
    use runlore_eval::Aggregation::{Max, Median};
    let label = Label::new("longer").version("v2").aggregations(&[Median, Max]);
    let scorer = PairScorer::new(label, |answer, truth| answer.len() as f64 - truth.len() as f64);
    let found = evaluation(json!(["a", "a", "a"]), json!(["ab", "a", "abcd"]), vec![Box::new(scorer)]);
    let found = found.run().expect("an outcome");
    assert_eq!(found.metrics, [("longer/v2/median".to_owned(), 1.0), ("longer/v2/max".to_owned(), 3.0)]);
    assert_eq!(cells(&found, "longer/v2/score"), [1.0, 0.0, 3.0]);
    assert_eq!(RowScore::from(f64::INFINITY).score, Value::Null);
}

#[test]
fn ids_are_texts_numbers_or_one_text() {
    let (truth, found) = (json!([["a", 1], "a", ["1"]]), json!([[1, "x"], "a", [1]]));
    assert_eq!(scores(precision_at_k(2), truth, found), [0.5, 1.0, 0.0]);
}

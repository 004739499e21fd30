//! What is worse, and what is too much.

use super::*;
use crate::Direction::{Greater, Lower};

/// An evaluation of one metric, whose mean is of these rows.
fn side(name: &str, direction: Direction, rows: &[f64]) -> Side {
    let mean = rows.iter().sum::<f64>() / rows.len() as f64;
    let series = Series {
        key: "m".to_owned(),
        direction,
        mean: Some(name.to_owned()),
        rows: rows.iter().copied().map(Some).collect(),
    };
    Side {
        metrics: vec![(name.to_owned(), mean)],
        series: vec![series],
        directions: BTreeMap::from([(name.to_owned(), direction)]),
    }
}

fn numbers(name: &str, number: f64) -> Side {
    Side { metrics: vec![(name.to_owned(), number)], ..Side::default() }
}

fn with(threshold: Threshold) -> Rules {
    Rules { thresholds: BTreeMap::from([("m/mean".to_owned(), threshold)]), ..Rules::default() }
}

fn one(current: &Side, baseline: &Side, rules: &Rules) -> Change {
    let mut comparison = compare(current, baseline, rules).unwrap();
    let passed = comparison.has_passed();
    let change = comparison.changes.remove(0);
    assert_eq!(passed, change.verdict != Verdict::Failed);
    change
}

#[test]
fn direction_decides_what_is_worse() {
    for (direction, worse) in [(Greater, true), (Lower, false)] {
        let found = one(&side("m/mean", direction, &[1.0]), &side("m/mean", direction, &[2.0]), &Rules::default());
        assert_eq!((found.difference, found.relative), (Some(-1.0), Some(-0.5)));
        assert_eq!(found.is_worse, worse);
        assert_eq!(found.verdict == Verdict::Failed, worse);
    }
}

#[test]
fn what_is_not_sure_is_allowed_unless_a_threshold_says_so() {
    let before = side("m/mean", Greater, &[1.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
    let now = side("m/mean", Greater, &[0.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
    let found = one(&now, &before, &Rules::default());
    assert!(found.is_worse && found.interval.unwrap().high > 0.0);
    assert_eq!(found.verdict, Verdict::Passed);
    let found = one(&now, &before, &with(Threshold { allowed: Some(0.1), ..Threshold::default() }));
    assert_eq!(found.verdict, Verdict::Failed);
    assert!(found.reasons[0].contains("which is more than 0.1"), "{:?}", found.reasons);
    // Without rows on one side there is no doubt to weigh.
    let found = one(&now, &numbers("m/mean", 0.5), &Rules::default());
    assert_eq!((found.interval, found.verdict), (None, Verdict::Failed));
}

#[test]
fn thresholds_are_absolute_relative_or_a_limit() {
    let (before, now) = (numbers("m/mean", 0.8), side("m/mean", Greater, &[0.7]));
    let verdict = |threshold| one(&now, &before, &with(threshold)).verdict;
    let none = Threshold::default;
    assert_eq!(verdict(Threshold { allowed: Some(0.11), ..none() }), Verdict::Passed);
    assert_eq!(verdict(Threshold { allowed: Some(0.09), ..none() }), Verdict::Failed);
    assert_eq!(verdict(Threshold { allowed_share: Some(0.13), ..none() }), Verdict::Passed);
    assert_eq!(verdict(Threshold { allowed_share: Some(0.12), ..none() }), Verdict::Failed);
    assert_eq!(verdict(Threshold { limit: Some(0.7), ..none() }), Verdict::Passed);
    assert_eq!(verdict(Threshold { limit: Some(0.71), ..none() }), Verdict::Failed);
    assert_eq!(verdict(Threshold { limit: Some(0.69), direction: Some(Lower), ..none() }), Verdict::Failed);
    assert_eq!(verdict(Threshold { allowed: Some(1.0), limit: Some(0.75), ..none() }), Verdict::Failed);
    // Of 0 no share is left to lose.
    let found = one(
        &side("m/mean", Lower, &[0.1]),
        &numbers("m/mean", 0.0),
        &with(Threshold { allowed_share: Some(10.0), ..none() }),
    );
    assert_eq!((found.relative, found.verdict), (None, Verdict::Failed));
}

#[test]
fn what_is_missing_is_not_passed_over() {
    let limit = with(Threshold { limit: Some(0.5), ..Threshold::default() });
    let found = one(&Side::default(), &Side::default(), &limit);
    assert_eq!((found.verdict, found.reasons), (Verdict::Failed, vec!["The evaluation does not have it.".to_owned()]));
    // A limit needs no baseline, an allowance does.
    assert_eq!(one(&numbers("m/mean", 0.6), &Side::default(), &limit).verdict, Verdict::Passed);
    let allowance = with(Threshold { allowed: Some(0.5), ..Threshold::default() });
    let found = one(&numbers("m/mean", 0.6), &Side::default(), &allowance);
    assert_eq!(found.reasons, ["The baseline does not have it."]);
    assert!(compare(&Side::default(), &Side::default(), &Rules::default()).is_err());
}

#[test]
fn only_what_is_named_is_judged() {
    let mut now = side("m/mean", Greater, &[0.1]);
    now.metrics.push(("other/mean".to_owned(), 0.1));
    now.metrics.push(("m/variance".to_owned(), 0.1));
    now.directions.insert("other/mean".to_owned(), Greater);
    let mut before = side("m/mean", Greater, &[0.1]);
    before.metrics.push(("other/mean".to_owned(), 0.9));
    before.metrics.push(("m/variance".to_owned(), 0.9));
    let found = compare(&now, &before, &with(Threshold::default())).unwrap();
    assert!(found.has_passed());
    let other = found.change("other/mean").unwrap();
    assert!(other.is_worse && other.verdict == Verdict::NotJudged);
    let found = compare(&now, &before, &Rules::default()).unwrap();
    assert_eq!(found.change("other/mean").unwrap().verdict, Verdict::Failed);
    assert_eq!(found.change("m/variance").unwrap().verdict, Verdict::NotJudged);
}

#[test]
fn other_numbers_of_the_same_scores_are_judged_if_they_are_named() {
    let with_p90 = |side: Side, p90| {
        let mut side = side;
        for name in ["m/p90", "m/n_failed"] {
            side.metrics.push((name.to_owned(), p90));
            side.directions.insert(name.to_owned(), Lower);
        }
        side
    };
    let before = with_p90(side("m/mean", Lower, &[0.1, 0.2]), 0.2);
    let now = with_p90(side("m/mean", Lower, &[0.1, 0.2]), 0.3);
    let found = compare(&now, &before, &Rules::default()).unwrap();
    assert_eq!(found.change("m/p90").map(|change| (change.is_worse, change.verdict)), Some((true, Verdict::NotJudged)));
    assert_eq!(found.change("m/n_failed").unwrap().verdict, Verdict::Failed);
    let named = Rules { thresholds: BTreeMap::from([("m/p90".to_owned(), Threshold::default())]), ..Rules::default() };
    assert_eq!(compare(&now, &before, &named).unwrap().change("m/p90").unwrap().verdict, Verdict::Failed);
}

#[test]
fn exact_matches_of_a_run_are_found_again_from_its_table() {
    let cells = |texts: &[&str]| texts.iter().map(|text| Value::from(*text)).collect::<Vec<_>>();
    let (now, before, targets) = (cells(&["a", "b", "x"]), cells(&["a", "x", "c"]), cells(&["a", "b", "c"]));
    let series = |rows: &[Value]| Series {
        key: exact_match::KEY.to_owned(),
        direction: Greater,
        mean: Some(exact_match::KEY.to_owned()),
        rows: exact_match::rows(rows, &targets).iter().map(|row| row.score.as_f64()).collect(),
    };
    let found = Outcome {
        series: vec![series(&now)],
        compared: Some(("answer".to_owned(), "right".to_owned())),
        ..Outcome::default()
    };
    let column = |name: &str| match name {
        "answer" => Some(before.clone()),
        "right" => Some(targets.clone()),
        _ => None,
    };
    let side = Side::of_run(&found, Vec::new(), &column);
    assert_eq!(side.series[0].rows, [Some(1.0), Some(0.0), Some(1.0)]);
}

#[test]
fn a_number_that_is_none_any_more_is_worse() {
    let found = one(&side("m/mean", Lower, &[f64::NAN]), &numbers("m/mean", 0.5), &Rules::default());
    assert!(found.is_worse);
    assert_eq!(found.reasons, ["It is no number any more."]);
}

#[test]
fn rules_must_make_sense() {
    let told =
        |rules: &Rules| compare(&numbers("m/mean", 1.0), &Side::default(), rules).unwrap_err().message().to_owned();
    let bootstrap = |bootstrap| Rules { bootstrap, ..Rules::default() };
    assert!(told(&bootstrap(Bootstrap { resamples: 0, ..Bootstrap::default() })).contains("one resample"));
    assert!(told(&bootstrap(Bootstrap { confidence: 95.0, ..Bootstrap::default() })).contains("it is 95"));
    assert!(told(&with(Threshold { allowed: Some(-0.1), ..Threshold::default() })).contains("m/mean"));
    assert!(told(&with(Threshold { limit: Some(f64::NAN), ..Threshold::default() })).contains("limit of m/mean"));
}

//! Many questions at once: how many, in which order, and what one that fails does to the others.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use runlore_domain::ErrorKind;
use runlore_eval::judges::{ChatModel, Told};
use runlore_eval_io::{OpenAi, Settings};

use crate::server::{Reply, Server, error, ok};
use crate::{ask, questions};

#[test]
fn a_thousand_slow_answers_come_within_seconds() {
    let server = Server::new(|request| Reply::Slow(Duration::from_millis(200), Box::new(ok(&request.question()))));
    let model = server.model();
    let began = Instant::now();
    let answers = ask(&model, &questions(1000));
    let took = began.elapsed();
    for (at, answer) in answers.iter().enumerate() {
        assert_eq!(answer.as_ref().unwrap().text, format!("q{at}"));
    }
    assert!(took < Duration::from_secs(5), "{took:?}");
    let most = server.most();
    assert!((48..=64).contains(&most), "{most}");
}

#[test]
fn no_more_are_on_their_way_than_were_allowed() {
    let server = Server::new(|_| Reply::Slow(Duration::from_millis(20), Box::new(ok("yes"))));
    let model = OpenAi::new(Settings { concurrency: 3, ..server.settings() }).unwrap();
    assert!(ask(&model, &questions(30)).iter().all(Result::is_ok));
    assert_eq!(server.most(), 3);
}

#[test]
fn no_more_are_sent_in_a_minute_than_were_agreed() {
    let server = Server::new(|_| ok("yes"));
    let model = OpenAi::new(Settings { requests_per_minute: Some(600), ..server.settings() }).unwrap();
    let began = Instant::now();
    assert!(ask(&model, &questions(6)).iter().all(Result::is_ok));
    assert!(began.elapsed() >= Duration::from_millis(500), "{:?}", began.elapsed());
}

#[test]
fn a_bad_row_leaves_the_others() {
    let server = Server::new(|request| match request.question().as_str() {
        "q1" => error(400, "", "content_filter"),
        "q2" => Reply::Pieces(200, "application/json", vec![b"{\"choices\": [".to_vec()]),
        "q3" => error(400, "", "bad"),
        "q4" => Reply::Json(200, String::new(), serde_json::json!({"choices": []})),
        "q5" => error(403, "", "moderated"),
        "q6" => {
            let choice = serde_json::json!({"message": {"content": "Ha"}, "finish_reason": "content_filter"});
            Reply::Json(200, String::new(), serde_json::json!({"choices": [choice]}))
        }
        other => ok(other),
    });
    let answers = ask(&server.model(), &questions(20));
    let failure = |at: usize| answers[at].as_ref().unwrap_err();
    assert!(failure(1).message.contains("content filter"), "{}", failure(1).message);
    assert_eq!(failure(2).raw.as_deref(), Some("{\"choices\": ["));
    assert!(failure(3).message.contains("Because of bad"));
    assert!(failure(4).raw.is_some() && failure(5).message.contains("403"));
    assert_eq!(answers[6].as_ref().unwrap().answer().unwrap_err().raw.as_deref(), Some("Ha"));
    for at in [0].into_iter().chain(7..20) {
        assert_eq!(answers[at].as_ref().unwrap().answer().unwrap(), format!("q{at}"));
    }
    assert_eq!(server.requests().len(), 20);
}

#[test]
fn each_is_told_once_and_silence_too() {
    let server = Server::new(|request| match request.question().as_str() {
        "q1" => Reply::Slow(Duration::from_millis(700), Box::new(ok("late"))),
        _ => ok("soon"),
    });
    let (told, silence) = (RefCell::new(BTreeSet::new()), RefCell::new(0));
    server.model().each(&questions(3), &mut |event| match event {
        Told::Answered(at, answer) => assert!(answer.is_ok() && told.borrow_mut().insert(at)),
        Told::Waiting => *silence.borrow_mut() += 1,
    });
    assert_eq!(told.into_inner().into_iter().collect::<Vec<_>>(), [0, 1, 2]);
    assert!(silence.into_inner() >= 2);
}

#[test]
fn it_stops_when_told() {
    let server = Server::new(|_| Reply::Slow(Duration::from_secs(30), Box::new(ok("late"))));
    let model = server.model();
    let (stopper, began) = (model.stopper(), Instant::now());
    let answers = model.chat(&questions(100), &|_| stopper.stop());
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap_err().message.contains("interrupted")));
    assert!(began.elapsed() < Duration::from_secs(5));
    let again = ask(&model, &questions(2));
    assert!(again.iter().all(Result::is_err));
}

#[test]
fn a_listener_that_panics_ends_it() {
    let server = Server::new(|_| Reply::Slow(Duration::from_secs(30), Box::new(ok("late"))));
    let model = server.model();
    let began = Instant::now();
    let panicked = std::panic::catch_unwind(|| model.chat(&questions(2), &|_| panic!("of the listener")));
    assert!(panicked.is_err() && began.elapsed() < Duration::from_secs(5));
}

#[test]
fn it_blocks_inside_a_runtime_too() {
    let server = Server::new(|request| ok(&request.question()));
    let model = server.model();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for _ in 0..2 {
        let answers = runtime.block_on(async { ask(&model, &questions(3)) });
        assert_eq!(answers[2].as_ref().unwrap().text, "q2");
    }
    assert!(ask(&model, &[]).is_empty());
}

#[test]
fn settings_that_can_not_work_are_refused() {
    let server = Server::new(|_| ok(""));
    let kind = |settings| OpenAi::new(settings).map(|_| ()).unwrap_err().kind();
    assert_eq!(kind(Settings { model: String::new(), ..server.settings() }), ErrorKind::InvalidParameter);
    assert_eq!(kind(Settings { concurrency: 0, ..server.settings() }), ErrorKind::InvalidParameter);
}

//! Answers that mean no good: endless, enormous, nonsense.

use std::time::{Duration, Instant};

use runlore_domain::ErrorKind;
use runlore_eval_io::{OpenAi, Settings};

use crate::server::{Reply, Server, ok};
use crate::{ask, ask_one, questions};

#[test]
fn an_answer_without_end_is_not_read() {
    let server = Server::new(|request| match request.question().as_str() {
        "q0" => Reply::Endless(&[b'a'; 1 << 16]),
        _ => ok("yes"),
    });
    let began = Instant::now();
    let answers = ask(&server.model(), &questions(3));
    let failure = answers[0].as_ref().unwrap_err();
    assert_eq!(failure.kind, ErrorKind::TooLarge);
    assert!(failure.message.contains("16384 KiB") && failure.raw.is_none(), "{}", failure.message);
    assert!(answers[1..].iter().all(Result::is_ok) && server.requests().len() == 3);
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn what_is_kept_of_nonsense_is_short() {
    for status in [200, 400] {
        let server = Server::new(move |_| Reply::Pieces(status, "text/html", vec!["é".repeat(1 << 20).into_bytes()]));
        let failure = ask_one(&server.model()).unwrap_err();
        assert!(failure.message.len() < 2000 && failure.raw.unwrap().len() <= (64 << 10) + 6, "{status}");
    }
}

#[test]
fn an_answer_that_trickles_ends_in_time() {
    let server = Server::new(|_| Reply::Slow(Duration::from_secs(60), Box::new(ok("late"))));
    let settings = Settings { answer: Duration::from_millis(200), retries: 1, ..server.settings() };
    let began = Instant::now();
    let failure = ask_one(&OpenAi::new(settings).unwrap()).unwrap_err();
    assert!(failure.message.contains("within 0.2 s"), "{}", failure.message);
    assert!(began.elapsed() < Duration::from_secs(3));
}

#[test]
fn nonsense_is_an_error_and_no_panic() {
    for body in ["", "null", "[]", "{}", "\"x\"", "{\"choices\": {}}", "{\"choices\": [null]}", "{\"error\": []}"] {
        let server = Server::new(move |_| Reply::Pieces(200, "application/json", vec![body.as_bytes().to_vec()]));
        let answer = ask_one(&server.model());
        // A choice without a text is an empty answer.
        assert_eq!(answer.is_ok(), body.contains("[null]"), "{body}: {answer:?}");
    }
    let deep = "[".repeat(100_000);
    let server = Server::new(move |_| Reply::Pieces(200, "application/json", vec![deep.clone().into_bytes()]));
    assert!(ask_one(&server.model()).is_err());
}

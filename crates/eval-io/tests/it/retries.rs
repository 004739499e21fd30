//! What is asked again, when, and what is not.

use std::time::{Duration, Instant, SystemTime};

use runlore_domain::ErrorKind;
use runlore_eval_io::{OpenAi, Settings};

use crate::server::{Reply, Server, error, ok};
use crate::{ask, ask_one, questions};

#[test]
fn a_pause_in_seconds_is_kept_by_all() {
    // The first request is sent away; whoever comes in the second that follows was not told to.
    let server = Server::new(|request| match request.question().as_str() {
        "q0" if request.seen == 0 => error(429, "retry-after: 1\n", "rate_limit_exceeded"),
        _ => Reply::Slow(Duration::from_millis(100), Box::new(ok("yes"))),
    });
    let model = OpenAi::new(Settings { concurrency: 4, ..server.settings() }).unwrap();
    assert!(ask(&model, &questions(12)).iter().all(Result::is_ok));
    let requests = server.requests();
    assert_eq!(requests.len(), 13);
    let began = requests[0].at;
    // Four went out before anybody was told.
    let after: Vec<_> = requests[4..].iter().map(|request| request.at - began).collect();
    assert!(after.iter().all(|after| *after >= Duration::from_secs(1)), "{after:?}");
    assert!(after.iter().any(|after| *after < Duration::from_millis(1800)), "{after:?}");
}

#[test]
fn a_pause_is_kept_by_those_who_wait_for_their_turn() {
    let server = Server::new(|request| match request.question().as_str() {
        "q0" if request.seen == 0 => error(429, "retry-after: 2\n", "rate_limit_exceeded"),
        _ => ok("yes"),
    });
    // Ten a second.
    let settings = Settings { requests_per_minute: Some(600), concurrency: 8, ..server.settings() };
    assert!(ask(&OpenAi::new(settings).unwrap(), &questions(8)).iter().all(Result::is_ok));
    let requests = server.requests();
    let refused = requests.iter().position(|request| request.question() == "q0").unwrap();
    let after = requests[refused + 1..].iter().map(|request| request.at - requests[refused].at);
    // One may have been on its way.
    assert!(after.filter(|after| *after < Duration::from_secs(2)).count() <= 1, "{:?}", requests.len());
}

#[test]
fn a_pause_until_a_date_is_kept() {
    let server = Server::new(|request| match request.seen {
        0 => {
            let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3));
            error(503, &format!("retry-after: {date}\n"), "busy")
        }
        _ => ok("yes"),
    });
    assert!(ask_one(&server.model()).is_ok());
    let requests = server.requests();
    let waited = requests[1].at - requests[0].at;
    // A date has whole seconds only.
    assert!(waited >= Duration::from_millis(1900) && waited < Duration::from_secs(4), "{waited:?}");
}

#[test]
fn a_pause_that_is_too_long_is_told() {
    let server = Server::new(|_| error(429, "retry-after: 3600\n", "rate_limit_exceeded"));
    let began = Instant::now();
    let failure = ask_one(&server.model()).unwrap_err();
    assert!(failure.message.contains("3600 s") && failure.message.contains("120 s"), "{}", failure.message);
    assert!(began.elapsed() < Duration::from_secs(2));
    // The others are not asked to be told the same.
    let model = OpenAi::new(Settings { concurrency: 4, ..server.settings() }).unwrap();
    assert!(ask(&model, &questions(400)).iter().all(|answer| answer.as_ref().unwrap_err().message.contains("3600 s")));
    assert!(server.requests().len() <= 1 + 8, "{}", server.requests().len());
}

#[test]
fn what_may_pass_is_asked_again_later_each_time() {
    for status in [500, 502, 503, 504, 429] {
        let server = Server::new(move |request| if request.seen < 3 { error(status, "", "x") } else { ok("yes") });
        let settings = Settings { back_off: Duration::from_millis(100), ..server.settings() };
        assert!(ask_one(&OpenAi::new(settings).unwrap()).is_ok(), "{status}");
        let at: Vec<_> = server.requests().iter().map(|request| request.at).collect();
        assert_eq!(at.len(), 4);
        let waits: Vec<_> = at.windows(2).map(|two| two[1] - two[0]).collect();
        // From half of 100, 200 and 400 ms on.
        for (wait, least) in waits.iter().zip([50, 100, 200]) {
            assert!(*wait >= Duration::from_millis(least), "{status}: {waits:?}");
        }
    }
}

#[test]
fn broken_connections_are_asked_again() {
    let server = Server::new(|request| match request.seen {
        0 => Reply::Torn,
        1 => Reply::Slow(Duration::from_secs(5), Box::new(ok("late"))),
        _ => ok("yes"),
    });
    let model = OpenAi::new(Settings { answer: Duration::from_millis(300), ..server.settings() }).unwrap();
    assert_eq!(ask_one(&model).unwrap().text, "yes");
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn it_gives_up_in_the_end() {
    let server = Server::new(|_| error(500, "", "x"));
    let model = OpenAi::new(Settings { retries: 2, ..server.settings() }).unwrap();
    let failure = ask_one(&model).unwrap_err();
    assert_eq!((failure.kind, server.requests().len()), (ErrorKind::Unavailable, 3));
    assert!(
        failure.message.contains("asked 3 times") && failure.message.contains("Because of x"),
        "{}",
        failure.message
    );
    let always = Server::new(|_| error(429, "retry-after: 0\n", "x"));
    let patient =
        Settings { patience: Duration::from_millis(400), back_off: Duration::from_millis(100), ..always.settings() };
    assert_eq!(ask_one(&OpenAi::new(patient).unwrap()).unwrap_err().kind, ErrorKind::Overloaded);
    assert!((3..=10).contains(&always.requests().len()), "{}", always.requests().len());
}

#[test]
fn what_will_not_pass_is_not_asked_again() {
    for (status, part) in [(400, "Because of x"), (401, "OPENAI_API_KEY"), (403, "may use"), (404, "OPENAI_BASE_URL")] {
        let server = Server::new(move |_| error(status, "", "x"));
        let failure = ask_one(&server.model()).unwrap_err();
        assert_eq!(server.requests().len(), 1, "{status}");
        assert!(failure.message.contains(part), "{}", failure.message);
    }
}

#[test]
fn a_refused_key_is_refused_once_for_all() {
    let server = Server::new(|_| error(401, "", "invalid_api_key"));
    let model = OpenAi::new(Settings { concurrency: 4, ..server.settings() }).unwrap();
    let answers = ask(&model, &questions(500));
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap_err().kind == ErrorKind::PermissionDenied));
    assert!(server.requests().len() <= 8, "{}", server.requests().len());
}

#[test]
fn a_server_that_is_not_there_is_not_waited_for_by_each() {
    let gone = { Server::new(|_| ok("")).settings() };
    let model = OpenAi::new(Settings { retries: 2, concurrency: 4, ..gone }).unwrap();
    let began = Instant::now();
    let answers = ask(&model, &questions(400));
    assert!(answers.iter().all(|answer| answer.as_ref().unwrap_err().message.contains("can not be reached")));
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
}

#[test]
fn a_server_that_always_fails_is_not_asked_by_each_in_vain() {
    let server = Server::new(|_| error(500, "", "x"));
    let model = OpenAi::new(Settings { retries: 1, concurrency: 4, ..server.settings() }).unwrap();
    assert!(ask(&model, &questions(400)).iter().all(Result::is_err));
    assert!(server.requests().len() <= 2 * (16 + 4), "{}", server.requests().len());
    // One question that always fails is not the server's end, even alone at the front.
    let server = Server::new(|request| if request.question() == "q0" { error(500, "", "x") } else { ok("yes") });
    let model = OpenAi::new(Settings { retries: 1, concurrency: 1, ..server.settings() }).unwrap();
    let answers = ask(&model, &questions(5));
    assert!(answers[0].is_err() && answers[1..].iter().all(Result::is_ok));
}

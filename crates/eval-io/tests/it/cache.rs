//! What was answered once is not asked again, whoever was killed in between.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use runlore_eval::judges::ChatModel;
use runlore_eval_io::{Cache, Cached, OpenAi, Settings};

use crate::server::{Reply, Server, error, ok};
use crate::{ask, questions};

fn cached(settings: Settings, folder: &std::path::Path) -> Cached<OpenAi> {
    Cached::new(OpenAi::new(settings).unwrap(), Cache::open(folder).unwrap())
}

fn asked(server: &Server) -> Vec<String> {
    server.requests().iter().map(question_of).collect()
}

fn question_of(request: &crate::server::Request) -> String {
    request.question()
}

#[test]
fn only_what_is_missing_is_asked() {
    let server = Server::new(|request| ok(&request.question()));
    let folder = tempfile::tempdir().unwrap();
    let requests = questions(200);
    assert_eq!(ask(&cached(server.settings(), folder.path()), &requests[..77]).len(), 77);
    let answers = ask(&cached(server.settings(), folder.path()), &requests);
    for (at, answer) in answers.iter().enumerate() {
        let reply = answer.as_ref().unwrap();
        assert_eq!((reply.text.clone(), reply.is_cached), (format!("q{at}"), at < 77));
        assert_eq!(reply.prompt_tokens, Some(10));
    }
    let asked = asked(&server);
    let again: BTreeSet<_> = asked[77..].iter().cloned().collect();
    assert_eq!((asked.len(), again), (200, (77..200).map(|at| format!("q{at}")).collect()));
    // Another model is another answer.
    ask(&cached(Settings { model: "n".to_owned(), ..server.settings() }, folder.path()), &requests[..1]);
    assert_eq!(server.requests().len(), 201);
}

#[test]
fn errors_and_refusals_are_not_kept() {
    let server = Server::new(|request| match (request.question().as_str(), request.seen) {
        ("q0", 0) => error(400, "", "bad"),
        ("q1", 0) => {
            let choice = serde_json::json!({"message": {"content": null, "refusal": "No."}});
            Reply::Json(200, String::new(), serde_json::json!({"choices": [choice]}))
        }
        ("q2", 0) => Reply::Pieces(200, "text/html", vec![b"<html>".to_vec()]),
        (other, _) => ok(other),
    });
    let folder = tempfile::tempdir().unwrap();
    let model = cached(server.settings(), folder.path());
    let answers = |answers: Vec<_>| answers.iter().map(is_answered).collect::<Vec<_>>();
    assert_eq!(answers(ask(&model, &questions(4))), [false, false, false, true]);
    assert_eq!(answers(ask(&model, &questions(4))), [true; 4]);
    assert_eq!(server.requests().len(), 7);
    model.forget(&questions(4)[3]);
    ask(&model, &questions(4));
    assert_eq!(server.requests().len(), 8);
}

fn is_answered(answer: &runlore_eval::judges::Answered) -> bool {
    answer.as_ref().is_ok_and(|reply| reply.answer().is_ok())
}

#[test]
fn the_same_twice_is_asked_once() {
    let server = Server::new(|request| ok(&request.question()));
    let folder = tempfile::tempdir().unwrap();
    let requests = [questions(2), questions(2)].concat();
    let answers = ask(&cached(server.settings(), folder.path()), &requests);
    let texts: Vec<_> = answers.iter().map(|answer| answer.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(texts, ["q0", "q1", "q0", "q1"]);
    assert_eq!(server.requests().len(), 2);
    assert_eq!(answers.iter().filter(|answer| answer.as_ref().unwrap().is_cached).count(), 2);
}

/// Asks 200 questions until it is killed; started by the test below.
#[test]
#[ignore = "is a process that another test kills"]
fn victim() {
    let Some((base_url, folder)) = std::env::var("VICTIM_URL").ok().zip(std::env::var_os("VICTIM_CACHE")) else {
        return;
    };
    let settings = Settings { base_url, model: "m".to_owned(), concurrency: 8, ..Settings::default() };
    ask(&cached(settings, folder.as_ref()), &questions(200));
}

#[test]
fn a_process_that_is_killed_leaves_what_it_had() {
    let server = Server::new(|request| Reply::Slow(Duration::from_millis(20), Box::new(ok(&request.question()))));
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "cache::victim", "--ignored"])
        .env("VICTIM_URL", format!("http://{}/v1", server.address()))
        .env("VICTIM_CACHE", folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    while server.requests().len() < 80 {
        assert!(began.elapsed() < Duration::from_secs(60), "{} requests", server.requests().len());
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What was on its way is over.
    std::thread::sleep(Duration::from_millis(200));
    let before = server.requests().len();
    let model = cached(Settings { key: None, ..server.settings() }, folder.path());
    let answers = ask(&model, &questions(200));
    assert!(answers.iter().enumerate().all(|(at, answer)| answer.as_ref().unwrap().text == format!("q{at}")));
    let kept = answers.iter().filter(|answer| answer.as_ref().unwrap().is_cached).count();
    assert_eq!(server.requests().len() - before, 200 - kept);
    // All that had been answered, but for the 8 that were on their way and one that was being kept.
    assert!(kept < 200 && kept + 9 >= before, "{kept} of {before}");
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let server = Server::new(|request| ok(&request.question()));
    let folder = tempfile::tempdir().unwrap();
    let ask_all = || {
        let answers = ask(&cached(server.settings(), folder.path()), &questions(300));
        assert!(answers.iter().enumerate().all(|(at, answer)| answer.as_ref().unwrap().text == format!("q{at}")));
    };
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(ask_all);
        }
    });
    let before = server.requests().len();
    ask_all();
    assert_eq!(server.requests().len(), before);
}

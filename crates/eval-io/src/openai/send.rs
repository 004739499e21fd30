//! One question until it is answered: sending, and asking again what may go better next time.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Client, Response};
use runlore_domain::ErrorKind;
use runlore_eval::judges::ChatFailure;
use serde_json::Value;

use super::endpoint::Task;
use super::trouble::{self, Trouble};
use super::{OpenAi, body, retry_after, sse};

/// A request, ready to be sent.
pub(super) struct Call {
    pub(super) task: Task,
    pub(super) body: Value,
    /// Names in the body of what can be left out.
    pub(super) optional: Vec<String>,
    pub(super) is_stream: bool,
}

impl Call {
    /// The body's bytes without what the model does not take.
    fn bytes(&self, without: &BTreeSet<String>) -> Vec<u8> {
        let mut body = self.body.clone();
        if let Value::Object(body) = &mut body {
            body.retain(|name, _| !(without.contains(name) && self.optional.contains(name)));
        }
        body.to_string().into_bytes()
    }
}

/// What came back.
pub(super) struct Answer {
    pub(super) body: Value,
    pub(super) seconds: f64,
}

/// Servers that say when to come again are asked so many times as often as others: they do not fail.
const LIMITED: u32 = 8;
/// So many questions are given up on, none having been answered, before the others are.
const HOPELESS: u32 = 16;

/// Sends the calls of a batch, which share what they learn of the server.
pub(super) struct Sender<'m> {
    model: &'m OpenAi,
    client: Client,
    /// Whether a question was ever answered, or refused for what it was.
    answered: AtomicBool,
    /// How many were given up on.
    given_up: AtomicU32,
    /// Why nobody needs to ask any more.
    broken: Mutex<Option<ChatFailure>>,
    /// Parameters that the model does not take.
    unwanted: Mutex<BTreeSet<String>>,
}

impl<'m> Sender<'m> {
    pub(super) fn new(model: &'m OpenAi, client: Client) -> Self {
        Self {
            model,
            client,
            answered: AtomicBool::new(false),
            given_up: AtomicU32::new(0),
            broken: Mutex::new(None),
            unwanted: Mutex::default(),
        }
    }

    /// Asks until there is an answer, or no hope.
    pub(super) async fn answer(&self, call: &Call) -> Result<Answer, ChatFailure> {
        let settings = &self.model.settings;
        let (mut began, mut failed, mut refused) = (None, 0, 0);
        loop {
            self.model.pace.turn(refused).await;
            // Waiting for the first turn is not the server's doing.
            let began = *began.get_or_insert_with(Instant::now);
            if let Some(failure) = self.broken() {
                return Err(failure);
            }
            let without = self.unwanted().clone();
            let sent = Instant::now();
            let tried = tokio::time::timeout(settings.answer, self.send(call, &without)).await;
            let trouble = match tried.unwrap_or_else(|_| Err(trouble::slow(settings.answer))) {
                Ok(body) => {
                    self.answered.store(true, Ordering::Relaxed);
                    return Ok(Answer { body, seconds: sent.elapsed().as_secs_f64() });
                }
                Err(trouble) => trouble,
            };
            let is_away = matches!(trouble, Trouble::Away(_));
            let (failure, wait) = match trouble {
                Trouble::Own(failure) => {
                    self.answered.store(true, Ordering::Relaxed);
                    return Err(failure);
                }
                Trouble::Parameter(name, failure) => {
                    self.answered.store(true, Ordering::Relaxed);
                    if without.contains(&name) || !call.optional.contains(&name) {
                        return Err(failure);
                    }
                    if self.unwanted().insert(name.clone()) {
                        tracing::debug!(parameter = name, "the model is asked without what it does not take");
                    }
                    continue;
                }
                Trouble::All(failure) => return Err(self.give_up(failure)),
                Trouble::Away(failure) => (failure, None),
                Trouble::Passing(failure, wait) => (failure, wait),
            };
            let again = match wait {
                Some(wait) if wait > settings.longest_wait => {
                    let (asked, most) = (wait.as_secs(), settings.longest_wait.as_secs());
                    let why = format!("{} It asks to wait {asked} s; {most} s is the most.", failure.message);
                    // Who asked the next question would be told the same.
                    return Err(self.give_up(ChatFailure { message: why, ..failure }));
                }
                Some(wait) => {
                    refused += 1;
                    self.model.pace.pause(wait);
                    // Who says 0 is not to be asked in a loop.
                    if wait < settings.back_off { self.back_off(0) } else { Duration::ZERO }
                }
                None => {
                    failed += 1;
                    self.back_off(failed - 1)
                }
            };
            let is_over = failed > settings.retries || refused > settings.retries.saturating_mul(LIMITED);
            if is_over || began.elapsed() + again + wait.unwrap_or_default() > settings.patience {
                let tries = failed + refused;
                let why = if tries > 1 {
                    format!("{} It was asked {tries} times.", failure.message)
                } else {
                    failure.message
                };
                let failure = ChatFailure { message: why, ..failure };
                // Where nothing is answered, the next one need not wait for the same.
                let given_up = self.given_up.fetch_add(1, Ordering::Relaxed) + 1;
                let is_hopeless = !self.answered.load(Ordering::Relaxed) && (is_away || given_up >= HOPELESS);
                return Err(if is_hopeless { self.give_up(failure) } else { failure });
            }
            tracing::debug!(why = failure.message, "a question to a model is asked again");
            tokio::time::sleep(again).await;
        }
    }

    fn unwanted(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.unwanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn send(&self, call: &Call, without: &BTreeSet<String>) -> Result<Value, Trouble> {
        let (model, shown) = (self.model, self.model.endpoint.shown());
        let request = self.client.post(model.endpoint.url(call.task)).header(CONTENT_TYPE, "application/json");
        let away = |cause: reqwest::Error| trouble::away(&shown, &cause);
        let response = request.body(call.bytes(without)).send().await.map_err(away)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let said = self.read(response, call).await?;
        if !status.is_success() {
            let text = said.as_str().unwrap_or_default();
            return Err(trouble::of(&model.endpoint, status.as_u16(), text, retry_after::retry_after(&headers)));
        }
        trouble::in_body(&model.endpoint, &said).map_or(Ok(said), Err)
    }

    /// The body as JSON; of an error as text.
    async fn read(&self, response: Response, call: &Call) -> Result<Value, Trouble> {
        let (endpoint, is_success) = (&self.model.endpoint, response.status().is_success());
        let is_stream = call.is_stream && is_success && !is_json(response.headers());
        let bytes = body::read(response, self.model.settings.largest_answer, is_success, &endpoint.shown()).await?;
        let text = endpoint.redact(String::from_utf8_lossy(&bytes).into_owned());
        if !is_success {
            return Ok(endpoint.redact_headers(text).into());
        }
        let read = if is_stream { sse::collect(&text, &endpoint.shown())? } else { serde_json::from_str(&text).ok() };
        read.ok_or_else(|| {
            let mut failure = ChatFailure::new(ErrorKind::Unavailable, "The endpoint's answer is no JSON.");
            failure.raw = Some(body::shortened(endpoint.redact_headers(text)));
            Trouble::Own(failure)
        })
    }

    fn broken(&self) -> Option<ChatFailure> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the others from asking.
    fn give_up(&self, failure: ChatFailure) -> ChatFailure {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure).clone()
    }

    /// Twice as long each time, and not for all alike: between half of it and the whole.
    fn back_off(&self, failed: u32) -> Duration {
        let settings = &self.model.settings;
        let whole = settings.back_off.saturating_mul(1 << failed.min(16)).min(settings.longest_wait);
        whole.mul_f64(0.5 + fastrand::f64() / 2.0)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/json")
}

//! A language model behind an endpoint that speaks OpenAI's API: chats, completions and embeddings.

mod batch;
mod body;
mod client;
mod endpoint;
mod pace;
mod reply;
mod retry_after;
mod send;
mod sse;
mod stop;
mod trouble;

use std::fmt;

use runlore_domain::{Error, Result};
use runlore_eval::judges::{Answered, Ask, ChatFailure, ChatModel, ChatRequest, Told};
use serde_json::{Map, Value};

use crate::Settings;
use endpoint::Endpoint;
use pace::Pace;
use send::{Answer, Call};

pub use endpoint::Task;
pub use reply::Reply;
pub use stop::Stopper;

/// An endpoint and a model there.
///
/// It blocks, but has up to [`Settings::concurrency`] questions on their way at once, in a thread that lives as long as
/// a call does. Errors that may pass (429, 500, 502, 503, 504, broken connections) are asked again after a pause; when
/// the server says how long to wait, all questions wait. Other errors are their question's. What can not be otherwise
/// for the next question (a key that is refused, a model that is not there, an endpoint that never answered) is not
/// asked again.
pub struct OpenAi {
    settings: Settings,
    endpoint: Endpoint,
    pace: Pace,
    stopper: Stopper,
}

impl OpenAi {
    /// A model at an endpoint. Nothing is sent yet.
    ///
    /// # Errors
    /// When the base URL is no URL, a header can not be sent, or certificates or the proxy can not be used; when there
    /// is no model, or nothing may be on its way; and when an address or key is missing that there must be.
    pub fn new(settings: Settings) -> Result<Self> {
        if settings.model.is_empty() && settings.azure.as_ref().is_none_or(|azure| azure.deployment.is_none()) {
            return Err(Error::invalid("The model has no name: say which model to ask (gpt-4, …)."));
        }
        if settings.concurrency == 0 || settings.requests_per_minute == Some(0) {
            return Err(Error::invalid("At least one question must be allowed at once, and in a minute."));
        }
        settings.check()?;
        let endpoint = Endpoint::new(&settings)?;
        // Made for each call, and here to see whether it can be.
        client::client(&settings, &endpoint)?;
        let pace = Pace::new(settings.requests_per_minute);
        Ok(Self { settings, endpoint, pace, stopper: Stopper::default() })
    }

    /// What makes it stop, from another thread or while it tells.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// What it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The replies to requests as they are: their bodies in the API's own words, one reply for each, in order.
    /// `progress` is called with how many there are, a few times a second at least.
    pub fn replies(
        &self,
        task: Task,
        bodies: &[Value],
        progress: &dyn Fn(usize),
    ) -> Vec<std::result::Result<Reply, ChatFailure>> {
        let call = |at: usize| Call { task, body: bodies[at].clone(), optional: Vec::new(), is_stream: false };
        self.in_order(bodies.len(), &call, &|answer| Ok(reply::whole(answer, &self.settings)), progress)
    }

    /// Answers, each read by `read`, in the order of the calls.
    fn in_order<R>(
        &self,
        count: usize,
        call: &(dyn Fn(usize) -> Call + Sync),
        read: &dyn Fn(Answer) -> std::result::Result<R, ChatFailure>,
        progress: &dyn Fn(usize),
    ) -> Vec<std::result::Result<R, ChatFailure>> {
        let mut replies: Vec<_> = std::iter::repeat_with(|| None).take(count).collect();
        let mut done = 0;
        batch::run(self, count, call, &mut |answered| {
            if let Some((at, answer)) = answered {
                replies[at] = Some(answer.and_then(read));
                done += 1;
            }
            progress(done);
        });
        let missing = || Err(ChatFailure::new(runlore_domain::ErrorKind::Internal, "There was no answer."));
        replies.into_iter().map(|reply| reply.unwrap_or_else(missing)).collect()
    }

    fn call(&self, task: Task, name: &str, asked: Value, request: &ChatRequest) -> Call {
        let ChatRequest { parameters, optional, .. } = request;
        let mut body = Map::new();
        // On Azure the deployment's name is enough.
        if !self.settings.model.is_empty() {
            body.insert("model".to_owned(), self.settings.model.clone().into());
        }
        body.insert(name.to_owned(), asked);
        let is_stream = parameters.get("stream") == Some(&Value::Bool(true));
        if is_stream {
            // Without it a stream does not say what it cost.
            body.insert("stream_options".to_owned(), serde_json::json!({"include_usage": true}));
        }
        body.extend(parameters.clone());
        body.retain(|_, value| !value.is_null());
        Call { task, body: Value::Object(body), optional: optional.clone(), is_stream }
    }
}

impl ChatModel for OpenAi {
    fn name(&self) -> String {
        format!("{} {}", self.endpoint.shown(), self.settings.model)
    }

    fn each(&self, requests: &[ChatRequest], told: &mut dyn FnMut(Told)) {
        let call = |at: usize| {
            let request = &requests[at];
            match &request.ask {
                Ask::Messages(messages) => self.call(Task::Chat, "messages", messages.clone().into(), request),
                Ask::Prompt(prompt) => self.call(Task::Completion, "prompt", prompt.clone().into(), request),
            }
        };
        batch::run(self, requests.len(), &call, &mut |answered| match answered {
            None => told(Told::Waiting),
            Some((at, answer)) => {
                let reply: Answered = answer.and_then(|answer| reply::chat(&answer, &self.settings));
                told(Told::Answered(at, reply));
            }
        });
    }
}

impl fmt::Debug for OpenAi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenAi").field("name", &self.name()).finish_non_exhaustive()
    }
}

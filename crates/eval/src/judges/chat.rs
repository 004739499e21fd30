//! What a judge needs of a language model: many questions at once, and each answer as soon as it is there.

use std::sync::Arc;

use runlore_domain::{Error, ErrorKind};
use serde_json::{Map, Value, json};

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// A conversation: objects with `role` and `content`, in the form of the API for chats.
    Messages(Vec<Value>),
    /// A text to continue, in the form of the older API for completions.
    Prompt(String),
}

/// A question to a model.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRequest {
    /// What is asked.
    pub ask: Ask,
    /// All else: `temperature`, `max_tokens`, `response_format`, `stream`, … as the API names them. What is null is
    /// not sent.
    pub parameters: Map<String, Value>,
    /// Those of the parameters that are left out when the model says that it does not take them.
    pub optional: Vec<String>,
}

impl ChatRequest {
    /// A conversation without messages.
    pub fn new() -> Self {
        Self { ask: Ask::Messages(Vec::new()), parameters: Map::new(), optional: Vec::new() }
    }

    /// A text to continue.
    pub fn prompt(text: impl Into<String>) -> Self {
        Self { ask: Ask::Prompt(text.into()), parameters: Map::new(), optional: Vec::new() }
    }

    /// With one message more. A text to continue becomes the first message of a conversation.
    #[must_use]
    pub fn message(mut self, role: &str, content: impl Into<String>) -> Self {
        let mut messages = match self.ask {
            Ask::Messages(messages) => messages,
            Ask::Prompt(text) => vec![json!({"role": "user", "content": text})],
        };
        messages.push(json!({"role": role, "content": content.into()}));
        self.ask = Ask::Messages(messages);
        self
    }

    /// With a parameter.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }
}

impl Default for ChatRequest {
    fn default() -> Self {
        Self::new()
    }
}

/// What a model answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChatReply {
    /// The text; empty when it refused, or called tools.
    pub text: String,
    /// The model that answered, as it names itself; empty if it does not.
    pub model: String,
    /// Tokens of the question, if the server counts.
    pub prompt_tokens: Option<u64>,
    /// Tokens of the answer, if the server counts.
    pub completion_tokens: Option<u64>,
    /// What it cost, if that is known, in the currency of the prices (US dollars as a rule).
    pub cost: Option<f64>,
    /// Seconds from sending the request that was answered to the end of its answer.
    pub latency: f64,
    /// Why it ended: `stop`, `length`, `content_filter`, …
    pub finish_reason: Option<String>,
    /// What it said instead of an answer, if it refused.
    pub refusal: Option<String>,
    /// Whether it was answered earlier, and cost nothing now.
    pub is_cached: bool,
}

impl ChatReply {
    /// A reply with this text and nothing else.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The text, if it is an answer.
    ///
    /// # Errors
    /// When the model refused, or a content filter cut the answer; with what was said as raw text.
    pub fn answer(&self) -> Result<&str, ChatFailure> {
        let raw = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        if let Some(refusal) = &self.refusal {
            let mut failure = ChatFailure::new(ErrorKind::InvalidState, "The model refused to answer.");
            failure.raw = raw(refusal);
            return Err(failure);
        }
        if self.finish_reason.as_deref() == Some("content_filter") {
            let mut failure = ChatFailure::new(ErrorKind::InvalidState, "A content filter cut the answer.");
            failure.raw = raw(&self.text);
            return Err(failure);
        }
        Ok(&self.text)
    }
}

/// Why there is no answer to one question; the others have theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatFailure {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// What to tell the user. Without credentials.
    pub message: String,
    /// What the server said, where that is no answer. Without credentials.
    pub raw: Option<String>,
}

impl ChatFailure {
    /// A failure without anything raw.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), raw: None }
    }
}

impl From<ChatFailure> for Error {
    fn from(failure: ChatFailure) -> Self {
        Self::new(failure.kind, failure.message)
    }
}

/// An answer, or why there is none.
pub type Answered = Result<ChatReply, ChatFailure>;

/// What happens while a model is asked.
#[derive(Debug)]
pub enum Told {
    /// The question of this place (from 0) has its answer. Each place is told once, in any order.
    Answered(usize, Answered),
    /// Nothing yet. Told a few times a second, so that whoever listens can show that and look for interrupts.
    Waiting,
}

/// A language model that answers questions.
pub trait ChatModel: Send + Sync {
    /// Where it is and what it is called, without credentials: answers of one name can stand for each other.
    fn name(&self) -> String;

    /// Asks all, as many at once as the model bears, and tells of each answer when it comes. Returns when each place
    /// was told.
    fn each(&self, requests: &[ChatRequest], told: &mut dyn FnMut(Told));

    /// Asks all and gives the answers in the order of the questions. `progress` is called with how many there are, a
    /// few times a second at least.
    fn chat(&self, requests: &[ChatRequest], progress: &dyn Fn(usize)) -> Vec<Answered> {
        let mut answers: Vec<Option<Answered>> = vec![None; requests.len()];
        let mut done = 0;
        self.each(requests, &mut |told| {
            if let Told::Answered(at, answer) = told {
                answers[at] = Some(answer);
                done += 1;
            }
            progress(done);
        });
        let missing = || Err(ChatFailure::new(ErrorKind::Internal, "The model was asked and told nothing."));
        answers.into_iter().map(|answer| answer.unwrap_or_else(missing)).collect()
    }

    /// An answer turned out to be of no use; who keeps answers should not give it again.
    fn forget(&self, _request: &ChatRequest) {}
}

impl<M: ChatModel + ?Sized> ChatModel for Arc<M> {
    fn name(&self) -> String {
        (**self).name()
    }

    fn each(&self, requests: &[ChatRequest], told: &mut dyn FnMut(Told)) {
        (**self).each(requests, told);
    }

    fn forget(&self, request: &ChatRequest) {
        (**self).forget(request);
    }
}

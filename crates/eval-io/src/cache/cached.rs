//! A model whose answers are kept: what was answered once is not asked again.

use std::collections::HashMap;
use std::fmt;

use runlore_eval::judges::{Answered, ChatModel, ChatReply, ChatRequest, Told};

use super::{Cache, key};

/// A model and the cache of its answers. Each answer is kept as it comes; errors, refusals and what a content filter cut
/// are not kept. Who asks the same twice at once is answered twice and charged once.
pub struct Cached<C> {
    model: C,
    cache: Cache,
}

impl<C: ChatModel> Cached<C> {
    /// Keeps the answers of `model`.
    pub fn new(model: C, cache: Cache) -> Self {
        Self { model, cache }
    }

    /// The model.
    pub fn model(&self) -> &C {
        &self.model
    }

    fn keep(&self, name: &str, request: &ChatRequest, answer: &Answered) {
        let Some(reply) = answer.as_ref().ok().filter(|reply| reply.answer().is_ok()) else { return };
        if let Err(error) = self.cache.put(name, request, reply) {
            // The answer is there and paid for; that it is not kept must not cost it.
            tracing::warn!(%error, "an answer could not be kept");
        }
    }
}

impl<C: ChatModel> ChatModel for Cached<C> {
    fn name(&self) -> String {
        self.model.name()
    }

    fn each(&self, requests: &[ChatRequest], told: &mut dyn FnMut(Told)) {
        let name = self.model.name();
        // What is missing, and the places that wait for it.
        let (mut missing, mut places, mut known) = (Vec::new(), Vec::<Vec<usize>>::new(), HashMap::new());
        for (at, request) in requests.iter().enumerate() {
            if let Some(reply) = self.cache.get(&name, request) {
                told(Told::Answered(at, Ok(reply)));
                continue;
            }
            let place = *known.entry(key::of(&name, request)).or_insert_with(|| {
                missing.push(request.clone());
                places.push(Vec::new());
                missing.len() - 1
            });
            places[place].push(at);
        }
        self.model.each(&missing, &mut |event| match event {
            Told::Waiting => told(Told::Waiting),
            Told::Answered(place, answer) => {
                self.keep(&name, &missing[place], &answer);
                let again = answer.clone().map(|reply| ChatReply { is_cached: true, ..reply });
                let (first, others) =
                    places[place].split_first().map_or((None, &[][..]), |(at, rest)| (Some(at), rest));
                if let Some(at) = first {
                    told(Told::Answered(*at, answer));
                }
                for at in others {
                    told(Told::Answered(*at, again.clone()));
                }
            }
        });
    }

    fn forget(&self, request: &ChatRequest) {
        if let Err(error) = self.cache.remove(&self.model.name(), request) {
            tracing::warn!(%error, "an answer of no use is still kept");
        }
    }
}

impl<C> fmt::Debug for Cached<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cached").field("cache", &self.cache).finish_non_exhaustive()
    }
}

//! Many questions at once, from a caller that blocks.
//!
//! They run on a runtime of their own in a thread of their own, which both end with the call: so it works inside
//! another runtime, and after a fork, which threads do not survive. The caller's thread listens, so that what it is told
//! can be something that must stay there.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use futures_util::{StreamExt as _, future, stream};
use runlore_domain::ErrorKind;
use runlore_eval::judges::ChatFailure;
use tokio::sync::{Semaphore, oneshot};

use super::send::{Answer, Call, Sender};
use super::{OpenAi, client};

/// So often the caller hears that nothing happened.
const TICK: Duration = Duration::from_millis(200);

type Replied = (usize, Result<Answer, ChatFailure>);

/// Sends `count` calls and tells of each answer once; of nothing a few times a second.
pub(super) fn run(
    model: &OpenAi,
    count: usize,
    call: &(dyn Fn(usize) -> Call + Sync),
    told: &mut dyn FnMut(Option<Replied>),
) {
    if count == 0 {
        return;
    }
    let mut is_open = vec![true; count];
    // One answer at a time is handed over, and those that wait count as being on their way: so an answer that was paid
    // for and not yet kept is one of few, however slow who listens is.
    let turn = Semaphore::new(1);
    let turn = &turn;
    let mut why = ChatFailure::new(ErrorKind::Unavailable, "The question was not answered: asking was interrupted.");
    std::thread::scope(|scope| {
        let (replies, heard) = mpsc::channel();
        // Dropped when this closure ends, however it ends: then nobody listens any more.
        let (_listens, gone) = oneshot::channel::<()>();
        let worker = scope.spawn(move || work(model, count, call, turn, &replies, gone));
        loop {
            match heard.recv_timeout(TICK) {
                Ok((at, answer)) => {
                    is_open[at] = false;
                    told(Some((at, answer)));
                    turn.add_permits(1);
                }
                Err(RecvTimeoutError::Timeout) => told(None),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        match worker.join() {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => why = failure,
            Err(_) => why = ChatFailure::new(ErrorKind::Internal, "Asking the model failed by a defect."),
        }
    });
    for (at, _) in is_open.iter().enumerate().filter(|(_, is_open)| **is_open) {
        told(Some((at, Err(why.clone()))));
    }
}

fn work(
    model: &OpenAi,
    count: usize,
    call: &(dyn Fn(usize) -> Call + Sync),
    turn: &Semaphore,
    replies: &mpsc::Sender<Replied>,
    gone: oneshot::Receiver<()>,
) -> Result<(), ChatFailure> {
    let failure = |error: runlore_domain::Error| ChatFailure::new(error.kind(), error.message());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|cause| {
        ChatFailure::new(ErrorKind::Internal, format!("No runtime could be made to ask the model in: {cause}"))
    })?;
    let sender = Sender::new(model, client::client(&model.settings, &model.endpoint).map_err(failure)?);
    runtime.block_on(async {
        let asked = stream::iter(0..count).map(|at| {
            let sender = &sender;
            async move {
                let answer = sender.answer(&call(at)).await;
                // It is closed by nobody. Who does not listen is gone, which ends this.
                if let Ok(turn) = turn.acquire().await {
                    turn.forget();
                    drop(replies.send((at, answer)));
                }
            }
        });
        let all = asked.buffer_unordered(model.settings.concurrency).for_each(future::ready);
        tokio::select! {
            () = all => {}
            () = model.stopper.stopped() => {}
            _ = gone => {}
        }
    });
    drop(sender);
    // A name that is being looked up can not be stopped, and is not waited for.
    runtime.shutdown_background();
    Ok(())
}

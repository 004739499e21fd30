//! What an evaluation needs of the outside: language models over HTTP, a cache of their answers, and files of rows.
//!
//! [`OpenAi`] asks any endpoint that speaks OpenAI's API; [`Cached`] keeps the answers of a model on the disk, so that
//! an evaluation that was interrupted asks only for what is missing; [`read_dataset`] reads rows from a file. All of it blocks; [`OpenAi`] has many questions on their way at once all the same.
//!
//! ```no_run
//! use std::sync::Arc;
//! use runlore_eval::judges::{Judge, builtin};
//! use runlore_eval_io::{Cache, Cached, OpenAi, Settings};
//!
//! # fn main() -> runlore_domain::Result<()> {
//! let env = |name: &str| std::env::var(name).ok();
//! let model = OpenAi::new(Settings { model: "gpt-4".to_owned(), ..Settings::from_env(&env)? })?;
//! let cached = Cached::new(model, Cache::open(Cache::default_dir(&env)?)?);
//! let judge = Judge::new(builtin::answer_correctness(), Arc::new(cached))?;
//! # Ok(())
//! # }
//! ```

mod cache;
mod input;
mod local;
mod named;
mod openai;
mod secret;
mod settings;

pub use cache::{Cache, Cached};
pub use input::{digest, read_dataset};
pub use named::{Named, Watch, named};
pub use openai::{OpenAi, Reply, Stopper, Task};
pub use secret::Secret;
pub use settings::{Azure, Prices, Settings};

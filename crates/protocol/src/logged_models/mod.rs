//! Logged models.

mod request;
mod response;
mod search;

pub use request::{CreateLoggedModel, FinalizeLoggedModel, GetLoggedModel, LogModelParams, SetModelTags};
pub use response::{LoggedModelBody, LoggedModelJson};
pub use search::{FoundLoggedModels, SearchLoggedModels};

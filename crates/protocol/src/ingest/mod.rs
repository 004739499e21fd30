//! `/api/runlore/v1/ingest`: what clients recorded on their own disks. Not MLflow's; the shapes are ours.

mod record;
mod request;
mod response;

pub use record::{CreateRunBody, DeleteTagBody, InputsBody, LogBody, OutputsBody, RecordBody, UpdateRunBody};
pub use request::IngestRequest;
pub use response::{CreatedRun, IngestAnswer, IngestBody, RefusedRecord};

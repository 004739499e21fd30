//! Records as they are, to the endpoint that applies each of them once.

use runlore_domain::Error;
use runlore_protocol::ingest::IngestAnswer;

use super::{Delivery, Numbered, Outcome};
use crate::client::OWN;
use crate::transport::{Failure, Request};

impl Delivery {
    pub(super) async fn records_to_runlore(&self, records: &[Numbered]) -> Result<Outcome, Failure> {
        let request = Request::new(::http::Method::POST, format!("{OWN}/ingest")).json(body(&self.id, records));
        let answer = self.client.send(request).await?.bytes().await.map_err(Failure::away)?;
        let answer: IngestAnswer = serde_json::from_slice(&answer).map_err(|cause| {
            Failure::away(Error::internal("The server's answer to the records is none of Runlore's").with_source(cause))
        })?;
        let last = records.last().map_or(0, |(number, _)| *number);
        Ok(Outcome { applied: answer.applied.min(last), refused: answer.refused, runs: answer.runs, blobs: Vec::new() })
    }
}

fn body(spool: &str, records: &[Numbered]) -> Vec<u8> {
    let mut body = Vec::with_capacity(64 + records.iter().map(|(_, json)| json.len() + 32).sum::<usize>());
    body.extend_from_slice(format!("{{\"spool\":\"{spool}\",\"records\":[").as_bytes());
    for (i, (number, json)) in records.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        body.extend_from_slice(format!("{comma}{{\"number\":{number},").as_bytes());
        // A record is an object with one member; its number goes in front of it.
        body.extend_from_slice(json.get(1..).unwrap_or_default());
    }
    body.extend_from_slice(b"]}");
    body
}

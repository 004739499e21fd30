//! Records of a spool. A record has a `number` and one of `create_run`, `update_run`, `log`,
//! `delete_tag`, `inputs` and `outputs`, each shaped like MLflow's request of that kind.
//!
//! A record whose content can not be accepted is refused alone; only a body that is not of this shape
//! fails as a whole.

use runlore_domain::experiment::check_name;
use runlore_domain::ingest::{Change, Ingest, Record, Refusal};
use runlore_domain::{Error, ErrorKind, ExperimentId, Result, RunId};
use serde::Deserialize;

use crate::fields::{items, missing, non_empty, required};
use crate::runs::{CreateRun, DeleteTag, LogBatch, LogInputs, LogOutputs, UpdateRun};
use crate::scalar::{Int64, Object, Repeated, Text};

/// `ingest`.
#[derive(Debug, Deserialize)]
pub struct IngestRequest {
    spool: Option<Text>,
    records: Option<Repeated<Object<RecordJson>>>,
}

#[derive(Debug, Deserialize)]
struct RecordJson {
    number: Option<Int64>,
    create_run: Option<Object<NewRunJson>>,
    update_run: Option<Object<UpdateRun>>,
    log: Option<Object<LogBatch>>,
    delete_tag: Option<Object<DeleteTag>>,
    inputs: Option<Object<LogInputs>>,
    outputs: Option<Object<LogOutputs>>,
}

/// `runs/create` with the run's id, and the experiment by id or by name.
#[derive(Debug, Deserialize)]
struct NewRunJson {
    run_id: Option<Text>,
    experiment_name: Option<Text>,
    #[serde(flatten)]
    run: CreateRun,
}

impl NewRunJson {
    fn into_change(self, max_value: usize) -> Result<Change> {
        let id = required(self.run_id, "create_run.run_id")?;
        if id.len() != 32 || !id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Err(Error::invalid("'create_run.run_id' must be 32 lowercase hexadecimal digits."));
        }
        let experiment = non_empty(self.experiment_name);
        if let Some(name) = &experiment {
            check_name(name)?;
        }
        // By name the number is found when the run is made.
        let fallback = experiment.is_some().then_some(ExperimentId::DEFAULT);
        let mut run = self.run.into_domain_in(fallback, max_value)?;
        run.id = RunId::from(id);
        Ok(Change::CreateRun { experiment, run })
    }
}

impl RecordJson {
    fn into_record(self, max_value: usize) -> Result<Record> {
        let number = self.number.ok_or_else(|| missing("records.number"))?.0;
        let kinds = [
            self.create_run.map(|new| new.0.into_change(max_value)),
            self.update_run.map(|update| update.0.try_into().map(Change::UpdateRun)),
            self.log.map(|batch| batch.0.into_batch(max_value).map(Change::Log)),
            self.delete_tag.map(|tag| tag.0.into_domain().map(|(run_id, key)| Change::DeleteTag { run_id, key })),
            self.inputs.map(|inputs| inputs.0.try_into().map(Change::LogInputs)),
            self.outputs.map(|outputs| outputs.0.try_into().map(Change::LogOutputs)),
        ];
        let mut given = kinds.into_iter().flatten();
        let change = match (given.next(), given.next()) {
            (Some(change), None) => change,
            // Perhaps a newer client's: refused alone, so that the records behind it go on.
            _ => Err(Error::new(ErrorKind::NotImplemented, "This server does not know this kind of record.")),
        };
        let change = match change {
            Ok(change) => Ok(change),
            Err(error) => Err(Refusal::of(error)?),
        };
        Ok(Record { number, change })
    }
}

impl IngestRequest {
    /// The records; `max_value` bounds param and tag values in bytes, `now` is in epoch milliseconds.
    pub fn into_domain(self, max_value: usize, now: i64) -> Result<Ingest> {
        let spool = required(self.spool, "spool")?;
        let records = items(self.records).into_iter().map(|record| record.0.into_record(max_value));
        Ingest { spool, records: records.collect::<Result<_>>()?, now }.checked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::from_json;

    const SPOOL: &str = "00000000000000000000000000000001";

    fn read(records: &str) -> Result<Ingest> {
        let body = format!(r#"{{"spool":"{SPOOL}","records":{records}}}"#);
        from_json::<IngestRequest>(body.as_bytes()).and_then(|request| request.into_domain(100, 5))
    }

    #[test]
    fn a_record_is_one_change_or_its_refusal() {
        let ingest = read(&format!(
            r#"[{{"number":1,"create_run":{{"run_id":"{SPOOL}","experiment_name":"e","run_name":"r","start_time":7}}}},
                {{"number":2,"log":{{"run_id":"r","params":[{{"key":"p","value":"1"}}]}}}},
                {{"number":3,"log":{{"run_id":"r","params":[{{"key":"a#b","value":"1"}}]}}}},
                {{"number":9,"from_the_future":{{}}}}]"#
        ))
        .unwrap();
        assert!(matches!(&ingest.records[0].change,
            Ok(Change::CreateRun { experiment: Some(name), run }) if name == "e" && run.id.as_str() == SPOOL && run.name == "r"));
        assert!(matches!(&ingest.records[1].change, Ok(Change::Log(batch)) if batch.params.len() == 1));
        assert!(matches!(&ingest.records[2].change, Err(refusal) if refusal.kind == ErrorKind::InvalidParameter));
        assert!(matches!(&ingest.records[3].change, Err(refusal) if refusal.kind == ErrorKind::NotImplemented));
    }

    #[test]
    fn shapes_that_are_none() {
        for records in [r#"[{"log":{}}]"#, r#"[{"number":2},{"number":2}]"#, r#"[{"number":0}]"#, "[7]"] {
            assert!(read(records).is_err(), "{records}");
        }
        let body = r#"{"spool":"../../etc","records":[]}"#;
        assert!(from_json::<IngestRequest>(body.as_bytes()).unwrap().into_domain(1, 1).is_err());
    }

    #[test]
    fn a_run_is_named_by_a_run_id_only() {
        let ingest = read(r#"[{"number":1,"create_run":{"run_id":"../x","experiment_id":"0"}}]"#).unwrap();
        assert!(ingest.records[0].change.is_err());
    }
}

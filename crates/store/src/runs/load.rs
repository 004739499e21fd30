//! Everything of some runs but their history, or only what is wanted of it: one query per table, whatever the number of runs.

use std::collections::HashMap;

use runlore_domain::dataset::{Dataset, DatasetInput, ModelOutput};
use runlore_domain::experiment::Tag;
use runlore_domain::metric::{Metric, from_columns};
use runlore_domain::run::{Param, Run, RunInfo};
use runlore_domain::search::{KeysOfKind, RunKeys};
use runlore_domain::{ModelId, Result};

use super::long_values::{self, Entity};
use crate::db::{Conn, Row, Value};

/// Loads what belongs to `infos`, or of their params, metrics and tags only those that are wanted and nothing else; the
/// runs come back in their order.
pub(crate) fn load(conn: &mut dyn Conn, infos: Vec<RunInfo>, wanted: Option<&RunKeys>) -> Result<Vec<Run>> {
    if infos.is_empty() {
        return Ok(Vec::new());
    }
    let owned: Vec<_> = infos.iter().map(|info| info.id.clone()).collect();
    let ids: Vec<&str> = owned.iter().map(|id| id.as_str()).collect();
    let places: HashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    let mut loader = Loader { conn, ids: &ids, places, runs: infos.into_iter().map(empty).collect() };
    match wanted {
        Some(wanted) => loader.wanted(wanted)?,
        None => loader.everything()?,
    }
    Ok(loader.runs)
}

fn empty(info: RunInfo) -> Run {
    Run {
        info,
        metrics: Vec::new(),
        params: Vec::new(),
        tags: Vec::new(),
        datasets: Vec::new(),
        model_inputs: Vec::new(),
        model_outputs: Vec::new(),
    }
}

struct Loader<'a> {
    conn: &'a mut dyn Conn,
    ids: &'a [&'a str],
    places: HashMap<&'a str, usize>,
    runs: Vec<Run>,
}

/// The keys of which rows are read; `None` for all.
type Keys<'k> = Option<&'k [String]>;

impl Loader<'_> {
    fn everything(&mut self) -> Result<()> {
        self.metrics(None)?;
        self.params(None)?;
        self.tags(None)?;
        self.datasets()?;
        self.models()
    }

    fn wanted(&mut self, wanted: &RunKeys) -> Result<()> {
        let metrics = self.keys("latest_metrics", &wanted.metrics)?;
        self.metrics(Some(&metrics))?;
        let params = self.keys("params", &wanted.params)?;
        self.params(Some(&params))?;
        let tags = self.keys("tags", &wanted.tags)?;
        self.tags(Some(&tags))
    }

    /// What is wanted of a table: the named keys and the most frequent ones.
    fn keys(&mut self, table: &str, of: &KeysOfKind) -> Result<Vec<String>> {
        let mut keys = of.named.clone();
        if of.frequent > 0 {
            let own = if table == "tags" { " AND key NOT LIKE 'mlflow.%'" } else { "" };
            let sql = format!(
                "SELECT key FROM {table} WHERE run_uuid {}{own} GROUP BY key ORDER BY count(*) DESC, key LIMIT {}",
                self.conn.dialect().in_list("$1"),
                of.frequent
            );
            keys.extend(self.conn.rows(&sql, &[Value::Texts(self.ids)], |row| row.text(0))?);
        }
        Ok(keys)
    }

    /// Runs a query whose first column is a run id and hands each row to the run that it belongs to.
    fn each(
        &mut self,
        before: &str,
        keys: Keys<'_>,
        after: &str,
        add: impl Fn(&mut Run, &Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let Self { conn, ids, places, runs } = self;
        // One run is the hot case: a plain comparison is quicker than a list of one.
        let (mut sql, value) = match ids {
            [id] => (format!("{before} = $1"), Value::Text(id)),
            ids => (format!("{before} {}", conn.dialect().in_list("$1")), Value::Texts(ids)),
        };
        let mut values = vec![value];
        let keys: Option<Vec<&str>> = keys.map(|keys| keys.iter().map(String::as_str).collect());
        if let Some(keys) = &keys {
            if keys.is_empty() {
                return Ok(());
            }
            // Both columns of the primary key, so that nothing else is read.
            sql += &format!(" AND key {}", conn.dialect().in_list("$2"));
            values.push(Value::Texts(keys));
        }
        conn.query(&format!("{sql} {after}"), &values, &mut |row| match places.get(row.str(0)?) {
            Some(place) => add(&mut runs[*place], row),
            None => Ok(()),
        })
    }

    fn metrics(&mut self, keys: Keys<'_>) -> Result<()> {
        let before = "SELECT run_uuid, key, value, is_nan, timestamp, step FROM latest_metrics WHERE run_uuid";
        self.each(before, keys, "", |run, row| {
            run.metrics.push(Metric {
                key: row.text(1)?,
                value: from_columns(row.real(2)?, row.bool(3)?),
                timestamp: row.opt_int(4)?.unwrap_or_default(),
                step: row.int(5)?,
                about: None,
            });
            Ok(())
        })
    }

    fn params(&mut self, keys: Keys<'_>) -> Result<()> {
        self.each("SELECT run_uuid, key, value FROM params WHERE run_uuid", keys, "", |run, row| {
            run.params.push(Param { key: row.text(1)?, value: row.text(2)? });
            Ok(())
        })?;
        for run in &mut self.runs {
            let id = run.info.id.as_str();
            for param in &mut run.params {
                long_values::complete(self.conn, Entity::Param, id, &param.key, &mut param.value)?;
            }
        }
        Ok(())
    }

    fn tags(&mut self, keys: Keys<'_>) -> Result<()> {
        self.each("SELECT run_uuid, key, value FROM tags WHERE run_uuid", keys, "", |run, row| {
            run.tags.push(Tag { key: row.text(1)?, value: row.opt_text(2)?.unwrap_or_default() });
            Ok(())
        })?;
        for run in &mut self.runs {
            let id = run.info.id.as_str();
            for tag in &mut run.tags {
                long_values::complete(self.conn, Entity::Tag, id, &tag.key, &mut tag.value)?;
            }
        }
        Ok(())
    }

    fn datasets(&mut self) -> Result<()> {
        let mut edges: HashMap<String, (usize, usize)> = HashMap::new();
        let before = "SELECT i.destination_id, i.input_uuid, d.name, d.digest, d.dataset_source_type, \
                      d.dataset_source, d.dataset_schema, d.dataset_profile \
                      FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id \
                      WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN' AND i.destination_id";
        let mut found: Vec<(String, String, DatasetInput)> = Vec::new();
        let Self { conn, ids, .. } = self;
        let sql = format!("{before} {} ORDER BY d.name, d.digest", conn.dialect().in_list("$1"));
        conn.query(&sql, &[Value::Texts(ids)], &mut |row| {
            let dataset = Dataset {
                name: row.text(2)?,
                digest: row.text(3)?,
                source_type: row.text(4)?,
                source: row.text(5)?,
                schema: row.opt_text(6)?,
                profile: row.opt_text(7)?,
            };
            found.push((row.text(0)?, row.text(1)?, DatasetInput { dataset, tags: Vec::new() }));
            Ok(())
        })?;
        for (run, edge, input) in found {
            if let Some(place) = self.places.get(run.as_str()) {
                edges.insert(edge, (*place, self.runs[*place].datasets.len()));
                self.runs[*place].datasets.push(input);
            }
        }
        self.input_tags(&edges)
    }

    fn input_tags(&mut self, edges: &HashMap<String, (usize, usize)>) -> Result<()> {
        if edges.is_empty() {
            return Ok(());
        }
        let uuids: Vec<&str> = edges.keys().map(String::as_str).collect();
        let Self { conn, runs, .. } = self;
        let list = conn.dialect().in_list("$1");
        let sql = format!("SELECT input_uuid, name, value FROM input_tags WHERE input_uuid {list}");
        conn.query(&sql, &[Value::Texts(&uuids)], &mut |row| {
            if let Some((run, input)) = edges.get(row.str(0)?) {
                runs[*run].datasets[*input].tags.push(Tag { key: row.text(1)?, value: row.text(2)? });
            }
            Ok(())
        })
    }

    fn models(&mut self) -> Result<()> {
        let before = "SELECT source_id, source_type, destination_id, step FROM inputs \
                      WHERE source_type IN ('RUN_INPUT', 'RUN_OUTPUT') \
                      AND destination_type IN ('MODEL_INPUT', 'MODEL_OUTPUT') AND source_id";
        self.each(before, None, "ORDER BY step, destination_id", |run, row| {
            let model_id = ModelId::from(row.str(2)?);
            match row.str(1)? {
                "RUN_INPUT" => run.model_inputs.push(model_id),
                _ => run.model_outputs.push(ModelOutput { model_id, step: row.int(3)? }),
            }
            Ok(())
        })
    }
}

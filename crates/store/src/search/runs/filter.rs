//! Comparisons of runs as conditions on the table `runs`, named `r`.

use runlore_domain::Result;
use runlore_domain::logged_artifacts::CUT;
use runlore_domain::run::RUN_NAME_TAG;
use runlore_domain::search::{Comparison, DatasetAttribute, Operator, RunAttribute, RunField, Test, Value};

use crate::runs::long_values::Entity;
use crate::search::filter;
use crate::search::indexes::SHORT;
use crate::search::sql::Sql;

/// The tag of a dataset input that says what it was used for.
const CONTEXT_TAG: &str = "mlflow.data.context";

/// What a comparison looks at, in the tables' terms.
pub(super) enum Source<'a> {
    /// A row of `latest_metrics`, `params` or `tags`.
    Keyed { table: Keyed, key: &'a str },
    /// A column of `runs`.
    Column { name: &'static str, integer: bool },
    /// A column of any of the datasets.
    Dataset(DatasetAttribute),
}

/// A table with a row for each run and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyed {
    Metrics,
    Params,
    Tags,
}

impl Keyed {
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Metrics => "latest_metrics",
            Self::Params => "params",
            Self::Tags => "tags",
        }
    }

    /// Whose long values its column holds beginnings of.
    pub(super) fn entity(self) -> Option<Entity> {
        match self {
            Self::Metrics => None,
            Self::Params => Some(Entity::Param),
            Self::Tags => Some(Entity::Tag),
        }
    }
}

/// The table and column of a field. The name of a run is its tag: old databases have no name column filled.
pub(super) fn source(field: &RunField) -> Source<'_> {
    let column = |name, integer| Source::Column { name, integer };
    match field {
        RunField::Metric(key) => Source::Keyed { table: Keyed::Metrics, key },
        RunField::Param(key) => Source::Keyed { table: Keyed::Params, key },
        RunField::Tag(key) => Source::Keyed { table: Keyed::Tags, key },
        RunField::Attribute(RunAttribute::RunName) => Source::Keyed { table: Keyed::Tags, key: RUN_NAME_TAG },
        RunField::Attribute(attribute) => match attribute {
            RunAttribute::RunId => column("run_uuid", false),
            RunAttribute::RunName => column("name", false),
            RunAttribute::UserId => column("user_id", false),
            RunAttribute::Status => column("status", false),
            RunAttribute::ArtifactUri => column("artifact_uri", false),
            RunAttribute::StartTime => column("start_time", true),
            RunAttribute::EndTime => column("end_time", true),
            RunAttribute::ExperimentId => column("experiment_id", true),
        },
        RunField::Dataset(attribute) => Source::Dataset(*attribute),
    }
}

/// Adds a comparison of the run whose id is in the column `id`; `long` says that there are values longer than
/// their columns.
pub(super) fn compare(sql: &mut Sql, comparison: &Comparison<RunField>, id: &str, long: bool) -> Result<()> {
    let Comparison { field, test } = comparison;
    match source(field) {
        Source::Column { name, integer } => {
            let column = format!("r.{name}");
            if integer { filter::integer(sql, &column, test) } else { filter::text(sql, &column, test) }
        }
        Source::Keyed { table, key } => {
            let absent = matches!(test, Test::IsNull { negated: false });
            filter::exists(sql, absent, |sql| {
                sql.push(&format!("{} f WHERE f.run_uuid = {id} AND f.key = ", table.table())).text(key);
                if table != Keyed::Metrics {
                    short_only(sql, test, "f");
                }
                if !matches!(test, Test::IsNull { .. }) {
                    sql.push(" AND ");
                    keyed(sql, table, "f", test, long)?;
                }
                Ok(())
            })
        }
        Source::Dataset(attribute) => dataset(sql, attribute, test),
    }
}

/// Adds the test of the row `alias` of a keyed table.
pub(super) fn keyed(sql: &mut Sql, table: Keyed, alias: &str, test: &Test, long: bool) -> Result<()> {
    let value = format!("{alias}.value");
    let Some(entity) = table.entity() else {
        // A NaN is stored as 0 with a flag; it differs from every number and is none.
        sql.push("(");
        filter::real(sql, &value, test)?;
        sql.push(if filter::is_negative(test) { " OR " } else { " AND NOT " }).push(&format!("{alias}.is_nan)"));
        return Ok(());
    };
    if long && !is_short(test, entity.column_length()) {
        return filter::text(sql, &whole(alias, entity), test);
    }
    filter::text(sql, &value, test)
}

/// The value of a row, whole. The column of a longer one is full, or a list that ends as if cut, so nearly
/// no row needs the lookup.
pub(super) fn whole(alias: &str, entity: Entity) -> String {
    let (name, length) = (entity.as_str(), entity.column_length());
    let column = format!("{alias}.value");
    let (mut is_cut, mut was_cut) = (String::new(), String::new());
    if entity == Entity::Tag {
        let end = CUT.len();
        is_cut = format!(" OR substr({column}, length({column}) - {end} + 1) = '{CUT}'");
        was_cut = format!(" OR substr(l.value, 1, length({column}) - {end}) || '{CUT}' = {column}");
    }
    format!(
        "CASE WHEN length({column}) = {length}{is_cut} THEN coalesce((SELECT l.value FROM runlore_long_values l \
         WHERE l.entity = '{name}' AND l.owner_id = {alias}.run_uuid AND l.key = {alias}.key \
         AND (substr(l.value, 1, {length}) = {column}{was_cut})), {column}) ELSE {column} END"
    )
}

/// Whether a test asks for texts that are shorter than `length`, so that a column cut there can answer.
fn is_short(test: &Test, length: usize) -> bool {
    let short = |value: &Value| matches!(value, Value::Text(text) if text.chars().count() < length);
    match test {
        Test::Is(Operator::Eq | Operator::Ne, value) => short(value),
        Test::In { values, .. } => values.iter().all(short),
        _ => false,
    }
}

/// Restricts the row to short texts if the test asks for such, so that the value index serves it; true when it did.
pub(super) fn short_only(sql: &mut Sql, test: &Test, alias: &str) -> bool {
    let positive = matches!(test, Test::Is(Operator::Eq, _) | Test::In { negated: false, .. });
    let short = positive && is_short(test, SHORT + 1);
    if short {
        sql.push(&format!(" AND length({alias}.value) <= {SHORT}"));
    }
    short
}

fn dataset(sql: &mut Sql, attribute: DatasetAttribute, test: &Test) -> Result<()> {
    let (column, tags) = match attribute {
        DatasetAttribute::Name => ("d.name", ""),
        DatasetAttribute::Digest => ("d.digest", ""),
        DatasetAttribute::Context => ("t.value", " JOIN input_tags t ON t.input_uuid = i.input_uuid"),
    };
    let absent = matches!(test, Test::IsNull { negated: false });
    filter::exists(sql, absent, |sql| {
        sql.push("inputs i JOIN datasets d ON d.dataset_uuid = i.source_id").push(tags);
        sql.push(" WHERE i.destination_type = 'RUN' AND i.destination_id = r.run_uuid AND i.source_type = 'DATASET'");
        if attribute == DatasetAttribute::Context {
            sql.push(" AND t.name = ").text(CONTEXT_TAG);
        }
        if !matches!(test, Test::IsNull { .. }) {
            sql.push(" AND ");
            filter::text(sql, column, test)?;
        }
        Ok(())
    })
}

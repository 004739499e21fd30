//! As much JSON as MLflow's page tokens need: `{"offset": N}`, for logged models after the query.

use super::logged_models::LoggedModelOrderBy;
use crate::python::json_string;

/// The offset of a token without the query in it: `Ok(None)` when it is JSON without an offset.
pub(super) fn offset(text: &str, prefix: &str) -> Result<Option<i64>, ()> {
    let inner = text.trim().strip_prefix('{').and_then(|t| t.strip_suffix('}')).ok_or(())?;
    let inner = inner.trim().strip_prefix(prefix).unwrap_or(inner).trim();
    let Some(number) = inner.strip_prefix("\"offset\"").map(str::trim_start).and_then(|t| t.strip_prefix(':')) else {
        return Ok(None);
    };
    Ok(number.trim().trim_matches('"').parse().ok().filter(|n| *n != 0))
}

/// What stands before the offset in MLflow's token for a search of logged models.
pub(super) fn logged_models_prefix(ids: &[i64], filter: &str, order_by: &[LoggedModelOrderBy]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    let filter = (!filter.is_empty()).then(|| filter.to_owned());
    let orders: Vec<String> = order_by
        .iter()
        .map(|o| {
            format!(
                "{{\"field_name\": {}, \"ascending\": {}, \"dataset_name\": {}, \"dataset_digest\": {}}}",
                string(Some(&o.field_name)),
                o.ascending,
                string(o.dataset_name.as_ref().filter(|t| !t.is_empty())),
                string(o.dataset_digest.as_ref().filter(|t| !t.is_empty())),
            )
        })
        .collect();
    let orders = if orders.is_empty() { "null".to_owned() } else { format!("[{}]", orders.join(", ")) };
    format!(
        "\"experiment_ids\": [{}], \"filter_string\": {}, \"order_by\": {orders}, ",
        ids.join(", "),
        string(filter.as_ref())
    )
}

/// A string, or `null`.
fn string(text: Option<&String>) -> String {
    text.map_or_else(|| "null".to_owned(), |text| json_string(text))
}

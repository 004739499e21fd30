//! Columns to and from JSON values, and from one type to another.

use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, RecordBatch, new_null_array};
use arrow_json::ReaderBuilder;
use arrow_json::writer::{JsonArray, WriterBuilder};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use serde_json::{Map, Value};

use super::types::is_text;

/// The rows of some columns.
pub(super) fn rows(columns: &[ArrayRef]) -> Result<Vec<Vec<Value>>, ArrowError> {
    let length = columns.first().map_or(0, |column| column.len());
    if columns.is_empty() || length == 0 {
        return Ok(vec![Vec::new(); length]);
    }
    // Numbered, because a name may be there twice.
    let fields: Vec<Field> =
        columns.iter().enumerate().map(|(i, c)| Field::new(i.to_string(), c.data_type().clone(), true)).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.to_vec())?;
    let mut writer = WriterBuilder::new().with_explicit_nulls(true).build::<_, JsonArray>(Vec::new());
    writer.write(&batch)?;
    writer.finish()?;
    let rows: Vec<Map<String, Value>> =
        serde_json::from_slice(&writer.into_inner()).map_err(|cause| ArrowError::JsonError(cause.to_string()))?;
    Ok(rows.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).collect()).collect())
}

/// A column of values.
pub(super) fn column(values: Vec<Value>, known: &DataType) -> Result<ArrayRef, ArrowError> {
    if values.iter().all(Value::is_null) {
        return Ok(new_null_array(known, values.len()));
    }
    let schema = Arc::new(Schema::new(vec![Field::new("v", known.clone(), true)]));
    let mut decoder = ReaderBuilder::new(schema).with_batch_size(values.len()).build_decoder()?;
    let rows: Vec<Map<String, Value>> =
        values.into_iter().map(|value| Map::from_iter([("v".to_owned(), fitted(value, known))])).collect();
    decoder.serialize(&rows)?;
    let batch = decoder.flush()?.ok_or_else(|| ArrowError::JsonError("no rows".to_owned()))?;
    Ok(batch.column(0).clone())
}

/// A value as a column of this type takes it: what must become text is its JSON.
fn fitted(value: Value, known: &DataType) -> Value {
    match (value, known) {
        (value @ (Value::Null | Value::String(_)), _) => value,
        (value, known) if is_text(known) => Value::String(value.to_string()),
        (Value::Array(items), DataType::List(item)) => {
            items.into_iter().map(|value| fitted(value, item.data_type())).collect()
        }
        (Value::Object(map), DataType::Struct(fields)) => {
            let fit = |(name, value): (String, Value)| match fields.iter().find(|field| *field.name() == name) {
                Some(field) => (name, fitted(value, field.data_type())),
                None => (name, value),
            };
            Value::Object(map.into_iter().map(fit).collect())
        }
        (value, _) => value,
    }
}

/// The same column in another type, which holds all that it holds.
pub(super) fn cast(column: &ArrayRef, known: &DataType) -> Result<ArrayRef, ArrowError> {
    let (from, to) = (column.data_type(), known);
    if from == to {
        return Ok(column.clone());
    }
    let plain = |known: &DataType| known.is_numeric() || is_text(known);
    let inner = match from {
        DataType::Dictionary(_, values) => values,
        other => other,
    };
    if (inner.is_numeric() && to.is_numeric()) || (is_text(inner) && is_text(to)) || (inner == to && plain(to)) {
        return arrow_cast::cast(column, to);
    }
    let values = rows(std::slice::from_ref(column))?.into_iter().filter_map(|mut row| row.pop()).collect();
    self::column(values, known)
}

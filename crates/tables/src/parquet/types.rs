//! The type of a column that is to hold several values.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields};
use serde_json::Value;

/// The type of a value.
pub(super) fn of(value: &Value) -> DataType {
    match value {
        Value::Null => DataType::Null,
        Value::Bool(_) => DataType::Boolean,
        Value::Number(number) if number.is_i64() => DataType::Int64,
        Value::Number(number) if number.is_u64() => DataType::UInt64,
        Value::Number(_) => DataType::Float64,
        Value::String(_) => DataType::Utf8,
        Value::Array(items) => {
            let items = items.iter().map(of).reduce(|one, two| both(&one, &two)).unwrap_or(DataType::Null);
            DataType::List(item(items))
        }
        // A struct without fields can not be written.
        Value::Object(map) if map.is_empty() => DataType::Utf8,
        Value::Object(map) => {
            DataType::Struct(map.iter().map(|(name, value)| Field::new(name, of(value), true)).collect())
        }
    }
}

fn item(items: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", items, true))
}

/// The type that holds what both hold; text if no other does.
pub(super) fn both(one: &DataType, two: &DataType) -> DataType {
    use DataType::{Dictionary, List, Null, Struct, Utf8};
    match (one, two) {
        (one, two) if one == two => one.clone(),
        (known, Null) | (Null, known) => known.clone(),
        (Dictionary(_, values), other) | (other, Dictionary(_, values)) => both(values, other),
        (one, two) if is_text(one) && is_text(two) => one.clone(),
        (one, two) if is_int(one) && is_int(two) => DataType::Int64,
        (one, two) if one.is_floating() && (is_int(two) || two.is_floating()) => DataType::Float64,
        (one, two) if is_int(one) && two.is_floating() => DataType::Float64,
        (Struct(one), Struct(two)) => Struct(fields(one, two)),
        (one, two) => match (items(one), items(two)) {
            (Some(one), Some(two)) => List(item(both(one, two))),
            _ => Utf8,
        },
    }
}

/// Integers that fit 64 bits with a sign.
fn is_int(known: &DataType) -> bool {
    known.is_integer() && *known != DataType::UInt64
}

pub(super) fn is_text(known: &DataType) -> bool {
    matches!(known, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn items(list: &DataType) -> Option<&DataType> {
    match list {
        DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _) => Some(item.data_type()),
        _ => None,
    }
}

fn fields(one: &Fields, two: &Fields) -> Fields {
    let mut all: Vec<Field> = one.iter().map(|field| field.as_ref().clone().with_nullable(true)).collect();
    for field in two {
        match all.iter_mut().find(|known| known.name() == field.name()) {
            Some(known) => known.set_data_type(both(known.data_type(), field.data_type())),
            None => all.push(field.as_ref().clone().with_nullable(true)),
        }
    }
    all.into()
}

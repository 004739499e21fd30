//! JSON Schema as the crate `boon` knows it, without a way to fetch what a schema refers to, and its complaints in words.

use std::error::Error as StdError;

use boon::{CompileError, Compiler, ErrorKind, SchemaIndex, Schemas, UrlLoader, ValidationError};
use serde_json::Value;

/// A compiled schema.
pub(super) struct Schema {
    schemas: Schemas,
    root: SchemaIndex,
}

/// Where a schema seems to be, so that what it refers to is found in it, or nowhere.
const HERE: &str = "schema:///schema";

impl Schema {
    /// # Errors
    /// When it is malformed, or refers to what is not in it; the error says where.
    pub(super) fn new(schema: &Value) -> Result<Self, String> {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.use_loader(Box::new(Nowhere));
        compiler.add_resource(HERE, schema.clone()).map_err(|error| told(&error))?;
        let root = compiler.compile(HERE, &mut schemas).map_err(|error| told(&error))?;
        Ok(Self { schemas, root })
    }

    /// # Errors
    /// When the schema does not allow it; the error says where and why, of several reasons the first.
    pub(super) fn allows(&self, json: &Value) -> Result<(), String> {
        self.schemas.validate(json, self.root).map_err(|error| complaint(&error))
    }
}

/// Why a schema can not be used.
fn told(error: &CompileError) -> String {
    match error {
        CompileError::ValidationError { src, .. } => complaint(src),
        CompileError::LoadUrlError { url, .. } => {
            format!("{} is not in the schema, and nothing is fetched", url.trim_start_matches("schema:///"))
        }
        other => other.to_string().replace(HERE, "the schema"),
    }
}

/// Where a value is not as it must be, and how it must be.
fn complaint(error: &ValidationError<'_, '_>) -> String {
    let mut error = error;
    // These only say that there is a reason below.
    while let ErrorKind::Schema { .. } | ErrorKind::Group | ErrorKind::Reference { .. } | ErrorKind::AllOf = error.kind
    {
        match error.causes.first() {
            Some(cause) => error = cause,
            None => break,
        }
    }
    match error.instance_location.to_string() {
        root if root.is_empty() => format!("at the root: {}", error.kind),
        place => format!("at {place}: {}", error.kind),
    }
}

/// Loads nothing: neither files nor anything of the network.
struct Nowhere;

impl UrlLoader for Nowhere {
    fn load(&self, _url: &str) -> Result<Value, Box<dyn StdError>> {
        Err("nothing is fetched".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn drafts_have_their_own_words() {
        for (draft, positive) in [
            ("http://json-schema.org/draft-04/schema#", json!({"minimum": 0, "exclusiveMinimum": true})),
            ("http://json-schema.org/draft-07/schema#", json!({"exclusiveMinimum": 0})),
            ("https://json-schema.org/draft/2020-12/schema", json!({"exclusiveMinimum": 0})),
        ] {
            let mut schema = positive;
            schema["$schema"] = draft.into();
            let schema = Schema::new(&schema).unwrap();
            assert!(schema.allows(&json!(1)).is_ok() && schema.allows(&json!(0)).is_err(), "{draft}");
        }
        assert!(Schema::new(&json!({"$schema": "http://127.0.0.1:9/own"})).is_err());
    }

    #[test]
    fn references_inside_are_followed() {
        let schema = json!({"$defs": {"n": {"type": "integer"}}, "items": {"$ref": "#/$defs/n"}});
        let schema = Schema::new(&schema).unwrap();
        assert!(schema.allows(&json!([1, 2])).is_ok());
        assert!(schema.allows(&json!([1, "2"])).unwrap_err().starts_with("at /1: "));
        assert!(Schema::new(&json!({"$ref": "#/$defs/none"})).is_err());
    }
}

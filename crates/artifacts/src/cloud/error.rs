//! What an object store answered, in the terms of the one who asked for a file.

use object_store::Error as Cause;
use runlore_domain::{Error, ErrorKind};

use crate::ArtifactPath;
use crate::store::no_such_artifact;

pub(super) fn store_error(path: &ArtifactPath, cause: Cause) -> Error {
    let error = match (&cause, answered(&cause)) {
        (Cause::NotFound { .. }, _) | (_, Some(404)) => no_such_artifact(path),
        (Cause::PermissionDenied { .. } | Cause::Unauthenticated { .. }, _) | (_, Some(401 | 403)) => Error::new(
            ErrorKind::PermissionDenied,
            "The artifact store refuses the server's credentials, or they do not reach this far",
        ),
        (Cause::InvalidPath { .. }, _) => Error::invalid("Invalid path"),
        (Cause::Precondition { .. }, _) => {
            Error::unavailable(format!("'{path}' was replaced while it was read; try again"))
        }
        (Cause::NotSupported { .. } | Cause::NotImplemented { .. }, _) => {
            Error::not_implemented("The artifact store cannot do this")
        }
        (_, Some(507)) => Error::new(ErrorKind::StorageFull, "The artifact store is full"),
        (_, Some(400..500)) => Error::internal(format!("The artifact store refused the request for '{path}'")),
        _ => Error::unavailable("The artifact store is away or failed; try again later"),
    };
    error.with_source(cause)
}

/// The HTTP status that the store answered, which the library gives away only in words.
fn answered(cause: &Cause) -> Option<u16> {
    let text = cause.to_string();
    let (_, status) = text.split_once("status code: ")?;
    status.get(..3)?.parse().ok()
}

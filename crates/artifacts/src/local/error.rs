//! What the operating system said, in the terms of the one who asked for a file.

use std::io::{self, ErrorKind as Io};

use runlore_domain::{Error, ErrorKind};

use crate::ArtifactPath;
use crate::store::{is_a_folder, no_such_artifact};

/// Turns a failed file system call on `path` into our error.
pub(super) fn io_error(path: &ArtifactPath, cause: io::Error) -> Error {
    if leads_outside(&cause) {
        return outside().with_source(cause);
    }
    let error = match cause.kind() {
        Io::NotFound => no_such_artifact(path),
        Io::IsADirectory => is_a_folder(path),
        Io::NotADirectory => Error::invalid(format!("A part of '{path}' is a file, not a folder")),
        Io::InvalidFilename => Error::invalid(format!("A name in '{path}' is longer than the file system allows")),
        // Of all causes a NUL byte is the one that can be met.
        Io::InvalidInput => Error::invalid("Invalid path"),
        Io::StorageFull | Io::QuotaExceeded => {
            Error::new(ErrorKind::StorageFull, "The disk that holds the artifacts is full")
        }
        Io::FileTooLarge => Error::new(ErrorKind::TooLarge, format!("'{path}' is larger than the file system allows")),
        Io::TimedOut | Io::HostUnreachable | Io::NetworkUnreachable | Io::NetworkDown | Io::StaleNetworkFileHandle => {
            Error::unavailable("The disk that holds the artifacts is away; try again later")
        }
        Io::PermissionDenied | Io::ReadOnlyFilesystem => {
            Error::internal(format!("The server has no permission for '{path}' in its artifact folder"))
        }
        _ => Error::internal(format!("The artifact folder failed on '{path}'")),
    };
    error.with_source(cause)
}

/// Whether resolving stopped because a link led out of the root.
pub(super) fn leads_outside(cause: &io::Error) -> bool {
    // cap-std's own refusal, unlike the operating system's, has no code.
    cause.kind() == Io::PermissionDenied && cause.raw_os_error().is_none()
}

pub(super) fn outside() -> Error {
    Error::invalid("Invalid path: resolved path is outside the artifact directory")
}

/// Whether nothing is there: also when a folder on the way is a file.
pub(super) fn is_missing(cause: &io::Error) -> bool {
    matches!(cause.kind(), Io::NotFound | Io::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn causes_become_kinds() {
        const ENOSPC: i32 = 28;
        for (code, kind) in [
            (ENOSPC, ErrorKind::StorageFull),
            (122, ErrorKind::StorageFull),
            (2, ErrorKind::NotFound),
            (20, ErrorKind::InvalidParameter),
            (36, ErrorKind::InvalidParameter),
            (13, ErrorKind::Internal),
            (5, ErrorKind::Internal),
            (116, ErrorKind::Unavailable),
        ] {
            let error = io_error(&ArtifactPath::root(), io::Error::from_raw_os_error(code));
            assert_eq!(error.kind(), kind, "{code}: {error}");
        }
        let nul = std::fs::metadata("a\0b").unwrap_err();
        assert_eq!(io_error(&ArtifactPath::root(), nul).kind(), ErrorKind::InvalidParameter);
    }
}

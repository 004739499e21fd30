//! A folder of a run as one zip file, made while it is read: nothing is kept but the list of what was written.
//!
//! A file that can not be read to its end breaks the answer off. What arrived then has no end, so neither a browser nor
//! a program takes it for whole.

mod records;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::{ArtifactPath, ByteStream, FileInfo, Location, content};
use runlore_domain::{Error, Result, RunId};

use crate::answer::of_type;
use crate::state::AppState;
use crate::tables;
use crate::telemetry::Operation;
use records::{Directory, Head};

/// What one name may have in a zip file.
const LONGEST_NAME: usize = 0xffff;

/// What goes into a zip file.
pub(crate) struct Contents {
    pub(crate) location: Location,
    pub(crate) run: RunId,
    pub(crate) folder: ArtifactPath,
    /// As the walk through the folder found them.
    pub(crate) files: Vec<(ArtifactPath, FileInfo)>,
}

/// A zip file of them.
pub(crate) fn answer(app: AppState, contents: Contents) -> Response {
    let Contents { location, run, folder, files } = contents;
    let name = if folder.is_root() { run.as_str() } else { folder.name() };
    let disposition = content::attachment(&format!("{name}.zip"));
    let place = format!("{run}/{folder}");
    let directory = Some(Directory::default());
    let zip = Zip { app, location, run, folder, files: files.into_iter(), reading: None, directory, written: 0 };
    let pieces = stream::try_unfold(zip, |mut zip| async {
        let piece = zip.next().await?;
        Ok::<_, Error>(piece.map(|piece| (piece, zip)))
    });
    let pieces = pieces.inspect_err(move |error| {
        let cause = std::error::Error::source(error).map(tracing::field::display);
        tracing::error!(folder = %place, cause, "a zip file broke off: {}", error.message());
    });
    let mut response = of_type("application/zip", Body::from_stream(pieces.boxed()));
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A zip file that is being made.
struct Zip {
    app: AppState,
    location: Location,
    run: RunId,
    folder: ArtifactPath,
    /// Those that are still to come.
    files: std::vec::IntoIter<(ArtifactPath, FileInfo)>,
    reading: Option<Reading>,
    /// None when all is written.
    directory: Option<Directory>,
    written: u64,
}

/// The file whose bytes are under way.
struct Reading {
    head: Head,
    offset: u64,
    body: ByteStream,
    checksum: crc32fast::Hasher,
    size: u64,
}

impl Zip {
    async fn next(&mut self) -> Result<Option<Bytes>> {
        let piece = match self.reading.take() {
            Some(reading) => Some(self.read(reading).await?),
            None => match self.files.next() {
                Some((path, entry)) => Some(self.begin(&path, entry.is_dir).await?.into()),
                None => self.directory.take().map(|directory| directory.finish(self.written).into()),
            },
        };
        self.written += piece.as_ref().map_or(0, |piece: &Bytes| piece.len() as u64);
        Ok(piece)
    }

    /// The next bytes of a file, or what stands behind them.
    async fn read(&mut self, mut reading: Reading) -> Result<Bytes> {
        if let Some(piece) = reading.body.try_next().await? {
            reading.checksum.update(&piece);
            reading.size += piece.len() as u64;
            self.reading = Some(reading);
            return Ok(piece);
        }
        let Reading { head, offset, checksum, size, .. } = reading;
        if size != head.size {
            return Err(Error::internal(format!("'{}' was to have {} bytes and had {size}", head.name, head.size)));
        }
        let checksum = checksum.finalize();
        self.list(&head, checksum, offset);
        Ok(head.descriptor(checksum).into())
    }

    /// Opens what is at a path of the folder.
    async fn begin(&mut self, path: &ArtifactPath, is_folder: bool) -> Result<Vec<u8>> {
        let name = name_of(path, is_folder)?;
        let offset = self.written;
        if is_folder {
            let head = Head { name, modified: std::time::UNIX_EPOCH, size: 0 };
            self.list(&head, 0, offset);
            return Ok(head.local());
        }
        let path = path.under(&self.folder);
        let (at, table) = (self.location.at(&path), tables::table_in(&self.run, &path));
        let opening = tables::open(&self.app, &self.location, &at, table.as_ref(), None);
        let file = self.app.telemetry.timed(Operation::Open, opening).await?;
        let head = Head { name, modified: file.last_modified, size: file.size };
        let local = head.local();
        let checksum = crc32fast::Hasher::new();
        self.reading = Some(Reading { head, offset, body: file.body, checksum, size: 0 });
        Ok(local)
    }

    fn list(&mut self, head: &Head, checksum: u32, offset: u64) {
        if let Some(directory) = &mut self.directory {
            directory.add(head, checksum, offset);
        }
    }
}

/// A path as a name in a zip file. A letter and a colon at its beginning would be a drive to Windows.
fn name_of(path: &ArtifactPath, is_folder: bool) -> Result<String> {
    let path = path.as_str();
    let end = if is_folder { "/" } else { "" };
    let name = match path.split_at_checked(1) {
        Some((drive, rest)) if rest.starts_with(':') => format!("{drive}%3a{}{end}", &rest[1..]),
        _ => format!("{path}{end}"),
    };
    if name.len() > LONGEST_NAME {
        return Err(Error::invalid(format!("A name of {} bytes is too long for a zip file", name.len())));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_paths_without_a_drive() {
        let name = |path: &str, is_folder| name_of(&ArtifactPath::parse(path).unwrap(), is_folder).unwrap();
        assert_eq!(name("a/ü b.txt", false), "a/ü b.txt");
        assert_eq!(name("a/b", true), "a/b/");
        assert_eq!(name("C:x", false), "C%3ax");
        assert_eq!(name("ü:x", false), "ü:x");
        assert!(name_of(&ArtifactPath::parse(&"x/".repeat(40_000)).unwrap(), false).is_err());
    }
}

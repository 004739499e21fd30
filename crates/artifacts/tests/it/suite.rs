//! What every artifact store does, whatever it stores in. Each function is one promise; the macro
//! at the end makes them tests of one store.

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use runlore_artifacts::{ArtifactFile, ArtifactPath, ArtifactStore, ByteRange, ByteStream, FileInfo, FileStat};
use runlore_domain::{Error, ErrorKind};

/// Names that MLflow writes as they are and that some store, URL or shell treats in its own way.
pub(crate) const NAMES: [&str; 24] = [
    "a~b",
    "100%",
    "50%25",
    "ckpt#3",
    "q?",
    "a?b",
    "[1]",
    "ü",
    "trailing space ",
    " leading",
    "a+b",
    "a b",
    "a&b=c",
    "a;b",
    "'q'",
    "\"q\"",
    "<x>",
    "{y}",
    "a|b",
    "a\\b",
    "日本語",
    "...",
    "*",
    "^`",
];

pub(crate) fn path(raw: &str) -> ArtifactPath {
    ArtifactPath::parse_file(raw).unwrap()
}

pub(crate) fn body(content: impl Into<Bytes>) -> ByteStream {
    stream::iter([Ok(content.into())]).boxed()
}

pub(crate) async fn put(store: &dyn ArtifactStore, at: &str, content: &str) {
    store.put(&path(at), body(content.to_owned())).await.unwrap();
}

pub(crate) async fn content(file: ArtifactFile) -> Vec<u8> {
    file.body
        .try_fold(Vec::new(), |mut all, bytes| async move {
            all.extend_from_slice(&bytes);
            Ok(all)
        })
        .await
        .unwrap()
}

pub(crate) async fn get(store: &dyn ArtifactStore, at: &str) -> String {
    String::from_utf8(content(store.open(&path(at), None).await.unwrap()).await).unwrap()
}

pub(crate) async fn names(store: &dyn ArtifactStore, dir: &str) -> Vec<String> {
    store.list(&ArtifactPath::parse(dir).unwrap()).await.unwrap().into_iter().map(|file| file.name).collect()
}

async fn refused(store: &dyn ArtifactStore, at: &str, range: Option<ByteRange>) -> Error {
    store.open(&ArtifactPath::parse(at).unwrap(), range).await.unwrap_err()
}

pub(crate) async fn every_name_survives(store: &dyn ArtifactStore) {
    names_survive(store, NAMES.into()).await;
}

pub(crate) async fn names_survive(store: &dyn ArtifactStore, mut expected: Vec<&str>) {
    for name in &expected {
        put(store, &format!("names/{name}"), name).await;
        put(store, &format!("folders/{name}/file"), name).await;
    }
    expected.sort_unstable();
    assert_eq!(names(store, "names").await, expected);
    assert_eq!(names(store, "folders").await, expected);
    for name in &expected {
        assert_eq!(get(store, &format!("names/{name}")).await, *name);
        assert_eq!(get(store, &format!("folders/{name}/file")).await, *name);
        store.delete(&path(&format!("names/{name}"))).await.unwrap();
    }
    assert_eq!(names(store, "names").await, [""; 0]);
}

pub(crate) async fn lists_one_level_in_order(store: &dyn ArtifactStore) {
    for file in ["d/z", "d/B", "d/a/x", "d/a/y/z", "d/empty", "e"] {
        put(store, file, if file == "d/empty" { "" } else { "four" }).await;
    }
    let file = |name: &str, size| FileInfo { name: name.into(), is_dir: false, size: Some(size) };
    let dir = |name: &str| FileInfo { name: name.into(), is_dir: true, size: None };
    let list = async |at: &str| store.list(&ArtifactPath::parse(at).unwrap()).await.unwrap();
    assert_eq!(list("d").await, [file("B", 4), dir("a"), file("empty", 0), file("z", 4)]);
    assert_eq!(list("").await, [dir("d"), file("e", 4)]);
    assert_eq!(list("e").await, []);
    assert_eq!(list("nothing").await, []);
    assert_eq!(list("e/below/a/file").await, []);
}

pub(crate) async fn empty_and_missing_files(store: &dyn ArtifactStore) {
    assert_eq!(names(store, "").await, [""; 0]);
    assert_eq!(refused(store, "a/b", None).await.message(), "No such artifact: 'a/b'");
    put(store, "empty", "").await;
    let file = store.open(&path("empty"), None).await.unwrap();
    assert_eq!((file.size, file.range.clone()), (0, 0..0));
    assert_eq!(content(file).await, b"");
    let error = refused(store, "empty/below", None).await;
    assert_eq!((error.kind(), error.message()), (ErrorKind::NotFound, "No such artifact: 'empty/below'"));
    assert_eq!(refused(store, "empty", Some(ByteRange::From(0))).await.kind(), ErrorKind::RangeNotSatisfiable);
}

pub(crate) async fn a_folder_is_no_file(store: &dyn ArtifactStore) {
    put(store, "d/a/f", "x").await;
    for at in ["d", "d/a", ""] {
        let error = refused(store, at, None).await;
        assert_eq!(error.kind(), ErrorKind::InvalidParameter, "{at}");
        assert_eq!(error.message(), format!("Artifact path refers to a directory, not a file: '{at}'"));
    }
    assert!(store.put(&ArtifactPath::root(), body("x")).await.is_err());
}

pub(crate) async fn ranges(store: &dyn ArtifactStore) {
    put(store, "digits", "0123456789").await;
    for (range, expected, bytes) in [
        (ByteRange::Bounded(0, 0), 0..1, "0"),
        (ByteRange::Bounded(9, 9), 9..10, "9"),
        (ByteRange::Bounded(3, 99), 3..10, "3456789"),
        (ByteRange::From(7), 7..10, "789"),
        (ByteRange::Last(2), 8..10, "89"),
        (ByteRange::Last(99), 0..10, "0123456789"),
    ] {
        let file = store.open(&path("digits"), Some(range)).await.unwrap();
        assert_eq!((file.size, file.range.clone()), (10, expected), "{range:?}");
        assert_eq!(content(file).await, bytes.as_bytes(), "{range:?}");
    }
    for beyond in [ByteRange::From(10), ByteRange::Bounded(10, 20), ByteRange::Last(0)] {
        assert_eq!(refused(store, "digits", Some(beyond)).await.kind(), ErrorKind::RangeNotSatisfiable, "{beyond:?}");
    }
}

pub(crate) async fn a_large_file_streams(store: &dyn ArtifactStore) {
    // 64 MiB and some, in pieces that fit no buffer; each begins with its number.
    const PIECE: usize = 1_000_003;
    const PIECES: u64 = 68;
    let pieces = (0..PIECES).map(|n| {
        let mut piece = vec![n as u8; PIECE];
        piece[..8].copy_from_slice(&n.to_le_bytes());
        Ok(Bytes::from(piece))
    });
    let etag = store.put(&path("models/large.bin"), stream::iter(pieces).boxed()).await.unwrap();

    let file = store.open(&path("models/large.bin"), None).await.unwrap();
    assert_eq!(file.etag, etag);
    assert_eq!(file.size, PIECES * PIECE as u64);
    let read = file.body.try_fold(0_u64, |at, bytes| async move {
        for (offset, byte) in bytes.iter().enumerate() {
            let position = at + offset as u64;
            let (piece, within) = (position / PIECE as u64, (position % PIECE as u64) as usize);
            let expected = if within < 8 { piece.to_le_bytes()[within] } else { piece as u8 };
            assert_eq!(*byte, expected, "byte {position}");
        }
        Ok(at + bytes.len() as u64)
    });
    assert_eq!(read.await.unwrap(), PIECES * PIECE as u64);

    let start = 41 * PIECE as u64;
    let part = store.open(&path("models/large.bin"), Some(ByteRange::Bounded(start, start + 7))).await.unwrap();
    assert_eq!(content(part).await, 41_u64.to_le_bytes());
}

pub(crate) async fn etags_name_the_content(store: &dyn ArtifactStore) {
    put(store, "f", "one").await;
    let etag = async || {
        let file = store.open(&path("f"), None).await.unwrap();
        assert!(file.etag.starts_with('"') && file.etag.ends_with('"') && file.etag.len() > 2, "{}", file.etag);
        assert!(file.last_modified.elapsed().is_ok_and(|ago| ago.as_secs() < 60));
        file.etag
    };
    let first = etag().await;
    assert_eq!(etag().await, first);
    let second = store.put(&path("f"), body("two")).await.unwrap();
    assert_ne!(second, first);
    assert_eq!(etag().await, second);
    assert_eq!(store.stat(&path("f")).await.unwrap(), Some(FileStat { size: 3, etag: second }));
    put(store, "d/f", "").await;
    for nothing in ["d", "missing", "f/below", "missing/f"] {
        assert_eq!(store.stat(&path(nothing)).await.unwrap(), None, "{nothing}");
    }
}

pub(crate) async fn overwriting_is_atomic(store: &dyn ArtifactStore) {
    put(store, "f", "old").await;
    let (send, receive) = tokio::sync::mpsc::channel::<Bytes>(1);
    let slow = stream::unfold(receive, async |mut receive| receive.recv().await.map(|bytes| (Ok(bytes), receive)));
    let at = path("f");
    let upload = store.put(&at, slow.boxed());
    let watch = async move {
        send.send(Bytes::from("ne")).await.unwrap();
        assert_eq!(get(store, "f").await, "old");
        assert_eq!(names(store, "").await, ["f"]);
        send.send(Bytes::from("w")).await.unwrap();
    };
    let (uploaded, ()) = tokio::join!(upload, watch);
    uploaded.unwrap();
    assert_eq!(get(store, "f").await, "new");
}

pub(crate) async fn failed_uploads_leave_nothing(store: &dyn ArtifactStore) {
    put(store, "kept", "old").await;
    // Enough for a part of a multipart upload to be on its way.
    let large = || Ok(Bytes::from(vec![1; 20 << 20]));
    for at in ["new/f", "kept"] {
        let dies = stream::iter([large(), Err(Error::bad_request("the client went away"))]).boxed();
        assert_eq!(store.put(&path(at), dies).await.unwrap_err().message(), "the client went away");

        let stalls = stream::iter([large()]).chain(stream::pending()).boxed();
        let at = path(at);
        let waited = tokio::time::timeout(std::time::Duration::from_millis(300), store.put(&at, stalls)).await;
        assert!(waited.is_err(), "the upload was to be dropped half way");
    }
    assert_eq!(names(store, "").await, ["kept"]);
    assert_eq!(get(store, "kept").await, "old");
}

pub(crate) async fn deleting(store: &dyn ArtifactStore) {
    for file in ["d/a", "d/b/c", "d/b/d/e", "dd", "d#"] {
        put(store, file, "x").await;
    }
    store.delete(&path("d/a")).await.unwrap();
    assert_eq!(names(store, "d").await, ["b"]);
    store.delete(&path("d")).await.unwrap();
    assert_eq!(names(store, "").await, ["d#", "dd"]);
    for gone in ["d", "d/a", "never", "dd/below"] {
        store.delete(&path(gone)).await.unwrap();
    }
    assert_eq!(names(store, "").await, ["d#", "dd"]);
    assert_eq!(store.delete(&ArtifactPath::root()).await.unwrap_err().kind(), ErrorKind::InvalidParameter);
}

/// Makes every promise a test. `$fixture` returns a value whose `store()` is the store, and whose
/// `assert_clean()` fails when something is left that listings do not show.
macro_rules! store_contract {
    ($fixture:expr) => {
        $crate::suite::store_contract! { $fixture =>
            every_name_survives lists_one_level_in_order empty_and_missing_files a_folder_is_no_file ranges
            a_large_file_streams etags_name_the_content overwriting_is_atomic failed_uploads_leave_nothing deleting
        }
    };
    ($fixture:expr => $($promise:ident)*) => { $(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $promise() {
            let fixture = $fixture.await;
            $crate::suite::$promise(fixture.store()).await;
            fixture.assert_clean().await;
        }
    )* };
}
pub(crate) use store_contract;

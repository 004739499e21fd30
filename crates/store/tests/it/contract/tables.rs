//! Tables to which rows are appended.

use runlore_domain::experiment::ViewType;
use runlore_domain::ingest::SpoolNumber;
use runlore_domain::logged_artifacts::LOGGED_ARTIFACTS_TAG;
use runlore_domain::search::RunSearch;
use runlore_domain::table::{
    Append, Appended, Base, Chunk, Content, Publication, Rows, Seen, Table, TableChange, TableName,
};
use runlore_domain::{ErrorKind, ExperimentId, RunId};
use runlore_store::Store;

use crate::support::{NOW, batch, refused, run, tag};

const SPOOL: &str = "0123456789abcdef0123456789abcdef";

fn rows(count: u64, bytes: u64) -> Rows {
    Rows { columns: "[\"a\"]".to_owned(), count, data: 0..bytes }
}

fn append(run: &RunId, path: &str, text: &str) -> Append {
    Append {
        table: TableName::new(run.clone(), path),
        rows: rows(1, text.len() as u64),
        content: Content::Text(text.to_owned()),
        id: format!("table at {path}"),
        base: None,
        spool: None,
        max_tag: 1 << 20,
        now: NOW,
    }
}

async fn state(store: &Store, run: &RunId, path: &str) -> (Table, Vec<Chunk>) {
    store.table_and_chunks(TableName::new(run.clone(), path)).await.unwrap().unwrap()
}

fn seen(run: &RunId, path: &str, table: &Table) -> Seen {
    Seen { table: TableName::new(run.clone(), path), id: table.id.clone(), version: table.version }
}

async fn tag_of(store: &Store, run: &RunId) -> String {
    let tags = store.run(run.clone()).await.unwrap().tags;
    tags.into_iter().find(|tag| tag.key == LOGGED_ARTIFACTS_TAG).map(|tag| tag.value).unwrap_or_default()
}

pub(super) async fn rows_are_appended_in_order(store: Store) {
    let id = run(&store).await;
    let name = TableName::new(id.clone(), "d/t.json");
    assert_eq!(store.table_and_chunks(name.clone()).await.unwrap(), None);
    let base = Base { etag: "\"e\"".to_owned(), rows: rows(10, 100) };
    let first = Append { base: Some(base.clone()), ..append(&id, "d/t.json", "[1]") };
    assert_eq!(store.append_rows(first).await.unwrap(), Appended { rows: 11, pending: 4, skipped: false });
    let mut file = append(&id, "d/t.json", "");
    file.content = Content::File("mlflow-artifacts:/0/r/tables/x".to_owned());
    file.rows = Rows { data: 12..1012, ..rows(5, 0) };
    file.now = NOW + 1;
    assert_eq!(store.append_rows(file).await.unwrap(), Appended { rows: 16, pending: 1005, skipped: false });
    store.append_rows(append(&id, "d/t.json", "[3]")).await.unwrap();
    let (table, chunks) = state(&store, &id, "d/t.json").await;
    assert_eq!((table.base, table.rows, table.version, table.next_chunk), (Some(base), 17, 1, 4));
    let shown: Vec<_> =
        chunks.iter().map(|c| (c.number, c.rows.count, c.rows.data.clone(), c.file.is_some())).collect();
    assert_eq!(shown, [(1, 1, 0..3, false), (2, 5, 12..1012, true), (3, 1, 0..3, false)]);
    let texts = store.chunk_texts(table.id.clone(), 1, 3).await.unwrap();
    assert_eq!(texts, [(1, "[1]".to_owned()), (3, "[3]".to_owned())]);
    assert_eq!(store.chunk_texts(table.id, 2, 2).await.unwrap(), []);
    assert_eq!(tag_of(&store, &id).await, r#"[{"path": "d/t.json", "type": "table"}]"#);
    for of in [Some(id), None] {
        assert_eq!(store.pending_tables(of, NOW + 1).await.unwrap(), std::slice::from_ref(&name));
    }
    assert_eq!(store.pending_tables(None, NOW).await.unwrap(), []);
    assert!(store.table(name).await.unwrap().is_some());
}

pub(super) async fn a_resend_is_skipped(store: Store) {
    let id = run(&store).await;
    let numbered = |number| Append {
        spool: Some(SpoolNumber { spool: SPOOL.to_owned(), number }),
        ..append(&id, "t.json", "[1]")
    };
    assert_eq!(store.spool_applied(SPOOL.to_owned()).await.unwrap(), 0);
    assert!(!store.append_rows(numbered(2)).await.unwrap().skipped);
    let again = store.append_rows(numbered(2)).await.unwrap();
    assert_eq!(again, Appended { rows: 1, pending: 4, skipped: true });
    assert!(store.append_rows(numbered(1)).await.unwrap().skipped);
    assert_eq!(store.append_rows(numbered(3)).await.unwrap().rows, 2);
    assert_eq!(store.spool_applied(SPOOL.to_owned()).await.unwrap(), 3);
    // Eight clients send the same record at once.
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn({
                let (store, append) = (store.clone(), numbered(4));
                async move { store.append_rows(append).await.unwrap().skipped }
            })
        })
        .collect();
    let mut fresh = 0;
    for task in tasks {
        fresh += i32::from(!task.await.unwrap());
    }
    assert_eq!((fresh, state(&store, &id, "t.json").await.0.rows), (1, 3));
}

pub(super) async fn a_base_is_published_once(store: Store) {
    let id = run(&store).await;
    for _ in 0..3 {
        store.append_rows(append(&id, "t.json", "[1]")).await.unwrap();
    }
    let (table, _) = state(&store, &id, "t.json").await;
    let first = seen(&id, "t.json", &table);
    let begin = |seen: &Seen, now| TableChange::Begin { seen: seen.clone(), until: NOW + 10, now };
    assert!(store.change_table(begin(&first, NOW)).await.unwrap());
    assert!(!store.change_table(begin(&first, NOW)).await.unwrap(), "another version by now");
    let second = Seen { version: first.version + 1, ..first.clone() };
    assert!(!store.change_table(begin(&second, NOW + 10)).await.unwrap(), "somebody is at it");
    assert!(store.change_table(TableChange::Renew { seen: second.clone(), until: NOW + 20 }).await.unwrap());
    assert!(!store.change_table(TableChange::Renew { seen: first.clone(), until: NOW + 90 }).await.unwrap());
    assert!(!store.change_table(begin(&second, NOW + 20)).await.unwrap());
    store.append_rows(append(&id, "t.json", "[1]")).await.unwrap();

    let publication = Publication { size: 50, checksum: u32::MAX, upto: 2, rows: rows(2, 7) };
    let announce =
        |seen: &Seen| TableChange::Announce { seen: seen.clone(), publication: publication.clone(), now: NOW + 5 };
    assert!(!store.change_table(announce(&first)).await.unwrap());
    assert_eq!(store.publications(table.id.clone(), 50).await.unwrap(), []);
    assert!(store.change_table(announce(&second)).await.unwrap());
    assert_eq!(store.publications(table.id.clone(), 50).await.unwrap(), std::slice::from_ref(&publication));
    assert_eq!(store.publications(table.id.clone(), 51).await.unwrap(), []);
    let third = Seen { version: first.version + 2, ..first.clone() };
    let base = Base { etag: "\"new\"".to_owned(), rows: rows(2, 7) };
    let commit = |seen: &Seen, upto, count| {
        let base = Base { rows: rows(count, 7), ..base.clone() };
        TableChange::Commit { seen: seen.clone(), base, upto, now: NOW + 5 }
    };
    assert!(!store.change_table(commit(&second, 2, 2)).await.unwrap());
    assert!(store.change_table(commit(&third, 2, 2)).await.unwrap());
    assert!(!store.change_table(commit(&third, 2, 2)).await.unwrap());
    let numbers = async || {
        let (table, chunks) = state(&store, &id, "t.json").await;
        (table.rows, table.pending, chunks.iter().map(|chunk| chunk.number).collect::<Vec<_>>())
    };
    assert_eq!(state(&store, &id, "t.json").await.0.base, Some(base.clone()));
    assert_eq!(numbers().await, (4, 8, vec![3, 4]));
    assert_eq!(store.chunk_texts(table.id, 1, 4).await.unwrap().len(), 4, "readers may still be at the merged ones");
    // Somebody who was slow puts an older file: what is not in it is pending again.
    let fourth = Seen { version: first.version + 3, ..first.clone() };
    assert!(store.change_table(commit(&fourth, 1, 1)).await.unwrap());
    assert_eq!(numbers().await, (4, 12, vec![2, 3, 4]));
    // Given up without a word: after its time another takes over.
    let fifth = Seen { version: first.version + 4, ..first.clone() };
    assert!(store.change_table(begin(&fifth, NOW)).await.unwrap());
    let sixth = Seen { version: first.version + 5, ..first.clone() };
    assert!(store.change_table(begin(&sixth, NOW + 11)).await.unwrap());
    assert!(store.change_table(TableChange::DropOld { chunks: Vec::new(), before: NOW + 6 }).await.unwrap());
    assert_eq!(store.publications(first.id, 50).await.unwrap(), []);
}

pub(super) async fn a_replaced_table_is_forgotten(store: Store) {
    let id = run(&store).await;
    let paths = ["d/t.json", "d/e/t.json", "dd/t.json", "d", "t.json"];
    for path in paths {
        store.append_rows(append(&id, path, "[1]")).await.unwrap();
    }
    let there = async || {
        let tables = store.pending_tables(Some(id.clone()), NOW + 1).await.unwrap();
        tables.into_iter().map(|table| table.path).collect::<Vec<_>>()
    };
    let forget = async |path: &str| {
        store.change_table(TableChange::ForgetAll { at: TableName::new(id.clone(), path), now: NOW }).await.unwrap()
    };
    let (table, _) = state(&store, &id, "t.json").await;
    let seen = seen(&id, "t.json", &table);
    let stale = Seen { version: 0, ..seen.clone() };
    assert!(!store.change_table(TableChange::Forget { seen: stale, now: NOW }).await.unwrap());
    assert!(store.change_table(TableChange::Forget { seen, now: NOW }).await.unwrap());
    assert_eq!(there().await, ["d", "d/e/t.json", "d/t.json", "dd/t.json"]);
    assert!(forget("d/e").await && !forget("d/e").await);
    assert_eq!(there().await, ["d", "d/t.json", "dd/t.json"]);
    assert!(forget("d").await);
    assert_eq!(there().await, ["dd/t.json"]);
    assert!(forget("").await);
    assert!(there().await.is_empty());
    let again = Append { id: "another".to_owned(), ..append(&id, "t.json", "[2]") };
    assert_eq!(store.append_rows(again).await.unwrap().rows, 1);
    assert_eq!(state(&store, &id, "t.json").await.1.len(), 1);
}

pub(super) async fn old_chunks_are_told_and_dropped(store: Store) {
    let id = run(&store).await;
    store.append_rows(append(&id, "t.json", "[1]")).await.unwrap();
    store.append_rows(Append { content: Content::File("f".to_owned()), ..append(&id, "t.json", "[2]") }).await.unwrap();
    assert_eq!(store.chunk_files(id.clone()).await.unwrap(), ["f"]);
    assert_eq!(store.chunk_files(run(&store).await).await.unwrap(), Vec::<String>::new());
    assert_eq!(store.old_chunks(i64::MAX).await.unwrap(), []);
    assert_eq!(store.ownerless_tables().await.unwrap(), []);
    let at = TableName::new(id.clone(), "");
    store.change_table(TableChange::ForgetAll { at, now: NOW }).await.unwrap();
    assert_eq!(store.old_chunks(NOW).await.unwrap(), []);
    let old = store.old_chunks(NOW + 1).await.unwrap();
    assert_eq!(
        old.iter().map(|chunk| (chunk.number, chunk.file.as_deref())).collect::<Vec<_>>(),
        [(1, None), (2, Some("f"))]
    );
    assert!(old.iter().all(|chunk| chunk.run_id == id));
    assert!(store.change_table(TableChange::DropOld { chunks: old, before: NOW }).await.unwrap());
    assert_eq!(store.old_chunks(NOW + 1).await.unwrap(), []);
}

pub(super) async fn the_list_of_tables_stays_a_list(store: Store) {
    let id = run(&store).await;
    for n in 0..2000 {
        store.append_rows(append(&id, &format!("tables/{n}.json"), "[1]")).await.unwrap();
    }
    let whole = tag_of(&store, &id).await;
    let entries: Vec<serde_json::Value> = serde_json::from_str(&whole).unwrap();
    assert_eq!((entries.len(), &entries[1999]["path"]), (2000, &serde_json::json!("tables/1999.json")));
    // Found by what only the whole has.
    for (path, found) in [("tables/0.json", 1), ("tables/1999.json", 1), ("tables/2000.json", 0)] {
        let filter = format!(r#"tags.`mlflow.loggedArtifacts` LIKE '%"path": "{path}"%'"#);
        let search = RunSearch::parse(vec![ExperimentId(0)], &filter, ViewType::All, 5, &[], None).unwrap();
        assert_eq!(store.search_runs(search).await.unwrap().items.len(), found, "{filter}");
    }
    // A client sets a longer one itself; then MLflow writes over what the column holds.
    let mut change = batch(&id);
    change.tags = vec![tag(LOGGED_ARTIFACTS_TAG, &whole.replace("tables/", "mine/"))];
    store.log_batch(change).await.unwrap();
    assert_eq!(tag_of(&store, &id).await, whole.replace("tables/", "mine/"));
    let mut change = batch(&id);
    change.tags = vec![tag(LOGGED_ARTIFACTS_TAG, "[]")];
    store.log_batch(change).await.unwrap();
    store.append_rows(append(&id, "tables/7.json", "[1]")).await.unwrap();
    assert_eq!(tag_of(&store, &id).await, r#"[{"path": "tables/7.json", "type": "table"}]"#);
}

pub(super) async fn a_list_that_is_too_long_is_refused_before_anything(store: Store) {
    let id = run(&store).await;
    let long = Append { max_tag: 100, ..append(&id, &format!("{}.json", "x".repeat(100)), "[1]") };
    let table = long.table.clone();
    let (kind, message) = refused(store.append_rows(long).await);
    assert_eq!(kind, ErrorKind::InvalidParameter);
    assert!(message.contains("maximum of 100 bytes") && message.contains("--max-value-bytes"), "{message}");
    assert_eq!(store.table(table).await.unwrap(), None);
}

pub(super) async fn what_takes_no_rows(store: Store) {
    let (kind, message) = refused(store.append_rows(append(&RunId::from("nobody"), "t.json", "[1]")).await);
    assert_eq!((kind, message.as_str()), (ErrorKind::NotFound, "Run with id=nobody not found"));
    let id = run(&store).await;
    store.delete_run(id.clone(), NOW).await.unwrap();
    assert_eq!(refused(store.append_rows(append(&id, "t.json", "[1]")).await).0, ErrorKind::InvalidParameter);
}

//! What the store says about itself and does for itself.

use std::time::Duration;

use runlore_store::Store;

use crate::support::refused;

pub(super) async fn a_new_database_lacks_no_index(store: Store) {
    let built = {
        let store = store.clone();
        tokio::task::spawn_blocking(move || {
            let mut lines = Vec::new();
            store.build_indexes(&mut |line| lines.push(line.to_owned())).map(|()| lines)
        })
    };
    let missing = store.missing_indexes().len();
    assert_eq!(built.await.unwrap().unwrap().len(), missing, "one line for each index that was missing");
    assert!(store.missing_indexes().is_empty());
    store.build_indexes_beside().unwrap();
}

pub(super) async fn metrics_of_the_store_are_text(store: Store) {
    refused(store.run("nobody".into()).await);
    let mut text = String::new();
    store.write_metrics(&mut text);
    for name in ["runlore_lane_depth ", "runlore_database_read_seconds_count "] {
        assert!(text.lines().any(|line| line.starts_with(name)), "{name} is not in {text}");
    }
}

pub(super) async fn who_lets_go_is_told_when_it_is_closed(store: Store) {
    let closed = store.closed();
    let another = store.clone();
    drop(store);
    assert!(!closed.wait(Duration::from_millis(50)), "another holds it");
    let held = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(another);
    });
    let told = tokio::task::spawn_blocking(move || closed.wait(Duration::from_secs(20)));
    assert!(told.await.unwrap());
    held.await.unwrap();
}

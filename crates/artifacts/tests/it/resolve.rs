//! Locations of runs lead to the right store, and to no other.

use std::fs;

use runlore_artifacts::{ArtifactConfig, ArtifactPath, ArtifactStores, Environment};
use runlore_domain::ErrorKind;

use crate::suite::{body, get, path, put};

fn stores(destination: Option<&str>) -> ArtifactStores {
    let config = ArtifactConfig { destination: destination.map(str::to_owned), environment: Environment::default() };
    ArtifactStores::new(config).unwrap()
}

#[tokio::test]
async fn served_locations_lie_below_the_destination() {
    let folder = tempfile::tempdir().unwrap();
    let stores = stores(folder.path().to_str());
    for uri in [
        "mlflow-artifacts:/0/r/artifacts",
        "mlflow-artifacts://host:1/0/r/artifacts?q=1",
        "http://host/api/2.0/mlflow-artifacts/artifacts/0/r/artifacts",
    ] {
        let location = stores.resolve(uri, "r").unwrap();
        assert_eq!(location.base.as_str(), "0/r/artifacts", "{uri}");
        put(&*location.store, location.at(&path("d/f")).as_str(), uri).await;
        assert_eq!(fs::read_to_string(folder.path().join("0/r/artifacts/d/f")).unwrap(), uri);
        let missing = location.store.open(&location.at(&path("g")), None).await.unwrap_err();
        assert_eq!(missing.message(), "No such artifact: '0/r/artifacts/g'");
    }
    let served = stores.served().unwrap();
    assert!(get(&*served.store, "0/r/artifacts/d/f").await.starts_with("http:"));
}

#[tokio::test]
async fn a_local_location_is_its_own_root() {
    let folder = tempfile::tempdir().unwrap();
    let stores = stores(None);
    let root = folder.path().join("a b/r");
    for uri in [root.to_str().unwrap().to_owned(), format!("file://{}/a%20b/r", folder.path().display())] {
        let location = stores.resolve(&uri, "r").unwrap();
        assert!(location.base.is_root());
        location.store.put(&path("f"), body(uri.clone())).await.unwrap();
        assert_eq!(fs::read_to_string(root.join("f")).unwrap(), uri);
    }
}

#[test]
fn what_is_not_served_is_refused() {
    let nothing = stores(None);
    assert_eq!(nothing.served().unwrap_err().kind(), ErrorKind::FeatureDisabled);
    assert_eq!(nothing.resolve("mlflow-artifacts:/0/r", "r").unwrap_err().kind(), ErrorKind::FeatureDisabled);
    assert_eq!(nothing.resolve("hdfs://h/x", "r").unwrap_err().kind(), ErrorKind::NotImplemented);
    assert_eq!(nothing.resolve("mlflow-artifacts:/../x", "r").unwrap_err().message(), "Invalid path");
    for destination in ["mlflow-artifacts:/x", "ftp://h/x"] {
        let config = ArtifactConfig { destination: Some(destination.to_owned()), ..ArtifactConfig::default() };
        assert!(ArtifactStores::new(config).is_err(), "{destination}");
    }
}

#[test]
fn clouds_open_without_being_asked() {
    // Wired, never run against the real services: opening them needs no network.
    let environment: Environment =
        [("AZURE_STORAGE_ACCOUNT_KEY", "a2V5"), ("GOOGLE_SKIP_SIGNATURE", "true"), ("AWS_SKIP_SIGNATURE", "true")]
            .into_iter()
            .collect();
    let stores = ArtifactStores::new(ArtifactConfig { destination: None, environment }).unwrap();
    for uri in [
        "s3://b/p/r",
        "gs://b/p/r",
        "wasbs://c@acc.blob.core.windows.net/p/r",
        "abfss://c@acc.dfs.core.windows.net/p/r",
    ] {
        assert_eq!(stores.resolve(uri, "r").unwrap().base, ArtifactPath::root(), "{uri}");
    }
}

#[test]
fn a_location_without_its_owner_is_never_opened() {
    // Rows of the database, however they came there.
    let stores = stores(Some("/served"));
    for uri in [
        "file:/etc?x=/r/artifacts",
        "FILE:/etc?x=/r/artifacts",
        "file:///etc?x=/r/artifacts",
        "file:/etc#/r/artifacts",
        "file://r/artifacts",
        "mlflow-artifacts:/?x=/r/artifacts",
        "mlflow-artifacts:/#/r/artifacts",
        "mlflow-artifacts://r/artifacts",
        "http://h/api/2.0/mlflow-artifacts/artifacts/?x=/r/artifacts",
        "s3://b?/r/artifacts",
        "s3://r/artifacts",
        "/data/other/artifacts",
        "/data/rr/artifacts",
        "mlflow-artifacts:/",
    ] {
        assert_eq!(stores.resolve(uri, "r").unwrap_err().kind(), ErrorKind::InvalidParameter, "{uri}");
    }
    assert!(stores.resolve("/data//artifacts", "").is_err());
}

//! The published ways out of MLflow's artifact folders, tried here. Each row is an advisory and a
//! request in its manner (of its class, where the request itself was never published); what HTTP
//! has decoded once arrives as written here.

use std::fs;

use runlore_artifacts::local::LocalStore;
use runlore_artifacts::location::validate_location;
use runlore_artifacts::{ArtifactConfig, ArtifactPath, ArtifactStore, ArtifactStores};
use runlore_domain::ErrorKind;
use runlore_domain::location::append;

use crate::suite::{body, names, put};

/// Paths of artifacts, in any of the routes that take one.
const PATHS: [(&str, &str); 34] = [
    ("CVE-2023-1177", "../../../../etc/passwd"),
    ("CVE-2023-1177", "/etc/passwd"),
    ("CVE-2023-1177", "model/../../../etc/passwd"),
    ("CVE-2023-2780", r"..\..\etc\passwd"),
    ("CVE-2023-2780", "file:///etc/passwd"),
    ("CVE-2023-2780", "FILE:etc/passwd"),
    ("CVE-2023-6015", "a/../../b"),
    ("CVE-2023-6015", r"C:\Windows\win.ini"),
    ("CVE-2023-6015", "c:/Windows/win.ini"),
    ("CVE-2023-6018", "../../root/.ssh/authorized_keys"),
    ("CVE-2023-6831", "%2e%2e/%2e%2e/etc"),
    ("CVE-2023-6831", "%252e%252e%252fetc"),
    ("CVE-2023-6831", "..%2f..%2fetc"),
    ("CVE-2023-6909", "?/../../../etc/passwd"),
    ("CVE-2023-6909", "#/../../../etc/passwd"),
    ("CVE-2023-6974", "//169.254.169.254/latest/meta-data"),
    ("CVE-2023-6975", r"\\server\share\x"),
    ("CVE-2023-6975", r"a\..\..\b"),
    ("CVE-2023-6976", "%5c%5cserver%5cshare%5cx"),
    ("CVE-2023-6977", "//proc/self/root/etc/passwd"),
    ("CVE-2023-6977", "%2fproc/self/root"),
    ("CVE-2024-1483", "#/../../.."),
    ("CVE-2024-1558", "..#"),
    ("CVE-2024-1558", "a/..?x/b"),
    ("CVE-2024-1560", "%25%32%65%25%32%65%2fetc"),
    ("CVE-2024-1560", "%25252525252525252525252e%25252525252525252525252e"),
    ("CVE-2024-1593", "..;/..;/etc/passwd"),
    ("CVE-2024-3573", "file:%2e%2e/x"),
    ("CVE-2024-3573", "file://localhost/etc"),
    ("CVE-2024-3848", "a#/../../../etc"),
    ("CVE-2024-8859", "dbfs:/../../etc/passwd"),
    ("CVE-2025-11201", "\t../etc"),
    ("CVE-2025-11201", ".\n./etc"),
    ("CVE-2026-2033", "a/..%00/b"),
];

/// Locations that experiments were made with to get elsewhere.
const LOCATIONS: [(&str, &str); 12] = [
    ("CVE-2023-6909", "http:///#/../../../../../etc/"),
    ("CVE-2023-6909", "file:///x?/../../../../etc"),
    ("CVE-2023-6974", "http://169.254.169.254/latest/meta-data"),
    ("CVE-2023-6976", "ftp://evil.example/x"),
    ("CVE-2024-1483", "s3://b/x#/../../etc"),
    ("CVE-2024-1593", "http://h/api/2.0/mlflow-artifacts/artifacts/;/../../etc"),
    ("CVE-2024-1593", "/data/x;y"),
    ("CVE-2024-3573", "file:x?%2e%2e/etc"),
    ("CVE-2024-3848", "mlflow-artifacts:/x#/../../../etc"),
    ("CVE-2024-8859", "dbfs:/../../etc"),
    ("CVE-2025-11201", "mlflow-artifacts:/../../etc"),
    ("CVE-2025-11201", "mlflow-artifacts://evil.example/x"),
];

#[test]
fn no_path_is_taken() {
    for (advisory, raw) in PATHS {
        for error in [ArtifactPath::parse(raw).unwrap_err(), ArtifactPath::parse_file(raw).unwrap_err()] {
            assert_eq!(
                (error.kind(), error.message()),
                (ErrorKind::InvalidParameter, "Invalid path"),
                "{advisory} {raw}"
            );
        }
    }
}

#[test]
fn no_location_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let destination = folder.path().to_str().map(str::to_owned);
    let stores = ArtifactStores::new(ArtifactConfig { destination, ..ArtifactConfig::default() }).unwrap();
    for (advisory, location) in LOCATIONS {
        // Refused when an experiment is created, or, where a database already has it, when used.
        let created = validate_location(location, "artifact_location", &[folder.path().to_str().unwrap()]);
        let of_run = append(location, &["r", "artifacts"]);
        assert!(created.is_err() || stores.resolve(&of_run, "r").is_err(), "{advisory} {location}");
    }
}

#[tokio::test]
async fn what_is_taken_stays_inside() {
    let outer = tempfile::tempdir().unwrap();
    fs::write(outer.path().join("secret"), "secret").unwrap();
    let store = LocalStore::new(outer.path().join("root"));
    put(&store, "kept", "x").await;
    // Names that look like a way out once they are decoded again, or read by another system.
    for raw in ["..%zz/secret", "...", "..a/secret", "%", "a%00b", "http:/evil/secret", "~root", "$HOME"] {
        let path = ArtifactPath::parse_file(raw).unwrap();
        store.put(&path, body("mine")).await.unwrap();
        let top = path.segments().next().unwrap();
        store.delete(&ArtifactPath::parse(top).unwrap()).await.unwrap();
    }
    assert_eq!(names(&store, "").await, ["kept"]);
    assert_eq!(fs::read_to_string(outer.path().join("secret")).unwrap(), "secret");
    assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 2);
}

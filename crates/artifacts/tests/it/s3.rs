//! The contract on an S3 server, and what only S3 does: transfers past the server.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use runlore_artifacts::{ArtifactConfig, ArtifactPath, ArtifactStore, ArtifactStores, Environment, UploadedPart};
use runlore_domain::ErrorKind;
use runlore_testkit::s3::S3Server;

use crate::suite::{NAMES, body, get, names, names_survive, path, put, store_contract};

struct Bucket {
    server: S3Server,
    store: Arc<dyn ArtifactStore>,
}

pub(crate) fn open(environment: Environment, location: &str) -> Arc<dyn ArtifactStore> {
    let config = ArtifactConfig { destination: Some(location.to_owned()), environment };
    ArtifactStores::new(config).unwrap().served().unwrap().store
}

impl Bucket {
    async fn new() -> Self {
        let server = S3Server::start().await;
        let store = open(server.environment().into_iter().collect(), "s3://bucket/pre/fix");
        // Neighbours that no operation may touch.
        for key in ["neighbour", "pre/fixed", "pre/fix#"] {
            let file = server.object(key);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "mine").unwrap();
        }
        Self { server, store }
    }

    fn store(&self) -> &dyn ArtifactStore {
        &*self.store
    }

    async fn assert_clean(&self) {
        // Uploads are aborted after the one who dropped them went on.
        for _ in 0..100 {
            if self.server.unfinished_uploads().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let left = self.server.unfinished_uploads();
        assert!(left.is_empty(), "{left:?}");
        for key in ["neighbour", "pre/fixed", "pre/fix#"] {
            assert_eq!(fs::read_to_string(self.server.object(key)).unwrap(), "mine");
        }
    }
}

store_contract!(Bucket::new());

#[tokio::test]
async fn long_names() {
    let bucket = Bucket::new().await;
    // The server keeps notes in files named after the key, which bounds the names that it can take.
    names_survive(bucket.store(), vec![&"x".repeat(130), &"ü".repeat(65)]).await;
}

#[tokio::test]
async fn keys_are_those_of_mlflow() {
    let bucket = Bucket::new().await;
    for name in NAMES.into_iter().filter(|name| *name != "...") {
        put(bucket.store(), &format!("0/run/{name}"), name).await;
        assert_eq!(fs::read_to_string(bucket.server.object(&format!("pre/fix/0/run/{name}"))).unwrap(), name);
    }
}

#[tokio::test]
async fn parts_go_past_the_server() {
    let bucket = Bucket::new().await;
    let at = path("models/50%25 ü#/m.bin");
    let upload = bucket.store().create_multipart(&at, 2).await.unwrap();
    assert_eq!(upload.parts.iter().map(|part| part.number).collect::<Vec<_>>(), [1, 2]);
    let client = http_client();
    let mut parts = Vec::new();
    for part in &upload.parts {
        let content = vec![b'0' + part.number as u8; 5 << 20];
        let answer = client.put(&part.url).body(content).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
        let etag = answer.headers()["etag"].to_str().unwrap().to_owned();
        parts.push(UploadedPart { number: part.number, etag });
    }
    assert_eq!(names(bucket.store(), "models").await, [""; 0]);
    let gap = bucket.store().complete_multipart(&at, &upload.upload_id, parts[1..].to_vec()).await.unwrap_err();
    assert_eq!(gap.kind(), ErrorKind::InvalidParameter);
    parts.reverse();
    bucket.store().complete_multipart(&at, &upload.upload_id, parts).await.unwrap();
    assert_eq!(bucket.store().open(&at, None).await.unwrap().size, 10 << 20);

    let signed = bucket.store().presign_download(&at, Duration::from_secs(300)).await.unwrap();
    assert_eq!(signed.size, 10 << 20);
    let answer = client.get(&signed.url).header("range", "bytes=5242879-5242880").send().await.unwrap();
    assert_eq!(answer.bytes().await.unwrap(), "12");
    let tampered = signed.url.replace("m.bin", "n.bin");
    assert_eq!(client.get(tampered).send().await.unwrap().status(), 403);

    let url = bucket.store().presign_upload(&path("d/up ü#?.bin"), Duration::from_secs(300)).await.unwrap();
    let sent = client.put(&url).header("content-type", "application/octet-stream").body("direct").send().await.unwrap();
    assert_eq!(sent.status(), 200);
    assert_eq!(get(bucket.store(), "d/up ü#?.bin").await, "direct");
    assert_eq!(client.put(url.replace("/d/up", "/d/other")).body("x").send().await.unwrap().status(), 403);
    assert_eq!(client.delete(&url).send().await.unwrap().status(), 403);

    let dropped = bucket.store().create_multipart(&path("dropped"), 1).await.unwrap();
    bucket.store().abort_multipart(&path("dropped"), &dropped.upload_id).await.unwrap();
    for parts in [0, 10_001] {
        assert_eq!(bucket.store().create_multipart(&at, parts).await.unwrap_err().kind(), ErrorKind::InvalidParameter);
    }
    let missing = bucket.store().presign_download(&path("no"), Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(missing.message(), "No such artifact: 'no'");
    bucket.assert_clean().await;
}

#[tokio::test]
async fn wrong_credentials_and_absent_servers_are_said_so() {
    let bucket = Bucket::new().await;
    let with = |name: &'static str, value: &str| {
        let changed = [(name, value.to_owned())];
        open(bucket.server.environment().into_iter().chain(changed).collect(), "s3://bucket")
    };
    let wrong = with("AWS_SECRET_ACCESS_KEY", "wrong");
    for error in [
        wrong.put(&path("f"), body("x")).await.unwrap_err(),
        wrong.list(&ArtifactPath::root()).await.unwrap_err(),
        wrong.open(&path("f"), None).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{error:?}");
    }
    let away = with("MLFLOW_S3_ENDPOINT_URL", "http://127.0.0.1:1");
    assert_eq!(away.put(&path("f"), body("x")).await.unwrap_err().kind(), ErrorKind::Unavailable);
    assert_eq!(away.list(&ArtifactPath::root()).await.unwrap_err().kind(), ErrorKind::Unavailable);
}

fn http_client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

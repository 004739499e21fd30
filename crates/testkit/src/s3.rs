//! A real S3 protocol server on a free port: signatures are checked, objects lie in a throw-away
//! folder.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use percent_encoding::percent_decode_str;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::RwLock;
use tokio::task::JoinHandle;

const ACCESS_KEY: &str = "test-access-key";
const SECRET_KEY: &str = "test-secret-key";

/// A running server with one bucket. It stops when this is dropped.
#[derive(Debug)]
pub struct S3Server {
    address: SocketAddr,
    folder: TempDir,
    serving: JoinHandle<()>,
}

impl S3Server {
    /// The bucket that is there.
    pub const BUCKET: &'static str = "bucket";

    /// Starts a server of its own for one test.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(Self::BUCKET)).expect("a folder for the bucket");
        let files = FileSystem::new(folder.path()).expect("an S3 server over a folder");
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET_KEY));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("the port just bound");
        let serving = tokio::spawn(serve(listener, service.build(), folder.path().join(Self::BUCKET)));
        Self { address, folder, serving }
    }

    /// The environment variables with which a client finds its way in.
    pub fn environment(&self) -> [(&'static str, String); 4] {
        [
            ("MLFLOW_S3_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_ACCESS_KEY_ID", ACCESS_KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", SECRET_KEY.to_owned()),
            ("AWS_DEFAULT_REGION", "us-east-1".to_owned()),
        ]
    }

    /// Where the object of a key lies.
    pub fn object(&self, key: &str) -> PathBuf {
        self.folder.path().join(Self::BUCKET).join(key)
    }

    /// Multipart uploads that were neither completed nor aborted.
    pub fn unfinished_uploads(&self) -> Vec<PathBuf> {
        let is_upload =
            |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".upload"));
        let entries = std::fs::read_dir(self.folder.path()).expect("the server's folder");
        entries.map(|entry| entry.expect("an entry of it").path()).filter(|path| is_upload(path)).collect()
    }
}

impl Drop for S3Server {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, service: S3Service, bucket: PathBuf) {
    // In a set, so that connections end with the server.
    let mut connections = tokio::task::JoinSet::new();
    // An object and its ETag are two files here, but one thing in S3: nobody may see one without the other.
    let objects = Arc::new(RwLock::new(()));
    while let Ok((socket, _)) = listener.accept().await {
        let (service, bucket, objects) = (service.clone(), bucket.clone(), objects.clone());
        let answer = service_fn(move |request: Request<Incoming>| {
            let (service, is_folder) = (service.clone(), names_a_folder(&bucket, &request));
            let objects = objects.clone();
            async move {
                if is_folder {
                    let absent = Response::builder().status(StatusCode::NOT_FOUND);
                    return Ok(absent.body(s3s::Body::empty()).expect("a bare answer"));
                }
                let request = request.map(s3s::Body::from);
                if matches!(*request.method(), Method::GET | Method::HEAD) {
                    let _unchanged = objects.read().await;
                    service.call(request).await
                } else {
                    let _alone = objects.write().await;
                    service.call(request).await
                }
            }
        });
        connections.spawn(async move {
            let connection =
                http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(socket), answer);
            // A client that goes away is part of the tests.
            connection.await.ok();
        });
    }
}

/// S3 has no folders; the server, which has, fails when one is asked for as if it were an object.
fn names_a_folder(bucket: &Path, request: &Request<Incoming>) -> bool {
    let key = request.uri().path().strip_prefix("/bucket/").unwrap_or_default();
    let key = percent_decode_str(key).decode_utf8_lossy();
    request.uri().query().is_none() && !key.is_empty() && bucket.join(&*key).is_dir()
}

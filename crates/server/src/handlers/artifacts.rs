//! Artifacts by run or logged model: the server knows where they lie.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use runlore_artifacts::content::guess;
use runlore_artifacts::{ArtifactPath, ByteStream, Location};
use runlore_domain::ingest::SpoolNumber;
use runlore_domain::location::Parts;
use runlore_domain::{Error, ErrorKind, ModelId, Result, RunId};
use runlore_protocol::artifacts::{
    FileJson, FilesBody, GetArtifact, GetModelFile, ListArtifacts, ListModelArtifacts, PresignDownload, PresignUpload,
    PresignedUploadBody, PresignedUrlBody, PutAnswer, PutArtifact, UploadArtifact, UploadOwner,
};
use runlore_protocol::scalar::Text;

use crate::answer::{Answer, done, json, of_type};
use crate::clock::now_ms;
use crate::extract::{Input, Query, RoutePath, read_body};
use crate::state::AppState;
use crate::tables;
use crate::telemetry::Operation;
use crate::transfer::{download, drain, incoming};
use crate::zip::{self, Contents};
use crate::{folder, page};

/// The largest file that `upload-artifact` takes.
const UPLOAD_LIMIT: usize = 10 * 1024 * 1024;

pub(crate) async fn list(State(app): State<AppState>, Input(request): Input<ListArtifacts>) -> Answer {
    let (run, path) = request.into_domain()?;
    let path = ArtifactPath::parse(&path)?;
    listing(&app, run_root(&app, run.clone()).await?, Some(run), &path).await
}

pub(crate) async fn list_of_model(
    State(app): State<AppState>,
    RoutePath(id): RoutePath<Text>,
    Input(request): Input<ListModelArtifacts>,
) -> Answer {
    let path = ArtifactPath::parse(&request.path())?;
    listing(&app, model_root(&app, id.0.into()).await?, None, &path).await
}

async fn listing(app: &AppState, root: Root, run: Option<RunId>, path: &ArtifactPath) -> Answer {
    let entries = folder::entries(app, &root.open(app)?, run, path).await?;
    let files = entries.into_iter().map(|entry| {
        let path = if path.is_root() { entry.name } else { format!("{path}/{}", entry.name) };
        FileJson::new(path, entry.is_dir, entry.size)
    });
    json(&FilesBody { files: files.collect(), root_uri: Some(root.uri) })
}

pub(crate) async fn get(State(app): State<AppState>, headers: HeaderMap, Query(request): Query<GetArtifact>) -> Answer {
    let (run, path) = request.into_domain()?;
    let path = ArtifactPath::parse(&path)?;
    let table = tables::table_in(&run, &path);
    download(&app, &run_root(&app, run).await?.open(&app)?, &path, table, &headers).await
}

/// An HTML file for a frame in which its scripts run.
pub(crate) async fn page(
    State(app): State<AppState>,
    headers: HeaderMap,
    Query(request): Query<GetArtifact>,
) -> Answer {
    let (run, path) = request.into_domain()?;
    let path = ArtifactPath::parse(&path)?;
    let content_type = page::type_of(&path)?;
    let file = download(&app, &run_root(&app, run).await?.open(&app)?, &path, None, &headers).await?;
    Ok(page::shown(content_type, file))
}

/// A folder of a run, or all that is in it, as a zip file.
pub(crate) async fn zip(State(app): State<AppState>, Query(request): Query<ListArtifacts>) -> Answer {
    let (run, path) = request.into_domain()?;
    let folder = ArtifactPath::parse(&path)?;
    let location = run_root(&app, run.clone()).await?.open(&app)?;
    let files = folder::walk(&app, &location, &run, &folder).await?;
    Ok(zip::answer(app, Contents { location, run, folder, files }))
}

pub(crate) async fn get_of_model(
    State(app): State<AppState>,
    RoutePath(id): RoutePath<Text>,
    headers: HeaderMap,
    Query(request): Query<GetModelFile>,
) -> Answer {
    let path = ArtifactPath::parse(&request.path()?)?;
    download(&app, &model_root(&app, id.0.into()).await?.open(&app)?, &path, None, &headers).await
}

pub(crate) async fn upload(
    State(app): State<AppState>,
    Query(query): Query<UploadArtifact>,
    request: Request,
) -> Answer {
    let (run, path) = query.into_domain()?;
    let path = ArtifactPath::parse_file(&path)?;
    let body = read_body(request.into_body(), UPLOAD_LIMIT).await.map_err(|error| match error.kind() {
        ErrorKind::TooLarge => Error::invalid("Artifact size is too large. Max size is 10MB."),
        _ => error,
    })?;
    if body.is_empty() {
        return Err(Error::invalid("Request must specify data.").into());
    }
    let table = tables::table_in(&run, &path);
    let location = run_root(&app, run).await?.open(&app)?;
    let (path, body) = (location.at(&path), Box::pin(futures_util::stream::iter([Ok(body)])));
    tables::uploading(&app, table, app.telemetry.timed(Operation::Put, location.store.put(&path, body))).await?;
    Ok(of_type("application/json", ""))
}

pub(crate) async fn put(
    State(app): State<AppState>,
    RoutePath((run, path)): RoutePath<(Text, String)>,
    Query(query): Query<PutArtifact>,
    request: Request,
) -> Answer {
    let number = query.into_domain()?;
    let mut body = Some(incoming(request.into_body()));
    let answer = put_once(&app, run.0.into(), &path, number, &mut body).await;
    if let Some(unused) = body {
        drain(unused).await;
    }
    answer
}

/// Stores a file unless its number in the spool says that it is stored already; then `body` stays.
async fn put_once(
    app: &AppState,
    run: RunId,
    path: &str,
    number: Option<SpoolNumber>,
    body: &mut Option<ByteStream>,
) -> Answer {
    let path = ArtifactPath::parse_file(path)?;
    let table = tables::table_in(&run, &path);
    let location = run_root(app, run).await?.open(app)?;
    if let Some(number) = &number {
        let applied = app.store()?.spool_applied(number.spool.clone()).await?;
        if applied >= number.number {
            return json(&PutAnswer { applied, skipped: true });
        }
    }
    let body = body.take().expect("nobody has taken it");
    let at = location.at(&path);
    tables::uploading(app, table, app.telemetry.timed(Operation::Put, location.store.put(&at, body))).await?;
    let Some(number) = number else { return done() };
    let applied = number.number;
    app.store()?.raise_spool(number, now_ms()).await?;
    json(&PutAnswer { applied, skipped: false })
}

pub(crate) async fn presign_upload(State(app): State<AppState>, Input(request): Input<PresignUpload>) -> Answer {
    let (owner, path, valid) = request.into_domain()?;
    let path = ArtifactPath::parse_file(&path)?;
    let root = match owner {
        UploadOwner::Run(id) => run_root(&app, id).await?,
        UploadOwner::Model(id) => model_root(&app, id).await?,
    };
    refuse_proxied(&root.uri, "Presigned upload", "")?;
    let location = root.open(&app)?;
    let url = location.store.presign_upload(&location.at(&path), valid).await?;
    json(&PresignedUploadBody::new(url, guess(path.name()).unwrap_or("application/octet-stream")))
}

pub(crate) async fn presign_download(State(app): State<AppState>, Input(request): Input<PresignDownload>) -> Answer {
    let (run, path, valid) = request.into_domain()?;
    let path = ArtifactPath::parse(&path)?;
    let table = tables::table_in(&run, &path);
    let root = run_root(&app, run).await?;
    refuse_proxied(&root.uri, "Presigned download", "runs with ")?;
    let location = root.open(&app)?;
    tables::write_before_signing(&app, &location, &location.at(&path), table).await?;
    let signed =
        location.store.presign_download(&location.at(&path), valid).await.map_err(|error| match error.kind() {
            ErrorKind::NotImplemented => {
                Error::not_implemented("Presigned download is not supported for the current artifact repository")
            }
            _ => error,
        })?;
    json(&PresignedUrlBody { presigned_url: signed.url, file_size: signed.size })
}

/// What goes through this server has no URL of its own that could be signed.
fn refuse_proxied(root: &str, what: &str, of: &str) -> Result<()> {
    let scheme = Parts::of(root).scheme.unwrap_or_default().to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "mlflow-artifacts") {
        return Ok(());
    }
    let needed = if of.is_empty() { "a" } else { "a run with a" };
    Err(Error::invalid(format!(
        "{what} is not supported for {of}proxied artifact storage (artifact URI scheme: {scheme}). This endpoint \
         requires {needed} direct cloud storage artifact URI."
    )))
}

/// Where the files of a run or model are, as the database has it.
struct Root {
    uri: String,
    owner: String,
}

impl Root {
    fn open(&self, app: &AppState) -> Result<Location> {
        app.artifacts.resolve(&self.uri, &self.owner)
    }
}

async fn run_root(app: &AppState, id: RunId) -> Result<Root> {
    let owner = id.as_str().to_owned();
    Ok(Root { uri: app.store()?.run_info(id).await?.artifact_uri.unwrap_or_default(), owner })
}

async fn model_root(app: &AppState, id: ModelId) -> Result<Root> {
    let owner = id.as_str().to_owned();
    Ok(Root { uri: app.store()?.logged_model(id).await?.artifact_location, owner })
}

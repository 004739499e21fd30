//! `mlflow-artifacts`: the files that clients store through this server, by their path below the
//! destination.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use runlore_artifacts::{ArtifactPath, UploadedPart};
use runlore_domain::Result;
use runlore_domain::table::TableName;
use runlore_protocol::artifacts::{
    AbortMultipart, CompleteMultipart, CreateMultipart, CreatedMultipart, FileJson, FilesBody, ListFolder, PartJson,
    PresignDownload, PresignedBody,
};

use crate::answer::{Answer, done, json};
use crate::extract::{Input, RoutePath};
use crate::state::AppState;
use crate::tables;
use crate::telemetry::Operation;
use crate::transfer::{download, incoming};

pub(crate) async fn list(State(app): State<AppState>, Input(request): Input<ListFolder>) -> Answer {
    let path = ArtifactPath::parse(&request.path())?;
    let served = app.artifacts.served()?;
    let list = app.telemetry.timed(Operation::List, served.store.list(&path));
    let entries = match tables::of_served(&path) {
        Some(folder) => {
            let pending = tables::pending(&app, &folder.run_id).await?;
            tables::complete(&app, &served, &path, &folder, pending, list.await?).await?
        }
        None => list.await?,
    };
    let files = entries.into_iter().map(|entry| FileJson::new(entry.name, entry.is_dir, entry.size));
    json(&FilesBody { files: files.collect(), root_uri: None })
}

pub(crate) async fn get(State(app): State<AppState>, RoutePath(path): RoutePath<String>, headers: HeaderMap) -> Answer {
    let path = ArtifactPath::parse(&path)?;
    download(&app, &app.artifacts.served()?, &path, table_of(&path), &headers).await
}

pub(crate) async fn put(State(app): State<AppState>, RoutePath(path): RoutePath<String>, request: Request) -> Answer {
    let path = ArtifactPath::parse_file(&path)?;
    let store = app.artifacts.served()?.store;
    let put = app.telemetry.timed(Operation::Put, store.put(&path, incoming(request.into_body())));
    tables::uploading(&app, table_of(&path), put).await?;
    Ok(Response::new(Body::empty()))
}

pub(crate) async fn delete(State(app): State<AppState>, RoutePath(path): RoutePath<String>) -> Answer {
    let path = ArtifactPath::parse(&path)?;
    let store = app.artifacts.served()?.store;
    let delete = app.telemetry.timed(Operation::Delete, store.delete(&path));
    tables::forgetting(&app, tables::of_served(&path), delete).await?;
    done()
}

pub(crate) async fn create_multipart(
    State(app): State<AppState>,
    RoutePath(folder): RoutePath<String>,
    Input(request): Input<CreateMultipart>,
) -> Answer {
    let (name, parts) = request.into_domain()?;
    let upload = app.artifacts.served()?.store.create_multipart(&file_in(&folder, &name)?, parts).await?;
    let credentials = upload.parts.into_iter().map(|part| PartJson { url: part.url, part_number: part.number });
    json(&CreatedMultipart { upload_id: upload.upload_id, credentials: credentials.collect() })
}

pub(crate) async fn complete_multipart(
    State(app): State<AppState>,
    RoutePath(folder): RoutePath<String>,
    Input(request): Input<CompleteMultipart>,
) -> Answer {
    let (name, upload, parts) = request.into_domain()?;
    let parts = parts.into_iter().map(|(number, etag)| UploadedPart { number, etag }).collect();
    let (store, path) = (app.artifacts.served()?.store, file_in(&folder, &name)?);
    tables::uploading(&app, table_of(&path), store.complete_multipart(&path, &upload, parts)).await?;
    done()
}

pub(crate) async fn abort_multipart(
    State(app): State<AppState>,
    RoutePath(folder): RoutePath<String>,
    Input(request): Input<AbortMultipart>,
) -> Answer {
    let (name, upload) = request.into_domain()?;
    app.artifacts.served()?.store.abort_multipart(&file_in(&folder, &name)?, &upload).await?;
    done()
}

pub(crate) async fn presign(State(app): State<AppState>, RoutePath(path): RoutePath<String>) -> Answer {
    let valid = Duration::from_secs(PresignDownload::DEFAULT_SECONDS);
    let (served, path) = (app.artifacts.served()?, ArtifactPath::parse(&path)?);
    tables::write_before_signing(&app, &served, &path, table_of(&path)).await?;
    let signed = served.store.presign_download(&path, valid).await?;
    json(&PresignedBody::new(signed.url, signed.size))
}

/// The name of a file of a run, if a table can have it.
fn table_of(path: &ArtifactPath) -> Option<TableName> {
    tables::of_served(path).filter(|name| TableName::is_table(&name.path))
}

fn file_in(folder: &str, name: &str) -> Result<ArtifactPath> {
    Ok(ArtifactPath::parse_file(name)?.under(&ArtifactPath::parse(folder)?))
}

//! The interface as browsers get it, and that the built files are those of the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{Method, Request};
use runlore_server::AppConfig;

use crate::support::{Answer, Server, V2};

const BROWSER: &str = "text/html,application/xhtml+xml,*/*;q=0.8";

async fn ask(server: &Server, path: &str, name: &str, value: &str) -> Answer {
    let request = Request::builder().method(Method::GET).uri(path).header(name, value);
    server.send(request.body(Body::empty()).unwrap()).await
}

async fn browse(server: &Server, path: &str) -> Answer {
    ask(server, path, "accept", BROWSER).await
}

fn prefixed(prefix: &str) -> Server {
    Server::with(AppConfig { static_prefix: prefix.to_owned(), ..AppConfig::default() })
}

#[tokio::test]
async fn every_address_of_a_page_is_answered_by_the_page() {
    let server = Server::new();
    for path in ["/", "/experiments/1,2?filter=x", "/runs/abc", "/compare", "/nothing/here"] {
        let page = browse(&server, path).await;
        assert_eq!(
            (page.status.as_u16(), page.header("content-type")),
            (200, Some("text/html; charset=utf-8")),
            "{path}"
        );
        assert_eq!(page.header("cache-control"), Some("no-cache"));
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(page.text().contains(r#"<base href="/""#) && page.text().contains("<title>Runlore</title>"));
    }
    // What a browser keeps of one database is not another's.
    let database = async |server: &Server| {
        let page = browse(server, "/").await.text();
        let (_, rest) = page.split_once(r#"<html lang="en" data-database=""#).unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let first = database(&server).await;
    assert!(first != "0" && first == database(&server.replica()).await, "{first}");
    let file = rusqlite::Connection::open(server.dir.path().join("test.db")).unwrap();
    file.execute("UPDATE experiments SET creation_time = creation_time + 1", []).unwrap();
    assert_ne!(database(&server.replica()).await, first);

    // Clients, and whoever asks an API, get an error and no page.
    assert_eq!(server.get("/").await.status, 404);
    assert_eq!(browse(&server, &format!("{V2}/nothing")).await.header("content-type"), Some("application/json"));
    assert_eq!(browse(&server, "/health").await.text(), "OK");
}

#[tokio::test]
async fn files_of_the_page_are_kept_for_ever() {
    let server = Server::new();
    let page = browse(&server, "/").await.text();
    let names: Vec<&str> = page.split("./assets/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for name in &names {
        let path = format!("/assets/{name}");
        let (plain, zipped) = (server.get(&path).await, ask(&server, &path, "accept-encoding", "gzip, br").await);
        let kind = plain.header("content-type").unwrap();
        assert!(
            ["text/javascript; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"].contains(&kind),
            "{kind}"
        );
        assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert_eq!((plain.header("content-encoding"), zipped.header("content-encoding")), (None, Some("gzip")));
        assert!(zipped.body.starts_with(&[0x1f, 0x8b]), "{name}");
        // Of a few words nothing can be saved.
        assert!(zipped.body.len() < plain.body.len().max(200), "{name}");
    }
    assert!(names.len() >= 3, "{names:?}");
    // A file of another version is an error, not the page: a browser would take that for a script.
    assert_eq!(browse(&server, "/assets/index-00000000.js").await.status, 404);
}

#[tokio::test]
async fn the_page_knows_its_prefix() {
    let server = prefixed("/ml");
    assert!(browse(&server, "/ml/runs/abc").await.text().contains(r#"<base href="/ml/""#));
    for outside in ["/", "/ml", "/mlops/runs/abc"] {
        let answer = browse(&server, outside).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (307, Some("/ml/")), "{outside}");
    }
    let page = browse(&server, "/ml/").await.text();
    let name = page.split("./assets/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(server.get(&format!("/ml/assets/{name}")).await.status, 200);
}

#[test]
fn the_built_files_are_those_of_the_sources() {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = fs::read_to_string(server.join("ui/sources.txt")).unwrap();
    let web = server.join("../../web");
    let single = ["index.html", "package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"];
    let mut files: Vec<PathBuf> = single.iter().map(|name| web.join(name)).collect();
    below(&web.join("src"), &mut files);
    let line = |file: &PathBuf| {
        let name = file.strip_prefix(&web).unwrap().display();
        format!("{:08x} {name}", crc32fast::hash(&fs::read(file).unwrap()))
    };
    let now: BTreeSet<String> = files.iter().map(line).collect();
    let built: BTreeSet<String> = built.lines().map(str::to_owned).collect();
    let stale: Vec<&String> = now.symmetric_difference(&built).collect();
    assert!(stale.is_empty(), "run `make web-build` and commit what it makes; changed since the last time: {stale:?}");
}

/// The sources in a folder, tests aside.
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else if !path.to_str().unwrap().ends_with(".test.ts") {
            files.push(path);
        }
    }
}

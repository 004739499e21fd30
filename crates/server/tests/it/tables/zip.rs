//! A folder of a run as one zip file, with tables as their readers see them.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use insta::assert_snapshot;
use serde_json::json;

use super::Tables;
use crate::support::Answer;

impl Tables {
    fn zip_url(&self, path: &str) -> String {
        format!("/api/runlore/v1/artifacts/zip?run_id={}&path={path}", self.run)
    }

    async fn zip(&self, path: &str) -> Answer {
        self.server.get(&self.zip_url(path)).await
    }
}

/// Names and contents, read from the list at the end as unpackers do.
fn unzip(bytes: &[u8]) -> Vec<(String, String)> {
    let number = |at: usize, size: usize| {
        bytes[at..at + size].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let text = |at: usize, size: usize| String::from_utf8(bytes[at..at + size].to_vec()).unwrap();
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let mut at = number(end + 16, 4);
    assert_eq!(at + number(end + 12, 4), end);
    let mut files = Vec::new();
    for _ in 0..number(end + 10, 2) {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (name, size, local) = (text(at + 46, number(at + 28, 2)), number(at + 24, 4), number(at + 42, 4));
        assert_eq!(
            (&bytes[local..local + 4], text(local + 30, number(local + 26, 2))),
            (&b"PK\x03\x04"[..], name.clone())
        );
        let data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        assert_eq!(number(at + 16, 4), crc32fast::hash(&bytes[data..data + size]) as usize, "{name}");
        files.push((name, text(data, size)));
        at += 46 + number(at + 28, 2) + number(at + 30, 2);
    }
    assert_eq!(at, end);
    files
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_is_a_zip_file() {
    for tables in [Tables::local().await, Tables::s3().await] {
        tables.put("d/a.txt", "hello").await;
        tables.put("d/e/%C3%BC%20%22x%22.txt", "deep").await;
        tables.put("d/e/nothing", "").await;
        tables.put("d/large", &"0123456789abcdef".repeat(100_000)).await;
        tables.put("other", "not in d").await;
        tables.add("d/t.json", "written").await;
        tables.flush().await;
        tables.add("d/t.json", "not yet").await;
        tables.add("d/new/t.json", "only here").await;
        assert_eq!(tables.read("d/new/t.json"), None);

        let zip = tables.zip("d").await;
        assert_eq!((zip.status.as_u16(), zip.header("content-type")), (200, Some("application/zip")));
        assert_eq!(zip.header("content-disposition"), Some("attachment; filename=d.zip"));
        let files = unzip(&zip.body);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.txt", "e/nothing", "e/ü \"x\".txt", "large", "new/t.json", "t.json"]);
        for (name, content) in &files {
            let url = name.replace('ü', "%C3%BC").replace(' ', "%20").replace('"', "%22");
            assert_eq!(*content, tables.get(&format!("d/{url}")).await, "{name}");
        }
        assert!(files[5].1.contains("written") && files[5].1.contains("not yet"));

        let all = unzip(&tables.zip("").await.body);
        assert_eq!((all.len(), all[0].0.as_str(), all[6].0.as_str()), (7, "d/a.txt", "other"));
        assert_eq!(
            tables.zip("").await.header("content-disposition").unwrap(),
            format!("attachment; filename={}.zip", tables.run)
        );
    }
}

#[tokio::test]
async fn an_empty_folder_is_a_zip_file_and_no_folder_is_none() {
    let tables = Tables::local().await;
    assert_eq!(unzip(&tables.zip("").await.body), []);
    tables.put("d/f", "x").await;
    std::fs::create_dir_all(tables.on_disk("artifacts", "d/empty/inside")).unwrap();
    assert_eq!(unzip(&tables.zip("d/empty/inside").await.body), []);
    let one = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    assert_eq!(unzip(&tables.zip("d").await.body), [one("empty/inside/", ""), one("f", "x")]);
    assert_snapshot!(tables.zip("none").await.error(), @"404 RESOURCE_DOES_NOT_EXIST: No such folder: 'none'");
    assert_snapshot!(tables.zip("d/f").await.error(), @"400 INVALID_PARAMETER_VALUE: 'd/f' is a file, not a folder: download it as it is.");
    assert_snapshot!(tables.zip("../..").await.error(), @"400 INVALID_PARAMETER_VALUE: Invalid path");
    let nobody = tables.server.get("/api/runlore/v1/artifacts/zip?run_id=nobody").await;
    assert_snapshot!(nobody.error(), @"404 RESOURCE_DOES_NOT_EXIST: Run with id=nobody not found");
}

#[cfg(unix)]
#[tokio::test]
async fn no_name_leads_out_of_the_folder_where_it_is_unpacked() {
    let tables = Tables::local().await;
    tables.put("d/C:x", "a drive").await;
    assert_eq!(unzip(&tables.zip("d").await.body), [("C%3ax".to_owned(), "a drive".to_owned())]);
    for name in [r"..\..\evil", r"C:\evil", "a\nb"] {
        let file = tables.on_disk("artifacts", &format!("d/{name}"));
        std::fs::write(&file, "x").unwrap();
        let refused = tables.zip("d").await;
        assert_eq!(refused.status, 400, "{name}");
        assert!(refused.error().contains(&format!("{name:?}").trim_matches('"').to_owned()), "{}", refused.error());
        std::fs::remove_file(file).unwrap();
    }
    // A folder without end is left at some time, before anything is sent.
    for link in 0..20 {
        std::os::unix::fs::symlink(".", tables.on_disk("artifacts", &format!("d/{link}"))).unwrap();
    }
    assert!(tables.zip("d").await.error().contains("20000 folders"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_gone_breaks_the_zip_off() {
    for tables in [Tables::local().await, Tables::s3().await] {
        for name in ["a", "b", "c"] {
            tables.put(name, &name.repeat(1000)).await;
        }
        let request = Request::get(tables.zip_url("")).body(Body::empty()).unwrap();
        let answer = tables.server.answer(request).await;
        assert_eq!(answer.status(), 200);
        tables.remove("b").await;
        let mut body = answer.into_body();
        let mut read = Vec::new();
        let error = loop {
            match body.frame().await.unwrap() {
                Ok(piece) => read.extend(piece.into_data().unwrap()),
                Err(error) => break error,
            }
        };
        assert!(error.to_string().contains("No such artifact"), "{error}");
        assert!(read.ends_with(&[0xe8, 3, 0, 0]), "behind the first file nothing came");
        assert!(!read.windows(4).any(|four| four == b"PK\x05\x06"));
    }
}

#[tokio::test]
async fn what_a_program_asks_for_may_be_spelled_as_elsewhere() {
    let tables = Tables::local().await;
    tables.put("f", "x").await;
    let url = format!("/api/runlore/v1/artifacts/zip?run_uuid={}", tables.run);
    assert_eq!(unzip(&tables.server.get(&url).await.body).len(), 1);
    let missing = tables.server.get("/api/runlore/v1/artifacts/zip").await;
    assert_eq!(
        (missing.status.as_u16(), missing.json()["error_code"].clone()),
        (400, json!("INVALID_PARAMETER_VALUE"))
    );
}

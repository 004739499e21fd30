//! Every shape check on this project, and for each a proof that it can fail.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::json;
use xtask::{Workspace, edges, hygiene, links, sources, unused};

#[track_caller]
fn nothing(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

/// A workspace of two files in a folder of its own.
fn sample(name: &str, text: &str) -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
    let workspace = Workspace { root: folder.path().to_owned(), files: vec![name.to_owned()] };
    (folder, workspace)
}

#[test]
fn crates_use_each_other_one_way() {
    nothing(&edges::check(&edges::metadata(&Workspace::here().root)));
}

#[test]
fn a_wrong_edge_is_found() {
    let edge = |from: &str, to: &str, kind: Option<&str>, path: Option<&str>| {
        let metadata =
            json!({"packages": [{"name": from, "dependencies": [{"name": to, "kind": kind, "path": path}]}]});
        edges::check(&metadata).len()
    };
    assert_eq!(edge("runlore-store", "runlore-protocol", None, Some("p")), 1);
    assert_eq!(edge("runlore-store", "runlore-artifacts", None, Some("p")), 1);
    assert_eq!(edge("runlore-server", "runlore-store", None, Some("p")), 0);
    assert_eq!(edge("runlore-store", "axum", None, None), 1);
    assert_eq!(edge("runlore-server", "axum", None, None), 0);
    assert_eq!(edge("runlore-server", "rusqlite", Some("build"), None), 1);
    assert_eq!(edge("runlore-server", "rusqlite", Some("dev"), None), 0);
    assert_eq!(edge("runlore-server", "runlore-testkit", None, Some("p")), 1);
    assert_eq!(edge("runlore-server", "runlore-testkit", Some("dev"), Some("p")), 0);
    assert_eq!(edge("runlore-domain", "serde", None, None), 1);
    assert_eq!(edge("runlore-new", "serde", None, None), 1);
}

#[test]
fn no_dependency_is_declared_in_vain() {
    let here = Workspace::here();
    nothing(&unused::check(&here, &edges::metadata(&here.root)));
    let (folder, workspace) = sample("a/src/lib.rs", "//! Why.\nuse one::x;\n");
    let manifest = folder.path().join("a/Cargo.toml");
    let dependencies = json!([{"name": "one", "kind": null}, {"name": "on", "kind": null}]);
    let metadata = json!({"packages": [{"name": "a", "manifest_path": manifest, "dependencies": dependencies}]});
    assert_eq!(unused::check(&workspace, &metadata), ["a declares on and never names it"]);
}

#[test]
fn every_file_opens_with_why() {
    nothing(&sources::openings(&Workspace::here()));
    for (text, opens) in
        [("//! Why.\n", true), ("// Why.\n", false), ("//!\n", false), ("", false), ("use x;\n//! Why.", false)]
    {
        assert_eq!(sources::opens_with_why(text), opens, "{text:?}");
    }
}

#[test]
fn files_stay_small() {
    let here = Workspace::here();
    println!("{}", sources::report(&here));
    nothing(&sources::sizes(&here));
    let (_folder, long) = sample("a.rs", &"let x = 1;\n".repeat(sources::FILE_CAP + 1));
    assert_eq!(sources::sizes(&long).len(), 3);
}

#[test]
fn tests_and_comments_are_no_code() {
    let text = "//! Why.\n\nuse a;\n#[cfg(test)]\nmod far;\nfn f() {\n    // why\n    1\n}\n\n#[cfg(test)]\nmod tests {\n    fn g() {\n    }\n}\nfn h() {}\n";
    assert_eq!(sources::code_lines(text), 5);
}

#[test]
fn handlers_stay_thin() {
    nothing(&sources::handlers(&Workspace::here()));
    let long = format!(
        "//! Why.\npub(crate) async fn all(\n    a: A,\n) -> B {{\n{}}}\nfn b() {{ 1 }}\n",
        "    a();\n".repeat(60)
    );
    assert_eq!(sources::functions(&long)[0], ("all".to_owned(), 64));
    let (_folder, workspace) = sample("crates/server/src/handlers/a.rs", &long);
    assert_eq!(sources::handlers(&workspace).len(), 1);
}

#[test]
fn no_machine_is_named() {
    nothing(&hygiene::machine_paths(&Workspace::here()));
    let (_folder, workspace) = sample("a.md", "see /home/someone/x\n");
    assert_eq!(hygiene::machine_paths(&workspace).len(), 1);
}

#[test]
fn packages_come_from_the_public_registries() {
    nothing(&hygiene::package_sources(&Workspace::here()));
    for (sources, findings) in
        [(["registry+a", "registry+a"], 0), (["registry+a", "registry+b"], 2), (["git+a", "git+a"], 1)]
    {
        let lock: String = sources.iter().map(|source| format!("source = \"{source}\"\n")).collect();
        let (_folder, workspace) = sample("Cargo.lock", &lock);
        assert_eq!(hygiene::package_sources(&workspace).len(), findings, "{lock}");
    }
    let (_folder, workspace) = sample("requirements.txt", "--index-url https://mirror/simple\n");
    assert_eq!(hygiene::package_sources(&workspace).len(), 1);
}

#[test]
fn tls_has_one_provider() {
    nothing(&hygiene::banned_crates(&Workspace::here()));
    let (_folder, workspace) = sample("Cargo.lock", "[[package]]\nname = \"aws-lc-rs\"\n");
    assert_eq!(hygiene::banned_crates(&workspace).len(), 1);
}

#[test]
fn documentation_leads_somewhere() {
    nothing(&links::check(&Workspace::here()));
    let text = "# A title: here\n[a](#a-title-here) [b](#gone) [c](b.md) [d](https://x/y) `crates/none` `crates/<name>` ```[e](z.md)```";
    let (_folder, workspace) = sample("docs/a.md", text);
    let findings = links::check(&workspace);
    assert_eq!(findings.len(), 3, "{findings:?}");
}

/// `make test` has clippy compile what is tested, in a way that only `cargo clippy` is documented to use.
#[test]
fn lints_are_found_where_tests_are_compiled() {
    let Some(wrapper) = std::env::var_os("RUSTC_WORKSPACE_WRAPPER").filter(|wrapper| !wrapper.is_empty()) else {
        return;
    };
    let folder = tempfile::TempDir::new().unwrap();
    let source = folder.path().join("sample.rs");
    std::fs::write(&source, "pub fn first(of: Option<u8>) -> u8 {\n    of.unwrap()\n}\n").unwrap();
    let compile = std::process::Command::new(wrapper)
        .args(["rustc", "--crate-type=lib", "--emit=metadata", "--warn=clippy::unwrap_used", "--out-dir"])
        .args([folder.path(), &source])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&compile.stderr);
    assert!(!compile.status.success() && told.contains("unwrap_used"), "{told}");
}

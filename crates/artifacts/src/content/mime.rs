//! Content types by file name, as MLflow's server tells them.
//!
//! What a person may want to read is `text/plain`, whatever its format; the rest is guessed as
//! Python does, from the same table (`mime.types`), and beyond it from a larger one.

/// Python's own table: a type and its extensions a line.
const TYPES: &str = include_str!("mime.types");

/// Extensions (or, without one, whole names) that are shown as text.
const TEXT: [&str; 26] = [
    "txt",
    "log",
    "err",
    "cfg",
    "conf",
    "cnf",
    "cf",
    "ini",
    "properties",
    "prop",
    "hocon",
    "toml",
    "yaml",
    "yml",
    "xml",
    "json",
    "js",
    "py",
    "py3",
    "csv",
    "tsv",
    "md",
    "rst",
    "ipynb",
    "MLmodel",
    "mlproject",
];

/// Endings that say how a file is packed, not what it is.
const PACKED: [&str; 5] = ["gz", "Z", "bz2", "xz", "br"];

/// The `Content-Type` with which a file of this name is sent.
pub fn content_type(name: &str) -> &'static str {
    let extension = match split_extension(name) {
        (_, "") => name,
        (_, extension) => extension,
    };
    if TEXT.contains(&extension) {
        return "text/plain";
    }
    guess(name).unwrap_or("application/octet-stream")
}

/// The type that the name's extension stands for.
pub fn guess(name: &str) -> Option<&'static str> {
    let (stem, mut extension) = split_extension(name);
    match extension {
        "svgz" => extension = "svg",
        "tgz" | "taz" | "tz" | "tbz2" | "txz" => extension = "tar",
        packed if PACKED.contains(&packed) => extension = split_extension(stem).1,
        _ => {}
    }
    if extension.is_empty() {
        return None;
    }
    in_table(extension)
        .or_else(|| in_table(&extension.to_ascii_lowercase()))
        .or_else(|| mime_guess::from_ext(extension).first_raw())
}

fn in_table(extension: &str) -> Option<&'static str> {
    TYPES.lines().find_map(|line| {
        let (mime, extensions) = line.split_once(' ')?;
        extensions.split(' ').any(|known| known == extension).then_some(mime)
    })
}

/// The name without its last extension, and that; leading dots begin no extension.
fn split_extension(name: &str) -> (&str, &str) {
    let visible = name.trim_start_matches('.');
    match visible.rsplit_once('.') {
        Some((_, extension)) => (&name[..name.len() - extension.len() - 1], extension),
        None => (name, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_that_mlflow_sends() {
        for (name, expected) in [
            ("a.txt", "text/plain"),
            ("table.json", "text/plain"),
            ("a.JSON", "application/json"),
            ("MLmodel", "text/plain"),
            ("mlproject", "text/plain"),
            ("x.MLmodel", "text/plain"),
            ("MLmodel2", "application/octet-stream"),
            (".gitignore", "application/octet-stream"),
            ("json", "text/plain"),
            (".json", "application/octet-stream"),
            ("a.html", "text/html"),
            ("a.svg", "image/svg+xml"),
            ("a.png", "image/png"),
            ("a.PNG", "image/png"),
            ("a.jpg", "image/jpeg"),
            ("a.pdf", "application/pdf"),
            ("a.tar.gz", "application/x-tar"),
            ("a.tgz", "application/x-tar"),
            ("a.gz", "application/octet-stream"),
            ("a.csv.gz", "text/csv"),
            ("a.bin", "application/octet-stream"),
            ("a.", "application/octet-stream"),
            ("a.safetensors", "application/octet-stream"),
            ("", "application/octet-stream"),
        ] {
            assert_eq!(content_type(name), expected, "{name}");
        }
    }
}

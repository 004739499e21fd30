//! The web interface: its built files, which are in the binary, and its one page for every address that is no
//! other's. `make web-build` makes both, of `web`.

mod files;

use std::io::Read as _;
use std::time::Duration;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use flate2::read::GzDecoder;
use runlore_domain::{Error, ErrorKind, ExperimentId};
use tokio::time::timeout;

use crate::answer::{Answer, of_type};
use crate::state::AppState;

/// A file that the page loads. Its name has a hash of what is in it.
#[derive(Debug)]
struct File {
    name: &'static str,
    content_type: &'static str,
    gzip: &'static [u8],
}

const INDEX: &str = include_str!("../../ui/index.html");
/// What the page resolves every address against, as it is built.
const BASE: &str = r#"<base href="/""#;
/// Where the page finds which database it shows.
const DATABASE: &str = r#" data-database="""#;
/// A database that is away holds up no page, which then says so itself.
const PATIENCE: Duration = Duration::from_millis(500);
/// What the page may load and do. The interface's own tests are under it as well.
const POLICY: &str = include_str!("policy.txt");

/// The page, when `path` lies below the server's prefix; else the way there.
pub(crate) async fn page(app: &AppState, path: &str) -> Response {
    let prefix = app.config.static_prefix.as_str();
    let inside = path.strip_prefix(prefix).is_some_and(|inside| inside.starts_with('/'));
    if !inside && let Ok(home) = HeaderValue::try_from(format!("{prefix}/")) {
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, home)]).into_response();
    }
    let mut response = of_type("text/html; charset=utf-8", index(prefix, database(app).await));
    set(&mut response, header::CONTENT_SECURITY_POLICY, POLICY.trim_ascii());
    // It names the files by their hashes, so it is the one thing that a browser has to ask for again.
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

fn index(prefix: &str, database: Option<i64>) -> String {
    let page = INDEX.replacen(BASE, &format!(r#"<base href="{}/""#, escaped(prefix)), 1);
    let named = database.map_or_else(String::new, |database| format!(r#" data-database="{database:x}""#));
    page.replacen(DATABASE, &named, 1)
}

/// What tells databases apart that are served at one address, one after the other or under several prefixes, so that what a
/// browser keeps of one is not shown of another: when it was made, which it says of its first experiment. None while it is away.
async fn database(app: &AppState) -> Option<i64> {
    if let Some(known) = app.database.get() {
        return Some(*known);
    }
    let made = match timeout(PATIENCE, app.store().ok()?.experiment(ExperimentId(0))).await.ok()? {
        Ok(first) => first.creation_time.unwrap_or_default(),
        Err(missing) if missing.kind() == ErrorKind::NotFound => 0,
        Err(_) => return None,
    };
    Some(*app.database.get_or_init(|| made))
}

/// A file of the page; the same name never means other bytes.
pub(crate) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let file = files::FILES.iter().find(|file| file.name == name);
    let file = file.ok_or_else(|| Error::new(ErrorKind::EndpointNotFound, "The interface has no such file."))?;
    let mut response = if takes_gzip(&headers) {
        let mut response = of_type(file.content_type, Bytes::from_static(file.gzip));
        set(&mut response, header::CONTENT_ENCODING, "gzip");
        response
    } else {
        of_type(file.content_type, unzipped(file.gzip)?)
    };
    set(&mut response, header::VARY, "Accept-Encoding");
    set(&mut response, header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    Ok(response)
}

fn set(response: &mut Response, name: HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// For the rare client that takes nothing else.
fn unzipped(gzip: &[u8]) -> Result<Vec<u8>, Error> {
    let mut plain = Vec::new();
    let read = GzDecoder::new(gzip).read_to_end(&mut plain);
    read.map_err(|cause| Error::internal("A file of the interface can not be unpacked.").with_source(cause))?;
    Ok(plain)
}

/// Whether the client named gzip, and not with a weight of zero. With a small weight it gets the file plain.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("gzip") && !weight.contains("q=0")
    })
}

/// A text inside an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_page_has_the_base_that_is_replaced() {
        assert_eq!((INDEX.matches(BASE).count(), INDEX.matches(DATABASE).count()), (1, 1));
        assert!(index(r#"/a"><b>&"#, Some(0)).contains(r#"<base href="/a&quot;&gt;&lt;b&gt;&amp;/" />"#));
        assert!(HeaderValue::from_str(POLICY.trim_ascii()).is_ok());
    }

    #[test]
    fn the_page_is_built_of_the_files_that_are_embedded() {
        let named = INDEX.split("./assets/").skip(1).filter_map(|rest| rest.split('"').next());
        let named: Vec<&str> = named.collect();
        assert!(named.len() >= 2, "{named:?}");
        for name in named {
            assert!(files::FILES.iter().any(|file| file.name == name), "{name}");
        }
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        let takes = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes_gzip(&headers)
        };
        assert!(takes("gzip, deflate, br") && takes("br;q=1.0, GZIP;q=1"));
        assert!(!takes("gzip;q=0") && !takes("br, xgzip") && !takes_gzip(&HeaderMap::new()));
    }
}

//! The test suites' S3 server as a program, for measurements from outside: prints how a client finds
//! its way in, one `NAME=value` a line, and serves until its standard input ends.

use std::io::{Read, Write};

use runlore_testkit::s3::S3Server;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let server = S3Server::start().await;
    let mut out = std::io::stdout().lock();
    for (name, value) in server.environment() {
        writeln!(out, "{name}={value}")?;
    }
    out.flush()?;
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await.map(drop)?;
    Ok(())
}

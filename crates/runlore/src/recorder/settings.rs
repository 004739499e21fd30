//! What a user can set about recording, from the environment.

use std::time::Duration;

use runlore_domain::{Error, Result};

use super::queue::Bound;

/// Bytes that a spool may have on the disk: 1 GiB.
const BOUND: u64 = 1 << 30;

/// How records are kept until the server has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In the spool, sent by threads of their own.
    Spool,
    /// Nowhere: each call waits for the server (`RUNLORE_SPOOL=off`).
    Direct,
    /// In the spool, sent by `runlore sync` only (`RUNLORE_OFFLINE=1`).
    Offline,
}

/// What counts for a recorder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) mode: Mode,
    pub(crate) bound: Bound,
    /// How long reads and the end of a run wait for what is not sent yet.
    pub(crate) patience: Duration,
    /// How long the end of the program waits.
    pub(crate) exit: Duration,
}

impl Settings {
    /// As the process's environment says.
    pub(crate) fn of_process() -> Result<Self> {
        Self::read(&|name| std::env::var(name).ok())
    }

    /// As the environment says.
    fn read(env: &dyn Fn(&str) -> Option<String>) -> Result<Self> {
        let set = |name: &str| env(name).filter(|value| !value.is_empty());
        let mode = match (set("RUNLORE_OFFLINE").as_deref(), set("RUNLORE_SPOOL").as_deref()) {
            (Some("1" | "true"), _) => Mode::Offline,
            (None | Some("0" | "false"), None | Some("on")) => Mode::Spool,
            (None | Some("0" | "false"), Some("off")) => Mode::Direct,
            (Some(other), None) => return Err(unknown("RUNLORE_OFFLINE", other, "1 or 0")),
            (_, Some(other)) => return Err(unknown("RUNLORE_SPOOL", other, "on or off")),
        };
        let waits = match set("RUNLORE_SPOOL_FULL").as_deref() {
            None | Some("wait") => true,
            Some("raise") => false,
            Some(other) => return Err(unknown("RUNLORE_SPOOL_FULL", other, "wait or raise")),
        };
        let bytes = match set("RUNLORE_SPOOL_MAX_BYTES") {
            None => BOUND,
            Some(text) => text.parse().map_err(|_| unknown("RUNLORE_SPOOL_MAX_BYTES", &text, "a number of bytes"))?,
        };
        let seconds = |name: &str, usual: u64| match set(name) {
            None => Ok(Duration::from_secs(usual)),
            Some(text) => text
                .parse()
                .ok()
                .and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok())
                .ok_or_else(|| unknown(name, &text, "a number of seconds")),
        };
        Ok(Self {
            mode,
            bound: Bound { bytes, waits },
            patience: seconds("RUNLORE_WAIT_SECONDS", 30)?,
            exit: seconds("RUNLORE_EXIT_SECONDS", 5)?,
        })
    }
}

fn unknown(name: &str, value: &str, expected: &str) -> Error {
    Error::invalid(format!("{name} is '{value}'; it takes {expected}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(env: &[(&str, &str)]) -> Result<Settings> {
        Settings::read(&|name| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_decides() {
        let usual = read(&[]).unwrap();
        assert_eq!((usual.mode, usual.bound.bytes, usual.bound.waits), (Mode::Spool, 1 << 30, true));
        assert_eq!((usual.patience.as_secs(), usual.exit.as_secs()), (30, 5));
        assert_eq!(read(&[("RUNLORE_SPOOL", "off")]).unwrap().mode, Mode::Direct);
        assert_eq!(read(&[("RUNLORE_OFFLINE", "1"), ("RUNLORE_SPOOL", "off")]).unwrap().mode, Mode::Offline);
        assert_eq!(read(&[("RUNLORE_WAIT_SECONDS", "0.5")]).unwrap().patience, Duration::from_millis(500));
        assert!(!read(&[("RUNLORE_SPOOL_FULL", "raise")]).unwrap().bound.waits);
        for wrong in [
            ("RUNLORE_SPOOL", "maybe"),
            ("RUNLORE_OFFLINE", "maybe"),
            ("RUNLORE_SPOOL_FULL", "drop"),
            ("RUNLORE_SPOOL_MAX_BYTES", "1 GiB"),
            ("RUNLORE_WAIT_SECONDS", "-1"),
        ] {
            assert!(read(&[wrong]).unwrap_err().message().contains(wrong.0), "{wrong:?}");
        }
    }
}

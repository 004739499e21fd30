//! How long a server asks to be left alone.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

/// The pause that an answer's headers ask for, in seconds, as a date, or in milliseconds as OpenAI does too.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let seconds = |text: &str| text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    if let Some(wait) = text("retry-after-ms").and_then(seconds) {
        return Some(wait / 1000);
    }
    let said = text(RETRY_AFTER.as_str())?;
    // A date that has passed asks for no pause.
    let until = |date: SystemTime| date.duration_since(SystemTime::now()).unwrap_or_default();
    seconds(said).or_else(|| httpdate::parse_http_date(said).ok().map(until))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, value: &str) -> Option<Duration> {
        retry_after(&[(reqwest::header::HeaderName::from_static(name), value.parse().unwrap())].into_iter().collect())
    }

    #[test]
    fn seconds_dates_and_milliseconds_are_read() {
        assert_eq!(of("retry-after", "2"), Some(Duration::from_secs(2)));
        assert_eq!(of("retry-after-ms", "1500"), Some(Duration::from_millis(1500)));
        assert_eq!(of("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
        assert!((28..=30).contains(&of("retry-after", &date).unwrap().as_secs()));
        for odd in ["soon", "-1", "NaN", "inf", ""] {
            assert_eq!(of("retry-after", odd), None, "{odd}");
        }
    }
}

//! Durations as people write them: `90s`, `30m`, `2h`, `1 day`.

use std::time::Duration;

/// Reads a number with its unit.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "s" | "sec" | "second" | "seconds" => 1,
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => 86_400,
        _ => return Err("a duration is a number with s, m, h or d, such as 30m or 2h".to_owned()),
    };
    let number: u32 = number.parse().map_err(|_| "a duration begins with a number, such as 30m".to_owned())?;
    Ok(Duration::from_secs(u64::from(number) * unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, seconds) in [("90s", 90), ("30m", 1800), (" 2 H ", 7200), ("1 day", 86_400), ("0s", 0)] {
            assert_eq!(parse(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "30", "m", "-1m", "1.5h", "1w", "1h30m", "99999999999d"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}

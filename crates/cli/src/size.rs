//! Sizes as people write them: `33554432`, `32MiB`, `500k`, `1 GB`.

/// Reads a number of bytes; K, M and G are powers of 1,024, as in MLflow's own settings.
pub(crate) fn parse(text: &str) -> Result<usize, String> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err("a size is a number of bytes, such as 33554432 or 32MiB".to_owned()),
    };
    let number: usize = number.parse().map_err(|_| "a size begins with a number, such as 32MiB".to_owned())?;
    match number.checked_mul(unit) {
        Some(0) => Err("the size must not be zero".to_owned()),
        Some(bytes) => Ok(bytes),
        None => Err("the size is too large for this machine".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn sizes() {
        for (text, bytes) in [("1", 1), ("32MiB", 32 << 20), (" 500 k ", 500 << 10), ("1 GB", 1 << 30), ("7b", 7)] {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
        for text in ["", "MiB", "-1", "1.5M", "1TB", "0", "99999999999999999999", "18446744073709551615k"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}

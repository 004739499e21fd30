//! Shell patterns for hosts and origins: `*`, `?` and `[...]`, as Python's `fnmatch` reads them.

/// Whether all of `text` matches `pattern`; case does not count.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    if !pattern.contains('*') {
        return pattern.eq_ignore_ascii_case(text);
    }
    walk(pattern.to_ascii_lowercase().as_bytes(), text.to_ascii_lowercase().as_bytes())
}

/// Goes back only to the last star, so the work is at most |pattern| × |text|.
fn walk(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            last_star = Some((p, t));
            p += 1;
        } else if let Some(length) = one(&pattern[p..], text[t]) {
            p += length;
            t += 1;
        } else if let Some((star, from)) = last_star {
            last_star = Some((star, from + 1));
            p = star + 1;
            t = from + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

/// The length of the element at the front of `pattern` if it matches `byte`.
fn one(pattern: &[u8], byte: u8) -> Option<usize> {
    match *pattern.first()? {
        b'?' => Some(1),
        b'[' => match class(&pattern[1..]) {
            Some((set, negated, length)) => (in_set(set, byte) != negated).then_some(length + 1),
            None => (byte == b'[').then_some(1),
        },
        literal => (literal == byte).then_some(1),
    }
}

/// The inside of a class, whether it is negated, and its length with the closing bracket.
fn class(rest: &[u8]) -> Option<(&[u8], bool, usize)> {
    let negated = rest.first() == Some(&b'!');
    let start = usize::from(negated);
    let close = rest.iter().skip(start + 1).position(|byte| *byte == b']')? + start + 1;
    Some((&rest[start..close], negated, close + 1))
}

fn in_set(set: &[u8], byte: u8) -> bool {
    let mut at = 0;
    while at < set.len() {
        if set.get(at + 1) == Some(&b'-') && at + 2 < set.len() {
            if (set[at]..=set[at + 2]).contains(&byte) {
                return true;
            }
            at += 3;
        } else {
            if set[at] == byte {
                return true;
            }
            at += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, text, expected) in [
            ("*.corp.com", "a.b.corp.com", true),
            ("*.corp.com", "corp.com", false),
            ("*.CORP.com:*", "x.corp.com:5000", true),
            ("mlflow", "MLFLOW", true),
            ("mlflow", "mlflow:5000", false),
            ("[[]::1]:*", "[::1]:80", true),
            ("host-[0-9]*", "host-7.x", true),
            ("host-[!0-9]*", "host-7.x", false),
            ("a*b*c", "aXXbYYbc", true),
            ("a*b*c", "aXXbYYb", false),
            ("[a*", "[abc", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
        let hostile = "a".repeat(10_000);
        assert!(!matches("*a*a*a*a*a*a*b", &hostile));
    }
}

//! The tag in which MLflow lists the tables of a run, and what is left of it where it is too long.
//!
//! Clients read it as JSON, so it must not be cut in the middle. Where only a part has room, that is as
//! many whole entries as fit, and it ends in [`CUT`], which Python's `json` never writes: so the part is
//! a list of its own, and is known to be a part.

use crate::python::json_string;

/// The tag's key.
pub const LOGGED_ARTIFACTS_TAG: &str = "mlflow.loggedArtifacts";

/// How a list ends that goes on elsewhere.
pub const CUT: &str = " ]";

/// The list with the table `path`, spelled as MLflow spells it; none when it is there already.
pub fn with_table(list: &str, path: &str) -> Option<String> {
    let entry = format!("{{\"path\": {}, \"type\": \"table\"}}", json_string(path));
    if list.contains(&entry) {
        return None;
    }
    match list.trim_end().strip_suffix(']').filter(|list| list.starts_with('[')) {
        Some(entries) if entries.contains('{') => Some(format!("{}, {entry}]", entries.trim_end())),
        // None yet, or no list: MLflow's clients could not read that either.
        _ => Some(format!("[{entry}]")),
    }
}

/// As many whole entries of a list as fit into `chars` code points; none for what is no list.
pub fn cut(list: &str, chars: usize) -> Option<String> {
    let mut fits = list.strip_prefix('[').map(|_| 1)?;
    let (mut depth, mut string, mut escaped) = (0_usize, false, false);
    // What is kept also needs room for its end.
    for (at, c) in list.char_indices().take(chars.saturating_sub(CUT.len())) {
        match c {
            _ if escaped => escaped = false,
            '\\' if string => escaped = true,
            '"' => string = !string,
            '[' | '{' if !string => depth += 1,
            ']' | '}' if !string => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    fits = at + 1;
                }
            }
            _ => {}
        }
    }
    Some(format!("{}{CUT}", &list[..fits]))
}

/// Whether `part` is what [`cut`] left of `whole`.
pub fn is_cut_of(part: &str, whole: &str) -> bool {
    part.strip_suffix(CUT).is_some_and(|entries| whole.starts_with(entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_added_once_and_spelled_as_by_mlflow() {
        let first = with_table("", "tab.json").unwrap();
        assert_eq!(first, r#"[{"path": "tab.json", "type": "table"}]"#);
        let second = with_table(&first, "d/\"é\".json").unwrap();
        assert_eq!(
            second,
            r#"[{"path": "tab.json", "type": "table"}, {"path": "d/\"\u00e9\".json", "type": "table"}]"#
        );
        assert_eq!((with_table(&second, "tab.json"), with_table("[]", "tab.json")), (None, Some(first.clone())));
        assert_eq!(with_table("nonsense", "tab.json"), Some(first));
    }

    #[test]
    fn a_cut_list_is_a_list_of_whole_entries() {
        let mut whole = String::new();
        for n in 0..50 {
            whole = with_table(&whole, &format!("{n}]}}\\\" {{.json")).unwrap();
        }
        for chars in 3..whole.len() {
            let part = cut(&whole, chars).unwrap();
            assert!(part.len() <= chars && is_cut_of(&part, &whole), "{part}");
            let (open, close) = (part.matches(r#"{"path": "#).count(), part.matches(r#""type": "table"}"#).count());
            assert!(open == close && part.starts_with('[') && part.ends_with(" ]"), "{part}");
        }
        assert_eq!(cut(&whole, 80).unwrap().matches("path").count(), 1);
        assert_eq!((cut("no list", 3), is_cut_of(r#"[{"a": 1}]"#, &whole)), (None, false));
    }
}

//! Page tokens of a metric's history: the series is the query, and its order is fixed.

use super::Cursor;
use super::token::{Fingerprint, SortValue, Start};
use crate::Result;
use crate::metric::MetricHistoryPage;

impl MetricHistoryPage {
    /// Where the page begins. A token of another series is refused.
    pub fn start(&self) -> Result<Start> {
        Start::parse(self.page_token.clone(), &self.fingerprint())
    }

    /// The token of the page after the point with these columns.
    pub fn next_token(&self, timestamp: i64, step: i64, value: f64, is_nan: bool) -> String {
        let keys = vec![
            SortValue::Int(timestamp),
            SortValue::Int(step),
            SortValue::Float(value),
            SortValue::Int(is_nan.into()),
        ];
        self.fingerprint().token(&Cursor { keys, id: String::new() })
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::new("metric history", &0, &format!("{} {}", self.run_id, self.key), &0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_continues_its_own_series_only() {
        let mut page =
            MetricHistoryPage { run_id: "r".into(), key: "loss".to_owned(), max_results: 2, page_token: None };
        assert_eq!(page.start().unwrap(), Start::Beginning);
        page.page_token = Some(page.next_token(5, 1, 0.5, false));
        let Start::After(cursor) = page.start().unwrap() else { panic!("{:?}", page.start()) };
        assert_eq!(cursor.keys[..2], [SortValue::Int(5), SortValue::Int(1)]);
        page.key = "accuracy".to_owned();
        assert!(page.start().is_err());
        page.page_token = Some("eyJvZmZzZXQiOiAxfQ==".to_owned());
        assert_eq!(page.start().unwrap(), Start::Offset(1));
    }
}

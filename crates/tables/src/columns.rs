//! The columns of several tables as those of one, in the order in which they first appear.

use std::collections::HashMap;

/// Names that grow. A name may be there twice, as pandas allows: then the second of one table is the
/// second of the others.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    names: Vec<String>,
    places: HashMap<String, Vec<usize>>,
}

impl Columns {
    /// Adds what is missing of `names` and says where each of them is.
    pub fn place<'n>(&mut self, names: impl IntoIterator<Item = &'n String>) -> Vec<usize> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        names
            .into_iter()
            .map(|name| {
                let occurrence = seen.entry(name).or_default();
                let places = self.places.entry(name.clone()).or_default();
                if *occurrence == places.len() {
                    places.push(self.names.len());
                    self.names.push(name.clone());
                }
                *occurrence += 1;
                places[*occurrence - 1]
            })
            .collect()
    }

    /// All of them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// All of them.
    pub fn into_names(self) -> Vec<String> {
        self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_the_place_where_they_first_appeared() {
        let names = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let mut columns = Columns::default();
        assert_eq!(columns.place(&names("a b a")), [0, 1, 2]);
        assert_eq!(columns.place(&names("c a b")), [3, 0, 1]);
        assert_eq!(columns.place(&names("a c a a")), [0, 3, 2, 4]);
        assert_eq!(columns.into_names(), names("a b a c a"));
    }
}

//! What kind of character it is, by Unicode's general categories: tokens and words are made by them.
//!
//! The categories are those of the crate `unicode-properties`. Python and `tiktoken` bring tables of their own, of
//! another edition of Unicode perhaps: characters that are new in one of them may be of another kind there.

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory as _};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A letter in upper case, or one with an initial in upper case (Lu, Lt).
    Upper,
    /// A letter in lower case (Ll).
    Lower,
    /// A letter without case (Lm, Lo).
    Uncased,
    /// What combines with the letter before it (Mn, Mc, Me).
    Mark,
    /// Nd, Nl, No.
    Number,
    /// A line feed or a carriage return.
    Newline,
    /// Any other white space by Unicode's definition; ASCII's four separators are not.
    Space,
    Other,
}

impl Class {
    pub(crate) fn of(c: char) -> Self {
        // Most text is ASCII, and this is asked of every character.
        ASCII.get(c as usize).copied().unwrap_or_else(|| Self::of_category(c))
    }

    const fn of_ascii(c: u8) -> Self {
        match c {
            b'a'..=b'z' => Self::Lower,
            b' ' | b'\t' | 0xb | 0xc => Self::Space,
            b'A'..=b'Z' => Self::Upper,
            b'0'..=b'9' => Self::Number,
            b'\n' | b'\r' => Self::Newline,
            _ => Self::Other,
        }
    }

    fn of_category(c: char) -> Self {
        match c.general_category() {
            Category::UppercaseLetter | Category::TitlecaseLetter => Self::Upper,
            Category::LowercaseLetter => Self::Lower,
            Category::ModifierLetter | Category::OtherLetter => Self::Uncased,
            Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark => Self::Mark,
            Category::DecimalNumber | Category::LetterNumber | Category::OtherNumber => Self::Number,
            _ if c.is_whitespace() => Self::Space,
            _ => Self::Other,
        }
    }

    pub(crate) fn is_letter(self) -> bool {
        matches!(self, Self::Upper | Self::Lower | Self::Uncased)
    }

    pub(crate) fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Newline)
    }
}

const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut c = 0;
    while c < classes.len() {
        classes[c] = Class::of_ascii(c as u8);
        c += 1;
    }
    classes
};

/// What `\w` is in Python's regular expressions: letters, numbers and the underscore, but no marks.
pub(crate) fn is_word(c: char) -> bool {
    let class = Class::of(c);
    class.is_letter() || class == Class::Number || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_classed_as_its_categories_say() {
        for c in '\0'..='\x7f' {
            let class = if matches!(c, '\n' | '\r') { Class::Newline } else { Class::of_category(c) };
            assert_eq!(Class::of(c), class, "{c:?}");
        }
    }

    #[test]
    fn scripts_have_letters_marks_and_numbers() {
        let classes: Vec<Class> =
            "\u{416}\u{436}\u{4e2d}\u{301}\u{664}\u{1c5}\u{3000}\u{85}\u{1f600}".chars().map(Class::of).collect();
        use Class::{Lower, Mark, Number, Other, Space, Uncased, Upper};
        assert_eq!(classes, [Upper, Lower, Uncased, Mark, Number, Upper, Space, Space, Other]);
        assert!(is_word('_') && is_word('\u{b2}') && !is_word('\u{301}') && !is_word('\u{200b}'));
    }
}

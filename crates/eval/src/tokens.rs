//! What counts as a token, which decides every score that is made of words.

/// What Python takes for white space: Unicode's, and the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// ROUGE's words in a text that is in lower case: runs of ASCII letters and digits. All else separates them.
pub(crate) fn words(lower: &str) -> impl Iterator<Item = &str> {
    lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// The tokens of NIST's script `mteval-v13a`, which BLEU is usually reported with.
///
/// Entities of HTML become their characters, ASCII punctuation a token of its own. Full stops and commas stay inside of
/// numbers, hyphens inside of words, apostrophes everywhere. A word that a hyphen divides over two lines is joined.
pub(crate) fn mteval_13a(text: &str) -> Vec<String> {
    let text = text.replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    let text = text.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    let mut chars = vec![' '];
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '\'' | ',' | '-' | '.') {
            chars.extend([' ', c, ' ']);
        } else {
            chars.push(c);
        }
    }
    chars.push(' ');
    let digit = |c: char| c.is_ascii_digit();
    let point = |c: char| matches!(c, '.' | ',');
    let chars = replace_pairs(&chars, |a, b| (!digit(a) && point(b)).then_some([a, ' ', b, ' ']));
    let chars = replace_pairs(&chars, |a, b| (point(a) && !digit(b)).then_some([' ', a, ' ', b]));
    let chars = replace_pairs(&chars, |a, b| (digit(a) && b == '-').then_some([a, ' ', b, ' ']));
    chars.split(|c| is_space(*c)).filter(|token| !token.is_empty()).map(|token| token.iter().collect()).collect()
}

/// Replaces pairs of neighbours from left to right; a character is part of one replaced pair at most.
fn replace_pairs(chars: &[char], replacement: impl Fn(char, char) -> Option<[char; 4]>) -> Vec<char> {
    let mut replaced = Vec::with_capacity(chars.len() * 2);
    let mut rest = chars;
    while let [a, tail @ ..] = rest {
        if let [b, after @ ..] = tail
            && let Some(pair) = replacement(*a, *b)
        {
            replaced.extend(pair);
            rest = after;
        } else {
            replaced.push(*a);
            rest = tail;
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_ascii() {
        assert_eq!(words("it's 3.5 na\u{ef}ve-ly").collect::<Vec<_>>(), ["it", "s", "3", "5", "na", "ve", "ly"]);
    }

    #[test]
    fn points_stay_in_numbers_and_hyphens_in_words() {
        let tokens = mteval_13a("It's 1,000.5 (well-known), 10-20 &quot;x&quot; a-\nb.");
        let expected = ["It's", "1,000.5", "(", "well-known", ")", ",", "10", "-", "20", "\"", "x", "\"", "ab", "."];
        assert_eq!(tokens, expected);
    }
}

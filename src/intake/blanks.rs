//! Trimming and splitting by bytes: what `str::trim` and `str::split` do, at a fraction of the work where the text is
//! plain, as nearly all of it is. In the page, which is compiled for size, decoding characters is most of the time.

/// Whether trimming may stop at this byte: not at a blank, nor at a character that has to be decoded first.
const fn is_letter(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b'!'..=b'~'))
}

/// `text.trim()`.
#[must_use]
pub fn trim(text: &str) -> &str {
    let text = trim_end(text);
    if is_letter(text.as_bytes().first()) { text } else { text.trim_start() }
}

/// `text.trim_end()`.
#[must_use]
pub fn trim_end(text: &str) -> &str {
    if is_letter(text.as_bytes().last()) { text } else { text.trim_end() }
}

/// Number of blanks that the text begins with.
#[must_use]
pub fn indent(text: &str) -> usize {
    text.bytes().position(|b| b != b' ').unwrap_or(text.len())
}

/// What stands before the dots of something cut: three of them, or one character.
#[must_use]
pub fn before_dots(text: &str) -> Option<&str> {
    text.strip_suffix("...").or_else(|| text.strip_suffix('…'))
}

/// The words of a list: what stands between blanks, commas, semicolons and bars.
#[must_use]
pub fn members(text: &str) -> Vec<&str> {
    words(text).0
}

/// The same, and whether a blank stands behind any of them: where all have commas, none does.
#[must_use]
pub fn words(text: &str) -> (Vec<&str>, bool) {
    let is_ascii = text.is_ascii();
    let (mut words, mut are_apart) = (Vec::new(), false);
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate().chain([(text.len(), b',')]) {
        if matches!(byte, b',' | b';' | b'|' | b' ' | b'\t'..=b'\r') {
            if let Some(word) = text.get(start..at).filter(|word| !word.is_empty()) {
                are_apart |= byte == b' ';
                if is_ascii {
                    words.push(word);
                } else {
                    words.extend(word.split_whitespace());
                }
            }
            start = at.saturating_add(1);
        }
    }
    (words, are_apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_the_standard_library() {
        let separators = |c: char| matches!(c, ',' | ';' | '|') || c.is_whitespace();
        let edges =
            ["", " ", "\t ", "\u{a0}", "\u{3000} ", "\r\n", "\u{b}", "\u{1c}", "ü", "x", ",", ";|", "{", "~", "\u{7f}"];
        for before in edges {
            for inside in edges {
                for behind in edges {
                    let text = format!("{before}a{inside}b{behind}");
                    for text in [text.as_str(), before] {
                        assert_eq!((trim(text), trim_end(text)), (text.trim(), text.trim_end()), "{text:?}");
                        assert_eq!(indent(text), text.len() - text.trim_start_matches(' ').len());
                        let expected: Vec<_> = text.split(separators).filter(|m| !m.is_empty()).collect();
                        assert_eq!(members(text), expected, "{text:?}");
                    }
                }
            }
        }
    }
}

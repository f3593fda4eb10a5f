//! Rows of a table whose padding is lost: web editors collapse runs of blanks, swallow the row of dashes, or both.
//!
//! ```text
//! row   = value { "  " value }                      as many values as columns
//!       | { word | "{" .. "}" }                     braces hold blanks; the words left over belong to one column
//! ```
//! The left-over words belong to the first column (a name) where braces, a truth value or a number stand behind them,
//! else to the last one. A row that is neither is no row. Seen in field reports.

/// The values of a row, one for each of `count` columns, and whether each is surely in its column: where words are left
/// over and several columns could hold them, only a numbered identity is.
pub(super) fn values(line: &str, count: usize) -> Option<Vec<(&str, bool)>> {
    let (values, is_sure) = by_blanks(line, count).map(|v| (v, true)).or_else(|| by_words(line, count))?;
    let numbered = values.first().is_some_and(|v| is_numbered(v));
    Some(values.into_iter().enumerate().map(|(at, value)| (value, is_sure || at == 0 && numbered)).collect())
}

/// A truth value or a number.
fn is_value(text: &str) -> bool {
    matches!(text, "True" | "False") || text.bytes().all(|b| b.is_ascii_digit())
}

/// `SERVER\\12` is complete; a name goes on.
fn is_numbered(text: &str) -> bool {
    text.rsplit_once('\\').is_some_and(|(_, id)| is_value(id))
}

fn by_blanks(line: &str, count: usize) -> Option<Vec<&str>> {
    let parts: Vec<&str> =
        line.split("  ").map(str::trim).filter(|p| !p.is_empty()).take(count.saturating_add(1)).collect();
    (parts.len() == count && count > 1).then_some(parts)
}

fn by_words(line: &str, count: usize) -> Option<(Vec<&str>, bool)> {
    let words = words(line.trim());
    let surplus = words.len().checked_sub(count)?;
    if count < 2 || words.len() > count.saturating_add(40) {
        return None;
    }
    let text = line.trim();
    let join = |from: usize, to: usize| {
        let (start, _) = words.get(from)?;
        let (_, end) = words.get(to)?;
        text.get(*start..*end)
    };
    let word = |index: usize| join(index, index);
    let first_braces = (0..words.len()).find(|&i| word(i).is_some_and(|w| w.starts_with('{')));
    let is_numbered = word(0).is_some_and(is_numbered);
    let last_is_value = word(words.len().saturating_sub(1)).is_some_and(is_value);
    let mut values = Vec::with_capacity(count);
    if first_braces.is_some_and(|at| at > surplus)
        || (first_braces.is_none() && last_is_value && !is_numbered)
        || surplus == 0
    {
        values.push(join(0, surplus)?);
        for index in surplus.saturating_add(1)..words.len() {
            values.push(word(index)?);
        }
    } else if first_braces.is_none() {
        let last = count.saturating_sub(1);
        for index in 0..last {
            values.push(word(index)?);
        }
        values.push(join(last, words.len().saturating_sub(1))?);
    }
    // Braces or a value right beside the column that takes the words leave no other choice.
    let before_last = count.checked_sub(2).and_then(|at| values.get(at)).is_some_and(|v| is_value(v));
    let is_sure = surplus == 0
        || count == 2
        || first_braces == Some(surplus.saturating_add(1))
        || is_numbered && first_braces.is_none() && before_last;
    (values.len() == count).then_some((values, is_sure))
}

/// Start and end of each word; braces and what they hold are one.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut open: Option<usize> = None;
    let mut in_braces = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' | b'\t' if !in_braces => words.extend(open.take().map(|start| (start, at))),
            _ => {
                if open.is_none() {
                    open = Some(at);
                    in_braces = byte == b'{';
                }
                if byte == b'}' {
                    in_braces = false;
                }
            }
        }
        if words.len() > 400 {
            break;
        }
    }
    words.extend(open.map(|start| (start, text.len())));
    words
}

/// The titles of a header without dashes; `None` where the line is none: words written like properties only.
pub(super) fn titles(line: &str) -> Option<Vec<&str>> {
    let is_title = |word: &str| {
        word.len() > 1
            && word.len() <= 60
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if line.len() > 2000 {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    ((2..=40).contains(&words.len()) && words.iter().all(|w| is_title(w))).then_some(words)
}

/// Whether a line below such titles is surely a row: an identity with its backslash first, or a list in braces.
pub(super) fn is_row(line: &str, count: usize) -> bool {
    starts_as_row(line) && values(line.trim(), count).is_some()
}

/// The same, as far as it does not take the number of columns.
pub(super) fn starts_as_row(line: &str) -> bool {
    let text = line.trim();
    let first = text.split([' ', '\t']).next().unwrap_or_default();
    let has_identity = first.contains('\\') && !first.contains(':') && !first.starts_with('\\');
    let has_list = text.contains(" {") && text.contains('}');
    (has_identity || has_list) && text.len() < 4000
}

/// Whether a line shows what rows show and prose does not: an identity first, or a list that begins.
pub(super) fn has_form(line: &str) -> bool {
    line.contains(" {") || starts_as_row(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_padding() {
        let read = |line, count| {
            values(line, count).map(|v| {
                v.into_iter()
                    .map(|(value, sure)| if sure { value.to_owned() } else { format!("{value}?") })
                    .collect::<Vec<_>>()
                    .join("|")
            })
        };
        assert_eq!(read("EX1\\Default EX1 {a, b} True", 3).as_deref(), Some("EX1\\Default EX1|{a, b}|True"));
        assert_eq!(
            read("EX1\\1 SmtpRelayToDag Retry 12 hub version 15", 5).as_deref(),
            Some("EX1\\1|SmtpRelayToDag|Retry|12|hub version 15")
        );
        assert_eq!(read("EX1\\Default EX1 True", 2).as_deref(), Some("EX1\\Default EX1|True"));
        assert_eq!(read("EX1\\Default EX1", 3), None);
        assert_eq!(read("a  b c  d", 3).as_deref(), Some("a|b c|d"));
        // Which column holds two words, nothing tells.
        assert_eq!(read("EX1\\1 hub version Retry", 3).as_deref(), Some("EX1\\1|hub?|version Retry?"));
    }

    #[test]
    fn titles_are_written_like_properties() {
        assert!(titles("Identity Bindings Enabled").is_some());
        for no in ["Hello all", "Any Idea what this is", "Identity", "EX1\\1 Retry"] {
            assert!(titles(no).is_none(), "{no}");
        }
    }
}

//! Physical lines of a text, with their numbers, and what web pages put in front of them.
//!
//! ```text
//! text = { line ("\n" | "\r\n") }
//! line = [ mark ] content        mark = up to 3 blanks, then ">" or "#" repeated, each with one blank or none
//! ```
//! Marks are those of quoted mails and block quotes (`> 451 4.4.0 ..`) and of output kept in a script's comment
//! (`#Identity ..`): seen in field reports. `#TYPE` (CSV) and `#Fields:` (logs) are no marks. Below the dashes of a table
//! that has no marks itself, a row's name may begin so (`# Old relay`), and nothing is taken off but in front of a `|`.
//! Knows no other layout.

use super::grid::is_dashes;

/// A physical line whose text was joined to the one before (quoted-printable): it is counted and not read.
pub(super) const PLACEHOLDER: &str = "\u{1a}";

/// One physical line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its number, starting at 1.
    pub(super) number: u32,
    /// Without line end and mark; trailing blanks stay: they tell how wrapped values join.
    pub(super) text: &'a str,
    /// Byte offset of the physical line in the text.
    pub(super) offset: usize,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.bytes().all(|b| b == b' ' || b == b'\t')
    }
}

/// The lines of a text, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: u32,
    /// Whether the lines are below the dashes of a table without marks.
    in_table: bool,
    /// Whether the last line may be the titles of such a table.
    has_title: bool,
}

impl<'a> Lines<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, number: 0, in_table: false, has_title: false }
    }

    /// The number of the last line.
    pub(super) const fn number(&self) -> u32 {
        self.number
    }

    /// Where the next line begins in the text.
    pub(super) const fn offset(&self) -> usize {
        self.at
    }

    /// Goes on after `bytes` more bytes of text (a structured layout was read from here), at the next line start.
    pub(super) fn skip_to(&mut self, offset: usize) {
        while self.at < offset && self.next().is_some() {}
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        loop {
            let rest = self.text.get(self.at..)?;
            if rest.is_empty() {
                return None;
            }
            let (line, used) = match rest.find('\n') {
                Some(end) => (rest.get(..end)?, end.saturating_add(1)),
                None => (rest, rest.len()),
            };
            let offset = self.at;
            self.at = self.at.saturating_add(used);
            self.number = self.number.saturating_add(1);
            let line =
                if line.as_bytes().last() == Some(&b'\r') { line.get(..line.len().saturating_sub(1))? } else { line };
            if line == PLACEHOLDER {
                continue;
            }
            self.in_table = match line.as_bytes().first() {
                None => false,
                Some(b'-' | b' ') => self.in_table || self.has_title && is_dashes(line),
                Some(_) => self.in_table,
            };
            // A table of cells in a quotation, right below another table.
            self.in_table &= !(line.starts_with('>') && without_mark(line).starts_with('|'));
            let text = if self.in_table { line } else { without_mark(line) };
            self.has_title = text.len() == line.len() && !line.is_empty();
            return Some(Line { number: self.number, text, offset });
        }
    }
}

/// The line without the marks in front of it.
pub(super) fn without_mark(line: &str) -> &str {
    let indent = line.bytes().take(4).position(|b| b != b' ').unwrap_or(4);
    let is_marked = indent < 4 && matches!(line.as_bytes().get(indent), Some(b'>' | b'#'));
    let Some(trimmed) = line.get(indent..).filter(|_| is_marked) else { return line };
    let mut rest = trimmed;
    loop {
        let is_quote = rest.starts_with('>');
        rest = match rest.as_bytes().first() {
            Some(b'>') => rest.get(1..).unwrap_or_default(),
            Some(b'#') => {
                let word = rest.trim_start_matches('#');
                // `#TYPE` (CSV) and `#Fields:` (logs) are no marks.
                if word.starts_with("TYPE ") || is_log_word(word) {
                    return if rest.len() == trimmed.len() { line } else { rest };
                }
                word
            }
            _ => return rest,
        };
        // A blank belongs to the mark where another follows, or to a quote.
        let inner = rest.strip_prefix(' ').unwrap_or(rest);
        if is_quote || inner.starts_with(['>', '#']) {
            rest = inner;
        } else {
            return rest;
        }
    }
}

/// `#Fields: ..`, `#Software: ..`: a line above those of a log.
pub(super) fn is_log_header(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(is_log_word)
}

/// `Fields: ..`: the word is followed by a colon at once.
fn is_log_word(word: &str) -> bool {
    let end = word.find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(word.len());
    end > 0 && word.get(end..).is_some_and(|r| r.starts_with(':'))
}

/// Number of columns that the text takes on a console: East Asian wide characters take two.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(cells).sum() }
}

/// Columns of one character.
pub(super) fn cells(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6);
    if wide { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_numbers_stay() {
        let text = "> a\r\n#Identity\n#TYPE x\n#Fields: a\n  > > b\n                    > c\n# > d\n# e";
        let read: Vec<_> = Lines::new(text).map(|l| (l.number, l.text)).collect();
        let expected = [
            (1, "a"),
            (2, "Identity"),
            (3, "#TYPE x"),
            (4, "#Fields: a"),
            (5, "b"),
            (6, "                    > c"),
            (7, "d"),
            (8, " e"),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn a_name_below_dashes_is_no_mark() {
        let read = |text| Lines::new(text).map(|l| l.text).collect::<Vec<_>>();
        let table = "Name      Server\n----      ------\n> Relay   EX1\n# Old     EX1\n\n> quoted";
        assert_eq!(
            read(table),
            ["Name      Server", "----      ------", "> Relay   EX1", "# Old     EX1", "", "quoted"]
        );
        assert_eq!(read("> Name\n> ----\n> Relay\n\n---\n> quoted"), ["Name", "----", "Relay", "", "---", "quoted"]);
        let joined = format!("a\n{PLACEHOLDER}\nb");
        assert_eq!(Lines::new(&joined).map(|l| (l.number, l.text)).collect::<Vec<_>>(), [(1, "a"), (3, "b")]);
    }
}

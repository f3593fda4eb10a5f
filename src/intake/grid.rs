//! Console columns of a line, and the dashes of a table in them. Knows no values.

use super::lines::cells;

/// A line with its console columns: where each begins in the text.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    line: &'a str,
    /// Byte offset of each column; empty where every character is one byte and one column.
    bytes: Vec<usize>,
}

impl<'a> Grid<'a> {
    /// `dots` are the columns that an ellipsis took when it was printed: 1, or 3 where an editor made it of three dots.
    pub(super) fn new(line: &'a str, dots: usize) -> Self {
        let mut bytes = Vec::new();
        if !line.is_ascii() {
            for (byte, c) in line.char_indices() {
                let columns = if c == '…' { dots } else { cells(c) };
                bytes.extend(std::iter::repeat_n(byte, columns));
            }
        }
        Self { line, bytes }
    }

    pub(super) fn width(&self) -> usize {
        if self.bytes.is_empty() { self.line.len() } else { self.bytes.len() }
    }

    /// Byte offset of a column.
    pub(super) fn byte(&self, column: usize) -> usize {
        if self.bytes.is_empty() {
            column.min(self.line.len())
        } else {
            self.bytes.get(column).copied().unwrap_or(self.line.len())
        }
    }

    pub(super) fn is_blank(&self, column: usize) -> bool {
        self.line.as_bytes().get(self.byte(column)).is_none_or(|&b| b == b' ' || b == b'\t')
    }

    /// Whether the column is the blank behind a comma.
    pub(super) fn is_comma_end(&self, column: usize) -> bool {
        let comma = column.checked_sub(1).map(|before| self.byte(before));
        self.is_blank(column) && comma.is_some_and(|at| self.line.as_bytes().get(at) == Some(&b','))
    }

    /// Whether the column is the blank behind a mark that stands alone: a cell cut between two members.
    fn is_mark_end(&self, column: usize) -> bool {
        let from = column.saturating_sub(4);
        let before = self.text(from, column);
        self.is_blank(column) && [" ...", " …"].iter().any(|mark| before.ends_with(mark))
    }

    /// Where the cell starts that ends in this column: its last word, with the members of an enumeration before it.
    fn last_cell(&self, end: usize, with_commas: bool) -> Option<usize> {
        let end = end.saturating_sub(usize::from(self.is_comma_end(end)));
        if self.is_blank(end) {
            return None;
        }
        let mut start = end;
        while let Some(before) = start.checked_sub(1) {
            let is_marked = ["...", "…"].iter().any(|mark| self.text(start, end).starts_with(mark));
            let is_member = with_commas && self.is_comma_end(before) || self.is_mark_end(before) && !is_marked;
            if self.is_blank(before) && !is_member {
                break;
            }
            start = before;
        }
        Some(start)
    }

    pub(super) fn text(&self, from: usize, to: usize) -> &'a str {
        self.line.get(self.byte(from)..self.byte(to)).unwrap_or_default()
    }
}

/// The blank column between a left-aligned column and the right-aligned one behind it, whose dashes end at `end`.
///
/// Values of right-aligned columns (numbers, truth values, enumerations) hold no blank but behind a comma, so the last
/// word up to `end` is the cell; what stands before it belongs to the left column, whose values hold blanks of their
/// own (dates, names).
pub(super) fn boundary(grids: &[Grid<'_>], from: usize, to: usize, end: usize) -> usize {
    let fits = |at: &usize| grids.iter().all(|grid| grid.is_blank(*at));
    let first = |with_commas: bool| grids.iter().filter_map(|g| g.last_cell(end, with_commas)).min().unwrap_or(to);
    let before = |start: usize| start.saturating_sub(1).clamp(from, to.saturating_sub(1).max(from));
    [true, false]
        .into_iter()
        .map(|with_commas| before(first(with_commas)))
        .find(fits)
        .unwrap_or_else(|| (from..to).rev().find(fits).unwrap_or_else(|| to.saturating_sub(1)))
}

/// First and last column of each run of dashes.
pub(super) fn runs(line: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut at = 0_usize;
    for c in line.chars() {
        if is_dash(c) {
            match runs.last_mut() {
                Some((_, end)) if end.saturating_add(1) == at => *end = at,
                _ => runs.push((at, at)),
            }
        }
        at = at.saturating_add(1);
    }
    runs
}

/// First and last column of each word of a header whose padding is intact: where its dashes stood.
pub(super) fn words(header: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut at = 0_usize;
    for c in header.chars() {
        let last = at.saturating_add(cells(c)).saturating_sub(1);
        if c != ' ' && c != '\t' {
            match words.last_mut() {
                Some((_, end)) if end.saturating_add(1) == at => *end = last,
                _ => words.push((at, last)),
            }
        }
        at = last.saturating_add(1);
    }
    words
}

/// Whether a line can be part of the header: it stands over the dashes only.
pub(super) fn fits_header(line: &str, runs: &[(usize, usize)]) -> bool {
    let mut at = 0_usize;
    let mut seen = false;
    for c in line.chars() {
        if c != ' ' {
            seen = true;
            if !runs.iter().any(|&(start, end)| start <= at && at <= end) {
                return false;
            }
        }
        at = at.saturating_add(cells(c));
        if at > 100_000 {
            return false;
        }
    }
    seen
}

/// Whether a line consists of runs of dashes. Typographic dashes come from web editors.
pub(super) fn is_dashes(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && text.chars().all(|c| is_dash(c) || c == ' ' || c == '\t') && text.chars().any(is_dash)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2500}')
}

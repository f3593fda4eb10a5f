//! Console columns of a line, and the dashes of a table in them. Knows no values.

use super::lines::{Line, cells};

/// A line with its console columns: where each begins in the text.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    line: &'a str,
    /// Byte offset of each column; empty where every character is one byte and one column.
    bytes: Vec<usize>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        let mut bytes = Vec::new();
        if !line.is_ascii() {
            for (byte, c) in line.char_indices() {
                bytes.extend(std::iter::repeat_n(byte, cells(c)));
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

    pub(super) fn text(&self, from: usize, to: usize) -> &'a str {
        self.line.get(self.byte(from)..self.byte(to)).unwrap_or_default()
    }
}

/// The blank column between a left-aligned column and a right-aligned one: blank in every row.
pub(super) fn boundary(rows: &[Line<'_>], from: usize, to: usize) -> usize {
    let mut blank = vec![true; to.saturating_sub(from)];
    let mut comma = vec![true; blank.len()];
    let mut shortest = usize::MAX;
    for line in rows {
        let mut before = ' ';
        let mut at = 0_usize;
        for c in line.text.chars() {
            if at >= to {
                break;
            }
            if let Some(index) = at.checked_sub(from) {
                if let Some(flag) = blank.get_mut(index) {
                    *flag &= c == ' ';
                }
                if let Some(flag) = comma.get_mut(index) {
                    *flag &= before == ',';
                }
            }
            before = c;
            at = at.saturating_add(cells(c));
        }
        shortest = shortest.min(at);
    }
    // Behind the end of a short line everything is blank, but no comma stands before it.
    comma.truncate(shortest.saturating_sub(from));
    let mut best: Option<(bool, usize, usize)> = None;
    let mut index = 0_usize;
    while index < blank.len() {
        if !blank.get(index).copied().unwrap_or(false) {
            index = index.saturating_add(1);
            continue;
        }
        let length = blank.iter().skip(index).take_while(|&&b| b).count();
        let plain = !comma.get(index).copied().unwrap_or(false);
        let candidate = (plain, length, index);
        if best.is_none_or(|b| (b.0, b.1) < (candidate.0, candidate.1)) {
            best = Some(candidate);
        }
        index = index.saturating_add(length);
    }
    // The last blank of the run: what is cut on the left fills its column up to here.
    best.map_or(to.saturating_sub(1), |(_, length, index)| {
        from.saturating_add(index).saturating_add(length).saturating_sub(1)
    })
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

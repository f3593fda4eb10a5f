//! Tables whose lines were broken at one column: a narrow window, a text field, a ticket that wraps.
//!
//! ```text
//! Identity  DeliveryType          Status NextHopDo        Identity  DeliveryType          Status NextHopDomain
//! main                                                    --------  ------------          ------ -------------
//! --------  ------------          ------ ---------   ->   EX1\3     SmtpRelayWithinAdSite Retry  hub version 15
//! ----
//! EX1\3     SmtpRelayWithinAdSite Retry  hub versi
//! on 15
//! ```
//! The sign is a row of dashes that goes on in the line below: no table has two of them. The header above it must have
//! as many lines, and its titles must stand over the dashes. A row that fills its line goes on below, unless what is
//! there begins with an identity. The text keeps the number of its lines: a [`PLACEHOLDER`] stands for each that was
//! joined to the one above.

use super::grid::{is_dashes, runs, words};
use super::lines::{PLACEHOLDER, width};

/// The narrowest window that is taken for one.
const NARROWEST: usize = 30;

/// Lines over which one row of a table goes at most.
const MOST_LINES: usize = 6;

/// The text with the lines of such tables joined; `None` where it has none.
pub(super) fn joined(text: &str) -> Option<String> {
    // Two rows of dashes, one below the other.
    if !text.contains("\n-") || !text.contains("--") {
        return None;
    }
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut out: Option<Vec<String>> = None;
    let mut at = 0_usize;
    while at < lines.len() {
        let Some(table) = Chopped::at(&lines, at) else {
            at = at.saturating_add(1);
            continue;
        };
        let out = out.get_or_insert_with(|| lines.iter().map(|line| (*line).to_owned()).collect());
        at = table.join(&lines, out);
    }
    out.map(|lines| lines.join("\n"))
}

/// A table that was broken at one column.
#[derive(Clone, Copy, Debug)]
struct Chopped {
    /// The first line of the dashes, and the number of lines that they and the header take.
    dashes: usize,
    height: usize,
    /// The column.
    window: usize,
}

impl Chopped {
    /// The table whose dashes begin on this line.
    fn at(lines: &[&str], dashes: usize) -> Option<Self> {
        let line = |at: usize| lines.get(at).copied().filter(|line| is_dashes(line));
        let window = width(line(dashes)?.trim_end());
        let below = (dashes.saturating_add(1)..).take(MOST_LINES).map_while(line);
        let height = below.count().saturating_add(1);
        if !(2..=MOST_LINES).contains(&height) || window < NARROWEST || dashes < height {
            return None;
        }
        let table = Self { dashes, height, window };
        let (header, dashes) = (table.whole(lines, dashes.saturating_sub(height))?, table.whole(lines, dashes)?);
        let runs = runs(&dashes);
        let titles = words(&header);
        let fit = runs.len() > 1
            && runs.len() == titles.len()
            && runs.iter().zip(&titles).all(|(run, title)| run.0 == title.0 || run.1 == title.1);
        fit.then_some(table)
    }

    /// The line that begins here, with all its parts.
    fn whole(self, lines: &[&str], first: usize) -> Option<String> {
        let mut whole = String::new();
        for (part, line) in lines.get(first..first.saturating_add(self.height))?.iter().enumerate() {
            // Blanks at the end of a line are lost.
            whole.extend(std::iter::repeat_n(' ', self.window.saturating_mul(part).saturating_sub(width(&whole))));
            whole.push_str(line.trim_end());
        }
        Some(whole)
    }

    /// Joins the lines of the table; gives the line behind its last one.
    fn join(self, lines: &[&str], out: &mut [String]) -> usize {
        for first in [self.dashes.saturating_sub(self.height), self.dashes] {
            let Some(whole) = self.whole(lines, first) else { continue };
            put(out, first, whole, self.height);
        }
        let mut at = self.dashes.saturating_add(self.height);
        while let Some(line) = lines.get(at).filter(|line| !line.trim().is_empty()) {
            let mut whole = line.trim_end().to_owned();
            let mut count = 1_usize;
            while count < self.height
                && let Some(rest) = lines.get(at.saturating_add(count)).filter(|rest| self.goes_on(&whole, count, rest))
            {
                let column = self.window.saturating_mul(count);
                whole.extend(std::iter::repeat_n(' ', column.saturating_sub(width(&whole))));
                whole.push_str(rest.trim_end());
                count = count.saturating_add(1);
            }
            put(out, at, whole, count);
            at = at.saturating_add(count);
        }
        at
    }

    /// Whether a row that has so many lines goes on in this one: its last line is full but for a blank that was lost, and
    /// the line below begins no row of its own.
    fn goes_on(self, whole: &str, count: usize, rest: &str) -> bool {
        let full = self.window.saturating_mul(count);
        let begins_row = rest.split(' ').next().is_some_and(|word| word.contains('\\'));
        width(whole).saturating_add(1) >= full && !rest.trim().is_empty() && !begins_row
    }
}

/// Puts a joined line in the place of its parts.
fn put(out: &mut [String], first: usize, whole: String, count: usize) {
    let mut parts = out.iter_mut().skip(first).take(count);
    if let Some(line) = parts.next() {
        *line = whole;
    }
    parts.for_each(|line| PLACEHOLDER.clone_into(line));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with every line broken at this column, blanks at the ends of lines lost.
    fn broken(text: &str, window: usize) -> String {
        let mut out = String::new();
        for line in text.lines() {
            let chars: Vec<char> = line.chars().collect();
            for part in chars.chunks(window).map(|part| part.iter().collect::<String>()) {
                out.push_str(part.trim_end());
                out.push('\n');
            }
        }
        out
    }

    const TABLE: &str = "Identity     DeliveryType          Status NextHopDomain\n\
                         --------     ------------          ------ -------------\n\
                         EX1\\3        SmtpRelayWithinAdSite Retry  hub version 15\n\
                         EX1\\Poison   Undefined             Ready  Poison Message\n";

    #[test]
    fn broken_lines_are_joined_and_counted() {
        for window in 43..=54 {
            let text = broken(TABLE, window);
            let Some(joined) = joined(&text) else {
                // The dashes fit, or the break stands between two columns.
                assert!(text.lines().filter(|line| is_dashes(line)).count() < 2, "{window}: {text}");
                continue;
            };
            let lines: Vec<&str> = joined.lines().filter(|line| *line != PLACEHOLDER).map(str::trim_end).collect();
            assert_eq!(lines, TABLE.lines().collect::<Vec<_>>(), "{window}");
            assert_eq!(joined.lines().count(), text.lines().count(), "{window}");
        }
    }

    #[test]
    fn other_texts_stay() {
        let ruled = "Title of a section that is long enough\n--------------------------------------\n-----\ntext\n";
        for text in [TABLE, ruled, "- one\n- two\n--\n--\n"] {
            assert_eq!(joined(text), None, "{text}");
        }
    }
}

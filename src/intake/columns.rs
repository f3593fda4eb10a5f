//! The columns of a table: where each begins and ends, and which of its cells are cut.
//!
//! Which end of a column the dashes mark (left- or right-aligned) is seen from all its rows. A cell that fills its column
//! and ends in `...` or `…` is cut at its end; a right-aligned one that fills it and starts so is cut at its beginning
//! (observed in rendered output).

use std::borrow::Cow;

use super::Cut;
use super::blanks::before_dots;
use super::grid::{Grid, boundary};
use super::lines::{Line, width};

/// One column while its shape is worked out; all positions are columns of the console.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    pub(super) name: Cow<'a, str>,
    /// First and last column of its dashes.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) is_right: bool,
    /// Whether its cells are all as wide as the dashes, so that nothing shows its alignment.
    is_either: bool,
    /// First column that belongs to it, and the first that does not.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// How a line agrees with a column's dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Left,
    Right,
    Both,
    /// Begins with a blank, as a wrapped piece may.
    Chopped,
    Empty,
    Neither,
}

impl<'a> Column<'a> {
    pub(super) fn new(name: Cow<'a, str>, (start, end): (usize, usize)) -> Self {
        Self { name, start, end, is_right: false, is_either: false, from: start, to: end }
    }

    /// Columns that its dashes take.
    pub(super) const fn dashes(&self) -> usize {
        self.end.saturating_sub(self.start).saturating_add(1)
    }

    /// Whether its title is broken over several lines: then the dashes show its whole width.
    pub(super) fn is_tight(&self) -> bool {
        width(&self.name) > self.dashes()
    }

    /// Whether the column has no room for its title, nor for three dots.
    fn is_narrow(&self) -> bool {
        self.dashes() <= 3 && self.is_tight()
    }

    pub(super) fn fits(&self, grid: &Grid<'_>) -> Fit {
        let last = self.end.min(grid.width());
        if (self.start..=last).all(|column| grid.is_blank(column)) {
            return Fit::Empty;
        }
        let before = self.start == 0 || grid.is_blank(self.start.saturating_sub(1));
        let left = before && !grid.is_blank(self.start);
        // A list of flags that is wrapped keeps the blank behind its comma.
        let last = self.end.saturating_sub(usize::from(grid.is_comma_end(self.end)));
        let right = !grid.is_blank(last) && grid.is_blank(self.end.saturating_add(1));
        match (left, right) {
            (true, true) => Fit::Both,
            (true, false) => Fit::Left,
            (false, true) => Fit::Right,
            // A wrapped piece may begin with the blank at which it was chopped.
            (false, false) if before => Fit::Chopped,
            (false, false) => Fit::Neither,
        }
    }
}

/// One cell of one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'a> {
    pub(super) text: &'a str,
    /// First column, and the first one behind.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cut: Cut,
}

/// Cuts a line into the cells of its columns.
pub(super) fn split<'a>(grid: &Grid<'a>, columns: &[Column<'a>]) -> Vec<Cell<'a>> {
    let cell = |column: &Column<'a>| {
        let raw = grid.text(column.from, column.to);
        let text = raw.trim();
        let lead = raw.len().saturating_sub(raw.trim_start().len());
        let start = column.from.saturating_add(lead);
        Cell { text, start, end: start.saturating_add(width(text)), cut: Cut::No }
    };
    columns.iter().map(cell).collect()
}

/// The value in a cell of the last column with a remark behind it, and whether it surely ends there: a right-aligned one
/// ends below its dashes. Runs of blanks behind a sign belong to a text (`responded with:   "451 ..`), unless it is the
/// sign of a cut.
fn own_part<'a>(cell: &Cell<'a>, column: &Column<'_>) -> Option<(&'a str, bool)> {
    let (value, _) = cell.text.split_once("  ")?;
    if let Some(visible) = before_dots(value) {
        return Some((visible, false));
    }
    let is_sure = column.is_right && cell.start.saturating_add(width(value)) == column.end.saturating_add(1);
    value.ends_with(char::is_alphanumeric).then_some((value, is_sure))
}

/// Works out on which side each column is aligned, and where it begins and ends.
pub(super) fn align(columns: &mut [Column<'_>], rows: &[Line<'_>], dots: usize) {
    let mut sides = vec![(true, true, false); columns.len()];
    let grids: Vec<Grid<'_>> = rows.iter().map(|row| Grid::new(row.text, dots)).collect();
    let is_headless = |grid: &Grid<'_>| columns.first().is_some_and(|c| c.fits(grid) == Fit::Empty);
    for (index, grid) in grids.iter().enumerate() {
        let goes_on = index > 0 && is_headless(grid);
        for (column, (left, right, mark)) in columns.iter().zip(&mut sides) {
            // A cell that goes on may begin with the blank at which it was chopped; that tells nothing.
            let second = column.start.saturating_add(1);
            if goes_on && grid.is_blank(column.start) && !grid.is_blank(second) {
                continue;
            }
            let fit = column.fits(grid);
            *left &= matches!(fit, Fit::Left | Fit::Both | Fit::Chopped | Fit::Empty);
            *right &= matches!(fit, Fit::Right | Fit::Both | Fit::Empty);
            let start = grid.text(column.start, column.start.saturating_add(3));
            *mark |= start == "..."
                || start.starts_with('…')
                || column.start > 1 && grid.is_comma_end(column.start.saturating_sub(1));
        }
    }
    // Where all cells are as wide as the dashes, only a mark at a beginning tells, or a comma before it.
    for (column, (left, right, mark)) in columns.iter_mut().zip(sides) {
        column.is_right = right && (!left || mark);
        column.is_either = right && left && !mark;
    }
    let count = columns.len();
    for index in 0..count {
        let Some(current) = columns.get(index).cloned() else { continue };
        let next = columns.get(index.saturating_add(1)).cloned();
        let (to, next_from) = match next {
            None => (usize::MAX, usize::MAX),
            Some(next) => {
                let gap = match (current.is_right, next.is_right) {
                    // The blank between two columns.
                    (_, false) => next.start.saturating_sub(1),
                    (true, true) => current.end.saturating_add(1),
                    (false, true) => boundary(&grids, current.end.saturating_add(1), next.start, next.end),
                };
                (gap, gap.saturating_add(1))
            }
        };
        if let Some(column) = columns.get_mut(index) {
            column.to = to;
        }
        if let Some(column) = columns.get_mut(index.saturating_add(1)) {
            column.from = next_from;
        }
    }
    if let Some(first) = columns.first_mut() {
        first.from = 0;
    }
}

/// A cell is cut only where it fills its column: values may end in dots of their own.
pub(super) fn mark_cuts(columns: &[Column<'_>], rows: &mut [Vec<Cell<'_>>]) {
    let count = columns.len();
    for (index, column) in columns.iter().enumerate() {
        let is_last = index.saturating_add(1) == count;
        let exact = !is_last && !columns.get(index.saturating_add(1)).is_some_and(|n| n.is_right || n.is_either);
        let filled = || rows.iter().filter_map(|r| r.get(index)).filter(|c| !c.text.is_empty());
        let widest = filled().map(|c| c.end).max().unwrap_or(0);
        let first = filled().map(|c| c.start).min();
        for cell in rows.iter_mut().filter_map(|r| r.get_mut(index)) {
            // A wide character that does not fit leaves one column empty.
            if let Some((value, is_sure)) = own_part(cell, column).filter(|_| is_last) {
                cell.text = value;
                cell.cut = if is_sure { Cut::No } else { Cut::End };
                continue;
            }
            let is_wide = width(cell.text) > cell.text.chars().count();
            let end = cell.end.saturating_add(usize::from(is_wide));
            let fills = if column.is_tight() {
                end > column.end
            } else if is_last {
                true
            } else if exact {
                end >= column.to
            } else {
                end >= widest
            };
            if column.is_right {
                let visible = cell.text.strip_prefix("...").or_else(|| cell.text.strip_prefix('…'));
                if let Some(visible) = visible.filter(|_| Some(cell.start) == first) {
                    cell.text = visible;
                    cell.cut = Cut::Start;
                }
            } else if let Some(visible) = cell.text.strip_suffix('…') {
                // Also set at the first line break of a value, wherever that is.
                cell.text = visible;
                cell.cut = Cut::End;
            } else if let Some(visible) = cell.text.strip_suffix("...").filter(|_| fills) {
                cell.text = visible;
                cell.cut = Cut::End;
            }
            // Too narrow for the dots: cut without a mark (observed in rendered output).
            if column.is_narrow() && cell.cut == Cut::No && width(cell.text) >= column.dashes() {
                cell.cut = if column.is_right { Cut::Start } else { Cut::End };
            }
        }
    }
}

/// Of a row on which the text ends nobody knows how it goes on: what stands behind its end is hidden, and so is the
/// rest of the value that it ends in, unless that value ends where its column ends. In the last column nothing tells.
pub(super) fn mark_end(columns: &[Column<'_>], line: Line<'_>, cells: &mut [Cell<'_>], dots: usize) {
    let end = Grid::new(line.text, dots).width();
    let last = cells.len().saturating_sub(1);
    for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
        let is_behind = end <= if column.is_right { column.end } else { column.start };
        let is_done = column.is_right && cell.end > column.end;
        if cell.text.is_empty() && is_behind {
            cell.cut = Cut::All;
        } else if index < last && cell.end == end && !is_done && cell.cut == Cut::No {
            cell.cut = Cut::End;
        }
    }
}

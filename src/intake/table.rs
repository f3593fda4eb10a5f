//! Format-Table: a header, dashes below it, one row per object.
//!
//! ```text
//! table  = header { header } dashes { row }
//! dashes = run of "-" per column, blanks between
//! row    = cell per column; a wrapped row goes on below with blanks under the other columns
//! ```
//! Columns are found by the dashes, not by runs of blanks: neighbouring cells may touch over one blank. Which end of a
//! column the dashes mark (left- or right-aligned) is seen from all its rows. A cell that fills its column and ends in
//! `...` or `…` is cut at its end; a right-aligned one that fills it and starts so is cut at its beginning (observed in
//! rendered output). Knows no property names.

use std::borrow::Cow;

use super::collapsed;
use super::grid::{Grid, boundary, fits_header, runs};
use super::lines::{Line, width};
use super::{Cut, Field, Layout, Record, Value};
use crate::model::Place;
use crate::ordered;

/// No table of chosen columns is wider; a longer row of dashes is an ornament.
const MOST_COLUMNS: usize = 80;

/// One column while its shape is worked out; all positions are columns of the console.
#[derive(Clone, Debug)]
struct Column<'a> {
    name: Cow<'a, str>,
    /// First and last column of its dashes.
    start: usize,
    end: usize,
    is_right: bool,
    /// First column that belongs to it, and the first that does not.
    from: usize,
    to: usize,
}

/// A table under way: header known, rows to come.
#[derive(Debug)]
pub(super) struct Table<'a> {
    source: usize,
    command: Option<(&'a str, u32)>,
    columns: Vec<Column<'a>>,
    rows: Vec<Line<'a>>,
    /// Blank lines between header and dashes: a double-spaced paste.
    spacing: usize,
    blanks: usize,
    has_dashes: bool,
}

impl<'a> Table<'a> {
    /// Starts a table at its dashes; `above` are the lines before it, nearest last, and `gap` the blank lines between.
    /// Gives the table and the number of lines above that are its header.
    pub(super) fn start(
        source: usize,
        dashes: Line<'a>,
        above: &[Line<'a>],
        gap: usize,
        command: Option<(&'a str, u32)>,
    ) -> Option<(Self, usize)> {
        let runs = runs(dashes.text);
        if runs.len() > MOST_COLUMNS {
            return None;
        }
        let nearest = above.last()?;
        let mut used = above.iter().rev().take_while(|line| fits_header(line.text, &runs)).count();
        if gap > 0 {
            used = used.min(1);
        }
        let names: Vec<Cow<'a, str>> = if used > 0 {
            let header = above.get(above.len().saturating_sub(used)..)?;
            runs.iter().map(|&run| header_text(header, run)).collect()
        } else {
            // Padding of the header is lost: as many words as dashes will do.
            used = 1;
            let words: Vec<&str> = nearest.text.split_whitespace().collect();
            if words.len() != runs.len() {
                return None;
            }
            words.into_iter().map(Cow::Borrowed).collect()
        };
        // A Markdown heading or rule: one run that is not as long as its title.
        if let ([run], [name]) = (runs.as_slice(), names.as_slice())
            && (width(name) != run.1.saturating_sub(run.0).saturating_add(1) || name.contains(' '))
        {
            return None;
        }
        if names.iter().any(|n| n.is_empty() || n.len() > 128) {
            return None;
        }
        let columns = names
            .into_iter()
            .zip(&runs)
            .map(|(name, &(start, end))| Column { name, start, end, is_right: false, from: start, to: end })
            .collect();
        let table = Self { source, command, columns, rows: Vec::new(), spacing: gap, blanks: 0, has_dashes: true };
        Some((table, used))
    }

    /// Starts a table whose dashes are lost, at its first row; `gap` is the number of blank lines below the header.
    pub(super) fn without_dashes(
        source: usize,
        header: Line<'a>,
        row: Line<'a>,
        gap: usize,
        command: Option<(&'a str, u32)>,
    ) -> Option<Self> {
        let titles = collapsed::titles(header.text)?;
        if !collapsed::is_row(row.text, titles.len()) {
            return None;
        }
        // Columns without width: no row fits them, so every row is taken as collapsed.
        let column =
            |title: &'a str| Column { name: Cow::Borrowed(title), start: 0, end: 0, is_right: false, from: 0, to: 0 };
        let columns = titles.into_iter().map(column).collect();
        Some(Self { source, command, columns, rows: vec![row], spacing: gap, blanks: 0, has_dashes: false })
    }

    /// A blank line: whether the table goes on.
    pub(super) fn blank(&mut self) -> bool {
        self.blanks = self.blanks.saturating_add(1);
        self.blanks <= self.spacing || (self.rows.is_empty() && self.blanks <= 1)
    }

    /// A line below the dashes.
    pub(super) fn row(&mut self, line: Line<'a>) {
        self.blanks = 0;
        self.rows.push(line);
    }

    /// Cuts the rows into cells. Rows that do not fit the columns come back.
    pub(super) fn finish(mut self) -> (Vec<Record<'a>>, Vec<Line<'a>>) {
        let fits = |line: &Line<'a>| {
            let grid = Grid::new(line.text);
            self.has_dashes && self.columns.iter().all(|c| c.fits(&grid) != Fit::Neither)
        };
        // Many columns over next to no text are no table, and would take far more memory than the text.
        let text: usize = self.rows.iter().map(|l| l.text.len()).sum();
        if self.columns.len().saturating_mul(self.rows.len()) > text.saturating_mul(4).saturating_add(1000) {
            return (Vec::new(), self.rows);
        }
        let (mut rows, mut misfits): (Vec<_>, Vec<_>) = self.rows.iter().partition(|l| fits(l));
        if rows.len() < misfits.len() {
            // The padding is lost; where a row fits, it does by chance.
            misfits = std::mem::take(&mut self.rows);
            rows.clear();
        }
        let mut records = self.cut(&rows);
        let mut prose = Vec::new();
        for line in misfits {
            match self.collapsed_row(line) {
                Some(record) => records.push(record),
                None => prose.push(line),
            }
        }
        ordered::sort_by_key(&mut records, |r| r.place.line);
        (records, prose)
    }

    fn cut(&mut self, rows: &[Line<'a>]) -> Vec<Record<'a>> {
        self.align(rows);
        let edge = rows.iter().map(|l| width(l.text.trim_end())).max().unwrap_or(0);
        let mut cells: Vec<Vec<Cell<'a>>> = rows.iter().map(|line| split(line.text, &self.columns)).collect();
        let mut continued = self.continued(&cells);
        let is_wrapped =
            cells.iter().zip(&continued).any(|(row, &c)| c && row.first().is_some_and(|f| f.text.is_empty()));
        // With -Wrap no plain text is cut; where something is cut, a row is an object.
        if !is_wrapped {
            self.mark_cuts(&mut cells, edge);
            if cells.iter().flatten().any(|c| c.cut != Cut::No) {
                continued.fill(false);
            }
        }
        if continued.contains(&true) {
            self.measure_last(&cells);
        }
        let mut records: Vec<Record<'a>> = Vec::new();
        for (index, line) in rows.iter().enumerate() {
            let Some(row) = cells.get(index) else { continue };
            let above = index.checked_sub(1).and_then(|i| cells.get(i));
            let goes_on = continued.get(index).copied().unwrap_or(false);
            match (records.last_mut(), above) {
                (Some(record), Some(above)) if goes_on => {
                    record.last_line = line.number;
                    let last = self.columns.len().saturating_sub(1);
                    let pieces = record.fields.iter_mut().zip(row).zip(self.columns.iter().zip(above));
                    for (index, ((field, cell), (column, above))) in pieces.enumerate() {
                        append(field, cell, above, column, index == last);
                    }
                }
                _ => records.push(self.record(*line, row)),
            }
        }
        records
    }

    fn record(&self, line: Line<'a>, row: &[Cell<'a>]) -> Record<'a> {
        let fields = self.columns.iter().zip(row).map(|(column, cell)| Field {
            name: column.name.clone(),
            value: Value::Text(Cow::Borrowed(cell.text)),
            line: line.number,
            cut: cell.cut,
        });
        Record {
            place: Place { source: self.source, line: line.number },
            last_line: line.number,
            layout: Layout::Table,
            command: self.command,
            fields: fields.collect(),
        }
    }

    /// Works out on which side each column is aligned, and where it begins and ends.
    fn align(&mut self, rows: &[Line<'a>]) {
        let mut sides = vec![(true, true, false); self.columns.len()];
        for row in rows {
            let grid = Grid::new(row.text);
            for (column, (left, right, mark)) in self.columns.iter().zip(&mut sides) {
                let fit = column.fits(&grid);
                *left &= matches!(fit, Fit::Left | Fit::Both | Fit::Empty);
                *right &= matches!(fit, Fit::Right | Fit::Both | Fit::Empty);
                *mark |= grid.text(column.start, column.start.saturating_add(3)).starts_with(['.', '…']);
            }
        }
        // Where all cells are as wide as the dashes, only a mark at a beginning tells.
        for (column, (left, right, mark)) in self.columns.iter_mut().zip(sides) {
            column.is_right = right && (!left || mark);
        }
        let count = self.columns.len();
        for index in 0..count {
            let Some(current) = self.columns.get(index).cloned() else { continue };
            let next = self.columns.get(index.saturating_add(1)).cloned();
            let (to, next_from) = match next {
                None => (usize::MAX, usize::MAX),
                Some(next) => {
                    let gap = match (current.is_right, next.is_right) {
                        // The blank between two columns.
                        (_, false) => next.start.saturating_sub(1),
                        (true, true) => current.end.saturating_add(1),
                        (false, true) => boundary(rows, current.end.saturating_add(1), next.start),
                    };
                    (gap, gap.saturating_add(1))
                }
            };
            if let Some(column) = self.columns.get_mut(index) {
                column.to = to;
            }
            if let Some(column) = self.columns.get_mut(index.saturating_add(1)) {
                column.from = next_from;
            }
        }
        if let Some(first) = self.columns.first_mut() {
            first.from = 0;
        }
    }

    /// A cell is cut only where it fills its column: values may end in dots of their own.
    fn mark_cuts(&self, rows: &mut [Vec<Cell<'a>>], edge: usize) {
        let count = self.columns.len();
        for (index, column) in self.columns.iter().enumerate() {
            let is_last = index.saturating_add(1) == count;
            let exact = !is_last && !self.columns.get(index.saturating_add(1)).is_some_and(|n| n.is_right);
            let widest = rows.iter().filter_map(|r| r.get(index)).map(|c| c.end).max().unwrap_or(0);
            let first = rows.iter().filter_map(|r| r.get(index)).filter(|c| !c.text.is_empty()).map(|c| c.start).min();
            for cell in rows.iter_mut().filter_map(|r| r.get_mut(index)) {
                let fills = match () {
                    () if is_last => cell.end.saturating_add(1) >= edge,
                    () if exact => cell.end >= column.to,
                    () => cell.end >= widest,
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
            }
        }
    }

    /// Which rows go on with the cells of the row above (-Wrap).
    ///
    /// Such a row leaves a column blank that no first row of an object leaves blank.
    fn continued(&self, rows: &[Vec<Cell<'a>>]) -> Vec<bool> {
        let mut can = vec![false; rows.len()];
        for (pair, can) in rows.windows(2).zip(can.iter_mut().skip(1)) {
            if let [above, row] = pair {
                *can = self.can_continue(above, row);
            }
        }
        let mut never_blank = vec![true; self.columns.len()];
        for (row, _) in rows.iter().zip(&can).filter(|(_, can)| !**can) {
            for (flag, cell) in never_blank.iter_mut().zip(row) {
                *flag &= !cell.text.is_empty();
            }
        }
        for (row, can) in rows.iter().zip(can.iter_mut()) {
            *can &= row.iter().zip(&never_blank).any(|(cell, &never)| never && cell.text.is_empty());
        }
        can
    }

    /// The last column has no end of its own; wrapped, it is as wide as its widest piece.
    fn measure_last(&mut self, rows: &[Vec<Cell<'a>>]) {
        let widest = rows.iter().filter_map(|r| r.last()).map(|c| c.end).max().unwrap_or(0);
        if let Some(last) = self.columns.last_mut() {
            last.to = widest.max(last.end.saturating_add(1));
        }
    }

    /// Whether every cell of the row can be the rest of the cell above: that one is full, or the next word did not fit.
    fn can_continue(&self, above: &[Cell<'a>], row: &[Cell<'a>]) -> bool {
        let mut seen = false;
        for ((column, cell), above) in self.columns.iter().zip(row).zip(above) {
            if cell.text.is_empty() {
                continue;
            }
            seen = true;
            if above.text.is_empty() {
                return false;
            }
            let word = cell.text.split(' ').next().map_or(0, width);
            // A word is measured with the blank behind it.
            let filled = width(above.text).saturating_add(word).saturating_add(2);
            if column.to != usize::MAX && filled <= column.to.saturating_sub(column.from) {
                return false;
            }
        }
        seen
    }

    /// A row whose padding is lost.
    fn collapsed_row(&self, line: Line<'a>) -> Option<Record<'a>> {
        let values = collapsed::values(line.text, self.columns.len())?;
        let row: Vec<Cell<'a>> = values
            .into_iter()
            .map(|text| {
                let visible = text.strip_suffix('…').or_else(|| text.strip_suffix("..."));
                let cut = if visible.is_some() { Cut::End } else { Cut::No };
                Cell { text: visible.unwrap_or(text), start: 0, end: 0, cut }
            })
            .collect();
        Some(self.record(line, &row))
    }
}

/// How a line agrees with a column's dashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Left,
    Right,
    Both,
    Empty,
    Neither,
}

impl Column<'_> {
    fn fits(&self, grid: &Grid<'_>) -> Fit {
        let last = self.end.min(grid.width());
        if (self.start..=last).all(|column| grid.is_blank(column)) {
            return Fit::Empty;
        }
        let before = self.start == 0 || grid.is_blank(self.start.saturating_sub(1));
        let left = before && !grid.is_blank(self.start);
        let right = !grid.is_blank(self.end) && grid.is_blank(self.end.saturating_add(1));
        match (left, right) {
            (true, true) => Fit::Both,
            (true, false) => Fit::Left,
            (false, true) => Fit::Right,
            // A wrapped piece may begin with the blank at which it was chopped.
            (false, false) if before => Fit::Both,
            (false, false) => Fit::Neither,
        }
    }
}

/// One cell of one row.
#[derive(Clone, Copy, Debug)]
struct Cell<'a> {
    text: &'a str,
    /// First column, and the first one behind.
    start: usize,
    end: usize,
    cut: Cut,
}

fn split<'a>(line: &'a str, columns: &[Column<'a>]) -> Vec<Cell<'a>> {
    let grid = Grid::new(line);
    let cell = |column: &Column<'a>| {
        let raw = grid.text(column.from, column.to);
        let text = raw.trim();
        let lead = raw.len().saturating_sub(raw.trim_start().len());
        let start = column.from.saturating_add(lead);
        Cell { text, start, end: start.saturating_add(width(text)), cut: Cut::No }
    };
    columns.iter().map(cell).collect()
}

/// The title over one run of dashes; a narrow column breaks its title over several lines.
fn header_text<'a>(header: &[Line<'a>], (start, end): (usize, usize)) -> Cow<'a, str> {
    let piece = |line: &Line<'a>| Grid::new(line.text).text(start, end.saturating_add(1)).trim();
    match header {
        [line] => Cow::Borrowed(piece(line)),
        lines => Cow::Owned(lines.iter().map(piece).collect()),
    }
}

/// Adds a wrapped row's cell: pieces join with nothing where the piece above fills the column, else with a blank.
fn append<'a>(field: &mut Field<'a>, cell: &Cell<'a>, above: &Cell<'a>, column: &Column<'a>, is_last: bool) {
    if cell.text.is_empty() {
        return;
    }
    let Value::Text(text) = &mut field.value else { return };
    let space = column.to.saturating_sub(column.from);
    // A full piece was chopped inside a word; the widest piece of the last column may be full by chance, and then the
    // word would have fitted into one line.
    let word = text.rsplit(' ').next().map_or(0, width).saturating_add(cell.text.split(' ').next().map_or(0, width));
    let fills = if column.is_right { above.start <= column.from } else { above.end >= column.to };
    let is_full = fills && (!is_last || word >= space || text.starts_with('{'));
    let owned = text.to_mut();
    // Chopped at a blank, the piece begins with it.
    let begins_blank = !column.is_right && cell.start > column.from;
    if (!is_full || begins_blank) && !owned.is_empty() {
        owned.push(' ');
    }
    owned.push_str(cell.text);
    field.cut = cell.cut;
}

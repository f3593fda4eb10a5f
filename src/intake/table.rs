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
//!
//! Tolerated in field reports: remarks behind the last column (`Retry   <-- this one`), and lines of prose right below
//! the rows: they are told from rows by what all rows show, identities with a backslash or lists in braces.

use std::borrow::Cow;

use super::Place;
use super::collapsed;
use super::grid::{Grid, boundary, fits_header, runs, words};
use super::lines::{Line, width};
use super::{Cut, Field, Layout, Record, Take, Value, wrapped};

/// No table of chosen columns is wider; a longer row of dashes is an ornament.
const MOST_COLUMNS: usize = 80;

/// One column while its shape is worked out; all positions are columns of the console.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    name: Cow<'a, str>,
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
    /// Columns of the row of dashes with its trailing blanks: the whole table, where they survived.
    full: usize,
    /// Columns that an ellipsis took: three where an editor made it of three dots.
    dots: usize,
    /// Whether the text ends on its last row, without a line end.
    breaks_off: bool,
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
        let mut runs = runs(dashes.text);
        if runs.len() > MOST_COLUMNS {
            return None;
        }
        let nearest = above.last()?;
        // Editors make fewer dashes of them; each stood below its title.
        let titles = words(nearest.text);
        if !dashes.text.is_ascii() && titles.len() == runs.len() {
            runs = titles;
        }
        // Where the paste is double-spaced, the lines of a broken header are so too.
        let mut next = dashes.number;
        let mut used = 0_usize;
        for line in above.iter().rev() {
            let is_near =
                next.checked_sub(line.number).is_some_and(|lines| usize::try_from(lines) == Ok(gap.saturating_add(1)));
            if !is_near || !fits_header(line.text, &runs) {
                break;
            }
            next = line.number;
            used = used.saturating_add(1);
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
        let columns = names.into_iter().zip(&runs).map(|(name, &run)| Column::new(name, run)).collect();
        let table = Self {
            source,
            command,
            columns,
            rows: Vec::new(),
            spacing: gap,
            blanks: 0,
            has_dashes: true,
            // Two blanks at the end of every line come from a web editor.
            full: if nearest.text.ends_with("  ") && nearest.text.len() != dashes.text.len() {
                0
            } else {
                dashes.text.len()
            },
            dots: 1,
            breaks_off: false,
        };
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
        let runs = words(header.text);
        let column = |(title, &run): (&'a str, &(usize, usize))| Column::new(Cow::Borrowed(title), run);
        let columns: Vec<_> = titles.iter().copied().zip(&runs).map(column).collect();
        let mut table = Self {
            source,
            command,
            columns,
            rows: vec![row],
            spacing: gap,
            blanks: 0,
            has_dashes: true,
            full: 0,
            dots: 1,
            breaks_off: false,
        };
        // The titles stand where the dashes stood, if their padding is left.
        let is_padded = header.text.trim().contains("  ") && table.fits(row);
        if is_padded && collapsed::starts_as_row(row.text) {
            return Some(table);
        }
        if !collapsed::is_row(row.text, titles.len()) {
            return None;
        }
        // No row fits: every row is taken as collapsed.
        table.has_dashes = false;
        Some(table)
    }

    /// A blank line: whether the table may go on. One of blanks up to the last column is a row without values; in a table of one
    /// column every object without a value gives one.
    pub(super) fn blank(&mut self, line: Line<'a>) -> bool {
        let last = self.columns.last().map_or(0, |c| c.start);
        if last > 0 && line.text.len() >= last {
            return true;
        }
        self.blanks = self.blanks.saturating_add(1);
        self.columns.len() == 1 || self.blanks <= self.spacing.max(1)
    }

    /// Whether rows follow, as far as the blank lines tell.
    pub(super) fn is_open(&self) -> bool {
        self.blanks <= self.spacing || self.rows.is_empty() && self.blanks <= 1
    }

    /// Whether a line belongs to the table. Behind a blank line that is no spacing only a cell that goes on does: the
    /// blank behind a word that fills its line stands alone on the next one.
    pub(super) fn takes(&self, line: Line<'a>) -> bool {
        let first = self.columns.get(1).map_or(usize::MAX, |c| c.start);
        self.is_open()
            || self.columns.len() == 1 && wrapped::is_text(line.text)
            || self.has_dashes && line.text.len().saturating_sub(line.text.trim_start().len()) >= first
    }

    /// A line below the dashes.
    pub(super) fn row(&mut self, line: Line<'a>) {
        self.blanks = 0;
        self.rows.push(line);
    }

    /// The text ends here, without a line end.
    pub(super) fn break_off(&mut self) {
        self.breaks_off = self.blanks == 0;
    }

    /// Whether a line has a cell, or nothing, at each of the columns.
    fn fits(&self, line: Line<'a>) -> bool {
        let grid = Grid::new(line.text, self.dots);
        self.has_dashes && self.columns.iter().all(|c| c.fits(&grid) != Fit::Neither)
    }

    /// Cuts the rows into cells and hands the records over. Rows that do not fit the columns come back, and the first
    /// line that was told apart by its words alone.
    pub(super) fn finish(mut self, take: Take<'_, 'a>) -> (Vec<Line<'a>>, Option<u32>) {
        let badness = |dots: usize| {
            let grids = self.rows.iter().map(|l| Grid::new(l.text, dots));
            let fits = grids.flat_map(|grid| self.columns.iter().map(move |c| c.fits(&grid)));
            fits.filter(|fit| matches!(fit, Fit::Neither | Fit::Chopped)).count()
        };
        if self.rows.iter().any(|l| l.text.contains('…')) && badness(3) < badness(1) {
            self.dots = 3;
        }
        // Many columns over next to no text are no table, and would take far more memory than the text.
        let text: usize = self.rows.iter().map(|l| l.text.len()).sum();
        if self.columns.len().saturating_mul(self.rows.len()) > text.saturating_mul(4).saturating_add(1000) {
            return (self.rows, None);
        }
        // Behind the last line that shows what rows show, prose begins with the first that fits no column.
        let last = self.rows.iter().rposition(|l| collapsed::has_form(l.text));
        let has_form = last.is_some();
        let mut rest = self.rows.iter().enumerate().skip(last.unwrap_or(usize::MAX).saturating_add(1));
        let end = rest.find(|(_, line)| !self.fits(**line)).map_or(self.rows.len(), |(at, _)| at);
        let behind = self.rows.split_off(end);
        let (mut rows, mut misfits): (Vec<Line<'a>>, Vec<Line<'a>>) = self.rows.iter().partition(|l| self.fits(**l));
        if rows.len() < misfits.len() {
            // The padding is lost; where a row fits, it does by chance.
            misfits = std::mem::take(&mut self.rows);
            rows.clear();
        }
        let mut records = self.cut(&rows);
        let mut chance = self.take_prose(&mut records, &rows).into_iter().peekable();
        let mut records = records.into_iter().peekable();
        let (mut prose, mut damaged) = (Vec::new(), None);
        for line in misfits {
            while let Some(before) = chance.next_if(|l| l.number < line.number) {
                prose.push(before);
            }
            let record = self.collapsed_row(line).filter(|_| !has_form || collapsed::has_form(line.text));
            let Some(record) = record else {
                prose.push(line);
                continue;
            };
            damaged = damaged.or(Some(line.number));
            while let Some(before) = records.next_if(|r| r.place.line < line.number) {
                take(before);
            }
            take(record);
        }
        records.for_each(take);
        prose.extend(chance.chain(behind));
        (prose, damaged)
    }

    fn cut(&mut self, rows: &[Line<'a>]) -> Vec<Record<'a>> {
        self.align(rows);
        let mut cells: Vec<Vec<Cell<'a>>> =
            rows.iter().map(|line| split(&Grid::new(line.text, self.dots), &self.columns)).collect();
        let rooms = wrapped::rooms(&self.columns, &cells, self.full);
        let (mut continued, is_sure) = wrapped::continued(&self.columns, &cells, &rooms, self.full);
        let is_headless = |row: &Vec<Cell<'_>>| row.first().is_some_and(|f| f.text.is_empty());
        let mut is_wrapped = is_sure || cells.iter().zip(&continued).any(|(row, &c)| c && is_headless(row));
        // With -Wrap no plain text is cut; where something is cut, a row is an object. The sign of 7 is a cut for sure.
        if cells.iter().flatten().any(|c| c.text.ends_with('…')) && !cells.iter().flatten().any(|c| c.text == "}") {
            continued.fill(false);
            is_wrapped = false;
        }
        if !is_wrapped {
            self.mark_cuts(&mut cells);
            if cells.iter().flatten().any(|c| c.cut != Cut::No) {
                continued.fill(false);
            }
        }
        if let (true, Some((last, cells)), Some(false)) =
            (self.breaks_off, rows.last().zip(cells.last_mut()), continued.last())
        {
            self.mark_end(*last, cells);
        }
        let wrap = wrapped::wrap(&self.columns, &cells, &continued, &rooms);
        // One word below the first column at the very end: the rest of a name, or prose. Nothing else shows which.
        let is_doubtful = !is_sure
            && continued.split_last().is_some_and(|(last, before)| *last && !before.contains(&true))
            && cells.last().is_some_and(|row| row.iter().skip(1).all(|c| c.text.is_empty()));
        // A blank line between rows is a blank of the value, alone on its line.
        let mut gaps = vec![false; rows.len()];
        for (pair, gap) in rows.windows(2).zip(gaps.iter_mut().skip(1)) {
            *gap = self.spacing == 0 && matches!(pair, [a, b] if b.number > a.number.saturating_add(1));
        }
        let mut records: Vec<Record<'a>> = Vec::new();
        // First row of each record that goes on.
        let mut first = 0;
        for (index, (line, row)) in rows.iter().zip(&cells).enumerate() {
            match records.last_mut() {
                Some(record) if continued.get(index).copied().unwrap_or(false) => record.last_line = line.number,
                _ => {
                    records.push(self.record(*line, row));
                    first = index;
                }
            }
            let goes_on = continued.get(index.saturating_add(1)).copied().unwrap_or(false);
            if index > first && !goes_on {
                let rows = cells.get(first..=index).unwrap_or_default();
                let gaps = gaps.get(first..=index).unwrap_or_default();
                let fields = records.last_mut().into_iter().flat_map(|r| &mut r.fields).enumerate();
                for (at, field) in fields {
                    let (Some(column), Some(&room)) = (self.columns.get(at), rooms.get(at)) else { continue };
                    let pieces = rows.iter().zip(gaps).filter_map(|(row, &gap)| Some((row.get(at)?, gap)));
                    if is_doubtful && at == 0 && self.columns.len() > 1 {
                        field.cut = Cut::End;
                    } else if let Some(text) = wrapped::join(column, pieces, room, wrap) {
                        field.value = Value::Text(Cow::Owned(text));
                    }
                }
            }
        }
        records
    }

    /// Takes out lines of prose that fit by chance, where all others show an identity: words in the first column alone,
    /// or across the blank between two columns.
    fn take_prose(&self, records: &mut Vec<Record<'a>>, rows: &[Line<'a>]) -> Vec<Line<'a>> {
        let is_text = |field: &Field<'a>, is: fn(&str) -> bool| matches!(&field.value, Value::Text(text) if is(text));
        let is_named = |r: &Record<'a>| r.fields.first().is_some_and(|f| is_text(f, |text| text.contains('\\')));
        let crosses = |line: &Line<'a>| {
            let grid = Grid::new(line.text, self.dots);
            self.columns.iter().any(|c| !c.is_right && c.start > 0 && !grid.is_blank(c.start.saturating_sub(1)))
        };
        let mut gone = Vec::new();
        if self.columns.len() > 1 && records.iter().any(is_named) {
            records.retain(|r| {
                let is_lone = || r.fields.iter().skip(1).all(|f| is_text(f, str::is_empty));
                let at = rows.binary_search_by_key(&r.place.line, |l| l.number);
                let line = at.ok().and_then(|at| rows.get(at)).filter(|_| r.last_line == r.place.line && !is_named(r));
                let prose = line.filter(|line| is_lone() || crosses(line));
                gone.extend(prose);
                prose.is_none()
            });
        }
        gone
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
        let grids: Vec<Grid<'_>> = rows.iter().map(|row| Grid::new(row.text, self.dots)).collect();
        let is_headless = |grid: &Grid<'_>| self.columns.first().is_some_and(|c| c.fits(grid) == Fit::Empty);
        for (index, grid) in grids.iter().enumerate() {
            let goes_on = index > 0 && is_headless(grid);
            for (column, (left, right, mark)) in self.columns.iter().zip(&mut sides) {
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
        for (column, (left, right, mark)) in self.columns.iter_mut().zip(sides) {
            column.is_right = right && (!left || mark);
            column.is_either = right && left && !mark;
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
                        (false, true) => boundary(&grids, current.end.saturating_add(1), next.start, next.end),
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
    fn mark_cuts(&self, rows: &mut [Vec<Cell<'a>>]) {
        let count = self.columns.len();
        for (index, column) in self.columns.iter().enumerate() {
            let is_last = index.saturating_add(1) == count;
            let exact =
                !is_last && !self.columns.get(index.saturating_add(1)).is_some_and(|n| n.is_right || n.is_either);
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
                let fills = match () {
                    () if column.is_tight() => end > column.end,
                    () if is_last => true,
                    () if exact => end >= column.to,
                    () => end >= widest,
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
    fn mark_end(&self, line: Line<'a>, cells: &mut [Cell<'a>]) {
        let end = Grid::new(line.text, self.dots).width();
        let last = cells.len().saturating_sub(1);
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let is_behind = end <= if column.is_right { column.end } else { column.start };
            let is_done = column.is_right && cell.end > column.end;
            match () {
                () if cell.text.is_empty() && is_behind => cell.cut = Cut::All,
                () if index < last && cell.end == end && !is_done && cell.cut == Cut::No => cell.cut = Cut::End,
                () => {}
            }
        }
    }

    /// A row whose padding is lost.
    fn collapsed_row(&self, line: Line<'a>) -> Option<Record<'a>> {
        let values = collapsed::values(line.text, self.columns.len())?;
        let row: Vec<Cell<'a>> = values
            .into_iter()
            .map(|(text, is_sure)| {
                let visible = text.strip_suffix('…').or_else(|| text.strip_suffix("..."));
                let cut = match () {
                    () if !is_sure => Cut::All,
                    () if visible.is_some() => Cut::End,
                    () => Cut::No,
                };
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
    /// Begins with a blank, as a wrapped piece may.
    Chopped,
    Empty,
    Neither,
}

impl<'a> Column<'a> {
    fn new(name: Cow<'a, str>, (start, end): (usize, usize)) -> Self {
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

    fn fits(&self, grid: &Grid<'_>) -> Fit {
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

fn split<'a>(grid: &Grid<'a>, columns: &[Column<'a>]) -> Vec<Cell<'a>> {
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
    if let Some(visible) = value.strip_suffix("...").or_else(|| value.strip_suffix('…')) {
        return Some((visible, false));
    }
    let is_sure = column.is_right && cell.start.saturating_add(width(value)) == column.end.saturating_add(1);
    value.ends_with(char::is_alphanumeric).then_some((value, is_sure))
}

/// The title over one run of dashes; a narrow column breaks its title over several lines.
fn header_text<'a>(header: &[Line<'a>], (start, end): (usize, usize)) -> Cow<'a, str> {
    let piece = |line: &Line<'a>| Grid::new(line.text, 1).text(start, end.saturating_add(1)).trim();
    match header {
        [line] => Cow::Borrowed(piece(line)),
        lines => Cow::Owned(lines.iter().map(piece).collect()),
    }
}

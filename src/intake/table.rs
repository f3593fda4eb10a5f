//! Format-Table: a header, dashes below it, one row per object.
//!
//! ```text
//! table  = header { header } dashes { row }
//! dashes = run of "-" per column, blanks between
//! row    = cell per column; a wrapped row goes on below with blanks under the other columns
//! ```
//! Columns are found by the dashes, not by runs of blanks: neighbouring cells may touch over one blank. Where each begins
//! and ends, and which cells are cut, is decided in `columns`. Which rows go on is decided in `wrapped`. Knows no property
//! names.
//!
//! Tolerated in field reports: remarks behind the last column (`Retry   <-- this one`), and lines of prose right below
//! the rows: they are told from rows by what all rows show, identities with a backslash or lists in braces.

mod damaged;

use std::borrow::Cow;

use super::Place;
use super::collapsed;
use super::columns::{self, Cell, Column, Fit, split};
use super::grid::{Grid, fits_header, is_dashes, runs, words};
use super::lines::{Line, width};
use super::vocabulary::Vocabulary;
use super::{Cut, Field, Layout, Record, Scope, Take, Unread, Value, Why, wrapped};

/// No table of chosen columns is wider; a longer row of dashes is an ornament.
const MOST_COLUMNS: usize = 80;

/// Damaged rows of one table that are tried to move; more cost too much.
const MOST_TRIES: usize = 200;

/// A table under way: header known, rows to come.
#[derive(Debug)]
pub(super) struct Table<'a> {
    source: usize,
    scope: Scope<'a>,
    columns: Vec<Column<'a>>,
    rows: Vec<Line<'a>>,
    /// The lines of the header, and the dashes.
    header: Vec<Line<'a>>,
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
        scope: Scope<'a>,
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
            // A header that stands there twice is one; where its titles are whole, each is as long as its dashes.
            let is_again = used > 0 && words(nearest.text) == runs && line.text.trim() == nearest.text.trim();
            if !is_near || is_again || !fits_header(line.text, &runs) {
                break;
            }
            next = line.number;
            used = used.saturating_add(1);
        }
        let header = above.get(above.len().saturating_sub(used.max(1))..)?;
        let names: Vec<Cow<'a, str>> = if used > 0 {
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
        // A row of dashes that somebody broke in two is no header.
        if names.iter().any(|n| n.is_empty() || n.len() > 128 || is_dashes(n)) {
            return None;
        }
        let columns = names.into_iter().zip(&runs).map(|(name, &run)| Column::new(name, run)).collect();
        let table = Self {
            source,
            scope,
            columns,
            rows: Vec::new(),
            header: header.iter().copied().chain([dashes]).collect(),
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
        scope: Scope<'a>,
    ) -> Option<Self> {
        let titles = collapsed::titles(header.text)?;
        let runs = words(header.text);
        let column = |(title, &run): (&'a str, &(usize, usize))| Column::new(Cow::Borrowed(title), run);
        let columns: Vec<_> = titles.iter().copied().zip(&runs).map(column).collect();
        let mut table = Self {
            source,
            scope,
            columns,
            rows: vec![row],
            header: vec![header],
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

    /// A blank line: whether the table may go on. One of blanks up to the last column is a row without values; in a table of
    /// one column every object without a value gives one.
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

    /// Whether it has more than one column.
    pub(super) fn has_several_columns(&self) -> bool {
        self.columns.len() > 1
    }

    /// What stands above it.
    pub(super) const fn scope(&self) -> Scope<'a> {
        self.scope
    }

    pub(super) const fn set_scope(&mut self, scope: Scope<'a>) {
        self.scope = scope;
    }

    /// Whether a title is such.
    pub(super) fn has_title(&self, is: impl Fn(&str) -> bool) -> bool {
        self.columns.iter().any(|column| is(&column.name))
    }

    /// Whether both have the same titles.
    pub(super) fn has_titles_of(&self, other: &Self) -> bool {
        self.columns.iter().map(|c| &c.name).eq(other.columns.iter().map(|c| &c.name))
    }

    /// The last rows so far, as many as asked for.
    pub(super) fn last_rows(&self, most: usize) -> &[Line<'a>] {
        self.rows.get(self.rows.len().saturating_sub(most)..).unwrap_or_default()
    }

    /// Takes off rows that turn out to be the header of the next table.
    pub(super) fn give_back(&mut self, rows: usize) {
        self.rows.truncate(self.rows.len().saturating_sub(rows));
        self.blanks = 0;
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
    pub(super) fn fits(&self, line: Line<'a>) -> bool {
        let grid = Grid::new(line.text, self.dots);
        self.has_dashes && self.columns.iter().all(|c| c.fits(&grid) != Fit::Neither)
    }

    /// Whether the last row has cells in several columns and this line has not, or does not fit: it may be no row.
    pub(super) fn breaks_with(&self, line: Line<'a>) -> bool {
        let has_cells = |line: &Line<'a>| {
            let grid = Grid::new(line.text, self.dots);
            let mut fits = self.columns.iter().skip(1).map(|column| column.fits(&grid));
            self.fits(*line) && fits.any(|fit| fit != Fit::Empty)
        };
        self.rows.last().is_some_and(has_cells) && !has_cells(&line)
    }

    /// Cuts the rows into cells and hands the records over. Rows that do not fit the columns come back, and the first
    /// line that was told apart by its words alone. The titles come back too where no row is one.
    pub(super) fn finish(
        mut self,
        words: &dyn Vocabulary,
        unread: &mut Vec<Unread>,
        take: Take<'_, 'a>,
    ) -> (Vec<Line<'a>>, Option<u32>) {
        let known = self.columns.iter().filter(|column| words.label(&column.name).kinds != 0).count();
        let mut header = std::mem::take(&mut self.header);
        if self.rows.is_empty() {
            if let ([first, ..], [.., last]) = (header.as_slice(), header.as_slice())
                && known > 1
            {
                let place = Place { source: self.source, line: first.number };
                unread.push(Unread { place, last_line: last.number, why: Why::HeaderOnly });
                header.clear();
            }
            return (header, None);
        }
        let mut is_table = false;
        let mut take = |record: Record<'a>| {
            is_table = true;
            take(record);
        };
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
            header.append(&mut self.rows);
            return (header, None);
        }
        let rests = self.take_rests();
        // Behind the last line that shows what rows show, prose begins with the first that fits no column.
        let last = self.rows.iter().rposition(|l| collapsed::has_form(l.text));
        let has_form = last.is_some();
        let mut rest = self.rows.iter().enumerate().skip(last.unwrap_or(usize::MAX).saturating_add(1));
        let end = rest.find(|(_, line)| !self.fits(**line)).map_or(self.rows.len(), |(at, _)| at);
        let mut behind = self.rows.split_off(end);
        let (mut rows, mut misfits): (Vec<Line<'a>>, Vec<Line<'a>>) = self.rows.iter().partition(|l| self.fits(**l));
        if rows.len() < misfits.len() {
            // The padding is lost; where a row fits, it does by chance.
            misfits = std::mem::take(&mut self.rows);
            rows.clear();
        }
        let mut records = self.cut(&rows);
        // The row itself may not have fitted.
        let alone = rests.into_iter().filter(|(row, rest)| !complete(&mut records, *row, *rest));
        behind.extend(alone.map(|(_, rest)| rest));
        let mut chance = self.take_prose(&mut records, &rows, words).into_iter().peekable();
        let last_row = rows.last().map_or(0, |line| line.number);
        let mut tries = MOST_TRIES;
        let mut records = records.into_iter().peekable();
        let (mut prose, mut damaged) = (Vec::new(), None);
        for line in misfits {
            while let Some(before) = chance.next_if(|l| l.number < line.number) {
                prose.push(before);
            }
            tries = tries.saturating_sub(1);
            let moved = Some(()).filter(|()| tries > 0 && has_form == collapsed::has_form(line.text));
            let record = moved
                .and_then(|()| self.moved_row(line))
                .or_else(|| self.collapsed_row(line).filter(|_| !has_form || collapsed::has_form(line.text)));
            let is_row = record.is_some();
            let Some(record) = record.or_else(|| self.visible_row(line, words, last_row)) else {
                prose.push(line);
                continue;
            };
            if !is_row {
                let place = Place { source: self.source, line: line.number };
                unread.push(Unread { place, last_line: line.number, why: Why::NoFit });
            }
            damaged = damaged.or(Some(line.number).filter(|_| is_row));
            while let Some(before) = records.next_if(|r| r.place.line < line.number) {
                take(before);
            }
            take(record);
        }
        records.for_each(&mut take);
        // Rows may follow prose.
        behind.retain(|&line| {
            let Some(record) = self.visible_row(line, words, 0) else { return true };
            let place = Place { source: self.source, line: line.number };
            unread.push(Unread { place, last_line: line.number, why: Why::NoFit });
            take(record);
            false
        });
        prose.extend(chance.chain(behind));
        if !is_table {
            header.append(&mut prose);
            prose = header;
        }
        (prose, damaged)
    }

    fn cut(&mut self, rows: &[Line<'a>]) -> Vec<Record<'a>> {
        columns::align(&mut self.columns, rows, self.dots);
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
            columns::mark_cuts(&self.columns, &mut cells);
            if cells.iter().flatten().any(|c| c.cut != Cut::No) {
                continued.fill(false);
            }
        }
        if let (true, Some((last, cells)), Some(false)) =
            (self.breaks_off, rows.last().zip(cells.last_mut()), continued.last())
        {
            columns::mark_end(&self.columns, *last, cells, self.dots);
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
            scope: self.scope,
            fields: fields.collect(),
        }
    }
}

/// Puts the rest of a broken row behind its last value; whether there is such a row.
fn complete<'a>(records: &mut [Record<'a>], row: u32, rest: Line<'a>) -> bool {
    let at = records.binary_search_by_key(&row, |record| record.place.line).ok();
    let Some(record) = at.and_then(|at| records.get_mut(at)) else { return false };
    record.last_line = rest.number;
    if let Some(Field { value: Value::Text(text), .. }) = record.fields.last_mut() {
        *text = Cow::Owned(format!("{text}{}", rest.text.trim_end()));
    }
    true
}

/// The title over one run of dashes; a narrow column breaks its title over several lines.
fn header_text<'a>(header: &[Line<'a>], (start, end): (usize, usize)) -> Cow<'a, str> {
    let piece = |line: &Line<'a>| Grid::new(line.text, 1).text(start, end.saturating_add(1)).trim();
    match header {
        [line] => Cow::Borrowed(piece(line)),
        lines => Cow::Owned(lines.iter().map(piece).collect()),
    }
}

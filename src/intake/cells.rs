//! Rows of cells, whatever marked them as such, to records: tables of pages, mails, wikis and chats.
//!
//! ```text
//! across = titles { values }                one object per row
//! down   = { title, value }                 one object until a title comes again or a row has one cell
//! ```
//! Layouts only cut their text into cells; which cells are titles is decided here. A cell that holds the name of a .NET
//! type instead of a value hides all of it, as in files (`ConvertTo-Html`). Knows no property names.

use std::borrow::Cow;

use super::blanks::before_dots;
use super::{Cut, Field, Layout, Place, Record, Scope, Take, Value, csv};

/// No object has more properties.
const MOST_COLUMNS: usize = 400;

/// One row.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    /// Its first line.
    pub(super) line: u32,
    /// Its last line.
    pub(super) last_line: u32,
    pub(super) cells: Vec<Cow<'a, str>>,
    /// How many cells from the left are marked as titles.
    pub(super) titles: usize,
}

impl Row<'_> {
    fn are_titles(&self) -> bool {
        self.cells.len() > 1 && self.titles == self.cells.len()
    }

    /// Whether every cell could be a title.
    pub(super) fn may_be_titles(&self) -> bool {
        (2..=MOST_COLUMNS).contains(&self.cells.len()) && self.cells.iter().all(|cell| is_title(cell))
    }
}

/// Whether a cell is written like the name of a property, blanks between its words allowed.
pub(super) fn is_title(cell: &str) -> bool {
    let name = cell.trim().trim_end_matches(':');
    name.starts_with(char::is_alphabetic)
        && name.len() <= 60
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '(' | ')' | '/'))
}

/// Where rows come from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) source: usize,
    pub(super) scope: Scope<'a>,
}

/// Hands over the records of a table; the lines of the rows that do not fit come back. `None` where it is no table of
/// objects.
pub(super) fn records<'a>(origin: Origin<'a>, rows: &[Row<'a>], take: Take<'_, 'a>) -> Option<Vec<(u32, u32)>> {
    // A caption over the whole width.
    let first = rows.iter().position(|row| row.cells.len() > 1)?;
    let rows = rows.get(first..)?;
    if is_down(rows) {
        down(origin, rows, take);
        return Some(Vec::new());
    }
    let (titles, values) = rows.split_first()?;
    if !titles.may_be_titles() || values.is_empty() {
        return None;
    }
    let mut unfit = Vec::new();
    for row in values {
        // The titles once more: a page repeats them.
        if row.are_titles() || row.cells == titles.cells {
            continue;
        }
        if row.cells.len() != titles.cells.len() {
            unfit.push((row.line, row.last_line));
            continue;
        }
        let fields = titles.cells.iter().zip(&row.cells);
        let fields = fields.map(|(name, cell)| field(name.clone(), cell, row.line)).collect();
        take(record(origin, row.line, row.last_line, fields));
    }
    Some(unfit)
}

/// Whether each row is a title and its value.
fn is_down(rows: &[Row<'_>]) -> bool {
    let mut pairs = rows.iter().filter(|row| row.cells.len() > 1).peekable();
    let Some([name, value]) = pairs.peek().map(|row| row.cells.as_slice()) else { return false };
    let is_marked = |row: &Row<'_>| row.titles == 1 || row.cells.first().is_some_and(|c| c.trim_end().ends_with(':'));
    let fits = |row: &Row<'_>| row.cells.len() == 2 && row.cells.first().is_some_and(|c| is_title(c));
    let are_marked = rows.iter().filter(|row| row.cells.len() > 1).all(is_marked);
    // Without marks, values that are no titles tell.
    let is_told = is_title(name) && !is_title(value) && rows.len() > 2;
    (are_marked || is_told) && pairs.all(fits)
}

fn down<'a>(origin: Origin<'a>, rows: &[Row<'a>], take: Take<'_, 'a>) {
    let mut fields: Vec<Field<'a>> = Vec::new();
    let mut last_line = 0;
    let mut end = |fields: &mut Vec<Field<'a>>, last_line: u32| {
        if let Some(line) = fields.first().map(|f| f.line) {
            take(record(origin, line, last_line, std::mem::take(fields)));
        }
    };
    for row in rows {
        let [name, value] = row.cells.as_slice() else {
            end(&mut fields, last_line);
            continue;
        };
        let name = match name {
            Cow::Borrowed(name) => Cow::Borrowed(name.trim().trim_end_matches(':').trim_end()),
            Cow::Owned(name) => Cow::Owned(name.trim().trim_end_matches(':').trim_end().to_owned()),
        };
        if fields.len() >= MOST_COLUMNS || fields.iter().any(|f| f.name == name) {
            end(&mut fields, last_line);
        }
        fields.push(field(name, value, row.line));
        last_line = row.last_line;
    }
    end(&mut fields, last_line);
}

fn field<'a>(name: Cow<'a, str>, cell: &Cow<'a, str>, line: u32) -> Field<'a> {
    let visible = before_dots(cell).map(str::len);
    let text = match (cell, visible) {
        (Cow::Borrowed(cell), Some(end)) => Cow::Borrowed(cell.get(..end).unwrap_or(cell)),
        (Cow::Owned(cell), Some(end)) => Cow::Owned(cell.get(..end).unwrap_or(cell).to_owned()),
        (cell, None) => cell.clone(),
    };
    let cut = if csv::is_type_name(&text) {
        Cut::All
    } else if visible.is_some() {
        Cut::End
    } else {
        Cut::No
    };
    Field { name, value: Value::Text(text), line, cut }
}

fn record<'a>(origin: Origin<'a>, line: u32, last_line: u32, fields: Vec<Field<'a>>) -> Record<'a> {
    let place = Place { source: origin.source, line };
    Record { place, last_line, layout: Layout::Cells, scope: origin.scope, fields }
}

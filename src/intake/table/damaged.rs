//! Rows that do not fit the columns of their table: moved, collapsed or broken ones are read, of others only the name is,
//! and prose among the rows is taken out.

use super::super::blanks::before_dots;
use super::super::collapsed;
use super::super::columns::{Cell, Column, Fit, split};
use super::super::grid::Grid;
use super::super::leftover::has_list;
use super::super::lines::{Line, width};
use super::super::vocabulary::Vocabulary;
use super::super::{Cut, Field, Record, Value};
use super::Table;

/// Columns by which a damaged row is moved at most.
const FURTHEST_MOVE: usize = 8;

impl<'a> Table<'a> {
    /// Takes out the rests of rows that a narrow window broke in their last column: lines without an identity below lines
    /// with one that all end in the widest column. Each comes with the number of its row.
    pub(super) fn take_rests(&mut self) -> Vec<(u32, Line<'a>)> {
        let is_named = |line: &Line<'_>| line.text.split(' ').next().is_some_and(|word| word.contains('\\'));
        let nameless = self.rows.iter().filter(|line| !is_named(line)).count();
        if self.columns.len() < 2 || nameless == 0 || nameless == self.rows.len() {
            return Vec::new();
        }
        let widest = self.rows.iter().map(|line| width(line.text)).max().unwrap_or(0);
        let last = self.columns.last().map_or(usize::MAX, |column| column.start);
        let is_broken = |line: &Line<'_>| {
            is_named(line)
                && width(line.text) == widest
                && !line.text.ends_with([' ', '}', '…'])
                && !line.text.ends_with("...")
        };
        let is_rest =
            |line: &Line<'_>| !is_named(line) && !line.text.starts_with([' ', '\t']) && width(line.text) < widest;
        let pairs = || {
            self.rows.windows(2).filter_map(|pair| if let [above, below] = pair { Some((above, below)) } else { None })
        };
        let rests: Vec<(u32, Line<'a>)> = pairs()
            .filter(|(above, below)| is_broken(above) && is_rest(below))
            .map(|(above, below)| (above.number, *below))
            .collect();
        // Every row that is as wide was broken, and every line without an identity is such a rest.
        let broken = self.rows.iter().filter(|line| is_broken(line)).count();
        if last >= widest || rests.is_empty() || rests.len() != nameless || rests.len() != broken {
            return Vec::new();
        }
        self.rows.retain(is_named);
        rests
    }

    /// Takes out lines of prose that fit by chance, where all others show an identity: words in the first column alone,
    /// or across the blank between two columns.
    pub(super) fn take_prose(
        &self,
        records: &mut Vec<Record<'a>>,
        rows: &[Line<'a>],
        words: &dyn Vocabulary,
    ) -> Vec<Line<'a>> {
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
                let prose = line.filter(|line| is_lone() || crosses(line) || words.is_statement(line.text));
                gone.extend(prose);
                prose.is_none()
            });
        }
        gone
    }

    /// A row whose padding is damaged in one place: everything behind it stands a few columns further left or right.
    pub(super) fn moved_row(&self, line: Line<'a>) -> Option<Record<'a>> {
        let grid = Grid::new(line.text, self.dots);
        let fits = |columns: &[Column<'a>]| {
            columns.iter().all(|column| match column.fits(&grid) {
                Fit::Both | Fit::Empty => true,
                Fit::Left => !column.is_right,
                Fit::Right => column.is_right,
                Fit::Chopped | Fit::Neither => false,
            })
        };
        let mut found: Option<Vec<Cell<'a>>> = None;
        for at in 1..self.columns.len() {
            for by in 1..=FURTHEST_MOVE {
                for is_left in [true, false] {
                    let Some(columns) = moved(&self.columns, at, by, is_left) else { continue };
                    let is_there = columns.get(at).is_some_and(|column| column.fits(&grid) != Fit::Empty);
                    if !is_there || !fits(&columns) {
                        continue;
                    }
                    let cells = split(&grid, &columns);
                    // A list in braces is a cell of its own.
                    if cells.iter().any(|cell| cell.text.find(" {").is_some()) {
                        continue;
                    }
                    let same = |other: &Vec<Cell<'a>>| other.iter().map(|c| c.text).eq(cells.iter().map(|c| c.text));
                    if found.as_ref().is_some_and(|other| !same(other)) {
                        return None;
                    }
                    found = Some(cells);
                }
            }
        }
        let row: Vec<Cell<'a>> = found?
            .into_iter()
            .map(|cell| match before_dots(cell.text) {
                Some(visible) => Cell { text: visible, cut: Cut::End, ..cell },
                None => cell,
            })
            .collect();
        Some(self.record(line, &row))
    }

    /// What is visible of a row that cannot be read: the head of its identity. A line that has the form of no row is none;
    /// one above the last row may be one whatever its form, and one with a list in braces is one wherever its identity
    /// stands.
    pub(super) fn visible_row(&self, line: Line<'a>, words: &dyn Vocabulary, last_row: u32) -> Option<Record<'a>> {
        let text = line.text.trim();
        let is_identity =
            collapsed::starts_as_row(text) && text.split(' ').next().is_some_and(|word| word.contains('\\'));
        let is_between = line.number < last_row && (text.contains('\\') || text.contains('{'));
        let is_known = self.columns.iter().any(|column| words.label(&column.name).kinds != 0);
        if !is_known || !(is_identity || is_between || has_list(text)) || words.is_statement(text) {
            return None;
        }
        let head = text.split("  ").next().unwrap_or_default();
        // Behind a single blank the next cell may begin.
        let head = if head.len() == text.len() { head.split(' ').next().unwrap_or_default() } else { head };
        let cell = |at: usize| Cell {
            text: if at == 0 && is_identity { head } else { "" },
            start: 0,
            end: 0,
            cut: if at == 0 && is_identity { Cut::End } else { Cut::All },
        };
        let row: Vec<Cell<'a>> = (0..self.columns.len()).map(cell).collect();
        Some(self.record(line, &row))
    }

    /// A row whose padding is lost.
    pub(super) fn collapsed_row(&self, line: Line<'a>) -> Option<Record<'a>> {
        let values = collapsed::values(line.text, self.columns.len())?;
        let row: Vec<Cell<'a>> = values
            .into_iter()
            .map(|(text, is_sure)| {
                let visible = before_dots(text);
                let cut = if !is_sure {
                    Cut::All
                } else if visible.is_some() {
                    Cut::End
                } else {
                    Cut::No
                };
                Cell { text: visible.unwrap_or(text), start: 0, end: 0, cut }
            })
            .collect();
        Some(self.record(line, &row))
    }
}

/// The columns with all from `at` on moved by some columns; `None` where they would leave the line.
fn moved<'a>(columns: &[Column<'a>], at: usize, by: usize, is_left: bool) -> Option<Vec<Column<'a>>> {
    let shift = |column: usize| match column {
        usize::MAX => Some(usize::MAX),
        column if is_left => column.checked_sub(by),
        column => Some(column.saturating_add(by)),
    };
    let mut columns = columns.to_vec();
    let before = at.checked_sub(1).and_then(|before| columns.get_mut(before))?;
    before.to = shift(before.to)?;
    if before.to <= before.from {
        return None;
    }
    for column in columns.iter_mut().skip(at) {
        (column.start, column.end) = (shift(column.start)?, shift(column.end)?);
        (column.from, column.to) = (shift(column.from)?, shift(column.to)?);
    }
    Some(columns)
}

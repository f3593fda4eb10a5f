//! Rows of Format-Table -Wrap: which go on with the values of the row above, and how their pieces join.
//!
//! ```text
//! object = row { row that goes on }         a cell goes on below itself; cells that are complete leave blanks there
//! ```
//! Nothing marks such a row: it leaves a column blank that no object leaves blank, and each of its cells can be the rest
//! of the cell above. When in doubt a row is an object of its own. The formatter breaks cells as it breaks the values of
//! lists (observed in rendered output), so `join` puts the pieces together.

use super::join::{self, Piece, Wrap};
use super::lines::width;
use super::table::{Cell, Column};

/// How many columns the cells of one column may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    width: usize,
    /// Whether that is its width; else the cell that takes most of it.
    is_exact: bool,
}

/// The room of each column, as far as it shows; `full` is the width of the whole table.
pub(super) fn rooms(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], full: usize) -> Vec<Room> {
    let one = |(index, column): (usize, &Column<'_>)| {
        let exact = |width| Room { width, is_exact: true };
        let next = columns.get(index.saturating_add(1));
        if column.is_tight() {
            return exact(column.dashes());
        }
        if column.is_right {
            let width = column.end.saturating_add(1).saturating_sub(column.from.min(column.start));
            return Room { width, is_exact: false };
        }
        if next.is_some_and(|next| !next.is_right) {
            return exact(column.to.saturating_sub(column.from));
        }
        if next.is_none() && full > column.end.saturating_add(1) {
            return exact(full.saturating_sub(column.from));
        }
        let filled = rows.iter().filter_map(|r| r.get(index)).filter(|c| !c.text.is_empty());
        let widest = filled.map(|c| c.end).max().unwrap_or(0).max(column.end.saturating_add(1));
        Room { width: widest.saturating_sub(column.from), is_exact: false }
    };
    columns.iter().enumerate().map(one).collect()
}

/// Which rows go on with the row above.
pub(super) fn continued(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], rooms: &[Room], full: usize) -> Vec<bool> {
    let mut can = vec![false; rows.len()];
    for (pair, can) in rows.windows(2).zip(can.iter_mut().skip(1)) {
        if let [above, row] = pair {
            *can = can_continue(columns, above, row, rooms);
        }
    }
    let mut never_blank = vec![true; columns.len()];
    for (index, (row, _)) in rows.iter().zip(&can).enumerate().filter(|(_, (_, can))| !**can) {
        // One cell alone tells nothing about the others, but the first row is an object.
        if index > 0 && is_lone(row) {
            continue;
        }
        for (flag, cell) in never_blank.iter_mut().zip(row) {
            *flag &= !cell.text.is_empty();
        }
    }
    let has_head = never_blank.first().is_some_and(|&never| never);
    for (index, (row, can)) in rows.iter().zip(can.iter_mut()).enumerate() {
        // A value with line ends of its own, or in a column of one or two letters.
        *can |= index > 0 && has_head && is_lone(row);
        let filled = || row.iter().enumerate().filter(|(_, c)| !c.text.is_empty());
        // One cell below one that had no room for it: the width is known, so nothing else is likely.
        let alone = filled().next().filter(|(at, _)| *at > 0 && filled().count() == 1);
        let is_rest = alone.and_then(|(at, _)| rooms.get(at)).is_some_and(|room| room.is_exact);
        *can &= is_rest || row.iter().zip(&never_blank).any(|(cell, &never)| never && cell.text.is_empty());
    }
    // A table of one column has nothing that could be blank; there an open list goes on, and a line that is too full
    // for the next word.
    if let [column] = columns {
        let is_known = full > column.end.saturating_add(1);
        let (mut is_open, mut is_named, mut used) = (false, false, 0_usize);
        for (row, can) in rows.iter().zip(can.iter_mut()) {
            let text = row.first().map_or("", |c| c.text);
            let word = text.split(' ').next().map_or(0, width);
            let is_rest = is_known && used > 0 && used.saturating_add(word).saturating_add(2) > full;
            let is_next = text.starts_with('{') || is_named && text.find('\\').is_some_and(|at| at > 0);
            *can = is_open || is_rest && !text.is_empty() && !is_next;
            is_named = *can && is_named || text.contains('\\');
            is_open = (is_open || text.starts_with('{')) && !text.ends_with(['}', '…', '.']);
            used = if text.ends_with(['…', '}']) { 0 } else { width(text) };
        }
    }
    can
}

/// Whether a row of three columns and more shows one cell only, and not the first.
fn is_lone(row: &[Cell<'_>]) -> bool {
    let is_headless = row.first().is_some_and(|c| c.text.is_empty());
    is_headless && row.len() > 2 && row.iter().filter(|c| !c.text.is_empty()).count() == 1
}

/// Whether every cell of the row can be the rest of the cell above: that one is full, or the next word did not fit.
fn can_continue(columns: &[Column<'_>], above: &[Cell<'_>], row: &[Cell<'_>], rooms: &[Room]) -> bool {
    let mut seen = false;
    let is_headless = row.first().is_some_and(|c| c.text.is_empty());
    for ((column, &room), (cell, above)) in columns.iter().zip(rooms).zip(row.iter().zip(above)) {
        if cell.text.is_empty() {
            continue;
        }
        seen = true;
        let word = cell.text.split(' ').next().map_or(0, width);
        // A word is measured with the blank behind it.
        let has_room = width(above.text).saturating_add(word).saturating_add(2) <= room.width;
        // Numbers, truth values and single members are not broken; lists of members are, behind a comma.
        let is_done = column.is_right && !above.text.ends_with(',') && width(above.text) < room.width;
        let is_cut = above.text.ends_with('…') || above.text.ends_with("...");
        // A list ends with its brace, and one identity has one backslash.
        let is_next = above.text.ends_with('}') && above.text.starts_with('{')
            || cell.text.starts_with('{') && !is_headless
            || above.text.contains('\\') && cell.text.find('\\').is_some_and(|at| at > 0);
        if above.text.is_empty() || is_cut || has_room || is_done || is_next || cell.text == above.text && !is_headless
        {
            return false;
        }
    }
    seen
}

/// How the console breaks values, as all broken cells show it.
pub(super) fn wrap(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], continued: &[bool], rooms: &[Room]) -> Wrap {
    let (mut broken, mut has_short) = (0_usize, false);
    for (pair, _) in rows.windows(2).zip(continued.iter().skip(1)).filter(|(_, goes_on)| **goes_on) {
        let [above, below] = pair else { continue };
        for ((column, &room), (above, below)) in columns.iter().zip(rooms).zip(above.iter().zip(below)) {
            if below.text.is_empty() || above.text.is_empty() {
                continue;
            }
            broken = broken.saturating_add(1);
            // Blanks at which the value was chopped do not show.
            let hidden = if column.is_right { 2 } else { 1 };
            has_short |= reach(column, above).saturating_add(hidden) < room.width;
        }
    }
    Wrap::of(has_short, broken)
}

/// How much of its column a cell takes.
fn reach(column: &Column<'_>, cell: &Cell<'_>) -> usize {
    let wide = usize::from(width(cell.text) > cell.text.chars().count());
    let from = if column.is_right { cell.start } else { column.from };
    cell.end.saturating_sub(from).saturating_add(wide)
}

/// The value of one column of an object of several rows, each cell with whether a blank line stands before it; `None` where its first row shows it whole.
pub(super) fn join<'c, 'a: 'c>(
    column: &Column<'_>,
    cells: impl Iterator<Item = (&'c Cell<'a>, bool)>,
    room: Room,
    wrap: Wrap,
) -> Option<String> {
    let filled: Vec<(&Cell<'_>, bool)> = cells.filter(|(c, _)| !c.text.is_empty()).collect();
    if filled.len() < 2 {
        return None;
    }
    if column.is_right {
        // Flags: a blank stands behind commas only, so any other break is inside a member.
        let mut text = String::new();
        for (cell, _) in filled {
            text.push_str(if text.ends_with(',') { " " } else { "" });
            text.push_str(cell.text);
        }
        return Some(text);
    }
    // Chopped at a blank, a piece begins with it.
    let texts: Vec<String> = filled
        .iter()
        .map(|(c, gap)| if *gap || c.start > column.from { format!(" {}", c.text) } else { c.text.to_owned() })
        .collect();
    let width = |cell| column.from.saturating_add(reach(column, cell));
    let pieces: Vec<Piece<'_>> =
        texts.iter().zip(&filled).map(|(text, (cell, _))| Piece { text, width: width(cell) }).collect();
    // A word is measured with the blank behind it: a full line was chopped, whatever the culture.
    let wrap = if room.is_exact { Wrap::Hard } else { wrap };
    Some(join::glue(&pieces, column.from.saturating_add(room.width), room.width, wrap))
}

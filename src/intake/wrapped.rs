//! Rows of Format-Table -Wrap: which go on with the values of the row above, and how their pieces join.
//!
//! ```text
//! object = row { row that goes on }         a cell goes on below itself; cells that are complete leave blanks there
//! ```
//! Nothing marks such a row: it leaves a column blank that no object leaves blank, and each of its cells can be the rest
//! of the cell above. When in doubt a row is an object of its own. The formatter breaks cells as it breaks the values of
//! lists (observed in rendered output), so `join` puts the pieces together.

use super::columns::{Cell, Column};
use super::join::{self, Piece, Wrap};
use super::lines::width;

/// How many columns the cells of one column may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    width: usize,
    /// Whether that is its width; else the cell that takes most of it.
    is_exact: bool,
}

/// No console is narrower; what a narrower table shows is not broken, unless the width of a column says so.
const NARROWEST: usize = 50;

/// The room of each column, as far as it shows; `full` is the width of the whole table.
pub(super) fn rooms(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], full: usize) -> Vec<Room> {
    let widest = |index: usize| {
        let filled = rows.iter().filter_map(|r| r.get(index)).filter(|c| !c.text.is_empty());
        filled.map(|c| c.end).max().unwrap_or(0)
    };
    // Values that are all of one width are no pieces: the last of them would be shorter.
    let is_even = |index: usize| {
        let mut filled = rows.iter().filter_map(|r| r.get(index)).filter(|c| !c.text.is_empty()).map(|c| c.end);
        let first = filled.next();
        filled.all(|end| Some(end) == first)
    };
    let share = equal_share(columns, rows);
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
        let widest = widest(index).max(column.end.saturating_add(1));
        match share {
            // 5.1 gives all columns one width.
            // Columns may be one narrower than those before.
            Some(share) if next.is_none() && widest.saturating_sub(column.from).saturating_add(1) < share => {
                exact(share)
            }
            _ if next.is_none() && (widest < NARROWEST || is_even(index)) => exact(usize::MAX),
            _ => Room { width: widest.saturating_sub(column.from), is_exact: false },
        }
    };
    columns.iter().enumerate().map(one).collect()
}

/// The width that all columns but the last have; the first may have one more. Two columns tell by a console of a common
/// width.
fn equal_share(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>]) -> Option<usize> {
    let (last, before) = columns.split_last()?;
    let (first, others) = before.split_first()?;
    let taken = |column: &Column<'_>| column.to.saturating_sub(column.from);
    if others.is_empty() && (taken(first) < 29 || taken(first).wrapping_rem(5) != 4) {
        return None;
    }
    let share = taken(others.first().unwrap_or(first));
    let is_equal =
        others.iter().all(|c| taken(c) == share) && (taken(first) == share || taken(first) == share.saturating_add(1));
    let fits =
        rows.iter().filter_map(|r| r.last()).all(|c| c.text.is_empty() || c.end <= last.from.saturating_add(share));
    (is_equal && fits && columns.iter().all(|c| !c.is_right)).then_some(share)
}

/// Whether 7 gave every column but the last the width of its widest cell: then only the last is broken.
fn is_tailored(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], rooms: &[Room]) -> bool {
    let count = columns.len().saturating_sub(1);
    let fits = |(index, (column, room)): (usize, (&Column<'_>, &Room))| {
        let cells = rows.iter().filter_map(|r| r.get(index)).map(|c| width(c.text)).max().unwrap_or(0);
        // Where a right-aligned column begins does not show.
        !column.is_right && room.is_exact && !column.is_tight() && cells.max(column.dashes()) == room.width
    };
    count > 0 && equal_share(columns, rows).is_none() && columns.iter().zip(rooms).enumerate().take(count).all(fits)
}

/// Which rows go on with the row above, and whether any surely does.
pub(super) fn continued(
    columns: &[Column<'_>],
    rows: &[Vec<Cell<'_>>],
    rooms: &[Room],
    full: usize,
) -> (Vec<bool>, bool) {
    if let [column] = columns {
        return (lone_column(column, rows, full), false);
    }
    let mut can = vec![false; rows.len()];
    let mut sure = vec![false; rows.len()];
    let mut open: Vec<Option<Open>> = vec![None; columns.len()];
    for (index, row) in rows.iter().enumerate() {
        let above = index.checked_sub(1).and_then(|above| rows.get(above));
        let rest = above.map_or(Rest::No, |above| rest(columns, above, row, rooms, &open));
        for (open, cell) in open.iter_mut().zip(row) {
            *open = Open::after(open.take().filter(|_| rest != Rest::No), cell.text);
        }
        if let (Some(can), Some(sure)) = (can.get_mut(index), sure.get_mut(index)) {
            *can = rest != Rest::No;
            *sure = rest == Rest::Sure;
        }
    }
    if is_tailored(columns, rows, rooms) {
        for ((row, can), sure) in rows.iter().zip(&mut can).zip(&sure) {
            let before = row.split_last().map_or(&[][..], |(_, before)| before);
            *can &= *sure || before.iter().all(|c| c.text.is_empty());
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
    for (index, ((row, can), &sure)) in rows.iter().zip(can.iter_mut()).zip(&sure).enumerate() {
        // A value with line ends of its own, or in a column of one or two letters.
        *can |= index > 0 && has_head && is_lone(row);
        let filled = || row.iter().enumerate().filter(|(_, c)| !c.text.is_empty());
        // One cell below one that had no room for it: the width is known, so nothing else is likely.
        let alone = filled().next().filter(|(at, _)| *at > 0 && filled().count() == 1);
        let is_rest = alone.and_then(|(at, _)| rooms.get(at)).is_some_and(|room| room.is_exact);
        *can &= sure || is_rest || row.iter().zip(&never_blank).any(|(cell, &never)| never && cell.text.is_empty());
    }
    let is_sure = sure.contains(&true);
    (can, is_sure)
}

/// A value that shows that it goes on: a list without its closing brace, parts in braces without their bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Open {
    closing: &'static str,
    /// Whether it ends in dots, so that only its closing brace may follow.
    is_marked: bool,
}

impl Open {
    /// What is open behind a cell. Nothing stands in a cell below a blank that filled its line.
    fn after(before: Option<Self>, text: &str) -> Option<Self> {
        let closing = match (before, text) {
            (Some(open), _) => open.closing,
            (None, text) if text.starts_with("[{") => "}]",
            (None, text) if text.starts_with('{') => "}",
            (None, _) => return None,
        };
        let is_marked = text.ends_with('…') || text.ends_with("...");
        (!text.ends_with(closing)).then_some(Self { closing, is_marked })
    }

    fn takes(self, text: &str) -> bool {
        !text.starts_with('{') && (!self.is_marked || text.trim_start_matches(['.', '…']) == self.closing)
    }
}

/// Whether a line begins with a number of three digits, or with parts in braces: no name does.
pub(super) fn is_text(line: &str) -> bool {
    let number = line.split([' ', '-']).next().unwrap_or_default();
    line.starts_with("[{") || number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit())
}

/// A table of one column has nothing that could be blank; there an open value goes on, and a line that is too full for
/// the next word. Where the width does not show, only a word below lines that begin with a number or a bracket does:
/// names stand below each other.
fn lone_column(column: &Column<'_>, rows: &[Vec<Cell<'_>>], full: usize) -> Vec<bool> {
    let texts: Vec<&str> = rows.iter().map(|row| row.first().map_or("", |c| c.text)).collect();
    let widest = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let is_known = full > column.end.saturating_add(1);
    let full = if is_known { full } else { widest };
    let is_sign = |c: char| c.is_ascii_digit() || c == '[';
    let are_texts = texts.first().is_some_and(|text| is_text(text)) && full >= NARROWEST;
    let (mut open, mut quotes, mut is_named, mut used): (Option<Open>, _, _, _) = (None, 0_usize, false, 0_usize);
    let mut can = Vec::with_capacity(rows.len());
    for text in texts {
        let word = text.split(' ').next().map_or(0, width);
        let is_full = used > 0 && used.saturating_add(word).saturating_add(2) > full;
        let is_next = text.starts_with('{') || is_text(text) || is_named && is_next_identity("\\", text);
        let is_open = open.is_some_and(|open| open.takes(text)) || quotes % 2 == 1 && is_full;
        let is_rest = is_full && (is_known || are_texts && !text.starts_with(is_sign));
        let goes_on = !text.is_empty() && used > 0 && (is_open || is_rest && !is_next);
        open = Open::after(open.filter(|_| goes_on), text);
        is_named = goes_on && is_named || text.contains('\\');
        quotes = if goes_on { quotes } else { 0 }.saturating_add(text.bytes().filter(|b| *b == b'"').count());
        used = if text.ends_with(['…', '}']) || text.ends_with("}]") { 0 } else { width(text) };
        used = if open.is_some() { width(text) } else { used };
        can.push(goes_on);
    }
    can
}

/// Whether a row of three columns and more shows one cell only, and not the first.
fn is_lone(row: &[Cell<'_>]) -> bool {
    let is_headless = row.first().is_some_and(|c| c.text.is_empty());
    is_headless && row.len() > 2 && row.iter().filter(|c| !c.text.is_empty()).count() == 1
}

/// Whether a row is the rest of the row above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    No,
    Can,
    /// A value above is open, or a cell begins in the middle of a member.
    Sure,
}

/// Whether every cell of the row can be the rest of the cell above: that one is full, or the next word did not fit.
fn rest(columns: &[Column<'_>], above: &[Cell<'_>], row: &[Cell<'_>], rooms: &[Room], open: &[Option<Open>]) -> Rest {
    let mut rest = Rest::No;
    let is_headless = row.first().is_some_and(|c| c.text.is_empty());
    let cells = columns.iter().zip(rooms).zip(row.iter().zip(above)).zip(open);
    for (((column, &room), (cell, above)), open) in cells {
        if cell.text.is_empty() {
            continue;
        }
        if open.is_some_and(|open| open.takes(cell.text)) {
            rest = Rest::Sure;
            continue;
        }
        let word = cell.text.split(' ').next().map_or(0, width);
        // A word is measured with the blank behind it, and a piece with the blank that it begins with.
        let used = if column.is_right { width(above.text) } else { reach(column, above) };
        let has_room = used.saturating_add(word).saturating_add(2) <= room.width;
        // Numbers, truth values and single members are not broken; lists of members are, behind a comma or inside one.
        let in_member = above.text.contains(',') || !cell.text.starts_with(|c: char| c.is_ascii_uppercase());
        let is_done = column.is_right
            && !above.text.ends_with(',')
            && (width(above.text).saturating_add(1) < room.width || !in_member);
        let is_cut = above.text.ends_with('…') || above.text.ends_with("...");
        // A list ends with its brace.
        let is_next = above.text.ends_with('}') && above.text.starts_with('{')
            || cell.text.starts_with('{') && !is_headless
            || is_next_identity(above.text, cell.text);
        if above.text.is_empty() || is_cut || has_room || is_done || is_next || cell.text == above.text && !is_headless
        {
            return Rest::No;
        }
        let starts_inside = column.is_right && cell.text.starts_with(|c: char| c.is_ascii_lowercase());
        rest = if starts_inside || rest == Rest::Sure { Rest::Sure } else { Rest::Can };
    }
    rest
}

/// Whether both texts hold the backslash of an identity: `SERVER\Shadow\12` is the only one with two.
fn is_next_identity(above: &str, text: &str) -> bool {
    let (Some((_, head)), Some((tail, _))) = (above.split_once('\\'), text.split_once('\\')) else { return false };
    !tail.is_empty() && !head.chars().chain(tail.chars()).eq("Shadow".chars())
}

/// How the console breaks values, as all broken cells show it.
pub(super) fn wrap(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], continued: &[bool], rooms: &[Room]) -> Wrap {
    let (mut broken, mut lacking, mut has_short) = (0_usize, 0_usize, false);
    for (pair, _) in rows.windows(2).zip(continued.iter().skip(1)).filter(|(_, goes_on)| **goes_on) {
        let [above, below] = pair else { continue };
        for ((column, &room), (above, below)) in columns.iter().zip(rooms).zip(above.iter().zip(below)) {
            if below.text.is_empty() || above.text.is_empty() {
                continue;
            }
            broken = broken.saturating_add(1);
            // Blanks at which the value was chopped do not show.
            let hidden = if column.is_right { 2 } else { 1 };
            let used = reach(column, above);
            has_short |= used.saturating_add(hidden) < room.width;
            lacking = lacking.saturating_add(usize::from(used.saturating_add(1) == room.width));
        }
    }
    Wrap::of(has_short, broken, lacking)
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
    let pieces: Vec<Piece<'_>> =
        texts.iter().zip(&filled).map(|(text, (cell, _))| Piece::new(text, cell.end, false)).collect();
    // A word is measured with the blank behind it: a full line was chopped, whatever the culture.
    let wrap = if room.is_exact { Wrap::Hard } else { wrap };
    Some(join::glue(&pieces, column.from.saturating_add(room.width), room.width, wrap))
}

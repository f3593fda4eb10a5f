//! Tables of pages: `ConvertTo-Html` as source, reports and mails, whole or a part of them.
//!
//! html5gum reads the tags. This module turns tables into rows of cells. A table that holds no objects, as mails use them to place
//! their text, stays prose, and the tables inside it are read one by one. Cells over several columns or rows count for
//! each of them. Knows no property names.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::Take;
use super::cells::{self, Origin, Row};

/// No table of objects is wider or longer.
const MOST_COLUMNS: usize = 400;
const MOST_ROWS: usize = 20_000;

/// What tables gave besides records.
#[derive(Debug, Default)]
pub(super) struct Parsed<'a> {
    /// Bytes used, from the beginning of the text.
    pub(super) used: usize,
    /// First and last lines of rows that do not fit their table.
    pub(super) unfit: Vec<(u32, u32)>,
    /// What stands beside tables on their lines, and on which line.
    pub(super) beside: Vec<(u32, &'a str)>,
}

/// Where the next table starts in a text.
pub(super) fn find(text: &str) -> Option<usize> {
    let is_table = |at: &usize| {
        let tag = text.as_bytes().get(*at..at.saturating_add(7)).unwrap_or_default();
        tag.get(..6).is_some_and(|name| name.eq_ignore_ascii_case(b"<table"))
            && tag.get(6).is_some_and(|b| matches!(b, b'>' | b' ' | b'\t' | b'\r' | b'\n'))
    };
    text.match_indices('<').map(|(at, _)| at).find(is_table)
}

/// Reads the tables that start on the first line of a text, and those that start on the line where one of them ends.
/// `None` where none holds objects; `spent` grows by what was read.
pub(super) fn read<'a>(
    origin: Origin<'a>,
    text: &'a str,
    first_line: u32,
    spent: &mut usize,
    take: Take<'_, 'a>,
) -> Option<Parsed<'a>> {
    let mut parsed = Parsed::default();
    let (mut from, mut line, mut any) = (0_usize, first_line, false);
    loop {
        let rest = text.get(from..)?;
        let end = rest.find('\n').unwrap_or(rest.len());
        let Some(start) =
            rest.get(..end.saturating_add(7).min(rest.len())).or(Some(rest)).and_then(find).filter(|at| *at < end)
        else {
            if !any {
                return None;
            }
            beside(&mut parsed, line, rest.get(..end).unwrap_or_default());
            parsed.used = from.saturating_add(end);
            return Some(parsed);
        };
        let table = rest.get(start..)?;
        match one(origin, table, line, &mut parsed.unfit, &mut *take) {
            Ok(used) => {
                beside(&mut parsed, line, rest.get(..start).unwrap_or_default());
                any = true;
                line = line.saturating_add(lines(table.get(..used)?));
                from = from.saturating_add(start).saturating_add(used);
            }
            // It may hold others.
            Err(used) => {
                *spent = spent.saturating_add(used);
                let skipped = start.saturating_add("<table".len());
                beside(&mut parsed, line, rest.get(..skipped).unwrap_or_default());
                from = from.saturating_add(skipped);
            }
        }
        if *spent > text.len().saturating_mul(2).saturating_add(1 << 16) {
            return None;
        }
    }
}

fn beside<'a>(parsed: &mut Parsed<'a>, line: u32, text: &'a str) {
    if !text.trim().is_empty() {
        parsed.beside.push((line, text));
    }
}

fn lines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|b| *b == b'\n').count()).unwrap_or(u32::MAX)
}

/// A cell that goes on in the rows below.
struct Below {
    column: usize,
    rows: usize,
    text: String,
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    rows: Vec<Row<'static>>,
    row: Option<Row<'static>>,
    cell: Option<String>,
    is_title: bool,
    in_head: bool,
    columns: usize,
    height: usize,
    below: Vec<Below>,
}

impl Table {
    fn start_cell(&mut self, tag: &StartTag<usize>, line: u32) {
        self.end_cell(line);
        self.row.get_or_insert_with(|| Row { line, last_line: line, ..Row::default() });
        self.is_title = *tag.name == *b"th" || self.in_head;
        let number = |name: &[u8]| {
            let text = tag.attributes.get(name).and_then(|value| std::str::from_utf8(value).ok());
            text.and_then(|text| text.trim().parse::<usize>().ok()).unwrap_or(1)
        };
        self.columns = number(b"colspan").clamp(1, MOST_COLUMNS);
        self.height = number(b"rowspan").clamp(1, MOST_ROWS);
        self.cell = Some(String::new());
    }

    fn end_cell(&mut self, line: u32) {
        let (Some(text), Some(row)) = (self.cell.take(), &mut self.row) else { return };
        let text = text.trim().to_owned();
        let column = row.cells.len();
        if self.height > 1 && self.below.len() < MOST_COLUMNS {
            self.below.push(Below { column, rows: self.height, text: text.clone() });
        }
        if self.is_title && row.titles == column {
            row.titles = row.titles.saturating_add(self.columns);
        }
        row.last_line = line;
        row.cells.push(Cow::Owned(text));
        let more = self.columns.saturating_sub(1).min(MOST_COLUMNS.saturating_sub(row.cells.len().min(MOST_COLUMNS)));
        row.cells.extend(std::iter::repeat_n(Cow::Borrowed(""), more));
    }

    fn end_row(&mut self, line: u32) {
        self.end_cell(line);
        let Some(mut row) = self.row.take() else { return };
        // Cells from the rows above; this row's own begin their count below.
        for below in &mut self.below {
            let is_own = row.cells.get(below.column).is_some_and(|cell| *cell == below.text) && below.rows > 1;
            if !is_own && below.column <= row.cells.len() && row.cells.len() < MOST_COLUMNS {
                row.cells.insert(below.column, Cow::Owned(below.text.clone()));
            }
            below.rows = below.rows.saturating_sub(1);
        }
        self.below.retain(|below| below.rows > 0);
        // A caption over all columns is one cell.
        if row.cells.iter().skip(1).all(|cell| matches!(cell, Cow::Borrowed(_))) {
            row.cells.truncate(1);
        }
        if self.rows.len() < MOST_ROWS {
            self.rows.push(row);
        }
    }

    fn text(&mut self, bytes: &[u8]) {
        let Some(cell) = &mut self.cell else { return };
        for c in String::from_utf8_lossy(bytes).chars() {
            if !c.is_whitespace() {
                cell.push(c);
            } else if !cell.ends_with(' ') {
                cell.push(' ');
            }
        }
    }
}

/// The tokens of a text, each with the bytes that it spans.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    Tokenizer::new_with_emitter(text, DefaultEmitter::new_with_span()).map_while(Result::ok)
}

/// Reads one table; how many bytes of the text it takes, or how many were read in vain.
fn one<'a>(
    origin: Origin<'a>,
    text: &'a str,
    first_line: u32,
    unfit: &mut Vec<(u32, u32)>,
    take: Take<'_, 'a>,
) -> Result<usize, usize> {
    let mut table = Table::default();
    let (mut line, mut at, mut depth) = (first_line, 0_usize, 0_usize);
    let mut is_whole = false;
    for token in tokens(text) {
        let end = match &token {
            Token::StartTag(StartTag { span, .. }) | Token::EndTag(EndTag { span, .. }) => span.end,
            Token::String(text) => text.span.end,
            _ => continue,
        };
        line = line.saturating_add(lines(text.get(at..end).unwrap_or_default()));
        at = at.max(end);
        match token {
            Token::StartTag(tag) if *tag.name == *b"table" => depth = depth.saturating_add(1),
            Token::EndTag(tag) if *tag.name == *b"table" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    is_whole = true;
                    break;
                }
            }
            // What stands in a table inside a cell is read on its own.
            _ if depth > 1 => return Err(at),
            Token::StartTag(tag) => match &**tag.name {
                b"thead" => table.in_head = true,
                b"tbody" | b"tfoot" => table.in_head = false,
                b"tr" => {
                    table.end_row(line);
                    table.row = Some(Row { line, last_line: line, ..Row::default() });
                }
                b"td" | b"th" => table.start_cell(&tag, line),
                b"br" | b"p" | b"div" | b"li" => table.text(b" "),
                _ => {}
            },
            Token::EndTag(tag) => match &**tag.name {
                b"tr" => table.end_row(line),
                b"td" | b"th" => table.end_cell(line),
                b"thead" => table.in_head = false,
                b"p" | b"div" | b"li" => table.text(b" "),
                _ => {}
            },
            Token::String(text) => table.text(&text),
            _ => {}
        }
    }
    if is_whole {
        table.end_row(line);
    } else if let Some(row) = &table.row {
        // The text ends inside a row.
        unfit.push((row.line, line));
    }
    match cells::records(origin, &table.rows, take) {
        Some(left) => {
            unfit.extend(left);
            Ok(at)
        }
        None => Err(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Record, Value};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found: Vec<Record<'_>> = Vec::new();
        let origin = Origin { source: 0, scope: super::super::Scope::default() };
        let parsed = read(origin, text, 1, &mut 0, &mut |record| found.push(record));
        let mut shown: Vec<String> = found
            .iter()
            .map(|r| {
                let cells = r.fields.iter().map(|f| match &f.value {
                    Value::Text(t) => format!("{}={t}", f.name),
                    _ => f.name.to_string(),
                });
                format!("{} {}", r.place.line, cells.collect::<Vec<_>>().join("|"))
            })
            .collect();
        if let Some(parsed) = parsed {
            shown.extend(parsed.unfit.iter().map(|(from, to)| format!("unfit {from}-{to}")));
            shown.extend(parsed.beside.iter().map(|(line, text)| format!("beside {line} {text}")));
        }
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_what_convertto_html_writes() {
        check(
            "<table>\n<colgroup><col/><col/></colgroup>\n<tr><th>Identity</th><th>LastError</th></tr>\n\
             <tr><td>EX1\\1</td><td>451 &quot;5.7.3&quot; -&gt; &lt;x&gt;</td></tr>\n</table>\n</body>",
            &["4 Identity=EX1\\1|LastError=451 \"5.7.3\" -> <x>"],
        );
        check(
            "<table>\n<tr><td>Identity:</td><td>EX1\\1</td></tr>\n<tr><td>Status:</td><td>Retry</td></tr>\n\
             <tr><td><hr></td></tr>\n<tr><td>Identity:</td><td>EX1\\2</td></tr>\n</table>",
            &["2 Identity=EX1\\1|Status=Retry", "5 Identity=EX1\\2"],
        );
    }

    #[test]
    fn reads_tables_of_mails() {
        check(
            "<TABLE class=x><tr><td colspan=2>Queues</td></tr><tr><td><p><b>Name</b></p></td><td>Ranges</td></tr>\
             <tr><td>A&nbsp;b</td><td>10.0.0.1<br>10.0.0.2</td></tr></TABLE><p>451</p><table><tr><th>Id<th>No\
             <tr><td>1<td>2</table>",
            &["1 Name=A b|Ranges=10.0.0.1 10.0.0.2", "1 Id=1|No=2", "beside 1 <p>451</p>"],
        );
        check(
            "<table><tr><th>Server</th><th>Name</th></tr><tr><td rowspan=2>EX1</td><td>A</td></tr><tr><td>B</td></tr></table>",
            &["1 Server=EX1|Name=A", "1 Server=EX1|Name=B"],
        );
        check(
            "<table><tr><td>Dear all <table><tr><th>Id</th><th>No</th></tr>\n<tr><td>1</td><td>2</td></tr></table> bye</td></tr></table>",
            &["2 Id=1|No=2", "beside 1 <table", "beside 1 ><tr><td>Dear all ", "beside 2  bye</td></tr></table>"],
        );
        check(
            "<table><tr><th>Id</th><th>No</th></tr><tr><td>1</td><td>2</td></tr>\n<tr><td>3</td>",
            &["1 Id=1|No=2", "unfit 2-2"],
        );
    }

    #[test]
    fn tables_that_place_text_are_none() {
        check("<table><tr><td>Hello,</td><td>the queue is stuck.</td></tr></table>", &[]);
        check("<table><tr><td>451 5.7.3</td></tr></table>", &[]);
        check("<tablecloth>", &[]);
    }
}

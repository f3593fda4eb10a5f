//! A pasted text: lists, tables, commands and prose, in any order.
//!
//! Goes over the lines once and hands each to the layout that is open; what no layout takes is prose. Structured
//! layouts that start in the middle of a paste are found here too. Knows where things begin and end, not what they mean.

use super::Place;
use super::cells::Origin;
use super::grid::is_dashes;
use super::lines::{Line, Lines};
use super::list::{List, Taken};
use super::table::Table;
use super::{Broken, Layout, ProseLine, Reading, Take, clixml, csv, html, json, pairs, pipes, prompt};

/// Lines above the dashes that may be a header: a column of one character breaks a title of 41 letters as often.
const HEADER_LINES: usize = 48;

struct Paste<'a, 'r> {
    source: usize,
    reading: &'r mut Reading<'a>,
    take: Take<'r, 'a>,
    command: Option<(&'a str, u32)>,
    list: List<'a>,
    table: Option<Table<'a>>,
    /// Prose lines without a blank line between them, last first to be a header; and blank lines since.
    above: Vec<Line<'a>>,
    blanks: usize,
    /// Bytes read as a structured layout in vain; when they are many, the text is not tried any more.
    spent: usize,
}

/// Reads a text into records and prose.
pub(super) fn read<'a>(source: usize, text: &'a str, reading: &mut Reading<'a>, take: Take<'_, 'a>) {
    let mut paste = Paste {
        source,
        reading,
        take,
        command: None,
        list: List::new(source),
        table: None,
        above: Vec::new(),
        blanks: 0,
        spent: 0,
    };
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        if paste.list.goes_on(line) {
            paste.listed();
            continue;
        }
        match paste.structured(text, line) {
            Some(end) => lines.skip_to(end),
            None => paste.line(line),
        }
    }
    if let Some(table) = paste.table.as_mut().filter(|_| !text.ends_with('\n')) {
        table.break_off();
    }
    paste.end_table();
    paste.end_list();
}

impl<'a> Paste<'a, '_> {
    /// Reads the structured layout that starts at this line; gives the offset of what follows it.
    fn structured(&mut self, text: &'a str, line: Line<'a>) -> Option<usize> {
        let start = line.text.trim_start();
        let first = start.bytes().next()?;
        if let Some(end) = self.cells(text, line, first) {
            return Some(end);
        }
        let may_be_csv = match first {
            b'"' => true,
            b'#' => start.starts_with("#TYPE ") || start.starts_with("#Fields:"),
            b'<' | b'{' | b'[' => false,
            b'0'..=b'9' => csv::bare_log(start).is_some(),
            _ => first.is_ascii_alphabetic() && !self.list.is_open() && has_delimiters(start),
        };
        if !may_be_csv && !matches!(first, b'<' | b'{' | b'[') || self.in_table() {
            return None;
        }
        // A mark in front of the line is no part of the layout.
        let indent = line.text.len().saturating_sub(start.len());
        let marked = text.get(line.offset..)?.find(line.text).unwrap_or(0);
        let offset = line.offset.saturating_add(marked).saturating_add(indent);
        let rest = text.get(offset..)?;
        if self.is_spent(text) {
            return None;
        }
        let (source, command) = (self.source, self.command);
        // What is open ends with the first record: where there is none, it goes on.
        let mut take = |record| {
            self.end_both();
            (self.take)(record);
        };
        let (used, broken, layout) = match first {
            b'<' if start.starts_with("<Objs") || start.starts_with("<?xml") => {
                let parsed = clixml::read(source, rest, line.number, command, &mut take);
                (parsed.used, parsed.broken, Layout::Clixml)
            }
            b'{' | b'[' => {
                let Some(parsed) = json::read(source, rest, line.number, command, &mut take) else {
                    self.spent = self.spent.saturating_add(start.len());
                    return None;
                };
                (parsed.used, parsed.broken, Layout::Json)
            }
            b'<' => return None,
            _ => {
                let header = csv::header(rest).or_else(|| csv::bare_log(rest))?;
                let (any, used) = csv::rows(source, rest, line.number, &header, command, &mut take);
                if !any {
                    self.spent = self.spent.saturating_add(used);
                    return None;
                }
                (used, None, Layout::Csv)
            }
        };
        if used == 0 {
            return None;
        }
        self.end_both();
        self.reading.broken.extend(broken.map(|line| Broken { place: Place { source: self.source, line }, layout }));
        Some(offset.saturating_add(used))
    }

    /// Reads the table of cells that starts on this line; gives the offset of what follows it.
    fn cells(&mut self, text: &'a str, line: Line<'a>, first: u8) -> Option<usize> {
        let bytes = line.text.as_bytes();
        let may_be_html = bytes.contains(&b'<') && html::find(line.text).is_some();
        let may_be_pipes =
            || bytes.contains(&b'|') || matches!(first, b'+' | 0xe2 | 0xc2) && pipes::may_start(line.text);
        if self.in_table() || !may_be_html && !may_be_pipes() || self.is_spent(text) {
            return None;
        }
        let origin = Origin { source: self.source, command: self.command };
        let rest = text.get(line.offset..)?;
        let mut spent = 0;
        let mut take = |record| {
            self.end_both();
            (self.take)(record);
        };
        let (used, unfit, beside) = if may_be_html {
            let parsed = html::read(origin, rest, line.number, &mut spent, &mut take);
            self.spent = self.spent.saturating_add(spent);
            let parsed = parsed?;
            (parsed.used, parsed.unfit, parsed.beside)
        } else {
            let parsed = pipes::read(origin, rest, line.number, &mut spent, &mut take);
            self.spent = self.spent.saturating_add(spent);
            let parsed = parsed?;
            (parsed.used, parsed.unfit, Vec::new())
        };
        self.end_both();
        let place = |line| Place { source: self.source, line };
        let broken = unfit.iter().map(|(line, _)| Broken { place: place(*line), layout: Layout::Cells });
        self.reading.broken.extend(broken);
        let prose = beside.into_iter().map(|(line, text)| ProseLine { place: place(line), text });
        self.reading.prose.extend(prose);
        Some(line.offset.saturating_add(used))
    }

    /// Whether so much was read in vain that nothing more is tried.
    fn is_spent(&self, text: &str) -> bool {
        self.spent > text.len().saturating_mul(2).saturating_add(1 << 16)
    }

    /// A structured layout begins: nothing that was open goes on behind it.
    fn end_both(&mut self) {
        self.end_table();
        self.end_list();
        self.above.clear();
        self.blanks = 0;
    }

    /// Whether a table is open and its rows go on.
    fn in_table(&self) -> bool {
        self.table.as_ref().is_some_and(Table::is_open)
    }

    fn line(&mut self, line: Line<'a>) {
        if line.is_blank() {
            self.blank(line);
            return;
        }
        if is_dashes(line.text) && self.dashes(line) {
            return;
        }
        if is_fence(line.text) {
            self.end_table();
            self.end_list();
            self.prose(line);
            self.above.clear();
            return;
        }
        if let Some(command) = prompt::command(line.text) {
            self.end_table();
            self.end_list();
            self.command = Some((command, line.number));
            self.prose(line);
            self.above.clear();
            return;
        }
        match &mut self.table {
            Some(table) if table.takes(line) => {
                table.row(line);
                return;
            }
            Some(_) => self.end_table(),
            None => {}
        }
        if self.starts_without_dashes(line) || self.pairs(line) {
            return;
        }
        match self.list.line(line, self.command) {
            Taken::Yes => self.listed(),
            Taken::No(lines) => {
                for line in lines {
                    self.prose(line);
                }
                if !self.list.is_open() {
                    self.end_list();
                }
            }
        }
    }

    /// Whether the line is one of names and values.
    fn pairs(&mut self, line: Line<'a>) -> bool {
        if self.list.is_open() || !line.text.contains('=') {
            return false;
        }
        let records = pairs::read(Origin { source: self.source, command: self.command }, line);
        let any = !records.is_empty();
        if any {
            self.end_both();
        }
        records.into_iter().for_each(&mut *self.take);
        any
    }

    /// A line belongs to the list.
    fn listed(&mut self) {
        self.blanks = 0;
        self.above.clear();
    }

    fn blank(&mut self, line: Line<'a>) {
        if let Some(table) = &mut self.table {
            if !table.blank(line) {
                self.end_table();
            }
        } else if self.list.is_open() {
            for line in self.list.blank(line) {
                self.prose(line);
            }
        }
        self.blanks = self.blanks.saturating_add(1);
        if self.blanks > 2 {
            self.above.clear();
        }
    }

    /// A row of dashes: whether a table starts here.
    fn dashes(&mut self, line: Line<'a>) -> bool {
        // The header of a table that follows another without a blank line went to that table; it is rare and left so.
        if self.in_table() {
            return false;
        }
        self.end_table();
        for left in self.list.end_record() {
            self.prose(left);
        }
        let Some((table, used)) = Table::start(self.source, line, &self.above, self.blanks, self.command) else {
            return false;
        };
        self.end_list();
        // Header lines were kept as prose until their dashes came.
        let prose = self.reading.prose.len().saturating_sub(used);
        self.reading.prose.truncate(prose);
        self.above.clear();
        self.blanks = 0;
        self.table = Some(table);
        true
    }

    /// Whether the line is the first row of a table that lost its dashes.
    fn starts_without_dashes(&mut self, line: Line<'a>) -> bool {
        let Some(&header) = self.above.last().filter(|_| !self.list.is_open() && self.blanks <= 2) else {
            return false;
        };
        let Some(table) = Table::without_dashes(self.source, header, line, self.blanks, self.command) else {
            return false;
        };
        self.end_list();
        self.reading.prose.pop();
        self.above.clear();
        self.blanks = 0;
        self.table = Some(table);
        true
    }

    fn prose(&mut self, line: Line<'a>) {
        if self.blanks > 1 || self.above.len() >= HEADER_LINES {
            self.above.clear();
        }
        self.blanks = 0;
        self.above.push(line);
        self.reading.prose.push(ProseLine { place: Place { source: self.source, line: line.number }, text: line.text });
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let (left, damaged) = table.finish(self.take);
        let place = |line| Place { source: self.source, line };
        self.reading.broken.extend(damaged.map(|line| Broken { place: place(line), layout: Layout::Table }));
        for line in left {
            self.prose(line);
        }
    }

    fn end_list(&mut self) {
        let list = std::mem::replace(&mut self.list, List::new(self.source));
        for line in list.finish(self.take) {
            self.prose(line);
        }
    }
}

/// Whether a line is the fence of a code block (Markdown: forums, chats): ```` ``` ````, `~~~`, with a language or without.
fn is_fence(line: &str) -> bool {
    let text = line.trim();
    let language = text.trim_start_matches(['`', '~']);
    text.len().saturating_sub(language.len()) >= 3 && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Whether a line can be a header of bare names: two delimiters or a tab, and nothing that names never hold.
fn has_delimiters(line: &str) -> bool {
    let bytes = line.as_bytes();
    let end = bytes.iter().position(|b| matches!(b, b':' | b'{' | b'"' | b'\\')).is_none();
    end && bytes.iter().any(|b| matches!(b, b'\t' | b',' | b';'))
}

//! Layouts that are read as a whole and not line by line: files, JSON, CLIXML, tables of cells, objects in braces, lines
//! of names and values. They may start in the middle of a paste.

use super::super::cells::Origin;
use super::super::lines::Line;
use super::super::{
    Broken, Layout, Place, ProseLine, Unread, Why, clixml, csv, custom, html, json, leftover, pairs, pipes,
};
use super::Paste;

/// No property has a longer name.
const LONGEST_NAME: usize = 60;

impl<'a> Paste<'a, '_> {
    /// Reads the structured layout that starts at this line; gives the offset of what follows it.
    pub(super) fn structured(&mut self, text: &'a str, line: Line<'a>) -> Option<usize> {
        let start = line.text.trim_start();
        let first = start.bytes().next()?;
        let objects = self.cells(text, line, first).or_else(|| self.objects(text, line, start));
        if let Some(end) = objects.or_else(|| self.properties(text, line)) {
            return Some(end);
        }
        let may_be_csv = match first {
            b'"' => true,
            b'#' => start.starts_with("#TYPE ") || start.starts_with("#Fields:"),
            b'<' | b'{' | b'[' => false,
            b'0'..=b'9' => csv::bare_log(start).is_some(),
            _ => {
                // Below a list or in a table, only names that are known make a header.
                first.is_ascii_alphabetic()
                    && has_delimiters(start)
                    && (!self.list.is_open() && !self.in_table() || self.has_known_names(start))
            }
        };
        if !may_be_csv && !matches!(first, b'<' | b'{' | b'[') {
            return None;
        }
        // A cell may begin like another layout, so a row that fits its table is tried only where a line of such a layout
        // looks like no cell.
        let is_cell = matches!(first, b'{' | b'[') && start.trim_end().len() > 1 && !start.starts_with("[{\"");
        if self.in_table() && is_cell && self.table.as_ref().is_some_and(|table| table.fits(line)) {
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
        let source = self.source;
        let layout = match first {
            b'<' => Layout::Clixml,
            b'{' | b'[' => Layout::Json,
            _ => Layout::Csv,
        };
        let command = self.scope_of(layout, 0);
        let words = self.words;
        // What is open ends with the first record: where there is none, it goes on.
        let mut take = |record| {
            self.end_both();
            (self.take)(record);
        };
        let (used, broken) = match first {
            b'<' if start.starts_with("<Objs") || start.starts_with("<?xml") => {
                let parsed = clixml::read(source, rest, line.number, command, &mut take);
                (parsed.used, parsed.broken)
            }
            b'{' | b'[' => {
                let Some(parsed) = json::read(source, rest, line.number, command, &mut take) else {
                    self.spent = self.spent.saturating_add(start.len());
                    return None;
                };
                (parsed.used, parsed.broken)
            }
            b'<' => return None,
            _ => {
                let header = csv::header(rest).or_else(|| csv::bare_log(rest))?;
                let mut unfit = Vec::new();
                let (any, used) = csv::rows(
                    Origin { source, scope: command },
                    rest,
                    line.number,
                    &header,
                    words,
                    &mut unfit,
                    &mut take,
                );
                let unread = |(first, last_line), why| {
                    let place = Place { source, line: first };
                    Unread { place, last_line, why }
                };
                self.reading.unread.extend(unfit.into_iter().map(|lines| unread(lines, Why::NoFit)));
                if !any {
                    if header.is_known(words) {
                        self.reading.unread.push(unread((line.number, line.number), Why::HeaderOnly));
                    }
                    self.spent = self.spent.saturating_add(used);
                    return None;
                }
                (used, None)
            }
        };
        if used == 0 {
            return None;
        }
        self.end_both();
        self.begins(layout, 0);
        self.reading.broken.extend(broken.map(|line| Broken { place: Place { source: self.source, line }, layout }));
        Some(offset.saturating_add(used))
    }

    /// What stands behind a structured layout on its last line: of use only to be named where it has the form of data.
    pub(super) fn behind(&mut self, rest: Option<&'a str>, number: u32) {
        let Some(text) = rest.map(str::trim).filter(|text| leftover::form(text, self.words).is_some()) else { return };
        self.reading.prose.push(ProseLine { place: Place { source: self.source, line: number }, text });
    }

    /// Reads the objects in braces that start on this line; gives the offset of what follows them.
    pub(super) fn objects(&mut self, text: &'a str, line: Line<'a>, start: &str) -> Option<usize> {
        let is_custom = custom::may_start(start);
        if !is_custom && !start.starts_with("@{") || self.is_spent(text) {
            return None;
        }
        let origin = Origin { source: self.source, scope: self.scope_of(Layout::List, 0) };
        let rest = text.get(line.offset..)?;
        let used = if is_custom {
            let mut take = |record| {
                self.end_both();
                (self.take)(record);
            };
            let parsed = custom::read(origin, rest, line.number, &mut take)?;
            let place = |line| Place { source: self.source, line };
            let broken = parsed.broken.map(|line| Broken { place: place(line), layout: Layout::List });
            self.reading.broken.extend(broken);
            parsed.used
        } else {
            let (records, used) = pairs::broken(origin, rest, line.number)?;
            self.end_both();
            records.into_iter().for_each(&mut *self.take);
            used
        };
        self.end_both();
        self.begins(Layout::List, 0);
        Some(line.offset.saturating_add(used))
    }

    /// Reads the lines of names and values that start here; gives the offset of what follows them.
    pub(super) fn properties(&mut self, text: &'a str, line: Line<'a>) -> Option<usize> {
        let equals = line.text.bytes().take(LONGEST_NAME).position(|byte| byte == b'=')?;
        let is_known = line.text.get(..equals).is_some_and(|name| self.words.label(name.trim()).kinds != 0);
        if self.in_table() || !is_known {
            return None;
        }
        let origin = Origin { source: self.source, scope: self.scope_of(Layout::Pairs, 0) };
        let (records, used) = pairs::one_a_line(origin, text.get(line.offset..)?, line.number, self.words)?;
        self.end_both();
        records.into_iter().for_each(&mut *self.take);
        self.begins(Layout::Pairs, 0);
        Some(line.offset.saturating_add(used))
    }

    /// Reads the table of cells that starts on this line; gives the offset of what follows it.
    pub(super) fn cells(&mut self, text: &'a str, line: Line<'a>, first: u8) -> Option<usize> {
        let bytes = line.text.as_bytes();
        let may_be_html = bytes.contains(&b'<') && html::find(line.text).is_some();
        let may_be_pipes =
            || bytes.contains(&b'|') || matches!(first, b'+' | 0xe2 | 0xc2) && pipes::may_start(line.text);
        // No row of a table below dashes begins with such a sign.
        let may_be_row = !matches!(first, b'<' | b'|' | b'{');
        if self.in_table() && may_be_row || !may_be_html && !may_be_pipes() || self.is_spent(text) {
            return None;
        }
        let origin = Origin { source: self.source, scope: self.scope_of(Layout::Cells, 0) };
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
        self.begins(Layout::Cells, 0);
        let place = |line| Place { source: self.source, line };
        let broken = unfit.iter().map(|(line, _)| Broken { place: place(*line), layout: Layout::Cells });
        self.reading.broken.extend(broken);
        let prose = beside.into_iter().map(|(line, text)| ProseLine { place: place(line), text });
        self.reading.prose.extend(prose);
        Some(line.offset.saturating_add(used))
    }

    /// Whether so much was read in vain that nothing more is tried.
    pub(super) fn is_spent(&self, text: &str) -> bool {
        self.spent > text.len().saturating_mul(2).saturating_add(1 << 16)
    }

    /// Whether at least two names of a header are known properties.
    pub(super) fn has_known_names(&self, header: &str) -> bool {
        let known = |name: &&str| self.words.label(name.trim()).kinds != 0;
        header.len() < 10_000 && header.split([',', ';', '\t']).filter(known).take(2).count() == 2
    }
}

/// Whether a line can be a header of bare names: two delimiters or a tab, and nothing that names never hold.
fn has_delimiters(line: &str) -> bool {
    let bytes = line.as_bytes();
    let end = bytes.iter().position(|b| matches!(b, b':' | b'{' | b'"' | b'\\')).is_none();
    end && bytes.iter().any(|b| matches!(b, b'\t' | b',' | b';'))
}

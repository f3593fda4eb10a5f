//! A pasted text: lists, tables, commands and prose, in any order.
//!
//! Goes over the lines once and hands each to the layout that is open; what no layout takes is prose. Structured
//! layouts that start in the middle of a paste are found here too. Knows where things begin and end, not what they mean.

use super::Place;
use super::cells::Origin;
use super::grid::is_dashes;
use super::label::{is_unpadded, label_of, prefixed};
use super::lines::{Line, Lines};
use super::list::{List, Taken};
use super::table::Table;
use super::vocabulary::Vocabulary;
use super::{
    Broken, Layout, ProseLine, Reading, Scope, Take, Unread, Why, clixml, csv, custom, html, json, leftover, pairs,
    pipes, prompt,
};

/// No property has a longer name.
const LONGEST_NAME: usize = 60;

/// Lines above the dashes that may be a header: a column of one character breaks a title of 41 letters as often.
const HEADER_LINES: usize = 48;

struct Paste<'a, 'r> {
    source: usize,
    words: &'r dyn Vocabulary,
    reading: &'r mut Reading<'a>,
    take: Take<'r, 'a>,
    scope: Scope<'a>,
    /// What the command printed so far, and the lines of prose since.
    printed: Option<Layout>,
    prose_since: usize,
    /// A group heading, and its line: it belongs to the table below it.
    heading: Option<(&'a str, &'a str, u32)>,
    list: List<'a, 'r>,
    table: Option<Table<'a>>,
    /// Prose lines without a blank line between them, last first to be a header; and blank lines since.
    above: Vec<Line<'a>>,
    blanks: usize,
    /// Bytes read as a structured layout in vain; when they are many, the text is not tried any more.
    spent: usize,
}

/// Reads a text into records and prose.
pub(super) fn read<'a>(
    source: usize,
    text: &'a str,
    words: &dyn Vocabulary,
    reading: &mut Reading<'a>,
    take: Take<'_, 'a>,
) {
    let mut paste = Paste {
        source,
        reading,
        take,
        words,
        scope: Scope::default(),
        printed: None,
        prose_since: 0,
        heading: None,
        list: List::new(source, words),
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
            Some(end) => {
                lines.skip_to(end);
                paste.behind(text.get(end..lines.offset()), lines.number());
            }
            None => paste.line(line),
        }
    }
    if let Some(table) = paste.table.as_mut().filter(|_| !text.ends_with('\n')) {
        table.break_off();
    }
    paste.end_table();
    paste.end_list();
    // Lines between those of a list come late.
    reading.prose.sort_by_key(|line| line.place);
    let first = reading.prose.partition_point(|line| line.place.source < source);
    reading.unread.extend(leftover::find(reading.prose.get(first..).unwrap_or_default(), words));
}

impl<'a> Paste<'a, '_> {
    /// What stands behind a structured layout on its last line: of use only to be named where it has the form of data.
    fn behind(&mut self, rest: Option<&'a str>, number: u32) {
        let Some(text) = rest.map(str::trim).filter(|text| leftover::form(text, self.words).is_some()) else { return };
        self.reading.prose.push(ProseLine { place: Place { source: self.source, line: number }, text });
    }

    /// Reads the structured layout that starts at this line; gives the offset of what follows it.
    fn structured(&mut self, text: &'a str, line: Line<'a>) -> Option<usize> {
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

    /// Reads the objects in braces that start on this line; gives the offset of what follows them.
    fn objects(&mut self, text: &'a str, line: Line<'a>, start: &str) -> Option<usize> {
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
    fn properties(&mut self, text: &'a str, line: Line<'a>) -> Option<usize> {
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
    fn cells(&mut self, text: &'a str, line: Line<'a>, first: u8) -> Option<usize> {
        let bytes = line.text.as_bytes();
        let may_be_html = bytes.contains(&b'<') && html::find(line.text).is_some();
        let may_be_pipes =
            || bytes.contains(&b'|') || matches!(first, b'+' | 0xe2 | 0xc2) && pipes::may_start(line.text);
        if self.in_table() || !may_be_html && !may_be_pipes() || self.is_spent(text) {
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
            self.prose(line);
            self.above.clear();
            // The first label of a list may stand right behind the prompt.
            if prefixed(line.text, self.words).is_some() {
                self.above.push(line);
            }
            self.scope.command = Some((command, line.number));
            self.scope.output = self.scope.output.saturating_add(1);
            (self.printed, self.prose_since, self.heading) = (None, 0, None);
            return;
        }
        if self.table.as_ref().is_some_and(Table::has_several_columns) && is_known_label(line.text, self.words) {
            self.end_table();
        }
        if self.table.is_some() && leftover::is_quoted_row(line.text) {
            self.end_table();
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
        let was_open = self.list.is_open();
        // The line right above the first label may begin with words of its own.
        let first = self
            .above
            .last()
            .copied()
            .filter(|above| !was_open && self.blanks == 0 && above.number.saturating_add(1) == line.number);
        let scope = self.scope_of(Layout::List, usize::from(first.is_some()));
        match self.list.line(line, first, scope) {
            Taken::Yes => {
                if !was_open && self.list.holds(first) {
                    self.reading.prose.pop();
                    self.prose_since = self.prose_since.saturating_sub(1);
                }
                self.listed();
            }
            Taken::No(lines) => {
                if !self.list.is_open() {
                    self.end_list();
                }
                for line in lines {
                    self.prose(line);
                }
            }
        }
    }

    /// What stands above an output of this layout that begins now; `used` lines of prose are its own.
    fn scope_of(&self, layout: Layout, used: usize) -> Scope<'a> {
        let is_over =
            self.printed.is_some_and(|printed| printed != layout) || self.printed.is_some() && self.prose_since > used;
        Scope { command: self.scope.command.filter(|_| !is_over), heading: None, ..self.scope }
    }

    /// An output begins or goes on: a command prints one, and prose behind it ends it.
    fn begins(&mut self, layout: Layout, used: usize) {
        self.scope = self.scope_of(layout, used);
        self.printed = Some(layout);
        self.prose_since = 0;
    }

    /// Whether at least two names of a header are known properties.
    fn has_known_names(&self, header: &str) -> bool {
        let known = |name: &&str| self.words.label(name.trim()).kinds != 0;
        header.len() < 10_000 && header.split([',', ';', '\t']).filter(known).take(2).count() == 2
    }

    /// Whether the line is one of names and values.
    fn pairs(&mut self, line: Line<'a>) -> bool {
        if self.list.is_open() || !line.text.contains('=') {
            return false;
        }
        let records = pairs::read(Origin { source: self.source, scope: self.scope_of(Layout::Text, 0) }, line);
        let any = !records.is_empty();
        if any {
            self.end_both();
        }
        records.into_iter().for_each(&mut *self.take);
        any
    }

    /// A line belongs to the list.
    fn listed(&mut self) {
        if self.printed != Some(Layout::List) || self.prose_since > 0 {
            self.begins(Layout::List, 0);
        }
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
        if self.in_table() {
            return self.next_table(line);
        }
        self.end_table();
        for left in self.list.end_record() {
            self.prose(left);
        }
        let Some((mut table, used)) = Table::start(self.source, line, &self.above, self.blanks, Scope::default())
        else {
            return false;
        };
        self.end_list();
        table.set_scope(self.scope_of_table(line, used));
        self.begins(Layout::Table, used);
        // Header lines were kept as prose until their dashes came.
        let prose = self.reading.prose.len().saturating_sub(used);
        self.reading.prose.truncate(prose);
        self.above.clear();
        self.blanks = 0;
        self.table = Some(table);
        true
    }

    /// The dashes of a table whose header follows the rows of another without a blank line: the header went to that table.
    fn next_table(&mut self, line: Line<'a>) -> bool {
        let Some(table) = &mut self.table else { return false };
        let scope = Scope { heading: None, ..table.scope() };
        let Some((mut next, used)) = Table::start(self.source, line, table.last_rows(HEADER_LINES), 0, scope) else {
            return false;
        };
        let known = |name: &str| self.words.label(name).kinds != 0;
        if !next.has_title(|name| known(name) || table.has_title(|title| title == name)) {
            return false;
        }
        // A command prints one table, or several with one header.
        let is_alike = next.has_titles_of(table);
        table.give_back(used);
        if !is_alike {
            self.scope.command = None;
            next.set_scope(Scope { command: None, ..scope });
        }
        self.end_table();
        self.above.clear();
        self.blanks = 0;
        self.table = Some(next);
        self.begins(Layout::Table, usize::MAX);
        true
    }

    /// What stands above the table with these dashes and lines of a header.
    fn scope_of_table(&mut self, dashes: Line<'a>, used: usize) -> Scope<'a> {
        let lines = u32::try_from(used.saturating_add(self.blanks.saturating_mul(2))).unwrap_or(u32::MAX);
        let near = lines.saturating_add(MOST_BELOW_HEADING);
        let heading = self.heading.take().filter(|(.., line)| dashes.number.saturating_sub(*line) <= near);
        Scope { heading: heading.map(|(name, value, _)| (name, value)), ..self.scope_of(Layout::Table, used) }
    }

    /// Whether the line is the first row of a table that lost its dashes.
    fn starts_without_dashes(&mut self, line: Line<'a>) -> bool {
        let Some(&header) = self.above.last().filter(|_| !self.list.is_open() && self.blanks <= 2) else {
            return false;
        };
        let Some(mut table) = Table::without_dashes(self.source, header, line, self.blanks, Scope::default()) else {
            return false;
        };
        self.end_list();
        table.set_scope(self.scope_of_table(line, 1));
        self.begins(Layout::Table, 1);
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
        self.prose_since = self.prose_since.saturating_add(1);
        if !line.text.trim_end().ends_with([':', '\u{ff1a}']) {
            self.scope.output = self.scope.output.saturating_add(1);
        }
        self.reading.prose.push(ProseLine { place: Place { source: self.source, line: line.number }, text: line.text });
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let (left, damaged) = table.finish(self.words, &mut self.reading.unread, self.take);
        let place = |line| Place { source: self.source, line };
        self.reading.broken.extend(damaged.map(|line| Broken { place: place(line), layout: Layout::Table }));
        for line in left {
            self.prose(line);
        }
    }

    fn end_list(&mut self) {
        let mut list = std::mem::replace(&mut self.list, List::new(self.source, self.words));
        let mut left = list.end_record();
        let heading = list.take_heading().filter(|_| left.is_empty());
        left.extend(list.finish(self.reading, self.take));
        for line in left {
            self.prose(line);
        }
        if let Some((name, value, line)) = heading {
            let since = self.prose_since;
            self.prose(line);
            self.above.clear();
            self.prose_since = since;
            self.heading = Some((name, value, line.number));
        }
    }
}

/// Lines between a group heading and the first line of its table, blank ones included.
const MOST_BELOW_HEADING: u32 = 3;

/// Whether a line begins with a label of a known property. One that somebody indented has its padding.
fn is_known_label(line: &str, words: &dyn Vocabulary) -> bool {
    let found = label_of(line, words).filter(|found| found.indent == 0 || found.is_padded && !is_unpadded(*found));
    found.is_some_and(|found| {
        let value = line.get(found.value_at..).unwrap_or_default();
        words.label(found.name).kinds != 0 && (found.is_padded || !value.trim().is_empty())
    })
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

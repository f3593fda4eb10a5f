//! A pasted text: lists, tables, commands and prose, in any order.
//!
//! Goes over the lines once and hands each to the layout that is open; what no layout takes is prose. Structured
//! layouts that start in the middle of a paste are found here too. Knows where things begin and end, not what they mean.

mod structured;

use super::Place;
use super::cells::Origin;
use super::grid::is_dashes;
use super::label::{is_unpadded, label, label_of, prefixed};
use super::lines::{Line, Lines, width};
use super::list::{self, List, Taken};
use super::table::Table;
use super::vocabulary::Vocabulary;
use super::{Broken, Layout, ProseLine, Reading, Scope, Take, leftover, pairs, prompt};

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
    /// A group heading, and the lines of prose up to it: it belongs to the table right below it.
    heading: Option<(&'a str, &'a str, usize)>,
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
        if is_dashes(line.text) && (self.dashes(line) || self.underlines(line)) {
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
        if self.ends_table(line) {
            self.end_table();
        }
        if self.list.ends_at_heading(line) {
            self.end_list();
        }
        if self.is_beside(line) && self.pairs(line) {
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
        if self.starts_without_dashes(line) || !self.list.is_open() && self.pairs(line) {
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
        self.heading = None;
        self.printed = Some(layout);
        self.prose_since = 0;
    }

    /// Whether the line belongs to another output than the open table.
    fn ends_table(&self, line: Line<'a>) -> bool {
        let Some(table) = &self.table else { return false };
        let is_other = || {
            is_known_label(line.text, self.words)
                || is_padded_label(line.text)
                || list::is_heading_line(line.text, self.words)
                || self.words.is_statement(line.text) && table.breaks_with(line)
        };
        leftover::is_quoted_row(line.text) || table.has_several_columns() && is_other()
    }

    /// Dashes below the last line of a table, as wide as that line: it is a heading and no row.
    fn underlines(&mut self, line: Line<'a>) -> bool {
        let Some(table) = self.table.as_mut().filter(|table| table.is_open()) else { return false };
        let [row] = table.last_rows(1) else { return false };
        let row = *row;
        let is_underline = |text: &str| !text.contains(' ') && width(text) == width(row.text.trim());
        if !is_underline(line.text.trim()) {
            return false;
        }
        table.give_back(1);
        self.end_table();
        self.prose(row);
        self.prose(line);
        self.above.clear();
        true
    }

    /// Whether a line with `=` may be an object of its own below an open list or table: it begins at the first column, has
    /// no label and is no row.
    fn is_beside(&self, line: Line<'a>) -> bool {
        let is_plain = line.text.contains('=') && !line.text.starts_with([' ', '\t', '{', '}', '[', ']']);
        let fits = self.table.as_ref().is_some_and(|table| table.fits(line));
        is_plain && (self.in_table() && !fits || self.list.is_open() && label_of(line.text, self.words).is_none())
    }

    /// Whether the line is one of names and values.
    fn pairs(&mut self, line: Line<'a>) -> bool {
        if !line.text.contains('=') {
            return false;
        }
        let records = pairs::read(Origin { source: self.source, scope: self.scope_of(Layout::Text, 0) }, line);
        // Below a list or a table that goes on, an object has a name.
        let is_open = self.list.is_open() || self.in_table();
        let any = if is_open { records.iter().any(pairs::is_named) } else { !records.is_empty() };
        if any {
            self.end_both();
        }
        if any {
            records.into_iter().for_each(&mut *self.take);
        }
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
        table.set_scope(self.scope_of_table(used));
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

    /// What stands above the table with so many lines of a header. Nothing else stands below its group heading.
    fn scope_of_table(&mut self, used: usize) -> Scope<'a> {
        let lines = self.reading.prose.len();
        // A heading right above the header ends with it.
        let is_right_above = |above: usize| above == lines || above.saturating_add(used) == lines;
        let heading = self.heading.take().filter(|(.., above)| is_right_above(*above));
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
        table.set_scope(self.scope_of_table(1));
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
            self.heading = Some((name, value, self.reading.prose.len()));
        }
    }
}

/// Whether a line begins with a label of a known property. One that somebody indented has its padding.
fn is_known_label(line: &str, words: &dyn Vocabulary) -> bool {
    let found = label_of(line, words).filter(|found| found.indent == 0 || found.is_padded && !is_unpadded(*found));
    found.is_some_and(|found| {
        let value = line.get(found.value_at..).unwrap_or_default();
        words.label(found.name).kinds != 0 && (found.is_padded || !value.trim().is_empty())
    })
}

/// Whether a line begins with a label that the formatter padded: `RemotePort       : 25`. No cell begins with a colon.
fn is_padded_label(line: &str) -> bool {
    let found = label(line).filter(|found| found.indent == 0 && found.is_padded && !is_unpadded(*found));
    found.is_some_and(|found| line.get(found.value_at..).is_some_and(|value| value.starts_with(' ')))
}

/// Whether a line is the fence of a code block (Markdown: forums, chats): ```` ``` ````, `~~~`, with a language or without.
fn is_fence(line: &str) -> bool {
    let text = line.trim();
    let language = text.trim_start_matches(['`', '~']);
    text.len().saturating_sub(language.len()) >= 3 && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

//! Export-Csv, ConvertTo-Csv, Queue Viewer's Export List, and tables pasted from a spreadsheet.
//!
//! ```text
//! csv    = [ "#TYPE " name | "#Fields:" ] header { row }
//! row    = cell { delimiter cell }          delimiter: "," | ";" | tab, the same throughout
//! cell   = '"' { char | '""' } '"' | { char }
//! ```
//! The grammar is small, so it is read here: cells are borrowed, lines are counted, and a file that ends in the middle
//! keeps what it has. Rows may be indented (a here-string in a script: public scripts). An empty cell without quotes is
//! null. A cell that holds the name of a .NET type instead of a value hides all of it (live objects, recorded output).
//! Knows no property names.

use std::borrow::Cow;

use super::Place;
use super::cells::Origin;
use super::label::label_of;
use super::lines::PLACEHOLDER;
use super::vocabulary::Vocabulary;
use super::{Cut, Field, Layout, Record, Take, Value};

/// A header and where its rows start.
#[derive(Debug)]
pub(super) struct Header<'a> {
    names: Vec<Cow<'a, str>>,
    delimiter: u8,
    layout: Layout,
    is_quoted: bool,
    /// Bytes up to the first row.
    used: usize,
    lines: u32,
}

/// Most columns of a header; objects have fewer properties.
const MOST_COLUMNS: usize = 400;

/// Reads the header that starts at this text, if it is one: quoted or bare names, at least two.
pub(super) fn header(text: &str) -> Option<Header<'_>> {
    let (mut rest, mut used, mut lines) = (text, 0_usize, 0_u32);
    if rest.starts_with("#TYPE ") {
        let end = rest.find('\n')?.saturating_add(1);
        (rest, used, lines) = (rest.get(end..)?, end, 1);
    }
    let first = rest.split('\n').next()?;
    // Exchange's own logs: `#Fields: date-time,connector-id,..`.
    let (first, is_log) = match first.strip_prefix("#Fields:") {
        Some(names) => (names, true),
        None => (first, false),
    };
    let skipped = if is_log { "#Fields:".len() } else { 0 };
    let trimmed = first.trim();
    let quoted = trimmed.starts_with('"');
    let delimiter = if quoted {
        let name_end = trimmed.get(1..)?.find('"')?.saturating_add(2);
        match trimmed.as_bytes().get(name_end) {
            Some(&d @ (b',' | b';' | b'\t')) => d,
            None if text.starts_with("#TYPE ") => b',',
            _ => return None,
        }
    } else {
        // The commonest delimiter; a header has names only.
        let count = |d: char| trimmed.matches(d).count();
        let best = [('\t', b'\t'), (';', b';'), (',', b',')].into_iter().max_by_key(|&(c, _)| count(c))?;
        // Bare names with commas are mostly prose: more of them are asked for.
        let least = if best.0 == '\t' { 1 } else { 2 };
        if count(best.0) < least {
            return None;
        }
        best.1
    };
    let mut cursor = Cursor { text: rest, at: skipped, line: 0 };
    let (cells, _) = cursor.row(delimiter, MOST_COLUMNS)?;
    let is_name = |cell: &Cell<'_>| {
        let name = cell.text.trim();
        !name.is_empty()
            && name.len() <= 100
            && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '(' | ')' | '/'))
            && (quoted || delimiter == b'\t' || !name.contains(' ') || delimiter == b';')
    };
    // A header is one line.
    if cursor.line != 1 || cells.len() > MOST_COLUMNS || !cells.iter().all(is_name) {
        return None;
    }
    let names = cells.into_iter().map(|c| trimmed_cow(c.text)).collect();
    let layout = if is_log { Layout::Log } else { Layout::Csv };
    Some(Header {
        names,
        delimiter,
        layout,
        is_quoted: quoted,
        used: used.saturating_add(cursor.at),
        lines: lines.saturating_add(cursor.line),
    })
}

impl<'a> Header<'a> {
    /// Whether cells of another number are a row that lost a delimiter or got one more, and no prose.
    fn may_be_row(&self, cells: &[Cell<'_>], is_last: bool) -> bool {
        let Some(first) = cells.first().filter(|_| self.layout == Layout::Csv) else { return false };
        // The text may end behind the first cell of its last row.
        if cells.len() == 1 {
            return is_last && self.is_quoted && first.is_quoted && self.names.len() > 1;
        }
        let is_tight = cells.iter().skip(1).all(|cell| cell.is_quoted || !cell.text.starts_with(' '));
        let is_long = self.names.len() > 2 && cells.len().saturating_mul(2) > self.names.len();
        first.is_quoted == self.is_quoted && is_tight && (self.is_quoted || is_long || first.text.contains('\\'))
    }

    /// What such a row shows beyond doubt: the first cell, all of it where quotes say so.
    fn visible(&self, cells: Vec<Cell<'a>>, line: u32) -> Vec<Field<'a>> {
        let mut first = cells.into_iter().next();
        let field = |name: &Cow<'a, str>| {
            let (value, cut) = match first.take() {
                Some(cell) => (Value::Text(cell.text), if cell.is_quoted { Cut::No } else { Cut::End }),
                None => (Value::Text(Cow::Borrowed("")), Cut::All),
            };
            Field { name: name.clone(), value, line, cut }
        };
        self.names.iter().map(field).collect()
    }

    /// Whether at least two of the names are known.
    pub(super) fn is_known(&self, words: &dyn Vocabulary) -> bool {
        self.names.iter().filter(|name| words.label(name).kinds != 0).take(2).count() == 2
    }
}

/// Columns of an SMTP protocol log.
const LOG_COLUMNS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Lines of a protocol log pasted without the `#Fields:` line above them: a time stamp and eight commas. The columns
/// are named by their numbers.
pub(super) fn bare_log(text: &str) -> Option<Header<'_>> {
    let line = text.split('\n').next()?;
    let stamp = line.get(..24)?.as_bytes();
    let is_stamp = stamp.iter().zip(b"0000-00-00T00:00:00.000Z").all(|(&c, &form)| match form {
        b'0' => c.is_ascii_digit(),
        form => c == form,
    });
    let fits = is_stamp && line.as_bytes().get(24) == Some(&b',') && line.matches(',').take(8).count() == 8;
    let names = LOG_COLUMNS.into_iter().map(Cow::Borrowed).collect();
    fits.then_some(Header { names, delimiter: b',', layout: Layout::Log, is_quoted: false, used: 0, lines: 0 })
}

fn trimmed_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Reads the rows below a header; gives whether there are any, and the bytes used, header included. The lines of rows that
/// have another number of cells go to `unfit`; of those only the first cell is known.
pub(super) fn rows<'a>(
    origin: Origin<'a>,
    text: &'a str,
    first_line: u32,
    header: &Header<'a>,
    words: &dyn Vocabulary,
    unfit: &mut Vec<(u32, u32)>,
    take: Take<'_, 'a>,
) -> (bool, usize) {
    let Origin { source, scope } = origin;
    let mut any = false;
    let mut cursor = Cursor { text, at: header.used, line: header.lines };
    let mut used = header.used;
    loop {
        let line = cursor.line;
        let Some((cells, is_open)) = cursor.row(header.delimiter, header.names.len()) else { break };
        let is_blank = cells.iter().all(|c| c.text.trim().is_empty());
        // The same file twice in one paste, or a blank line: the next header is looked for from here.
        let fits = cells.len() == header.names.len() || (is_open && !cells.is_empty());
        if is_blank && cells.len() == 1 && header.names.len() > 1 {
            // A blank line after every line: question-and-answer sites double-space files too.
            if cursor.goes_on(header) {
                continue;
            }
            if !any || cursor.is_at_end() {
                used = cursor.at;
            }
            break;
        }
        if ends(&cells, header, words) || !fits && !header.may_be_row(&cells, cursor.is_at_end()) {
            break;
        }
        if !fits {
            used = cursor.at;
            let (number, last_line) = (first_line.saturating_add(line), first_line.saturating_add(cursor.line));
            let last_line = last_line.saturating_sub(1).max(number);
            unfit.push((number, last_line));
            take(Record {
                place: Place { source, line: number },
                last_line,
                layout: header.layout,
                scope,
                fields: header.visible(cells, number),
            });
            any = true;
            continue;
        }
        // The dashes of a table whose blanks became tabs.
        if cells.iter().all(|c| !c.text.is_empty() && c.text.trim().bytes().all(|b| b == b'-' || b == b' ')) {
            continue;
        }
        used = cursor.at;
        let number = first_line.saturating_add(line);
        let last = cells.len().saturating_sub(1);
        let fields = header.names.iter().enumerate().map(|(index, name)| {
            // The text ends inside this row: the cells behind are hidden.
            let Some(cell) = cells.get(index) else {
                return Field {
                    name: name.clone(),
                    value: Value::Text(Cow::Borrowed("")),
                    line: number,
                    cut: Cut::All,
                };
            };
            let value = match (&cell.text, cell.is_quoted) {
                (text, false) if text.is_empty() => Value::Null,
                (text, _) => Value::Text(text.clone()),
            };
            let cut = match &value {
                Value::Text(text) if is_type_name(text) => Cut::All,
                _ if is_open && index == last => Cut::End,
                _ => Cut::No,
            };
            Field { name: name.clone(), value, line: number, cut }
        });
        any = true;
        take(Record {
            place: Place { source, line: number },
            last_line: first_line.saturating_add(cursor.line).saturating_sub(1).max(number),
            layout: header.layout,
            scope,
            fields: fields.collect(),
        });
        if is_open {
            break;
        }
    }
    (any, used)
}

/// Whether cells are no row but the header of another file, a label of a list, or a statement.
fn ends(cells: &[Cell<'_>], header: &Header<'_>, words: &dyn Vocabulary) -> bool {
    let [first, rest @ ..] = cells else { return false };
    let is_known = |cell: &Cell<'_>| words.label(cell.text.trim()).kinds != 0;
    let are_names = is_known(first) && rest.iter().take(2).all(is_known);
    if are_names && !rest.is_empty() && cells.iter().filter(|cell| is_known(cell)).take(3).count() > 1 {
        return true;
    }
    let is_quoted = header.is_quoted && !first.is_quoted && !first.text.is_empty();
    let line = first.text.trim();
    let is_structured = is_quoted && line.starts_with(['{', '[', '<']);
    header.layout == Layout::Csv
        && !first.is_quoted
        && (is_structured
            || is_quoted && (words.is_statement(line) || label_of(line, words).is_some())
            || label_of(line, words).is_some_and(|found| words.label(found.name).kinds != 0))
}

/// `Microsoft.Exchange.Data.MultiValuedProperty`1[..]`, `System.Collections.ArrayList`, `System.Int32[]`.
pub(super) fn is_type_name(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("Microsoft.Exchange.") || text.starts_with("System.") || text.starts_with("Deserialized."))
        && !text.contains(' ')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '`' | '[' | ']' | ',' | '=' | '_' | '+'))
}

#[derive(Debug)]
struct Cell<'a> {
    text: Cow<'a, str>,
    is_quoted: bool,
}

/// A position in the text, with the lines passed.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl<'a> Cursor<'a> {
    /// Whether the next line is a row: quoted, with all its cells, and not the header once more.
    fn goes_on(&self, header: &Header<'_>) -> bool {
        let mut ahead = Self { text: self.text, at: self.at, line: self.line };
        let is_row = |(cells, is_open): (Vec<Cell<'_>>, bool)| {
            let is_header = cells.iter().zip(&header.names).all(|(cell, name)| cell.text.trim() == name);
            cells.len() == header.names.len() && !is_open && !is_header
        };
        self.text.get(self.at..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with('"'))
            && ahead.row(header.delimiter, header.names.len()).is_some_and(is_row)
    }

    fn is_at_end(&self) -> bool {
        self.text.get(self.at..).is_none_or(|r| r.trim().is_empty())
    }

    /// One row, and whether its last quote is never closed. `None` at the end. Stops soon after `most` cells: the row
    /// does not fit then.
    fn row(&mut self, delimiter: u8, most: usize) -> Option<(Vec<Cell<'a>>, bool)> {
        // A line that was joined to the one above.
        while let Some(rest) = self.text.get(self.at..).and_then(|rest| rest.strip_prefix(PLACEHOLDER)) {
            let end = rest.find('\n').map_or(rest.len(), |end| end.saturating_add(1));
            self.at = self.at.saturating_add(PLACEHOLDER.len()).saturating_add(end);
            self.line = self.line.saturating_add(1);
        }
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let indent = rest.len().saturating_sub(rest.trim_start_matches(' ').len());
            let is_quoted = rest.get(indent..)?.starts_with('"');
            let text = if is_quoted {
                self.at = self.at.saturating_add(indent).saturating_add(1);
                match self.quoted()? {
                    Ok(text) => text,
                    Err(text) => {
                        cells.push(Cell { text, is_quoted });
                        return Some((cells, true));
                    }
                }
            } else {
                self.bare(delimiter)?
            };
            cells.push(Cell { text, is_quoted });
            match self.text.as_bytes().get(self.at) {
                Some(&byte) if byte == delimiter && cells.len() <= most => self.at = self.at.saturating_add(1),
                Some(b'\r' | b'\n') | None => {
                    if self.text.get(self.at..)?.starts_with('\r') {
                        self.at = self.at.saturating_add(1);
                    }
                    self.at = self.at.saturating_add(1).min(self.text.len());
                    self.line = self.line.saturating_add(1);
                    return Some((cells, false));
                }
                // Text behind a closing quote: no row.
                Some(_) => {
                    let rest = self.text.get(self.at..)?;
                    let end = rest.find('\n').map_or(rest.len(), |e| e.saturating_add(1));
                    self.at = self.at.saturating_add(end);
                    self.line = self.line.saturating_add(1);
                    while cells.len() <= most {
                        cells.push(Cell { text: Cow::Borrowed(""), is_quoted: false });
                    }
                    return Some((cells, false));
                }
            }
        }
    }

    fn bare(&mut self, delimiter: u8) -> Option<Cow<'a, str>> {
        let rest = self.text.get(self.at..)?;
        let end = rest.bytes().position(|b| b == delimiter || b == b'\n').unwrap_or(rest.len());
        let cell = rest.get(..end)?;
        let cell = cell.strip_suffix('\r').unwrap_or(cell);
        self.at = self.at.saturating_add(cell.len());
        Some(Cow::Borrowed(cell))
    }

    /// The rest of a quoted cell; `Err` with what there is where its end is missing.
    fn quoted(&mut self) -> Option<Result<Cow<'a, str>, Cow<'a, str>>> {
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut from = start;
        loop {
            let rest = self.text.get(from..)?;
            let Some(quote) = rest.find('"') else {
                let end = self.text.get(from..)?;
                let text = owned.map_or(Cow::Borrowed(end), |o| Cow::Owned(o + end));
                self.at = self.text.len();
                return Some(Err(text));
            };
            let piece = rest.get(..quote)?;
            self.line = self.line.saturating_add(u32::try_from(piece.matches('\n').count()).unwrap_or(u32::MAX));
            let after = from.saturating_add(quote).saturating_add(1);
            if self.text.as_bytes().get(after) == Some(&b'"') {
                let own = owned.get_or_insert_with(String::new);
                own.push_str(piece);
                own.push('"');
                from = after.saturating_add(1);
                continue;
            }
            self.at = after;
            // Blanks behind the quote: web editors end lines with two.
            let tail = self.text.get(after..)?;
            let blanks = tail.len().saturating_sub(tail.trim_start_matches(' ').len());
            self.at = self.at.saturating_add(blanks);
            return Some(Ok(match owned {
                Some(own) => Cow::Owned(own + piece),
                None => Cow::Borrowed(piece),
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scope;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found: Vec<Record<'_>> = Vec::new();
        if let Some(header) = header(text) {
            let origin = Origin { source: 0, scope: Scope::default() };
            rows(origin, text, 1, &header, &super::super::Nothing, &mut Vec::new(), &mut |record| found.push(record));
        }
        let shown: Vec<String> = found
            .iter()
            .map(|r| {
                let cells = r.fields.iter().map(|f| match &f.value {
                    Value::Text(t) => format!("{}={t}{}", f.name, if f.cut == Cut::No { "" } else { "~" }),
                    _ => format!("{}!", f.name),
                });
                format!("{} {}", r.place.line, cells.collect::<Vec<_>>().join("|"))
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_every_dialect() {
        check("\"A\",\"B\"\r\n\"1\",\"x \"\"y\"\"\"\r\n\"2\",\r\n", &["2 A=1|B=x \"y\"", "3 A=2|B!"]);
        check("#TYPE X.Y\n\"A\";\"B\"\n\"1\";\"two\nlines\"\n\"3\";\"4\"", &["3 A=1|B=two\nlines", "5 A=3|B=4"]);
        check("A\tB\n1\t2\n", &["2 A=1|B=2"]);
        check("\"A\",\"B\"\n    \"1\",\"2\"\n    \n", &["2 A=1|B=2"]);
        check("\"A\",\"B\"\n\"1\",\"System.Collections.ArrayList\"", &["2 A=1|B=System.Collections.ArrayList~"]);
        check("\"A\",\"B\"\n\"1\",\"unfinish", &["2 A=1|B=unfinish~"]);
    }

    #[test]
    fn prose_is_no_header() {
        for text in ["Hello, this is text\nmore", "\"451 4.4.0 Primary\"", "we, they, you all\nx"] {
            assert!(header(text).is_none(), "{text}");
        }
    }
}

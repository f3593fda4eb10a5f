//! The paste as it was read: its lines with their numbers, marked by what became of them, and single lines in place with
//! their neighbours.

use super::super::dom::Part;
use super::View;
use crate::report::wire::Report;
use crate::words::PageWords;

/// Neighbours of a line on each side.
const NEIGHBOURS: usize = 2;
/// Lines shown of one source; a browser becomes slow with many more.
const MOST_LINES: usize = 3000;
/// Characters shown of one line.
const MOST_CHARACTERS: usize = 2000;
/// Lines of a record that are looked through for a value that is cut.
const MOST_OF_RECORD: usize = 80;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It was read.
    Read,
    /// It was read, and its value is cut.
    Cut,
    /// It has the form of data and was not read.
    Unread,
    /// It is no data.
    Beside,
}

impl Fate {
    /// Class and sign; never colour alone.
    const fn mark(self) -> (&'static str, &'static str) {
        match self {
            Self::Read => ("read", "│"),
            Self::Cut => ("cut", "✂"),
            Self::Unread => ("unread", "✕"),
            Self::Beside => ("beside", " "),
        }
    }
}

/// A fold that opens to a line with its neighbours.
pub(super) fn quote_fold(fold: &Part, source: &str, line: u32, words: &PageWords) {
    let text = if source.is_empty() { words.line(line) } else { words.file_line(source, line) };
    fold.slot("jump").text(&text);
    fold.attr("data-quote", &line.to_string()).attr("data-source", source);
}

/// Fills an opened line with its neighbours.
pub(crate) fn fill_quote(words: &PageWords, source: &str, line: usize, text: &str, body: &Part) {
    let first = line.saturating_sub(NEIGHBOURS).max(1);
    let count = line.saturating_sub(first).saturating_add(NEIGHBOURS).saturating_add(1);
    let pre = body.add_new("pre", "", "");
    pre.attr("tabindex", "0").attr("role", "group").attr("aria-label", &words.quote_label(line));
    for (number, shown) in (first..).zip(text.lines().skip(first.saturating_sub(1)).take(count)) {
        let tag = if number == line { "mark" } else { "span" };
        pre.add_new(tag, "", &numbered(number, " ", shown));
    }
    if source.is_empty() {
        let button = body.add_new("button", "link", words.show_in_paste);
        button.attr("type", "button").attr("data-do", "jump").attr("data-arg", &line.to_string());
    }
}

fn numbered(number: usize, sign: &str, text: &str) -> String {
    let shown: String = text.chars().take(MOST_CHARACTERS).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{sign} {number:>5}  {shown}{more}\n")
}

/// The sources of a report, the pasted text first.
pub(crate) fn sources(report: &Report) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let all = report.inputs.iter().map(|part| part.source.as_str());
    for name in all.chain(report.unread.iter().map(|lines| lines.source.as_str())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| !name.is_empty());
    names
}

/// Adds one source as it was read.
pub(crate) fn as_read(view: View<'_>, source: &str, text: &str, body: &Part) {
    let words = view.words;
    let lines: Vec<&str> = text.lines().take(MOST_LINES).collect();
    let fates = fates(view.report, source, &lines);
    if !source.is_empty() {
        body.add_new("h3", "", source);
    }
    let pre = body.add_new("pre", "as-read", "");
    let label = if source.is_empty() { words.read_title } else { source };
    pre.attr("tabindex", "0").attr("role", "group").attr("aria-label", label);
    let mut at = 0_usize;
    // Lines in a row with the same fate are one element.
    for run in fates.chunk_by(PartialEq::eq) {
        let Some(fate) = run.first() else { continue };
        let (class, sign) = fate.mark();
        let mut told = String::new();
        for line in lines.iter().skip(at).take(run.len()) {
            at = at.saturating_add(1);
            told.push_str(&numbered(at, sign, line));
        }
        pre.add_new("span", class, &told);
        let number = u32::try_from(at).unwrap_or(u32::MAX);
        let why = view.report.unread.iter().find(|u| u.source == source && u.last_line == number);
        if let (Fate::Unread, Some(why)) = (fate, why) {
            pre.add_new("span", "why", &format!("        ↳ {}\n", why.why));
        }
    }
    let more = text.lines().count().saturating_sub(lines.len());
    if more > 0 {
        body.add_new("p", "soft", &words.read_more(more));
    }
}

/// What became of each line of a source.
fn fates(report: &Report, source: &str, lines: &[&str]) -> Vec<Fate> {
    let mut fates = vec![Fate::Beside; lines.len()];
    let mut mark = |first: u32, last: u32, fate: Fate| {
        let first = (first as usize).saturating_sub(1);
        let count = (last as usize).saturating_sub(first);
        for line in fates.iter_mut().skip(first).take(count) {
            *line = fate;
        }
    };
    for part in report.inputs.iter().filter(|part| part.source == source) {
        mark(part.first_line, part.last_line, Fate::Read);
    }
    for part in report.unread.iter().filter(|part| part.source == source) {
        mark(part.first_line, part.last_line, Fate::Unread);
    }
    let queues = report.queues.iter().map(|it| (&it.source, it.line, &it.cut));
    let connectors = report.receive_connectors.iter().map(|it| (&it.source, it.line, &it.cut));
    for (_, line, cut) in queues.chain(connectors).filter(|(name, _, cut)| *name == source && !cut.is_empty()) {
        for property in cut {
            let number = line_of(lines, line, property);
            mark(number, number, Fate::Cut);
        }
    }
    fates
}

/// The line of a record's property in a list; the record's own line where it has none of its own, as in a table.
fn line_of(lines: &[&str], record: u32, property: &str) -> u32 {
    let from = (record as usize).saturating_sub(1);
    // The report writes `remote_ip_ranges`, Exchange `RemoteIPRanges`.
    let plain = |name: &str| name.trim().replace('_', "").to_ascii_lowercase();
    let wanted = plain(property);
    let is_it = |line: &&str| line.split_once(':').is_some_and(|(label, _)| plain(label) == wanted);
    let at = lines.iter().skip(from).take(MOST_OF_RECORD).position(is_it).unwrap_or(0);
    record.saturating_add(u32::try_from(at).unwrap_or(0))
}

/// How many lines were read, and how many with the form of data were not.
pub(super) fn counts(report: &Report) -> (usize, usize) {
    let lines = |first: u32, last: u32| (last as usize).saturating_add(1).saturating_sub(first as usize);
    let read = report.inputs.iter().map(|part| lines(part.first_line, part.last_line));
    let unread = report.unread.iter().map(|part| lines(part.first_line, part.last_line));
    (read.fold(0, usize::saturating_add), unread.fold(0, usize::saturating_add))
}

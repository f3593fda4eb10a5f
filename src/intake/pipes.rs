//! Tables with a sign between their cells: Markdown, text boxes, `psql`, Jira, MediaWiki, and lists of a script.
//!
//! ```text
//! table = [ border ] titles [ border ] row { [ border ] row } [ border ]
//! row   = [ sign ] cell { sign cell } [ sign ]      sign: "|" or a vertical line of a box, the same throughout
//! wiki  = "{|" { "|-" | "|+" caption | "!" cell { "!!" cell } | "|" cell { "||" cell } } "|}"
//! ```
//! The titles are told by the border below them, by doubled signs (Jira: `||Name||`), or by two rows that have as many
//! cells as they do. A cell of several lines is one cell where borders stand between all rows.
//!
//! Asked for by: reports that scripts send as Markdown, tickets, wikis, chats that draw boxes. A pipeline
//! (`Get-Queue | fl`) has signs too, and prose may: neither has rows below it. Knows no property names.

use std::borrow::Cow;

use super::cells::{self, Origin, Row};
use super::lines::{Line, Lines};
use super::{Take, prompt};

const SIGNS: [char; 5] = ['|', '│', '┃', '║', '¦'];

/// Lines of one table; no mail holds more rows.
const MOST_ROWS: usize = 20_000;

/// Whether a line is the rule below titles or a border: dashes and what joins them, and nothing else.
pub(super) fn is_rule(line: &str) -> bool {
    let text = line.trim();
    let is_line = |c: char| matches!(c, '-' | '=' | '\u{2500}'..='\u{257f}');
    let is_joint = |c: char| matches!(c, '|' | '+' | ':' | ' ') || SIGNS.contains(&c);
    let is_wide = |c: char| is_line(c) && !SIGNS.contains(&c);
    text.chars().all(|c| is_line(c) || is_joint(c))
        && text.chars().filter(|c| is_wide(*c)).count() > 2
        && text.contains(|c: char| c == '+' || !c.is_ascii() || SIGNS.contains(&c))
}

/// Whether a table may start with this line: a border, or cells between the lines of a box.
pub(super) fn may_start(line: &str) -> bool {
    is_rule(line) || line.trim_start().starts_with(SIGNS)
}

/// Whether a line has cells.
pub(super) fn is_row(line: &str) -> bool {
    !is_rule(line) && sign(line).is_some_and(|sign| split(line, sign).len() > 1)
}

/// The sign between the cells of a line.
fn sign(line: &str) -> Option<char> {
    line.chars().find(|c| SIGNS.contains(c))
}

/// The cells of a line, trimmed.
fn split(line: &str, sign: char) -> Vec<&str> {
    let text = line.trim();
    // Where no sign stands before the first cell, an empty last cell is one.
    let inner = text
        .strip_prefix(sign)
        .map_or(text, |inner| inner.strip_suffix(sign).filter(|i| !i.ends_with('\\')).unwrap_or(inner));
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (0_usize, false);
    for (at, c) in inner.char_indices() {
        if c == sign && !escaped {
            cells.push(inner.get(start..at).unwrap_or_default().trim());
            start = at.saturating_add(c.len_utf8());
        }
        escaped = c == '\\' && !escaped;
    }
    cells.push(inner.get(start..).unwrap_or_default().trim());
    cells
}

/// A cell without what Markdown and Jira write around and into it.
fn plain(cell: &str) -> Cow<'_, str> {
    let mut text = cell;
    for mark in ["**", "__", "`", "*"] {
        let inner = text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        text = inner.filter(|inner| !inner.contains(mark) && !inner.is_empty()).unwrap_or(text);
    }
    if !text.contains(['\\', '<']) {
        return Cow::Borrowed(text);
    }
    let broken = ["<br>", "<br/>", "<br />"].iter().fold(text.to_owned(), |text, tag| text.replace(tag, " "));
    Cow::Owned(broken.replace("\\|", "|"))
}

/// What a table gave besides records: bytes used, and lines that do not fit.
pub(super) struct Parsed {
    pub(super) used: usize,
    pub(super) unfit: Vec<(u32, u32)>,
}

/// Reads the table that starts at this text; `None` where there is none.
/// `spent` grows by what was read in vain.
pub(super) fn read<'a>(
    origin: Origin<'a>,
    text: &'a str,
    first: u32,
    spent: &mut usize,
    take: Take<'_, 'a>,
) -> Option<Parsed> {
    let parsed = table(origin, text, first, spent, take);
    if let Some(parsed) = &parsed {
        *spent = spent.saturating_sub(parsed.used);
    }
    parsed
}

fn table<'a>(origin: Origin<'a>, text: &'a str, first: u32, spent: &mut usize, take: Take<'_, 'a>) -> Option<Parsed> {
    let mut lines =
        Lines::new(text).map(|line| Line { number: first.saturating_add(line.number).saturating_sub(1), ..line });
    if text.starts_with("{|") {
        return wiki(origin, text, lines, spent, take);
    }
    let mut line = lines.next()?;
    if is_rule(line.text) {
        line = lines.next()?;
    }
    let sign = sign(line.text)?;
    if prompt::command(line.text).is_some() {
        return None;
    }
    // Jira: the signs of titles are doubled.
    let doubled: String = [sign, sign].iter().collect();
    let trimmed = line.text.trim();
    let is_doubled = trimmed.starts_with(&doubled) && trimmed.len() > 4;
    let titles = if is_doubled {
        trimmed.trim_matches(sign).split(doubled.as_str()).map(str::trim).collect()
    } else {
        split(line.text, sign)
    };
    // Behind the mark of a quotation that is the sign of the table too.
    let is_quoted = !is_doubled && titles.len() > 2 && titles.first().is_some_and(|title| title.is_empty());
    let cells_of = |line: &'a str| split(line, sign).into_iter().skip(usize::from(is_quoted)).map(plain).collect();
    let cells: Vec<Cow<'a, str>> =
        if is_doubled { titles.into_iter().map(plain).collect() } else { cells_of(line.text) };
    let count = cells.len();
    let titles = Row { line: line.number, last_line: line.number, titles: count, cells };
    if !titles.may_be_titles() {
        return None;
    }
    let mut rows = vec![titles];
    let mut is_told = is_doubled;
    let has_side = |line: &str| line.trim_start().starts_with(sign);
    let is_sided = has_side(line.text);
    // Rows between two borders, and how many such groups there are.
    let (mut groups, mut in_group) = (Vec::new(), 0_usize);
    let mut used = 0;
    for line in lines {
        if is_rule(line.text) {
            is_told |= rows.len() == 1;
            if in_group > 0 {
                groups.push(in_group);
            }
            in_group = 0;
        } else if line.text.contains(sign) && rows.len() <= MOST_ROWS && prompt::command(line.text).is_none() {
            let cells: Vec<Cow<'a, str>> = cells_of(line.text);
            // Another table, or a line of monitoring, right below.
            if is_sided && !has_side(line.text) && cells.len() != count {
                break;
            }
            rows.push(Row { line: line.number, last_line: line.number, titles: 0, cells });
            in_group = in_group.saturating_add(1);
        } else {
            break;
        }
        used = line_end(text, line.offset);
        *spent = used;
    }
    let values = rows.get(1..).unwrap_or_default();
    // Without a border two rows tell, of names without blanks.
    let fits = |row: &Row<'_>| row.cells.len() == count;
    let are_words = || rows.first().is_some_and(|row| row.cells.iter().all(|c| !c.contains(' ')));
    is_told |= count > 2 && values.len() > 1 && are_words() && values.iter().all(fits);
    if !is_told || values.is_empty() || !values.iter().any(fits) {
        return None;
    }
    if groups.len() > 1 && in_group == 0 {
        rows = merged(rows, &groups, count);
    }
    let unfit = cells::records(origin, &rows, take)?;
    Some(Parsed { used, unfit })
}

/// Where the line behind the one at this offset begins.
fn line_end(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    offset.saturating_add(rest.find('\n').map_or(rest.len(), |end| end.saturating_add(1)))
}

/// The lines between two borders as one row each.
fn merged<'a>(rows: Vec<Row<'a>>, groups: &[usize], count: usize) -> Vec<Row<'a>> {
    let mut lines = rows.into_iter();
    let mut merged: Vec<Row<'a>> = lines.next().into_iter().collect();
    for &group in groups {
        let Some(mut row) = lines.next() else { break };
        for line in lines.by_ref().take(group.saturating_sub(1)) {
            row.last_line = line.last_line;
            if line.cells.len() != count {
                row.cells.clear();
            }
            for (cell, more) in row.cells.iter_mut().zip(line.cells).filter(|(_, more)| !more.is_empty()) {
                let joined = [&**cell, &*more].join(if cell.is_empty() { "" } else { " " });
                *cell = Cow::Owned(joined);
            }
        }
        merged.push(row);
    }
    merged
}

/// A table of MediaWiki.
fn wiki<'a>(
    origin: Origin<'a>,
    text: &'a str,
    lines: impl Iterator<Item = Line<'a>>,
    spent: &mut usize,
    take: Take<'_, 'a>,
) -> Option<Parsed> {
    let mut rows: Vec<Row<'a>> = vec![Row::default()];
    let mut used = None;
    for line in lines.skip(1) {
        *spent = line.offset;
        let trimmed = line.text.trim();
        if trimmed.starts_with("|}") {
            used = Some(line_end(text, line.offset));
            break;
        }
        let is_title = trimmed.starts_with('!');
        match trimmed.as_bytes() {
            [b'|', b'-', ..] => rows.push(Row::default()),
            [b'|', b'+', ..] | [] => {}
            [b'|' | b'!', ..] => {
                let row = rows.last_mut()?;
                let inner = trimmed.get(1..).unwrap_or_default();
                for cell in inner.split(if is_title { "!!" } else { "||" }) {
                    // `style="..." | value`
                    let value = cell.split_once('|').filter(|(style, _)| style.contains('=')).map_or(cell, |(_, v)| v);
                    row.cells.push(plain(value.trim()));
                    row.titles = row.titles.saturating_add(usize::from(is_title));
                }
                if row.line == 0 {
                    row.line = line.number;
                }
                row.last_line = line.number;
            }
            _ => return None,
        }
        if rows.len() > MOST_ROWS {
            return None;
        }
    }
    rows.retain(|row| !row.cells.is_empty());
    let unfit = cells::records(origin, &rows, take)?;
    Some(Parsed { used: used?, unfit })
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
                    Value::Text(t) => format!("{}={t}{}", f.name, if f.cut == crate::Cut::No { "" } else { "~" }),
                    _ => f.name.to_string(),
                });
                format!("{}-{} {}", r.place.line, r.last_line, cells.collect::<Vec<_>>().join("|"))
            })
            .collect();
        shown.extend(parsed.into_iter().flat_map(|p| p.unfit).map(|(from, _)| format!("unfit {from}")));
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_every_dialect() {
        let expected = ["3-3 Identity=EX1\\1|Status=Retry", "4-4 Identity=EX1\\2|Status="];
        check("| Identity | Status |\n|---|:---:|\n| EX1\\1 | Retry |\n| EX1\\2 | |\n\nText", &expected);
        check(" Identity | Status\n----------+--------\n EX1\\1    | Retry\n EX1\\2    |\n(2 rows)", &expected);
        check("| **Identity** | `Status` |\n|---|---|\n| `EX1\\1` | Retry |\n| EX1\\2 |  |", &expected);
        check(
            "||Identity||Status||\n|EX1\\1|Retry|\n|EX1\\2| |\n",
            &["2-2 Identity=EX1\\1|Status=Retry", "3-3 Identity=EX1\\2|Status="],
        );
        check(
            "Identity|Status|MessageCount\nEX1\\1|Retry|12\nEX1\\2|Ready|0\n",
            &["2-2 Identity=EX1\\1|Status=Retry|MessageCount=12", "3-3 Identity=EX1\\2|Status=Ready|MessageCount=0"],
        );
        check(
            "┌──────────┬────────┐\n│ Identity │ Status │\n├──────────┼────────┤\n│ EX1\\1    │ Ret... │\n└──────────┴────────┘",
            &["4-4 Identity=EX1\\1|Status=Ret~"],
        );
        check(
            "+----------+-----------+\n| Identity | LastError |\n+==========+===========+\n| EX1\\1    | 451 4.4.0 |\n\
             |          | Primary   |\n+----------+-----------+\n| EX1\\2    |           |\n+----------+-----------+",
            &["4-5 Identity=EX1\\1|LastError=451 4.4.0 Primary", "7-7 Identity=EX1\\2|LastError="],
        );
        check(
            "{| class=\"wikitable\"\n|+ Queues\n! Identity !! Status\n|-\n| EX1\\1 || Retry\n|-\n| EX1\\2\n| style=\"x\" | Ready\n|}",
            &["5-5 Identity=EX1\\1|Status=Retry", "7-8 Identity=EX1\\2|Status=Ready"],
        );
        check(
            "| Name | Ranges |\n|---|---|\n| a \\| b | 10.0.0.1<br>10.0.0.2 |",
            &["3-3 Name=a | b|Ranges=10.0.0.1 10.0.0.2"],
        );
        check(
            "| Property | Value |\n|---|---|\n| Identity | EX1\\1 |\n| Status | Retry |",
            &["3-3 Property=Identity|Value=EX1\\1", "4-4 Property=Status|Value=Retry"],
        );
    }

    #[test]
    fn rows_that_do_not_fit_are_told() {
        check("| A | B |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n", &["3-3 A=1|B=2", "unfit 4"]);
    }

    #[test]
    fn pipelines_and_prose_are_no_tables() {
        for text in [
            "Get-Queue | ft Identity | Out-String\nGet-Queue | fl",
            "We tried this | and that | and more\nthen we | called | you\nagain | and | again",
            "either | or\nthis | that",
            "---\nText",
            "| alone |\n|---|",
            "{| class=x\nprose",
        ] {
            check(text, &[]);
        }
    }
}

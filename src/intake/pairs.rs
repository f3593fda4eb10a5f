//! Names and values on one line: what scripts and plugins of monitoring print, and objects turned into text.
//!
//! ```text
//! object = "@{" pair { "; " pair } "}"                    PowerShell, an object as a string
//! line   = [ head sign ] pair { sign pair }               sign: " | ", "; ", ", " or blanks, the same throughout
//! pair   = name "=" value
//! ```
//! A value may hold signs of its own: it ends only where a sign, a name and `=` follow. What stands before the first pair
//! is the object's identity where it is written like one (`SERVER\name`). Two pairs at least, or an identity and one: a
//! single `=` is in many sentences. Knows no property names.

use std::borrow::Cow;

use super::cells::Origin;
use super::lines::Line;
use super::{Cut, Field, Layout, Place, Record, Value};

/// No object has more properties.
const MOST_PAIRS: usize = 400;

/// Signs between pairs, those first that say most.
const SIGNS: [&str; 4] = ["|", ";", ",", " "];

/// The objects on this line; none where it is no such line.
pub(super) fn read<'a>(origin: Origin<'a>, line: Line<'a>) -> Vec<Record<'a>> {
    if !line.text.contains('=') {
        return Vec::new();
    }
    let record = |fields: Vec<Field<'a>>| Record {
        place: Place { source: origin.source, line: line.number },
        last_line: line.number,
        layout: Layout::Pairs,
        scope: origin.scope,
        fields,
    };
    if line.text.contains("@{") {
        let objects = line.text.split("@{").skip(1).map(|text| object(text, line.number));
        return objects.filter(|fields| !fields.is_empty()).map(record).collect();
    }
    let fields = pairs(line.text, line.number);
    if fields.is_empty() { Vec::new() } else { vec![record(fields)] }
}

/// The fields behind `@{`.
fn object(text: &str, line: u32) -> Vec<Field<'_>> {
    let is_whole = text.trim_end_matches([',', ' ', '"', '\'']).ends_with('}');
    let inner = text.trim_end_matches([',', ' ', '"', '\'']);
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut fields = of(split(inner, ";"), line);
    if let Some(last) = fields.last_mut().filter(|last| !is_whole && last.cut == Cut::No) {
        last.cut = Cut::End;
    }
    fields
}

fn pairs(text: &str, line: u32) -> Vec<Field<'_>> {
    let text = text.trim();
    for sign in SIGNS {
        let parts = split(text, sign);
        let Some((head, rest)) = parts.split_first() else { continue };
        let is_named = name(head).is_some();
        if is_named && parts.len() > 1 && parts.iter().all(|part| name(part).is_some()) {
            return of(parts, line);
        }
        // `CRITICAL - EX1\3`: the last word before the pairs.
        let identity = if sign == " " { head.rsplit(' ').next().unwrap_or_default() } else { head.trim() };
        let is_identity = identity.contains('\\') && !identity.contains([':', '"']) && !identity.starts_with('\\');
        if !is_named && is_identity && !rest.is_empty() {
            let value = Value::Text(Cow::Borrowed(identity));
            let mut fields = vec![Field { name: Cow::Borrowed("Identity"), value, line, cut: Cut::No }];
            fields.extend(of(rest.to_vec(), line));
            return fields;
        }
    }
    Vec::new()
}

/// The parts between signs; a sign counts only before a name and `=`.
fn split<'a>(text: &'a str, sign: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0_usize;
    for (at, _) in text.match_indices(sign) {
        let behind = at.saturating_add(sign.len());
        let is_start = text.get(behind..).is_some_and(|rest| name(rest).is_some());
        if is_start && at > start && parts.len() < MOST_PAIRS {
            parts.push(text.get(start..at).unwrap_or_default());
            start = behind;
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// The name that a pair begins with.
fn name(pair: &str) -> Option<&str> {
    let (name, _) = pair.trim_start_matches([' ', '\'', '"']).get(..).and_then(|p| {
        let end = p.char_indices().take(64).find(|(_, c)| *c == '=')?.0;
        p.split_at_checked(end)
    })?;
    let name = name.trim_end_matches(['\'', '"', ' ']);
    let is_name = name.starts_with(char::is_alphabetic)
        && name.len() > 1
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    is_name.then_some(name)
}

fn of(parts: Vec<&str>, line: u32) -> Vec<Field<'_>> {
    let field = |part: &'_ str| -> Option<(usize, usize)> {
        let equals = part.find('=')?;
        name(part).map(|_| (equals, equals.saturating_add(1)))
    };
    parts
        .into_iter()
        .filter_map(|part| {
            let (end, start) = field(part)?;
            let name = part.get(..end)?.trim_matches([' ', '\'', '"']);
            let value = part.get(start..)?.trim();
            let value = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
            Some(Field { name: Cow::Borrowed(name), value: Value::Text(Cow::Borrowed(value)), line, cut: Cut::No })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let origin = Origin { source: 0, scope: super::super::Scope::default() };
        let shown: Vec<String> = read(origin, Line { number: 1, text, offset: 0 })
            .iter()
            .map(|r| {
                let pairs = r.fields.iter().map(|f| match &f.value {
                    Value::Text(t) => format!("{}={t}{}", f.name, if f.cut == Cut::No { "" } else { "~" }),
                    _ => f.name.to_string(),
                });
                pairs.collect::<Vec<_>>().join("|")
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_objects_as_text() {
        check(
            "@{Identity=EX1\\12; Status=Retry; LastError=[{LED=451 4.4.0};{MSG=}]; MessageCount=3}",
            &["Identity=EX1\\12|Status=Retry|LastError=[{LED=451 4.4.0};{MSG=}]|MessageCount=3"],
        );
        check("@{A1=1; B1=2} @{A1=3; B1=4}", &["A1=1|B1=2", "A1=3|B1=4"]);
        check("@{Identity=EX1\\12; LastError=451 4.4", &["Identity=EX1\\12|LastError=451 4.4~"]);
    }

    #[test]
    fn reads_lines_of_monitoring() {
        check(
            "  EX01\\3 | count=12 | status=Retry | lasterr=451 4.4.0 a = b",
            &["Identity=EX01\\3|count=12|status=Retry|lasterr=451 4.4.0 a = b"],
        );
        check(
            "Identity=EX1\\3, Status=Retry, NextHopDomain=hub version 15",
            &["Identity=EX1\\3|Status=Retry|NextHopDomain=hub version 15"],
        );
        check("queue=\"EX1\\3\" messagecount=12 status=Retry", &["queue=EX1\\3|messagecount=12|status=Retry"]);
        check("CRITICAL - EX1\\3 count=12 status=Retry", &["Identity=EX1\\3|count=12|status=Retry"]);
    }

    #[test]
    fn sentences_are_no_pairs() {
        for text in [
            "451 4.4.0 Primary target; {LED=451 4.4.0};{MSG=};{FQDN=ex2}",
            "we set a=b and waited",
            "Get-Queue -Filter {Status -eq 'Retry'} x=1",
            "LED=451 4.4.395 Target host responded with error.",
            "C:\\temp\\x.txt a=1",
        ] {
            check(text, &[]);
        }
    }
}

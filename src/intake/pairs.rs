//! Names and values on one line: what scripts and plugins of monitoring print, and objects turned into text.
//!
//! ```text
//! object = "@{" pair { "; " pair } "}"                    PowerShell, an object as a string
//!                                                         it may be broken at blanks, and be a value itself
//! line   = [ state ] [ identity ] pair { sign pair }      sign: " | ", "; ", ", " or blanks, the same throughout
//! lines  = pair { line end pair }                         Zabbix, .ini files
//! pair   = name "=" value
//! ```
//! A value may hold signs of its own: it ends only where a sign, a name and `=` follow. What stands before the first pair
//! is the object's identity where it is written like one (`SERVER\name`). Two pairs at least, or an identity and one: a
//! single `=` is in many sentences. Knows no property names.

use std::borrow::Cow;

use super::cells::Origin;
use super::lines::{Line, Lines};
use super::vocabulary::Vocabulary;
use super::{Cut, Field, Layout, Place, Record, Value, csv, leftover};

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

/// Lines over which one object goes at most.
const MOST_LINES: usize = 60;

/// Reads the objects that begin with `@{` at the start of this text and are broken over several lines: the records, and
/// the bytes that they take. `None` where one line holds them, or no end is found.
pub(super) fn broken<'a>(origin: Origin<'a>, text: &'a str, first_line: u32) -> Option<(Vec<Record<'a>>, usize)> {
    let mut lines = Lines::new(text);
    let mut joined = String::new();
    for count in 1..=MOST_LINES {
        let line = lines.next().filter(|line| !line.is_blank())?;
        if !joined.is_empty() && !joined.ends_with(' ') {
            joined.push(' ');
        }
        joined.push_str(line.text.trim_start());
        if !line.text.trim_end_matches([' ', ',', '"', '\'']).ends_with('}') {
            continue;
        }
        if count == 1 {
            return None;
        }
        let last_line = first_line.saturating_add(line.number).saturating_sub(1);
        let objects = joined.split("@{").skip(1).map(|text| owned(object(text, first_line)));
        let records = objects.filter(|fields| !fields.is_empty()).map(|fields| Record {
            place: Place { source: origin.source, line: first_line },
            last_line,
            layout: Layout::Pairs,
            scope: origin.scope,
            fields,
        });
        let records: Vec<_> = records.collect();
        return (!records.is_empty()).then(|| (records, lines.offset()));
    }
    None
}

/// The objects that are values of a record's fields.
pub(super) fn inside<'a>(record: &Record<'a>) -> Vec<Record<'a>> {
    let is_object = |field: &&Field<'_>| matches!(&field.value, Value::Text(text) if text.starts_with("@{"));
    let mut objects = Vec::new();
    for field in record.fields.iter().filter(is_object) {
        let fields = match &field.value {
            Value::Text(Cow::Borrowed(text)) => object(text.get(2..).unwrap_or_default(), field.line),
            Value::Text(Cow::Owned(text)) => owned(object(text.get(2..).unwrap_or_default(), field.line)),
            _ => Vec::new(),
        };
        let place = Place { line: field.line, ..record.place };
        objects.push(Record { place, layout: Layout::Pairs, fields, ..*record });
    }
    objects
}

fn owned<'a>(fields: Vec<Field<'_>>) -> Vec<Field<'a>> {
    let own = |field: Field<'_>| {
        let value = match field.value {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::List(list) => Value::List(list.into_iter().map(|text| Cow::Owned(text.into_owned())).collect()),
            Value::Null => Value::Null,
        };
        Field { name: Cow::Owned(field.name.into_owned()), value, ..field }
    };
    fields.into_iter().map(own).collect()
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
    let text = without_measurements(text.trim());
    for sign in SIGNS {
        let mut pairs = split(text, sign);
        // `QUEUE CRITICAL: Identity=EX1\3`, `12: EX1\3 count=4`: something else may stand before the first pair.
        let (before, first) = headed(pairs.first().copied().unwrap_or_default());
        // Blanks separate the pairs too.
        if !before.is_empty() && sign != " " && first.is_some_and(|first| split(first, " ").len() > 1) {
            continue;
        }
        match (pairs.first_mut(), first) {
            (Some(part), Some(first)) => *part = first,
            _ => drop(pairs.drain(..1)),
        }
        let names_object = |pair: &&str| pair.split_once('=').is_some_and(|(_, value)| is_identity(value));
        if pairs.len() > 1 && (before.is_empty() || pairs.iter().any(names_object)) {
            return of(pairs, line);
        }
        let separator = if first.is_some() { " " } else { sign };
        if let Some(identity) = identity_before(before, separator).filter(|_| !pairs.is_empty()) {
            let value = Value::Text(Cow::Borrowed(identity));
            let mut fields = vec![Field { name: Cow::Borrowed("Identity"), value, line, cut: Cut::No }];
            fields.extend(of(pairs, line));
            return fields;
        }
    }
    Vec::new()
}

/// What stands before the first pair of a text, and the text from there on, if it has any.
fn headed(text: &str) -> (&str, Option<&str>) {
    if name(text).is_some() {
        return ("", Some(text));
    }
    let starts =
        text.match_indices([' ', ';', '|', ',']).filter_map(|(at, _)| text.split_at_checked(at.saturating_add(1)));
    let mut pairs = starts.filter(|(_, pair)| name(pair).is_some());
    pairs.next().map_or((text, None), |(before, pair)| (before, Some(pair)))
}

/// Whether one of its values is `SERVER\name`.
pub(super) fn is_named(record: &Record<'_>) -> bool {
    record.fields.iter().any(|field| matches!(&field.value, Value::Text(text) if is_identity(text)))
}

/// Whether a value is `SERVER\name`, or `SERVER\name\number`.
fn is_identity(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let is_number = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    let head = value.rsplit_once('\\').filter(|(_, id)| is_number(id)).map(|(head, _)| head);
    !value.contains('=') && (leftover::is_identity(value) || head.is_some_and(leftover::is_identity))
}

/// The identity in front of the pairs: `EX1\3`, or behind the state of a check, `CRITICAL - [EX1\3]`. One of several
/// words ends with a colon there: `OK - EX1\Default EX1:`.
fn identity_before<'a>(head: &'a str, sign: &str) -> Option<&'a str> {
    let head = head.trim().trim_end_matches([' ', '-', ';', ',', '|']);
    let (name, is_ended) = head.strip_suffix(':').map_or((head, false), |name| (name, true));
    let found = if sign == " " && !is_ended {
        name.rsplit([' ', ';', ',', '|']).next()?
    } else {
        let backslash = name.find('\\')?;
        let start = name.get(..backslash)?.rfind(' ').map_or(0, |blank| blank.saturating_add(1));
        name.get(start..)?
    };
    let found = found.trim_matches(['[', ']', '(', ')', '\'']);
    (found.contains('\\') && !found.contains([':', '"', '[']) && !found.starts_with('\\')).then_some(found)
}

/// The line of a plugin without the measurements behind its text (`| messages=214;50;100`), which repeat it.
fn without_measurements(text: &str) -> &str {
    let Some((before, behind)) = text.rsplit_once('|').filter(|(before, _)| before.contains('=')) else { return text };
    let is_measurement = |item: &str| {
        item.split_once('=')
            .is_some_and(|(_, value)| value.starts_with(|c: char| c.is_ascii_digit()) && value.contains(';'))
    };
    let are_measurements = !behind.trim().is_empty() && behind.split_whitespace().all(is_measurement);
    if are_measurements { before.trim_end() } else { text }
}

/// Reads properties of which each has a line of its own, `Name=value`: the records, and the bytes that they take. `None`
/// where the first name is not known, or there are no two known ones.
pub(super) fn one_a_line<'a>(
    origin: Origin<'a>,
    text: &'a str,
    first_line: u32,
    words: &dyn Vocabulary,
) -> Option<(Vec<Record<'a>>, usize)> {
    let is_known = |name: &str| words.label(name).kinds != 0;
    let mut records: Vec<Record<'a>> = Vec::new();
    let (mut known, mut used) = (0_usize, 0_usize);
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        let Some(name) = name(line.text.trim_start()).filter(|name| !records.is_empty() || is_known(name)) else {
            break;
        };
        if pairs(line.text, line.number).len() > 1 {
            break;
        }
        let Some(field) = of(vec![line.text.trim()], first_line.saturating_add(line.number).saturating_sub(1)).pop()
        else {
            break;
        };
        let repeats = |record: &Record<'_>| record.fields.iter().take(MOST_PAIRS).any(|field| field.name == name);
        let number = field.line;
        match records.last_mut().filter(|record| !repeats(record)) {
            Some(record) => {
                record.last_line = number;
                record.fields.push(field);
            }
            None => records.push(Record {
                place: Place { source: origin.source, line: number },
                last_line: number,
                layout: Layout::Pairs,
                scope: origin.scope,
                fields: vec![field],
            }),
        }
        known = known.saturating_add(usize::from(is_known(name)));
        used = lines.offset();
    }
    (known > 1).then_some((records, used))
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

/// Whether a line is one of names and values from its start on, and whether no sentence is written so: it names an object,
/// or the name of its only pair is written like a property.
pub(super) fn form(line: &str) -> Option<bool> {
    if !line.contains('=') {
        return None;
    }
    let is_camel = |name: &str| name.chars().skip(1).any(char::is_uppercase) && name.contains(char::is_lowercase);
    let names_object = |field: &Field<'_>| matches!(&field.value, Value::Text(text) if is_identity(text));
    let name = name(line).filter(|_| line.starts_with(char::is_alphabetic));
    if name.is_none() && identity_at_start(line).is_none() {
        return None;
    }
    let pairs = pairs(line, 1);
    if pairs.iter().any(names_object) {
        return Some(true);
    }
    let name = name.filter(|name| pairs.is_empty() && name.starts_with(char::is_uppercase))?;
    Some(is_camel(name) || line.contains('\\'))
}

/// The identity that a line begins with, in front of a sign between pairs.
fn identity_at_start(line: &str) -> Option<&str> {
    let end = line.find(['|', ';', ',', '='])?;
    line.get(..end).map(str::trim).filter(|text| is_identity(text))
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
            let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
            let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
            // A list that was made text shows its type.
            let cut = if csv::is_type_name(value) { Cut::All } else { Cut::No };
            Some(Field { name: Cow::Borrowed(name), value: Value::Text(Cow::Borrowed(value)), line, cut })
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
    fn an_object_may_be_broken_over_lines() {
        let text = "@{Identity=EX1\\Relay App; Bindings=System.Object[]; \nName=Relay\n  App; Enabled=True}\nnext\n";
        let origin = Origin { source: 0, scope: super::super::Scope::default() };
        let (records, used) = broken(origin, text, 5).unwrap();
        let [record] = &*records else { panic!("{records:?}") };
        let fields: Vec<String> =
            record.fields.iter().map(|f| format!("{}={:?} {:?}", f.name, f.value, f.cut)).collect();
        assert_eq!(
            fields,
            [
                "Identity=Text(\"EX1\\\\Relay App\") No",
                "Bindings=Text(\"System.Object[]\") All",
                "Name=Text(\"Relay App\") No",
                "Enabled=Text(\"True\") No"
            ]
        );
        assert_eq!((record.place.line, record.last_line, text.get(used..)), (5, 7, Some("next\n")));
        for text in ["@{a1=1; b1=2}\n", "@{a1=1;\n\nb1=2}\n", "@{a1=1;\nb1=2"] {
            assert!(broken(origin, text, 1).is_none(), "{text}");
        }
    }

    #[test]
    fn something_may_stand_before_the_first_pair() {
        let heads = [
            "12: ",
            "[02:11:01] ",
            "2026-08-21T02:11:01Z host1 nagios: ",
            "CRITICAL - ",
            "(!!) ",
            "ALERT: ex1;Queue;3;",
        ];
        let bodies = [
            "Identity=EX1\\12 count=17 status=Retry",
            "Identity='EX1\\12' count=17 status='Retry'",
            "Identity=EX1\\12, count=17, status=Retry",
            "Identity=EX1\\12;count=17;status=Retry",
            "Identity=EX1\\12 | count=17 | status=Retry",
            "EX1\\12 - count=17 status=Retry",
            "[EX1\\12] count=17 status=Retry",
        ];
        for body in bodies {
            check(body, &["Identity=EX1\\12|count=17|status=Retry"]);
            for head in heads {
                check(&format!("{head}{body}"), &["Identity=EX1\\12|count=17|status=Retry"]);
            }
        }
        check("12: count=17; queue=EX1\\12; status=Retry", &["count=17|queue=EX1\\12|status=Retry"]);
        for text in [
            "we changed EX1\\Relay and set a=1",
            "EX1\\Relay was slow, so a=1, b=2 and c=3",
            "12: we set a=1, b=2",
            "the rule is name=value; nothing else",
        ] {
            check(text, &[]);
        }
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
        check("CRITICAL - queue=EX1\\3 count=12 status=Retry", &["queue=EX1\\3|count=12|status=Retry"]);
        check("WARN: count=12 queue=\"EX1\\3\" status=Retry", &["count=12|queue=EX1\\3|status=Retry"]);
        check("CRIT - EX1\\3: count=12 status=Retry", &["Identity=EX1\\3|count=12|status=Retry"]);
        check("CRITICAL: [EX1\\3] count=12 error=\"451 4.4.0 x\"", &["Identity=EX1\\3|count=12|error=451 4.4.0 x"]);
        check("OK - EX1\\Default EX1: Enabled=True Bindings=x", &["Identity=EX1\\Default EX1|Enabled=True|Bindings=x"]);
        check(
            "QUEUE CRITICAL: Identity=EX1\\3, Count=2, LastError=451 4.4.0 | queue=2;50;100;0 retry=3;5;10",
            &["Identity=EX1\\3|Count=2|LastError=451 4.4.0"],
        );
    }

    #[test]
    fn sentences_are_no_pairs() {
        for text in [
            "451 4.4.0 Primary target; {LED=451 4.4.0};{MSG=};{FQDN=ex2}",
            "we set a=b and waited",
            "we set path=C:\\temp on EX1, mode=2 and waited",
            "Get-Queue -Filter {Status -eq 'Retry'} x=1",
            "LED=451 4.4.395 Target host responded with error.",
            "C:\\temp\\x.txt a=1",
            "see CORP\\max on this: nothing",
            "on EX1\\Relay we set Size=10MB",
        ] {
            check(text, &[]);
        }
    }
}

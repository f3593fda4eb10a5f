//! Format-Custom: objects in braces, one property per line.
//!
//! ```text
//! object = "class " type line-end "{" { property } "}"
//! property = name " = " value { line-end value }        the value goes on in the column of the names
//!          | name " = " line-end "[" { element } "]"    one per line, the last one an ellipsis where the list is cut
//!          | name " = " line-end object                 only that there is one: its value counts as hidden
//! ```
//! Checked with PowerShell 7.5. Knows no property names.

use std::borrow::Cow;

use super::blanks::{before_dots, indent};
use super::cells::Origin;
use super::lines::{Line, Lines};
use super::{Cut, Field, Layout, Place, Record, Take, Value};

/// No object has more properties.
const MOST_PROPERTIES: usize = 400;

/// What was read.
pub(super) struct Parsed {
    /// Bytes of the text.
    pub(super) used: usize,
    /// The line at which an object breaks off.
    pub(super) broken: Option<u32>,
}

/// Whether a line may begin such an object.
pub(super) fn may_start(line: &str) -> bool {
    let kind = line.trim().strip_prefix("class ").unwrap_or_default();
    !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'#' | b'`'))
}

/// Reads the objects that start with the first line of the text; `None` where none does.
pub(super) fn read<'a>(origin: Origin<'a>, text: &'a str, first_line: u32, take: Take<'_, 'a>) -> Option<Parsed> {
    let mut lines = Lines::new(text);
    let mut parsed = None;
    loop {
        let class = lines.by_ref().find(|line| !line.is_blank());
        let Some(class) = class.filter(|line| may_start(line.text)) else { break };
        if lines.next().is_none_or(|line| line.text.trim() != "{") {
            break;
        }
        let mut object = Object { fields: Vec::new(), last: class.number, end: class.offset };
        let is_whole = object.read(&mut lines);
        let number = |line: u32| first_line.saturating_add(line).saturating_sub(1);
        for field in &mut object.fields {
            field.line = number(field.line);
        }
        if !is_whole && let Some(last) = object.fields.last_mut().filter(|last| last.cut == Cut::No) {
            last.cut = Cut::End;
        }
        if !object.fields.is_empty() {
            take(Record {
                place: Place { source: origin.source, line: number(class.number) },
                last_line: number(object.last),
                layout: Layout::List,
                scope: origin.scope,
                fields: object.fields,
            });
        }
        let broken = if is_whole { None } else { Some(number(object.last)) };
        parsed = Some(Parsed { used: object.end, broken });
        if !is_whole {
            break;
        }
    }
    parsed
}

/// An object under way.
struct Object<'a> {
    fields: Vec<Field<'a>>,
    /// Its last line so far, and where the text behind it begins.
    last: u32,
    end: usize,
}

impl<'a> Object<'a> {
    /// Reads up to the closing brace; whether there is one.
    fn read(&mut self, lines: &mut Lines<'a>) -> bool {
        let (mut depth, mut list): (usize, Option<Elements<'a>>) = (0, None);
        let mut column = None;
        loop {
            let ahead = lines.clone();
            let Some(line) = lines.next() else { break };
            let text = line.text.trim();
            // What is not indented belongs to no property.
            if indent(line.text) == 0 && !text.is_empty() && text != "}" {
                *lines = ahead;
                break;
            }
            (self.last, self.end) = (line.number, lines.offset());
            match (text, depth, &mut list) {
                ("{", ..) => depth = depth.saturating_add(1),
                ("}", 0, _) => return true,
                ("}", ..) => depth = depth.saturating_sub(1),
                // Of an object inside only its place is known.
                ("", ..) | (_, 1.., _) => {}
                ("]", 0, _) => self.end_list(list.take()),
                (_, 0, Some(elements)) => elements.add(text),
                ("[", 0, None) => list = Some(Elements::default()),
                (_, 0, None) if may_start(text) => self.hide_last(),
                (_, 0, None) => {
                    let is_inside = column.is_some_and(|column| indent(line.text) > column);
                    match property(line).filter(|_| !is_inside && self.fields.len() < MOST_PROPERTIES) {
                        Some(field) => {
                            column = column.or(Some(indent(line.text)));
                            self.fields.push(field);
                        }
                        None => self.go_on(text),
                    }
                }
            }
        }
        if let Some(elements) = list {
            self.end_list(Some(Elements { is_cut: true, ..elements }));
        }
        false
    }

    fn end_list(&mut self, list: Option<Elements<'a>>) {
        let (Some(list), Some(field)) = (list, self.fields.last_mut()) else { return };
        field.cut = if list.is_hidden {
            Cut::All
        } else if list.is_cut {
            Cut::End
        } else {
            Cut::No
        };
        field.value = Value::List(list.visible);
    }

    fn hide_last(&mut self) {
        if let Some(last) = self.fields.last_mut() {
            last.cut = Cut::All;
        }
    }

    /// The value of the last property goes on.
    fn go_on(&mut self, text: &str) {
        if let Some(Field { value: Value::Text(value), .. }) = self.fields.last_mut() {
            let joined = [value.trim_end(), text].join(" ");
            *value = Cow::Owned(joined);
        }
    }
}

/// The elements of a list.
#[derive(Default)]
struct Elements<'a> {
    visible: Vec<Cow<'a, str>>,
    is_cut: bool,
    /// Whether objects stand in it.
    is_hidden: bool,
}

impl<'a> Elements<'a> {
    fn add(&mut self, text: &'a str) {
        match before_dots(text) {
            Some("") => self.is_cut = true,
            _ if may_start(text) => self.is_hidden = true,
            _ => self.visible.push(Cow::Borrowed(text)),
        }
    }
}

fn property(line: Line<'_>) -> Option<Field<'_>> {
    let (name, value) = line.text.split_once('=')?;
    let name = name.strip_suffix(' ')?.trim_start();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let value = Value::Text(Cow::Borrowed(value.trim()));
    is_name.then_some(Field { name: Cow::Borrowed(name), value, line: line.number, cut: Cut::No })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scope;

    #[track_caller]
    fn check(text: &str, expected: &[&str], broken: Option<u32>) {
        let mut shown = Vec::new();
        let origin = Origin { source: 0, scope: Scope::default() };
        let parsed = read(origin, text, 1, &mut |record| {
            let fields = record.fields.iter().map(|f| {
                let value = match &f.value {
                    Value::Text(text) => text.clone().into_owned(),
                    Value::List(list) => format!("{{{}}}", list.join(", ")),
                    Value::Null => String::new(),
                };
                let cut = match f.cut {
                    Cut::No => "",
                    Cut::All => "!",
                    _ => "~",
                };
                format!("{}={value}{cut}", f.name)
            });
            let fields = fields.collect::<Vec<_>>().join("|");
            shown.push(format!("{}-{} {fields}", record.place.line, record.last_line));
        });
        assert_eq!(shown, expected, "{text}");
        assert_eq!(parsed.and_then(|parsed| parsed.broken), broken, "{text}");
    }

    #[test]
    fn reads_what_powershell_prints() {
        check(
            "class ReceiveConnector\n{\n  Identity = EX1\\Relay\n  Bindings = \n    [\n      0.0.0.0:25\n      [::]:25\n    ]\n    \n  Empty = \n    [\n    ]\n    \n  Comment = one \n  two \n  When = \n    class DateTime\n    {\n      Day = \n        class Inner\n        {\n          Name = x\n        }\n    }\n  Server = EX1\n}\n\nclass ReceiveConnector\n{\n  Identity = EX2\\Relay\n  RemoteIPRanges = \n    [\n      10.0.0.1\n      \u{2026}\n    ]\n    \n}\n\nprose\n",
            &[
                "1-26 Identity=EX1\\Relay|Bindings={0.0.0.0:25, [::]:25}|Empty={}|Comment=one two|When=!|Server=EX1",
                "28-37 Identity=EX2\\Relay|RemoteIPRanges={10.0.0.1}~",
            ],
            None,
        );
    }

    #[test]
    fn what_breaks_off_is_cut() {
        check(
            "class Q\n{\n  Identity = EX1\\1\n  LastError = 451 4.4.0 Pri",
            &["1-4 Identity=EX1\\1|LastError=451 4.4.0 Pri~"],
            Some(4),
        );
        check(
            "class Q\n{\n  Identity = EX1\\1\n  List = \n    [\n      a\n",
            &["1-6 Identity=EX1\\1|List={a}~"],
            Some(6),
        );
        check("class Q\n{\n  Identity = EX1\\1\nnext", &["1-3 Identity=EX1\\1~"], Some(3));
    }

    #[test]
    fn a_class_of_a_language_is_none() {
        check("class Foo {\n  a = 1\n}\n", &[], None);
        check("class of 2024\n{\n", &[], None);
    }
}

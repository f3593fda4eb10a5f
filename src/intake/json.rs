//! ConvertTo-Json of Windows PowerShell 5.1 and PowerShell 7: objects to records, values to text.
//!
//! ```text
//! json    = object | "[" object { "," object } "]"
//! object  = "{" [ name ":" value { "," name ":" value } ] "}"
//! value   = scalar | "[" { value } "]" | object
//! ```
//! The grammar is small, so it is read here: text is borrowed, every field has its line, and input that ends in the
//! middle keeps what it has. An object in place of a value becomes the text that its .NET type would print (rendered
//! output): ranges by `Expression`, endpoints by address and port, enumerations of 5.1 by `Value`, time spans, versions by their numbers, directory
//! names by `DistinguishedName`. Where the depth ends, a collection is its elements joined with blanks. What the layout
//! lost (`{}`, the address of a deep IPv6 endpoint, type names) is marked as cut. Knows no property names of Exchange.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use super::Place;
use super::csv::is_type_name;
use super::lines::PLACEHOLDER;
use super::{Cut, Field, Layout, Record, Scope, Take, Value};

/// Deeper nesting is no output of ConvertTo-Json, which stops at 100.
const MOST_DEPTH: usize = 110;

/// A value of the text.
#[derive(Debug)]
enum Json<'a> {
    Null,
    Scalar(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<Member<'a>>),
}

/// Name, value and line.
type Member<'a> = (Cow<'a, str>, Json<'a>, u32);

/// What reading gave besides records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parsed {
    /// Bytes used.
    pub(super) used: usize,
    /// The line at which the text stops being JSON; `None` where it is complete.
    pub(super) broken: Option<u32>,
}

/// Reads the JSON that starts at the beginning of the text; `None` where there is none.
pub(super) fn read<'a>(
    source: usize,
    text: &'a str,
    line: u32,
    scope: Scope<'a>,
    take: Take<'_, 'a>,
) -> Option<Parsed> {
    let start = text.trim_start();
    let inner = start.get(1..)?.trim_start();
    let plausible = match start.as_bytes().first()? {
        b'{' => inner.starts_with(['"', '}']),
        b'[' => inner.starts_with(['{', ']']),
        _ => false,
    };
    if !plausible {
        return None;
    }
    let mut parser = Parser { text, at: 0, line, is_broken: false };
    parser.blanks();
    let first = parser.line;
    let record = |members: Vec<Member<'a>>| {
        // An object with `"x": 1` only is prose about JSON; a record has a line of its own all the same.
        let line = members.first().map_or(first, |(_, _, l)| *l);
        let last_line = members.last().map_or(line, |(_, _, l)| *l);
        let fields = members.into_iter().map(|(name, value, line)| field(name, value, line)).collect();
        Record { place: Place { source, line }, last_line, layout: Layout::Json, scope, fields }
    };
    // The last record, which may turn out to be cut, with empty ones before the first that is not.
    let mut held: Vec<Record<'a>> = Vec::new();
    let mut is_json = false;
    let mut add = |record: Record<'a>| {
        is_json |= !record.fields.is_empty();
        if is_json {
            held.drain(..).for_each(&mut *take);
        }
        held.push(record);
    };
    let mut add_object = |value| {
        if let Json::Object(members) = value {
            add(record(members));
        }
    };
    if parser.byte() == Some(b'{') {
        match parser.value(0) {
            Some(Json::List(elements)) => elements.into_iter().for_each(add_object),
            value => value.into_iter().for_each(add_object),
        }
    } else {
        parser.list(0, &mut add_object);
    }
    if !is_json {
        return None;
    }
    // Of an object that ends in the middle the last value may be short.
    if parser.is_broken
        && let Some(last) = held.last_mut().and_then(|r| r.fields.last_mut())
    {
        last.cut = Cut::End;
    }
    held.into_iter().for_each(take);
    Some(Parsed { used: parser.at, broken: parser.is_broken.then_some(parser.line) })
}

fn field<'a>(name: Cow<'a, str>, value: Json<'a>, line: u32) -> Field<'a> {
    let (value, cut) = match value {
        Json::List(elements) => {
            let mut cut = Cut::No;
            let mut texts = Vec::with_capacity(elements.len());
            for element in elements {
                let (text, is_lost) = text_of(element);
                if is_lost {
                    cut = Cut::End;
                }
                texts.extend(text);
            }
            (Value::List(texts), cut)
        }
        Json::Null => (Value::Null, Cut::No),
        other => {
            let (text, is_lost) = text_of(other);
            match text {
                // A part only, such as the server of a queue's identity.
                Some(text) if is_lost => (Value::Text(text), Cut::End),
                Some(text) if is_type_name(&text) => (Value::Text(text), Cut::All),
                Some(text) => (Value::Text(text), Cut::No),
                None => (Value::Text(Cow::Borrowed("")), if is_lost { Cut::All } else { Cut::No }),
            }
        }
    };
    Field { name, value, line, cut }
}

/// The text that PowerShell would print for a value, and whether a part of it is lost.
fn text_of(value: Json<'_>) -> (Option<Cow<'_, str>>, bool) {
    match value {
        Json::Null => (None, false),
        Json::Scalar(text) => (Some(text), false),
        Json::List(elements) => {
            let parts: Vec<_> = elements.into_iter().map(text_of).collect();
            let is_lost = parts.iter().any(|(_, lost)| *lost);
            let text = parts.into_iter().filter_map(|(t, _)| t).collect::<Vec<_>>().join(" ");
            (Some(Cow::Owned(text)), is_lost)
        }
        Json::Object(members) => object_text(members),
    }
}

fn object_text<'a>(mut members: Vec<Member<'a>>) -> (Option<Cow<'a, str>>, bool) {
    let mut take = |name: &str| {
        let at = members.iter().position(|(n, ..)| n == name)?;
        Some(members.swap_remove(at).1)
    };
    let scalar = |value: Option<Json<'a>>| match value {
        Some(Json::Scalar(text)) => Some(text),
        _ => None,
    };
    if let Some(text) = scalar(take("Expression")).filter(|t| !t.is_empty()) {
        return (Some(text), false);
    }
    if let Some(port) = scalar(take("Port")) {
        let address = take("Address").and_then(address);
        return match address {
            Some(address) if address.contains(':') => (Some(Cow::Owned(format!("[{address}]:{port}"))), false),
            Some(address) => (Some(Cow::Owned(format!("{address}:{port}"))), false),
            None => (None, true),
        };
    }
    if let Some(name) = scalar(take("DistinguishedName")).filter(|t| !t.is_empty()) {
        return (Some(name), false);
    }
    // Unlimited values, and enumerations of 5.1: `{"value":3,"Value":"Retry"}`.
    if let Some(unlimited) = scalar(take("IsUnlimited")) {
        return match scalar(take("Value")) {
            Some(value) if unlimited == "false" => (Some(value), false),
            _ => (Some(Cow::Borrowed("Unlimited")), false),
        };
    }
    if let Some(value) = scalar(take("Value")) {
        return (Some(value), false);
    }
    if let Some(text) = time_span(&members).or_else(|| version(&members)) {
        return (Some(Cow::Owned(text)), false);
    }
    let mut take = |name: &str| {
        let at = members.iter().position(|(n, ..)| n == name)?;
        Some(members.swap_remove(at).1)
    };
    if let Some(text) = scalar(take("Domain")).or_else(|| scalar(take("Name"))) {
        return (Some(text), false);
    }
    // The identity of a queue: its server is a member, its number is none.
    if let Some(server) = scalar(take("Server")) {
        let row = scalar(take("RowId")).filter(|r| r != "0");
        let is_lost = row.is_none();
        return (Some(Cow::Owned(format!("{server}\\{}", row.unwrap_or_default()))), is_lost);
    }
    (None, true)
}

/// An address as text, as an object with its text, or as an object with the IPv4 number in network byte order read
/// little-endian. Of a deep IPv6 address nothing is left.
fn address(value: Json<'_>) -> Option<String> {
    match value {
        Json::Scalar(text) => Some(text.into_owned()),
        Json::Object(members) => {
            let find = |name: &str| members.iter().find(|(n, ..)| n == name).map(|(_, v, _)| v);
            if let Some(Json::Scalar(text)) = find("IPAddressToString") {
                return Some(text.clone().into_owned());
            }
            let Some(Json::Scalar(number)) = find("Address") else { return None };
            let number: u32 = number.parse().ok()?;
            Some(Ipv4Addr::from(number.to_le_bytes()).to_string())
        }
        _ => None,
    }
}

/// `[d.]hh:mm:ss` of a time span's members.
fn time_span(members: &[Member<'_>]) -> Option<String> {
    let part = |name: &str| {
        members.iter().find(|(n, ..)| n == name).and_then(|(_, value, _)| match value {
            Json::Scalar(text) => text.parse::<i64>().ok(),
            _ => None,
        })
    };
    part("Ticks")?;
    let (days, hours, minutes, seconds) = (part("Days")?, part("Hours")?, part("Minutes")?, part("Seconds")?);
    let time = format!("{hours:02}:{minutes:02}:{seconds:02}");
    Some(if days == 0 { time } else { format!("{days}.{time}") })
}

/// `Version 15.1 (Build 2507.6)`, the text of a version's four numbers. Other programs call them by the same names.
fn version(members: &[Member<'_>]) -> Option<String> {
    let part = |name: &str| {
        members.iter().find(|(n, ..)| n == name).and_then(|(_, value, _)| match value {
            Json::Scalar(text) if is_number(text) => Some(text),
            _ => None,
        })
    };
    let (major, minor, build) = (part("Major")?, part("Minor")?, part("Build")?);
    let revision = part("Revision").map_or("0", |text| text);
    Some(format!("Version {major}.{minor} (Build {build}.{revision})"))
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    is_broken: bool,
}

impl<'a> Parser<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte) =
            self.byte().filter(|byte| byte.is_ascii_whitespace() || PLACEHOLDER.as_bytes() == [*byte])
        {
            if byte == b'\n' {
                self.line = self.line.saturating_add(1);
            }
            self.at = self.at.saturating_add(1);
        }
    }

    /// Takes a byte if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.byte() == Some(byte);
        if is_next {
            self.at = self.at.saturating_add(1);
        }
        is_next
    }

    /// Reads one value; `None` where none starts here. A value that ends in the middle is given as far as it goes.
    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        self.blanks();
        match self.byte()? {
            b'{' if depth < MOST_DEPTH => {
                let mut members = self.object(depth);
                // 5.1 makes an object of a list that came through a pipe: `{"value": [..], "Count": 2}`. It may be cut.
                let is_list = match &members[..] {
                    [(value, Json::List(_), _), rest @ ..] if value == "value" => match rest {
                        [] => self.is_broken,
                        [(count, ..)] => count == "Count",
                        _ => false,
                    },
                    _ => false,
                };
                Some(if is_list { members.swap_remove(0).1 } else { Json::Object(members) })
            }
            b'[' if depth < MOST_DEPTH => {
                let mut elements = Vec::new();
                self.list(depth, &mut |element| elements.push(element));
                Some(Json::List(elements))
            }
            b'"' => Some(Json::Scalar(self.string())),
            b'{' | b'[' => {
                self.is_broken = true;
                None
            }
            _ => {
                let rest = self.text.get(self.at..)?;
                let end = rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.')))
                    .unwrap_or(rest.len());
                let word = rest.get(..end)?;
                if !matches!(word, "true" | "false" | "null") && !is_number(word) {
                    self.is_broken = true;
                    return None;
                }
                self.at = self.at.saturating_add(end);
                Some(if word == "null" { Json::Null } else { Json::Scalar(Cow::Borrowed(word)) })
            }
        }
    }

    fn object(&mut self, depth: usize) -> Vec<Member<'a>> {
        self.at = self.at.saturating_add(1);
        let mut members = Vec::new();
        loop {
            self.blanks();
            if self.take(b'}') {
                return members;
            }
            if self.byte() != Some(b'"') {
                break;
            }
            let line = self.line;
            let name = self.string();
            self.blanks();
            if self.is_broken || !self.take(b':') {
                break;
            }
            let Some(value) = self.value(depth.saturating_add(1)) else { break };
            members.push((name, value, line));
            if self.is_broken {
                break;
            }
            self.blanks();
            if !self.take(b',') {
                if self.take(b'}') {
                    return members;
                }
                break;
            }
        }
        self.is_broken = true;
        members
    }

    /// Hands over the elements of a list.
    fn list(&mut self, depth: usize, take: &mut dyn FnMut(Json<'a>)) {
        self.at = self.at.saturating_add(1);
        loop {
            self.blanks();
            if self.take(b']') {
                return;
            }
            let Some(value) = self.value(depth.saturating_add(1)) else { break };
            take(value);
            if self.is_broken {
                break;
            }
            self.blanks();
            if !self.take(b',') {
                if self.take(b']') {
                    return;
                }
                break;
            }
        }
        self.is_broken = true;
    }

    /// A string; borrowed where it holds no escape.
    fn string(&mut self) -> Cow<'a, str> {
        self.at = self.at.saturating_add(1);
        let mut owned: Option<String> = None;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(end) = rest.find(['"', '\\', '\n']) else {
                self.is_broken = true;
                self.at = self.text.len();
                return owned.map_or(Cow::Borrowed(rest), |o| Cow::Owned(o + rest));
            };
            let piece = rest.get(..end).unwrap_or_default();
            let stop = rest.as_bytes().get(end).copied();
            self.at = self.at.saturating_add(end);
            match stop {
                Some(b'"') => {
                    self.at = self.at.saturating_add(1);
                    return owned.map_or(Cow::Borrowed(piece), |o| Cow::Owned(o + piece));
                }
                Some(b'\\') => {
                    let own = owned.get_or_insert_with(String::new);
                    own.push_str(piece);
                    let escape = rest.get(end..).unwrap_or_default();
                    let (c, used) =
                        if is_server(own) && is_in_name(escape) { (Some('\\'), 1) } else { unescape(escape) };
                    own.extend(c);
                    self.at = self.at.saturating_add(used);
                }
                // No string goes over a line end: the paste broke it there. It goes on below.
                _ => {
                    let own = owned.get_or_insert_with(String::new);
                    own.push_str(piece.trim_end_matches('\r'));
                    self.at = self.at.saturating_add(1);
                    self.line = self.line.saturating_add(1);
                }
            }
        }
    }
}

/// Whether `str::parse` takes this for a floating-point number. What it is does not matter here, and reading it would
/// need tables that are larger than this module.
fn is_number(word: &str) -> bool {
    let word = unsigned(word);
    let (number, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let exponent = unsigned(exponent);
    let are_digits = [whole, fraction, exponent].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    are_digits && whole.len().max(fraction.len()) > 0 && !exponent.is_empty()
        || ["nan", "inf", "infinity"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

fn unsigned(number: &str) -> &str {
    number.strip_prefix(['+', '-']).unwrap_or(number)
}

/// Whether a string so far may be the server of an identity (`EX1\Relay`).
fn is_server(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Whether an escape is the beginning of a name that lost one of its two backslashes (`EX1\relay`): Exchange prints no
/// control character behind a single word.
fn is_in_name(escape: &str) -> bool {
    let mut letters = escape.bytes().skip(1);
    matches!(letters.next(), Some(b'b' | b'f' | b'n' | b'r' | b't'))
        && letters.next().is_some_and(|b| b.is_ascii_lowercase())
}

/// The character of an escape at the start of the text, and its length.
fn unescape(text: &str) -> (Option<char>, usize) {
    let plain = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let unit = |at: usize| {
                let digits = text.get(at..at.saturating_add(4))?;
                u16::from_str_radix(digits, 16).ok()
            };
            let Some(first) = unit(2) else { return (Some('\\'), 1) };
            if let Some(c) = char::from_u32(u32::from(first)) {
                return (Some(c), 6);
            }
            let second = text.get(6..8).filter(|e| *e == "\\u").and_then(|_| unit(8));
            let pair = second.and_then(|s| char::decode_utf16([first, s]).next()).and_then(Result::ok);
            return pair.map_or((Some(char::REPLACEMENT_CHARACTER), 6), |c| (Some(c), 12));
        }
        Some(&c @ (b'"' | b'\\' | b'/')) => char::from(c),
        // JSON has no such escape: a program took one of two backslashes away, as Markdown does.
        Some(_) => return (Some('\\'), 1),
        None => return (None, 1),
    };
    (Some(plain), 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut records: Vec<Record<'_>> = Vec::new();
        read(0, text, 1, Scope::default(), &mut |record| records.push(record));
        let shown: Vec<String> = records
            .iter()
            .flat_map(|r| &r.fields)
            .map(|f| {
                let cut = if f.cut == Cut::No { "" } else { "~" };
                match &f.value {
                    Value::Text(t) => format!("{} {}={t}{cut}", f.line, f.name),
                    Value::List(l) => format!("{} {}=[{}]{cut}", f.line, f.name, l.join("|")),
                    Value::Null => format!("{} {}!{cut}", f.line, f.name),
                }
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn reads_values_of_every_depth() {
        check(
            "[\n{\"A\": 31, \"B\": [\"x\", \"y\\\\z\"]},\n{\"A\": null, \"B\": {\"value\": 3, \"Value\": \"Retry\"}}]",
            &["2 A=31", "2 B=[x|y\\z]", "3 A!", "3 B=Retry"],
        );
        check(
            "{\"R\": [{\"LowerBound\": \"::\", \"Expression\": \"10.0.0.0/24\"}], \"P\": [{\"Port\": 25, \"Address\": \"::\"}]}",
            &["1 R=[10.0.0.0/24]", "1 P=[[::]:25]"],
        );
        check(
            "{\"P\": [{\"Address\": {\"Address\": 167837962}, \"Port\": 25}, {\"Address\": {\"Address\": null}, \"Port\": 25}]}",
            &["1 P=[10.1.1.10:25]~"],
        );
        check("{\"M\": {}, \"U\": {\"IsUnlimited\": true, \"Value\": null}}", &["1 M=~", "1 U=Unlimited"]);
    }

    #[test]
    fn one_backslash_of_two_may_be_lost() {
        check(
            r#"{"A": "EX1\51", "B": "EX1\Relay", "C": "EX1\relay"}"#,
            &["1 A=EX1\\51", "1 B=EX1\\Relay", "1 C=EX1\\relay"],
        );
        check(r#"{"A": "two\r\nlines", "B": "C\u0041", "C": "\/"}"#, &["1 A=two\r\nlines", "1 B=CA", "1 C=/"]);
    }

    #[test]
    fn lists_that_came_through_a_pipe_are_lists() {
        check("{\"B\": {\"value\": [\"a\", \"b\"], \"Count\": 2}, \"C\": 1}", &["1 B=[a|b]", "1 C=1"]);
        check("{\"B\": {\"value\": \"a\", \"Count\": 2}, \"C\": 1}", &["1 B=~", "1 C=1"]);
        check("{\"value\": [\n{\"A\": 1},\n{\"A\": 2}], \"Count\": 2}", &["2 A=1", "3 A=2"]);
        check("{\"value\": [{\"A\": \"1\"}, {\"A\": \"2", &["1 A=1", "1 A=2~"]);
        check("{\"value\": [1, 2], \"Sum\": 3}", &["1 value=[1|2]", "1 Sum=3"]);
    }

    #[test]
    fn keeps_what_there_is() {
        check("{\"A\": \"b\", \"C\": \"unfini", &["1 A=b", "1 C=unfini~"]);
        check("[{\"A\": 1},\n{\"A\": 2, \"B\": ", &["1 A=1", "2 A=2~"]);
        check("{not json}", &[]);
        check("[PS] C:\\>", &[]);
    }

    #[test]
    fn numbers_are_those_of_rust() {
        const LETTERS: [&str; 9] = ["", "+", "-", ".", "e", "E", "0", "7", "n"];
        // Every word of up to six letters of these.
        for number in 0..9_usize.pow(6) {
            let word: String = (0..6).map(|place| LETTERS[number / 9_usize.pow(place) % 9]).collect();
            assert_eq!(is_number(&word), word.parse::<f64>().is_ok(), "{word}");
        }
        for word in
            ["NaN", "Infinity", "-Infinity", "inf", "+nan", "infinit", "1e+308", "12.5E-3", "0x1f", "1_000", "e5"]
        {
            assert_eq!(is_number(word), word.parse::<f64>().is_ok(), "{word}");
        }
    }
}

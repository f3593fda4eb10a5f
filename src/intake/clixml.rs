//! Export-Clixml: objects to records, values to text.
//!
//! ```text
//! clixml = "<Objs ..>" { object } "</Objs>"
//! object = "<Obj>" [ types ] [ "<ToString>" ] [ "<Props>" { value } ] [ "<MS>" { value } ] "</Obj>"
//! value  = scalar with N=".." | Obj with ToString | Obj with LST of scalars and Obj | Ref to an Obj before
//! ```
//! Live and deserialised objects differ in where the text stands; both are read, element by element. Nested members and
//! `SerializationData` (base64, often most of the file) are skipped. Input that ends in the middle keeps what it has.
//! Recorded output (2019), rendered output. Knows no property names.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Place;
use super::csv::is_type_name;
use super::{Cut, Field, Layout, Record, Scope, Take, Value};

/// What reading gave besides records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parsed {
    /// The line at which the text stops being CLIXML; `None` where it is complete.
    pub(super) broken: Option<u32>,
    /// Bytes used.
    pub(super) used: usize,
}

/// Reads the CLIXML that starts at the beginning of the text.
pub(super) fn read<'a>(source: usize, text: &'a str, line: u32, scope: Scope<'a>, take: Take<'_, 'a>) -> Parsed {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_dangling_amp = true;
    let mut clixml = Clixml {
        source,
        scope,
        text,
        reader,
        counted: 0,
        line,
        texts: Vec::new(),
        by_id: HashMap::new(),
        records: Vec::new(),
    };
    let complete = clixml.objects(take);
    let broken = (!complete).then(|| clixml.line());
    let used = clixml.position();
    if broken.is_some()
        && let Some(field) = clixml.records.last_mut().and_then(|r| r.fields.last_mut())
    {
        field.cut = Cut::End;
    }
    clixml.records.into_iter().for_each(take);
    Parsed { broken, used }
}

struct Clixml<'a> {
    source: usize,
    scope: Scope<'a>,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Bytes whose lines are counted.
    counted: usize,
    line: u32,
    /// Texts of objects that others may refer to.
    texts: Vec<Value<'a>>,
    by_id: HashMap<String, usize>,
    /// Records that are not handed over yet: those of one object, and the last one, which may turn out to be cut.
    records: Vec<Record<'a>>,
}

/// What one object holds.
#[derive(Debug, Default)]
struct Object<'a> {
    text: Option<Cow<'a, str>>,
    list: Option<Vec<Cow<'a, str>>>,
    fields: Vec<Field<'a>>,
}

impl<'a> Clixml<'a> {
    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len()).min(self.text.len())
    }

    /// The line of the current position; counts forward only.
    fn line(&mut self) -> u32 {
        let to = self.position();
        // Positions stand behind tags, so they are ends of characters.
        let passed = self.text.get(self.counted..to).unwrap_or_default();
        let lines = passed.matches('\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.counted = to;
        self.line
    }

    /// An object that others may refer to; the last of an id counts.
    fn remember(&mut self, id: Cow<'_, str>, value: Value<'a>) {
        let next = self.texts.len();
        let at = *self.by_id.entry(id.into_owned()).or_insert(next);
        match self.texts.get_mut(at) {
            Some(before) => *before = value,
            None => self.texts.push(value),
        }
    }

    fn known(&self, id: &str) -> Option<&Value<'a>> {
        self.texts.get(*self.by_id.get(id)?)
    }

    fn next(&mut self) -> Option<Event<'a>> {
        match self.reader.read_event() {
            Ok(Event::Eof) | Err(_) => None,
            Ok(event) => Some(event),
        }
    }

    /// The objects of the file; whether its end was seen.
    fn objects(&mut self, take: Take<'_, 'a>) -> bool {
        while let Some(event) = self.next() {
            if self.records.len() > 1 {
                self.records.drain(..self.records.len().saturating_sub(1)).for_each(&mut *take);
            }
            let passed = match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "Objs" => Some(()),
                    "Obj" => self.record(),
                    _ => self.skip(),
                },
                Event::End(tag) if tag.local_name().as_ref() == "Objs" => return true,
                _ => Some(()),
            };
            if passed.is_none() {
                return false;
            }
        }
        false
    }

    /// One object of the file: a record, or an array of them.
    fn record(&mut self) -> Option<()> {
        let line = self.line();
        let index = self.records.len();
        let mut members: Vec<Field<'a>> = Vec::new();
        let mut complete = None;
        while let Some(event) = self.next() {
            match event {
                Event::Start(tag) => {
                    let is_done = match tag.local_name().as_ref() {
                        "Props" | "MS" => self.members(&mut members),
                        // `,$objects | Export-Clixml`: one array that holds the objects.
                        "LST" | "IE" => {
                            if self.objects_of_list().is_some() {
                                Some(())
                            } else {
                                None
                            }
                        }
                        _ => self.skip(),
                    };
                    if is_done.is_none() {
                        break;
                    }
                }
                Event::End(_) => {
                    complete = Some(());
                    break;
                }
                _ => {}
            }
        }
        if !members.is_empty() {
            let last_line = members.last().map_or(line, |f| f.line);
            self.records.insert(
                index,
                Record {
                    place: Place { source: self.source, line },
                    last_line,
                    layout: Layout::Clixml,
                    scope: self.scope,
                    fields: members,
                },
            );
        }
        complete
    }

    fn objects_of_list(&mut self) -> Option<()> {
        while let Some(event) = self.next() {
            match event {
                // An array in an array is no output of Export-Clixml on records: one level only.
                Event::Start(tag) if tag.local_name().as_ref() == "Obj" => self.record_in_list()?,
                Event::Start(_) => self.skip()?,
                Event::End(_) => return Some(()),
                _ => {}
            }
        }
        None
    }

    fn record_in_list(&mut self) -> Option<()> {
        let line = self.line();
        let mut members: Vec<Field<'a>> = Vec::new();
        let complete = loop {
            match self.next() {
                Some(Event::Start(tag)) => {
                    let is_done = match tag.local_name().as_ref() {
                        "Props" | "MS" => self.members(&mut members),
                        _ => self.skip(),
                    };
                    if is_done.is_none() {
                        break None;
                    }
                }
                Some(Event::End(_)) => break Some(()),
                Some(_) => {}
                None => break None,
            }
        };
        if !members.is_empty() {
            let last_line = members.last().map_or(line, |f| f.line);
            let place = Place { source: self.source, line };
            let (layout, scope) = (Layout::Clixml, self.scope);
            self.records.push(Record { place, last_line, layout, scope, fields: members });
        }
        complete
    }

    /// The named values up to the end of `Props` or `MS`.
    fn members(&mut self, fields: &mut Vec<Field<'a>>) -> Option<()> {
        while let Some(event) = self.next() {
            match event {
                Event::Start(tag) => {
                    let line = self.line();
                    let name = attribute(&tag, "N").unwrap_or_default();
                    let (value, cut) = match tag.local_name().as_ref() {
                        "Obj" => {
                            let id = attribute(&tag, "RefId");
                            let (value, cut) = self.object()?;
                            if let Some(id) = id {
                                self.remember(id, value.clone());
                            }
                            (value, cut)
                        }
                        "BA" | "XD" | "SCT" => {
                            self.skip()?;
                            continue;
                        }
                        _ => {
                            let text = self.scalar();
                            let is_complete = text.1;
                            fields.push(Field { name, value: Value::Text(text.0), line, cut: Cut::No });
                            is_complete.then_some(())?;
                            continue;
                        }
                    };
                    fields.push(Field { name, value, line, cut });
                }
                Event::Empty(tag) => {
                    let line = self.line();
                    let name = attribute(&tag, "N").unwrap_or_default();
                    let known = |id: Cow<'_, str>| self.known(&id).cloned();
                    let (value, cut) = match tag.local_name().as_ref() {
                        "Nil" => (Value::Null, Cut::No),
                        // What it refers to was skipped, or is not in this part of the file.
                        "Ref" => match attribute(&tag, "RefId").and_then(known) {
                            Some(value) => (value, Cut::No),
                            None => (Value::Text(Cow::Borrowed("")), Cut::All),
                        },
                        _ => (Value::Text(Cow::Borrowed("")), Cut::No),
                    };
                    fields.push(Field { name, value, line, cut });
                }
                Event::End(_) => return Some(()),
                _ => {}
            }
        }
        None
    }

    /// A nested object: its text, or its elements.
    fn object(&mut self) -> Option<(Value<'a>, Cut)> {
        let mut object = Object::default();
        while let Some(event) = self.next() {
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    name if name == "ToString" || object.text.is_none() && is_scalar(name) => {
                        let (text, is_complete) = self.scalar();
                        object.text = Some(text);
                        is_complete.then_some(())?;
                    }
                    "LST" | "IE" | "STK" | "QUE" => object.list = Some(self.elements()?),
                    _ => self.skip()?,
                },
                Event::Empty(tag) if matches!(tag.local_name().as_ref(), "LST" | "IE") => {
                    object.list = Some(Vec::new());
                }
                Event::End(_) => {
                    let _ = &object.fields;
                    return Some(match (object.list, object.text) {
                        (Some(list), _) => (Value::List(list), Cut::No),
                        (None, Some(text)) if is_type_name(&text) => (Value::Text(text), Cut::All),
                        (None, Some(text)) => (Value::Text(text), Cut::No),
                        (None, None) => (Value::Text(Cow::Borrowed("")), Cut::All),
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// The elements of a list, each as text.
    fn elements(&mut self) -> Option<Vec<Cow<'a, str>>> {
        let mut elements = Vec::new();
        while let Some(event) = self.next() {
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == "Obj" => {
                    let id = attribute(&tag, "RefId");
                    let text = self.element()?;
                    if let Some(id) = id {
                        self.remember(id, Value::Text(text.clone()));
                    }
                    elements.push(text);
                }
                Event::Start(_) => {
                    let (text, is_complete) = self.scalar();
                    elements.push(text);
                    is_complete.then_some(())?;
                }
                Event::Empty(tag) if tag.local_name().as_ref() == "Ref" => {
                    let id = attribute(&tag, "RefId").unwrap_or_default();
                    if let Some(Value::Text(text)) = self.known(&id) {
                        elements.push(text.clone());
                    }
                }
                Event::End(_) => return Some(elements),
                _ => {}
            }
        }
        None
    }

    /// The text of one element; nested members are skipped. A text with properties of its own stands bare in the object.
    fn element(&mut self) -> Option<Cow<'a, str>> {
        let mut text = None;
        while let Some(event) = self.next() {
            match event {
                Event::Start(tag) => {
                    let tag = tag.local_name();
                    if tag.as_ref() == "ToString" || text.is_none() && is_scalar(tag.as_ref()) {
                        let (found, is_complete) = self.scalar();
                        text = Some(found);
                        is_complete.then_some(())?;
                    } else {
                        self.skip()?;
                    }
                }
                Event::End(_) => return Some(text.unwrap_or_default()),
                _ => {}
            }
        }
        None
    }

    /// The text up to the end tag, and whether that was seen.
    fn scalar(&mut self) -> (Cow<'a, str>, bool) {
        let mut text = Cow::Borrowed("");
        loop {
            match self.next() {
                Some(Event::Text(piece)) => {
                    let decoded = piece.into_inner();
                    if text.is_empty() {
                        text = decoded;
                    } else {
                        text.to_mut().push_str(&decoded);
                    }
                }
                Some(Event::GeneralRef(name)) => {
                    text.to_mut().push_str(&entity(&name));
                }
                Some(Event::CData(piece)) => text.to_mut().push_str(&piece),
                Some(Event::End(_)) => return (unescaped(text), true),
                Some(Event::Start(_)) => {
                    if self.skip().is_none() {
                        return (unescaped(text), false);
                    }
                }
                Some(_) => {}
                None => return (unescaped(text), false),
            }
        }
    }

    /// Passes over an element whose start tag was just read.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        while let Some(event) = self.next() {
            match event {
                Event::Start(_) => depth = depth.saturating_add(1),
                Event::End(_) if depth == 0 => return Some(()),
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }
}

/// Whether the tag holds a plain value; without `ToString` beside it, it is the text of the object around it.
fn is_scalar(name: &str) -> bool {
    matches!(name, "S" | "I32" | "I64" | "B" | "G" | "DT" | "TS" | "U32" | "U64" | "Db" | "URI" | "Version")
}

fn attribute<'a>(tag: &BytesStart<'a>, name: &str) -> Option<Cow<'a, str>> {
    let found = tag.attributes().with_checks(false).filter_map(Result::ok).find(|a| a.key.as_ref() == name)?;
    Some(Cow::Owned(found.value.into_owned()))
}

/// `lt`, `amp`, `#xD`: what stands between `&` and `;`.
fn entity(name: &str) -> String {
    let code = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match (name, code.and_then(char::from_u32)) {
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("amp", _) => "&".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(c)) => c.to_string(),
        (name, None) => format!("&{name};"),
    }
}

/// `_x000A_` stands for a character that XML does not hold.
fn unescaped(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(rest.get(..at).unwrap_or_default());
        let code = rest.get(at.saturating_add(2)..at.saturating_add(6));
        let is_closed = rest.as_bytes().get(at.saturating_add(6)) == Some(&b'_');
        let c = code.and_then(|c| u32::from_str_radix(c, 16).ok()).and_then(char::from_u32).filter(|_| is_closed);
        let used = if let Some(c) = c {
            plain.push(c);
            7
        } else {
            plain.push_str("_x");
            2
        };
        rest = rest.get(at.saturating_add(used)..).unwrap_or_default();
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

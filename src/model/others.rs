//! Properties without a field of their own: name in snake_case, text as printed, in order of appearance.
//!
//! Objects of one command have the same ones, and mostly the same values: what an object before has too is shared.

use std::rc::Rc;

use super::label::snake_case;
use super::property::{Property, QueueProperty};
use crate::intake::{Cut, Field, Value};

/// Names and texts.
pub type Others = Vec<(Rc<str>, Rc<str>)>;

/// No object has more.
const MOST: usize = 400;

/// Names that the report uses for itself.
const TAKEN: [&str; 4] = ["source", "line", "cut", "server"];

/// Reads such properties of one object after the other.
#[derive(Debug, Default)]
pub(super) struct OthersReader {
    seen: Vec<Seen>,
    /// Where the next one probably is: they come in the same order.
    at: usize,
    /// How many this object has so far.
    count: usize,
}

/// A property of an object before.
#[derive(Debug)]
struct Seen {
    printed: Box<str>,
    name: Rc<str>,
    text: Rc<str>,
    /// Whether another one that is printed in another way has the same name.
    is_twin: bool,
}

impl OthersReader {
    /// Adds a property to those of an object.
    pub(super) fn add(&mut self, others: &mut Others, cut: &mut Vec<String>, name: &str, field: &Field<'_>) {
        if others.len() >= MOST {
            return;
        }
        let joined;
        let text = match &field.value {
            Value::Text(text) => &**text,
            Value::List(elements) => {
                joined = format!("{{{}}}", elements.join(", "));
                &joined
            }
            Value::Null => "",
        };
        // A list that ends in dots inside its braces.
        let is_short = matches!(&field.value, Value::Text(_))
            && text.as_bytes().first() == Some(&b'{')
            && (text.ends_with("...}") || text.ends_with("…}"));
        let Some((mut name, text, is_twin)) = self.shared(name, text) else { return };
        while is_twin && others.iter().any(|(other, _)| *other == name) {
            name = format!("{name}_property").into();
        }
        // As many as the object before has.
        if others.is_empty() {
            others.reserve_exact(std::mem::take(&mut self.count));
        }
        self.count = self.count.saturating_add(1);
        if field.cut != Cut::No || is_short {
            cut.push((*name).to_owned());
        }
        others.push((name, text));
    }

    fn shared(&mut self, printed: &str, text: &str) -> Option<(Rc<str>, Rc<str>, bool)> {
        let is_it = |seen: &Seen| *seen.printed == *printed;
        let at = Some(self.at).filter(|&at| self.seen.get(at).is_some_and(is_it));
        let at = at.or_else(|| self.seen.iter().position(is_it));
        if let Some((at, seen)) = at.and_then(|at| Some((at, self.seen.get_mut(at)?))) {
            self.at = at.saturating_add(1);
            if *seen.text != *text {
                seen.text = text.into();
            }
            return Some((Rc::clone(&seen.name), Rc::clone(&seen.text), seen.is_twin));
        }
        let mut name = snake_case(printed);
        if name.is_empty() {
            return None;
        }
        // A name with a sign in it may read like that of a field.
        let is_none_of_ours = || QueueProperty::of_label(printed).is_none() && Property::of_label(printed).is_none();
        if TAKEN.contains(&name.as_str()) || is_wire_name(&name) && is_none_of_ours() {
            name.push_str("_property");
        }
        let mut is_twin = self.seen.len() >= MOST;
        for twin in self.seen.iter_mut().filter(|seen| *seen.name == *name) {
            (twin.is_twin, is_twin) = (true, true);
        }
        let (name, text): (Rc<str>, Rc<str>) = (name.into(), text.into());
        if self.seen.len() < MOST {
            self.seen.push(Seen { printed: printed.into(), name: Rc::clone(&name), text: Rc::clone(&text), is_twin });
            self.at = self.seen.len();
        }
        Some((name, text, is_twin))
    }
}

/// Whether the report has a field of this name for queues or connectors.
fn is_wire_name(name: &str) -> bool {
    QueueProperty::ALL.iter().any(|property| property.wire_name() == name)
        || Property::ALL.iter().any(|property| property.wire_name() == name)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    #[test]
    fn objects_share_what_is_the_same() {
        let mut reader = OthersReader::default();
        let mut read = |fields: &[(&'static str, &'static str)]| {
            let (mut others, mut cut) = (Others::new(), Vec::new());
            for (name, value) in fields {
                let value = Value::Text(Cow::Borrowed(value));
                let field = Field { name: Cow::Borrowed(name), value, line: 1, cut: Cut::No };
                reader.add(&mut others, &mut cut, name, &field);
            }
            assert!(cut.is_empty());
            others
        };
        let first = read(&[("MaxHopCount", "60"), ("Server", "EX1"), ("..", "x")]);
        let second = read(&[("MaxHopCount", "60"), ("Comment", ""), ("Server", "EX2")]);
        let plain = |others: &Others| others.iter().map(|(n, t)| format!("{n}={t}")).collect::<Vec<_>>();
        assert_eq!(plain(&first), ["max_hop_count=60", "server_property=EX1"]);
        assert_eq!(plain(&second), ["max_hop_count=60", "comment=", "server_property=EX2"]);
        let twins = read(&[("MaxHopCount", "60"), ("Max-Hop-Count", "61"), ("Next\u{13}HopDomain", "x")]);
        assert_eq!(plain(&twins), ["max_hop_count=60", "max_hop_count_property=61", "next_hop_domain_property=x"]);
        assert!(Rc::ptr_eq(&first[0].1, &second[0].1) && Rc::ptr_eq(&first[1].0, &second[2].0));
    }
}

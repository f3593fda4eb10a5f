//! What variables and properties of connectors stand for while typed commands run.
//!
//! The value of RemoteIPRanges and Bindings is a list with methods (documented, "Modifying multivalued properties"). A
//! variable that gets it holds the same list; `+` gives an array, which has no such methods.
//!
//! This module runs no command.

use std::collections::BTreeMap;

use super::Unclear;
use super::run::Run;
use super::shell::{Call, Part, Value};
use crate::model::{Kind, Property, ReceiveConnector};

/// What a variable holds.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// One text, or a value that is no text.
    One(Value),
    /// A list of texts.
    Many(Vec<String>),
    /// Connectors, by index.
    Connectors(Vec<usize>),
}

/// The variables by name; names mean the same in any letter case.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    held: BTreeMap<String, Held>,
    /// Variables that hold a list of a connector, and under which name it was found.
    lists: BTreeMap<String, String>,
}

impl Variables {
    pub(super) fn set(&mut self, name: &str, held: Held) {
        self.lists.remove(&name.to_lowercase());
        // A variable with new connectors has no properties that were set on the old ones.
        if matches!(held, Held::Connectors(_)) {
            let properties = format!("{}.", name.to_lowercase());
            self.held.retain(|known, _| !known.starts_with(&properties));
        }
        self.held.insert(name.to_lowercase(), held);
    }

    fn get(&self, name: &str) -> Option<&Held> {
        self.held.get(&name.to_lowercase())
    }

    /// The same list under one of its names, with other entries.
    pub(super) fn replace(&mut self, name: &str, entries: Vec<String>) {
        self.held.insert(name.to_owned(), Held::Many(entries));
    }

    /// Notes that a variable holds the list of a connector, where it got nothing else.
    pub(super) fn note_list(&mut self, name: &str, parts: &[Part]) {
        let name = name.to_lowercase();
        match parts {
            [Part::Variable(of)] if of.contains('.') => self.lists.insert(name, of.to_lowercase()),
            [Part::Property(..)] => self.lists.insert(name.clone(), name),
            [Part::Variable(of)] => {
                let of = self.lists.get(&of.to_lowercase()).cloned();
                of.and_then(|of| self.lists.insert(name, of))
            }
            _ => None,
        };
    }

    /// Every name of the list that this one is a name of; none where it has no methods.
    pub(super) fn names_of_list(&self, name: &str) -> Vec<String> {
        let name = name.to_lowercase();
        let Some(found) = self.lists.get(&name).cloned().or_else(|| name.contains('.').then_some(name)) else {
            return Vec::new();
        };
        let others = self.lists.iter().filter(|(_, of)| **of == found).map(|(name, _)| name.clone());
        others.filter(|name| *name != found).chain([found.clone()]).collect()
    }
}

impl Run {
    /// A call whose values are all known.
    pub(super) fn resolved(&self, call: &Call) -> Result<Call, Unclear> {
        let mut arguments = Vec::new();
        for (name, value) in &call.arguments {
            match (name, value) {
                (None, Some(Value::Splat(table))) => match self.variables.get(table) {
                    Some(Held::One(Value::Table(entries))) => {
                        arguments.extend(entries.iter().map(|(key, value)| (Some(key.clone()), Some(value.clone()))));
                    }
                    _ => return Err(Unclear::Variable(table.clone())),
                },
                (_, Some(value)) => arguments.push((name.clone(), Some(self.value(value)?))),
                (_, None) => arguments.push((name.clone(), None)),
            }
        }
        Ok(Call { cmdlet: call.cmdlet.clone(), arguments, ..Call::default() })
    }

    /// A value that is known.
    pub(super) fn value(&self, value: &Value) -> Result<Value, Unclear> {
        match value {
            Value::Later(parts) => match self.sum(parts)? {
                Held::One(value) => Ok(value),
                Held::Many(texts) => Ok(Value::Texts(texts)),
                Held::Connectors(found) => Ok(Value::Texts(self.identities(&found))),
            },
            Value::Table(table) => {
                let entry = |(key, value): &(String, Value)| Ok((key.clone(), self.value(value)?));
                Ok(Value::Table(table.iter().map(entry).collect::<Result<_, Unclear>>()?))
            }
            Value::Splat(name) => Err(Unclear::Variable(name.clone())),
            known => Ok(known.clone()),
        }
    }

    /// What a sum comes to. The first part decides: behind a list the others are added as entries, behind a text they
    /// are joined to it (documented, about_Arithmetic_Operators).
    pub(super) fn sum(&self, parts: &[Part]) -> Result<Held, Unclear> {
        let mut parts = parts.iter();
        let Some(first) = parts.next() else { return Ok(Held::Many(Vec::new())) };
        let mut sum = self.part(first)?;
        for part in parts {
            if let Part::Without(entries) = part {
                let Held::Many(mut texts) = sum else { return Err(Unclear::Expression("-ne".to_owned())) };
                texts.retain(|text| !entries.iter().any(|entry| entry.trim().eq_ignore_ascii_case(text)));
                sum = Held::Many(texts);
                continue;
            }
            let more = match self.part(part)? {
                Held::One(Value::Texts(texts)) | Held::Many(texts) => texts,
                Held::Connectors(found) => self.identities(&found),
                Held::One(other) => return Err(Unclear::Unexpected(other.text())),
            };
            sum = match sum {
                Held::Many(mut texts) => {
                    texts.extend(more);
                    Held::Many(texts)
                }
                Held::One(Value::Texts(texts)) => Held::One(Value::Texts(vec![texts.concat() + &more.join(" ")])),
                Held::One(Value::Null) => Held::Many(more),
                Held::One(other) => return Err(Unclear::Unexpected(other.text())),
                Held::Connectors(_) => return Err(Unclear::Expression("+".to_owned())),
            };
        }
        Ok(sum)
    }

    fn part(&self, part: &Part) -> Result<Held, Unclear> {
        match part {
            Part::Texts(texts) if texts.len() == 1 => Ok(Held::One(Value::Texts(texts.clone()))),
            Part::Texts(texts) | Part::List(texts) => Ok(Held::Many(texts.clone())),
            Part::Variable(name) => {
                if let Some(held) = self.variables.get(name) {
                    return Ok(held.clone());
                }
                let unknown = || Unclear::Variable(name.clone());
                let (base, property) = name.split_once('.').ok_or_else(unknown)?;
                match self.variables.get(base) {
                    Some(Held::Connectors(found)) => self.property(found, property),
                    _ => Err(unknown()),
                }
            }
            Part::Property(calls, property) => self.property(&self.find(calls)?, property),
            Part::Without(_) => Err(Unclear::Expression("-ne".to_owned())),
        }
    }

    /// A property of the one connector that was found.
    fn property(&self, found: &[usize], property: &str) -> Result<Held, Unclear> {
        let &[index] = found else { return Err(Unclear::WhichConnector(property.to_owned(), self.identities(found))) };
        let connector = self.connectors.get(index).and_then(Option::as_ref);
        let connector = connector.ok_or_else(|| Unclear::NoConnector(property.to_owned()))?;
        let named = Property::ALL.iter().copied().find(|known| known.spelling().eq_ignore_ascii_case(property));
        let Some(property) = named else { return Err(Unclear::Expression(format!(".{property}"))) };
        held(connector, property).ok_or_else(|| Unclear::Hidden(property.spelling(), connector.identity()))
    }

    fn identities(&self, found: &[usize]) -> Vec<String> {
        let here = found.iter().filter_map(|index| self.connectors.get(*index)?.as_ref());
        here.map(ReceiveConnector::identity).collect()
    }
}

/// The value of a property; `None` where the paste does not show it whole.
pub(super) fn held(connector: &ReceiveConnector, property: Property) -> Option<Held> {
    let text = |text: String| Some(Held::One(Value::Texts(vec![text])));
    match property {
        Property::Identity => return text(connector.identity()),
        Property::Name => return text(connector.name.clone()),
        Property::Server => return text(connector.server.clone()),
        _ => {}
    }
    if let Some(Kind::Truth(slot)) = property.kind() {
        return (slot.get)(connector).whole().map(|truth| Held::One(Value::Truth(*truth)));
    }
    let shown = property.entries(connector);
    let texts: Vec<String> = shown.whole()?.iter().map(|entry| entry.text.clone()).collect();
    match property.kind() {
        Some(Kind::Ranges(_) | Kind::Bindings(_)) => Some(Held::Many(texts)),
        _ => text(texts.join(", ")),
    }
}

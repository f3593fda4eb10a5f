//! Sets one property of a connector to one typed value.
//!
//! The table in [`crate::model::Property`] says of which kind the value is. This module does not know which cmdlet was
//! typed.

use super::entry::{self, Problem};
use super::shell::Value;
use super::{Remark, Unclear};
use crate::model::{Binding, Kind, Member, Place, Property, PropertyValue, ReceiveConnector, RemoteIpRange, Shown};
use crate::remedy::acceptance::is_checked;

pub(super) const fn whole<T>(value: T, place: Place) -> Shown<T> {
    Shown::Whole { value, place }
}

/// Sets one property.
pub(super) fn set(
    connector: &mut ReceiveConnector,
    property: Property,
    value: Option<&Value>,
    remarks: &mut Vec<Remark>,
) -> Result<(), Problem> {
    let name = property.spelling();
    let value = value.ok_or(Unclear::Missing(name))?;
    let place = connector.place;
    let identity = connector.identity();
    let is_empty = match property.kind() {
        Some(Kind::Ranges(slot)) => {
            let range = |entry: &RemoteIpRange| entry.range();
            let list = List { name, identity: &identity, place, read: &entry::range, key: &range };
            list.set((slot.get_mut)(connector), value, remarks)?;
            false
        }
        Some(Kind::Bindings(slot)) => {
            let endpoint = |binding: &Binding| binding.endpoint;
            let list = List { name, identity: &identity, place, read: &entry::binding, key: &endpoint };
            let bindings = (slot.get_mut)(connector);
            list.set(bindings, value, remarks)?;
            bindings.whole().is_some_and(Vec::is_empty)
        }
        Some(Kind::AuthMechanisms(slot)) => {
            *(slot.get_mut)(connector) = whole(flags(name, value)?, place);
            false
        }
        Some(Kind::PermissionGroups(slot)) => {
            *(slot.get_mut)(connector) = whole(flags(name, value)?, place);
            false
        }
        Some(Kind::TransportRoles(slot)) => {
            let roles = flags(name, value)?;
            let is_empty = roles.is_empty();
            *(slot.get_mut)(connector) = whole(roles, place);
            is_empty
        }
        Some(Kind::Truth(slot)) => {
            *(slot.get_mut)(connector) = truth(name, value, place)?;
            false
        }
        Some(Kind::Text(slot)) => {
            *(slot.get_mut)(connector) = whole(text(name, value)?, place);
            false
        }
        None => {
            let text = match value {
                Value::Truth(truth) => truth.printed(),
                value => text(name, value)?,
            };
            let wire_name = property.wire_name();
            connector.others.retain(|(known, _)| **known != *wire_name);
            connector.others_cut.retain(|known| known != wire_name);
            connector.others.push((wire_name.into(), text.into()));
            false
        }
    };
    if is_empty {
        return Err(Unclear::Value(name, value.text()).into());
    }
    if (property.kind().is_none() || property.decides().is_none()) && !is_checked(property) {
        remarks.push(Remark::NotLookedAt(name));
    }
    Ok(())
}

fn truth(name: &'static str, value: &Value, place: Place) -> Result<Shown<bool>, Unclear> {
    match value {
        Value::Truth(truth) => Ok(whole(*truth, place)),
        other => Err(Unclear::Value(name, other.text())),
    }
}

/// One text; `$null` is the empty one.
fn text(name: &'static str, value: &Value) -> Result<String, Unclear> {
    match value {
        Value::Null => Ok(String::new()),
        Value::Texts(texts) => Ok(texts.join(", ")),
        other => Err(Unclear::Value(name, other.text())),
    }
}

/// Members of a flag property: `'Tls, ExchangeServer'` or `Tls,ExchangeServer`, in the order of Exchange.
fn flags<M: Member>(name: &'static str, value: &Value) -> Result<Vec<M>, Unclear> {
    let Value::Texts(texts) = value else { return Err(Unclear::Value(name, value.text())) };
    let joined = texts.join(",");
    let words: Vec<&str> = joined.split(',').map(str::trim).filter(|t| !t.is_empty()).collect();
    if let [none] = words.as_slice()
        && none.eq_ignore_ascii_case("None")
    {
        return Ok(Vec::new());
    }
    let members: Vec<M> = words.iter().map(|word| M::read(word)).collect();
    if let Some((word, _)) = words.iter().zip(&members).find(|(_, member)| !member.is_known()) {
        return Err(Unclear::Value(name, (*word).to_owned()));
    }
    if members.is_empty() {
        return Err(Unclear::Value(name, value.text()));
    }
    Ok(M::ALL.iter().map(|(member, _)| member).filter(|m| members.contains(m)).cloned().collect())
}

/// A property that is a list: how its entries are read, and what tells them apart.
struct List<'l, T, K> {
    name: &'static str,
    /// The connector.
    identity: &'l str,
    place: Place,
    read: &'l dyn Fn(&str) -> Result<T, Problem>,
    /// What an entry means; `None` where that is not known.
    key: &'l dyn Fn(&T) -> Option<K>,
}

impl<T: Clone, K: PartialEq> List<'_, T, K> {
    /// Replaces the list, or changes it by `@{Add = ..; Remove = ..}`.
    fn set(&self, shown: &mut Shown<Vec<T>>, value: &Value, remarks: &mut Vec<Remark>) -> Result<(), Problem> {
        let (read, key, place) = (self.read, self.key, self.place);
        let table = match value {
            Value::Null => {
                *shown = whole(Vec::new(), place);
                return Ok(());
            }
            Value::Texts(texts) => {
                // `'a, b'` is one text for PowerShell, and no entry.
                let mut entries: Vec<T> = Vec::new();
                for text in texts {
                    let entry = read(text)?;
                    if !entries.iter().any(|e| key(e) == key(&entry)) {
                        entries.push(entry);
                    }
                }
                *shown = whole(entries, place);
                return Ok(());
            }
            Value::Table(table) => table,
            other => return Err(Unclear::Value(self.name, other.text()).into()),
        };
        let is_whole = shown.whole().is_some();
        let mut entries = shown.visible().cloned().unwrap_or_default();
        for (verb, texts) in table {
            let adds = verb.eq_ignore_ascii_case("Add");
            if !adds && !verb.eq_ignore_ascii_case("Remove") {
                return Err(Unclear::Value(self.name, verb.clone()).into());
            }
            let Value::Texts(texts) = texts else {
                return Err(Unclear::Value(self.name, texts.text()).into());
            };
            for text in texts {
                let entry = read(text)?;
                let known = entries.iter().find(|e| key(e).is_some() && key(e) == key(&entry));
                // An entry that nobody can read may be the one.
                let is_known = is_whole && entries.iter().all(|e| key(e).is_some());
                match (adds, known) {
                    (true, None) => entries.push(entry),
                    (true, Some(_)) => remarks.push(Remark::AlreadyThere(text.clone())),
                    (false, Some(_)) => entries.retain(|e| key(e).is_none() || key(e) != key(&entry)),
                    (false, None) if is_known => remarks.push(Remark::NotThere(text.clone())),
                    (false, None) => remarks.push(Remark::MayBeHidden(text.clone(), self.identity.to_owned())),
                }
            }
        }
        *shown = if is_whole { whole(entries, place) } else { Shown::Cut { visible: Some(entries), place } };
        Ok(())
    }
}

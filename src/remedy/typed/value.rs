//! One typed value into its property.

use super::shell::Value;
use super::{Remark, Unclear};
use crate::model::{Binding, Kind, Member, Place, Property, PropertyValue, ReceiveConnector, RemoteIpRange, Shown};

pub(super) const fn whole<T>(value: T, place: Place) -> Shown<T> {
    Shown::Whole { value, place }
}

/// Sets one property.
pub(super) fn set(
    connector: &mut ReceiveConnector,
    property: Property,
    value: Option<&Value>,
    remarks: &mut Vec<Remark>,
) -> Result<(), Unclear> {
    let name = property.spelling();
    let value = value.ok_or(Unclear::Missing(name))?;
    let place = connector.place;
    let is_empty = match property.kind() {
        Some(Kind::Ranges(slot)) => {
            let read = |text: &str| {
                let entry = RemoteIpRange::read(text);
                entry.range().map(|_| entry)
            };
            let range = |entry: &RemoteIpRange| entry.range();
            list((slot.get_mut)(connector), name, value, place, remarks, &read, &range)?;
            false
        }
        Some(Kind::Bindings(slot)) => {
            let read = |text: &str| {
                let binding = Binding::read(text);
                binding.endpoint.map(|_| binding)
            };
            let endpoint = |binding: &Binding| binding.endpoint;
            let bindings = (slot.get_mut)(connector);
            list(bindings, name, value, place, remarks, &read, &endpoint)?;
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
        return Err(Unclear::Value(name, value.text()));
    }
    if property.kind().is_none() || property.decides().is_none() {
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

/// A list that is replaced, or changed by `@{Add = ..; Remove = ..}`. Entries are told apart by what they mean.
fn list<T: Clone, K: PartialEq>(
    shown: &mut Shown<Vec<T>>,
    name: &'static str,
    value: &Value,
    place: Place,
    remarks: &mut Vec<Remark>,
    read: &dyn Fn(&str) -> Option<T>,
    key: &dyn Fn(&T) -> Option<K>,
) -> Result<(), Unclear> {
    let entry = |text: &String| read(text).ok_or_else(|| Unclear::Value(name, text.clone()));
    let table = match value {
        Value::Null => {
            *shown = whole(Vec::new(), place);
            return Ok(());
        }
        Value::Texts(texts) => {
            // `'a, b'` is one text for PowerShell, and no entry.
            let mut entries: Vec<T> = Vec::new();
            for text in texts {
                let entry = entry(text)?;
                if !entries.iter().any(|e| key(e) == key(&entry)) {
                    entries.push(entry);
                }
            }
            *shown = whole(entries, place);
            return Ok(());
        }
        Value::Table(table) => table,
        Value::Truth(_) => return Err(Unclear::Value(name, value.text())),
    };
    let is_whole = shown.whole().is_some();
    let mut entries = shown.visible().cloned().unwrap_or_default();
    for (verb, texts) in table {
        let adds = verb.eq_ignore_ascii_case("Add");
        if !adds && !verb.eq_ignore_ascii_case("Remove") {
            return Err(Unclear::Value(name, verb.clone()));
        }
        for text in texts {
            let entry = entry(text)?;
            let known = entries.iter().find(|e| key(e).is_some() && key(e) == key(&entry));
            match (adds, known) {
                (true, None) => entries.push(entry),
                (true, Some(_)) => remarks.push(Remark::AlreadyThere(text.clone())),
                (false, Some(_)) => entries.retain(|e| key(e).is_none() || key(e) != key(&entry)),
                (false, None) => remarks.push(Remark::NotThere(text.clone())),
            }
        }
    }
    *shown = if is_whole { whole(entries, place) } else { Shown::Cut { visible: Some(entries), place } };
    Ok(())
}

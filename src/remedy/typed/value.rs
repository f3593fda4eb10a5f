//! One typed value into its property.

use super::shell::Value;
use super::{Remark, Unclear};
use crate::model::{
    AuthMechanism, Binding, PermissionGroup, Place, ReceiveConnector, RemoteIpRange, Shown, TransportRole, snake_case,
};

pub(super) const fn whole<T>(value: T, place: Place) -> Shown<T> {
    Shown::Whole { value, place }
}

/// Sets one property.
pub(super) fn set(
    connector: &mut ReceiveConnector,
    name: &'static str,
    value: Option<&Value>,
    remarks: &mut Vec<Remark>,
) -> Result<(), Unclear> {
    let value = value.ok_or(Unclear::Missing(name))?;
    let place = connector.place;
    match name {
        "RemoteIPRanges" => {
            let read = |text: &str| {
                let entry = RemoteIpRange::read(text);
                entry.range().map(|_| entry)
            };
            let range = |entry: &RemoteIpRange| entry.range();
            list(&mut connector.remote_ip_ranges, name, value, place, remarks, &read, &range)?;
        }
        "Bindings" => {
            let read = |text: &str| {
                let binding = Binding::read(text);
                binding.endpoint.map(|_| binding)
            };
            let endpoint = |binding: &Binding| binding.endpoint;
            list(&mut connector.bindings, name, value, place, remarks, &read, &endpoint)?;
            if connector.bindings.whole().is_some_and(Vec::is_empty) {
                return Err(Unclear::Value(name, value.text()));
            }
        }
        "AuthMechanism" => {
            let read = |text: &str| Some(AuthMechanism::read(text)).filter(|m| !matches!(m, AuthMechanism::Other(_)));
            connector.auth_mechanism = whole(flags(name, value, AuthMechanism::ALL, &read)?, place);
        }
        "PermissionGroups" => {
            let read =
                |text: &str| Some(PermissionGroup::read(text)).filter(|m| !matches!(m, PermissionGroup::Other(_)));
            connector.permission_groups = whole(flags(name, value, PermissionGroup::ALL, &read)?, place);
        }
        "TransportRole" => {
            let read = |text: &str| Some(TransportRole::read(text)).filter(|m| !matches!(m, TransportRole::Other(_)));
            let roles = flags(name, value, TransportRole::ALL, &read)?;
            if roles.is_empty() {
                return Err(Unclear::Value(name, value.text()));
            }
            connector.transport_role = whole(roles, place);
        }
        "Enabled" => connector.enabled = truth(name, value, place)?,
        "RequireTLS" => connector.require_tls = truth(name, value, place)?,
        "SuppressXAnonymousTls" => connector.suppress_x_anonymous_tls = truth(name, value, place)?,
        "Fqdn" => connector.fqdn = whole(text(name, value)?, place),
        _ => {
            let text = match value {
                Value::Truth(truth) => if *truth { "True" } else { "False" }.to_owned(),
                value => text(name, value)?,
            };
            let snake = snake_case(name);
            match name {
                "MaxMessageSize" => connector.max_message_size = whole(text, place),
                "ProtocolLoggingLevel" => connector.protocol_logging_level = whole(text, place),
                _ => {
                    connector.others.retain(|(known, _)| **known != *snake);
                    connector.others_cut.retain(|known| *known != snake);
                    connector.others.push((snake.into(), text.into()));
                }
            }
            remarks.push(Remark::NotLookedAt(name));
        }
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
fn flags<T: Clone + PartialEq>(
    name: &'static str,
    value: &Value,
    all: &[(T, u32)],
    read: &dyn Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Unclear> {
    let Value::Texts(texts) = value else { return Err(Unclear::Value(name, value.text())) };
    let joined = texts.join(",");
    let words: Vec<&str> = joined.split(',').map(str::trim).filter(|t| !t.is_empty()).collect();
    if let [none] = words.as_slice()
        && none.eq_ignore_ascii_case("None")
    {
        return Ok(Vec::new());
    }
    let mut members = Vec::new();
    for word in &words {
        members.push(read(word).ok_or_else(|| Unclear::Value(name, (*word).to_owned()))?);
    }
    if members.is_empty() {
        return Err(Unclear::Value(name, value.text()));
    }
    Ok(all.iter().map(|(member, _)| member).filter(|m| members.contains(m)).cloned().collect())
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
            let known = entries.iter().position(|e| key(e).is_some() && key(e) == key(&entry));
            match (adds, known) {
                (true, None) => entries.push(entry),
                (true, Some(_)) => remarks.push(Remark::AlreadyThere(text.clone())),
                (false, Some(at)) => {
                    entries.remove(at);
                }
                (false, None) => remarks.push(Remark::NotThere(text.clone())),
            }
        }
    }
    *shown = if is_whole { whole(entries, place) } else { Shown::Cut { visible: Some(entries), place } };
    Ok(())
}

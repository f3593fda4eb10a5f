//! Ways of [`super::hiding`] that change how the output as a whole is printed or copied: narrow windows, selected columns,
//! filters, and texts that break off.

use fastrand::Rng;

use super::hiding::{
    Alternative, DROPPED, Hidden, any_value, is_custom, printed_once, server_addresses, truth, unseen_connectors,
};
use super::organisation::{Connector, Organisation, Role};
use super::paste::{BrokenOff, Layout, Paste, Record};
use super::range::{ANY_V4, Range, v4};

/// What a value may be of which the text begins with `visible` and goes on. Of a list, `visible` has no brace.
fn continued(organisation: &Organisation, about: usize, property: &str, visible: &str) -> Vec<Alternative> {
    use super::hiding::if_accepted;
    let mut alternatives = vec![truth()];
    let begins = |members: &[&str]| members.join(", ").starts_with(visible) && members.join(", ") != visible;
    match property {
        "RemoteIPRanges" => {
            let (whole, part) = visible.rsplit_once(", ").unwrap_or(("", visible));
            let shown = if whole.is_empty() { 0 } else { whole.split(", ").count() };
            let part = part.to_owned();
            for address in server_addresses(organisation) {
                let fits = address.to_string().starts_with(&part);
                alternatives.push(if_accepted(about, move |c| {
                    c.ranges.truncate(if fits { shown } else { shown + 1 });
                    let listed = Range::single(address);
                    if !c.ranges.iter().any(|r| r.equals(&listed)) {
                        c.ranges.push(listed);
                    }
                }));
            }
            alternatives.push(if_accepted(about, move |c| {
                c.ranges.truncate(shown + 1);
                c.ranges.push(Range::single(v4(172, 31, 9, 9)));
            }));
        }
        "AuthMechanism" => {
            let whole: [&[&'static str]; 6] = [
                &["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer"],
                &["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS"],
                &["Tls", "Integrated"],
                &["Tls", "ExchangeServer"],
                &["Tls", "ExternalAuthoritative"],
                &["None"],
            ];
            for members in whole.into_iter().filter(|members| begins(members)) {
                alternatives.push(if_accepted(about, move |c| c.auth = members.to_vec()));
            }
        }
        "PermissionGroups" => {
            let whole: [&[&'static str]; 6] = [
                &["AnonymousUsers", "ExchangeServers", "ExchangeLegacyServers"],
                &["AnonymousUsers", "Custom"],
                &["ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers"],
                &["ExchangeUsers", "Custom"],
                &["ExchangeServers", "ExchangeLegacyServers"],
                &["AnonymousUsers", "ExchangeServers"],
            ];
            for members in whole.into_iter().filter(|members| begins(members)) {
                alternatives.push(if_accepted(about, move |c| c.groups = members.to_vec()));
            }
        }
        "Bindings" => {
            for port in [25, 2525] {
                alternatives.push(if_accepted(about, move |c| c.bindings.push((ANY_V4, port))));
            }
        }
        // The visible beginning of an identity may be that of several servers.
        "Identity" if !visible.contains('\\') => {
            for (server, named) in organisation.servers.iter().enumerate() {
                if named.name.starts_with(visible) {
                    alternatives.push(if_accepted(about, move |c| c.server = server));
                }
            }
        }
        _ => {}
    }
    alternatives
}

/// `Format-Table` with some columns in a window of 80 or 120 columns: each column gets the same width.
pub(super) fn narrow_table(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let always = |record: &Record| {
        let needed = DROPPED.iter().filter(|property| **property != "TransportRole").chain(&["Identity", "Server"]);
        needed.into_iter().all(|property| record.get(property).is_some())
    };
    if printed_once(paste).len() != paste.connectors.len() || !paste.connectors.iter().all(always) {
        return None;
    }
    let mut columns: Vec<&'static str> = DROPPED.to_vec();
    rng.shuffle(&mut columns);
    columns.truncate(rng.usize(2..=5));
    // Somebody who looks at receive connectors lets the ranges be printed.
    if !columns.contains(&"RemoteIPRanges") {
        columns[0] = "RemoteIPRanges";
    }
    columns.insert(0, "Identity");
    let window = [80, 120, 200][rng.usize(0..3)];
    let width = (window - (columns.len() - 1)) / columns.len();
    let mut alternatives = vec![truth()];
    for record in &mut paste.connectors {
        for property in DROPPED.iter().filter(|property| !columns.contains(property)) {
            alternatives.extend(any_value(organisation, record.about, property).into_iter().skip(1));
        }
        let mut fields = Vec::new();
        for column in &columns {
            let value = record.get(column).unwrap_or_default().to_owned();
            if value.chars().count() <= width {
                fields.push((*column, value));
                continue;
            }
            let visible: String = value.chars().take(width - 3).collect();
            let text = visible.trim_start_matches('{').trim_end_matches(", ").trim_end_matches(',');
            alternatives.extend(continued(organisation, record.about, column, text).into_iter().skip(1));
            fields.push((*column, format!("{visible}...")));
        }
        record.fields = fields;
    }
    (paste.layout, paste.is_final) = (Layout::Table, true);
    Some(Hidden { what: format!("{columns:?} in {window} columns"), alternatives })
}

/// A condition of a command, and which connectors it keeps.
type Filter = (&'static str, fn(usize, &Connector) -> bool);

const FILTERS: &[Filter] = &[
    ("Get-ReceiveConnector | where {$_.Enabled -eq $true}", |_, c| c.enabled),
    ("Get-ReceiveConnector | ? { $_.Name -like 'Default*' }", |_, c| c.name.starts_with("Default")),
    ("Get-ReceiveConnector | Where-Object {$_.Name -notlike '*Relay*'}", |_, c| !c.name.contains("Relay")),
    ("Get-ReceiveConnector | where {$_.Bindings -like '*:25'}", |_, c| c.bindings.iter().any(|(_, port)| *port == 25)),
    ("Get-ReceiveConnector | where { $_.Bindings -match ':2525' }", |_, c| {
        c.bindings.iter().any(|(_, port)| *port == 2525)
    }),
    ("Get-ReceiveConnector | where {$_.AuthMechanism -notmatch 'ExchangeServer'}", |_, c| {
        !c.auth.contains(&"ExchangeServer")
    }),
    ("Get-ReceiveConnector | where {$_.PermissionGroups -match 'AnonymousUsers'}", |_, c| {
        c.groups.contains(&"AnonymousUsers")
    }),
    ("Get-ReceiveConnector | where {$_.TransportRole -eq 'FrontendTransport'}", |_, c| c.role == Role::Frontend),
    ("Get-ReceiveConnector | select -First 7", |index, _| index < 7),
    ("Get-ReceiveConnector -ResultSize 9", |index, _| index < 9),
];

/// The command shows a filter that left connectors out.
pub(super) fn filtered(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    let (command, keeps) = FILTERS[rng.usize(0..FILTERS.len())];
    if printed_once(paste).len() != paste.connectors.len() || paste.connectors_command != "Get-ReceiveConnector" {
        return None;
    }
    paste.connectors.retain(|record| keeps(record.about, &organisation.connectors[record.about]));
    command.clone_into(&mut paste.connectors_command);
    // What the command can have left out may be on every server that the output shows.
    let shown: Vec<usize> = paste.connectors.iter().map(|r| organisation.connectors[r.about].server).collect();
    let left_out = move |c: &Connector| !keeps(usize::MAX, c);
    let mut alternatives = vec![truth()];
    alternatives
        .extend(unseen_connectors(organisation, left_out).filter(|(server, _)| shown.contains(server)).map(|a| a.1));
    Some(Hidden { what: command.to_owned(), alternatives })
}

/// The shell warns that it returned only a part.
pub(super) fn more_results(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    if printed_once(paste).len() != paste.connectors.len() || paste.connectors.len() < 4 || !paste.warning.is_empty() {
        return None;
    }
    let kept = rng.usize(2..paste.connectors.len());
    paste.connectors.truncate(kept);
    paste.warning = "WARNING: There are more results available than are currently displayed. To view them, increase the \
                     value for the ResultSize parameter.\n\n";
    let shown: Vec<usize> = paste.connectors.iter().map(|r| organisation.connectors[r.about].server).collect();
    let mut alternatives = vec![truth()];
    alternatives
        .extend(unseen_connectors(organisation, |_| true).filter(|(server, _)| shown.contains(server)).map(|a| a.1));
    Some(Hidden { what: format!("all but {kept} connectors, with a warning"), alternatives })
}

/// The records in the order in which a server's connectors stand together.
fn by_server(organisation: &Organisation, paste: &mut Paste) {
    paste.connectors.sort_by_key(|record| organisation.connectors[record.about].server);
}

/// Puts the connectors in the order of one list; `false` where the paste is not one list that prints each once.
fn stand_in_one_list(organisation: &Organisation, paste: &mut Paste) -> bool {
    if printed_once(paste).len() != paste.connectors.len()
        || paste.connectors.is_empty()
        || paste.layout != Layout::List
    {
        return false;
    }
    by_server(organisation, paste);
    true
}

/// The labels of a record.
fn names(record: &Record) -> Vec<&'static str> {
    record.fields.iter().map(|(name, _)| *name).collect()
}

/// The text ends inside a value of a connector.
pub(super) fn without_end(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    if !stand_in_one_list(organisation, paste) {
        return None;
    }
    // That a record is not whole, the one before it shows.
    let last = rng.usize(0..paste.connectors.len());
    if last == 0 || names(&paste.connectors[last]) != names(&paste.connectors[last - 1]) {
        return None;
    }
    paste.connectors.truncate(last + 1);
    let record = paste.connectors.last_mut()?;
    let field = rng.usize(1..record.fields.len() - 1);
    let mut alternatives = vec![truth()];
    for (property, _) in record.fields.split_off(field + 1) {
        alternatives.extend(any_value(organisation, record.about, property).into_iter().skip(1));
    }
    let (property, value) = record.fields.last_mut()?;
    let kept = rng.usize(1..=value.chars().count());
    let visible: String = value.chars().take(kept).collect();
    let text = visible.trim_start_matches('{').trim_end_matches(", ").trim_end_matches(',');
    alternatives.extend(continued(organisation, record.about, property, text).into_iter().skip(1));
    let what = format!("everything behind {property} {visible:?} of {}", organisation.identity(record.about));
    *value = visible;
    (paste.broken_off, paste.is_final) = (Some(BrokenOff::End), true);
    Some(Hidden { what, alternatives })
}

/// The text begins inside a connector: what stands before it, the servers included, was not copied.
pub(super) fn without_beginning(rng: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    if !stand_in_one_list(organisation, paste) {
        return None;
    }
    let first = rng.usize(0..paste.connectors.len());
    if paste.connectors.get(first + 1).is_none_or(|next| names(next) != names(&paste.connectors[first])) {
        return None;
    }
    paste.connectors.drain(..first);
    let record = paste.connectors.first_mut()?;
    let field = rng.usize(1..record.fields.len() - 1);
    let mut alternatives = vec![truth()];
    let mut lost: Vec<_> = record.fields.drain(..field).collect();
    let mut names_server = record.get("Fqdn").is_some();
    for (property, _) in &lost {
        alternatives.extend(any_value(organisation, record.about, property).into_iter().skip(1));
    }
    // Half of the last value may be there, without its label.
    if rng.bool()
        && let Some((_, value)) = lost.pop()
    {
        paste.remainder = value.chars().skip(rng.usize(0..=value.len() / 2)).collect();
    }
    names_server |= record.get("Identity").is_some() || record.get("Server").is_some();
    if !names_server {
        let about = record.about;
        for server in 0..organisation.servers.len() {
            alternatives.push(super::hiding::if_accepted(about, move |c| c.server = server));
        }
    }
    let what = format!("everything before {:?} of {}", record.fields[0].0, organisation.identity(record.about));
    paste.servers.clear();
    (paste.broken_off, paste.is_final) = (Some(BrokenOff::Beginning), true);
    Some(Hidden { what, alternatives })
}

/// All connectors are printed with their names only, so that the names of the default ones alone tell of the servers.
pub(super) fn names_only(_: &mut Rng, organisation: &Organisation, paste: &mut Paste) -> Option<Hidden> {
    if printed_once(paste).len() != paste.connectors.len()
        || !paste.connectors.iter().all(|r| r.get("Identity").is_some())
    {
        return None;
    }
    let mut alternatives = vec![truth()];
    for record in &mut paste.connectors {
        for property in ["Identity", "Server", "Fqdn"] {
            record.remove(property);
        }
        if is_custom(&organisation.connectors[record.about]) {
            let about = record.about;
            for server in 0..organisation.servers.len() {
                alternatives.push(super::hiding::if_accepted(about, move |c| c.server = server));
            }
        }
    }
    Some(Hidden { what: "servers of all connectors".into(), alternatives })
}

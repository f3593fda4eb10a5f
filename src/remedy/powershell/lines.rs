//! The bare lines that change something, as an admin would type them.
//!
//! One line per connector, with all its settings: Exchange checks the connector as a whole. Servers whose lines differ
//! in nothing but the server share one line. A line checks nothing and keeps no backup: that is what the commands of
//! [`super::render`] are for.

use std::collections::BTreeMap;

use super::change::typed_parameters;
use super::{Target, targets};
use crate::model::{ReceiveConnector, Snapshot};
use crate::remedy::Remedy;
use crate::remedy::quoting::{Unquotable, quote};

/// Connectors that are named after their server, from which number on they share a line. In one line each they are
/// easier to read, while there are few.
const LEAST_NAMED_AFTER_SERVER: usize = 3;

/// The lines of a remedy for the snapshot it was made for, in the order in which they run. Empty where the remedy is
/// not ready.
#[must_use]
pub fn lines(snapshot: &Snapshot, remedy: &Remedy) -> Vec<String> {
    if !remedy.is_ready() {
        return Vec::new();
    }
    // A remedy with a name that cannot be quoted is not ready, so this does not fail.
    write(&targets(snapshot, &remedy.plan)).unwrap_or_default()
}

/// What connectors share that differ in the server only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    /// The name of the connector: what stands before and behind the name of its server, or the whole name.
    name: (String, Option<String>),
    is_new: bool,
    parameters: String,
}

/// A line, and the positions of its connectors in the plan.
struct Line {
    positions: Vec<usize>,
    text: String,
}

fn write(targets: &[Target<'_>]) -> Result<Vec<String>, Unquotable> {
    let mut shapes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (position, target) in targets.iter().enumerate() {
        shapes.entry(shape(target)?).or_default().push(position);
    }
    let (mut shared, mut single) = (Vec::new(), Vec::new());
    for (shape, positions) in shapes {
        let alike: Vec<&Target<'_>> = positions.iter().filter_map(|position| targets.get(*position)).collect();
        let mut each = Vec::new();
        for (position, target) in positions.iter().zip(&alike) {
            each.push(Line { positions: vec![*position], text: line(target, &shape.parameters)? });
        }
        let least = if shape.name.1.is_some() { LEAST_NAMED_AFTER_SERVER } else { 2 };
        if alike.len() >= least && !alike.iter().any(|target| target.has_wildcard()) {
            shared.push(Line { positions, text: shared_line(&shape, &alike)? });
        } else {
            shared.extend(each.iter().map(|line| Line { positions: line.positions.clone(), text: line.text.clone() }));
        }
        single.extend(each);
    }
    // A line stands where the first of its connectors stands in the plan.
    shared.sort_by(|a, b| a.positions.cmp(&b.positions));
    single.sort_by(|a, b| a.positions.cmp(&b.positions));
    let lines = if keeps_order(&shared, targets) { shared } else { single };
    Ok(lines.into_iter().map(|line| line.text).collect())
}

/// Whether the connectors of each server are changed in the order of the plan: a later change may only be valid after an
/// earlier one on the same server.
fn keeps_order(lines: &[Line], targets: &[Target<'_>]) -> bool {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    lines.iter().flat_map(|line| &line.positions).all(|position| {
        let server = targets.get(*position).map(|target| target.connector.server.to_lowercase()).unwrap_or_default();
        last.insert(server, *position).is_none_or(|before| before < *position)
    })
}

fn shape(target: &Target<'_>) -> Result<Shape, Unquotable> {
    let mut all = String::new();
    for setting in &target.steps {
        all.push_str(&typed_parameters(setting)?);
    }
    Ok(Shape { name: around_server(target.connector), is_new: target.is_new(), parameters: all })
}

/// What stands around the name of the server in the name of its connector: `Default Frontend EX1`.
fn around_server(connector: &ReceiveConnector) -> (String, Option<String>) {
    let (name, server) = (connector.name.as_str(), connector.server.as_str());
    match name.split_once(server).filter(|_| !server.is_empty()) {
        Some((before, behind)) => (before.to_owned(), Some(behind.to_owned())),
        None => (name.to_owned(), None),
    }
}

/// The line of one connector.
fn line(target: &Target<'_>, parameters: &str) -> Result<String, Unquotable> {
    let (server, name) = (quote(&target.connector.server)?, quote(&target.connector.name)?);
    Ok(if target.is_new() {
        format!("New-ReceiveConnector -Name {name} -Server {server}{parameters}")
    } else if target.has_wildcard() {
        format!(
            "Get-ReceiveConnector -Server {server} | Where-Object {{ $_.Name -eq {name} }} | Set-ReceiveConnector{parameters}"
        )
    } else {
        format!("Set-ReceiveConnector {}{parameters}", target.identity()?)
    })
}

/// One line for the connectors of several servers.
fn shared_line(shape: &Shape, alike: &[&Target<'_>]) -> Result<String, Unquotable> {
    let mut servers = Vec::new();
    for target in alike {
        servers.push(quote(&target.connector.server)?);
    }
    let (before, behind) = &shape.name;
    // `$_ + '\Relay'`, `$_ + '\Default ' + $_`, `'Relay ' + $_`.
    let mut parts = Vec::new();
    let prefix = if shape.is_new { before.clone() } else { format!("\\{before}") };
    if !shape.is_new {
        parts.push("$_".to_owned());
    }
    if !prefix.is_empty() {
        parts.push(quote(&prefix)?);
    }
    if let Some(behind) = behind {
        parts.push("$_".to_owned());
        if !behind.is_empty() {
            parts.push(quote(behind)?);
        }
    }
    let name = match parts.as_slice() {
        [one] => one.clone(),
        _ => format!("({})", parts.join(" + ")),
    };
    let command = if shape.is_new {
        format!("New-ReceiveConnector -Name {name} -Server $_{}", shape.parameters)
    } else {
        format!("Set-ReceiveConnector {name}{}", shape.parameters)
    };
    Ok(format!("{} | ForEach-Object {{ {command} }}", servers.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::{AuthMechanism, IpRange, RemoteIpRange};
    use crate::remedy::{PlannedChange, Setting, typed};

    fn range(text: &str) -> IpRange {
        RemoteIpRange::read(text).range().unwrap()
    }

    /// Takes 10.0.0.5 off the block of each of these connectors.
    fn split(connectors: &[usize]) -> Vec<PlannedChange> {
        let setting = Setting::RemoteIpRanges {
            remove: vec![RemoteIpRange::read("10.0.0.0/24")],
            add: vec![range("10.0.0.0-10.0.0.4"), range("10.0.0.6-10.0.0.255")],
        };
        connectors.iter().map(|connector| PlannedChange { connector: *connector, setting: setting.clone() }).collect()
    }

    /// The lines of a plan, which change what the plan changes.
    #[track_caller]
    fn check(names: &[&str], plan: &[PlannedChange], expected: &[&str]) {
        let texts: Vec<String> =
            names.iter().map(|name| format!("{name} | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | Tls")).collect();
        let snapshot = snapshot(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let lines = write(&targets(&snapshot, plan)).unwrap();
        assert_eq!(lines, expected);
        let typed = typed::read(&snapshot, &lines.join("\n")).unwrap();
        let (typed, planned) = (typed::apply(&snapshot, &typed.steps), crate::remedy::apply(&snapshot, plan));
        for (typed, planned) in typed.receive_connectors.iter().zip(&planned.receive_connectors) {
            assert_eq!(crate::remedy::changes::of(planned, typed).changes, []);
        }
    }

    const RANGES: &str = "-RemoteIPRanges @{Remove='10.0.0.0/24'; Add='10.0.0.0-10.0.0.4','10.0.0.6-10.0.0.255'}";

    #[test]
    fn alike_servers_share_a_line() {
        check(
            &["EX1\\Relay", "EX2\\Relay", "EX3\\Other relay"],
            &split(&[0, 1, 2]),
            &[
                &format!("'EX1', 'EX2' | ForEach-Object {{ Set-ReceiveConnector ($_ + '\\Relay') {RANGES} }}"),
                &format!("Set-ReceiveConnector 'EX3\\Other relay' {RANGES}"),
            ],
        );
    }

    #[test]
    fn connectors_that_are_named_after_their_server_share_a_line_where_they_are_many() {
        check(
            &["EX1\\Relay EX1", "EX2\\Relay EX2"],
            &split(&[0, 1]),
            &[
                &format!("Set-ReceiveConnector 'EX1\\Relay EX1' {RANGES}"),
                &format!("Set-ReceiveConnector 'EX2\\Relay EX2' {RANGES}"),
            ],
        );
        check(
            &["EX1\\Relay EX1 (old)", "EX2\\Relay EX2 (old)", "EX3\\Relay EX3 (old)"],
            &split(&[0, 1, 2]),
            &[&format!(
                "'EX1', 'EX2', 'EX3' | ForEach-Object {{ Set-ReceiveConnector ($_ + '\\Relay ' + $_ + ' (old)') {RANGES} }}"
            )],
        );
    }

    #[test]
    fn all_settings_of_a_connector_are_one_line() {
        let mut plan = vec![PlannedChange { connector: 0, setting: Setting::Fqdn("ex1.corp.example".to_owned()) }];
        let auth = vec![AuthMechanism::Tls, AuthMechanism::ExchangeServer];
        plan.push(PlannedChange { connector: 0, setting: Setting::AuthMechanism(auth) });
        check(
            &["EX1\\It's it"],
            &plan,
            &["Set-ReceiveConnector 'EX1\\It''s it' -Fqdn 'ex1.corp.example' -AuthMechanism 'Tls, ExchangeServer'"],
        );
    }

    #[test]
    fn a_name_that_could_be_a_pattern_is_compared() {
        check(
            &["EX1\\Relay *", "EX1\\Relay 2"],
            &split(&[0]),
            &[&format!(
                "Get-ReceiveConnector -Server 'EX1' | Where-Object {{ $_.Name -eq 'Relay *' }} | Set-ReceiveConnector {RANGES}"
            )],
        );
    }

    #[test]
    fn no_server_is_changed_in_another_order_than_planned() {
        let mut plan = split(&[0]);
        plan.push(PlannedChange { connector: 1, setting: Setting::Enabled(false) });
        plan.push(PlannedChange { connector: 3, setting: Setting::Enabled(false) });
        plan.extend(split(&[2]));
        check(
            &["EX1\\A", "EX1\\B", "EX2\\A", "EX2\\B"],
            &plan,
            &[
                &format!("Set-ReceiveConnector 'EX1\\A' {RANGES}"),
                "Set-ReceiveConnector 'EX1\\B' -Enabled $False",
                "Set-ReceiveConnector 'EX2\\B' -Enabled $False",
                &format!("Set-ReceiveConnector 'EX2\\A' {RANGES}"),
            ],
        );
    }
}

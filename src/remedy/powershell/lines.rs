//! The bare lines that change something, as an admin would type them.
//!
//! One line per connector, with all its settings: Exchange checks the connector as a whole. Servers whose lines differ
//! in nothing but the server share one line. A line checks nothing and keeps no backup: that is what the commands of
//! [`super::render`] are for.

use super::alike::{Group, groups, in_parentheses};
use super::block::{literals, names_on_one_line};
use super::change::{Literals, parameters as broken_parameters, typed_parameters};
use super::{Target, targets};
use crate::model::Snapshot;
use crate::remedy::Remedy;
use crate::remedy::quoting::{Unquotable, quote};

/// Characters that stay in one line. Consoles cut lines of more than a few thousand.
const LONGEST: usize = 2_000;

/// Characters of all lines together. Nobody types more, and the script says once what is alike.
const MOST: usize = 60_000;

/// The lines of a remedy for the snapshot it was made for, in the order in which they run. Empty where the remedy is
/// not ready, and where they would be more than anybody types.
#[must_use]
pub fn lines(snapshot: &Snapshot, remedy: &Remedy) -> Vec<String> {
    if !remedy.is_ready() {
        return Vec::new();
    }
    // A remedy with a name that cannot be quoted is not ready, so this does not fail.
    let lines = write(&targets(snapshot, remedy)).unwrap_or_default();
    let length = lines.iter().map(String::len).fold(0, usize::saturating_add);
    if length > MOST { Vec::new() } else { lines }
}

fn write(targets: &[Target<'_>]) -> Result<Vec<String>, Unquotable> {
    groups(targets, None, |_, target| parameters(target))?.iter().map(line).collect()
}

fn parameters(target: &Target<'_>) -> Result<String, Unquotable> {
    target.steps.iter().map(|setting| typed_parameters(setting)).collect()
}

/// The line of a group. Where it would be longer than a console takes, it goes on in a new line behind a comma.
fn line(group: &Group<'_, '_>) -> Result<String, Unquotable> {
    let line = written(group, &parameters(group.first)?, names_on_one_line)?;
    if line.len() <= LONGEST {
        return Ok(line);
    }
    let parameters: String = group.first.steps.iter().map(|s| broken_parameters(s, None)).collect::<Result<_, _>>()?;
    written(group, &parameters, literals)
}

fn written(group: &Group<'_, '_>, parameters: &str, literals: Literals) -> Result<String, Unquotable> {
    let target = group.first;
    if group.is_shared() {
        let command = if target.is_new() {
            let name = in_parentheses(group.name_with("$_")?);
            format!("New-ReceiveConnector -Name {name} -Server $_{parameters}")
        } else {
            format!("Set-ReceiveConnector ({}){parameters}", group.identity_with("$_")?)
        };
        return Ok(format!("{} | ForEach-Object {{ {command} }}", literals(&group.servers())?));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::{AuthMechanism, IpRange, RemoteIpRange};
    use crate::remedy::{Acceptance, Id, PlannedChange, Setting, typed};

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
        let remedy = Remedy::unproved(Id::TakeAddressesOff, plan.to_vec(), Acceptance::Accepted);
        let lines = write(&targets(&snapshot, &remedy)).unwrap();
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
                "'EX1', 'EX2' | ForEach-Object { Set-ReceiveConnector ($_ + '\\B') -Enabled $False }",
                &format!("Set-ReceiveConnector 'EX2\\A' {RANGES}"),
            ],
        );
    }
}

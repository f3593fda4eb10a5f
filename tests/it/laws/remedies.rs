//! Carries a recommended remedy out in an organisation, and asks the naive evaluator what it did.

use std::net::IpAddr;

use serde_json::Value;

use super::organisation::{Connector, Meets, Organisation, Role};
use super::range::Range;
use super::texts;

/// The organisation after the changes of a remedy; `None` where it changes what an organisation does not model.
pub(super) fn carried_out(organisation: &Organisation, remedy: &Value) -> Option<Organisation> {
    let mut after = organisation.clone();
    for change in remedy["changes"].as_array()? {
        for identity in texts(&change["connectors"]) {
            let index = (0..after.connectors.len()).find(|index| organisation.identity(*index) == identity)?;
            carry_out(&mut after.connectors[index], change)?;
        }
        for own in change["own"].as_array().into_iter().flatten() {
            let identity = own["connector"].as_str()?;
            let index = (0..after.connectors.len()).find(|index| organisation.identity(*index) == identity)?;
            let (ranges, address) = (&mut after.connectors[index].ranges, own["address"].as_str()?);
            ranges.retain(|range| range.text != address);
            if own["listed"] == true {
                ranges.push(Range::parse(address)?);
            }
        }
    }
    Some(after)
}

fn carry_out(connector: &mut Connector, change: &Value) -> Option<()> {
    let (removed, added) = (texts(&change["removed"]), texts(&change["added"]));
    match change["property"].as_str()? {
        "RemoteIPRanges" => {
            connector.ranges.retain(|range| !removed.contains(&range.text.as_str()));
            for text in added {
                connector.ranges.push(Range::parse(text)?);
            }
        }
        "AuthMechanism" => change_members(&mut connector.auth, &removed, &added, &AUTH),
        "PermissionGroups" => change_members(&mut connector.groups, &removed, &added, &GROUPS),
        "Enabled" => connector.enabled = added == ["True"],
        "TransportRole" => {
            connector.role = if added == ["FrontendTransport"] { Role::Frontend } else { Role::Hub };
        }
        "Fqdn" => {}
        _ => return None,
    }
    Some(())
}

const AUTH: [&str; 6] =
    ["Tls", "Integrated", "BasicAuth", "BasicAuthRequireTLS", "ExchangeServer", "ExternalAuthoritative"];
const GROUPS: [&str; 6] =
    ["AnonymousUsers", "ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers", "Partners", "Custom"];

fn change_members(members: &mut Vec<&'static str>, removed: &[&str], added: &[&str], all: &[&'static str]) {
    members.retain(|member| !removed.contains(member));
    members.extend(all.iter().filter(|member| added.contains(member)));
}

/// What a remedy breaks: sessions between servers that passed before it and do not pass after it, and devices that
/// another connector answers.
pub(super) fn harm(before: &Organisation, after: &Organisation) -> Vec<String> {
    let mut harm = Vec::new();
    for target in 0..before.servers.len() {
        for (local, port) in endpoints(before, target) {
            for sender in (0..before.servers.len()).filter(|sender| *sender != target) {
                if before.port(sender, target) != port {
                    continue;
                }
                for source in before.sources(sender, local) {
                    let meets = |organisation: &Organisation| organisation.meets(target, local, port, source);
                    if meets(before) == Meets::Works && meets(after) != Meets::Works {
                        harm.push(format!("{source} to {local}:{port} meets {:?} afterwards", meets(after)));
                    }
                }
            }
            for device in before.devices.iter().filter(|_| port == 25) {
                let answers = |organisation: &Organisation| organisation.answers(target, local, port, device.address);
                if answers(before).is_ok() && answers(before) != answers(after) {
                    harm.push(format!(
                        "{} at {local} is answered by {:?} instead of {:?}",
                        device.name,
                        answers(after),
                        answers(before)
                    ));
                }
            }
        }
    }
    harm
}

fn endpoints(organisation: &Organisation, target: usize) -> impl Iterator<Item = (IpAddr, u16)> + '_ {
    organisation.servers[target].addresses.iter().flat_map(|local| [(*local, 25), (*local, 2525)])
}

/// The sessions of a finding's queues that its connectors refuse and that are still refused after the remedy.
pub(super) fn still_refused(before: &Organisation, after: &Organisation, finding: &Value) -> Vec<String> {
    let (queues, connectors) = (texts(&finding["subject"]["queues"]), texts(&finding["subject"]["connectors"]));
    let is_blamed = |meets: Meets| match meets {
        Meets::NotOffered(index) | Meets::NotAdmitted(index) => connectors.contains(&before.identity(index).as_str()),
        _ => false,
    };
    let mut found = Vec::new();
    for queue in before.queues.iter().filter(|queue| queues.contains(&before.queue_identity(queue).as_str())) {
        for (target, local, port, source) in before.sessions(queue) {
            let meets = after.meets(target, local, port, source);
            if is_blamed(before.meets(target, local, port, source)) && meets != Meets::Works {
                found.push(format!("{source} to {local}:{port} still meets {meets:?}"));
            }
        }
    }
    found
}

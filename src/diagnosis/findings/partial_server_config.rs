//! Connectors of one name on several servers differ in what they offer.
//!
//! # What happens
//! Mail works through one server and not through another, by which of them it happens to reach.
//! # Why it matters
//! "It works sometimes" is the hardest fault to find.
//! # What decides it
//! Properties that both servers show whole, compared; server names inside names and values count as equal.
//! # What to do
//! Carry the setting over, if the difference is not meant.
//! # When it is fine
//! Where the servers have different tasks.
//! # Sources
//! Field reports.

use super::add;
use crate::diagnosis::Facts;
use crate::diagnosis::case::Case;
use crate::diagnosis::finding::{Certainty, Difference, Finding, Severity, Subject};
use crate::diagnosis::trial::Gap;
use crate::model::ReceiveConnector;
use crate::ordered::groups;

/// Other properties that decide whether a session works.
const OTHERS: [(&str, &str); 4] = [
    ("tls_certificate_name", "TlsCertificateName"),
    ("tls_domain_capabilities", "TlsDomainCapabilities"),
    ("domain_secure_enabled", "DomainSecureEnabled"),
    ("max_inbound_connection_per_source", "MaxInboundConnectionPerSource"),
];

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    let compared = connectors.filter(|(_, c)| !c.server.is_empty() && c.enabled.whole() != Some(&false));
    let by_name = groups(compared.map(|(index, c)| (general_name(c), (index, c))));
    by_name.iter().filter(|(_, group)| group.len() > 1).filter_map(|(_, group)| finding(group)).collect()
}

/// The name without the server's own name in it: `Default Frontend EX1` and `Default Frontend EX2` are one.
fn general_name(connector: &ReceiveConnector) -> String {
    without_server(&connector.name, &connector.server)
}

fn without_server(text: &str, server: &str) -> String {
    text.to_ascii_lowercase().replace(&server.to_ascii_lowercase(), "*").trim().to_owned()
}

/// The compared properties that are shown whole, as text: Exchange's name and the value.
fn properties(connector: &ReceiveConnector) -> Vec<(&'static str, String)> {
    let list = |texts: Vec<String>| texts.join(", ");
    let mut found = Vec::new();
    if let Some(auth) = connector.auth_mechanism.whole() {
        found.push(("AuthMechanism", list(auth.iter().map(ToString::to_string).collect())));
    }
    if let Some(groups) = connector.permission_groups.whole() {
        found.push(("PermissionGroups", list(groups.iter().map(ToString::to_string).collect())));
    }
    if let Some(require) = connector.require_tls.whole() {
        found.push(("RequireTLS", require.to_string()));
    }
    if let Some(suppress) = connector.suppress_x_anonymous_tls.whole() {
        found.push(("SuppressXAnonymousTls", suppress.to_string()));
    }
    for (name, printed) in OTHERS {
        let value = connector.others.iter().find(|(n, _)| n == name);
        if let Some((_, value)) = value.filter(|_| !connector.others_cut.iter().any(|c| c == name)) {
            found.push((printed, value.trim().to_owned()));
        }
    }
    found
}

fn finding(group: &[(usize, &ReceiveConnector)]) -> Option<Finding> {
    let mut differences: Vec<Difference> = Vec::new();
    let mut odd: Vec<usize> = Vec::new();
    let shown: Vec<_> = group.iter().map(|(_, c)| properties(c)).collect();
    for (name, _) in shown.iter().flatten() {
        if differences.iter().any(|d| d.property == *name) {
            continue;
        }
        let values: Vec<(usize, &ReceiveConnector, &String)> = group
            .iter()
            .zip(&shown)
            .filter_map(|((index, c), list)| Some((*index, *c, list.iter().find(|(n, _)| n == name).map(|(_, v)| v)?)))
            .collect();
        let general = |c: &ReceiveConnector, v: &str| without_server(v, &c.server);
        let Some((_, first, value)) = values.first() else { continue };
        let usual = general(first, value);
        if values.iter().all(|(_, c, v)| general(c, v) == usual) {
            continue;
        }
        // The odd ones: those with the rarer value, and of two equally frequent ones the emptier.
        let counts = groups(values.iter().map(|(_, c, v)| (general(c, v), ())));
        let common = counts.into_iter().max_by_key(|(v, all)| (all.len(), v.len())).map(|(v, _)| v).unwrap_or_default();
        for (index, c, v) in &values {
            if general(c, v) != common {
                add(&mut odd, *index);
            }
        }
        differences.push(Difference {
            property: name,
            values: values.iter().map(|(_, c, v)| (c.identity(), (*v).clone())).collect(),
        });
    }
    if differences.is_empty() {
        return None;
    }
    let mut subject = Subject { connectors: odd.clone(), ..Subject::default() };
    let mut evidence = Vec::new();
    for (index, connector) in group {
        if odd.contains(index) {
            add(&mut subject.servers, connector.server.clone());
        }
        add(&mut evidence, connector.place);
    }
    let names =
        odd.iter().filter_map(|i| group.iter().find(|(index, _)| index == i)).map(|(_, c)| c.identity()).collect();
    Some(Finding {
        severity: Severity::Advice,
        certainty: Certainty::Likely,
        facts: Facts::PartialServerConfig { connectors: names, differences },
        subject,
        gaps: odd.into_iter().map(|connector| Gap::NotMeant { connector }).collect(),
        evidence,
        needs: Vec::new(),
        remedies: Vec::new(),
    })
}

//! Connectors of one name on several servers differ in what they offer.
//!
//! # What happens
//! Mail works through one server and not through another, by which of them it happens to reach.
//! # Why it matters
//! "It works sometimes" is the hardest fault to find.
//! # What decides it
//! Properties that both servers show whole, compared; server names inside names and values count as equal, ranges are
//! compared as addresses, bindings to an address of the server's own are not compared.
//! # What to do
//! Carry the setting over, if the difference is not meant.
//! # When it is fine
//! Where the servers have different tasks.
//! # Sources
//! Field reports.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::kind::{Among, CodeSources, Covers, Detect, ExplainedBy, FindingKind};
use super::sources::FIELD;
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{ConnectorValue, Difference, Facts};
use crate::diagnosis::finding::{Certainty, Finding, Severity, Subject};
use crate::diagnosis::trial::Gap;
use crate::model::{Binding, IpRange, Property, PropertyValue, ReceiveConnector, RemoteIpRange};

/// The most ranges that are named for one connector.
const MOST_TOLD: usize = 20;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::PartialServerConfig, &[FIELD])],
    // One of the connectors is not as setup made it, and that finding says so.
    explained_by: &[ExplainedBy {
        applies_to: |f| matches!(f.facts, Facts::PartialServerConfig { .. }),
        explainer: |f| connectors_of_setup(&f.facts).next().is_some(),
        among: Among::Detected,
        covers: Covers::Facts(differ_by_edits_of_setup),
    }],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    let compared = connectors.filter(|(_, c)| !c.server.is_empty());
    // The `Default` of one version may be made for all mail, that of another for the Transport service only.
    let mut by_name: BTreeMap<_, Vec<(usize, &ReceiveConnector)>> = BTreeMap::new();
    for (index, c) in compared {
        by_name.entry((general_name(c), c.takes_all_mail())).or_default().push((index, c));
    }
    by_name.values().filter(|group| group.len() > 1).filter_map(|group| finding(group)).collect()
}

/// The connectors of setup that a finding says are not as setup made them.
fn connectors_of_setup(facts: &Facts) -> impl Iterator<Item = &String> {
    let (edits, unserved) = match facts {
        Facts::DefaultConnectorEdited(edits) => (edits.as_slice(), [].as_slice()),
        Facts::DefaultConnectorDisabled(facts)
        | Facts::DefaultConnectorNarrowed(facts)
        | Facts::DefaultConnectorIpv6Gap(facts) => ([].as_slice(), facts.unserved.as_slice()),
        _ => ([].as_slice(), [].as_slice()),
    };
    edits.iter().flat_map(|edit| &edit.connectors).chain(unserved.iter().map(|it| &it.connector))
}

/// Whether each difference is one in a property that setup writes, on a connector of which the explainers speak.
fn differ_by_edits_of_setup(finding: &Finding, explainers: &[&Finding]) -> bool {
    let Facts::PartialServerConfig { differences, .. } = &finding.facts else { return false };
    let edited: BTreeSet<&String> = explainers.iter().flat_map(|f| connectors_of_setup(&f.facts)).collect();
    let of_setup = [
        Property::Enabled,
        Property::TransportRole,
        Property::Bindings,
        Property::RemoteIPRanges,
        Property::AuthMechanism,
        Property::PermissionGroups,
    ];
    differences.iter().all(|d| of_setup.contains(&d.property) && d.values.iter().any(|v| edited.contains(&v.connector)))
}

/// The name without the server's own name in it: `Default Frontend EX1` and `Default Frontend EX2` are one.
fn general_name(connector: &ReceiveConnector) -> String {
    without_server(&connector.name, &connector.server)
}

fn without_server(text: &str, server: &str) -> String {
    text.to_ascii_lowercase().replace(&server.to_ascii_lowercase(), "*").trim().to_owned()
}

/// The compared properties that are shown whole, as text. Remote IP ranges are compared one by one instead.
fn properties(connector: &ReceiveConnector) -> Vec<(Property, String)> {
    // What a disabled connector would offer differs from nothing.
    if connector.is_disabled() {
        return vec![(Property::Enabled, false.printed())];
    }
    let compared = Property::ALL.iter().copied().filter(|p| p.is_compared() && *p != Property::RemoteIPRanges);
    let value = |property| match property {
        Property::Bindings => ports(connector),
        _ => property.printed(connector),
    };
    compared.filter_map(|property| Some((property, value(property)?))).collect()
}

/// The bindings in order, where none is to an address of the server's own: those must differ.
fn ports(connector: &ReceiveConnector) -> Option<String> {
    let bindings = connector.bindings.whole()?;
    let everywhere = |b: &Binding| b.endpoint.is_some_and(|e| e.address.is_wildcard());
    let mut texts: Vec<_> = bindings.iter().filter(|b| everywhere(b)).map(|b| b.as_written.to_string()).collect();
    texts.sort();
    (texts.len() == bindings.len()).then(|| texts.join(", "))
}

/// Ranges that some connectors of a group have and others do not: for each connector, what not every other one has.
/// Connectors that share no range at all are made for different senders.
fn ranges_apart<'c>(group: &[(usize, &'c ReceiveConnector)]) -> Vec<(usize, &'c ReceiveConnector, Vec<IpRange>)> {
    let enabled = group.iter().filter(|(_, c)| c.enabled.whole() == Some(&true));
    let lists: Vec<_> = enabled.filter_map(|(index, c)| Some((*index, *c, c.remote_ip_ranges.whole()?))).collect();
    // Mostly they were all made by one script.
    let ranges = |list: &'c [RemoteIpRange]| list.iter().map(RemoteIpRange::range);
    if lists.windows(2).all(|pair| matches!(pair, [(.., a), (.., b)] if ranges(a).eq(ranges(b)))) {
        return Vec::new();
    }
    let readable = |list| ranges(list).collect::<Option<BTreeSet<IpRange>>>();
    let shown: Vec<_> = lists.into_iter().filter_map(|(index, c, list)| Some((index, c, readable(list)?))).collect();
    let counts = counted(shown.iter().flat_map(|(.., ranges)| ranges.iter().copied()));
    let everywhere = |range: &IpRange| counts.get(range) == Some(&shown.len());
    if !shown.iter().any(|(.., ranges)| ranges.iter().any(everywhere)) {
        return Vec::new();
    }
    let rest = |ranges: &BTreeSet<IpRange>| ranges.iter().filter(|r| !everywhere(r)).copied().collect();
    shown.iter().map(|(index, c, ranges)| (*index, *c, rest(ranges))).collect()
}

/// How often each range is there.
fn counted(ranges: impl Iterator<Item = IpRange>) -> BTreeMap<IpRange, usize> {
    let mut all: Vec<_> = ranges.collect();
    all.sort();
    let each = all.chunk_by(|a, b| a == b);
    each.filter_map(|same| Some((*same.first()?, same.len()))).collect()
}

/// What differs within a group, and the connectors that differ from the usual.
struct Differing {
    difference: Difference,
    unusual: Vec<usize>,
}

/// A connector of a group with its value of one property.
struct Valued<'c> {
    index: usize,
    connector: &'c ReceiveConnector,
    value: &'c str,
    /// The value without the name of the server, so that it can be compared.
    general: String,
}

/// The compared properties of which not every connector of a group has the same value, ranges aside.
fn differing_properties(group: &[(usize, &ReceiveConnector)]) -> Vec<Differing> {
    let shown: Vec<_> = group.iter().map(|(_, connector)| properties(connector)).collect();
    let compared: IndexSet<Property> = shown.iter().flatten().map(|(property, _)| *property).collect();
    let differing = compared.into_iter().filter_map(|property| {
        let valued = group.iter().zip(&shown).filter_map(|((index, connector), list)| {
            let (_, value) = list.iter().find(|(known, _)| *known == property)?;
            Some(Valued { index: *index, connector, value, general: without_server(value, &connector.server) })
        });
        differing_values(property, &valued.collect::<Vec<_>>())
    });
    differing.collect()
}

/// The difference of one property, if there is one. Connectors with a rarer value are unusual. If two values
/// are equally frequent, the disabled or the emptier one is unusual.
fn differing_values(property: Property, values: &[Valued<'_>]) -> Option<Differing> {
    if values.windows(2).all(|pair| matches!(pair, [one, other] if one.general == other.general)) {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for it in values {
        let count = counts.entry(&it.general).or_default();
        *count = count.saturating_add(1);
    }
    let is_usual = |value: &str| property != Property::Enabled || value == "true";
    let most = counts.into_iter().max_by_key(|(value, count)| (*count, is_usual(value), value.len()));
    let usual = most.map_or("", |(value, _)| value);
    let of_connector =
        |it: &Valued<'_>| ConnectorValue { connector: it.connector.identity(), value: it.value.to_owned() };
    Some(Differing {
        difference: Difference { property, values: values.iter().map(of_connector).collect() },
        unusual: values.iter().filter(|it| it.general != usual).map(|it| it.index).collect(),
    })
}

/// The difference of the ranges, if there is one. A connector is unusual if it lacks a range that at least half of
/// them have.
fn differing_ranges(group: &[(usize, &ReceiveConnector)]) -> Option<Differing> {
    let apart = ranges_apart(group);
    let counts = counted(apart.iter().flat_map(|(.., ranges)| ranges.iter().copied()));
    if counts.is_empty() {
        return None;
    }
    let is_frequent = |count: usize| count.saturating_mul(2) >= apart.len();
    let frequent = counts.values().filter(|count| is_frequent(**count)).count();
    let lacks_one = |ranges: &[IpRange]| {
        ranges.iter().filter(|range| counts.get(range).is_some_and(|count| is_frequent(*count))).count() < frequent
    };
    let text = |ranges: &[IpRange]| {
        let more = if ranges.len() > MOST_TOLD { ", ..." } else { "" };
        let texts: Vec<_> = ranges.iter().take(MOST_TOLD).map(ToString::to_string).collect();
        [&texts.join(", "), more].concat()
    };
    let told = apart.iter().filter(|(.., ranges)| !ranges.is_empty());
    let values = told.map(|(_, c, ranges)| ConnectorValue { connector: c.identity(), value: text(ranges) }).collect();
    Some(Differing {
        difference: Difference { property: Property::RemoteIPRanges, values },
        unusual: apart.iter().filter(|(.., ranges)| lacks_one(ranges)).map(|(index, ..)| *index).collect(),
    })
}

fn finding(group: &[(usize, &ReceiveConnector)]) -> Option<Finding> {
    let all: Vec<Differing> = differing_properties(group).into_iter().chain(differing_ranges(group)).collect();
    if all.is_empty() {
        return None;
    }
    let unusual: IndexSet<usize> = all.iter().flat_map(|it| it.unusual.iter().copied()).collect();
    let connector_of = |index: &usize| group.iter().find(|(known, _)| known == index).map(|(_, connector)| *connector);
    let connectors = unusual.iter().filter_map(connector_of).map(ReceiveConnector::identity).collect();
    let servers = group.iter().filter(|(index, _)| unusual.contains(index)).map(|(_, c)| c.server.clone()).collect();
    Some(Finding {
        severity: Severity::Advice,
        certainty: Certainty::Likely,
        facts: Facts::PartialServerConfig {
            connectors,
            differences: all.into_iter().map(|it| it.difference).collect(),
        },
        subject: Subject { connectors: unusual.clone(), servers, ..Subject::default() },
        gaps: unusual.into_iter().map(|connector| Gap::NotMeant { connector }).collect(),
        evidence: super::distinct(group.iter().map(|(_, connector)| connector.place)),
        needs: Vec::new(),
        remedies: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    /// Each difference as `property: value on connector; ..`, and the unusual connectors.
    #[track_caller]
    fn check(connectors: &[&str], expected: &[&str], odd: &[usize]) {
        let snapshot = snapshot(connectors);
        let found = detect(&Case::of(&snapshot));
        let mut told = Vec::new();
        for finding in &found {
            let Facts::PartialServerConfig { differences, .. } = &finding.facts else { panic!() };
            told.extend(differences.iter().map(|d| {
                let values: Vec<_> = d.values.iter().map(|v| format!("{} on {}", v.value, v.connector)).collect();
                format!("{}: {}", d.property.spelling(), values.join("; "))
            }));
        }
        assert_eq!(told, expected, "{connectors:?}");
        assert_eq!(found.iter().flat_map(|f| f.subject.connectors.clone()).collect::<Vec<_>>(), odd, "{connectors:?}");
    }

    #[test]
    fn ranges_are_compared_one_by_one() {
        let relay = |server: &str, ranges: &str| {
            format!("{server}\\Relay {server} | FrontendTransport | 0.0.0.0:25 | {ranges} | Tls")
        };
        let (one, two) = (relay("EX1", "10.0.0.1, 10.0.1.0/24"), relay("EX2", "10.0.0.1, 10.0.1.0-10.0.1.255"));
        check(&[&one, &two], &[], &[]);
        check(
            &[&one, &relay("EX2", "10.0.1.0/24, 10.0.0.2")],
            &["RemoteIPRanges: 10.0.0.1 on EX1\\Relay EX1; 10.0.0.2 on EX2\\Relay EX2"],
            &[0, 1],
        );
        check(
            &[&one, &two, &relay("EX3", "10.0.1.0/24")],
            &["RemoteIPRanges: 10.0.0.1 on EX1\\Relay EX1; 10.0.0.1 on EX2\\Relay EX2"],
            &[2],
        );
        // Nothing in common, or not shown whole.
        check(&[&one, &relay("EX2", "10.7.0.1")], &[], &[]);
        check(&[&one, &relay("EX2", "10.0.0.1...")], &[], &[]);
    }

    #[test]
    fn bindings_roles_and_disabled_ones_are_compared() {
        let relay = |server: &str, role: &str, bindings: &str| {
            format!("{server}\\Relay | {role} | {bindings} | 10.0.0.1 | Tls")
        };
        let one = relay("EX1", "FrontendTransport", "0.0.0.0:25");
        check(
            &[&one, &relay("EX2", "FrontendTransport", "0.0.0.0:25, [::]:25")],
            &["Bindings: 0.0.0.0:25 on EX1\\Relay; 0.0.0.0:25, [::]:25 on EX2\\Relay"],
            &[0],
        );
        check(
            &[&relay("EX1", "FrontendTransport", "10.0.0.5:25"), &relay("EX2", "FrontendTransport", "10.0.0.6:25")],
            &[],
            &[],
        );
        check(
            &[&one, &relay("EX2", "HubTransport", "0.0.0.0:25")],
            &["TransportRole: FrontendTransport on EX1\\Relay; HubTransport on EX2\\Relay"],
            &[1],
        );
        check(
            &[&one, &format!("!{}", relay("EX2", "HubTransport", "0.0.0.0:587"))],
            &["Enabled: True on EX1\\Relay; False on EX2\\Relay"],
            &[1],
        );
    }
}

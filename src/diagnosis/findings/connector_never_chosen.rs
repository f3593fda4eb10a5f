//! A connector that no connection ever lands on: others take all its addresses, or its ranges are of the other family.
//!
//! # What happens
//! Nothing: whatever is set on it has no effect, and whoever was meant to land there lands elsewhere.
//! # Why it matters
//! Somebody made it for a purpose, and the purpose is not served; in an outage it misleads everybody who reads it.
//! # What decides it
//! The landing map of each of its bindings. What is hidden of other connectors could only take more from it.
//! # What to do
//! Narrow the connectors that are in front of it, or remove it.
//! # When it is fine
//! Where it is kept as a spare.
//! # Sources
//! Documented ("Receive connectors": most specific range); observed behaviour (2013 CU23) for bindings and families.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Facts, Shadowed, ShadowedBinding};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::topology::ServerFacts;
use crate::diagnosis::trial::Gap;
use crate::model::{Binding, Endpoint as Bound, Family, IpRange, ReceiveConnector};
use crate::remedy;
use crate::selection::{Endpoints, LandingMap, ListeningPoint};

/// What becomes of one binding.
enum Fate {
    /// Connections land on it.
    Lives,
    /// These connectors take everything.
    Shadowed(Vec<usize>),
    /// No range is of its family: connections never land on it, which is harmless where other bindings live.
    NoRange,
    /// Not decided.
    Open,
}

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::ConnectorNeverChosen, &[RECEIVE_CONNECTORS, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut all, mut unused) = (Outline::default(), Vec::new(), Vec::new());
    let mut servers: BTreeMap<&str, Endpoints<'_>> = BTreeMap::new();
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    for (index, connector) in connectors.filter(|(_, connector)| is_decidable(connector)) {
        let server = connector.server.as_str();
        let endpoints = servers.entry(server).or_insert_with(|| endpoints(case, server));
        let Some(unreached) = unreached(case, index, connector, endpoints) else { continue };
        outline.gaps.extend(gaps(case, index));
        for other in unreached.bindings.iter().flat_map(|binding| &binding.taken_by) {
            outline.gaps.extend(gaps(case, *other));
        }
        outline.connector(case, index, connector.bindings.place());
        outline.connector(case, index, connector.remote_ip_ranges.place());
        // A connector of setup stays what it is made for.
        if unreached.everywhere && !connector.is_out_of_the_box() {
            unused.push(index);
        }
        all.push(unreached.facts(case, connector));
    }
    if all.is_empty() {
        return Vec::new();
    }
    let finding = outline.finding(Severity::Advice, Facts::ConnectorNeverChosen(all));
    vec![Finding { remedies: remedy::disable_unused(&case.pasted, &unused), ..finding }]
}

/// Whether the paste shows enough of a connector to say that nobody reaches it.
fn is_decidable(connector: &ReceiveConnector) -> bool {
    let can_read_bindings = connector.bindings.whole().is_some_and(|list| list.iter().all(|b| b.endpoint.is_some()));
    let ranges = connector.remote_ip_ranges.whole();
    let can_read_ranges = ranges.is_some_and(|list| !list.is_empty() && list.iter().all(|r| r.range().is_some()));
    can_read_bindings && can_read_ranges && !connector.is_disabled() && !connector.server.is_empty()
}

/// A connector with bindings that nobody reaches.
struct Unreached<'c> {
    /// Whether nobody reaches any of its bindings.
    everywhere: bool,
    bindings: Vec<UnreachedBinding<'c>>,
}

/// A binding that nobody reaches.
struct UnreachedBinding<'c> {
    binding: &'c Binding,
    /// The connectors that take everything there.
    taken_by: Vec<usize>,
}

impl Unreached<'_> {
    fn facts(self, case: &Case<'_>, connector: &ReceiveConnector) -> Shadowed {
        let bindings = self.bindings.into_iter().map(|it| ShadowedBinding {
            binding: it.binding.as_written.to_string(),
            taken_by: names(case, &it.taken_by),
        });
        Shadowed { connector: connector.identity(), everywhere: self.everywhere, bindings: bindings.collect() }
    }
}

/// The bindings of a connector that nobody reaches; `None` where there is none, or one of them is not decided. While another
/// binding of it is reached, a wildcard that nobody reaches, or one without a range of its family, is harmless.
fn unreached<'a>(
    case: &Case<'a>,
    index: usize,
    connector: &'a ReceiveConnector,
    endpoints: &mut Endpoints<'a>,
) -> Option<Unreached<'a>> {
    let bindings = connector.bindings.visible()?.iter().filter_map(|binding| Some((binding, binding.endpoint?)));
    let fates: Vec<_> = bindings
        .map(|(binding, endpoint)| (binding, endpoint, fate(case, index, connector, endpoints, endpoint)))
        .collect();
    if fates.iter().any(|(.., fate)| matches!(fate, Fate::Open)) {
        return None;
    }
    let everywhere = !fates.iter().any(|(.., fate)| matches!(fate, Fate::Lives));
    let unreached = fates.into_iter().filter_map(|(binding, endpoint, fate)| match fate {
        Fate::Shadowed(taken_by) if everywhere || !endpoint.address.is_wildcard() => {
            Some(UnreachedBinding { binding, taken_by })
        }
        Fate::NoRange if everywhere => Some(UnreachedBinding { binding, taken_by: Vec::new() }),
        _ => None,
    });
    let bindings: Vec<_> = unreached.collect();
    (!bindings.is_empty()).then_some(Unreached { everywhere, bindings })
}

/// The endpoints of a server, ready for the question that mostly settles it: who answers where a connector is at its
/// most specific?
fn endpoints<'a>(case: &Case<'a>, server: &str) -> Endpoints<'a> {
    let here = || case.topology.connectors(server);
    let prepared = here().filter_map(|(index, _)| case.topology.prepared(index));
    let smallest = prepared.flat_map(|one| [Family::V4, Family::V6].map(|family| one.most_specific(family)));
    let mut sources: Vec<_> = smallest.flatten().map(IpRange::first).collect();
    sources.sort();
    sources.dedup();
    Endpoints::of(here(), sources)
}

fn fate<'a>(
    case: &Case<'a>,
    index: usize,
    connector: &ReceiveConnector,
    endpoints: &mut Endpoints<'a>,
    bound: Bound,
) -> Fate {
    let family = bound.address.family();
    let smallest = case.topology.prepared(index).and_then(|prepared| prepared.most_specific(family));
    let Some(smallest) = smallest else { return Fate::NoRange };
    let local = Some(bound.address).filter(|a| !a.is_wildcard());
    let Some(endpoint) = endpoints.at(ListeningPoint { port: bound.port, family, local }) else { return Fate::Open };
    if !endpoint.other_service().is_empty() {
        return Fate::Open;
    }
    // Mostly its smallest range wins somewhere, so that the whole map need not be drawn.
    if endpoint.select(smallest.first()).outcome.best().map(|d| d.connector) == Some(index) {
        return Fate::Lives;
    }
    let map = LandingMap::of(endpoint);
    if map.regions().iter().any(|r| r.connector == Some(index)) {
        return Fate::Lives;
    }
    let mut by = IndexSet::new();
    for range in connector.ranges().filter(|range| range.family() == family) {
        let first = map.regions().partition_point(|r| r.range.last_bits() < range.first_bits());
        let inside = map.regions().iter().skip(first).take_while(|r| r.range.overlaps(range));
        for other in inside.filter_map(|r| r.connector) {
            by.insert(other);
        }
    }
    // Equal and crossing ranges are a matter of their own: nothing documented says who wins.
    if by.iter().any(|other| case.pasted.is_conflict(index, *other)) {
        Fate::Open
    } else {
        Fate::Shadowed(Vec::from_iter(by))
    }
}

fn names(case: &Case<'_>, connectors: &[usize]) -> Vec<String> {
    connectors.iter().filter_map(|index| case.connector(*index)).map(ReceiveConnector::identity).collect()
}

/// What it rests on that a connector competes.
fn gaps(case: &Case<'_>, index: usize) -> Vec<Gap> {
    let Some(connector) = case.connector(index) else { return Vec::new() };
    let mut gaps = Vec::new();
    if connector.enabled.whole().is_none() {
        gaps.push(Gap::Enabled { connector: index });
    }
    let legacy = case.topology.server(&connector.server).is_some_and(ServerFacts::is_surely_legacy);
    if connector.transport_role.whole().is_none() && !legacy {
        gaps.push(Gap::Role { connector: index });
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    /// `connector binding < shadows`, one for each dead binding.
    #[track_caller]
    fn check(connectors: &[&str], expected: &[&str]) {
        let snapshot = snapshot(connectors);
        let mut told = Vec::new();
        for finding in detect(&Case::of(&snapshot)) {
            let Facts::ConnectorNeverChosen(all) = &finding.facts else { panic!() };
            for it in all {
                let dead =
                    it.bindings.iter().map(|b| format!("{} {} < {}", it.connector, b.binding, b.taken_by.join(", ")));
                told.extend(dead);
            }
        }
        assert_eq!(told, expected, "{connectors:?}");
    }

    #[test]
    fn shadows_are_named_binding_by_binding() {
        let default = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0";
        let wide = "EX1\\Wide | FrontendTransport | 0.0.0.0:25, [::]:25 | 10.0.0.0/24";
        let (low, high) = (
            "EX1\\Low | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/25",
            "EX1\\High | FrontendTransport | 0.0.0.0:25 | 10.0.0.128/25",
        );
        check(&[default, wide, low], &[]);
        check(&[default, wide, low, high], &["EX1\\Wide 0.0.0.0:25 < EX1\\Low, EX1\\High", "EX1\\Wide [::]:25 < "]);
        // One address is left.
        check(&[default, wide, low, "EX1\\High | FrontendTransport | 0.0.0.0:25 | 10.0.0.128-10.0.0.254"], &[]);
        // At the exact address somebody else answers; elsewhere it lives.
        check(
            &[
                "EX1\\Two | FrontendTransport | 10.9.9.9:25, 10.9.9.8:25 | 10.0.0.0/24",
                "EX1\\Low | FrontendTransport | 10.9.9.9:25 | 10.0.0.0/25",
                "EX1\\High | FrontendTransport | 10.9.9.9:25 | 10.0.0.128/25",
            ],
            &["EX1\\Two 10.9.9.9:25 < EX1\\Low, EX1\\High"],
        );
        check(&["EX1\\V6 | FrontendTransport | 0.0.0.0:25 | fd00::/64"], &["EX1\\V6 0.0.0.0:25 < "]);
    }

    #[test]
    fn nothing_is_said_of_what_is_cut_disabled_or_contested() {
        let (low, high) = (
            "EX1\\Low | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/25",
            "EX1\\High | FrontendTransport | 0.0.0.0:25 | 10.0.0.128/25",
        );
        check(&["EX1\\Wide | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24...", low, high], &[]);
        check(&["!EX1\\Wide | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24", low, high], &[]);
        check(&["EX1\\Wide | HubTransport | 0.0.0.0:25 | 10.0.0.0/24", low, high], &[]);
        check(&["EX1\\Low 2 | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/25", low, high], &[]);
    }
}

//! Laws of remedies on random configurations, against scans and rules written once more from their prose.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::model::fixture::snapshot;
use crate::model::{Family, IpRange, same_server};
use crate::selection::{Session, select};

const LOCALS: [Option<&str>; 4] = [None, Some("10.9.0.1"), Some("10.9.0.2"), Some("fd00::9")];

fn local(index: usize) -> Option<Address> {
    LOCALS[index % LOCALS.len()].map(|text| Address::parse(text).unwrap())
}

/// Mostly networks, which never cross; some free ranges, which do.
fn range_text() -> impl Strategy<Value = String> {
    let byte = 0..32_u32;
    prop_oneof![
        4 => byte.clone().prop_map(|a| format!("10.0.0.{a}")),
        6 => (byte.clone(), 27..=31_u32).prop_map(|(a, length)| format!("10.0.0.{a}/{length}")),
        1 => (byte.clone(), byte.clone()).prop_map(|(a, b)| format!("10.0.0.{}-10.0.0.{}", a.min(b), a.max(b))),
        1 => byte.prop_map(|a| format!("fd00::{a:x}/124")),
        1 => Just("0.0.0.0-255.255.255.255".to_owned()),
    ]
}

fn custom(server: &'static str) -> impl Strategy<Value = String> {
    let binding = prop_oneof![
        5 => Just("0.0.0.0:25"), 1 => Just("10.9.0.1:25"), 1 => Just("10.9.0.2:25"), 1 => Just("[::]:25, 0.0.0.0:25"),
        1 => Just("0.0.0.0:25, 0.0.0.0:26"),
    ];
    let auth = prop_oneof![4 => Just("Tls"), 1 => Just("Tls, ExchangeServer")];
    (prop::bool::weighted(0.85), binding, prop::collection::vec(range_text(), 1..5), auth).prop_map(
        move |(enabled, binding, ranges, auth)| {
            let sign = if enabled { "" } else { "!" };
            format!("{sign}{server}\\NAME | FrontendTransport | {binding} | {} | {auth}", ranges.join(", "))
        },
    )
}

fn server(name: &'static str) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(custom(name), 1..4).prop_map(move |customs| {
        let all = super::tests::ALL;
        let default = format!(
            "{name}\\Default Frontend {name} | FrontendTransport | 0.0.0.0:25, [::]:25 | {all} | Tls, ExchangeServer"
        );
        let named = customs.iter().enumerate().map(|(i, text)| text.replace("NAME", &format!("C{i}")));
        std::iter::once(default).chain(named).collect()
    })
}

fn configuration() -> impl Strategy<Value = Snapshot> {
    (server("EX1"), server("EX2")).prop_map(|(one, two)| {
        let texts: Vec<_> = one.into_iter().chain(two).collect();
        let mut snapshot = snapshot(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for connector in &mut snapshot.receive_connectors {
            // Exchange keeps no entry twice.
            if let crate::model::Shown::Whole { value, .. } = &mut connector.remote_ip_ranges {
                let mut seen = BTreeSet::new();
                value.retain(|entry| seen.insert(entry.range()));
            }
        }
        snapshot
    })
}

/// What a diagnosis would ask for: every address that does not land on its server's default connector.
fn captures(snapshot: &Snapshot, sources: &BTreeSet<u8>, locals: &BTreeSet<usize>) -> Vec<Capture> {
    let mut captures: Vec<Capture> = Vec::new();
    for (expected, default) in snapshot.receive_connectors.iter().enumerate().filter(|(_, c)| c.is_default()) {
        for source in sources {
            let address = Address::parse(&format!("10.0.0.{source}")).unwrap();
            for local in locals.iter().map(|i| local(*i)).filter(|l| l.is_none_or(|l| l.family() == Family::V4)) {
                let session = Session { source: address, server: default.server.clone(), local, port: 25 };
                let winner = select(snapshot, &session).outcome.best().map(|d| d.connector);
                let Some(winner) = winner.filter(|w| *w != expected) else { continue };
                let offers = &snapshot.receive_connectors[winner].auth_mechanism;
                if offers.whole().unwrap().contains(&crate::model::AuthMechanism::ExchangeServer) {
                    continue;
                }
                let (local, addresses) = (vec![local], vec![address]);
                captures.push(Capture { connector: winner, port: 25, local, addresses, expected: Some(expected) });
            }
        }
    }
    captures
}

fn case() -> impl Strategy<Value = (Snapshot, Vec<Capture>)> {
    let sources = prop::collection::btree_set(0..32_u8, 1..4);
    let locals = prop::collection::btree_set(0..3_usize, 1..3);
    (configuration(), sources, locals).prop_map(|(snapshot, sources, locals)| {
        let captures = captures(&snapshot, &sources, &locals);
        (snapshot, captures)
    })
}

fn bits(range: IpRange) -> (bool, u128, u128) {
    (range.family() == Family::V4, range.first_bits(), range.last_bits())
}

fn ranges(connector: &ReceiveConnector) -> Vec<(bool, u128, u128)> {
    connector.remote_ip_ranges.whole().unwrap().iter().map(|e| bits(e.range().unwrap())).collect()
}

fn endpoints(connector: &ReceiveConnector) -> Vec<(bool, u128, u16)> {
    let read = |b: &crate::model::Binding| {
        let e = b.endpoint.unwrap();
        (e.address.family() == Family::V4, e.address.bits(), e.port)
    };
    connector.bindings.whole().unwrap().iter().map(read).collect()
}

/// Who answers, by a scan over everything.
fn lands(snapshot: &Snapshot, server: &str, local: Option<Address>, port: u16, source: (bool, u128)) -> Option<usize> {
    let mut best: Option<(u128, bool, usize)> = None;
    for (index, connector) in snapshot.receive_connectors.iter().enumerate() {
        if connector.server != server || connector.is_disabled() {
            continue;
        }
        for (v4, bound, at) in endpoints(connector) {
            if v4 != source.0 || at != port || !(bound == 0 || local.is_some_and(|l| l.bits() == bound)) {
                continue;
            }
            for (family, low, high) in ranges(connector) {
                if family == v4 && low <= source.1 && source.1 <= high {
                    let rank = (high - low, bound == 0, index);
                    best = Some(best.map_or(rank, |b| b.min(rank)));
                }
            }
        }
    }
    best.map(|(.., index)| index)
}

/// The rules for two connectors of one server, pair by pair.
fn conflict(a: &ReceiveConnector, b: &ReceiveConnector) -> bool {
    let (mut same, mut wild) = (false, false);
    for x in endpoints(a) {
        for y in endpoints(b) {
            same |= x == y;
            wild |= x != y && x.0 == y.0 && x.2 == y.2 && (x.1 == 0 || y.1 == 0);
        }
    }
    ranges(a).iter().any(|x| {
        ranges(b).iter().any(|y| {
            let overlap = x.0 == y.0 && x.1 <= y.2 && y.1 <= x.2;
            let nested = (x.1 <= y.1 && y.2 <= x.2) || (y.1 <= x.1 && x.2 <= y.2);
            (same && x == y) || ((same || wild) && overlap && !nested)
        })
    })
}

/// Whether Exchange would take the steps one after the other, and before that rehearse the change of each connector
/// while all others are as they were.
fn acceptable(snapshot: &Snapshot, plan: &[PlannedChange]) -> bool {
    // No plan creates a connector and changes another one of the server as well.
    let known = |c: &usize| *c < snapshot.receive_connectors.len();
    let connectors: BTreeSet<usize> = plan.iter().map(|step| step.connector).filter(known).collect();
    let alone = |c: usize| plan.iter().filter(|step| step.connector == c).cloned().collect::<Vec<_>>();
    acceptable_in_order(snapshot, plan) && connectors.into_iter().all(|c| acceptable_in_order(snapshot, &alone(c)))
}

fn acceptable_in_order(snapshot: &Snapshot, plan: &[PlannedChange]) -> bool {
    (1..=plan.len()).all(|n| {
        let after = apply(snapshot, &plan[..n]);
        let changed = &after.receive_connectors[plan[n - 1].connector];
        let list = ranges(changed);
        let others = after.receive_connectors.iter().filter(|c| c.server == changed.server && c.name != changed.name);
        !list.is_empty()
            && list.iter().enumerate().all(|(i, x)| !list[..i].contains(x))
            && others.into_iter().all(|other| !conflict(changed, other))
    })
}

/// Every bound of every entry, with its neighbours.
fn probes(snapshots: [&Snapshot; 2]) -> BTreeSet<(bool, u128)> {
    let mut probes = BTreeSet::from([(true, 0), (false, 0)]);
    for connector in snapshots.iter().flat_map(|s| &s.receive_connectors) {
        for (v4, low, high) in ranges(connector) {
            let max = if v4 { u128::from(u32::MAX) } else { u128::MAX };
            for at in [low, high] {
                probes.extend([at.saturating_sub(1), at, at.saturating_add(1)].map(|x| (v4, x.min(max))));
            }
        }
    }
    probes
}

/// Server, port, point as it is told, local address, source.
type Question = (&'static str, u16, Option<Address>, Option<Address>, (bool, u128));

/// Every probe on every point of every server.
fn questions(before: &Snapshot, after: &Snapshot) -> Vec<Question> {
    let probes = probes([before, after]);
    let mut questions = Vec::new();
    for server in ["EX1", "EX2"] {
        for port in [25, 26] {
            for at in 0..LOCALS.len() {
                let local = local(at);
                // An address that no connector binds by itself is the point without a local address.
                let own = |s: &Snapshot| {
                    s.receive_connectors.iter().filter(|c| c.server == server).any(|c| {
                        endpoints(c).iter().any(|(v4, bound, p)| {
                            *p == port && local.is_some_and(|l| (l.family() == Family::V4, l.bits()) == (*v4, *bound))
                        })
                    })
                };
                let point = local.filter(|_| own(before) || own(after));
                if point != local {
                    continue;
                }
                let here = probes.iter().filter(|p| local.is_none_or(|l| (l.family() == Family::V4) == p.0));
                questions.extend(here.map(|probe| (server, port, point, local, *probe)));
            }
        }
    }
    questions
}

fn check_effects(snapshot: &Snapshot, remedy: &Remedy) -> Result<(), TestCaseError> {
    let after = apply(snapshot, &remedy.plan);
    for (server, port, point, local, probe) in questions(snapshot, &after) {
        let from = lands(snapshot, server, local, port, probe);
        let to = lands(&after, server, local, port, probe);
        let named = remedy.effects.iter().find(|e| {
            let (v4, low, high) = bits(e.range);
            same_server(&e.server, server)
                && (e.port, e.local) == (port, point)
                && v4 == probe.0
                && (low..=high).contains(&probe.1)
        });
        let expected = (from != to).then_some((from, to));
        prop_assert_eq!(named.map(|e| (e.from, e.to)), expected, "{} {:?} {} {:?}", server, local, port, probe);
    }
    Ok(())
}

/// The lines of a remedy, typed as one command, are understood and lead to what the plan leads to.
fn check_lines(snapshot: &Snapshot, remedy: &Remedy) -> Result<(), TestCaseError> {
    let text = powershell::lines(snapshot, remedy).join("\n");
    let typed = typed::read(snapshot, &text);
    prop_assert!(typed.is_ok(), "{:?}: {:?}\n{}", remedy.id, typed, text);
    let steps = typed.unwrap_or_default().steps;
    let accepted = acceptance::check_typed(&Pasted::of(snapshot), &steps);
    prop_assert!(accepted.is_accepted(), "{:?}: {:?}\n{}", remedy.id, accepted, text);
    let (typed, planned) = (typed::apply(snapshot, &steps), apply(snapshot, &remedy.plan));
    prop_assert_eq!(typed.receive_connectors.len(), planned.receive_connectors.len());
    for (typed, planned) in typed.receive_connectors.iter().zip(&planned.receive_connectors) {
        let changes = changes::of(planned, typed);
        let same = changes.changes.is_empty() && typed.identity() == planned.identity();
        prop_assert!(same, "{:?}: {:?}\n{}", remedy.id, changes, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_ready_is_accepted_and_cures_and_says_all_it_does((snapshot, captures) in case()) {
        let pasted = Pasted::of(&snapshot);
        let request = Request { pasted: &pasted, captures, queues: vec![], unaddressed: vec![] };
        for remedy in for_captures(&request) {
            let naive = acceptable(&snapshot, &remedy.plan);
            if let Acceptance::Refused(refusal) = &remedy.acceptance {
                // No step is refused for nothing.
                prop_assert!(!naive, "{:?} {:?}", remedy.id, refusal);
                continue;
            }
            if !remedy.is_ready() {
                continue;
            }
            prop_assert!(naive, "{:?} is not acceptable: {:?}", remedy.id, remedy.plan);
            check_effects(&snapshot, &remedy)?;
            check_lines(&snapshot, &remedy)?;
            let after = apply(&snapshot, &remedy.plan);
            for capture in &request.captures {
                let server = &snapshot.receive_connectors[capture.connector].server;
                let source = (true, capture.addresses[0].bits());
                let landing = lands(&after, server, capture.local[0], 25, source);
                let offers = landing.is_some_and(|c| {
                    after.receive_connectors[c].auth_mechanism.has(&crate::model::AuthMechanism::ExchangeServer) == Some(true)
                });
                prop_assert!(offers, "{:?} does not cure {:?}: {:?}", remedy.id, capture, landing);
                if remedy.id == Id::TakeAddressesOff {
                    let elsewhere = landing != capture.expected;
                    // Only where a connector of the same kind stands between.
                    prop_assert!(!elsewhere || !snapshot.receive_connectors[landing.unwrap()].is_default());
                }
            }
            if remedy.recommended {
                for effect in &remedy.effects {
                    for at in bits(effect.range).1..=bits(effect.range).2 {
                        let asked = request.captures.iter().any(|c| {
                            c.addresses[0].bits() == at
                                && same_server(&snapshot.receive_connectors[c.connector].server, &effect.server)
                        });
                        prop_assert!(asked && (effect.port == 25 || !remedy.proof.other_ports.is_empty()), "{:?} moves {:?}", remedy.id, effect);
                    }
                }
            }
        }
    }

    #[test]
    fn the_difference_of_any_two_configurations_is_exact(before in configuration(), after in configuration()) {
        let pairs = ConnectorPairs::of(&before, &after);
        let difference = effects::between(&before, &after, &pairs);
        let names = |number: Option<usize>| number.map(|n| pairs.name(&before, &after, n));
        let told: Vec<_> = difference.effects.iter().map(|e| (e, names(e.from), names(e.to))).collect();
        for (_, from, to) in &told {
            prop_assert_ne!(from, to);
        }
        let identity = |s: &Snapshot, c: Option<usize>| c.map(|c| s.receive_connectors[c].identity());
        for (server, port, point, local, probe) in questions(&before, &after) {
            let from = identity(&before, lands(&before, server, local, port, probe));
            let to = identity(&after, lands(&after, server, local, port, probe));
            let named = told.iter().find(|(e, ..)| {
                let (v4, low, high) = bits(e.range);
                same_server(&e.server, server) && (e.port, e.local) == (port, point) && v4 == probe.0 && (low..=high).contains(&probe.1)
            });
            let expected = (from != to).then_some((from, to));
            prop_assert_eq!(named.map(|(_, from, to)| (from.clone(), to.clone())), expected, "{} {:?} {} {:?}", server, local, port, probe);
        }
    }
}

#[test]
fn the_laws_are_tried_on_enough() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut asked, mut ready, mut recommended, mut split) = (0, 0, 0, 0);
    for _ in 0..500 {
        let (snapshot, captures) = case().new_tree(&mut runner).unwrap().current();
        let pasted = Pasted::of(&snapshot);
        let request = Request { pasted: &pasted, captures, queues: vec![], unaddressed: vec![] };
        let remedies = for_captures(&request);
        let Some(main) = remedies.iter().find(|r| r.id == Id::TakeAddressesOff) else { continue };
        asked += 1;
        ready += usize::from(main.is_ready());
        recommended += usize::from(main.recommended);
        split +=
            usize::from(main.recommended && main.consequences.iter().any(|c| matches!(c, Consequence::Splits { .. })));
    }
    println!("asked {asked}, ready {ready}, recommended {recommended}, with a split {split}");
    assert!(recommended > 60 && split > 20);
}

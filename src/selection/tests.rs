//! The rule, vector by vector, and its laws on random configurations.

use proptest::prelude::*;

use super::*;
use crate::model::fixture::{connector, snapshot};
use crate::model::{Family, ReceiveConnector, Shown};

const ALL: &str = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255";

/// The server of the test vectors: hub, front end, relay, narrow, disabled and exact-binding connectors.
fn vectors() -> Snapshot {
    snapshot(&[
        &format!("EX1\\H | HubTransport | 0.0.0.0:2525, [::]:2525 | {ALL}"),
        &format!("EX1\\D | FrontendTransport | 0.0.0.0:25, [::]:25 | {ALL}"),
        "EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.1.0.0/16, 10.1.1.20",
        "EX1\\N | FrontendTransport | 10.1.1.5:25 | 10.1.1.0-10.1.1.255",
        "!EX1\\X | FrontendTransport | 0.0.0.0:25 | 10.1.1.30",
        "EX1\\W | FrontendTransport | 10.1.1.9:25 | 0.0.0.0-255.255.255.255",
    ])
}

fn session(local: &str, port: u16, source: &str) -> Session {
    let local = (local != "*").then(|| Address::parse(local).unwrap());
    Session { source: Address::parse(source).unwrap(), server: "EX1".to_owned(), local, port }
}

/// The answer as one word: a connector's name, or what happens without one.
fn answer(snapshot: &Snapshot, session: &Session) -> String {
    match select(snapshot, session).outcome {
        Outcome::Connector(decision) => snapshot.receive_connectors[decision.connector].name.clone(),
        Outcome::NoConnector => "421".to_owned(),
        Outcome::NothingListens => "10061".to_owned(),
        Outcome::Undecidable { probable, .. } => {
            let name = probable.map(|d| snapshot.receive_connectors[d.connector].name.clone());
            format!("?{}", name.unwrap_or_default())
        }
    }
}

#[track_caller]
fn check(snapshot: &Snapshot, local: &str, port: u16, source: &str, expected: &str) {
    assert_eq!(answer(snapshot, &session(local, port, source)), expected, "{local}:{port} from {source}");
}

#[test]
fn test_vectors() {
    let ex1 = vectors();
    check(&ex1, "10.1.1.5", 25, "203.0.113.9", "D"); // only match
    check(&ex1, "10.1.1.5", 25, "10.1.2.7", "R"); // /16 beats all; N does not hold it
    check(&ex1, "10.1.1.5", 25, "10.1.1.7", "N"); // 256 < 65536
    check(&ex1, "10.1.1.5", 25, "10.1.1.20", "R"); // the wildcard wins: 1 < 256
    check(&ex1, "10.1.1.5", 25, "10.1.1.30", "N"); // X is disabled
    check(&ex1, "10.1.1.9", 25, "203.0.113.9", "W"); // equal size: exact beats wildcard
    check(&ex1, "10.1.1.9", 25, "10.1.1.7", "R"); // 65536 < 2^32 although W is exact
    check(&ex1, "10.1.1.5", 2525, "10.1.1.20", "H");
    check(&ex1, "fd00::5", 25, "fd00::20", "D"); // R and N have no IPv6
    check(&ex1, "10.1.1.5", 587, "10.1.1.20", "10061"); // nothing listens
    check(&ex1, "*", 25, "10.1.1.7", "R"); // an address that no connector binds by itself
}

#[test]
fn an_open_port_without_a_matching_range_answers_421() {
    let mut ex1 = vectors();
    ex1.receive_connectors[1] = connector("EX1\\D | FrontendTransport | 0.0.0.0:25, [::]:25 | 0.0.0.0-255.255.255.255");
    check(&ex1, "fd00::5", 25, "fd00::20", "421");
}

#[test]
fn pinning_a_server_on_the_default_connector_beats_a_wider_relay() {
    let mut ex1 = vectors();
    ex1.receive_connectors[1] =
        connector(&format!("EX1\\D | FrontendTransport | 0.0.0.0:25, [::]:25 | {ALL}, 10.1.1.21"));
    check(&ex1, "10.1.1.9", 25, "10.1.1.21", "D");
}

#[test]
fn every_connector_keeps_a_verdict() {
    let ex1 = vectors();
    let selection = select(&ex1, &session("10.1.1.5", 25, "10.1.1.7"));
    let verdicts: Vec<_> = selection
        .candidates
        .iter()
        .map(|c| (ex1.receive_connectors[c.connector].name.as_str(), VerdictCode::from(c.verdict)))
        .collect();
    let expected = [
        ("N", VerdictCode::Chosen),
        ("R", VerdictCode::LessSpecific),
        ("D", VerdictCode::LessSpecific),
        ("W", VerdictCode::OtherAddress),
        ("H", VerdictCode::OtherPort),
        ("X", VerdictCode::Disabled),
    ];
    assert_eq!(verdicts, expected);
}

#[test]
fn a_tie_is_not_decided() {
    let ex1 = snapshot(&[
        "EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24",
        "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.0-10.0.0.255",
    ]);
    check(&ex1, "*", 25, "10.0.0.7", "?A");
    let selection = select(&ex1, &session("*", 25, "10.0.0.7"));
    assert_eq!(selection.outcome.doubts(), [Doubt::Tie { connector: 1 }]);
}

#[test]
fn a_hidden_range_can_beat_every_winner_but_a_single_address() {
    let wide = [
        "EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24",
        "EX1\\B | FrontendTransport | 0.0.0.0:25 | 192.0.2.1...",
    ];
    check(&snapshot(&wide), "*", 25, "10.0.0.7", "?A");
    check(&snapshot(&wide), "*", 25, "192.0.2.1", "B");
    let single = ["EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.7", "EX1\\B | FrontendTransport | 0.0.0.0:25 | -"];
    check(&snapshot(&single), "*", 25, "10.0.0.7", "A");
    // The winner's own hidden part can only make its range smaller.
    let own = [
        "EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24...",
        "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/8",
    ];
    check(&snapshot(&own), "*", 25, "10.0.0.7", "A");
    // A masked entry is a hidden one.
    let masked =
        ["EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24", "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.x.x.7"];
    check(&snapshot(&masked), "*", 25, "10.0.0.7", "?A");
}

#[test]
fn hidden_bindings_matter_only_where_the_ranges_could_win() {
    let harmless =
        ["EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24", "EX1\\B | FrontendTransport | - | 10.0.0.0/8"];
    check(&snapshot(&harmless), "*", 25, "10.0.0.7", "A");
    let decisive =
        ["EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24", "EX1\\B | FrontendTransport | - | 10.0.0.7"];
    check(&snapshot(&decisive), "*", 25, "10.0.0.7", "?A");
}

#[test]
fn two_services_on_one_endpoint_leave_it_open_who_answers() {
    let ex1 = snapshot(&[
        &format!("EX1\\D | FrontendTransport | 0.0.0.0:25 | {ALL}"),
        "EX1\\Relay | HubTransport | 0.0.0.0:25 | 10.0.0.0/8",
    ]);
    check(&ex1, "*", 25, "10.0.0.7", "?D");
    let selection = select(&ex1, &session("*", 25, "10.0.0.7"));
    assert_eq!(selection.outcome.doubts(), [Doubt::RoleConflict { connector: 1 }]);
}

#[test]
fn crossing_ranges_are_named_beside_the_winner() {
    let ex16 = snapshot(&[
        "EX1\\A | FrontendTransport | 0.0.0.0:25 | 10.1.1.10-10.1.1.40",
        "EX1\\B | FrontendTransport | 0.0.0.0:25 | 10.1.1.30-10.1.1.90",
    ]);
    let selection = select(&ex16, &session("*", 25, "10.1.1.35"));
    assert_eq!(selection.outcome.best().map(|d| d.connector), Some(0));
    assert_eq!(selection.crossing, [1]);
}

#[test]
fn without_connectors_of_the_server_nothing_is_known() {
    let selection_of = vectors();
    let mut session = session("*", 25, "10.0.0.1");
    session.server = "EX9".to_owned();
    assert_eq!(select(&selection_of, &session).outcome.doubts(), [Doubt::NoConnectorsShown]);
}

#[test]
fn the_map_of_the_vectors() {
    let ex1 = vectors();
    let map = LandingMap::of(&Endpoint::of(
        &ex1,
        "EX1",
        ListeningPoint { port: 25, family: Family::V4, local: Address::parse("10.1.1.5") },
    ));
    let regions: Vec<_> = map
        .regions()
        .iter()
        .map(|r| format!("{} {}", r.range, r.connector.map_or("-", |c| &ex1.receive_connectors[c].name)))
        .collect();
    let expected = [
        "0.0.0.0-10.0.255.255 D",
        "10.1.0.0-10.1.0.255 R",
        "10.1.1.0-10.1.1.19 N",
        "10.1.1.20 R",
        "10.1.1.21-10.1.1.255 N",
        "10.1.2.0-10.1.255.255 R",
        "10.2.0.0-255.255.255.255 D",
    ];
    assert_eq!(regions, expected);
}

/// The rule once more, written from its prose and nothing else: scan everything, remember the best.
fn naive(snapshot: &Snapshot, session: &Session) -> Option<String> {
    let mut best: Option<(u128, bool, &ReceiveConnector)> = None;
    for connector in &snapshot.receive_connectors {
        if connector.is_disabled() {
            continue;
        }
        for binding in connector.bindings.whole().unwrap() {
            let at = binding.endpoint.unwrap();
            let any = at.address.to_string() == "0.0.0.0" || at.address.to_string() == "::";
            let same_family = at.address.to_ip().is_ipv4() == session.source.to_ip().is_ipv4();
            if at.port != session.port || !same_family || !(any || Some(at.address) == session.local) {
                continue;
            }
            for range in connector.remote_ip_ranges.whole().unwrap() {
                let range = range.range().unwrap();
                if range.first().to_ip().is_ipv4() != session.source.to_ip().is_ipv4() {
                    continue;
                }
                let (low, high, it) = (range.first().bits(), range.last().bits(), session.source.bits());
                if low <= it && it <= high {
                    let better =
                        best.is_none_or(|(size, wild, _)| high - low < size || (high - low == size && wild && !any));
                    if better {
                        best = Some((high - low, any, connector));
                    }
                }
            }
        }
    }
    best.map(|(.., connector)| connector.name.clone())
}

fn range_text() -> impl Strategy<Value = String> {
    let byte = 0..24_u32;
    prop_oneof![
        byte.clone().prop_map(|a| format!("10.0.0.{a}")),
        (byte.clone(), byte.clone()).prop_map(|(a, b)| format!("10.0.0.{}-10.0.0.{}", a.min(b), a.max(b))),
        (byte.clone(), 27..=32_u32).prop_map(|(a, length)| format!("10.0.0.{a}/{length}")),
        (byte.clone(), byte).prop_map(|(a, b)| format!("fd00::{:x}-fd00::{:x}", a.min(b), a.max(b))),
        Just("0.0.0.0-255.255.255.255".to_owned()),
        Just("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff".to_owned()),
    ]
}

fn connector_text() -> impl Strategy<Value = String> {
    let binding =
        prop_oneof![Just("0.0.0.0:25"), Just("[::]:25"), Just("10.0.0.1:25"), Just("[fd00::1]:25"), Just("0.0.0.0:26")];
    let lists = (prop::collection::vec(binding, 1..3), prop::collection::vec(range_text(), 0..5));
    (prop::bool::weighted(0.9), lists).prop_map(|(enabled, (bindings, ranges))| {
        format!(
            "{}EX1\\NAME | FrontendTransport | {} | {}",
            if enabled { "" } else { "!" },
            bindings.join(","),
            ranges.join(",")
        )
    })
}

fn configuration() -> impl Strategy<Value = Snapshot> {
    prop::collection::vec(connector_text(), 1..7).prop_map(|texts| {
        let named: Vec<_> = texts.iter().enumerate().map(|(i, t)| t.replace("NAME", &format!("C{i}"))).collect();
        snapshot(&named.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

fn any_session() -> impl Strategy<Value = Session> {
    (0..26_u32, prop::bool::ANY, prop::bool::ANY).prop_map(|(a, v6, exact)| {
        let (source, local) =
            if v6 { (format!("fd00::{a:x}"), "fd00::1") } else { (format!("10.0.0.{a}"), "10.0.0.1") };
        session(if exact { local } else { "*" }, 25, &source)
    })
}

fn is_untied(snapshot: &Snapshot, session: &Session) -> bool {
    select(snapshot, session).outcome.doubts().is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_the_naive_scan(configuration in configuration(), session in any_session()) {
        let selection = select(&configuration, &session);
        let best = selection.outcome.best().map(|d| configuration.receive_connectors[d.connector].name.clone());
        prop_assert_eq!(best, naive(&configuration, &session));
    }

    #[test]
    fn the_map_agrees_with_single_selections(configuration in configuration(), session in any_session()) {
        let family = session.source.family();
        let endpoint = Endpoint::of(&configuration, "EX1", ListeningPoint { port: 25, family, local: session.local });
        let map = LandingMap::of(&endpoint);
        let single = endpoint.select(session.source).outcome.best().map(|d| d.connector);
        prop_assert_eq!(map.at(session.source), single);
        // The regions are the whole family, in order, without gaps.
        let mut next = 0_u128;
        for (index, region) in map.regions().iter().enumerate() {
            prop_assert_eq!(region.range.first_bits(), next);
            next = region.range.last_bits().wrapping_add(1);
            prop_assert!(index == 0 || map.regions()[index - 1].connector != region.connector);
        }
        prop_assert_eq!(map.regions().last().unwrap().range.last_bits(), family.max());
    }

    #[test]
    fn an_endpoint_made_ready_for_some_sources_answers_all_of_them_as_before(
        configuration in configuration(), session in any_session(), other in any_session()
    ) {
        let endpoint = || Endpoint::of(&configuration, "EX1", session.point());
        for expected in [session.source, other.source] {
            let all = configuration.receive_connectors.iter().enumerate();
            let prepared = all.map(|connector| PreparedConnector::of(connector, &[expected]));
            let known = Endpoint::among(prepared, std::iter::empty(), &[expected], session.point());
            prop_assert_eq!(known.select(session.source), endpoint().select(session.source));
        }
    }

    #[test]
    fn order_never_changes_an_untied_result(configuration in configuration(), session in any_session()) {
        let mut reversed = configuration.clone();
        reversed.receive_connectors.reverse();
        if is_untied(&configuration, &session) {
            prop_assert_eq!(answer(&configuration, &session), answer(&reversed, &session));
        }
    }

    #[test]
    fn a_range_that_does_not_hold_the_source_changes_nothing(
        configuration in configuration(), session in any_session(), extra in range_text(), at in 0..7_usize
    ) {
        let mut changed = configuration.clone();
        let entry = RemoteIpRange::read(&extra);
        prop_assume!(!entry.range().unwrap().contains(session.source));
        let at = at % changed.receive_connectors.len();
        if let Shown::Whole { value, .. } = &mut changed.receive_connectors[at].remote_ip_ranges {
            value.push(entry);
        }
        prop_assert_eq!(answer(&configuration, &session), answer(&changed, &session));
    }

    #[test]
    fn without_the_winner_the_best_loser_wins(configuration in configuration(), session in any_session()) {
        let selection = select(&configuration, &session);
        let Outcome::Connector(winner) = &selection.outcome else { return Ok(()) };
        let loser = selection.candidates.iter().find(|c| c.verdict == Verdict::LessSpecific).map(|c| c.connector);
        let loser = loser.map(|c| configuration.receive_connectors[c].name.clone());
        let mut without = configuration.clone();
        without.receive_connectors.remove(winner.connector);
        if is_untied(&without, &session) {
            let next = select(&without, &session).outcome.best().map(|d| without.receive_connectors[d.connector].name.clone());
            prop_assert_eq!(next, loser);
        }
    }

    #[test]
    fn the_difference_of_two_maps_is_exact(a in configuration(), b in configuration(), session in any_session()) {
        let family = session.source.family();
        let map = |s: &Snapshot| LandingMap::of(&Endpoint::of(s, "EX1", ListeningPoint { port: 25, family, local: session.local }));
        let (before, after) = (map(&a), map(&b));
        let changes = moved(&before, &after);
        let change = changes.iter().find(|m| m.range.contains(session.source)).map(|m| (m.from, m.to));
        let (from, to) = (before.at(session.source), after.at(session.source));
        prop_assert_eq!(change, (from != to).then_some((from, to)));
        prop_assert_eq!(moved(&before, &before), vec![]);
    }
}

#[test]
fn known_sources_are_answered_like_all_others() {
    let ex1 = vectors();
    let sources = ["10.1.1.7", "10.1.1.20", "10.1.2.7", "fd00::20"].map(|a| Address::parse(a).unwrap());
    for (port, family) in [(25, Family::V4), (25, Family::V6), (2525, Family::V4)] {
        let point = ListeningPoint { port, family, local: None };
        let plain = Endpoint::of(&ex1, "EX1", point);
        let mut endpoints = Endpoints::of(ex1.receive_connectors.iter().enumerate(), sources.to_vec());
        let known = endpoints.at(point).unwrap();
        for source in ["10.1.1.7", "10.1.1.20", "10.1.2.7", "fd00::20", "10.1.1.30", "203.0.113.9", "fd00::21"] {
            let source = Address::parse(source).unwrap();
            assert_eq!(plain.select(source), known.select(source), "{source} on {port}");
        }
    }
}

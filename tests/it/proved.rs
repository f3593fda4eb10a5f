//! What is promised of a remedy, proved over the whole address space: by equality of sets, not by samples.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mailflow_doctor::diagnosis::authentication::{self, Outcome};
use mailflow_doctor::diagnosis::{self, Case};
use mailflow_doctor::model::{self, Snapshot};
use mailflow_doctor::remedy::{self, Remedy};
use mailflow_doctor::selection::{Endpoint, LandingMap, ListeningPoint, Session, listening_points, select};
use mailflow_doctor::{Input, Language};
use serde_json::Value;

/// First and last address, and the connectors before and after.
type Move = (u128, u128, Option<usize>, Option<usize>);

/// Who answers where, as a set of stretches.
fn map(snapshot: &Snapshot, server: &str, point: ListeningPoint) -> Vec<(u128, u128, Option<usize>)> {
    let map = LandingMap::of(&Endpoint::of(snapshot, server, point));
    map.regions().iter().map(|r| (r.range.first_bits(), r.range.last_bits(), r.connector)).collect()
}

/// The difference of two maps, cut at every bound of either and joined again where nothing differs.
fn difference(before: &Snapshot, after: &Snapshot, server: &str, point: ListeningPoint) -> BTreeSet<Move> {
    let (old, new) = (map(before, server, point), map(after, server, point));
    let starts: BTreeSet<u128> = old.iter().chain(&new).map(|r| r.0).collect();
    let at = |map: &[(u128, u128, Option<usize>)], x: u128| map.iter().find(|r| r.0 <= x && x <= r.1).unwrap().2;
    let mut moves: Vec<Move> = Vec::new();
    for start in starts {
        let end = old.iter().chain(&new).map(|r| r.1).filter(|end| *end >= start).min().unwrap();
        let (from, to) = (at(&old, start), at(&new, start));
        match moves.last_mut() {
            Some(last) if last.1 + 1 == start && (last.2, last.3) == (from, to) => last.1 = end,
            _ => moves.push((start, end, from, to)),
        }
    }
    moves.into_iter().filter(|(.., from, to)| from != to).collect()
}

fn servers(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot.receive_connectors.iter().map(|c| c.server.clone()).collect()
}

/// The effects of a remedy are the difference of the maps, on every endpoint of every server.
fn assert_effects(about: &str, before: &Snapshot, after: &Snapshot, remedy: &Remedy) {
    let mut told: BTreeMap<(String, ListeningPoint), BTreeSet<Move>> = BTreeMap::new();
    for e in &remedy.effects {
        let point = ListeningPoint { port: e.port, family: e.range.family(), local: e.local };
        let moved = (e.range.first_bits(), e.range.last_bits(), e.from, e.to);
        assert!(told.entry((e.server.clone(), point)).or_default().insert(moved), "{about}: twice");
    }
    for server in servers(before) {
        let connectors = [before, after].into_iter().flat_map(|s| &s.receive_connectors);
        let points: BTreeSet<ListeningPoint> =
            listening_points(connectors.filter(|c| model::same_server(&c.server, &server))).into_iter().collect();
        for point in points {
            let told = told.remove(&(server.clone(), point)).unwrap_or_default();
            assert_eq!(told, difference(before, after, &server, point), "{about}: {server} {point:?}");
        }
    }
    assert!(told.is_empty(), "{about}: effects where nothing listens: {told:?}");
}

fn read(folder: &Path) -> Option<(model::Read, Value)> {
    let expected: Value = serde_json::from_str(&fs::read_to_string(folder.join("case.json")).ok()?).unwrap();
    let texts: Vec<_> = ["queue.txt", "connectors.txt", "observed.txt"]
        .into_iter()
        .filter_map(|name| Some((name, fs::read_to_string(folder.join(name)).ok()?)))
        .collect();
    let mut input = Input::default();
    for (name, text) in &texts {
        input = input.with_text(name, text);
    }
    for (server, list) in expected["addresses"].as_object().into_iter().flatten() {
        let list: Vec<_> = list.as_array().unwrap().iter().map(|a| a.as_str().unwrap()).collect();
        input = input.with_addresses(server, &list);
    }
    Some((model::read(&input), expected))
}

/// The sessions that the connectors of a finding take for lack of authentication, failing now or later.
fn captured(case: &Case<'_>, finding: &diagnosis::Finding) -> Vec<Session> {
    let taken = |connector: Option<usize>, outcome: Option<Outcome>| {
        let on_it = connector.is_some_and(|c| finding.subject.connectors.contains(&c));
        on_it && outcome.is_some_and(Outcome::is_capture)
    };
    let failing = case.troubles.iter().flat_map(|t| &t.attempts).map(|a| &a.trial);
    failing
        .chain(&case.pairs)
        .filter(|t| t.is_decided() && taken(t.connector(), t.outcome))
        .map(|t| t.session.clone())
        .collect()
}

#[test]
fn recommended_remedies_of_golden_cases_cure_all_and_move_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    let (mut proved, mut sessions, mut effects) = (0, 0, 0);
    for folder in folders {
        let Some((read, _)) = read(&folder) else { continue };
        let before = &read.snapshot;
        let case = Case::of(before);
        for finding in diagnosis::findings(&case) {
            for remedy in finding.remedies.iter().filter(|r| r.is_ready()) {
                let about = format!("{}: {} {}", folder.display(), finding.code(), remedy.id);
                let after = remedy::apply(before, &remedy.plan);
                assert_effects(&about, before, &after, remedy);
                effects += remedy.effects.len();
                if !remedy.recommended {
                    continue;
                }
                proved += 1;
                let cured = captured(&case, &finding);
                for session in &cured {
                    sessions += 1;
                    let landing = select(&after, session).outcome.best().map(|d| d.connector);
                    let connector = landing.and_then(|c| after.receive_connectors.get(c));
                    let outcome = connector.map(authentication::outcome);
                    // A group or a mechanism that the paste does not show is no refusal.
                    let passes = outcome.is_some_and(|o| !o.is_refused());
                    assert!(
                        passes,
                        "{about}: {session:?} lands on {:?}",
                        connector.map(model::ReceiveConnector::identity)
                    );
                }
                if !finding.code().as_str().starts_with("relay-") {
                    continue;
                }
                assert!(!cured.is_empty(), "{about}: nothing was captured");
                // No other address moves: every moved region is made of captured sources and own addresses only.
                for effect in &remedy.effects {
                    let captured =
                        cured.iter().filter(|s| s.server.eq_ignore_ascii_case(&effect.server)).map(|s| s.source);
                    // A server's own address moves with the others.
                    let own = before.server(&effect.server).into_iter().flat_map(|server| &server.addresses);
                    let moved = captured.chain(own.map(|own| own.address)).filter(|it| effect.range.contains(*it));
                    let sources: BTreeSet<u128> = moved.map(model::Address::bits).collect();
                    let size = effect.range.last_bits() - effect.range.first_bits() + 1;
                    assert_eq!(sources.len() as u128, size, "{about}: {effect:?}");
                }
            }
        }
    }
    assert!(proved > 15 && sessions > 30 && effects > 60, "{proved} remedies, {sessions} sessions, {effects} effects");
}

/// 100 servers with the same trap: a relay of 1,300 entries that holds three Exchange servers and a block around one.
fn organization() -> String {
    let mut text = String::new();
    for server in 0..100 {
        let name = format!("EX{server:03}");
        let record = |connector: &str, ranges: &str, auth: &str| {
            format!(
                "Identity : {name}\\{connector}\nEnabled : True\nTransportRole : FrontendTransport\nBindings : {{0.0.0.0:25}}\n\
                 RemoteIPRanges : {{{ranges}}}\nAuthMechanism : {auth}\nPermissionGroups : ExchangeServers\nFqdn : {name}.corp.example\n\n"
            )
        };
        let list: Vec<_> = (0..1_298).map(|n| format!("10.77.{}.{}", n / 250, n % 250 + 1)).collect();
        let list = format!("10.200.0.1, 10.201.0.0/24, {}", list.join(", "));
        text += &record(&format!("Default Frontend {name}"), "0.0.0.0-255.255.255.255", "Tls, ExchangeServer");
        text += &record("Relay", &list, "Tls");
    }
    text
}

#[test]
fn the_script_for_a_hundred_servers_stays_readable() {
    let text = organization();
    let input = Input::text(&text).with_addresses("OLD1", &["10.200.0.1"]).with_addresses("OLD2", &["10.201.0.7"]);
    let read = model::read(&input);
    let case = Case::of(&read.snapshot);
    let findings = diagnosis::findings(&case);
    let finding = findings.iter().find(|f| f.code().as_str() == "relay-would-capture-exchange").unwrap();
    let best = finding.remedies.iter().find(|r| r.recommended).unwrap();
    let wire = remedy_in(&read.snapshot, best, Language::English);
    let (commands, script) = (&wire.commands[0], &wire.script);
    for (what, text) in [("commands", commands), ("rollback", &wire.rollback[0]), ("script", script)] {
        let longest = text.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(longest < 2_000, "{what}: a line of {longest} characters");
    }
    // The servers are alike: lists name them, one for the claim and one for the change, and loops go through the lists.
    for (what, text) in [("commands", commands), ("rollback", &wire.rollback[0])] {
        for server in 0..100 {
            let named = text.matches(&format!("'EX{server:03}'")).count();
            assert!((1..=2).contains(&named), "{what}: EX{server:03} {named} times");
        }
        assert!(text.contains("# Relay on EX000–EX099\n"), "{what}");
    }
    // The list of 1,300 entries is compared once, not once for each server.
    let lines = commands.lines().count();
    assert!(lines < 400, "{lines} lines");
    let headings: Vec<_> = commands.lines().filter(|l| l.trim().starts_with("# ") && l.contains(". ")).collect();
    for number in ["1. Check", "2. Backup", "3. Rehearsal", "4. Change"] {
        assert_eq!(headings.iter().filter(|l| l.contains(number)).count(), 1, "{number}");
    }
}

fn remedy_in(snapshot: &Snapshot, remedy: &Remedy, language: Language) -> mailflow_doctor::wire::Remedy {
    mailflow_doctor::report::remedy::remedy(snapshot, remedy, language)
}

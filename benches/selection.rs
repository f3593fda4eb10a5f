//! How the landing map, its difference and the remedies grow. Plain timing, the best of a few runs.
//!
//! `cargo bench --bench selection` prints one line per size with the ratio to the size before: n log n shows as a
//! little more than the ratio of the sizes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and may stop"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use rangemap::RangeInclusiveMap;

use mailflow_doctor::Language;
use mailflow_doctor::model::{
    Address, AuthMechanism, Binding, Family, IpRange, PermissionGroup, Place, ReceiveConnector, RemoteIpRange, Shown,
    Snapshot, TransportRole,
};
use mailflow_doctor::remedy::{self, Capture, Pasted, Request};
use mailflow_doctor::selection::{Endpoint, LandingMap, ListeningPoint, moved};

fn connector(server: &str, name: &str, ranges: Vec<RemoteIpRange>) -> ReceiveConnector {
    let place = Place { source: 0, line: 1 };
    let mut c = ReceiveConnector::unknown_at(place);
    server.clone_into(&mut c.server);
    name.clone_into(&mut c.name);
    c.enabled = Shown::Whole { value: true, place };
    c.transport_role = Shown::Whole { value: vec![TransportRole::FrontendTransport], place };
    c.bindings = Shown::Whole { value: vec![Binding::read("0.0.0.0:25")], place };
    c.remote_ip_ranges = Shown::Whole { value: ranges, place };
    c.auth_mechanism = Shown::Whole { value: vec![AuthMechanism::Tls], place };
    c.permission_groups = Shown::Whole { value: vec![PermissionGroup::AnonymousUsers], place };
    c
}

fn default(server: &str) -> ReceiveConnector {
    let all = vec![RemoteIpRange::read("0.0.0.0-255.255.255.255")];
    let mut c = connector(server, &format!("Default Frontend {server}"), all);
    let auth = vec![AuthMechanism::Tls, AuthMechanism::ExchangeServer];
    c.auth_mechanism = Shown::Whole { value: auth, place: c.place };
    c
}

fn entry(first: u32, size: u32) -> RemoteIpRange {
    let range = IpRange::from_bits(Family::V4, u128::from(first), u128::from(first + size - 1)).unwrap();
    range.into()
}

/// `n` nested and separate ranges, spread over the address space.
fn ranges(n: u32) -> Vec<RemoteIpRange> {
    let step = (u32::MAX - 0x0100_0000) / n;
    (0..n).map(|i| entry(0x0100_0000 + (i - i % 4) * step + i % 4, if i % 4 == 0 { step.max(8) } else { 1 })).collect()
}

fn best<T>(runs: u32, mut work: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..runs).map(once).min().unwrap()
}

fn grow() {
    println!("ranges on one endpoint      map   ratio   difference   ratio");
    let mut previous: Option<(Duration, Duration)> = None;
    for n in [1_000, 10_000, 100_000, 1_000_000_u32] {
        let list = ranges(n);
        let mut fewer = list.clone();
        fewer.remove(fewer.len() / 2);
        let snapshot = |list| Snapshot {
            receive_connectors: vec![default("EX1"), connector("EX1", "Relay", list)],
            ..Snapshot::default()
        };
        let (before, after) = (snapshot(list), snapshot(fewer));
        let endpoint = |s| Endpoint::of(s, "EX1", ListeningPoint { port: 25, family: Family::V4, local: None });
        let (old, new) = (endpoint(&before), endpoint(&after));
        let map = best(if n > 100_000 { 3 } else { 10 }, || LandingMap::of(&old));
        let (old, new) = (LandingMap::of(&old), LandingMap::of(&new));
        let difference = best(10, || moved(&old, &new));
        let ratio = |now: Duration, then: Option<Duration>| {
            then.map_or_else(|| "     -".to_owned(), |t| format!("{:6.1}", now.as_secs_f64() / t.as_secs_f64()))
        };
        println!(
            "{n:>22} {map:>8.1?}  {}   {difference:>10.1?}  {}",
            ratio(map, previous.map(|p| p.0)),
            ratio(difference, previous.map(|p| p.1))
        );
        previous = Some((map, difference));
    }
}

/// One look-up of many. Which connector answers is asked for: whether one does is known from the first range that fits.
fn look_ups<T>(sources: &[Address], answer: impl Fn(Address) -> T) -> Duration {
    let all = || {
        for source in sources {
            black_box(answer(*source));
        }
    };
    best(10, all) / u32::try_from(sources.len()).unwrap()
}

/// Look-ups by the map, by a scan of all ranges, and by an interval map of another crate on the same ranges (put in
/// from the largest to the smallest, so that the smallest wins). All three must agree.
fn look_up() {
    println!(
        "look-up of one address      map   crate rangemap        scan   scan/map   crate/map   building: map   crate"
    );
    for n in [1_000, 10_000, 100_000_u32] {
        let snapshot = Snapshot {
            receive_connectors: vec![default("EX1"), connector("EX1", "Relay", ranges(n))],
            ..Snapshot::default()
        };
        let endpoint = Endpoint::of(&snapshot, "EX1", ListeningPoint { port: 25, family: Family::V4, local: None });
        let list: Vec<(usize, IpRange)> = snapshot
            .receive_connectors
            .iter()
            .enumerate()
            .flat_map(|(index, c)| c.remote_ip_ranges.whole().unwrap().iter().map(move |e| (index, e.range().unwrap())))
            .filter(|(_, range)| range.family() == Family::V4)
            .collect();
        let build = || {
            let mut sorted = list.clone();
            sorted.sort_by_key(|(_, range)| std::cmp::Reverse(range.size()));
            let mut map = RangeInclusiveMap::new();
            for (index, range) in sorted {
                map.insert(range.first_bits()..=range.last_bits(), index);
            }
            map
        };
        let (ours, theirs) = (LandingMap::of(&endpoint), build());
        let (ours_took, theirs_took) = (best(3, || LandingMap::of(&endpoint)), best(3, build));
        let scan =
            |a: Address| list.iter().filter(|(_, r)| r.contains(a)).min_by_key(|(_, r)| r.size()).map(|(c, _)| *c);
        let sources: Vec<_> = (0..10_000_u32)
            .map(|i| Address::new(Family::V4, u128::from(i.wrapping_mul(2_654_435_761))).unwrap())
            .collect();
        for source in sources.iter().take(500) {
            let answer = ours.at(*source);
            assert_eq!(answer, theirs.get(&source.bits()).copied());
            assert_eq!(answer, scan(*source));
        }
        let fast = look_ups(&sources, |a| ours.at(a));
        let other = look_ups(&sources, |a| theirs.get(&a.bits()));
        let slow = look_ups(&sources[..100], scan);
        println!(
            "{n:>15} ranges {fast:>9.1?} {other:>16.1?} {slow:>11.1?} {:>10.0} {:>11.1} {ours_took:>15.1?} {theirs_took:>7.1?}",
            slow.as_secs_f64() / fast.as_secs_f64(),
            other.as_secs_f64() / fast.as_secs_f64(),
        );
    }
}

/// 100 servers with 10 connectors of 1,300 ranges each; every relay holds three Exchange servers.
fn organization() {
    let mut receive_connectors = Vec::new();
    let mut captures = Vec::new();
    for s in 0..100 {
        let server = format!("EX{s:03}");
        let expected = receive_connectors.len();
        receive_connectors.push(default(&server));
        for c in 0..9_u32 {
            let base = 0x0a00_0000 + c * 0x0010_0000;
            let list = (0..1_300).map(|i| entry(base + i * 8, if i % 3 == 0 { 4 } else { 1 })).collect();
            receive_connectors.push(connector(&server, &format!("Relay {c}"), list));
        }
        let address = |i: u32| Address::new(Family::V4, u128::from(0x0a00_0000 + i * 8)).unwrap();
        let addresses = vec![address(3), address(4), address(5)];
        captures.push(Capture {
            connector: expected + 1,
            port: 25,
            local: vec![None],
            addresses,
            expected: Some(expected),
        });
    }
    let snapshot = Snapshot { receive_connectors, ..Snapshot::default() };
    let pasted = Pasted::of(&snapshot);
    let request = Request { pasted: &pasted, captures, queues: vec![], unaddressed: vec![] };
    let found = best(3, || remedy::for_captures(&request));
    let remedies = remedy::for_captures(&request);
    assert!(remedies[0].recommended && remedies[0].proof.is_complete());
    let written = best(3, || {
        remedies
            .iter()
            .map(|r| mailflow_doctor::report::remedy::remedy(&snapshot, r, Language::English))
            .collect::<Vec<_>>()
    });
    let copied = best(3, || remedy::apply(&snapshot, &remedies[0].plan));
    println!(
        "100 servers, 10 connectors each, 1,300 ranges per connector: {} remedies found and proved in {found:.2?}, written in {written:.2?}; the changed configuration copied in {copied:.2?}",
        remedies.len()
    );
}

fn main() {
    // `cargo test` runs this too, with `--test`; then there is nothing to measure.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    grow();
    look_up();
    organization();
}

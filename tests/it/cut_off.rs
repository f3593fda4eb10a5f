//! Outputs cut off at any position: what is hidden is never taken for whole, unless the text cannot show it.
//!
//! A cut in the middle of the last line leaves no sign where what is left could be the whole value (`Tru` could not,
//! `12` of `123` could). So a shorter value is tolerated on the last line of the text, and counted; a value that ends
//! above that line is what the uncut text says, or it is marked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Queue, Read, ReceiveConnector, Shown};

use crate::boundaries::outputs;

/// A whole value and the line on which it begins.
type Values = Vec<(&'static str, String, u32)>;

fn add<T>(values: &mut Values, name: &'static str, shown: &Shown<T>, text: impl Fn(&T) -> String) {
    if let Shown::Whole { value, place } = shown {
        values.push((name, text(value), place.line));
    }
}

fn of_connector(c: &ReceiveConnector) -> Values {
    let mut values = Values::new();
    let written =
        |v: &Vec<model::Binding>| format!("{:?}", v.iter().map(|b| b.as_written.to_string()).collect::<Vec<_>>());
    add(&mut values, "Bindings", &c.bindings, written);
    add(&mut values, "RemoteIPRanges", &c.remote_ip_ranges, |v| {
        format!("{:?}", v.iter().map(|r| r.as_written.to_string()).collect::<Vec<_>>())
    });
    add(&mut values, "AuthMechanism", &c.auth_mechanism, |v| format!("{v:?}"));
    add(&mut values, "PermissionGroups", &c.permission_groups, |v| format!("{v:?}"));
    add(&mut values, "TransportRole", &c.transport_role, |v| format!("{v:?}"));
    add(&mut values, "Enabled", &c.enabled, |v| format!("{v:?}"));
    add(&mut values, "Fqdn", &c.fqdn, |v| format!("{v:?}"));
    values
}

fn of_queue(q: &Queue) -> Values {
    let mut values = Values::new();
    add(&mut values, "DeliveryType", &q.delivery_type, |v| format!("{v:?}"));
    add(&mut values, "Status", &q.status, |v| format!("{v:?}"));
    add(&mut values, "MessageCount", &q.message_count, |v| format!("{v:?}"));
    add(&mut values, "NextHopDomain", &q.next_hop_domain, |v| format!("{v:?}"));
    add(&mut values, "LastError", &q.last_error, |v| format!("{:?}", v.as_ref().map(|e| &e.raw)));
    values
}

/// The whole values of every object, by its first line.
fn values(read: &Read) -> BTreeMap<u32, Values> {
    let queues = read.snapshot.queues.iter().map(|q| (q.place.line, of_queue(q)));
    let connectors = read.snapshot.receive_connectors.iter().map(|c| (c.place.line, of_connector(c)));
    queues.chain(connectors).collect()
}

/// What one text gave.
#[derive(Debug, Default)]
struct Tally {
    cuts: usize,
    values: usize,
    /// Shorter values on the last line, which nothing shows to be cut.
    unmarked: usize,
    wrong: Vec<String>,
}

/// Reads the text up to this position and compares with the whole.
fn check(name: &str, text: &str, at: usize, whole: &BTreeMap<u32, Values>, tally: &mut Tally) {
    let Some(head) = text.get(..at) else { return };
    tally.cuts += 1;
    let last_line = u32::try_from(head.trim_end().lines().count()).unwrap();
    for (line, found) in values(&model::read(&Input::text(head))) {
        let Some(expected) = whole.get(&line) else { continue };
        for (property, value, place) in found {
            tally.values += 1;
            let is_same = expected.iter().any(|(other, text, _)| *other == property && *text == value);
            if is_same {
                continue;
            }
            // A value that goes over several lines begins above the last one.
            let is_last = place == last_line || is_rest(head, place);
            if is_last {
                tally.unmarked += 1;
            } else {
                let shown =
                    head.lines().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
                tally
                    .wrong
                    .push(format!("{name} at {at}: {property} of the record of line {line} is {value}\n{shown}\n"));
            }
        }
    }
}

/// Whether all lines behind this one are the rest of its value: none of them has a label.
fn is_rest(head: &str, line: u32) -> bool {
    let first = usize::try_from(line).unwrap();
    head.trim_end().lines().skip(first).all(|line| line.starts_with(' ') || !line.contains(" : "))
}

/// The outputs of the corpus that are lists and tables.
fn corpus() -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["connector", "queue", "rendered", "cases"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
        files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let read = |file: PathBuf| Some((file.file_name()?.to_string_lossy().into_owned(), fs::read_to_string(file).ok()?));
    files.into_iter().filter_map(read).collect()
}

fn texts() -> Vec<(String, String)> {
    let own = outputs("EX10", 1).into_iter().map(|(name, text)| (name.to_owned(), text));
    own.chain(corpus()).collect()
}

/// What was found, in one line.
fn summary(tally: &Tally) -> String {
    format!(
        "{} cuts, {} whole values, {} of them short on the last line without a sign, {} wrong",
        tally.cuts,
        tally.values,
        tally.unmarked,
        tally.wrong.len()
    )
}

#[track_caller]
fn assert_right(tally: &Tally) {
    let some: Vec<&str> = tally.wrong.iter().step_by(tally.wrong.len() / 12 + 1).map(String::as_str).collect();
    assert!(tally.wrong.is_empty(), "{}\n{}", tally.wrong.len(), some.join("\n"));
}

#[test]
fn a_cut_hides_nothing_that_is_taken_for_whole() {
    let mut rng = Rng::with_seed(19);
    let mut tally = Tally::default();
    for (name, text) in texts().into_iter().filter(|(_, text)| text.len() < 20_000) {
        let whole = values(&model::read(&Input::text(&text)));
        for _ in 0..8 {
            check(&name, &text, rng.usize(1..=text.len()), &whole, &mut tally);
        }
    }
    println!("{}", summary(&tally));
    assert_right(&tally);
}

/// Cut off behind a colon, with its blank or without: the empty value says nothing of how the lines above were broken.
#[test]
fn a_cut_behind_a_colon_changes_no_value_above() {
    let mut tally = Tally::default();
    for (name, text) in texts().into_iter().filter(|(_, text)| text.len() < 20_000) {
        let whole = values(&model::read(&Input::text(&text)));
        let colons: Vec<usize> = text.match_indices(" :").map(|(at, sign)| at + sign.len()).collect();
        for at in colons.iter().step_by(colons.len() / 12 + 1) {
            check(&name, &text, *at, &whole, &mut tally);
            check(&name, &text, (*at + 1).min(text.len()), &whole, &mut tally);
        }
    }
    println!("{}", summary(&tally));
    assert!(tally.cuts > 300);
    assert_right(&tally);
}

/// The same at every position: takes minutes, so it is run by hand.
#[test]
#[ignore = "minutes"]
fn every_cut_hides_nothing_that_is_taken_for_whole() {
    let mut tally = Tally::default();
    for (name, text) in texts().into_iter().filter(|(_, text)| text.len() < 20_000) {
        let whole = values(&model::read(&Input::text(&text)));
        for at in 1..=text.len() {
            check(&name, &text, at, &whole, &mut tally);
        }
    }
    println!("{}", summary(&tally));
    assert_right(&tally);
}

//! Each line with the form of data is read, or the report says that it was not: over all outputs, pairs of them and
//! damages that programs and people do to text.

use std::collections::BTreeMap;

use fastrand::Rng;
use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Read};

use crate::boundaries::{other_outputs, outputs};

/// Something that happens to a text on its way.
type Damage = fn(&mut Rng, &mut Vec<String>);

fn any_line(rng: &mut Rng, lines: &[String]) -> usize {
    rng.usize(..lines.len().max(1))
}

/// A place in a line that is no middle of a character.
fn any_place(rng: &mut Rng, line: &str) -> usize {
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    if places.is_empty() { 0 } else { places[rng.usize(..places.len())] }
}

const DAMAGES: [(&str, Damage); 14] = [
    ("nothing", |_, _| {}),
    ("a blank too many", |rng, lines| {
        let at = any_line(rng, lines);
        let place = any_place(rng, &lines[at]);
        lines[at].insert(place, ' ');
    }),
    ("a character lost", |rng, lines| {
        let at = any_line(rng, lines);
        let place = any_place(rng, &lines[at]);
        if !lines[at].is_empty() {
            lines[at].remove(place);
        }
    }),
    ("blanks collapsed on a line", |rng, lines| {
        let at = any_line(rng, lines);
        lines[at] = lines[at].split_whitespace().collect::<Vec<_>>().join(" ");
    }),
    ("blanks collapsed everywhere", |_, lines| {
        for line in lines {
            *line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }),
    ("two lines joined", |rng, lines| {
        let at = any_line(rng, lines);
        if at + 1 < lines.len() {
            let next = lines.remove(at + 1);
            lines[at] = format!("{} {next}", lines[at]);
        }
    }),
    ("a line broken", |rng, lines| {
        let at = any_line(rng, lines);
        let place = any_place(rng, &lines[at]);
        let rest = lines[at].split_off(place);
        lines.insert(at + 1, rest);
    }),
    ("a line twice", |rng, lines| {
        let at = any_line(rng, lines);
        lines.insert(at, lines[at].clone());
    }),
    ("a line lost", |rng, lines| {
        let at = any_line(rng, lines);
        lines.remove(at);
    }),
    ("a remark between", |rng, lines| {
        let at = any_line(rng, lines);
        lines.insert(at, "this one is from the second site".to_owned());
    }),
    ("a pager between", |rng, lines| {
        let at = any_line(rng, lines);
        lines.insert(at, "-- More  --".to_owned());
    }),
    ("an indent", |rng, lines| {
        let at = any_line(rng, lines);
        lines[at].insert_str(0, "    ");
    }),
    ("the end cut off", |rng, lines| {
        let at = any_line(rng, lines);
        lines.truncate(at + 1);
        let place = any_place(rng, &lines[at]);
        lines[at].truncate(place);
    }),
    ("the beginning cut off", |rng, lines| {
        let at = any_line(rng, lines);
        lines.drain(..at);
    }),
];

/// Identities of this server in a line, without what a layout puts around them.
fn identities(line: &str, server: &str) -> Vec<String> {
    let sign = format!("{server}\\");
    let name = |at: usize| {
        let rest = &line[at + sign.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        format!("{sign}{}", &rest[..end])
    };
    line.match_indices(&sign).map(|(at, _)| name(at)).filter(|name| name.len() > sign.len()).collect()
}

/// Whether something of the report speaks of this line.
fn is_said(read: &Read, line: u32) -> bool {
    read.unread.iter().any(|u| (u.place.line..=u.last_line).contains(&line))
        || read.notes.iter().any(|note| note.place.is_some_and(|place| place.line == line))
}

#[test]
fn no_line_with_an_identity_disappears() {
    let mut rng = Rng::with_seed(14);
    let (firsts, seconds) = (outputs("EX10", 1), outputs("MAILB", 2));
    let mut texts: Vec<(String, String)> =
        firsts.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    // An event is a sentence, and a damaged sentence is prose; so is a page whose tags are broken.
    let others = other_outputs("EX10", 1).into_iter().filter(|(name, _)| !["event", "HTML"].contains(name));
    texts.extend(others.map(|(name, text)| (name.to_owned(), text)));
    for (first, above) in &firsts {
        for (second, below) in &seconds {
            texts.push((format!("{first} + {second}"), format!("{above}{below}")));
        }
    }
    let (mut lines_seen, mut reads) = (0_usize, 0_usize);
    let mut lost: Vec<(&str, String)> = Vec::new();
    for (name, text) in &texts {
        for (damage, apply) in DAMAGES {
            for _ in 0..3 {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                apply(&mut rng, &mut lines);
                let damaged = lines.join("\n") + "\n";
                let read = model::read(&Input::text(&damaged));
                let shown = format!("{:?}", read.snapshot);
                reads += 1;
                for (number, line) in (1_u32..).zip(damaged.lines()) {
                    for server in ["EX10", "MAILB"] {
                        for identity in identities(line, server) {
                            lines_seen += 1;
                            let (host, object) = identity.split_once('\\').unwrap();
                            // Identities are held whole or as server and name.
                            let is_read = shown.contains(&identity.replace('\\', "\\\\"))
                                || shown.contains(host) && shown.contains(&format!("\"{object}"));
                            if !is_read && !is_said(&read, number) {
                                lost.push((damage, format!("{name}, {damage}, line {number}: {line}\n{damaged}")));
                            }
                        }
                    }
                }
            }
        }
    }
    let mut by_damage: BTreeMap<&str, usize> = BTreeMap::new();
    for (damage, _) in &lost {
        *by_damage.entry(damage).or_default() += 1;
    }
    println!("{reads} texts, {lines_seen} identities, {} lost: {by_damage:?}", lost.len());
    let some: Vec<&str> = lost.iter().step_by(lost.len() / 6 + 1).map(|(_, text)| text.as_str()).collect();
    assert!(lost.is_empty(), "{} of {lines_seen}\n{}", lost.len(), some.join("\n"));
}

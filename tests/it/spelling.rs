//! A property name is the same however people spell it, and what a pager writes between two lines is no value.

use fastrand::Rng;
use mailflow_doctor::Input;
use mailflow_doctor::model;

use crate::boundaries::{objects, outputs};

/// `NextHopDomain` as its words.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let chars: Vec<char> = name.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let is_start = c.is_uppercase()
            && (at == 0
                || chars[at - 1].is_lowercase()
                || chars.get(at + 1).is_some_and(|next| next.is_lowercase()) && chars[at - 1].is_uppercase());
        match words.last_mut() {
            Some(word) if !is_start => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

/// A line of a list, from its name and its value.
type Way = fn(&str, &str) -> String;

/// The ways in which people write a line of a list.
const WAYS: [Way; 18] = [
    |name, value| format!("{} : {value}", words(name).join(" ")),
    |name, value| format!("**{}** : {value}", words(name).join(" ")),
    |name, value| format!("{}:{value}", words(name).join(" ")),
    |name, value| format!("{name}:{value}"),
    |name, value| format!("{name}\u{ff1a}{value}"),
    |name, value| format!("{}\u{ff1a}{value}", words(name).join(" ")),
    |name, value| format!("**{name}:** {value}"),
    |name, value| format!("**{name}**: {value}"),
    |name, value| format!("{}: {value}", words(name).join(" ")),
    |name, value| format!("*{name}*: {value}"),
    |name, value| format!("__{name}:__ {value}"),
    |name, value| format!("`{name}`: {value}"),
    |name, value| format!("<b>{name}</b>: {value}"),
    |name, value| format!("<strong>{}:</strong> {value}", words(name).join(" ")),
    |name, value| format!("{}: {value}", words(name).join("_").to_lowercase()),
    |name, value| format!("{}: {value}", words(name).join("-").to_lowercase()),
    |name, value| format!("{}: {value}", name.to_lowercase()),
    |name, value| format!("{}: {value}", words(name).join(" ").to_uppercase()),
];

/// Those without a blank before the colon.
const UNPADDED: &[Way] = WAYS.split_at(2).1;

/// A list with its lines written in these ways.
fn respelled(list: &str, mut way: impl FnMut() -> Way) -> String {
    list.lines()
        .map(|line| match line.split_once(':') {
            Some((name, value)) => way()(name.trim(), value.trim()) + "\n",
            None => format!("{line}\n"),
        })
        .collect()
}

#[test]
fn a_name_is_the_same_in_every_spelling() {
    let mut rng = Rng::with_seed(19);
    let (mut tried, mut wrong) = (0_usize, Vec::new());
    for (kind, list) in outputs("EX10", 1).iter().take(3) {
        let expected = objects(&model::read(&Input::text(list)));
        for round in 0..WAYS.len() + 40 {
            // One way for all lines, then a mixture of those without a blank before the colon.
            let text =
                respelled(
                    list,
                    || if round < WAYS.len() { WAYS[round] } else { UNPADDED[rng.usize(..UNPADDED.len())] },
                );
            let found = objects(&model::read(&Input::text(&text)));
            tried += 1;
            if found != expected {
                wrong.push(format!("{kind}\n{text}{found:#?}"));
            }
        }
    }
    println!("{tried} spelled lists");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_sentence_with_a_colon_is_no_label() {
    for line in [
        "Please check this server:it is the new one",
        "the next hop:see above",
        "https://ex10.corp.example/owa",
        "Note: the queue grows",
        "10:21:07 restarted",
    ] {
        let read = model::read(&Input::text(line));
        assert!(objects(&read).is_empty() && read.unread.is_empty(), "{line}");
    }
}

#[test]
fn a_pager_line_is_no_part_of_a_value() {
    let pagers = [
        "<SPACE> next page; <CR> next line; Q quit",
        "<LEERTASTE> N\u{e4}chste Seite; <CR> N\u{e4}chste Zeile; Q Beenden",
        "-- More  --",
        "--More--",
        "Press any key to continue . . .",
        "(END)",
    ];
    let (mut tried, mut wrong) = (0_usize, Vec::new());
    for (kind, list) in outputs("EX10", 1).iter().take(3) {
        let expected = objects(&model::read(&Input::text(list)));
        let lines: Vec<&str> = list.lines().collect();
        for pager in pagers {
            for at in (1..lines.len()).filter(|at| !lines[*at].is_empty() && !lines[at - 1].is_empty()) {
                let text = [&lines[..at], &[pager], &lines[at..]].concat().join("\n") + "\n";
                let found = objects(&model::read(&Input::text(&text)));
                tried += 1;
                if found != expected {
                    wrong.push(format!("{kind}\n{text}{found:#?}"));
                }
            }
        }
    }
    println!("{tried} lists with a pager line");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

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
                respelled(list, || WAYS.get(round).copied().unwrap_or_else(|| UNPADDED[rng.usize(..UNPADDED.len())]));
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
fn a_next_hop_with_a_colon_is_no_label() {
    let table = "NextHopDomain      Identity  Status MessageCount\n-------------      --------  ------ ------------\nsite:default-site  EX10\\1    Retry             3\nSite2              EX10\\2    Ready             4\nsite:other-site    EX10\\3    Ready             4\n";
    let read = model::read(&Input::text(table));
    assert_eq!(read.snapshot.queues.len(), 3, "{table}");
    assert!(read.unread.is_empty(), "{table}");
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

/// Marks that turn text around or hide some.
const MARKS: [char; 5] = ['\u{202e}', '\u{2066}', '\u{61c}', '\u{200e}', '\u{e0041}'];

#[test]
fn names_that_differ_in_an_unseen_mark_stay_two() {
    for mark in MARKS {
        let list = &outputs("EX10", 1)[1].1;
        let marked = list.replace("Relay", &format!("Re{mark}lay")).replace("10.1.0.1", "10.1.0.9");
        let read = model::read(&Input::text(&format!("{list}\n{marked}")));
        let names: Vec<String> = read.snapshot.receive_connectors.iter().map(|c| c.name.clone()).collect();
        assert_eq!(names, ["Relay", "Second", &format!("Re{mark}lay")], "U+{:04X}", u32::from(mark));
    }
}

/// Calls `see` with every command of a report: text below these keys, lists too.
fn commands(value: &serde_json::Value, see: &mut dyn FnMut(&str)) {
    const KEYS: [&str; 7] = ["command", "commands", "lines", "verify", "retry", "rollback", "script"];
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                match value {
                    serde_json::Value::String(text) if KEYS.contains(&key.as_str()) => see(text),
                    serde_json::Value::Array(list) if KEYS.contains(&key.as_str()) => {
                        list.iter().filter_map(|text| text.as_str()).for_each(&mut *see);
                    }
                    value => commands(value, see),
                }
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| commands(value, see)),
        _ => {}
    }
}

#[test]
fn no_command_of_a_report_holds_an_unseen_mark_or_lacks_its_names() {
    let mut seen = 0_usize;
    for mark in MARKS {
        for (server, connector) in [("EX16", "Relay"), ("EX16", "Re\u{0}lay"), ("EX\u{0}16", "Relay")] {
            let name = |text: &str| text.replace('\u{0}', &mark.to_string());
            let text = format!(
                "Identity      : EX10\\12\nDeliveryType  : SmtpRelayWithinAdSite\nNextHopDomain : hub version 15\nStatus        : Retry\nMessageCount  : 148\nLastError     : 451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\"\n\nIdentity         : {server}\\{connector}\nServer           : {server}\nEnabled          : True\nTransportRole    : FrontendTransport\nBindings         : {{0.0.0.0:25}}\nRemoteIPRanges   : {{10.1.1.0-10.1.1.255, 10.2.0.0...}}\nAuthMechanism    : Tls\nPermissionGroups : AnonymousUsers\nProtocolLoggingLevel : None\n\nIdentity         : {server}\\Default\nServer           : {server}\nEnabled          : True\nTransportRole    : FrontendTransport\nBindings         : {{0.0.0.0:25}}\nRemoteIPRanges   : {{0.0.0.0-255.255.255.255}}\nAuthMechanism    : Tls, ExchangeServer\nPermissionGroups : ExchangeServers\nProtocolLoggingLevel : None\n\nEX10 10.1.1.10\n{server} 10.1.1.16\n",
                server = name(server),
                connector = name(connector),
            );
            let report = serde_json::to_value(mailflow_doctor::diagnose(&Input::text(&text))).unwrap();
            assert_eq!(report["receive_connectors"].as_array().map(Vec::len), Some(2), "{text}");
            commands(&report, &mut |command| {
                seen += 1;
                assert!(!command.contains(mark), "{command}");
                for line in command.lines() {
                    let line = line.trim();
                    assert!(!line.starts_with('|') && !line.contains("-Identity ''"), "{command}");
                }
            });
        }
    }
    println!("{seen} commands");
    assert!(seen > 50, "{seen}");
}

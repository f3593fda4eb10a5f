//! What programs put around lines and cells changes nothing of what is read: the same objects, on the same lines.

use std::fs;
use std::path::Path;

use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Snapshot};

fn read(text: &str) -> Snapshot {
    model::read(&Input::text(text)).snapshot
}

/// Inputs of golden cases that are lists or tables from their first lines on, as they are pasted.
fn pastes() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut pastes = Vec::new();
    let mut folders: Vec<_> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            let is_input = entry.extension().is_some_and(|e| e == "txt")
                && entry.file_stem().is_some_and(|s| matches!(s.to_str(), Some("queue" | "connectors" | "input")));
            let Ok(text) = fs::read_to_string(&entry) else { continue };
            // Its own marks, and what is no ASCII, are the affair of other tests.
            // Of a line or two nothing shows what they share.
            if is_input && text.lines().count() > 3 && text.is_ascii() && !text.contains(['#', '>', '<']) {
                pastes.push((entry.display().to_string(), text.replace("\r\n", "\n")));
            }
        }
    }
    pastes
}

#[test]
fn what_surrounds_lines_changes_nothing() {
    type Wrap = fn(usize, &str) -> String;
    let wraps: [(&str, Wrap); 13] = [
        ("bullets", |_, line| format!("\u{2022} {line}")),
        ("comments", |_, line| format!("// {line}")),
        ("line numbers", |at, line| format!("{:>5}: {line}", at + 1)),
        ("times", |at, line| format!("[02:{:02}:{:02}] {line}", at / 60 % 60, at % 60)),
        ("diff", |_, line| format!("+{line}")),
        ("carets", |_, line| format!("{line}^M")),
        ("breaks", |_, line| format!("{line}<br>")),
        ("back-ticks", |_, line| format!("`{line}`")),
        ("box", |_, line| format!("\u{2502} {line:<300} \u{2502}")),
        ("tabs", |_, line| format!("\t{line}")),
        ("words with numbers", |at, line| format!("L{}: {line}", at + 1)),
        ("page", |_, line| format!("<p>{line}</p>")),
        ("quoted bullets with times", |at, line| format!("> 02:{:02}:{:02} - {line}", at / 60 % 60, at % 60)),
    ];
    let pastes = pastes();
    assert!(pastes.len() > 100, "{}", pastes.len());
    let (mut all, mut other) = (0, Vec::new());
    for (index, (name, text)) in pastes.iter().enumerate() {
        let plain = read(text);
        // Each paste in three of the ways, so that all of them meet many pastes.
        for (what, wrap) in wraps.iter().cycle().skip(index).take(3) {
            let wrapped: String = text
                .lines()
                .enumerate()
                .map(|(at, line)| if line.is_empty() { "\n".to_owned() } else { wrap(at, line) + "\n" })
                .collect();
            all += 1;
            let read = read(&wrapped);
            if read.queues != plain.queues || read.receive_connectors != plain.receive_connectors {
                other.push(format!("{name}: {what}"));
            }
        }
    }
    assert!(other.is_empty(), "{} of {all}:\n{}", other.len(), other.join("\n"));
}

/// What is read, without the places.
fn without_places(text: &str) -> String {
    fn drop_lines(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                members.retain(|name, _| name != "line");
                members.values_mut().for_each(drop_lines);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(drop_lines),
            _ => {}
        }
    }
    let report = mailflow_doctor::diagnose(&Input::text(text));
    let mut read = serde_json::json!([report.queues, report.receive_connectors, report.servers, report.hosts]);
    drop_lines(&mut read);
    serde_json::to_string_pretty(&read).unwrap()
}

#[test]
fn blank_lines_between_all_lines_change_nothing() {
    let pastes = pastes();
    let (mut all, mut other) = (0, Vec::new());
    for (name, text) in pastes.iter().step_by(2) {
        let doubled = text.replace('\n', "\n\n");
        let quoted: String = doubled.lines().map(|line| format!("> {line}").trim_end().to_owned() + "\n").collect();
        let plain = without_places(text);
        for (what, doubled) in [("doubled", &doubled), ("quoted", &quoted)] {
            all += 1;
            if without_places(doubled) != plain {
                other.push(format!("{name}: {what}"));
            }
        }
    }
    assert!(other.is_empty(), "{} of {all}:\n{}", other.len(), other.join("\n"));
}

#[test]
fn lines_of_other_forms_are_read_behind_any_prefix() {
    let markdown =
        "| Identity | Status | MessageCount |\n|---|---|---|\n| EX1\\12 | Retry | 17 |\n| EX1\\13 | Ready | 0 |\n";
    let monitoring = "EX1\\12 | count=17 | status=Retry\nEX1\\Shadow\\7 | count=4 | status=Ready\n\
                      EX1\\13 | count=0 | status=Ready\n";
    let checks = "CRITICAL - Identity=EX1\\12 MessageCount=17 Status=Retry\n\
                  OK - Identity=EX1\\13 MessageCount=0 Status=Ready\nOK - Identity=EX1\\14 MessageCount=0 Status=Ready\n";
    let one_a_line = "Identity=EX1\\12\nMessageCount=17\nStatus=Retry\nLastError=451 4.4.0 No\n";
    let spaced = "Identity : EX1\\12\nDelivery Type : SmtpRelayWithinAdSite\nMessage Count : 17\nStatus : Retry\n\
                  Next Hop Domain : hub version 15\n";
    let addresses = "EX1 10.0.0.1\nEX2 10.0.0.2\nEX3 10.0.0.3, 10.0.0.4\n";
    for text in [markdown, monitoring, checks, one_a_line, spaced, addresses] {
        let plain = without_places(text);
        assert!(plain.contains("EX1"), "{text}\n{plain}");
        for prefix in ["> ", "- ", "// ", "+", "\t", "\t- ", "| ", ":: ", "INFO: ", "#: "] {
            let wrapped: String = (1..)
                .zip(text.lines())
                .map(|(at, line)| if prefix == "#: " { format!("{at}: {line}\n") } else { format!("{prefix}{line}\n") })
                .collect();
            assert_eq!(without_places(&wrapped), plain, "{prefix:?}\n{wrapped}");
            let times: String = (10..).zip(text.lines()).map(|(at, line)| format!("[02:11:{at}] {line}\n")).collect();
            assert_eq!(without_places(&times), plain, "{times}");
        }
    }
}

#[test]
fn a_group_heading_belongs_to_the_table_right_below_it() {
    let table = "Name  Enabled Bindings     RemoteIPRanges\n----  ------- --------     --------------\n\
                 Relay    True {0.0.0.0:25} {10.0.0.0/24}\n";
    for blanks in 0..6 {
        let text = format!("\n   Server: EX1\n{}{table}", "\n".repeat(blanks));
        let read = read(&text);
        let servers: Vec<_> = read.receive_connectors.iter().map(|c| c.server.as_str()).collect();
        assert_eq!(servers, ["EX1"], "{text}");
    }
    let apart = format!("\n   Server: EX1\n\nwe moved on to the other one:\n\n{table}");
    assert!(read(&apart).receive_connectors.iter().all(|c| c.server.is_empty()), "{apart}");
}

#[test]
fn a_server_may_be_called_like_a_word() {
    for name in ["client", "server", "NAME", "host", "relay"] {
        let list =
            format!("Identity : {name}\\12\nStatus : Retry\nMessageCount : 17\nNextHopDomain : hub version 15\n");
        let read = read(&format!("{list}\n{name} 10.0.0.7\n"));
        let found: Vec<_> = read.servers.iter().map(|s| (s.name.as_str(), s.addresses.len())).collect();
        assert_eq!(found, [(name, 1)], "{name}");
        assert!(read.hosts.is_empty(), "{:?}", read.hosts);
        // Where no server is called so, it is a word; behind a colon it is a label of another command.
        let other = self::read(&format!("{}\n{name} 10.0.0.7\n", list.replace(name, "EX1")));
        assert!(other.hosts.is_empty() && other.servers.iter().all(|s| s.addresses.is_empty()), "{name}");
        let label = self::read(&format!("{list}\n{name}: 10.0.0.7\n"));
        assert!(label.servers.iter().all(|s| s.addresses.is_empty()), "{name}");
    }
}

#[test]
fn line_ends_of_other_systems_change_nothing() {
    for (name, text) in pastes().into_iter().step_by(3) {
        let plain = read(&text);
        for end in ["\u{2028}", "\u{2029}", "\u{85}", "\u{b}", "\0", "\r"] {
            let read = read(&text.replace('\n', end));
            assert_eq!(read.receive_connectors, plain.receive_connectors, "{name} {end:?}");
            assert_eq!(read.queues, plain.queues, "{name} {end:?}");
        }
    }
}

const TITLES: [&str; 4] = ["Identity", "Status", "MessageCount", "LastError"];
const ROWS: [[&str; 4]; 3] = [
    [
        "EX1\\12",
        "Retry",
        "17",
        "451 4.4.0 Primary target: \"451 5.7.3 Cannot achieve Exchange Server authentication.\"",
    ],
    ["EX1\\Submission", "Ready", "0", ""],
    ["EX1\\Shadow\\7", "Ready", "4", ""],
];

#[test]
fn a_table_is_the_same_in_every_markup() {
    let line = |cells: [&str; 4], first: &str, between: &str, last: &str| {
        first.to_owned() + &cells.join(between) + last + "\n"
    };
    let rows = |first: &str, between: &str, last: &str| ROWS.map(|row| line(row, first, between, last)).concat();
    let escaped = |text: &str| text.replace('"', "&quot;").replace('>', "&gt;");
    let row = |cell: &str, row: [&str; 4]| {
        format!("<tr>{}</tr>\n", row.map(|c| format!("<{cell}>{}</{cell}>", escaped(c))).concat())
    };
    let pairs = |sign: &str| {
        ROWS.map(|row| TITLES.iter().zip(row).map(|(t, c)| format!("{t}={c}")).collect::<Vec<_>>().join(sign) + "\n")
            .concat()
    };
    let down = ROWS.map(|row| {
        let pairs = TITLES.iter().zip(row).map(|(t, c)| format!("<tr><td>{t}:</td><td>{}</td></tr>\n", escaped(c)));
        pairs.collect::<String>() + "<tr><td><hr></td></tr>\n"
    });
    let markups = [
        ("Markdown", line(TITLES, "| ", " | ", " |") + "|---|---|---|---|\n" + &rows("| ", " | ", " |")),
        ("Jira", line(TITLES, "||", "||", "||") + &rows("|", "|", "|")),
        ("psql", line(TITLES, " ", " | ", "") + "----+----+----+----\n" + &rows(" ", " | ", "")),
        ("bare", line(TITLES, "", "|", "") + &rows("", "|", "")),
        (
            "box",
            line(TITLES, "\u{2502} ", " \u{2502} ", " \u{2502}")
                + "\u{251c}\u{2500}\u{2500}\u{2500}\u{253c}\u{2500}\u{2524}\n"
                + &rows("\u{2502} ", " \u{2502} ", " \u{2502}"),
        ),
        (
            "MediaWiki",
            format!(
                "{{| class=\"wikitable\"\n! {}{}|}}\n",
                line(TITLES, "", " !! ", ""),
                ROWS.map(|r| "|-\n".to_owned() + &line(r, "| ", " || ", "")).concat()
            ),
        ),
        (
            "HTML",
            format!(
                "<html><body><table>\n{}{}</table></body></html>\n",
                row("th", TITLES),
                ROWS.map(|r| row("td", r)).concat()
            ),
        ),
        (
            "mail",
            format!(
                "<TABLE><TR><TD colspan=4>Queues</TD></TR>{}{}</TABLE>",
                row("td", TITLES),
                ROWS.map(|r| row("td", r)).concat()
            ),
        ),
        ("list", format!("<table>\n{}</table>\n", down.concat())),
        (
            "objects",
            ROWS.map(|r| {
                format!(
                    "@{{{}}}\n",
                    TITLES.iter().zip(r).map(|(t, c)| format!("{t}={c}")).collect::<Vec<_>>().join("; ")
                )
            })
            .concat(),
        ),
        ("monitoring", pairs(" | ")),
        ("plugin", pairs("; ")),
    ];
    for (name, markup) in markups {
        let text = format!("Hello,\n\n{markup}\nThanks\n");
        let read = read(&text);
        let found: Vec<_> = read
            .queues
            .iter()
            .map(|q| {
                let error = q.last_error.visible().and_then(Option::as_ref).map_or("", |e| &e.raw).to_owned();
                let count = q.message_count.whole().map(ToString::to_string).unwrap_or_default();
                [
                    q.identity.whole().cloned().unwrap_or_default(),
                    q.status.whole().cloned().unwrap_or_default(),
                    count,
                    error,
                ]
            })
            .collect();
        assert_eq!(found, ROWS.map(|row| row.map(str::to_owned)), "{name}\n{text}");
        assert!(read.servers.iter().all(|s| s.name == "EX1"), "{name}: {:?}", read.servers);
    }
}

#[test]
fn prose_with_the_same_signs_is_no_record() {
    for text in [
        "- First: we looked at the queue\n- Second: we looked at the relay\n- Third: we called you\n",
        "| Dear all | this is urgent |\nwe | you | they\n",
        "<table><tr><td>Dear all,</td><td>the queue is stuck</td></tr></table>",
        "a=b and that is all; we set x=1, y=2 and waited",
        "Get-Queue | where {$_.Status -eq 'Retry'} | ft Identity | Out-String\n",
        "INFO: we set a=1, b=2 and waited\nINFO: the fax has a=3, b=4 now\nINFO: nothing=5, else=6\n",
        "we changed EX1\\Relay and set a=1\nEX1\\Relay was slow, so we set b=2, c=3\n",
        "1. First Thing: look at the queue\n2. Next Step: look at the relay\n3. Last Resort: call\n",
        "Hi,\n\nthe relay is down.\n\nTicket: 12\n\nOwner: Max\n\nThanks\n",
        "\twe saw the relay\n\tand called\n\tthe vendor: no answer\n",
    ] {
        let read = read(text);
        assert!(read.queues.is_empty() && read.receive_connectors.is_empty() && read.servers.is_empty(), "{text}");
    }
}

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
    let wraps: [(&str, Wrap); 9] = [
        ("bullets", |_, line| format!("\u{2022} {line}")),
        ("comments", |_, line| format!("// {line}")),
        ("line numbers", |at, line| format!("{:>5}: {line}", at + 1)),
        ("times", |at, line| format!("[02:{:02}:{:02}] {line}", at / 60 % 60, at % 60)),
        ("diff", |_, line| format!("+{line}")),
        ("carets", |_, line| format!("{line}^M")),
        ("breaks", |_, line| format!("{line}<br>")),
        ("back-ticks", |_, line| format!("`{line}`")),
        ("box", |_, line| format!("\u{2502} {line:<300} \u{2502}")),
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
    ] {
        let read = read(text);
        assert!(read.queues.is_empty() && read.receive_connectors.is_empty() && read.servers.is_empty(), "{text}");
    }
}

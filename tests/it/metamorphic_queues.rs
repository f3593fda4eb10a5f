//! The same queues in every layout read back equal, except what a layout cuts; and everything cut is marked.
//!
//! As in `metamorphic`, the renderer follows PowerShell's layout rules, not the reader.

use std::fmt::Write as _;

use mailflow_doctor::Input;
use mailflow_doctor::model::{self, Queue};
use proptest::prelude::*;

use crate::metamorphic::{Wrapping, wrap};

#[derive(Clone, Debug)]
struct Object {
    identity: String,
    delivery: &'static str,
    status: &'static str,
    count: u64,
    hop: String,
    error: String,
}

const NAMES: [&str; 6] = ["Identity", "DeliveryType", "Status", "MessageCount", "NextHopDomain", "LastError"];

impl Object {
    fn value(&self, name: &str) -> String {
        match name {
            "Identity" => self.identity.clone(),
            "DeliveryType" => self.delivery.to_owned(),
            "Status" => self.status.to_owned(),
            "MessageCount" => self.count.to_string(),
            "NextHopDomain" => self.hop.clone(),
            _ => self.error.clone(),
        }
    }
}

/// What was read, by the names above; `None` = not shown whole.
fn shown(queue: &Queue, name: &str) -> Option<String> {
    match name {
        "Identity" => queue.identity.whole().cloned(),
        "DeliveryType" => queue.delivery_type.whole().cloned(),
        "Status" => queue.status.whole().cloned(),
        "MessageCount" => queue.message_count.whole().map(ToString::to_string),
        "NextHopDomain" => queue.next_hop_domain.whole().cloned(),
        _ => queue.last_error.whole().map(|e| e.as_ref().map(|e| e.raw.clone()).unwrap_or_default()),
    }
}

fn read(text: &str) -> Vec<Queue> {
    let read = model::read(&Input::text(text));
    assert!(read.snapshot.receive_connectors.is_empty(), "{text}");
    read.snapshot.queues
}

/// Every value is whole and as it was.
#[track_caller]
fn check_whole(objects: &[Object], text: &str) {
    let found = read(text);
    assert_eq!(found.len(), objects.len(), "{text}");
    for (queue, object) in found.iter().zip(objects) {
        for name in NAMES {
            assert_eq!(shown(queue, name), Some(object.value(name)), "{name}: {text}");
        }
        assert!(queue.cut().is_empty(), "{text}");
    }
}

/// Every value is as it was, or marked as cut; those of which `is_cut` says so must be.
#[track_caller]
fn check_marked(objects: &[Object], text: &str, is_cut: impl Fn(&str, &str) -> bool) {
    let found = read(text);
    assert_eq!(found.len(), objects.len(), "{text}");
    for (queue, object) in found.iter().zip(objects) {
        for name in NAMES {
            let value = object.value(name);
            match shown(queue, name) {
                Some(read) => {
                    assert_eq!(read, value, "{name}: {text}");
                    assert!(!is_cut(name, &value), "{name} is cut: {text}");
                }
                None => assert!(!queue.cut().is_empty(), "{name} is lost: {text}"),
            }
        }
    }
}

fn list(objects: &[Object], width: usize, wrapping: Wrapping, keep_blanks: bool) -> String {
    let mut text = String::from("\n\n");
    for object in objects {
        for name in ["RunspaceId", "TlsDomain"].into_iter().chain(NAMES).chain(["DeferredMessageCountsPerPriority"]) {
            let value = match name {
                "RunspaceId" => "7d0f6a1c-5a0e-4c7f-9d1b-3a2b1c0d9e8f".to_owned(),
                // An empty value keeps the blank behind its colon: so the others kept theirs.
                "TlsDomain" => String::new(),
                "DeferredMessageCountsPerPriority" => "{0, 0, 0, 0}".to_owned(),
                name => object.value(name),
            };
            for (index, line) in wrap(&value, width - 35, wrapping).into_iter().enumerate() {
                let head = if index == 0 { format!("{name:32} : ") } else { " ".repeat(35) };
                let line = format!("{head}{line}");
                writeln!(text, "{}", if keep_blanks { &line } else { line.trim_end() }).unwrap();
            }
        }
        text.push('\n');
    }
    text
}

/// A table of equal shares, as 5.1 lays it out; the count is right-aligned where the columns are chosen.
fn table(objects: &[Object], width: usize, dots: &str, right: bool) -> (String, usize) {
    let share = (width - 5) / 6;
    let pad = |cell: &str, is_right: bool| if is_right { format!("{cell:>share$}") } else { format!("{cell:share$}") };
    let cut = |value: &str, is_right: bool| {
        let chars: Vec<char> = value.chars().collect();
        let kept = share.saturating_sub(dots.chars().count());
        match () {
            () if chars.len() <= share => value.to_owned(),
            () if is_right => format!("{dots}{}", chars[chars.len() - kept..].iter().collect::<String>()),
            () => format!("{}{dots}", chars[..kept].iter().collect::<String>()),
        }
    };
    let mut text = String::from("\n");
    let mut row = |cells: Vec<String>| writeln!(text, "{}", cells.join(" ").trim_end()).unwrap();
    let is_right = |name: &str| right && name == "MessageCount";
    row(NAMES.iter().map(|n| pad(n, is_right(n))).collect());
    row(NAMES.iter().map(|n| pad(&"-".repeat(n.len()), is_right(n))).collect());
    for object in objects {
        row(NAMES.iter().map(|n| pad(&cut(&object.value(n), is_right(n)), is_right(n))).collect());
    }
    (text + "\n\n", share)
}

/// -Wrap: rows go on below; the row of dashes keeps its blanks, as the formatter writes it.
fn wrapped(objects: &[Object], width: usize, wrapping: Wrapping) -> String {
    let widths = [30, 22, 10, 12, 30, width - 109];
    let mut text = String::from("\n");
    let pad = |cells: [String; 6]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect::<Vec<_>>();
        padded.join(" ")
    };
    writeln!(text, "{}", pad(NAMES.map(str::to_owned)).trim_end()).unwrap();
    writeln!(text, "{}", pad(NAMES.map(|n| "-".repeat(n.len())))).unwrap();
    for object in objects {
        let mut at = 0;
        let cells = NAMES.map(|name| {
            at += 1;
            wrap(&object.value(name), widths[at - 1], wrapping)
        });
        let height = cells.iter().map(Vec::len).max().unwrap();
        for line in 0..height {
            let row = cells.each_ref().map(|c| c.get(line).cloned().unwrap_or_default());
            writeln!(text, "{}", pad(row).trim_end()).unwrap();
        }
    }
    text + "\n\n"
}

fn csv(objects: &[Object], delimiter: &str) -> String {
    let line = |cells: [String; 6]| cells.map(|c| format!("\"{}\"", c.replace('"', "\"\""))).join(delimiter) + "\r\n";
    let rows: String = objects.iter().map(|o| line(NAMES.map(|n| o.value(n)))).collect();
    format!("#TYPE Deserialized.Queue\r\n{}{rows}", line(NAMES.map(str::to_owned)))
}

fn json(objects: &[Object]) -> String {
    let object = |o: &Object| {
        let mut members: serde_json::Map<_, _> = NAMES.map(|n| (n.to_owned(), o.value(n).into())).into_iter().collect();
        members.insert("MessageCount".into(), o.count.into());
        serde_json::Value::Object(members)
    };
    serde_json::to_string_pretty(&objects.iter().map(object).collect::<Vec<_>>()).unwrap()
}

fn clixml(objects: &[Object], live: bool) -> String {
    let escape = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let member = |o: &Object, name: &str| match name {
        "MessageCount" => format!("<I32 N=\"MessageCount\">{}</I32>", o.count),
        "Identity" | "Status" if live => {
            let text = escape(&o.value(name));
            format!(
                "<Obj N=\"{name}\" RefId=\"7\"><TN RefId=\"2\"><T>X</T></TN><ToString>{text}</ToString><I32>3</I32></Obj>"
            )
        }
        name => format!("<S N=\"{name}\">{}</S>", escape(&o.value(name))),
    };
    let object = |o: &Object| {
        let members: String = NAMES.iter().map(|n| member(o, n) + "\n").collect();
        format!("<Obj RefId=\"0\"><TN RefId=\"0\"><T>X</T></TN><Props>\n{members}</Props></Obj>\n")
    };
    let all: String = objects.iter().map(object).collect();
    format!("<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\n{all}</Objs>\n")
}

fn objects() -> impl Strategy<Value = Vec<Object>> {
    const TAIL: &str = "Attempted failover to alternate host, but that did not succeed. Either there are no alternate \
                        hosts, or delivery failed to all alternate hosts.";
    let inner = prop_oneof![
        Just("451 5.7.3 Cannot achieve Exchange Server authentication."),
        Just("421 4.2.1 Unable to connect."),
        Just("454 4.7.0 Temporary authentication failure."),
    ];
    let error = prop_oneof![
        2 => Just(String::new()),
        2 => inner.clone().prop_map(|i| format!("451 4.4.0 Primary target IP address responded with: \"{i}\" {TAIL}")),
        3 => (inner, 1_u8..250).prop_map(|(i, n)| format!(
            "[{{LRT=1/21/2025 3:45:12 AM}};{{LED=451 4.4.0 Primary target IP address responded with: \"{i}\" {TAIL} The \
             last endpoint attempted was 10.0.0.{n}:25}};{{FQDN=ex2.corp.example}};{{IP=10.0.0.{n}}}]"
        )),
        1 => Just("400 4.4.7 Message a...b delayed: see {the} log".to_owned()),
    ];
    let hop = prop_oneof![
        Just("site:default-first-site-name; version:15".to_owned()),
        Just("mailbox database 0123456789".to_owned()),
        Just("[10.0.0.1],relay.x.com".to_owned()),
        Just("hub version 15".to_owned()),
        Just("dag1".to_owned()),
        Just("db, with comma".to_owned()),
    ];
    let delivery = prop_oneof![
        Just("SmtpRelayToDag"),
        Just("SmtpDeliveryToMailbox"),
        Just("Undefined"),
        Just("SmtpRelayWithinAdSite")
    ];
    let status = prop_oneof![Just("Retry"), Just("Ready"), Just("Active"), Just("Suspended"), Just("Connecting")];
    let id = prop_oneof![
        Just("Submission".to_owned()),
        Just("Shadow\\12".to_owned()),
        (1_u64..400_000_000_000).prop_map(|n| n.to_string())
    ];
    let count = prop_oneof![Just(0_u64), 1_u64..10, 10_u64..2_000_000];
    let object = (id, delivery, status, count, hop, error);
    proptest::collection::vec(object, 1..5).prop_map(|all| {
        let object = |(at, (id, delivery, status, count, hop, error))| Object {
            identity: format!("EX{at}\\{id}"),
            delivery,
            status,
            count,
            hop,
            error,
        };
        all.into_iter().enumerate().map(object).collect()
    })
}

fn wrapping(hard: bool) -> Wrapping {
    if hard { Wrapping::Hard } else { Wrapping::Word }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn lists_with_their_blanks(objects in objects(), width in 60_usize..250, hard in any::<bool>()) {
        check_whole(&objects, &list(&objects, width, wrapping(hard), true));
    }

    #[test]
    fn lists_without_trailing_blanks(objects in objects(), width in 60_usize..250, hard in any::<bool>()) {
        let text = list(&objects, width, wrapping(hard), false);
        let found = read(&text);
        prop_assert_eq!(found.len(), objects.len());
        for (queue, object) in found.iter().zip(&objects) {
            for name in NAMES {
                // One lost blank may not show any more; no letter is ever lost.
                let squeezed = |t: String| t.replace(' ', "");
                prop_assert_eq!(shown(queue, name).map(squeezed), Some(squeezed(object.value(name))), "{}", text);
            }
        }
    }

    #[test]
    fn tables(objects in objects(), width in 100_usize..250, new in any::<bool>(), right in any::<bool>()) {
        let (text, share) = table(&objects, width, if new { "…" } else { "..." }, right);
        check_marked(&objects, &text, |_, value| value.chars().count() > share);
    }

    #[test]
    fn wrapped_tables(objects in objects(), width in 130_usize..250, hard in any::<bool>()) {
        let text = wrapped(&objects, width, wrapping(hard));
        // A line that happens to break behind dots of the value looks like one that is cut.
        prop_assume!(!text.lines().any(|line| line.trim_end().ends_with("...")));
        check_whole(&objects, &text);
    }

    #[test]
    fn files(objects in objects(), live in any::<bool>(), semicolon in any::<bool>()) {
        check_whole(&objects, &csv(&objects, if semicolon { ";" } else { "," }));
        check_whole(&objects, &json(&objects));
        check_whole(&objects, &clixml(&objects, live));
    }
}

//! Damage done on the way from the console to the page: read through it, or said, never guessed.

use mailflow_doctor::Input;
use mailflow_doctor::intake::Layout;
use mailflow_doctor::model::{self, NoteKind, Read};

fn read(text: &str) -> Read {
    model::read(&Input::text(text))
}

/// Connectors as one text each.
fn connectors(read: &Read) -> Vec<String> {
    read.snapshot
        .receive_connectors
        .iter()
        .map(|c| {
            let list = |v: Option<Vec<String>>| v.map_or("?".to_owned(), |v| v.join(","));
            let bindings = c.bindings.visible().map(|v| v.iter().map(|b| b.as_written.to_string()).collect());
            let ranges = c.remote_ip_ranges.visible().map(|v| v.iter().map(|r| r.as_written.to_string()).collect());
            format!("{} {} {}", c.identity(), list(bindings), list(ranges))
        })
        .collect()
}

const LIST: &str = "Identity       : EX1\\Relay EX1\nBindings       : {0.0.0.0:25}\nRemoteIPRanges : {10.0.0.11, \
                    10.0.0.12, 192.168.20.0/24}\nAuthMechanism  : Tls\n\nIdentity       : EX1\\Default Frontend \
                    EX1\nBindings       : {[::]:25, 0.0.0.0:25}\nRemoteIPRanges : {0.0.0.0-255.255.255.255}\n\
                    AuthMechanism  : Tls, ExchangeServer\n";

const EXPECTED: [&str; 2] = [
    "EX1\\Relay EX1 0.0.0.0:25 10.0.0.11,10.0.0.12,192.168.20.0/24",
    "EX1\\Default Frontend EX1 [::]:25,0.0.0.0:25 0.0.0.0-255.255.255.255",
];

#[track_caller]
fn check(what: &str, text: &str) {
    assert_eq!(connectors(&read(text)), EXPECTED, "{what}:\n{text}");
}

#[test]
fn lists_survive() {
    check("nothing", LIST);
    check("carriage returns", &LIST.replace('\n', "\r\n"));
    check("lone carriage returns", &LIST.replace('\n', "\r"));
    check("double-spaced", &LIST.replace('\n', "  \n\n"));
    check("double-spaced, all blank lines alike", &LIST.replace("\n\n", "\n").replace('\n', "\n\n"));
    let longer = LIST.replace("AuthMechanism ", "SuppressXAnonymousTls : False\nAuthMechanism ");
    check("double-spaced, one label longer than its column", &longer.replace("\n\n", "\n").replace('\n', "\n\n"));
    check("blank lines lost", &LIST.replace("\n\n", "\n"));
    check("padding lost", &LIST.replace("      ", "").replace("  :", " :"));
    check("non-breaking blanks", &LIST.replace(' ', "\u{a0}"));
    check("tabs", &LIST.replace(" : ", "\t: "));
    check("quoted", &LIST.lines().map(|l| format!("> {l}\n")).collect::<String>());
    check("commented", &LIST.lines().map(|l| format!("#{l}\n")).collect::<String>());
    check("indented", &LIST.lines().map(|l| format!("    {l}\n")).collect::<String>());
    check("fenced", &format!("```\n{LIST}```\n"));
    check("coloured", &LIST.replace("Identity       : ", "\u{1b}[32;1mIdentity       : \u{1b}[0m"));
    check("zero width", &LIST.replace("Bindings", "\u{200b}Bindings"));
    check("after prose", &format!("Hello all, here is what I see:\n\n{LIST}\nAny idea?\n"));
    check(
        "after a prompt",
        &format!("[PS] C:\\>Get-ReceiveConnector | fl Identity,Bindings\n\n\n{LIST}\n\n[PS] C:\\>"),
    );
    check("no blank before the colon", &LIST.replace("       :", ":").replace(" : ", ": ").replace("  :", ":"));
}

#[test]
fn tables_without_padding_or_dashes() {
    let rows = "EX1\\Default EX1 {0.0.0.0:2525, [::]:2525} True\nEX1\\Relay EX1 {0.0.0.0:25} False\n";
    for text in [
        format!("Identity Bindings Enabled\n-------- -------- -------\n{rows}"),
        format!("Identity Bindings Enabled\n{rows}"),
        format!("Identity Bindings Enabled\n\n{}", rows.replace('\n', "\n\n")),
        format!("Identity\tBindings\tEnabled\n{}", rows.replace(" {", "\t{").replace("} ", "}\t")),
    ] {
        let found = read(&text);
        assert_eq!(
            connectors(&found),
            ["EX1\\Default EX1 0.0.0.0:2525,[::]:2525 ?", "EX1\\Relay EX1 0.0.0.0:25 ?"],
            "{text}"
        );
        assert_eq!(found.snapshot.receive_connectors[1].enabled.whole(), Some(&false), "{text}");
    }
}

#[test]
fn wrapped_values_without_indent() {
    let text = "RunspaceId : 1\nDeliveryType : SmtpRelayToDag\nLastError : [{LRT=1};{LED=451 4.4.0 Primary target IP address \
                responded with: \"451 5.7.3 Cannot achieve Exchange\nServer authentication.\" Attempted failover to \
                alternate host, but that did not succeed.};{FQDN=ex2.corp.example};{IP=10.0.0.22}]\nRetryCount : 3\n\
                Identity : EX1\\7\n";
    let found = read(text);
    let queue = &found.snapshot.queues[0];
    assert_eq!(queue.identity.whole().map(String::as_str), Some("EX1\\7"));
    let error = queue.last_error.whole().unwrap().as_ref().unwrap();
    assert_eq!(error.inner.as_ref().unwrap().text, "Cannot achieve Exchange Server authentication");
    assert_eq!(error.ip.as_deref(), Some("10.0.0.22"));
}

#[test]
fn masked_addresses_are_kept_and_said() {
    let found = read("Identity : EX1\\Relay\nBindings : {0.0.0.0:25}\nRemoteIPRanges : {10.x.x.1, 10.0.0.2}\n");
    assert_eq!(connectors(&found), ["EX1\\Relay 0.0.0.0:25 10.x.x.1,10.0.0.2"]);
    let masked = |k: &NoteKind| matches!(k, NoteKind::Unreadable { value, .. } if value == "10.x.x.1");
    assert!(found.notes.iter().any(|n| masked(&n.kind)));
}

#[test]
fn what_is_cut_is_said() {
    let found = read("Identity : EX1\\Relay\nRemoteIPRanges : {10.0.0.1, 10.0.0.2...}\n");
    let connector = &found.snapshot.receive_connectors[0];
    assert!(connector.remote_ip_ranges.is_cut());
    assert_eq!(connector.remote_ip_ranges.visible().map(Vec::len), Some(2));
    let cut = |k: &NoteKind| matches!(k, NoteKind::Cut { property, .. } if property == "RemoteIPRanges");
    assert!(found.notes.iter().any(|n| cut(&n.kind)));
    // The paste ends in the middle of the list.
    let found = read("Identity : EX1\\Relay\nRemoteIPRanges : {10.0.0.1, 10.0.0.2, 10.0.");
    assert!(found.snapshot.receive_connectors[0].remote_ip_ranges.is_cut());
    assert_eq!(found.snapshot.receive_connectors[0].remote_ip_ranges.visible().map(Vec::len), Some(2));
    // A structured file that ends in the middle.
    let found = read(
        "[{\"Identity\": \"EX1\\\\Relay\", \"Bindings\": [\"0.0.0.0:25\"], \"RemoteIPRanges\": [\"10.0.0.1\", \"10.",
    );
    assert!(found.snapshot.receive_connectors[0].remote_ip_ranges.is_cut());
    assert!(found.notes.iter().any(|n| matches!(n.kind, NoteKind::Broken { .. })));
}

#[test]
fn records_of_one_identity_are_one() {
    let found = read(
        "Identity : EX1\\Relay\nBindings : {0.0.0.0:25}\n\nIdentity : ex1\\relay\nBindings : {0.0.0.0:26}\nAuthMechanism : \
         Tls\n",
    );
    assert_eq!(connectors(&found), ["EX1\\Relay 0.0.0.0:25 ?"]);
    assert!(found.snapshot.receive_connectors[0].auth_mechanism.whole().is_some());
    assert!(found.notes.iter().any(|n| matches!(n.kind, NoteKind::Contradiction { .. })));
}

#[test]
fn prose_is_no_record() {
    for text in [
        "Status: we are stuck since Monday. Identity: unknown.",
        "451 messages are waiting in the queue",
        "Note: see https://example.com: the server is down",
        "Enabled: yes, I think\nName: Bob",
        "Identity theft is a problem : we know",
        "- one\n- two\n\n---\n\nA heading\n---------\n\ntext",
        "We have 2 servers, 3 queues, 450 4.7 users",
        "{ this is not json }\n[neither, is, this]\n<tag>nor this",
    ] {
        let found = read(text);
        assert!(found.snapshot.queues.is_empty() && found.snapshot.receive_connectors.is_empty(), "{text}");
        assert!(found.snapshot.servers.is_empty(), "{text}: {:?}", found.snapshot.servers);
    }
}

/// Queues as one text each: identity, next hop, error; what is cut.
fn queues(text: &str) -> Vec<String> {
    let text_of = |t: Option<&String>| t.cloned().unwrap_or_default();
    let shown = |q: &model::Queue| {
        let error = q.last_error.visible().and_then(Option::as_ref).map(|e| e.raw.clone()).unwrap_or_default();
        let cut = q.cut().join(" ");
        format!("{}|{}|{error}|{cut}", text_of(q.identity.visible()), text_of(q.next_hop_domain.visible()))
    };
    read(text).snapshot.queues.iter().map(shown).collect()
}

#[test]
fn wrapped_lines_below_labels_without_padding() {
    let text = "Identity : EX1\\7\nRemoteIPRanges : {10.129.99.102,\n                       10.157.1.1-10.158.2.2,\n    \
                                   10.93.234.0/24}\nAuthMechanism : Integrated, BasicAuth, Bas\n                       \
                icAuthRequireTLS\nBindings : {0.0.0.0:25}\n";
    let found = read(text);
    let connector = &found.snapshot.receive_connectors[0];
    assert_eq!(connectors(&found), ["EX1\\7 0.0.0.0:25 10.129.99.102,10.157.1.1-10.158.2.2,10.93.234.0/24"]);
    let auth: Vec<_> = connector.auth_mechanism.whole().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(auth, ["Integrated", "BasicAuth", "BasicAuthRequireTLS"]);
}

#[test]
fn words_with_a_colon_below_a_value_are_its_rest() {
    let text = "Identity      : EX1\\7\nNextHopDomain : dag1\nLastError     : 451 4.4.0 DNS query failed. The error\nwas: \
                SMTPSEND.DNS.NonExistentDomain; nonexistent domain\nRetryCount    : 120\n\nNote: nothing else\n";
    let error = "451 4.4.0 DNS query failed. The error was: SMTPSEND.DNS.NonExistentDomain; nonexistent domain";
    assert_eq!(queues(text), [format!("EX1\\7|dag1|{error}|")]);
}

#[test]
fn tables_whose_signs_an_editor_replaced() {
    let table = "Identity       Status     NextHopDomain MessageCount\n--------       ------     ------------- \
                 ------------\nEX1\\1234567... Retry      mailbox da... 7           \nEX1\\4          Ready      dag1  \
                 \u{20}       12          \n";
    let expected = ["EX1\\1234567|mailbox da||identity next_hop_domain", "EX1\\4|dag1||"];
    assert_eq!(queues(table), expected);
    for text in [
        table.replace("...", "\u{2026}"),
        table.replace("--", "\u{2013}"),
        table.replace("---", "\u{2014}").replace("--", "\u{2013}"),
        table.replace("--------       ------     ------------- ------------\n", ""),
    ] {
        assert_eq!(queues(&text), expected, "{text}");
    }
}

#[test]
fn double_spaced_headers_of_several_lines() {
    let text =
        "Identity Next  \n\n         HopDo\n\n         main\n\n-------- -----\n\nEX1\\1    dag1\n\nEX1\\2    dag2\n";
    assert_eq!(queues(text), ["EX1\\1|dag1||", "EX1\\2|dag2||"]);
}

#[test]
fn a_table_without_padding_says_so_and_guesses_nothing() {
    let found = read(
        "Identity DeliveryType NextHopDomain Status\n-------- ------------ ------------- ------\nEX1\\1 SmtpRelayToDag hub version 15 Retry\n",
    );
    assert!(found.notes.iter().any(|n| matches!(n.kind, NoteKind::Broken { layout: Layout::Table })));
    let queue = &found.snapshot.queues[0];
    assert_eq!(queue.identity.whole().map(String::as_str), Some("EX1\\1"));
    assert!(queue.status.is_cut() && queue.next_hop_domain.is_cut());
}

/// Samples of every console layout: what they hold comes back from each kind of damage, and from pairs of them.
const SAMPLES: [(&str, &str); 5] = [
    ("connectors as list", LIST),
    (
        "queues as list",
        "Identity      : EX1\\7\nDeliveryType  : SmtpRelayToDag\nNextHopDomain : dag1\nStatus        : Retry\nMessageCount  : \
         12\nLastError     : 451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
         authentication.\" Attempted failover to alternate host, but that did not succeed.\n\nIdentity      : \
         EX1\\Submission\nDeliveryType  : Undefined\nNextHopDomain : Submission\nStatus        : Ready\nMessageCount  : \
         0\nLastError     : \n",
    ),
    (
        "connectors as table",
        "Identity                                Bindings                   Enabled\n--------                                \
         --------                   -------\nEX1\\Default Frontend EX1                {[::]:25, 0.0.0.0:25}      True\nEX1\\Relais \
         f\u{fc}r Drucker                  {10.0.0.5:25}              False\n",
    ),
    (
        "queues as table",
        "Identity    DeliveryType   Status MessageCount NextHopDomain\n--------    ------------   ------ ------------ \
         -------------\nEX1\\7       SmtpRelayToDag Retry  12           dag1\nEX1\\8       ShadowRedund\u{2026}  Ready  3            \
         ex2.corp.example\nEX1\\9       Undefined      Ready  0            Submission\n",
    ),
    (
        "queues as CSV",
        "\"Identity\",\"Status\",\"MessageCount\",\"NextHopDomain\",\"LastError\"\n\"EX1\\7\",\"Retry\",\"12\",\"hub version \
         15\",\"451 5.7.3 Cannot achieve Exchange Server authentication\"\n\"EX1\\8\",\"Ready\",\"0\",\"dag1\",\"\"\n",
    ),
];

/// What is read of a text: one line per object, `?` where a value is said to be cut.
fn facts(read: &Read) -> Vec<String> {
    fn value<T>(shown: &model::Shown<T>, text: impl Fn(&T) -> String) -> String {
        match shown {
            model::Shown::Absent => "-".to_owned(),
            model::Shown::Cut { .. } => "?".to_owned(),
            model::Shown::Whole { value, .. } => text(value),
        }
    }
    let connector = |c: &model::ReceiveConnector| {
        let bindings = value(&c.bindings, |v| v.iter().map(|b| b.as_written.to_string()).collect::<Vec<_>>().join(","));
        let ranges =
            value(&c.remote_ip_ranges, |v| v.iter().map(|r| r.as_written.to_string()).collect::<Vec<_>>().join(","));
        let auth = value(&c.auth_mechanism, |v| v.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        let name = if c.name_cut { "?".to_owned() } else { c.identity() };
        [name, bindings, ranges, auth, value(&c.enabled, ToString::to_string)].join("|")
    };
    let queue = |q: &model::Queue| {
        let error = value(&q.last_error, |e| {
            e.as_ref()
                .map(|e| e.raw.replace(['\u{201c}', '\u{201d}'], "\"").replace('\u{2019}', "'"))
                .unwrap_or_default()
        });
        let count = value(&q.message_count, ToString::to_string);
        let texts = [&q.identity, &q.delivery_type, &q.status, &q.next_hop_domain].map(|t| value(t, String::clone));
        format!("{}|{count}|{error}", texts.join("|"))
    };
    let connectors = read.snapshot.receive_connectors.iter().map(connector);
    connectors.chain(read.snapshot.queues.iter().map(queue)).collect()
}

/// Damage that hides nothing: text to bytes as they arrive.
type Damage = (&'static str, fn(&str) -> String);

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    text.lines().map(|line| change(line) + "\n").collect()
}

const HARMLESS: [Damage; 17] = [
    ("carriage returns", |t| t.replace('\n', "\r\n")),
    ("lone carriage returns", |t| t.replace("\r\n", "\n").replace('\n', "\r")),
    ("non-breaking blanks", |t| t.replace(' ', "\u{a0}")),
    ("zero-width characters", |t| {
        t.replace("Identity", "\u{200b}Ident\u{200d}ity").replace("Enabled", "Enabled\u{feff}")
    }),
    ("fences", |t| format!("Here it is:\n\n```powershell\n{}\n```\n", t.trim_end())),
    ("block quote", |t| each_line(t, |l| format!("> {l}"))),
    ("quoted twice", |t| each_line(t, |l| format!("> > {l}"))),
    ("comment", |t| each_line(t, |l| format!("# {l}"))),
    ("colours", |t| {
        each_line(t, |l| match l.split_once(" : ") {
            Some((label, value)) => format!("\u{1b}[32;1m{label} : \u{1b}[0m{value}"),
            None if l.starts_with("Identity ") || l.starts_with("---") => format!("\u{1b}[32;1m{l}\u{1b}[0m"),
            None => l.to_owned(),
        })
    }),
    ("entities", |t| t.replace('&', "&amp;").replace('"', "&quot;").replace("  ", "&nbsp; ")),
    ("typographic quotes", |t| if t.contains("\",\"") { t.to_owned() } else { t.replace('"', "\u{201c}") }),
    ("trailing blanks", |t| each_line(t, |l| format!("{l}  "))),
    ("no trailing blanks", |t| each_line(t, |l| l.trim_end().to_owned())),
    ("blank lines around", |t| format!("\n\n\n{t}\n\n\n")),
    ("prompts", |t| format!("[PS] C:\\Windows\\system32>\n{t}\n[PS] C:\\Windows\\system32>\n")),
    ("prose around", |t| format!("Hello all,\nsince Monday this is what we see:\n\n{t}\n\nAny ideas? Thanks!\n")),
    ("byte order mark", |t| format!("\u{feff}{t}")),
];

#[test]
fn harmless_damage_and_pairs_of_it_change_nothing() {
    let mut wrong = Vec::new();
    for (sample, text) in SAMPLES {
        let whole = read(text);
        let expected = facts(&whole);
        assert!(expected.len() > 1, "{sample}");
        for (first, damage) in HARMLESS {
            for (second, other) in HARMLESS {
                let damaged = other(&damage(text));
                let found = read(&damaged);
                let names = |r: &Read| r.snapshot.servers.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
                if facts(&found) != expected || names(&found) != names(&whole) {
                    wrong.push(format!("{sample}: {first}, {second}\n  {:?}\n  {expected:?}", facts(&found)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Damage that hides something, or may.
const HARMFUL: [Damage; 8] = [
    ("padding lost", |t| each_line(t, |l| l.split_whitespace().collect::<Vec<_>>().join(" "))),
    ("padding to tabs", |t| {
        each_line(t, |l| {
            let parts: Vec<&str> = l.split("  ").map(str::trim).filter(|p| !p.is_empty()).collect();
            parts.join("\t")
        })
    }),
    ("row of dashes lost", |t| t.lines().filter(|l| !l.starts_with("---")).map(|l| l.to_owned() + "\n").collect()),
    ("double-spaced", |t| each_line(t, |l| format!("{l}\n"))),
    ("mail client, 76 columns", |t| each_line(t, |l| broken_at(l, 76))),
    ("mail client, quoted", |t| {
        each_line(t, |l| broken_at(l, 72).lines().map(|l| format!("> {l}\n")).collect::<String>())
    }),
    ("end cut off", |t| t[..t.len() * 4 / 5].to_owned()),
    ("backslashes lost", |t| t.replace('\\', "")),
];

/// A line broken behind blanks, as mail clients do.
fn broken_at(line: &str, width: usize) -> String {
    let (mut text, mut used) = (String::new(), 0);
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if used > 0 && used + length > width {
            text.truncate(text.trim_end().len());
            text.push('\n');
            used = 0;
        }
        text.push_str(word);
        used += word.chars().count();
    }
    text
}

#[test]
fn what_harmful_damage_hides_is_said_and_nothing_is_made_up() {
    let mut wrong = Vec::new();
    for (sample, text) in SAMPLES {
        let whole = read(text);
        let expected = facts(&whole);
        let names = |r: &Read| r.snapshot.servers.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
        for (first, damage) in HARMFUL {
            for (second, other) in [("nothing", (|t| t.to_owned()) as fn(&str) -> String)].into_iter().chain(HARMLESS) {
                // What ends the paste shows that it was cut off; text behind it hides that.
                if first == "end cut off" && second != "nothing" {
                    continue;
                }
                let damaged = other(&damage(text));
                let found = read(&damaged);
                // Every object that is read is one that was there, with its values or with less.
                let is_text_end = |read: &str, whole: &str| {
                    // The last value of an input that ends in the middle of it, where nothing shows that it does.
                    first == "end cut off" && !read.is_empty() && whole.starts_with(read)
                };
                let fits = |fact: &String| {
                    expected.iter().any(|known| {
                        fact.split('|').zip(known.split('|')).all(|(read, true_value)| {
                            // A line break inside a quoted cell is a blank to a reader.
                            let read = read.split_whitespace().collect::<Vec<_>>().join(" ");
                            matches!(&*read, "?" | "-")
                                || read == true_value
                                || read == true_value.replace('\\', "")
                                || is_text_end(&read, true_value)
                        })
                    })
                };
                let is_made_up = !facts(&found).iter().all(fits);
                let is_lost = facts(&found).len() < expected.len()
                    && first != "end cut off"
                    && found.notes.is_empty()
                    && found.snapshot.replies.is_empty();
                let has_stranger = names(&found).iter().any(|n| !names(&whole).contains(n));
                if is_made_up || is_lost || has_stranger {
                    let what = [("made up", is_made_up), ("lost", is_lost), ("stranger", has_stranger)];
                    let what: Vec<_> = what.into_iter().filter(|(_, is)| *is).map(|(w, _)| w).collect();
                    wrong.push(format!("{sample}: {first}, {second}: {what:?}\n  {:?}\n  {expected:?}", facts(&found)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_value_that_is_not_there_is_not_empty() {
    // A list that was copied without its elements, and a truth value that somebody mistyped.
    let found = read("Identity : EX1\\Relay\nBindings :\nRemoteIPRanges :\nEnabled : Ture\nAuthMechanism : Tls\n");
    let connector = &found.snapshot.receive_connectors[0];
    assert!(connector.bindings.is_cut() && connector.remote_ip_ranges.is_cut() && connector.enabled.is_cut());
    let cut = |n: &model::Note| match &n.kind {
        NoteKind::Cut { property, .. } => Some(property.clone()),
        _ => None,
    };
    let mut said: Vec<_> = found.notes.iter().filter_map(cut).collect();
    said.sort();
    assert_eq!(said, ["Bindings", "Enabled", "RemoteIPRanges"]);
    let found = read("Identity : EX1\\Relay\nBindings : {}\nFqdn :\nAuthMechanism : None\n");
    let connector = &found.snapshot.receive_connectors[0];
    assert!(connector.bindings.whole().is_some_and(Vec::is_empty) && found.notes.is_empty());
}

#[test]
fn retyped_members_and_ranges_mean_what_they_say() {
    let found = read(
        "Identity : EX1\\Relay\nRemoteIPRanges : {10.0.1.0 - 10.0.1.255, 10.0.2.1\u{2013}10.0.2.9, 10.0.3.0/255.255.255.0}\n\
         AuthMechanism : TIs, Exchange Server\nPermissionGroups : Anonymous Users, ExchangeServers\n",
    );
    assert_eq!(connectors(&found), ["EX1\\Relay ? 10.0.1.0-10.0.1.255,10.0.2.1-10.0.2.9,10.0.3.0-10.0.3.255"]);
    let connector = &found.snapshot.receive_connectors[0];
    let auth: Vec<_> = connector.auth_mechanism.whole().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(auth, ["Tls", "ExchangeServer"]);
    assert_eq!(connector.permission_groups.whole().map(Vec::len), Some(2));
    assert!(found.notes.is_empty(), "{:?}", found.notes);
}

#[test]
fn a_number_that_cannot_be_read_is_said_of_its_queue() {
    let found = read("DeliveryType : SmtpRelayToDag\nMessageCount : l2\nIdentity : EX1\\7\n");
    let of = |n: &model::Note| match &n.kind {
        NoteKind::Unreadable { object, value, .. } => Some(format!("{object} {value}")),
        _ => None,
    };
    assert_eq!(found.notes.iter().find_map(of).as_deref(), Some("EX1\\7 l2"));
}

#[test]
fn an_error_that_ends_inside_its_quotes_is_cut() {
    let error = |text: &str| {
        let text = format!("Identity : EX1\\7\nNextHopDomain : dag1\nLastError : {text}");
        read(&text).snapshot.queues[0].last_error.is_cut()
    };
    assert!(error("451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exch"));
    assert!(error("[{LRT=1/21/2025 3:45:12 AM};{LED=451 5.7.3 Cannot achieve Exchange Server authentication"));
    assert!(!error(
        "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve.\" Attempted failover."
    ));
    assert!(!error("451 4.4.0 antwortete: \u{201e}451 5.7.3 Cannot achieve Exchange Server authentication.\u{201c}"));
}

#[test]
fn named_parts_without_a_reply_are_none() {
    let text = |led: &str| {
        format!(
            "FromAddress : a@corp.example\nQueue : EX1\\12\nRecipients : {{b@corp.example;2;2;[{{LRT=}};{{LED={led}}};{{FQDN=}};\
             {{IP=}}];0;CN=x}}\n"
        )
    };
    assert!(read(&text("")).snapshot.replies.is_empty());
    assert_eq!(read(&text("421 4.4.1 Connection timed out")).snapshot.replies.len(), 1);
}

#[test]
fn elements_below_their_label() {
    let text = "Identity: EX1\\Relay\nRemoteIPRanges:\n10.0.0.1\n10.0.0.2\n192.168.1.0/24\nBindings: 0.0.0.0:25\n";
    assert_eq!(connectors(&read(text)), ["EX1\\Relay 0.0.0.0:25 10.0.0.1,10.0.0.2,192.168.1.0/24"]);
    let last = "Identity: EX1\\Relay\nBindings: 0.0.0.0:25\nRemoteIPRanges:\n10.0.0.1\n10.0.0.2\n\nThanks\n";
    assert_eq!(connectors(&read(last)), ["EX1\\Relay 0.0.0.0:25 10.0.0.1,10.0.0.2"]);
    // A sentence is no element, and nothing is below a value that is there.
    let found = read("Identity: EX1\\Relay\nAuthMechanism: Tls\nComment:\nwe do not know\nEnabled: True\n");
    let others = &found.snapshot.receive_connectors[0].others;
    assert!(others.iter().all(|(_, value)| value.is_empty()), "{others:?}");
    let found = read("Identity: EX1\\Relay\nBindings: 0.0.0.0:25\nThanks\n");
    assert_eq!(connectors(&found), ["EX1\\Relay 0.0.0.0:25 ?"]);
    // A word of prose is none either, but a last line of words that belong together is.
    let found = read("Identity: EX1\\7\nDeliveryType: SmtpRelayToDag\nLastError:\nThanks!\n\nMax\n");
    assert_eq!(found.snapshot.queues[0].last_error.whole(), Some(&None));
    let found = read("Identity: EX1\\Relay\nAuthMechanism:\nTls\nExchangeServer\n\nThanks\n");
    assert_eq!(found.snapshot.receive_connectors[0].auth_mechanism.whole().map(Vec::len), Some(2));
}

#[test]
fn cells_in_typographic_quotes() {
    let header = "\u{201c}Identity\u{201d},\u{201c}Bindings\u{201d},\u{201c}RemoteIPRanges\u{201d}\n";
    let row = "\u{201c}EX1\\Relay\u{201d},\u{201c}0.0.0.0:25\u{201d},\u{201c}10.0.0.1 10.0.0.2\u{201d}\n";
    let english = format!("{header}{row}");
    let expected = ["EX1\\Relay 0.0.0.0:25 10.0.0.1,10.0.0.2"];
    assert_eq!(connectors(&read(&english)), expected);
    let german =
        english.replace('\u{201d}', "\u{201f}").replace('\u{201c}', "\u{201e}").replace('\u{201f}', "\u{201c}");
    assert_eq!(connectors(&read(&german.replace(',', ";"))), expected);
    // A name keeps its own quotes.
    let list = "Identity : EX1\\Relay \u{201e}intern\u{201c}\nBindings : {0.0.0.0:25}\n";
    assert_eq!(connectors(&read(list)), ["EX1\\Relay \u{201e}intern\u{201c} 0.0.0.0:25 ?"]);
}

#[test]
fn a_colon_recognised_twice() {
    for colons in ["Status:     : Retry", "Status                 :   : Retry", "Status                 : Retry"] {
        let found = read(&format!(
            "Identity               : EX1\\7\nNextHopDomain          : dag1\n{colons}\nTIsDomain              :\n"
        ));
        assert_eq!(found.snapshot.queues[0].status.whole().map(String::as_str), Some("Retry"), "{colons}");
    }
}

#[test]
fn masked_entries_of_one_list_are_one_note() {
    let found = read(
        "Identity : EX1\\Relay\nRemoteIPRanges : {10.**.**.*, xxx.xxx.xxx.xxx, <external IP>, 10.1.2.0/24, 2a0X:3cXX::1}\n",
    );
    let said = |n: &model::Note| match &n.kind {
        NoteKind::Unreadable { value, .. } => Some(value.clone()),
        _ => None,
    };
    let values: Vec<_> = found.notes.iter().filter_map(said).collect();
    assert_eq!(values, ["10.**.**.*, xxx.xxx.xxx.xxx, <external IP>, 2a0X:3cXX::1"]);
    let many = (0..9).map(|n| format!("10.x.x.{n}")).collect::<Vec<_>>().join(", ");
    let found = read(&format!("Identity : EX1\\Relay\nRemoteIPRanges : {{{many}}}\n"));
    assert!(found.notes.iter().find_map(said).unwrap().ends_with("10.x.x.4, \u{2026}"));
}

#[test]
fn files_of_every_encoding_hold_the_same() {
    let list = "Identity       : EX1\\Relais Z\u{fc}rich-S\u{fc}d\r\nBindings       : {0.0.0.0:25}\r\nRemoteIPRanges : {10.0.0.11, \
                10.0.0.12}\r\nComment        : f\u{fc}r die \u{c4}mter\r\n";
    let csv = "\"Identity\",\"Bindings\",\"RemoteIPRanges\"\r\n\"EX1\\Relais Z\u{fc}rich-S\u{fc}d\",\"0.0.0.0:25\",\"10.0.0.11 \
               10.0.0.12\"\r\n";
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let page = |text: &str, table: [u8; 2]| {
        let byte = |c: char| match c {
            '\u{fc}' => table[0],
            '\u{c4}' => table[1],
            c => u8::try_from(c).unwrap(),
        };
        text.chars().map(byte).collect::<Vec<u8>>()
    };
    for text in [list, csv] {
        for (what, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 with its mark", format!("\u{feff}{text}").into_bytes()),
            ("UTF-16", utf16(text, u16::to_le_bytes)),
            ("UTF-16, high byte first", utf16(text, u16::to_be_bytes)),
            ("UTF-16 with its mark", [b"\xff\xfe".to_vec(), utf16(text, u16::to_le_bytes)].concat()),
            ("Windows-1252", page(text, [0xfc, 0xc4])),
            ("code page 850", page(text, [0x81, 0x8e])),
        ] {
            let found = model::read(&Input::default().with_bytes("connectors.txt", &bytes));
            let expected = ["EX1\\Relais Z\u{fc}rich-S\u{fc}d 0.0.0.0:25 10.0.0.11,10.0.0.12"];
            assert_eq!(connectors(&found), expected, "{what}");
            assert!(found.notes.is_empty(), "{what}: {:?}", found.notes);
        }
    }
    // A name that was read in the wrong encoding stays as it is: what it was is not ours to guess.
    let found = read(&list.replace('\u{fc}', "\u{c3}\u{bc}"));
    assert!(connectors(&found)[0].starts_with("EX1\\Relais Z\u{c3}\u{bc}rich"), "{:?}", connectors(&found));
}

#[test]
fn a_label_at_the_very_end_shows_nothing_of_its_value() {
    let error = |text: &str| read(text).snapshot.queues[0].last_error.clone();
    let list = "Identity      : EX1\\1\nNextHopDomain : dag1\nLastError     :";
    assert!(error(list).is_cut() && error(&format!("{list} ")).is_cut());
    assert_eq!(error(&format!("{list} \n")).whole(), Some(&None));
}

/// Wherever a text stops: a value is shown as it was, or marked, or not there. Of the last field nothing tells.
#[test]
fn texts_that_stop_anywhere_hide_nothing() {
    let list = "Identity      : EX1\\Submission\nDeliveryType  : Undefined\nNextHopDomain : Submission\nStatus        : Ready\n\nIdentity      \
                : EX1\\12\nDeliveryType  : SmtpRelayToDag\nNextHopDomain : dag1.corp.example\nStatus        : Retry\n";
    let table = "Identity       DeliveryType   NextHopDomain     Status\n--------       ------------   -------------     \
                 ------\nEX1\\Submission Undefined      Submission        Ready\nEX1\\12         SmtpRelayToDag dag1.corp.example Retry\n";
    let wanted = [["EX1\\Submission", "Undefined", "Submission"], ["EX1\\12", "SmtpRelayToDag", "dag1.corp.example"]];
    for (text, is_table) in [(list, false), (table, true)] {
        for end in 0..text.len() {
            let queues = read(&text[..end]).snapshot.queues;
            assert!(queues.len() <= 2, "{}", &text[..end]);
            for (queue, wanted) in queues.iter().zip(wanted) {
                let shown = [&queue.identity, &queue.delivery_type, &queue.next_hop_domain];
                // Where a list stops inside a value, that value is its last one.
                let is_last = |at: usize| !is_table && shown.get(at + 1).is_none_or(|next| next.is_absent());
                for (at, (shown, wanted)) in shown.iter().zip(wanted).enumerate() {
                    let is_right = shown.whole().is_none_or(|value| value == wanted);
                    assert!(is_right || is_last(at), "{shown:?} is not {wanted} in\n{}", &text[..end]);
                }
            }
        }
    }
}

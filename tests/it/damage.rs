//! Damage done on the way from the console to the page: read through it, or said, never guessed.

use mailflow_doctor::Input;
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
            let bindings = c.bindings.visible().map(|v| v.iter().map(|b| b.as_written.clone()).collect());
            let ranges = c.remote_ip_ranges.visible().map(|v| v.iter().map(|r| r.as_written.clone()).collect());
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

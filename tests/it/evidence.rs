//! What a log or a transcript proves depends on who speaks in it, to whom, and when.

use mailflow_doctor::{Input, diagnose};

/// A queue of EX10 to EX16, whose connectors are all right, but for the relay that a test may add.
fn paste(relay: &str, observed: &str) -> String {
    let connector = |identity: &str, role: &str, port: u16, ranges: &str, auth: &str| {
        format!(
            "Identity              : {identity}\nEnabled               : True\n{role}Bindings              : \
             {{0.0.0.0:{port}}}\nRemoteIPRanges        : {{{ranges}}}\nAuthMechanism         : {auth}\nPermissionGroups      \
             : AnonymousUsers, ExchangeUsers, ExchangeServers\nSuppressXAnonymousTls : False\n\n"
        )
    };
    let (all, front_end) = ("0.0.0.0-255.255.255.255", "TransportRole         : FrontendTransport\n");
    let mut text = "Identity      : EX10\\12\nDeliveryType  : SmtpRelayWithinAdSite\nNextHopDomain : hub version 15\nStatus        : \
                    Retry\nMessageCount  : 17\nLastError     : 451 4.4.0 Primary target IP address responded with: \"451 5.7.3 \
                    Cannot achieve Exchange Server authentication.\" Attempted failover to alternate host, but that did not \
                    succeed.\n\n"
        .to_owned();
    text += &connector("EX16\\Default Frontend EX16", front_end, 25, all, "Tls, ExchangeServer");
    text += &connector("EX16\\Client Frontend EX16", front_end, 587, all, "Tls, BasicAuth");
    text += &connector("EX10\\Default EX10", "", 25, all, "Tls, ExchangeServer");
    if !relay.is_empty() {
        text += &connector("EX16\\Relay", front_end, 25, relay, "Tls");
    }
    text + "EX10 10.1.1.10\nEX16 10.1.1.16\n\n" + observed
}

#[track_caller]
fn check(relay: &str, observed: &str, code: &str, expected: &str) {
    let report = diagnose(&Input::text(&paste(relay, observed)));
    let surest = report.findings.iter().filter(|f| f.code == code).map(|f| f.certainty).min();
    let found = surest.map_or_else(|| "absent".to_owned(), |certainty| certainty.to_string());
    assert_eq!(found, expected, "{code} with {observed}");
}

const FIELDS: &str =
    "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n";
const OFFER: &str =
    "250  EX16.contoso.local Hello [10.1.1.10] SIZE 37748736 STARTTLS X-ANONYMOUSTLS AUTH NTLM X-EXPS GSSAPI XRDST";

/// Lines of one session in the receive log of EX16, from EX10: seconds after the hour, event and data.
fn received(hour: u32, lines: &[(u32, &str, &str)]) -> String {
    let line = |(number, (second, event, data)): (usize, &(u32, &str, &str))| {
        format!(
            "2026-03-02T{hour:02}:02:{second:02}.000Z,EX16\\Default Frontend EX16,08DF00000000000{hour},{number},10.1.1.16:25,\
             10.1.1.10:5000{hour},{event},{data},\n"
        )
    };
    lines.iter().enumerate().map(line).collect()
}

/// Exchange on EX10 goes away although X-ANONYMOUSTLS was sent.
const GIVES_UP: [(u32, &str, &str); 4] =
    [(0, "+", ""), (0, "<", "EHLO EX10.contoso.local"), (0, ">", OFFER), (0, "<", "QUIT")];
/// Exchange on EX10 goes on.
const GOES_ON: [(u32, &str, &str); 5] = [
    (0, "+", ""),
    (0, "<", "EHLO EX10.contoso.local"),
    (0, ">", OFFER),
    (0, "<", "X-ANONYMOUSTLS"),
    (0, ">", "220 2.0.0 SMTP server ready"),
];

#[test]
fn only_the_sender_itself_shows_that_verbs_do_not_arrive() {
    let inspection = |sessions: &str, expected| check("", &format!("{FIELDS}{sessions}"), "smtp-inspection", expected);
    inspection(&received(8, &GIVES_UP), "likely");
    let typed: [[(u32, &str, &str); 4]; 4] = [
        [(0, "+", ""), (0, "<", "EHLO test"), (0, ">", OFFER), (0, "<", "QUIT")],
        [(0, "+", ""), (0, "<", "ehlo EX10.contoso.local"), (0, ">", OFFER), (0, "<", "quit")],
        [(0, "+", ""), (9, "<", "EHLO EX10.contoso.local"), (9, ">", OFFER), (30, "<", "QUIT")],
        [(0, "+", ""), (0, "<", "EHLO probe.contoso.local"), (0, ">", OFFER), (0, "<", "QUIT")],
    ];
    for lines in typed {
        inspection(&received(8, &lines), "possible");
        // It does not hide what Exchange did before.
        inspection(&(received(7, &GIVES_UP) + &received(8, &lines)), "likely");
    }
}

#[test]
fn the_newest_session_of_the_sender_decides() {
    let inspection = |sessions: &str, expected| check("", &format!("{FIELDS}{sessions}"), "smtp-inspection", expected);
    for (first, second) in [(7, 8), (8, 7)] {
        let order = |a: String, b: String| if first < second { a + &b } else { b + &a };
        inspection(&order(received(7, &GIVES_UP), received(8, &GOES_ON)), "absent");
        inspection(&order(received(7, &GOES_ON), received(8, &GIVES_UP)), "likely");
    }
}

#[test]
fn a_transcript_tells_of_the_server_that_answers() {
    let transcript = |greeting: &str, host: &str| {
        format!(
            "220 {greeting}\nEHLO test\n250-{host} Hello [10.1.1.16]\n250-SIZE 37748736\n250-STARTTLS\n250-AUTH \
             NTLM\n250-X-EXPS GSSAPI NTLM\n250 XRDST\n"
        )
    };
    let exchange = |host: &str| format!("{host} Microsoft ESMTP MAIL Service ready at Tue, 21 Jan 2025 03:45:12 +0000");
    let certificate =
        |observed: &str, expected| check("", observed, "internal-transport-certificate-missing", expected);
    let target = "EX16.contoso.local";
    certificate(&transcript(&exchange(target), target), "proven");
    for stranger in ["EX17.contoso.local", "relay.contoso.local"] {
        certificate(&transcript(&exchange(stranger), stranger), "possible");
    }
    let postfix = "220 relay.contoso.local ESMTP Postfix\nEHLO EX10\n250-relay.contoso.local Hello [10.1.1.10]\n250-SIZE \
                   10240000\n250 DSN\n";
    certificate(postfix, "possible");
}

#[test]
fn the_log_of_the_sender_shows_which_address_it_uses() {
    let sent = |local: &str, host: &str| {
        format!(
            "{FIELDS}2026-03-02T08:02:00.000Z,Intra-Organization SMTP Send \
             Connector,08DF000000000009,0,{local}:40001,10.1.1.16:25,+,,\n2026-03-02T08:02:00.001Z,Intra-Organization SMTP Send \
             Connector,08DF000000000009,1,{local}:40001,10.1.1.16:25,>,EHLO {host},\n2026-03-02T08:02:00.002Z,Intra-Organization \
             SMTP Send Connector,08DF000000000009,2,{local}:40001,10.1.1.16:25,>,QUIT,\n"
        )
    };
    let captures = |observed: &str, expected| check("10.1.1.0/24", observed, "relay-captures-exchange", expected);
    captures("", "proven");
    captures(&sent("10.1.1.10", "EX10.contoso.local"), "proven");
    captures(&sent("10.2.2.10", "EX10.contoso.local"), "absent");
    // `Hello [..]` is the address that the target saw: here that of a gateway on the way.
    let seen = |address: &str| {
        let reply = format!("<,250  EX16.contoso.local Hello [{address}] SIZE 37748736 STARTTLS,\n");
        sent("10.1.1.10", "EX10.contoso.local").replace(">,QUIT,\n", &reply)
    };
    captures(&seen("192.168.9.1"), "absent");
    captures(&seen("10.1.1.10"), "proven");
    check("192.168.9.0/24", &seen("192.168.9.1"), "relay-captures-exchange", "proven");
    check("192.168.9.0/24", "", "relay-captures-exchange", "absent");
    // The log of another server says nothing of this one.
    captures(&sent("10.2.2.10", "EX11.contoso.local"), "proven");
}

/// Two prints of one connector, and of one queue, with the value of a property each.
#[track_caller]
fn check_two_prints(property: &str, first: &str, second: &str, expected: &str) {
    let relay = |value: &str| {
        let values = [
            ("Bindings", "{0.0.0.0:25}"),
            ("RemoteIPRanges", "{10.1.1.0/24, 10.5.0.1}"),
            ("AuthMechanism", "Tls"),
            ("PermissionGroups", "AnonymousUsers"),
        ];
        let line = |(name, usual)| format!("{name} : {}\n", if name == property { value } else { usual });
        let lines: String = values.into_iter().map(line).collect();
        format!("\nIdentity : EX16\\Relay\nEnabled : True\nTransportRole : FrontendTransport\n{lines}")
    };
    let queue = |value: &str| {
        let values = [
            ("Status", "Retry"),
            ("MessageCount", "17"),
            (
                "LastError",
                "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
                 authentication.\" Attempted failover to alternate host, but that did not succeed.",
            ),
        ];
        let line = |(name, usual)| format!("{name} : {}\n", if name == property { value } else { usual });
        let lines: String = values.into_iter().map(line).collect();
        format!("\nIdentity : EX10\\12\nDeliveryType : SmtpRelayWithinAdSite\nNextHopDomain : hub version 15\n{lines}")
    };
    let prints = |value: &str| queue(value) + &relay(value);
    let without_queue = paste("", "");
    let others = without_queue.split_once("\n\n").unwrap().1;
    let text = format!("{}\n{others}\n{}", prints(first), prints(second));
    let report = diagnose(&Input::text(&text));
    let capture = report.findings.iter().find(|f| f.code == "relay-captures-exchange").map(|f| f.certainty.to_string());
    assert_eq!(capture.as_deref(), Some(expected), "{property}: {first} and {second}");
    let says = report.notes.iter().any(|n| n.code == "contradiction");
    assert_eq!(says, expected != "proven", "{property}: {first} and {second}: {:?}", report.notes);
}

#[test]
fn two_prints_that_cannot_both_be_true_prove_nothing() {
    for (property, first, second) in [
        ("RemoteIPRanges", "{10.1.1.0/24}", "{10.1.2.0/24}"),
        ("RemoteIPRanges", "{10.1.1.0/24}", "{10.5.1.1, 10.5.1.2...}"),
        ("RemoteIPRanges", "{10.1.1.0/24...}", "{10.1.1.0/25}"),
        ("AuthMechanism", "Tls", "Tls, Integrated..."),
        ("Bindings", "{0.0.0.0:25}", "{[::]:25...}"),
        ("Status", "Retry", "Ready"),
        ("MessageCount", "17", "0"),
        (
            "LastError",
            "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\"",
            "451 4.4.0 Primary target IP address responded with: \"454 4.7.0 Temporary auth...",
        ),
        ("LastError", "451 5.7.3 Cannot achieve Exchange Server authentication", ""),
    ] {
        check_two_prints(property, first, second, "likely");
    }
}

/// How sure the capture is beside a table of queues: a record that does not say which queue it shows may be another look
/// at the one that fails.
#[track_caller]
fn check_beside_a_table(table: &str, expected: &str) {
    let text = paste("10.1.1.0/24", table);
    let report = diagnose(&Input::text(&text));
    let capture = report.findings.iter().find(|f| f.code == "relay-captures-exchange").map(|f| f.certainty.to_string());
    assert_eq!(capture.as_deref(), Some(expected), "{table}");
    let says = report.notes.iter().any(|n| n.code == "contradiction");
    assert_eq!(says, expected != "proven", "{table}: {:?}", report.notes);
}

#[test]
fn a_record_without_an_identity_may_be_another_print_of_the_queue_that_fails() {
    let queue = |identity: &str, hop: &str, status: &str| {
        format!(
            "{identity}DeliveryType  : SmtpRelayWithinAdSite\nNextHopDomain : {hop}\nStatus        : {status}\nMessageCount  : 0\n"
        )
    };
    check_beside_a_table(&queue("", "Hub Version 15", "Ready"), "likely");
    let table = |identity: &str| {
        format!("Identity Status NextHopDomain\n-------- ------ -------------\n{identity} Active hub version 15\n")
    };
    check_beside_a_table(&table("EX10\\..."), "likely");
    // It waits as well, it delivers elsewhere, or it says that it is another queue.
    check_beside_a_table(&queue("", "hub version 15", "Retry"), "proven");
    check_beside_a_table(&queue("", "dag1", "Ready"), "proven");
    check_beside_a_table(&table("EX17\\..."), "proven");
    check_beside_a_table(&queue("Identity      : EX17\\12\n", "hub version 15", "Ready"), "proven");
}

#[test]
fn two_prints_of_one_value_are_no_contradiction() {
    for (property, first, second) in [
        ("RemoteIPRanges", "{10.1.1.0/24, 10.5.0.1}", "{10.5.0.1/32, 10.1.1.0-10.1.1.255}"),
        ("RemoteIPRanges", "{10.1.1.0/24, 10.5.0.1}", "{10.5.0.1...}"),
        ("RemoteIPRanges", "{10.5.0.1...}", "{10.1.1.0/24, 10.5.0.1}"),
        ("AuthMechanism", "Tls, Integrated", "Integrated, Tls"),
        ("AuthMechanism", "Tls, Integrated", "Tls..."),
        ("Bindings", "{0.0.0.0:25, [::]:25}", "{:::25, 0.0.0.0:25}"),
        ("MessageCount", "17", "17"),
        (
            "LastError",
            "451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server authentication.\"",
            "451 4.4.0 Primary target IP address resp...",
        ),
        (
            "LastError",
            "[{LRT=1/21/2025 3:45:12 AM};{LED=451 5.7.3 Cannot achieve Exchange Server authentication};{FQDN=};{IP=}]",
            "[{LRT=1/21/2025 3:50:12 AM};{LED=451 5.7.3 Cannot achieve Exchange Server authentication};{FQDN=};{IP=}]",
        ),
    ] {
        check_two_prints(property, first, second, "proven");
    }
}

#[test]
fn an_address_is_known_however_it_is_written() {
    let of = |text: &str| {
        let text = paste("10.1.1.0/24", "").replace("EX10 10.1.1.10", text);
        let report = diagnose(&Input::text(&text));
        let server = report.servers.iter().find(|s| s.name == "EX10").unwrap();
        server.addresses.iter().map(|a| a.address.clone()).collect::<Vec<_>>()
    };
    for text in ["EX10 ::ffff:10.1.1.10", "EX10: ::ffff:10.1.1.10", "EX10 = 10.1.1.10", "EX10 : 10.1.1.10"] {
        assert_eq!(of(text), ["10.1.1.10"], "{text}");
    }
    for text in ["EX10 fd00::10", "EX10: fd00::10"] {
        assert_eq!(of(text), ["fd00::10"], "{text}");
    }
    // Only a log shows that a link-local address is used.
    let session = received(8, &GIVES_UP).replace("10.1.1.10:", "[fe80::10%11]:").replace("10.1.1.16:", "[fe80::16%4]:");
    let session = session.replace("Default Frontend EX16", "Relay").replace("[10.1.1.10]", "[fe80::10%11]");
    let session = session.replace(" X-ANONYMOUSTLS AUTH NTLM X-EXPS GSSAPI", "");
    let text = paste("fe80::/10", &format!("{FIELDS}{session}")).replace("EX10 10.1.1.10\n", "");
    let text = text.replace("{0.0.0.0:25}", "{[::]:25}");
    let report = diagnose(&Input::text(&text));
    assert!(report.findings.iter().any(|f| f.code == "relay-captures-exchange" && f.certainty != "possible"), "{text}");
}

#[test]
fn permission_groups_play_no_part_in_missing_authentication() {
    let without =
        |text: String| text.lines().filter(|l| !l.starts_with("PermissionGroups")).map(|l| format!("{l}\n")).collect();
    let first = |text: &str| diagnose(&Input::text(text)).findings.first().map(|f| f.code.to_string());
    let text: String = without(paste("10.5.0.0/24", ""));
    assert_eq!(first(&text).as_deref(), Some("smtp-inspection"));
    // Without AuthMechanism nobody knows who offers it.
    let text: String = text.lines().filter(|l| !l.starts_with("AuthMechanism")).map(|l| format!("{l}\n")).collect();
    assert_eq!(first(&text).as_deref(), Some("exchange-auth-not-offered"));
}

#[test]
fn a_list_that_cannot_be_read_may_hold_an_unknown_sender() {
    let unknown = |relay: &str| paste(relay, "").replace("EX10 10.1.1.10\n", "");
    for list in ["10.1.1.x", "10.x.x.x-10.x.x.y", "10.5.0.1, **.**.**.**"] {
        let report = diagnose(&Input::text(&unknown(list)));
        let first = report.findings.first().unwrap();
        assert!(first.code == "input-truncated" || first.code == "relay-captures-exchange", "{list}: {}", first.code);
        let names = report.findings.iter().filter(|f| f.code == "input-truncated").flat_map(|f| &f.subject.connectors);
        assert!(names.into_iter().any(|name| name == "EX16\\Relay"), "{list}");
        assert!(!report.findings.iter().any(|f| f.what.contains("Everything visible is right")), "{list}");
    }
    // A readable list of the other family cannot hold what reaches an IPv4 endpoint.
    let report = diagnose(&Input::text(&unknown("fd00::/64")));
    assert!(!report.findings.iter().any(|f| f.code == "input-truncated"));
}

#[test]
fn another_server_or_address_that_was_reached_keeps_a_capture_from_being_proven() {
    let captures = |text: &str, expected: &str| {
        let report = diagnose(&Input::text(text));
        let found =
            report.findings.iter().find(|f| f.code == "relay-captures-exchange").map(|f| f.certainty.to_string());
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    };
    // The sender's log shows a server whose connectors are not in the paste.
    let reached = |name: &str, address: &str| {
        let line = |number: usize, event: &str, data: &str| {
            format!(
                "2026-03-02T08:02:00.00{number}Z,Intra-Organization SMTP Send \
                 Connector,08DF000000000009,{number},10.1.1.10:40001,{address}:25,{event},{data},\n"
            )
        };
        let banner = format!("220 {name}.contoso.local Microsoft ESMTP MAIL Service ready");
        let lines =
            [line(0, "+", ""), line(1, "<", &banner), line(2, ">", "EHLO EX10.contoso.local"), line(3, ">", "QUIT")];
        paste("10.1.1.0/24", &(FIELDS.to_owned() + &lines.concat()))
    };
    captures(&reached("EX17", "10.1.1.17"), "likely");
    captures(&reached("EX16", "10.1.1.16"), "proven");
    // LastError prints an address that is none of those that the paste shows of the server.
    let printed = |address: &str| {
        let parts = format!(
            "authentication.\" The last endpoint attempted was {address}:25}};{{FQDN=ex16.contoso.local}};{{IP={address}}}]"
        );
        let text = paste("10.1.1.0/24", "").replace("LastError     : ", "LastError     : [{LED=");
        let (before, rest) = text.split_once("authentication.\"").unwrap();
        format!("{before}{parts}{}", rest.split_once("succeed.").unwrap().1)
    };
    captures(&printed("10.1.1.99"), "likely");
    captures(&printed("10.1.1.16"), "proven");
}

/// IPv6 is a way to a server only where nothing says otherwise: its addresses may be shown, all of them IPv4.
#[test]
fn the_family_that_the_target_does_not_show_is_not_tried() {
    let all = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255";
    let of_both = paste("fd00::10", "EX10 fd00::10\n")
        .replace("{0.0.0.0:25}", "{[::]:25, 0.0.0.0:25}")
        .replace("0.0.0.0-255.255.255.255", all);
    let is_captured = |text: &str| {
        let report = diagnose(&Input::text(text));
        report.findings.iter().any(|f| f.code == "relay-captures-exchange")
    };
    assert!(!is_captured(&of_both));
    assert!(is_captured(&format!("{of_both}EX16 fd00::16\n")));
    // Where nothing of a common family is shown, the address that is known is tried.
    assert!(is_captured(&of_both.replace("EX16 10.1.1.16\n", "")));
    assert!(is_captured(&of_both.replace("EX10 10.1.1.10\n", "")));
}

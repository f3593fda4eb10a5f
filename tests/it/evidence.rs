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
    let order = ["absent", "possible", "likely", "proven"];
    let found = report.findings.iter().filter(|f| f.code == code).map(|f| f.certainty);
    let found = found.max_by_key(|c| order.iter().position(|o| o == c)).unwrap_or("absent");
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
    // The log of another server says nothing of this one.
    captures(&sent("10.2.2.10", "EX11.contoso.local"), "proven");
}

//! Who is an Exchange server: only what something of the input says it of. Everything else with a name and an address is
//! a host, and no remedy takes a host's address off a connector.

use mailflow_doctor::{Input, Report, diagnose};

const MACHINE: &str = "BOX7";
const ADDRESS: &str = "10.1.1.50";

/// A queue of EX10 that a relay connector of EX16 captures. The relay lists the machine too.
const CAPTURED: &str = "Identity      : EX10\\12
DeliveryType  : SmtpRelayWithinAdSite
NextHopDomain : hub version 15
Status        : Retry
MessageCount  : 17
LastError     : 451 4.4.0 Primary target IP address responded with: \"451 5.7.3 Cannot achieve Exchange Server \
authentication.\" Attempted failover to alternate host, but that did not succeed.

Identity         : EX10\\Default EX10
Enabled          : True
Bindings         : {:::25, 0.0.0.0:25}
RemoteIPRanges   : {::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}
AuthMechanism    : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer
PermissionGroups : ExchangeUsers, ExchangeServers, ExchangeLegacyServers

Identity         : EX16\\Default Frontend EX16
Enabled          : True
TransportRole    : FrontendTransport
Bindings         : {[::]:25, 0.0.0.0:25}
RemoteIPRanges   : {::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}
AuthMechanism    : Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer
PermissionGroups : AnonymousUsers, ExchangeServers, ExchangeLegacyServers

Identity         : EX16\\Relay App
Enabled          : True
TransportRole    : FrontendTransport
Bindings         : {0.0.0.0:25}
RemoteIPRanges   : {10.1.1.0/24}
AuthMechanism    : Tls
PermissionGroups : AnonymousUsers

Identity         : EX16\\Client Frontend EX16
Enabled          : True
TransportRole    : FrontendTransport
Bindings         : {[::]:587, 0.0.0.0:587}
RemoteIPRanges   : {::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}
AuthMechanism    : Tls, Integrated, BasicAuth, BasicAuthRequireTLS
PermissionGroups : ExchangeUsers

EX10 10.1.1.10
EX16 10.1.1.16
";

/// Text that shows a name beside an address, and nothing else.
const NAMES: [&str; 9] = [
    "BOX7 10.1.1.50\n",
    "BOX7: 10.1.1.50 (the scanner)\n",
    "10.1.1.50  box7.corp.example box7\n",
    "Pinging box7.corp.example [10.1.1.50] with 32 bytes of data:\nReply from 10.1.1.50: bytes=32 time<1ms TTL=128\n",
    "C:\\>nslookup box7\nServer:  dc1.corp.example\nAddress:  10.1.1.2\n\nName:    box7.corp.example\nAddress:  10.1.1.50\n",
    "PS C:\\> Resolve-DnsName box7\n\nName              Type TTL  Section IPAddress\n----              ---- ---  ------- \
     ---------\nbox7.corp.example A    1200 Answer  10.1.1.50\n",
    "Windows IP Configuration\n\n   Host Name . . . . . . . . . . . . : BOX7\n\nEthernet adapter Ethernet0:\n\n   IPv4 \
     Address. . . . . . . . . . . : 10.1.1.50(Preferred)\n",
    "IPAddress         : 10.1.1.50\nInterfaceAlias    : LAN\nPSComputerName    : BOX7\n",
    // The SMTP server of IIS is no Exchange server.
    "BOX7 10.1.1.50\n\n220 BOX7 Microsoft ESMTP MAIL Service, Version: 10.0.17763.1 ready at  Mon, 2 Mar 2026 08:02:00 +0100\n",
];

/// Text that says that the machine is an Exchange server.
const SAYS_EXCHANGE: [&str; 8] = [
    "Identity : BOX7\\Relay\nEnabled  : True\nBindings : {0.0.0.0:2500}\n",
    "Identity      : BOX7\\3\nDeliveryType  : SmtpRelayWithinAdSite\nStatus        : Ready\nMessageCount  : 0\n",
    "[PS] C:\\>Get-ExchangeServer | ft Name,AdminDisplayVersion\n\nName  AdminDisplayVersion\n----  \
     -------------------\nBOX7  Version 15.1 (Build 2507.6)\n",
    "220 box7.corp.example Microsoft ESMTP MAIL Service ready at Mon, 2 Mar 2026 08:02:00 +0100\n",
    "250-box7.corp.example Hello [10.1.1.9]\n250-SIZE 37748736\n250 XRDST\n",
    "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n\
     2026-03-02T08:02:00.000Z,BOX7\\Default BOX7,08DF000000000002,0,10.1.1.50:2525,10.1.2.20:50001,+,,\n",
    "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n\
     2026-03-02T08:02:00.000Z,EX16\\Default EX16,08DF000000000002,0,10.1.1.16:2525,10.1.1.50:50001,+,,\n\
     2026-03-02T08:02:00.001Z,EX16\\Default EX16,08DF000000000002,1,10.1.1.16:2525,10.1.1.50:50001,<,EHLO \
     BOX7.corp.example,\n2026-03-02T08:02:00.002Z,EX16\\Default EX16,08DF000000000002,2,10.1.1.16:2525,10.1.1.50:50001,<,\
     X-ANONYMOUSTLS,\n",
    "ServerFqdn : box7.corp.example\nComponent  : HubTransport\nState      : Active\n",
];

fn is_named(name: &str) -> bool {
    name.split('.').next().is_some_and(|label| label.eq_ignore_ascii_case(MACHINE))
}

fn is_server(report: &Report) -> bool {
    report.servers.iter().any(|s| is_named(&s.name))
}

fn is_host(report: &Report) -> bool {
    report.hosts.iter().any(|h| is_named(&h.name) && h.addresses.iter().any(|a| a.address == ADDRESS))
}

/// Whether a remedy of the report moves the machine to another connector.
fn is_moved(report: &Report) -> bool {
    let effects = report.findings.iter().flat_map(|f| &f.remedies).flat_map(|r| &r.effects);
    let holds = |first: &str, last: &str| {
        let number = |text: &str| text.parse::<std::net::Ipv4Addr>().map(u32::from).ok();
        let (first, last, it) = (number(first), number(last), number(ADDRESS));
        first.zip(last).zip(it).is_some_and(|((first, last), it)| first <= it && it <= last)
    };
    effects.into_iter().any(|e| holds(&e.first, &e.last))
}

#[test]
fn a_name_beside_an_address_is_a_host_and_keeps_its_relay() {
    for text in NAMES {
        let report = diagnose(&Input::text(&format!("{CAPTURED}\n{text}")));
        assert!(is_host(&report) && !is_server(&report), "{text}");
        let subjects = report.findings.iter().flat_map(|f| &f.subject.servers);
        assert!(!subjects.into_iter().any(|s| is_named(s)), "{text}");
        let capture = report.findings.iter().find(|f| f.code == "relay-captures-exchange").unwrap();
        assert!(capture.certainty == "proven" && !capture.remedies.is_empty(), "{text}");
        assert!(report.findings.iter().flat_map(|f| &f.remedies).any(|r| !r.effects.is_empty()), "{text}");
        assert!(!is_moved(&report), "{text}");
    }
}

#[test]
fn what_exchange_prints_makes_a_server_of_a_name() {
    for text in SAYS_EXCHANGE {
        // Above and below: it may be printed before the address and after it.
        for text in [format!("{CAPTURED}\nBOX7 10.1.1.50\n\n{text}"), format!("{text}\n{CAPTURED}\nBOX7 10.1.1.50\n")] {
            let report = diagnose(&Input::text(&text));
            assert!(is_server(&report) && !is_host(&report), "{text}");
            let addresses = report.servers.iter().filter(|s| is_named(&s.name)).flat_map(|s| &s.addresses);
            assert!(addresses.into_iter().any(|a| a.address == ADDRESS), "{text}");
        }
    }
    // So does the user who gives the addresses of a server.
    let report = diagnose(&Input::text(CAPTURED).with_addresses(MACHINE, &[ADDRESS]));
    assert!(is_server(&report) && !is_host(&report));
}

#[test]
fn a_relay_that_lists_only_a_host_would_capture_no_exchange_server() {
    let relay = CAPTURED.replace("{10.1.1.0/24}", "{10.1.1.50}");
    let of = |text: &str| {
        let report = diagnose(&Input::text(&format!("{relay}\n{text}")));
        report.findings.iter().any(|f| f.code == "relay-would-capture-exchange")
    };
    for text in NAMES {
        assert!(!of(text), "{text}");
    }
    assert!(of(&format!("BOX7 10.1.1.50\n\n{}", SAYS_EXCHANGE[3])));
}

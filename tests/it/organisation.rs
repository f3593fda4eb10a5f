//! An organisation of any size, printed: for tests and for the benchmark of organisations.

use std::fmt::Write as _;

/// A third of the servers run Exchange 2010 and hold two failing queues each. The others run 2016 with the same relay
/// connector, which takes the subnet of the old ones.
pub(crate) fn organisation(servers: usize, with_addresses: bool) -> String {
    printed(servers, with_addresses, None)
}

/// The same, but all servers are in the range of the relay connectors, which grant extra rights. The last server has
/// another list.
#[allow(dead_code, reason = "the benchmark does not use it")]
pub(crate) fn organisation_in_one_subnet(servers: usize, groups: &'static str) -> String {
    printed(servers, true, Some(groups))
}

fn printed(servers: usize, with_addresses: bool, in_one_subnet: Option<&str>) -> String {
    let mut text = String::new();
    let old = servers.div_ceil(3);
    let name = |index: usize| if index < old { format!("OLD{index:04}") } else { format!("NEW{index:04}") };
    let everybody = "{::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255}";
    let for_servers = "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer";
    let mut connector = |server: &str, name: &str, role: &str, port: u16, ranges: &str, auth: &str, groups: &str| {
        let role = if role.is_empty() { String::new() } else { format!("TransportRole : {role}\n") };
        write!(
            text,
            "Identity : {server}\\{name}\nEnabled : True\n{role}Bindings : {{[::]:{port}, 0.0.0.0:{port}}}\n\
             RemoteIPRanges : {ranges}\nAuthMechanism : {auth}\nPermissionGroups : {groups}\n\n"
        )
        .unwrap();
    };
    for index in 0..servers {
        let server = name(index);
        let default = format!("Default {server}");
        if index < old {
            connector(&server, &default, "", 25, everybody, for_servers, "ExchangeUsers, ExchangeServers");
            continue;
        }
        connector(&server, &default, "HubTransport", 2525, everybody, for_servers, "ExchangeUsers, ExchangeServers");
        let frontend = format!("Default Frontend {server}");
        let groups = "AnonymousUsers, ExchangeServers, ExchangeLegacyServers";
        connector(&server, &frontend, "FrontendTransport", 25, everybody, for_servers, groups);
        let is_other = in_one_subnet.is_some() && index + 1 == servers;
        let list = if is_other { "{10.1.0.0/17, 10.9.9.9}" } else { "{10.1.0.0/16, 192.168.20.0/24}" };
        connector(&server, "Relay", "FrontendTransport", 25, list, "Tls", in_one_subnet.unwrap_or("AnonymousUsers"));
    }
    for index in 0..old {
        for queue in [5, 6] {
            write!(
                text,
                "Identity : {}\\{queue}\nDeliveryType : SmtpRelayWithinAdSite\nNextHopDomain : hub version 15\n\
                 Status : Retry\nMessageCount : 12\nLastError : 451 4.4.0 Primary target IP address responded with: \
                 \"451 5.7.3 Cannot achieve Exchange Server authentication.\" Attempted failover to alternate host, but \
                 that did not succeed.\n\n",
                name(index)
            )
            .unwrap();
        }
    }
    for index in (0..servers).filter(|_| with_addresses) {
        let subnet = if index < old || in_one_subnet.is_some() { 1 } else { 2 };
        writeln!(text, "{} 10.{subnet}.{}.{}", name(index), index / 250, index % 250 + 1).unwrap();
    }
    text
}

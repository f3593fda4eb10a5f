//! Findings about relays, their clients, and limits.

use crate::words::relays::Relays;

pub(super) const WORDS: Relays = Relays {
    has: "{connectors} {connectors|has|have} {value}.",
    has_entries: "{connectors} {connectors|has|have} {count} entries.",
    value_of: "{property} of {connector} is {value}.",

    limits_not_shown: "The paste does not show the limits of {connector}.",
    limit_low: "{connectors} {connectors|takes|take} Exchange servers with the limits of a relay.",
    limit_low_why: "Setup leaves these limits open on the connectors for servers. Above them a sender gets 421 4.3.2, \
        above MessageRateLimit 421 4.4.2. A server that has authenticated is no longer counted as a source.",
    limit_low_action: "Raise them with the next planned change.",
    limit_low_fine: "Where these servers send little.",
    connections_reached: "{connectors} {connectors|limits|limit} the connections, and the limit is reached.",
    connections_reached_why: "The connector that answers a session says this, by its own limits. An Exchange server that \
        authenticates is not counted as a source (observed); one that lands on a connector without Exchange Server \
        authentication stays in the count (inferred).",
    messages_reached: "{connectors} {connectors|limits|limit} how fast one sender may submit, and the limit is reached.",
    messages_reached_why: "The connector that answers a session says this, by its own MessageRateLimit.",
    reached_action: "See in the receive log which connector answered, then raise the limit there, if this sender may send \
        that much. Event 1021 names source and connector.",
    reached_fine: "Where the limit protects against this sender.",
    limit_in_question: "{connectors} {connectors|allows|allow} few connections from one address: low where all mail comes \
        through one filter.",
    limit_in_question_why: "These are the values of setup. A spam filter, gateway or load balancer in front is one source \
        for all mail from outside; above the limit it gets 421 4.3.2 The maximum number of concurrent connections has \
        exceeded a limit, and its own queue grows.",
    limit_in_question_action: "See in the queue of the filter whether it gets that reply, or on this server event 1021; \
        then raise MaxInboundConnectionPerSource and MaxInboundConnectionPercentagePerSource of this connector.",
    limit_in_question_fine: "Where mail arrives from many addresses.",

    admits_nobody: "{connectors} {connectors|admits|admit} nobody: whoever lands there is refused.",
    admits_nobody_what: "At MAIL FROM, senders without a login get 530 5.7.1 Client was not authenticated; those who \
        logged in may not submit either.",
    admits_nobody_why: "PermissionGroups is None, as New-ReceiveConnector makes a custom connector unless it is told \
        otherwise.",
    admits_nobody_action: "Set the groups that the connector is made for, AnonymousUsers for devices that do not log in.",
    admits_nobody_fine: "Where it is meant to turn senders away.",

    open_relay: "{connector} lets everybody in a large range relay to the Internet.",
    open_relay_what: "Every host in the range can send to any recipient in the organization's name. One infected machine \
        is enough to be blacklisted; a load balancer or gateway in the range relays for everybody behind it.",
    open_relay_ranges: "Its ranges hold {ranges}.",
    open_relay_externally_secured: "The connector is externally secured: whoever lands there relays, counts as internal, \
        and passes filters and size limits; forged inside senders are believed.",
    open_relay_custom: "Custom beside AnonymousUsers shows extra rights for anonymous senders, usually the right to \
        relay.",
    open_relay_take_right_away: "Take ms-Exch-SMTP-Accept-Any-Recipient away from ANONYMOUS LOGON on this connector with \
        Remove-ADPermission. Leave its ranges: mail from the Internet needs them, and does not need that right.",
    open_relay_narrow: "Narrow the ranges to the hosts that relay.",
    open_relay_shows_right: "Get-ADPermission shows the right to relay.",
    open_relay_look: "See with the command below whether the right is there, and narrow the ranges to the hosts that \
        relay.",
    open_relay_fine: "Where every host in the range may relay.",

    own_address: "{connectors} {connectors|holds|hold} addresses of the server itself.",
    lands_on_port: "{address} on port {port} lands on {connector} by {range}.",
    other_roles_why: "Other roles of the same server, Unified Messaging first, submit to it and need Exchange Server \
        authentication. The paste does not show whether there are any; events 1423, 1446, 1335, 1082 or 1185 would say \
        that they fail.",
    front_end_hands_over_why: "The front end hands all mail over to the Transport service of its own server and needs \
        Exchange Server authentication for it: inbound mail stops with 451 5.7.3.",
    front_end_hands_over_action: "Take the server's own addresses off the connector.",
    own_programs_why: "Programs and probes on the server itself land there and may do what the connector allows \
        (inferred). Mail between the services of the server takes other ports.",
    own_address_action: "Take the server's own addresses off the connector, unless a program on the server relays.",
    own_address_fine: "Where a program on the server itself is meant to relay.",

    gateway: "{connectors} {connectors|holds|hold} the default gateway {addresses}.",
    lands: "{address} lands on {connector} by {range}.",
    gateway_why: "If a gateway, firewall or load balancer puts its own address in the place of the senders', all of them \
        look like this one address: whatever the connector allows, it allows the Internet.",
    gateway_action: "List the hosts that relay one by one, without gateways, firewalls and load balancers. The receive \
        log shows the addresses that really arrive.",
    gateway_fine: "Where the gateway leaves the senders' addresses as they are.",
    subnets: "{connectors} {connectors|takes|take} whole subnets, in which a gateway may be.",
    subnets_fine: "Where no device in the subnet translates addresses.",

    client_not_matched: "{clients} may not relay, because it lands on {connectors}.",
    a_client: "A client",
    client_not_matched_what: "The server refuses with 550 5.7.54 Unable to relay recipient in non-accepted domain.",
    client_not_matched_why: "The receive log names the connector, and no relay connector in the paste has the address.",
    client_action: "Find the client's address in the receive log, as Exchange sees it: IPv6 or a load balancer often \
        makes it another one. Put it on a relay connector of its own. Do not grant the right to relay on Default \
        Frontend: that makes an open relay.",
    client_fine: "Where the client is not meant to relay.",
    client_in_question: "A client that should relay may land on no relay connector.",
    client_in_question_what: "The paste has a 550 5.7.54 Unable to relay. Either no connector of its own has the client's \
        address, or that connector does not grant the right.",
    client_in_question_why: "Which connector answered, only the receive log tells.",
    granted_on_default: "{connectors} {connectors|grants|grant} anonymous senders more than setup does: probably \
        everybody may relay there.",
    granted_on_default_what: "This is what is left when clients that should relay landed there and somebody granted them \
        the right: everybody who reaches port 25 has it now.",
    granted_on_default_why: "Custom beside AnonymousUsers shows extra rights; which ones, Get-ADPermission tells. Mail \
        from the Internet to your own domains does not need the right to relay.",
    granted_on_default_action: "First give the clients a relay connector of their own, with the addresses that the \
        receive log shows (IPv6 or a load balancer often makes them other ones). Then take \
        ms-Exch-SMTP-Accept-Any-Recipient away from ANONYMOUS LOGON on this connector with Remove-ADPermission.",
    granted_on_default_fine: "Where the extra right is another one.",

    right_missing: "{connectors} {connectors|does|do} not grant the right to relay.",
    right_missing_what: "Senders that land there reach recipients inside; every other recipient is refused with 550 \
        5.7.54 Unable to relay recipient in non-accepted domain.",
    right_missing_why: "Anonymous senders do not hold ms-Exch-SMTP-Accept-Any-Recipient there: AnonymousUsers without \
        Custom stands for the rights of setup, and Get-ADPermission, where it is pasted, does not list the right.",
    right_missing_action: "If these clients may relay, grant ANONYMOUS LOGON that right on this connector with \
        Add-ADPermission, and keep its ranges to single hosts. Never on Default Frontend.",
    right_missing_fine: "Where its clients write to recipients inside only.",
    hybrid_right_missing: "{connectors} {connectors|does|do} not let mail from Exchange Online relay.",
    hybrid_right_missing_what: "Where mail of cloud users to the Internet goes through this server (centralised mail \
        transport), every recipient outside is refused with 550 5.7.1 Unable to relay.",
    hybrid_right_missing_why: "The connector admits anonymous senders and grants them nothing beyond. Exchange Online is \
        let through only where TlsDomainCapabilities recognises it by its certificate.",
    hybrid_right_missing_action: "Correct TlsDomainCapabilities and TlsCertificateName of the connector (the Hybrid \
        Configuration Wizard does). Do not grant the right to relay to the ranges of Exchange Online: every other tenant \
        sends from them too.",
    hybrid_right_missing_fine: "Where cloud mail to the Internet does not come this way.",

    picked_other: "{connectors} {connectors|has|have} the settings for Exchange Online, but mail from there lands on \
        {lands_on}.",
    picked_other_why: "By the ranges, the published addresses of Exchange Online land on another connector on port 25, \
        which has no such property: hybrid mail is then not recognised, loses its headers and counts as foreign.",
    picked_other_action: "Move TlsCertificateName and TlsDomainCapabilities to the connector where that mail lands; or \
        run the Hybrid Configuration Wizard again and choose the right connector.",
    picked_other_fine: "Where mail from Exchange Online comes through an Edge server or a filter.",

    load_balancer: "{connectors} {connectors|lists|list} single addresses: is one of them a load balancer?",
    load_balancer_why: "A load balancer that puts its own address in the place of the senders' makes all of them look \
        like this one: everybody who reaches it relays.",
    load_balancer_action: "Let it keep the senders' addresses (transparent mode, direct server return), or restrict who \
        reaches it, and take its address off the connector.",
    load_balancer_fine: "Where every address is that of a host that sends.",

    right_in_front: "{user} has {right} on {front}, but it is checked on {behind}.",
    right_in_front_what: "The front end hands the session over; the Transport service then refuses the message with 550 \
        5.7.60 Client does not have permissions to send as this sender, after DATA.",
    right_in_front_why: "The right is shown on the connector in front and not on the one behind it.",
    right_in_front_action: "Grant the same right on the connector behind, for this account only: it may then send as \
        anybody.",
    right_in_front_fine: "Where the account is not meant to send as others.",

    stale_certificate: "{connectors} {connectors|names|name} a certificate that is not in the list.",
    stale_certificate_why: "No certificate in the paste has this issuer and subject. The connector then offers another \
        certificate or no STARTTLS, and hybrid mail or partners that check the name are refused.",
    stale_certificate_action: "Name the certificate that replaced it, or set TlsCertificateName to $null.",
    stale_certificate_fine: "Where the list is of another server.",
    stale_capabilities: "{connectors} {connectors|knows|know} Exchange Online by a certificate that it no longer uses.",
    stale_capabilities_why: "Mail from Exchange Online is then not recognised as hybrid mail: it loses its headers and \
        counts as foreign.",
    stale_capabilities_action: "Run the Hybrid Configuration Wizard again; it writes mail.protection.outlook.com instead.",
    stale_capabilities_fine: "Where there is no hybrid deployment any more.",

    many_entries: "{connectors} {connectors|has|have} almost as many remote ranges as fit.",
    many_entries_why: "About 1,300 entries fit; then Active Directory refuses with \"administrative limit exceeded\". \
        Taking one address out of a range makes one entry more.",
    many_entries_action: "Write neighbouring single addresses as one range, before a change is urgent.",
    many_entries_fine: "Where nothing will be added.",

    logging_off: "{connectors} {connectors|writes|write} no protocol log, which would settle the suspicion.",
    logging_off_what: "The receive protocol log names the connector that really answered, and what it offered.",
    logging_off_why: "ProtocolLoggingLevel is None.",
    logging_off_action: "Switch it on, wait for the next attempt, read the log: {commands}",
};

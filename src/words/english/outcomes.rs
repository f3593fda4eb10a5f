//! What the answer to a need may show, and what each of it means.

use crate::words::outcomes::{Outcomes, Told};

pub(super) const WORDS: Outcomes = Outcomes {
    address_in_ranges: Told {
        see: "An address inside a range of {connectors}",
        means: "{connectors} answers it: this is the cause.",
    },
    address_not_in_ranges: Told {
        see: "No address inside these ranges",
        means: "{connectors} does not answer these servers. It is another cause.",
    },
    address_in_a_list: Told {
        see: "An address that a custom connector of the target lists on this port",
        means: "That connector answers in the place of the default one. If it offers no Exchange Server \
            authentication, it is the cause.",
    },
    address_in_no_list: Told {
        see: "No address that a custom connector lists",
        means: "The default connector answers. Ask the target for EHLO next.",
    },
    list_shows_captor: Told {
        see: "A connector whose RemoteIPRanges hold the sender's address more narrowly than the default connector \
            does, without ExchangeServer in AuthMechanism",
        means: "It answers in the place of the default connector: this is the cause.",
    },
    list_shows_healthy: Told {
        see: "Only connectors with ExchangeServer in AuthMechanism hold the sender's address",
        means: "No connector is the cause. Ask the target for EHLO from the sending server next.",
    },
    log_is_older: Told {
        see: "Other bindings, ranges or settings than in this paste",
        means: "The paste or the log is out of date. The new output counts: paste it in the place of the old one.",
    },
    log_is_newer: Told {
        see: "The same values as in this paste",
        means: "The sender uses another address, or reaches another server, than the paste tells. Paste the \
            addresses of both.",
    },
    answered_without_authentication: Told {
        see: "The connector that answered, without ExchangeServer in AuthMechanism",
        means: "An Exchange server gets 451 5.7.3 from it. Another connector should answer Exchange servers.",
    },
    answered_with_authentication: Told {
        see: "The connector that answered, with ExchangeServer in AuthMechanism and ExchangeServers in \
            PermissionGroups",
        means: "It is the right one for an Exchange server. The reason is not in the connector.",
    },
    entry_holds: Told {
        see: "An entry that holds the sender's address",
        means: "{connectors} may answer. The entry with the fewest addresses decides.",
    },
    no_entry_holds: Told {
        see: "No entry that holds it",
        means: "{connectors} does not answer this sender. It is another connector.",
    },
    queue_not_offered: Told {
        see: "LastError with 451 5.7.3 Cannot achieve Exchange Server authentication",
        means: "It is a question of receive connectors: paste the queue here, with the connectors of the target.",
    },
    queue_other_reply: Told {
        see: "LastError with another reply",
        means: "That reply names the cause. Paste it here.",
    },
    queue_without_error: Told {
        see: "An empty LastError",
        means: "The queue does not fail: it waits for its turn, is suspended, or its error has passed.",
    },
    ehlo_masked: Told {
        see: "XXXX in the place of X-ANONYMOUSTLS, or a greeting of asterisks",
        means: "A device on the path strips SMTP verbs. Switch SMTP inspection off for this path.",
    },
    ehlo_only_exps: Told {
        see: "X-EXPS, but no X-ANONYMOUSTLS",
        means: "The target does not load its internal transport certificate, or SuppressXAnonymousTls is set on the \
            connector.",
    },
    ehlo_offered: Told {
        see: "X-ANONYMOUSTLS",
        means: "It is neither the device nor the certificate, for this address and this moment. Look at the send \
            protocol log.",
    },
    sent_masked: Told {
        see: "In the reply to EHLO, XXXX in the place of verbs",
        means: "A device on the path strips SMTP verbs.",
    },
    sent_only_exps: Told {
        see: "In the reply to EHLO, X-EXPS without X-ANONYMOUSTLS, or neither of them",
        means: "With X-EXPS it is the certificate of the target. With neither, a connector without ExchangeServer \
            answered: local-endpoint is the address that lists must not hold.",
    },
    sent_offered: Told {
        see: "In the reply to EHLO, X-ANONYMOUSTLS, or another host's name",
        means: "With X-ANONYMOUSTLS the authentication that followed failed: read on there. Another host's name \
            shows that the target's name leads to a wrong address.",
    },
    log_names: Told {
        see: "{connectors} in the column connector-id, in sessions of the senders",
        means: "It answers them: this is the cause.",
    },
    log_names_another: Told {
        see: "Another connector in that column",
        means: "{connectors} is not the cause. Paste the connector that is named there, with all its properties.",
    },
    log_names_nobody: Told {
        see: "No session of the senders",
        means: "They do not reach this server, or nothing is logged: set ProtocolLoggingLevel to Verbose on its \
            connectors and wait for the next attempt.",
    },
    replied_itself: Told {
        see: "{connectors} in the column connector-id, in the session with this EHLO",
        means: "It gave the reply, and it is the connector whose settings count for this client.",
    },
    replied_another: Told {
        see: "Another connector in that column",
        means: "The paste shows that connector otherwise than it is now, or not at all: paste it with all its properties.",
    },
    in_the_way: Told {
        see: "A connector with the same entry in Bindings, and another TransportRole or a range that crosses",
        means: "It stands in the way, enabled or not. Change the endpoint or the range of one of the two.",
    },
    not_in_the_way: Told {
        see: "No such connector",
        means: "The list was changed after the error: run the command again.",
    },
    certificate_missing: Told {
        see: "The thumbprint of the first block in none of the blocks below it, or there with HasPrivateKey False",
        means: "The internal transport certificate is missing: this is the cause. Events 12012 to 12015 say so too.",
    },
    certificate_there: Told {
        see: "That thumbprint in a block with HasPrivateKey True and Status Valid",
        means: "The certificate is there: it is another cause.",
    },
    relay_right_there: Told {
        see: "ms-Exch-SMTP-Accept-Any-Recipient, with Deny False",
        means: "Anonymous senders may relay on {connectors}.",
    },
    relay_right_absent: Told {
        see: "No such right, or Deny True",
        means: "Anonymous senders may not relay on {connectors}.",
    },
    right_there: Told {
        see: "{right} for {user}, with Deny False",
        means: "{connectors} has the right as well. It is another cause.",
    },
    right_absent: Told {
        see: "{right} is not listed for {user}, or Deny is True",
        means: "{connectors} refuses what the front end let pass: this is the cause.",
    },
    gateway_in_ranges: Told {
        see: "An address of a gateway, firewall or load balancer inside a range of {connectors}",
        means: "Everybody who comes through it is treated as it is. Take it off that list.",
    },
    gateway_elsewhere: Told {
        see: "Only addresses outside those ranges",
        means: "Nobody comes to {connectors} through one.",
    },
    asks_for_exchange: Told {
        see: "SmartHostAuthMechanism with ExchangeServer, on the send connector of this queue",
        means: "No host outside the organization can give that: set another mechanism there.",
    },
    asks_for_nothing: Told {
        see: "None or BasicAuth there",
        means: "The send connector is right. Ask those who run the other host, with its reply.",
    },
    users_are_servers: Told {
        see: "Addresses of Exchange servers beside {connectors}",
        means: "They land there today: their mail fails as soon as they send it this way. Take them off.",
    },
    users_are_no_servers: Told {
        see: "Only printers, applications and other clients beside {connectors}",
        means: "No Exchange server uses it today. It can still happen when a route or a failover changes.",
    },
    users_as_meant: Told {
        see: "The senders that you expect beside {connectors}",
        means: "It works as it is meant to. Nothing is to be done.",
    },
    users_not_meant: Told {
        see: "Other senders beside {connectors}",
        means: "It takes senders that it is not meant for. Narrow its list.",
    },
    users_known: Told {
        see: "Only addresses that you know beside {connectors}",
        means: "Write these addresses as its list, in the place of the large range.",
    },
    users_unknown: Told {
        see: "Addresses that you do not know beside {connectors}",
        means: "Strangers may relay: narrow the list now, and see what they sent.",
    },
    nobody_uses: Told {
        see: "Nobody beside {connectors}",
        means: "Nobody uses it, or nothing is logged: set ProtocolLoggingLevel to Verbose there, and look again \
            after a day.",
    },
    somebody_is_refused: Told {
        see: "Addresses without a connector in front of them",
        means: "These senders get 421 4.3.2 Service not available. Give them a connector that holds them.",
    },
    nobody_is_refused: Told {
        see: "A connector in front of every address",
        means: "Nobody is refused in these logs. It stays a risk for senders that come later.",
    },
    one_of_them_answers: Told {
        see: "Only one of the two connectors",
        means: "It answers; the other one waits for nobody. Remove one, or give them different ranges.",
    },
    both_answer: Told {
        see: "Both connectors, for the same address",
        means: "Which one answers changes. Separate their ranges.",
    },
    somebody_lands: Told {
        see: "{connectors} in front of an address",
        means: "Somebody lands there: the paste is not what the server has now. Paste its connectors again.",
    },
    somebody_is_not_admitted: Told {
        see: "{connectors} in front of an address",
        means: "This sender is refused. Give the connector the permission group that the sender needs, or take the \
            address off.",
    },
    same_senders: Told {
        see: "The same senders on all of these servers",
        means: "They meet different settings by chance. Make the connectors alike.",
    },
    own_senders: Told {
        see: "Senders of its own on each server",
        means: "The difference may be meant. Ask whoever made it.",
    },
    server_itself: Told {
        see: "An address of the server itself beside {connectors}",
        means: "A program on the server sends this way, and gets what the connector allows. Keep it if that is meant.",
    },
    not_the_server_itself: Told {
        see: "Other addresses only",
        means: "Nothing on the server sends through {connectors}.",
    },
    gateway_lands: Told {
        see: "The address of the gateway or load balancer beside {connectors}",
        means: "Senders behind it land there. Take it off, or let the device keep the senders' own addresses.",
    },
    gateway_lands_not: Told {
        see: "Other addresses only",
        means: "The device keeps the senders' addresses, or nobody comes through it: {connectors} is right.",
    },
    cloud_lands: Told {
        see: "{connectors} in front of addresses of Exchange Online, from 40.92.0.0/15, 40.107.0.0/16, \
            52.100.0.0/14 or 104.47.0.0/17",
        means: "Mail from Exchange Online lands there.",
    },
    cloud_lands_elsewhere: Told {
        see: "Another connector in front of them",
        means: "Mail from Exchange Online lands on that one. It must have the settings of the hybrid connection.",
    },
    cloud_authority: Told {
        see: "Beside TLS, a certificate of Exchange Online whose issuer {connectors} does not name",
        means: "This is the cause: name the new issuer in TlsDomainCapabilities.",
    },
    cloud_authority_fits: Told {
        see: "The issuer that TlsDomainCapabilities names",
        means: "The name is right. It is another cause.",
    },
    many_at_once: Told {
        see: "Many sessions of one address that overlap",
        means: "This sender alone reaches the limit per source. Raise it on that connector, or let the sender use \
            fewer connections.",
    },
    few_at_once: Told {
        see: "Overlapping sessions of many addresses",
        means: "The limit of all connections together is reached. Raise MaxInboundConnection, or find who keeps \
            sessions open.",
    },
    client_on_setup: Told {
        see: "The client's address on a connector of setup",
        means: "No custom connector lists it. Add the address, as it is printed there, to the relay connector.",
    },
    client_on_relay: Told {
        see: "The client's address on the relay connector",
        means: "The list is right. See whether anonymous senders have the right ms-Exch-SMTP-Accept-Any-Recipient \
            there.",
    },
    name_registered: Told {
        see: "The account of this server",
        means: "Kerberos knows the name. It is another cause: compare the clocks.",
    },
    name_not_registered: Told {
        see: "No such SPN found, or another account",
        means: "Kerberos does not know the name that the connector announces: this is the cause. Set Fqdn to the \
            server's own name, or to $null.",
    },
    queue_falls: Told {
        see: "MessageCount falls from one block to the next, and LastError is empty",
        means: "The queue delivers. Nothing is stuck.",
    },
    queue_grows: Told {
        see: "MessageCount stays or grows, Status is Active, and LastError is empty",
        means: "More mail arrives than one connection after the other can carry. It is a matter of throughput.",
    },
    queue_fails: Told { see: "LastError with a reply", means: "The reply names the cause. Paste it here." },
    copies_fall: Told {
        see: "MessageCount falls from one block to the next",
        means: "The copies go when the other server has delivered. Nothing is stuck.",
    },
    copies_stay: Told {
        see: "MessageCount stays",
        means: "The server that holds the originals has not reported. Look at its queues.",
    },
    requester_inactive: Told {
        see: "Lines with Inactive or Draining",
        means: "Each Requester there must set the component to Active: Set-ServerComponentState with -Requester and \
            that name.",
    },
    requester_active: Told {
        see: "Active in every line",
        means: "The component was set back. Restart the transport service if mail still waits.",
    },
    one_sender: Told {
        see: "Messages of one or few senders",
        means: "The other host refuses these messages: their sender, their content, or a domain that does not vouch for \
            them (SPF, DKIM).",
    },
    many_senders: Told {
        see: "Messages of many senders",
        means: "The other host refuses this server: its public address or its rate. Ask those who run the host, with its \
            reply.",
    },
    nothing_at_connector: Told {
        see: "Nothing of the kind on {connectors}",
        means: "{connectors} was changed after that session. Try again, and read the newest lines of the receive log.",
    },
    kerberos_encryption: [
        Told {
            see: "One account with 4, 0 or nothing, and the other with 8, 16 or 24",
            means: "They share no encryption type: this is the cause. Allow AES (24) on both computer accounts.",
        },
        Told {
            see: "24 or 28 on both accounts",
            means: "Both allow AES. Look at KDC events 201 to 209 on the domain controllers, then at the clocks.",
        },
    ],
    outside_refuses: [
        Told {
            see: "SmartHostAuthMechanism None, and that host asks for a login",
            means: "Give the send connector the login that the host expects.",
        },
        Told {
            see: "A login, or delivery by DNS",
            means: "The host refuses this sender or address. Ask those who run it, with its reply.",
        },
    ],
    out_of_date_server: [
        Told {
            see: "A build that is older than the ones that Microsoft still supports",
            means: "This is the cause: update that server.",
        },
        Told {
            see: "The newest build on every server",
            means: "Another server connects to Exchange Online. The Received lines of a delayed message name it.",
        },
    ],
    tenant_attribution: [
        Told {
            see: "TlsCertificateName of the send connector fits no certificate, or one that has expired",
            means: "This is the cause: name the valid certificate, whose subject the inbound connector in Exchange \
                Online must name.",
        },
        Told {
            see: "It fits a valid certificate",
            means: "Compare its subject and the public address of this server with Get-InboundConnector in Exchange \
                Online.",
        },
    ],
    subject_mismatch: [
        Told {
            see: "TlsCertificateName that fits no certificate below, on the connector that takes Exchange Online",
            means: "This is the cause: name the renewed certificate there, issuer and subject.",
        },
        Told {
            see: "It fits a valid certificate",
            means: "Another connector answers Exchange Online: look for one whose ranges hold its addresses more \
                narrowly.",
        },
    ],
    sender_unauthenticated: [
        Told {
            see: "No v=spf1 record, or one without the address that the mail leaves from",
            means: "This is the cause: add the public address or the smart host to the record.",
        },
        Told {
            see: "A v=spf1 record with that address",
            means: "The sender's domain is another one, such as that of forwarded mail, or a DKIM signature is asked for. The \
                words of the reply name which.",
        },
    ],
    temporary_authentication_failure: [
        Told {
            see: "A difference of 300 seconds or more, or no line with SMTPSVC",
            means: "This is the cause: set the clock, or register the missing service principal name.",
        },
        Told {
            see: "Clocks within seconds, and SMTPSVC with the server's names",
            means: "Neither of the two. Look for event 1035 on the target; it names the connector.",
        },
    ],
    tls_channel: [
        Told {
            see: "A certificate for SMTP that is not Valid, has expired, or is self-signed",
            means: "The other side does not trust it. Give SMTP to a valid certificate of an authority that both \
                sides trust.",
        },
        Told {
            see: "A valid certificate of such an authority",
            means: "It is not the certificate. Compare the TLS versions of both servers.",
        },
    ],
    certificate_validation: [
        Told {
            see: "NotAfter in the past, a Status other than Valid, or no certificate with the name that a connector \
                names",
            means: "This is the cause: renew it or name the right one. For an Edge server, subscribe again afterwards.",
        },
        Told {
            see: "A valid certificate with that name",
            means: "The other side does not know it. For an Edge server, subscribe again; else see whether the \
                other side trusts its root.",
        },
    ],
    start_tls_required: [
        Told {
            see: "No certificate with SMTP in Services and HasPrivateKey True",
            means: "The server cannot offer STARTTLS: this is the cause. Enable a valid certificate for SMTP.",
        },
        Told {
            see: "Such a certificate",
            means: "The server can offer it. A device on the path removes STARTTLS, or another connector answers.",
        },
    ],
    own_internal_certificate: [
        Told {
            see: "No certificate that is Valid with HasPrivateKey True, or none with SMTP",
            means: "This is the cause: make a new one with New-ExchangeCertificate, and restart the transport service.",
        },
        Told {
            see: "Valid certificates with their keys",
            means: "The named one is another one. Events 12012 and 12013 print its thumbprint.",
        },
    ],
    other_authentication: [
        Told {
            see: "A SmartHostAuthMechanism that the other host does not offer",
            means: "Set the mechanism that the host offers in its reply to EHLO.",
        },
        Told {
            see: "None, and RequireTLS True or a TlsDomain",
            means: "The host must offer STARTTLS and does not. Ask for its reply to EHLO.",
        },
    ],
    service_not_active: [
        Told {
            see: "HubTransport or FrontendTransport with Inactive or Draining",
            means: "This is the cause: set it to Active with Set-ServerComponentState, as the requester who \
                switched it off.",
        },
        Told { see: "Active for both", means: "It was set back. Restart the transport service if mail still waits." },
    ],
    service_not_available: [
        Told {
            see: "HubTransport or FrontendTransport with Inactive or Draining",
            means: "The component is switched off: this is the cause.",
        },
        Told {
            see: "Active for both",
            means: "No connector on the port holds the sender's address, or a HubTransport connector sits on port \
                25. Paste all connectors of the target.",
        },
    ],
    connection_limit: [
        Told {
            see: "A small number on the connector that answers, such as 20 or 2",
            means: "This limit is reached. Raise it on the connector for these senders.",
        },
        Told { see: "unlimited and 100 on that connector", means: "Another connector answers. Event 1021 names it." },
    ],
    message_rate_limit: [
        Told {
            see: "A number in MessageRateLimit of the connector that answers",
            means: "This limit is reached. Set it to Unlimited on connectors for servers.",
        },
        Told { see: "Unlimited there", means: "Another connector answers. The receive protocol log names it." },
    ],
    port_taken: [
        Told {
            see: "HubTransport beside port 25",
            means: "This is the cause: give that connector the role FrontendTransport, and restart both transport \
                services.",
        },
        Told {
            see: "Only FrontendTransport beside port 25",
            means: "Another program has the port. netstat -ano names its process.",
        },
    ],
    ranges_limit: [
        Told { see: "A number near 1,300", means: "The list is full: write neighbouring addresses as one range." },
        Told { see: "A small number", means: "The command names another list, or adds very many at once." },
    ],
    back_pressure: [
        Told {
            see: "An event 15004 or 15006 that no 15005 or 15007 follows",
            means: "The server is under pressure. The event names disk or memory: free it.",
        },
        Told {
            see: "Nothing of the kind, or 15005 and 15007 last",
            means: "The pressure has passed. Run Retry-Queue.",
        },
    ],
    connection_dropped: [
        Told {
            see: "The session ends after STARTTLS or X-ANONYMOUSTLS",
            means: "TLS fails. Compare the TLS versions, and look for the certificate's private key on the target.",
        },
        Told {
            see: "It ends after DATA or BDAT, or at another time in every session",
            means: "A device or an antivirus product on the path cuts it.",
        },
    ],
    unable_to_connect: [
        Told {
            see: "An error: refused, or no answer within the time",
            means: "Refused: nothing listens there, so see whether the transport service runs. No answer: a \
                firewall, or the address is wrong.",
        },
        Told {
            see: "open",
            means: "The port can be reached now. Run Retry-Queue; if it still fails, TLS fails early: look at the \
                certificates of the target.",
        },
    ],
    dns_query_failed: [
        Told {
            see: "A DNS server outside the organization, such as 8.8.8.8 or one of the provider",
            means: "It does not know the names inside: this is the cause. Set only DNS servers of the domain.",
        },
        Told {
            see: "Only DNS servers of the domain",
            means: "Resolve the name of the next hop there with nslookup. A time-out is a firewall or a forwarder.",
        },
    ],
    frontend_proxy: [
        Told {
            see: "A DNS server outside the organization on an adapter",
            means: "The front end does not find the servers behind it: this is the cause.",
        },
        Told {
            see: "Only DNS servers of the domain",
            means: "Look at the connectors on port 2525 of the servers behind it, and whether their transport \
                service runs.",
        },
    ],
    secure_domain: [
        Told {
            see: "The recipient's domain in TLSSendDomainSecureList",
            means: "Mail to it must use mutual TLS. Take it off the list, or mend the certificates.",
        },
        Told {
            see: "The domain is not there",
            means: "The list is not the cause. Look at TlsDomain and RequireTLS of the send connector.",
        },
    ],
    store_driver: [
        Told { see: "Mounted False", means: "This is the cause: mount the database, and see why it was dismounted." },
        Told { see: "Mounted True", means: "The reply is about the mailbox or the message. Its words name which." },
    ],
    unable_to_relay: [
        Told {
            see: "The client's address only in ranges of connectors of setup",
            means: "They relay for nobody. Add the address to the relay connector.",
        },
        Told {
            see: "It is in the ranges of a custom connector",
            means: "That connector lacks the right to relay: see what Get-ADPermission prints for anonymous senders.",
        },
    ],
    send_as: [
        Told {
            see: "The client's address on a connector without the right ms-Exch-SMTP-Accept-Any-Sender or \
                Accept-Authoritative-Domain-Sender",
            means: "This is the cause: another connector must answer it, or its account needs Send As.",
        },
        Told {
            see: "The client authenticates",
            means: "The mailbox of the From address has not granted Send As to that account.",
        },
    ],
    not_authenticated: [
        Told {
            see: "AnonymousUsers missing in PermissionGroups of the connector that holds the client's address",
            means: "This is the cause: add the group there, or list the client on a connector that has it.",
        },
        Told { see: "AnonymousUsers there", means: "Another connector answers. The receive protocol log names it." },
    ],
    unrecognized_command: [
        Told {
            see: "A connector without ExchangeServer in AuthMechanism holds the sender's address most narrowly",
            means: "It does not know X-EXPS and X-ANONYMOUSTLS: this is the cause.",
        },
        Told {
            see: "The connector with that range has ExchangeServer",
            means: "A device on the path changes the verbs. Ask for EHLO from the sending server.",
        },
    ],
    mail_loop: [
        Told {
            see: "A domain that is InternalRelay or ExternalRelay here, whose send connector leads to a host that \
                sends it back",
            means: "This is the cause: name the host that really has these mailboxes, or make the domain \
                Authoritative.",
        },
        Told {
            see: "Authoritative, and no send connector for it",
            means: "The loop is between other hosts. The Received lines of the message show them.",
        },
    ],
    authorization_lookup: [
        Told {
            see: "An error, such as ERROR_NO_SUCH_DOMAIN",
            means: "The target does not find a domain controller: this is the cause.",
        },
        Told {
            see: "A domain controller with its address",
            means: "It finds one now. Run Retry-Queue; if it comes back, look at the load of that domain controller.",
        },
    ],
    weak_tls: [
        Told {
            see: "TLS with a cipher of less than 128 bits, or an old version, in the last session",
            means: "The other side agrees on nothing stronger. Enable TLS 1.2 and strong ciphers there.",
        },
        Told { see: "No line about TLS", means: "TLS did not come about. Look for the certificate of the target." },
    ],
    tls_rate: [
        Told {
            see: "A connector that takes many clients who start TLS in each session",
            means: "Spread these clients, or let them reuse their sessions.",
        },
        Told {
            see: "Only servers land there",
            means: "A sender opens a session for each message. Its connection settings are the place to look.",
        },
    ],
    auth_type_unknown: [
        Told {
            see: "The connector that holds the sender's address lacks ExchangeServer, Integrated or BasicAuth",
            means: "It refuses that kind of logon: this is the cause.",
        },
        Told {
            see: "It has the kind that the sender asks for",
            means: "Another connector answers. The receive protocol log names it.",
        },
    ],
    logon_failed: [
        Told {
            see: "SmartHostAuthMechanism BasicAuth on the send connector of this queue",
            means: "Its user name or password was refused: set them anew with -AuthenticationCredential.",
        },
        Told {
            see: "None, or no send connector for this mail",
            means: "It is the logon of a client or an application. Check the account there.",
        },
    ],
    client_proxy: [
        Told {
            see: "Client Proxy disabled, or with other ports, ranges or groups than setup makes",
            means: "This is the cause: set it back.",
        },
        Told {
            see: "Client Proxy as setup makes it, on each server",
            means: "See whether the transport service runs there, and resolve the servers' names on the front end.",
        },
    ],
    submit_right: [
        Told {
            see: "No group in PermissionGroups that the sender belongs to",
            means: "This is the cause: add ExchangeUsers for users, ExchangeServers for servers.",
        },
        Told { see: "The right group there", means: "Another connector answers. The receive protocol log names it." },
    ],
    exchange_right: [
        Told {
            see: "ExchangeServers missing in PermissionGroups of the connector that holds the sender's address",
            means: "This is the cause: add the group, or let the default connector answer.",
        },
        Told {
            see: "ExchangeServers there",
            means: "The sender did not authenticate as a server. Look at event 1035 on the target.",
        },
    ],
    command_not_allowed: [
        Told {
            see: "An agent of another maker with Enabled True",
            means: "It decides so. Switch it off with Disable-TransportAgent for a test.",
        },
        Told {
            see: "Agents of Microsoft only",
            means: "It is no agent. Compare the verb in the reply with the rights on the connector.",
        },
    ],
    not_accepting: [
        Told { see: "Paused or Stopped", means: "This is the cause: resume or start the service." },
        Told { see: "Running", means: "An agent asks for it. See the list of agents." },
    ],
    broken_dialogue: [
        Told {
            see: "XXXX, asterisks, or a greeting that is not of Exchange",
            means: "A device or another product is between the two.",
        },
        Told {
            see: "A greeting of Microsoft ESMTP MAIL Service",
            means: "It is the right host. The last command before the error is the one that did not fit.",
        },
    ],
    no_outbound_frontend: [
        Told {
            see: "FrontendTransport with Inactive or Draining on every server of the site",
            means: "This is the cause: set it to Active, or set FrontendProxyEnabled of the send connector to False.",
        },
        Told {
            see: "Active on one",
            means: "See whether the Front End Transport service runs there, and whether port 717 can be reached.",
        },
    ],
    rerouted: [
        Told { see: "The messages in another queue, or none", means: "The new route works. Nothing is to be done." },
        Told {
            see: "The same reply again after ten minutes",
            means: "The routes change all the time: look for a connector or a server that comes and goes.",
        },
    ],
    not_redundant: [
        Told {
            see: "On another server, a connector that holds this server and lacks ExchangeServer",
            means: "The copy fails there: this is the cause.",
        },
        Told { see: "No such connector", means: "The other servers cannot be reached. Test ports 25 and 2525." },
    ],
    proxy_requirement: [
        Told {
            see: "Default, Client Proxy or Outbound Proxy Frontend without ExchangeServer, or disabled",
            means: "This is the cause: set it back to what setup makes.",
        },
        Told {
            see: "All of them as setup makes them",
            means: "Another connector answers on that port. Look for one with a narrower range.",
        },
    ],
    outbound_proxy: [
        Told {
            see: "FrontendProxyEnabled True on the send connector of this queue",
            means: "The front end sends. Test the connection to the host from there.",
        },
        Told {
            see: "False",
            means: "The transport service sends by itself. Test the connection to the host from the sending server.",
        },
    ],
    expired: [
        Told { see: "LastError with a reply", means: "That reply is the cause. Paste it here." },
        Told { see: "No queue with an error", means: "The reason has passed. Send the message again." },
    ],
    queue_quota: [
        Told {
            see: "A long queue with LastError",
            means: "It holds the others up. Its reply is the cause: paste it here.",
        },
        Told { see: "Short queues only", means: "The quota is free again. Run Retry-Queue." },
    ],
    temp_drive_full: [
        Told { see: "A small FreeSpace", means: "This is the cause: free space there, or move TMP." },
        Told { see: "Space on each drive", means: "The drive is not full now. Run Retry-Queue." },
    ],
    frontend_dns: [
        Told {
            see: "A DNS server outside the organization on an adapter",
            means: "It does not know the servers behind the front end: this is the cause.",
        },
        Told {
            see: "Only DNS servers of the domain",
            means: "Resolve the name of each server behind it with nslookup.",
        },
    ],
    no_route: [
        Told {
            see: "AddressSpaces of none holds the recipient's domain or *",
            means: "This is the cause: make a send connector for it.",
        },
        Told { see: "One holds it", means: "It is disabled, or its source servers cannot be reached from here." },
    ],
    public_address: [
        Told {
            see: "A DNS server outside the organization on an adapter",
            means: "It gives a wrong address for names inside: this is the cause.",
        },
        Told {
            see: "Only DNS servers of the domain",
            means: "The wrong address is in your own zone. Look the name up with nslookup.",
        },
    ],
    keyless_certificate: [
        Told {
            see: "HasPrivateKey False beside SMTP",
            means: "This is the cause: import the certificate again with its key.",
        },
        Told { see: "HasPrivateKey True", means: "It is another cause." },
    ],
    unbound_certificate: [
        Told {
            see: "SMTP in Services of no certificate",
            means: "This is the cause: Enable-ExchangeCertificate with -Services SMTP, and answer no to overwriting \
                the default one.",
        },
        Told { see: "SMTP beside a valid certificate", means: "It is another cause." },
    ],
    legacy_integrated_auth: [
        Told {
            see: "A server of Exchange 2003 in TargetTransportServers",
            means: "Look there, in System Manager: Integrated Windows Authentication of its SMTP virtual server \
                must be on.",
        },
        Told { see: "No such server", means: "It is another cause." },
    ],
    legacy_smart_host: [
        Told {
            see: "A server of Exchange 2003 in TargetTransportServers",
            means: "Look there, in System Manager: its SMTP virtual server must have no smart host.",
        },
        Told { see: "No such server", means: "It is another cause." },
    ],
    legacy_routing_group: [
        Told {
            see: "A target that no longer exists, or whose virtual server is disabled",
            means: "This is the cause: make the routing group connector anew.",
        },
        Told { see: "Targets that run", means: "It is another cause." },
    ],
    ad_trust: [
        Told {
            see: "A trust with an error, or an event that names a wrong account or password",
            means: "This is the cause: reset the trust with netdom.",
        },
        Told {
            see: "Trusts without errors",
            means: "It is another cause: compare clocks and service principal names.",
        },
    ],
    edge_certificate: [
        Told {
            see: "No valid certificate with a private key, on the Edge server or here",
            means: "This is the cause: make a new one, and subscribe again.",
        },
        Told {
            see: "Valid ones on both sides",
            means: "The subscription does not know them. Subscribe again if one is newer than the subscription.",
        },
    ],
    send_side_tls: [
        Told {
            see: "TlsCertificateName that fits no valid certificate below",
            means: "This is the cause: name the valid one on the send connector.",
        },
        Told {
            see: "It fits, and RequireTLS is True",
            means: "The other host does not offer STARTTLS, or a device on the path removes it. Ask for its reply \
                to EHLO.",
        },
    ],
    tls_version: [
        Told {
            see: "TLS 1.2 with Enabled 0 or DisabledByDefault 1, or no such key on Windows Server 2008 R2",
            means: "This is the cause: enable TLS 1.2 for client and server, and restart.",
        },
        Told { see: "TLS 1.2 on, on both servers", means: "It is another cause." },
    ],
    stale_certificate_name: [
        Told {
            see: "TlsCertificateName with an issuer and a subject that no certificate below has",
            means: "This is the cause: name the new certificate, or set the property to $null.",
        },
        Told {
            see: "A valid certificate with both",
            means: "The name is right. A device on the path may remove STARTTLS.",
        },
    ],
    hybrid_certificate: [
        Told {
            see: "The certificate that the send connector names, on one source server and not on another",
            means: "This is the cause: import it on every source server.",
        },
        Told { see: "The same thumbprint on each", means: "It is another cause." },
    ],
    dns_lookup_setting: [
        Told {
            see: "InternalDNSAdapterEnabled False, with servers that do not know the names inside",
            means: "This is the cause: set it to True, or name DNS servers of the domain.",
        },
        Told {
            see: "InternalDNSAdapterEnabled True",
            means: "The servers of the adapters count. It is another cause.",
        },
    ],
    dns_registration: [
        Told {
            see: "FullDNSRegistrationEnabled False",
            means: "This is the cause: switch it on for the adapter, and restart the transport service.",
        },
        Told { see: "True", means: "It is another cause." },
    ],
    dns_aaaa: [
        Told {
            see: "A time-out for AAAA, while MX is answered",
            means: "The DNS servers of that domain are at fault. Only their owners can mend it.",
        },
        Told { see: "Answers to both questions", means: "It is another cause. Run Retry-Queue." },
    ],
    av_blocks_port: [
        Told {
            see: "An error on port 25, and open on another port",
            means: "A rule blocks the port on the sending server: allow EdgeTransport.exe in the antivirus product.",
        },
        Told {
            see: "open on port 25",
            means: "Nothing blocks the port for this program. Look into the log of the antivirus product all the \
                same: its rules go by program.",
        },
    ],
    subdomain_loop: [
        Told {
            see: "The subdomain on one side only",
            means: "This is the cause: make it an accepted domain on both sides, or on none.",
        },
        Told { see: "The same domains on both", means: "It is another cause." },
    ],
    ticket_corrupt: [
        Told {
            see: "A ticket for SMTPSVC of the target that began before the target was restarted or its account changed",
            means: "This may be the cause: purge the tickets, or restart that server.",
        },
        Told { see: "No such ticket", means: "It is another cause." },
    ],
    antimalware_engine: [
        Told {
            see: "Errors of FIPFS or of the filtering service",
            means: "This is the cause. Update the engine, or bypass it for a test with Set-MalwareFilteringServer.",
        },
        Told { see: "None", means: "It is another cause." },
    ],
    rules_slow: [
        Told { see: "Event 1050, or rules with many patterns", means: "This is the cause: simplify these rules." },
        Told { see: "Neither", means: "It is another cause." },
    ],
    esent_sessions: [
        Told {
            see: "Errors of ESENT about sessions",
            means: "This is the cause: restart the transport service, and raise the number of sessions only on \
                advice of Microsoft.",
        },
        Told { see: "None", means: "It is another cause." },
    ],
};

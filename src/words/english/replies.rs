//! What known SMTP replies mean: headline, meaning, what to check.

use crate::words::replies::{Explanation, Replies};

pub(super) const WORDS: Replies = Replies {
    kerberos_encryption: Explanation {
        headline: "The two servers share no Kerberos encryption type.",
        meaning: "The event names KdcUnknownEncryptionType: the domain controller, or the computer account of one of the \
            servers, does not allow the encryption type that the other needs. This is usual since RC4 is being switched \
            off.",
        check: "See which types both computer accounts allow (msDS-SupportedEncryptionTypes), and the KDC events 201 to \
            209 on the domain controllers. Clocks and service principal names come after that.",
    },
    outside_refuses: Explanation {
        headline: "The receiving system outside the organization refuses.",
        meaning: "The reply is that of a host outside the organization, so it says nothing of the receive connectors \
            here. That host does not accept this sender, this address or this kind of session.",
        check: "See which send connector uses that host and how it authenticates there; then ask those who run the host.",
    },
    out_of_date_server: Explanation {
        headline: "Exchange Online slows down or blocks mail from this server, because its build is out-of-date.",
        meaning: "The version decides, and no connector does. First the connection is throttled, later it is blocked for \
            longer and longer.",
        check: "See the build of every server that sends to Exchange Online and update it. Get-OnPremServerReportInfo in \
            Exchange Online shows the state, and lets one pause the enforcement for 90 days a year.",
    },
    tenant_attribution: Explanation {
        headline: "Exchange Online does not recognise the sending organization.",
        meaning: "The cloud compares the certificate of the session, or else the public address that the mail comes from, \
            with the inbound connectors of the tenant. None fits, or one that fits demands another certificate or \
            address.",
        check: "Compare the certificate of the send connector (name and expiry) and the public address of this server \
            with the inbound connector in Exchange Online (Get-InboundConnector).",
    },
    subject_mismatch: Explanation {
        headline: "Exchange Online was shown another certificate by the receive connector than it expects.",
        meaning: "The cloud says this of the receive connector here that answered it. The presented subject tells which \
            certificate answered: a self-signed one, CN= and the name of the server, shows that another connector \
            answered, or that the certificate which the connector names (TlsCertificateName) was not found.",
        check: "See which receive connector takes the addresses of Exchange Online on port 25 (usually Default Frontend), \
            and whether TlsCertificateName there fits a certificate of the server: issuer and subject, not expired.",
    },
    sender_unauthenticated: Explanation {
        headline: "The receiving system does not accept the sender's domain as genuine.",
        meaning: "It checks whether the domain of the sender vouches for the server that sends (SPF, DKIM, reverse DNS, Sender \
            ID), and found that it does not. Receive connectors here take no part.",
        check: "Compare the SPF record of the sender's domain with the public address that the mail leaves from.",
    },
    temporary_authentication_failure: Explanation {
        headline: "Exchange Server authentication was offered and tried, and it failed.",
        meaning: "So the right kind of connector answered. Behind it are Kerberos and Active Directory: clocks \
            more than five minutes apart, a missing SMTPSVC service principal name, replication or a domain \
            trust, a connector whose Fqdn is not the server's name, or a connector that does not admit the \
            ExchangeServers group.",
        check: "Compare the clocks first, then the service principal names of the target; event 1035 on the \
            target names the connector.",
    },
    tls_channel: Explanation {
        headline: "The two servers could not agree on a TLS channel.",
        meaning: "The certificate that was chosen is not trusted by the other side, or they share no TLS version \
            or cipher.",
        check: "See which certificate the target's connector uses and whether the sender trusts its root.",
    },
    certificate_validation: Explanation {
        headline: "A certificate was refused, or one that a connector names is not there.",
        meaning: "For an Edge server: the Edge subscription does not know the certificate any more. For a smart \
            host or partner: name, trust or expiry of its certificate; or TlsCertificateName names a \
            certificate that was replaced.",
        check: "Compare the certificates with what the connectors name; after an Edge certificate was renewed, \
            subscribe again.",
    },
    start_tls_required: Explanation {
        headline: "One side requires TLS and the other did not offer it.",
        meaning: "It is not the missing Exchange Server authentication, although the code is the same. The target \
            has no usable certificate for SMTP, a device on the way removes STARTTLS, or a connector with \
            RequireTLS took a session in clear text.",
        check: "See whether the target offers STARTTLS in its reply to EHLO and which certificate is enabled for \
            SMTP.",
    },
    own_internal_certificate: Explanation {
        headline: "The sending server cannot load its own internal transport certificate.",
        meaning: "It needs that certificate to authenticate towards Edge servers. It was removed, has expired, or \
            its private key is missing.",
        check: "Check the certificate of the server that holds the queue; events 12012 and 12013 there.",
    },
    other_authentication: Explanation {
        headline: "The send connector asks for an authentication that the target does not offer.",
        meaning: "A send connector or a hybrid connection requires basic authentication, STARTTLS before it, or \
            the XOORG extension. Receive connectors inside the organization are not the question.",
        check: "Look at the send connector's authentication and at what the target offers in its reply to EHLO.",
    },
    service_not_active: Explanation {
        headline: "The transport component of the target is switched off.",
        meaning: "Somebody or something set it to Inactive, usually for maintenance, and nobody set it back, or \
            not as the same requester.",
        check: "Look at the component states of the target.",
    },
    service_not_available: Explanation {
        headline: "The target took the connection and had nobody for it.",
        meaning: "No receive connector on that port lists the sender's address, or a HubTransport connector sits \
            on port 25 of the front end, or the component is inactive.",
        check: "Look at the component states of the target, and paste all its receive connectors.",
    },
    connection_limit: Explanation {
        headline: "The target refuses more connections at the same time.",
        meaning: "A receive connector has its limit in all (MaxInboundConnection) or per source (20 connections, 2 \
            percent by default on connectors that were added). Exchange servers that land on a connector \
            without Exchange Server authentication are counted as well.",
        check: "Event 1021 on the target names the connector; look at its MaxInbound settings.",
    },
    message_rate_limit: Explanation {
        headline: "The target refuses more messages per minute from this client.",
        meaning: "MessageRateLimit of the receive connector that answered is reached. Connectors for clients have \
            one by default; connectors for servers have none.",
        check: "See which connector answered and its MessageRateLimit.",
    },
    port_taken: Explanation {
        headline: "A service could not listen on port 25, because another one already does.",
        meaning: "Usually a receive connector with the HubTransport role is on port 25 of a server whose Front End \
            Transport listens there: whichever service starts second fails. Another program on that port \
            does the same. Event 1036 beside it is no matter of the Edge subscription.",
        check: "Look for a connector with TransportRole HubTransport and port 25, give it the role \
            FrontendTransport, and restart both transport services.",
    },
    ranges_limit: Explanation {
        headline: "A receive connector cannot take that many remote ranges.",
        meaning: "Active Directory holds about 1,300 entries in one list. A single address, a range and a subnet \
            count one each.",
        check: "Write neighbouring addresses as one range, or use a second connector.",
    },
    back_pressure: Explanation {
        headline: "The target is short of disk space or memory and takes no mail.",
        meaning: "Back pressure: the server protects itself. Gigabytes may still be free; the limits are \
            percentages of the disk that holds the queue database.",
        check: "Look for events 15004 to 15007 on the target and free space on the disk with the queue database.",
    },
    connection_dropped: Explanation {
        headline: "The connection broke while the two servers talked.",
        meaning: "The other side or a device on the way closed it: a TLS version that only one side speaks, a \
            certificate without a private key, a firewall, an antivirus product.",
        check: "The last lines of the send protocol log show after which command it broke; after STARTTLS or \
            X-ANONYMOUSTLS it is TLS.",
    },
    unable_to_connect: Explanation {
        headline: "No connection came about.",
        meaning: "Nothing listens at that address and port (10061), or nothing answers (10060): the service is \
            stopped, a firewall or an antivirus rule blocks the port, or the name leads to a wrong address. \
            Exchange prints the same when TLS fails early.",
        check: "Test the port from the sending server, and see whether the address is the target's.",
    },
    dns_query_failed: Explanation {
        headline: "The sending server could not resolve the name of the next hop.",
        meaning: "Its DNS servers do not know the name, or did not answer. A public DNS server on a network \
            adapter is the usual reason inside an organization.",
        check: "See which DNS servers the adapters of the sending server use, and resolve the name there.",
    },
    frontend_proxy: Explanation {
        headline: "The front end could not pass the session on to the Transport service behind it.",
        meaning: "PRX1: no destination; PRX2: DNS; PRX3: connection; PRX4: protocol; PRX5: socket. The \
            client-facing connector is not the question.",
        check: "Look at the Transport service on port 2525 and at DNS on that server.",
    },
    secure_domain: Explanation {
        headline: "A domain is on the list for mutual TLS, and the connection does not have it.",
        meaning: "TLSSendDomainSecureList or TLSReceiveDomainSecureList names the domain, but the connector or the \
            partner does not do domain security.",
        check: "Compare the lists of the transport configuration with DomainSecureEnabled of the connectors.",
    },
    store_driver: Explanation {
        headline: "The mailbox side did not take the message.",
        meaning: "The database is dismounted, moved or busy, or a limit of the store is reached. Receive \
            connectors take no part.",
        check: "Look at the state of the mailbox database.",
    },
    unable_to_relay: Explanation {
        headline: "The sender may not relay to that recipient.",
        meaning: "The recipient's domain is not an accepted domain, and the connector that answered does not give \
            the sender the right Accept-Any-Recipient. Often the sender landed on Default Frontend instead \
            of the relay connector. Giving Default Frontend that right makes an open relay.",
        check: "See on which connector the sender's address lands; add the address to the dedicated relay \
            connector.",
    },
    send_as: Explanation {
        headline: "The authenticated sender may not send as that address.",
        meaning: "The rights that count may be those of the connector behind the front end (Client Proxy or \
            Default), not of the one the client sees.",
        check: "Compare the rights on both connectors.",
    },
    not_authenticated: Explanation {
        headline: "Anonymous mail is not allowed on the connector that answered.",
        meaning: "Its PermissionGroups lack AnonymousUsers, and the sender did not authenticate.",
        check: "See on which connector the sender's address lands.",
    },
    unrecognized_command: Explanation {
        headline: "The target did not know a command of the sender.",
        meaning: "A device on the way changes SMTP commands, or the connector that answered lacks Exchange Server \
            authentication.",
        check: "See what the target answers to EHLO, asked from the sending server.",
    },
    mail_loop: Explanation {
        headline: "The message goes in circles.",
        meaning: "Two systems each take the other for responsible: accepted domains, send connectors or smart \
            hosts point at each other.",
        check: "The Received lines of the message show where it turns.",
    },
    authorization_lookup: Explanation {
        headline: "The target could not look the sender's rights up.",
        meaning: "Authentication went well; the look-up of groups in Active Directory after it did not.",
        check: "See whether the target reaches a domain controller, and its events 1018 and 1035.",
    },
    weak_tls: Explanation {
        headline: "The two servers agreed on a TLS cipher of less than 128 bits.",
        meaning: "One of them offers old ciphers only; Exchange refuses to authenticate over them.",
        check: "Compare the TLS versions and ciphers (Schannel) of both servers.",
    },
    tls_rate: Explanation {
        headline: "The target takes no more TLS sessions at the moment.",
        meaning: "Too many sessions start TLS at once; the sender tries again.",
        check: "See how many connections the target has, and who opens them.",
    },
    auth_type_unknown: Explanation {
        headline: "The sender tried a way to authenticate that the connector does not offer.",
        meaning: "Without ExchangeServer in AuthMechanism a connector refuses X-EXPS so; without Integrated or \
            BasicAuth it refuses AUTH.",
        check: "See on which connector the sender's address lands and what it offers.",
    },
    logon_failed: Explanation {
        headline: "Name and password, or the lack of them, were refused.",
        meaning: "This is the logon of a user or application, not the authentication between Exchange servers.",
        check: "Check the account that the send connector or application uses.",
    },
    client_proxy: Explanation {
        headline: "The front end authenticated a client and could not hand the session on.",
        meaning: "It goes on to Client Proxy on port 465 of the server with the mailbox, and nobody suitable \
            answered there, or the user was not found.",
        check: "Look at the Client Proxy connectors, and at DNS on the front end.",
    },
    submit_right: Explanation {
        headline: "The sender is known and may not submit mail on this connector.",
        meaning: "It authenticated, and none of the connector's PermissionGroups admits it.",
        check: "Compare PermissionGroups of the connector that answered with what the sender is.",
    },
    exchange_right: Explanation {
        headline: "A command that only Exchange servers may use was refused.",
        meaning: "The session is not that of a member of ExchangeServers on this connector: the group is missing \
            there, or the sender did not authenticate as a server.",
        check: "See whether the connector that answered has ExchangeServers in PermissionGroups.",
    },
    command_not_allowed: Explanation {
        headline: "The target refuses this command in this session.",
        meaning: "Usually a transport agent, an antivirus or antispam product, on the target decides so.",
        check: "List the transport agents of the target.",
    },
    not_accepting: Explanation {
        headline: "The target takes no mail from the network at the moment.",
        meaning: "Its transport service is paused, or an agent asked for it.",
        check: "See whether the service is paused, and list the transport agents.",
    },
    broken_dialogue: Explanation {
        headline: "The two sides lost each other in the SMTP dialogue.",
        meaning: "Something between them changes or swallows lines (SMTP inspection, a proxy), or the other side \
            is no Exchange server.",
        check: "The send protocol log shows which answer did not fit.",
    },
    no_outbound_frontend: Explanation {
        headline: "No front end is there to send the mail out.",
        meaning: "FrontendProxyEnabled of the send connector is set, and no front end in the site is up.",
        check: "Look at the Front End Transport services in the site.",
    },
    rerouted: Explanation {
        headline: "The routes were worked out anew, and the message goes back into routing.",
        meaning: "A connector, server or site was changed. It passes by itself.",
        check: "See whether the messages reach another queue within minutes.",
    },
    not_redundant: Explanation {
        headline: "The target could not make its second copy on another server.",
        meaning: "Shadow redundancy: it sends the copy to port 2525 or 25 of another server, and that failed, for \
            instance on a connector without Exchange Server authentication.",
        check: "Look at the shadow copies' way: the connectors of the other servers in the site or DAG.",
    },
    proxy_requirement: Explanation {
        headline: "One transport service does not offer another what it needs to hand a session on.",
        meaning: "The connector that takes it (Default on 2525, Client Proxy on 465, Outbound Proxy Frontend on \
            717) was edited or lost ExchangeServer, or its options differ from the front end's.",
        check: "Compare these connectors with what setup makes.",
    },
    outbound_proxy: Explanation {
        headline: "The front end could not reach the outside for this mail.",
        meaning: "The mail goes out through a front end on port 717; what that one was told stands in the quotes. \
            Host and address in LastError are the front end's own.",
        check: "Follow the innermost reply; see the front end's send protocol log.",
    },
    expired: Explanation {
        headline: "The message waited too long; this says nothing of the reason.",
        meaning: "4.4.7 is the notice of a delay or of giving up after it. The reason stands in LastError of the \
            queue.",
        check: "Paste the queue with LastError.",
    },
    queue_quota: Explanation {
        headline: "The target holds too many messages already.",
        meaning: "The quota of its queues is reached: something behind it is stuck.",
        check: "Look at the queues of the target.",
    },
    temp_drive_full: Explanation {
        headline: "The drive for temporary files of the target is full.",
        meaning: "Conversion of content writes to TMP; the queue's own disk may have room.",
        check: "See the free space on the drive of the folder TMP.",
    },
    frontend_dns: Explanation {
        headline: "The front end could not resolve the name of a server behind it.",
        meaning: "PRX2 means DNS: usually a public DNS server on a network adapter of the front end.",
        check: "See which DNS servers its adapters use, and resolve the servers' names there.",
    },
    no_route: Explanation {
        headline: "No send connector fits the recipient's domain.",
        meaning: "Routing found no way; receive connectors take no part.",
        check: "List the send connectors with their address spaces.",
    },
    public_address: Explanation {
        headline: "A public DNS server is set on a network adapter of the sending server.",
        meaning: "Exchange asks the adapters' DNS servers. A public one does not know the names inside, or gives \
            an address outside for them.",
        check: "See which DNS servers the adapters of the sending server use, and resolve the target's name \
            there.",
    },
    keyless_certificate: Explanation {
        headline: "The certificate for SMTP has no private key on that server.",
        meaning: "Without its key no TLS session comes about; the sender reports a broken or refused connection.",
        check: "Import the certificate again with its key, or repair the link to it, and enable it for SMTP.",
    },
    unbound_certificate: Explanation {
        headline: "No certificate of that server is enabled for SMTP.",
        meaning: "Without one the server cannot start TLS; it happens when a renewed certificate was not given the \
            service SMTP.",
        check: "Enable the right certificate for SMTP with Enable-ExchangeCertificate; answer no to overwriting \
            the default one.",
    },
    legacy_integrated_auth: Explanation {
        headline: "Integrated Windows authentication is switched off on the Exchange 2003 server.",
        meaning: "The next hop is a routing group of Exchange 2003. Later versions authenticate there with \
            Kerberos or NTLM, and cannot where its SMTP virtual server takes neither.",
        check: "On the Exchange 2003 server, see whether Integrated Windows Authentication of the SMTP virtual \
            server is on. Receive connectors take no part there.",
    },
    legacy_smart_host: Explanation {
        headline: "The SMTP virtual server of Exchange 2003 hands all mail to a smart host.",
        meaning: "The next hop is a routing group of Exchange 2003, whose SMTP virtual servers no cmdlet shows. \
            One with a smart host of its own breaks mail between the servers.",
        check: "In System Manager of Exchange 2003, look at the delivery settings of the SMTP virtual server; \
            smart hosts belong on a connector.",
    },
    legacy_routing_group: Explanation {
        headline: "The routing group connector uses a disabled or wrong virtual server of Exchange 2003.",
        meaning: "Setup binds it to the first SMTP virtual server of the Exchange 2003 server that it was told, \
            whether it runs or not.",
        check: "List the routing group connectors; make them anew with other servers where their target does not \
            answer.",
    },
    ad_trust: Explanation {
        headline: "The trust between the domains of the two servers is broken.",
        meaning: "Authentication was offered and tried between servers of two domains. Clocks, names and \
            replication can all be right, and Kerberos still refuses the ticket of the other domain.",
        check: "Check the trust between the two domains with nltest and netdom; reset it if it fails.",
    },
    edge_certificate: Explanation {
        headline: "An Edge server or its partner has lost its internal transport certificate, or the Edge \
            subscription does not know it.",
        meaning: "To and from an Edge server, both sides prove who they are with the certificates that the \
            subscription exchanged; Kerberos takes no part. A certificate that was renewed or removed after \
            that is not known.",
        check: "Check the certificate on both sides (events 12012 to 12015, 1036); after a new one make a new \
            Edge subscription.",
    },
    send_side_tls: Explanation {
        headline: "The send connector requires TLS, and its certificate, the way or the route does not fit.",
        meaning: "In a hybrid deployment: the certificate is not the one that the send connector names, a device \
            on the way removes STARTTLS, or the message leaves by another send connector than it should.",
        check: "NextHopDomain tells which send connector took the message; compare its RequireTLS, \
            TlsCertificateName and smart hosts with the certificates.",
    },
    tls_version: Explanation {
        headline: "The two servers share no TLS version.",
        meaning: "Servers that were patched or made stricter speak TLS 1.2 only; Windows Server 2008 R2 and \
            Exchange 2010 do not offer it unless it is switched on.",
        check: "Look in the send protocol log for \"TLS negotiation failed\", and at the TLS versions that \
            Schannel has enabled on both servers.",
    },
    stale_certificate_name: Explanation {
        headline: "A receive connector of the target names a certificate that is not there any more.",
        meaning: "TlsCertificateName keeps the old issuer and subject when a certificate is renewed. The connector \
            then offers no STARTTLS.",
        check: "Compare TlsCertificateName of the connectors with the certificates of the target; name the new \
            one, or set it to $null.",
    },
    hybrid_certificate: Explanation {
        headline: "The servers of the hybrid connection or the Edge server have different certificates.",
        meaning: "The send connector names one certificate; every server that it sends from, Edge servers too, \
            must have that one.",
        check: "Compare TlsCertificateName of the send connector with the certificates of every source server.",
    },
    dns_lookup_setting: Explanation {
        headline: "Exchange resolves names inside with a DNS server that answers for the outside.",
        meaning: "The transport service can have DNS servers of its own (internal DNS lookups), whatever the \
            adapters have. The name of the other server then leads to a wrong, often public, address.",
        check: "Look at InternalDNSServers and InternalDNSAdapterEnabled of the transport service, and resolve \
            the target's name there.",
    },
    dns_registration: Explanation {
        headline: "The network adapter does not register its addresses in DNS.",
        meaning: "The transport service then gets no usable answer from DNS for its own server; messages stay in \
            Drafts or in Submission.",
        check: "See whether \"Register this connection's addresses in DNS\" is on for the adapter; restart the \
            transport service after a change.",
    },
    dns_aaaa: Explanation {
        headline: "The DNS servers of the recipient's domain do not answer as they should.",
        meaning: "Exchange asks for IPv6 addresses (AAAA) too. A DNS server that does not answer that question at \
            all makes the whole look-up fail; the fault is on the other side.",
        check: "Ask for MX and AAAA of the domain from the sending server, and see which question gets no \
            answer.",
    },
    av_blocks_port: Explanation {
        headline: "An antivirus or firewall rule on the sending server blocks port 25.",
        meaning: "Products have a rule against mass mailing worms that lets only known programs connect to port \
            25, and EdgeTransport.exe is not among them.",
        check: "Test the port from the sending server itself; look into the access protection log of its \
            antivirus product.",
    },
    subdomain_loop: Explanation {
        headline: "A subdomain is accepted inside and not on the Edge server, or the other way round.",
        meaning: "Each side takes the other for responsible, until the hop count ends it.",
        check: "Compare the accepted domains of the Edge server with those of the organization, subdomains \
            included.",
    },
    ticket_corrupt: Explanation {
        headline: "A Kerberos ticket that one of the servers keeps is damaged or outdated.",
        meaning: "It works in one direction or from other servers, and clocks and names are right.",
        check: "List the tickets of the computer account on the sending server; purge them (klist -li 0x3e7 \
            purge) or restart that server.",
    },
    antimalware_engine: Explanation {
        headline: "The filtering engine holds the messages up.",
        meaning: "Every message passes it before it is routed. An engine that fails to load or to update delays \
            all of them or makes the transport service restart.",
        check: "Look for errors of FIPFS and of the filtering service in the event log.",
    },
    rules_slow: Explanation {
        headline: "Transport rules with patterns take too long.",
        meaning: "Conditions that match patterns are costly with many recipients; event 1050 and the message \
            tracking latency of the transport rule agent show it.",
        check: "Look for event 1050, and list the transport rules with *MatchesPatterns.",
    },
    esent_sessions: Explanation {
        headline: "The queue database has no sessions left.",
        meaning: "The database engine (ESENT) then refuses work, and messages wait before they are routed.",
        check: "Look for errors of ESENT and of MSExchangeTransport in the event log.",
    },
};

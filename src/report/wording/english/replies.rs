//! What known SMTP replies mean, in English: headline, meaning, what to check.

use crate::diagnosis::catalogue::{Known, SaidBy};

/// Who says it.
pub(super) const fn said_by(who: SaidBy) -> &'static str {
    match who {
        SaidBy::Sender => "The sending server makes this reply up itself, whatever \"responded with\" says.",
        SaidBy::Receiver => "The receiving server says this.",
        SaidBy::Either => "Either side may say this; the protocol logs of both tell which.",
    }
}

/// Headline, meaning, what to check.
pub(super) const fn explain(known: Known) -> (&'static str, &'static str, &'static str) {
    match known {
        Known::TemporaryAuthenticationFailure => (
            "Exchange Server authentication was offered and tried, and it failed.",
            "So the right kind of connector answered. Behind it are Kerberos and Active Directory: clocks more than five minutes apart, a missing SMTPSVC service principal name, replication or a domain trust, a connector whose Fqdn is not the server's name, or a connector that does not admit the ExchangeServers group.",
            "Compare the clocks first, then the service principal names of the target; event 1035 on the target names the connector.",
        ),
        Known::TlsChannel => (
            "The two servers could not agree on a TLS channel.",
            "The certificate that was chosen is not trusted by the other side, or they share no TLS version or cipher.",
            "See which certificate the target's connector uses and whether the sender trusts its root.",
        ),
        Known::CertificateValidation => (
            "A certificate was refused, or one that a connector names is not there.",
            "For an Edge server: the Edge subscription does not know the certificate any more. For a smart host or partner: name, trust or expiry of its certificate; or TlsCertificateName names a certificate that was replaced.",
            "Compare the certificates with what the connectors name; after an Edge certificate was renewed, subscribe again.",
        ),
        Known::StartTlsRequired => (
            "One side requires TLS and the other did not offer it.",
            "It is not the missing Exchange Server authentication, although the code is the same. The target has no usable certificate for SMTP, a device on the way removes STARTTLS, or a connector with RequireTLS took a session in clear text.",
            "See whether the target offers STARTTLS in its reply to EHLO and which certificate is enabled for SMTP.",
        ),
        Known::OwnInternalCertificate => (
            "The sending server cannot load its own internal transport certificate.",
            "It needs that certificate to authenticate towards Edge servers. It was removed, has expired, or its private key is missing.",
            "Check the certificate of the server that holds the queue; events 12012 and 12013 there.",
        ),
        Known::OtherAuthentication => (
            "The send connector asks for an authentication that the target does not offer.",
            "A send connector or a hybrid connection requires basic authentication, STARTTLS before it, or the XOORG extension. Receive connectors inside the organization are not the question.",
            "Look at the send connector's authentication and at what the target offers in its reply to EHLO.",
        ),
        Known::ServiceNotActive => (
            "The transport component of the target is switched off.",
            "Somebody or something set it to Inactive, usually for maintenance, and nobody set it back, or not as the same requester.",
            "Look at the component states of the target.",
        ),
        Known::ServiceNotAvailable => (
            "The target took the connection and had nobody for it.",
            "No receive connector on that port lists the sender's address, or a HubTransport connector sits on port 25 of the front end, or the component is inactive.",
            "Look at the component states of the target, and paste all its receive connectors.",
        ),
        Known::ConnectionLimit => (
            "The target refuses more connections at the same time.",
            "A receive connector has its limit in all (MaxInboundConnection) or per source (20 connections, 2 percent by default on connectors that were added). Exchange servers that land on a connector without Exchange Server authentication are counted as well.",
            "Event 1021 on the target names the connector; look at its MaxInbound settings.",
        ),
        Known::MessageRateLimit => (
            "The target refuses more messages per minute from this client.",
            "MessageRateLimit of the receive connector that answered is reached. Connectors for clients have one by default; connectors for servers have none.",
            "See which connector answered and its MessageRateLimit.",
        ),
        Known::PortTaken => (
            "A service could not listen on port 25, because another one already does.",
            "Usually a receive connector with the HubTransport role is on port 25 of a server whose Front End Transport listens there: whichever service starts second fails. Another program on that port does the same. Event 1036 beside it is no matter of the Edge subscription.",
            "Look for a connector with TransportRole HubTransport and port 25, give it the role FrontendTransport, and restart both transport services.",
        ),
        Known::RangesLimit => (
            "A receive connector cannot take that many remote ranges.",
            "Active Directory holds about 1,300 entries in one list. A single address, a range and a subnet count one each.",
            "Write neighbouring addresses as one range, or use a second connector.",
        ),
        Known::BackPressure => (
            "The target is short of disk space or memory and takes no mail.",
            "Back pressure: the server protects itself. Gigabytes may still be free; the limits are percentages of the disk that holds the queue database.",
            "Look for events 15004 to 15007 on the target and free space on the disk with the queue database.",
        ),
        Known::ConnectionDropped => (
            "The connection broke while the two servers talked.",
            "The other side or a device on the way closed it: a TLS version that only one side speaks, a certificate without a private key, a firewall, an antivirus product.",
            "The last lines of the send protocol log show after which command it broke; after STARTTLS or X-ANONYMOUSTLS it is TLS.",
        ),
        Known::UnableToConnect => (
            "No connection came about.",
            "Nothing listens at that address and port (10061), or nothing answers (10060): the service is stopped, a firewall or an antivirus rule blocks the port, or the name leads to a wrong address. Exchange prints the same when TLS fails early.",
            "Test the port from the sending server, and see whether the address is the target's.",
        ),
        Known::DnsQueryFailed => (
            "The sending server could not resolve the name of the next hop.",
            "Its DNS servers do not know the name, or did not answer. A public DNS server on a network adapter is the usual reason inside an organization.",
            "See which DNS servers the adapters of the sending server use, and resolve the name there.",
        ),
        Known::FrontendProxy => (
            "The front end could not pass the session on to the Transport service behind it.",
            "PRX1: no destination; PRX2: DNS; PRX3: connection; PRX4: protocol; PRX5: socket. The client-facing connector is not the question.",
            "Look at the Transport service on port 2525 and at DNS on that server.",
        ),
        Known::SecureDomain => (
            "A domain is on the list for mutual TLS, and the connection does not have it.",
            "TLSSendDomainSecureList or TLSReceiveDomainSecureList names the domain, but the connector or the partner does not do domain security.",
            "Compare the lists of the transport configuration with DomainSecureEnabled of the connectors.",
        ),
        Known::StoreDriver => (
            "The mailbox side did not take the message.",
            "The database is dismounted, moved or busy, or a limit of the store is reached. Receive connectors take no part.",
            "Look at the state of the mailbox database.",
        ),
        Known::UnableToRelay => (
            "The sender may not relay to that recipient.",
            "The recipient's domain is not an accepted domain, and the connector that answered does not give the sender the right Accept-Any-Recipient. Often the sender landed on Default Frontend instead of the relay connector. Giving Default Frontend that right makes an open relay.",
            "See on which connector the sender's address lands; add the address to the dedicated relay connector.",
        ),
        Known::SendAs => (
            "The authenticated sender may not send as that address.",
            "The rights that count may be those of the connector behind the front end (Client Proxy or Default), not of the one the client sees.",
            "Compare the rights on both connectors.",
        ),
        Known::NotAuthenticated => (
            "Anonymous mail is not allowed on the connector that answered.",
            "Its PermissionGroups lack AnonymousUsers, and the sender did not authenticate.",
            "See on which connector the sender's address lands.",
        ),
        Known::UnrecognizedCommand => (
            "The target did not know a command of the sender.",
            "A device on the way changes SMTP commands, or the connector that answered lacks Exchange Server authentication.",
            "See what the target answers to EHLO, asked from the sending server.",
        ),
        Known::MailLoop => (
            "The message goes in circles.",
            "Two systems each take the other for responsible: accepted domains, send connectors or smart hosts point at each other.",
            "The Received lines of the message show where it turns.",
        ),
        Known::AuthorizationLookup => (
            "The target could not look the sender's rights up.",
            "Authentication went well; the look-up of groups in Active Directory after it did not.",
            "See whether the target reaches a domain controller, and its events 1018 and 1035.",
        ),
        Known::WeakTls => (
            "The two servers agreed on a TLS cipher of less than 128 bits.",
            "One of them offers old ciphers only; Exchange refuses to authenticate over them.",
            "Compare the TLS versions and ciphers (Schannel) of both servers.",
        ),
        Known::TlsRate => (
            "The target takes no more TLS sessions at the moment.",
            "Too many sessions start TLS at once; the sender tries again.",
            "See how many connections the target has, and who opens them.",
        ),
        Known::AuthTypeUnknown => (
            "The sender tried a way to authenticate that the connector does not offer.",
            "Without ExchangeServer in AuthMechanism a connector refuses X-EXPS so; without Integrated or BasicAuth it refuses AUTH.",
            "See on which connector the sender's address lands and what it offers.",
        ),
        Known::LogonFailed => (
            "Name and password, or the lack of them, were refused.",
            "This is the logon of a user or application, not the authentication between Exchange servers.",
            "Check the account that the send connector or application uses.",
        ),
        Known::ClientProxy => (
            "The front end authenticated a client and could not hand the session on.",
            "It goes on to Client Proxy on port 465 of the server with the mailbox, and nobody suitable answered there, or the user was not found.",
            "Look at the Client Proxy connectors, and at DNS on the front end.",
        ),
        Known::SubmitRight => (
            "The sender is known and may not submit mail on this connector.",
            "It authenticated, and none of the connector's PermissionGroups admits it.",
            "Compare PermissionGroups of the connector that answered with what the sender is.",
        ),
        Known::ExchangeRight => (
            "A command that only Exchange servers may use was refused.",
            "The session is not that of a member of ExchangeServers on this connector: the group is missing there, or the sender did not authenticate as a server.",
            "See whether the connector that answered has ExchangeServers in PermissionGroups.",
        ),
        Known::CommandNotAllowed => (
            "The target refuses this command in this session.",
            "Usually a transport agent, an antivirus or antispam product, on the target decides so.",
            "List the transport agents of the target.",
        ),
        Known::NotAccepting => (
            "The target takes no mail from the network at the moment.",
            "Its transport service is paused, or an agent asked for it.",
            "See whether the service is paused, and list the transport agents.",
        ),
        Known::BrokenDialogue => (
            "The two sides lost each other in the SMTP dialogue.",
            "Something between them changes or swallows lines (SMTP inspection, a proxy), or the other side is no Exchange server.",
            "The send protocol log shows which answer did not fit.",
        ),
        Known::NoOutboundFrontend => (
            "No front end is there to send the mail out.",
            "FrontendProxyEnabled of the send connector is set, and no front end in the site is up.",
            "Look at the Front End Transport services in the site.",
        ),
        Known::Rerouted => (
            "The routes were worked out anew, and the message goes back into routing.",
            "A connector, server or site was changed. It passes by itself.",
            "See whether the messages reach another queue within minutes.",
        ),
        Known::NotRedundant => (
            "The target could not make its second copy on another server.",
            "Shadow redundancy: it sends the copy to port 2525 or 25 of another server, and that failed, for instance on a connector without Exchange Server authentication.",
            "Look at the shadow copies' way: the connectors of the other servers in the site or DAG.",
        ),
        Known::ProxyRequirement => (
            "One transport service does not offer another what it needs to hand a session on.",
            "The connector that takes it (Default on 2525, Client Proxy on 465, Outbound Proxy Frontend on 717) was edited or lost ExchangeServer, or its options differ from the front end's.",
            "Compare these connectors with what setup makes.",
        ),
        Known::OutboundProxy => (
            "The front end could not reach the outside for this mail.",
            "The mail goes out through a front end on port 717; what that one was told stands in the quotes. Host and address in LastError are the front end's own.",
            "Follow the innermost reply; see the front end's send protocol log.",
        ),
        Known::Expired => (
            "The message waited too long; this says nothing of the reason.",
            "4.4.7 is the notice of a delay or of giving up after it. The reason stands in LastError of the queue.",
            "Paste the queue with LastError.",
        ),
        Known::QueueQuota => (
            "The target holds too many messages already.",
            "The quota of its queues is reached: something behind it is stuck.",
            "Look at the queues of the target.",
        ),
        Known::TempDriveFull => (
            "The drive for temporary files of the target is full.",
            "Conversion of content writes to TMP; the queue's own disk may have room.",
            "See the free space on the drive of the folder TMP.",
        ),
        Known::FrontendDns => (
            "The front end could not resolve the name of a server behind it.",
            "PRX2 means DNS: usually a public DNS server on a network adapter of the front end.",
            "See which DNS servers its adapters use, and resolve the servers' names there.",
        ),
        Known::NoRoute => (
            "No send connector fits the recipient's domain.",
            "Routing found no way; receive connectors take no part.",
            "List the send connectors with their address spaces.",
        ),
        Known::PublicAddress => (
            "A public DNS server is set on a network adapter of the sending server.",
            "Exchange asks the adapters' DNS servers. A public one does not know the names inside, or gives an address outside for them.",
            "See which DNS servers the adapters of the sending server use, and resolve the target's name there.",
        ),
        Known::KeylessCertificate => (
            "The certificate for SMTP has no private key on that server.",
            "Without its key no TLS session comes about; the sender reports a broken or refused connection.",
            "Import the certificate again with its key, or repair the link to it, and enable it for SMTP.",
        ),
        Known::UnboundCertificate => (
            "No certificate of that server is enabled for SMTP.",
            "Without one the server cannot start TLS; it happens when a renewed certificate was not given the service SMTP.",
            "Enable the right certificate for SMTP with Enable-ExchangeCertificate; answer no to overwriting the default one.",
        ),
        Known::LegacyIntegratedAuth => (
            "Integrated Windows authentication is switched off on the Exchange 2003 server.",
            "The next hop is a routing group of Exchange 2003. Later versions authenticate there with Kerberos or NTLM, and cannot where its SMTP virtual server takes neither.",
            "On the Exchange 2003 server, see whether Integrated Windows Authentication of the SMTP virtual server is on. Receive connectors take no part there.",
        ),
        Known::LegacySmartHost => (
            "The SMTP virtual server of Exchange 2003 hands all mail to a smart host.",
            "The next hop is a routing group of Exchange 2003, whose SMTP virtual servers no cmdlet shows. One with a smart host of its own breaks mail between the servers.",
            "In System Manager of Exchange 2003, look at the delivery settings of the SMTP virtual server; smart hosts belong on a connector.",
        ),
        Known::LegacyRoutingGroup => (
            "The routing group connector uses a virtual server of Exchange 2003 that is disabled or the wrong one.",
            "Setup binds it to the first SMTP virtual server of the Exchange 2003 server that it was told, whether it runs or not.",
            "List the routing group connectors; make them anew with other servers where their target does not answer.",
        ),
        Known::AdTrust => (
            "The trust between the domains of the two servers is broken.",
            "Authentication was offered and tried between servers of two domains. Clocks, names and replication can all be right, and Kerberos still refuses the ticket of the other domain.",
            "Check the trust between the two domains with nltest and netdom; reset it if it fails.",
        ),
        Known::EdgeCertificate => (
            "An Edge server or its partner has lost its internal transport certificate, or the Edge subscription does not know it.",
            "To and from an Edge server, both sides prove who they are with the certificates that the subscription exchanged; Kerberos takes no part. A certificate that was renewed or removed after that is not known.",
            "Check the certificate on both sides (events 12012 to 12015, 1036); after a new one make a new Edge subscription.",
        ),
        Known::SendSideTls => (
            "The send connector requires TLS, and its certificate, the way or the route does not fit.",
            "In a hybrid deployment: the certificate is not the one that the send connector names, a device on the way removes STARTTLS, or the message leaves by another send connector than it should.",
            "NextHopDomain tells which send connector took the message; compare its RequireTLS, TlsCertificateName and smart hosts with the certificates.",
        ),
        Known::TlsVersion => (
            "The two servers share no TLS version.",
            "Servers that were patched or made stricter speak TLS 1.2 only; Windows Server 2008 R2 and Exchange 2010 do not offer it unless it is switched on.",
            "Look in the send protocol log for \"TLS negotiation failed\", and at the TLS versions that Schannel has enabled on both servers.",
        ),
        Known::StaleCertificateName => (
            "A receive connector of the target names a certificate that is not there any more.",
            "TlsCertificateName keeps the old issuer and subject when a certificate is renewed. The connector then offers no STARTTLS.",
            "Compare TlsCertificateName of the connectors with the certificates of the target; name the new one, or set it to $null.",
        ),
        Known::HybridCertificate => (
            "The servers of the hybrid connection or the Edge server have different certificates.",
            "The send connector names one certificate; every server that it sends from, Edge servers too, must have that one.",
            "Compare TlsCertificateName of the send connector with the certificates of every source server.",
        ),
        Known::DnsLookupSetting => (
            "Exchange resolves names inside with a DNS server that answers for the outside.",
            "The transport service can have DNS servers of its own (internal DNS lookups), whatever the adapters have. The name of the other server then leads to a wrong, often public, address.",
            "Look at InternalDNSServers and InternalDNSAdapterEnabled of the transport service, and resolve the target's name there.",
        ),
        Known::DnsRegistration => (
            "The network adapter does not register its addresses in DNS.",
            "The transport service then gets no usable answer from DNS for its own server; messages stay in Drafts or in Submission.",
            "See whether \"Register this connection's addresses in DNS\" is on for the adapter; restart the transport service after a change.",
        ),
        Known::DnsAaaa => (
            "The DNS servers of the recipient's domain do not answer as they should.",
            "Exchange asks for IPv6 addresses (AAAA) too. A DNS server that does not answer that question at all makes the whole look-up fail; the fault is on the other side.",
            "Ask for MX and AAAA of the domain from the sending server, and see which question gets no answer.",
        ),
        Known::AvBlocksPort => (
            "An antivirus or firewall rule on the sending server blocks port 25.",
            "Products have a rule against mass mailing worms that lets only known programs connect to port 25, and EdgeTransport.exe is not among them.",
            "Test the port from the sending server itself; look into the access protection log of its antivirus product.",
        ),
        Known::SubdomainLoop => (
            "A subdomain is accepted inside and not on the Edge server, or the other way round.",
            "Each side takes the other for responsible, until the hop count ends it.",
            "Compare the accepted domains of the Edge server with those of the organization, subdomains included.",
        ),
        Known::TicketCorrupt => (
            "A Kerberos ticket that one of the servers keeps is damaged or outdated.",
            "It works in one direction or from other servers, and clocks and names are right.",
            "List the tickets of the computer account on the sending server; purge them (klist -li 0x3e7 purge) or restart that server.",
        ),
        Known::AntimalwareEngine => (
            "The filtering engine holds the messages up.",
            "Every message passes it before it is routed. An engine that fails to load or to update delays all of them or makes the transport service restart.",
            "Look for errors of FIPFS and of the filtering service in the event log.",
        ),
        Known::RulesSlow => (
            "Transport rules with patterns take too long.",
            "Conditions that match patterns are costly with many recipients; event 1050 and the message tracking latency of the transport rule agent show it.",
            "Look for event 1050, and list the transport rules with *MatchesPatterns.",
        ),
        Known::EsentSessions => (
            "The queue database has no sessions left.",
            "The database engine (ESENT) then refuses work, and messages wait before they are routed.",
            "Look for errors of ESENT and of MSExchangeTransport in the event log.",
        ),
    }
}

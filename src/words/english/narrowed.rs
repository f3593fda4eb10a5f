//! What known SMTP replies mean that are narrowed down to one cause.

use crate::words::narrowed::{NarrowedReplies, NarrowedReply};
use crate::words::outcomes::Told;
use crate::words::replies::Explanation;

pub(super) const WORDS: NarrowedReplies = NarrowedReplies {
    proxy_destination: NarrowedReply {
        explanation: Explanation {
            headline: "The front end found no server to pass the session on to.",
            meaning: "PRX1: no Transport service is available for this recipient. The client-facing connector is not the \
                question.",
            check: "See whether the HubTransport component is active on the servers behind the front end.",
        },
        outcomes: [
            Told {
                see: "HubTransport with Inactive or Draining",
                means: "That server takes no mail: this is the cause. Set it to Active with Set-ServerComponentState, as \
                    the requester who switched it off.",
            },
            Told {
                see: "HubTransport Active on every server",
                means: "See whether the service MSExchangeTransport runs there and reaches a domain controller.",
            },
        ],
    },
    proxy_connection: NarrowedReply {
        explanation: Explanation {
            headline: "The front end could not connect to the Transport service behind it.",
            meaning: "PRX3: nothing took the connection on port 2525. The client-facing connector is not the question.",
            check: "Test port 2525 from the front end.",
        },
        outcomes: [
            Told {
                see: "An error: refused, or no answer within the time",
                means: "Refused: the service MSExchangeTransport does not run, or no HubTransport connector listens on 2525. \
                    No answer: a firewall is between the servers.",
            },
            Told {
                see: "open",
                means: "The port can be reached now. Send the message again; if it fails, the front end uses another \
                    server or address.",
            },
        ],
    },
    proxy_protocol: NarrowedReply {
        explanation: Explanation {
            headline: "The Transport service behind the front end refused a command.",
            meaning: "PRX4: the two could connect, and the dialogue failed. Usually a HubTransport connector on port 2525 \
                was edited. The client-facing connector is not the question.",
            check: "Compare the HubTransport connectors on port 2525 with those that setup makes.",
        },
        outcomes: [
            Told {
                see: "ExchangeServer missing in AuthMechanism, ExchangeServers missing in PermissionGroups, narrowed ranges, \
                    or a custom connector on port 2525",
                means: "This is the cause: set the connector back, or take the servers' addresses off the custom one.",
            },
            Told {
                see: "Only connectors as setup makes them on port 2525",
                means: "The send protocol log of the front end shows which command was refused.",
            },
        ],
    },
    proxy_socket: NarrowedReply {
        explanation: Explanation {
            headline: "The connection between the front end and the Transport service broke.",
            meaning: "PRX5: the two could connect, and the connection was cut. The service stopped or was short of \
                resources, or an antivirus product or a device cut it. The client-facing connector is not the question.",
            check: "Look for events of the Transport service at that time: stops, starts and back pressure.",
        },
        outcomes: [
            Told {
                see: "The service stopped or started at that time, or an event 15004 to 15007",
                means: "This is the cause: the event says why.",
            },
            Told {
                see: "Nothing of the kind",
                means: "An antivirus product or a device cuts the connection on port 2525. The send protocol log of the \
                    front end shows after which command.",
            },
        ],
    },
    untrusted_root: NarrowedReply {
        explanation: Explanation {
            headline: "The root of the certificate that the other side shows is not trusted here.",
            meaning: "UntrustedRoot: the chain of that certificate ends in a root which is not in the store of trusted root \
                authorities of the sending server. No receive connector is the reason.",
            check: "See whether the root of the other side's certificate is in that store and has not expired.",
        },
        outcomes: [
            Told {
                see: "No valid root of the authority that issued the other side's certificate",
                means: "This is the cause: let Windows update its root certificates, or import that root.",
            },
            Told {
                see: "That root, not expired",
                means: "The other side sends an incomplete chain, or a device on the path shows a certificate of its own. The \
                    send protocol log names the certificate that was shown.",
            },
        ],
    },
    direct_send: NarrowedReply {
        explanation: Explanation {
            headline: "Exchange Online refuses Direct Send for this organization.",
            meaning: "The mail has a sender of one of the tenant's own domains, and neither its certificate nor its public \
                address fits an inbound connector. The tenant has switched Direct Send off (RejectDirectSend).",
            check: "See who sends there directly. Send through a send connector with a certificate, or list the public address \
                on an inbound connector of the tenant.",
        },
        outcomes: [
            Told {
                see: "A send connector to Exchange Online with TlsCertificateName",
                means: "Its certificate fits no inbound connector: compare it with Get-InboundConnector in Exchange Online.",
            },
            Told {
                see: "No send connector to Exchange Online, or none with TlsCertificateName",
                means: "A device or program sends directly. Let it send through a receive connector here, or list its public \
                    address on an inbound connector of the tenant.",
            },
        ],
    },
    partner_connector: NarrowedReply {
        explanation: Explanation {
            headline: "A partner connector in Exchange Online takes other addresses or another certificate.",
            meaning: "An inbound connector of the type Partner fits the domain, and it admits only the addresses or the \
                certificate that it lists. The session showed neither.",
            check: "Compare the certificate of the send connector and the public IP address with that inbound connector in \
                Exchange Online (Get-InboundConnector).",
        },
        outcomes: [
            Told {
                see: "TlsCertificateName fits no certificate, or one that has expired",
                means: "The session showed no valid certificate: this is the cause. Name the valid one.",
            },
            Told {
                see: "It fits a valid certificate",
                means: "RestrictDomainsToCertificate or RestrictDomainsToIPAddresses of the inbound connector names another \
                    certificate or address: correct it in Exchange Online.",
            },
        ],
    },
    no_certificate_shown: NarrowedReply {
        explanation: Explanation {
            headline: "The session to Exchange Online showed no certificate.",
            meaning: "EmptyCertificate: the sending server did not present a certificate, so the cloud cannot tell whose mail \
                it is.",
            check: "See whether the send connector requires TLS and names a valid certificate (TlsCertificateName).",
        },
        outcomes: [
            Told {
                see: "RequireTLS False, or TlsCertificateName that fits no valid certificate",
                means: "This is the cause: require TLS, and name the valid certificate on the send connector.",
            },
            Told {
                see: "RequireTLS True and a valid certificate with that name",
                means: "The mail left by another send connector or server, or a device on the path removes STARTTLS.",
            },
        ],
    },
    client_logon: NarrowedReply {
        explanation: Explanation {
            headline: "The logon of a client or an application was refused.",
            meaning: "It is not the authentication between Exchange servers. Name or password were refused, or the connector \
                that answered does not take this way to log in.",
            check: "Look for event 1035 on the server that the client reaches: it names the connector, the mechanism and the \
                reason.",
        },
        outcomes: [
            Told {
                see: "Event 1035 with the address of the client and LogonDenied",
                means: "Name or password were refused: check the account in the client.",
            },
            Told {
                see: "No event 1035 with that address",
                means: "The client reaches another server, or a connector that takes no such logon. The receive protocol log \
                    names it.",
            },
        ],
    },
    account_refused: NarrowedReply {
        explanation: Explanation {
            headline: "The logon of a client was refused.",
            meaning: "Name or password were refused. It is not the authentication between Exchange servers.",
            check: "Look for event 4625 in the Security log of the server: it names the account and the reason.",
        },
        outcomes: [
            Told {
                see: "Event 4625 with the address of the client",
                means: "It names the account, and in Status why: 0xC000006A is a wrong password, 0xC0000064 an unknown name, \
                    0xC0000234 a locked account.",
            },
            Told {
                see: "No event 4625 at that time",
                means: "A domain controller refused, or a policy forbids the mechanism: look for event 4776 there.",
            },
        ],
    },
    server_logon_refused: NarrowedReply {
        explanation: Explanation {
            headline: "The logon of an Exchange server was refused.",
            meaning: "The connector that answered offers Exchange Server authentication. Behind the refusal are Kerberos and \
                Active Directory.",
            check: "Compare the clocks of the two servers, and see which service principal names the target has.",
        },
        outcomes: [
            Told {
                see: "A difference of 300 seconds or more, or no line with SMTPSVC",
                means: "This is the cause: set the clock, or register the missing service principal name.",
            },
            Told {
                see: "Clocks within seconds, and SMTPSVC with the server's names",
                means: "Purge the tickets of the server that logged in (klist -li 0x3e7 purge), and look for errors of \
                    Kerberos in the System log of both.",
            },
        ],
    },
    cloud_misses_start_tls: NarrowedReply {
        explanation: Explanation {
            headline: "Exchange Online demands TLS, and the receive connector here offered no STARTTLS.",
            meaning: "The cloud says this of the receive connector that answered it. That connector has no usable \
                certificate, another connector than the intended one answered, or a device in front of it removes STARTTLS.",
            check: "See which receive connector takes the addresses of Exchange Online on port 25 (usually Default Frontend), \
                and whether TlsCertificateName there fits a valid certificate of the server.",
        },
        outcomes: [
            Told {
                see: "TlsCertificateName on that connector that fits no valid certificate below",
                means: "It cannot offer STARTTLS: this is the cause. Set the name anew.",
            },
            Told {
                see: "It fits a valid certificate",
                means: "Another connector answers the cloud, or a device removes STARTTLS. Ask the public address for EHLO from \
                    outside.",
            },
        ],
    },
    cloud_cannot_connect: NarrowedReply {
        explanation: Explanation {
            headline: "Exchange Online could not connect to this organization.",
            meaning: "The cloud says this of the address that it sends to. Nothing took the connection on port 25 there, or a \
                firewall does not let it through.",
            check: "See whether a service listens on port 25 of the server that is published, then test that port from outside.",
        },
        outcomes: [
            Told {
                see: "No line with LISTENING for port 25",
                means: "Nothing listens: this is the cause. Start the service MSExchangeFrontEndTransport.",
            },
            Told {
                see: "A line with LISTENING for port 25",
                means: "A firewall or the public address is the cause: let port 25 through from the addresses of Exchange \
                    Online.",
            },
        ],
    },
    outside_in_trouble: NarrowedReply {
        explanation: Explanation {
            headline: "The receiving system outside the organization takes no mail at the moment.",
            meaning: "It tells of trouble of its own. No server and no connector here is the reason.",
            check: "Ask that host for EHLO. If it still refuses, wait, or ask those who run it.",
        },
        outcomes: [
            Told { see: "220 and the host's reply to EHLO", means: "It takes connections again. Run Retry-Queue." },
            Told {
                see: "A line with 4xx, or no answer",
                means: "It is still in trouble. Exchange tries again by itself; ask those who run the host.",
            },
        ],
    },
};

//! Which connector answered, from logs and events alone.

use crate::words::logged::Logged;

pub(super) const WORDS: Logged = Logged {
    title_refused: "{connector} answered {clients} and refused with {reply}.",
    title_failed: "{connector} answered {clients}, and the logon with {mechanism} failed.",
    title_too_many: "{connector} answered {clients} and refused further connections.",
    title_left: "{connector} answered {clients}, and the client left after EHLO.",
    title_submitted: "{connector} answered {clients} and took mail.",
    title_open: "{connector} answered {clients}.",
    clients: "{count|# address|# addresses}",

    reached: "{clients} {clients|has|have} connected to {endpoints}.",
    offered: "The connector offered {words}.",
    offered_nothing: "The connector offered neither TLS nor authentication.",
    used: "The client used {words}.",
    refused: "The connector refused: {reply}.",
    failed: "The logon of {clients} with {mechanism} failed with {error}.",
    exchange_auth_was_offered: "ExchangeAuth is tried only where the connector offers Exchange Server authentication, so \
        no connector without it took this connection.",
    too_many_in_all: "All connections of the connector together have reached its limit, {limit}.",
    too_many: "The connections of {clients} have reached the limit per source, {limit}.",
    left: "The client left after the reply to EHLO. An Exchange server does so when the reply offers no Exchange Server \
        authentication.",
    submitted: "It took mail.",
    open: "The lines that are shown hold no refusal.",
    rights: "The session got the rights {rights}.",
    may_not_relay: "SMTPAcceptAnyRecipient is not among them, so the client may not relay.",
    may_relay: "SMTPAcceptAnyRecipient is among them, so the client may relay to every recipient.",

    log_why: "A receive log names in connector-id the connector that answered.",
    event_why: "The event names the receive connector and the address of the client.",
    expected_this: "By the connectors in the paste, this is the one that should answer {clients}.",
    expected_another: "By the connectors in the paste, {predicted} should have answered {clients}. The connectors were \
        changed after that, or the paste does not show all of them.",
    expected_nobody: "By the connectors in the paste, no connector should have answered {clients}. The connectors were \
        changed after that, or the paste does not show all of them.",
    expected_open: "The connectors in the paste leave open which of them should answer {clients}.",
    connector_not_shown: "The paste does not show this connector.",
    server_not_shown: "The paste does not show the connectors of {server}, so it does not say whether another one should \
        have answered.",

    action: "If another connector should answer this client, compare the remote IP ranges of the server's connectors on \
        that port. The smallest range that holds the address wins.",
    fine: "Where this is the connector that is meant for the client.",

    no_starttls: "The reply of {host} to EHLO lacks STARTTLS.",
    no_starttls_what: "Partners and Exchange Online that demand TLS do not deliver there: 451 5.7.3 STARTTLS is required to \
        send mail. There are three causes: the connector has no usable certificate, a device on the way took STARTTLS out, \
        or another connector answered.",
    no_starttls_why: "{offering} {offering|offers|offer} TLS by AuthMechanism. A connector offers STARTTLS only with a usable \
        certificate.",
    no_starttls_silent: "{silent} {silent|offers|offer} none on the same port, and may have answered.",
    no_starttls_exchange_tls: "X-ANONYMOUSTLS without STARTTLS means that the certificate of this connector is not usable.",
    no_certificate: "{connector} has no certificate for STARTTLS.",
    no_certificate_what: "The connector cannot offer STARTTLS. Partners and Exchange Online that demand TLS do not deliver \
        there: 451 5.7.3 STARTTLS is required to send mail.",
    no_certificate_why: "Event 12014 says that the connector looks for {wanted} and finds no such certificate in the \
        store of the server.",
    certificate_action: "Compare TlsCertificateName of the connector with the certificates of the server: issuer and subject \
        have to be the same, and the newest that fits is taken. After a renewal by another authority the issuer differs, so \
        set the name anew. Without a name, a certificate has to hold the connector's Fqdn.",
    no_starttls_fine: "Where the session was secured before that EHLO.",

    status_logon: "Name and password, or the ticket, were refused.",
    status_token: "The server could not read the token. Usual causes are clocks that differ, a service principal name on \
        two accounts, and a ticket that was made before the computer account changed.",
    status_clock: "The clocks of the two computers differ by more than Kerberos allows.",
    status_name: "The service principal name of the target leads to no account, or to another one.",
    status_encryption_type: "The two sides share no Kerberos encryption type: the domain controller or one of the \
        computer accounts does not allow the type that the other needs, usually since RC4 was switched off.",
    status_domain_controller: "No domain controller could be asked.",
    status_certificate: "A certificate is not trusted, or it has expired.",
    status_credentials: "The client had no credentials to show.",
    status_other: "The name of the error is that of a status of Windows' security packages.",
    check_between_servers: "Compare the clocks of the two servers with that of a domain controller, look for the SMTPSVC \
        service principal names on more than one account, and for errors of Kerberos in the System log of both.",
    check_client: "Check the account that the client uses, and whether the connector is meant for clients that log in.",
};

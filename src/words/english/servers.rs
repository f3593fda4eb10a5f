//! Findings about authentication between Exchange servers.

use crate::words::servers::Servers;

pub(super) const WORDS: Servers = Servers {
    the_sending_server: "The sending server",
    an_exchange_server: "An Exchange server",

    hub_on_25: "{connectors} {connectors|listens|listen} on port 25 with the HubTransport role, beside the Front End Transport service.",
    hub_two_services: "Two services want one port. One of them gets it when it starts; the other cannot serve its \
        connectors, and connections are refused or answered with 421 4.3.2 Service not available.",
    hub_own_binding: "On {addresses} Windows gives the port to the Transport service, because its binding is more exact \
        than the front end's; senders there that the connector does not list get 421 4.3.2 Service not available \
        (inferred).",
    hub_cannot_achieve: "A queue towards this server fails with 451 5.7.3: where the Transport service has got the port, \
        this connector answers the sender.",
    hub_not_available: "A queue towards this server fails with 421 4.3.2, which is what a connection gets when it ends \
        at the service that has no connector for it.",
    hub_by_default: "New-ReceiveConnector makes a HubTransport connector unless it is told otherwise; on a server with \
        both services, port 25 belongs to the front end.",
    hub_no_authentication: "{connectors} offers no Exchange Server authentication: an Exchange server that it answers, \
        now or after the move, fails with 451 5.7.3. Take the servers' addresses off it as well.",
    hub_no_authentication_for: "{connectors} offers no Exchange Server authentication: an Exchange server that it \
        answers ({servers}), now or after the move, fails with 451 5.7.3. Take the servers' addresses off it as well.",
    hub_action: "Give the connector the role FrontendTransport, then restart Microsoft Exchange Frontend Transport and \
        Microsoft Exchange Transport on that server. Mail stops for the restart.",

    role_conflict: "{connector} listens on port {port} with the role {role}, beside the other transport service.",
    role_conflict_what: "{others} {others|has|have} the other role and the same port.",
    role_conflict_cannot_achieve: "A queue towards this server fails with 451 5.7.3: where the service of this connector \
        has got the port, this connector answers the sender.",
    role_conflict_why: "An endpoint belongs to one transport service, whatever its port. Connectors of different roles \
        need bindings of their own.",
    role_conflict_action: "Give the connector a port of its own, or the other role if it belongs to that service, then \
        restart Microsoft Exchange Frontend Transport and Microsoft Exchange Transport on that server. Mail stops for the \
        restart.",

    missing_outbound: "{connectors} {connectors|does|do} not offer Exchange Server authentication, so mail to the \
        outside does not get past {servers}.",
    missing: "{connectors} {connectors|does|do} not offer Exchange Server authentication, so other Exchange servers \
        cannot deliver to {servers}.",
    missing_outbound_what: "Such mail of {senders} goes there on port 717 and is not passed on.",
    missing_unused: "Every Exchange server that lands on this connector gives up with 451 5.7.3 Cannot achieve Exchange \
        Server authentication. No queue in the paste fails on it now.",
    missing_what: "{senders} {senders|lands there and gives up|land there and give up} with 451 5.7.3.",
    missing_why: "Its AuthMechanism is {mechanisms}. Setup creates this connector with ExchangeServer; without it the \
        server does not offer X-ANONYMOUSTLS.",
    missing_edge_action: "Add ExchangeServer to AuthMechanism, in the shell of the Edge server.",
    missing_action: "Add ExchangeServer to AuthMechanism. Exchange refuses that while Fqdn is another name than the \
        server's own: then set Fqdn first.",
    missing_fine: "Where no other Exchange server ever sends to this port of this server.",

    offered_after_all: "{sender} was offered no Exchange Server authentication, says the reply; the log shows that it is \
        offered.",
    offered_after_all_what: "The connector is as it should be, and its answer to EHLO reaches the sending server. So the \
        reply is from an earlier session, from another address of the sender, or from another server behind the next \
        hop.",
    offered_after_all_why: "The answer to EHLO is in the paste.",
    offered_after_all_action: "Retry the queue and look at LastError again. If it stays, paste the newest session of the \
        send protocol log.",

    not_offered: "{senders} reached a connector that offers no Exchange Server authentication; which one, the paste does \
        not show.",
    not_offered_unsaid: "{senders} reached a connector that offers no Exchange Server authentication; the paste shows \
        neither which one nor LastError.",
    not_offered_what: "The sending server makes up 451 5.7.3 Cannot achieve Exchange Server authentication itself when \
        the other side does not offer X-ANONYMOUSTLS. Usually a relay connector that lists the sender's address has \
        taken the connection.",
    connectors_missing: "The receive connectors that can have answered are not in the paste, or not with all their \
        properties.",
    connectors_missing_of: "The receive connectors of {servers} are not in the paste.",
    addresses_unknown: "The addresses of {servers} are not known.",
    not_offered_action: "Paste what the commands below print. Until then change nothing: adding Exchange Server \
        authentication to the wrong connector hides the cause.",

    edge_in_question: "The default connector of the Edge server lacks Exchange Server authentication.",
    edge_in_question_what: "{senders} reached a connector of an Edge server that offers none. Its only connector of \
        setup, Default internal receive connector, has it unless somebody took it off.",
    edge_in_question_why: "The connectors of the Edge server are not in the paste; no other server shows them.",
    edge_in_question_action: "Print them on the Edge server with the command below. Leave the Edge subscription alone \
        until then.",

    group_missing: "{connector} lets Exchange servers authenticate, but does not admit them: ExchangeServers is missing.",
    refused: "{sender} reaches it, authenticates, and is refused with 454 4.7.0 Temporary authentication failure.",
    refused_as_user: "{sender} reaches it, authenticates, and is refused with 550 5.7.1 Client does not have permissions \
        to send as this sender, because it counts as an ordinary user. Such mail does not wait, it goes back.",
    refused_one_day: "No queue in the paste fails for this. As soon as mail goes there, {what}",
    group_missing_why: "PermissionGroups is {groups}. The missing group never leads to 451 5.7.3: authentication itself \
        is offered.",
    group_missing_action: "Add ExchangeServers to PermissionGroups of this connector and keep the others; from a relay, \
        rather take the servers' addresses off.",
    submit_denied: "An entry on {connector} denies Exchange servers the right to submit mail.",
    submit_denied_why: "Get-ADPermission shows Deny for ms-Exch-SMTP-Submit and the group Exchange Servers. Such an entry \
        outweighs every permission group. Setup makes none; somebody added it.",
    submit_denied_action: "Find out why the entry was made, then remove it with Remove-ADPermission and -Deny, for this \
        connector, user and right. Run Get-ADPermission again, then Retry-Queue.",

    suppressed: "{connector} hides X-ANONYMOUSTLS, so Exchange servers that are not set up for that cannot authenticate.",
    suppressed_what: "{sender} reaches it, finds no X-ANONYMOUSTLS in the answer to EHLO and gives up with 451 5.7.3.",
    suppressed_why: "SuppressXAnonymousTls is True, a setting for WAN optimisers. Only a sender with \
        UseDowngradedExchangeServerAuth goes on without X-ANONYMOUSTLS, and the reply shows that this one does not.",
    suppressed_action: "Set SuppressXAnonymousTls of the connector to $false; or, if a WAN optimiser needs it, set \
        UseDowngradedExchangeServerAuth of every sending server with Set-TransportService.",
    suppressed_unused: "{connectors} {connectors|hides|hide} X-ANONYMOUSTLS from Exchange servers.",
    suppressed_unused_what: "Exchange servers that land there give up with 451 5.7.3 Cannot achieve Exchange Server \
        authentication, unless UseDowngradedExchangeServerAuth is set on every one of them. No queue in the paste fails \
        on it now.",
    suppressed_unused_why: "SuppressXAnonymousTls is True. It is made for WAN optimisers, on a connector of its own for \
        one path.",
    suppressed_unused_action: "Set SuppressXAnonymousTls to False, or see that every sender is configured for it.",
    suppressed_unused_fine: "On a connector for WAN optimisers whose senders are all configured for it.",

    all_right: "Everything visible is right. {connectors} {connectors|offers|offer} Exchange Server authentication and \
        {connectors|admits|admit} Exchange servers, and no other connector in the paste answers {sender} there.",
    answers_the_sending_server: "the sending server",
    all_right_if: "If it was {connectors} that answered {sender}, no connector is the cause.",
    other_address: "From an address that is not known (a second one, or that of a gateway that translates) the sender \
        would land on {connectors}, without Exchange Server authentication.",
    port_2525: "This mail goes to port 2525, to the Transport service: relay connectors of the front end on port 25 take \
        no part in it.",

    inspection: "A device between the servers strips the SMTP verbs that Exchange servers authenticate with.",
    inspection_what: "A firewall with SMTP inspection masks X-ANONYMOUSTLS and X-EXPS in the reply to EHLO; the sending \
        server then sees no authentication, whatever the connectors offer.",
    inspection_what_beside: "{path} A firewall with SMTP inspection masks X-ANONYMOUSTLS and X-EXPS in the reply to \
        EHLO; the sending server then sees no authentication.",
    inspection_shown: "Exchange never answers like that.",
    inspection_possible: "The paste cannot exclude it. Inspection is usual on port 25 and rare on 2525; it shows only \
        across a firewall, never within one network.",
    inspection_shown_action: "Switch SMTP inspection off for this path, then retry the queue.",
    inspection_possible_action: "Ask the target for EHLO from the sending server, with the command below. If verbs come \
        back as XXXX, or the greeting as asterisks, switch SMTP inspection off for this path.",

    certificate: "{targets} does not load its internal transport certificate.",
    the_target_server: "The target server",
    certificate_what: "Without that certificate the server leaves X-ANONYMOUSTLS out of its reply to EHLO on every \
        connector, and every Exchange server that sends to it gives up with 451 5.7.3.",
    certificate_shown: "The connector offers Exchange Server authentication, and only what needs the certificate is \
        missing.",
    certificate_possible: "The paste cannot exclude it: certificates are in no connector's properties.",
    certificate_action: "Look for events 12012 to 12015 on the target, and check the certificate with the command below.",

    fqdn_mismatch: "{connector} announces itself as {fqdn}, which is not the name of {server}.",
    fqdn_mismatch_what: "An Exchange server that lands on it asks Kerberos for a ticket for that name, gets none or one \
        for another account, and authentication fails with 454 4.7.0 Temporary authentication failure.",
    fqdn_mismatch_why: "AuthMechanism holds ExchangeServer, and Fqdn is {fqdn}. Exchange allows only the server's own \
        name there; the value dates from before ExchangeServer was added, or was written past the cmdlets.",
    fqdn_mismatch_fails: "A queue to this server fails with just this reply.",
    fqdn_mismatch_action: "Set Fqdn of this connector to the server's own full name. For a public name towards the \
        Internet use a connector of its own without ExchangeServer.",
    fqdn_mismatch_fine: "Where no other Exchange server ever lands on this connector.",

    intended: "{connectors} {connectors|takes|take} the connections of {senders}, as intended.",
    intended_what: "It is more specific than the default connector and wins, and it offers Exchange Server \
        authentication to the ExchangeServers group. Mail between Exchange servers works on it.",
    intended_why: "AuthMechanism holds ExchangeServer and PermissionGroups holds ExchangeServers: a connector made for \
        Exchange servers.",
    intended_action: "Nothing. Leave it as it is.",
    intended_fine: "As it is.",
};

//! Commands that Exchange refused.

use crate::words::refusals::Refusals;

pub(super) const WORDS: Refusals = Refusals {
    title: "Exchange refused the command because of {rule}.",
    title_in_the_way: "Exchange refused the command: {connectors} {connectors|stands|stand} in the way.",
    what: "The connector was not changed.",
    roles: "{connectors} {connectors|listens|listen} on the same local address and port for another transport service. \
        Only one service can have an endpoint, whatever the remote IP ranges are.",
    ranges: "{connectors} {connectors|has|have} the same local address and port, and remote IP ranges that are equal or \
        overlap in part.",
    ranges_listed: "{connectors} {connectors|has|have} the same local address and port, and one of its ranges, {ranges}, \
        is equal to a range of the command or overlaps it in part.",
    fqdn: "With ExchangeServer in AuthMechanism, Fqdn may only be {allowed}, or empty.",
    why_conflict: "Exchange compares a connector with every other connector of the server, disabled ones included. Ranges on \
        one endpoint have to be apart, or one wholly inside the other.",
    why: "Exchange checks the whole connector as it would be after the command, so values that the command does not name \
        count too.",
    action_roles: "Give the connector the same role (Set-ReceiveConnector -TransportRole; FrontendTransport for port 25 on a server with a \
        front end), or another port or local address.",
    action_ranges: "Move the range wholly inside or outside those of the other connector, or bind another local address or \
        port. To take addresses over, take them off the other connector first with Set-ReceiveConnector.",
    action_fqdn: "Leave -Fqdn out of Set-ReceiveConnector. To announce another name, use a connector without ExchangeServer: other Exchange \
        servers authenticate to the name that is announced.",
    action_external: "Run Set-ReceiveConnector with -AuthMechanism 'Tls, ExternalAuthoritative' and -PermissionGroups ExchangeServers in \
        one command, with other groups if they are needed.",
    action_custom_group: "Run Set-ReceiveConnector with -PermissionGroups and without Custom. Custom only says that there are extra rights: \
        Add-ADPermission grants them, and they stay.",
    action_suppress: "Set UseDowngradedExchangeServerAuth on the server first: Set-TransportService with \
        -UseDowngradedExchangeServerAuth $true, then Set-ReceiveConnector. It is meant for WAN optimisers only.",
    action: "Give all the values that the rule names in one Set-ReceiveConnector command.",
};

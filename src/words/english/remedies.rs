//! Remedies.

use crate::words::remedies::Remedies;

pub(super) const WORDS: Remedies = Remedies {
    take_addresses_off: "Take {addresses} off {connectors}",
    take_addresses_off_the_connector: "Take {addresses} off the capturing connector",
    disable: "Disable {connectors}",
    restore_ranges: "Let {connectors} answer everybody again",
    pin_on_default: "Add {addresses} as {addresses|a single entry|single entries} to {connectors}",
    dedicated_internal_connector: "Create a connector of its own for {addresses}",
    exchange_server_on_relay: "Not this: add ExchangeServer to {connectors}",
    replace_cut_list: "Not this: write the cut list anew",
    restore_exchange_authentication: "Give {connectors} back Exchange Server authentication",
    restore_default_connector: "Set {connectors} back to the values of Exchange setup",
    move_to_frontend: "Move {connectors} to the Front End Transport service",
    narrow_open_relay: "Leave on {connectors} only the clients that the log names",
    narrow_large_ranges: "List only the clients that really relay, instead of large ranges",
    relay_right_on_default: "Not this: give the default receive connector the right to relay (Accept-Any-Recipient)",

    no_restart: "No restart is needed. Connections that are open now stay on the old connector until they end.",
    splits: "{entry} becomes {pieces} in the list of {connector}.",
    own_address_stays: "One entry differs: {servers} {servers|keeps its|keep their} own address ({addresses}) on \
        {connectors}. Programs on {servers|this server|these servers} still reach the connector that they reach now.",
    other_list: "{servers} {servers|has another list|have other lists}, so {servers|its|their} change differs.",
    other_addresses: "Other addresses land on the connector of {servers}, so {servers|its|their} change differs.",
    other_connectors: "Other connectors of {servers} list a part of the range, so {servers|its|their} change differs.",
    anonymous_relay_ends: "Programs on these addresses (scripts, monitoring) that send through {connectors} without \
        signing in land on the same connector as Exchange afterwards. They lose whatever relay rights they had there.",
    may_still_be_caught: "The addresses of {servers} are not known. If the connector lists them too, their mail stays \
        caught: add them to the input.",
    hidden: "The paste does not show {values} whole. What is hidden may catch the servers too.",
    moves_others: "{count|Another address range changes|# other address ranges change} connector too.",
    moves_on_other_ports: "The same addresses change connector on port {ports} too, because the connector listens there \
        as well.",
    many_entries: "{connector} then has {entries} entries. Active Directory takes about 1,300 (field reports).",
    disabled_today: "{connectors} is disabled, so nothing changes today: this removes the trap for the day somebody \
        enables it.",
    answers_nobody: "{connectors} then {connectors|answers|answer} nobody.",
    trap_stays: "{connectors} {connectors|keeps|keep} the cause: a new Exchange server or a new address in those ranges is caught again.",
    one_more_connector: "{connectors}: one more list to keep up to date whenever a server gets another address.",
    hides_the_wrong_range: "It silences the error and leaves the cause: Exchange servers and devices would share \
        {connectors}, with the limits and rights of a relay, and the wrong range stays unseen until the next change.",
    loses_hidden_entries: "The list of {connectors} was printed in part only. Writing it anew drops every entry that \
        nobody saw, and those clients stop working.",
    only_logged_clients: "{connector} then answers only the clients that the log names ({count}). A log shows some days: \
        whoever sends rarely is not in it and cannot relay any more. Compare with a longer log first.",
    opens_to_everybody: "{connector} answers everybody, the whole Internet included: with that right every one of them \
        could relay, and the server would soon be on blacklists.",
    greeting_changes: "{connector} greets as {fqdn} from then on; a certificate or a monitor may look at that name.",
    groups_lost: "{connector} then no longer admits {groups}.",
    no_way_back: "There is no way back by command, because Exchange would refuse the present state of {connector}: {rule}",
    restart_both_services: "Both transport services of {server} must be restarted afterwards: mail pauses for a moment.",
    landing_open_until_restart: "Until that restart it stays open which service of {server} has the port.",
    second_step: "It takes one more step, at {connectors}: without it, the same servers would fail there next.",
    takes_relay_from: "Not recommended as it stands: {hosts} {hosts|sends|send} mail through a connector that would then give {hosts|it|them} less.",
    leads_to_failure: "Not recommended as it stands: run on the state after it, the diagnosis finds another failure at \
        {connectors}.",
    hidden_value: "{property} of {connector}",

    accepted: "Exchange accepts it: every known rule of Set-ReceiveConnector passes.",
    accepted_as_shown: "Whether Exchange accepts it is not certain: every known rule of Set-ReceiveConnector passes on \
        what the paste shows. {values} The rehearsal with -WhatIf tells before anything is changed.",
    values_decide: "The paste does not show {values} whole.",
    downgraded_authentication_decides: "Exchange takes SuppressXAnonymousTls only where \
        UseDowngradedExchangeServerAuth is true on {server} (Get-TransportService); the paste does not show that, and \
        it is false out of the box.",
    role_decides: "The paste does not show whether {server} is an Edge server (Get-ExchangeServer, ServerRole).",
    binding_order_decides: "{other} has the same range {range} on an identical binding. Exchange compares only the first \
        two bindings that meet (observed behaviour, 2013 CU23): in one order it refuses, in the other both connectors \
        have the range and tie.",
    refused: "Exchange would refuse the change of {connector}: {rule}",
    no_range_left: "no remote IP range would be left, and an empty list is not allowed.",
    equal_range: "{other} has the very same range {range} on the same binding.",
    crossing_ranges: "{range} and {crosses} of {other} overlap in part. Ranges on one endpoint must lie inside or \
        outside each other.",
    role_conflict: "{other} listens on the same endpoint for another transport service. That conflict must go first.",
    fqdn_not_the_servers: "with ExchangeServer among the mechanisms, Fqdn must be the server's own name, its short name \
        or empty; it is {fqdn}.",
    basic_auth_require_tls_alone: "BasicAuthRequireTLS needs BasicAuth and Tls.",
    require_tls_without_tls: "RequireTLS needs Tls among the mechanisms.",
    domain_secure_without_tls: "DomainSecureEnabled needs Tls and excludes ExternalAuthoritative.",
    external_authoritative_excludes: "ExternalAuthoritative excludes ExchangeServer, Integrated and BasicAuth.",
    external_authoritative_needs_exchange_servers: "ExternalAuthoritative needs the permission group ExchangeServers.",
    custom_is_no_input: "the permission group Custom cannot be set.",
    too_many_entries: "{entries} entries are more than Active Directory takes (about 1,300, field reports).",
    name_taken: "a connector of this name exists already.",
    name_with_backslash: "the name of a connector may not hold a backslash.",
    role_not_for_new: "TransportRole of a new connector can only be HubTransport, FrontendTransport or Edge.",
    extended_protection_without_require_tls: "ExtendedProtectionPolicy needs RequireTLS.",
    live_credential_without_basic_auth: "LiveCredentialEnabled needs BasicAuth or BasicAuthRequireTLS among the \
        mechanisms.",
    inactivity_beyond_timeout: "ConnectionTimeout must be greater than or equal to ConnectionInactivityTimeout.",
    banner_without_status: "the banner must start with a status code of 220 and contain only seven bit ASCII \
        characters.",
    group_address_bound: "binding addresses cannot be a multicast or a broadcast address; {address} is one.",
    client_settings_without_exchange_users: "AdvertiseClientSettings needs the permission group ExchangeUsers.",
    binary_mime_without_chunking: "BinaryMimeEnabled needs ChunkingEnabled.",
    legacy_servers_on_edge: "the permission group ExchangeLegacyServers is not supported on an Edge server.",
    long_addresses_on_edge: "LongAddressesEnabled cannot be set on an Edge server.",
    suppress_anonymous_tls_on_edge: "SuppressXAnonymousTls cannot be set on an Edge server.",
    suppress_anonymous_tls_not_downgraded: "SuppressXAnonymousTls needs UseDowngradedExchangeServerAuth on the server, \
        and that is false.",
    invalid_range: "\"{entry}\" is no range. Its message: {fault}",
    invalid_binding: "\"{entry}\" is no local address with a port.",
    range_start_above_end: "The start address {first} must be less than or equal to the end address {last}.",
    range_families: "The start and end IP addresses must be of the same family.",
    range_length: "The CIDR length \"{length}\" is invalid.",
    range_length_above_v4: "The CIDR length {length} is greater than the maximum of 32 for an IPv4 address.",
    range_length_above_v6: "The CIDR length {length} is greater than the maximum of 128 for an IPv6 address.",
    range_mask: "The mask {mask} is invalid. An example of an acceptable mask is \"255.255.255.0\".",
    range_address: "The format of the IP address {text} is invalid. Example of a valid IP address: 192.168.1.10",

    lands_elsewhere: "It does not cure: on {server}, {address} would land on {connector}.",
    lands_nowhere: "It does not cure: on {server}, no connector would answer {address}.",
    nothing_visible: "The entry of {connector} that takes the addresses is not visible in the paste, so there is nothing \
        to remove by name.",
    old_value_hidden: "The paste does not show {property} of {connector} whole, so the old value could not be put back.",
    unquotable: "No commands are written for {connector}: its name or values hold {why}. Change it by hand.",
    control_character: "a control character (U+{code})",
    direction_override: "a character that turns the direction of text (U+{code})",
    hidden_text: "a character that carries hidden text (U+{code})",
    too_long: "a text that is too long",
    nothing_seen: "nothing that can be seen",
    left_out_of_command: "The name {name} is left out here: it holds {why}.",
    clients_unknown: "The paste does not tell who really relays through {connector}, so no list is written: a guess \
        would stop programs. The receive log names the clients.",
    harmful: "Exchange would take it, but it does harm; the consequences say how.",

    nothing_moves: "Checked over the whole address space: no address changes connector.",
    nothing_moves_as_shown: "As far as the paste shows, no address changes connector.",
    all_listed: "Every address range that changes connector is listed.",
    all_listed_as_shown: "Every address range that changes connector is listed, as far as the paste shows.",
    landing: "The same selection, run again on the changed configuration: {addresses} → {connectors}.",
    nothing_moves_today: "Today no address changes connector.",
    more_moves: "More changes than that: every address range is listed.",
    nothing_else_seen: "Nothing else is seen to change, but {why}.",
    not_all_decided: "not everything on this endpoint can be decided from the paste",
    values_not_shown: "the paste does not show {values} whole",
    only_these_on_each_server: "Nothing else changes. On each server, {addresses} move to {connectors}. No other \
        IPv4 or IPv6 address changes connector.",
    only_these: "Nothing else changes. {addresses|# moves|# move} to {connectors}. No other IPv4 or IPv6 address \
        changes connector.",
};

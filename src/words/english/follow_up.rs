//! The answers to "what if I ran this command?" and "what changed?".

use crate::words::follow_up::FollowUp;

pub(super) const WORDS: FollowUp = FollowUp {
    nothing: "There is no command.",
    too_many_commands: "These are too many commands at once. Ask for fewer.",
    open: "The command ends too early: a quote or bracket is not closed, or a value is missing.",
    variable: "${name} is a variable, and its value is not known here. Write the value.",
    expression: "{text} would have to be run to know what it gives. Write the values instead.",
    unexpected: "\"{text}\" stands where nothing of the kind is expected.",
    needs_quotes: "PowerShell wants quotes here: '{text}'.",
    cmdlet: "{name} cannot be answered. Known are Set-, New- and Remove-ReceiveConnector, alone or behind \
        Get-ReceiveConnector. There is no cmdlet that disables one: that is Set-ReceiveConnector -Enabled $false.",
    parameter: "The cmdlet has no parameter -{name}.",
    ambiguous: "-{name} may stand for {names}.",
    twice: "-{name} is there twice.",
    missing: "-{name} needs a value that the command does not say.",
    value: "-{name} does not take \"{value}\", or it cannot be read.",
    no_connector: "The paste shows no receive connector \"{name}\".",
    which_connector: "\"{name}\" may be {names}. Name it with its server.",
    which_server: "On which server? Add -Server.",

    only_one_of_that_name: "The command does not name the server; the paste shows {connector} only.",
    only_server: "The command does not name the server; the paste shows {server} only.",
    rehearsal: "With -WhatIf, PowerShell would change nothing. This is the answer for the command without it.",
    not_looked_at: "-{name} plays no part in which connector answers. Whether Exchange takes the value was not checked.",
    not_there: "{entry} is not in the list that the paste shows.",
    may_be_hidden: "{entry} is not in the visible part of the list of {connector}. The hidden part may hold it, so it is \
        not known whether anything is removed. Print the list whole to know.",
    already_there: "{entry} is in the list already.",
    hub_by_default: "Without -TransportRole, Exchange creates the connector for the Transport service (HubTransport).",
    exchange_on_relay: "Warning: {connector} is a relay. With ExchangeServer on it, Exchange servers go on landing on the \
        wrong connector, and its devices share a connector with them. Take the servers' addresses off it instead.",
    replaces_cut_list: "Warning: the paste shows only a part of the addresses of {connector}, and this list replaces all of \
        them. Add and remove single entries instead (Add and Remove of -RemoteIPRanges).",
    externally_secures: "Warning: with ExternalAuthoritative, Exchange trusts every host that {connector} answers: no spam \
        filter, any sender, any recipient. Exchange servers that land on it fail with 451 5.7.3.",
    hidden_property: "The command needs {name} of {connector}, and the paste does not show it whole.",
    subtraction: "PowerShell takes nothing out of a list with - or -=. Give -RemoteIPRanges a hashtable with the key \
        Remove, or write $list.Remove('..').",
    rights: "{name} changes rights, and rights are not worked out here. Which connector answers does not depend on them.",
    anonymous_rights: "{name} changes what anonymous senders may do. Which connector answers does not depend on it; what the \
        right allows is not worked out here.",
    changes_no_connector: "{name} changes no receive connector.",
    opens_relay: "Warning: {connector} takes mail from everybody. With that right, everybody can relay to the Internet \
        through it. Give the right to a connector of its own that lists the few hosts which may relay. Rights are not \
        worked out here.",

    not_understood: "The command is not understood, so nothing is said about it.",
    refused: "Exchange would refuse the command. Nothing would change.",
    would_change: "{count|One connector|# connectors} would change: {regions}",
    would_change_nothing: "The command changes nothing: {regions}",
    may_change: "Whether the command changes anything is not shown: {regions}",
    no_region_shown: "as far as the paste shows, no address changes connector.",
    regions_shown: "as far as the paste shows, {count|one address range changes|# address ranges change} connector.",
    has_changed: "{count|One connector has|# connectors have} changed: {regions}",
    nothing_has_changed: "No connector has changed: {regions}",
    regions: "{count|one address range changes|# address ranges change} connector.",
    no_region: "no address changes connector.",
    shows_no_connector: "The second paste shows no connector.",
    findings: "Findings: {counts}.",
    gone: "{count} gone",
    still: "{count} still there",
    newly_found: "{count} new",
    unknown: "{count} not known",

    connectors_missing_in_first: "The first paste does not show {connectors}: taken as unchanged.",
    connectors_missing_in_second: "The second paste does not show {connectors}: taken as unchanged.",
    properties_missing_in_first: "The first paste does not show {properties} of every connector: taken as unchanged.",
    properties_missing_in_second: "The second paste does not show {properties} of every connector: taken as unchanged.",
    servers_taken_over: "The second paste does not say all about {servers}: addresses and versions are those of the \
        first one.",
    taken_as_removed: "The second paste shows the other connectors of the server without {connectors}: taken as removed. \
        If a filter left it out, it is still there.",
    undecided: "{properties} of {connector} is cut on one side: only what both show is compared.",
    nameless: "Not compared, because name or server is missing: {count|One connector|# connectors}.",
    queues_not_shown: "The second paste does not show its queues.",
    nothing_changed: "Nothing that it rests on has changed: the two pastes show different parts.",
    values_not_shown: "Not known: the input does not show {values} whole, and that part may hold the cause. Print it whole.",

    queue_fine: "In order now.",
    queue_in_trouble: "Still in trouble.",
    queue_not_retried: "Shows the error from before. Mail would pass now: try it again with Retry-Queue.",
    queue_passes_in_part: "Shows the error from before. {servers} would still refuse its mail; another server would take it.",
    queue_not_shown: "Not in the second paste: delivered, if that shows all queues.",
    queue_new: "In trouble since.",
};

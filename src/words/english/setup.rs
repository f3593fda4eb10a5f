//! Findings about connectors of setup and about ranges.

use crate::words::setup::Setup;

pub(super) const WORDS: Setup = Setup {
    mail_from_outside: "mail from outside and from Exchange 2007, 2010 and Edge servers",
    mail_to_edge: "mail from outside and from the organization",
    mail_of_users: "mail of users who log in",
    mail_of_users_handed_on: "mail of users, handed on by the front end",
    mail_to_outside: "mail to the outside, handed over by the Transport service",
    mail_from_servers: "mail from other Exchange servers and from front ends",

    nothing_listens: "{connector} (port {port}, {task}): nothing listens for {family}; connections are refused.",
    nothing_listens_elsewhere: "{connector} (port {port}, {task}): nothing listens for {family} on addresses that no \
        binding names; connections are refused.",
    nobody_has: "{connector} (port {port}, {task}): no connector has {ranges}; they get 421 4.3.2 Service not available.",
    queue_fails: "A queue in the paste fails with just this reply.",
    disabled: "{connectors} {connectors|is|are} disabled, and nothing answers in {connectors|its|their} place.",
    disabled_why: "Enabled is False. A disabled connector neither listens nor takes part in the selection.",
    disabled_action: "Enable it, unless it was switched off on purpose.",
    disabled_fine: "Where nobody is meant to send to this port.",
    narrowed: "{connectors} {connectors|does|do} not take every address any more, and no other connector takes the rest.",
    narrowed_why: "Setup gives it 0.0.0.0-255.255.255.255 and a binding to every local address, so that nobody is left \
        over.",
    narrowed_action: "Give it back 0.0.0.0-255.255.255.255 and 0.0.0.0 as local address, unless only these senders may \
        deliver.",
    narrowed_fine: "Where only the senders in its ranges may deliver, and all Exchange servers are among them.",
    ipv6_gap: "{connectors} {connectors|does|do} not answer over IPv6.",
    ipv6_gap_why: "Setup gives it the binding [::] and all IPv6 addresses. Exchange asks DNS for IPv6 addresses first.",
    ipv6_gap_action: "Put the binding [::] and the range ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff back.",
    ipv6_gap_fine: "Where nobody reaches this server over IPv6.",

    edited: "{connectors}: not as setup made it.",
    edited_and_refuses: "{connectors} {connectors|differs|differ} from what setup made. Whoever relied on that is refused.",
    edit: "{connectors}: {change}; {harm}.",
    lacks: "{property} lacks {member}",
    has_member: "{property} has {member} in addition",
    is_instead: "{property} is {value} instead of {setup}",
    edited_why: "Exchange's own services and other servers count on the values that setup gives these connectors.",
    edited_action: "Put the values of setup back, unless you know why they were changed.",
    edited_fine: "Where the change was made on purpose.",
    harm_servers_temporary: "Exchange servers that land there fail with 454 4.7.0 Temporary authentication failure",
    harm_servers_as_users: "Exchange servers that land there count as ordinary users, and their mail bounces with 550 \
        5.7.1 (no permission to send as this sender)",
    harm_anonymous_refused: "senders without a login, those of the Internet first, get 530 5.7.1 Client was not \
        authenticated",
    harm_users_refused: "users log in and then get 550 5.7.1 Client does not have permissions to submit to this server",
    harm_user_proxy_fails: "mail of users on port 587 cannot be handed on: 535 5.7.3 Unable to proxy authenticated \
        session",
    harm_outbound_proxy_fails: "send connectors that go through the front end fail with 451 4.7.0 XPROXYTO is required to \
        send mail",
    harm_partners_refused: "partner servers with domain security may not submit",
    harm_no_starttls: "it offers no STARTTLS, and senders that insist on TLS give up with 451 5.7.3 STARTTLS is required \
        to send mail",
    harm_other_service: "it belongs to another transport service, so its own service does not know it",
    harm_port_gone: "nobody finds it on the port of setup, unless another connector listens there",
    harm_too_fast: "a sender above that rate gets 421 4.4.2 Message submission rate has exceeded the configured limit",
    harm_too_many: "a server with more connections at a time gets 421 4.3.2 until it has authenticated",
    harm_no_login: "clients that log in this way get 504 5.7.4 Unrecognized authentication type",
    harm_clear_passwords: "passwords may cross the network unencrypted",
    harm_anonymous_admitted: "senders without a login may submit here, which nothing in Exchange needs",
    harm_users_admitted: "users may log in on a port that faces other servers, so passwords can be tried there",
    harm_trusted: "whoever lands there is trusted like an Exchange server",
    harm_none_known: "nothing is known to fail for it",

    unreadable: "The list of {connectors} has entries that cannot be read, so it stays open which connector answers \
        {senders}.",
    unreadable_what: "An entry is masked or damaged. It may hold the sender's address, alone or inside a range.",
    unreadable_why: "Every readable entry was checked and none decides it. A single address would win over everything \
        that can be read.",
    unreadable_action: "Run the command below on an Exchange server and paste what it prints, unmasked: nothing leaves \
        this page.",
    cut_off: "The paste cuts off the list of {connectors}, so it stays open which connector answers {senders}.",
    cut_off_what: "PowerShell printed the first entries and three dots. What it left out may hold the sender's address, \
        alone or inside a range.",
    cut_off_why: "Every visible entry was checked and none decides it. A hidden single address would win over everything \
        that is visible.",
    cut_off_action: "Run the command below on an Exchange server and paste what it prints, in addition to what is here.",

    not_nested: "{winner} and {others} have ranges that cross, and {address} is in both.",
    not_nested_what: "{winner} has {range}, {others}. Exchange allows overlap only where one range is wholly inside the \
        other, so nothing that is documented says which connector answers {address}. The smaller range would win, as \
        observed in Exchange 2013.",
    has_range: "{connector} has {range}",
    not_nested_why: "The cmdlets refuse such a pair today. It dates from another time or was written past them, and every \
        later change of either connector will be refused.",
    not_nested_action: "Nest the ranges or separate them. The receive protocol log of the server names the connector that \
        really answered.",

    cross: "{connectors} have ranges that cross.",
    cross_pair: "{first} has {first_range}, {second} has {second_range}.",
    cross_why: "Exchange allows overlap only where one range is wholly inside the other. Nothing documented says which of \
        them answers, and every later change of either is refused.",
    equal: "{connectors} have the same range on the same binding.",
    equal_pair: "{first} and {second} both have {range}.",
    equal_why: "Where both are enabled, nothing says which of them answers. Exchange refuses every later change of \
        either: it compares bindings and ranges of all connectors of the server, disabled ones included.",
    separate_action: "Nest the ranges or separate them, before the next change is urgent.",

    whole_internet: "{connectors} takes everything that reaches {endpoints}, ahead of the default connector.",
    whole_internet_what: "At equal size the binding to the exact address wins over a binding to every address. An \
        Exchange server that connects to this address lands here and gives up with 451 5.7.3, or is refused.",
    whole_internet_why: "Its range is the whole address space, it is bound to this one local address, and it does not \
        serve Exchange servers.",
    whole_internet_action: "See that the server's name does not resolve to this address inside, or narrow the range.",
    whole_internet_fine: "Where this address is for the Internet only.",

    never_chosen: "No connection ever lands on {connectors}.",
    on_binding: "{connector} on {bindings}",
    no_range_of_family: "{connector} on {binding}: no range is of this address family.",
    taken: "{connector} on {binding}: {others} {others|takes|take} all addresses.",
    never_chosen_why: "The smallest range that holds the sender wins, and for every address of this connector another one \
        has a smaller range, or an exact binding with the same one.",
    never_chosen_action: "Find out who was meant to land there; narrow the connectors in front of it, or remove it.",
    never_chosen_fine: "Where it is kept as a spare.",

    differ: "{connectors} {connectors|differs|differ} from the connector of the same name on another server.",
    differ_what: "Mail works through one server and not through the other, by which of them it reaches.",
    values: "{property}: {values}.",
    value_on: "{value} on {connector}",
    empty: "empty",
    remote_ip_ranges_in_part: "RemoteIPRanges, not on each of them",
    differ_action: "Carry the setting over, if the difference is not meant.",
    differ_fine: "Where the servers have different tasks.",
};

//! Comments of scripts, and what scripts say when they stop.

use crate::words::scripts::Scripts;

pub(super) const WORDS: Scripts = Scripts {
    take_addresses_off: "Take the addresses of the Exchange servers off the receive connector that captures them.",
    disable_connector: "Disable the receive connector that lists nothing but Exchange servers.",
    pin_on_default: "Name the Exchange servers one by one on the receive connector that should answer them.",
    dedicated_internal_connector: "Create a receive connector of its own for the Exchange servers.",
    exchange_server_on_relay: "Not recommended: Exchange Server authentication on the capturing connector.",
    replace_cut_list: "Not recommended: replace a list of which only a part is known.",
    restore_exchange_authentication: "Give the default receive connector back Exchange Server authentication and the \
        group ExchangeServers.",
    restore_default_connector: "Set the default receive connector back to what Exchange setup gives it.",
    move_to_frontend: "Move the receive connector to the Front End Transport service.",
    narrow_open_relay: "Leave on the relay connector only the clients that the log names.",
    relay_right_on_default: "Not recommended: the right to relay on the default receive connector.",
    restore_ranges: "Let the receive connector of Exchange setup answer everybody again.",
    disable_unused: "Disable the receive connector on which nothing lands.",
    run_on: "Run it in the Exchange Management Shell of {server}.",
    run_on_one_of: "Run it in the Exchange Management Shell of one of {servers}: the one with the newest Exchange \
        version, because an older shell may refuse to change newer objects.",
    in_short: "What it changes, after a check, a backup and a rehearsal:",
    and_more: "and {count} more, in part 4",
    and_alike: "and the same on {count|one more server|# more servers}",
    but_own_addresses: "but the own address of each server stays where it is",
    own_left_out: "The own address of each server, which stays on its list, is left out here.",
    own_put_in: "The own address of each server, which is not on its list, is put in here.",
    alike_share_a_line: "Servers that print the same share a line; all {count} must share one:",
    alike_print: "{count} servers: {values}",
    rehearses: "With -WhatIf it only rehearses.",
    undoes: "With -Undo it puts back what was.",
    retries: "With -RetryQueues it tries the queues again (a minute later).",
    save_as: "Save the file as UTF-8 with BOM.",
    check: "1. Check: is everything still as it was pasted? (reads only)",
    bounds: "Entries are compared by their lowest and highest address: 10.0.0.0/24 and 10.0.0.0-10.0.0.255 are the same.",
    landing: "Works out which addresses the connector does not answer: the smallest range that holds an address wins.",
    claim: "Does what the page says hold on the servers, with all connectors that are there now? (reads only)",
    prove: "Prove it on the server: reads all receive connectors, changes nothing, and stops where something is not as \
        the page says.",
    is_proved: "Proved: on the servers it is as the page says.",
    answers_no_more: "Stopped, nothing was changed: on {server}, {connector} does not answer {addresses}. Paste the \
        current output and get new commands.",
    would_not_answer: "Stopped, nothing was changed: on {server}, {connector} would not answer {addresses} afterwards. \
        Paste the current output and get new commands.",
    backup: "2. Backup: the old values as a file for Import-Clixml and as readable text",
    rehearsal: "3. Rehearsal: Exchange checks every change; if it refuses one, nothing has been changed",
    change: "4. Change",
    verify: "5. Look at the result",
    retry: "Try the queues again. Wait about a minute after the change: the servers learn of it through Active Directory.",
    rollback: "Rollback: puts back the pasted values. What is already as before is left alone.",
    on_server: "Server {server}: {connector}",
    must_list: "{connector} must list exactly this, in any order:",
    must_hold: "{connector} must list this (the paste does not show the whole list, so there is more):",
    must_not_hold: "and none of this any more:",
    must_print: "{property} of {connector} must print: {value}",
    queues_must: "The queues must leave Retry and count down; a queue that is gone has been delivered.",
    old_value: "{property} was: {value}",
    custom_stays: "Custom stands for extra rights. They stay as they are and cannot be set here.",
    restart: "Now restart both transport services on {server} itself (mail pauses for a moment):",
    not_found: "Stopped, nothing was changed: {connector} was not found, or not exactly once.",
    not_as_pasted: "Stopped, nothing was changed: {property} of {connector} is not what was pasted. Paste the current \
        output and get new commands.",
    exists: "Stopped, nothing was changed: {connector} exists already.",
    neither_state: "Stopped: {property} of {connector} is neither as before nor as after the change. Somebody changed it \
        since; compare with the backup.",
    backup_is_in: "Backup of the old values: {folder}",
};

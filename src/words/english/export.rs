//! The summary of a report, to hand over.

use crate::words::export::Export;

pub(super) const WORDS: Export = Export {
    cause: "Cause: {title} ({code})",
    cause_unknown: "Cause: nothing in this paste explains stuck mail.",
    certainty: "Certainty: {ground}, as if the paste showed all your servers.",
    certainty_none: "Certainty: what is not in the paste is not judged.",
    proof: "Proof: {lines}",
    proof_none: "Proof: no line of the paste.",
    proof_more: "{lines}; and {count} more",
    proof_line: "{line}: {text}",
    addresses: "Addresses: {addresses}",
    addresses_none: "Addresses: none is known.",
    addresses_from: "{addresses} ({origin})",
    given: "given by the reader",
    address_line: "pasted as a line with name and address",
    last_error: "from LastError",
    binding: "from a binding",
    command: "from the output of a command",
    protocol_log: "from a protocol log",
    run: "To run: {what}",
    run_lines: "To run: {title}: {count|the line|the # lines} of the report",
    run_none: "To run: nothing.",
    changes: "What changes: {proof}",
    changes_none: "What changes: nothing is changed by looking.",
    undo: "Undo: the report has the commands; they put back the old values and stop where somebody changed them since.",
    undo_none: "Undo: Exchange would refuse the old values, so there is no way back by command.",
    undo_unneeded: "Undo: not needed.",
    version: "Made by Mailflow Doctor {version}, in the browser, from pasted text.",
    lines_title: "The lines without the checks of the script",
    lines_more: "and {count|1 more line|# more lines}",
};

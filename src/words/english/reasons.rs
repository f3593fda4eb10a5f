//! Why a connector answers a session, or does not.

use crate::words::reasons::Reasons;

pub(super) const WORDS: Reasons = Reasons {
    chosen: "Answers: {size}, the smallest range that holds the source.",
    loses_by_binding: "Loses: {size} too, but by a binding to every address instead of this one.",
    less_specific: "Loses: {size} against {winner}.",
    tie: "Matches as well: {size}. Nothing documented says which one answers.",
    unknown: "Not decided: the paste does not show all of {property}.",
    no_range_match: "Listens here, but no range holds the source.",
    other_family: "Listens on this port for the other address family only.",
    other_address: "Listens on this port on other local addresses only.",
    other_role: "Belongs to another transport service.",
    other_port: "Listens on port {ports} only.",
    disabled: "Is disabled.",
};

//! From a snapshot to findings.
//!
//! ```text
//! queues --route--> sessions --selection--> landings --authentication--> trials --findings--> findings
//! ```
//! [`Case`] holds the trials. [`observed`] compares them with what logs and transcripts show. Each finding has a file in
//! [`mod@findings`], which detects it in the case and says what it rests on. This module has no words: the report has them.

pub mod authentication;
pub mod case;
pub mod catalogue;
pub mod cause_of_reply;
mod claimed;
pub mod code;
pub mod completed;
mod deciding;
#[cfg(any(test, target_arch = "wasm32"))]
pub(crate) mod example;
pub mod excluded;
pub mod facts;
pub mod finding;
pub mod findings;
pub mod follow_up;
pub mod gap;
pub mod hop;
mod host_relay;
pub mod narrowed;
pub mod need;
mod next_step;
pub mod observed;
pub mod opposite_direction;
pub mod overview;
mod reappearance;
mod remedy_trial;
pub mod route;
pub mod security_status;
pub mod topology;
pub mod trial;
pub mod trouble;

pub use case::Case;
pub use code::Code;
pub use facts::Facts;
pub use finding::{Certainty, Finding, Severity};
pub use need::Need;
pub use next_step::next_step;
use std::collections::BTreeSet;

use trial::Gap;

/// The findings of a case in the order of the report: severity, certainty, code. Recommended remedies are tried.
#[must_use]
pub fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = untried(case);
    remedy_trial::try_recommended(case, &mut found);
    remedy_trial::name_sessions(case, &mut found);
    found
}

/// The same, with remedies that nobody tried.
fn untried(case: &Case<'_>) -> Vec<Finding> {
    let mut detected = findings::in_case(case);
    let old_errors: Vec<(String, Gap)> =
        case.troubles.iter().filter_map(|trouble| Some((trouble.identity(), trouble.is_it_now()?))).collect();
    for finding in detected.iter_mut().map(|it| &mut it.finding) {
        admit_assumed_servers(case, finding);
        admit_old_errors(&old_errors, finding);
        admit_several_domains(case, finding);
        admit_what_stood_before(case, finding);
        ask_for_queues(finding);
        finding.order_needs();
    }
    detected.extend(findings::among_detected(case, &detected));
    let mut shown = findings::unexplained(detected);
    shown.extend(findings::among_shown(case, &shown));
    for finding in &mut shown {
        deciding::ask(case, finding);
    }
    shown.sort_by_key(|f| (f.severity, f.certainty, f.code()));
    shown
}

/// A claim that a queue fails now assumes that its error is not an old one.
fn admit_old_errors(old: &[(String, Gap)], finding: &mut Finding) {
    if finding.severity != Severity::Blocking {
        return;
    }
    let old: Vec<_> = old.iter().filter(|(queue, _)| finding.subject.queues.contains(queue)).collect();
    if old.is_empty() {
        return;
    }
    // What is proven by another queue stays so.
    let queues: BTreeSet<&String> = old.iter().map(|(queue, _)| queue).collect();
    if finding.subject.queues.iter().all(|queue| queues.contains(queue)) {
        finding.certainty = finding.certainty.max(Certainty::Likely);
    }
    if finding.certainty != Certainty::Proven {
        for (_, gap) in old {
            if !finding.gaps.contains(gap) {
                finding.gaps.push(gap.clone());
            }
        }
    }
}

/// Asks for the queue as a list where the queue itself hides its reply, or may have recovered.
fn ask_for_queues(finding: &mut Finding) {
    let is_old = |gap: &&Gap| matches!(gap, Gap::StillFails { .. } | Gap::FirstPrintOfQueue { .. });
    let old = finding.gaps.iter().filter(is_old).count();
    let all_old = old >= finding.subject.queues.len();
    let queue = |gap: &Gap| match gap {
        Gap::Reply { queue } => Some(queue.clone()),
        // Where another queue fails for sure, an old error is not the question.
        Gap::StillFails { queue } | Gap::FirstPrintOfQueue { queue } if all_old => Some(queue.clone()),
        _ => None,
    };
    let queues: Vec<_> = finding.gaps.iter().filter_map(queue).filter(|queue| !queue.is_empty()).collect();
    if !queues.is_empty() && !finding.needs.iter().any(|need| matches!(need, Need::QueueDetails(_))) {
        finding.needs.push(Need::QueueDetails(queues));
    }
}

/// A claim about mail between servers assumes that each name means one server.
fn admit_several_domains(case: &Case<'_>, finding: &mut Finding) {
    if finding.subject.queues.is_empty() && finding.subject.addresses.is_empty() {
        return;
    }
    for server in finding.subject.servers.iter().filter_map(|name| case.topology.server(name)).map(|it| it.server) {
        if server.domains.len() > 1 {
            finding.gaps.push(Gap::OneServer { server: server.name.clone(), domains: server.domains.clone() });
            finding.certainty = finding.certainty.max(Certainty::Likely);
        }
    }
}

/// A claim that a queue fails holds for every server that may take its mail. Where the paste begins inside an output, other
/// servers may have stood before.
fn admit_what_stood_before(case: &Case<'_>, finding: &mut Finding) {
    if case.snapshot().begins_inside && finding.severity == Severity::Blocking && !finding.subject.queues.is_empty() {
        finding.gaps.push(Gap::NothingBefore);
        finding.certainty = finding.certainty.max(Certainty::Likely);
    }
}

/// A claim about a connector rests on its server, also where that server is assumed.
fn admit_assumed_servers(case: &Case<'_>, finding: &mut Finding) {
    let named = finding.subject.connectors.iter().filter_map(|&index| case.connector(index));
    let servers: BTreeSet<_> = named.filter(|c| c.server_assumed).map(|c| c.server.clone()).collect();
    for server in servers {
        if !finding.needs.iter().any(|need| matches!(need, Need::ReceiveConnectors(_))) {
            finding.needs.push(Need::ReceiveConnectors(vec![server.clone()]));
        }
        finding.gaps.push(Gap::Server { server });
        finding.certainty = finding.certainty.max(Certainty::Likely);
    }
}

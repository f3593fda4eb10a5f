//! The one next thing to ask for if nothing is proven: the need that would settle the most.
//!
//! It is chosen among the needs of the findings. If nothing is found, and connectors or a reply are shown without a queue,
//! everything is asked for.

use super::case::Case;
use super::code::Code;
use super::finding::{Certainty, Finding, Severity};
use super::need::Need;

/// The one thing to ask for.
#[derive(Clone, Debug)]
pub struct Next<'f> {
    /// What to ask for.
    pub need: Need,
    /// The finding that it settles; `None` where nothing is found.
    pub finding: Option<&'f Finding>,
}

impl<'f> Next<'f> {
    fn of(finding: &'f Finding) -> Option<Self> {
        Some(Self { need: finding.needs.first()?.clone(), finding: Some(finding) })
    }
}

/// What to ask for next. Findings stand in the order of how sure they are, and the needs of each in that of how much they
/// settle; settling the surest one drops its rivals.
#[must_use]
pub fn next_step<'f>(case: &Case<'_>, findings: &'f [Finding]) -> Option<Next<'f>> {
    // What a log tells is an answer, and no cause: it leaves the question open what to do.
    let causes: Vec<&Finding> = findings.iter().filter(|f| f.code() != Code::ConnectorThatAnswered).collect();
    if causes.is_empty()
        && let Some(next) = findings.iter().find_map(Next::of)
    {
        return Some(next);
    }
    // A queue that waits now comes before a future risk, even if no connector is the reason.
    let is_about_a_queue = |f: &&Finding| !f.subject.queues.is_empty() && f.certainty != Certainty::Proven;
    if !causes.iter().any(|f| f.severity == Severity::Blocking)
        && let Some(next) = causes.iter().copied().filter(is_about_a_queue).find_map(Next::of)
    {
        return Some(next);
    }
    if let Some(first) = causes.first() {
        let equals = causes.iter().filter(|f| (f.severity, f.certainty) == (first.severity, first.certainty));
        let open = first.certainty != Certainty::Proven;
        return equals.copied().find_map(Next::of).filter(|_| open);
    }
    // The paste has connectors or a reply, no queue, and no fault. So it does not show what fails.
    let snapshot = case.snapshot();
    let shows = !snapshot.receive_connectors.is_empty() || !snapshot.replies.is_empty();
    (snapshot.queues.is_empty() && shows).then_some(Next { need: Need::Everything, finding: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnosis::findings;
    use crate::model::fixture::snapshot;
    use crate::model::{LastError, Place, Queue, Shown, Snapshot};

    const DEFAULT: &str = "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25, [::]:25 | 0.0.0.0/0, ::/0 | Tls, \
        Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer | AnonymousUsers, ExchangeServers, ExchangeLegacyServers";
    const RELAY: &str = "EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | Tls | AnonymousUsers";

    #[track_caller]
    fn check(snapshot: &Snapshot, expected: Option<&str>) {
        let case = Case::of(snapshot);
        let findings = findings(&case);
        let next = next_step(&case, &findings);
        assert_eq!(next.map(|next| next.need.code().to_string()).as_deref(), expected);
    }

    fn failing(connectors: &[&str], reply: &str) -> Snapshot {
        let mut snapshot = snapshot(connectors);
        for connector in &mut snapshot.receive_connectors {
            connector.enabled = Shown::Whole { value: true, place: connector.place };
        }
        let place = Place { source: 0, line: 9 };
        let mut queue = Queue::unknown_at(place);
        let whole = |text: &str| Shown::Whole { value: text.to_owned(), place };
        queue.identity = whole("EX0\\1");
        queue.delivery_type = whole("SmtpRelayWithinAdSite");
        queue.next_hop_domain = whole("hub version 15");
        queue.status = whole("Retry");
        queue.last_error = Shown::Whole { value: LastError::read(reply), place };
        snapshot.queues.push(queue);
        snapshot
    }

    #[test]
    fn the_surest_rival_is_settled_first() {
        let refused = "451 5.7.3 Cannot achieve Exchange Server authentication";
        check(&failing(&[DEFAULT, RELAY], refused), Some("receive-protocol-log"));
        check(&failing(&[DEFAULT], refused), Some("ehlo-reply"));
        check(&failing(&[], refused), Some("receive-connectors"));
        check(&failing(&[DEFAULT], "421 4.4.2 Connection dropped due to SocketError"), Some("next-step"));
    }

    #[test]
    fn without_anything_that_fails_everything_is_asked_for() {
        check(&snapshot(&[DEFAULT]), Some("everything"));
        check(&snapshot(&[DEFAULT, RELAY]), Some("gateway-or-nat-address"));
        check(&Snapshot::default(), None);
        let mut healthy = failing(&[DEFAULT], "");
        let place = Place { source: 0, line: 9 };
        healthy.queues[0].last_error = Shown::Whole { value: None, place };
        healthy.queues[0].status = Shown::Whole { value: "Ready".to_owned(), place };
        check(&healthy, None);
    }
}

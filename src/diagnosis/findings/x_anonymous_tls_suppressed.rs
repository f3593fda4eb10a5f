//! The connector that answers offers Exchange Server authentication and hides X-ANONYMOUSTLS.
//!
//! # What happens
//! SuppressXAnonymousTls takes X-ANONYMOUSTLS out of the answer to EHLO, so that WAN optimisers can read the mail. A
//! sender without UseDowngradedExchangeServerAuth finds no authentication that it accepts and gives up with 451 5.7.3.
//! # Why it matters
//! All mail from such senders waits.
//! # What decides it
//! SuppressXAnonymousTls of the connector that answers, and a queue that fails with this reply.
//! # What to do
//! Set it back, or set UseDowngradedExchangeServerAuth on every sender that lands on it.
//! # When it is fine
//! Where every sender that lands on it is set up for it.
//! # Sources
//! Documented (Set-ReceiveConnector, SuppressXAnonymousTls; Set-TransportService); observed behaviour (2013 CU23).

use super::Outline;
use super::explained::{Explained, explained};
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Certainty, Finding, Severity};
use crate::diagnosis::need::Need;
use crate::diagnosis::trial::Gap;
use crate::diagnosis::trouble::{Observed, Trouble};
use crate::model::ReceiveConnector;

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::XAnonymousTlsSuppressed, &[SET_RECEIVE_CONNECTOR, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    let on = connectors.filter(|(_, c)| hides(c));
    let (mut found, mut quiet) = (Vec::new(), Vec::new());
    for (index, connector) in on {
        let failing = of_connector(case, index, connector);
        if failing.is_empty() {
            quiet.push((index, connector));
        }
        found.extend(failing);
    }
    found.extend(latent(case, &quiet));
    found
}

/// Whether a queue may fail because the connector hides X-ANONYMOUSTLS.
pub(super) fn stops_mail(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> bool {
    hides(connector) && !of_connector(case, index, connector).is_empty()
}

fn hides(connector: &ReceiveConnector) -> bool {
    authentication::outcome(connector) == Outcome::Suppressed && !connector.is_disabled()
}

/// Connectors on which no queue fails yet. On a default connector the setting stops every sender that is not set up
/// for it.
fn latent(case: &Case<'_>, quiet: &[(usize, &ReceiveConnector)]) -> Option<Finding> {
    let (mut outline, mut names, mut severity) = (Outline::default(), Vec::new(), Severity::Advice);
    for (index, connector) in quiet {
        // Servers that land on a custom connector for certain have the finding `ok-intended-internal-connector`.
        let lands = case.pairs.iter().any(|t| t.is_decided() && t.connector() == Some(*index));
        if connector.is_out_of_the_box() {
            severity = Severity::Risk;
        } else if lands {
            continue;
        }
        outline.connector(case, *index, connector.suppress_x_anonymous_tls.place());
        outline.gaps.insert(Gap::UsedByExchange { connector: *index });
        names.push(connector.identity());
    }
    (!names.is_empty()).then(|| outline.finding(severity, Facts::XAnonymousTlsSuppressedUnused(names)))
}

fn of_connector(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Vec<Finding> {
    let fits = |t: &Trouble<'_>| t.is_suspicious() && t.observed == Observed::NotOffered;
    explained(case, index, connector, &fits).into_iter().filter_map(|found| finding(connector, found)).collect()
}

fn finding(connector: &ReceiveConnector, explained: Explained) -> Option<Finding> {
    let Explained { subject, senders, mut evidence, grade } = explained;
    let (certainty, gaps) = grade?;
    evidence
        .extend([connector.auth_mechanism.place(), connector.suppress_x_anonymous_tls.place()].into_iter().flatten());
    Some(Finding {
        severity: Severity::Blocking,
        certainty,
        facts: Facts::XAnonymousTlsSuppressed { connector: connector.identity(), senders: Vec::from_iter(senders) },
        subject,
        gaps: gaps.into_iter().collect(),
        evidence,
        needs: match certainty {
            Certainty::Proven => Vec::new(),
            _ => vec![Need::ReceiveProtocolLog(vec![connector.server.clone()])],
        },
        remedies: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;
    use crate::model::{Place, Shown};

    #[test]
    fn a_default_connector_that_hides_it_is_a_risk() {
        let check = |text: &str, hides: bool, expected: Option<Severity>| {
            let mut snapshot = snapshot(&[text]);
            let place = Place { source: 0, line: 1 };
            snapshot.receive_connectors[0].suppress_x_anonymous_tls = Shown::Whole { value: hides, place };
            assert_eq!(detect(&Case::of(&snapshot)).first().map(|f| f.severity), expected, "{text}");
        };
        let default =
            "EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | Tls, ExchangeServer | ExchangeServers";
        check(default, true, Some(Severity::Risk));
        check(default, false, None);
        let wan = "EX1\\WAN | HubTransport | 0.0.0.0:2525 | 10.9.0.0/24 | Tls, ExchangeServer | ExchangeServers";
        check(wan, true, Some(Severity::Advice));
        check("EX1\\Relay | HubTransport | 0.0.0.0:2525 | 10.9.0.0/24 | Tls | AnonymousUsers", true, None);
    }
}

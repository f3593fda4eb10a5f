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

use super::explained::{Explained, explained};
use crate::diagnosis::Facts;
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::{Case, Observed, Trouble};
use crate::diagnosis::finding::{Certainty, Finding, Need, Severity};
use crate::model::ReceiveConnector;

pub(super) fn detect(case: &Case<'_>) -> Vec<Finding> {
    let connectors = case.snapshot().receive_connectors.iter().enumerate();
    let hides = |c: &ReceiveConnector| authentication::outcome(c) == Outcome::Suppressed;
    let on = connectors.filter(|(_, c)| hides(c) && c.enabled.whole() != Some(&false));
    on.filter_map(|(index, c)| finding(case, index, c)).collect()
}

fn finding(case: &Case<'_>, index: usize, connector: &ReceiveConnector) -> Option<Finding> {
    let fits = |t: &Trouble<'_>| t.is_suspicious() && t.observed == Observed::NotOffered;
    let Explained { subject, senders, mut evidence, best } = explained(case, index, connector, &fits);
    let (certainty, gaps) = best?;
    evidence
        .extend([connector.auth_mechanism.place(), connector.suppress_x_anonymous_tls.place()].into_iter().flatten());
    Some(Finding {
        severity: Severity::Blocking,
        certainty,
        facts: Facts::XAnonymousTlsSuppressed { connector: connector.identity(), senders },
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

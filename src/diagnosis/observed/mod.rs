//! What logs, transcripts and other commands show of the sessions that selection predicts: which connector really
//! answered, what it offered, what the servers are like. Whatever is shown overrides a prediction.
//!
//! These are facts only, matched to servers and sessions. The findings conclude from them. This module knows no words.

mod answer;
mod ehlo;
mod fingerprint;
mod logged;
mod sent;
mod sign;

pub use answer::{Agreement, Answer, answers};
pub use ehlo::{EhloSign, Tells, ehlo_signs};
pub use fingerprint::{EhloReply, Fit, LEFT_OUT_WITHOUT_CERTIFICATE, Mismatch, ehlo_replies};
pub use logged::{Expected, LoggedConnector, LoggedGroup, LoggedOutcome, connector_of_event, logged_connectors};
pub use sent::{Way, sources_sent_from};
pub use sign::{AskedBy, Shows, Sign, broken_certificates, components};

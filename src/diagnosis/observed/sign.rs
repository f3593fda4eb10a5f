//! Signs: facts of logs, transcripts and other commands that speak for or against a cause, each with its line.
//!
//! This module does not know which finding a sign belongs to.

use super::Tells;
use crate::model::observation::{ComponentState, Named};
use crate::model::{Address, Place, Snapshot, same_server};

/// A fact of logs, transcripts or other commands that speaks for or against a cause.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sign {
    /// Where it stands.
    pub place: Place,
    /// What it shows.
    pub shows: Shows,
}

/// What a sign shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// A receive log names this connector for this source.
    Named {
        /// `connector-id`.
        connector: String,
        /// The source.
        source: Address,
    },
    /// The sender said EHLO and went away.
    GaveUp {
        /// The sender.
        sender: String,
    },
    /// An answer to EHLO.
    Ehlo {
        /// What it tells.
        tells: Tells,
        /// The server that answered, or `?`.
        server: String,
        /// Who asked.
        asked: AskedBy,
    },
    /// The state of a component.
    Component {
        /// The server, or `?`.
        server: String,
        /// The component.
        component: String,
        /// Its state.
        state: String,
    },
    /// Host and address in LastError are those of the own front end, through which the mail goes out.
    OwnFrontEnd {
        /// The front end, as far as it is named.
        server: Option<String>,
    },
    /// LastError quotes the first server's reply and names the last endpoint.
    LastEndpoint,
    /// A send log shows servers of two domains.
    OtherDomain {
        /// The sender's name.
        own: String,
        /// The target's.
        other: String,
    },
    /// The reply is that of a host outside the organization.
    OutsideHost {
        /// Its name or address.
        host: String,
    },
    /// Event 2017: the sender failed to authenticate.
    FailedLogon {
        /// The error, as printed.
        error: String,
        /// The service principal name of the target.
        target: String,
    },
    /// A certificate with something missing.
    Certificate {
        /// Thumbprint or subject.
        name: String,
        /// The property that is missing: `HasPrivateKey`, `Services`.
        lacks: &'static str,
    },
}

/// Who asked for an answer to EHLO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AskedBy {
    /// The sender of the mail, or somebody at its console.
    Sender,
    /// A person or a probe with the sender's address, as a receive log shows.
    SenderByHand,
    /// Another address.
    Elsewhere,
    /// The paste does not show it.
    Unknown,
}

/// Certificates of a server that cannot serve SMTP: one for SMTP without its private key, or none that SMTP may use.
/// Documented: Get-ExchangeCertificate, Services and HasPrivateKey.
#[must_use]
pub fn broken_certificates(snapshot: &Snapshot, server: &str) -> Vec<Sign> {
    let of_server = |c: &&Named| c.server.as_deref().is_none_or(|s| same_server(s, server));
    let shown: Vec<_> = snapshot.observations.certificates.iter().filter(of_server).collect();
    let property = |c: &Named, name: &str| {
        let whole = !c.cut.iter().any(|cut| cut == name);
        c.properties.iter().find(|(n, _)| **n == *name && whole).map(|(_, value)| value.to_ascii_uppercase())
    };
    let for_smtp = |c: &Named| property(c, "services").map(|services| services.contains("SMTP"));
    let sign = |c: &Named, lacks| Sign { place: c.place, shows: Shows::Certificate { name: c.name.clone(), lacks } };
    let keyless =
        |c: &&&Named| for_smtp(c) != Some(false) && property(c, "has_private_key").as_deref() == Some("FALSE");
    let mut signs: Vec<_> = shown.iter().filter(keyless).map(|c| sign(c, "HasPrivateKey")).collect();
    if let Some(first) = shown.first()
        && shown.iter().all(|c| for_smtp(c) == Some(false))
    {
        signs.push(sign(first, "Services"));
    }
    signs
}

/// The states of the components of a server that take mail on a port (`None`: it is not known), those that take none if
/// there are such.
#[must_use]
pub fn components(snapshot: &Snapshot, server: &str, port: Option<u16>) -> Vec<Sign> {
    let transport: &[&str] = match port {
        Some(2525) => &["HubTransport", "ServerWideOffline"],
        _ => &["FrontendTransport", "HubTransport", "EdgeTransport", "ServerWideOffline"],
    };
    let rows = snapshot.observations.components.iter();
    let of_server = rows.filter(|row| row.server.as_deref().is_some_and(|s| same_server(s, server)));
    let counts = of_server.filter(|row| transport.iter().any(|name| name.eq_ignore_ascii_case(&row.component)));
    let sign = |row: &ComponentState| Sign {
        place: row.place,
        shows: Shows::Component {
            server: server.to_owned(),
            component: row.component.clone(),
            state: row.state.clone(),
        },
    };
    let mut signs: Vec<_> = counts.map(sign).collect();
    if signs.iter().any(Sign::is_inactive) {
        signs.retain(Sign::is_inactive);
    }
    signs
}

impl Sign {
    /// Whether it is a component that takes no mail.
    #[must_use]
    pub fn is_inactive(&self) -> bool {
        matches!(&self.shows, Shows::Component { state, .. } if !state.eq_ignore_ascii_case("Active"))
    }
}

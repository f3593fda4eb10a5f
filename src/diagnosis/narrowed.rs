//! Replies of the catalogue that a further word, or the one who says them, narrows down to one cause: the code of the
//! finding stays that of the reply, and its meaning, its check and the outcomes of the check become those of the cause.
//!
//! Sources: observed behaviour (2013 CU23) for PRX1 to PRX5 and for the reasons behind a refused certificate; documented
//! for the replies of Exchange Online (non-delivery reports; troubleshooting of inbound connectors; Direct Send).

use super::catalogue::{Known, SaidBy};
use crate::model::{LastError, SmtpReply};

/// A known reply, narrowed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Narrowed {
    /// PRX1: the front end found no server to pass the session on to.
    ProxyDestination,
    /// PRX3: the front end could not connect to the transport service behind it.
    ProxyConnection,
    /// PRX4: the transport service behind the front end refused a command.
    ProxyProtocol,
    /// PRX5: the connection to the transport service behind the front end broke.
    ProxySocket,
    /// The sending server does not trust the root of the certificate that it was shown.
    UntrustedRoot,
    /// 5.7.68: the tenant refuses mail of its own domains that no connector covers.
    DirectSend,
    /// 5.7.51: an inbound connector for a partner takes other addresses or another certificate.
    PartnerConnector,
    /// The cloud says that the session showed no certificate.
    NoCertificateShown,
    /// A client or an application logs in, and no server.
    ClientLogon,
    /// An event names client and mechanism of the logon that was refused.
    AccountRefused,
    /// An event names the client of a logon with ExchangeAuth that was refused.
    ServerLogonRefused,
    /// 4.4.317: the cloud found no STARTTLS at the receive connector here.
    CloudMissesStartTls,
    /// 4.4.316, 5.4.316: the cloud could not connect to the address of the organization.
    CloudCannotConnect,
    /// A host outside has trouble of its own.
    OutsideInTrouble,
}

/// The words that narrow a reply down: the reply, one of its words, the cause.
const WORDS: &[(Known, &str, Narrowed)] = &[
    (Known::FrontendProxy, "PRX1", Narrowed::ProxyDestination),
    (Known::FrontendProxy, "PRX3", Narrowed::ProxyConnection),
    (Known::FrontendProxy, "PRX4", Narrowed::ProxyProtocol),
    (Known::FrontendProxy, "PRX5", Narrowed::ProxySocket),
    (Known::CertificateValidation, "UntrustedRoot", Narrowed::UntrustedRoot),
    (Known::TlsChannel, "UntrustedRoot", Narrowed::UntrustedRoot),
    (Known::TenantAttribution, "EmptyCertificate", Narrowed::NoCertificateShown),
    (Known::TenantAttribution, "RestrictDomainsToIPAddresses", Narrowed::PartnerConnector),
    (Known::TenantAttribution, "RestrictDomainsToCertificate", Narrowed::PartnerConnector),
];

impl Narrowed {
    /// Who says it, where that is narrowed down too.
    #[must_use]
    pub const fn said_by(self) -> Option<SaidBy> {
        match self {
            Self::CloudMissesStartTls | Self::CloudCannotConnect => Some(SaidBy::Cloud),
            Self::UntrustedRoot => Some(SaidBy::Sender),
            _ => None,
        }
    }

    /// What the words of a reply narrow it down to; `error` is the whole of what was printed.
    #[must_use]
    pub fn of(known: Known, reply: &SmtpReply, error: &LastError) -> Option<Self> {
        let has_word = |word: &str| {
            let mut words = reply.text.split(|c: char| !c.is_ascii_alphanumeric());
            words.any(|it| it.eq_ignore_ascii_case(word))
        };
        let by_word = WORDS.iter().find(|(it, word, _)| *it == known && has_word(word)).map(|(.., narrowed)| *narrowed);
        by_word.or_else(|| match known {
            Known::TenantAttribution if reply.says("Direct Send") => Some(Self::DirectSend),
            Known::StartTlsRequired if is_said_by_cloud(error, "4.4.317") => Some(Self::CloudMissesStartTls),
            Known::UnableToConnect if is_said_by_cloud(error, ".4.316") => Some(Self::CloudCannotConnect),
            _ => None,
        })
    }
}

/// Whether a reply with this code is one that Exchange Online makes up about the server that it sends to (documented:
/// 4.4.316 and 4.4.317 are its own).
fn is_said_by_cloud(error: &LastError, code: &str) -> bool {
    [&error.outer, &error.inner]
        .into_iter()
        .flatten()
        .any(|reply| reply.enhanced_code.as_deref().is_some_and(|enhanced| enhanced.ends_with(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Narrowed>) {
        let error = LastError::read(text).unwrap();
        let reply = error.inner.clone().unwrap();
        let known = Known::find(&reply).unwrap_or_else(|| panic!("not known: {text}"));
        assert_eq!(Narrowed::of(known, &reply, &error), expected, "{text}");
    }

    #[test]
    fn a_word_decides() {
        let proxy = |word: &str| format!("451 4.7.0 Temporary server error. Please try again later. {word} ");
        check(&proxy("PRX1"), Some(Narrowed::ProxyDestination));
        check(&proxy("PRX3"), Some(Narrowed::ProxyConnection));
        check(&proxy("PRX4"), Some(Narrowed::ProxyProtocol));
        check(&proxy("PRX5"), Some(Narrowed::ProxySocket));
        check(&proxy("CPRX1"), None);
        check(&proxy(""), None);
        check("454 4.7.5 Certificate validation failure, Reason:UntrustedRoot", Some(Narrowed::UntrustedRoot));
        check("454 4.7.5 Certificate validation failure", None);
        check(
            "550 5.7.64 TenantAttribution; Relay Access Denied [ValidationStatus of '' is EmptyCertificate]",
            Some(Narrowed::NoCertificateShown),
        );
        check("550 5.7.64 TenantAttribution; Relay Access Denied", None);
        let refused = "Direct Send not allowed for this organization from unauthorized sources";
        check(&format!("550 5.7.68 TenantInboundAttribution; {refused}"), Some(Narrowed::DirectSend));
    }

    #[test]
    fn who_says_it_decides() {
        check(
            "450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
            Some(Narrowed::CloudMissesStartTls),
        );
        check("451 5.7.3 STARTTLS is required to send mail", None);
        check(
            "550 5.4.316 Message expired, connection refused(Socket error code 10061)",
            Some(Narrowed::CloudCannotConnect),
        );
        check("451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect", None);
    }
}

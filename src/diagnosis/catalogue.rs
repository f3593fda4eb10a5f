//! The catalogue of SMTP replies between Exchange servers, by code **and** words: the same code carries different
//! faults.
//!
//! Sources: observed behaviour (2013 CU23) for the texts and for who says them; documented where Microsoft lists the
//! reply; field reports for what it turned out to be. The reply of a missing Exchange Server authentication is not
//! here: it has findings of its own.

use crate::model::SmtpReply;

/// A reply that the catalogue explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// 454 4.7.0 Temporary authentication failure.
    TemporaryAuthenticationFailure,
    /// 454 4.7.0 Failed to establish appropriate TLS channel.
    TlsChannel,
    /// 454 4.7.5 Certificate validation failure, or a certificate named on a connector that is not there.
    CertificateValidation,
    /// 451 5.7.3 STARTTLS is required.
    StartTlsRequired,
    /// 451 5.7.3 Cannot load Internal Transport Certificate.
    OwnInternalCertificate,
    /// 451 5.7.3 Require basic authentication, Require XOORG.
    OtherAuthentication,
    /// 421 4.3.2 Service not active.
    ServiceNotActive,
    /// 421 4.3.2 Service not available.
    ServiceNotAvailable,
    /// 421 4.3.2 The maximum number of concurrent connections has exceeded a limit.
    ConnectionLimit,
    /// 421 4.4.2 Message submission rate for this client has exceeded the configured limit.
    MessageRateLimit,
    /// 452 4.3.1 Insufficient system resources.
    BackPressure,
    /// 421 4.4.2 Connection dropped.
    ConnectionDropped,
    /// 421 4.2.1 Unable to connect, 441 4.4.1, socket errors 10060 and 10061, time-outs.
    UnableToConnect,
    /// DNS query failed.
    DnsQueryFailed,
    /// 451 4.7.0 Temporary server error, PRXn.
    FrontendProxy,
    /// 451 4.7.3 The admin has temporarily disallowed this secure domain.
    SecureDomain,
    /// Replies of the mailbox store.
    StoreDriver,
    /// 550 5.7.54, 550 5.7.1 Unable to relay.
    UnableToRelay,
    /// 550 5.7.60, 550 5.7.1 Client does not have permissions to send as this sender.
    SendAs,
    /// 530 5.7.57, 530 5.7.1 Client was not authenticated.
    NotAuthenticated,
    /// 500 5.3.3 Unrecognized command.
    UnrecognizedCommand,
    /// Hop count exceeded, routing loop.
    MailLoop,
}

/// Who makes a reply up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SaidBy {
    /// The sending server, whatever "responded with" says.
    Sender,
    /// The receiving server.
    Receiver,
    /// Either of them.
    Either,
}

/// Code, words (all of a row must be there), reply. The first row that fits counts.
type Row = (Option<u16>, &'static [&'static str], Known);

const ROWS: &[Row] = &[
    (None, &["Cannot load Internal Transport Certificate"], Known::OwnInternalCertificate),
    (None, &["STARTTLS is required"], Known::StartTlsRequired),
    (None, &["Must issue a STARTTLS command first"], Known::StartTlsRequired),
    (None, &["Require STARTTLS"], Known::OtherAuthentication),
    (None, &["Require basic authentication"], Known::OtherAuthentication),
    (None, &["Require XOORG"], Known::OtherAuthentication),
    (None, &["Failed to establish appropriate TLS channel"], Known::TlsChannel),
    (None, &["Temporary authentication failure"], Known::TemporaryAuthenticationFailure),
    (None, &["Certificate validation failure"], Known::CertificateValidation),
    (None, &["The certificate specified in"], Known::CertificateValidation),
    (None, &["Service not active"], Known::ServiceNotActive),
    (None, &["Service not available"], Known::ServiceNotAvailable),
    (None, &["maximum number of concurrent", "exceeded a limit"], Known::ConnectionLimit),
    (None, &["submission rate", "exceeded the configured limit"], Known::MessageRateLimit),
    (None, &["Insufficient system resources"], Known::BackPressure),
    (Some(431), &["disk is full"], Known::BackPressure),
    (None, &["temporarily disallowed this secure domain"], Known::SecureDomain),
    (None, &["STOREDRV"], Known::StoreDriver),
    (None, &["DNS query failed"], Known::DnsQueryFailed),
    (None, &["SMTPSEND.DNS"], Known::DnsQueryFailed),
    (None, &["Temporary server error. Please try again later"], Known::FrontendProxy),
    (None, &["Unable to relay"], Known::UnableToRelay),
    (None, &["permissions to send as this sender"], Known::SendAs),
    (None, &["Client was not authenticated"], Known::NotAuthenticated),
    (None, &["Unrecognized command"], Known::UnrecognizedCommand),
    (None, &["Hop count exceeded"], Known::MailLoop),
    (None, &["Routing Loop"], Known::MailLoop),
    (None, &["Connection dropped"], Known::ConnectionDropped),
    (None, &["Unable to connect"], Known::UnableToConnect),
    (None, &["Failed to connect"], Known::UnableToConnect),
    (None, &["Connection timed out"], Known::UnableToConnect),
    (None, &["SocketTimedout"], Known::UnableToConnect),
    (None, &["Socket error"], Known::UnableToConnect),
    (None, &["Connection refused"], Known::UnableToConnect),
];

impl Known {
    /// Looks a reply up by its words.
    #[must_use]
    pub fn find(reply: &SmtpReply) -> Option<Self> {
        let fits = |(code, words, _): &&Row| {
            code.is_none_or(|code| reply.code == Some(code)) && words.iter().all(|w| reply.says(w))
        };
        ROWS.iter().find(fits).map(|(.., known)| *known)
    }

    /// The code of the finding that explains it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TemporaryAuthenticationFailure => "kerberos-generic",
            Self::TlsChannel => "untrusted-certificate-selected",
            Self::CertificateValidation => "certificate-validation-failure",
            Self::StartTlsRequired => "starttls-required",
            Self::OwnInternalCertificate => "own-internal-transport-certificate-missing",
            Self::OtherAuthentication => "other-authentication-required",
            Self::ServiceNotActive => "component-inactive",
            Self::ServiceNotAvailable => "service-not-available",
            Self::ConnectionLimit => "connection-limit-per-source",
            Self::MessageRateLimit => "message-rate-limit",
            Self::BackPressure => "back-pressure",
            Self::ConnectionDropped => "connection-dropped",
            Self::UnableToConnect => "unable-to-connect",
            Self::DnsQueryFailed => "dns-query-failed",
            Self::FrontendProxy => "frontend-proxy-failed",
            Self::SecureDomain => "domain-secure-list",
            Self::StoreDriver => "store-driver",
            Self::UnableToRelay => "relay-right-missing",
            Self::SendAs => "frontend-vs-backend-permission",
            Self::NotAuthenticated => "anonymous-not-permitted",
            Self::UnrecognizedCommand => "unrecognized-command",
            Self::MailLoop => "mail-loop",
        }
    }

    /// Who makes it up.
    #[must_use]
    pub const fn said_by(self) -> SaidBy {
        match self {
            Self::OwnInternalCertificate
            | Self::OtherAuthentication
            | Self::ConnectionDropped
            | Self::UnableToConnect
            | Self::DnsQueryFailed => SaidBy::Sender,
            Self::ServiceNotActive
            | Self::ServiceNotAvailable
            | Self::ConnectionLimit
            | Self::MessageRateLimit
            | Self::BackPressure
            | Self::FrontendProxy
            | Self::StoreDriver
            | Self::UnableToRelay
            | Self::SendAs
            | Self::NotAuthenticated
            | Self::UnrecognizedCommand => SaidBy::Receiver,
            Self::TemporaryAuthenticationFailure
            | Self::TlsChannel
            | Self::CertificateValidation
            | Self::StartTlsRequired
            | Self::SecureDomain
            | Self::MailLoop => SaidBy::Either,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(code: u16, text: &str) -> SmtpReply {
        SmtpReply { code: Some(code), enhanced_code: None, text: text.to_owned() }
    }

    #[test]
    fn the_words_decide_and_not_the_code() {
        let known = |code, text| Known::find(&reply(code, text));
        assert_eq!(known(451, "STARTTLS is required to send mail"), Some(Known::StartTlsRequired));
        assert_eq!(known(451, "Cannot achieve Exchange Server authentication"), None);
        assert_eq!(known(421, "Service not available"), Some(Known::ServiceNotAvailable));
        let limit = "The maximum number of concurrent connections has exceeded a limit, closing transmission channel";
        assert_eq!(known(421, limit), Some(Known::ConnectionLimit));
        assert_eq!(known(250, "OK"), None);
    }
}

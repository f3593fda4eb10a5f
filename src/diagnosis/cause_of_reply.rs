//! The causes that field reports and Microsoft's support articles name for a reply of the catalogue. The words of the
//! reply and the queue that shows it decide which causes are possible.
//!
//! No cause follows from a paste of queues and connectors alone. The causes are rivals. Each has one thing that would
//! settle it, and the report explains the reply itself beside them.

use super::catalogue::Known;
use super::hop::{Hop, crosses_edge, is_to_routing_group};
use crate::model::{Property, Queue, SmtpReply, Snapshot};

/// What is known around a reply.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The innermost reply.
    pub reply: &'a SmtpReply,
    /// The queue that shows it; `None` for a reply outside queues.
    pub queue: Option<&'a Queue>,
    /// What kind of hop the queue makes.
    pub hop: Hop,
    /// Host that LastError names.
    pub host: &'a str,
    /// Address that LastError prints and nobody can read: masked.
    pub is_masked: bool,
    /// Everything that the paste shows.
    pub snapshot: &'a Snapshot,
}

impl Around<'_> {
    /// What may lie behind the reply, in no order.
    #[must_use]
    pub fn causes(&self, known: Known) -> Vec<Known> {
        let mut causes = self.of_reply(known);
        if self.queue.is_some_and(is_to_routing_group) {
            causes.extend([Known::LegacySmartHost, Known::LegacyRoutingGroup]);
        }
        causes
    }

    fn of_reply(&self, known: Known) -> Vec<Known> {
        let says = |words: &str| self.reply.says(words);
        let outside = self.hop == Hop::External;
        let unknown = self.hop == Hop::Unknown;
        let edge = self.queue.is_some_and(crosses_edge);
        match known {
            Known::TemporaryAuthenticationFailure if self.queue.is_some_and(is_to_routing_group) => {
                vec![Known::LegacyIntegratedAuth]
            }
            Known::TemporaryAuthenticationFailure if edge => vec![Known::EdgeCertificate],
            Known::TemporaryAuthenticationFailure => vec![Known::TicketCorrupt],
            Known::ConnectionDropped if says("timeout") => vec![Known::UnboundCertificate],
            Known::ConnectionDropped if says("SocketError") => vec![Known::TlsVersion],
            Known::UnableToConnect if says("Connection timed out") && (outside || unknown) => {
                vec![Known::UnboundCertificate, Known::KeylessCertificate]
            }
            // The connection was refused: something answered.
            Known::UnableToConnect if says("10061") || says("refused") => Vec::new(),
            Known::UnableToConnect if self.is_cloud() => vec![Known::KeylessCertificate, Known::AvBlocksPort],
            Known::UnableToConnect if self.is_masked && !outside => vec![Known::DnsLookupSetting, Known::AvBlocksPort],
            Known::UnableToConnect => vec![Known::AvBlocksPort],
            Known::PublicAddress => vec![Known::DnsLookupSetting, Known::PublicAddress],
            Known::DnsQueryFailed if says("NonExistentDomain") && !outside => vec![Known::PublicAddress],
            Known::DnsQueryFailed if says("ErrorRetry") && !outside => vec![Known::DnsRegistration],
            Known::DnsQueryFailed if !says("NonExistentDomain") => vec![Known::DnsAaaa],
            Known::StartTlsRequired if says("Must issue") || self.hop == Hop::Internal || self.names_certificate() => {
                vec![Known::StaleCertificateName]
            }
            Known::StartTlsRequired => vec![Known::SendSideTls, Known::TlsVersion],
            Known::ServiceNotAvailable => vec![Known::ServiceNotActive],
            Known::CertificateValidation => vec![Known::HybridCertificate],
            Known::MailLoop if edge || self.reply.enhanced_code.as_deref() == Some("5.4.14") => {
                vec![Known::SubdomainLoop]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the mail goes to Exchange Online, through a send connector that names a certificate.
    fn is_cloud(&self) -> bool {
        let hop = self.queue.and_then(|q| q.next_hop_domain.visible()).map_or("", String::as_str);
        [hop, self.host].iter().any(|name| name.to_ascii_lowercase().ends_with("mail.protection.outlook.com"))
    }

    /// Whether a receive connector of the paste names a certificate, and the mail may stay inside.
    fn names_certificate(&self) -> bool {
        let names =
            |c: &crate::model::ReceiveConnector| c.other(Property::TlsCertificateName).is_some_and(|n| !n.is_empty());
        self.hop != Hop::External && self.snapshot.receive_connectors.iter().any(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Place, Shown};

    #[track_caller]
    fn check(delivery_type: &str, next_hop_domain: &str, hop: Hop, text: &str, expected: &[&str]) {
        let place = Place { source: 0, line: 1 };
        let mut queue = Queue::unknown_at(place);
        queue.delivery_type = Shown::Whole { value: delivery_type.to_owned(), place };
        queue.next_hop_domain = Shown::Whole { value: next_hop_domain.to_owned(), place };
        let error = crate::model::LastError::read(text).unwrap();
        let reply = error.inner.as_ref().unwrap();
        let snapshot = Snapshot::default();
        let around = Around { reply, queue: Some(&queue), hop, host: "", is_masked: false, snapshot: &snapshot };
        let known = Known::find(reply).unwrap();
        let codes: Vec<_> = around.causes(known).into_iter().map(Known::code).collect();
        assert_eq!(codes, expected, "{delivery_type} {next_hop_domain} {text}");
    }

    #[test]
    fn words_and_next_hop_decide_what_may_lie_behind() {
        let (inside, outside) = (Hop::Internal, Hop::External);
        let failed = "454 4.7.0 Temporary authentication failure";
        check("SmtpRelayToRemoteAdSite", "hq", inside, failed, &["kerberos-ticket-corrupt"]);
        check("SmtpRelayWithinAdSiteToEdge", "edge", inside, failed, &["internal-transport-certificate-missing"]);
        let old = ["legacy-integrated-auth-disabled", "legacy-2003-smarthost", "legacy-rgc-wrong-vs"];
        check("SmtpRelayToTiRg", "first", inside, failed, &old);
        let dropped = |why| format!("421 4.4.2 Connection dropped due to {why}");
        check("SmtpRelayWithinAdSite", "hub", inside, &dropped("SocketError"), &["tls-version-mismatch"]);
        check("SmtpRelayWithinAdSite", "hub", inside, &dropped("timeout"), &["smtp-certificate-not-bound"]);
        check("SmtpRelayToDag", "dag1", inside, &dropped("ConnectionReset"), &[]);
        let cloud = "corp.mail.protection.outlook.com";
        let unable = "421 4.2.1 Unable to connect";
        let certificate = ["certificate-private-key-missing", "av-blocks-port-25"];
        check("SmartHostConnectorDelivery", cloud, outside, unable, &certificate);
        check("DnsConnectorDelivery", "partner.example", outside, unable, &["av-blocks-port-25"]);
        check("SmtpRelayToDag", "dag1", inside, "441 4.4.1 Failed to connect. Winsock error code: 10061", &[]);
        let dns = |error| format!("451 4.4.0 DNS query failed. The error was: {error}");
        let domain = dns("SMTPSEND.DNS.NonExistentDomain; nonexistent domain");
        check("SmtpRelayToDag", "dag1", inside, &domain, &["nic-public-dns"]);
        check("DnsConnectorDelivery", "partner.example", outside, &domain, &[]);
        let retry = dns("DNS query failed with error ErrorRetry");
        check("Undefined", "Submission", Hop::None, &retry, &["dns-registration-off"]);
        check("DnsConnectorDelivery", "partner.example", outside, &retry, &["dns-aaaa-remote"]);
        let tls = "451 5.7.3 STARTTLS is required to send mail";
        check("SmartHostConnectorDelivery", cloud, outside, tls, &["send-side-tls-mixed", "tls-version-mismatch"]);
        check("SmtpRelayToDag", "dag1", inside, tls, &["receive-connector-tlscertificatename-stale"]);
        check("SmtpRelayToDag", "dag1", inside, "421 4.3.2 Service not available", &["component-inactive"]);
        let looped = "554 5.4.14 Hop count exceeded - possible mail loop";
        check("DnsConnectorDelivery", "sub.example", outside, looped, &["edge-subdomain-loop"]);
        check("SmtpRelayToDag", "dag1", inside, "554 5.4.6 Hop count exceeded - possible mail loop", &[]);
    }
}

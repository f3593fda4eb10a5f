//! The finding that tells which connector answered, from logs and events alone.

use super::Words;
use super::common::sentences;
use super::findings::{FindingText, text};
use super::template::{Counted, templates};
use crate::diagnosis::findings::EXCHANGE_AUTH;
use crate::diagnosis::observed::{Expected, LoggedConnector, LoggedGroup, LoggedOutcome};
use crate::diagnosis::security_status::SecurityStatus;

templates! {
    /// Which connector answered, from logs and events alone.
    Logged {
        title_refused(connector, clients, reply);
        title_failed(connector, clients, mechanism);
        title_too_many(connector, clients);
        title_left(connector, clients);
        title_submitted(connector, clients);
        title_open(connector, clients);
        /// Clients of which there are too many to name them in a title.
        clients(count: counted);

        reached(clients: counted, endpoints);
        offered(words);
        offered_nothing();
        used(words);
        refused(reply);
        failed(clients, mechanism, error);
        exchange_auth_was_offered();
        too_many(clients, limit);
        too_many_in_all(limit);
        left();
        submitted();
        open();
        rights(rights);
        may_not_relay();
        may_relay();

        log_why();
        event_why();
        expected_this(clients);
        expected_another(clients, predicted);
        expected_nobody(clients);
        expected_open(clients);
        connector_not_shown();
        server_not_shown(server);

        action();
        fine();

        no_starttls(host);
        no_starttls_what();
        no_starttls_why(offering: counted);
        no_starttls_silent(silent: counted);
        no_starttls_exchange_tls();
        no_certificate(connector);
        no_certificate_what();
        no_certificate_why(wanted);
        certificate_action();
        no_starttls_fine();

        status_logon();
        status_token();
        status_clock();
        status_name();
        status_encryption_type();
        status_domain_controller();
        status_certificate();
        status_credentials();
        status_other();
        check_between_servers();
        check_client();
    }
}

/// The extensions that say what a connector offers: the others, such as SIZE, decide nothing here.
const OFFERS: [&str; 4] = ["STARTTLS", "X-ANONYMOUSTLS", "X-EXPS", "AUTH"];

/// The right to relay, in the words of a receive log.
const RELAY: &str = "SMTPAcceptAnyRecipient";

impl Words {
    /// A log or an event names the connector that answered.
    pub(super) fn connector_that_answered(&self, answered: &LoggedConnector) -> FindingText {
        let say = &self.logged;
        let mut why = if answered.by_log { say.log_why } else { say.event_why }.to_owned();
        for sentence in self.expectations(answered) {
            why = why + " " + &sentence;
        }
        let what = sentences(&answered.groups, |(outcome, group)| self.logged_group(outcome, group));
        let action = answered.groups.keys().find_map(|outcome| self.logged_action(outcome)).unwrap_or(say.action);
        text(self.logged_title(answered), what, why, action, Some(say.fine))
    }

    /// A reply to EHLO lacks STARTTLS.
    pub(super) fn starttls_not_offered(
        &self,
        host: &str,
        offering: &[String],
        silent: &[String],
        is_exchange_tls: bool,
    ) -> FindingText {
        let say = &self.logged;
        let mut why = say.no_starttls_why(self.connectors(offering));
        if is_exchange_tls {
            why = why + " " + say.no_starttls_exchange_tls;
        } else if !silent.is_empty() {
            why = why + " " + &say.no_starttls_silent(self.list(silent));
        }
        text(say.no_starttls(host), say.no_starttls_what, why, say.certificate_action, Some(say.no_starttls_fine))
    }

    /// Event 12014: a connector has no certificate to offer STARTTLS with.
    pub(super) fn without_certificate(&self, connector: &str, wanted: &str) -> FindingText {
        let say = &self.logged;
        let why = say.no_certificate_why(wanted);
        text(
            say.no_certificate(self.connector_name(connector)),
            say.no_certificate_what,
            why,
            say.certificate_action,
            None,
        )
    }

    fn logged_title(&self, answered: &LoggedConnector) -> String {
        let say = &self.logged;
        let Some((outcome, group)) = answered.groups.first_key_value() else { return String::new() };
        let (connector, clients) = (self.connector_name(&answered.connector), self.title_clients(group));
        match outcome {
            LoggedOutcome::Refused { reply, .. } => say.title_refused(connector, clients, codes(reply)),
            LoggedOutcome::AuthenticationFailed { mechanism, .. } => say.title_failed(connector, clients, mechanism),
            LoggedOutcome::TooMany { .. } => say.title_too_many(connector, clients),
            LoggedOutcome::LeftAfterEhlo => say.title_left(connector, clients),
            LoggedOutcome::Submitted => say.title_submitted(connector, clients),
            LoggedOutcome::Open => say.title_open(connector, clients),
        }
    }

    /// One or two addresses, else how many there are.
    fn title_clients(&self, group: &LoggedGroup) -> String {
        let addresses: Vec<String> = group.clients.keys().map(ToString::to_string).collect();
        if addresses.len() <= 2 { self.list(addresses).to_string() } else { self.logged.clients(addresses.len()) }
    }

    /// The first few clients, with the names by which they introduced themselves.
    fn logged_clients(&self, group: &LoggedGroup) -> Counted {
        let named = group.clients.iter().map(|(address, host)| match host {
            Some(host) => format!("{address} ({host})"),
            None => address.to_string(),
        });
        self.list(named)
    }

    fn logged_group(&self, outcome: &LoggedOutcome, group: &LoggedGroup) -> String {
        let say = &self.logged;
        let clients = self.logged_clients(group);
        let mut told = Vec::new();
        if !group.endpoints.is_empty() {
            let endpoints: Vec<String> = group.endpoints.iter().map(ToString::to_string).collect();
            told.push(say.reached(&clients, self.list(&endpoints)));
        }
        if let Some(extensions) = &group.offered {
            let offers: Vec<String> = extensions.iter().flat_map(|extension| offers(extension)).collect();
            told.push(if offers.is_empty() { say.offered_nothing.to_owned() } else { say.offered(self.list(offers)) });
        }
        if !group.used.is_empty() {
            told.push(say.used(self.list(&group.used)));
        }
        if !group.rights.is_empty() {
            let may_relay = group.rights.iter().any(|right| right == RELAY);
            told.push(say.rights(self.list(&group.rights)));
            told.push(if may_relay { say.may_relay } else { say.may_not_relay }.to_owned());
        }
        match outcome {
            LoggedOutcome::Refused { reply, .. } => told.push(say.refused(reply.trim_end_matches('.'))),
            LoggedOutcome::AuthenticationFailed { mechanism, error, status } => {
                told.push(say.failed(clients, mechanism, error));
                told.push(self.security_status(*status).to_owned());
                if mechanism == EXCHANGE_AUTH {
                    told.push(say.exchange_auth_was_offered.to_owned());
                }
            }
            LoggedOutcome::TooMany { per_source: true, limit } => {
                told.push(say.too_many(clients, limit.as_deref().unwrap_or("MaxInboundConnectionPerSource")));
            }
            LoggedOutcome::TooMany { per_source: false, limit } => {
                told.push(say.too_many_in_all(limit.as_deref().unwrap_or("MaxInboundConnection")));
            }
            LoggedOutcome::LeftAfterEhlo => told.push(say.left.to_owned()),
            LoggedOutcome::Submitted => told.push(say.submitted.to_owned()),
            LoggedOutcome::Open => told.push(say.open.to_owned()),
        }
        told.join(" ")
    }

    /// What the connectors of the paste say of the sessions.
    fn expectations(&self, answered: &LoggedConnector) -> Vec<String> {
        let say = &self.logged;
        if !answered.is_server_shown {
            return answered.server.iter().map(|server| say.server_not_shown(server)).collect();
        }
        let mut told = Vec::new();
        if answered.index.is_none() {
            told.push(say.connector_not_shown.to_owned());
        }
        for group in answered.groups.values() {
            told.extend(group.expected.iter().map(|(expected, clients)| {
                let clients = self.list(clients.iter().map(ToString::to_string));
                match expected {
                    Expected::This => say.expected_this(clients),
                    Expected::Another(predicted) => say.expected_another(clients, self.connector_name(predicted)),
                    Expected::Nobody => say.expected_nobody(clients),
                    Expected::Open => say.expected_open(clients),
                }
            }));
        }
        told
    }

    fn logged_action(&self, outcome: &LoggedOutcome) -> Option<&'static str> {
        let say = &self.logged;
        match outcome {
            LoggedOutcome::Refused { known, .. } => known.map(|known| self.reply(known).check),
            LoggedOutcome::AuthenticationFailed { mechanism, .. } if mechanism == EXCHANGE_AUTH => {
                Some(say.check_between_servers)
            }
            LoggedOutcome::AuthenticationFailed { .. } => Some(say.check_client),
            LoggedOutcome::TooMany { .. } => Some(self.relays.reached_action),
            LoggedOutcome::LeftAfterEhlo | LoggedOutcome::Submitted | LoggedOutcome::Open => None,
        }
    }

    /// What a status of the security package means.
    pub(super) const fn security_status(&self, status: SecurityStatus) -> &'static str {
        let say = &self.logged;
        match status {
            SecurityStatus::Logon => say.status_logon,
            SecurityStatus::Token => say.status_token,
            SecurityStatus::Clock => say.status_clock,
            SecurityStatus::Name => say.status_name,
            SecurityStatus::EncryptionType => say.status_encryption_type,
            SecurityStatus::DomainController => say.status_domain_controller,
            SecurityStatus::Certificate => say.status_certificate,
            SecurityStatus::Credentials => say.status_credentials,
            SecurityStatus::Other => say.status_other,
        }
    }
}

/// What a line of a reply to EHLO offers. Some logs print the whole reply in one line.
fn offers(line: &str) -> Vec<String> {
    // `AUTH NTLM LOGIN`: the mechanisms belong to it.
    if line.starts_with("AUTH ") || line.starts_with("X-EXPS ") {
        return vec![line.to_owned()];
    }
    let words = line.split_whitespace().filter(|word| OFFERS.contains(word));
    words.map(str::to_owned).collect()
}

/// `550 5.7.54` of a reply: the words of many replies are too long for a title.
pub(super) fn codes(reply: &str) -> String {
    let is_code = |word: &&str| word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let codes: Vec<&str> = reply.split(' ').take_while(is_code).collect();
    if codes.is_empty() { reply.to_owned() } else { codes.join(" ") }
}

//! Findings about authentication between Exchange servers.

use super::Words;
use super::findings::{FindingText, text};
use super::template::{Counted, templates};
use crate::diagnosis::facts::{AdmittedAs, CauseIs, HubReply, PathFacts, QueuesFail, ReplyIs, ServerMail};
use crate::diagnosis::observed::Sign;
use crate::model::TransportRole;

templates! {
    /// Findings about authentication between Exchange servers.
    Servers {
        /// In the place of a name that begins the sentence.
        the_sending_server();
        an_exchange_server();

        hub_on_25(connectors: counted);
        hub_two_services();
        hub_own_binding(addresses);
        hub_cannot_achieve();
        hub_not_available();
        hub_by_default();
        hub_no_authentication(connectors);
        hub_no_authentication_for(connectors, servers);
        hub_action();
        role_conflict(connector, port, role);
        role_conflict_what(others: counted);
        role_conflict_cannot_achieve();
        role_conflict_why();
        role_conflict_action();

        missing_outbound(connectors: counted, servers);
        missing(connectors: counted, servers);
        missing_outbound_what(senders);
        missing_unused();
        missing_what(senders: counted);
        missing_why(mechanisms);
        missing_edge_action();
        missing_action();
        missing_fine();

        offered_after_all(sender);
        offered_after_all_what();
        offered_after_all_why();
        offered_after_all_action();

        not_offered(senders: counted);
        not_offered_unsaid(senders: counted);
        not_offered_what();
        connectors_missing();
        connectors_missing_of(servers);
        addresses_unknown(servers);
        not_offered_action();

        edge_in_question();
        edge_in_question_what(senders);
        edge_in_question_why();
        edge_in_question_action();

        group_missing(connector);
        refused(sender);
        refused_as_user(sender);
        refused_one_day(what);
        group_missing_why(groups);
        group_missing_action();
        submit_denied(connector);
        submit_denied_why();
        submit_denied_action();

        suppressed(connector);
        suppressed_what(sender);
        suppressed_why();
        suppressed_action();
        suppressed_unused(connectors: counted);
        suppressed_unused_what();
        suppressed_unused_why();
        suppressed_unused_action();
        suppressed_unused_fine();

        all_right(connectors: counted, sender: optional);
        /// In the place of a name, after "answers".
        answers_the_sending_server();
        all_right_if(connectors, sender: optional);
        other_address(connectors);
        port_2525();

        inspection();
        inspection_what();
        inspection_what_beside(path);
        inspection_shown();
        inspection_possible();
        inspection_shown_action();
        inspection_possible_action();

        certificate(targets);
        the_target_server();
        certificate_what();
        certificate_shown();
        certificate_possible();
        certificate_action();

        fqdn_mismatch(connector, fqdn, server);
        fqdn_mismatch_what();
        fqdn_mismatch_why(fqdn);
        fqdn_mismatch_fails();
        fqdn_mismatch_action();
        fqdn_mismatch_fine();

        intended(connectors: counted, senders);
        intended_what();
        intended_why();
        intended_action();
        intended_fine();
    }
}

impl Words {
    fn senders_or(&self, senders: &[String], instead: &str) -> Counted {
        if senders.is_empty() { Counted::new(instead, 1) } else { self.list(senders) }
    }

    /// A hub connector on the port of the front end.
    pub(super) fn hub_on_25(
        &self,
        connectors: &[String],
        own: &[String],
        queues_fail_with: HubReply,
        takes: &[String],
    ) -> FindingText {
        let say = &self.servers;
        let what = if own.is_empty() { say.hub_two_services.to_owned() } else { say.hub_own_binding(self.list(own)) };
        let why = match queues_fail_with {
            HubReply::CannotAchieve => say.hub_cannot_achieve,
            HubReply::NotAvailable => say.hub_not_available,
            HubReply::None => say.hub_by_default,
        };
        let without_authentication = if !takes.is_empty() {
            say.hub_no_authentication_for(self.connectors(connectors), self.list(takes))
        } else if queues_fail_with == HubReply::CannotAchieve {
            say.hub_no_authentication(self.connectors(connectors))
        } else {
            String::new()
        };
        let why = format!("{why} {without_authentication}");
        text(say.hub_on_25(self.connectors(connectors)), what, why.trim_end(), say.hub_action, None)
    }

    /// A connector on a port of the other service, other than 25.
    pub(super) fn role_conflict(
        &self,
        connector: &str,
        role: &TransportRole,
        others: &[String],
        port: u16,
        queues_fail_with: HubReply,
    ) -> FindingText {
        let say = &self.servers;
        let what = say.role_conflict_what(self.connectors(others)) + " " + say.hub_two_services;
        let why = match queues_fail_with {
            HubReply::CannotAchieve => say.role_conflict_cannot_achieve,
            HubReply::NotAvailable => say.hub_not_available,
            HubReply::None => say.role_conflict_why,
        };
        text(say.role_conflict(connector, port, role), what, why, say.role_conflict_action, None)
    }

    /// A connector of setup without Exchange Server authentication.
    pub(super) fn missing_authentication(
        &self,
        connectors: &[String],
        made_for: ServerMail,
        auth_mechanism: &[String],
        servers: &[String],
        senders: &[String],
    ) -> FindingText {
        let say = &self.servers;
        let (names, servers) = (self.connectors(connectors), self.list(servers));
        let title = match made_for {
            ServerMail::ToOutside => say.missing_outbound(names, servers),
            ServerMail::ToServer | ServerMail::ToEdge => say.missing(names, servers),
        };
        let what = if made_for == ServerMail::ToOutside {
            say.missing_outbound_what(self.list(senders))
        } else if senders.is_empty() {
            say.missing_unused.to_owned()
        } else {
            say.missing_what(self.list(senders))
        };
        let action = if made_for == ServerMail::ToEdge { say.missing_edge_action } else { say.missing_action };
        text(title, what, say.missing_why(self.or_none(auth_mechanism)), action, Some(say.missing_fine))
    }

    /// No authentication was offered, says the reply; the paste shows that it is.
    pub(super) fn offered_after_all(&self, senders: &[String], signs: &[Sign]) -> FindingText {
        let say = &self.servers;
        let title = say.offered_after_all(self.senders_or(senders, say.the_sending_server));
        let why = self.with_signs(say.offered_after_all_why, signs);
        text(title, say.offered_after_all_what, why, say.offered_after_all_action, None)
    }

    /// No authentication was offered, and the connector is not known.
    pub(super) fn not_offered(
        &self,
        senders: &[String],
        missing_targets: &[String],
        missing_addresses: &[String],
        reply: ReplyIs,
    ) -> FindingText {
        let say = &self.servers;
        let who = self.senders_or(senders, say.the_sending_server);
        let title = match reply {
            ReplyIs::Shown => say.not_offered(who),
            ReplyIs::Hidden => say.not_offered_unsaid(who),
        };
        let mut why = if missing_targets.is_empty() {
            say.connectors_missing.to_owned()
        } else {
            say.connectors_missing_of(self.list(missing_targets))
        };
        if !missing_addresses.is_empty() {
            why = why + " " + &say.addresses_unknown(self.list(missing_addresses));
        }
        text(title, say.not_offered_what, why, say.not_offered_action, None)
    }

    /// An Edge server whose connectors are not in the paste.
    pub(super) fn edge_in_question(&self, senders: &[String]) -> FindingText {
        let say = &self.servers;
        let what = say.edge_in_question_what(self.senders_or(senders, say.the_sending_server));
        text(say.edge_in_question, what, say.edge_in_question_why, say.edge_in_question_action, None)
    }

    /// A connector that lets Exchange servers authenticate and does not admit them.
    pub(super) fn group_missing(
        &self,
        connector: &str,
        senders: &[String],
        groups: &[String],
        admitted_as: AdmittedAs,
        queues: QueuesFail,
    ) -> FindingText {
        let say = &self.servers;
        let who = self.senders_or(senders, say.an_exchange_server);
        let what = match admitted_as {
            AdmittedAs::Users => say.refused_as_user(who),
            AdmittedAs::Nobody => say.refused(who),
        };
        let what = if queues == QueuesFail::Now { what } else { say.refused_one_day(what) };
        let why = say.group_missing_why(self.or_none(groups));
        text(say.group_missing(connector), what, why, say.group_missing_action, None)
    }

    /// A connector on which an entry denies Exchange servers the right to submit mail.
    pub(super) fn submit_denied(&self, connector: &str, senders: &[String], queues: QueuesFail) -> FindingText {
        let say = &self.servers;
        let what = say.refused(self.senders_or(senders, say.an_exchange_server));
        let what = if queues == QueuesFail::Now { what } else { say.refused_one_day(what) };
        text(say.submit_denied(connector), what, say.submit_denied_why, say.submit_denied_action, None)
    }

    /// A connector that hides X-ANONYMOUSTLS, and a queue fails because of it.
    pub(super) fn suppressed(&self, connector: &str, senders: &[String]) -> FindingText {
        let say = &self.servers;
        let what = say.suppressed_what(self.senders_or(senders, say.an_exchange_server));
        text(say.suppressed(connector), what, say.suppressed_why, say.suppressed_action, None)
    }

    /// Connectors that hide X-ANONYMOUSTLS, and no queue fails because of it.
    pub(super) fn suppressed_unused(&self, connectors: &[String]) -> FindingText {
        let say = &self.servers;
        text(
            say.suppressed_unused(self.connectors(connectors)),
            say.suppressed_unused_what,
            say.suppressed_unused_why,
            say.suppressed_unused_action,
            Some(say.suppressed_unused_fine),
        )
    }

    /// That everything visible is right.
    fn path(&self, path: &PathFacts) -> String {
        let say = &self.servers;
        let sender = self.senders_or(&path.senders, say.answers_the_sending_server);
        let mut told = Vec::new();
        if path.only_healthy {
            told.push(say.all_right(self.connectors(&path.healthy), sender));
            if !path.others.is_empty() {
                told.push(say.other_address(self.list(&path.others)));
            }
        } else {
            told.push(say.all_right_if(self.choice(&path.healthy), sender));
        }
        if !path.targets.is_empty()
            && path.targets.iter().all(|target| target.port == 2525)
            && !path.has_rival_on_reported_port
        {
            told.push(say.port_2525.to_owned());
        }
        told.join(" ")
    }

    /// A device on the way.
    pub(super) fn inspection(&self, path: &PathFacts) -> FindingText {
        let say = &self.servers;
        let what = if path.healthy.is_empty() {
            say.inspection_what.to_owned()
        } else {
            say.inspection_what_beside(self.path(path))
        };
        let (why, action) = match path.cause {
            CauseIs::Shown => (say.inspection_shown, say.inspection_shown_action),
            CauseIs::Possible => (say.inspection_possible, say.inspection_possible_action),
        };
        text(say.inspection, what, self.with_signs(why, &path.signs), action, None)
    }

    /// A server without its internal transport certificate.
    pub(super) fn certificate(&self, path: &PathFacts) -> FindingText {
        let say = &self.servers;
        let targets = match path.targets.as_slice() {
            [] => say.certificate(say.the_target_server),
            targets => say.certificate(self.choice(targets.iter().map(|target| &target.server))),
        };
        let why = match path.cause {
            CauseIs::Shown => say.certificate_shown,
            CauseIs::Possible => say.certificate_possible,
        };
        text(targets, say.certificate_what, self.with_signs(why, &path.signs), say.certificate_action, None)
    }

    /// A connector that announces a name that is not its server's.
    pub(super) fn fqdn_mismatch(&self, connector: &str, server: &str, fqdn: &str, queues: QueuesFail) -> FindingText {
        let say = &self.servers;
        let mut why = say.fqdn_mismatch_why(fqdn);
        if queues == QueuesFail::Now {
            why = why + " " + say.fqdn_mismatch_fails;
        }
        let title = say.fqdn_mismatch(connector, fqdn, server);
        text(title, say.fqdn_mismatch_what, why, say.fqdn_mismatch_action, Some(say.fqdn_mismatch_fine))
    }

    /// A connector that is made for Exchange servers.
    pub(super) fn intended(&self, connectors: &[String], senders: &[String]) -> FindingText {
        let say = &self.servers;
        let title = say.intended(self.connectors(connectors), self.list(senders));
        text(title, say.intended_what, say.intended_why, say.intended_action, Some(say.intended_fine))
    }
}

//! What logs, transcripts and other commands show for or against a finding.

use super::Words;
use super::common::short_name;
use super::findings::{FindingText, text};
use super::template::templates;
use crate::diagnosis::authentication::Outcome;
use crate::diagnosis::facts::{Contradiction, Unsayable, Witness};
use crate::diagnosis::observed::{AskedBy, Shows, Sign, Tells};
use crate::diagnosis::security_status::SecurityStatus;

templates! {
    /// What logs, transcripts and other commands show for or against a finding.
    Signs {
        named(source, connector);
        gave_up(sender);
        ehlo(server, what, who);
        /// In the place of the name of a server.
        a_server();
        offered();
        only_exps();
        masked();
        stripped();
        ehlo_empty();
        asked_by_sender();
        asked_by_hand();
        asked_from_elsewhere();
        asked_by_unknown();
        component_inactive(component, server, state);
        component_active(component, server, state);
        own_front_end(server);
        /// In the place of a name, after "those of".
        the_front_end();
        other_domain(own, other);
        last_endpoint();
        outside_host(host);
        failed_logon(error, target);
        no_private_key(certificate);
        no_certificate_for_smtp();
        activate(server, component);

        log_names_nobody_answers(connector);
        log_names_another(connector, predicted);
        ehlo_offers(server, said, predicted);
        reply_shows(predicted);
        /// A session: who connects to where.
        session(sender, source, port, server);
        predicted(connector);
        predicted_nobody();
        log_names(session, connector, predicted);
        log_names_at(session, time, connector, predicted);
        ehlo_holds(session, said, predicted, property, value);
        reply_is(session, reply, predicted);
        not_in_the_paste(connector);
        works(connector);
        gives_no_verb(connector);
        contradiction_why();
        contradiction_action();
        contradiction_fine();
    }
}

impl Words {
    /// What speaks for or against a cause, one sentence each, behind `told`.
    pub(super) fn with_signs(&self, told: impl Into<String>, signs: &[Sign]) -> String {
        signs.iter().fold(told.into(), |told, sign| told + " " + &self.sign(sign))
    }

    /// What a sign shows.
    pub(super) fn sign(&self, sign: &Sign) -> String {
        let say = &self.signs;
        match &sign.shows {
            Shows::Named { connector, source } => say.named(source, self.connector_name(connector)),
            Shows::GaveUp { sender } => say.gave_up(sender),
            Shows::Ehlo { tells, server, asked } => {
                let what = match tells {
                    Tells::Offered => say.offered,
                    Tells::OnlyExps => say.only_exps,
                    Tells::Masked => say.masked,
                    Tells::Stripped => say.stripped,
                    Tells::Nothing => say.ehlo_empty,
                };
                let who = match asked {
                    AskedBy::Sender => say.asked_by_sender,
                    AskedBy::SenderByHand => say.asked_by_hand,
                    AskedBy::Elsewhere => say.asked_from_elsewhere,
                    AskedBy::Unknown => say.asked_by_unknown,
                };
                say.ehlo(if server.is_empty() { say.a_server } else { server }, what, who)
            }
            Shows::Component { server, component, state } if sign.is_inactive() => {
                say.component_inactive(component, server, state)
            }
            Shows::Component { server, component, state } => say.component_active(component, server, state),
            Shows::OwnFrontEnd { server } => say.own_front_end(server.as_deref().unwrap_or(say.the_front_end)),
            Shows::OtherDomain { own, other } => say.other_domain(own, other),
            Shows::LastEndpoint => say.last_endpoint.to_owned(),
            Shows::OutsideHost { host } => say.outside_host(host),
            Shows::FailedLogon { error, target } => {
                let meaning = self.security_status(SecurityStatus::of_name(error));
                format!("{} {meaning}", say.failed_logon(error, target))
            }
            Shows::Certificate { name, lacks: "HasPrivateKey" } => say.no_private_key(name),
            Shows::Certificate { .. } => say.no_certificate_for_smtp.to_owned(),
        }
    }

    /// A component that takes no mail: what to do.
    pub(super) fn activate(&self, signs: &[Sign]) -> Option<String> {
        signs.iter().filter(|s| s.is_inactive()).find_map(|s| match &s.shows {
            Shows::Component { server, component, .. } => Some(self.signs.activate(server, component)),
            _ => None,
        })
    }

    /// What was seen contradicts what the paste predicts.
    pub(super) fn contradiction(&self, list: &[Contradiction]) -> FindingText {
        let say = &self.signs;
        let title = list.first().map(|first| self.contradiction_title(first)).unwrap_or_default();
        let mut what = Vec::new();
        for c in list {
            let session = say.session(&c.sender, c.source, c.port, &c.server);
            let predicted = match &c.predicted {
                Some(connector) => say.predicted(short_name(connector)),
                None => say.predicted_nobody.to_owned(),
            };
            match &c.witness {
                Witness::Log { connector, time, outcome } => {
                    let name = short_name(connector);
                    what.push(match time {
                        None => say.log_names(session, name, predicted),
                        Some(time) => say.log_names_at(session, time, name, predicted),
                    });
                    match outcome {
                        None => what.push(say.not_in_the_paste(self.connector_name(connector))),
                        Some(Outcome::Works) => what.push(say.works(name)),
                        Some(outcome) if outcome.cannot_achieve() => what.push(say.gives_no_verb(name)),
                        Some(_) => {}
                    }
                }
                Witness::Ehlo(Unsayable { said, property, value }) => {
                    what.push(say.ehlo_holds(session, said, predicted, property.spelling(), value));
                }
                Witness::Reply(reply) => what.push(say.reply_is(session, reply, predicted)),
            }
        }
        text(title, what.join(" "), say.contradiction_why, say.contradiction_action, Some(say.contradiction_fine))
    }

    /// A finding of contradictions is called by the first of them.
    fn contradiction_title(&self, c: &Contradiction) -> String {
        let say = &self.signs;
        let predicted = c.predicted.as_deref().map(|predicted| self.connector_name(predicted));
        match (&c.witness, &predicted) {
            (Witness::Log { connector, .. }, None) => say.log_names_nobody_answers(self.connector_name(connector)),
            (Witness::Log { connector, .. }, Some(predicted)) => {
                say.log_names_another(self.connector_name(connector), predicted)
            }
            (Witness::Ehlo(Unsayable { said, .. }), _) => {
                say.ehlo_offers(&c.server, said, predicted.as_deref().unwrap_or_default())
            }
            (Witness::Reply(_), _) => say.reply_shows(predicted.as_deref().unwrap_or_default()),
        }
    }
}

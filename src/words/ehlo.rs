//! Which connector gave a reply to EHLO.

use super::Words;
use super::common::sentences;
use super::findings::{FindingText, text};
use super::template::templates;
use crate::diagnosis::facts::EhloFacts;
use crate::diagnosis::observed::LEFT_OUT_WITHOUT_CERTIFICATE;

templates! {
    /// Which connector gave a reply to EHLO.
    EhloWords {
        title_answered(connector, client);
        title_answered_somebody(connector);
        title_left(connectors: counted, host);
        title_another(host, predicted);
        title_nobody(host);
        nothing_against(connectors: counted);
        excluded(connector: counted, said, property, value);
        /// In the place of a value that is printed and empty.
        empty();
        certificate_missing(connector: counted, words: counted);
        words_missing(connector: counted, words: counted);
        left_in_contradiction(connectors: counted);
        none_left();
        why();
        why_contradiction();
        action_answered();
        action_left();
        action_contradiction();
        fine();
        fine_contradiction();
    }
}

impl Words {
    /// The connectors that a reply to EHLO leaves.
    pub(super) fn connector_by_ehlo(&self, facts: &EhloFacts) -> FindingText {
        let say = &self.ehlo;
        let left = || self.connectors(&facts.left);
        let title = match (&facts.client, facts.is_answered) {
            (Some(client), true) => say.title_answered(left(), client),
            (None, true) => say.title_answered_somebody(left()),
            (_, false) => say.title_left(left(), &facts.host),
        };
        let action = if facts.is_answered { say.action_answered } else { say.action_left };
        text(title, self.ehlo_evidence(facts), say.why, action, Some(say.fine))
    }

    /// A reply to EHLO that the connector which should have answered cannot have given.
    pub(super) fn ehlo_contradicts(&self, facts: &EhloFacts) -> FindingText {
        let say = &self.ehlo;
        let title = match &facts.predicted {
            Some(predicted) => say.title_another(&facts.host, self.connector_name(predicted)),
            None => say.title_nobody(&facts.host),
        };
        let what = match facts.left.as_slice() {
            [] => say.none_left.to_owned(),
            left => say.left_in_contradiction(self.connectors(left)),
        };
        let what = self.ehlo_evidence(facts) + " " + &what;
        text(title, what.trim(), say.why_contradiction, say.action_contradiction, Some(say.fine_contradiction))
    }

    /// Who cannot have given the reply and why, and what the reply lacks of those that are left.
    fn ehlo_evidence(&self, facts: &EhloFacts) -> String {
        let say = &self.ehlo;
        let excluded = self.of_connectors(
            &facts.excluded,
            |(connector, _)| connector,
            |connectors, (_, it)| {
                let value = if it.value.is_empty() { say.empty } else { it.value.as_str() };
                say.excluded(connectors, &it.said, it.property.spelling(), value)
            },
        );
        let lacking = sentences(&facts.lacking, |(connector, words)| {
            let (connector, all) = (self.connectors([connector]), self.list(words));
            let by_itself = words.iter().all(|word| LEFT_OUT_WITHOUT_CERTIFICATE.contains(word));
            if by_itself { say.certificate_missing(connector, all) } else { say.words_missing(connector, all) }
        });
        let told = [excluded.as_str(), lacking.as_str()].into_iter().filter(|told| !told.is_empty());
        let told: Vec<&str> = told.collect();
        if told.is_empty() { say.nothing_against(self.connectors(&facts.left)) } else { told.join(" ") }
    }
}

//! What the paste rules out as a cause.

use super::template::templates;
use super::{Names, Words};
use crate::diagnosis::excluded::{Because, Excluded};

templates! {
    /// What the paste rules out as a cause.
    Exclusions {
        answers_well(connectors: counted, targets);
        other_port(connectors: counted, ports, targets);
        disabled(connectors: counted);
        other_service(connectors: counted, targets);
        other_local_address(connectors: counted);
        holds_no_sender(connectors: counted);
        held_more_narrowly(connectors: counted);
        denied(connectors: counted);
        tried();
    }
}

impl Words {
    /// What is ruled out, and why.
    pub(crate) fn excluded(&self, it: &Excluded, names: &Names<'_>) -> String {
        let say = &self.exclusions;
        let connectors = self.connectors(it.connectors.iter().map(|index| names.connector(*index)));
        let targets = self.list(it.targets.iter().map(|to| format!("{}:{}", to.server, to.port)));
        match &it.because {
            Because::AnswersWell => say.answers_well(connectors, targets),
            Because::OtherPort(ports) => {
                say.other_port(connectors, self.list(ports.iter().map(u16::to_string)), targets)
            }
            Because::Disabled => say.disabled(connectors),
            Because::OtherService => say.other_service(connectors, targets),
            Because::OtherLocalAddress => say.other_local_address(connectors),
            Because::HoldsNoSender => say.holds_no_sender(connectors),
            Because::HeldMoreNarrowly => say.held_more_narrowly(connectors),
            Because::Denied => say.denied(connectors),
            Because::Tried => say.tried.to_owned(),
        }
    }
}

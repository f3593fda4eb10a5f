//! The summary of a report, to hand over.

use super::Words;
use super::template::templates;
use crate::model::AddressOrigin;

/// Lines of the paste that the summary names.
const MOST_LINES: usize = 3;

templates! {
    /// The summary of a report, to hand over.
    Export {
        cause(title, code);
        cause_possible(title, code);
        cause_unknown();
        certainty(ground);
        certainty_possible(ground);
        certainty_none();
        proof(lines);
        proof_none();
        proof_more(lines, count);
        proof_line(line, text);
        addresses(addresses);
        addresses_none();
        addresses_from(addresses, origin);
        given();
        address_line();
        last_error();
        binding();
        command();
        protocol_log();
        run(what);
        run_lines(title, count: counted);
        run_none();
        changes(proof);
        changes_none();
        undo();
        undo_none();
        undo_unneeded();
        version(version);
        lines_more(count: counted);
        lines_title();
    }
}

/// What a summary tells.
#[derive(Debug, Default)]
pub(crate) struct SummaryFacts {
    /// Headline and code of the first finding; `None` where nothing was found.
    pub(crate) cause: Option<(String, String)>,
    /// On what its certainty rests.
    pub(crate) certainty: Option<String>,
    /// Whether that finding is no more than possible.
    pub(crate) is_possible: bool,
    /// The lines of the paste: where, and what stands there.
    pub(crate) lines: Vec<(String, String)>,
    /// `SERVER ADDRESS` by origin.
    pub(crate) addresses: Vec<(AddressOrigin, Vec<String>)>,
    /// What to run.
    pub(crate) run: Run,
    /// What the effects say in words.
    pub(crate) proof: Option<String>,
    /// Whether a change is proposed that can be put back; `None` where no change is proposed.
    pub(crate) has_way_back: Option<bool>,
    /// The version of the program.
    pub(crate) version: String,
}

/// What a summary tells to run.
#[derive(Debug, Default)]
pub(crate) enum Run {
    /// Nothing.
    #[default]
    Nothing,
    /// This command, or these.
    Commands(String),
    /// The lines of this remedy, so many.
    Lines(String, usize),
}

impl Words {
    /// The summary: eight lines.
    pub(crate) fn summary(&self, facts: &SummaryFacts) -> [String; 8] {
        let say = &self.export;
        let cause = facts.cause.as_ref().map(|(title, code)| {
            if facts.is_possible { say.cause_possible(title, code) } else { say.cause(title, code) }
        });
        let certainty = facts
            .certainty
            .as_ref()
            .map(|ground| if facts.is_possible { say.certainty_possible(ground) } else { say.certainty(ground) });
        let run = match &facts.run {
            Run::Nothing => say.run_none.to_owned(),
            Run::Commands(commands) => say.run(commands),
            Run::Lines(title, count) => say.run_lines(title, *count),
        };
        let undo = match facts.has_way_back {
            Some(true) => say.undo,
            Some(false) => say.undo_none,
            None => say.undo_unneeded,
        };
        [
            cause.unwrap_or_else(|| say.cause_unknown.to_owned()),
            certainty.unwrap_or_else(|| say.certainty_none.to_owned()),
            self.summary_lines(&facts.lines),
            self.summary_addresses(&facts.addresses),
            run,
            facts.proof.as_ref().map_or_else(|| say.changes_none.to_owned(), |proof| say.changes(proof)),
            undo.to_owned(),
            say.version(&facts.version),
        ]
    }

    fn summary_lines(&self, lines: &[(String, String)]) -> String {
        let say = &self.export;
        let told: Vec<_> = lines.iter().take(MOST_LINES).map(|(line, text)| say.proof_line(line, text)).collect();
        let told = told.join("; ");
        match lines.len().saturating_sub(MOST_LINES) {
            _ if lines.is_empty() => say.proof_none.to_owned(),
            0 => say.proof(told),
            more => say.proof(say.proof_more(told, more)),
        }
    }

    fn summary_addresses(&self, addresses: &[(AddressOrigin, Vec<String>)]) -> String {
        let say = &self.export;
        if addresses.is_empty() {
            return say.addresses_none.to_owned();
        }
        let from = |(origin, addresses): &(AddressOrigin, Vec<String>)| {
            let origin = match origin {
                AddressOrigin::Given => say.given,
                AddressOrigin::AddressLine => say.address_line,
                AddressOrigin::LastError => say.last_error,
                AddressOrigin::Binding => say.binding,
                AddressOrigin::Command => say.command,
                AddressOrigin::ProtocolLog => say.protocol_log,
            };
            say.addresses_from(self.list(addresses), origin)
        };
        say.addresses(addresses.iter().map(from).collect::<Vec<_>>().join("; "))
    }

    /// Above the bare lines of a remedy.
    pub(crate) const fn lines_title(&self) -> &'static str {
        self.export.lines_title
    }

    /// How many lines more there are.
    pub(crate) fn lines_more(&self, count: usize) -> String {
        self.export.lines_more(count)
    }
}

//! The answers to "what if I ran this command?" and "what changed?".

use super::Words;
use super::template::templates;
use crate::diagnosis::follow_up::{QueueFate, Why};
use crate::remedy::typed::{Remark, Unclear};

templates! {
    /// The answers to "what if I ran this command?" and "what changed?".
    FollowUp {
        nothing();
        too_many_commands();
        open();
        variable(name);
        expression(text);
        unexpected(text);
        needs_quotes(text);
        cmdlet(name);
        parameter(name);
        ambiguous(name, names);
        twice(name);
        missing(name);
        value(name, value);
        no_connector(name);
        which_connector(name, names);
        which_server();

        only_one_of_that_name(connector);
        only_server(server);
        rehearsal();
        not_looked_at(name);
        not_there(entry);
        may_be_hidden(entry, connector);
        already_there(entry);
        hub_by_default();
        exchange_on_relay(connector);
        replaces_cut_list(connector);
        externally_secures(connector);
        subtraction();
        rights(name);
        anonymous_rights(name);
        changes_no_connector(name);
        opens_relay(connector);
        hidden_property(name, connector);

        not_understood();
        refused();
        would_change(count: counted, regions);
        would_change_nothing(regions);
        may_change(regions);
        no_region_shown();
        regions_shown(count: counted);
        has_changed(count: counted, regions);
        nothing_has_changed(regions);
        regions(count: counted);
        no_region();
        shows_no_connector();
        findings(counts);
        gone(count);
        still(count);
        newly_found(count);
        unknown(count);

        connectors_missing_in_first(connectors);
        connectors_missing_in_second(connectors);
        properties_missing_in_first(properties);
        properties_missing_in_second(properties);
        servers_taken_over(servers);
        taken_as_removed(connectors);
        undecided(connector, properties);
        nameless(count: counted);
        queues_not_shown();
        nothing_changed();
        values_not_shown(values);

        queue_fine();
        queue_in_trouble();
        queue_not_retried();
        queue_passes_in_part(servers);
        queue_not_shown();
        queue_new();
    }
}

/// The numbers of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Connectors that came, went or changed.
    pub(crate) connectors: usize,
    /// Whether the hidden part of a list decides if a command changes anything.
    pub(crate) may_change: bool,
    /// Regions that change connector.
    pub(crate) regions: usize,
    /// Whether the regions are those of the visible values only.
    pub(crate) as_shown: bool,
    /// Findings that are gone, advice left out.
    pub(crate) gone: usize,
    /// Findings that are still there, advice left out.
    pub(crate) still: usize,
    /// New findings, advice left out.
    pub(crate) new: usize,
    /// Findings of which it is not known, advice left out.
    pub(crate) unknown: usize,
}

impl Words {
    /// Why a command is not understood.
    pub(crate) fn unclear(&self, unclear: &Unclear) -> String {
        let say = &self.follow_up;
        match unclear {
            Unclear::Nothing => say.nothing.to_owned(),
            Unclear::TooMany => say.too_many_commands.to_owned(),
            Unclear::Open => say.open.to_owned(),
            Unclear::Variable(name) => say.variable(name),
            Unclear::Expression(text) => say.expression(text),
            Unclear::Unexpected(text) => say.unexpected(text),
            Unclear::NeedsQuotes(text) => say.needs_quotes(text),
            Unclear::Cmdlet(name) => say.cmdlet(name),
            Unclear::Parameter(name) => say.parameter(name),
            Unclear::Ambiguous(name, all) => {
                let all: Vec<_> = all.iter().map(|name| format!("-{name}")).collect();
                say.ambiguous(name, self.row(&all))
            }
            Unclear::Twice(name) => say.twice(name),
            Unclear::Missing(name) => say.missing(name),
            Unclear::Value(name, value) => say.value(name, value),
            Unclear::NoConnector(name) => say.no_connector(name),
            Unclear::WhichConnector(name, all) => say.which_connector(name, self.row(all)),
            Unclear::WhichServer => say.which_server.to_owned(),
            Unclear::Hidden(name, connector) => say.hidden_property(name, connector),
            Unclear::Subtraction => say.subtraction.to_owned(),
            Unclear::Rights(name) => say.rights(name),
            Unclear::OpensRelay(connector) => say.opens_relay(connector),
        }
    }

    /// What the user should know about a command.
    pub(crate) fn remark(&self, remark: &Remark) -> String {
        let say = &self.follow_up;
        match remark {
            Remark::OnlyOneOfThatName(identity) => say.only_one_of_that_name(identity),
            Remark::OnlyServer(server) => say.only_server(server),
            Remark::Rehearsal => say.rehearsal.to_owned(),
            Remark::NotLookedAt(name) => say.not_looked_at(name),
            Remark::NotThere(entry) => say.not_there(entry),
            Remark::MayBeHidden(entry, connector) => say.may_be_hidden(entry, connector),
            Remark::AlreadyThere(entry) => say.already_there(entry),
            Remark::HubByDefault => say.hub_by_default.to_owned(),
            Remark::ExchangeOnRelay(connector) => say.exchange_on_relay(connector),
            Remark::ReplacesCutList(connector) => say.replaces_cut_list(connector),
            Remark::ExternallySecures(connector) => say.externally_secures(connector),
            Remark::AnonymousRights(name) => say.anonymous_rights(name),
            Remark::ChangesNoConnector(name) => say.changes_no_connector(name),
        }
    }

    /// Nothing is said about a command that is not understood.
    pub(crate) const fn command_not_understood(&self) -> &'static str {
        self.follow_up.not_understood
    }

    /// Exchange would refuse the command.
    pub(crate) const fn command_refused(&self) -> &'static str {
        self.follow_up.refused
    }

    /// What a command would do, in numbers.
    pub(crate) fn what_if(&self, tally: &Tally) -> String {
        let (say, regions) = (&self.follow_up, self.regions(tally));
        let change = match tally.connectors {
            0 if tally.may_change => say.may_change(regions),
            0 => say.would_change_nothing(regions),
            count => say.would_change(count, regions),
        };
        self.with_findings(change, tally)
    }

    /// What changed, in numbers; of connectors only where the second input shows any.
    pub(crate) fn compared(&self, tally: &Tally, shows_connectors: bool) -> String {
        let (say, regions) = (&self.follow_up, self.regions(tally));
        let change = match tally.connectors {
            _ if !shows_connectors => say.shows_no_connector.to_owned(),
            0 => say.nothing_has_changed(regions),
            count => say.has_changed(count, regions),
        };
        self.with_findings(change, tally)
    }

    fn regions(&self, tally: &Tally) -> String {
        match tally.regions {
            0 if tally.as_shown => self.follow_up.no_region_shown.to_owned(),
            0 => self.follow_up.no_region.to_owned(),
            count if tally.as_shown => self.follow_up.regions_shown(count),
            count => self.follow_up.regions(count),
        }
    }

    fn with_findings(&self, change: String, tally: &Tally) -> String {
        let say = &self.follow_up;
        let mut counts = Vec::new();
        if tally.gone > 0 {
            counts.push(say.gone(tally.gone));
        }
        if tally.still > 0 {
            counts.push(say.still(tally.still));
        }
        if tally.new > 0 {
            counts.push(say.newly_found(tally.new));
        }
        if tally.unknown > 0 {
            counts.push(say.unknown(tally.unknown));
        }
        if counts.is_empty() { change } else { format!("{change} {}", say.findings(self.row(&counts))) }
    }

    /// Connectors that the first input does not show, or the second.
    pub(crate) fn connectors_taken_over(&self, missing_in_second: bool, connectors: &[String]) -> String {
        let (say, connectors) = (&self.follow_up, self.row(connectors));
        if missing_in_second {
            say.connectors_missing_in_second(connectors)
        } else {
            say.connectors_missing_in_first(connectors)
        }
    }

    /// Properties that the first input does not show, or the second.
    pub(crate) fn properties_taken_over(&self, missing_in_second: bool, properties: &[String]) -> String {
        let (say, properties) = (&self.follow_up, self.row(properties));
        if missing_in_second {
            say.properties_missing_in_second(properties)
        } else {
            say.properties_missing_in_first(properties)
        }
    }

    /// Servers whose addresses or version only the first input shows.
    pub(crate) fn servers_taken_over(&self, servers: &[String]) -> String {
        self.follow_up.servers_taken_over(self.row(servers))
    }

    /// Connectors that the second input does not show although it shows the others of their server.
    pub(crate) fn taken_as_removed(&self, connectors: &[String]) -> String {
        self.follow_up.taken_as_removed(self.row(connectors))
    }

    /// Values that one side shows in part.
    pub(crate) fn undecided(&self, connector: &str, properties: &[String]) -> String {
        self.follow_up.undecided(connector, self.row(properties))
    }

    /// Connectors without a name or server cannot be compared.
    pub(crate) fn nameless(&self, count: usize) -> String {
        self.follow_up.nameless(count)
    }

    /// Why it is not known what became of a finding.
    pub(crate) fn finding_unknown(&self, why: &Why) -> String {
        match why {
            Why::QueuesNotShown => self.follow_up.queues_not_shown.to_owned(),
            Why::NothingChanged => self.follow_up.nothing_changed.to_owned(),
            Why::NotShown(values) => self.follow_up.values_not_shown(self.hidden_values(values)),
        }
    }

    /// What became of a queue; these servers would still refuse its mail.
    pub(crate) fn queue_state(&self, state: QueueFate, refusing: &[String]) -> String {
        let say = &self.follow_up;
        match state {
            QueueFate::Fine => say.queue_fine.to_owned(),
            QueueFate::InTrouble => say.queue_in_trouble.to_owned(),
            QueueFate::NotRetried => say.queue_not_retried.to_owned(),
            QueueFate::PassesInPart => say.queue_passes_in_part(self.list(refusing)),
            QueueFate::NotShown => say.queue_not_shown.to_owned(),
            QueueFate::New => say.queue_new.to_owned(),
        }
    }
}

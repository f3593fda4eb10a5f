//! What a finding rests on.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::common::{alike, distinct};
use super::template::{Counted, templates};
use super::{Names, Words};
use crate::diagnosis::trial::Gap;

templates! {
    /// What a finding rests on.
    Assumptions {
        enabled(connector: counted);
        role(connector: counted);
        is_elsewhere(connector: counted, server: counted);
        partial_list(server: counted);
        nothing_before();
        contradiction(connector: counted);
        bound_address(sender: counted);
        other_family(server: counted);
        send_connector_port(port, server: counted);
        one_server(server: counted, domains);
        is_server(server: counted);
        no_burst(queue: counted);
        server(server: counted);
        crossing(winner, loser);
        port(sender: counted, server: counted, port);
        port_of_the_sender(server: counted, port);
        reported_port(sender: counted, server: counted, port);
        target(server: counted, queue: counted);
        target_of_the_queue(server: counted);
        source_choice(sender: counted);
        source_in_range(sender: counted, connector: counted);
        source_of_the_sender_in_range(connector: counted);
        reply(queue: counted);
        reply_text(queue: counted);
        reply_of_another_session(connector: counted, queue: counted);
        open_alternative(server: counted);
        alternative(server: counted);
        mail_still_fails();
        queue_still_fails(queue: counted);
        first_print_of_queue(queue: counted);
        leads_elsewhere(address, server: counted);
        sends_to_itself(server: counted, port);
        mail_goes_there(sender: counted, server: counted, port);
        mail_goes_to_one_another(servers, port);
        enabling(connector: counted);
        used_by_exchange(connector: counted);
        hub_holds_the_port(connector: counted);
        explains(connector: counted, queue: counted);
        not_meant(connector: counted);
        relay_right(connector: counted);
        senders_downgraded(connector: counted);
        not_suppressed(connector: counted);
        both_services_run(server: counted);
        is_the_reason(server: counted);
        untouched(server: counted);
        nothing_taken_out(server: counted);
        asked_port(server: counted, port);
        did_not_arrive(sender: counted, server: counted);
        same_answer(sender: counted, server: counted);
        /// In the place of a name that begins the sentence.
        the_sending_server();
        /// In the place of a name, after "from".
        target_that_answers();
        local_choice(server: counted);
        all_shown(server: counted);
        keeps_its_task(connector: counted);
        published_addresses(server: counted);
        field_reports(connector: counted);
        certificates_of(server: counted);
        gateway_translates(address);
        something_translates();
        may_relay(client);
        a_client_may_relay();
        rights_shown(connector: counted);
    }
}

impl Words {
    /// The assumptions of a finding, as sentences: what is assumed of several servers, connectors or queues alike is
    /// said once.
    pub(crate) fn assumptions(&self, gaps: &[Gap], names: &Names<'_>) -> Vec<String> {
        let servers = names.0.servers.iter().enumerate();
        let place: BTreeMap<&str, usize> = servers.map(|(place, server)| (server.name.as_str(), place)).collect();
        let said = gaps.iter().map(|gap| said(gap, names));
        let same_second = alike(said, |said| (said.kind.clone(), said.second.clone()));
        let same_second = same_second.into_iter().filter_map(|members| {
            let mut first = distinct(members.iter().flat_map(|said| said.first.iter()));
            // In the order of the paste, which other names do not change.
            first.sort_by_key(|name| place.get(name.as_str()).copied());
            let Said { kind, second, .. } = members.into_iter().next()?;
            Some(Alike { kind, first, second: vec![second] })
        });
        // Only what is said of the same first ones is said of several second ones together.
        let same_first = alike(same_second, |one| (one.kind.clone(), one.first.clone()));
        let told = same_first.into_iter().filter_map(|members| {
            let second = members.iter().flat_map(|one| one.second.iter().cloned()).collect();
            let first = members.into_iter().next()?;
            Some(Alike { second, ..first })
        });
        among_one_another(told.collect(), &place).iter().map(|one| self.assumption(one)).collect()
    }

    fn assumption(&self, alike: &Alike) -> String {
        let say = &self.assumptions;
        let nameless = alike.first.iter().all(String::is_empty);
        // What the first and the second names are, each kind of assumption knows.
        let (connectors, names) = (|| self.connectors(&alike.first), || self.list(&alike.first));
        let servers = || self.list(&alike.second);
        match &alike.kind {
            Gap::Enabled { .. } => say.enabled(connectors()),
            Gap::Role { .. } => say.role(connectors()),
            Gap::IsElsewhere { .. } => say.is_elsewhere(connectors(), servers()),
            Gap::PartialList { .. } => say.partial_list(names()),
            Gap::NothingBefore => say.nothing_before.to_owned(),
            Gap::Contradiction { .. } => say.contradiction(connectors()),
            Gap::BoundAddress { .. } => say.bound_address(names()),
            Gap::OtherFamily { .. } => say.other_family(names()),
            Gap::SendConnectorPort { port, .. } => say.send_connector_port(port, names()),
            Gap::OneServer { domains, .. } => say.one_server(names(), self.list(domains)),
            Gap::IsServer { .. } => say.is_server(names()),
            Gap::NoBurst { .. } => say.no_burst(names()),
            Gap::Server { .. } => say.server(names()),
            Gap::Crossing { .. } => say.crossing(connectors(), self.connectors(&alike.second)),
            Gap::ReportedPort { port, .. } => say.reported_port(names(), servers(), port),
            Gap::Port { port, .. } if nameless => say.port_of_the_sender(servers(), port),
            Gap::Port { port, .. } => say.port(names(), servers(), port),
            Gap::Target { .. } if alike.second.iter().all(String::is_empty) => say.target_of_the_queue(names()),
            Gap::Target { .. } => say.target(names(), servers()),
            Gap::SourceChoice { .. } => say.source_choice(names()),
            Gap::SourceInRange { .. } if nameless => say.source_of_the_sender_in_range(self.connectors(&alike.second)),
            Gap::SourceInRange { .. } => say.source_in_range(names(), self.connectors(&alike.second)),
            Gap::Reply { .. } => say.reply(names()),
            Gap::ReplyText { .. } => say.reply_text(names()),
            Gap::ReplyOfAnotherSession { .. } => say.reply_of_another_session(connectors(), servers()),
            Gap::Alternative { open: true, .. } => say.open_alternative(names()),
            Gap::Alternative { .. } => say.alternative(names()),
            Gap::StillFails { .. } if nameless => say.mail_still_fails.to_owned(),
            Gap::LeadsElsewhere { address, .. } => say.leads_elsewhere(address, names()),
            Gap::FirstPrintOfQueue { .. } => say.first_print_of_queue(names()),
            Gap::StillFails { .. } => say.queue_still_fails(names()),
            Gap::MailGoesThere { port, .. } if alike.second.iter().all(String::is_empty) => {
                say.sends_to_itself(names(), port)
            }
            Gap::MailGoesThere { port, .. } if alike.first.len() > 1 && alike.first == alike.second => {
                say.mail_goes_to_one_another(names(), port)
            }
            Gap::MailGoesThere { port, .. } => say.mail_goes_there(names(), servers(), port),
            Gap::Enabling { .. } => say.enabling(connectors()),
            Gap::UsedByExchange { .. } => say.used_by_exchange(connectors()),
            Gap::HubHoldsThePort { .. } => say.hub_holds_the_port(connectors()),
            Gap::Explains { .. } => say.explains(connectors(), servers()),
            Gap::NotMeant { .. } => say.not_meant(connectors()),
            Gap::RelayRight { .. } => say.relay_right(connectors()),
            Gap::SendersDowngraded { .. } => say.senders_downgraded(connectors()),
            Gap::NotSuppressed { .. } => say.not_suppressed(connectors()),
            Gap::BothServicesRun { .. } => say.both_services_run(names()),
            Gap::IsTheReason { .. } => say.is_the_reason(names()),
            Gap::Untouched { .. } => say.untouched(names()),
            Gap::NothingTakenOut { .. } => say.nothing_taken_out(names()),
            Gap::AskedPort { port, .. } => say.asked_port(names(), port),
            Gap::DidNotArrive { .. } => say.did_not_arrive(names(), servers()),
            Gap::SameAnswer { .. } => {
                let or = |names: &[String], instead: &str| {
                    if names.iter().all(String::is_empty) { Counted::new(instead, 1) } else { self.list(names) }
                };
                let target = or(&alike.second, say.target_that_answers);
                say.same_answer(or(&alike.first, say.the_sending_server), target)
            }
            Gap::LocalChoice { .. } => say.local_choice(names()),
            Gap::AllShown { .. } => say.all_shown(names()),
            Gap::KeepsItsTask { .. } => say.keeps_its_task(connectors()),
            Gap::PublishedAddresses { .. } => say.published_addresses(names()),
            Gap::FieldReports { .. } => say.field_reports(connectors()),
            Gap::CertificatesOf { .. } => say.certificates_of(names()),
            Gap::Translates { address: Some(address) } => say.gateway_translates(address),
            Gap::Translates { address: None } => say.something_translates.to_owned(),
            Gap::MayRelay { client: Some(client) } => say.may_relay(client),
            Gap::MayRelay { client: None } => say.a_client_may_relay.to_owned(),
            Gap::RightsShown { .. } => say.rights_shown(connectors()),
        }
    }
}

/// Servers of which each sends to all others are named once, as senders and as targets: in the order of the paste, in which
/// each server has its `place`.
fn among_one_another(all: Vec<Alike>, place: &BTreeMap<&str, usize>) -> Vec<Alike> {
    let circle = |one: &Alike| {
        let [target] = one.second.as_slice() else { return None };
        let is_mail = matches!(one.kind, Gap::MailGoesThere { .. }) && !target.is_empty();
        let whole: BTreeSet<String> = one.first.iter().chain([target]).cloned().collect();
        (is_mail && whole.len() == one.first.len().saturating_add(1)).then(|| (one.kind.clone(), whole))
    };
    let mut circles: BTreeMap<(Gap, BTreeSet<String>), usize> = BTreeMap::new();
    for key in all.iter().filter_map(circle) {
        let members = circles.entry(key).or_default();
        *members = members.saturating_add(1);
    }
    let mut told = BTreeSet::new();
    let mut result = Vec::new();
    for one in all {
        match circle(&one).filter(|key| circles.get(key) == Some(&key.1.len())) {
            None => result.push(one),
            Some((kind, whole)) => {
                if told.insert((kind.clone(), whole.clone())) {
                    let mut servers: Vec<String> = whole.into_iter().collect();
                    servers.sort_by_key(|name| place.get(name.as_str()).copied());
                    result.push(Alike { kind, first: servers.clone(), second: servers });
                }
            }
        }
    }
    result
}

/// Assumptions that differ in names only.
struct Alike {
    /// The assumption without its names.
    kind: Gap,
    first: Vec<String>,
    second: Vec<String>,
}

/// An assumption taken apart: what it says, and of whom.
struct Said {
    kind: Gap,
    /// What it is about: one name, or the names that it groups.
    first: Rc<[String]>,
    /// What else it names; empty where it names nothing else.
    second: String,
}

/// Takes the names out of an assumption.
fn said(gap: &Gap, names: &Names<'_>) -> Said {
    let mut kind = gap.clone();
    let (mut first, mut second) = (String::new(), String::new());
    let connector = |index: &mut usize| names.connector(std::mem::take(index));
    match &mut kind {
        Gap::Enabled { connector: index }
        | Gap::Role { connector: index }
        | Gap::Contradiction { connector: index }
        | Gap::Enabling { connector: index }
        | Gap::UsedByExchange { connector: index }
        | Gap::HubHoldsThePort { connector: index }
        | Gap::NotMeant { connector: index }
        | Gap::RelayRight { connector: index }
        | Gap::SendersDowngraded { connector: index }
        | Gap::NotSuppressed { connector: index }
        | Gap::KeepsItsTask { connector: index }
        | Gap::FieldReports { connector: index }
        | Gap::RightsShown { connector: index } => first = connector(index),
        Gap::PartialList { server: name }
        | Gap::LeadsElsewhere { server: name, .. }
        | Gap::OtherFamily { server: name }
        | Gap::SendConnectorPort { server: name, .. }
        | Gap::OneServer { server: name, .. }
        | Gap::IsServer { server: name }
        | Gap::Server { server: name }
        | Gap::Alternative { server: name, .. }
        | Gap::BothServicesRun { server: name }
        | Gap::IsTheReason { server: name }
        | Gap::Untouched { server: name }
        | Gap::NothingTakenOut { server: name }
        | Gap::AskedPort { server: name, .. }
        | Gap::LocalChoice { server: name }
        | Gap::AllShown { server: name }
        | Gap::PublishedAddresses { server: name }
        | Gap::CertificatesOf { server: name }
        | Gap::BoundAddress { sender: name }
        | Gap::SourceChoice { sender: name }
        | Gap::NoBurst { queue: name }
        | Gap::Reply { queue: name }
        | Gap::ReplyText { queue: name }
        | Gap::FirstPrintOfQueue { queue: name }
        | Gap::StillFails { queue: name } => first = std::mem::take(name),
        Gap::IsElsewhere { connector: index, server: name }
        | Gap::ReplyOfAnotherSession { connector: index, queue: name }
        | Gap::Explains { connector: index, queue: name } => {
            (first, second) = (connector(index), std::mem::take(name));
        }
        Gap::SourceInRange { senders, connector: index } => {
            return Said { first: std::mem::take(senders), second: connector(index), kind };
        }
        Gap::Port { senders, server, .. } | Gap::ReportedPort { senders, server, .. } => {
            return Said { first: std::mem::take(senders), second: std::mem::take(server), kind };
        }
        Gap::Crossing { connectors: (winner, loser) } => (first, second) = (connector(winner), connector(loser)),
        // A server that sends to itself has no second name.
        Gap::MailGoesThere { sender, server, .. } if sender == server => {
            first = std::mem::take(sender);
            server.clear();
        }
        Gap::MailGoesThere { sender: one, server: other, .. }
        | Gap::DidNotArrive { sender: one, server: other }
        | Gap::SameAnswer { sender: one, server: other }
        | Gap::Target { server: one, queue: other } => {
            (first, second) = (std::mem::take(one), std::mem::take(other));
        }
        Gap::NothingBefore | Gap::Translates { .. } | Gap::MayRelay { .. } => {}
    }
    Said { kind, first: Rc::from([first]), second }
}

//! Findings about connectors that take, or would take, the connections of Exchange servers.

use std::collections::BTreeMap;

use super::Words;
use super::common::{alike, distinct, short_name};
use super::findings::{FindingText, text};
use super::template::{Counted, templates};
use crate::diagnosis::facts::{
    Capture, CaptureFacts, ConnectorRange, Failover, InUse, PastedRange, QueuePort, QueueReply,
};
use crate::diagnosis::opposite_direction::OppositeDirection;
use crate::model::{Address, Identity};

templates! {
    /// Findings about connectors that take, or would take, the connections of Exchange servers.
    Captures {
        takes(connectors: counted, senders);
        /// In the place of a name, after "of".
        the_sending_server();
        lands(senders: counted, connector, servers, port, ranges);
        range_not_shown();
        loses(connector, range);
        binding_wins(local);
        only_these_would(connectors: counted, senders);
        mechanism(mechanisms);
        externally_secured();
        every_target(servers);
        only_target(server);
        would_work(server);
        tried_first(servers: counted);
        way_back_works(senders: counted, connector, servers, port);
        way_back_fails(senders: counted, connector, servers, port);
        messages_wait(count: counted);
        take_off();
        enter_or_paste();
        paste();

        would_take(connectors: counted, senders, ports);
        no_queue_fails();
        another_reply(queues: counted, reply);
        other_pairs();
        not_the_cause(queue, port);
        has(servers, connector, ranges);
        has_against(servers, connector, ranges, loser, size);
        take_off_later();
        take_off_and_retry();
        disabled_would_take(connectors: counted, senders);
        disabled_now();
        take_off_before_enabling();
        would_take_fine();
    }
}

/// Whether a capturing connector is externally secured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ExternallySecured {
    Yes,
    No,
}

impl Words {
    /// A connector takes the connections of Exchange servers.
    pub(super) fn capture(&self, facts: &CaptureFacts, externally_secured: ExternallySecured) -> FindingText {
        let (say, captures) = (&self.captures, &facts.captures);
        let connectors = self.connectors(captures.iter().map(|c| &c.connector));
        let or_unnamed = |name: &String| if name.is_empty() { say.the_sending_server.to_owned() } else { name.clone() };
        let senders = self.servers(captures.iter().flat_map(|c| c.senders.iter().map(or_unnamed)));
        let known = captures.iter().all(|c| c.source.is_some());
        let what = if known { self.landings(captures) } else { say.only_these_would(&connectors, &senders) };
        let mechanisms = self.choice(captures.iter().map(|c| self.or_none(&c.auth_mechanism)));
        let mut why = vec![say.mechanism(mechanisms)];
        if externally_secured == ExternallySecured::Yes {
            why.push(say.externally_secured.to_owned());
        }
        match &facts.failover {
            Failover::EveryTarget(servers) => why.push(say.every_target(self.list(servers))),
            Failover::OnlyTarget(server) => why.push(say.only_target(server)),
            Failover::WouldWork(server) => why.push(say.would_work(server)),
            Failover::Unknown => {}
        }
        if !facts.tried_first.is_empty() {
            why.push(say.tried_first(self.list(&facts.tried_first)));
        }
        why.extend(self.ways_back(&facts.ways_back));
        why.extend(facts.signs.iter().map(|sign| self.sign(sign)));
        if let Some(messages) = facts.messages.filter(|m| *m > 0) {
            let number = usize::try_from(messages).unwrap_or(usize::MAX);
            why.push(say.messages_wait(Counted::new(self.grouped(&messages.to_string()), number)));
        }
        let action = if known {
            say.take_off
        } else if facts.missing_addresses.iter().any(|sender| !sender.is_empty()) {
            say.enter_or_paste
        } else {
            say.paste
        };
        text(say.takes(connectors, senders), what, why.join(" "), action, None)
    }

    /// Where the captured sessions land, and why.
    fn landings(&self, captures: &[Capture]) -> String {
        let say = &self.captures;
        let mut told = Vec::new();
        for group in groups(captures) {
            let ranges = if group.story.ranges.is_empty() {
                Counted::new(say.range_not_shown, 1)
            } else {
                self.ranges_with_sizes(group.story.ranges.iter().copied())
            };
            let senders = self.list(group.story.senders.iter().map(|(name, _)| name));
            told.push(say.lands(senders, group.story.name, self.list(&group.endpoints), group.story.port, ranges));
            if let Some((loser, range)) = group.story.instead {
                told.push(say.loses(loser, self.range_with_size(&range.range, range.size)));
            }
            if let Some(local) = group.story.won_by_binding() {
                told.push(say.binding_wins(local));
            }
        }
        distinct(told).join(" ")
    }

    /// What becomes of mail in the opposite direction. Connectors of one name that the same servers reach are named once.
    fn ways_back(&self, ways: &[OppositeDirection]) -> Vec<String> {
        let mut by_connector: Vec<(&OppositeDirection, Vec<&str>)> = Vec::new();
        for way in ways {
            match by_connector.iter_mut().find(|(first, _)| first.connector == way.connector) {
                Some((_, senders)) => senders.push(&way.from),
                None => by_connector.push((way, vec![&way.from])),
            }
        }
        let mut alike: Vec<(&OppositeDirection, Vec<&str>, Vec<&str>)> = Vec::new();
        for (way, senders) in by_connector {
            let name = |way: &OppositeDirection| without_server(&way.connector).to_owned();
            let same = |(first, known, _): &&mut (&OppositeDirection, Vec<&str>, Vec<&str>)| {
                *known == senders && (first.works, first.port, name(first)) == (way.works, way.port, name(way))
            };
            match alike.iter_mut().find(same) {
                Some((.., targets)) => targets.push(&way.to),
                None => alike.push((way, senders, vec![&way.to])),
            }
        }
        let told = alike.into_iter().map(|(way, senders, targets)| {
            let (senders, targets) = (self.list(senders), self.list(targets));
            let name = without_server(&way.connector);
            if way.works {
                self.captures.way_back_works(senders, name, targets, way.port)
            } else {
                self.captures.way_back_fails(senders, name, targets, way.port)
            }
        });
        told.collect()
    }

    /// A connector would take the connections of Exchange servers if mail used its port.
    pub(super) fn would_capture(
        &self,
        captures: &[Capture],
        not_the_cause_of: &[QueuePort],
        other_replies: &[QueueReply],
        in_use: InUse,
    ) -> FindingText {
        let say = &self.captures;
        let connectors = self.connectors(captures.iter().map(|c| &c.connector));
        let ports = self.list(captures.iter().map(|c| c.port.to_string()));
        let replies = alike(other_replies.iter(), |it| it.reply.clone());
        let disagreement = replies.into_iter().filter_map(|queues| {
            let names = self.list(queues.iter().map(|it| &it.queue));
            Some(say.another_reply(names, &queues.first()?.reply))
        });
        let mut what: Vec<String> = disagreement.collect();
        match in_use {
            InUse::All if !what.is_empty() => {}
            _ if what.is_empty() => what.push(say.no_queue_fails.to_owned()),
            _ => what.push(say.other_pairs.to_owned()),
        }
        what.extend(not_the_cause_of.iter().map(|it| say.not_the_cause(&it.queue, it.port)));
        let title = say.would_take(connectors, self.servers(captures.iter().flat_map(names_of_senders)), ports);
        let (action, fine) = if other_replies.is_empty() {
            (say.take_off_later, Some(say.would_take_fine))
        } else {
            (say.take_off_and_retry, None)
        };
        text(title, what.join(" "), self.capturing_ranges(captures), action, fine)
    }

    /// A disabled connector would take them if somebody enabled it.
    pub(super) fn disabled_would_capture(&self, captures: &[Capture]) -> FindingText {
        let say = &self.captures;
        let connectors = self.connectors(captures.iter().map(|c| &c.connector));
        let title = say.disabled_would_take(connectors, self.servers(captures.iter().flat_map(names_of_senders)));
        let fine = Some(say.would_take_fine);
        text(title, say.disabled_now, self.capturing_ranges(captures), say.take_off_before_enabling, fine)
    }

    fn capturing_ranges(&self, captures: &[Capture]) -> String {
        let say = &self.captures;
        let told = groups(captures).into_iter().map(|group| {
            let (story, ranges) = (&group.story, self.ranges_with_sizes(group.story.ranges.iter().copied()));
            let servers = self.list(&group.endpoints);
            match story.instead {
                None => say.has(servers, story.name, ranges),
                Some((loser, range)) => say.has_against(servers, story.name, ranges, loser, self.addresses(range.size)),
            }
        });
        told.collect::<Vec<_>>().join(" ")
    }
}

/// A server, with the local address where the connector answers there only.
fn endpoint(capture: &Capture) -> String {
    match capture.local {
        Some(local) => format!("{} ({local})", capture.server),
        None => capture.server.clone(),
    }
}

/// Who sends, with the address where it is known: `EX1 (10.0.0.1)`.
fn told_sender(name: &str, source: Option<Address>) -> String {
    match source {
        Some(source) if !name.is_empty() => format!("{name} ({source})"),
        _ => name_or_address(name, source),
    }
}

/// Who sends, by its name; by its address where the name is not known.
fn name_or_address(name: &str, source: Option<Address>) -> String {
    match (name.is_empty(), source) {
        (false, _) => name.to_owned(),
        (true, Some(source)) => source.to_string(),
        (true, None) => "?".to_owned(),
    }
}

/// See [`name_or_address`].
fn names_of_senders(capture: &Capture) -> impl Iterator<Item = String> {
    capture.senders.iter().map(|name| name_or_address(name, capture.source))
}

/// The name of a connector without its server before it and at its end.
fn without_server(identity: &str) -> &str {
    let Identity { server, name } = Identity::or_name(identity);
    super::common::without_server(name, server)
}

/// What is told of captures in one sentence, apart from the servers where it happens.
#[derive(PartialEq, Eq)]
struct Story<'c> {
    /// The name of the connector; without the server's where that is named beside it.
    name: &'c str,
    port: u16,
    /// The local address, where the connector answers there only.
    local: Option<Address>,
    /// Who sends, with the address where it is known: `EX1 (10.0.0.1)`. None of them is the server itself.
    senders: Vec<(String, &'c str)>,
    /// The ranges that win.
    ranges: Vec<&'c PastedRange>,
    /// The connector that should have answered, by its name without the server's.
    instead: Option<(&'c str, &'c ConnectorRange)>,
}

impl Story<'_> {
    /// Where ranges of one size meet, the connector that is bound to the one local address answers before one bound to
    /// every address (observed behaviour, 2013 CU23).
    fn won_by_binding(&self) -> Option<Address> {
        let (_, ConnectorRange { size: loser, .. }) = self.instead.as_ref()?;
        self.local.filter(|_| self.ranges.iter().all(|range| range.size == *loser))
    }

    /// Whether two connectors tell one story. A server is no sender to itself.
    fn is_that_of(&self, servers: &[&str], other: &Self, server: &str) -> bool {
        let without = |senders: &[(String, &str)], own: &[&str]| {
            let mut names: Vec<String> =
                senders.iter().filter(|(_, name)| !own.contains(name)).map(|(told, _)| told.clone()).collect();
            names.sort();
            names
        };
        let all: Vec<&str> = servers.iter().copied().chain([server]).collect();
        let same_loser = match (self.instead, other.instead) {
            (None, None) => true,
            (Some((one, range)), Some((two, of_other))) => one == two && range.size == of_other.size,
            _ => false,
        };
        (self.name, self.port, self.local, &self.ranges) == (other.name, other.port, other.local, &other.ranges)
            && same_loser
            && without(&self.senders, &all) == without(&other.senders, &all)
    }
}

/// Captures that one sentence tells.
struct Group<'c> {
    story: Story<'c>,
    servers: Vec<&'c str>,
    /// The servers, with the local address where the connector answers there only.
    endpoints: Vec<String>,
}

/// Captures by connector and port, in order; connectors of one name that tell the same are one group.
fn groups(captures: &[Capture]) -> Vec<Group<'_>> {
    let mut by_connector: Vec<(&Capture, Story<'_>)> = Vec::new();
    let mut places: BTreeMap<(&str, u16, Option<Address>), usize> = BTreeMap::new();
    for capture in captures {
        let next = by_connector.len();
        let index = *places.entry((&capture.connector, capture.port, capture.local)).or_insert(next);
        if index == next {
            let instead = capture.instead.as_ref().map(|loser| (without_server(&loser.connector), loser));
            let (name, port, local) = (without_server(&capture.connector), capture.port, capture.local);
            by_connector.push((capture, Story { name, port, local, senders: Vec::new(), ranges: Vec::new(), instead }));
        }
        let Some((_, story)) = by_connector.get_mut(index) else { continue };
        let told = |name| told_sender(name, capture.source);
        story.senders.extend(capture.senders.iter().map(|name| (told(name), name.as_str())));
        if let Some(range) = capture.range.as_ref().filter(|range| !story.ranges.contains(range)) {
            story.ranges.push(range);
        }
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (capture, story) in by_connector {
        let same = |group: &&mut Group<'_>| group.story.is_that_of(&group.servers, &story, &capture.server);
        let Some(group) = groups.iter_mut().find(same) else {
            groups.push(Group { story, servers: vec![&capture.server], endpoints: vec![endpoint(capture)] });
            continue;
        };
        for sender in story.senders {
            if !group.story.senders.contains(&sender) {
                group.story.senders.push(sender);
            }
        }
        group.servers.push(&capture.server);
        group.endpoints.push(endpoint(capture));
    }
    // The name that setup gave is told whole where one server is named beside it.
    for group in &mut groups {
        if let [_] = group.servers.as_slice() {
            group.story.name = group.whole_name(captures);
        }
    }
    groups
}

impl<'c> Group<'c> {
    /// The whole name of the connector of a group of one server.
    fn whole_name(&self, captures: &'c [Capture]) -> &'c str {
        let same =
            |c: &&Capture| self.servers == [c.server.as_str()] && without_server(&c.connector) == self.story.name;
        captures.iter().find(same).map_or(self.story.name, |capture| short_name(&capture.connector))
    }
}

//! Findings about connectors that take, or would take, the connections of Exchange servers.

use super::Words;
use super::common::short_name;
use super::findings::{FindingText, text};
use super::template::{Counted, templates};
use crate::diagnosis::facts::{Capture, CaptureFacts, ConnectorRange, Failover, PastedRange, QueuePort};
use crate::diagnosis::way_back::WayBack;
use crate::model::Address;

templates! {
    /// Findings about connectors that take, or would take, the connections of Exchange servers.
    Captures {
        takes(connectors: counted, senders);
        /// In the place of a name, after "of".
        the_sending_server();
        lands(senders: counted, connector, server, port, ranges);
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
        way_back_works(senders, connector, server, port);
        way_back_fails(senders, connector, server, port);
        messages_wait(count);
        take_off();
        enter_or_paste();
        paste();

        would_take(connectors: counted, senders, ports);
        no_queue_fails();
        not_the_cause(queue, port);
        has(server, connector, ranges);
        has_against(server, connector, ranges, loser, size);
        take_off_later();
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
        let connectors = self.list(captures.iter().map(|c| &c.connector));
        let sender =
            |c: &Capture| if c.sender.is_empty() { say.the_sending_server.to_owned() } else { c.sender.clone() };
        let senders = self.list(captures.iter().map(sender));
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
            why.push(say.messages_wait(self.grouped(&messages.to_string())));
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
            let first = group.first;
            let ranges = if group.ranges.is_empty() {
                Counted::new(say.range_not_shown, 1)
            } else {
                self.ranges_with_sizes(group.ranges.iter().copied())
            };
            let senders = self.list(&group.senders);
            told.push(say.lands(senders, short_name(&first.connector), endpoint(first), first.port, ranges));
            if let Some(loser) = &first.instead {
                told.push(say.loses(short_name(&loser.connector), self.range_with_size(&loser.range, loser.size)));
            }
            if let Some(local) = group.won_by_binding() {
                told.push(say.binding_wins(local));
            }
        }
        told.join(" ")
    }

    /// What becomes of mail in the opposite direction, one sentence for each connector.
    fn ways_back(&self, ways: &[WayBack]) -> Vec<String> {
        let mut told = Vec::new();
        for way in ways.iter().filter(|w| ways.iter().find(|first| first.connector == w.connector) == Some(w)) {
            let senders = self.list(ways.iter().filter(|w| w.connector == way.connector).map(|w| &w.from));
            let name = short_name(&way.connector);
            told.push(if way.works {
                self.captures.way_back_works(senders, name, &way.to, way.port)
            } else {
                self.captures.way_back_fails(senders, name, &way.to, way.port)
            });
        }
        told
    }

    /// A connector would take the connections of Exchange servers if mail used its port.
    pub(super) fn would_capture(&self, captures: &[Capture], not_the_cause_of: &[QueuePort]) -> FindingText {
        let say = &self.captures;
        let connectors = self.list(captures.iter().map(|c| &c.connector));
        let ports = self.list(captures.iter().map(|c| c.port.to_string()));
        let mut what = vec![say.no_queue_fails.to_owned()];
        what.extend(not_the_cause_of.iter().map(|it| say.not_the_cause(&it.queue, it.port)));
        let fine = Some(say.would_take_fine);
        let title = say.would_take(connectors, self.list(captures.iter().map(sender)), ports);
        text(title, what.join(" "), self.capturing_ranges(captures), say.take_off_later, fine)
    }

    /// A disabled connector would take them if somebody enabled it.
    pub(super) fn disabled_would_capture(&self, captures: &[Capture]) -> FindingText {
        let say = &self.captures;
        let connectors = self.list(captures.iter().map(|c| &c.connector));
        let title = say.disabled_would_take(connectors, self.list(captures.iter().map(sender)));
        let fine = Some(say.would_take_fine);
        text(title, say.disabled_now, self.capturing_ranges(captures), say.take_off_before_enabling, fine)
    }

    fn capturing_ranges(&self, captures: &[Capture]) -> String {
        let say = &self.captures;
        let told = groups(captures).into_iter().map(|group| {
            let (first, ranges) = (group.first, self.ranges_with_sizes(group.ranges.iter().copied()));
            let (server, name) = (endpoint(first), short_name(&first.connector));
            match &first.instead {
                None => say.has(server, name, ranges),
                Some(loser) => {
                    let size = self.addresses(loser.size);
                    say.has_against(server, name, ranges, short_name(&loser.connector), size)
                }
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
fn sender(capture: &Capture) -> String {
    match (capture.sender.is_empty(), capture.source) {
        (false, Some(source)) => format!("{} ({source})", capture.sender),
        (false, None) => capture.sender.clone(),
        (true, Some(source)) => source.to_string(),
        (true, None) => "?".to_owned(),
    }
}

/// Captures by one connector, to be told in one sentence.
struct Group<'c> {
    /// The first of them: server, local address, port, connector and loser are those of all.
    first: &'c Capture,
    /// Who sends, with the address where it is known: `EX1 (10.0.0.1)`.
    senders: Vec<String>,
    /// The ranges that win.
    ranges: Vec<&'c PastedRange>,
}

impl Group<'_> {
    /// Where ranges of one size meet, the connector that is bound to the one local address answers before one bound to
    /// every address (observed behaviour, 2013 CU23).
    fn won_by_binding(&self) -> Option<Address> {
        let ConnectorRange { size: loser, .. } = self.first.instead.as_ref()?;
        self.first.local.filter(|_| self.ranges.iter().all(|range| range.size == *loser))
    }
}

/// Captures by connector and port, in order.
fn groups(captures: &[Capture]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for capture in captures {
        let same = |g: &Group<'_>| {
            let g = g.first;
            (&g.connector, g.port, g.local) == (&capture.connector, capture.port, capture.local)
        };
        let index = groups.iter().position(same).unwrap_or_else(|| {
            groups.push(Group { first: capture, senders: Vec::new(), ranges: Vec::new() });
            groups.len().saturating_sub(1)
        });
        let Some(group) = groups.get_mut(index) else { continue };
        group.senders.push(sender(capture));
        if let Some(range) = capture.range.as_ref().filter(|range| !group.ranges.contains(range)) {
            group.ranges.push(range);
        }
    }
    groups
}

//! Faults that lie in printed properties. Each is put into a healthy organisation, on every server that a queue may
//! deliver to; the report must name it first, and prove it where the reply has no other reason.

use std::net::IpAddr;

use fastrand::Rng;

use super::organisation::{Connector, Hop, Organisation, Queue, Reply, Role, healthy};
use super::range::{Range, any_of, v4};

/// Puts a fault into the target on the port of the mail; `source` is the sender's address.
type Inject = fn(&mut Organisation, usize, u16, IpAddr);

/// A fault: what it is, its code, the reply that it leads to, and how it comes about.
pub(super) struct Cause {
    pub(super) about: &'static str,
    pub(super) code: &'static str,
    /// Replies of a connection that nobody takes have other possible reasons, so that it is likely at most.
    pub(super) certainty: &'static str,
    reply: Reply,
    inject: Inject,
}

pub(super) const CAUSES: &[Cause] = &[
    Cause {
        about: "the default connector lacks ExchangeServer",
        code: "default-connector-missing-exchange-auth",
        certainty: "proven",
        reply: Reply::NotOffered,
        inject: |organisation, target, port, _| {
            default(organisation, target, port).auth.retain(|member| *member != "ExchangeServer");
        },
    },
    Cause {
        about: "the default connector lacks the groups of Exchange servers and users",
        code: "permission-group-missing",
        certainty: "proven",
        reply: Reply::TemporaryFailure,
        inject: |organisation, target, port, _| {
            // With ExchangeUsers, Exchange admits the server as a user, and the reply is another one.
            let lacks = ["ExchangeServers", "ExchangeUsers"];
            default(organisation, target, port).groups.retain(|member| !lacks.contains(member));
        },
    },
    Cause {
        about: "the default connector hides X-ANONYMOUSTLS",
        code: "x-anonymous-tls-suppressed",
        certainty: "proven",
        reply: Reply::NotOffered,
        inject: |organisation, target, port, _| {
            default(organisation, target, port).suppresses_anonymous_tls = true;
        },
    },
    Cause {
        about: "a relay lists the sender",
        code: "relay-captures-exchange",
        certainty: "proven",
        reply: Reply::NotOffered,
        inject: |organisation, target, port, source| {
            add_relay(organisation, target, port, Range::single(source), &["Tls"], &["AnonymousUsers", "Custom"]);
        },
    },
    Cause {
        about: "a relay lists the sender's subnet",
        code: "relay-captures-exchange",
        certainty: "proven",
        reply: Reply::NotOffered,
        inject: |organisation, target, port, source| {
            add_relay(organisation, target, port, Range::subnet(source), &[], &["AnonymousUsers"]);
        },
    },
    Cause {
        about: "an externally secured relay lists the sender",
        code: "relay-captures-exchange-externally-secured",
        certainty: "proven",
        reply: Reply::NotOffered,
        inject: |organisation, target, port, source| {
            let auth = &["Tls", "ExternalAuthoritative"];
            add_relay(organisation, target, port, Range::single(source), auth, &["ExchangeServers"]);
        },
    },
    Cause {
        about: "a connector for servers lacks their group",
        code: "permission-group-missing",
        certainty: "proven",
        reply: Reply::TemporaryFailure,
        inject: |organisation, target, port, source| {
            let auth = &["Tls", "ExchangeServer"];
            add_relay(organisation, target, port, Range::single(source), auth, &["AnonymousUsers"]);
        },
    },
    Cause {
        about: "the default connector is disabled and nothing listens",
        code: "default-connector-disabled",
        certainty: "likely",
        reply: Reply::Refused,
        inject: |organisation, target, port, _| default(organisation, target, port).enabled = false,
    },
    Cause {
        about: "the default connector is disabled beside a relay for others",
        code: "default-connector-disabled",
        certainty: "likely",
        reply: Reply::Unavailable,
        inject: |organisation, target, port, _| {
            let elsewhere = Range::network(v4(192, 168, 44, 0), 24);
            add_relay(organisation, target, port, elsewhere, &["Tls"], &["AnonymousUsers", "Custom"]);
            default(organisation, target, port).enabled = false;
        },
    },
    Cause {
        about: "the default connector does not list the sender",
        code: "default-connector-narrowed",
        certainty: "likely",
        reply: Reply::Unavailable,
        inject: |organisation, target, port, _| {
            default(organisation, target, port).ranges = vec![Range::network(v4(192, 168, 44, 0), 24)];
        },
    },
];

/// The connector that setup made for mail of Exchange servers on the port.
fn default(organisation: &mut Organisation, target: usize, port: u16) -> &mut Connector {
    let is_it = |c: &&mut Connector| c.server == target && c.name.starts_with("Default") && c.bindings[0].1 == port;
    organisation.connectors.iter_mut().find(is_it).unwrap()
}

fn add_relay(
    organisation: &mut Organisation,
    target: usize,
    port: u16,
    range: Range,
    auth: &[&'static str],
    groups: &[&'static str],
) {
    let role = default(organisation, target, port).role;
    organisation.connectors.push(Connector {
        server: target,
        name: if role == Role::Hub { "App" } else { "Relay" }.into(),
        enabled: true,
        role,
        bindings: vec![(any_of(range.first()), port)],
        ranges: vec![Range::network(v4(192, 168, 77, 0), 24), range],
        auth: auth.to_vec(),
        groups: groups.to_vec(),
        suppresses_anonymous_tls: false,
    });
}

/// An organisation in which a queue waits for this cause, and for no other one.
pub(super) fn with(rng: &mut Rng, cause: &Cause) -> Option<Organisation> {
    let mut organisation = healthy(rng);
    let sender = rng.usize(0..organisation.servers.len());
    let legacy = organisation.servers[sender].version.is_legacy();
    let hop = if legacy {
        Hop::LaterVersionInSite
    } else {
        let others: Vec<usize> = (0..organisation.servers.len()).filter(|i| *i != sender).collect();
        Hop::NamedServer(others[rng.usize(0..others.len())])
    };
    let queue = Queue { sender, id: 17, hop, prints_endpoint: !legacy && rng.bool(), reply: Some(cause.reply) };
    let targets = organisation.targets(&queue);
    let source = organisation.servers[sender].addresses[0];
    for target in &targets {
        let port = organisation.port(sender, *target);
        (cause.inject)(&mut organisation, *target, port, source);
    }
    organisation.queues = vec![queue];
    (!targets.is_empty()).then_some(organisation)
}

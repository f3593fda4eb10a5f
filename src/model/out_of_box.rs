//! The receive connectors that setup makes, and what it gives them.
//!
//! Sources: recorded output of Exchange 2019 for 2013 and later (2016 and Subscription Edition documented alike), field
//! reports and observed behaviour (2013 CU23) for 2007 and 2010, documented for Edge servers ("Receive connectors",
//! default Receive connectors created during setup).

use super::flags::{AuthMechanism, PermissionGroup, TransportRole};
use super::receive_connector::ReceiveConnector;

/// Which connector of setup it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SetUpAs {
    /// `Default Frontend SERVER`: mail from outside, from Exchange 2007, 2010 and Edge servers.
    DefaultFrontend,
    /// `Default internal receive connector SERVER` of an Edge server.
    EdgeDefault,
    /// `Client Frontend SERVER`: users on port 587.
    ClientFrontend,
    /// `Client Proxy SERVER`: the same users, handed on by the front end.
    ClientProxy,
    /// `Outbound Proxy Frontend SERVER`: mail to the outside, handed over by the Transport service.
    OutboundProxy,
    /// `Default SERVER`: mail from other Exchange servers; in 2007 and 2010 from everybody.
    Default,
    /// `Client SERVER` of 2007 and 2010: users on port 587.
    Client,
}

impl SetUpAs {
    /// Whether setup makes it only where the Front End Transport service stands before another one (2013 and later).
    #[must_use]
    pub const fn needs_front_end(self) -> bool {
        matches!(self, Self::DefaultFrontend | Self::ClientFrontend | Self::ClientProxy | Self::OutboundProxy)
    }
}

/// What setup gives a connector of this name. All of them take every address on every local address.
#[derive(Debug)]
pub struct OutOfBox {
    /// Which.
    pub is: SetUpAs,
    /// The name, up to the server's name.
    pub name: &'static str,
    /// The service (2013 and later).
    pub role: TransportRole,
    /// The ports that setup may choose.
    pub ports: &'static [u16],
    /// AuthMechanism.
    pub auth_mechanism: &'static [AuthMechanism],
    /// PermissionGroups.
    pub permission_groups: &'static [PermissionGroup],
}

/// Longer names first: where the paste names no server, anything may stand behind a name.
static CONNECTORS: [OutOfBox; 7] = {
    use AuthMechanism::{BasicAuth, BasicAuthRequireTLS, ExchangeServer, Integrated, Tls};
    use PermissionGroup::{AnonymousUsers, ExchangeLegacyServers, ExchangeServers, ExchangeUsers, Partners};
    use TransportRole::{FrontendTransport, HubTransport};
    const SERVERS: &[AuthMechanism] = &[Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer];
    const CLIENTS: &[AuthMechanism] = &[Tls, Integrated, BasicAuth, BasicAuthRequireTLS];
    [
        OutOfBox {
            is: SetUpAs::DefaultFrontend,
            name: "Default Frontend",
            role: FrontendTransport,
            ports: &[25],
            auth_mechanism: SERVERS,
            permission_groups: &[AnonymousUsers, ExchangeServers, ExchangeLegacyServers],
        },
        OutOfBox {
            is: SetUpAs::EdgeDefault,
            name: "Default internal receive connector",
            role: HubTransport,
            ports: &[25],
            auth_mechanism: &[Tls, ExchangeServer],
            permission_groups: &[AnonymousUsers, ExchangeServers, Partners],
        },
        OutOfBox {
            is: SetUpAs::ClientFrontend,
            name: "Client Frontend",
            role: FrontendTransport,
            ports: &[587],
            auth_mechanism: CLIENTS,
            permission_groups: &[ExchangeUsers],
        },
        OutOfBox {
            is: SetUpAs::ClientProxy,
            name: "Client Proxy",
            role: HubTransport,
            ports: &[465],
            auth_mechanism: SERVERS,
            permission_groups: &[ExchangeUsers, ExchangeServers],
        },
        OutOfBox {
            is: SetUpAs::OutboundProxy,
            name: "Outbound Proxy Frontend",
            role: FrontendTransport,
            ports: &[717],
            auth_mechanism: SERVERS,
            permission_groups: &[ExchangeServers],
        },
        OutOfBox {
            is: SetUpAs::Default,
            name: "Default",
            role: HubTransport,
            // 25 on 2007, 2010 and on a 2013 server with the Mailbox role only.
            ports: &[2525, 25],
            auth_mechanism: SERVERS,
            permission_groups: &[ExchangeUsers, ExchangeServers, ExchangeLegacyServers],
        },
        OutOfBox {
            is: SetUpAs::Client,
            name: "Client",
            role: HubTransport,
            ports: &[587],
            auth_mechanism: CLIENTS,
            permission_groups: &[ExchangeUsers],
        },
    ]
};

/// The names that setup gives, up to the server's name, longer ones first; for connectors that are for one task only,
/// nobody else uses them.
pub fn names_of_setup() -> impl Iterator<Item = (SetUpAs, &'static str)> {
    CONNECTORS.iter().map(|made| (made.is, made.name))
}

impl ReceiveConnector {
    /// What setup gives a connector of this name, with or without the server's name behind it; `None` for a custom
    /// one.
    #[must_use]
    pub fn out_of_box(&self) -> Option<&'static OutOfBox> {
        let name = self.name.trim();
        CONNECTORS.iter().find(|known| {
            let split = name.split_at_checked(known.name.len());
            split.is_some_and(|(head, tail)| {
                let tail = tail.trim();
                head.eq_ignore_ascii_case(known.name)
                    && (tail.is_empty() || self.server.is_empty() || tail.eq_ignore_ascii_case(&self.server))
            })
        })
    }

    /// Whether its name is the one that setup gives this connector.
    #[must_use]
    pub fn is_set_up_as(&self, which: SetUpAs) -> bool {
        self.out_of_box().is_some_and(|made| made.is == which)
    }

    /// Whether setup made it for sessions of Exchange servers: the default ones, and the one through which mail to the
    /// outside goes.
    #[must_use]
    pub fn is_for_servers(&self) -> bool {
        self.is_default() || self.is_set_up_as(SetUpAs::OutboundProxy)
    }

    /// Whether it may be the one connector that takes all mail of its server, so that anonymous senders are usually
    /// admitted on purpose: `Default` outside port 2525 (2007, 2010, and 2013 with the Mailbox role only).
    #[must_use]
    pub fn takes_all_mail(&self) -> bool {
        self.is_set_up_as(SetUpAs::Default) && !self.is_bound_to(2525)
    }

    /// Whether setup created it under this name to take mail from other servers.
    #[must_use]
    pub fn is_default(&self) -> bool {
        use SetUpAs::{Default, DefaultFrontend, EdgeDefault};
        self.out_of_box().is_some_and(|known| matches!(known.is, Default | DefaultFrontend | EdgeDefault))
    }

    /// Whether it is the default connector of an Edge server.
    #[must_use]
    pub fn is_default_of_edge(&self) -> bool {
        self.is_set_up_as(SetUpAs::EdgeDefault)
    }

    /// Whether it carries any of the names that setup gives, those for clients and proxying included.
    #[must_use]
    pub fn is_out_of_the_box(&self) -> bool {
        self.out_of_box().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn named(server: &str, name: &str) -> ReceiveConnector {
        let mut connector = ReceiveConnector::unknown_at(Place { source: 0, line: 1 });
        server.clone_into(&mut connector.server);
        name.clone_into(&mut connector.name);
        connector
    }

    #[test]
    fn default_connectors_are_known_by_the_name_that_setup_gives() {
        assert!(named("EX1", "Default Frontend EX1").is_default());
        assert!(named("EX1", "default ex1").is_default());
        assert!(!named("EX1", "Default Frontend EX2").is_default());
        assert!(!named("EX1", "Relay EX1").is_default());
        assert!(!named("EX1", "Client Frontend EX1").is_default());
        assert!(named("EX1", "Client Frontend EX1").is_out_of_the_box());
        assert!(named("EDGE1", "Default internal receive connector EDGE1").is_default_of_edge());
    }

    #[test]
    fn without_a_server_the_longer_name_counts() {
        let is = |name: &str| named("", name).out_of_box().map(|known| known.is);
        assert_eq!(is("Default Frontend EX1"), Some(SetUpAs::DefaultFrontend));
        assert_eq!(is("Client Proxy EX1"), Some(SetUpAs::ClientProxy));
        assert_eq!(is("Default EX1"), Some(SetUpAs::Default));
        assert_eq!(is("Relay"), None);
    }
}

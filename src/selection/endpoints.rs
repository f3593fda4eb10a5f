//! The endpoints of one server, each worked out when it is first asked for.

use super::{Endpoint, Listed};
use crate::model::{Address, Family, ReceiveConnector};

/// Local address, port and family.
type Key = (Option<Address>, u16, Family);

/// The endpoints of one server, made ready for many questions about some sources.
#[derive(Clone, Debug, Default)]
pub struct Endpoints<'a> {
    connectors: Vec<Listed<'a>>,
    sources: Vec<Address>,
    known: Vec<(Key, Endpoint<'a>)>,
}

impl<'a> Endpoints<'a> {
    /// Of the server with these connectors; the sources are in order.
    #[must_use]
    pub fn of(connectors: impl Iterator<Item = (usize, &'a ReceiveConnector)>, sources: Vec<Address>) -> Self {
        let connectors = connectors.map(|connector| Listed::of(connector, &sources)).collect();
        Self { connectors, sources, known: Vec::new() }
    }

    /// The endpoint at a local address and port; there always is one.
    pub fn at(&mut self, local: Option<Address>, port: u16, family: Family) -> Option<&Endpoint<'a>> {
        let key = (local, port, family);
        let place = self.known.iter().position(|(known, _)| *known == key);
        if place.is_none() {
            let endpoint = Endpoint::among(
                self.connectors.iter().cloned(),
                std::iter::empty(),
                &self.sources,
                local,
                port,
                family,
            );
            self.known.push((key, endpoint));
        }
        let place = place.unwrap_or(self.known.len().saturating_sub(1));
        self.known.get(place).map(|(_, endpoint)| endpoint)
    }
}

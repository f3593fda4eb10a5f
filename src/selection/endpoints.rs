//! The endpoints of one server, each worked out when it is first asked for.

use super::{Endpoint, ListeningPoint, PreparedConnector};
use crate::model::{Address, ReceiveConnector};

/// The endpoints of one server, made ready for many questions about some sources.
#[derive(Clone, Debug, Default)]
pub struct Endpoints<'a> {
    connectors: Vec<PreparedConnector<'a>>,
    sources: Vec<Address>,
    known: Vec<(ListeningPoint, Endpoint<'a>)>,
}

impl<'a> Endpoints<'a> {
    /// The endpoints of the server with these connectors. The sources are in order.
    #[must_use]
    pub fn of(connectors: impl Iterator<Item = (usize, &'a ReceiveConnector)>, sources: Vec<Address>) -> Self {
        let connectors = connectors.map(|connector| PreparedConnector::of(connector, &sources)).collect();
        Self { connectors, sources, known: Vec::new() }
    }

    /// The endpoint at a point; there always is one.
    pub fn at(&mut self, point: ListeningPoint) -> Option<&Endpoint<'a>> {
        let place = self.known.iter().position(|(known, _)| *known == point);
        if place.is_none() {
            let connectors = self.connectors.iter().cloned();
            self.known.push((point, Endpoint::among(connectors, std::iter::empty(), &self.sources, point)));
        }
        let place = place.unwrap_or(self.known.len().saturating_sub(1));
        self.known.get(place).map(|(_, endpoint)| endpoint)
    }
}

//! A request with what every candidate remedy needs of it. It is worked out once.
//!
//! The captures are grouped by server, and the steps of the main remedy are worked out. This module does not choose a
//! remedy.

use super::own::{OwnAddress, Staying};
use super::plan::PlannedChange;
use super::server_connectors::{ServerConnectors, merged};
use super::{Capture, Pasted, Request, take_off};
use crate::model::{IpRange, Shown, same_server};

/// A request with what every candidate needs of it, worked out once.
pub(super) struct PreparedRequest<'a> {
    /// The request.
    pub(super) request: &'a Request<'a>,
    /// The captures of each server, in order.
    pub(super) servers: Vec<CapturesOfServer<'a>>,
    /// Own addresses of the servers that stay on their connectors.
    pub(super) staying: Vec<Staying>,
    /// The steps of the main remedy.
    pub(super) take_off: Vec<PlannedChange>,
    /// Its exceptions for own addresses.
    pub(super) exceptions: Vec<OwnAddress>,
}

/// The captures of one server.
pub(super) struct CapturesOfServer<'a> {
    /// The captures.
    pub(super) captures: Vec<&'a Capture>,
    /// The server's connectors, as far as they matter for the captures.
    pub(super) connectors: ServerConnectors,
}

impl<'a> PreparedRequest<'a> {
    /// Groups the captures by server and works the steps of the main remedy out.
    pub(super) fn of(request: &'a Request<'a>, staying: Vec<Staying>) -> Self {
        let servers: Vec<_> = by_server(request)
            .into_iter()
            .map(|(server, captures)| {
                let connectors = connectors_that_matter(request.pasted, &server, &captures, &staying);
                CapturesOfServer { captures, connectors }
            })
            .collect();
        let (mut take_off, mut exceptions) = (Vec::new(), Vec::new());
        for CapturesOfServer { captures, connectors } in &servers {
            let here = staying.iter().filter(|own| connectors.local_index(own.capture.connector).is_some());
            let here: Vec<&Staying> = here.collect();
            let taken = take_off::steps(request.pasted, captures, &here, connectors);
            take_off.extend(taken.steps);
            exceptions.extend(taken.exceptions);
        }
        Self { request, servers, staying, take_off, exceptions }
    }
}

/// The captures, grouped by server, in order.
fn by_server<'r>(request: &'r Request<'_>) -> Vec<(String, Vec<&'r Capture>)> {
    let mut servers: Vec<(String, Vec<&Capture>)> = Vec::new();
    for capture in &request.captures {
        let Some(connector) = request.snapshot().receive_connectors.get(capture.connector) else { continue };
        match servers.iter_mut().find(|(server, _)| same_server(server, &connector.server)) {
            Some((_, captures)) => captures.push(capture),
            None => servers.push((connector.server.clone(), vec![capture])),
        }
    }
    servers
}

/// The server's connectors as far as they matter for these captures. A capturing connector that is disabled is taken
/// as enabled: the question is what happens when somebody enables it.
fn connectors_that_matter(
    pasted: &Pasted<'_>,
    server: &str,
    captures: &[&Capture],
    staying: &[Staying],
) -> ServerConnectors {
    let is_here = |capture: &Capture| captures.iter().any(|here| here.connector == capture.connector);
    let own = staying.iter().filter(|own| is_here(&own.capture)).flat_map(|own| &own.addresses);
    let windows = captures.iter().flat_map(|c| &c.addresses).chain(own).map(|a| IpRange::single(*a)).collect();
    let mut connectors = ServerConnectors::within(server, pasted.of_server(server), &merged(windows));
    for capture in captures {
        if let Some(connector) = connectors.local_index(capture.connector).and_then(|c| connectors.connector_mut(c))
            && connector.is_disabled()
        {
            connector.enabled = Shown::Whole { value: true, place: connector.place };
        }
    }
    connectors
}

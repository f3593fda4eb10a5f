//! Servers: every place of an input that names one, its addresses or its version.

use std::collections::{BTreeSet, HashMap};

use super::Place;
use super::address::Address;
use super::label::loose;
use super::queue::Queue;
use super::receive_connector::ReceiveConnector;
use super::server::{AddressOrigin, Server, ServerAddress, StatedVersion, Version};
use super::{Note, NoteKind, ObjectKind, Snapshot, same_server};
use crate::Input;
use crate::intake::{Cut, Field, Record, Value};

/// Domains that are kept of one server.
const MOST_DOMAINS: usize = 5;

/// The servers of one input.
#[derive(Debug, Default)]
pub(super) struct Servers {
    servers: Vec<Server>,
    by_name: HashMap<String, usize>,
}

impl Servers {
    /// The server of this name, short or FQDN.
    fn entry(&mut self, name: &str, place: Option<Place>) -> Option<&mut Server> {
        let short = name.trim().split('.').next().unwrap_or_default();
        if short.is_empty() || short.contains(['\\', '*', '{', ' ', '…']) {
            return None;
        }
        let key = short.to_ascii_lowercase();
        let at = *self.by_name.entry(key).or_insert_with(|| {
            self.servers.push(Server::named(short, place));
            self.servers.len().saturating_sub(1)
        });
        let server = self.servers.get_mut(at)?;
        if let Some((_, domain)) = name.trim().trim_end_matches('.').split_once('.') {
            let domain = domain.to_ascii_lowercase();
            // Hostile input could hold any number.
            if server.domains.len() < MOST_DOMAINS && !server.domains.contains(&domain) {
                server.domains.push(domain);
            }
        }
        // First appearance in the input, whatever is read first.
        if place.is_some_and(|p| server.place.is_none_or(|first| p < first)) {
            server.place = place;
        }
        Some(server)
    }

    /// Notes a server; its short name.
    pub(super) fn named(&mut self, name: &str, place: Place) -> Option<String> {
        self.entry(name, Some(place)).map(|server| server.name.clone())
    }

    /// Whether something of the input other than a log line names the server.
    pub(super) fn knows(&self, name: &str) -> bool {
        let short = name.trim().split('.').next().unwrap_or_default();
        self.by_name.contains_key(&short.to_ascii_lowercase())
    }

    /// Adds an address; one that is known already stays with its first origin. A binding says only that a connector
    /// listens there: whatever says that the server is reached there counts for more.
    pub(super) fn address(&mut self, name: &str, address: Address, origin: AddressOrigin, place: Option<Place>) {
        let Some(server) = self.entry(name, place) else { return };
        let stated = ServerAddress { address, origin, place };
        let is_full = server.addresses.len() >= 256;
        match server.addresses.iter_mut().find(|a| a.address == address) {
            Some(known) if known.origin == AddressOrigin::Binding => *known = stated,
            Some(_) => {}
            None if is_full => {}
            None => server.addresses.push(stated),
        }
    }

    /// Adds the names of queues and connectors, and the addresses of specific bindings.
    pub(super) fn of_objects(&mut self, queues: &[Queue], connectors: &[ReceiveConnector]) {
        for queue in queues {
            if let Some(name) = queue.server() {
                self.entry(name, Some(queue.place));
            }
        }
        for connector in connectors {
            self.entry(&connector.server, Some(connector.place));
            // The name that it announces, where that is its server's.
            let announced = connector.fqdn.whole().filter(|fqdn| same_server(fqdn, &connector.server));
            announced.and_then(|fqdn| self.entry(fqdn, Some(connector.place)));
            for binding in connector.bindings.visible().into_iter().flatten() {
                let Some(endpoint) = binding.endpoint.filter(|e| !e.address.is_local_only()) else { continue };
                let place = connector.bindings.place();
                self.address(&connector.server, endpoint.address, AddressOrigin::Binding, place);
            }
        }
    }

    /// Adds host and address of LastError where they are those of a server: the name is known already, or the queue is
    /// one between servers and the address is a private one. What a smart host or an Internet domain answered is not.
    pub(super) fn of_last_errors(&mut self, queues: &[Queue]) {
        for queue in queues {
            let Some(Some(error)) = queue.last_error.visible() else { continue };
            let (Some(fqdn), Some(ip)) = (&error.fqdn, &error.ip) else { continue };
            let Some(address) = Address::parse(ip).filter(|a| !a.is_local_only()) else { continue };
            if Address::parse(fqdn).is_some() || !fqdn.contains(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let kind = queue.delivery_type.visible().map(String::as_str).unwrap_or_default();
            let external =
                ["DnsConnectorDelivery", "SmartHostConnectorDelivery", "DeliveryAgent", "NonSmtpGatewayDelivery"];
            let between =
                kind.starts_with("SmtpRelay") || kind.starts_with("SmtpDelivery") || kind == "ShadowRedundancy";
            let is_external = external.iter().any(|e| !kind.is_empty() && e.starts_with(kind));
            // A smart host outside may share its first name with a server.
            let plausible = (self.knows(fqdn) && (!is_external || address.is_private()))
                || (!is_external && between && address.is_private());
            if plausible {
                self.address(fqdn, address, AddressOrigin::LastError, queue.last_error.place());
            }
        }
    }

    /// Takes back an address that LastError gives one server where another server is known to have it: then the name
    /// led to the wrong machine.
    pub(super) fn settle_last_errors(&mut self) {
        let of_others = |a: &ServerAddress| a.origin != AddressOrigin::LastError;
        let all = self.servers.iter().flat_map(|s| &s.addresses);
        let known: BTreeSet<Address> = all.filter(|a| of_others(a)).map(|a| a.address).collect();
        for server in &mut self.servers {
            server.addresses.retain(|a| of_others(a) || !known.contains(&a.address));
        }
    }

    /// Adds one `Get-ExchangeServer` record.
    pub(super) fn of_record(&mut self, record: &Record<'_>) {
        let value = |name: &str| text_of(record, name);
        let Some(name) = value("Name").or_else(|| value("Identity")).or_else(|| value("Fqdn")) else { return };
        let place = record.place;
        let is_version = |f: &&Field<'_>| loose(&f.name) == loose("AdminDisplayVersion");
        let field = record.fields.iter().find(is_version);
        let version = field.and_then(|field| {
            let version = match (&field.value, field.cut) {
                (Value::Text(text), Cut::No) => Version::parse(text)?,
                (Value::Text(text), Cut::End) => Version::parse_cut(text)?,
                _ => return None,
            };
            Some(StatedVersion { version, place: Some(Place { source: place.source, line: field.line }) })
        });
        if let Some(server) = self.entry(&name, Some(place)) {
            server.version = server.version.or(version);
            server.site =
                server.site.take().or_else(|| value("Site").map(|s| s.rsplit('/').next().unwrap_or(&s).to_owned()));
            server.role = server.role.take().or_else(|| value("ServerRole"));
        }
        value("Fqdn").filter(|fqdn| same_server(fqdn, &name)).and_then(|fqdn| self.entry(&fqdn, Some(place)).map(drop));
    }

    /// Adds the user's answers.
    pub(super) fn of_answers(&mut self, input: &Input<'_>, notes: &mut Vec<Note>) {
        let mut unreadable = |object: &str, property: &str, value: &str| {
            let (object, property, value) = (object.to_owned(), property.to_owned(), value.to_owned());
            let (kind, server) = (ObjectKind::Address, object.clone());
            notes.push(Note { kind: NoteKind::Unreadable { object, kind, server, property, value }, place: None });
        };
        for (name, answers) in &input.addresses {
            self.entry(name, None);
            for answer in answers.iter().flat_map(|a| a.split([',', ';', ' '])).filter(|a| !a.trim().is_empty()) {
                match Address::parse(answer) {
                    Some(address) => self.address(name, address, AddressOrigin::Given, None),
                    None => unreadable(name, "Addresses", answer),
                }
            }
        }
        for (name, answer) in &input.versions {
            match (Version::parse(answer), self.entry(name, None)) {
                // The user's answer wins over what the paste suggests.
                (Some(version), Some(server)) => server.version = Some(StatedVersion { version, place: None }),
                (_, _) if answer.trim().is_empty() => {}
                _ => unreadable(name, "AdminDisplayVersion", answer),
            }
        }
    }

    /// The servers in order of first appearance; those that only the options name come last.
    pub(super) fn finish(mut self, snapshot: &mut Snapshot) {
        self.servers.sort_by_key(|s| (s.place.is_none(), s.place));
        snapshot.servers = self.servers;
    }
}

/// The text of a field, if it is shown whole and not empty.
pub(super) fn text_of(record: &Record<'_>, name: &str) -> Option<String> {
    let field: &Field<'_> = record.fields.iter().find(|f| f.name.eq_ignore_ascii_case(name))?;
    match &field.value {
        Value::Text(text) if field.cut == Cut::No => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        _ => None,
    }
}

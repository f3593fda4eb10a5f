//! Exchange servers and other hosts: every place of an input that names one, its addresses or its version.
//!
//! A name beside an address (`ping`, `nslookup`, a typed line, a header) says nothing about what the machine is: a
//! printer has both. Only what is Exchange's own makes an Exchange server of it: an identity, `Get-ExchangeServer`, a
//! log, a banner, an answer of the user. What nothing of this names is a [`Host`].

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Place;
use super::address::Address;
use super::label::loose;
use super::queue::Queue;
use super::range::IpRange;
use super::receive_connector::ReceiveConnector;
use super::server::{AddressOrigin, Host, Server, ServerAddress, StatedVersion, Version};
use super::{DeliveryType, Note, NoteKind, ObjectKind, ServerId, Snapshot, same_server, short_name};
use crate::Input;
use crate::intake::{Cut, Field, Record, Value};

/// Domains that are kept of one server.
const MOST_DOMAINS: usize = 5;

/// Addresses that are kept of one server or host.
const MOST_ADDRESSES: usize = 256;

/// The servers and hosts of one input.
#[derive(Debug, Default)]
pub(super) struct Servers {
    found: Vec<Server>,
    by_name: HashMap<ServerId, usize>,
    /// Machines that show themselves as Exchange servers wherever the input names them.
    exchange: HashSet<ServerId>,
    /// Names with the address that stands beside them, in the order in which they were read. What the machine is may be
    /// printed below, so they are given to servers and hosts at the end.
    stated: Vec<(String, ServerAddress)>,
    /// The ids of these.
    stated_ids: HashSet<ServerId>,
    /// The same for words that are names only where a server is called so.
    stated_of_words: Vec<(String, ServerAddress)>,
}

/// The short name that a name gives, if it can be that of a machine.
fn machine(name: &str) -> Option<&str> {
    let short = short_name(name);
    (!short.is_empty() && !short.contains(['\\', '*', '{', ' ', '…'])).then_some(short)
}

impl Servers {
    /// The Exchange server of this name, short or FQDN.
    fn entry(&mut self, name: &str, place: Option<Place>) -> Option<&mut Server> {
        let short = machine(name)?;
        let at = *self.by_name.entry(ServerId::of(short)).or_insert_with(|| {
            self.found.push(Server::named(short, place));
            self.found.len().saturating_sub(1)
        });
        let server = self.found.get_mut(at)?;
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

    /// Notes an Exchange server; its short name.
    pub(super) fn named(&mut self, name: &str, place: Place) -> Option<String> {
        self.entry(name, Some(place)).map(|server| server.name.clone())
    }

    /// Notes that the machine of this name is an Exchange server, if the input names it elsewhere. Hosts of Exchange Online
    /// greet alike and are none of the organization.
    pub(super) fn is_exchange(&mut self, name: &str) {
        if super::is_exchange_online(name) {
            return;
        }
        self.exchange.extend(machine(name).map(ServerId::of));
    }

    /// Whether something of the input other than a log line names the server or host.
    pub(super) fn knows(&self, name: &str) -> bool {
        machine(name)
            .map(ServerId::of)
            .is_some_and(|id| self.by_name.contains_key(&id) || self.stated_ids.contains(&id))
    }

    /// Adds the address that stands beside a name. This alone makes no Exchange server of the name.
    pub(super) fn address(&mut self, name: &str, address: Address, origin: AddressOrigin, place: Option<Place>) {
        let Some(short) = machine(name) else { return };
        self.stated_ids.insert(ServerId::of(short));
        self.stated.push((name.trim().trim_end_matches('.').to_owned(), ServerAddress { address, origin, place }));
    }

    /// Adds the addresses that stand beside a word, for the server that is called so.
    pub(super) fn address_of_word(&mut self, word: &str, addresses: Vec<Address>, place: Place) {
        let stated = |address| ServerAddress { address, origin: AddressOrigin::AddressLine, place: Some(place) };
        self.stated_of_words.extend(addresses.into_iter().map(|address| (word.to_owned(), stated(address))));
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

    /// Adds host and address of LastError where the host is one of the organization: its name is known already, or the
    /// queue is one between Exchange servers and the address is a private one. What a smart host or an Internet domain
    /// answered is not.
    pub(super) fn of_last_errors(&mut self, queues: &[Queue]) {
        use DeliveryType::{
            DeliveryAgent, DnsConnectorDelivery, NonSmtpGatewayDelivery, ShadowRedundancy, SmartHostConnectorDelivery,
        };
        for queue in queues {
            let Some(Some(error)) = queue.last_error.visible() else { continue };
            let (Some(fqdn), Some(ip)) = (&error.fqdn, &error.ip) else { continue };
            let Some(address) = Address::parse(ip).filter(|a| !a.is_local_only()) else { continue };
            if Address::parse(fqdn).is_some() || !fqdn.contains(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let kind = queue.delivery_type.visible().map(String::as_str).unwrap_or_default();
            let external = [DnsConnectorDelivery, SmartHostConnectorDelivery, DeliveryAgent, NonSmtpGatewayDelivery];
            let between = kind.starts_with("SmtpRelay")
                || kind.starts_with("SmtpDelivery")
                || kind == ShadowRedundancy.spelling();
            // A cut name shows its head.
            let is_external = external.iter().any(|known| !kind.is_empty() && known.spelling().starts_with(kind));
            // A smart host outside may share its first name with a server.
            let is_next_server = !is_external && between && address.is_private();
            if is_next_server {
                self.entry(fqdn, queue.last_error.place());
            }
            if is_next_server || (self.knows(fqdn) && (!is_external || address.is_private())) {
                self.address(fqdn, address, AddressOrigin::LastError, queue.last_error.place());
            }
        }
    }

    /// Gives every address to the Exchange server of its name, or else to the host of its name; the hosts.
    fn give_addresses(&mut self) -> Vec<Host> {
        let of_words = std::mem::take(&mut self.stated_of_words).into_iter();
        self.stated.extend(of_words.filter(|(word, _)| self.by_name.contains_key(&ServerId::of(word))));
        let mut hosts: Vec<Host> = Vec::new();
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (name, stated) in std::mem::take(&mut self.stated) {
            let id = ServerId::of(&name);
            if self.by_name.contains_key(&id) || self.exchange.contains(&id) {
                if let Some(server) = self.entry(&name, stated.place) {
                    add_address(&mut server.addresses, stated);
                }
                continue;
            }
            let at = *by_name.entry(name.to_ascii_lowercase()).or_insert_with(|| {
                hosts.push(Host { name, addresses: Vec::new() });
                hosts.len().saturating_sub(1)
            });
            if let Some(host) = hosts.get_mut(at) {
                add_address(&mut host.addresses, stated);
            }
        }
        hosts
    }

    /// Takes back an address that LastError gives one server where another server or host is known to have it: then the
    /// name led to the wrong machine.
    fn settle_last_errors(&mut self, hosts: &[Host]) {
        let is_stated = |a: &ServerAddress| a.origin != AddressOrigin::LastError;
        let all = self.found.iter().flat_map(|s| &s.addresses).chain(hosts.iter().flat_map(|h| &h.addresses));
        let known: BTreeSet<Address> = all.filter(|a| is_stated(a)).map(|a| a.address).collect();
        for server in &mut self.found {
            server.addresses.retain(|a| is_stated(a) || !known.contains(&a.address));
        }
    }

    /// Adds one `Get-ExchangeServer` record.
    pub(super) fn of_record(&mut self, record: &Record<'_>) {
        let value = |name: &str| text_of(record, name);
        let Some(name) = value("Name").or_else(|| value("Identity")).or_else(|| value("Fqdn")) else { return };
        let place = record.place;
        // HealthChecker prints the version as `Build Number` and the site as `AD Site` (documented, field reports).
        let is_version =
            |f: &&Field<'_>| ["AdminDisplayVersion", "BuildNumber"].iter().any(|known| loose(&f.name) == loose(known));
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
            let site = || value("Site").or_else(|| value("AD Site"));
            server.site = server.site.take().or_else(|| site().map(|s| s.rsplit('/').next().unwrap_or(&s).to_owned()));
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
        for (name, answers) in &input.not_from {
            let Some(server) = self.entry(name, None) else { continue };
            server.not_from.extend(answers.iter().filter_map(|range| IpRange::parse(range)));
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

    /// Servers and hosts in order of first appearance; servers that only the options name come last.
    pub(super) fn finish(mut self, snapshot: &mut Snapshot) {
        let mut hosts = self.give_addresses();
        self.settle_last_errors(&hosts);
        self.found.sort_by_key(|s| (s.place.is_none(), s.place));
        hosts.sort_by_key(|h| h.addresses.first().and_then(|a| a.place));
        (snapshot.servers, snapshot.hosts) = (self.found, hosts);
    }
}

/// Adds an address; one that is known already stays with its first origin. A binding says only that a connector listens
/// there: whatever says that the server is reached there counts for more.
fn add_address(addresses: &mut Vec<ServerAddress>, stated: ServerAddress) {
    let is_full = addresses.len() >= MOST_ADDRESSES;
    match addresses.iter_mut().find(|a| a.address == stated.address) {
        Some(known) if known.origin == AddressOrigin::Binding => *known = stated,
        Some(_) => {}
        None if is_full => {}
        None => addresses.push(stated),
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

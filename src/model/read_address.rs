//! Output of commands that print addresses: `Get-NetIPAddress`, `Resolve-DnsName`, `ipconfig`, `nslookup`, `ping`.
//!
//! ```text
//! ipconfig         = host name record, then records with `IPv4 Address. . . : 10.0.0.1(Preferred)`
//! nslookup         = `Server:` record (the DNS server, not used), then `Name:` with `Address:` or `Addresses:`
//! ping             = "Pinging" HOST "[" ADDRESS "]" ..
//! Get-NetIPAddress = IPAddress, InterfaceAlias, .. [ PSComputerName ]
//! Resolve-DnsName  = Name, Type, .., IPAddress
//! ```
//! Labels are localised; those of German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Japanese and
//! Chinese consoles are known. An address without a host is not used: nothing says whose it is.

use super::Place;
use super::address::Address;
use super::observation::Gateway;
use super::read_server::{Servers, text_of};
use super::server::AddressOrigin;
use crate::intake::{Field, Layout, Record, Value};

/// Reads records of addresses; remembers whose `ipconfig` it is.
#[derive(Debug, Default)]
pub(super) struct AddressReader {
    /// Host of the last `Host Name` record, with the source and the output that it stands in.
    host: Option<(String, (usize, u32))>,
    /// Default gateways so far.
    pub(super) gateways: Vec<Gateway>,
}

impl AddressReader {
    /// Adds the addresses of a record; whether it has any, or names the host of those below.
    pub(super) fn record(&mut self, record: &Record<'_>, servers: &mut Servers) -> bool {
        let source = record.place.source;
        let output = (source, record.scope.output);
        if record.layout != Layout::List {
            return named_rows(record, servers);
        }
        if let Some(host) = record.fields.iter().find(|f| is_host_label(&f.name)).and_then(text) {
            self.host = Some((host, output)).filter(|(h, _)| !h.is_empty());
            return self.host.is_some();
        }
        if named_rows(record, servers) {
            return true;
        }
        if let Some(read) = nslookup(record) {
            for address in read.1 {
                servers.address(&read.0, address, AddressOrigin::Command, Some(record.place));
            }
            return true;
        }
        self.gateways(record);
        let Some((host, _)) = self.host.as_ref().filter(|(_, of)| *of == output) else { return false };
        let mut found = false;
        for field in record.fields.iter().filter(|f| is_address_label(&f.name)) {
            for address in addresses(field) {
                servers.address(host, address, AddressOrigin::Command, Some(Place { source, line: field.line }));
                found = true;
            }
        }
        found
    }

    /// The default gateways of an `ipconfig` record.
    fn gateways(&mut self, record: &Record<'_>) {
        let source = record.place.source;
        let output = (source, record.scope.output);
        let server = self.host.as_ref().filter(|(_, of)| *of == output).map(|(host, _)| host.clone());
        for field in record.fields.iter().filter(|f| is_gateway_label(&f.name)) {
            for address in addresses(field) {
                let place = Place { source, line: field.line };
                self.gateways.push(Gateway { server: server.clone(), address, place });
            }
        }
    }
}

/// `Default Gateway`, `Standardgateway`, `Passerelle par défaut`, `Puerta de enlace predeterminada` and the like.
fn is_gateway_label(label: &str) -> bool {
    const WORDS: [&str; 7] =
        ["gateway", "passerelle", "puerta de enlace", "brama dom", "основной шлюз", "ゲートウェイ", "默认网关"];
    let label = label.to_lowercase();
    WORDS.iter().any(|word| label.contains(word))
}

/// An address that a record shows without saying whose it is, and its line.
pub(super) fn nameless(record: &Record<'_>) -> Option<(String, u32)> {
    let is_own = |label: &str| is_address_label(label) || label.eq_ignore_ascii_case("IPAddress");
    let field = record.fields.iter().find(|f| is_own(&f.name) && !addresses(f).is_empty())?;
    addresses(field).first().map(|address| (address.to_string(), field.line))
}

/// `Get-NetIPAddress` with a computer name, `Resolve-DnsName`, and tables of chosen names and addresses.
fn named_rows(record: &Record<'_>, servers: &mut Servers) -> bool {
    let names = ["PSComputerName", "ComputerName", "SystemName", "DNSHostName", "Server", "Name", "MachineName"];
    let labels = ["IPAddress", "IP4Address", "IPv4Address", "IPv6Address", "IP6Address", "IPAddresses"];
    // `Resolve-DnsName` of a name with an alias: the row that has an address counts.
    let Some(host) = names.iter().find_map(|n| text_of(record, n)).filter(|h| is_host(h)) else { return false };
    let skipped = text_of(record, "SkipAsSource").is_some_and(|t| t.eq_ignore_ascii_case("true"));
    let mut found = false;
    for field in record.fields.iter().filter(|f| labels.iter().any(|l| f.name.eq_ignore_ascii_case(l))) {
        for address in addresses(field) {
            found = true;
            if !skipped {
                let place = Place { source: record.place.source, line: field.line };
                servers.address(&host, address, AddressOrigin::Command, Some(place));
            }
        }
    }
    found
}

/// `Name:` and `Address:` of nslookup.
fn nslookup(record: &Record<'_>) -> Option<(String, Vec<Address>)> {
    const NAMES: [&str; 5] = ["Name", "Nom", "Nombre", "Nome", "Naam"];
    let name = record.fields.first().filter(|f| NAMES.iter().any(|n| f.name.eq_ignore_ascii_case(n)))?;
    let host = text(name).filter(|h| is_host(h))?;
    let fields = record.fields.iter().skip(1).filter(|f| {
        let label = f.name.to_ascii_lowercase();
        label.starts_with("addr") || label.starts_with("adr") || label.starts_with("dir") || label.starts_with("indir")
    });
    let found: Vec<Address> = fields.flat_map(addresses).collect();
    (!found.is_empty()).then_some((host, found))
}

/// `Pinging ex1.corp.example [10.0.0.1] with 32 bytes of data:` in any language.
pub(super) fn ping(line: &str) -> Option<(&str, Vec<Address>)> {
    let text = line.trim();
    if text.len() > 300 || !text.get(..4)?.eq_ignore_ascii_case("ping") && !text.contains(" ping ") {
        return None;
    }
    let (before, rest) = text.split_once(" [")?;
    let (address, _) = rest.split_once(']')?;
    let host = before.rsplit(' ').next().filter(|h| is_host(h))?;
    Some((host, vec![Address::parse(address).filter(|a| !a.is_local_only())?]))
}

fn is_host(name: &str) -> bool {
    let fits = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_'));
    fits && name.chars().any(|c| c.is_ascii_alphabetic()) && Address::parse(name).is_none()
}

/// `Host Name`, `Hostname`, `Nom de l'hôte`, `Nombre de host`, `Nome host` and the like.
fn is_host_label(label: &str) -> bool {
    const LABELS: [&str; 10] = [
        "host name",
        "hostname",
        "nombre de host",
        "nome host",
        "nome do host",
        "hostnaam",
        "nazwa hosta",
        "имя компьютера",
        "ホスト名",
        "主机名",
    ];
    let label = label.to_lowercase();
    LABELS.contains(&label.as_str()) || label.starts_with("nom de l") && label.ends_with("te")
}

/// `IPv4 Address`, `IPv6-Adresse`, `Adresse IPv4`; not `Link-local ..`, whose addresses do not count anyway.
fn is_address_label(label: &str) -> bool {
    let label = label.to_lowercase();
    label.contains("ipv4") || label.contains("ipv6") || label == "ip address" || label == "ip-adresse"
}

fn text(field: &Field<'_>) -> Option<String> {
    match &field.value {
        Value::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// The usable addresses of a value; `(Preferred)` and its translations are dropped.
fn addresses(field: &Field<'_>) -> Vec<Address> {
    let parts: Vec<String> = match &field.value {
        Value::Text(text) => {
            let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '{' | '}');
            text.split(separators).map(|p| p.split('(').next().unwrap_or_default().to_owned()).collect()
        }
        Value::List(list) => list.iter().map(ToString::to_string).collect(),
        Value::Null => Vec::new(),
    };
    parts.iter().filter_map(|p| Address::parse(p)).filter(|a| !a.is_local_only()).collect()
}

//! An organisation as an admin pastes it: records that hiding can change before they become text.

use std::fmt::Write as _;

use super::organisation::{Connector, Hop, Organisation, Reply};
use super::range::endpoint;

/// One printed object.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Index of the object in the organisation.
    pub(super) about: usize,
    /// Property and value, as `Format-List` prints them.
    pub(super) fields: Vec<(&'static str, String)>,
}

impl Record {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value.as_str())
    }

    /// Replaces a value; whether the record prints the property.
    pub(super) fn set(&mut self, name: &str, value: String) -> bool {
        let found = self.fields.iter_mut().find(|(field, _)| *field == name);
        found.map(|(_, old)| *old = value).is_some()
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.fields.retain(|(field, _)| *field != name);
    }
}

/// How the receive connectors are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    List,
    Csv,
    /// One row for each connector; the cells are as wide as their longest value.
    Table,
}

/// Everything that is pasted.
#[derive(Clone, Debug)]
pub(super) struct Paste {
    pub(super) servers: Vec<Record>,
    pub(super) connectors: Vec<Record>,
    pub(super) queues: Vec<Record>,
    /// `NAME ADDRESS` lines: owner (server or device) and address.
    pub(super) addresses: Vec<(String, String)>,
    pub(super) layout: Layout,
    /// What stands behind the prompt before the connectors, without the format.
    pub(super) connectors_command: String,
    /// Lines that the shell prints behind the connectors.
    pub(super) warning: &'static str,
    /// Names and addresses of devices as `nslookup` prints them.
    pub(super) looked_up: Vec<(String, String)>,
    /// Whether a text that was copied in part shows the connectors first or last: then that is where it breaks off.
    pub(super) broken_off: Option<BrokenOff>,
    /// The rest of a line that stands at the beginning, where the text breaks off.
    pub(super) remainder: String,
    /// Whether nothing more can be hidden: the layout leaves no room for it.
    pub(super) is_final: bool,
}

/// Where a text that was copied in part breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BrokenOff {
    /// It begins inside the first connector.
    Beginning,
    /// It ends inside the last connector.
    End,
}

impl Paste {
    /// Everything that the organisation's commands print, whole.
    pub(super) fn whole(organisation: &Organisation, layout: Layout) -> Self {
        let servers = organisation.servers.iter().enumerate().map(|(about, server)| Record {
            about,
            fields: vec![
                ("Name", server.name.clone()),
                ("Fqdn", server.fqdn()),
                ("AdminDisplayVersion", server.version.printed().into()),
                (
                    "ServerRole",
                    match (server.is_edge, server.version.is_legacy()) {
                        (true, _) => "Edge",
                        (false, true) => "Mailbox, ClientAccess, HubTransport",
                        (false, false) => "Mailbox",
                    }
                    .into(),
                ),
                ("Site", format!("corp.example/Configuration/Sites/{}", server.site)),
            ],
        });
        let connectors = organisation.connectors.iter().enumerate().map(|(about, c)| connector(organisation, about, c));
        let queues = organisation.queues.iter().enumerate().filter(|(_, q)| q.reply.is_some());
        let queues = queues.map(|(about, _)| queue(organisation, about));
        let own = organisation.servers.iter().flat_map(|s| {
            let of_the_machine = s.of_the_machine.iter().map(|a| (*a).to_owned());
            s.addresses.iter().map(ToString::to_string).chain(of_the_machine).map(|a| (s.name.clone(), a))
        });
        let devices = organisation.devices.iter().map(|d| (d.name.clone(), d.address.to_string()));
        Self {
            servers: servers.collect(),
            connectors: connectors.collect(),
            queues: queues.collect(),
            addresses: own.chain(devices).collect(),
            layout,
            connectors_command: "Get-ReceiveConnector".into(),
            warning: "",
            looked_up: Vec::new(),
            broken_off: None,
            remainder: String::new(),
            is_final: false,
        }
    }

    pub(super) fn text(&self) -> String {
        let mut others = String::new();
        if !self.servers.is_empty() {
            others.push_str("[PS] C:\\>Get-ExchangeServer | fl Name,Fqdn,AdminDisplayVersion,ServerRole,Site\n\n");
            list(&mut others, &self.servers);
        }
        others.push_str("[PS] C:\\>Get-ExchangeServer | Get-Queue | fl\n\n");
        list(&mut others, &self.queues);
        let mut addresses = String::from("[PS] C:\\>\n\n");
        for (name, address) in &self.addresses {
            let _ = writeln!(addresses, "{name} {address}");
        }
        for (name, address) in &self.looked_up {
            let name = name.to_lowercase();
            let _ = write!(
                addresses,
                "\n[PS] C:\\>nslookup {name}\nServer:  dc1.corp.example\nAddress:  10.250.0.1\n\nName:    {name}.corp.example\n\
                 Address:  {address}\n"
            );
        }
        let connectors = self.connectors_text();
        match self.broken_off {
            None => format!("{others}{connectors}{addresses}"),
            Some(BrokenOff::Beginning) => {
                format!("{}\n{}{others}{addresses}", self.remainder, connectors.trim_start())
            }
            Some(BrokenOff::End) => format!("{others}{addresses}\n{}", connectors.trim_end()),
        }
    }

    fn connectors_text(&self) -> String {
        let command = &self.connectors_command;
        let prompt = |format: &str| match self.broken_off {
            Some(BrokenOff::Beginning) => String::new(),
            _ => format!("[PS] C:\\>{command} | {format}\n\n"),
        };
        let mut text = match self.layout {
            Layout::List => prompt("fl"),
            Layout::Csv => prompt("ConvertTo-Csv -NoTypeInformation"),
            Layout::Table => prompt("ft"),
        };
        match self.layout {
            Layout::List => list(&mut text, &self.connectors),
            Layout::Csv => csv(&mut text, &self.connectors),
            Layout::Table => table(&mut text, &self.connectors),
        }
        text.push_str(self.warning);
        text
    }
}

/// The records have the same columns.
fn table(text: &mut String, records: &[Record]) {
    let Some(first) = records.first() else { return };
    let widths: Vec<usize> = (0..first.fields.len())
        .map(|column| {
            let cells = records.iter().map(|record| record.fields[column].1.chars().count());
            cells.max().unwrap_or(0).max(first.fields[column].0.len())
        })
        .collect();
    let mut row = |cells: Vec<&str>| {
        let padded: Vec<_> = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let _ = writeln!(text, "{}", padded.join(" ").trim_end());
    };
    row(first.fields.iter().map(|(name, _)| *name).collect());
    let lines: Vec<_> = first.fields.iter().map(|(name, _)| "-".repeat(name.len())).collect();
    row(lines.iter().map(String::as_str).collect());
    for record in records {
        row(record.fields.iter().map(|(_, value)| value.as_str()).collect());
    }
    text.push_str("\n\n");
}

fn list(text: &mut String, records: &[Record]) {
    // A record that was copied in part keeps the padding that it was printed with.
    let width = records.iter().flat_map(|record| &record.fields).map(|(name, _)| name.len()).max().unwrap_or(0);
    for record in records {
        for (name, value) in &record.fields {
            let _ = writeln!(text, "{name:width$} : {value}");
        }
        text.push('\n');
    }
    text.push('\n');
}

/// A CSV has one header, so what one record lacks is an empty cell... which says "empty", not "hidden". Records that
/// lack different properties are printed as several outputs.
fn csv(text: &mut String, records: &[Record]) {
    let mut header: Vec<&str> = Vec::new();
    for record in records {
        let names: Vec<&str> = record.fields.iter().map(|(name, _)| *name).collect();
        if names != header {
            let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
            let _ = writeln!(text, "\n{}", quoted.join(","));
            header = names;
        }
        let cells: Vec<_> = record
            .fields
            .iter()
            .map(|(_, value)| format!("\"{}\"", value.trim_matches(['{', '}']).replace('"', "\"\"")))
            .collect();
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text.push('\n');
}

/// A connector as `Format-List` prints it.
pub(super) fn connector(organisation: &Organisation, about: usize, c: &Connector) -> Record {
    let server = &organisation.servers[c.server];
    let bindings: Vec<_> = c.bindings.iter().map(|(address, port)| endpoint(*address, *port)).collect();
    let ranges: Vec<_> = c.ranges.iter().map(|range| range.text.clone()).collect();
    let or_none = |members: &[&str]| if members.is_empty() { "None".to_owned() } else { members.join(", ") };
    let mut fields = vec![
        ("Identity", organisation.identity(about)),
        ("Server", server.name.clone()),
        ("Name", c.name.clone()),
        ("Enabled", if c.enabled { "True" } else { "False" }.to_owned()),
    ];
    // TransportRole came with Exchange 2013.
    if !server.version.is_legacy() {
        fields.push(("TransportRole", c.role.printed().to_owned()));
    }
    fields.extend([
        ("Bindings", format!("{{{}}}", bindings.join(", "))),
        ("RemoteIPRanges", format!("{{{}}}", ranges.join(", "))),
        ("AuthMechanism", or_none(&c.auth)),
        ("PermissionGroups", or_none(&c.groups)),
        ("SuppressXAnonymousTls", if c.suppresses_anonymous_tls { "True" } else { "False" }.to_owned()),
        ("Fqdn", server.fqdn()),
    ]);
    Record { about, fields }
}

fn queue(organisation: &Organisation, about: usize) -> Record {
    let queue = &organisation.queues[about];
    let sender = &organisation.servers[queue.sender];
    let (delivery_type, next_hop) = match queue.hop {
        Hop::LaterVersionInSite => ("SmtpRelayWithinAdSite", "hub version 15".to_owned()),
        Hop::DeliveryGroup { site, legacy } => (
            "SmtpRelayToMailboxDeliveryGroup",
            format!("site:{}; version:{}", site.to_lowercase(), if legacy { 14 } else { 15 }),
        ),
        Hop::RemoteSite(site) => ("SmtpRelayToRemoteAdSite", site.to_owned()),
        Hop::ToEdge => {
            ("SmtpRelayWithinAdSiteToEdge", format!("edgesync - {} to internet", sender.site.to_lowercase()))
        }
        Hop::FromEdge => {
            ("SmartHostConnectorDelivery", format!("edgesync - inbound to {}", sender.site.to_lowercase()))
        }
        Hop::NamedServer(target) => ("SmtpRelayToServers", organisation.servers[target].fqdn()),
        Hop::Elsewhere => ("DnsConnectorDelivery", "example.net".to_owned()),
    };
    let mut error = String::new();
    if let Some(reply) = queue.reply {
        let wrapper = if reply == Reply::Refused {
            "441 4.4.1 Error encountered while communicating with primary target IP address"
        } else {
            "451 4.4.0 Primary target IP address responded with"
        };
        let _ = write!(
            error,
            "{wrapper}: \"{}.\" Attempted failover to alternate host, but that \
             did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts.",
            reply.text()
        );
        if queue.prints_endpoint
            && let Some((target, address)) = organisation.last_endpoint(queue)
        {
            let last = endpoint(address, organisation.port(queue.sender, target));
            let _ = write!(error, " The last endpoint attempted was {last}");
        }
    }
    Record {
        about,
        fields: vec![
            ("Identity", organisation.queue_identity(queue)),
            ("DeliveryType", delivery_type.to_owned()),
            ("NextHopDomain", next_hop),
            ("Status", "Retry".to_owned()),
            ("MessageCount", "37".to_owned()),
            ("LastError", error),
        ],
    }
}

//! What a reply to EHLO tells: the connector that gave it is never excluded, whatever a device or a missing certificate took
//! out of the reply.

use std::fmt::Write as _;
use std::net::IpAddr;

use fastrand::Rng;
use serde_json::Value;

use super::organisation::{Connector, Organisation, Version};
use super::paste::{Layout, Paste};
use super::{none_broken, organisations, report, texts};

/// What distinguishes a connector beside its authentication.
struct Own {
    fqdn: String,
    size: u64,
    is_chunking: bool,
}

fn own(rng: &mut Rng, organisation: &Organisation) -> Vec<Own> {
    let each = organisation.connectors.iter().map(|c| Own {
        fqdn: match rng.u8(0..6) {
            0 => "mail.corp.example".to_owned(),
            _ => organisation.servers[c.server].fqdn(),
        },
        size: [37_748_736, 36_700_160][usize::from(rng.u8(0..4) == 0)],
        is_chunking: rng.u8(0..6) > 0,
    });
    each.collect()
}

/// The lines of the reply, in the order of Exchange (observed behaviour, 2013 CU23). `certificates`: that for STARTTLS, and
/// the internal one.
fn reply(connector: &Connector, version: Version, own: &Own, certificates: (bool, bool)) -> Vec<String> {
    let has = |member: &str| connector.auth.contains(&member);
    let mut lines = vec![format!("SIZE {}", own.size)];
    lines.extend(["PIPELINING", "DSN", "ENHANCEDSTATUSCODES"].map(str::to_owned));
    if has("Tls") && certificates.0 {
        lines.push("STARTTLS".into());
    }
    let shows_anonymous_tls = has("ExchangeServer") && certificates.1 && !connector.suppresses_anonymous_tls;
    if shows_anonymous_tls {
        lines.push("X-ANONYMOUSTLS".into());
    }
    let mut auth = Vec::new();
    if has("Integrated") {
        auth.push("NTLM");
    }
    if has("BasicAuth") && !has("BasicAuthRequireTLS") {
        auth.push("LOGIN");
    }
    if !auth.is_empty() {
        lines.push(format!("AUTH {}", auth.join(" ")));
    }
    if has("ExchangeServer") {
        lines.push("X-EXPS GSSAPI NTLM".into());
    }
    lines.extend(["8BITMIME", "BINARYMIME"].map(str::to_owned));
    if own.is_chunking {
        lines.push("CHUNKING".into());
    }
    if version.is_legacy() && (has("ExchangeServer") || has("ExternalAuthoritative")) {
        lines.push("XEXCH50".into());
    }
    if has("ExchangeServer") {
        lines.push("XRDST".into());
    }
    lines
}

/// What a device does to a reply.
fn inspected(rng: &mut Rng, lines: Vec<String>) -> Vec<String> {
    let kind = rng.u8(0..3);
    let mut left = Vec::new();
    for line in lines {
        match (kind, rng.u8(0..3)) {
            (0, 0) => {}
            (1, 0) if line.starts_with('X') || line == "STARTTLS" => left.push("XXXXXXXA".to_owned()),
            _ => left.push(line),
        }
    }
    left
}

/// A question to EHLO and its reply, as telnet shows them.
fn transcript(rng: &mut Rng, server: &str, port: u16, source: IpAddr, own: &Own, lines: &[String]) -> String {
    let mut text = String::new();
    if port != 25 || rng.bool() {
        let _ = writeln!(text, "C:\\>telnet {server} {port}");
    }
    let _ = writeln!(text, "220 {} Microsoft ESMTP MAIL Service ready at Mon, 2 Mar 2026 08:02:19 +0100", own.fqdn);
    let _ = writeln!(text, "EHLO probe");
    let mut all = vec![format!("{} Hello [{source}]", own.fqdn)];
    all.extend(lines.iter().cloned());
    for (index, line) in all.iter().enumerate() {
        let mark = if index + 1 == all.len() { ' ' } else { '-' };
        let _ = writeln!(text, "250{mark}{line}");
    }
    text
}

fn assumes(finding: &Value, words: &str) -> bool {
    texts(&finding["assumptions"]).iter().any(|assumption| assumption.contains(words))
}

#[test]
fn the_connector_that_replied_is_never_excluded() {
    let (mut claims, mut named, mut alone, mut broken) = (0, 0, 0, Vec::new());
    for (id, mut rng, mut organisation) in organisations(150) {
        if rng.bool() {
            organisation.queues.clear();
        }
        let all = own(&mut rng, &organisation);
        let mut paste = Paste::whole(&organisation, Layout::List);
        for record in &mut paste.connectors {
            let own = &all[record.about];
            record.set("Fqdn", own.fqdn.clone());
            record.fields.push(("MaxMessageSize", format!("{} MB ({} bytes)", own.size / 1_048_576, own.size)));
            record.fields.push(("ChunkingEnabled", if own.is_chunking { "True" } else { "False" }.to_owned()));
        }
        let server = rng.usize(0..organisation.servers.len());
        let addresses: Vec<IpAddr> = organisation.servers.iter().flat_map(|s| s.addresses.iter().copied()).collect();
        let devices = organisation.devices.iter().map(|d| d.address);
        let sources: Vec<IpAddr> = addresses.into_iter().chain(devices).collect();
        let (source, port) = (sources[rng.usize(0..sources.len())], [25, 25, 2525, 587][rng.usize(0..4)]);
        let own = &organisation.servers[server].addresses;
        let Some(local) = own.iter().copied().find(|a| a.is_ipv4() == source.is_ipv4()) else { continue };
        // The dialogue does not print which local address it reached.
        let Ok(truth) = organisation.answers(server, local, port, source) else { continue };
        let certificates = (rng.u8(0..4) > 0, rng.u8(0..4) > 0);
        let version = organisation.servers[server].version;
        let whole = reply(&organisation.connectors[truth], version, &all[truth], (true, true));
        let mut lines = reply(&organisation.connectors[truth], version, &all[truth], certificates);
        if rng.bool() {
            lines = inspected(&mut rng, lines);
        }
        let name = &organisation.servers[server].name;
        let text = paste.text() + "\n" + &transcript(&mut rng, name, port, source, &all[truth], &lines);
        let truth = organisation.identity(truth);
        for finding in report(&text)["findings"].as_array().unwrap() {
            if finding["code"] == "log-contradicts-prediction" {
                claims += 1;
                broken.push(format!("organisation {id}: {}\n{truth} said it\n{text}", finding["title"]));
            }
            if finding["code"] != "connector-that-answered" {
                continue;
            }
            claims += 1;
            let left = texts(&finding["subject"]["connectors"]);
            named += usize::from(finding["certainty"] == "likely");
            alone += usize::from(finding["certainty"] == "likely" && assumes(finding, "Nothing is missing"));
            let holds = lines == whole || !assumes(finding, "Nothing is missing");
            if holds && !left.contains(&truth.as_str()) {
                broken.push(format!("organisation {id}: {}\n{truth} said it\n{text}", finding["title"]));
            }
        }
    }
    eprintln!("{named} of {claims} replies name one connector, {alone} of them if nothing is missing");
    none_broken("the connector that replied is never excluded", claims, &broken);
    assert!(named > 20, "too few replies name a connector: {named}");
}

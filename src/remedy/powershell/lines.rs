//! The bare lines that change something, as an admin would type them.
//!
//! One line per connector, with all its settings: Exchange checks the connector as a whole. Servers whose lines differ
//! in nothing but the server share one line. A line checks nothing and keeps no backup: that is what the commands of
//! [`super::render`] are for.

use std::collections::BTreeMap;

use super::change::typed_parameters;
use super::{Target, targets};
use crate::model::{ReceiveConnector, Snapshot};
use crate::ordered::groups;
use crate::remedy::Remedy;
use crate::remedy::quoting::{Unquotable, quote};

/// Connectors that are named after their server, from which number on they share a line. In one line each they are
/// easier to read, while there are few.
const LEAST_NAMED_AFTER_SERVER: usize = 3;

/// The lines of a remedy for the snapshot it was made for, in the order in which they run. Empty where the remedy is
/// not ready.
#[must_use]
pub fn lines(snapshot: &Snapshot, remedy: &Remedy) -> Vec<String> {
    if !remedy.is_ready() {
        return Vec::new();
    }
    // A remedy with a name that cannot be quoted is not ready, so this does not fail.
    write(&targets(snapshot, &remedy.plan)).unwrap_or_default()
}

/// What connectors share that differ in the server only.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    /// The name of the connector: what stands before and behind the name of its server, or the whole name.
    name: (String, Option<String>),
    is_new: bool,
    parameters: String,
}

/// A line, and the positions of its connectors in the plan.
struct Line {
    positions: Vec<usize>,
    text: String,
}

fn write(targets: &[Target<'_>]) -> Result<Vec<String>, Unquotable> {
    let mut shapes = Vec::new();
    for (position, target) in targets.iter().enumerate() {
        shapes.push((shape(target)?, position));
    }
    let (mut shared, mut single) = (Vec::new(), Vec::new());
    for (shape, positions) in groups(shapes) {
        let alike: Vec<&Target<'_>> = positions.iter().filter_map(|position| targets.get(*position)).collect();
        let mut each = Vec::new();
        for (position, target) in positions.iter().zip(&alike) {
            each.push(Line { positions: vec![*position], text: line(target, &shape.parameters)? });
        }
        let least = if shape.name.1.is_some() { LEAST_NAMED_AFTER_SERVER } else { 2 };
        if alike.len() >= least && !alike.iter().any(|target| target.has_wildcard()) {
            shared.push(Line { positions, text: shared_line(&shape, &alike)? });
        } else {
            shared.extend(each.iter().map(|line| Line { positions: line.positions.clone(), text: line.text.clone() }));
        }
        single.extend(each);
    }
    // A line stands where the first of its connectors stands in the plan.
    shared.sort_by(|a, b| a.positions.cmp(&b.positions));
    single.sort_by(|a, b| a.positions.cmp(&b.positions));
    let lines = if keeps_order(&shared, targets) { shared } else { single };
    Ok(lines.into_iter().map(|line| line.text).collect())
}

/// Whether the connectors of each server are changed in the order of the plan: a later change may only be valid after an
/// earlier one on the same server.
fn keeps_order(lines: &[Line], targets: &[Target<'_>]) -> bool {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    lines.iter().flat_map(|line| &line.positions).all(|position| {
        let server = targets.get(*position).map(|target| target.connector.server.to_lowercase()).unwrap_or_default();
        last.insert(server, *position).is_none_or(|before| before < *position)
    })
}

fn shape(target: &Target<'_>) -> Result<Shape, Unquotable> {
    let mut all = String::new();
    for setting in &target.steps {
        all.push_str(&typed_parameters(setting)?);
    }
    Ok(Shape { name: around_server(target.connector), is_new: target.is_new(), parameters: all })
}

/// What stands around the name of the server in the name of its connector: `Default Frontend EX1`.
fn around_server(connector: &ReceiveConnector) -> (String, Option<String>) {
    let (name, server) = (connector.name.as_str(), connector.server.as_str());
    match name.split_once(server).filter(|_| !server.is_empty()) {
        Some((before, behind)) => (before.to_owned(), Some(behind.to_owned())),
        None => (name.to_owned(), None),
    }
}

/// The line of one connector.
fn line(target: &Target<'_>, parameters: &str) -> Result<String, Unquotable> {
    let (server, name) = (quote(&target.connector.server)?, quote(&target.connector.name)?);
    Ok(if target.is_new() {
        format!("New-ReceiveConnector -Name {name} -Server {server}{parameters}")
    } else if target.has_wildcard() {
        format!(
            "Get-ReceiveConnector -Server {server} | Where-Object {{ $_.Name -eq {name} }} | Set-ReceiveConnector{parameters}"
        )
    } else {
        format!("Set-ReceiveConnector {}{parameters}", target.identity()?)
    })
}

/// One line for the connectors of several servers.
fn shared_line(shape: &Shape, alike: &[&Target<'_>]) -> Result<String, Unquotable> {
    let mut servers = Vec::new();
    for target in alike {
        servers.push(quote(&target.connector.server)?);
    }
    let (before, behind) = &shape.name;
    // `$_ + '\Relay'`, `$_ + '\Default ' + $_`, `'Relay ' + $_`.
    let mut parts = Vec::new();
    let prefix = if shape.is_new { before.clone() } else { format!("\\{before}") };
    if !shape.is_new {
        parts.push("$_".to_owned());
    }
    if !prefix.is_empty() {
        parts.push(quote(&prefix)?);
    }
    if let Some(behind) = behind {
        parts.push("$_".to_owned());
        if !behind.is_empty() {
            parts.push(quote(behind)?);
        }
    }
    let name = match parts.as_slice() {
        [one] => one.clone(),
        _ => format!("({})", parts.join(" + ")),
    };
    let command = if shape.is_new {
        format!("New-ReceiveConnector -Name {name} -Server $_{}", shape.parameters)
    } else {
        format!("Set-ReceiveConnector {name}{}", shape.parameters)
    };
    Ok(format!("{} | ForEach-Object {{ {command} }}", servers.join(", ")))
}

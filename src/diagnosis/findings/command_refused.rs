//! Exchange refused `Set-ReceiveConnector` or `New-ReceiveConnector`, and the paste shows the error.
//!
//! # What happens
//! The cmdlets check the whole connector against rules of their own, and against every other connector of the server,
//! disabled ones included.
//! # Why it matters
//! The change was not made. The error names one connector at most, where several may be in the way.
//! # What decides it
//! The words of the error. Of a conflict of transport roles, every connector of that role on the same endpoint is in the
//! way, not only the one that the error names.
//! # What to do
//! What the rule asks for.
//! # When it is fine
//! Never: nothing was changed.
//! # Sources
//! Documented (Set-ReceiveConnector) where Microsoft tells the rule; observed behaviour (2013 CU23) for the rest.

use super::Outline;
use super::kind::{CodeSources, Detect, FindingKind};
use super::sources::{OBSERVED, SET_RECEIVE_CONNECTOR};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::Facts;
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::need::Need;
use crate::model::observation::{CommandRule, RefusedCommand};
use crate::model::{Endpoint, Identity, ReceiveConnector, same_server};

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::CommandRefused, &[SET_RECEIVE_CONNECTOR, OBSERVED])],
    explained_by: &[],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    case.snapshot().observations.refused_commands.iter().map(|refused| finding(case, refused)).collect()
}

fn finding(case: &Case<'_>, refused: &RefusedCommand) -> Finding {
    let mut outline = Outline::default();
    outline.line(Some(refused.place));
    let (mut in_the_way, mut ranges) = (Vec::new(), Vec::new());
    let is_conflict = matches!(refused.rule, CommandRule::TransportRoles | CommandRule::Ranges);
    if let Some(name) = refused.named.first().filter(|_| is_conflict) {
        let shown = in_conflict(case, refused.rule, name);
        for index in &shown {
            let Some(connector) = case.connector(*index) else { continue };
            let place = if refused.rule == CommandRule::Ranges { connector.remote_ip_ranges.place() } else { None };
            outline.connector(case, *index, place.or(connector.bindings.place()));
            in_the_way.push(connector.identity());
            let list = connector.remote_ip_ranges.visible().filter(|_| refused.rule == CommandRule::Ranges);
            ranges.extend(list.into_iter().flatten().map(|range| range.as_written.to_string()));
        }
        if shown.is_empty() {
            in_the_way.push(name.clone());
            let server = Identity::parse(name).map(|it| it.server.to_owned());
            outline.needs.push(Need::ReceiveConnectors(server.into_iter().collect()));
        }
    }
    // The second name is the short name of the server, whose connectors show what the rule looks at.
    if let (CommandRule::Fqdn, [_, server]) = (refused.rule, refused.named.as_slice())
        && !case.snapshot().receive_connectors.iter().any(|c| same_server(&c.server, server))
    {
        outline.needs.push(Need::ReceiveConnectors(vec![server.clone()]));
    }
    let (rule, named) = (refused.rule, refused.named.clone());
    outline.finding(Severity::Risk, Facts::CommandRefused { rule, named, in_the_way, ranges })
}

/// The connectors of the paste that the error means: the one that it names, and where it speaks of transport roles, every
/// other one of that role that shares an endpoint with it.
fn in_conflict(case: &Case<'_>, rule: CommandRule, name: &str) -> Vec<usize> {
    let connectors = &case.snapshot().receive_connectors;
    let is_named = |c: &&ReceiveConnector| c.has_whole_name() && c.identity().eq_ignore_ascii_case(name);
    let Some(named) = connectors.iter().find(is_named) else { return Vec::new() };
    let is_alike = |c: &ReceiveConnector| {
        rule == CommandRule::TransportRoles
            && same_server(&c.server, &named.server)
            && c.transport_role.whole().is_some_and(|role| Some(role) == named.transport_role.whole())
            && share_an_endpoint(c, named)
    };
    let all = connectors.iter().enumerate();
    all.filter(|(_, c)| std::ptr::eq(*c, named) || is_alike(c)).map(|(index, _)| index).collect()
}

/// Whether two connectors bind one endpoint, or one of them binds it as the wildcard.
fn share_an_endpoint(one: &ReceiveConnector, other: &ReceiveConnector) -> bool {
    let endpoints = |c: &ReceiveConnector| -> Vec<Endpoint> { c.endpoints().collect() };
    let meet = |a: &Endpoint, b: &Endpoint| {
        a.port == b.port
            && a.address.family() == b.address.family()
            && (a.address == b.address || a.address.is_wildcard() || b.address.is_wildcard())
    };
    let others = endpoints(other);
    endpoints(one).iter().any(|a| others.iter().any(|b| meet(a, b)))
}

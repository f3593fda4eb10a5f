//! Remedies for a single connector: back to what setup gives a default connector, and over to the Front End Transport
//! service.
//!
//! The values that setup gives: recorded output of Exchange 2019 for 2013 and later (multi-role; 2016 and Subscription
//! Edition documented alike), field reports and observed behaviour for 2007 and 2010, documented for Edge servers.

use super::acceptance::{self, Acceptance, hidden_old_value, shown};
use super::plan::{PlannedChange, Setting};
use super::relanding::{Proof, name, property};
use super::{Consequence, Id, Remedy, effects, powershell};
use crate::model::{AuthMechanism, PermissionGroup, ReceiveConnector, Snapshot, TransportRole, same_server};
use crate::ordered;

/// Names that setup gives, up to the server's name, with mechanisms and groups.
const DEFAULTS: [(&str, &[AuthMechanism], &[PermissionGroup]); 6] = {
    use AuthMechanism::{BasicAuth, BasicAuthRequireTLS, ExchangeServer, Integrated, Tls};
    use PermissionGroup::{AnonymousUsers, ExchangeLegacyServers, ExchangeServers, ExchangeUsers, Partners};
    const SERVER: &[AuthMechanism] = &[Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer];
    [
        ("Default Frontend", SERVER, &[AnonymousUsers, ExchangeServers, ExchangeLegacyServers]),
        ("Default internal receive connector", &[Tls, ExchangeServer], &[AnonymousUsers, ExchangeServers, Partners]),
        ("Default", SERVER, &[ExchangeUsers, ExchangeServers, ExchangeLegacyServers]),
        ("Client Proxy", SERVER, &[ExchangeUsers, ExchangeServers]),
        ("Outbound Proxy Frontend", SERVER, &[ExchangeServers]),
        // The connectors for clients never had ExchangeServer.
        ("Client", &[Tls, Integrated, BasicAuth, BasicAuthRequireTLS], &[ExchangeUsers]),
    ]
};

/// Gives a default connector back what Exchange servers need: first a name that ExchangeServer allows, then
/// ExchangeServer and the group ExchangeServers. Beside it, where that is more, all values of setup. Empty where
/// setup gives the connector no Exchange Server authentication, or nothing is missing.
#[must_use]
pub fn restore_default_connector(snapshot: &Snapshot, connector: usize, queues: &[String]) -> Vec<Remedy> {
    let Some(target) = snapshot.receive_connectors.get(connector) else { return Vec::new() };
    let named = DEFAULTS.iter().find(|(prefix, ..)| is_named(target, prefix));
    let Some((_, auth, groups)) = named.filter(|(_, auth, _)| auth.contains(&AuthMechanism::ExchangeServer)) else {
        return Vec::new();
    };
    let mut least_auth = shown(&target.auth_mechanism);
    least_auth.retain(|m| *m != AuthMechanism::ExternalAuthoritative);
    add(&mut least_auth, AuthMechanism::ALL, AuthMechanism::ExchangeServer);
    let mut least_groups = shown(&target.permission_groups);
    if !least_groups.contains(&PermissionGroup::ExchangeServers) {
        // `Custom` cannot be set; the extra rights that it stands for stay.
        least_groups.retain(|g| *g != PermissionGroup::Custom);
        add(&mut least_groups, PermissionGroup::ALL, PermissionGroup::ExchangeServers);
    }
    let least = plan(snapshot, connector, target, least_auth, least_groups);
    let whole = plan(snapshot, connector, target, auth.to_vec(), groups.to_vec());
    let mut plans = vec![(Id::RestoreExchangeAuthentication, least)];
    if plans.iter().all(|(_, plan)| *plan != whole) {
        plans.push((Id::RestoreDefaultConnector, whole));
    }
    let made = plans.into_iter().filter(|(_, plan)| !plan.is_empty());
    let mut remedies: Vec<_> = made.map(|(id, plan)| remedy(id, snapshot, plan, queues, Vec::new())).collect();
    if let Some(best) = remedies.iter_mut().find(|r| r.is_ready()) {
        best.recommended = true;
    }
    ordered::sort_by_key(&mut remedies, |r| !r.recommended);
    remedies
}

/// Moves a HubTransport connector that sits on the port of the Front End Transport service to that service. Both
/// services must be restarted afterwards (field reports), which no script does unasked.
#[must_use]
pub fn move_to_frontend(snapshot: &Snapshot, connector: usize) -> Vec<Remedy> {
    let Some(target) = snapshot.receive_connectors.get(connector) else { return Vec::new() };
    let plan = vec![PlannedChange { connector, setting: Setting::TransportRole(TransportRole::FrontendTransport) }];
    let server = target.server.clone();
    let consequences = vec![
        Consequence::RestartBothServices { server: server.clone() },
        Consequence::LandingOpenUntilRestart { server },
    ];
    let mut remedy = remedy(Id::MoveToFrontend, snapshot, plan, &[], consequences);
    remedy.recommended = remedy.is_ready();
    vec![remedy]
}

/// The steps from what is shown to these values; FQDN first, because ExchangeServer depends on it.
fn plan(
    snapshot: &Snapshot,
    connector: usize,
    target: &ReceiveConnector,
    auth: Vec<AuthMechanism>,
    groups: Vec<PermissionGroup>,
) -> Vec<PlannedChange> {
    let mut settings = Vec::new();
    let fqdn = target.fqdn.whole().map(|fqdn| fqdn.trim()).unwrap_or_default();
    let is_edge = is_named(target, "Default internal receive connector");
    if !fqdn.is_empty() && !same_server(fqdn, &target.server) && !is_edge {
        settings.push(Setting::Fqdn(server_name(snapshot, target)));
    }
    if target.auth_mechanism.whole() != Some(&auth) {
        settings.push(Setting::AuthMechanism(auth));
    }
    if target.permission_groups.whole() != Some(&groups) {
        settings.push(Setting::PermissionGroups(groups));
    }
    settings.into_iter().map(|setting| PlannedChange { connector, setting }).collect()
}

/// The server's full name as another connector of it shows it, else its short name: Exchange takes both.
fn server_name(snapshot: &Snapshot, target: &ReceiveConnector) -> String {
    let here = snapshot.receive_connectors.iter().filter(|c| same_server(&c.server, &target.server));
    let names = here.filter_map(|c| c.fqdn.whole()).map(|fqdn| fqdn.trim());
    let full = names.filter(|fqdn| fqdn.contains('.') && same_server(fqdn, &target.server)).max_by_key(|f| f.len());
    full.unwrap_or(&target.server).to_owned()
}

fn remedy(
    id: Id,
    snapshot: &Snapshot,
    plan: Vec<PlannedChange>,
    queues: &[String],
    mut consequences: Vec<Consequence>,
) -> Remedy {
    let difference = effects::difference(snapshot, &plan);
    let mut acceptance = match hidden_old_value(snapshot, &plan) {
        Some(unfit) => Acceptance::Unfit(unfit),
        None => acceptance::check(snapshot, &plan),
    };
    if acceptance.is_accepted()
        && let Some(unfit) = powershell::unquotable(snapshot, &plan)
    {
        acceptance = Acceptance::Unfit(unfit);
    }
    let mut effects = difference.effects;
    if !acceptance.is_accepted() {
        effects.clear();
    }
    for step in &plan {
        if let (Setting::Fqdn(fqdn), Some(target)) = (&step.setting, step.target(snapshot)) {
            consequences.push(Consequence::GreetingChanges { connector: target.identity(), fqdn: fqdn.clone() });
        }
        if let Setting::PermissionGroups(groups) = &step.setting
            && let Some(target) = step.target(snapshot)
            && let Some(removed) = lost(&shown(&target.permission_groups), groups)
        {
            consequences.push(Consequence::GroupsLost { connector: target.identity(), groups: removed });
        }
    }
    if id != Id::MoveToFrontend {
        consequences.push(Consequence::NoRestart);
    }
    let hidden = difference.hidden.iter().map(|(c, p)| (name(snapshot, &plan, *c), property(*p))).collect();
    let proof = Proof { hidden, contested: difference.contested, ..Proof::default() };
    let no_way_back = acceptance::check_back(snapshot, &plan);
    consequences.extend(no_way_back.clone().map(Consequence::NoWayBack));
    let queues = queues.to_vec();
    Remedy { id, recommended: false, plan, acceptance, effects, proof, no_way_back, consequences, queues }
}

/// Groups that were there and are not any more, `Custom` aside.
fn lost(before: &[PermissionGroup], after: &[PermissionGroup]) -> Option<Vec<String>> {
    let gone = before.iter().filter(|g| **g != PermissionGroup::Custom && !after.contains(g));
    let gone: Vec<_> = gone.map(ToString::to_string).collect();
    (!gone.is_empty()).then_some(gone)
}

/// Puts a member in at its place in the order in which Exchange prints members.
fn add<T: PartialEq + Clone>(members: &mut Vec<T>, order: &[(T, u32)], member: T) {
    if !members.contains(&member) {
        members.push(member);
        ordered::sort_by_key(members, |m| order.iter().position(|(known, _)| known == m));
    }
}

/// Whether the connector has this name of setup, with or without the server's name behind it.
fn is_named(connector: &ReceiveConnector, prefix: &str) -> bool {
    let name = connector.name.trim();
    let (Some(head), Some(tail)) = (name.get(..prefix.len()), name.get(prefix.len()..)) else { return false };
    let tail = tail.trim();
    head.eq_ignore_ascii_case(prefix)
        && (tail.is_empty() || connector.server.is_empty() || tail.eq_ignore_ascii_case(&connector.server))
}

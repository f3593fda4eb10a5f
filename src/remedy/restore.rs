//! Remedies for a single connector: back to what setup gives a default connector, and over to the Front End Transport
//! service. What setup gives is in [`OutOfBox`].

use indexmap::IndexSet;

use super::acceptance::shown;
use super::from_plan::remedy_from_plan;
use super::plan::{PlannedChange, Setting};
use super::{Consequence, Id, Pasted, Remedy};
use crate::model::{
    AuthMechanism, Family, IpRange, OutOfBox, PermissionGroup, ReceiveConnector, TransportRole, same_server,
};

/// Gives a default connector back what Exchange servers need: first a name that ExchangeServer allows, then
/// ExchangeServer and the group ExchangeServers. Beside it, where that is more, all values of setup. Empty where
/// setup gives the connector no Exchange Server authentication, or nothing is missing.
#[must_use]
pub fn restore_default_connector(pasted: &Pasted<'_>, connector: usize, queues: &IndexSet<String>) -> Vec<Remedy> {
    let Some(target) = pasted.snapshot.receive_connectors.get(connector) else { return Vec::new() };
    let made = target.out_of_box().filter(|made| made.auth_mechanism.contains(&AuthMechanism::ExchangeServer));
    let Some(made) = made else { return Vec::new() };
    let mut least_auth = shown(&target.auth_mechanism);
    least_auth.retain(|m| *m != AuthMechanism::ExternalAuthoritative);
    add(&mut least_auth, AuthMechanism::ALL, AuthMechanism::ExchangeServer);
    let mut least_groups = shown(&target.permission_groups);
    if !least_groups.contains(&PermissionGroup::ExchangeServers) {
        // `Custom` cannot be set; the extra rights that it stands for stay.
        least_groups.retain(|g| *g != PermissionGroup::Custom);
        add(&mut least_groups, PermissionGroup::ALL, PermissionGroup::ExchangeServers);
    }
    let least = plan(pasted, connector, target, least_auth, least_groups);
    let whole = plan(pasted, connector, target, made.auth_mechanism.to_vec(), groups_of_setup(target, made));
    let mut plans = vec![(Id::RestoreExchangeAuthentication, least)];
    if plans.iter().all(|(_, plan)| *plan != whole) {
        plans.push((Id::RestoreDefaultConnector, whole));
    }
    let made = plans.into_iter().filter(|(_, plan)| !plan.is_empty());
    let mut remedies: Vec<_> = made.map(|(id, plan)| remedy(id, pasted, plan, queues, Vec::new())).collect();
    if let Some(best) = remedies.iter_mut().find(|r| r.is_ready()) {
        best.recommended = true;
    }
    remedies.sort_by_key(|r| !r.recommended);
    remedies
}

/// Gives default connectors all values of setup for authentication and groups, in one remedy; empty where that
/// changes nothing.
#[must_use]
pub fn restore_to_setup(pasted: &Pasted<'_>, connectors: &IndexSet<usize>) -> Vec<Remedy> {
    let mut steps = Vec::new();
    for &connector in connectors {
        let Some(target) = pasted.snapshot.receive_connectors.get(connector) else { continue };
        let Some(made) = target.out_of_box() else { continue };
        let auth = made.auth_mechanism.to_vec();
        steps.extend(plan(pasted, connector, target, auth, groups_of_setup(target, made)));
    }
    if steps.is_empty() {
        return Vec::new();
    }
    let mut remedy = remedy(Id::RestoreDefaultConnector, pasted, steps, &IndexSet::new(), Vec::new());
    remedy.recommended = remedy.is_ready();
    vec![remedy]
}

/// Moves a HubTransport connector that sits on the port of the Front End Transport service to that service. Both
/// services must be restarted afterwards (field reports), which no script does unasked.
#[must_use]
pub fn move_to_frontend(pasted: &Pasted<'_>, connector: usize) -> Vec<Remedy> {
    let Some(target) = pasted.snapshot.receive_connectors.get(connector) else { return Vec::new() };
    let plan = vec![PlannedChange { connector, setting: Setting::TransportRole(TransportRole::FrontendTransport) }];
    let server = target.server.clone();
    let consequences = vec![
        Consequence::RestartBothServices { server: server.clone() },
        Consequence::LandingOpenUntilRestart { server },
    ];
    let mut remedy = remedy(Id::MoveToFrontend, pasted, plan, &IndexSet::new(), consequences);
    remedy.recommended = remedy.is_ready();
    vec![remedy]
}

/// Lets connectors of setup answer everybody again: enables those that are disabled, and gives back the whole range of each
/// address family that they listen on. Entries that are there stay. Empty where that changes nothing.
#[must_use]
pub fn restore_ranges(pasted: &Pasted<'_>, connectors: &IndexSet<usize>, queues: &IndexSet<String>) -> Vec<Remedy> {
    let mut plan = Vec::new();
    for &connector in connectors {
        let Some(target) = pasted.snapshot.receive_connectors.get(connector) else { continue };
        if target.is_disabled() {
            plan.push(PlannedChange { connector, setting: Setting::Enabled(true) });
        }
        let bindings = target.bindings.whole().into_iter().flatten().filter_map(|b| b.endpoint);
        let families: Vec<Family> = bindings.filter(|e| e.address.is_wildcard()).map(|e| e.address.family()).collect();
        let has = |range: IpRange| target.ranges().any(|known| known == range);
        let mut add: Vec<IpRange> = Vec::new();
        for range in [Family::V6, Family::V4].into_iter().filter(|f| families.contains(f)).map(IpRange::all) {
            if !has(range) {
                add.push(range);
            }
        }
        if !add.is_empty() && target.remote_ip_ranges.whole().is_some() {
            plan.push(PlannedChange { connector, setting: Setting::RemoteIpRanges { remove: Vec::new(), add } });
        }
    }
    if plan.is_empty() {
        return Vec::new();
    }
    let mut remedy = remedy(Id::RestoreRanges, pasted, plan, queues, Vec::new());
    remedy.recommended = remedy.is_ready();
    vec![remedy]
}

/// Disables connectors on which nothing ever lands. Recommended where no address changes connector by it.
#[must_use]
pub fn disable_unused(pasted: &Pasted<'_>, connectors: &[usize]) -> Vec<Remedy> {
    let plan: Vec<_> =
        connectors.iter().map(|c| PlannedChange { connector: *c, setting: Setting::Enabled(false) }).collect();
    if plan.is_empty() {
        return Vec::new();
    }
    let mut remedy = remedy(Id::DisableUnusedConnector, pasted, plan, &IndexSet::new(), Vec::new());
    remedy.recommended = remedy.is_ready() && remedy.effects.is_empty() && remedy.proof.hidden.is_empty();
    vec![remedy]
}

/// The groups of setup. Anonymous senders stay where the connector may be the one that takes mail from the Internet.
fn groups_of_setup(target: &ReceiveConnector, made: &OutOfBox) -> Vec<PermissionGroup> {
    let mut groups = made.permission_groups.to_vec();
    if target.takes_all_mail() && shown(&target.permission_groups).contains(&PermissionGroup::AnonymousUsers) {
        add(&mut groups, PermissionGroup::ALL, PermissionGroup::AnonymousUsers);
    }
    groups
}

/// The steps from what is shown to these values; FQDN first, because ExchangeServer depends on it.
fn plan(
    pasted: &Pasted<'_>,
    connector: usize,
    target: &ReceiveConnector,
    auth: Vec<AuthMechanism>,
    groups: Vec<PermissionGroup>,
) -> Vec<PlannedChange> {
    let mut settings = Vec::new();
    let fqdn = target.fqdn.whole().map(|fqdn| fqdn.trim()).unwrap_or_default();
    let bound = auth.contains(&AuthMechanism::ExchangeServer) && !target.is_default_of_edge();
    if bound && !fqdn.is_empty() && !same_server(fqdn, &target.server) {
        settings.push(Setting::Fqdn(server_name(pasted, target)));
    }
    if target.auth_mechanism.whole() != Some(&auth) {
        settings.push(Setting::AuthMechanism(auth));
    }
    // `Custom` stands for further rights, which the cmdlet leaves alone.
    let without_custom = |list: &Vec<PermissionGroup>| -> Vec<_> {
        list.iter().filter(|g| **g != PermissionGroup::Custom).cloned().collect()
    };
    if target.permission_groups.whole().map(without_custom).as_ref() != Some(&groups) {
        settings.push(Setting::PermissionGroups(groups));
    }
    settings.into_iter().map(|setting| PlannedChange { connector, setting }).collect()
}

/// The server's full name as another connector of it shows it, else its short name: Exchange takes both.
fn server_name(pasted: &Pasted<'_>, target: &ReceiveConnector) -> String {
    let here = pasted.of_server(&target.server);
    let names = here.filter_map(|(_, c)| c.fqdn.whole()).map(|fqdn| fqdn.trim());
    let full = names.filter(|fqdn| fqdn.contains('.') && same_server(fqdn, &target.server)).max_by_key(|f| f.len());
    full.unwrap_or(&target.server).to_owned()
}

/// A plan with the consequences that its settings have.
fn remedy(
    id: Id,
    pasted: &Pasted<'_>,
    plan: Vec<PlannedChange>,
    queues: &IndexSet<String>,
    mut consequences: Vec<Consequence>,
) -> Remedy {
    for step in &plan {
        let Some(target) = step.target(pasted.snapshot) else { continue };
        if let Setting::Fqdn(fqdn) = &step.setting {
            consequences.push(Consequence::GreetingChanges { connector: target.identity(), fqdn: fqdn.clone() });
        }
        if let Setting::PermissionGroups(groups) = &step.setting
            && let Some(removed) = lost(&shown(&target.permission_groups), groups)
        {
            consequences.push(Consequence::GroupsLost { connector: target.identity(), groups: removed });
        }
    }
    if id != Id::MoveToFrontend {
        consequences.push(Consequence::NoRestart);
    }
    remedy_from_plan(id, pasted, plan, queues.iter().cloned().collect(), consequences)
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
        members.sort_by_key(|m| order.iter().position(|(known, _)| known == m));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::snapshot;

    /// What is set, as text.
    #[track_caller]
    fn check(connector: &str, expected: &[&str]) {
        let snapshot = snapshot(&[connector]);
        let remedies = restore_to_setup(&Pasted::of(&snapshot), &IndexSet::from([0]));
        let told: Vec<_> = remedies.iter().flat_map(|r| &r.plan).map(|step| format!("{:?}", step.setting)).collect();
        assert_eq!(told, expected, "{connector}");
    }

    #[test]
    fn values_of_setup_come_back_and_internet_mail_stays() {
        let auth = "AuthMechanism([Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer])";
        let groups = "AnonymousUsers, ExchangeUsers, ExchangeServers, ExchangeLegacyServers";
        let less = "Tls, Integrated, BasicAuth, ExchangeServer";
        check(&format!("EX10\\Default EX10 | - | 0.0.0.0:25 | 0.0.0.0/0 | {less} | {groups}"), &[auth]);
        check(
            &format!("EX16\\Default EX16 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | {less} | {groups}, Custom"),
            &[auth, "PermissionGroups([ExchangeUsers, ExchangeServers, ExchangeLegacyServers])"],
        );
        check("EX16\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | AnonymousUsers", &[]);
    }

    #[test]
    fn everybody_is_answered_again_and_single_entries_stay() {
        let check = |connector: &str, expected: &[&str]| {
            let snapshot = snapshot(&[connector]);
            let remedies = restore_ranges(&Pasted::of(&snapshot), &IndexSet::from([0]), &IndexSet::new());
            let told: Vec<_> =
                remedies.iter().flat_map(|r| &r.plan).map(|step| step.setting.property().spelling()).collect();
            assert_eq!(told, expected, "{connector}");
            let after =
                super::super::apply(&snapshot, &remedies.iter().flat_map(|r| r.plan.clone()).collect::<Vec<_>>());
            let whole = after.receive_connectors[0].ranges().any(|r| r == IpRange::all(Family::V4));
            assert_eq!(whole, !connector.contains("..."), "{connector}");
        };
        let named = |rest: &str| format!("EX1\\Default Frontend EX1 | FrontendTransport | {rest}");
        check(&named("0.0.0.0:25, [::]:25 | 10.0.0.0/8, ::/0"), &["RemoteIPRanges"]);
        check(&format!("!{}", named("0.0.0.0:25 | 0.0.0.0/0")), &["Enabled"]);
        check(&format!("!{}", named("0.0.0.0:25 | 10.0.0.1")), &["Enabled", "RemoteIPRanges"]);
        check(&named("0.0.0.0:25 | 0.0.0.0/0"), &[]);
        check(&named("0.0.0.0:25 | 10.0.0.1..."), &[]);
    }

    #[test]
    fn only_what_answers_nobody_is_recommended_to_go() {
        let check = |connector: &str, expected: bool| {
            let default =
                "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | Tls | AnonymousUsers";
            let snapshot = snapshot(&[default, connector]);
            assert_eq!(disable_unused(&Pasted::of(&snapshot), &[1])[0].recommended, expected, "{connector}");
        };
        check("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | fd00::/64 | Tls | AnonymousUsers", true);
        check("EX1\\Relay | FrontendTransport | 0.0.0.0:25 | 10.0.0.1 | Tls | AnonymousUsers", false);
    }
}

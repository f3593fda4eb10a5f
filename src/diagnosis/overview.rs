//! The portrait of a receive connector for a reader who asks nothing in particular.
//!
//! It says what the connector is for, who may use it, what differs from what setup made, and who reaches it. This
//! module judges nothing: the findings do.

use super::facts::{Change, Facts, PastedRange};
use super::finding::{Certainty, Finding};
use crate::model::{
    AuthMechanism, Family, IpRange, OutOfBox, PermissionGroup, Property, ReceiveConnector, SetUpAs, Shown,
};

/// What is told of a connector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// Whether setup made it.
    pub setup: Setup,
    /// What it is for.
    pub purpose: Purpose,
    /// Who may use it; empty where nobody may.
    pub who: Vec<User>,
    /// What differs from what setup made, with the property.
    pub edited: Vec<(Property, Change)>,
    /// Who reaches it.
    pub reached: Reach,
}

/// Whether setup made a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setup {
    /// No.
    Added,
    /// Yes, and something was changed.
    Edited,
    /// Yes, and the paste does not show whether something was changed.
    NotShown,
    /// Yes, and it is as setup made it.
    AsMade,
}

/// What a connector is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// What setup made it for.
    OfSetup(SetUpAs),
    /// Every sender that lands on it is trusted like an Exchange server.
    Trusts,
    /// Senders without a login, with more rights than setup gives such senders.
    Relays,
    /// Senders without a login.
    TakesAnonymous,
    /// Exchange servers.
    TakesServers,
    /// Users with a login.
    TakesUsers,
    /// Partners with mutual TLS.
    TakesPartners,
    /// Nobody may use it.
    TakesNobody,
    /// The paste does not show it.
    NotShown,
}

/// Who may use a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum User {
    /// Anyone, without a login.
    Anyone,
    /// Anyone, and somebody has extra rights.
    AnyoneWithExtraRights,
    /// Users who sign in.
    Users,
    /// Exchange servers.
    Servers,
    /// Partners with mutual TLS.
    Partners,
    /// Accounts with rights that no group stands for.
    ExtraRights,
    /// The paste does not show it.
    NotShown,
}

/// Who reaches a connector.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nobody: it is disabled.
    Disabled,
    /// Nobody: other connectors take everything on its endpoints.
    TakenByOthers,
    /// Every source that no other connector lists with a smaller range.
    Everyone {
        /// The ports.
        ports: Vec<u16>,
    },
    /// Every source in these ranges that no other connector lists with a smaller range.
    Ranges {
        /// The ranges.
        ranges: Vec<PastedRange>,
        /// The ports.
        ports: Vec<u16>,
    },
    /// The paste does not show it.
    NotShown,
}

/// What is told of a connector.
#[must_use]
pub fn portrait(connector: &ReceiveConnector, findings: &[Finding]) -> Portrait {
    let made = connector.out_of_box();
    let edited = made.map(|made| differences(connector, made)).unwrap_or_default();
    let setup = match made {
        None => Setup::Added,
        Some(_) if !edited.is_empty() => Setup::Edited,
        Some(_) if is_shown(connector) => Setup::AsMade,
        Some(_) => Setup::NotShown,
    };
    let purpose = made.map_or_else(|| purpose(connector), |made| Purpose::OfSetup(made.is));
    Portrait { setup, purpose, who: who(connector), edited, reached: reach(connector, findings) }
}

/// Whether everything that setup decides is shown.
fn is_shown(connector: &ReceiveConnector) -> bool {
    connector.auth_mechanism.whole().is_some()
        && connector.permission_groups.whole().is_some()
        && connector.remote_ip_ranges.whole().is_some()
        && connector.bindings.whole().is_some()
}

/// What differs from what setup made.
fn differences(connector: &ReceiveConnector, made: &OutOfBox) -> Vec<(Property, Change)> {
    let mut found = Vec::new();
    if connector.is_disabled() {
        found.push((Property::Enabled, Change::Is("False".to_owned(), "True".to_owned())));
    }
    if let Some(auth) = connector.auth_mechanism.whole() {
        found.extend(members(Property::AuthMechanism, auth, made.auth_mechanism, |_| true, |_| true));
    }
    if let Some(groups) = connector.permission_groups.whole() {
        // With `Custom`, a group that is not printed may still hold its rights.
        let exact = !groups.contains(&PermissionGroup::Custom);
        let is_usual = |g: &PermissionGroup| *g == PermissionGroup::AnonymousUsers && connector.takes_all_mail();
        let may_have = |group: &PermissionGroup| !is_usual(group);
        found.extend(members(Property::PermissionGroups, groups, made.permission_groups, |_| exact, may_have));
    }
    if let Some(ranges) = connector.remote_ip_ranges.whole()
        && !ranges.iter().any(|entry| entry.range() == Some(IpRange::all(Family::V4)))
    {
        let value = ranges.iter().map(|entry| entry.as_written.to_string()).collect::<Vec<_>>().join(", ");
        let all = IpRange::all(Family::V4).to_string();
        found.push((Property::RemoteIPRanges, Change::Is(value, all)));
    }
    if !made.ports.iter().any(|port| connector.is_bound_to(*port))
        && let Some(bindings) = connector.bindings.whole()
    {
        let value = bindings.iter().map(|binding| binding.as_written.to_string()).collect::<Vec<_>>().join(", ");
        let ports = made.ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ");
        found.push((Property::Bindings, Change::Is(value, ports)));
    }
    found
}

/// Members of a list that setup gave and that are gone, then those that are new.
fn members<M: PartialEq + ToString>(
    property: Property,
    now: &[M],
    made: &[M],
    may_lack: impl Fn(&M) -> bool,
    may_have: impl Fn(&M) -> bool,
) -> Vec<(Property, Change)> {
    let lacks = made.iter().filter(|m| !now.contains(m) && may_lack(m)).map(|m| Change::Lacks(m.to_string()));
    let has = now.iter().filter(|m| !made.contains(m) && may_have(m)).map(|m| Change::Has(m.to_string()));
    lacks.chain(has).map(|change| (property, change)).collect()
}

/// What a connector that somebody made is for, by whom it admits.
fn purpose(connector: &ReceiveConnector) -> Purpose {
    let admits = |group| connector.permission_groups.has(&group) == Some(true);
    let offers = |mechanism| connector.auth_mechanism.has(&mechanism) == Some(true);
    if offers(AuthMechanism::ExternalAuthoritative) {
        Purpose::Trusts
    } else if admits(PermissionGroup::AnonymousUsers) && admits(PermissionGroup::Custom) {
        Purpose::Relays
    } else if admits(PermissionGroup::ExchangeServers) && offers(AuthMechanism::ExchangeServer) {
        Purpose::TakesServers
    } else if admits(PermissionGroup::AnonymousUsers) {
        Purpose::TakesAnonymous
    } else if admits(PermissionGroup::ExchangeUsers) {
        Purpose::TakesUsers
    } else if admits(PermissionGroup::Partners) {
        Purpose::TakesPartners
    } else if connector.permission_groups.whole().is_some_and(|groups| !groups.contains(&PermissionGroup::Custom)) {
        Purpose::TakesNobody
    } else {
        Purpose::NotShown
    }
}

/// Who may use a connector.
fn who(connector: &ReceiveConnector) -> Vec<User> {
    let groups = match &connector.permission_groups {
        Shown::Whole { value, .. } => value,
        Shown::Cut { .. } | Shown::Absent => return vec![User::NotShown],
    };
    let admits = |group| groups.contains(&group);
    let has_extra = admits(PermissionGroup::Custom);
    let mut users = Vec::new();
    if admits(PermissionGroup::AnonymousUsers) {
        users.push(if has_extra { User::AnyoneWithExtraRights } else { User::Anyone });
    } else if has_extra {
        users.push(User::ExtraRights);
    }
    let others = [
        (PermissionGroup::ExchangeUsers, User::Users),
        (PermissionGroup::ExchangeServers, User::Servers),
        (PermissionGroup::Partners, User::Partners),
    ];
    users.extend(others.into_iter().filter(|(group, _)| groups.contains(group)).map(|(_, user)| user));
    users
}

/// Who reaches a connector.
fn reach(connector: &ReceiveConnector, findings: &[Finding]) -> Reach {
    if connector.is_disabled() {
        return Reach::Disabled;
    }
    let identity = connector.identity();
    let is_taken = |finding: &Finding| match &finding.facts {
        Facts::ConnectorNeverChosen(all) => all.iter().any(|it| it.everywhere && it.connector == identity),
        _ => false,
    };
    if findings.iter().any(|finding| finding.certainty == Certainty::Proven && is_taken(finding)) {
        return Reach::TakenByOthers;
    }
    let (Some(ranges), Some(bindings)) = (connector.remote_ip_ranges.whole(), connector.bindings.whole()) else {
        return Reach::NotShown;
    };
    let mut ports: Vec<u16> = bindings.iter().filter_map(|binding| binding.endpoint).map(|e| e.port).collect();
    ports.sort_unstable();
    ports.dedup();
    if ranges.iter().any(|entry| entry.range() == Some(IpRange::all(Family::V4))) {
        return Reach::Everyone { ports };
    }
    let shown = ranges
        .iter()
        .filter_map(|entry| Some(PastedRange { text: entry.as_written.to_string(), size: entry.range()?.size() }));
    Reach::Ranges { ranges: shown.collect(), ports }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::connector;

    const SERVERS: &str = "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer";

    fn of(text: &str) -> Portrait {
        portrait(&connector(text), &[])
    }

    #[test]
    fn what_setup_made_is_told_from_what_was_changed() {
        let made = |auth: &str, groups: &str| {
            of(&format!("EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | {auth} | {groups}"))
        };
        let groups = "AnonymousUsers, ExchangeServers, ExchangeLegacyServers";
        let whole = made(SERVERS, groups);
        assert_eq!((whole.setup, whole.edited.len()), (Setup::AsMade, 0));
        assert_eq!(whole.who, [User::Anyone, User::Servers]);
        assert_eq!(whole.reached, Reach::Everyone { ports: vec![25] });
        assert_eq!(made("-", groups).setup, Setup::NotShown);
        let extra = made(SERVERS, "AnonymousUsers, ExchangeServers, ExchangeLegacyServers, Custom");
        assert_eq!(extra.edited, [(Property::PermissionGroups, Change::Has("Custom".to_owned()))]);
        assert_eq!(extra.who, [User::AnyoneWithExtraRights, User::Servers]);
        let without = made("Tls", groups);
        assert_eq!((without.setup, without.edited.len()), (Setup::Edited, 4));
    }

    #[test]
    fn what_somebody_made_is_told_by_whom_it_admits() {
        let made = |auth: &str, groups: &str| {
            let it = of(&format!("EX1\\Printers | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24 | {auth} | {groups}"));
            assert_eq!(it.setup, Setup::Added);
            it.purpose
        };
        assert_eq!(made("Tls", "AnonymousUsers"), Purpose::TakesAnonymous);
        assert_eq!(made("Tls", "AnonymousUsers, Custom"), Purpose::Relays);
        assert_eq!(made("Tls, ExternalAuthoritative", "ExchangeServers"), Purpose::Trusts);
        assert_eq!(made("Tls, ExchangeServer", "ExchangeServers"), Purpose::TakesServers);
        assert_eq!(made("Tls", "ExchangeUsers"), Purpose::TakesUsers);
        assert_eq!(made("Tls", "Custom"), Purpose::NotShown);
        assert_eq!(made("Tls", "-"), Purpose::NotShown);
    }
}

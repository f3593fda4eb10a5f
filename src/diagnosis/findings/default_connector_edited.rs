//! A connector of setup does not offer or admit what setup gave it.
//!
//! # What happens
//! Depends on the property: who relied on what is gone fails, with a reply of its own for each.
//! # Why it matters
//! Exchange's own services and other servers count on these values; an edit shows its price at the next update,
//! migration or failover.
//! # What decides it
//! The properties that are shown whole, against what setup gives the connector of this name.
//! # What to do
//! Put the values of setup back where nobody knows why they were changed.
//! # When it is fine
//! Where the change was meant: no Internet mail arrives here, a login method was switched off on purpose.
//! # Sources
//! Documented (default Receive connectors created during setup); recorded output of 2019; observed behaviour
//! (2013 CU23) for the replies. A missing ExchangeServer on connectors for servers has a finding of its own.

use super::Outline;
use super::kind::{Among, CodeSources, Covers, Detect, ExplainedBy, FindingKind};
use super::sources::{OBSERVED, RECEIVE_CONNECTORS};
use crate::diagnosis::authentication::{self, Outcome};
use crate::diagnosis::case::Case;
use crate::diagnosis::code::Code;
use crate::diagnosis::facts::{Change, Edit, Facts, Harm};
use crate::diagnosis::finding::{Finding, Severity};
use crate::diagnosis::trial::Gap;
use crate::model::{AuthMechanism, OutOfBox, PermissionGroup, Place, Property, ReceiveConnector, SetUpAs};
use crate::remedy;

/// One edit of a connector of setup.
struct FoundEdit {
    property: Property,
    change: Change,
    harm: Harm,
    /// The line that shows the value.
    place: Option<Place>,
}

pub(super) const FINDING: FindingKind = FindingKind {
    codes: &[CodeSources::new(Code::DefaultConnectorEdited, &[RECEIVE_CONNECTORS, OBSERVED])],
    // A queue fails because of the edit, and that finding has the same remedy.
    explained_by: &[ExplainedBy {
        applies_to: lacks_the_group_only,
        explainer: |f| matches!(f.facts, Facts::PermissionGroupMissing { .. }),
        among: Among::Shown,
        covers: Covers::Connectors,
    }],
    detect: Detect::InCase(detect),
};

fn detect(case: &Case<'_>) -> Vec<Finding> {
    let (mut outline, mut edits): (Outline, Vec<Edit>) = (Outline::default(), Vec::new());
    for (index, connector) in case.snapshot().receive_connectors.iter().enumerate() {
        let Some(made) = connector.out_of_box() else { continue };
        if connector.is_disabled() || connector.server.is_empty() {
            continue;
        }
        for FoundEdit { property, change, harm, place } in edits_of(connector, made) {
            outline.connector(case, index, place);
            outline.gaps.insert(Gap::KeepsItsTask { connector: index });
            let same = |e: &&mut Edit| e.property == property && e.change == change && e.harm == harm;
            match edits.iter_mut().find(same) {
                Some(edit) if edit.connectors.last() == Some(&connector.identity()) => {}
                Some(edit) => edit.connectors.push(connector.identity()),
                None => edits.push(Edit { connectors: vec![connector.identity()], property, change, harm }),
            }
        }
    }
    // Edits that harm nobody are reported beside other edits only.
    if edits.iter().all(|e| e.harm == Harm::NoneKnown) {
        return Vec::new();
    }
    edits.sort_by_key(|e| (e.harm, e.property.spelling(), e.change.clone()));
    let fails = edits.iter().any(|e| e.harm.is_failure());
    let remedies = remedy::restore_to_setup(&case.pasted, &outline.subject.connectors);
    let severity = if fails { Severity::Risk } else { Severity::Advice };
    vec![Finding { remedies, ..outline.finding(severity, Facts::DefaultConnectorEdited(edits)) }]
}

/// Whether every edit is one that follows from the missing group of Exchange servers, or harms nobody.
fn lacks_the_group_only(finding: &Finding) -> bool {
    let Facts::DefaultConnectorEdited(edits) = &finding.facts else { return false };
    edits.iter().all(|e| matches!(e.harm, Harm::ServersTemporary | Harm::ServersAsUsers | Harm::NoneKnown))
}

fn edits_of(connector: &ReceiveConnector, made: &OutOfBox) -> Vec<FoundEdit> {
    let mut found = Vec::new();
    let outcome = authentication::outcome(connector);
    let has_own_finding = connector.is_for_servers() && outcome.is_capture();
    if let Some(auth) = connector.auth_mechanism.whole().filter(|_| !has_own_finding) {
        let place = connector.auth_mechanism.place();
        for member in made.auth_mechanism.iter().filter(|m| !auth.contains(m)) {
            let change = Change::Lacks(member.to_string());
            found.push(FoundEdit { property: Property::AuthMechanism, change, harm: without(member, made.is), place });
        }
        for member in auth.iter().filter(|m| !made.auth_mechanism.contains(m)) {
            let harm = match member {
                AuthMechanism::ExternalAuthoritative => Harm::Trusted,
                AuthMechanism::Integrated | AuthMechanism::BasicAuth => Harm::UsersAdmitted,
                _ => Harm::NoneKnown,
            };
            let change = Change::Has(member.to_string());
            found.push(FoundEdit { property: Property::AuthMechanism, change, harm, place });
        }
    }
    if let Some(groups) = connector.permission_groups.whole() {
        let place = connector.permission_groups.place();
        // With `Custom`, a group that is not printed may still hold the right that counts.
        let exact = !groups.contains(&PermissionGroup::Custom);
        // Where ExchangeServer is missing, the group is put back together with it.
        let counts = |g: &PermissionGroup| !(has_own_finding && *g == PermissionGroup::ExchangeServers);
        for member in made.permission_groups.iter().filter(|g| exact && !groups.contains(g) && counts(g)) {
            let harm = not_admitted(member, made.is, outcome);
            let change = Change::Lacks(member.to_string());
            found.push(FoundEdit { property: Property::PermissionGroups, change, harm, place });
        }
        for member in groups.iter().filter(|g| !made.permission_groups.contains(g)) {
            let usual = *member == PermissionGroup::Custom
                || *member == PermissionGroup::AnonymousUsers && connector.takes_all_mail();
            if !usual {
                let (change, harm) = (Change::Has(member.to_string()), admitted(member, made.is));
                found.push(FoundEdit { property: Property::PermissionGroups, change, harm, place });
            }
        }
    }
    if let Some(roles) = connector.transport_role.whole().filter(|r| made.is != SetUpAs::EdgeDefault && !r.is_empty())
        && !roles.contains(&made.role)
    {
        let value = roles.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let change = Change::Is(value, made.role.to_string());
        let place = connector.transport_role.place();
        found.push(FoundEdit { property: Property::TransportRole, change, harm: Harm::OtherService, place });
    }
    let whole = connector.bindings.whole().filter(|list| list.iter().all(|b| b.endpoint.is_some()));
    if let Some(list) = whole.filter(|_| !made.ports.iter().any(|port| connector.is_bound_to(*port))) {
        let value = list.iter().map(|b| b.as_written.to_string()).collect::<Vec<_>>().join(", ");
        let port = made.ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ");
        let (change, place) = (Change::Is(value, port), connector.bindings.place());
        found.push(FoundEdit { property: Property::Bindings, change, harm: Harm::PortGone, place });
    }
    found.extend(limits(connector, made.is));
    found
}

/// The limits that setup leaves open for servers of 2013 and later (recorded output).
fn limits(connector: &ReceiveConnector, is: SetUpAs) -> Vec<FoundEdit> {
    use SetUpAs::{Default, DefaultFrontend, OutboundProxy};
    let mut rows = Vec::new();
    if connector.transport_role.is_absent() {
        return rows;
    }
    let place = Some(connector.place);
    let mut check = |property: Property, setup: &str, harm| {
        if let Some(value) = connector.other(property).filter(|v| !v.is_empty() && !v.eq_ignore_ascii_case(setup)) {
            rows.push(FoundEdit { property, change: Change::Is(value.to_owned(), setup.to_owned()), harm, place });
        }
    };
    if matches!(is, Default | DefaultFrontend | OutboundProxy) {
        check(Property::MessageRateLimit, "Unlimited", Harm::TooFast);
    }
    if is == Default {
        check(Property::MaxInboundConnectionPerSource, "Unlimited", Harm::TooMany);
        check(Property::MaxInboundConnectionPercentagePerSource, "100", Harm::TooMany);
    }
    rows
}

/// What comes of a mechanism that is gone.
fn without(member: &AuthMechanism, is: SetUpAs) -> Harm {
    match (member, is) {
        (AuthMechanism::Tls, _) => Harm::NoStartTls,
        (AuthMechanism::BasicAuthRequireTLS, _) => Harm::ClearPasswords,
        (AuthMechanism::ExchangeServer, SetUpAs::ClientProxy) => Harm::UserProxyFails,
        (AuthMechanism::Integrated | AuthMechanism::BasicAuth, _) => Harm::NoLogin,
        _ => Harm::NoneKnown,
    }
}

/// What comes of a group that is gone.
fn not_admitted(member: &PermissionGroup, is: SetUpAs, outcome: Outcome) -> Harm {
    use SetUpAs::{Client, ClientFrontend, ClientProxy, OutboundProxy};
    match (member, is) {
        (PermissionGroup::AnonymousUsers, _) => Harm::AnonymousRefused,
        (PermissionGroup::ExchangeUsers, Client | ClientFrontend | ClientProxy) => Harm::UsersRefused,
        (PermissionGroup::ExchangeServers, ClientProxy) => Harm::UserProxyFails,
        (PermissionGroup::ExchangeServers, OutboundProxy) => Harm::OutboundProxyFails,
        (PermissionGroup::ExchangeServers, _) if outcome == Outcome::OnlyAsUser => Harm::ServersAsUsers,
        (PermissionGroup::ExchangeServers, _) if outcome == Outcome::NoSubmitRight => Harm::ServersTemporary,
        (PermissionGroup::Partners, _) => Harm::PartnersRefused,
        _ => Harm::NoneKnown,
    }
}

/// What comes of a group that was added.
fn admitted(member: &PermissionGroup, is: SetUpAs) -> Harm {
    match (member, is) {
        (PermissionGroup::AnonymousUsers, _) => Harm::AnonymousAdmitted,
        (PermissionGroup::ExchangeUsers, SetUpAs::DefaultFrontend | SetUpAs::EdgeDefault | SetUpAs::OutboundProxy) => {
            Harm::UsersAdmitted
        }
        _ => Harm::NoneKnown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::{connector, snapshot};

    const SERVERS: &str = "Tls, Integrated, BasicAuth, BasicAuthRequireTLS, ExchangeServer";

    /// `Property change harm`, as few words as tell edits apart.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let connector = connector(text);
        let found = edits_of(&connector, connector.out_of_box().unwrap());
        let told: Vec<_> = found.iter().map(|it| format!("{:?} {:?} {:?}", it.property, it.change, it.harm)).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn what_setup_makes_is_no_edit() {
        let all = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0-255.255.255.255";
        for (name, role, port, auth, groups) in [
            ("Default", "HubTransport", 2525, SERVERS, "ExchangeUsers, ExchangeServers, ExchangeLegacyServers"),
            ("Default", "-", 25, SERVERS, "AnonymousUsers, ExchangeUsers, ExchangeServers, ExchangeLegacyServers"),
            ("Client Proxy", "HubTransport", 465, SERVERS, "ExchangeUsers, ExchangeServers"),
            ("Outbound Proxy Frontend", "FrontendTransport", 717, SERVERS, "ExchangeServers"),
            (
                "Default Frontend",
                "FrontendTransport",
                25,
                SERVERS,
                "AnonymousUsers, ExchangeServers, ExchangeLegacyServers",
            ),
            (
                "Client Frontend",
                "FrontendTransport",
                587,
                "Tls, Integrated, BasicAuth, BasicAuthRequireTLS",
                "ExchangeUsers",
            ),
            (
                "Default internal receive connector",
                "-",
                25,
                "Tls, ExchangeServer",
                "AnonymousUsers, ExchangeServers, Partners",
            ),
        ] {
            check(&format!("EX1\\{name} EX1 | {role} | 0.0.0.0:{port}, [::]:{port} | {all} | {auth} | {groups}"), &[]);
        }
    }

    #[test]
    fn each_edit_has_its_own_harm() {
        let frontend = |auth: &str, groups: &str| {
            format!("EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | {auth} | {groups}")
        };
        check(
            &frontend(SERVERS, "ExchangeServers, ExchangeLegacyServers"),
            &["PermissionGroups Lacks(\"AnonymousUsers\") AnonymousRefused"],
        );
        check(
            &frontend(SERVERS, "AnonymousUsers, ExchangeLegacyServers"),
            &["PermissionGroups Lacks(\"ExchangeServers\") ServersTemporary"],
        );
        check(
            &frontend(
                "Integrated, BasicAuth, ExchangeServer",
                "AnonymousUsers, ExchangeUsers, ExchangeServers, ExchangeLegacyServers",
            ),
            &[
                "AuthMechanism Lacks(\"Tls\") NoStartTls",
                "AuthMechanism Lacks(\"BasicAuthRequireTLS\") ClearPasswords",
                "PermissionGroups Has(\"ExchangeUsers\") UsersAdmitted",
            ],
        );
        check(
            &format!(
                "EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | 0.0.0.0/0 | {SERVERS} | AnonymousUsers, ExchangeUsers, ExchangeLegacyServers"
            ),
            &[
                "PermissionGroups Lacks(\"ExchangeServers\") ServersAsUsers",
                "PermissionGroups Has(\"AnonymousUsers\") AnonymousAdmitted",
            ],
        );
        check(
            "EX1\\Client Proxy EX1 | FrontendTransport | 0.0.0.0:466 | 0.0.0.0/0 | Tls, Integrated, BasicAuth, BasicAuthRequireTLS | ExchangeUsers, ExchangeServers",
            &[
                "AuthMechanism Lacks(\"ExchangeServer\") UserProxyFails",
                "TransportRole Is(\"FrontendTransport\", \"HubTransport\") OtherService",
                "Bindings Is(\"0.0.0.0:466\", \"465\") PortGone",
            ],
        );
    }

    #[test]
    fn what_is_cut_or_has_extra_rights_is_no_edit() {
        check("EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:2... | - | Tls... | AnonymousUsers...", &[]);
        check(
            &format!(
                "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | - | {SERVERS} | AnonymousUsers, Custom"
            ),
            &[],
        );
        // Without ExchangeServer the connector has a finding of its own, which mends the mechanisms too.
        check(
            "EX1\\Default EX1 | HubTransport | 0.0.0.0:2525 | - | Tls | ExchangeUsers, ExchangeServers, ExchangeLegacyServers",
            &[],
        );
    }

    #[test]
    fn what_harms_nobody_is_no_finding() {
        let check = |groups: &str, expected: Option<Severity>| {
            let text = format!(
                "EX1\\Default Frontend EX1 | FrontendTransport | 0.0.0.0:25 | 0.0.0.0/0 | {SERVERS} | {groups}"
            );
            let snapshot = snapshot(&[&text]);
            assert_eq!(detect(&Case::of(&snapshot)).first().map(|f| f.severity), expected, "{groups}");
        };
        check("AnonymousUsers, ExchangeServers", None);
        check("AnonymousUsers, ExchangeUsers, ExchangeServers", Some(Severity::Advice));
        check("ExchangeServers", Some(Severity::Risk));
    }
}

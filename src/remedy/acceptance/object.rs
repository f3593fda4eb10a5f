//! The rules within one receive connector: its values among themselves, and against what its server is.
//!
//! Observed behaviour (2013 CU23), with the documentation of Set-ReceiveConnector where it says the same. Exchange
//! checks the whole object at every change. A rule whose values do not change is taken to hold, because the object
//! exists; of a rule whose values do change, every value has to be seen.

use super::{Rule, Unseen};
use crate::model::{
    AuthMechanism, PermissionGroup, Property, ReceiveConnector, Shown, Snapshot, TransportRole, same_server,
};

/// What a rule says of a connector.
enum Verdict {
    /// The rule holds.
    Passes,
    /// The rule is broken.
    Breaks(Rule),
    /// The paste does not show what the rule needs.
    Open(Unseen),
}

/// One rule, and the properties that it reads.
struct ObjectRule {
    reads: &'static [Property],
    check: fn(&ReceiveConnector, &Snapshot) -> Verdict,
}

/// What is known of a value that a rule asks for.
fn truth_of(answer: Option<bool>, connector: &ReceiveConnector, property: Property) -> Answer {
    answer.ok_or_else(|| Unseen::Value(connector.identity(), property.spelling()))
}

/// The rules, in the order in which a refusal names them.
const RULES: &[ObjectRule] = &[
    ObjectRule { reads: &[Property::AuthMechanism], check: basic_auth_require_tls },
    ObjectRule { reads: &[Property::RequireTLS, Property::AuthMechanism], check: require_tls },
    ObjectRule { reads: &[Property::DomainSecureEnabled, Property::AuthMechanism], check: domain_secure },
    ObjectRule { reads: &[Property::AuthMechanism], check: external_authoritative_alone },
    ObjectRule { reads: &[Property::AuthMechanism, Property::PermissionGroups], check: external_authoritative_admits },
    ObjectRule { reads: &[Property::ExtendedProtectionPolicy, Property::RequireTLS], check: extended_protection },
    ObjectRule { reads: &[Property::LiveCredentialEnabled, Property::AuthMechanism], check: live_credential },
    ObjectRule { reads: &[Property::ConnectionTimeout, Property::ConnectionInactivityTimeout], check: timeouts },
    ObjectRule { reads: &[Property::Banner], check: banner },
    ObjectRule { reads: &[Property::Bindings], check: bindings },
    ObjectRule { reads: &[Property::AdvertiseClientSettings, Property::PermissionGroups], check: client_settings },
    ObjectRule { reads: &[Property::BinaryMimeEnabled, Property::ChunkingEnabled], check: binary_mime },
    ObjectRule { reads: &[Property::PermissionGroups], check: legacy_servers_on_edge },
    ObjectRule { reads: &[Property::LongAddressesEnabled], check: long_addresses_on_edge },
    ObjectRule { reads: &[Property::SuppressXAnonymousTls], check: suppress_anonymous_tls_on_edge },
    ObjectRule { reads: &[Property::SuppressXAnonymousTls], check: suppress_anonymous_tls },
    ObjectRule { reads: &[Property::AuthMechanism, Property::Fqdn], check: fqdn },
];

/// Whether a rule reads the property.
pub(in crate::remedy) fn is_checked(property: Property) -> bool {
    RULES.iter().any(|rule| rule.reads.contains(&property))
}

/// The first rule that a connector breaks, as the paste shows it. A rule that reads something of `changed` and needs
/// what is not shown adds it to `unseen`.
pub(super) fn broken(
    connector: &ReceiveConnector,
    changed: &[Property],
    snapshot: &Snapshot,
    unseen: &mut dyn FnMut(Unseen),
) -> Option<Rule> {
    for rule in RULES {
        match (rule.check)(connector, snapshot) {
            Verdict::Passes => {}
            Verdict::Breaks(rule) => return Some(rule),
            Verdict::Open(what) => {
                if rule.reads.iter().any(|property| changed.contains(property)) {
                    unseen(what);
                }
            }
        }
    }
    None
}

/// Whether something holds, or what would have to be seen to know.
type Answer = Result<bool, Unseen>;

/// The rule "where the one holds, the other must". What is not shown matters only while it could break the rule.
fn implies(condition: Answer, requirement: Answer, rule: Rule) -> Verdict {
    match (condition, requirement) {
        (Ok(false), _) | (_, Ok(true)) => Verdict::Passes,
        (Ok(true), Ok(false)) => Verdict::Breaks(rule),
        (Err(open), _) | (_, Err(open)) => Verdict::Open(open),
    }
}

/// Whether both hold.
fn both(one: Answer, other: Answer) -> Answer {
    match (one, other) {
        (Ok(false), _) | (_, Ok(false)) => Ok(false),
        (Ok(true), Ok(true)) => Ok(true),
        (Err(open), _) | (_, Err(open)) => Err(open),
    }
}

fn not(answer: Answer) -> Answer {
    answer.map(|holds| !holds)
}

fn either(one: Answer, other: Answer) -> Answer {
    not(both(not(one), not(other)))
}

fn has_auth(connector: &ReceiveConnector, mechanism: &AuthMechanism) -> Answer {
    truth_of(connector.auth_mechanism.has(mechanism), connector, Property::AuthMechanism)
}

fn has_group(connector: &ReceiveConnector, group: &PermissionGroup) -> Answer {
    truth_of(connector.permission_groups.has(group), connector, Property::PermissionGroups)
}

/// Whether a switch that is off out of the box is seen to be on.
fn is_on(connector: &ReceiveConnector, property: Property) -> bool {
    connector.other(property).is_some_and(|text| text.eq_ignore_ascii_case("True"))
}

fn basic_auth_require_tls(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let has = |mechanism| has_auth(connector, mechanism);
    implies(
        has(&AuthMechanism::BasicAuthRequireTLS),
        both(has(&AuthMechanism::BasicAuth), has(&AuthMechanism::Tls)),
        Rule::BasicAuthRequireTlsAlone,
    )
}

fn requires_tls(connector: &ReceiveConnector) -> Answer {
    truth_of(connector.require_tls.whole().copied(), connector, Property::RequireTLS)
}

fn require_tls(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    implies(requires_tls(connector), has_auth(connector, &AuthMechanism::Tls), Rule::RequireTlsWithoutTls)
}

fn domain_secure(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let external = has_auth(connector, &AuthMechanism::ExternalAuthoritative);
    implies(
        Ok(is_on(connector, Property::DomainSecureEnabled)),
        both(has_auth(connector, &AuthMechanism::Tls), not(external)),
        Rule::DomainSecureWithoutTls,
    )
}

fn external_authoritative_alone(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    use AuthMechanism::{BasicAuth, BasicAuthRequireTLS, ExchangeServer, Integrated};
    let others = [BasicAuth, BasicAuthRequireTLS, ExchangeServer, Integrated];
    let any = others.iter().map(|mechanism| has_auth(connector, mechanism)).fold(Ok(false), either);
    let external = has_auth(connector, &AuthMechanism::ExternalAuthoritative);
    implies(external, not(any), Rule::ExternalAuthoritativeExcludes)
}

fn external_authoritative_admits(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    implies(
        has_auth(connector, &AuthMechanism::ExternalAuthoritative),
        has_group(connector, &PermissionGroup::ExchangeServers),
        Rule::ExternalAuthoritativeNeedsExchangeServers,
    )
}

fn extended_protection(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let policy = connector.other(Property::ExtendedProtectionPolicy);
    let is_set = policy.is_some_and(|policy| !policy.eq_ignore_ascii_case("None"));
    implies(Ok(is_set), requires_tls(connector), Rule::ExtendedProtectionWithoutRequireTls)
}

fn live_credential(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let has = |mechanism| has_auth(connector, mechanism);
    implies(
        Ok(is_on(connector, Property::LiveCredentialEnabled)),
        either(has(&AuthMechanism::BasicAuth), has(&AuthMechanism::BasicAuthRequireTLS)),
        Rule::LiveCredentialWithoutBasicAuth,
    )
}

fn timeouts(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let seconds = |property: Property| {
        let open = || Unseen::Value(connector.identity(), property.spelling());
        connector.other(property).and_then(time_span).ok_or_else(open)
    };
    let fits = seconds(Property::ConnectionTimeout)
        .and_then(|whole| seconds(Property::ConnectionInactivityTimeout).map(|idle| idle <= whole));
    implies(Ok(true), fits, Rule::InactivityBeyondTimeout)
}

/// Seconds of `[days.]hours:minutes:seconds`, as .NET prints a time span.
fn time_span(text: &str) -> Option<u64> {
    let (days, clock) = text
        .trim()
        .split_once('.')
        .map_or((0, text.trim()), |(days, clock)| days.parse().map_or((0, text.trim()), |days: u64| (days, clock)));
    let parts: Vec<u64> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [hours, minutes, seconds] = parts.as_slice() else { return None };
    let hours = days.checked_mul(24)?.checked_add(*hours)?;
    hours.checked_mul(60)?.checked_add(*minutes)?.checked_mul(60)?.checked_add(*seconds)
}

fn banner(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let begins_with_status =
        |text: &str| text.strip_prefix("220").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let fits = |text: &str| text.is_empty() || text.is_ascii() && begins_with_status(text);
    implies(Ok(true), Ok(connector.other(Property::Banner).is_none_or(fits)), Rule::BannerWithoutStatus)
}

fn bindings(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let endpoints = connector.endpoints();
    let group = endpoints.map(|endpoint| endpoint.address).find(|address| address.is_group());
    group.map_or(Verdict::Passes, |address| Verdict::Breaks(Rule::GroupAddressBound { address }))
}

fn client_settings(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    implies(
        Ok(is_on(connector, Property::AdvertiseClientSettings)),
        has_group(connector, &PermissionGroup::ExchangeUsers),
        Rule::ClientSettingsWithoutExchangeUsers,
    )
}

fn binary_mime(connector: &ReceiveConnector, _: &Snapshot) -> Verdict {
    let is_true = |property| {
        let text = connector.other(property).map(|text| text.eq_ignore_ascii_case("True"));
        truth_of(text, connector, property)
    };
    let chunking = is_true(Property::ChunkingEnabled);
    implies(is_true(Property::BinaryMimeEnabled), chunking, Rule::BinaryMimeWithoutChunking)
}

/// Whether the server of a connector is an Edge server; `None` where the paste leaves it open.
fn is_on_edge(connector: &ReceiveConnector, snapshot: &Snapshot) -> Option<bool> {
    if let Some(role) = snapshot.server(&connector.server).and_then(|server| server.role.as_deref()) {
        return Some(role.to_ascii_lowercase().contains("edge"));
    }
    let has_role = |role: &TransportRole| connector.transport_role.has(role) == Some(true);
    if has_role(&TransportRole::Edge) {
        return Some(true);
    }
    let by_setup = |c: &ReceiveConnector| {
        c.name.get(..EDGE_DEFAULT.len()).is_some_and(|start| start.eq_ignore_ascii_case(EDGE_DEFAULT))
    };
    // The name is looked at first: of thousands of connectors hardly one has it.
    let is_beside = |c: &ReceiveConnector| by_setup(c) && same_server(&c.server, &connector.server);
    // Nothing but the name that setup gives there points to an Edge server; without it there is no sign of one.
    if by_setup(connector) || snapshot.receive_connectors.iter().any(is_beside) { None } else { Some(false) }
}

/// How setup names the connector of an Edge server.
const EDGE_DEFAULT: &str = "default internal receive connector";

fn on_edge(connector: &ReceiveConnector, snapshot: &Snapshot) -> Answer {
    is_on_edge(connector, snapshot).ok_or_else(|| Unseen::ServerRole(connector.server.clone()))
}

/// The rule "this cannot be on an Edge server". Mostly it is not, and the server need not be looked up.
fn excluded_on_edge(condition: Answer, connector: &ReceiveConnector, snapshot: &Snapshot, rule: Rule) -> Verdict {
    if matches!(condition, Ok(false)) {
        return Verdict::Passes;
    }
    implies(condition, not(on_edge(connector, snapshot)), rule)
}

fn legacy_servers_on_edge(connector: &ReceiveConnector, snapshot: &Snapshot) -> Verdict {
    let legacy = has_group(connector, &PermissionGroup::ExchangeLegacyServers);
    excluded_on_edge(legacy, connector, snapshot, Rule::LegacyServersOnEdge)
}

fn long_addresses_on_edge(connector: &ReceiveConnector, snapshot: &Snapshot) -> Verdict {
    let is_on = is_on(connector, Property::LongAddressesEnabled);
    excluded_on_edge(Ok(is_on), connector, snapshot, Rule::LongAddressesOnEdge)
}

fn suppresses(connector: &ReceiveConnector) -> Answer {
    truth_of(connector.suppress_x_anonymous_tls.whole().copied(), connector, Property::SuppressXAnonymousTls)
}

fn suppress_anonymous_tls_on_edge(connector: &ReceiveConnector, snapshot: &Snapshot) -> Verdict {
    excluded_on_edge(suppresses(connector), connector, snapshot, Rule::SuppressAnonymousTlsOnEdge)
}

fn suppress_anonymous_tls(connector: &ReceiveConnector, snapshot: &Snapshot) -> Verdict {
    let is_this = |name: &str| same_server(name, &connector.server);
    let services = snapshot.observations.transport_services.iter();
    let mut of_server =
        services.filter(|service| is_this(&service.name) || service.server.as_deref().is_some_and(is_this));
    let printed = of_server.find_map(|service| {
        let (_, value) =
            service.properties.iter().find(|(name, _)| &**name == "use_downgraded_exchange_server_auth")?;
        Some(value.trim().eq_ignore_ascii_case("True"))
    });
    let open = || Unseen::DowngradedAuthentication(connector.server.clone());
    implies(suppresses(connector), printed.ok_or_else(open), Rule::SuppressAnonymousTlsNotDowngraded)
}

/// Not on Edge servers. The server's full name is known by its first label only.
fn fqdn(connector: &ReceiveConnector, snapshot: &Snapshot) -> Verdict {
    let has_exchange_server = has_auth(connector, &AuthMechanism::ExchangeServer);
    if matches!(has_exchange_server, Ok(false)) {
        return Verdict::Passes;
    }
    let Shown::Whole { value: fqdn, .. } = &connector.fqdn else {
        return Verdict::Open(Unseen::Value(connector.identity(), Property::Fqdn.spelling()));
    };
    let fqdn = fqdn.trim();
    if fqdn.is_empty() || connector.server.is_empty() || same_server(fqdn, &connector.server) {
        return Verdict::Passes;
    }
    implies(has_exchange_server, on_edge(connector, snapshot), Rule::FqdnNotTheServers { fqdn: fqdn.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::time_span;

    #[test]
    fn time_spans_are_read_as_printed() {
        for (text, seconds) in [
            ("00:10:00", Some(600)),
            ("1.00:00:01", Some(86_401)),
            (" 00:00:05 ", Some(5)),
            ("10", None),
            ("unlimited", None),
        ] {
            assert_eq!(time_span(text), seconds, "{text}");
        }
    }
}

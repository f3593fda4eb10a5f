//! Commands that Exchange refused.

use super::Words;
use super::findings::{FindingText, text};
use super::template::templates;
use crate::model::observation::CommandRule;

templates! {
    /// Commands that Exchange refused.
    Refusals {
        title(rule);
        title_in_the_way(connectors: counted);
        what();
        roles(connectors: counted);
        ranges(connectors: counted);
        ranges_listed(connectors: counted, ranges);
        fqdn(allowed);
        why_conflict();
        why();
        action_roles();
        action_ranges();
        action_fqdn();
        action_external();
        action_custom_group();
        action_suppress();
        action();
    }
}

impl Words {
    /// An error of Set- or New-ReceiveConnector.
    pub(super) fn refused_command(
        &self,
        rule: CommandRule,
        named: &[String],
        in_the_way: &[String],
        ranges: &[String],
    ) -> FindingText {
        let say = &self.refusals;
        let connectors = || self.connectors(in_the_way);
        let title = match in_the_way {
            [] => say.title(rule_property(rule)),
            _ => say.title_in_the_way(connectors()),
        };
        let what = match rule {
            CommandRule::TransportRoles if in_the_way.is_empty() => self.refused_by(rule),
            CommandRule::TransportRoles => say.roles(connectors()),
            CommandRule::Ranges if ranges.is_empty() => say.ranges(connectors()),
            CommandRule::Ranges => say.ranges_listed(connectors(), self.list(ranges)),
            CommandRule::Fqdn => say.fqdn(self.choice(named)),
            _ => self.refused_by(rule),
        };
        let why = match rule {
            CommandRule::TransportRoles | CommandRule::Ranges => say.why_conflict,
            _ => say.why,
        };
        let action = match rule {
            CommandRule::TransportRoles => say.action_roles,
            CommandRule::Ranges => say.action_ranges,
            CommandRule::Fqdn => say.action_fqdn,
            CommandRule::ExternalAuthoritative | CommandRule::ExternalAuthoritativeGroups => say.action_external,
            CommandRule::CustomGroup => say.action_custom_group,
            CommandRule::SuppressAnonymousTls => say.action_suppress,
            _ => say.action,
        };
        text(title, format!("{} {what}", say.what), why, action, None)
    }

    /// The rule as a sentence of its own.
    fn refused_by(&self, rule: CommandRule) -> String {
        let say = &self.remedies;
        let told = match rule {
            CommandRule::TransportRoles | CommandRule::Ranges | CommandRule::Fqdn => "",
            CommandRule::BasicAuthRequireTls => say.basic_auth_require_tls_alone,
            CommandRule::RequireTls => say.require_tls_without_tls,
            CommandRule::ExternalAuthoritative => say.external_authoritative_excludes,
            CommandRule::ExternalAuthoritativeGroups => say.external_authoritative_needs_exchange_servers,
            CommandRule::DomainSecure => say.domain_secure_without_tls,
            CommandRule::ExtendedProtection => say.extended_protection_without_require_tls,
            CommandRule::LiveCredential => say.live_credential_without_basic_auth,
            CommandRule::Timeouts => say.inactivity_beyond_timeout,
            CommandRule::Banner => say.banner_without_status,
            CommandRule::CustomGroup => say.custom_is_no_input,
            CommandRule::LegacyServersOnEdge => say.legacy_servers_on_edge,
            CommandRule::ClientSettings => say.client_settings_without_exchange_users,
            CommandRule::SuppressAnonymousTls => say.suppress_anonymous_tls_not_downgraded,
            CommandRule::NewRole => say.role_not_for_new,
        };
        // The rules stand behind a colon elsewhere.
        let mut letters = told.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }
}

/// The property that a rule is about, in the spelling of Exchange.
const fn rule_property(rule: CommandRule) -> &'static str {
    match rule {
        CommandRule::TransportRoles | CommandRule::NewRole => "TransportRole",
        CommandRule::Ranges => "RemoteIPRanges",
        CommandRule::Fqdn => "Fqdn",
        CommandRule::BasicAuthRequireTls
        | CommandRule::ExternalAuthoritative
        | CommandRule::ExternalAuthoritativeGroups => "AuthMechanism",
        CommandRule::RequireTls => "RequireTLS",
        CommandRule::DomainSecure => "DomainSecureEnabled",
        CommandRule::ExtendedProtection => "ExtendedProtectionPolicy",
        CommandRule::LiveCredential => "LiveCredentialEnabled",
        CommandRule::Timeouts => "ConnectionTimeout",
        CommandRule::Banner => "Banner",
        CommandRule::CustomGroup | CommandRule::LegacyServersOnEdge => "PermissionGroups",
        CommandRule::ClientSettings => "AdvertiseClientSettings",
        CommandRule::SuppressAnonymousTls => "SuppressXAnonymousTls",
    }
}

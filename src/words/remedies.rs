//! Remedies: what one does, what else comes of it, why Exchange accepts it, and what running the selection again shows.

use super::Words;
use super::common::alike;
use super::template::{Counted, templates};
use crate::remedy::quoting::{Unquotable, printable};
use crate::remedy::typed::RangeFault;
use crate::remedy::{Acceptance, Consequence, Deviation, Id, Refusal, Rule, Unfit, Unseen};

templates! {
    /// Remedies.
    Remedies {
        take_addresses_off(addresses, connectors);
        take_addresses_off_the_connector(addresses);
        disable(connectors);
        restore_ranges(connectors);
        pin_on_default(addresses: counted, connectors);
        dedicated_internal_connector(addresses);
        exchange_server_on_relay(connectors);
        replace_cut_list();
        restore_exchange_authentication(connectors);
        restore_default_connector(connectors);
        move_to_frontend(connectors);
        narrow_open_relay(connectors);
        narrow_large_ranges();
        relay_right_on_default();

        no_restart();
        splits(connector, entry, pieces);
        /// The own address of a server stays.
        own_address_stays(servers: counted, addresses, connectors);
        other_list(servers: counted);
        other_addresses(servers: counted);
        other_connectors(servers: counted);
        anonymous_relay_ends(connectors);
        may_still_be_caught(servers);
        hidden(values);
        moves_others(count: counted);
        moves_on_other_ports(ports);
        many_entries(connector, entries);
        disabled_today(connectors);
        answers_nobody(connectors: counted);
        trap_stays(connectors: counted);
        one_more_connector(connectors);
        hides_the_wrong_range(connectors);
        loses_hidden_entries(connectors);
        only_logged_clients(connector, count);
        opens_to_everybody(connector);
        greeting_changes(connector, fqdn);
        groups_lost(connector, groups);
        no_way_back(connector, rule);
        restart_both_services(server);
        landing_open_until_restart(server);
        second_step(connectors);
        takes_relay_from(hosts: counted);
        leads_to_failure(connectors);
        /// A property that is not shown whole.
        hidden_value(property, connector);

        accepted();
        accepted_as_shown(values);
        /// What a rule needs and the paste does not show.
        values_decide(values);
        downgraded_authentication_decides(server);
        role_decides(server);
        binding_order_decides(other, range);
        refused(connector, rule);
        no_range_left();
        equal_range(other, range);
        crossing_ranges(range, crosses, other);
        role_conflict(other);
        fqdn_not_the_servers(fqdn);
        basic_auth_require_tls_alone();
        require_tls_without_tls();
        domain_secure_without_tls();
        external_authoritative_excludes();
        external_authoritative_needs_exchange_servers();
        custom_is_no_input();
        name_with_backslash();
        role_not_for_new();
        extended_protection_without_require_tls();
        live_credential_without_basic_auth();
        inactivity_beyond_timeout();
        banner_without_status();
        group_address_bound(address);
        client_settings_without_exchange_users();
        binary_mime_without_chunking();
        legacy_servers_on_edge();
        long_addresses_on_edge();
        suppress_anonymous_tls_on_edge();
        suppress_anonymous_tls_not_downgraded();
        invalid_range(entry, fault);
        invalid_binding(entry);
        range_start_above_end(first, last);
        range_families();
        range_length(length);
        range_length_above_v4(length);
        range_length_above_v6(length);
        range_mask(mask);
        range_address(text);
        too_many_entries(entries);
        name_taken();

        lands_elsewhere(server, address, connector);
        lands_nowhere(server, address);
        nothing_visible(connector);
        old_value_hidden(property, connector);
        unquotable(connector, why);
        control_character(code);
        direction_override(code);
        hidden_text(code);
        too_long();
        nothing_seen();
        /// The comment for a name that no command may hold.
        left_out_of_command(name, why);
        clients_unknown(connector);
        harmful();

        nothing_moves();
        nothing_moves_as_shown();
        all_listed();
        all_listed_as_shown();
        landing(addresses, connectors);
        nothing_moves_today();
        more_moves();
        /// Nothing else is seen to change, and why that is not certain.
        nothing_else_seen(why);
        not_all_decided();
        values_not_shown(values);
        only_these_on_each_server(addresses, connectors);
        only_these(addresses: counted, connectors);
    }
}

/// What the sentences about a remedy need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RemedyFacts {
    /// The captured addresses, in order.
    pub(crate) addresses: Vec<String>,
    /// Identities of the connectors that are changed, without repeats.
    pub(crate) connectors: Vec<String>,
    /// Identities of the connectors that answer afterwards.
    pub(crate) lands_on: Vec<String>,
    /// Servers that are changed.
    pub(crate) servers: Vec<String>,
    /// Something changes connector although nobody asked for it.
    pub(crate) others: bool,
    /// Hidden values that have a say: connector and property.
    pub(crate) hidden: Vec<(String, &'static str)>,
    /// Nothing else changes, and nothing is hidden, tied or contested.
    pub(crate) complete: bool,
    /// Nothing changes at all today.
    pub(crate) no_effect: bool,
}

/// The one connector that a consequence is about.
const fn connector(consequence: &Consequence) -> Option<&String> {
    match consequence {
        Consequence::Splits { connector, .. }
        | Consequence::ManyEntries { connector, .. }
        | Consequence::OnlyLoggedClients { connector, .. }
        | Consequence::OpensToEverybody { connector }
        | Consequence::GreetingChanges { connector, .. }
        | Consequence::GroupsLost { connector, .. }
        | Consequence::NoWayBack(Refusal { connector, .. }) => Some(connector),
        _ => None,
    }
}

impl Words {
    /// One line: what a remedy does.
    pub(crate) fn remedy_headline(&self, id: Id, facts: &RemedyFacts) -> String {
        let say = &self.remedies;
        let (addresses, connectors) = (self.list(&facts.addresses), self.connectors(&facts.connectors));
        match id {
            Id::TakeAddressesOff if facts.connectors.is_empty() => say.take_addresses_off_the_connector(addresses),
            Id::TakeAddressesOff => say.take_addresses_off(addresses, connectors),
            Id::DisableConnector | Id::DisableUnusedConnector => say.disable(connectors),
            Id::RestoreRanges => say.restore_ranges(connectors),
            Id::PinOnDefault => {
                say.pin_on_default(Counted::new(addresses.to_string(), facts.addresses.len()), connectors)
            }
            Id::DedicatedInternalConnector => say.dedicated_internal_connector(addresses),
            Id::ExchangeServerOnRelay => say.exchange_server_on_relay(connectors),
            Id::ReplaceCutList => say.replace_cut_list.to_owned(),
            Id::RestoreExchangeAuthentication => say.restore_exchange_authentication(connectors),
            Id::RestoreDefaultConnector => say.restore_default_connector(connectors),
            Id::MoveToFrontend => say.move_to_frontend(connectors),
            Id::NarrowOpenRelay if facts.connectors.is_empty() => say.narrow_large_ranges.to_owned(),
            Id::NarrowOpenRelay => say.narrow_open_relay(connectors),
            Id::RelayRightOnDefault => say.relay_right_on_default.to_owned(),
        }
    }

    /// What else comes of a remedy. What comes of several connectors alike is said once.
    pub(crate) fn consequences(&self, consequences: &[Consequence]) -> Vec<String> {
        let nobody = Counted::new("", 1);
        let alike = alike(consequences, |consequence| self.consequence(consequence, &nobody));
        let said = alike.into_iter().filter_map(|members| {
            let connectors = self.connectors(members.iter().filter_map(|member| connector(member)));
            members.first().map(|first| self.consequence(first, &connectors))
        });
        said.collect()
    }

    /// A consequence. Where it is one of a single connector, `names` are those of all connectors that it comes of.
    fn consequence(&self, consequence: &Consequence, names: &Counted) -> String {
        let say = &self.remedies;
        let list = |items: &[String]| self.list(items);
        let connectors = |identities: &[String]| self.connectors(identities);
        match consequence {
            Consequence::NoRestart => say.no_restart.to_owned(),
            Consequence::Splits { entry, pieces, .. } => say.splits(names, entry, list(pieces)),
            Consequence::Deviates { servers, why } => self.deviation(servers, why),
            Consequence::AnonymousRelayEnds { connectors: all } => say.anonymous_relay_ends(connectors(all)),
            Consequence::MayStillBeCaught { servers } => say.may_still_be_caught(list(servers)),
            Consequence::Hidden { values } => say.hidden(self.hidden_values(values)),
            Consequence::MovesOthers { regions } => say.moves_others(regions),
            Consequence::MovesOnOtherPorts { ports } => {
                say.moves_on_other_ports(list(&ports.iter().map(ToString::to_string).collect::<Vec<_>>()))
            }
            Consequence::ManyEntries { entries, .. } => say.many_entries(names, entries),
            Consequence::DisabledToday { connectors: all } => say.disabled_today(connectors(all)),
            Consequence::AnswersNobody { connectors: all } => say.answers_nobody(connectors(all)),
            Consequence::TrapStays { connectors: all } => say.trap_stays(connectors(all)),
            Consequence::OneMoreConnector { connectors: all } => say.one_more_connector(connectors(all)),
            Consequence::HidesTheWrongRange { connectors: all } => say.hides_the_wrong_range(connectors(all)),
            Consequence::LosesHiddenEntries { connectors: all } => say.loses_hidden_entries(connectors(all)),
            Consequence::OnlyLoggedClients { count, .. } => say.only_logged_clients(names, count),
            Consequence::OpensToEverybody { .. } => say.opens_to_everybody(names),
            Consequence::GreetingChanges { fqdn, .. } => say.greeting_changes(names, fqdn),
            Consequence::GroupsLost { groups, .. } => say.groups_lost(names, list(groups)),
            Consequence::NoWayBack(Refusal { rule, .. }) => say.no_way_back(names, self.rule(rule)),
            Consequence::RestartBothServices { server } => say.restart_both_services(server),
            Consequence::SecondStep { connectors } => say.second_step(self.connectors(connectors)),
            Consequence::TakesRelayFrom { hosts } => say.takes_relay_from(self.list(hosts)),
            Consequence::LeadsToFailure { connectors } => say.leads_to_failure(self.connectors(connectors)),
            Consequence::LandingOpenUntilRestart { server } => say.landing_open_until_restart(server),
        }
    }

    /// Whose change differs from that of the other servers, and why.
    fn deviation(&self, servers: &[String], why: &Deviation) -> String {
        let (say, servers) = (&self.remedies, self.servers(servers));
        match why {
            Deviation::OwnAddress { connectors, addresses } => {
                say.own_address_stays(servers, self.list(addresses), self.names_of_connectors(connectors))
            }
            Deviation::OtherList => say.other_list(servers),
            Deviation::OtherAddresses => say.other_addresses(servers),
            Deviation::OtherConnectors => say.other_connectors(servers),
        }
    }

    /// Why Exchange accepts a remedy, or not.
    pub(crate) fn acceptance(&self, acceptance: &Acceptance) -> String {
        let say = &self.remedies;
        match acceptance {
            Acceptance::Accepted => say.accepted.to_owned(),
            Acceptance::AsShown(values) => say.accepted_as_shown(self.unseen(values)),
            Acceptance::Refused(Refusal { connector, rule, .. }) => {
                say.refused(self.connector_name(connector), self.rule(rule))
            }
            Acceptance::Unfit(unfit) => self.unfit(unfit),
        }
    }

    /// What running the selection again shows; only for remedies that are ready.
    pub(crate) fn proof(&self, facts: &RemedyFacts) -> String {
        let say = &self.remedies;
        if facts.addresses.is_empty() {
            return match (facts.no_effect, facts.complete) {
                (true, true) => say.nothing_moves.to_owned(),
                (true, false) => say.nothing_moves_as_shown.to_owned(),
                (false, true) => say.all_listed.to_owned(),
                (false, false) => say.all_listed_as_shown.to_owned(),
            };
        }
        let (addresses, connectors) = (self.list(&facts.addresses), self.connectors(&facts.lands_on));
        let is_all = !facts.no_effect && !facts.others && facts.complete;
        if is_all && facts.servers.len() > 1 {
            return say.only_these_on_each_server(addresses, connectors);
        }
        if is_all {
            return say.only_these(Counted::new(addresses.to_string(), facts.addresses.len()), connectors);
        }
        let landing = say.landing(addresses, connectors);
        let rest = if facts.no_effect {
            say.nothing_moves_today.to_owned()
        } else if facts.others {
            say.more_moves.to_owned()
        } else {
            say.nothing_else_seen(if facts.hidden.is_empty() {
                say.not_all_decided.to_owned()
            } else {
                say.values_not_shown(self.hidden_values(&facts.hidden))
            })
        };
        format!("{landing} {rest}")
    }

    /// Values that are not shown whole: connector and property.
    pub(super) fn hidden_values(&self, values: &[(String, &'static str)]) -> String {
        let named = values
            .iter()
            .map(|(connector, property)| self.remedies.hidden_value(property, self.connector_name(connector)));
        self.list(named).to_string()
    }

    /// What rules need and the paste does not show, a sentence for each kind.
    fn unseen(&self, unseen: &[Unseen]) -> String {
        let say = &self.remedies;
        let mut values = Vec::new();
        let mut sentences = Vec::new();
        for what in unseen {
            match what {
                Unseen::Value(connector, property) => values.push((connector.clone(), *property)),
                Unseen::DowngradedAuthentication(server) => {
                    sentences.push(say.downgraded_authentication_decides(server));
                }
                Unseen::ServerRole(server) => sentences.push(say.role_decides(server)),
                Unseen::BindingOrder { range, other } => {
                    sentences.push(say.binding_order_decides(self.connector_name(other), range));
                }
            }
        }
        if !values.is_empty() {
            sentences.insert(0, say.values_decide(self.hidden_values(&values)));
        }
        sentences.join(" ")
    }

    fn range_fault(&self, fault: &RangeFault) -> String {
        let say = &self.remedies;
        match fault {
            RangeFault::StartAboveEnd { first, last } => say.range_start_above_end(first, last),
            RangeFault::Families => say.range_families.to_owned(),
            RangeFault::Length { length } => say.range_length(length),
            RangeFault::LengthAbove { length, most: 32 } => say.range_length_above_v4(length),
            RangeFault::LengthAbove { length, .. } => say.range_length_above_v6(length),
            RangeFault::Mask { mask } => say.range_mask(mask),
            RangeFault::Address { text } => say.range_address(text),
        }
    }

    fn rule(&self, rule: &Rule) -> String {
        let say = &self.remedies;
        match rule {
            Rule::NoRangeLeft => say.no_range_left.to_owned(),
            Rule::EqualRange { range, other } => say.equal_range(self.connector_name(other), range),
            Rule::CrossingRanges { range, crosses, other } => {
                say.crossing_ranges(range, crosses, self.connector_name(other))
            }
            Rule::RoleConflict { other } => say.role_conflict(self.connector_name(other)),
            Rule::FqdnNotTheServers { fqdn } => say.fqdn_not_the_servers(fqdn),
            Rule::BasicAuthRequireTlsAlone => say.basic_auth_require_tls_alone.to_owned(),
            Rule::RequireTlsWithoutTls => say.require_tls_without_tls.to_owned(),
            Rule::DomainSecureWithoutTls => say.domain_secure_without_tls.to_owned(),
            Rule::ExternalAuthoritativeExcludes => say.external_authoritative_excludes.to_owned(),
            Rule::ExternalAuthoritativeNeedsExchangeServers => {
                say.external_authoritative_needs_exchange_servers.to_owned()
            }
            Rule::CustomIsNoInput => say.custom_is_no_input.to_owned(),
            Rule::TooManyEntries { entries } => say.too_many_entries(entries),
            Rule::NameTaken => say.name_taken.to_owned(),
            Rule::NameWithBackslash => say.name_with_backslash.to_owned(),
            Rule::RoleNotForNew => say.role_not_for_new.to_owned(),
            Rule::ExtendedProtectionWithoutRequireTls => say.extended_protection_without_require_tls.to_owned(),
            Rule::LiveCredentialWithoutBasicAuth => say.live_credential_without_basic_auth.to_owned(),
            Rule::InactivityBeyondTimeout => say.inactivity_beyond_timeout.to_owned(),
            Rule::BannerWithoutStatus => say.banner_without_status.to_owned(),
            Rule::GroupAddressBound { address } => say.group_address_bound(address),
            Rule::ClientSettingsWithoutExchangeUsers => say.client_settings_without_exchange_users.to_owned(),
            Rule::BinaryMimeWithoutChunking => say.binary_mime_without_chunking.to_owned(),
            Rule::LegacyServersOnEdge => say.legacy_servers_on_edge.to_owned(),
            Rule::LongAddressesOnEdge => say.long_addresses_on_edge.to_owned(),
            Rule::SuppressAnonymousTlsOnEdge => say.suppress_anonymous_tls_on_edge.to_owned(),
            Rule::SuppressAnonymousTlsNotDowngraded => say.suppress_anonymous_tls_not_downgraded.to_owned(),
            Rule::InvalidRange { entry, fault } => say.invalid_range(entry, self.range_fault(fault)),
            Rule::InvalidBinding { entry } => say.invalid_binding(entry),
        }
    }

    fn unfit(&self, unfit: &Unfit) -> String {
        let say = &self.remedies;
        match unfit {
            Unfit::LandsElsewhere { address, server, connector: Some(connector) } => {
                say.lands_elsewhere(server, address, self.connector_name(connector))
            }
            Unfit::LandsElsewhere { address, server, connector: None } => say.lands_nowhere(server, address),
            Unfit::NothingVisible { connector } => say.nothing_visible(self.connector_name(connector)),
            Unfit::OldValueHidden { connector, property } => {
                say.old_value_hidden(property, self.connector_name(connector))
            }
            Unfit::Unquotable { connector, why } => say.unquotable(connector, self.why_unquotable(*why)),
            Unfit::ClientsUnknown { connector } => say.clients_unknown(self.connector_name(connector)),
            Unfit::Harmful => say.harmful.to_owned(),
        }
    }

    /// Why a name stands in no command.
    pub(crate) fn left_out_of_command(&self, name: &str, why: Unquotable) -> String {
        self.remedies.left_out_of_command(printable(name), self.why_unquotable(why))
    }

    fn why_unquotable(&self, why: Unquotable) -> String {
        let say = &self.remedies;
        let code = |c: char| format!("{:04X}", u32::from(c));
        match why {
            Unquotable::ControlCharacter(c) => say.control_character(code(c)),
            Unquotable::DirectionOverride(c) => say.direction_override(code(c)),
            Unquotable::HiddenText(c) => say.hidden_text(code(c)),
            Unquotable::TooLong => say.too_long.to_owned(),
            Unquotable::Empty => say.nothing_seen.to_owned(),
        }
    }
}

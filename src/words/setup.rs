//! Findings about connectors of setup, and about ranges and bindings that get in each other's way.

use super::Words;
use super::common::sentences;
use super::findings::{FindingText, text};
use super::template::{Counted, templates};
use crate::diagnosis::facts::{
    Change, ConnectorRange, ConnectorValue, Difference, Edit, Harm, HiddenEntries, QueuesFail, RangePair, Shadowed,
    Unserved, UnservedFacts,
};
use crate::model::{Address, Family, Property, SetUpAs};

templates! {
    /// Findings about connectors of setup and about ranges.
    Setup {
        mail_from_outside();
        mail_to_edge();
        mail_of_users();
        mail_of_users_handed_on();
        mail_to_outside();
        mail_from_servers();

        nothing_listens(connector, port, task, family);
        nothing_listens_elsewhere(connector, port, task, family);
        nobody_has(connector, port, task, ranges);
        /// A queue fails with the reply that was just named.
        queue_fails();
        disabled(connectors: counted);
        disabled_why();
        disabled_action();
        disabled_fine();
        narrowed(connectors: counted);
        narrowed_why();
        narrowed_action();
        narrowed_fine();
        ipv6_gap(connectors: counted);
        ipv6_gap_why();
        ipv6_gap_action();
        ipv6_gap_fine();

        edited(connectors);
        edited_and_refuses(connectors: counted);
        edit(connectors, change, harm);
        lacks(property, member);
        has_member(property, member);
        is_instead(property, value, setup);
        edited_why();
        edited_action();
        edited_fine();
        harm_servers_temporary();
        harm_servers_as_users();
        harm_anonymous_refused();
        harm_users_refused();
        harm_user_proxy_fails();
        harm_outbound_proxy_fails();
        harm_partners_refused();
        harm_no_starttls();
        harm_other_service();
        harm_port_gone();
        harm_too_fast();
        harm_too_many();
        harm_no_login();
        harm_clear_passwords();
        harm_anonymous_admitted();
        harm_users_admitted();
        harm_trusted();
        harm_none_known();

        unreadable(connectors, senders);
        unreadable_what();
        unreadable_why();
        unreadable_action();
        cut_off(connectors, senders);
        cut_off_what();
        cut_off_why();
        cut_off_action();

        not_nested(winner, others, address);
        not_nested_what(winner, range, others, address);
        /// A connector with one of its ranges.
        has_range(connector, range);
        not_nested_why();
        not_nested_action();

        cross(connectors);
        cross_pair(first, first_range, second, second_range);
        cross_why();
        equal(connectors);
        equal_pair(first, second, range);
        equal_why();
        separate_action();

        whole_internet(connectors, endpoints);
        whole_internet_what();
        whole_internet_why();
        whole_internet_action();
        whole_internet_fine();

        never_chosen(connectors);
        /// A connector with its bindings or one of them.
        on_binding(connector, bindings);
        no_range_of_family(connector, binding);
        taken(connector, binding, others: counted);
        never_chosen_why();
        never_chosen_action();
        never_chosen_fine();

        differ(connectors: counted);
        differ_what();
        /// A property with its values.
        values(property, values);
        value_on(value, connector);
        empty();
        remote_ip_ranges_in_part();
        differ_action();
        differ_fine();
    }
}

impl Words {
    const fn task(&self, is: SetUpAs) -> &'static str {
        let say = &self.setup;
        match is {
            SetUpAs::DefaultFrontend => say.mail_from_outside,
            SetUpAs::EdgeDefault => say.mail_to_edge,
            SetUpAs::ClientFrontend | SetUpAs::Client => say.mail_of_users,
            SetUpAs::ClientProxy => say.mail_of_users_handed_on,
            SetUpAs::OutboundProxy => say.mail_to_outside,
            SetUpAs::Default => say.mail_from_servers,
        }
    }

    /// Who is not served.
    fn unserved(
        &self,
        facts: &UnservedFacts,
        nothing: &dyn Fn(&Counted, &Unserved, &str) -> String,
    ) -> (Counted, String) {
        let say = &self.setup;
        let mut told = self.of_connectors(
            &facts.unserved,
            |it| &it.connector,
            |names, it| {
                if it.ranges.is_empty() {
                    nothing(names, it, if it.family == Family::V6 { "IPv6" } else { "IPv4" })
                } else {
                    say.nobody_has(names, it.port, self.task(it.is), self.some_ranges(&it.ranges))
                }
            },
        );
        if facts.queues == QueuesFail::Now {
            told = told + " " + say.queue_fails;
        }
        (self.connectors(facts.unserved.iter().map(|it| &it.connector)), told)
    }

    /// A connector of setup is disabled.
    pub(super) fn disabled(&self, facts: &UnservedFacts) -> FindingText {
        let say = &self.setup;
        let nothing = |names: &Counted, it: &Unserved, family: &str| {
            say.nothing_listens(names, it.port, self.task(it.is), family)
        };
        let (connectors, what) = self.unserved(facts, &nothing);
        text(say.disabled(connectors), what, say.disabled_why, say.disabled_action, Some(say.disabled_fine))
    }

    /// A connector of setup does not take every address any more.
    pub(super) fn narrowed(&self, facts: &UnservedFacts) -> FindingText {
        let say = &self.setup;
        // Enabled, on its port, and yet not open: it has addresses of its own there.
        let nothing = |names: &Counted, it: &Unserved, family: &str| {
            say.nothing_listens_elsewhere(names, it.port, self.task(it.is), family)
        };
        let (connectors, what) = self.unserved(facts, &nothing);
        text(say.narrowed(connectors), what, say.narrowed_why, say.narrowed_action, Some(say.narrowed_fine))
    }

    /// A connector of setup does not answer over IPv6.
    pub(super) fn ipv6_gap(&self, facts: &UnservedFacts) -> FindingText {
        let say = &self.setup;
        let nothing = |names: &Counted, it: &Unserved, family: &str| {
            say.nothing_listens(names, it.port, self.task(it.is), family)
        };
        let (connectors, what) = self.unserved(facts, &nothing);
        text(say.ipv6_gap(connectors), what, say.ipv6_gap_why, say.ipv6_gap_action, Some(say.ipv6_gap_fine))
    }

    /// Connectors of setup were edited.
    pub(super) fn edited(&self, edits: &[Edit]) -> FindingText {
        let say = &self.setup;
        let connectors = self.connectors(edits.iter().flat_map(|e| &e.connectors));
        let title = if edits.iter().any(|e| e.harm.is_failure()) {
            say.edited_and_refuses(connectors)
        } else {
            say.edited(connectors)
        };
        let what = sentences(edits, |edit| {
            let property = edit.property.spelling();
            let change = match &edit.change {
                Change::Lacks(member) => say.lacks(property, member),
                Change::Has(member) => say.has_member(property, member),
                Change::Is(value, setup) => say.is_instead(property, value, setup),
            };
            say.edit(self.connectors(&edit.connectors), change, self.harm(edit.harm))
        });
        text(title, what, say.edited_why, say.edited_action, Some(say.edited_fine))
    }

    const fn harm(&self, harm: Harm) -> &'static str {
        let say = &self.setup;
        match harm {
            Harm::ServersTemporary => say.harm_servers_temporary,
            Harm::ServersAsUsers => say.harm_servers_as_users,
            Harm::AnonymousRefused => say.harm_anonymous_refused,
            Harm::UsersRefused => say.harm_users_refused,
            Harm::UserProxyFails => say.harm_user_proxy_fails,
            Harm::OutboundProxyFails => say.harm_outbound_proxy_fails,
            Harm::PartnersRefused => say.harm_partners_refused,
            Harm::NoStartTls => say.harm_no_starttls,
            Harm::OtherService => say.harm_other_service,
            Harm::PortGone => say.harm_port_gone,
            Harm::TooFast => say.harm_too_fast,
            Harm::TooMany => say.harm_too_many,
            Harm::NoLogin => say.harm_no_login,
            Harm::ClearPasswords => say.harm_clear_passwords,
            Harm::AnonymousAdmitted => say.harm_anonymous_admitted,
            Harm::UsersAdmitted => say.harm_users_admitted,
            Harm::Trusted => say.harm_trusted,
            Harm::NoneKnown => say.harm_none_known,
        }
    }

    /// A list of which a part is not known.
    pub(super) fn truncated(&self, connectors: &[String], senders: &[String], hidden: HiddenEntries) -> FindingText {
        let (say, connectors, senders) = (&self.setup, self.connectors(connectors), self.list(senders));
        match hidden {
            HiddenEntries::Unreadable => text(
                say.unreadable(connectors, senders),
                say.unreadable_what,
                say.unreadable_why,
                say.unreadable_action,
                None,
            ),
            HiddenEntries::CutOff => {
                text(say.cut_off(connectors, senders), say.cut_off_what, say.cut_off_why, say.cut_off_action, None)
            }
        }
    }

    /// Ranges that cross decide which connector answers.
    pub(super) fn ranges_not_nested(
        &self,
        winner: &ConnectorRange,
        others: &[ConnectorRange],
        address: &Address,
    ) -> FindingText {
        let say = &self.setup;
        let title = say.not_nested(
            self.connector_name(&winner.connector),
            self.connectors(others.iter().map(|o| &o.connector)),
            address,
        );
        let range = |it: &ConnectorRange| self.range_with_size(&it.range, it.size);
        let told =
            self.list(others.iter().map(|other| say.has_range(self.connector_name(&other.connector), range(other))));
        let what = say.not_nested_what(self.connector_name(&winner.connector), range(winner), told, address);
        text(title, what, say.not_nested_why, say.not_nested_action, None)
    }

    /// Ranges that cross, and no failing queue leads to them.
    pub(super) fn ranges_cross(&self, pairs: &[RangePair]) -> FindingText {
        let say = &self.setup;
        let what = sentences(pairs, |pair| {
            let first = self.range_with_size(pair.first_range, pair.first_range.size());
            let second = self.range_with_size(pair.second_range, pair.second_range.size());
            say.cross_pair(self.connector_name(&pair.first), first, self.connector_name(&pair.second), second)
        });
        text(say.cross(self.names_of(pairs)), what, say.cross_why, say.separate_action, None)
    }

    /// Ranges that are equal.
    pub(super) fn equal_ranges(&self, pairs: &[RangePair]) -> FindingText {
        let say = &self.setup;
        let what = sentences(pairs, |pair| {
            say.equal_pair(self.connector_name(&pair.first), self.connector_name(&pair.second), pair.first_range)
        });
        text(say.equal(self.names_of(pairs)), what, say.equal_why, say.separate_action, None)
    }

    fn names_of(&self, pairs: &[RangePair]) -> Counted {
        self.connectors(pairs.iter().flat_map(|pair| [&pair.first, &pair.second]))
    }

    /// Connectors that take everything on one local address.
    pub(super) fn whole_internet(&self, takes: &[ConnectorValue]) -> FindingText {
        let say = &self.setup;
        let endpoints = self.list(takes.iter().map(|t| &t.value));
        text(
            say.whole_internet(self.connectors(takes.iter().map(|t| &t.connector)), endpoints),
            say.whole_internet_what,
            say.whole_internet_why,
            say.whole_internet_action,
            Some(say.whole_internet_fine),
        )
    }

    /// Connectors on which nothing ever lands.
    pub(super) fn never_chosen(&self, all: &[Shadowed]) -> FindingText {
        let say = &self.setup;
        let names = all.iter().map(|it| {
            if it.everywhere {
                self.connector_name(&it.connector)
            } else {
                say.on_binding(self.connector_name(&it.connector), self.list(it.bindings.iter().map(|b| &b.binding)))
            }
        });
        let bindings = all.iter().flat_map(|it| it.bindings.iter().map(move |b| (it, b)));
        let what = self.of_connectors(
            bindings,
            |(it, _)| &it.connector,
            |names, (_, b)| {
                if b.taken_by.is_empty() {
                    say.no_range_of_family(names, &b.binding)
                } else {
                    say.taken(names, &b.binding, self.connectors(&b.taken_by))
                }
            },
        );
        let title = say.never_chosen(self.choice(names));
        text(title, what, say.never_chosen_why, say.never_chosen_action, Some(say.never_chosen_fine))
    }

    /// Connectors of one name differ between servers.
    pub(super) fn partial_config(&self, connectors: &[String], differences: &[Difference]) -> FindingText {
        let say = &self.setup;
        let why = sentences(differences, |difference| {
            let mut of_value: Vec<(&str, Vec<&str>)> = Vec::new();
            for it in &difference.values {
                let value = if it.value.is_empty() || it.value == "{}" { say.empty } else { &it.value };
                match of_value.iter_mut().find(|(known, _)| *known == value) {
                    Some((_, connectors)) => connectors.push(&it.connector),
                    None => of_value.push((value, vec![&it.connector])),
                }
            }
            let values =
                of_value.into_iter().map(|(value, connectors)| say.value_on(value, self.connectors(connectors)));
            let property = if difference.property == Property::RemoteIPRanges {
                say.remote_ip_ranges_in_part
            } else {
                difference.property.spelling()
            };
            say.values(property, self.whole_list(values))
        });
        let title = say.differ(self.connectors(connectors));
        text(title, say.differ_what, why, say.differ_action, Some(say.differ_fine))
    }
}

//! Findings about relays, their clients, and limits.

use super::Words;
use super::findings::{FindingText, text};
use super::template::{Counted, templates};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::facts::{
    ConnectorValue, EntryCount, Held, Limited, PastedRange, RefusedClient, RelayThrough, RightIs,
};
use crate::remedy::powershell::verbose_logging;

templates! {
    /// Findings about relays, their clients, and limits.
    Relays {
        /// A connector with what it has.
        has(connectors: counted, value);
        has_entries(connectors: counted, count);
        /// A property of a connector with its value.
        value_of(property, connector, value);

        limits_not_shown(connector);
        limit_low(connectors: counted);
        limit_low_why();
        limit_low_action();
        limit_low_fine();
        connections_reached(connectors: counted);
        connections_reached_why();
        messages_reached(connectors: counted);
        messages_reached_why();
        reached_action();
        reached_fine();
        limit_in_question(connectors: counted);
        limit_in_question_why();
        limit_in_question_action();
        limit_in_question_fine();

        admits_nobody(connectors: counted);
        admits_nobody_what();
        admits_nobody_why();
        admits_nobody_action();
        admits_nobody_fine();

        open_relay(connector);
        open_relay_what();
        open_relay_ranges(ranges);
        open_relay_externally_secured();
        open_relay_custom();
        open_relay_take_right_away();
        open_relay_narrow();
        open_relay_shows_right();
        open_relay_look();
        open_relay_fine();

        own_address(connectors: counted);
        lands_on_port(address, port, connector, range);
        other_roles_why();
        front_end_hands_over_why();
        front_end_hands_over_action();
        own_programs_why();
        own_address_action();
        own_address_fine();

        gateway(connectors: counted, addresses);
        lands(address, connector, range);
        gateway_why();
        gateway_action();
        gateway_fine();
        subnets(connectors: counted);
        subnets_fine();

        client_not_matched(clients, connectors);
        a_client();
        client_not_matched_what();
        client_not_matched_why();
        client_action();
        client_fine();
        client_in_question();
        client_in_question_what();
        client_in_question_why();
        granted_on_default(connectors: counted);
        granted_on_default_what();
        granted_on_default_why();
        granted_on_default_action();
        granted_on_default_fine();

        right_missing(connectors: counted);
        right_missing_what();
        right_missing_why();
        right_missing_action();
        right_missing_fine();
        hybrid_right_missing(connectors: counted);
        hybrid_right_missing_what();
        hybrid_right_missing_why();
        hybrid_right_missing_action();
        hybrid_right_missing_fine();

        picked_other(connectors: counted, lands_on);
        picked_other_why();
        picked_other_action();
        picked_other_fine();

        load_balancer(connectors: counted);
        load_balancer_why();
        load_balancer_action();
        load_balancer_fine();

        right_in_front(user, right, front, behind);
        right_in_front_what();
        right_in_front_why();
        right_in_front_action();
        right_in_front_fine();

        stale_certificate(connectors: counted);
        stale_certificate_why();
        stale_certificate_action();
        stale_certificate_fine();
        stale_capabilities(connectors: counted);
        stale_capabilities_why();
        stale_capabilities_action();
        stale_capabilities_fine();

        many_entries(connectors: counted);
        many_entries_why();
        many_entries_action();
        many_entries_fine();

        logging_off(connectors: counted);
        logging_off_what();
        logging_off_why();
        logging_off_action(commands);
    }
}

impl Words {
    /// The limits of connectors, a sentence for each.
    fn limits(&self, limited: &[Limited]) -> (Counted, String) {
        let say = &self.relays;
        let told = self.of_connectors(
            limited,
            |it| &it.connector,
            |connectors, it| {
                if it.values.is_empty() {
                    return say.limits_not_shown(connectors);
                }
                let values = it.values.iter().map(|limit| format!("{} {}", limit.property.spelling(), limit.value));
                say.has(connectors, self.whole_list(values))
            },
        );
        (self.connectors(limited.iter().map(|it| &it.connector)), told)
    }

    /// A queue fails because a limit is reached.
    pub(super) fn limit_reached(&self, reply: Known, limited: &[Limited]) -> FindingText {
        let (say, (connectors, values)) = (&self.relays, self.limits(limited));
        let (title, why) = if reply == Known::MessageRateLimit {
            (say.messages_reached(connectors), say.messages_reached_why)
        } else {
            (say.connections_reached(connectors), say.connections_reached_why)
        };
        text(title, values, why, say.reached_action, Some(say.reached_fine))
    }

    /// Connectors for Exchange servers have the limits of a relay.
    pub(super) fn limit_low(&self, limited: &[Limited]) -> FindingText {
        let (say, (connectors, values)) = (&self.relays, self.limits(limited));
        text(say.limit_low(connectors), values, say.limit_low_why, say.limit_low_action, Some(say.limit_low_fine))
    }

    /// Front ends have the limits that setup leaves them.
    pub(super) fn limit_in_question(&self, limited: &[Limited]) -> FindingText {
        let (say, (connectors, values)) = (&self.relays, self.limits(limited));
        text(
            say.limit_in_question(connectors),
            values,
            say.limit_in_question_why,
            say.limit_in_question_action,
            Some(say.limit_in_question_fine),
        )
    }

    /// Connectors that admit nobody.
    pub(super) fn nobody_may_submit(&self, connectors: &[String]) -> FindingText {
        let say = &self.relays;
        text(
            say.admits_nobody(self.connectors(connectors)),
            say.admits_nobody_what,
            say.admits_nobody_why,
            say.admits_nobody_action,
            Some(say.admits_nobody_fine),
        )
    }

    /// A connector that lets everybody in a large range relay.
    pub(super) fn open_relay(
        &self,
        connector: &str,
        ranges: &[PastedRange],
        right: RightIs,
        through: RelayThrough,
    ) -> FindingText {
        let say = &self.relays;
        let ground = match through {
            RelayThrough::ExternallySecured => say.open_relay_externally_secured,
            RelayThrough::DefaultFrontend | RelayThrough::OtherConnector => say.open_relay_custom,
        };
        let why = format!("{} {ground}", say.open_relay_ranges(self.ranges_with_sizes(ranges)));
        let action = match (through, right) {
            (RelayThrough::DefaultFrontend, _) => say.open_relay_take_right_away.to_owned(),
            (RelayThrough::ExternallySecured, RightIs::Shown) => say.open_relay_narrow.to_owned(),
            (RelayThrough::OtherConnector, RightIs::Shown) => {
                format!("{} {}", say.open_relay_narrow, say.open_relay_shows_right)
            }
            (_, RightIs::Inferred) => say.open_relay_look.to_owned(),
        };
        text(
            say.open_relay(self.connector_name(connector)),
            say.open_relay_what,
            why,
            action,
            Some(say.open_relay_fine),
        )
    }

    /// A relay holds addresses of its server, where other roles submit.
    pub(super) fn holds_other_roles(&self, held: &[Held]) -> FindingText {
        self.holds_own(held, self.relays.other_roles_why, self.relays.own_address_action)
    }

    /// A relay holds addresses of its server.
    pub(super) fn holds_own_address(&self, held: &[Held]) -> FindingText {
        let say = &self.relays;
        if held.iter().any(|h| h.port != 25) {
            self.holds_own(held, say.front_end_hands_over_why, say.front_end_hands_over_action)
        } else {
            self.holds_own(held, say.own_programs_why, say.own_address_action)
        }
    }

    fn holds_own(&self, held: &[Held], why: &str, action: &str) -> FindingText {
        let say = &self.relays;
        let what =
            self.of_connectors(held, |h| &h.connector, |name, h| say.lands_on_port(h.address, h.port, name, &h.range));
        let title = say.own_address(self.connectors(held.iter().map(|h| &h.connector)));
        text(title, what, why, action, Some(say.own_address_fine))
    }

    /// A relay holds the default gateway.
    pub(super) fn holds_gateway(&self, held: &[Held]) -> FindingText {
        let say = &self.relays;
        let addresses = self.list(held.iter().map(|h| h.address.to_string()));
        let title = say.gateway(self.connectors(held.iter().map(|h| &h.connector)), addresses);
        let what = self.of_connectors(held, |h| &h.connector, |name, h| say.lands(h.address, name, &h.range));
        text(title, what, say.gateway_why, say.gateway_action, Some(say.gateway_fine))
    }

    /// A gateway may be in these subnets.
    pub(super) fn gateway_in_question(&self, subnets: &[ConnectorValue]) -> FindingText {
        let say = &self.relays;
        let title = say.subnets(self.connectors_of(subnets));
        text(title, self.each_has(subnets), say.gateway_why, say.gateway_action, Some(say.subnets_fine))
    }

    /// A log shows clients that may not relay.
    pub(super) fn client_not_matched(&self, clients: &[RefusedClient]) -> FindingText {
        let say = &self.relays;
        let who = clients.iter().map(|it| it.client.map_or_else(|| say.a_client.to_owned(), |c| c.to_string()));
        let title = say.client_not_matched(self.list(who), self.connectors(clients.iter().map(|it| &it.connector)));
        let (what, why) = (say.client_not_matched_what, say.client_not_matched_why);
        text(title, what, why, say.client_action, Some(say.client_fine))
    }

    /// The reply says that a client may not relay.
    pub(super) fn client_in_question(&self) -> FindingText {
        let say = &self.relays;
        text(
            say.client_in_question,
            say.client_in_question_what,
            say.client_in_question_why,
            say.client_action,
            Some(say.client_fine),
        )
    }

    /// Connectors of setup grant anonymous senders more than setup does.
    pub(super) fn granted_on_default(&self, connectors: &[String]) -> FindingText {
        let say = &self.relays;
        text(
            say.granted_on_default(self.connectors(connectors)),
            say.granted_on_default_what,
            say.granted_on_default_why,
            say.granted_on_default_action,
            Some(say.granted_on_default_fine),
        )
    }

    /// Connectors without the right to relay.
    pub(super) fn relay_right_missing(&self, connectors: &[String]) -> FindingText {
        let say = &self.relays;
        text(
            say.right_missing(self.connectors(connectors)),
            say.right_missing_what,
            say.right_missing_why,
            say.right_missing_action,
            Some(say.right_missing_fine),
        )
    }

    /// Connectors that do not let mail from Exchange Online relay.
    pub(super) fn hybrid_right_missing(&self, connectors: &[String]) -> FindingText {
        let say = &self.relays;
        text(
            say.hybrid_right_missing(self.connectors(connectors)),
            say.hybrid_right_missing_what,
            say.hybrid_right_missing_why,
            say.hybrid_right_missing_action,
            Some(say.hybrid_right_missing_fine),
        )
    }

    /// The settings for Exchange Online are on another connector than its mail.
    pub(super) fn hcw_picked_other(&self, picked: &[ConnectorValue], lands_on: &[String]) -> FindingText {
        let say = &self.relays;
        let title = say.picked_other(self.connectors_of(picked), self.connectors(lands_on));
        let what = self.each_value("TlsDomainCapabilities", picked);
        text(title, what, say.picked_other_why, say.picked_other_action, Some(say.picked_other_fine))
    }

    /// A load balancer may be among single addresses.
    pub(super) fn load_balancer(&self, single: &[ConnectorValue]) -> FindingText {
        let say = &self.relays;
        let title = say.load_balancer(self.connectors_of(single));
        let what = self.each_has(single);
        text(title, what, say.load_balancer_why, say.load_balancer_action, Some(say.load_balancer_fine))
    }

    /// A right on the connector in front, and not on the one behind it.
    pub(super) fn right_in_front(&self, front: &str, behind: &str, user: &str, right: &str) -> FindingText {
        let say = &self.relays;
        text(
            say.right_in_front(user, right, self.connector_name(front), self.connector_name(behind)),
            say.right_in_front_what,
            say.right_in_front_why,
            say.right_in_front_action,
            Some(say.right_in_front_fine),
        )
    }

    /// Connectors that name a certificate which is not there.
    pub(super) fn stale_certificate(&self, all: &[ConnectorValue]) -> FindingText {
        let say = &self.relays;
        let (title, what) =
            (say.stale_certificate(self.connectors_of(all)), self.each_value("TlsCertificateName", all));
        text(title, what, say.stale_certificate_why, say.stale_certificate_action, Some(say.stale_certificate_fine))
    }

    /// Connectors that know Exchange Online by an old certificate.
    pub(super) fn stale_capabilities(&self, all: &[ConnectorValue]) -> FindingText {
        let say = &self.relays;
        let title = say.stale_capabilities(self.connectors_of(all));
        let what = self.each_value("TlsDomainCapabilities", all);
        text(title, what, say.stale_capabilities_why, say.stale_capabilities_action, Some(say.stale_capabilities_fine))
    }

    /// Connectors with almost as many ranges as fit.
    pub(super) fn many_entries(&self, all: &[EntryCount]) -> FindingText {
        let say = &self.relays;
        let title = say.many_entries(self.connectors(all.iter().map(|it| &it.connector)));
        let what = self.of_connectors(
            all,
            |it| &it.connector,
            |names, it| say.has_entries(names, self.grouped(&it.entries.to_string())),
        );
        text(title, what, say.many_entries_why, say.many_entries_action, Some(say.many_entries_fine))
    }

    /// Connectors without a protocol log.
    pub(super) fn logging_off(&self, connectors: &[String]) -> FindingText {
        let say = &self.relays;
        let action =
            say.logging_off_action(verbose_logging(connectors, |name, why| self.left_out_of_command(name, why)));
        text(say.logging_off(self.connectors(connectors)), say.logging_off_what, say.logging_off_why, action, None)
    }

    fn connectors_of(&self, all: &[ConnectorValue]) -> Counted {
        self.connectors(all.iter().map(|it| &it.connector))
    }

    fn each_has(&self, all: &[ConnectorValue]) -> String {
        self.of_connectors(all, |it| &it.connector, |names, it| self.relays.has(names, &it.value))
    }

    fn each_value(&self, property: &str, all: &[ConnectorValue]) -> String {
        self.of_connectors(all, |it| &it.connector, |names, it| self.relays.value_of(property, names, &it.value))
    }
}

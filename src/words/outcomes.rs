//! What the answer to a need may show, and what each of it means.
//!
//! An outcome confirms the finding, rules it out, or leads on. A need whose answer tells no causes apart has none.

use super::Words;
use super::replies::known_replies;
#[cfg(test)]
use super::template::Entry;
#[cfg(test)]
use super::template::Kind;
use super::template::{Value, fill};
use crate::diagnosis::catalogue::Known;
use crate::diagnosis::facts::{Elsewhere, Facts, QueuesFail};
use crate::diagnosis::need::{Check, Need};

/// The template of one outcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    /// What one sees.
    pub(crate) see: &'static str,
    /// What it means, and what to do then.
    pub(crate) means: &'static str,
}

/// One thing that an answer may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// What one sees.
    pub(crate) see: String,
    /// What it means, and what to do then.
    pub(crate) means: String,
}

impl Told {
    fn with(&self, values: &[Value<'_>]) -> Outcome {
        Outcome { see: fill(self.see, values), means: fill(self.means, values) }
    }

    fn bare(&self) -> Outcome {
        self.with(&[])
    }
}

/// Declares the outcomes: those of needs with the values that their texts may show, and for each reply of the catalogue
/// those of its check. A reply without outcomes does not compile.
macro_rules! outcomes {
    (
        needs { $($(#[$doc:meta])* $name:ident($($place:ident),*);)* }
        replies { $($known:ident => $field:ident;)* }
    ) => {
        /// What the answers to needs may show.
        pub(crate) struct Outcomes {
            $($(#[$doc])* pub(crate) $name: Told,)*
            $(pub(crate) $field: [Told; 2],)*
        }

        impl Outcomes {
            $(fn $name(&self $(, $place: &dyn std::fmt::Display)*) -> Outcome {
                self.$name.with(&[$(Value { name: stringify!($place), shown: $place, number: None }),*])
            })*

            /// What the check of a reply may show.
            const fn of(&self, known: Known) -> &[Told; 2] {
                match known {
                    $(Known::$known => &self.$field,)*
                }
            }

            /// Every text with its name.
            #[cfg(test)]
            pub(crate) fn entries(&self) -> Vec<Entry> {
                vec![
                    $(
                        Entry {
                            name: concat!(stringify!($name), ".see"),
                            places: &[$((stringify!($place), Kind::Optional)),*],
                            text: self.$name.see,
                        },
                        Entry {
                            name: concat!(stringify!($name), ".means"),
                            places: &[$((stringify!($place), Kind::Optional)),*],
                            text: self.$name.means,
                        },
                    )*
                    $(
                        Entry { name: concat!(stringify!($field), ".0.see"), places: &[], text: self.$field[0].see },
                        Entry { name: concat!(stringify!($field), ".0.means"), places: &[], text: self.$field[0].means },
                        Entry { name: concat!(stringify!($field), ".1.see"), places: &[], text: self.$field[1].see },
                        Entry { name: concat!(stringify!($field), ".1.means"), places: &[], text: self.$field[1].means },
                    )*
                ]
            }

            /// The same with every text changed.
            #[cfg(test)]
            pub(crate) fn map(&self, change: &dyn Fn(&'static str) -> &'static str) -> Self {
                let changed = |it: Told| Told { see: change(it.see), means: change(it.means) };
                Self {
                    $($name: changed(self.$name),)*
                    $($field: self.$field.map(changed),)*
                }
            }
        }
    };
}

known_replies!(outcomes {
    needs {
        address_in_ranges(connectors);
        address_not_in_ranges(connectors);
        address_in_a_list();
        address_in_no_list();
        list_shows_captor();
        list_shows_healthy();
        log_is_older();
        log_is_newer();
        answered_without_authentication();
        answered_with_authentication();
        entry_holds(connectors);
        no_entry_holds(connectors);
        queue_not_offered();
        queue_other_reply();
        queue_without_error();
        ehlo_masked();
        ehlo_only_exps();
        ehlo_offered();
        sent_masked();
        sent_only_exps();
        sent_offered();
        log_names(connectors);
        log_names_another(connectors);
        log_names_nobody();
        replied_itself(connectors);
        replied_another();
        in_the_way();
        not_in_the_way();
        certificate_missing();
        certificate_there();
        relay_right_there(connectors);
        relay_right_absent(connectors);
        right_there(connectors, user, right);
        right_absent(connectors, user, right);
        gateway_in_ranges(connectors);
        gateway_elsewhere(connectors);
        asks_for_exchange();
        asks_for_nothing();
        users_are_servers(connectors);
        users_are_no_servers(connectors);
        users_as_meant(connectors);
        users_not_meant(connectors);
        users_known(connectors);
        users_unknown(connectors);
        nobody_uses(connectors);
        somebody_is_refused();
        nobody_is_refused();
        one_of_them_answers();
        both_answer();
        somebody_lands(connectors);
        somebody_is_not_admitted(connectors);
        same_senders();
        own_senders();
        server_itself(connectors);
        not_the_server_itself(connectors);
        gateway_lands(connectors);
        gateway_lands_not(connectors);
        cloud_lands(connectors);
        cloud_lands_elsewhere(connectors);
        cloud_authority(connectors);
        cloud_authority_fits(connectors);
        many_at_once();
        few_at_once();
        client_on_setup();
        client_on_relay();
        name_registered();
        name_not_registered();
        queue_falls();
        queue_grows();
        queue_fails();
        copies_fall();
        copies_stay();
        requester_inactive();
        requester_active();
        one_sender();
        many_senders();
        nothing_at_connector(connectors);
    }
});

impl Words {
    /// What the answer to a need of this finding may show: what confirms the finding first, then what rules it out.
    /// `facts` is `None` where nothing is found.
    pub(crate) fn outcomes(&self, facts: Option<&Facts>, need: &Need) -> Vec<Outcome> {
        let say = &self.outcomes;
        match need {
            Need::ServerAddresses(_) => match claimed(facts).as_slice() {
                [] => vec![say.address_in_a_list(), say.address_in_no_list()],
                captors => {
                    let captors = self.connectors(captors);
                    vec![say.address_in_ranges(&captors), say.address_not_in_ranges(&captors)]
                }
            },
            Need::ReceiveConnectors(_) | Need::EdgeConnectors => match facts {
                Some(Facts::LogContradictsPrediction(_) | Facts::EhloContradictsPrediction(_)) => {
                    vec![say.log_is_older(), say.log_is_newer()]
                }
                Some(Facts::CommandRefused { .. }) => vec![say.in_the_way(), say.not_in_the_way()],
                Some(Facts::ConnectorThatAnswered(_)) => {
                    vec![say.answered_without_authentication(), say.answered_with_authentication()]
                }
                Some(Facts::RelayClientInQuestion | Facts::RelayClientNotMatched(_)) => {
                    vec![say.client_on_setup(), say.client_on_relay()]
                }
                _ => vec![say.list_shows_captor(), say.list_shows_healthy()],
            },
            Need::WholeLists(connectors) => {
                let connectors = self.connectors(connectors);
                vec![say.entry_holds(&connectors), say.no_entry_holds(&connectors)]
            }
            Need::QueueDetails(_) => {
                vec![say.queue_not_offered(), say.queue_other_reply(), say.queue_without_error()]
            }
            Need::EhloReply(_) => vec![say.ehlo_masked(), say.ehlo_only_exps(), say.ehlo_offered()],
            Need::SendProtocolLog(_) => vec![say.sent_masked(), say.sent_only_exps(), say.sent_offered()],
            Need::ReceiveProtocolLog(_) => self.logged_outcomes(facts),
            Need::ConnectorUsers(_) => self.user_outcomes(facts),
            Need::Certificates(_) => vec![say.certificate_missing(), say.certificate_there()],
            Need::ConnectorPermissions { connectors, user } => {
                let connectors = self.connectors(connectors);
                match (facts, user) {
                    (Some(Facts::FrontendVsBackendPermission { right, .. }), Some(user)) => {
                        vec![say.right_absent(&connectors, user, right), say.right_there(&connectors, user, right)]
                    }
                    (Some(Facts::RelayRightMissing(_)), _) => {
                        vec![say.relay_right_absent(&connectors), say.relay_right_there(&connectors)]
                    }
                    _ => vec![say.relay_right_there(&connectors), say.relay_right_absent(&connectors)],
                }
            }
            Need::GatewayAddress(_) => {
                let connectors = self.connectors(claimed(facts));
                vec![say.gateway_in_ranges(&connectors), say.gateway_elsewhere(&connectors)]
            }
            Need::SendConnectors => vec![say.asks_for_exchange(), say.asks_for_nothing()],
            Need::ServicePrincipalName(_) => vec![say.name_not_registered(), say.name_registered()],
            Need::QueueProgress(_) => match facts {
                Some(Facts::NotAReceiveConnectorQuestion { reason: Elsewhere::Shadow, .. }) => {
                    vec![say.copies_fall(), say.copies_stay()]
                }
                _ => vec![say.queue_falls(), say.queue_grows(), say.queue_fails()],
            },
            Need::ComponentRequesters(_) => vec![say.requester_inactive(), say.requester_active()],
            Need::NextStep(check) => self.check_outcomes(check),
            Need::QueueMessages(_) => vec![say.one_sender(), say.many_senders()],
            Need::Everything => Vec::new(),
        }
    }

    /// What the check of a reply may show.
    fn check_outcomes(&self, check: &Check) -> Vec<Outcome> {
        let say = &self.outcomes;
        let told = match check.narrowed {
            Some(narrowed) => &self.narrowed.of(narrowed).outcomes,
            None => say.of(check.known),
        };
        let connectors = self.connectors(&check.answered);
        if check.is_about_rights() {
            return vec![say.relay_right_absent(&connectors), say.relay_right_there(&connectors)];
        }
        let mut outcomes: Vec<Outcome> = told.iter().map(Told::bare).collect();
        // The log has told that no other connector answered.
        if check.is_at_connectors()
            && let Some(last) = outcomes.last_mut()
        {
            *last = say.nothing_at_connector(&connectors);
        }
        outcomes
    }

    /// What a receive log may show of a connector that is taken to have answered.
    fn logged_outcomes(&self, facts: Option<&Facts>) -> Vec<Outcome> {
        let say = &self.outcomes;
        match facts {
            Some(Facts::LimitReached { .. } | Facts::LimitLow(_) | Facts::LimitInQuestion(_)) => {
                vec![say.many_at_once(), say.few_at_once()]
            }
            Some(Facts::RelayClientNotMatched(_) | Facts::RelayClientInQuestion | Facts::RelayGrantedOnDefault(_)) => {
                vec![say.client_on_setup(), say.client_on_relay(), say.log_names_nobody()]
            }
            Some(Facts::RelayCapturesUm(_) | Facts::RelayHoldsOwnAddress(_)) => {
                let held = self.connectors(claimed(facts));
                vec![say.server_itself(&held), say.not_the_server_itself(&held), say.log_names_nobody()]
            }
            Some(Facts::ConnectorByEhlo(_)) => {
                let left = self.connectors(claimed(facts));
                vec![say.replied_itself(&left), say.replied_another(), say.log_names_nobody()]
            }
            _ => {
                let claimed = claimed(facts);
                if claimed.is_empty() {
                    return Vec::new();
                }
                let claimed = self.connectors(claimed);
                vec![say.log_names(&claimed), say.log_names_another(&claimed), say.log_names_nobody()]
            }
        }
    }

    /// What the list of those who use a connector may show.
    fn user_outcomes(&self, facts: Option<&Facts>) -> Vec<Outcome> {
        let say = &self.outcomes;
        let connectors = self.connectors(claimed(facts));
        let nobody = || say.nobody_uses(&connectors);
        match facts {
            Some(
                Facts::RelayWouldCaptureExchange { .. }
                | Facts::DisabledRelayWouldCaptureExchange(_)
                | Facts::WholeInternetOnOwnAddress(_)
                | Facts::PermissionGroupMissing { queues: QueuesFail::NotYet, .. }
                | Facts::SubmitRightDenied { .. }
                | Facts::XAnonymousTlsSuppressedUnused(_)
                | Facts::DefaultConnectorMissingExchangeAuth { .. },
            ) => vec![say.users_are_servers(&connectors), say.users_are_no_servers(&connectors), nobody()],
            Some(Facts::OpenRelay { .. }) => {
                vec![say.users_unknown(&connectors), say.users_known(&connectors), nobody()]
            }
            Some(
                Facts::DefaultConnectorDisabled(_)
                | Facts::DefaultConnectorNarrowed(_)
                | Facts::DefaultConnectorIpv6Gap(_)
                | Facts::HubRoleConnectorOn25 { .. }
                | Facts::TransportRoleConflict { .. },
            ) => vec![say.somebody_is_refused(), say.nobody_is_refused()],
            Some(Facts::EqualRanges(_) | Facts::RangesCross(_)) => {
                vec![say.both_answer(), say.one_of_them_answers()]
            }
            Some(Facts::ConnectorNeverChosen(_)) => vec![nobody(), say.somebody_lands(&connectors)],
            Some(Facts::NobodyMaySubmit(_)) => vec![say.somebody_is_not_admitted(&connectors), nobody()],
            Some(Facts::RelayClientNotMatched(_)) => vec![say.client_on_setup(), say.client_on_relay()],
            Some(Facts::PartialServerConfig { .. }) => vec![say.same_senders(), say.own_senders()],
            Some(Facts::RelayCapturesUm(_) | Facts::RelayHoldsOwnAddress(_)) => {
                vec![say.server_itself(&connectors), say.not_the_server_itself(&connectors)]
            }
            Some(Facts::RelayCapturesNatGateway(_) | Facts::RelayCapturesLoadBalancer(_)) => {
                vec![say.gateway_lands(&connectors), say.gateway_lands_not(&connectors)]
            }
            Some(Facts::HcwPickedOtherConnector { .. } | Facts::HybridRelayRightMissing(_)) => {
                vec![say.cloud_lands(&connectors), say.cloud_lands_elsewhere(&connectors)]
            }
            Some(Facts::TlsDomainCapabilitiesStale(_)) => {
                vec![say.cloud_authority(&connectors), say.cloud_authority_fits(&connectors)]
            }
            _ => vec![say.users_as_meant(&connectors), say.users_not_meant(&connectors), nobody()],
        }
    }
}

/// The connectors of which a finding claims something.
fn claimed(facts: Option<&Facts>) -> Vec<&str> {
    facts.map(Facts::connectors).unwrap_or_default()
}

//! The paste in plain words: receive connectors and queues.

use super::Words;
use super::common::without_server;
use super::template::templates;
use crate::diagnosis::facts::Change;
use crate::diagnosis::overview::{Portrait, Purpose, Reach, User};
use crate::model::{Queue, ReceiveConnector, SetUpAs};

templates! {
    /// The paste in plain words.
    Overviews {
        default_frontend();
        edge_default();
        client_frontend();
        client_proxy();
        outbound_proxy();
        default_hub();
        client();
        trusts();
        relays();
        takes_anonymous();
        takes_servers();
        takes_users();
        takes_partners();
        takes_nobody();
        purpose_not_shown();
        anyone();
        anyone_with_extra_rights();
        users();
        servers();
        partners();
        extra_rights();
        nobody();
        not_shown();
        nobody_disabled();
        nobody_taken();
        everyone(ports);
        ranges(ranges, ports);
        no_error();
        no_error_shown();
    }
}

/// The name of a connector as one says it: without its server's.
pub(crate) fn overview_name(connector: &ReceiveConnector) -> String {
    without_server(connector.name.trim(), &connector.server).to_owned()
}

impl Words {
    /// What a connector is for.
    pub(crate) const fn overview_purpose(&self, purpose: Purpose) -> &'static str {
        let say = &self.overviews;
        match purpose {
            Purpose::OfSetup(SetUpAs::DefaultFrontend) => say.default_frontend,
            Purpose::OfSetup(SetUpAs::EdgeDefault) => say.edge_default,
            Purpose::OfSetup(SetUpAs::ClientFrontend) => say.client_frontend,
            Purpose::OfSetup(SetUpAs::ClientProxy) => say.client_proxy,
            Purpose::OfSetup(SetUpAs::OutboundProxy) => say.outbound_proxy,
            Purpose::OfSetup(SetUpAs::Default) => say.default_hub,
            Purpose::OfSetup(SetUpAs::Client) => say.client,
            Purpose::Trusts => say.trusts,
            Purpose::Relays => say.relays,
            Purpose::TakesAnonymous => say.takes_anonymous,
            Purpose::TakesServers => say.takes_servers,
            Purpose::TakesUsers => say.takes_users,
            Purpose::TakesPartners => say.takes_partners,
            Purpose::TakesNobody => say.takes_nobody,
            Purpose::NotShown => say.purpose_not_shown,
        }
    }

    /// Who may use a connector.
    pub(crate) fn overview_who(&self, portrait: &Portrait) -> String {
        let say = &self.overviews;
        if portrait.who.is_empty() {
            return say.nobody.to_owned();
        }
        let user = |user: &User| match user {
            User::Anyone => say.anyone,
            User::AnyoneWithExtraRights => say.anyone_with_extra_rights,
            User::Users => say.users,
            User::Servers => say.servers,
            User::Partners => say.partners,
            User::ExtraRights => say.extra_rights,
            User::NotShown => say.not_shown,
        };
        portrait.who.iter().map(user).collect::<Vec<_>>().join("; ")
    }

    /// What differs from what setup made.
    pub(crate) fn overview_edited(&self, portrait: &Portrait) -> Vec<String> {
        let say = &self.setup;
        let told = portrait.edited.iter().map(|(property, change)| match change {
            Change::Lacks(member) => say.lacks(property.spelling(), member),
            Change::Has(member) => say.has_member(property.spelling(), member),
            Change::Is(value, setup) => say.is_instead(property.spelling(), value, setup),
        });
        told.collect()
    }

    /// Who reaches a connector, or why nobody does.
    pub(crate) fn overview_reached(&self, portrait: &Portrait) -> String {
        let say = &self.overviews;
        let list = |ports: &[u16]| self.list(ports.iter().map(u16::to_string)).to_string();
        match &portrait.reached {
            Reach::Disabled => say.nobody_disabled.to_owned(),
            Reach::TakenByOthers => say.nobody_taken.to_owned(),
            Reach::NotShown => say.not_shown.to_owned(),
            Reach::Everyone { ports } => say.everyone(list(ports)),
            Reach::Ranges { ranges, ports } => say.ranges(self.ranges_with_sizes(ranges), list(ports)),
        }
    }

    /// The sentence about a queue that no finding is about.
    pub(crate) fn overview_queue(&self, queue: &Queue) -> &'static str {
        let say = &self.overviews;
        if queue.last_error.whole().is_some_and(Option::is_none) { say.no_error } else { say.no_error_shown }
    }
}

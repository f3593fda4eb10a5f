//! What a finding rests on.

use super::template::templates;
use super::{Names, Words};
use crate::diagnosis::trial::Gap;

templates! {
    /// What a finding rests on.
    Assumptions {
        enabled(connector);
        role(connector);
        is_elsewhere(connector, server);
        partial_list(server);
        contradiction(connector);
        bound_address(sender);
        other_family(server);
        send_connector_port(port, server);
        one_server(server, domains);
        is_server(server);
        no_burst(queue);
        server(server);
        crossing(winner, loser);
        port(sender, server, port);
        port_of_the_sender(server, port);
        target(server, queue);
        target_of_the_queue(server);
        source_choice(sender);
        source_in_range(sender, connector);
        source_of_the_sender_in_range(connector);
        reply(queue);
        open_alternative(server);
        alternative(server);
        mail_still_fails();
        queue_still_fails(queue);
        sends_to_itself(server, port);
        mail_goes_there(sender, server, port);
        enabling(connector);
        used_by_exchange(connector);
        hub_holds_the_port(connector);
        explains(connector, queue);
        not_meant(connector);
        relay_right(connector);
        senders_downgraded(connector);
        not_suppressed(connector);
        both_services_run(server);
        is_the_reason(server);
        untouched(server);
        did_not_arrive(sender, server);
        same_answer(sender, server);
        /// In the place of a name that begins the sentence.
        the_sending_server();
        /// In the place of a name, after "from".
        target_that_answers();
        local_choice(server);
        all_shown(server);
        keeps_its_task(connector);
        published_addresses(server);
        field_reports(connector);
        certificates_of(server);
        gateway_translates(address);
        something_translates();
        may_relay(client);
        a_client_may_relay();
        rights_shown(connector);
    }
}

impl Words {
    /// An assumption, as a sentence.
    pub(crate) fn assumption(&self, gap: &Gap, names: &Names<'_>) -> String {
        let say = &self.assumptions;
        let name = |connector: &usize| names.connector(*connector);
        let or = |name: &str, instead: &str| if name.is_empty() { instead.to_owned() } else { name.to_owned() };
        match gap {
            Gap::Enabled { connector } => say.enabled(name(connector)),
            Gap::Role { connector } => say.role(name(connector)),
            Gap::IsElsewhere { connector, server } => say.is_elsewhere(name(connector), server),
            Gap::PartialList { server } => say.partial_list(server),
            Gap::Contradiction { connector } => say.contradiction(name(connector)),
            Gap::BoundAddress { sender } => say.bound_address(sender),
            Gap::OtherFamily { server } => say.other_family(server),
            Gap::SendConnectorPort { server, port } => say.send_connector_port(port, server),
            Gap::OneServer { server, domains } => say.one_server(server, self.list(domains)),
            Gap::IsServer { server } => say.is_server(server),
            Gap::NoBurst { queue } => say.no_burst(queue),
            Gap::Server { server } => say.server(server),
            Gap::Crossing { connectors } => say.crossing(name(&connectors.0), name(&connectors.1)),
            Gap::Port { sender, server, port } if sender.is_empty() => say.port_of_the_sender(server, port),
            Gap::Port { sender, server, port } => say.port(sender, server, port),
            Gap::Target { queue, server } if queue.is_empty() => say.target_of_the_queue(server),
            Gap::Target { queue, server } => say.target(server, queue),
            Gap::SourceChoice { sender } => say.source_choice(sender),
            Gap::SourceInRange { sender, connector } if sender.is_empty() => {
                say.source_of_the_sender_in_range(name(connector))
            }
            Gap::SourceInRange { sender, connector } => say.source_in_range(sender, name(connector)),
            Gap::Reply { queue } => say.reply(queue),
            Gap::Alternative { server, open: true } => say.open_alternative(server),
            Gap::Alternative { server, .. } => say.alternative(server),
            Gap::StillFails { queue } if queue.is_empty() => say.mail_still_fails.to_owned(),
            Gap::StillFails { queue } => say.queue_still_fails(queue),
            Gap::MailGoesThere { sender, server, port } if sender == server => say.sends_to_itself(server, port),
            Gap::MailGoesThere { sender, server, port } => say.mail_goes_there(sender, server, port),
            Gap::Enabling { connector } => say.enabling(name(connector)),
            Gap::UsedByExchange { connector } => say.used_by_exchange(name(connector)),
            Gap::HubHoldsThePort { connector } => say.hub_holds_the_port(name(connector)),
            Gap::Explains { connector, queue } => say.explains(name(connector), queue),
            Gap::NotMeant { connector } => say.not_meant(name(connector)),
            Gap::RelayRight { connector } => say.relay_right(name(connector)),
            Gap::SendersDowngraded { connector } => say.senders_downgraded(name(connector)),
            Gap::NotSuppressed { connector } => say.not_suppressed(name(connector)),
            Gap::BothServicesRun { server } => say.both_services_run(server),
            Gap::IsTheReason { server } => say.is_the_reason(server),
            Gap::Untouched { server } => say.untouched(server),
            Gap::DidNotArrive { sender, server } => say.did_not_arrive(sender, server),
            Gap::SameAnswer { sender, server } => {
                say.same_answer(or(sender, say.the_sending_server), or(server, say.target_that_answers))
            }
            Gap::LocalChoice { server } => say.local_choice(server),
            Gap::AllShown { server } => say.all_shown(server),
            Gap::KeepsItsTask { connector } => say.keeps_its_task(name(connector)),
            Gap::PublishedAddresses { server } => say.published_addresses(server),
            Gap::FieldReports { connector } => say.field_reports(name(connector)),
            Gap::CertificatesOf { server } => say.certificates_of(server),
            Gap::Translates { address: Some(address) } => say.gateway_translates(address),
            Gap::Translates { address: None } => say.something_translates.to_owned(),
            Gap::MayRelay { client: Some(client) } => say.may_relay(client),
            Gap::MayRelay { client: None } => say.a_client_may_relay.to_owned(),
            Gap::RightsShown { connector } => say.rights_shown(name(connector)),
        }
    }
}

//! What would settle a finding, and what it settles.

use super::Words;
use super::template::templates;
use crate::diagnosis::need::Need;

templates! {
    /// What would settle a finding, and what it settles.
    Needs {
        server_addresses(servers);
        server_addresses_why();
        receive_connectors(servers);
        receive_connectors_of_targets();
        receive_connectors_why();
        edge_connectors();
        edge_connectors_why();
        everything();
        everything_why();
        whole_lists(connectors);
        whole_lists_why();
        queue_details(queues);
        queue_details_of_the_queue();
        queue_details_why();
        ehlo_reply(targets);
        ehlo_reply_why();
        send_protocol_log(servers);
        send_protocol_log_of_the_sender();
        send_protocol_log_why();
        receive_protocol_log(servers);
        receive_protocol_log_why();
        connector_permissions(connectors);
        connector_permissions_why();
        connector_permissions_of(connectors, user);
        connector_permissions_of_why();
        connector_users(servers);
        connector_users_of_the_servers();
        connector_users_why();
        service_principal_name(hosts);
        service_principal_name_why();
        queue_progress(queues);
        queue_progress_of_the_queue();
        queue_progress_why();
        queue_messages(queues);
        queue_messages_of_the_queue();
        queue_messages_why();
        component_requesters(servers);
        component_requesters_why();
        gateway_address(servers);
        gateway_address_of_the_servers();
        gateway_address_why();
        next_step_why();
        send_connectors();
        send_connectors_why();
        certificates(servers);
        certificates_why();
        /// What the first of several needs settles.
        first_of_several(why);
    }
}

impl Words {
    /// What is needed, and what it settles.
    pub(crate) fn need(&self, need: &Need) -> (String, String) {
        let say = &self.needs;
        let or = |names: &[String], some: &dyn Fn(String) -> String, none: &str| {
            if names.is_empty() { none.to_owned() } else { some(self.list(names).to_string()) }
        };
        let (what, why) = match need {
            Need::ServerAddresses(servers) => (say.server_addresses(self.list(servers)), say.server_addresses_why),
            Need::ReceiveConnectors(servers) => (
                or(servers, &|names| say.receive_connectors(names), say.receive_connectors_of_targets),
                say.receive_connectors_why,
            ),
            Need::EdgeConnectors => (say.edge_connectors.to_owned(), say.edge_connectors_why),
            Need::Everything => (say.everything.to_owned(), say.everything_why),
            Need::WholeLists(connectors) => (say.whole_lists(self.connectors(connectors)), say.whole_lists_why),
            Need::QueueDetails(queues) => {
                (or(queues, &|names| say.queue_details(names), say.queue_details_of_the_queue), say.queue_details_why)
            }
            Need::EhloReply(targets) => {
                let targets = self.choice(targets.iter().map(|target| format!("{}:{}", target.server, target.port)));
                (say.ehlo_reply(targets), say.ehlo_reply_why)
            }
            Need::SendProtocolLog(servers) => (
                or(servers, &|names| say.send_protocol_log(names), say.send_protocol_log_of_the_sender),
                say.send_protocol_log_why,
            ),
            Need::ReceiveProtocolLog(servers) => {
                (say.receive_protocol_log(self.list(servers)), say.receive_protocol_log_why)
            }
            Need::ConnectorPermissions { connectors, user: None } => {
                (say.connector_permissions(self.connectors(connectors)), say.connector_permissions_why)
            }
            Need::ConnectorPermissions { connectors, user: Some(user) } => {
                (say.connector_permissions_of(self.connectors(connectors), user), say.connector_permissions_of_why)
            }
            Need::ConnectorUsers(servers) => (
                or(servers, &|names| say.connector_users(names), say.connector_users_of_the_servers),
                say.connector_users_why,
            ),
            Need::ServicePrincipalName(hosts) => {
                (say.service_principal_name(self.list(hosts)), say.service_principal_name_why)
            }
            Need::QueueProgress(queues) => (
                or(queues, &|names| say.queue_progress(names), say.queue_progress_of_the_queue),
                say.queue_progress_why,
            ),
            Need::ComponentRequesters(servers) => {
                (say.component_requesters(self.list(servers)), say.component_requesters_why)
            }
            Need::GatewayAddress(servers) => (
                or(servers, &|names| say.gateway_address(names), say.gateway_address_of_the_servers),
                say.gateway_address_why,
            ),
            Need::NextStep(check) => {
                (self.narrowed_reply(check.known, check.narrowed).check.to_owned(), say.next_step_why)
            }
            Need::QueueMessages(queues) => (
                or(queues, &|names| say.queue_messages(names), say.queue_messages_of_the_queue),
                say.queue_messages_why,
            ),
            Need::SendConnectors => (say.send_connectors.to_owned(), say.send_connectors_why),
            Need::Certificates(servers) => (say.certificates(self.list(servers)), say.certificates_why),
        };
        (what, why.to_owned())
    }

    /// What the first of several needs settles.
    pub(crate) fn first_of_several_needs(&self, why: &str) -> String {
        self.needs.first_of_several(why)
    }
}

//! English: what a finding rests on.

use crate::diagnosis::trial::Gap;
use crate::report::wording::{Names, join};

pub(super) fn assumption(gap: &Gap, names: &Names<'_>) -> String {
    match gap {
        Gap::Enabled { connector } => {
            format!("{} is enabled (the paste does not show Enabled).", names.connector(*connector))
        }
        Gap::Role { connector } => format!(
            "{} belongs to the service that listens on the port (the paste does not show TransportRole).",
            names.connector(*connector)
        ),
        Gap::IsElsewhere { connector, server } => format!(
            "{} is not on {server}. The paste does not show its server, and on {server} it could win.",
            names.connector(*connector)
        ),
        Gap::PartialList { server } => {
            format!("The paste holds every receive connector of {server} on this port (it seems to show only some).")
        }
        Gap::Contradiction { connector } => format!(
            "Of the different values that the paste shows for {}, the first ones are the current ones.",
            names.connector(*connector)
        ),
        Gap::BoundAddress { sender } => {
            format!("{sender} sends from this address (the paste shows only that one of its connectors listens there).")
        }
        Gap::OtherFamily { server } => format!(
            "{server} was reached over the other kind of address (IPv4 or IPv6) as well, not only at the one that LastError prints."
        ),
        Gap::SendConnectorPort { server, port } => format!(
            "The send connector of this queue delivers to port {port} of {server} (the paste does not show its port)."
        ),
        Gap::OneServer { server, domains } => format!(
            "What is shown of {server} is of one server, although the paste names it in {}.",
            join(domains, "and")
        ),
        Gap::IsServer { server } => {
            format!("{server} is an Exchange server, not a load balancer (only a LastError names it).")
        }
        Gap::NoBurst { queue } => format!("The messages in {queue} are no burst that is just being delivered."),
        Gap::Server { server } => {
            format!("The receive connectors without a server are on {server}, as the names that setup gave say.")
        }
        Gap::Crossing { connectors } => format!(
            "{} wins over {} although their ranges cross; this is observed, not documented.",
            names.connector(connectors.0),
            names.connector(connectors.1)
        ),
        Gap::Port { sender, server, port } => format!(
            "{} reaches {server} on port {port} (their versions, which decide it, are not certain from the paste).",
            if sender.is_empty() { "The sending server" } else { sender }
        ),
        Gap::Target { queue, server } => format!(
            "{server} is one of the servers that {} delivers to.",
            if queue.is_empty() { "the queue" } else { queue }
        ),
        Gap::SourceChoice { sender } => {
            format!("{sender} connects from this address; it has others that would land elsewhere.")
        }
        Gap::SourceInRange { sender, connector } => format!(
            "The address of {} is in a range of {}.",
            if sender.is_empty() { "the sending server" } else { sender },
            names.connector(*connector)
        ),
        Gap::Reply { queue } => format!("{queue} fails for this reason (its LastError is not in the paste)."),
        Gap::Alternative { server, open: true } => format!(
            "{server} refuses the mail as well, or is not behind this queue (the paste leaves open which connector answers there)."
        ),
        Gap::Alternative { server, .. } => {
            format!("{server}, which would take the mail, is not behind this queue or was not tried.")
        }
        Gap::StillFails { queue } if queue.is_empty() => {
            "Such mail still fails (message tracking and delivery reports tell of the past).".to_owned()
        }
        Gap::StillFails { queue } => format!(
            "{queue} still fails. It is empty or not shown in Retry, so its error may be old: see LastRetryTime, or send a test message. A suspended queue waits for Resume-Queue."
        ),
        Gap::MailGoesThere { sender, server, port } if sender == server => {
            format!("{sender} sends to its own port {port}.")
        }
        Gap::MailGoesThere { sender, server, port } => {
            format!("{sender} one day sends to port {port} of {server}.")
        }
        Gap::Enabling { connector } => format!("Somebody enables {}.", names.connector(*connector)),
        Gap::UsedByExchange { connector } => {
            format!("Other Exchange servers send to {}.", names.connector(*connector))
        }
        Gap::HubHoldsThePort { connector } => {
            format!("{} is what stands in the way now.", names.connector(*connector))
        }
        Gap::Explains { connector, queue } => format!(
            "{} is the reason why {queue} fails; the reply has other possible reasons.",
            names.connector(*connector)
        ),
        Gap::NotMeant { connector } => {
            format!("{} is meant to be like its namesakes on other servers.", names.connector(*connector))
        }
        Gap::RelayRight { connector } => {
            format!("The extra right of anonymous senders on {} is the right to relay.", names.connector(*connector))
        }
        Gap::SendersDowngraded { connector } => format!(
            "The servers that send to {} have UseDowngradedExchangeServerAuth set, as SuppressXAnonymousTls needs.",
            names.connector(*connector)
        ),
        Gap::NotSuppressed { connector } => format!(
            "{} does not hide X-ANONYMOUSTLS (the paste does not show SuppressXAnonymousTls).",
            names.connector(*connector)
        ),
        Gap::BothServicesRun { server } => format!("Front End Transport and Transport both run on {server}."),
        Gap::IsTheReason { server } => {
            format!("What is shown of {server} is the reason for the reply, which has other possible ones.")
        }
        Gap::Untouched { server } => {
            format!("No device on the way took X-ANONYMOUSTLS out of the answer of {server}.")
        }
        Gap::SameAnswer { sender, server } => format!(
            "{} gets the same answer from {} as the transcript shows.",
            if sender.is_empty() { "The sending server" } else { sender },
            if server.is_empty() { "the target" } else { server }
        ),
        Gap::LocalChoice { server } => {
            format!(
                "The connection reaches a local address of {server} at which this connector answers; which one DNS gives the sender is not known."
            )
        }
        Gap::AllShown { server } => format!("The paste holds every receive connector of {server}."),
        Gap::KeepsItsTask { connector } => {
            format!("{} has the task still that setup made it for.", names.connector(*connector))
        }
        Gap::PublishedAddresses { server } => {
            format!(
                "Mail from Exchange Online reaches {server} from its published addresses, not through a gateway or an Edge server."
            )
        }
        Gap::FieldReports { connector } => {
            format!("What field reports say of such connectors holds for {}.", names.connector(*connector))
        }
        Gap::CertificatesOf { server } => format!("The certificates in the paste are all that {server} has."),
        Gap::Translates { address: Some(address) } => {
            format!("The gateway {address} puts its own address in the place of the senders'.")
        }
        Gap::Translates { address: None } => {
            "A gateway or load balancer puts its own address in the place of the senders'.".to_owned()
        }
        Gap::MayRelay { client } => {
            format!("{} is meant to relay.", client.map_or_else(|| "A client".to_owned(), |c| c.to_string()))
        }
        Gap::RightsShown { connector } => {
            format!("The rights that the paste shows of {} are all that count.", names.connector(*connector))
        }
    }
}

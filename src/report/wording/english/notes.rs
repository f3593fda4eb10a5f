//! English: what would settle a finding, and what is said of the input.

use super::AND;
use super::replies::explain;
use crate::diagnosis::need::Need;
use crate::intake::Layout;
use crate::model::{NoteKind, ObjectKind};
use crate::report::wording::{Change, changes, first_few, join};

pub(super) fn need(need: &Need) -> (String, String) {
    match need {
        Need::ServerAddresses(servers) => (
            format!("The addresses of {}", join(servers, AND)),
            "Queues name servers, connectors list addresses: the address decides which connector answers.".to_owned(),
        ),
        Need::ReceiveConnectors(servers) if servers.is_empty() => (
            "The receive connectors of the servers that the queue delivers to".to_owned(),
            "They show which connector answered and what it offers.".to_owned(),
        ),
        Need::ReceiveConnectors(servers) => (
            format!("The receive connectors of {} with all properties", join(servers, AND)),
            "They show which connector answered and what it offers.".to_owned(),
        ),
        Need::EdgeConnectors => (
            "The receive connectors of the Edge server, printed on it".to_owned(),
            "They show which connector answered and what it offers; no other server can print them.".to_owned(),
        ),
        Need::Everything => (
            "Queues with LastError, receive connectors, versions and addresses of all servers".to_owned(),
            "What was read shows no fault that is known here, and nothing that fails: why mail waits stands in LastError of a queue. The command only reads.".to_owned(),
        ),
        Need::WholeLists(connectors) => (
            format!("The whole list of {}", join(connectors, AND)),
            "The hidden entries may hold the sender's address.".to_owned(),
        ),
        Need::QueueDetails(queues) => (
            if queues.is_empty() {
                "The queue as a list".to_owned()
            } else {
                format!("{} as a list", join(queues, AND))
            },
            "LastError says what failed, LastRetryTime when.".to_owned(),
        ),
        Need::EhloReply(targets) => (
            format!(
                "What {} answers to EHLO, asked from the sending server",
                join(targets.iter().map(|t| format!("{}:{}", t.server, t.port)), "or")
            ),
            "XXXX in place of X-ANONYMOUSTLS, or a greeting of asterisks: a device on the path. X-EXPS without \
             X-ANONYMOUSTLS: the certificate of the target."
                .to_owned(),
        ),
        Need::SendProtocolLog(servers) => (
            format!(
                "The send protocol log of {}",
                if servers.is_empty() { "the sending server".to_owned() } else { join(servers, AND) }
            ),
            "It shows the address used, the server reached and its reply to EHLO.".to_owned(),
        ),
        Need::ReceiveProtocolLog(servers) => (
            format!("The receive protocol log of {}", join(servers, AND)),
            "Its connector-id column names the connector that really answered.".to_owned(),
        ),
        Need::ConnectorPermissions(connectors) => (
            format!("The rights of anonymous senders on {}", join(connectors, AND)),
            "ms-Exch-SMTP-Accept-Any-Recipient is the right to relay.".to_owned(),
        ),
        Need::GatewayAddress(servers) => (
            format!(
                "The gateways, firewalls and load balancers in front of {}",
                if servers.is_empty() { "the servers".to_owned() } else { join(servers, AND) }
            ),
            "Whoever comes through one that translates addresses looks like it.".to_owned(),
        ),
        Need::NextStep { known, .. } => {
            (explain(*known).2.to_owned(), "The paste cannot show what lies behind the reply.".to_owned())
        }
        Need::Certificates(servers) => (
            format!("The internal transport certificate of {}", join(servers, AND)),
            "Without it the server offers no X-ANONYMOUSTLS; events 12012 to 12015 say so.".to_owned(),
        ),
    }
}

pub(super) fn note(note: &NoteKind) -> String {
    match note {
        NoteKind::NothingRecognised => {
            "Nothing here looks like output of Get-Queue or Get-ReceiveConnector, or like an \
             SMTP reply. Nothing is lost: the text is still in the field. The command prints what is needed."
                .to_owned()
        }
        NoteKind::NotText { name } => format!(
            "{} is not text (a picture, an archive?), so it was not read. Paste the text itself.",
            if name.is_empty() { "The input" } else { name }
        ),
        NoteKind::Cut { object, kind, property, .. } => {
            let object = match (object.is_empty(), kind) {
                (false, _) => object.clone(),
                (true, ObjectKind::Queue) => "a queue".to_owned(),
                (true, _) => "a receive connector".to_owned(),
            };
            let change = can_change(*kind, &[property]);
            format!("Only a part of {property} of {object} is visible; the command prints it whole. {change}")
        }
        NoteKind::LeftOut { object, kind, properties, .. } => {
            let what = if object.is_empty() { "The output" } else { object };
            format!(
                "{what} was pasted without {}; the command prints it whole. {}",
                first_few(properties, AND, "more"),
                can_change(*kind, properties)
            )
        }
        NoteKind::Unreadable { object, property, value, .. } => {
            format!("{property} of {object} cannot be read: {value}. It counts as unknown.")
        }
        NoteKind::Contradiction { object, property, kept, dropped } => format!(
            "{object} appears more than once with different values of {property}: {kept} is used, {dropped} is not."
        ),
        NoteKind::ConnectorWithoutServer { name } if name.is_empty() => {
            "The paste names neither this receive connector nor its server, so it cannot take part. Paste it with \
             Identity, or with Server and Name."
                .to_owned()
        }
        NoteKind::ConnectorWithoutServer { name } => format!(
            "The paste does not say on which server the receive connector {name} is, so it cannot take part. Paste \
             it with Identity or Server."
        ),
        NoteKind::ServerAssumed { server, count } => format!(
            "{count} receive connectors came without their server. The names that setup gave say {server}, so that is \
             assumed. Paste them with Identity or Server to be sure."
        ),
        NoteKind::AddressWithoutServer { address } => format!(
            "Nothing says whose address {address} is, so it is not used. Write the name of the server before it, as in \
             EX1 {address}; the command prints it so, on the server itself."
        ),
        NoteKind::Broken { layout: Layout::Table } => {
            "This table lost the blanks between its columns, so its values were told apart by their form; what has no form \
             of its own counts as cut. The same command with Format-List prints them beyond doubt."
            .to_owned()
        }
        NoteKind::Broken { layout } => format!(
            "The {} stops here in the middle or is damaged. What stands before was read; what should follow is missing. \
             Paste or export it again.",
            layout.as_str().to_ascii_uppercase()
        ),
        NoteKind::ReadByShape { titles, unread } => {
            let read = titles.iter().map(|(title, property)| format!("{title} as {property}"));
            let rest = if unread.is_empty() {
                String::new()
            } else {
                format!(" Not read: {}.", first_few(unread, AND, "more"))
            };
            format!("The titles of this table are not English; its values tell what they are: {}.{rest}", join(read, AND))
        }
        NoteKind::NotUsed { what } => format!("{what} was recognised and is not used."),
    }
}

fn can_change<S: AsRef<str>>(kind: ObjectKind, properties: &[S]) -> String {
    let changes = changes(kind, properties).into_iter().map(|change| match change {
        Change::Sender => "which server sends",
        Change::Target => "where the queue delivers",
        Change::Waiting => "whether mail waits",
        Change::Failure => "why the queue fails",
        Change::Answer => "which receive connector answers",
        Change::Offer => "what it offers, and to whom",
        Change::Limit => "how many connections it takes",
    });
    match join(changes, AND) {
        none if none.is_empty() => "No conclusion rests on it.".to_owned(),
        changes => format!("What that can change at most: {changes}."),
    }
}

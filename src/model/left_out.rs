//! What a layout leaves out without a word: columns that did not fit, rows of a record that the paste breaks off.
//!
//! PowerShell drops columns from the right where they do not fit (observed in rendered output). What was asked for tells
//! which: the names in the command above, or the default view of the version. The last record of a list that stops where
//! the others of its command go on was not copied whole, nor the first that begins later. Nothing is said where nothing
//! tells.

use super::Place;
use super::command::{Command, Shape};
use super::kind::Kind;
use super::property::{Property, QueueProperty};
use super::read_server::text_of;
use super::{Identity, Note, NoteKind, ObjectKind, Snapshot};
use crate::intake::{Layout, Record};

/// Default views of `Get-Queue`: 2007 and 2010 (recorded output), 2013 and later (general knowledge), and of
/// `Get-ReceiveConnector` (recorded output).
const QUEUE_VIEWS: [&[QueueProperty]; 2] = {
    use QueueProperty::{
        DeliveryType, Identity, MessageCount, NextHopDomain, OutboundIPPool, RiskLevel, Status, Velocity,
    };
    [
        &[Identity, DeliveryType, Status, MessageCount, NextHopDomain],
        &[Identity, DeliveryType, Status, MessageCount, Velocity, RiskLevel, OutboundIPPool, NextHopDomain],
    ]
};
const CONNECTOR_VIEWS: [&[Property]; 1] = [&[Property::Identity, Property::Bindings, Property::Enabled]];

/// The default views of a kind of object, in the spelling of Exchange.
fn views(kind: ObjectKind) -> Vec<Vec<&'static str>> {
    if kind == ObjectKind::Queue {
        QUEUE_VIEWS.iter().map(|view| view.iter().map(|property| property.spelling()).collect()).collect()
    } else {
        CONNECTOR_VIEWS.iter().map(|view| view.iter().map(|property| property.spelling()).collect()).collect()
    }
}

/// The kind of object of these records, where its properties are known.
fn object_kind(kind: Kind) -> Option<ObjectKind> {
    match kind {
        Kind::Queue => Some(ObjectKind::Queue),
        Kind::ReceiveConnector => Some(ObjectKind::ReceiveConnector),
        _ => None,
    }
}

/// The spelling of Exchange for a label of such an object.
fn spelling(kind: ObjectKind, label: &str) -> Option<&'static str> {
    if kind == ObjectKind::Queue {
        QueueProperty::of_label(label).map(QueueProperty::spelling)
    } else {
        Property::of_label(label).map(Property::spelling)
    }
}

/// The columns that a table had no room for; asked for the first row of each table.
pub(super) fn columns(record: &Record<'_>, kind: Kind, command: Command<'_>) -> Option<Note> {
    let kind = object_kind(kind).filter(|_| record.layout == Layout::Table)?;
    let shown: Vec<&str> = record.fields.iter().map(|f| known(kind, &f.name)).collect();
    let missing = match command.shape {
        Shape::Chosen(_) => dropped(&command.shape.chosen().map(|n| known(kind, n)).collect::<Vec<_>>(), &shown, kind),
        Shape::Default if command.is("Get-Queue") || command.is("Get-ReceiveConnector") => {
            // The shorter view ends where the longer goes on: what both show is missing in either.
            let views = views(kind).into_iter().filter(|view| view.starts_with(&shown));
            views.map(|view| dropped(&view, &shown, kind)).min_by_key(Vec::len).unwrap_or_default()
        }
        Shape::Default | Shape::Other => Vec::new(),
    };
    let server = command.server.unwrap_or_default().to_owned();
    note(kind, String::new(), server, missing, record.place)
}

/// The spelling of Exchange, or the text as it is.
fn known(kind: ObjectKind, name: &str) -> &str {
    spelling(kind, name).unwrap_or(name)
}

/// What stands behind the last column that is shown.
fn dropped(asked: &[&str], shown: &[&str], kind: ObjectKind) -> Vec<String> {
    let last = asked.iter().rposition(|name| shown.contains(name));
    let behind = asked.get(last.map_or(0, |at| at.saturating_add(1))..).unwrap_or_default();
    // A property that the object does not have was never printed.
    behind.iter().filter(|name| last.is_some() && spelling(kind, name).is_some()).map(|&n| n.to_owned()).collect()
}

/// The names that a record of a list lacks: it is the beginning or the end of another of the same command.
pub(super) fn rows<'n>(record: &Record<'_>, whole: &[&'n str]) -> Vec<&'n str> {
    let names = || record.fields.iter().map(|f| &*f.name);
    let count = record.fields.len();
    let missing = whole.len().saturating_sub(count);
    if record.layout != Layout::List || count < 2 || missing == 0 {
        return Vec::new();
    }
    let (head, rest) = whole.split_at(count);
    let (before, tail) = whole.split_at(missing);
    if names().eq(head.iter().copied()) {
        rest.to_vec()
    } else if names().eq(tail.iter().copied()) {
        before.to_vec()
    } else {
        Vec::new()
    }
}

/// A note about a record of a list that was not copied whole.
pub(super) fn record(record: &Record<'_>, kind: Kind, missing: &[&str]) -> Option<Note> {
    let kind = object_kind(kind)?;
    let object = [QueueProperty::Identity, QueueProperty::QueueIdentity]
        .into_iter()
        .find_map(|name| text_of(record, name.spelling()))
        .unwrap_or_default();
    let server = Identity::parse(&object).map(|identity| identity.server.to_owned()).unwrap_or_default();
    let missing = missing.iter().map(|n| known(kind, n).to_owned()).collect();
    note(kind, object, server, missing, record.place)
}

/// Takes off what other records of the input show.
pub(super) fn settle(notes: &mut Vec<Note>, snapshot: &Snapshot) {
    for note in notes.iter_mut() {
        let NoteKind::LeftOut { object, kind, properties, .. } = &mut note.kind else { continue };
        let is_meant = |identity: &str| object.is_empty() || object.eq_ignore_ascii_case(identity);
        properties.retain(|property| match kind {
            ObjectKind::Queue => {
                let mut meant =
                    snapshot.queues.iter().filter(|q| is_meant(q.identity.visible().map_or("", String::as_str)));
                meant.any(|q| !q.shows(property))
            }
            _ => snapshot.receive_connectors.iter().filter(|c| is_meant(&c.identity())).any(|c| !c.shows(property)),
        });
    }
    notes.retain(|note| !matches!(&note.kind, NoteKind::LeftOut { properties, .. } if properties.is_empty()));
}

fn note(kind: ObjectKind, object: String, server: String, properties: Vec<String>, place: Place) -> Option<Note> {
    let kind = NoteKind::LeftOut { object, kind, server, properties };
    let is_empty = matches!(&kind, NoteKind::LeftOut { properties, .. } if properties.is_empty());
    (!is_empty).then_some(Note { kind, place: Some(place) })
}

#[cfg(test)]
mod tests {
    use crate::Input;
    use crate::model::{self, NoteKind};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let notes = model::read(&Input::text(text)).notes;
        let shown = |n: &model::Note| match &n.kind {
            NoteKind::LeftOut { object, properties, .. } => Some(format!("{object}: {}", properties.join(" "))),
            _ => None,
        };
        assert_eq!(notes.iter().filter_map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn columns_that_did_not_fit() {
        let table = "Identity DeliveryType Status MessageCount\n-------- ------------ ------ ------------\nEX1\\1    \
                     Unreachable  Ready  5\n";
        check(&format!("[PS] C:\\>Get-Queue\n\n{table}"), &[": NextHopDomain"]);
        check(
            &format!("[PS] C:\\>Get-Queue | ft Identity,DeliveryType,Status,MessageCount,LastError\n\n{table}"),
            &[": LastError"],
        );
        check(&format!("[PS] C:\\>Get-Queue | ft Identity,DeliveryType,Status,MessageCount\n\n{table}"), &[]);
        check(
            &format!("[PS] C:\\>Get-Queue | ft Identity,DeliveryType,Status,MessageCount,NoSuchThing\n\n{table}"),
            &[],
        );
        // Nothing says what was asked for.
        check(table, &[]);
        let list = "\nIdentity      : EX1\\1\nNextHopDomain : dag1\n";
        check(&format!("[PS] C:\\>Get-Queue\n\n{table}{list}"), &[]);
    }

    #[test]
    fn records_that_were_not_copied_whole() {
        let rows = |n: u8| {
            format!(
                "Bindings       : {{0.0.0.0:25}}\nAuthMechanism  : Tls\nRemoteIPRanges : {{10.0.0.{n}}}\nIdentity       : EX1\\Relay {n}\n"
            )
        };
        let (one, two) = (rows(1), rows(2));
        check(&format!("{one}\n{two}"), &[]);
        let end = two.find("RemoteIPRanges").unwrap();
        check(&format!("{one}\n{}", &two[..end]), &[": RemoteIPRanges Identity"]);
        let start = one.find("AuthMechanism").unwrap();
        check(&format!("{}\n{two}", &one[start..]), &["EX1\\Relay 1: Bindings"]);
        // Rows left out on purpose, here and there.
        let short = &two[..end];
        check(&format!("{one}\n{}\n{one}\n{short}", short.replace("Relay 2", "Relay 3")), &[]);
        // Printed by itself: its labels are padded to their own width.
        let (narrow, wide) =
            ("Identity : EX1\\B\nBindings : {0.0.0.0:25}\n", rows(1).replace("Identity       : EX1\\Relay 1\n", ""));
        check(&format!("Identity       : EX1\\A\n{wide}\n{narrow}"), &[]);
        // A second command that asked for more.
        check(
            "Identity : EX1\\A\nBindings : {0.0.0.0:25}\n\nIdentity : EX1\\A\nBindings : {0.0.0.0:25}\nEnabled  : True\n",
            &[],
        );
    }

    /// Whether connectors beside those that are shown may not be shown, and whether servers may have stood before.
    #[track_caller]
    fn check_open(text: &str, is_open: bool, begins_inside: bool) {
        let read = model::read(&Input::text(text)).snapshot;
        let shows_open = read.receive_connectors.iter().any(|c| c.list_breaks_off);
        assert_eq!((shows_open, read.begins_inside), (is_open, begins_inside), "{text}");
    }

    #[test]
    fn a_text_that_breaks_off_leaves_the_list_open() {
        let rows = |n: u8| {
            format!(
                "Bindings       : {{0.0.0.0:25}}\nRemoteIPRanges : {{10.0.0.{n}}}\nIdentity       : EX1\\Relay {n}\n"
            )
        };
        let (one, two) = (rows(1), rows(2));
        let end = two.find("Identity").unwrap();
        let start = one.find("RemoteIPRanges").unwrap();
        check_open(&format!("{one}\n{two}"), false, false);
        check_open(&format!("{one}\n{}", &two[..end]), true, false);
        check_open(&format!("{}\n{two}", &one[start..]), true, true);
        // Pasted again, and whole.
        check_open(
            &format!("{}\n{two}\n[PS] C:\\>Get-ReceiveConnector | fl\n\n{one}\n{two}", &one[start..]),
            false,
            false,
        );
    }

    #[test]
    fn a_warning_leaves_the_list_open() {
        let connector = "Identity : EX1\\Relay\nBindings : {0.0.0.0:25}\n";
        let queue = "Identity      : EX1\\17\nStatus        : Retry\nNextHopDomain : dag1\n";
        let english = "WARNING: There are more results available than are currently displayed. To view them, increase the value \
                       for the ResultSize parameter.\n";
        let german = "WARNUNG: Es sind mehr Ergebnisse verfügbar, als zurzeit angezeigt werden. Erhöhen Sie den Wert des \
                      ResultSize-Parameters, um sie anzuzeigen.\n";
        for warning in [english, german] {
            check_open(&format!("{connector}\n{warning}"), true, false);
            check_open(&format!("{connector}{warning}"), true, false);
            check_open(&format!("{connector}\n\n{queue}\n{warning}"), false, false);
        }
        check_open(
            &format!("[PS] C:\\>Get-ReceiveConnector -ResultSize Unlimited | fl\n\n{connector}\n"),
            false,
            false,
        );
    }

    #[test]
    fn the_last_value_of_a_broken_record_may_be_short() {
        let whole = "Identity      : EX1\\A\nAuthMechanism : Tls, ExchangeServer\nEnabled       : True\n\n";
        let broken = "Identity      : EX1\\B\nAuthMechanism : Tls";
        let read = |text: &str| model::read(&Input::text(text)).snapshot.receive_connectors;
        assert!(read(&format!("{whole}{broken}"))[1].auth_mechanism.is_cut());
        assert!(!read(&format!("{whole}{broken}\n"))[1].auth_mechanism.is_cut());
        assert!(!read(broken)[0].auth_mechanism.is_cut());
    }
}

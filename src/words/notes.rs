//! Notes about the input.

use std::collections::BTreeSet;

use super::Words;
use super::template::templates;
use crate::intake::{Layout, Why};
use crate::model::{Decides, NoteKind, ObjectKind, Property, QueueProperty};

templates! {
    /// Notes about the input.
    Notes {
        nothing_recognised();
        not_text(name);
        part_not_text(name, bytes);
        /// In the place of a name.
        the_input();
        cut(property, object, change);
        /// In the place of a name, after "of".
        a_queue();
        a_receive_connector();
        left_out(object, properties, change);
        /// In the place of a name, before "was pasted without".
        the_output();
        unreadable(property, object, value);
        contradiction(object, property, kept, dropped);
        nameless_connector();
        connector_without_server(name);
        server_assumed(count, server);
        address_without_server(address);
        broken_table();
        broken(layout);
        read_by_shape(columns);
        read_by_shape_in_part(columns, unread);
        /// A column and the property that it holds.
        column(title, property);
        tracking_names_hub(connector, server);
        not_used(what);
        row_unread();
        labels_of_two();
        label_outside();
        header_only();
        no_titles();
        no_kind();
        can_change(what);
        can_change_nothing();
        sender();
        target();
        waiting();
        failure();
        answer();
        offer();
        limit();
    }
}

impl Words {
    /// A note about the input.
    pub(crate) fn note(&self, note: &NoteKind) -> String {
        let say = &self.notes;
        let or = |name: &str, instead: &'static str| if name.is_empty() { instead.to_owned() } else { name.to_owned() };
        match note {
            NoteKind::NothingRecognised => say.nothing_recognised.to_owned(),
            NoteKind::NotText { name } => say.not_text(or(name, say.the_input)),
            NoteKind::PartNotText { name, bytes } => say.part_not_text(bytes, or(name, say.the_input)),
            NoteKind::Cut { object, kind, property, .. } => {
                let instead = if *kind == ObjectKind::Queue { say.a_queue } else { say.a_receive_connector };
                say.cut(property, or(object, instead), self.can_change(*kind, &[property]))
            }
            NoteKind::LeftOut { object, kind, properties, .. } => {
                say.left_out(or(object, say.the_output), self.list(properties), self.can_change(*kind, properties))
            }
            NoteKind::Unreadable { object, property, value, .. } => say.unreadable(property, object, value),
            NoteKind::Contradiction { object, property, kept, dropped } => {
                say.contradiction(object, property, kept, dropped)
            }
            NoteKind::ConnectorWithoutServer { name } if name.is_empty() => say.nameless_connector.to_owned(),
            NoteKind::ConnectorWithoutServer { name } => say.connector_without_server(name),
            NoteKind::ServerAssumed { server, count } => say.server_assumed(count, server),
            NoteKind::AddressWithoutServer { address } => say.address_without_server(address),
            NoteKind::Broken { layout: Layout::Table } => say.broken_table.to_owned(),
            NoteKind::Broken { layout } => say.broken(layout_name(*layout)),
            NoteKind::ReadByShape { titles, unread } => {
                let columns = self.whole_list(titles.iter().map(|(title, property)| say.column(title, property)));
                if unread.is_empty() {
                    say.read_by_shape(columns)
                } else {
                    say.read_by_shape_in_part(columns, self.list(unread))
                }
            }
            NoteKind::TrackingNamesHub { connector, server } => say.tracking_names_hub(connector, server),
            NoteKind::NotUsed { what } => say.not_used(what),
            NoteKind::Unread { why } => self.unread(*why),
        }
    }

    /// Why lines with the form of data were not read.
    pub(crate) fn unread(&self, why: Why) -> String {
        let say = &self.notes;
        match why {
            Why::NoFit => say.row_unread.to_owned(),
            Why::OfTwoRecords => say.labels_of_two.to_owned(),
            Why::OutsideRecord => say.label_outside.to_owned(),
            Why::NoTitles => say.no_titles.to_owned(),
            Why::HeaderOnly => say.header_only.to_owned(),
            Why::NoKind => say.no_kind.to_owned(),
        }
    }

    /// What these properties could change.
    fn can_change<S: AsRef<str>>(&self, kind: ObjectKind, properties: &[S]) -> String {
        let say = &self.notes;
        let changes = changes(kind, properties).into_iter().map(|change| match change {
            Decides::Sender => say.sender,
            Decides::Target => say.target,
            Decides::Waiting => say.waiting,
            Decides::Failure => say.failure,
            Decides::Answer => say.answer,
            Decides::Authentication | Decides::Offer => say.offer,
            Decides::Limit => say.limit,
        });
        let changes = self.list(changes).to_string();
        if changes.is_empty() { say.can_change_nothing.to_owned() } else { say.can_change(changes) }
    }
}

/// What rests on these properties; everything else stands without them. Empty where nothing does.
fn changes<S: AsRef<str>>(kind: ObjectKind, properties: &[S]) -> BTreeSet<Decides> {
    let decides = |name: &S| match kind {
        ObjectKind::Queue => QueueProperty::named(name.as_ref())?.decides(),
        _ => Property::named(name.as_ref())?.decides(),
    };
    // One phrase tells both.
    let told = |decides| if decides == Decides::Authentication { Decides::Offer } else { decides };
    properties.iter().filter_map(decides).map(told).collect()
}

/// The name of a layout, the same in every language.
const fn layout_name(layout: Layout) -> &'static str {
    match layout {
        Layout::List | Layout::Pairs => "LIST",
        Layout::Table | Layout::Cells => "TABLE",
        Layout::Csv => "CSV",
        Layout::Json => "JSON",
        Layout::Clixml => "CLIXML",
        Layout::Log => "LOG",
        Layout::Text => "TEXT",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_changes_what_rests_on_it() {
        let connector =
            |properties: &[&str]| changes(ObjectKind::ReceiveConnector, properties).into_iter().collect::<Vec<_>>();
        assert_eq!(connector(&["RemoteIPRanges", "Banner"]), [Decides::Answer]);
        assert_eq!(connector(&["AuthMechanism", "Bindings", "Identity"]), [Decides::Answer, Decides::Offer]);
        assert!(connector(&["Banner", "Comment"]).is_empty());
        assert!(
            changes(ObjectKind::Queue, &["Identity", "LastError"]).into_iter().eq([Decides::Sender, Decides::Failure])
        );
    }
}

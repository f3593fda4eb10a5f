//! What differs between two configurations, property by property, and whether that is what a remedy planned.
//!
//! What one side hides is no difference: it is named as [`Changes::undecided`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{AsRefStr, Display};

use super::plan::{PlannedChange, Setting, change};
use crate::model::{Entry, Property, ReceiveConnector, Shown, Snapshot};

/// One property of one connector that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Identity of the connector.
    pub connector: String,
    /// The property.
    pub property: Property,
    /// What goes.
    pub removed: Vec<Entry>,
    /// What comes.
    pub added: Vec<Entry>,
    /// What stays.
    pub kept: Vec<Entry>,
}

/// The differences of one connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Properties that differ.
    pub changes: Vec<Change>,
    /// Properties of which a part is hidden on one side.
    pub undecided: Vec<Property>,
}

/// What differs between two states of one connector. A property that one side does not show at all is left out.
#[must_use]
pub fn of(before: &ReceiveConnector, after: &ReceiveConnector) -> Changes {
    let mut found = Changes::default();
    for property in properties() {
        // Long lists are mostly the same.
        if property.is_same(before, after) {
            continue;
        }
        let (old, new) = (property.entries(before), property.entries(after));
        let (Some(left), Some(right)) = (old.visible(), new.visible()) else {
            if old.is_cut() || new.is_cut() {
                found.undecided.push(property);
            }
            continue;
        };
        let (in_left, in_right) = (meanings(left), meanings(right));
        // An entry that only one side shows is a difference where the other side shows all it has.
        let only = |list: &[Entry], other: &BTreeSet<&str>, is_whole: bool| -> Vec<Entry> {
            list.iter().filter(|e| is_whole && !other.contains(&e.meaning.as_str())).cloned().collect()
        };
        let removed = only(left, &in_right, new.whole().is_some());
        let added = only(right, &in_left, old.whole().is_some());
        if old.is_cut() || new.is_cut() {
            found.undecided.push(property);
        }
        if !removed.is_empty() || !added.is_empty() {
            let kept = left.iter().filter(|e| in_right.contains(&e.meaning.as_str())).cloned().collect();
            found.changes.push(Change { connector: after.identity(), property, removed, added, kept });
        }
    }
    found
}

fn meanings(list: &[Entry]) -> BTreeSet<&str> {
    list.iter().map(|e| e.meaning.as_str()).collect()
}

/// The changes that stand for a new connector: the properties that matter.
#[must_use]
pub fn of_new(new: &ReceiveConnector) -> Vec<Change> {
    let told = |property: Property| {
        let added = property.entries(new).visible().cloned().unwrap_or_default();
        let (removed, kept) = (Vec::new(), Vec::new());
        Change { connector: new.identity(), property, removed, added, kept }
    };
    [Property::Bindings, Property::RemoteIPRanges, Property::AuthMechanism, Property::PermissionGroups]
        .into_iter()
        .map(told)
        .collect()
}

/// How much of a plan has been carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, AsRefStr, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Progress {
    /// All of it.
    Done,
    /// A part.
    Partly,
    /// Nothing.
    NotDone,
    /// The new state does not show it.
    Unknown,
}

/// The changes that a plan makes, connector by connector.
#[must_use]
pub fn planned(snapshot: &Snapshot, plan: &[PlannedChange]) -> Vec<Change> {
    let mut result = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for step in plan {
        if seen.contains(&step.connector) {
            continue;
        }
        seen.push(step.connector);
        let Some(before) = step.target(snapshot) else { continue };
        if matches!(step.setting, Setting::Create(_)) {
            result.extend(of_new(before));
            continue;
        }
        let mut after = before.clone();
        plan.iter().filter(|s| s.connector == step.connector).for_each(|s| change(&mut after, &s.setting));
        result.extend(of(before, &after).changes);
    }
    result
}

/// Whether the connectors are now as these changes leave them; `state` gives a connector's present state by identity.
#[must_use]
pub fn progress<'a>(changes: &[Change], state: impl Fn(&str) -> Option<&'a ReceiveConnector>) -> Progress {
    let (mut done, mut open, mut hidden) = (0_usize, 0_usize, 0_usize);
    for change in changes {
        let present = state(&change.connector).map(|c| change.property.entries(c));
        let Some(list) = present.as_ref().and_then(Shown::visible) else {
            hidden = hidden.saturating_add(1);
            continue;
        };
        let is_whole = present.as_ref().is_some_and(|p| p.whole().is_some());
        let known = meanings(list);
        for (entry, wanted) in change.removed.iter().map(|e| (e, false)).chain(change.added.iter().map(|e| (e, true))) {
            let is_there = known.contains(&entry.meaning.as_str());
            let count = if is_there == wanted && (is_there || is_whole) {
                &mut done
            } else if is_there || is_whole {
                &mut open
            } else {
                &mut hidden
            };
            *count = count.saturating_add(1);
        }
    }
    match (done, open, hidden) {
        (_, 0, 0) => Progress::Done,
        (0, 0, _) => Progress::Unknown,
        (0, _, _) => Progress::NotDone,
        (_, 0, _) => Progress::Unknown,
        _ => Progress::Partly,
    }
}

/// What is left of changes when others are taken away.
#[must_use]
pub fn beyond(changes: &[Change], others: &[Change]) -> Vec<Change> {
    let same =
        |a: &Change, b: &Change| a.property == b.property && a.connector.to_lowercase() == b.connector.to_lowercase();
    let mut left = Vec::new();
    for change in changes {
        let mut rest = change.clone();
        for other in others.iter().filter(|o| same(o, change)) {
            rest.removed.retain(|e| other.removed.iter().all(|o| o.meaning != e.meaning));
            rest.added.retain(|e| other.added.iter().all(|o| o.meaning != e.meaning));
        }
        if !rest.removed.is_empty() || !rest.added.is_empty() {
            left.push(rest);
        }
    }
    left
}

/// The properties that can be set.
fn properties() -> impl Iterator<Item = Property> {
    let names = [Property::Server, Property::Name];
    Property::ALL.iter().copied().filter(move |property| property.is_settable() && !names.contains(property))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture::connector;

    /// `property -gone +come` per change, then the undecided properties.
    fn told(before: &str, after: &str) -> Vec<String> {
        let found = of(&connector(before), &connector(after));
        let change = |c: &Change| {
            let gone = c.removed.iter().map(|e| format!(" -{}", e.text));
            let come = c.added.iter().map(|e| format!(" +{}", e.text));
            format!("{}{}", c.property.spelling(), gone.chain(come).collect::<String>())
        };
        found.changes.iter().map(change).chain(found.undecided.iter().map(|p| format!("{}?", p.spelling()))).collect()
    }

    #[track_caller]
    fn check(before: &str, after: &str, expected: &[&str]) {
        assert_eq!(told(before, after), expected);
    }

    #[test]
    fn differences_are_those_of_meaning() {
        let is = "EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24, 10.1.1.1 | Tls | AnonymousUsers";
        check(is, is, &[]);
        check(
            is,
            "EX1\\R | FrontendTransport | :25 | 10.1.1.1-10.1.1.1, 10.0.0.0(255.255.255.0) | tls | AnonymousUsers",
            &[],
        );
        check(
            is,
            "!EX1\\R | HubTransport | 0.0.0.0:25, [::]:25 | 10.1.1.1, 10.9.0.0/16 | Tls, ExchangeServer | ",
            &[
                "Enabled -True +False",
                "TransportRole -FrontendTransport +HubTransport",
                "Bindings +[::]:25",
                "RemoteIPRanges -10.0.0.0/24 +10.9.0.0/16",
                "AuthMechanism +ExchangeServer",
                "PermissionGroups -AnonymousUsers",
            ],
        );
    }

    #[test]
    fn what_is_hidden_is_no_difference() {
        let whole = "EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.0.0.1, 10.0.0.2, 10.0.0.3";
        check(whole, "EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.0.0.1...", &["RemoteIPRanges?"]);
        check("EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.0.0.1...", whole, &["RemoteIPRanges?"]);
        // What a cut list does show counts.
        check(whole, "EX1\\R | FrontendTransport | - | 10.0.0.9...", &["RemoteIPRanges +10.0.0.9", "RemoteIPRanges?"]);
        check("EX1\\R | FrontendTransport | - | 10.0.0.9...", whole, &["RemoteIPRanges -10.0.0.9", "RemoteIPRanges?"]);
        check(whole, "EX1\\R", &[]);
    }

    #[test]
    fn progress_is_measured_by_the_state() {
        let before =
            connector("EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.0.0.0/24, 10.1.1.1 | Tls | AnonymousUsers");
        let goal = connector("EX1\\R | FrontendTransport | 0.0.0.0:25 | 10.0.0.0-10.0.0.6 | Tls | AnonymousUsers");
        let plan = of(&before, &goal).changes;
        let now = |ranges: &str| {
            let now = connector(&format!("EX1\\R | FrontendTransport | 0.0.0.0:25 | {ranges} | Tls | AnonymousUsers"));
            progress(&plan, |_| Some(&now))
        };
        assert_eq!(now("10.0.0.0-10.0.0.6"), Progress::Done);
        assert_eq!(now("10.0.0.0-10.0.0.6, 10.7.7.7"), Progress::Done);
        assert_eq!(now("10.0.0.0-10.0.0.6, 10.1.1.1"), Progress::Partly);
        assert_eq!(now("10.0.0.0/24, 10.1.1.1"), Progress::NotDone);
        assert_eq!(now("10.0.0.0-10.0.0.6..."), Progress::Unknown);
        assert_eq!(now("-"), Progress::Unknown);
        assert_eq!(progress(&plan, |_| None), Progress::Unknown);
        assert_eq!(beyond(&plan, &plan), []);
        assert_eq!(beyond(&plan, &[]), plan);
    }
}

//! Whether Exchange accepts the steps of a plan, one after the other.
//!
//! The rules are those that `Set-ReceiveConnector` and `New-ReceiveConnector` enforce. Documented: overlap is allowed
//! only when one range is completely inside the other; a connector has a unique combination of bindings and ranges.
//! The rest is observed behaviour (2013 CU23): which bindings count as one endpoint, that disabled connectors and
//! those of all roles are compared, that the whole object is checked at every change. That an empty list is refused
//! is inferred (the property is mandatory).

mod answer;
mod conflict;
mod object;

pub use answer::{Acceptance, Refusal, Rule, Unfit, Unseen};
pub(super) use conflict::{Contact, contact};
pub(super) use object::is_checked;

use std::collections::{BTreeMap, BTreeSet};

use conflict::{Hull, InOrder};

use super::plan::{PlannedChange, Setting, change};
use super::typed::Step;
use super::{Pasted, identity};
use crate::model::{ByServer, IpRange, PermissionGroup, Property, ReceiveConnector, Shown, Snapshot, same_server};

/// More entries than this are refused by Active Directory (field reports: 1,200 to 1,300).
pub const MOST_ENTRIES: usize = 1_300;

/// Checks every step in order on the configuration that the steps before it leave behind, and the change of each
/// connector by itself: the script rehearses all of them before it makes the first.
#[must_use]
pub fn check(pasted: &Pasted<'_>, plan: &[PlannedChange]) -> Acceptance {
    let in_order = check_in_order(pasted, plan);
    if matches!(in_order, Acceptance::Refused(_)) {
        return in_order;
    }
    let first = plan.first().map(|step| step.connector);
    let connectors: BTreeSet<usize> = plan.iter().map(|step| step.connector).filter(|c| Some(*c) != first).collect();
    for connector in connectors {
        let (steps, alone): (Vec<_>, Vec<_>) =
            plan.iter().cloned().enumerate().filter(|(_, step)| step.connector == connector).unzip();
        if let Acceptance::Refused(refusal) = check_in_order(pasted, &alone) {
            let step = steps.get(refusal.step).copied().unwrap_or_default();
            return Acceptance::Refused(Refusal { step, ..refusal });
        }
    }
    in_order
}

fn check_in_order(pasted: &Pasted<'_>, plan: &[PlannedChange]) -> Acceptance {
    let (mut state, snapshot) = (State::of(pasted), pasted.snapshot);
    let mut unseen = BTreeSet::new();
    for (step, planned) in plan.iter().enumerate() {
        let Some(mut connector) = state.get(planned.connector).cloned().or_else(|| planned.target(snapshot).cloned())
        else {
            continue;
        };
        let before = connector.remote_ip_ranges.visible().map_or(0, Vec::len);
        change(&mut connector, &planned.setting);
        if let Some(rule) = state.take(&Touch::of(planned), connector, before, &mut unseen) {
            let connector = planned.target(snapshot).map(ReceiveConnector::identity).unwrap_or_default();
            return Acceptance::Refused(Refusal { step, connector, rule });
        }
    }
    passed(unseen)
}

/// The same for the steps of typed commands: each sets all its properties at once.
#[must_use]
pub fn check_typed(pasted: &Pasted<'_>, steps: &[Step]) -> Acceptance {
    let mut state = State { follows_order_of_bindings: true, ..State::of(pasted) };
    let mut unseen = BTreeSet::new();
    for (step, typed) in steps.iter().enumerate() {
        if let Some(rule) = typed.refused.clone() {
            let connector = typed.target(pasted.snapshot).map(ReceiveConnector::identity).unwrap_or_default();
            return Acceptance::Refused(Refusal { step, connector, rule });
        }
        let Some(after) = &typed.after else {
            state.removed.insert(typed.connector);
            continue;
        };
        let before = state.get(typed.connector);
        let entries = before.and_then(|c| c.remote_ip_ranges.visible()).map_or(0, Vec::len);
        let touch = Touch::typed(typed, before, after);
        if let Some(rule) = state.take(&touch, after.clone(), entries, &mut unseen) {
            return Acceptance::Refused(Refusal { step, connector: after.identity(), rule });
        }
    }
    passed(unseen)
}

fn passed(unseen: BTreeSet<Unseen>) -> Acceptance {
    if unseen.is_empty() { Acceptance::Accepted } else { Acceptance::AsShown(unseen.into_iter().collect()) }
}

/// What the rules want to know of one step.
struct Touch {
    /// Index of the connector.
    connector: usize,
    /// It is new.
    creates: bool,
    /// It gets ranges, bindings or a role that it had not. Fewer entries, or none changed, cannot make a new conflict
    /// with what is hidden.
    adds: bool,
    /// The properties that change. A new connector has none: a value that is not typed is the one that Exchange gives.
    changes: Vec<Property>,
    /// `Custom` is among the groups to be set.
    sets_custom: bool,
}

impl Touch {
    fn of(planned: &PlannedChange) -> Self {
        let setting = &planned.setting;
        Self {
            connector: planned.connector,
            creates: matches!(setting, Setting::Create(_)),
            adds: match setting {
                Setting::RemoteIpRanges { add, .. } => !add.is_empty(),
                Setting::Create(_) | Setting::TransportRole(_) => true,
                _ => false,
            },
            changes: vec![setting.property()],
            sets_custom: matches!(setting, Setting::PermissionGroups(groups)
                if groups.contains(&PermissionGroup::Custom)),
        }
    }

    fn typed(step: &Step, before: Option<&ReceiveConnector>, after: &ReceiveConnector) -> Self {
        let new_range = |range: IpRange| before.is_none_or(|c| c.ranges().all(|old| old != range));
        let changed = |property: &Property| before.is_none_or(|c| property.entries(c) != property.entries(after));
        Self {
            connector: step.connector,
            creates: before.is_none(),
            adds: before.is_none_or(|c| c.bindings != after.bindings || c.transport_role != after.transport_role)
                || after.ranges().any(new_range),
            changes: Property::ALL.iter().copied().filter(changed).collect(),
            sets_custom: step.sets_custom,
        }
    }
}

/// Why the way back would be refused: the pasted state breaks a rule itself, so Exchange would not take it again.
#[must_use]
pub fn check_back(pasted: &Pasted<'_>, plan: &[PlannedChange]) -> Option<Refusal> {
    let (mut state, snapshot) = (State::of(pasted), pasted.snapshot);
    for planned in plan {
        let current = state.get(planned.connector).or_else(|| planned.target(snapshot)).cloned();
        if let Some(mut connector) = current {
            change(&mut connector, &planned.setting);
            state.changed.insert(planned.connector, connector);
            if Touch::of(planned).adds {
                state.grown.insert(planned.connector);
            }
        }
    }
    plan.iter().enumerate().rev().find_map(|(step, planned)| {
        let Some(old) = snapshot.receive_connectors.get(planned.connector) else {
            state.changed.remove(&planned.connector);
            return None;
        };
        // Steps that selection does not read stay within the rules of the object, which it kept before.
        if !planned.setting.is_read_by_selection() {
            let rule = object::broken(old, &[], snapshot, &mut |_| {});
            return rule.map(|rule| Refusal { step, connector: old.identity(), rule });
        }
        state.grown.remove(&planned.connector);
        let rule = state.conflict(&Touch::of(planned), old, &mut BTreeSet::new());
        state.changed.remove(&planned.connector);
        rule.map(|rule| Refusal { step, connector: old.identity(), rule })
    })
}

/// The configuration between two steps, without a copy of what is unchanged.
struct State<'a> {
    pasted: &'a Pasted<'a>,
    changed: BTreeMap<usize, ReceiveConnector>,
    /// Those that can have new conflicts: they are new, or have ranges, bindings or a role that they had not.
    grown: BTreeSet<usize>,
    /// Those that a step removed.
    removed: BTreeSet<usize>,
    /// Whether an equal range may slip through where the order of the bindings decides. A plan never relies on that.
    follows_order_of_bindings: bool,
}

impl<'a> State<'a> {
    fn of(pasted: &'a Pasted<'a>) -> Self {
        Self {
            pasted,
            changed: BTreeMap::new(),
            grown: BTreeSet::new(),
            removed: BTreeSet::new(),
            follows_order_of_bindings: false,
        }
    }

    fn get(&self, index: usize) -> Option<&ReceiveConnector> {
        self.changed.get(&index).or_else(|| self.pasted.snapshot.receive_connectors.get(index))
    }

    /// The other connectors of a server that may be in conflict with this one: two that are not as they were pasted
    /// are not now, unless one of them has grown.
    fn rivals<'s>(&'s self, index: usize, server: &'s str) -> impl Iterator<Item = &'s ReceiveConnector> {
        let old = self.pasted.of_server(server).map(|(i, c)| (i, self.changed.get(&i).unwrap_or(c)));
        let known = self.pasted.snapshot.receive_connectors.len();
        let new = self.changed.iter().filter(move |(i, c)| **i >= known && same_server(&c.server, server));
        let has_grown = self.grown.contains(&index);
        let may_conflict = move |i: usize| {
            !self.removed.contains(&i) && (has_grown || self.grown.contains(&i) || self.pasted.is_conflict(index, i))
        };
        old.chain(new.map(|(i, c)| (*i, c))).filter(move |(i, _)| *i != index && may_conflict(*i)).map(|(_, c)| c)
    }

    /// The first rule that a step breaks; if none, its connector is taken over.
    fn take(
        &mut self,
        touch: &Touch,
        connector: ReceiveConnector,
        entries_before: usize,
        unseen: &mut BTreeSet<Unseen>,
    ) -> Option<Rule> {
        if touch.adds {
            self.grown.insert(touch.connector);
        }
        let broken = self
            .conflict(touch, &connector, unseen)
            .or_else(|| touch.sets_custom.then_some(Rule::CustomIsNoInput))
            .or_else(|| {
                object::broken(&connector, &touch.changes, self.pasted.snapshot, &mut |what| {
                    // What is not said of a new connector has the value that Exchange gives it.
                    if !(touch.creates && matches!(what, Unseen::Value(..))) {
                        unseen.insert(what);
                    }
                })
            })
            .or_else(|| entry_rule(&connector, entries_before));
        if broken.is_none() {
            self.changed.insert(touch.connector, connector);
        }
        broken
    }

    /// The first rule between this connector and another that the step breaks, and the hidden values that have a say.
    fn conflict(&self, touch: &Touch, connector: &ReceiveConnector, unseen: &mut BTreeSet<Unseen>) -> Option<Rule> {
        let mut found = Vec::new();
        let mut hidden = |connector: &ReceiveConnector, property: Property| {
            found.push(Unseen::Value(connector.identity(), property.spelling()));
        };
        let mut open = Vec::new();
        let adds = touch.adds;
        let hull = Hull::of(connector.ranges());
        for other in self.rivals(touch.connector, &connector.server) {
            if touch.creates && other.name.eq_ignore_ascii_case(&connector.name) {
                return Some(Rule::NameTaken);
            }
            match contact(connector, other) {
                Some(contact) => {
                    let theirs = (other, Hull::of(other.ranges()));
                    match conflict::between((connector, hull), theirs, contact) {
                        Some(Rule::EqualRange { range, other: name })
                            if self.follows_order_of_bindings && conflict::meet_by_wildcard_too(connector, other) =>
                        {
                            // Whatever the order, ranges that cross are refused.
                            if let Some(rule) = conflict::between((connector, hull), theirs, Contact::Wildcard) {
                                return Some(rule);
                            }
                            open.push(Unseen::BindingOrder { range, other: name });
                        }
                        Some(rule) => return Some(rule),
                        None => {}
                    }
                    if adds && !is_readable(other) {
                        hidden(other, Property::RemoteIPRanges);
                    }
                    // Exchange 2007 and 2010 have no roles: where neither shows one, nothing says that they have.
                    for (one, beside) in [(connector, other), (other, connector)] {
                        if adds && one.transport_role.whole().is_none() && beside.transport_role.whole().is_some() {
                            hidden(one, Property::TransportRole);
                        }
                    }
                }
                None if adds && has_hidden_bindings(other) => {
                    hidden(other, Property::Bindings);
                }
                None => {}
            }
        }
        if adds && !touch.creates {
            if !is_readable(connector) {
                hidden(connector, Property::RemoteIPRanges);
            }
            if has_hidden_bindings(connector) {
                hidden(connector, Property::Bindings);
            }
        }
        unseen.extend(found.into_iter().chain(open));
        None
    }
}

/// Whether two connectors listen on one endpoint.
#[must_use]
pub(super) fn meets(a: &ReceiveConnector, b: &ReceiveConnector) -> bool {
    contact(a, b).is_some()
}

fn is_readable(connector: &ReceiveConnector) -> bool {
    connector.remote_ip_ranges.whole().is_some_and(|list| list.iter().all(|entry| entry.range().is_some()))
}

fn has_hidden_bindings(connector: &ReceiveConnector) -> bool {
    !connector.bindings.whole().is_some_and(|list| list.iter().all(|b| b.endpoint.is_some()))
}

fn entry_rule(connector: &ReceiveConnector, before: usize) -> Option<Rule> {
    let entries = connector.remote_ip_ranges.whole()?.len();
    if entries == 0 {
        return Some(Rule::NoRangeLeft);
    }
    (entries > MOST_ENTRIES && entries > before).then_some(Rule::TooManyEntries { entries })
}

/// The old value of a property that a step overwrites as a whole, where it is not shown whole.
pub(super) fn hidden_old_value(snapshot: &Snapshot, plan: &[PlannedChange]) -> Option<Unfit> {
    plan.iter().find_map(|step| {
        let connector = step.target(snapshot)?;
        let shown = match &step.setting {
            Setting::Enabled(_) => connector.enabled.whole().is_some(),
            Setting::Fqdn(_) => connector.fqdn.whole().is_some(),
            Setting::AuthMechanism(_) => connector.auth_mechanism.whole().is_some(),
            Setting::PermissionGroups(_) => connector.permission_groups.whole().is_some(),
            Setting::TransportRole(_) => connector.transport_role.whole().is_some(),
            Setting::RemoteIpRanges { .. } | Setting::Create(_) => true,
        };
        (!shown).then(|| Unfit::OldValueHidden {
            connector: identity(snapshot, step.connector),
            property: step.setting.property().spelling(),
        })
    })
}

/// See [`Pasted::conflicts`].
pub(super) fn standing_conflicts(snapshot: &Snapshot, by_server: &ByServer) -> Vec<(usize, usize, Rule)> {
    let mut found = Vec::new();
    for here in by_server.iter() {
        let with_ranges = |index: &usize| Some(InOrder::of(*index, snapshot.receive_connectors.get(*index)?));
        let all: Vec<_> = here.iter().filter_map(with_ranges).collect();
        for (place, one) in all.iter().enumerate() {
            for other in all.iter().skip(place.saturating_add(1)) {
                if let Some(contact) = contact(one.connector, other.connector)
                    && one.disputes(other, contact)
                    && let Some(rule) =
                        conflict::between((one.connector, one.hull), (other.connector, other.hull), contact)
                {
                    found.push((one.index, other.index, rule));
                }
            }
        }
    }
    found.sort_by_key(|(one, other, _)| (*one, *other));
    found
}

/// What is whole of a list, or nothing.
pub(super) fn shown<T: Clone>(list: &Shown<Vec<T>>) -> Vec<T> {
    list.visible().cloned().unwrap_or_default()
}

//! Where an object keeps one of its properties, and what can be done with the property whatever the type of its value.
//!
//! [`Slot`] is one field of an object with its type; [`AnySlot`] is the same without the type, so that reading, merging,
//! completing and comparing can loop over the table in [`super::property`]. Nothing here knows the name of a property.

use std::collections::HashSet;

use super::binding::Binding;
use super::flags::Member;
use super::merge::Merge;
use super::range::RemoteIpRange;
use super::{LastError, Place, Shown, SmtpReply};
use crate::intake::Field;

/// One value of a property as it is compared: a member of a list, or all there is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// What it means, whatever the notation.
    pub meaning: String,
    /// What is printed.
    pub text: String,
}

impl Entry {
    /// A text that means the same in any letter case.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self { meaning: text.to_lowercase(), text: text.to_owned() }
    }
}

/// The type of a property's value.
pub trait PropertyValue: Clone + PartialEq + 'static {
    /// The value as Exchange prints it; the entries of a list are joined with `, `.
    fn printed(&self) -> String;

    /// What is compared with another value, entry by entry.
    fn entries(&self) -> Vec<Entry> {
        vec![Entry::of_text(self.printed().trim())]
    }

    /// The entries of a list that cannot be read, as written.
    fn unreadable(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Whether this may be the visible part of a whole value: the head of a text, or some entries of a list.
    fn may_be_part_of(&self, whole: &Self) -> bool {
        let visible = plain(&self.printed());
        plain(&whole.printed()).starts_with(visible.trim_end_matches(['.', '…', ' ']))
    }
}

/// A text in which blanks, letter case and the form of quotation marks make no difference.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace(['\u{201c}', '\u{201d}', '\u{201e}'], "\"")
}

/// Whether every entry of one list stands in the other, whatever the notation and the order.
fn holds_all(list: &[Entry], entries: &[Entry]) -> bool {
    let held: HashSet<&str> = list.iter().map(|entry| &*entry.meaning).collect();
    entries.iter().all(|entry| held.contains(&*entry.meaning))
}

/// Whether two prints of one property can show the same value: they are equal in whatever notation and order, or what one
/// shows of a cut value fits the other.
pub(super) fn may_be_same<T: PropertyValue>(one: &Shown<T>, other: &Shown<T>) -> bool {
    match (one, other) {
        (Shown::Whole { value: one, .. }, Shown::Whole { value: other, .. }) => {
            let (a, b) = (one.entries(), other.entries());
            one == other || (holds_all(&a, &b) && holds_all(&b, &a))
        }
        (Shown::Whole { value: whole, .. }, Shown::Cut { visible: Some(part), .. })
        | (Shown::Cut { visible: Some(part), .. }, Shown::Whole { value: whole, .. }) => part.may_be_part_of(whole),
        _ => true,
    }
}

impl PropertyValue for bool {
    fn printed(&self) -> String {
        if *self { "True" } else { "False" }.to_owned()
    }
}

impl PropertyValue for u64 {
    fn printed(&self) -> String {
        self.to_string()
    }
}

impl PropertyValue for String {
    fn printed(&self) -> String {
        self.clone()
    }
}

impl PropertyValue for Option<LastError> {
    fn printed(&self) -> String {
        self.as_ref().map(|error| error.raw.clone()).unwrap_or_default()
    }

    /// What was answered where; when that was (`{LRT=..}`) is another thing in every print.
    fn entries(&self) -> Vec<Entry> {
        let Some(error) = self else { return vec![Entry::of_text("")] };
        let reply = error.inner.as_ref().map_or_else(|| error.raw.clone(), SmtpReply::whole);
        let place = [&error.fqdn, &error.ip, &error.endpoint].map(|part| part.as_deref().unwrap_or_default());
        vec![Entry { meaning: plain(&format!("{reply} {}", place.join(" "))), text: error.raw.clone() }]
    }

    fn may_be_part_of(&self, whole: &Self) -> bool {
        let (Some(part), Some(whole)) = (self, whole) else { return self.is_none() };
        let begins = |whole: &str, part: &str| plain(whole).starts_with(plain(part).trim_end_matches(['.', '…', ' ']));
        let Some(reply) = &part.inner else { return true };
        let fits = |whole: &SmtpReply| begins(&whole.whole(), &reply.whole());
        begins(&whole.raw, &part.raw) || [&whole.inner, &whole.outer].into_iter().flatten().any(fits)
    }
}

impl<M: Member> PropertyValue for Vec<M> {
    fn printed(&self) -> String {
        self.iter().map(Member::as_str).collect::<Vec<_>>().join(", ")
    }

    fn entries(&self) -> Vec<Entry> {
        self.iter().map(|member| Entry::of_text(member.as_str())).collect()
    }

    fn may_be_part_of(&self, whole: &Self) -> bool {
        holds_all(&whole.entries(), &self.entries())
    }
}

impl PropertyValue for Vec<Binding> {
    fn printed(&self) -> String {
        self.iter().map(|binding| &*binding.as_written).collect::<Vec<_>>().join(", ")
    }

    fn entries(&self) -> Vec<Entry> {
        let meaning =
            |b: &Binding| b.endpoint.map_or_else(|| b.as_written.to_string(), |e| format!("{} {}", e.address, e.port));
        self.iter().map(|b| Entry { meaning: meaning(b), text: b.as_written.to_string() }).collect()
    }

    fn may_be_part_of(&self, whole: &Self) -> bool {
        holds_all(&whole.entries(), &self.entries())
    }

    fn unreadable(&self) -> Vec<&str> {
        self.iter().filter(|binding| binding.endpoint.is_none()).map(|binding| &*binding.as_written).collect()
    }
}

impl PropertyValue for Vec<RemoteIpRange> {
    fn printed(&self) -> String {
        self.iter().map(|range| &*range.as_written).collect::<Vec<_>>().join(", ")
    }

    fn entries(&self) -> Vec<Entry> {
        let meaning = |r: &RemoteIpRange| r.range().map_or_else(|| r.as_written.to_string(), |range| range.to_string());
        self.iter().map(|r| Entry { meaning: meaning(r), text: r.as_written.to_string() }).collect()
    }

    fn may_be_part_of(&self, whole: &Self) -> bool {
        holds_all(&whole.entries(), &self.entries())
    }

    fn unreadable(&self) -> Vec<&str> {
        self.iter().filter(|range| range.range().is_none()).map(|range| &*range.as_written).collect()
    }
}

/// The field of an object `O` that keeps a property with values of type `T`.
#[derive(Debug)]
pub struct Slot<O, T> {
    /// The field.
    pub get: fn(&O) -> &Shown<T>,
    /// The same field, to be changed.
    pub get_mut: fn(&mut O) -> &mut Shown<T>,
    /// Reads the value that was pasted, in a source of the input.
    pub(super) read: fn(&Field<'_>, usize) -> Shown<T>,
}

/// A [`Slot`] without the type of its value.
pub trait AnySlot<O>: Sync {
    /// Whether the paste does not show the property of this object.
    fn is_absent(&self, object: &O) -> bool;
    /// Whether a part of the value is hidden.
    fn is_cut(&self, object: &O) -> bool;
    /// Where the value stands.
    fn place(&self, object: &O) -> Option<Place>;
    /// The whole value as Exchange prints it.
    fn printed(&self, object: &O) -> Option<String>;
    /// The entries that are compared.
    fn entries(&self, object: &O) -> Shown<Vec<Entry>>;
    /// The entries that cannot be read, as written.
    fn unreadable<'o>(&self, object: &'o O) -> Vec<&'o str>;
    /// Whether both objects show the same whole value.
    fn is_same(&self, one: &O, other: &O) -> bool;
    /// Whether what the two objects show cannot be one value.
    fn contradicts(&self, one: &O, other: &O) -> bool;
    /// Takes over the value of another object where this one shows nothing. Tells whether it did.
    fn fill(&self, object: &mut O, other: &O) -> bool;
    /// Takes over the value of another object, whatever this one shows.
    fn replace(&self, object: &mut O, other: &O);
    /// Reads a pasted value, unless there is one already: the first value stays.
    fn read(&self, object: &mut O, field: &Field<'_>, source: usize);
    /// Merges the value of a later record of the same object. Tells whether the two contradict each other.
    fn merge(&self, object: &mut O, later: &mut O, property: &str, merge: &mut Merge<'_>) -> bool;
}

impl<O, T: PropertyValue> AnySlot<O> for Slot<O, T> {
    fn is_absent(&self, object: &O) -> bool {
        (self.get)(object).is_absent()
    }

    fn is_cut(&self, object: &O) -> bool {
        (self.get)(object).is_cut()
    }

    fn place(&self, object: &O) -> Option<Place> {
        (self.get)(object).place()
    }

    fn printed(&self, object: &O) -> Option<String> {
        (self.get)(object).whole().map(PropertyValue::printed)
    }

    fn entries(&self, object: &O) -> Shown<Vec<Entry>> {
        (self.get)(object).map(PropertyValue::entries)
    }

    fn unreadable<'o>(&self, object: &'o O) -> Vec<&'o str> {
        (self.get)(object).visible().map(PropertyValue::unreadable).unwrap_or_default()
    }

    fn is_same(&self, one: &O, other: &O) -> bool {
        (self.get)(one).whole().is_some_and(|value| Some(value) == (self.get)(other).whole())
    }

    fn contradicts(&self, one: &O, other: &O) -> bool {
        !may_be_same((self.get)(one), (self.get)(other))
    }

    fn fill(&self, object: &mut O, other: &O) -> bool {
        let (slot, other) = ((self.get_mut)(object), (self.get)(other));
        let fills = slot.is_absent() && !other.is_absent();
        if fills {
            slot.clone_from(other);
        }
        fills
    }

    fn replace(&self, object: &mut O, other: &O) {
        (self.get_mut)(object).clone_from((self.get)(other));
    }

    fn read(&self, object: &mut O, field: &Field<'_>, source: usize) {
        let slot = (self.get_mut)(object);
        if slot.is_absent() {
            *slot = (self.read)(field, source);
        }
    }

    fn merge(&self, object: &mut O, later: &mut O, property: &str, merge: &mut Merge<'_>) -> bool {
        let later = std::mem::take((self.get_mut)(later));
        merge.shown(property, (self.get_mut)(object), later)
    }
}

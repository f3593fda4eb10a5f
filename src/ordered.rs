//! Sorting, and ordered sets and maps on a `Vec`: the order of the standard ones at a tenth of the code per type, which
//! is what fills the page.
//!
//! Sorting takes n log n, and so does collecting into a set. Inserting one by one moves what lies behind, so a set that
//! grows that way is for up to some thousand elements; in order, it costs nothing extra.

use std::cmp::Ordering;

use serde::ser::{Serialize, Serializer};

/// Sorts a list; equal elements keep their order.
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, &T::cmp);
}

/// Sorts a list by a key; elements of one key keep their order.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, &|a, b| key(a).cmp(&key(b)));
}

/// Sorts a list; equal elements keep their order.
pub fn sort_by<T>(list: &mut [T], compare: &dyn Fn(&T, &T) -> Ordering) {
    let by_index = |a: usize, b: usize| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    };
    for (a, b) in swaps(list.len(), &by_index) {
        list.swap(a, b);
    }
}

/// Sorts a list and leaves one of each.
pub fn sort_and_dedup<T: Ord>(list: &mut Vec<T>) {
    sort(list);
    list.dedup();
}

/// The values of each key, in order of the keys; values keep their order.
pub fn groups<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut pairs: Vec<(K, V)> = pairs.into_iter().collect();
    sort_by(&mut pairs, &|a, b| a.0.cmp(&b.0));
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in pairs {
        match groups.last_mut() {
            Some((last, values)) if *last == key => values.push(value),
            _ => groups.push((key, vec![value])),
        }
    }
    groups
}

/// The swaps that put a list of this length in order.
fn swaps(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    let mut order = order(length, compare);
    // Each cycle of the permutation is walked once; places that are done point at themselves.
    for start in 0..length {
        let mut to = start;
        while let Some(place) = order.get_mut(to) {
            let from = std::mem::replace(place, to);
            if from == start || from == to {
                break;
            }
            swaps.push((to, from));
            to = from;
        }
    }
    swaps
}

/// The indices of a list of this length in order of its elements; equal ones keep their order. The one sort of the
/// program: what is sorted are indices, whatever the list holds. Runs that are in order are merged, neighbour by
/// neighbour, until there is one: lists that consist of ordered ones take little time, and large ones are read in
/// order, as far as they are in order.
pub fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let ends_run = |end: &usize| *end == length || compare(end.saturating_sub(1), *end) == Ordering::Greater;
    let mut ends: Vec<usize> = (1..=length).filter(ends_run).collect();
    while ends.len() > 1 {
        let (mut merged, mut merged_ends) = (Vec::with_capacity(length), Vec::new());
        let mut rest = order.as_slice();
        for pair in ends.chunks(2) {
            let length_of = |end: Option<&usize>| end.map_or(0, |end| end.saturating_sub(merged.len()));
            let (both, after) = rest.split_at(length_of(pair.last()));
            let (mut left, mut right) = both.split_at(length_of(pair.first()));
            rest = after;
            loop {
                let next = match (left, right) {
                    ([a, behind @ ..], []) => (a, behind, right),
                    ([a, behind @ ..], [b, ..]) if compare(*a, *b) != Ordering::Greater => (a, behind, right),
                    (_, [b, behind @ ..]) => (b, left, behind),
                    ([], []) => break,
                };
                merged.push(*next.0);
                (left, right) = (next.1, next.2);
            }
            merged_ends.push(merged.len());
        }
        (order, ends) = (merged, merged_ends);
    }
    order
}

/// An ordered set.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set<T>(Vec<T>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> Set<T> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds an element; whether it is new.
    pub fn insert(&mut self, element: T) -> bool {
        let place = self.0.binary_search(&element);
        if let Err(place) = place {
            self.0.insert(place, element);
        }
        place.is_err()
    }

    /// Takes an element out; whether it was there.
    pub fn remove(&mut self, element: &T) -> bool {
        let place = self.0.binary_search(element);
        if let Ok(place) = place {
            self.0.remove(place);
        }
        place.is_ok()
    }

    /// Whether the element is in the set.
    #[must_use]
    pub fn contains(&self, element: &T) -> bool {
        self.0.binary_search(element).is_ok()
    }
}

impl<T> Set<T> {
    /// The elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Whether there are no elements.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of elements.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut elements: Vec<T> = elements.into_iter().collect();
        sort_and_dedup(&mut elements);
        Self(elements)
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Set<T> {
    fn from(elements: [T; N]) -> Self {
        Self::from_iter(elements)
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        for element in elements {
            self.insert(element);
        }
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// An ordered map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Map<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// Sets the value of a key, whether it had one or not.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => {
                if let Some(pair) = self.0.get_mut(place) {
                    pair.1 = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// The value of a key, the default one where it had none; there always is one.
    pub fn or_default(&mut self, key: K) -> Option<&mut V>
    where
        V: Default,
    {
        let place = self.place(&key);
        if let Err(place) = place {
            self.0.insert(place, (key, V::default()));
        }
        self.0.get_mut(place.unwrap_or_else(|place| place)).map(|(_, value)| value)
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &K) {
        if let Ok(place) = self.place(key) {
            self.0.remove(place);
        }
    }
}

impl<K, V> Map<K, V> {
    /// Keys and values in order of the keys.
    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.0.iter()
    }
}

/// Of several values of one key, the last counts.
impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        for (key, value) in pairs {
            map.insert(key, value);
        }
        map
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = &'a (K, V);
    type IntoIter = std::slice::Iter<'a, (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_library(mut list in prop::collection::vec((0_u8..20, any::<u8>()), 0..60)) {
            let mut expected = list.clone();
            expected.sort_by_key(|pair| pair.0);
            sort_by_key(&mut list, |pair| pair.0);
            prop_assert_eq!(&list, &expected);
            let (mut std_groups, pairs) = (BTreeMap::<u8, Vec<u8>>::new(), list.clone());
            for (key, value) in &pairs {
                std_groups.entry(*key).or_default().push(*value);
            }
            prop_assert_eq!(groups(pairs), std_groups.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn sets_are_like_the_standard_ones(start in prop::collection::vec(0_u8..30, 0..40),
            steps in prop::collection::vec((any::<bool>(), 0_u8..30), 0..60)) {
            let mut ours: Set<u8> = start.iter().copied().collect();
            let mut theirs: BTreeSet<u8> = start.into_iter().collect();
            for (comes, element) in steps {
                if comes {
                    prop_assert_eq!(ours.insert(element), theirs.insert(element));
                } else {
                    prop_assert_eq!(ours.remove(&element), theirs.remove(&element));
                }
                prop_assert_eq!(ours.contains(&element), comes);
                prop_assert_eq!((ours.len(), ours.is_empty()), (theirs.len(), theirs.is_empty()));
            }
            prop_assert!(ours.iter().eq(theirs.iter()));
        }

        #[test]
        fn maps_are_like_the_standard_ones(start in prop::collection::vec((0_u8..30, any::<u8>()), 0..40),
            steps in prop::collection::vec((0_u8..3, 0_u8..30), 0..60)) {
            let mut ours: Map<u8, u8> = start.iter().copied().collect();
            let mut theirs: BTreeMap<u8, u8> = start.into_iter().collect();
            for (kind, key) in steps {
                match kind {
                    0 => { ours.insert(key, kind); theirs.insert(key, kind); }
                    1 => { ours.remove(&key); theirs.remove(&key); }
                    _ => {
                        *ours.or_default(key).unwrap() ^= 5;
                        *theirs.entry(key).or_default() ^= 5;
                    }
                }
                prop_assert_eq!(ours.get(&key), theirs.get(&key));
            }
            prop_assert_eq!(serde_json::to_string(&ours).unwrap(), serde_json::to_string(&theirs).unwrap());
        }
    }
}

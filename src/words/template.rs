//! The mechanism of all words: templates with named placeholders.
//!
//! A topic is declared once with [`templates!`]. The declaration gives a struct with one text per template, which every
//! language fills in, and one method per template, which fills the placeholders. The compiler therefore names a missing
//! or superfluous template and a wrong number of values. `words::tests` checks the placeholders inside the texts.
//!
//! `{name}` stands for a value. `{count|address|addresses}` chooses a form by number: the first for one, the second for
//! every other number. `#` inside a form stands for the value itself.

use std::fmt::{self, Display, Write as _};

/// Text together with the number that decides between singular and plural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    text: String,
    number: usize,
}

impl Counted {
    /// Text that stands for this number of things.
    pub(crate) fn new(text: impl Into<String>, number: usize) -> Self {
        Self { text: text.into(), number }
    }
}

impl Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A value that decides between singular and plural.
pub(crate) trait Countable: Display {
    /// How many things the value stands for.
    fn number(&self) -> usize;
}

impl Countable for Counted {
    fn number(&self) -> usize {
        self.number
    }
}

impl Countable for usize {
    fn number(&self) -> usize {
        *self
    }
}

impl<T: Countable + ?Sized> Countable for &T {
    fn number(&self) -> usize {
        (**self).number()
    }
}

/// A value for one placeholder.
pub(crate) struct Value<'v> {
    pub(crate) name: &'static str,
    pub(crate) shown: &'v dyn Display,
    pub(crate) number: Option<usize>,
}

/// A template with its values in place. A placeholder without a value stays empty; the tests exclude that.
pub(crate) fn fill(template: &str, values: &[Value<'_>]) -> String {
    let mut text = String::with_capacity(template.len() + 64);
    for piece in pieces(template) {
        match piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Placeholder { name, forms } => {
                let Some(value) = values.iter().find(|v| v.name == name) else { continue };
                match forms {
                    None => push(&mut text, value.shown),
                    Some((one, many)) => {
                        let form = if value.number == Some(1) { one } else { many };
                        for (index, part) in form.split('#').enumerate() {
                            if index > 0 {
                                push(&mut text, value.shown);
                            }
                            text.push_str(part);
                        }
                    }
                }
            }
        }
    }
    text
}

fn push(text: &mut String, shown: &dyn Display) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{shown}");
}

/// A part of a template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Text that is copied.
    Text(&'t str),
    /// `{name}` or `{name|one|many}`.
    Placeholder { name: &'t str, forms: Option<(&'t str, &'t str)> },
}

/// The parts of a template, in order.
pub(crate) fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if let Some((inside, after)) = rest.strip_prefix('{').and_then(|r| r.split_once('}')) {
            rest = after;
            let (name, forms) = match inside.split_once('|') {
                Some((name, forms)) => (name, Some(forms.split_once('|').unwrap_or((forms, forms)))),
                None => (inside, None),
            };
            return Some(Piece::Placeholder { name, forms });
        }
        if rest.is_empty() {
            return None;
        }
        // An opening brace that is not closed is text.
        let from = usize::from(rest.starts_with('{'));
        let end = rest.get(from..).and_then(|r| r.find('{')).map_or(rest.len(), |at| at.saturating_add(from));
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// What a language may do with a placeholder.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It has to show the value.
    Plain,
    /// It may leave the value out.
    Optional,
    /// It has to use the value, to show it or to choose a form by its number.
    Counted,
}

/// One template of one language, for checks and for look-up by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The name of the template.
    pub(crate) name: &'static str,
    /// Its placeholders.
    #[cfg(test)]
    pub(crate) places: &'static [(&'static str, Kind)],
    /// The text in this language.
    pub(crate) text: &'static str,
}

/// Declares the templates of a topic: a struct with a text per template, and for each template with placeholders a method
/// that fills it. `name(place, other: counted)`: a counted place takes a [`Countable`] and can choose a form by number.
/// A template that no plan uses is dead code, so the compiler names it. A topic that is declared as `by_name` can be
/// asked for a template by name, and its templates count as used.
macro_rules! templates {
    (
        $(#[$about:meta])* by_name $topic:ident {
            $($(#[$doc:meta])* $name:ident($($place:ident $(: $counted:ident)?),* $(,)?);)*
        }
    ) => {
        $crate::words::template::templates! {
            @declare [] $(#[$about])* $topic { $($(#[$doc])* $name($($place $(: $counted)?),*);)* }
        }
    };
    (
        @declare [$($only_test:tt)*] $(#[$about:meta])* $topic:ident {
            $($(#[$doc:meta])* $name:ident($($place:ident $(: $counted:ident)?),* $(,)?);)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $topic {
            $($(#[$doc])* pub(crate) $name: &'static str,)*
        }

        impl $topic {
            $($crate::words::template::method! { $name $($place $(: $counted)?),* })*

            /// Every template with its name and its placeholders.
            $($only_test)*
            pub(crate) fn entries(&self) -> Vec<$crate::words::template::Entry> {
                vec![$($crate::words::template::Entry {
                    name: stringify!($name),
                    #[cfg(test)]
                    places: &[$((stringify!($place), $crate::words::template::kind!($($counted)?))),*],
                    text: self.$name,
                }),*]
            }

            /// The same topic with every text changed.
            #[cfg(test)]
            pub(crate) fn map(&self, change: &dyn Fn(&'static str) -> &'static str) -> Self {
                Self { $($name: change(self.$name)),* }
            }
        }
    };
    ($(#[$about:meta])* $topic:ident { $($templates:tt)* }) => {
        $crate::words::template::templates! { @declare [#[cfg(test)]] $(#[$about])* $topic { $($templates)* } }
    };
}

/// The method of a template with placeholders.
macro_rules! method {
    ($name:ident) => {};
    ($name:ident $($place:ident $(: $counted:ident)?),+) => {
        pub(crate) fn $name(&self $(, $place: $crate::words::template::place!($($counted)?))+) -> String {
            $crate::words::template::fill(
                self.$name,
                &[$($crate::words::template::value!($place $($counted)?)),+],
            )
        }
    };
}

macro_rules! place {
    () => { impl std::fmt::Display };
    (optional) => { impl std::fmt::Display };
    (counted) => { impl $crate::words::template::Countable };
}

macro_rules! value {
    ($place:ident) => {
        $crate::words::template::Value { name: stringify!($place), shown: &$place, number: None }
    };
    ($place:ident optional) => {
        $crate::words::template::value!($place)
    };
    ($place:ident counted) => {
        $crate::words::template::Value {
            name: stringify!($place),
            number: Some($crate::words::template::Countable::number(&$place)),
            shown: &$place,
        }
    };
}

#[cfg(test)]
macro_rules! kind {
    () => {
        $crate::words::template::Kind::Plain
    };
    (optional) => {
        $crate::words::template::Kind::Optional
    };
    (counted) => {
        $crate::words::template::Kind::Counted
    };
}

#[cfg(test)]
pub(crate) use kind;
pub(crate) use {method, place, templates, value};

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &'static str, shown: &'static str, number: usize) -> Value<'static> {
        Value { name, shown: Box::leak(Box::new(shown)), number: Some(number) }
    }

    #[test]
    fn placeholders_are_filled_and_forms_chosen() {
        let all = |number| [value("names", "A and B", number), value("other", "C", 1)];
        assert_eq!(fill("{names} {names|takes|take} {other}.", &all(2)), "A and B take C.");
        assert_eq!(fill("{names} {names|takes|take} {other}.", &all(1)), "A and B takes C.");
        assert_eq!(fill("{names|One thing|# things}", &all(0)), "A and B things");
        assert_eq!(fill("{", &[]), "{");
        assert_eq!(fill("a { b", &[]), "a { b");
    }

    #[test]
    fn text_is_cut_at_its_placeholders() {
        let parts: Vec<_> = pieces("a {b} {c|d|e}").collect();
        let place = |name, forms| Piece::Placeholder { name, forms };
        assert_eq!(parts, [Piece::Text("a "), place("b", None), Piece::Text(" "), place("c", Some(("d", "e")))]);
    }
}

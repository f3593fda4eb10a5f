//! A text as it was written. Lists of entries hold very many of them, so a short one needs no memory of its own.
//!
//! This module does not know what the text means.

use std::fmt;
use std::ops::Deref;

/// A text. One of up to 15 bytes, as nearly all entries of lists are, takes no memory besides its own 16 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Written(Room);

/// Room for a short text.
const SHORT: usize = 15;

#[derive(Clone, PartialEq, Eq)]
enum Room {
    /// Zeros stand behind the text.
    Short([u8; SHORT]),
    /// Thin, so that it takes no more room than the others.
    #[allow(clippy::box_collection, reason = "a pointer of one word")]
    Long(Box<String>),
}

impl Written {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Room::Short(bytes) => {
                let length = bytes.iter().position(|&b| b == 0).unwrap_or(SHORT);
                std::str::from_utf8(bytes.get(..length).unwrap_or_default()).unwrap_or_default()
            }
            Room::Long(text) => text,
        }
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match bytes.get_mut(..text.len()) {
            Some(room) if !text.contains('\0') => {
                room.copy_from_slice(text.as_bytes());
                Self(Room::Short(bytes))
            }
            _ => Self(Room::Long(Box::new(text.to_owned()))),
        }
    }
}

impl Deref for Written {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<&str> for Written {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_any_length_survive() {
        for length in 0..40 {
            for letter in ["x", "ü", "…", "\0"] {
                let text = letter.repeat(length);
                let written = Written::from(text.as_str());
                assert_eq!(written, text.as_str());
                let again = Written::from(text.as_str());
                assert_eq!(written, again);
                assert_eq!(written.to_string(), text);
            }
        }
        let (one, other) = (Written::from("a"), Written::from("b"));
        assert!(size_of::<Written>() <= 16 && one != other);
    }
}

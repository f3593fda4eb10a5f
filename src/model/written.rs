//! A text as it was written, where there are very many of them: the entries of lists.

use std::fmt;
use std::ops::Deref;

/// A text. A short one, as nearly all entries of lists are, takes no memory besides its own 24 bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Written(Room);

#[derive(Clone, PartialEq, Eq)]
enum Room {
    /// The bytes behind the text are zero.
    Short {
        length: u8,
        bytes: [u8; 22],
    },
    Long(Box<str>),
}

impl Written {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Room::Short { length, bytes } => {
                bytes.get(..usize::from(*length)).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
            }
            Room::Long(text) => text,
        }
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        let mut bytes = [0; 22];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(text.as_bytes());
                Self(Room::Short { length, bytes })
            }
            _ => Self(Room::Long(text.into())),
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
            for letter in ["x", "ü", "…"] {
                let text = letter.repeat(length);
                let written = Written::from(text.as_str());
                assert_eq!(written, text.as_str());
                assert_eq!((written.to_string(), written.clone() == Written::from(text.as_str())), (text, true));
            }
        }
        assert!(size_of::<Written>() <= 24 && Written::from("a") != Written::from("b"));
    }
}

//! What the caller knows of names and values. The layouts ask it where one output ends and another begins; they know no
//! property names themselves.

/// Kinds of objects, one bit each.
pub type Kinds = u8;

/// What a label tells of the object that it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The kinds that have such a property; none for an unknown name.
    pub kinds: Kinds,
    /// The kinds that the property alone proves.
    pub proves: Kinds,
}

/// Knowledge of names and values.
pub trait Vocabulary: std::fmt::Debug {
    /// What a label tells.
    fn label(&self, name: &str) -> Known;
    /// Which kinds an object can have that shows this value under a label of several kinds; all bits where nothing tells.
    fn value(&self, name: &str, value: &str) -> Kinds;
    /// Whether no object has both properties with these values: its name and its identity differ.
    fn contradict(&self, a: (&str, &str), b: (&str, &str)) -> bool;
    /// Whether an object is named by the property, so that its value may contradict another one.
    fn is_naming(&self, name: &str) -> bool;
    /// Whether a group heading of this name and value says where the objects below it are.
    fn is_heading(&self, name: &str, value: &str) -> bool;
    /// Whether a value certainly goes on in the text below it.
    fn goes_on(&self, name: &str, value: &str, below: &str) -> bool;
    /// Whether values of this property are sentences, short ones too.
    fn is_sentence(&self, name: &str) -> bool;
    /// Whether a line is a statement of its own: `NAME ADDRESS`.
    fn is_statement(&self, line: &str) -> bool;
}

/// Knows nothing.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Vocabulary for Nothing {
    fn label(&self, _: &str) -> Known {
        Known::default()
    }
    fn value(&self, _: &str, _: &str) -> Kinds {
        Kinds::MAX
    }
    fn contradict(&self, _: (&str, &str), _: (&str, &str)) -> bool {
        false
    }
    fn is_naming(&self, _: &str) -> bool {
        false
    }
    fn is_heading(&self, _: &str, _: &str) -> bool {
        false
    }
    fn goes_on(&self, _: &str, _: &str, _: &str) -> bool {
        false
    }
    fn is_sentence(&self, _: &str) -> bool {
        false
    }
    fn is_statement(&self, _: &str) -> bool {
        false
    }
}

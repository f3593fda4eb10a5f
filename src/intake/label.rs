//! A line of a list: `Name : value`, and what of it is the name.

use super::lines::{Line, width};
use super::vocabulary::Vocabulary;

/// A line that starts a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label<'a> {
    pub(super) name: &'a str,
    /// Byte offset of the name; marks of emphasis may stand before it.
    pub(super) name_at: usize,
    pub(super) indent: usize,
    /// Byte offset of the colon; what stands before it is padding and a name.
    pub(super) colon: usize,
    /// Whether a blank stands before the colon, as the formatter writes it.
    pub(super) is_padded: bool,
    pub(super) value_at: usize,
}

/// Reads the label of a line, if it has one.
pub(super) fn label(line: &str) -> Option<Label<'_>> {
    let colon = line.find(':')?;
    let head = line.get(..colon)?;
    let name = head.trim_start();
    let indent = head.len().saturating_sub(name.len());
    let padded = name.trim_end();
    let is_padded = padded.len() < name.len();
    // `IPv4 Address. . . . . . . . . . . : value` (ipconfig): the dots are padding.
    let undotted = padded.trim_end_matches(['.', ' ', '\u{a0}']);
    let is_dotted = padded.len() > undotted.len().saturating_add(1) || is_padded && undotted.len() < padded.len();
    let name = undotted;
    let is_name = if is_dotted { name.len() <= 60 && !name.is_empty() } else { is_name(name) };
    if !is_name {
        return None;
    }
    let after = line.get(colon.saturating_add(1)..)?;
    let starts_clean = after.is_empty() || after.starts_with([' ', '\t']);
    if !starts_clean && !is_padded {
        return None;
    }
    let mut value_at = colon.saturating_add(1);
    let mut is_padded = is_padded || is_dotted;
    // Retyped: `Status:     : Retry`. No value of the formatter begins so.
    if (!is_padded || after.starts_with("  "))
        && let Some(rest) = after.trim_start().strip_prefix(": ")
    {
        value_at = line.len().saturating_sub(rest.len().saturating_add(1));
        is_padded = true;
    }
    Some(Label { name, name_at: indent, indent, colon, is_padded, value_at })
}

/// The label of a line: one as the formatter writes it, or a known name that is spelled in another way.
pub(super) fn label_of<'a>(line: &'a str, words: &dyn Vocabulary) -> Option<Label<'a>> {
    label(line).or_else(|| spelled(line, words))
}

/// A label of several words: `Build Number: 15.02.2507.039`. Sentences have them too, so something else must tell.
pub(super) fn spaced_label(line: &str) -> Option<Label<'_>> {
    let colon = line.bytes().take(LONGEST_SPELLING).position(|b| b == b':')?;
    let (head, after) = (line.get(..colon)?, line.get(colon.saturating_add(1)..)?);
    let name = head.trim_start();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')');
    let is_label = name.starts_with(char::is_alphabetic) && name.chars().all(fits) && !name.ends_with(' ');
    let indent = head.len().saturating_sub(name.len());
    let value_at = colon.saturating_add(1);
    let label = Label { name, name_at: indent, indent, colon, is_padded: false, value_at };
    (is_label && after.starts_with([' ', '\t']) && !after.trim().is_empty()).then_some(label)
}

/// Longest spelling of a name, marks and padding included, in bytes.
const LONGEST_SPELLING: usize = 100;

/// The label of a known property that is spelled as people spell it: with blanks inside (`Delivery Type : x`), without a
/// blank before the value (`Status:x`), or emphasised (`**Status:** x`, `<b>Status</b>: x`). The name must be known,
/// because sentences and addresses have colons too.
fn spelled<'a>(line: &'a str, words: &dyn Vocabulary) -> Option<Label<'a>> {
    let colon = line.bytes().take(LONGEST_SPELLING).position(|b| b == b':')?;
    let (head, after) = (line.get(..colon)?, line.get(colon.saturating_add(1)..)?);
    let opened = without_emphasis(head.trim_start(), true);
    let is_emphasised = opened.len() < head.trim_start().len();
    let is_padded = opened.ends_with([' ', '\t']);
    let name = without_emphasis(opened.trim_end(), false).trim_end();
    if name.is_empty() || words.label(name).kinds == 0 {
        return None;
    }
    // Where the emphasis ends behind the colon, the value begins behind that.
    let is_closed = name.len() < opened.trim_end().len();
    let value = if is_emphasised && !is_closed { without_emphasis(after, true) } else { after };
    let is_glued = !is_padded && !value.starts_with([' ', '\t']);
    // Values are glued too: `site:default-first-site` is a next hop. Names begin with a capital letter.
    let may_be_glued = name.starts_with(char::is_uppercase) && (name.contains(' ') || !value.trim().is_empty());
    if is_glued && !may_be_glued {
        return None;
    }
    let name_at = colon.saturating_sub(opened.len());
    let indent = head.len().saturating_sub(head.trim_start().len());
    let value_at = line.len().saturating_sub(value.len());
    Some(Label { name, name_at, indent, colon, is_padded, value_at })
}

/// A text without the marks of emphasis at one of its ends: `**`, `_`, `<b>`, `</strong>`.
fn without_emphasis(text: &str, is_start: bool) -> &str {
    const SIGNS: [char; 4] = ['*', '_', '`', '~'];
    let mut rest = text;
    loop {
        let tag = if is_start {
            rest.strip_prefix('<').and_then(|inner| inner.split_once('>'))
        } else {
            rest.strip_suffix('>').and_then(|inner| inner.rsplit_once('<')).map(|(before, tag)| (tag, before))
        };
        let is_tag = |tag: &str| {
            let name = tag.trim_start_matches('/');
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic())
        };
        let trimmed = if is_start { rest.trim_start_matches(SIGNS) } else { rest.trim_end_matches(SIGNS) };
        rest = match tag {
            Some((tag, beside)) if is_tag(tag) => beside,
            _ if trimmed.len() < rest.len() => trimmed,
            _ => return rest,
        };
    }
}

/// The label of a known property in the middle of a line: `Output: Identity : EX1\\Relay`. Its indent is where it begins.
pub(super) fn prefixed<'a>(line: &'a str, words: &dyn Vocabulary) -> Option<Label<'a>> {
    let colon = line.find(" : ").or_else(|| line.strip_suffix(" :").map(str::len))?.saturating_add(1);
    let head = line.get(..colon)?.trim_end();
    let indent = head
        .rfind(|c: char| !c.is_alphanumeric())
        .and_then(|at| Some(at.saturating_add(head.get(at..)?.chars().next()?.len_utf8())))?;
    let name = head.get(indent..)?;
    let has_prefix = !head.get(..indent)?.trim().is_empty();
    (has_prefix && words.label(name).kinds != 0).then_some(Label {
        name,
        name_at: indent,
        indent,
        colon,
        is_padded: true,
        value_at: colon.saturating_add(1),
    })
}

fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && name.len() <= 128
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Exactly one blank before the colon.
pub(super) fn is_unpadded(label: Label<'_>) -> bool {
    label.colon == label.indent.saturating_add(label.name.len()).saturating_add(usize::from(label.is_padded))
}

/// A line with a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    /// From the name on.
    text: &'a str,
    pub(super) number: u32,
    /// Where the value begins, behind the colon, in the upper 24 bits; the length of the name, which is short, below.
    value_and_name: u32,
}

impl<'a> Row<'a> {
    pub(super) fn new(line: Line<'a>, label: Label<'a>) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let value_at = number(label.value_at.saturating_sub(label.name_at)).min(u32::MAX >> 8);
        Self {
            text: line.text.get(label.name_at..).unwrap_or_default(),
            number: line.number,
            value_and_name: value_at << 8 | number(label.name.len()).min(0xff),
        }
    }

    fn split(&self) -> Option<(&'a str, &'a str)> {
        self.text.split_at_checked(usize::try_from(self.value_and_name >> 8).ok()?)
    }

    /// Everything up to the value: name, padding and colon.
    pub(super) fn label(&self) -> &'a str {
        self.split().unwrap_or_default().0
    }

    pub(super) fn name(&self) -> &'a str {
        usize::try_from(self.value_and_name & 0xff).ok().and_then(|end| self.text.get(..end)).unwrap_or_default()
    }

    /// The line, from the name on.
    pub(super) const fn line(&self) -> Line<'a> {
        Line { number: self.number, text: self.text, offset: 0 }
    }

    /// Whether the line ends in this column, in the middle of a value.
    pub(super) fn is_chopped(&self, column: usize) -> bool {
        let value = self.value();
        !value.ends_with(['}', ']', ')', '>', '.', '"', ' ']) && value.contains(' ') && width(self.text) == column
    }

    /// What follows the colon.
    pub(super) fn after(&self) -> &'a str {
        self.split().unwrap_or_default().1
    }

    pub(super) fn value(&self) -> &'a str {
        let after = self.after();
        let skipped = usize::from(matches!(after.as_bytes().first(), Some(b' ' | b'\t')));
        let value = after.get(skipped..).unwrap_or_default();
        if value.as_bytes().first() == Some(&b'\t') { value.trim_start() } else { value }
    }
}

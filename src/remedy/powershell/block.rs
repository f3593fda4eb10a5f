//! The lines of a script under construction: indentation, and lists of literals that never make a long line.
//!
//! This module knows how PowerShell looks. It does not know what a script does.

use crate::remedy::quoting::{Unquotable, quote};

/// Where a list of literals goes on in the next line.
const WIDTH: usize = 110;

/// A script block that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Block {
    lines: Vec<String>,
    depth: usize,
}

impl Block {
    /// One line at the current depth. Text with line breaks becomes several.
    pub(super) fn line(&mut self, text: impl AsRef<str>) {
        for line in text.as_ref().lines() {
            self.lines.push(format!("{}{line}", "    ".repeat(self.depth)));
        }
    }

    /// Comment lines.
    pub(super) fn comment(&mut self, text: impl AsRef<str>) {
        for line in text.as_ref().lines() {
            for part in folded(line) {
                self.line(format!("# {part}"));
            }
        }
    }

    /// Opens a brace: what follows stands deeper until [`Self::close`].
    pub(super) fn open(&mut self, text: impl AsRef<str>) {
        self.line(text);
        self.depth = self.depth.saturating_add(1);
    }

    /// Closes it.
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    /// An assignment of a list: `$name = @('a', 'b')`, over several lines where it is long.
    pub(super) fn list(&mut self, variable: &str, items: &[String]) -> Result<(), Unquotable> {
        let literals = literals(items)?;
        self.line(format!("{variable} = @({literals})"));
        Ok(())
    }

    /// The text, with a line break at its end.
    pub(super) fn text(self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }
}

/// `'a', 'b'`, going on in a new line where it gets long: after a comma PowerShell reads on.
pub(super) fn literals(items: &[String]) -> Result<String, Unquotable> {
    let mut text = String::new();
    let mut column = 0_usize;
    for item in items {
        let literal = quote(item)?;
        let length = literal.chars().count();
        if !text.is_empty() {
            text.push(',');
            if column.saturating_add(length) > WIDTH {
                text.push_str("\n    ");
                column = 4;
            } else {
                text.push(' ');
                column = column.saturating_add(2);
            }
        }
        text.push_str(&literal);
        column = column.saturating_add(length);
    }
    Ok(text)
}

/// `'a','b'`, however many there are.
pub(super) fn literals_on_one_line(items: &[String]) -> Result<String, Unquotable> {
    joined(items, ",")
}

/// `'a', 'b'`, however many there are.
pub(super) fn names_on_one_line(items: &[String]) -> Result<String, Unquotable> {
    joined(items, ", ")
}

fn joined(items: &[String], separator: &str) -> Result<String, Unquotable> {
    let literals: Vec<String> = items.iter().map(|item| quote(item)).collect::<Result<_, _>>()?;
    Ok(literals.join(separator))
}

/// A line cut at blanks so that no part is much longer than the width.
fn folded(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut part, mut column) = (String::new(), 0_usize);
    for word in line.split(' ') {
        let length = word.chars().count();
        if column > 0 && column.saturating_add(length) > WIDTH {
            parts.push(std::mem::take(&mut part));
            column = 0;
        } else if column > 0 {
            part.push(' ');
            column = column.saturating_add(1);
        }
        part.push_str(word);
        column = column.saturating_add(length);
    }
    parts.push(part);
    parts
}

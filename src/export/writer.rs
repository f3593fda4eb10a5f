//! Writes headings, paragraphs, lists and code as text or as Markdown.
//!
//! This module does not know what is written.

use std::fmt::Write;

use super::Form;

/// A text that grows heading by heading.
pub(super) struct Writer {
    text: String,
    markdown: bool,
}

impl Writer {
    pub(super) fn new(form: Form) -> Self {
        Self { text: String::new(), markdown: form == Form::Markdown }
    }

    /// What was written.
    pub(super) fn text(self) -> String {
        self.text
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        if self.markdown {
            let _ = write!(self.text, "{} {}\n\n", "#".repeat(level), escape(text));
            return;
        }
        let rule = match level {
            1 => "=",
            2 => "-",
            _ => "",
        };
        self.text.push_str(text);
        self.text.push('\n');
        if !rule.is_empty() {
            self.text.push_str(&rule.repeat(text.chars().count().min(72)));
            self.text.push('\n');
        }
    }

    pub(super) fn line(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(&if self.markdown { escape(text) } else { text.to_owned() });
        self.text.push_str("\n\n");
    }

    /// Lines that belong together, without a title.
    pub(super) fn list(&mut self, lines: &[String]) {
        for line in lines {
            self.text.push_str(if self.markdown { "- " } else { "" });
            self.text.push_str(&if self.markdown { escape(line) } else { line.clone() });
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    pub(super) fn section(&mut self, title: &str, items: impl Iterator<Item = String>) {
        let mut items = items.filter(|item| !item.trim().is_empty()).peekable();
        if items.peek().is_none() {
            return;
        }
        self.heading(3, title);
        for item in items {
            self.text.push_str("- ");
            self.text.push_str(&if self.markdown { escape(&item) } else { item });
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    pub(super) fn script(&mut self, title: &str, script: &str) {
        if script.is_empty() {
            return;
        }
        if self.markdown {
            // A fence longer than any row of backticks in the script.
            let longest = script.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.saturating_add(1).max(3));
            let _ = write!(self.text, "{title}\n\n{fence}powershell\n{script}\n{fence}\n\n");
        } else {
            let _ = write!(self.text, "{title}:\n\n");
            for line in script.lines() {
                let _ = writeln!(self.text, "    {line}");
            }
            self.text.push('\n');
        }
    }
}

/// Text that Markdown shows as it is: what was pasted may look like markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

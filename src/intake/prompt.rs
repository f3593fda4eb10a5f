//! Command lines: what was typed, without the prompt in front of it.
//!
//! ```text
//! command line = [ prompt ] cmdlet ...
//! prompt       = [ "[PS] " | "PS " ] [ "[" host "]: " ["PS "] ] path ">"
//!              | path "\"                                 (retyped from a screenshot: `C:\Windows\system32\Get-Queue`)
//! cmdlet       = Verb "-" Noun                            (letters; both start with a capital when no prompt stands there)
//! ```
//! A prompt with nothing behind it is a command line too: it ends what stands above. `ipconfig`, `nslookup`, `ping` and
//! the like are known by their prompt only. What a command means is not known here.

/// What was typed on this line; `None` where it is no command line.
pub(super) fn command(line: &str) -> Option<&str> {
    let text = line.trim();
    if let Some(typed) = after_prompt(text) {
        return Some(typed.trim());
    }
    let bytes = text.as_bytes();
    // Retyped path in front of the cmdlet: `C:\Windows\system32\Get-Queue ..`.
    if bytes.get(1) == Some(&b':') && bytes.get(2) == Some(&b'\\') {
        let first = text.split(' ').next().unwrap_or_default();
        let name = first.rsplit('\\').next().unwrap_or_default();
        return if starts_with_cmdlet(name) { text.get(first.len().saturating_sub(name.len())..) } else { None };
    }
    starts_with_cmdlet(text).then_some(text)
}

/// A command of one or several lines without the prompts in front of them (`>>` where a line goes on).
#[must_use]
pub fn without_prompts(text: &str) -> String {
    let mut typed = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start();
        let line = line.strip_prefix(">>").unwrap_or_else(|| after_prompt(line).unwrap_or(line));
        typed.push_str(line);
        typed.push('\n');
    }
    typed
}

fn after_prompt(text: &str) -> Option<&str> {
    // Asked of every line.
    if !text.starts_with(['[', 'P']) && text.as_bytes().get(1) != Some(&b':') {
        return None;
    }
    let marked = text.strip_prefix("[PS]").or_else(|| text.strip_prefix("PS "));
    let body = marked.unwrap_or(text).trim_start();
    // Remote session: `[ex1.corp.example]: PS C:\>`.
    let (body, is_remote) = match body.strip_prefix('[').and_then(|b| b.split_once("]:")) {
        Some((_host, rest)) => (rest.trim_start(), true),
        None => (body, false),
    };
    let body = body.strip_prefix("PS ").map_or(body, str::trim_start);
    let (path, typed) = body.split_once('>')?;
    // A path is short and no sentence: `C:\x is full -> see below` is none.
    let is_plain = path.len() <= 260 && !path.ends_with('-') && !path.contains(['"', '{', '<', '|', '=']);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    (is_plain && (drive || marked.is_some() || is_remote)).then(|| typed.trim_start_matches('>'))
}

/// Verbs of the cmdlets that admins paste.
const VERBS: [&str; 14] = [
    "Get", "Set", "New", "Remove", "Resolve", "Test", "Retry", "Search", "Suspend", "Resume", "Export", "Import",
    "Enable", "Disable",
];

/// `Get-Queue`, `Set-ReceiveConnector`, at the start and followed by a blank or the end.
fn starts_with_cmdlet(text: &str) -> bool {
    let word = text.split([' ', '\t', '|']).next().unwrap_or_default();
    let Some((verb, noun)) = word.split_once('-') else { return false };
    let capital = |part: &str| part.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    VERBS.iter().any(|v| verb.eq_ignore_ascii_case(v))
        && capital(verb)
        && capital(noun)
        && noun.len() > 2
        && noun.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(command(line), expected, "{line}");
    }

    #[test]
    fn reads_prompts() {
        check(r"[PS] C:\Windows\system32>Get-Queue | fl", Some("Get-Queue | fl"));
        check(r"PS C:\> Get-Queue", Some("Get-Queue"));
        check(r"[ex1.corp.example]: PS C:\Users\a\Documents> Get-Queue", Some("Get-Queue"));
        check(r"C:\>ipconfig /all", Some("ipconfig /all"));
        check(r"C:\Windows\system32\Get-Queue EX1\50: f1", Some(r"Get-Queue EX1\50: f1"));
        check(
            "Get-ReceiveConnector \"Client MX0\" | fl auth*,bind*",
            Some("Get-ReceiveConnector \"Client MX0\" | fl auth*,bind*"),
        );
        check(r"[PS] C:\>", Some(""));
    }

    #[test]
    fn prose_is_no_command() {
        check("Identity : EX1\\Default EX1", None);
        check("Target host responded with error. -> 451 5.7.3", None);
        check("Get-together: we met", None);
        check("C:\\logs are full -> see below", None);
        check("site:a; version:14", None);
    }
}

//! Lines that no layout read although they have the form of data: the report names them, so that nothing disappears.
//!
//! A sentence may name an object too (`EX1\Relay is the old one`). It has single blanks, and blanks behind its commas. A
//! line counts as data only where something sets its parts off as a program does: columns, commas without a blank, quotes
//! around a cell, padding before a colon.

use super::collapsed;
use super::csv;
use super::label::prefixed;
use super::vocabulary::Vocabulary;
use super::{ProseLine, Unread, Why};

/// No row is longer.
const LONGEST_ROW: usize = 4000;

/// The lines of the prose that have the form of data.
pub(super) fn find(prose: &[ProseLine<'_>], words: &dyn Vocabulary) -> Vec<Unread> {
    let unread = |line: &ProseLine<'_>| {
        let why = form(line.text, words)?;
        Some(Unread { place: line.place, last_line: line.place.line, why })
    };
    prose.iter().filter_map(unread).collect()
}

/// What the line is the rest of.
pub(super) fn form(line: &str, words: &dyn Vocabulary) -> Option<Why> {
    let text = line.trim();
    if text.len() >= LONGEST_ROW {
        return None;
    }
    if is_header(text, words) {
        Some(Why::HeaderOnly)
    } else if is_row_of_table(text) || is_row_of_file(text) || is_row_of_cells(text) {
        Some(Why::NoTitles)
    } else if is_property(text, words) || is_member(text, words) || is_pair(text, words) {
        Some(Why::OutsideRecord)
    } else {
        None
    }
}

/// What stands behind a value on its line, where two lines were joined: another property or a row of a file.
pub(super) fn form_behind(value: &str, words: &dyn Vocabulary) -> Option<Why> {
    if !value.contains('\\') && !value.contains(" : ") || value.len() >= LONGEST_ROW {
        return None;
    }
    if is_property(value, words) {
        Some(Why::OutsideRecord)
    } else if is_row_of_file(value) {
        Some(Why::NoTitles)
    } else {
        None
    }
}

/// Whether the line consists of titles, all of them known.
fn is_header(text: &str, words: &dyn Vocabulary) -> bool {
    let is_known = |title: &str| words.label(title).kinds != 0;
    collapsed::titles(text).is_some_and(|titles| titles.len() > 2 && titles.iter().all(|title| is_known(title)))
}

/// Whether the line begins with an identity and has columns behind it, or has one behind a list in braces.
fn is_row_of_table(text: &str) -> bool {
    let has_columns = text.contains("  ") || text.contains('\t') || text.contains(" {");
    let list = text.find('{').filter(|_| has_list(text));
    let behind = list.and_then(|at| text.get(at..)?.split_once('}'));
    if behind.is_some_and(|(_, behind)| behind.split([' ', '\t']).any(is_identity)) {
        return true;
    }
    // The dashes of the table may stand in front of its first row.
    let first = text.trim_start_matches(['-', ' ']).split([' ', '\t']).next();
    has_columns && first.is_some_and(|word| word.contains('\\') && !word.contains(':') && !word.starts_with('\\'))
}

/// Whether a list in braces stands in a line, as the formatter prints one. Braces of a script hold other signs.
pub(super) fn has_list(line: &str) -> bool {
    let lists = line.match_indices('{').filter_map(|(at, _)| line.get(at.saturating_add(1)..)?.split_once('}'));
    lists.map(|(list, _)| list).any(|list| !list.is_empty() && !list.contains(['$', ';', '(', '=', '{']))
}

/// Whether the line has cells between the lines of a box or in tags, and one of them is an identity.
fn is_row_of_cells(text: &str) -> bool {
    let is_boxed = text.starts_with('|') || text.matches('|').take(2).count() == 2;
    let is_tagged = text.contains("td>");
    is_boxed && text.split('|').any(|cell| is_identity(cell.trim()))
        || is_tagged && text.split(['<', '>']).any(|cell| is_identity(cell.trim()))
}

/// Whether the line is a row of a file or of a log.
fn is_row_of_file(text: &str) -> bool {
    let is_tight = |at: usize| text.get(at..).is_some_and(|rest| !rest.starts_with([' ', '\t']));
    let commas = text.match_indices([',', ';']).filter(|(at, _)| is_tight(at.saturating_add(1))).count();
    if let Some(cell) = text.strip_prefix('"') {
        // One cell alone, whole or cut off.
        let is_cell = is_identity(cell.trim_end_matches('"')) && !cell.trim_end_matches('"').contains('"');
        return is_quoted_row(text) || is_cell;
    }
    let has_identity = || text.split([',', ';']).any(is_identity);
    csv::bare_log(text).is_some() || has_identity() && (commas > 1 || commas == 1 && begins_with_time(text))
}

/// Whether the line is a row of a file whose cells are quoted.
pub(super) fn is_quoted_row(line: &str) -> bool {
    let text = line.trim_start();
    text.starts_with('"') && text.contains("\",\"")
}

/// Whether the line begins like a line of a log: `2026-11-20T10:00:00`.
fn begins_with_time(text: &str) -> bool {
    let form = b"0000-00-00T00:00";
    text.len() > form.len()
        && text
            .bytes()
            .zip(form)
            .all(|(byte, &wanted)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted })
}

/// Whether the line has a property of a list: a label that only objects of Exchange have behind something else, or an
/// identity behind a padded colon or where the colon was.
fn is_property(text: &str, words: &dyn Vocabulary) -> bool {
    if prefixed(text, words).is_some_and(|label| words.label(label.name).proves != 0) {
        return true;
    }
    let mut colons = text.match_indices(": ").filter(|(at, _)| text.get(..*at).is_some_and(is_padding));
    let is_value = |(at, _): (usize, &str)| text.get(at.saturating_add(2)..).is_some_and(is_identity);
    let without_colon = || {
        let (name, value) = text.split_once("  ")?;
        Some(words.label(name).kinds != 0 && is_identity(value.trim_start()))
    };
    colons.any(is_value) || without_colon() == Some(true)
}

/// Whether what stands before a colon ends in padding.
fn is_padding(head: &str) -> bool {
    head.is_empty() || head.ends_with(' ')
}

/// Whether the line has a member of a JSON object with a known name: `"Identity":`.
fn is_member(text: &str, words: &dyn Vocabulary) -> bool {
    text.match_indices("\":").any(|(at, _)| {
        let name = text.get(..at).and_then(|head| head.rsplit('"').next());
        name.is_some_and(|name| words.label(name).kinds != 0)
    })
}

/// Whether the line has a known name with an identity behind its `=`, as lines of monitoring have.
fn is_pair(text: &str, words: &dyn Vocabulary) -> bool {
    text.split([' ', ',', ';'])
        .filter_map(|word| word.split_once('='))
        .any(|(name, value)| is_identity(value.trim_matches('"')) && words.label(name).kinds != 0)
}

/// Whether a text is an identity and nothing else: `EX1\Default EX1`, the beginning of one too.
pub(super) fn is_identity(text: &str) -> bool {
    let text = text.trim_end();
    text.split_once('\\').is_some_and(|(server, name)| {
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        !server.is_empty()
            && server.chars().all(is_host)
            && name.starts_with(|c: char| c.is_alphanumeric())
            && !name.contains(['\\', ':', '"', ','])
            && name.len() <= 64
    })
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::{Kinds, Known};
    use super::*;

    /// Knows three properties.
    #[derive(Debug)]
    struct Three;

    impl Vocabulary for Three {
        fn label(&self, name: &str) -> Known {
            match name {
                "Identity" | "Enabled" => Known { kinds: 1, proves: 0 },
                "Bindings" => Known { kinds: 1, proves: 1 },
                _ => Known::default(),
            }
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

    #[test]
    fn data_has_a_form_of_its_own() {
        for (line, why) in [
            ("Identity Enabled Bindings", Why::HeaderOnly),
            ("EX1\\Relay   True {0.0.0.0:25}", Why::NoTitles),
            ("------- EX1\\Relay\tTrue", Why::NoTitles),
            ("|EX1\\Relay|10.0.0.1|True|", Why::NoTitles),
            ("|EX1\\Re", Why::NoTitles),
            ("<tr><td>EX1\\Relay &amp; Fax</td><td>True</td></tr>", Why::NoTitles),
            ("\"EX1\\41\",\"7\",\"dag1\"", Why::NoTitles),
            ("\"EX1\\Default Fro", Why::NoTitles),
            ("2026-11-20T10:00:00.000Z,EX1\\Re", Why::NoTitles),
            ("0.000Z,EX1\\Relay,08DC,1,10.1.0.9:25", Why::NoTitles),
            ("Output: Bindings : {0.0.0.0:25}", Why::OutsideRecord),
            ("Identit y      : EX1\\Relay", Why::OutsideRecord),
            ("Identity         EX1\\Relay", Why::OutsideRecord),
            ("CRITICAL - Identity=EX1\\61 Mess", Why::OutsideRecord),
            ("[{\"Identity\":\"EX1\\51\",\"MessageCount\":7}]", Why::OutsideRecord),
        ] {
            assert_eq!(form(line, &Three), Some(why), "{line}");
        }
    }

    #[test]
    fn sentences_and_paths_are_no_data() {
        for line in [
            "EX1\\Relay is the old one",
            "the relays are EX1\\Relay, EX1\\Scanner and EX2\\Relay",
            "\"EX1\\Relay\" or \"EX1\\Scanner\"?",
            "logged on as CORP\\max: nothing",
            "C:\\Program Files\\Exchange, \\\\EX1\\share, D:\\",
            "we use two: EX1 and EX2",
            "Enabled, I think",
            "a request of user=CORP\\max came in",
            "Get-Queue EX1\\3 | where Status | fl",
        ] {
            assert_eq!(form(line, &Three), None, "{line}");
        }
    }
}

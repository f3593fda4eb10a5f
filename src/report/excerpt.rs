//! What evidence shows of a line: the whole line, or a part of a line without end.
//!
//! `ConvertTo-Json -Compress` prints a whole organization on one line.

/// Characters of a line that evidence shows at most.
const LONGEST: usize = 1_000;

/// Characters before the first name in an excerpt.
const BEFORE: usize = 300;

/// Bytes between the end of an excerpt and a blank before it at which the excerpt ends instead.
const NEAR: usize = 80;

/// The line, or the part of a long one around the first of these names that it holds.
pub(super) fn excerpt<'n>(line: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let line = line.trim();
    if line.len() <= LONGEST || line.chars().nth(LONGEST).is_none() {
        return line.to_owned();
    }
    let at = names.into_iter().filter(|name| !name.is_empty()).find_map(|name| line.find(name)).unwrap_or(0);
    let before = line.get(..at).unwrap_or_default();
    let start = before.char_indices().rev().nth(BEFORE.saturating_sub(1)).map_or(0, |(start, _)| start);
    let shown = line.get(start..).unwrap_or_default();
    let end = shown.char_indices().nth(LONGEST).map_or(shown.len(), |(end, _)| end);
    // No name and no address is cut where a blank is near.
    let blank = shown.get(..end).and_then(|shown| shown.rfind(' ')).filter(|_| end < shown.len());
    let end = blank.filter(|blank| end.saturating_sub(*blank) < NEAR).unwrap_or(end);
    let (from, to) = (if start > 0 { "…" } else { "" }, if end < shown.len() { "…" } else { "" });
    format!("{from}{}{to}", shown.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_whole() {
        assert_eq!(excerpt("  Identity : EX1\\Relay ", ["Relay"]), "Identity : EX1\\Relay");
        let long = "ä".repeat(LONGEST);
        assert_eq!(excerpt(&long, []), long);
    }

    #[test]
    fn of_a_long_line_the_part_around_a_name_is_shown() {
        let line = format!("{}Relay{}", "ä".repeat(LONGEST), "ö".repeat(LONGEST));
        let shown = excerpt(&line, ["", "Scanners", "Relay"]);
        assert!(shown.starts_with("…ä") && shown.ends_with("ö…") && shown.contains("äRelayö"), "{shown}");
        assert_eq!(shown.chars().count(), LONGEST + 2);
        assert_eq!(excerpt(&line, ["Scanners"]).chars().count(), LONGEST + 1);
        assert!(excerpt(&line, ["öö"]).ends_with('…'));
        let list = "10.20.30.40, ".repeat(LONGEST);
        assert!(excerpt(&list, []).ends_with("10.20.30.40,…"));
    }
}

//! Tables that the reader can sort, with cells that name several members once.

use super::super::dom::Part;
use super::super::format::whole_words;
use crate::words::PageWords;

/// Adds a table with these column heads; gives its body.
pub(super) fn table(words: &PageWords, target: &Part, caption: &str, heads: &[&str]) -> Part {
    let scroll = target.add_new("div", "scroll overview", "");
    scroll.attr("tabindex", "0").attr("role", "group").attr("aria-label", caption);
    let table = scroll.add_new("table", "", "");
    table.add_new("caption", "sr-only", caption);
    let head = table.add_new("thead", "", "").add_new("tr", "", "");
    for (column, name) in heads.iter().enumerate() {
        let button = head.add_new("th", "", "").attr("scope", "col").add_new("button", "link", name);
        button.attr("type", "button").attr("data-do", "sort").attr("data-arg", &column.to_string());
        button.attr("aria-label", &words.sort_by(name));
    }
    table.add_new("tbody", "", "")
}

/// Adds a row; gives its cells, the first of which heads the row. On narrow screens, where the table is a list, each cell
/// is told with the head of its column.
pub(super) fn row(rows: &Part, heads: &[&str], texts: &[String]) -> Vec<Part> {
    let row = rows.add_new("tr", "", "");
    let mut cells = Vec::new();
    for (column, (text, head)) in texts.iter().zip(heads).enumerate() {
        let cell = row.add_new(if column == 0 { "th" } else { "td" }, "", "");
        if column == 0 {
            cell.attr("scope", "row");
        } else {
            cell.attr("data-head", head);
        }
        whole_words(&cell, text);
        cells.push(cell);
    }
    cells
}

/// Fills a cell with a name that stands for several members, which it opens to.
pub(super) fn members(cell: &Part, name: &str, members: &[String]) {
    let fold = cell.add_new("details", "members", "");
    whole_words(&fold.add_new("summary", "", ""), name);
    let list = fold.add_new("ul", "plain", "");
    for member in members.iter().take(MOST_MEMBERS) {
        whole_words(&list.add_new("li", "", ""), member);
    }
    let more = members.len().saturating_sub(MOST_MEMBERS);
    if more > 0 {
        list.add_new("li", "soft", &format!("+ {more}"));
    }
}

/// Fills a cell with a name and the number of its members, which it opens to; with the name alone where it is one.
pub(super) fn counted_members(cell: &Part, name: &str, all: &[String]) {
    if all.len() < 2 {
        whole_words(cell, name);
    } else {
        members(cell, &format!("{name} ({})", all.len()), all);
    }
}

/// Members named of a group.
const MOST_MEMBERS: usize = 200;

/// What a row is sorted by: numbers before words.
#[derive(PartialEq, PartialOrd)]
enum Key {
    Number(f64),
    Text(String),
}

impl Key {
    fn of(text: &str) -> Self {
        let text = text.trim();
        // Groups of three digits are set apart.
        let digits: String = text.chars().filter(|c| !matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}')).collect();
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        match digits.parse() {
            Ok(number) if is_number => Self::Number(number),
            _ => Self::Text(text.to_lowercase()),
        }
    }
}

/// Sorts the rows of a table by the column of this button; pressed again, the other way round.
pub(crate) fn sort(button: &Part) {
    let (head, table) = (button.closest("th"), button.closest("table"));
    let is_ascending = head.get("aria-sort") != "ascending";
    for other in table.all("th[aria-sort]") {
        other.drop_attr("aria-sort");
    }
    head.attr("aria-sort", if is_ascending { "ascending" } else { "descending" });
    let column = button.get("data-arg").parse::<usize>().unwrap_or(0);
    let body = table.find("tbody");
    let mut rows: Vec<(Key, Part)> = body
        .all("tr")
        .into_iter()
        .map(|row| (Key::of(&row.all("th, td").get(column).map(Part::text_content).unwrap_or_default()), row))
        .collect();
    rows.sort_by(|(one, _), (other, _)| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    if !is_ascending {
        rows.reverse();
    }
    for (_, row) in rows {
        body.add(&row);
    }
}

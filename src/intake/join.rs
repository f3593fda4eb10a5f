//! Wrapped values of Format-List: how their lines join.
//!
//! ```text
//! value = piece { line break, piece }
//! ```
//! Two ways of breaking exist. Word wrap (cultures en, fr, de, it, pt, es) breaks behind a blank, which stays at the end
//! of the line; only a word longer than the whole field is chopped. Every other culture chops at the exact column,
//! inside words and addresses, and at blanks too. Both were observed in rendered output. Pastes mostly lose trailing
//! blanks, so the rule is: where they survived, join as it stands; else a line that ends before the full width lost a
//! blank, and a full line lost none, unless it is only full by chance.

use super::blanks::trim_end;

/// A value of several lines; its pieces are those from `first` up to the next join's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Join {
    /// The row that it belongs to.
    pub(super) row: usize,
    pub(super) first: usize,
    /// Column in which the value starts.
    pub(super) column: usize,
    /// Whether the formatter wrote it; lines below `Name: value` of other programs are values of their own.
    pub(super) is_wrapped: bool,
    /// Whether a mail client broke it, at blanks only.
    pub(super) is_soft: bool,
}

/// What one line shows of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Columns of the physical line, trailing blanks aside.
    width: u32,
    /// Whether the line begins with one blank in front of this text.
    has_blank: bool,
}

impl<'a> Piece<'a> {
    pub(super) fn new(text: &'a str, width: usize, has_blank: bool) -> Self {
        Self { text, width: u32::try_from(width).unwrap_or(u32::MAX), has_blank }
    }

    pub(super) fn width(&self) -> usize {
        usize::try_from(self.width).unwrap_or(usize::MAX)
    }
}

/// What the lines of one stretch tell about its console.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    widest: usize,
    lines: usize,
    /// Lines that end in two or more blanks: a web editor's line breaks.
    padded_ends: usize,
    /// Empty values that kept the blank behind the colon.
    kept: usize,
    /// Empty values that lost it.
    lost: usize,
    /// What follows the colon of the latest line if its value is empty. It counts as soon as another line comes: a text
    /// that is cut off behind a colon shows nothing of the lines above.
    latest: Option<Behind>,
}

/// What follows the colon of an empty value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    Blank,
    Nothing,
}

impl Evidence {
    /// Columns of the widest line.
    pub(super) const fn widest(&self) -> usize {
        self.widest
    }

    pub(super) fn line(&mut self, text: &str, width: usize) {
        match self.latest.take() {
            Some(Behind::Blank) => self.kept = self.kept.saturating_add(1),
            Some(Behind::Nothing) => self.lost = self.lost.saturating_add(1),
            None => {}
        }
        self.widest = self.widest.max(width);
        self.lines = self.lines.saturating_add(1);
        if text.ends_with("  ") {
            self.padded_ends = self.padded_ends.saturating_add(1);
        }
    }

    /// An empty value; `after` is what follows its colon.
    pub(super) fn empty_value(&mut self, after: &str) {
        self.latest = match after {
            " " => Some(Behind::Blank),
            "" => Some(Behind::Nothing),
            _ => None,
        };
    }
}

/// How the console breaks values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    Word,
    Hard,
    Unknown,
}

impl Wrap {
    /// What the broken lines show: one that ends early is of word wrap; many that are all full are of the other kind. Of
    /// those that lack one column, as behind a blank, that kind has few.
    pub(super) const fn of(has_short: bool, broken: usize, lacking: usize) -> Self {
        if has_short || broken > 2 && lacking.saturating_mul(2) > broken {
            Self::Word
        } else if broken > 2 {
            Self::Hard
        } else {
            Self::Unknown
        }
    }
}

/// How the values of one stretch join.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joining {
    /// Whether trailing blanks survived.
    is_exact: bool,
    full: usize,
    wrap: Wrap,
}

impl Joining {
    /// What all lines of the stretch show.
    pub(super) fn of(joins: &[Join], pieces: &[Piece<'_>], evidence: &Evidence) -> Self {
        let is_padded = evidence.padded_ends.saturating_mul(2) > evidence.lines;
        // Every line of a value is broken but its last one, behind which the next join begins.
        let mut starts = joins.iter().skip(1).map(|join| join.first).peekable();
        let (mut broken, mut lacking, mut blank_end, mut has_short) = (0_usize, 0_usize, false, false);
        for (at, piece) in pieces.iter().enumerate() {
            let is_last = at.saturating_add(1) == pieces.len() || starts.next_if_eq(&at.saturating_add(1)).is_some();
            if !is_last {
                broken = broken.saturating_add(1);
                blank_end |= piece.text.ends_with(' ');
                has_short |= piece.width().saturating_add(1) < evidence.widest;
                lacking = lacking.saturating_add(usize::from(piece.width().saturating_add(1) == evidence.widest));
            }
        }
        Self {
            is_exact: !is_padded && evidence.lost == 0 && (blank_end || evidence.kept > 0),
            full: evidence.widest,
            wrap: Wrap::of(has_short, broken, lacking),
        }
    }

    /// The value of these pieces.
    pub(super) fn text(self, join: Join, pieces: &[Piece<'_>]) -> String {
        if !join.is_wrapped {
            pieces.iter().map(|p| p.text.trim()).collect::<Vec<_>>().join(" ")
        } else if join.is_soft {
            chopped(pieces, join.column).unwrap_or_else(|| glue(pieces, usize::MAX, 0, Wrap::Word))
        } else if self.is_exact {
            as_it_stands(pieces, self.full)
        } else {
            glue(pieces, self.full, self.full.saturating_sub(join.column), self.wrap)
        }
    }
}

/// Joins the pieces of a value whose trailing blanks survived: a line that ends early and without a blank was not
/// broken by the formatter, the value has a line end there.
fn as_it_stands(pieces: &[Piece<'_>], full: usize) -> String {
    let mut text = String::with_capacity(pieces.iter().map(|p| p.text.len().saturating_add(1)).sum());
    for (index, piece) in pieces.iter().enumerate() {
        text.push_str(piece.text);
        let Some(next) = pieces.get(index.saturating_add(1)) else { break };
        if !piece.text.ends_with([' ', '\t']) {
            let word = next.text.split(' ').next().unwrap_or_default();
            if piece.width().saturating_add(super::lines::width(word)).saturating_add(2) <= full {
                text.push('\n');
            }
        }
    }
    text
}

/// Lines of one width that are enough to show that something chopped them.
const CHOPPED: usize = 3;

/// Joins the pieces of a value without indent that something chopped at one column, inside words too: `None` where it did
/// not. A mail client breaks lines at blanks, so they end in different columns.
fn chopped(pieces: &[Piece<'_>], column: usize) -> Option<String> {
    let (_, broken) = pieces.split_last()?;
    let (first, others) = broken.split_first()?;
    let blanks_behind = |piece: &Piece<'_>| piece.text.len().saturating_sub(trim_end(piece.text).len());
    let columns = |piece: &Piece<'_>, before: usize| {
        piece.width().saturating_sub(before).saturating_add(blanks_behind(piece)).saturating_add(piece.has_blank.into())
    };
    // The width of a line without indent was counted from the column of the value.
    let widths: Vec<usize> =
        std::iter::once(columns(first, 0)).chain(others.iter().map(|piece| columns(piece, column))).collect();
    let full = *widths.first()?;
    let has_blank = broken.iter().any(|piece| blanks_behind(piece) > 0) || pieces.iter().skip(1).any(|p| p.has_blank);
    // Consoles are mostly a multiple of ten wide; lines that a mail client broke may be of one width by chance.
    let is_told = has_blank || full.wrapping_rem(10) == 0;
    if widths.len() < CHOPPED || !is_told || widths.iter().any(|width| *width != full) {
        return None;
    }
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.has_blank && at > 0 {
            text.push(' ');
        }
        text.push_str(piece.text);
    }
    Some(text)
}

/// Whether a line reaches the last column; a wide character that does not fit leaves one empty.
fn is_full(next: &str, width: usize, full: usize) -> bool {
    let is_wide = next.chars().next().is_some_and(|c| super::lines::cells(c) > 1);
    width.saturating_add(usize::from(is_wide)) >= full
}

/// Joins the pieces of a value whose trailing blanks are lost. `full` is the width of a full line, `field` that of the
/// value's part of it.
pub(super) fn glue(pieces: &[Piece<'_>], full: usize, field: usize, wrap: Wrap) -> String {
    let mut text = String::with_capacity(pieces.iter().map(|p| p.text.len().saturating_add(1)).sum());
    let mut depth = 0_usize;
    let is_braced = pieces.iter().find_map(|p| p.text.trim_start().chars().next()) == Some('{');
    let mut flags = Flags::default();
    for (index, line) in pieces.iter().enumerate() {
        let (piece, width) = (trim_end(line.text), line.width());
        text.push_str(piece);
        depth = braces(depth, piece);
        let Some(next) = pieces.get(index.saturating_add(1)).map(|p| p.text) else { break };
        // Elements of a list hold no blank; one stands behind each comma.
        let is_list = depth > 0 && is_braced;
        let splits = if is_list || flags.are_all(&text) && next.split(", ").all(is_member) {
            !text.ends_with(',')
        } else {
            is_full(next, width, full) && splits_word(&text, next, field, wrap, full)
        };
        // Chopped at a blank, the next line begins with it.
        if !splits && !next.starts_with(' ') {
            text.push(' ');
        }
    }
    text
}

fn braces(depth: usize, piece: &str) -> usize {
    piece.bytes().fold(depth, |depth, b| match b {
        b'{' => depth.saturating_add(1),
        b'}' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Whether the break behind a line of full width is inside a word.
fn splits_word(text: &str, next: &str, field: usize, wrap: Wrap, full: usize) -> bool {
    let left = tail(text, 4096).rsplit(' ').next().unwrap_or_default();
    let right = next.split(' ').next().unwrap_or_default();
    // No word begins with the end of a list.
    if right.starts_with([']', '}']) {
        return true;
    }
    match wrap {
        Wrap::Hard => true,
        // A word is measured with the blank behind it.
        Wrap::Word => left.len().saturating_add(right.len()) >= field,
        Wrap::Unknown => {
            if left.len().saturating_add(right.len()) >= field
                || left.ends_with(['{', '['])
                || left.ends_with(';') && right.starts_with('{')
            {
                return true;
            }
            let whole = |word: &str| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let head = text.get(..text.len().saturating_sub(left.len())).unwrap_or_default();
                word.len() > 2 && [head, next].iter().any(|t| has_word(t, word))
            };
            if left.len() > 2 && whole(&format!("{left}{right}")) {
                return true;
            }
            // Neither way shows: consoles are mostly a multiple of ten wide.
            !whole(left) && full.wrapping_rem(10) == 0
        }
    }
}

/// Whether a text that grows looks like flags so far, a blank behind each comma: then a break anywhere else is inside a
/// member. Members that are complete are looked at once.
#[derive(Debug, Default)]
struct Flags {
    /// Where the last member begins.
    last: usize,
    is_other: bool,
}

impl Flags {
    /// No member is longer.
    const MOST: usize = 1000;

    fn are_all(&mut self, text: &str) -> bool {
        let is_flag = |m: &str| m.trim_start().starts_with(|c: char| c.is_ascii_uppercase()) && is_member(m);
        while let Some(rest) = text.get(self.last..).filter(|_| !self.is_other) {
            let end = rest.find(", ");
            let member = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
            self.is_other = member.len() > Self::MOST || end.is_some() && !is_flag(member);
            match end {
                Some(end) => self.last = self.last.saturating_add(end).saturating_add(2),
                None => return !self.is_other && is_flag(member) && (self.last > 0 || member.contains(',')),
            }
        }
        false
    }
}

/// A member of flags, or a part of one.
fn is_member(text: &str) -> bool {
    let text = text.trim().trim_end_matches(',');
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// The end of a text, so many bytes or a few more.
fn tail(text: &str, most: usize) -> &str {
    let start = (0..=text.len().saturating_sub(most)).rev().find(|at| text.is_char_boundary(*at));
    start.and_then(|start| text.get(start..)).unwrap_or_default()
}

/// Whether `word` stands in the head of the text between other characters than letters and digits.
fn has_word(text: &str, word: &str) -> bool {
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let text = text.get(..end).unwrap_or_default();
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at.saturating_add(word.len())..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

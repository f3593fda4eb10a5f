//! The parts of a file that are written in different encodings.
//!
//! ```text
//! file = { part }
//! part = [ BOM ] UTF-16 text | [ BOM ] text of single bytes
//! ```
//! `>>` and Out-File of Windows PowerShell 5.1 append UTF-16 to whatever the file holds (documented); `cmd`, Add-Content and
//! newer shells append single bytes to a file of UTF-16. A byte order mark is believed only where what follows it fits.
//! Knows no layout.

/// How the characters of a part are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8 or a code page.
    Single,
    /// UTF-16, the low byte first.
    Low,
    /// UTF-16, the high byte first.
    High,
}

/// Bytes that are looked at to learn how a file begins.
const SAMPLE: usize = 16_384;

/// Bytes of a line that are looked at to learn whether they are single ones.
const LINE_SAMPLE: usize = 256;

/// Fewer bytes look like text of single bytes by chance.
const SHORTEST_LINE: usize = 8;

/// Characters of UTF-16 in a row that begin a part.
const FEWEST_UNITS: usize = 3;

/// The parts of a file, in order.
pub(super) fn parts(bytes: &[u8]) -> Vec<(Encoding, &[u8])> {
    let mut parts = Vec::new();
    let (mut encoding, mut at) = start(bytes);
    loop {
        let end =
            if encoding == Encoding::Single { end_of_single(bytes, at) } else { end_of_wide(bytes, at, encoding) };
        if let Some(part) = bytes.get(at..end).filter(|part| !part.is_empty()) {
            parts.push((encoding, part));
        }
        if end >= bytes.len() {
            return parts;
        }
        let (next, skipped) = marked(bytes.get(end..).unwrap_or_default());
        // A part of UTF-16 without a mark is appended by Windows.
        let other = if encoding == Encoding::Single { Encoding::Low } else { Encoding::Single };
        encoding = next.unwrap_or(other);
        at = end.saturating_add(skipped);
    }
}

/// The encoding that a byte order mark says, and its length.
fn marked(bytes: &[u8]) -> (Option<Encoding>, usize) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => (Some(Encoding::Single), 3),
        [0xff, 0xfe, ..] => (Some(Encoding::Low), 2),
        [0xfe, 0xff, ..] => (Some(Encoding::High), 2),
        _ => (None, 0),
    }
}

/// How a file begins, and where its text does.
fn start(bytes: &[u8]) -> (Encoding, usize) {
    let (said, at) = marked(bytes);
    let sample = bytes.get(at..bytes.len().min(at.saturating_add(SAMPLE))).unwrap_or_default();
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Line ends, blanks and digits have a zero byte on the same side each.
    let are_many = even.max(odd).saturating_mul(16) >= sample.len() / 2;
    let seen = if are_many && odd > even.saturating_mul(8) {
        Some(Encoding::Low)
    } else if are_many && even > odd.saturating_mul(8) {
        Some(Encoding::High)
    } else {
        None
    };
    let encoding = seen.or(said).unwrap_or(Encoding::Single);
    let is_single = encoding != Encoding::Single && is_single_line(bytes.get(at..).unwrap_or_default());
    (if is_single { Encoding::Single } else { encoding }, at)
}

/// Where the single bytes from here on end.
fn end_of_single(bytes: &[u8], at: usize) -> usize {
    let mut from = at;
    while let Some(zero) = bytes.get(from..).and_then(|rest| rest.iter().position(|b| *b == 0)) {
        let zero = from.saturating_add(zero);
        from = zero.saturating_add(1);
        let before = bytes.get(at..zero).unwrap_or_default();
        if before.ends_with(&[0xfe, 0xff]) {
            return zero.saturating_sub(2);
        }
        let Some((_, before)) = before.split_last() else { continue };
        let unit = zero.saturating_sub(1);
        if is_wide(bytes.get(unit..).unwrap_or_default()) {
            // Letters of other scripts have no zero byte: the text may begin earlier on the line.
            let line = before.rsplit(|b| *b == b'\n').next().unwrap_or_default();
            let is_single = line.iter().all(|b| matches!(b, b' '..=b'~' | b'\t' | b'\r'));
            let letters = if is_single || line.len() == before.len() { 0 } else { line.len() / 2 * 2 };
            let mark = if before.ends_with(&[0xff, 0xfe]) { 2 } else { 0 };
            return unit.saturating_sub(letters.max(mark));
        }
    }
    bytes.len()
}

/// Whether text of UTF-16 begins here, the low byte first.
fn is_wide(bytes: &[u8]) -> bool {
    let units = bytes.chunks_exact(2).take(FEWEST_UNITS);
    let wide = units.filter(|unit| matches!(unit, [low, 0] if *low != 0)).count();
    wide == FEWEST_UNITS
}

/// Where the UTF-16 from here on ends.
fn end_of_wide(bytes: &[u8], at: usize, encoding: Encoding) -> usize {
    let line_end = if encoding == Encoding::Low { [b'\n', 0] } else { [0, b'\n'] };
    let other_mark = if encoding == Encoding::Low { [0xfe, 0xff] } else { [0xff, 0xfe] };
    let (mut unit, mut is_line_start) = (at, false);
    while let Some(pair) = bytes.get(unit..unit.saturating_add(2)) {
        let rest = bytes.get(unit..).unwrap_or_default();
        let is_marked = unit > at && (pair == other_mark || rest.starts_with(&[0xef, 0xbb, 0xbf]));
        if is_marked || is_line_start && is_single_line(rest) {
            return unit;
        }
        is_line_start = pair == line_end;
        unit = unit.saturating_add(2);
    }
    // An odd byte at the end is half a character.
    bytes.len()
}

/// Whether a line of single bytes begins here: text, and no zero byte up to its end.
fn is_single_line(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(LINE_SAMPLE)).unwrap_or_default();
    let line = sample.split(|b| *b == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(line);
    let ascii = text.bytes().filter(|b| matches!(b, b' '..=b'~' | b'\t' | b'\r')).count();
    line.len() >= SHORTEST_LINE
        && ascii.saturating_mul(2) >= line.len()
        && !text.contains(|c: char| c.is_ascii_control() && !matches!(c, '\t' | '\r'))
}

//! Bytes to text.
//!
//! ```text
//! file = BOM, UTF-8 or UTF-16 | UTF-16 without BOM | UTF-8 | Windows-1252 | code page 850
//! ```
//! Windows PowerShell writes UTF-16 for `>`, Out-File and Export-Clixml (documented); older tools and `cmd /c` write the
//! ANSI or the OEM code page. Which of those two is seen from where their letters stand. What is none of these, a
//! picture or an archive, is said to be no text. Knows no layout.

use std::borrow::Cow;

use super::{Content, Place, Source, clean};

/// The sources of an input as text.
#[derive(Clone, Debug, Default)]
pub struct Texts<'a> {
    sources: Vec<Text<'a>>,
}

/// One source as text.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    name: &'a str,
    shown: Cow<'a, str>,
    /// The text that is read, where it is another: without what surrounds its lines.
    bare: Option<String>,
    readable: bool,
}

impl<'a> Texts<'a> {
    /// Decodes every source.
    #[must_use]
    pub fn decode(sources: &'a [Source<'_>]) -> Self {
        let text = |source: &'a Source<'_>| {
            let text = match &source.content {
                Content::Text(text) => Some(Cow::Borrowed(&**text)),
                Content::Bytes(bytes) => from_bytes(bytes),
            };
            let text = text.filter(|t| is_text(t));
            let readable = text.is_some();
            let shown = text.map_or(Cow::Borrowed(""), clean::clean);
            let bare = clean::bare(&shown);
            Text { name: &source.name, shown, bare, readable }
        };
        Self { sources: sources.iter().map(text).collect() }
    }

    /// The sources in order.
    pub fn iter(&self) -> impl Iterator<Item = &Text<'a>> {
        self.sources.iter()
    }

    /// The source of this index.
    #[must_use]
    pub fn get(&self, source: usize) -> Option<&Text<'a>> {
        self.sources.get(source)
    }

    /// The line at this place as it is read, without its end.
    #[must_use]
    pub fn line(&self, place: Place) -> Option<&str> {
        let index = usize::try_from(place.line).ok()?.checked_sub(1)?;
        self.sources.get(place.source)?.as_str().lines().nth(index)
    }
}

impl Text<'_> {
    /// Name of the source; empty for pasted text.
    #[must_use]
    pub const fn name(&self) -> &str {
        self.name
    }

    /// The text that is read; empty where the bytes are none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.bare.as_deref().unwrap_or(&self.shown)
    }

    /// The text as its author sees it, with what surrounds its lines. It has the lines of the text that is read.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the source is text at all; a picture is not.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        self.readable
    }
}

/// Text of bytes; `None` where they are no text.
fn from_bytes(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Some(std::str::from_utf8(rest).map_or_else(|_| String::from_utf8_lossy(rest), Cow::Borrowed));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some(Cow::Owned(utf16(rest, u16::from_le_bytes)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(Cow::Owned(utf16(rest, u16::from_be_bytes)));
    }
    if bytes.contains(&0) && !ends_lines_with_zeros(bytes) {
        let (even, odd) = zeros(bytes);
        return match () {
            () if odd > even.saturating_mul(8) => Some(Cow::Owned(utf16(bytes, u16::from_le_bytes))),
            () if even > odd.saturating_mul(8) => Some(Cow::Owned(utf16(bytes, u16::from_be_bytes))),
            () => None,
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let page = if is_oem(bytes) { &CP850 } else { &WINDOWS_1252 };
    Some(Cow::Owned(bytes.iter().map(|&b| letter(page, b)).collect()))
}

/// Text of bytes that are UTF-8 or Windows-1252.
pub(super) fn windows_1252(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes)
        .map_or_else(|_| Cow::Owned(bytes.iter().map(|&b| letter(&WINDOWS_1252, b)).collect()), Cow::Borrowed)
}

/// What a control character from 0x80 to 0x9f is in Windows-1252: the text was decoded as Latin-1.
pub(super) fn in_windows_1252(c: char) -> char {
    u8::try_from(u32::from(c)).map_or(c, |byte| letter(&WINDOWS_1252, byte))
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match *pair {
        [a, b] => unit([a, b]),
        _ => 0,
    });
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Whether zero bytes stand between lines of text, as tools that pass on lists write them: few, and no other control
/// characters.
fn ends_lines_with_zeros(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(65_536)).unwrap_or_default();
    let zeros = sample.iter().filter(|b| **b == 0).count();
    zeros.saturating_mul(8) <= sample.len() && !sample.iter().any(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127))
}

/// Zero bytes at even and odd positions: line ends, blanks and digits of UTF-16 text have one on the same side each.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let count = |first: usize| bytes.iter().skip(first).step_by(2).take(8192).filter(|&&b| b == 0).count();
    (count(0), count(1))
}

/// Whether what was decoded is text and no picture, archive or noise: control and replacement characters are rare.
fn is_text(text: &str) -> bool {
    let mut sample = text.len().min(65_536);
    while !text.is_char_boundary(sample) {
        sample = sample.saturating_sub(1);
    }
    let (mut all, mut odd) = (0_usize, 0_usize);
    let sample = text.get(..sample).unwrap_or_default();
    // Plain text needs no second look.
    if sample.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t' | b'\r' | b'\n')) {
        return true;
    }
    for c in sample.chars() {
        all = all.saturating_add(1);
        let is_odd = c == char::REPLACEMENT_CHARACTER
            || (c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{85}' | '\0'))
            || matches!(u32::from(c), 0xE000..=0xF8FF | 0xFFF0..=0xFFFB);
        odd = odd.saturating_add(usize::from(is_odd));
    }
    odd.saturating_mul(25) <= all.saturating_add(24)
}

/// Whether the high bytes read as code page 850 rather than Windows-1252: more of them are letters inside words.
fn is_oem(bytes: &[u8]) -> bool {
    let (mut ansi, mut oem) = (0_usize, 0_usize);
    let mut before = b' ';
    let mut bytes = bytes.iter().copied().take(1 << 20).peekable();
    while let Some(byte) = bytes.next() {
        let after = bytes.peek().copied().unwrap_or(b' ');
        if byte >= 0x80 {
            let (left, right) = (before.is_ascii_alphabetic(), after.is_ascii_alphabetic());
            let weight = usize::from(left || right).saturating_add(usize::from(left && right));
            if letter(&WINDOWS_1252, byte).is_alphabetic() {
                ansi = ansi.saturating_add(weight);
            }
            if letter(&CP850, byte).is_alphabetic() {
                oem = oem.saturating_add(weight);
            }
            // The ellipsis of a cut cell, and quotes: at the edge of a word.
            if matches!(byte, 0x85 | 0x91..=0x97) && before != b' ' && !right {
                ansi = ansi.saturating_add(2);
            }
        }
        before = byte;
    }
    oem > ansi
}

fn letter(page: &[char; 128], byte: u8) -> char {
    let high = usize::from(byte).checked_sub(0x80).and_then(|at| page.get(at));
    high.copied().unwrap_or(char::from(byte))
}

/// Windows-1252 from 0x80; undefined bytes stay control characters.
const WINDOWS_1252: [char; 128] = high_half(
    "\u{20ac}\u{81}\u{201a}\u{192}\u{201e}\u{2026}\u{2020}\u{2021}\u{2c6}\u{2030}\u{160}\u{2039}\u{152}\u{8d}\u{17d}\
     \u{8f}\u{90}\u{2018}\u{2019}\u{201c}\u{201d}\u{2022}\u{2013}\u{2014}\u{2dc}\u{2122}\u{161}\u{203a}\u{153}\u{9d}\
     \u{17e}\u{178}\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
);

/// Code page 850 from 0x80.
const CP850: [char; 128] = high_half(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\
     \u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// A table of 128 characters from their text. Evaluated by the compiler, where an error stops the build.
#[allow(clippy::indexing_slicing, clippy::cast_lossless)]
const fn high_half(text: &str) -> [char; 128] {
    let bytes = text.as_bytes();
    let mut page = ['\0'; 128];
    let (mut at, mut index) = (0, 0);
    while index < 128 {
        let first = bytes[at] as u32;
        let (code, length) = if first < 0x80 {
            (first, 1)
        } else if first < 0xe0 {
            (((first & 0x1f) << 6) | (bytes[at + 1] as u32 & 0x3f), 2)
        } else {
            (((first & 0xf) << 12) | ((bytes[at + 1] as u32 & 0x3f) << 6) | (bytes[at + 2] as u32 & 0x3f), 3)
        };
        page[index] = match char::from_u32(code) {
            Some(c) => c,
            None => '\u{fffd}',
        };
        at += length;
        index += 1;
    }
    assert!(at == bytes.len());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        let sources = [Source { name: String::from("a"), content: Content::Bytes(Cow::Borrowed(bytes)) }];
        let texts = Texts::decode(&sources);
        let text = texts.get(0).unwrap();
        assert_eq!(text.is_text().then_some(text.as_str()), expected);
    }

    #[test]
    fn reads_every_encoding() {
        let text = "Name : Zürich-Süd\r\nName : Étage";
        check(text.as_bytes(), Some(text));
        check(format!("\u{feff}{text}").as_bytes(), Some(text));
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&le, Some(text));
        check(&be, Some(text));
        check(&[b"\xFF\xFE".as_slice(), &le].concat(), Some(text));
        check(&[b"\xFE\xFF".as_slice(), &be].concat(), Some(text));
        check(b"Name : Z\xFCrich-S\xFCd\r\nName : \xC9tage", Some(text));
        check(b"Name : Z\x81rich-S\x81d\r\nName : \x90tage", Some(text));
        check(b"a : {10.0.0.\x85", Some("a : {10.0.0.…"));
        check(b"Name : Relay\0Server : EX1\0", Some("Name : Relay\nServer : EX1\n"));
    }

    #[test]
    fn pictures_are_no_text() {
        check(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x03\x20\x00\x00", None);
        let mut seed = 7_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        })
        .take(100_000)
        .collect();
        check(&noise, None);
        check(&[b"\xFF\xFE".as_slice(), &noise].concat(), None);
    }
}

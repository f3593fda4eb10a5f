//! Bytes to text.
//!
//! ```text
//! file = { UTF-16 | line of UTF-8 | line of Windows-1252 or code page 850 }
//! ```
//! Windows PowerShell writes UTF-16 for `>`, Out-File and Export-Clixml (documented); older tools and `cmd /c` write the
//! ANSI or the OEM code page. Which of those two is seen from where their letters stand. A file may hold several of them
//! ([`parts`]). Stretches that are no text (zero bytes of a crashed disk, something appended) are left out, with their
//! place; a file that has nothing else, a picture or an archive, is said to be no text. Knows no layout.

use std::borrow::Cow;

use super::parts::{self, Encoding};
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
    left_out: Vec<LeftOut>,
}

/// A stretch of a source that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line in its place.
    pub line: u32,
    /// Its length.
    pub bytes: usize,
}

/// Stretches that are told; more of them are one.
const MOST_LEFT_OUT: usize = 20;

impl<'a> Texts<'a> {
    /// Decodes every source.
    #[must_use]
    pub fn decode(sources: &'a [Source<'_>]) -> Self {
        let text = |source: &'a Source<'_>| {
            let text = match &source.content {
                Content::Text(text) => Cow::Borrowed(&**text),
                Content::Bytes(bytes) => from_bytes(bytes),
            };
            let (text, noise) = without_noise(text);
            let readable = noise.is_empty() || text.bytes().any(|b| b.is_ascii_graphic());
            let left_out = noise.iter().filter(|_| readable).map(|(at, bytes)| {
                // Cleaning ends some lines in other places.
                let line = clean::lines_above(&text, *at).saturating_add(1);
                LeftOut { line: u32::try_from(line).unwrap_or(u32::MAX), bytes: *bytes }
            });
            let left_out = left_out.collect();
            let shown = if readable { clean::clean(text) } else { Cow::Borrowed("") };
            let bare = clean::bare(&shown);
            Text { name: &source.name, shown, bare, readable, left_out }
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

    /// The stretches that are no text.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }
}

/// Text of bytes.
fn from_bytes(bytes: &[u8]) -> Cow<'_, str> {
    let parts = parts::parts(bytes);
    if let [(Encoding::Single, part)] = *parts
        && let Ok(text) = std::str::from_utf8(part)
    {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for (encoding, part) in parts {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        match encoding {
            Encoding::Single => text.push_str(&single_bytes(part)),
            Encoding::Low => utf16(part, u16::from_le_bytes, &mut text),
            Encoding::High => utf16(part, u16::from_be_bytes, &mut text),
        }
    }
    Cow::Owned(text)
}

/// Text of single bytes: UTF-8, and lines of a code page between.
fn single_bytes(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let is_utf8 = |line: &&[u8]| std::str::from_utf8(line).is_ok();
    let lines = || bytes.split_inclusive(|b| *b == b'\n');
    let page = if is_oem(lines().filter(|line| !is_utf8(line)).flatten()) { &CP850 } else { &WINDOWS_1252 };
    let mut text = String::with_capacity(bytes.len());
    for line in lines() {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.extend(line.iter().map(|b| letter(page, *b))),
        }
    }
    Cow::Owned(text)
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

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16, text: &mut String) {
    let units = bytes.chunks_exact(2).map(|pair| match *pair {
        [a, b] => unit([a, b]),
        _ => 0,
    });
    text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// Bytes that are judged together, and a few more up to the end of a line.
const BLOCK: usize = 1024;

/// Zero bytes in a row that are a hole in a file, no line ends.
const FEWEST_ZEROS: usize = 16;

/// The text with a blank line in the place of each stretch that is no text: where in the text, and how many bytes.
fn without_noise(text: Cow<'_, str>) -> (Cow<'_, str>, Vec<(usize, usize)>) {
    let is_odd = |b: u8| matches!(b, 0..=8 | 14..=31 | 127) || b >= 0xc2;
    if !text.bytes().any(is_odd) || blocks(&text).all(is_text) {
        return (text, Vec::new());
    }
    let mut kept = String::with_capacity(text.len());
    let mut noise: Vec<(usize, usize)> = Vec::new();
    let stretches = blocks(&text).flat_map(|block| if is_text(block) { vec![(block, true)] } else { judged(block) });
    for (block, is_text) in stretches {
        if is_text {
            kept.push_str(block);
            continue;
        }
        if !kept.is_empty() && !kept.ends_with('\n') {
            kept.push('\n');
        }
        let is_full = noise.len() >= MOST_LEFT_OUT;
        match noise.last_mut() {
            Some((at, bytes)) if is_full || at.saturating_add(1) == kept.len() => {
                *bytes = bytes.saturating_add(block.len());
            }
            _ => {
                noise.push((kept.len(), block.len()));
                kept.push('\n');
            }
        }
    }
    (Cow::Owned(kept), noise)
}

/// The lines of a block that is no text as a whole, and whether each of them is. Between two that are none, a short one
/// is none either.
fn judged(block: &str) -> Vec<(&str, bool)> {
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let clean: Vec<bool> = lines.iter().map(|line| oddity(line) == 0 && !is_hole(line)).collect();
    let is_clean = |at: Option<usize>| at.and_then(|at| clean.get(at)).copied();
    let of_line = |(at, line): (usize, &&'_ str)| {
        let is_beside = is_clean(at.checked_sub(1)) == Some(true) || is_clean(at.checked_add(1)) == Some(true);
        is_clean(Some(at)) == Some(true) && (is_beside || line.len() > SHORTEST_ALONE)
    };
    let are_text: Vec<bool> = lines.iter().enumerate().map(of_line).collect();
    let kept: usize = lines.iter().zip(&are_text).filter(|(_, is)| **is).map(|(line, _)| line.len()).sum();
    // A picture has lines without odd characters too, and few.
    if kept.saturating_mul(8) < block.len() {
        return vec![(block, false)];
    }
    lines.into_iter().zip(are_text).collect()
}

/// Bytes of a line between two that are no text, to be one itself.
const SHORTEST_ALONE: usize = 24;

/// The blocks of a text: lines together, and each run of many zeros alone.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let zeros = rest.bytes().take_while(|b| *b == 0).count();
        let end = if zeros >= FEWEST_ZEROS {
            zeros
        } else {
            let bytes = rest.as_bytes();
            let line = bytes.iter().skip(BLOCK).take(BLOCK).position(|b| *b == b'\n');
            let mut end = line.map_or(BLOCK.saturating_mul(2), |at| at.saturating_add(BLOCK).saturating_add(1));
            // A short rest shows nothing by itself.
            if rest.len().saturating_sub(end) < BLOCK {
                end = rest.len();
            }
            while !rest.is_char_boundary(end) {
                end = end.saturating_sub(1);
            }
            let block = rest.get(..end).unwrap_or_default();
            block.find("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0").filter(|at| *at > 0).unwrap_or(end)
        };
        let (block, behind) = rest.split_at_checked(end).filter(|(block, _)| !block.is_empty())?;
        rest = behind;
        Some(block)
    })
}

/// Whether what was decoded is text and no picture, archive or noise: control and replacement characters are rare.
fn is_text(text: &str) -> bool {
    // Plain text needs no second look.
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t' | b'\r' | b'\n')) {
        return true;
    }
    let all = text.chars().count();
    oddity(text).saturating_mul(25) <= all.saturating_add(24) && !is_hole(text)
}

/// Whether so many zero bytes are no line ends.
fn is_hole(text: &str) -> bool {
    text.bytes().filter(|b| *b == 0).count().saturating_mul(4) > text.len()
}

/// The characters of a text that no text has: control characters, private and replacement ones. Zero bytes are others'
/// line ends.
fn oddity(text: &str) -> usize {
    let is_odd = |c: &char| {
        *c == char::REPLACEMENT_CHARACTER
            || (c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{85}' | '\0'))
            || matches!(u32::from(*c), 0xE000..=0xF8FF | 0xFFF0..=0xFFFB)
    };
    text.chars().filter(is_odd).count()
}

/// Whether the high bytes read as code page 850 rather than Windows-1252: more of them are letters inside words.
fn is_oem<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let (mut ansi, mut oem) = (0_usize, 0_usize);
    let mut before = b' ';
    let mut bytes = bytes.copied().take(1 << 20).peekable();
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
    fn parts_of_a_file_are_read_in_their_own_encoding() {
        let (first, second) = ("Name : Zürich-Süd\r\nServer : EX1\r\n", "Ñame : Étage\r\nServer : EX2\r\n");
        let low = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let high = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let (utf8, ansi): (&[u8], &[u8]) = (b"\xEF\xBB\xBF", b"Name : Z\xFCrich-S\xFCd\r\nServer : EX1\r\n");
        let (le, be): (&[u8], &[u8]) = (b"\xFF\xFE", b"\xFE\xFF");
        let both = format!("{first}{second}");
        let own = first.as_bytes();
        for bytes in [
            // What `>>` of Windows PowerShell appends, with its mark and without.
            [own, &low(second)].concat(),
            [own, le, &low(second)].concat(),
            [ansi, &low(second)].concat(),
            [utf8, own, &low(second)].concat(),
            [own, be, &high(second)].concat(),
            // What `cmd` and Add-Content append.
            [le, &low(first), second.as_bytes()].concat(),
            [&low(first), second.as_bytes()].concat(),
            [le, &low(first), utf8, second.as_bytes()].concat(),
            [be, &high(first), second.as_bytes()].concat(),
            [le, &low(first), be, &high(second)].concat(),
            // A mark that lies.
            [le, own, second.as_bytes()].concat(),
            [be, own, second.as_bytes()].concat(),
            [utf8, &low(&both)].concat(),
            [be, &low(&both)].concat(),
            [le, &high(&both)].concat(),
            // Lines of a code page among others.
            [ansi, second.as_bytes()].concat(),
        ] {
            let sources = [Source { name: String::new(), content: Content::Bytes(Cow::Borrowed(&bytes)) }];
            let texts = Texts::decode(&sources);
            assert_eq!(texts.get(0).unwrap().as_str(), both, "{bytes:02x?}");
        }
        let three = [own, &low(second), own].concat();
        check(&three, Some(&format!("{first}{second}{first}")));
        // Other scripts.
        let (chinese, russian) = ("名称 : 中继连接器\n服务器 : EX1\n", "Имя : Реле\nСервер : EX1\n");
        for text in [chinese, russian] {
            check(&low(text), Some(text));
            check(&[le, &low(text)].concat(), Some(text));
            check(&[be, &high(text)].concat(), Some(text));
            check(&[own, &low(text)].concat(), Some(&format!("{first}{text}")));
        }
    }

    #[test]
    fn a_zero_byte_anywhere_hides_nothing() {
        let text = "Identity : EX1\\Relay\r\nServer   : EX1\r\n";
        for at in 0..=text.len() {
            let bytes = [&text.as_bytes()[..at], b"\0", &text.as_bytes()[at..]].concat();
            check(&bytes, Some(text));
        }
    }

    #[test]
    fn what_is_no_text_is_left_out_with_its_place() {
        let text = "Identity : EX1\\Relay\nServer   : EX1\n".repeat(40);
        let hole = vec![0_u8; 4096];
        let noise: Vec<u8> = (0..6000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13).to_be_bytes()[2]).collect();
        for (between, least) in [(hole, 4096), (noise, 5000)] {
            let bytes = [text.as_bytes(), &between, b"\n", text.as_bytes()].concat();
            let sources = [Source { name: String::from("a"), content: Content::Bytes(Cow::Borrowed(&bytes)) }];
            let texts = Texts::decode(&sources);
            let read = texts.get(0).unwrap();
            assert!(read.is_text());
            assert!(read.as_str().matches("Relay").count() > 75, "{}", read.as_str());
            let bytes: usize = read.left_out().iter().map(|part| part.bytes).sum();
            assert!(bytes >= least, "{:?}", read.left_out());
            let line = read.left_out().first().unwrap().line;
            assert!((60..=82).contains(&line), "{line}");
        }
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

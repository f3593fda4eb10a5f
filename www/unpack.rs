//! Unpacks the engine before there is an engine: a module of its own, which the start script of the page runs first.
//!
//! The engine is cut into streams by `pack.rs`, then LZMA (lc=2, lp=0, pb=0) as `xz --format=raw` of `build.sh` packs it,
//! a third smaller than what browsers unpack by themselves, written as text by `as_text` there. Written from the public
//! description of the format. This is WebAssembly because it is three times as fast as the same in JavaScript, and no
//! larger.
//!
//! `build.sh` compiles this file by itself. The memory is made of atomics because those need no `unsafe` to be shared
//! with JavaScript; without threads they cost nothing. Every index is cut to the size of what it points into.

use std::sync::atomic::{AtomicU16, AtomicU8, Ordering::Relaxed};

#[path = "streams.rs"]
pub mod streams;
use streams::{Operands, BLOCK, END, HEAD, IF, LOCALS, MAIN, STREAMS, TAIL};

/// Room for what is unpacked, and behind it for the text, later for the engine: for each as much.
const HALF: usize = 1 << 21;
static ROOM: [AtomicU8; 2 * HALF] = [const { AtomicU8::new(0) }; 2 * HALF];

/// How likely the next bit is 0, in 2048ths: a table for each kind of thing that bits say.
static CHANCE: [AtomicU16; 1 << 12] = [const { AtomicU16::new(0) }; 1 << 12];
const MATCH: usize = 0;
const REP: usize = 12;
const REP_0: usize = 24;
const REP_1: usize = 36;
const REP_2: usize = 48;
const REP_0_LONG: usize = 60;
const SLOT: usize = 72;
const SPECIAL: usize = 328;
const ALIGN: usize = 456;
const LENGTH: usize = 472;
const REP_LENGTH: usize = 746;
const LITERAL: usize = 1020;

fn get(at: usize) -> usize {
    ROOM[at % (2 * HALF)].load(Relaxed).into()
}

fn put(at: usize, byte: usize) {
    ROOM[at % (2 * HALF)].store(byte as u8, Relaxed);
}

/// Where the room begins in the module's memory. The text goes `HALF` behind that, and there the engine comes to be.
#[no_mangle]
pub extern "C" fn room() -> usize {
    ROOM.as_ptr() as usize
}

/// Unpacks a text of `length` characters, of which `size` bytes become, and puts the engine where the text was. Returns
/// its length.
#[no_mangle]
pub extern "C" fn unpack(length: usize, size: usize) -> usize {
    to_bytes(length);
    expand(size);
    join(size)
}

/// The same for a text that is not yet in the room: the build checks by this what it has packed.
#[cfg(not(target_arch = "wasm32"))]
pub fn natively(text: &[u8], size: usize) -> Vec<u8> {
    for (at, letter) in text.iter().enumerate() {
        put(HALF + at, usize::from(*letter));
    }
    let length = unpack(text.len(), size);
    (HALF..HALF + length).map(|at| get(at) as u8).collect()
}

/// LZMA, from the second half of the room to `size` bytes in the first.
fn expand(size: usize) {
    let mut coder =
        Coder { at: HALF + 5, range: u32::MAX, code: (1..5).fold(0, |code, i| code << 8 | get(HALF + i) as u32) };
    CHANCE.iter().for_each(|chance| chance.store(1024, Relaxed));
    let (mut state, mut position) = (0, 0);
    // Distances of the last four matches, less one; the newest first.
    let mut last = [0; 4];
    while position < size {
        if coder.bit(MATCH + state) == 0 {
            let before = if position > 0 { get(position - 1) } else { 0 };
            let base = LITERAL + 0x300 * (before >> 6);
            let mut symbol = 1;
            if state >= 7 {
                let mut expected = get(position.wrapping_sub(last[0] + 1));
                while symbol < 0x100 {
                    let first = expected >> 7 & 1;
                    symbol = coder.walk(base + ((1 + first) << 8), symbol, symbol + 1);
                    expected <<= 1;
                    if symbol & 1 != first {
                        break;
                    }
                }
            }
            put(position, coder.walk(base, symbol, 0x100));
            position += 1;
            state = if state < 4 {
                0
            } else if state < 10 {
                state - 3
            } else {
                state - 6
            };
            continue;
        }
        let count;
        if coder.bit(REP + state) == 0 {
            last = [0, last[0], last[1], last[2]];
            count = coder.length(LENGTH);
            let slot = coder.tree(SLOT + 64 * count.min(3), 6);
            last[0] = coder.distance(slot);
            state = if state < 7 { 7 } else { 10 };
        } else {
            if coder.bit(REP_0 + state) == 0 {
                if coder.bit(REP_0_LONG + state) == 0 {
                    put(position, get(position.wrapping_sub(last[0] + 1)));
                    position += 1;
                    state = if state < 7 { 9 } else { 11 };
                    continue;
                }
            } else if coder.bit(REP_1 + state) == 0 {
                last = [last[1], last[0], last[2], last[3]];
            } else if coder.bit(REP_2 + state) == 0 {
                last = [last[2], last[0], last[1], last[3]];
            } else {
                last = [last[3], last[0], last[1], last[2]];
            }
            count = coder.length(REP_LENGTH);
            state = if state < 7 { 8 } else { 11 };
        }
        for _ in 0..count + 2 {
            put(position, get(position.wrapping_sub(last[0] + 1)));
            position += 1;
        }
    }
}

/// The text in the room to bytes, in its place: 13 bits in two characters of 91.
fn to_bytes(length: usize) {
    let digit = |at| match get(at) {
        33 => 25,
        126 => 57,
        letter => letter - 35,
    };
    let (mut to, mut held, mut bits) = (HALF, 0, 0);
    for at in (HALF..HALF + length).step_by(2) {
        held |= (digit(at) + 91 * digit(at + 1)) << bits;
        bits += 13;
        while bits > 7 {
            put(to, held);
            to += 1;
            held >>= 8;
            bits -= 8;
        }
    }
}

/// Reads bits, each with its own chance.
struct Coder {
    at: usize,
    range: u32,
    code: u32,
}

impl Coder {
    fn refill(&mut self) {
        if self.range < 1 << 24 {
            self.range <<= 8;
            self.code = self.code << 8 | get(self.at) as u32;
            self.at += 1;
        }
    }

    /// Reads bits down a tree of chances: from a node, until the node is at `end` or behind.
    #[inline(never)]
    fn walk(&mut self, base: usize, mut node: usize, end: usize) -> usize {
        while node < end {
            let chance = &CHANCE[(base + node) % CHANCE.len()];
            let old = chance.load(Relaxed);
            let bound = (self.range >> 11) * u32::from(old);
            node <<= 1;
            if self.code < bound {
                self.range = bound;
                chance.store(old + ((2048 - old) >> 5), Relaxed);
            } else {
                self.range -= bound;
                self.code -= bound;
                chance.store(old - (old >> 5), Relaxed);
                node |= 1;
            }
            self.refill();
        }
        node
    }

    fn bit(&mut self, index: usize) -> usize {
        self.walk(index.wrapping_sub(1), 1, 2) & 1
    }

    fn tree(&mut self, base: usize, bits: usize) -> usize {
        self.walk(base, 1, 1 << bits) - (1 << bits)
    }

    /// The same, lowest bit first.
    fn reverse(&mut self, base: usize, bits: usize) -> usize {
        let (mut node, mut value) = (1, 0);
        for i in 0..bits {
            node = self.walk(base, node, node + 1);
            value |= (node & 1) << i;
        }
        value
    }

    /// Bits without a chance: 0 and 1 are as likely.
    fn direct(&mut self, bits: usize) -> usize {
        let mut value = 0;
        for _ in 0..bits {
            self.range >>= 1;
            value <<= 1;
            if self.code >= self.range {
                self.code -= self.range;
                value |= 1;
            }
            self.refill();
        }
        value
    }

    fn length(&mut self, base: usize) -> usize {
        if self.bit(base) == 0 {
            self.tree(base + 2, 3)
        } else if self.bit(base + 1) == 0 {
            8 + self.tree(base + 10, 3)
        } else {
            16 + self.tree(base + 18, 8)
        }
    }

    fn distance(&mut self, slot: usize) -> usize {
        if slot < 4 {
            return slot;
        }
        let bits = (slot >> 1) - 1;
        let start = (2 | slot & 1) << bits;
        if slot < 14 {
            return start + self.reverse(SPECIAL + start - slot, bits);
        }
        start + self.direct(bits - 4) * 16 + self.reverse(ALIGN, 4)
    }
}

/// Puts the engine's streams together again, from the first half of the room into the second.
fn join(size: usize) -> usize {
    let mut joint = Joint { at: [0; STREAMS], to: HALF };
    let mut begin = 3 * STREAMS;
    for (stream, at) in joint.at.iter_mut().enumerate() {
        *at = begin;
        begin += (0..3).fold(0, |length, i| length << 8 | get(3 * stream + i));
    }
    joint.bytes(HEAD, joint.at[MAIN] - joint.at[HEAD]);
    joint.sized(|joint| {
        for _ in 0..joint.number(MAIN) {
            joint.sized(Joint::function);
        }
    });
    joint.bytes(TAIL, size - joint.at[TAIL]);
    joint.to - HALF
}

/// Copies from streams, each from where it is.
struct Joint {
    at: [usize; STREAMS],
    to: usize,
}

impl Joint {
    fn byte(&mut self, byte: usize) {
        put(self.to, byte);
        self.to += 1;
    }

    fn bytes(&mut self, stream: usize, count: usize) {
        for _ in 0..count {
            self.byte(get(self.at[stream]));
            self.at[stream] += 1;
        }
    }

    /// A number of WebAssembly (LEB128).
    #[inline(never)]
    fn number(&mut self, stream: usize) -> usize {
        let (mut value, mut bits) = (0, 0);
        loop {
            let byte = get(self.at[stream]);
            self.bytes(stream, 1);
            value |= (byte & 127).wrapping_shl(bits);
            bits += 7;
            if byte < 128 {
                return value;
            }
        }
    }

    fn numbers(&mut self, stream: usize, count: usize) {
        for _ in 0..count {
            self.number(stream);
        }
    }

    /// What `write` puts there, after its length in three bytes.
    fn sized(&mut self, write: impl Fn(&mut Joint)) {
        let begin = self.to + 3;
        self.to = begin;
        write(self);
        let length = self.to - begin;
        put(begin - 3, length & 127 | 128);
        put(begin - 2, length >> 7 & 127 | 128);
        put(begin - 1, length >> 14);
    }

    fn function(&mut self) {
        let groups = self.number(LOCALS);
        self.numbers(LOCALS, 2 * groups);
        let mut depth = 1;
        while depth > 0 {
            let opcode = get(self.at[MAIN]);
            self.bytes(MAIN, 1);
            match opcode {
                BLOCK..=IF => depth += 1,
                END => depth -= 1,
                _ => {}
            }
            match streams::operands(opcode, get(self.at[MAIN])) {
                Operands::Stay(count) => self.numbers(MAIN, count),
                Operands::Bytes(count) => self.bytes(MAIN, count),
                Operands::Moved(stream) => self.numbers(stream, 1),
                Operands::Memory(stream) => {
                    self.byte(0);
                    self.number(stream);
                }
                Operands::Table => {
                    let count = self.number(MAIN);
                    self.numbers(MAIN, count + 1);
                }
                Operands::Prefix => {
                    let number = self.number(MAIN);
                    self.numbers(MAIN, streams::prefixed(number));
                }
                Operands::Unknown => {}
            }
        }
    }
}

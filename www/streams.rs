//! How the engine's code is laid out before it is packed: what belongs together stands together. Opcodes are one
//! stream; what follows them is cut off into streams of its own kind, which pack better than the mixture.
//!
//! `www/pack.rs` takes the code apart, `www/unpack.rs` puts it together again, both by this table.

/// The module before its code, as it is.
pub const HEAD: usize = 0;
/// The number of functions; then opcodes, with what no other stream takes.
pub const MAIN: usize = 1;
/// The declarations of local variables that begin each function.
pub const LOCALS: usize = 2;
const LOCAL: usize = 3;
const LOAD: usize = 4;
const STORE: usize = 5;
const BRANCH: usize = 6;
pub const CALL: usize = 7;
/// What a constant is for says more about it than where it stands: a stream for each opcode that comes next.
const CONSTANT: usize = 8;
/// The module behind its code, as it is.
pub const TAIL: usize = CONSTANT + 256;
pub const STREAMS: usize = TAIL + 1;

pub const BLOCK: usize = 0x02;
pub const IF: usize = 0x04;
pub const END: usize = 0x0b;

/// What follows an opcode in the module. Numbers are those of WebAssembly (LEB128).
pub enum Operands {
    /// So many numbers, which stay behind their opcode.
    Stay(usize),
    /// So many bytes, which stay behind their opcode.
    Bytes(usize),
    /// One number, which goes to a stream.
    Moved(usize),
    /// An alignment, which is only a hint and becomes 0, and an offset, which goes to a stream.
    Memory(usize),
    /// A number, and as many and one more: the branches of a table.
    Table,
    /// A number that says which instruction this is; then what that instruction has.
    Prefix,
    /// Not in this table. The packer refuses it.
    Unknown,
}

/// What follows `opcode`, when `next` is the opcode behind all that.
pub fn operands(opcode: usize, next: usize) -> Operands {
    use Operands::{Bytes, Memory, Moved, Prefix, Stay, Table, Unknown};
    match opcode {
        0x00 | 0x01 | 0x05 | END | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => Stay(0),
        BLOCK..=IF | 0x23..=0x26 | 0x3f | 0x40 | 0xd0 => Stay(1),
        0x0c | 0x0d => Moved(BRANCH),
        0x0e => Table,
        0x10 | 0xd2 => Moved(CALL),
        0x11 => Stay(2),
        0x20..=0x22 => Moved(LOCAL),
        0x28..=0x35 => Memory(LOAD),
        0x36..=0x3e => Memory(STORE),
        0x41 | 0x42 => Moved(CONSTANT + next),
        0x43 => Bytes(4),
        0x44 => Bytes(8),
        0xfc => Prefix,
        _ => Unknown,
    }
}

/// How many numbers follow the number of an instruction of [`Operands::Prefix`]: conversions have none, copying and
/// filling memory and tables have one or two.
pub fn prefixed(number: usize) -> usize {
    match number {
        0..=7 => 0,
        8 | 10 | 12 | 14 => 2,
        _ => 1,
    }
}

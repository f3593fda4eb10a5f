//! Prepares the engine for packing, natively, when the page is built: `pack MODULE STREAMS PLAIN`.
//!
//! Functions that look alike are put beside each other, and the code is cut into streams (see `streams.rs`). PLAIN is
//! what `unpack.rs` makes of the streams again: the module with its functions in the new order, without names and
//! hints of alignment, and with sizes of three bytes. `pack --check TEXT SIZE PLAIN` runs the unpacker on the text of the page.
//!
//! What is not known here is refused, never guessed.

use std::{env, fs, process::exit};

mod unpack;
use unpack::streams::{operands, prefixed, Operands, BLOCK, CALL, END, HEAD, IF, LOCALS, MAIN, STREAMS, TAIL};

type Result<T> = std::result::Result<T, String>;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["--check", text, size, plain] => check(text, size, plain),
        [module, streams, plain] => pack(module, streams, plain),
        _ => Err("usage: pack MODULE STREAMS PLAIN, or pack --check TEXT SIZE PLAIN".into()),
    };
    if let Err(why) = done {
        eprintln!("pack: {why}");
        exit(1);
    }
}

fn pack(module: &str, streams: &str, plain: &str) -> Result<()> {
    let mut module = Module::read(&read(module)?)?;
    module.sort()?;
    write(streams, &module.streams())?;
    write(plain, &module.plain())
}

fn check(text: &str, size: &str, plain: &str) -> Result<()> {
    let unpacked = unpack::natively(&read(text)?, size.parse().map_err(|_| "SIZE is not a number")?);
    if unpacked == read(plain)? {
        Ok(())
    } else {
        Err("the unpacker does not make of the text what was packed".into())
    }
}

fn read(path: &str) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{path}: {error}"))
}

fn write(path: &str, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).map_err(|error| format!("{path}: {error}"))
}

// Sections of a module, by number.
const REMARKS: u8 = 0;
const IMPORTS: u8 = 2;
const FUNCTIONS: u8 = 3;
const GLOBALS: u8 = 6;
const EXPORTS: u8 = 7;
const START: u8 = 8;
const ELEMENTS: u8 = 9;
const CODE: u8 = 10;
// Opcodes that are looked at here.
const I32_CONST: usize = 0x41;
const REF_FUNC: usize = 0xd2;

struct Module {
    /// In their order; that of the code is empty.
    sections: Vec<(u8, Vec<u8>)>,
    functions: Vec<Function>,
}

struct Function {
    /// The number of its type.
    kind: usize,
    locals: Vec<u8>,
    code: Vec<Instruction>,
}

struct Instruction {
    opcode: usize,
    /// Operands that stay with the opcode.
    stays: Vec<u8>,
    hinted: bool,
    /// The operand that goes to a stream.
    moved: Option<(usize, Vec<u8>)>,
}

/// What a function is like: of all runs of five opcodes the least one, in each of several arbitrary orders. Of two functions,
/// about as many of these are the same as they have runs in common.
type Sketch = [u32; 256];

impl Function {
    fn sketch(&self) -> Sketch {
        let mut sketch = [u32::MAX; 256];
        for run in self.code.windows(self.code.len().min(5)) {
            // FNV-1a, then for each order multiplied once more.
            let hash = run.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, instruction| {
                (hash ^ instruction.opcode as u64).wrapping_mul(0x0100_0000_01b3)
            });
            for (order, least) in (0..).zip(&mut sketch) {
                let place = (hash ^ order << 56).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32;
                *least = (*least).min(place as u32);
            }
        }
        sketch
    }
}

impl Module {
    fn read(bytes: &[u8]) -> Result<Module> {
        let mut reader = Reader { bytes };
        if reader.take(8)? != b"\0asm\x01\0\0\0" {
            return Err("not a WebAssembly module of version 1".into());
        }
        let mut module = Module { sections: Vec::new(), functions: Vec::new() };
        while !reader.bytes.is_empty() {
            let id = reader.byte()?;
            let size = reader.number()?;
            let mut content = Reader { bytes: reader.take(size)? };
            if id == REMARKS {
                continue;
            }
            if id != CODE {
                module.sections.push((id, content.bytes.to_vec()));
                continue;
            }
            module.sections.push((id, Vec::new()));
            let kinds = module.kinds()?;
            if content.number()? != kinds.len() {
                return Err("as many functions have a type as have code: not here".into());
            }
            for kind in kinds {
                let size = content.number()?;
                let mut body = Reader { bytes: content.take(size)? };
                let start = body.bytes;
                for _ in 0..body.number()? {
                    body.number()?;
                    body.number()?;
                }
                let locals = start[..start.len() - body.bytes.len()].to_vec();
                module.functions.push(Function { kind, locals, code: body.instructions()? });
            }
        }
        Ok(module)
    }

    fn section(&self, id: u8) -> Reader<'_> {
        Reader { bytes: self.sections.iter().find(|section| section.0 == id).map_or(&[0], |section| &section.1) }
    }

    /// The types of the functions that have code.
    fn kinds(&self) -> Result<Vec<usize>> {
        let mut reader = self.section(FUNCTIONS);
        (0..reader.number()?).map(|_| reader.number()).collect()
    }

    /// How many functions have no code: they are imported, and numbered before the others.
    fn imported(&self) -> Result<usize> {
        let mut reader = self.section(IMPORTS);
        let count = reader.number()?;
        for _ in 0..count {
            for _ in 0..2 {
                let length = reader.number()?;
                reader.take(length)?;
            }
            if reader.byte()? != 0 {
                return Err("something is imported that is no function".into());
            }
            reader.number()?;
        }
        Ok(count)
    }

    /// Puts functions that look alike beside each other: each is followed by the one that is most like it of those that
    /// are left, or by the next one of the same type and variables.
    fn sort(&mut self) -> Result<()> {
        let imported = self.imported()?;
        let sketches: Vec<Sketch> = self.functions.iter().map(Function::sketch).collect();
        let mut left: Vec<usize> = (0..self.functions.len()).collect();
        left.sort_by_key(|at| {
            let function = &self.functions[*at];
            (function.kind, &function.locals, function.code.len())
        });
        let mut order = Vec::new();
        let mut next = 0;
        while !left.is_empty() {
            let last = left.remove(next);
            order.push(last);
            let likeness = |at: usize| sketches[at].iter().zip(&sketches[last]).filter(|(a, b)| a == b).count();
            next = (0..left.len()).rev().max_by_key(|next| likeness(left[*next])).unwrap_or(0);
        }
        let mut renamed: Vec<usize> = (0..imported + order.len()).collect();
        for (to, from) in order.iter().enumerate() {
            renamed[imported + from] = imported + to;
        }
        let mut old: Vec<Option<Function>> = std::mem::take(&mut self.functions).into_iter().map(Some).collect();
        self.functions = order.iter().filter_map(|from| old[*from].take()).collect();
        self.rename(|number| renamed.get(number).copied().ok_or(format!("there is no function {number}")))
    }

    /// Every number of a function, wherever a module has one.
    fn rename(&mut self, new: impl Fn(usize) -> Result<usize>) -> Result<()> {
        for function in &mut self.functions {
            for instruction in &mut function.code {
                if let Some((CALL, number)) = &mut instruction.moved {
                    *number = leb(new(Reader { bytes: number }.number()?)?);
                }
            }
        }
        let kinds: Vec<u8> = self.functions.iter().flat_map(|function| leb(function.kind)).collect();
        let mut functions = leb(self.functions.len());
        functions.extend(kinds);
        for (id, content) in &mut self.sections {
            match *id {
                FUNCTIONS => *content = functions.clone(),
                EXPORTS => *content = exports(Reader { bytes: content }, &new)?,
                ELEMENTS => *content = elements(Reader { bytes: content }, &new)?,
                START => *content = leb(new(Reader { bytes: content }.number()?)?),
                GLOBALS if content.contains(&(REF_FUNC as u8)) => {
                    return Err("a global variable may hold a function, whose number would change".into());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn head_and_tail(&self) -> (Vec<u8>, Vec<u8>) {
        let (mut head, mut tail) = (b"\0asm\x01\0\0\0".to_vec(), Vec::new());
        let mut part = &mut head;
        for (id, content) in &self.sections {
            part.push(*id);
            if *id == CODE {
                part = &mut tail;
                continue;
            }
            part.extend(leb(content.len()));
            part.extend(content);
        }
        (head, tail)
    }

    fn streams(&self) -> Vec<u8> {
        let mut streams = vec![Vec::new(); STREAMS];
        (streams[HEAD], streams[TAIL]) = self.head_and_tail();
        streams[MAIN] = leb(self.functions.len());
        for function in &self.functions {
            streams[LOCALS].extend(&function.locals);
            for instruction in &function.code {
                streams[MAIN].push(instruction.opcode as u8);
                streams[MAIN].extend(&instruction.stays);
                if let Some((stream, number)) = &instruction.moved {
                    streams[*stream].extend(number);
                }
            }
        }
        let mut bytes: Vec<u8> = streams.iter().flat_map(|stream| stream.len().to_be_bytes()[5..].to_vec()).collect();
        bytes.extend(streams.into_iter().flatten());
        bytes
    }

    fn plain(&self) -> Vec<u8> {
        let mut code = leb(self.functions.len());
        for function in &self.functions {
            let mut body = function.locals.clone();
            for instruction in &function.code {
                body.push(instruction.opcode as u8);
                body.extend(&instruction.stays);
                if instruction.hinted {
                    body.push(0);
                }
                body.extend(instruction.moved.iter().flat_map(|moved| &moved.1));
            }
            code.extend(size(body.len()));
            code.extend(body);
        }
        let (mut bytes, tail) = self.head_and_tail();
        bytes.extend(size(code.len()));
        bytes.extend(code);
        bytes.extend(tail);
        bytes
    }
}

fn exports(mut reader: Reader<'_>, new: impl Fn(usize) -> Result<usize>) -> Result<Vec<u8>> {
    let count = reader.number()?;
    let mut bytes = leb(count);
    for _ in 0..count {
        let length = reader.number()?;
        bytes.extend(leb(length));
        bytes.extend(reader.take(length)?);
        let kind = reader.byte()?;
        let number = reader.number()?;
        bytes.push(kind);
        bytes.extend(leb(if kind == 0 { new(number)? } else { number }));
    }
    Ok(bytes)
}

/// What is in the tables of functions.
fn elements(mut reader: Reader<'_>, new: impl Fn(usize) -> Result<usize>) -> Result<Vec<u8>> {
    let count = reader.number()?;
    let mut bytes = leb(count);
    for _ in 0..count {
        // The plain kind: functions of table 0, from a constant index.
        if reader.number()? != 0 || usize::from(reader.byte()?) != I32_CONST {
            return Err("a table is filled in a way that is not known here".into());
        }
        bytes.extend([0, I32_CONST as u8]);
        bytes.extend(leb(reader.number()?));
        if usize::from(reader.byte()?) != END {
            return Err("the place of elements in their table is no constant".into());
        }
        bytes.push(END as u8);
        let length = reader.number()?;
        bytes.extend(leb(length));
        for _ in 0..length {
            bytes.extend(leb(new(reader.number()?)?));
        }
    }
    Ok(bytes)
}

/// A number as WebAssembly writes it.
fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 127 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// The same in three bytes, so that it can be filled in later.
fn size(number: usize) -> [u8; 3] {
    [number as u8 | 128, (number >> 7) as u8 | 128, (number >> 14) as u8]
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or("the module ends too early")?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// So many numbers, as they are written.
    fn numbers(&mut self, count: usize) -> Result<Vec<u8>> {
        let start = self.bytes;
        for _ in 0..count {
            while self.byte()? > 127 {}
        }
        Ok(start[..start.len() - self.bytes.len()].to_vec())
    }

    fn number(&mut self) -> Result<usize> {
        let bytes = self.numbers(1)?;
        if bytes.len() > 5 {
            return Err("a number is too large".into());
        }
        Ok(bytes.iter().rev().fold(0, |value, byte| value << 7 | usize::from(byte & 127)))
    }

    /// All instructions of a function, which must fill it.
    fn instructions(&mut self) -> Result<Vec<Instruction>> {
        let mut code: Vec<Instruction> = Vec::new();
        let mut depth = 1;
        while depth > 0 {
            let instruction = self.instruction()?;
            match instruction.opcode {
                BLOCK..=IF => depth += 1,
                END => depth -= 1,
                _ => {}
            }
            code.push(instruction);
        }
        if self.bytes.is_empty() {
            Ok(code)
        } else {
            Err("something follows the end of a function".into())
        }
    }

    fn instruction(&mut self) -> Result<Instruction> {
        let opcode = usize::from(self.byte()?);
        let mut instruction = Instruction { opcode, stays: Vec::new(), hinted: false, moved: None };
        // A constant has no more than its number: the opcode behind that is the next byte.
        let next = |rest: &Reader| rest.bytes.first().map_or(0, |byte| usize::from(*byte));
        match operands(opcode, 0) {
            Operands::Stay(count) => instruction.stays = self.numbers(count)?,
            Operands::Bytes(count) => instruction.stays = self.take(count)?.to_vec(),
            Operands::Moved(_) => {
                let number = self.numbers(1)?;
                if let Operands::Moved(stream) = operands(opcode, next(self)) {
                    instruction.moved = Some((stream, number));
                }
            }
            Operands::Memory(stream) => {
                if self.numbers(1)?[0] > 4 {
                    return Err("an access to memory that is more than aligned".into());
                }
                instruction.hinted = true;
                instruction.moved = Some((stream, self.numbers(1)?));
            }
            Operands::Table => {
                let count = Reader { bytes: self.bytes }.number()?;
                instruction.stays = self.numbers(count + 2)?;
            }
            Operands::Prefix => {
                let number = Reader { bytes: self.bytes }.number()?;
                if number > 17 {
                    return Err(format!("instruction 0xfc {number} is not known (www/streams.rs)"));
                }
                instruction.stays = self.numbers(1 + prefixed(number))?;
            }
            Operands::Unknown => return Err(format!("instruction {opcode:#x} is not known (www/streams.rs)")),
        }
        Ok(instruction)
    }
}

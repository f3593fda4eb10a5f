//! Typed PowerShell commands, taken apart: cmdlets with their arguments, as far as they stand for themselves.
//!
//! ```text
//! script   = command { ( ";" | line end ) command }
//! command  = pipeline | texts "|" ForEach-Object "{" script "}" | "$name" ( "=" | "+=" ) ( pipeline | value | sum )
//!          | [ "[void]" | "$null" "=" ] "$list" ( ".Add" | ".Remove" ) "(" text ")" [ "|" Out-Null ]
//!          | "foreach" "(" "$name" "in" ( texts | pipeline ) ")" "{" script "}"
//! pipeline = call { "|" call }
//! call     = cmdlet { "-Name" [ ":" ] [ value ] | value | "@name" } | ForEach-Object "{" script "}"
//!          | Where-Object ( "{" test { "-and" test } "}" | Name "-eq" value )
//! test     = "$_." Name "-eq" value
//! value    = text { "," text } | "@(" texts ")" | "(" texts ")" | "(" sum ")" | "@{" { key "=" value [ ";" ] } "}"
//!          | "$true" | "$name" | "$name.Property" ..
//! sum      = part { "+" part } { "-ne" text | "|" Where-Object "{" "$_" "-ne" text { "-and" "$_" "-ne" text } "}" }
//! part     = "$name" | "$name.Property" | "(" pipeline ")" "." Property | texts
//! text     = bare or quoted text | "$_" | "(" text { "+" text } ")"
//! ```
//! [`super::scanner`] cuts the text into words and signs. Inside double quotes, the variable that a block runs for stands
//! for its text.
//! Any other expression or script block makes the command unclear, and is named. What a variable or a property of a
//! connector stands for depends on the commands before: it stays a [`Value::Later`] here.

use super::Unclear;
use super::scanner::{Piece, Token, tokens};

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Calls that hand their objects on.
    Pipeline(Vec<Call>),
    /// A variable gets a value; where it `adds`, behind the one that it has.
    Assignment { name: String, adds: bool, value: Assigned },
    /// A method of a list adds an entry or takes one out.
    Method { list: String, adds: bool, entry: Value },
}

/// What a variable gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Assigned {
    Value(Value),
    /// The connectors that a pipeline finds.
    Found(Vec<Call>),
}

/// A cmdlet with its arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) cmdlet: String,
    /// Name of the parameter, `None` for a value without one, and the value.
    pub(super) arguments: Vec<(Option<String>, Option<Value>)>,
    /// What [`FOR_EACH`] does with each object.
    pub(super) body: Vec<Command>,
    /// What [`WHERE`] asks of each object; all of it must hold.
    pub(super) tests: Vec<Test>,
}

/// A question about one property: `$_.Name -like 'Relay*'`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) property: String,
    pub(super) operator: String,
    pub(super) value: Value,
}

/// One summand of a value that is known later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// One text, or several with commas between them.
    Texts(Vec<String>),
    /// A list, also of one text: `@('a')`.
    List(Vec<String>),
    /// A variable, a property of its connector included: `c.RemoteIPRanges`.
    Variable(String),
    /// A property of the connector that a pipeline finds.
    Property(Vec<Call>, String),
    /// Entries that are taken out of the list so far.
    Without(Vec<String>),
}

/// A value that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Texts(Vec<String>),
    Truth(bool),
    Null,
    /// `@{Add = ..; Remove = ..}`.
    Table(Vec<(String, Value)>),
    /// A sum of what is known when the commands before have run.
    Later(Vec<Part>),
    /// `@name`: the parameters that a table holds.
    Splat(String),
}

impl Value {
    /// As it was typed, more or less: for messages.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Texts(texts) => texts.join(", "),
            Self::Truth(truth) => if *truth { "$true" } else { "$false" }.to_owned(),
            Self::Null => "$null".to_owned(),
            Self::Table(_) => "@{..}".to_owned(),
            Self::Later(parts) => match parts.as_slice() {
                [Part::Variable(name)] => format!("${name}"),
                _ => "(..)".to_owned(),
            },
            Self::Splat(name) => format!("@{name}"),
        }
    }
}

/// The cmdlet that keeps some of the objects.
pub(super) const WHERE: &str = "Where-Object";

/// The cmdlet that runs commands for each object.
pub(super) const FOR_EACH: &str = "ForEach-Object";

/// The cmdlet that throws away what a method gives back.
const OUT_NULL: &str = "Out-Null";

/// More calls than this are not worked out at once: `ForEach-Object` makes many of a short text.
pub(super) const MOST_CALLS: usize = 5_000;

pub(super) fn is_for_each(word: &str) -> bool {
    word == "%" || [FOR_EACH, "foreach"].iter().any(|name| name.eq_ignore_ascii_case(word))
}

pub(super) fn is_where(word: &str) -> bool {
    word == "?" || [WHERE, "where"].iter().any(|name| name.eq_ignore_ascii_case(word))
}

/// Whether a token is the sign of a subtraction.
fn is_minus(token: &Token) -> bool {
    *token == Token::Text { text: "-".to_owned(), quoted: false }
}

/// Whether a word begins a pipeline that finds connectors.
fn is_get(word: &str) -> bool {
    word.eq_ignore_ascii_case("Get-ReceiveConnector")
}

/// The commands of a text in order.
pub(super) fn commands(text: &str) -> Result<Vec<Command>, Unclear> {
    let commands = Parser::of(tokens(text)?, None).script()?;
    if commands.is_empty() { Err(Unclear::Nothing) } else { Ok(commands) }
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    /// What `$_` stands for, inside ForEach-Object.
    item: Option<String>,
}

impl Parser {
    fn of(tokens: Vec<Token>, item: Option<String>) -> Self {
        Self { tokens: tokens.into_iter().peekable(), item }
    }

    fn takes(&mut self, sign: char) -> bool {
        self.tokens.next_if_eq(&Token::Sign(sign)).is_some()
    }

    fn script(mut self) -> Result<Vec<Command>, Unclear> {
        let mut commands = Vec::new();
        loop {
            while self.takes(';') {}
            match self.tokens.peek() {
                None => return Ok(commands),
                Some(Token::Text { quoted: true, .. } | Token::Sign('(')) => commands.extend(self.for_each()?),
                Some(Token::Each) => commands.extend(self.for_each_statement()?),
                Some(Token::Variable(name)) => {
                    let name = name.clone();
                    commands.push(self.assignment(name)?);
                }
                Some(_) => commands.push(Command::Pipeline(self.pipeline()?)),
            }
            if commands.len() > MOST_CALLS {
                return Err(Unclear::TooMany);
            }
            if self.tokens.peek().is_some_and(|token| *token != Token::Sign(';')) {
                return Err(self.unexpected());
            }
        }
    }

    /// A variable with the value that it gets; alone, it may be what a pipeline begins with.
    fn assignment(&mut self, name: String) -> Result<Command, Unclear> {
        self.tokens.next();
        if self.tokens.peek() == Some(&Token::Sign('(')) {
            return self.method(&name);
        }
        if self.tokens.next_if(is_minus).is_some() {
            return Err(Unclear::Subtraction);
        }
        let Some(Token::Assign { adds }) = self.tokens.next_if(|token| matches!(token, Token::Assign { .. })) else {
            if self.tokens.peek() != Some(&Token::Sign('|')) {
                return Err(Unclear::Variable(name));
            }
            // `$found | Set-ReceiveConnector ..` begins with a call that hands over what the variable holds.
            let held = Some(Value::Later(vec![Part::Variable(name)]));
            let mut calls = vec![Call { arguments: vec![(None, held)], ..Call::default() }];
            while self.takes('|') {
                calls.push(self.call()?);
            }
            return Ok(Command::Pipeline(calls));
        };
        // `$null = $list.Add(..)` throws away what the method gives back.
        let is_null = |name: &str| name.eq_ignore_ascii_case("null");
        if let Some(Token::Variable(list)) = self.tokens.peek().cloned().filter(|_| is_null(&name))
            && !is_null(&list)
        {
            return self.assignment(list);
        }
        let finds = |token: &Token| matches!(token, Token::Text { text, quoted: false } if is_get(text));
        if self.tokens.peek().is_some_and(finds) {
            return Ok(Command::Assignment { name, adds, value: Assigned::Found(self.pipeline()?) });
        }
        // PowerShell runs a bare word.
        if let Some(Token::Text { text, quoted: false }) = self.tokens.peek() {
            return Err(Unclear::Cmdlet(text.clone()));
        }
        let is_list = self.tokens.peek() == Some(&Token::Sign('('));
        let value = match self.value()? {
            Value::Later(parts) => Value::Later(self.sum(parts)?),
            Value::Texts(texts) if is_list => Value::Later(self.sum(vec![Part::List(texts)])?),
            Value::Texts(texts) => Value::Later(self.sum(vec![Part::Texts(texts)])?),
            value => value,
        };
        Ok(Command::Assignment { name, adds, value: Assigned::Value(value) })
    }

    /// `$list.Add('entry')` or `$list.Remove('entry')`; the name ends in that of the method.
    fn method(&mut self, name: &str) -> Result<Command, Unclear> {
        let unclear = || Unclear::Expression(format!("${name}(..)"));
        let (list, method) = name.rsplit_once('.').ok_or_else(unclear)?;
        let adds = match method.to_ascii_lowercase().as_str() {
            "add" => true,
            "remove" => false,
            _ => return Err(unclear()),
        };
        self.takes('(');
        let entry = self.bracketed()?;
        if self.takes('|') {
            let is_out =
                |t: &Token| matches!(t, Token::Text { text, quoted: false } if text.eq_ignore_ascii_case(OUT_NULL));
            if self.tokens.next_if(is_out).is_none() {
                return Err(unclear());
            }
        }
        Ok(Command::Method { list: list.to_owned(), adds, entry })
    }

    /// The rest of a sum, and what is taken out of it.
    fn sum(&mut self, parts: Vec<Part>) -> Result<Vec<Part>, Unclear> {
        let mut parts = self.added(parts)?;
        let not_equal =
            |t: &Token| matches!(t, Token::Parameter { name, has_colon: false } if name.eq_ignore_ascii_case("ne"));
        loop {
            if self.tokens.next_if(is_minus).is_some() {
                return Err(Unclear::Subtraction);
            }
            if self.tokens.next_if(not_equal).is_some() {
                parts.push(Part::Without(vec![self.text(true)?]));
            } else if self.takes('|') {
                parts.push(Part::Without(self.left_out()?));
            } else {
                return Ok(parts);
            }
        }
    }

    /// `Where-Object { $_ -ne 'a' -and $_ -ne 'b' }`: the entries that are not kept.
    fn left_out(&mut self) -> Result<Vec<String>, Unclear> {
        let unclear = || Unclear::Unexpected("|".to_owned());
        let is_filter = |token: &Token| matches!(token, Token::Text { text, quoted: false } if is_where(text));
        self.tokens.next_if(is_filter).ok_or_else(unclear)?;
        let mut inside = Self::of(self.block()?, None);
        let mut entries = Vec::new();
        loop {
            inside.tokens.next_if_eq(&Token::Variable("_".to_owned())).ok_or_else(unclear)?;
            match inside.tokens.next() {
                Some(Token::Parameter { name, has_colon: false }) if name.eq_ignore_ascii_case("ne") => {
                    entries.push(inside.text(true)?);
                }
                Some(Token::Parameter { name, has_colon: false }) if name.eq_ignore_ascii_case("notin") => {
                    entries.extend(inside.texts(true)?);
                }
                _ => return Err(unclear()),
            }
            match inside.tokens.next() {
                None => return Ok(entries),
                Some(Token::Parameter { name: and, has_colon: false }) if and.eq_ignore_ascii_case("and") => {}
                Some(_) => return Err(unclear()),
            }
        }
    }

    /// What is added to the first parts.
    fn added(&mut self, mut parts: Vec<Part>) -> Result<Vec<Part>, Unclear> {
        let plus = |token: &Token| *token == Token::Text { text: "+".to_owned(), quoted: false };
        while self.tokens.next_if(plus).is_some() {
            match self.value()? {
                Value::Texts(texts) => parts.push(Part::Texts(texts)),
                Value::Later(more) => parts.extend(more),
                other => return Err(Unclear::Unexpected(other.text())),
            }
        }
        Ok(parts)
    }

    /// What stands between brackets, the first of which is taken.
    fn bracketed(&mut self) -> Result<Value, Unclear> {
        let value = match self.tokens.peek().cloned() {
            Some(Token::Text { text, quoted: false }) if is_get(&text) => {
                let calls = self.pipeline()?;
                if !self.takes(')') {
                    return Err(self.unexpected());
                }
                let of = |token: &Token| matches!(token, Token::Text { text, quoted: false } if text.starts_with('.'));
                let Some(Token::Text { text, .. }) = self.tokens.next_if(of) else {
                    return Err(Unclear::Expression("(..)".to_owned()));
                };
                let property = text.trim_start_matches('.').to_owned();
                return Ok(Value::Later(vec![Part::Property(calls, property)]));
            }
            Some(Token::Variable(name)) if !self.is_item(&name) => self.value()?,
            Some(Token::Sign('(')) => self.value()?,
            Some(Token::Sign(')')) => Value::Texts(Vec::new()),
            _ => Value::Texts(self.texts(true)?),
        };
        let value = match value {
            Value::Later(parts) => Value::Later(self.sum(parts)?),
            value => value,
        };
        if self.takes(')') { Ok(value) } else { Err(self.unexpected()) }
    }

    /// Whether a variable is the text that a block runs for.
    fn is_item(&self, name: &str) -> bool {
        name == "_" && self.item.is_some()
    }

    /// `foreach ($name in ..) { .. }`: the same as `.. | ForEach-Object { .. }` with `$_` in the place of the variable.
    fn for_each_statement(&mut self) -> Result<Vec<Command>, Unclear> {
        let unclear = || Unclear::Expression("foreach".to_owned());
        self.tokens.next();
        let Some(Token::Variable(name)) = self.tokens.next() else { return Err(unclear()) };
        let is_in = |t: &Token| matches!(t, Token::Text { text, quoted: false } if text.eq_ignore_ascii_case("in"));
        if name == "_" || name.contains(['.', ':']) || self.tokens.next_if(is_in).is_none() {
            return Err(unclear());
        }
        let gets = |token: &Token| matches!(token, Token::Text { text, quoted: false } if is_get(text));
        if self.tokens.peek().is_some_and(gets) {
            let mut calls = self.pipeline()?;
            if !self.takes(')') {
                return Err(self.unexpected());
            }
            let body = Self::of(as_item(self.block()?, &name)?, None).script()?;
            calls.push(Call { cmdlet: FOR_EACH.to_owned(), body, ..Call::default() });
            return Ok(vec![Command::Pipeline(calls)]);
        }
        let items = self.texts(true)?;
        if !self.takes(')') {
            return Err(self.unexpected());
        }
        let block = as_item(self.block()?, &name)?;
        self.each(items, &block)
    }

    /// Texts, each of which goes through a block as `$_`.
    fn for_each(&mut self) -> Result<Vec<Command>, Unclear> {
        let items = self.texts(false)?;
        let first = items.first().cloned().unwrap_or_default();
        let is_cmdlet = |token: &Token| matches!(token, Token::Text { text, quoted: false } if is_for_each(text));
        if !self.takes('|') || self.tokens.next_if(is_cmdlet).is_none() {
            return Err(Unclear::Unexpected(first));
        }
        let block = self.block()?;
        self.each(items, &block)
    }

    /// The commands of a block, once for each text.
    fn each(&self, items: Vec<String>, block: &[Token]) -> Result<Vec<Command>, Unclear> {
        if self.item.is_some() {
            return Err(Unclear::Expression("{ .. }".to_owned()));
        }
        let mut commands = Vec::new();
        for item in items {
            commands.extend(Self::of(block.to_vec(), Some(item)).script()?);
            if commands.len() > MOST_CALLS {
                return Err(Unclear::TooMany);
            }
        }
        Ok(commands)
    }

    /// The tokens between the braces of a block.
    fn block(&mut self) -> Result<Vec<Token>, Unclear> {
        if self.tokens.next_if_eq(&Token::BlockStart).is_none() {
            return Err(self.unexpected());
        }
        let (mut tokens, mut depth) = (Vec::new(), 0_usize);
        for token in self.tokens.by_ref() {
            match (&token, depth) {
                (Token::BlockEnd, 0) => return Ok(tokens),
                (Token::BlockEnd, _) => depth = depth.saturating_sub(1),
                (Token::BlockStart, _) => depth = depth.saturating_add(1),
                _ => {}
            }
            tokens.push(token);
        }
        Err(Unclear::Open)
    }

    fn pipeline(&mut self) -> Result<Vec<Call>, Unclear> {
        let mut calls = vec![self.call()?];
        while self.takes('|') {
            calls.push(self.call()?);
        }
        Ok(calls)
    }

    fn call(&mut self) -> Result<Call, Unclear> {
        let cmdlet = match self.tokens.next() {
            Some(Token::Text { text, quoted: false }) => text,
            Some(Token::Variable(name) | Token::Splat(name)) => return Err(Unclear::Variable(name)),
            Some(Token::Text { text, .. } | Token::Parameter { name: text, .. }) => {
                return Err(Unclear::Unexpected(text));
            }
            Some(Token::Sign(sign)) => return Err(Unclear::Unexpected(sign.to_string())),
            Some(Token::Assign { .. }) => return Err(Unclear::Unexpected("=".to_owned())),
            Some(Token::BlockStart | Token::BlockEnd) => return Err(Unclear::Unexpected("{".to_owned())),
            Some(Token::Mixed(pieces)) => return Err(self.mixed(&pieces).map_or_else(|it| it, Unclear::Unexpected)),
            Some(Token::Each) => return Err(Unclear::Expression("foreach".to_owned())),
            None => return Err(Unclear::Nothing),
        };
        if is_where(&cmdlet) {
            return self.filter();
        }
        if is_for_each(&cmdlet) {
            let block = self.block()?;
            // In here, `$_` is what the pipeline hands over.
            let body = Self::of(block, None).script()?;
            return Ok(Call { cmdlet: FOR_EACH.to_owned(), body, ..Call::default() });
        }
        let mut call = Call { cmdlet, ..Call::default() };
        while let Some(token) = self.tokens.peek() {
            match token {
                Token::Sign('|' | ';' | ')') => break,
                Token::BlockStart | Token::BlockEnd => return Err(Unclear::Expression("{ .. }".to_owned())),
                Token::Parameter { name, has_colon } => {
                    let (name, has_colon) = (name.clone(), *has_colon);
                    self.tokens.next();
                    let ends = matches!(
                        self.tokens.peek(),
                        None | Some(Token::Parameter { .. } | Token::Sign('|' | ';' | ')'))
                    );
                    let value = if ends && !has_colon { None } else { Some(self.value()?) };
                    call.arguments.push((Some(name), value));
                }
                _ => {
                    let value = self.value()?;
                    call.arguments.push((None, Some(value)));
                }
            }
        }
        Ok(call)
    }

    /// `{ $_.Name -eq 'text' -and .. }`, or `Name -eq 'text'`.
    fn filter(&mut self) -> Result<Call, Unclear> {
        let mut tests = Vec::new();
        if self.tokens.peek() == Some(&Token::BlockStart) {
            let mut inside = Self::of(self.block()?, None);
            loop {
                tests.push(inside.test(true)?);
                match inside.tokens.next() {
                    None => break,
                    Some(Token::Parameter { name: and, has_colon: false }) if and.eq_ignore_ascii_case("and") => {}
                    Some(_) => return Err(Unclear::Expression("{ .. }".to_owned())),
                }
            }
        } else {
            tests.push(self.test(false)?);
        }
        Ok(Call { cmdlet: WHERE.to_owned(), tests, ..Call::default() })
    }

    fn test(&mut self, in_block: bool) -> Result<Test, Unclear> {
        let unclear = || Unclear::Expression("{ .. }".to_owned());
        let property = match self.tokens.next() {
            Some(Token::Variable(name)) if in_block => match name.strip_prefix("_.") {
                Some(property) => property.to_owned(),
                None if name == "_" => return Err(unclear()),
                None => return Err(Unclear::Variable(name)),
            },
            Some(Token::Text { text, .. }) if !in_block => text,
            _ => return Err(unclear()),
        };
        let Some(Token::Parameter { name: operator, has_colon: false }) = self.tokens.next() else {
            return Err(unclear());
        };
        let bare = |token: &Token| matches!(token, Token::Text { quoted: false, .. });
        if in_block && self.tokens.peek().is_some_and(bare) {
            return Err(unclear());
        }
        Ok(Test { property, operator, value: self.value()? })
    }

    fn value(&mut self) -> Result<Value, Unclear> {
        if self.takes('{') {
            return self.table();
        }
        if let Some(Token::Variable(name)) = self.tokens.peek() {
            let value = match (name.to_ascii_lowercase().as_str(), &self.item) {
                ("true", _) => Value::Truth(true),
                ("false", _) => Value::Truth(false),
                ("null", _) => Value::Null,
                ("_", Some(item)) => Value::Texts(vec![item.clone()]),
                _ => Value::Later(vec![Part::Variable(name.clone())]),
            };
            self.tokens.next();
            return Ok(value);
        }
        if let Some(Token::Splat(name)) = self.tokens.peek() {
            let name = name.clone();
            self.tokens.next();
            return Ok(Value::Splat(name));
        }
        if self.takes('(') {
            return self.bracketed();
        }
        Ok(Value::Texts(self.texts(false)?))
    }

    /// Texts with commas between them, in brackets or not. Where PowerShell reads an expression they need quotes.
    fn texts(&mut self, in_expression: bool) -> Result<Vec<String>, Unclear> {
        if self.takes('(') {
            if self.takes(')') {
                return Ok(Vec::new());
            }
            let texts = self.texts(true)?;
            return if self.takes(')') { Ok(texts) } else { Err(self.unexpected()) };
        }
        let mut texts = Vec::new();
        loop {
            let mut text = self.text(in_expression)?;
            let plus = |token: &Token| in_expression && *token == Token::Text { text: "+".to_owned(), quoted: false };
            while self.tokens.next_if(plus).is_some() {
                // A comma binds tighter than `+`, which would then join lists.
                if !texts.is_empty() {
                    return Err(Unclear::Expression("+".to_owned()));
                }
                text.push_str(&self.text(in_expression)?);
                if self.tokens.peek() == Some(&Token::Sign(',')) {
                    return Err(Unclear::Expression("+".to_owned()));
                }
            }
            texts.push(text);
            if !self.takes(',') {
                return Ok(texts);
            }
        }
    }

    fn text(&mut self, in_expression: bool) -> Result<String, Unclear> {
        match self.tokens.next() {
            Some(Token::Text { text, quoted }) if quoted || !in_expression => Ok(text),
            Some(Token::Text { text, .. }) => Err(Unclear::NeedsQuotes(text)),
            Some(Token::Variable(name)) => match &self.item {
                Some(item) if name == "_" => Ok(item.clone()),
                _ => Err(Unclear::Variable(name)),
            },
            Some(Token::Mixed(pieces)) => self.mixed(&pieces),
            Some(Token::Splat(name)) => Err(Unclear::Variable(name)),
            Some(Token::Assign { .. }) => Err(Unclear::Unexpected("=".to_owned())),
            Some(Token::Parameter { name: text, .. }) => Err(Unclear::Unexpected(format!("-{text}"))),
            Some(Token::Sign(sign)) => Err(Unclear::Unexpected(sign.to_string())),
            Some(Token::Each) => Err(Unclear::Expression("foreach".to_owned())),
            Some(Token::BlockStart | Token::BlockEnd) => Err(Unclear::Expression("{ .. }".to_owned())),
            None => Err(Unclear::Open),
        }
    }

    /// A text in double quotes: only the variable that a block runs for is known to be one text.
    fn mixed(&self, pieces: &[Piece]) -> Result<String, Unclear> {
        let mut whole = String::new();
        for piece in pieces {
            match (piece, &self.item) {
                (Piece::Text(text), _) => whole.push_str(text),
                (Piece::Variable(name), Some(item)) if name == "_" => whole.push_str(item),
                (Piece::Variable(name), _) => return Err(Unclear::Variable(name.clone())),
            }
        }
        Ok(whole)
    }

    fn table(&mut self) -> Result<Value, Unclear> {
        let mut table = Vec::new();
        loop {
            while self.takes(';') {}
            if self.takes('}') {
                return Ok(Value::Table(table));
            }
            let Some(Token::Text { text: key, .. }) = self.tokens.next() else { return Err(Unclear::Open) };
            if !self.takes('=') {
                return Err(self.unexpected());
            }
            let is_text = |token: &Token| matches!(token, Token::Text { .. } | Token::Mixed(_));
            let value = if self.tokens.peek().is_some_and(is_text) {
                Value::Texts(self.texts(true)?)
            } else {
                match self.value()? {
                    Value::Later(parts) => Value::Later(self.sum(parts)?),
                    value => value,
                }
            };
            table.push((key, value));
            if !matches!(self.tokens.peek(), Some(Token::Sign(';' | '}'))) {
                return Err(self.unexpected());
            }
        }
    }

    fn unexpected(&mut self) -> Unclear {
        match self.tokens.next() {
            None => Unclear::Open,
            Some(Token::Variable(name) | Token::Splat(name)) => Unclear::Variable(name),
            Some(Token::Assign { .. }) => Unclear::Unexpected("=".to_owned()),
            Some(Token::Sign(sign)) => Unclear::Unexpected(sign.to_string()),
            Some(Token::Text { text, .. } | Token::Parameter { name: text, .. }) => Unclear::Unexpected(text),
            Some(Token::Mixed(pieces)) => self.mixed(&pieces).map_or_else(|unclear| unclear, Unclear::Unexpected),
            Some(Token::Each) => Unclear::Expression("foreach".to_owned()),
            Some(Token::BlockStart | Token::BlockEnd) => Unclear::Expression("{ .. }".to_owned()),
        }
    }
}

/// A block with `$_` in the place of the variable of a `foreach`. Where the block has a `$_` of its own, or changes the
/// variable, the two would be confused.
fn as_item(block: Vec<Token>, variable: &str) -> Result<Vec<Token>, Unclear> {
    let renamed = |name: &str| {
        let (head, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
        match head {
            "_" => Err(Unclear::Expression("foreach".to_owned())),
            _ if head.eq_ignore_ascii_case(variable) => Ok(format!("_{rest}")),
            _ => Ok(name.to_owned()),
        }
    };
    let mut tokens = Vec::with_capacity(block.len());
    for token in block {
        tokens.push(match token {
            Token::Variable(name) => Token::Variable(renamed(&name)?),
            Token::Assign { .. } if matches!(tokens.last(), Some(Token::Variable(name)) if name.starts_with('_')) => {
                return Err(Unclear::Expression("foreach".to_owned()));
            }
            Token::Mixed(pieces) => {
                let piece = |piece| match piece {
                    Piece::Variable(name) => renamed(&name).map(Piece::Variable),
                    Piece::Text(text) => Ok(Piece::Text(text)),
                };
                Token::Mixed(pieces.into_iter().map(piece).collect::<Result<_, _>>()?)
            }
            other => other,
        });
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(commands: &[Command]) -> String {
        let part = |part: &Part| match part {
            Part::Texts(texts) => format!("[{}]", texts.join("|")),
            Part::List(texts) => format!("@[{}]", texts.join("|")),
            Part::Variable(name) => format!("${name}"),
            Part::Property(calls, name) => format!("({}).{name}", told(&[Command::Pipeline(calls.clone())])),
            Part::Without(texts) => format!("-[{}]", texts.join("|")),
        };
        let value = |value: &Value| match value {
            Value::Table(table) => table
                .iter()
                .map(|(k, v)| format!(" {k}:[{}]", v.text().replace(", ", "|")))
                .collect::<Vec<_>>()
                .concat(),
            Value::Texts(texts) => format!(" [{}]", texts.join("|")),
            Value::Later(parts) => format!(" {}", parts.iter().map(part).collect::<Vec<_>>().join(" + ")),
            other => format!(" {}", other.text()),
        };
        let argument = |(name, given): &(Option<String>, Option<Value>)| {
            let name = name.as_ref().map(|n| format!(" -{n}")).unwrap_or_default();
            name + &given.as_ref().map(value).unwrap_or_default()
        };
        let call = |c: &Call| {
            let tests = c.tests.iter().map(|t| format!(" {} {}{}", t.property, t.operator, value(&t.value)));
            let body = if c.body.is_empty() { String::new() } else { format!(" {{ {} }}", told(&c.body)) };
            c.cmdlet.clone()
                + &c.arguments.iter().map(argument).collect::<String>()
                + &tests.collect::<String>()
                + &body
        };
        let pipeline = |calls: &[Call]| calls.iter().map(call).collect::<Vec<_>>().join(" | ");
        let command = |command: &Command| match command {
            Command::Pipeline(calls) => pipeline(calls),
            Command::Method { list, adds, entry } => {
                format!("${list}{}{}", if *adds { " +" } else { " -" }, value(entry))
            }
            Command::Assignment { name, adds, value: given } => {
                let given = match given {
                    Assigned::Value(given) => value(given),
                    Assigned::Found(calls) => format!(" {}", pipeline(calls)),
                };
                format!("${name} {}={given}", if *adds { "+" } else { "" })
            }
        };
        commands.iter().map(command).collect::<Vec<_>>().join("; ")
    }

    /// `cmdlet -name=value value` of each call, or what is unclear.
    fn read(text: &str) -> String {
        commands(text).map_or_else(|unclear| format!("{unclear:?}"), |commands| told(&commands))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn arguments_as_admins_type_them() {
        check("Set-X 'EX1\\Relay A' -R 10.0.0.1,10.0.0.2", "Set-X [EX1\\Relay A] -R [10.0.0.1|10.0.0.2]");
        check("set-x -Id:\"EX1\\Relay A\" -En:$False -WhatIf", "set-x -Id [EX1\\Relay A] -En $false -WhatIf");
        check(
            "Set-X EX1\\\"Relay A\" -R @{Add='a','b'; 'Remove' = \"c\"}",
            "Set-X [EX1\\Relay A] -R Add:[a|b] Remove:[c]",
        );
        check("Set-X -R @('a', 'b') -S ('c') -T @()", "Set-X -R [a|b] -S [c] -T []");
        check("Set-X -R `\n  10.0.0.1, `\r\n 10.0.0.2", "Set-X -R [10.0.0.1|10.0.0.2]");
        check("Set-X -R @{\n  Add = 'a',\n 'b'\n  Remove = 'c'\n}\n", "Set-X -R Add:[a|b] Remove:[c]");
        check("Get-X 'a' |\n Set-X -F $null ;", "Get-X [a] | Set-X -F $null");
        check("Set-X \u{2013}Id \u{201c}it's\u{201d} -B [::]:25 # why", "Set-X -Id [it's] -B [[::]:25]");
        check("Set-X 'it''s' \"a `\"b`\" c\" \"\"", "Set-X [it's] [a \"b\" c] []");
        check("Set-X -R 10.0.0.0-10.0.0.9,10.1.0.0(255.255.0.0)", "NeedsQuotes(\"255.255.0.0\")");
        check(
            "Set-X -R 10.0.0.0-10.0.0.9,'10.1.0.0(255.255.0.0)'",
            "Set-X -R [10.0.0.0-10.0.0.9|10.1.0.0(255.255.0.0)]",
        );
        check("Set-X \"price $ 5\"", "Set-X [price $ 5]");
    }

    #[test]
    fn several_commands_in_order() {
        check("Set-X a; Set-X b\n\nSet-X c | Set-Y;", "Set-X [a]; Set-X [b]; Set-X [c] | Set-Y");
        check(
            "'a', 'b' | ForEach-Object { Set-X ($_ + '\\R') -S $_ -R @{Add='1'} }; Set-X c",
            "Set-X [a\\R] -S [a] -R Add:[1]; Set-X [b\\R] -S [b] -R Add:[1]; Set-X [c]",
        );
        check("'a' | % {\n Set-X ($_ + ' of ' + $_)\n Set-Y $_\n}", "Set-X [a of a]; Set-Y [a]");
        check(
            "Get-X -S a | Where-Object { $_.Name -eq 'b *' } | Set-X",
            "Get-X -S [a] | Where-Object Name eq [b *] | Set-X",
        );
        check("'a', 'b' | % { Set-X \"$_\\R of $_\" }", "Set-X [a\\R of a]; Set-X [b\\R of b]");
        check(
            "foreach ($s in 'a', 'b')\n{\n Set-X \"$s\\R\" -S $S\n}\nSet-Y",
            "Set-X [a\\R] -S [a]; Set-X [b\\R] -S [b]; Set-Y",
        );
        check("ForEach($s in @('a')) { Set-X -R @{Remove=\"$s.1\"} }", "Set-X -R Remove:[a.1]");
        check(
            "foreach ($c in Get-ReceiveConnector -Server a) { Set-X $c.Identity }",
            "Get-ReceiveConnector -Server [a] | ForEach-Object { Set-X $_.Identity }",
        );
    }

    #[test]
    fn what_the_commands_before_decide_is_kept_for_later() {
        check("Set-X $c -R $c.R", "Set-X $c -R $c.R");
        check("Set-X @settings", "Set-X @settings");
        check("$r += 'b', 'c'; $r=@('a')\n$r = 'a' + $s", "$r += [b|c]; $r = @[a]; $r = [a] + $s");
        check("$c = Get-ReceiveConnector a\n$c | Set-X", "$c = Get-ReceiveConnector [a];  $c | Set-X");
        check("Set-X -R ((Get-ReceiveConnector a).R + 'b', 'c')", "Set-X -R (Get-ReceiveConnector [a]).R + [b|c]");
        check("$r = (Get-ReceiveConnector 'a').R +\n @('b')", "$r = (Get-ReceiveConnector [a]).R + [b]");
        check("Get-X | % { Set-X $_.Identity -E $true }", "Get-X | ForEach-Object { Set-X $_.Identity -E $true }");
        check("Get-X | where Name -like b* | Set-X", "Get-X | Where-Object Name like [b*] | Set-X");
        check(
            "Get-X | ? { $_.A -eq $true -and $_.B -contains $b } | Set-X",
            "Get-X | Where-Object A eq $true B contains $b | Set-X",
        );
        check("$p = @{ A = $false; B = @{Add='b'} }", "$p = A:[$false] B:[@{..}]");
    }

    #[test]
    fn what_does_not_stand_for_itself_is_named() {
        check("Set-X \"EX1\\$name\"", "Variable(\"name\")");
        check("Set-X EX1\\$name", "Variable(\"name\")");
        check("$c = Get-X", "Cmdlet(\"Get-X\")");
        check("Set-X -R $($c.R)", "Expression(\"$(..\")");
        check("Get-X | ? { $_ }", "Expression(\"{ .. }\")");
        check("Set-X -R (Get-X a).R", "NeedsQuotes(\"Get-X\")");
        check("Set-X -R @{Add=10.0.0.1}", "NeedsQuotes(\"10.0.0.1\")");
        check("Set-X 'a", "Open");
        check("Set-X -R @{Add='a'", "Open");
        check("'a' | Set-X", "Unexpected(\"a\")");
        check("'a' | % { 'b' | % { Set-X $_ } }", "Expression(\"{ .. }\")");
        check("'a' | % { Get-X $_ | % { Set-X $_ } }", "Get-X [a] | ForEach-Object { Set-X $_ }");
        check("foreach ($s in 'a') { Set-X $_ }", "Expression(\"foreach\")");
        check("foreach ($s in 'a') { $s = 'b'; Set-X $s }", "Expression(\"foreach\")");
        check("foreach ($s in 'a') { 'b' | % { Set-X $_ } }", "Expression(\"foreach\")");
        check("foreach ($s in 'a') { foreach ($t in 'b') { Set-X $s$t } }", "Expression(\"foreach\")");
        check("foreach ($s in $all) { Set-X $s }", "Variable(\"all\")");
        check("foreach ($s of 'a') { Set-X $s }", "Expression(\"foreach\")");
        check("foreach ($s in 'a' { Set-X $s }", "Expression(\"{ .. }\")");
        check("foreach ($s in 'a') Set-X $s", "Unexpected(\"Set-X\")");
        check("'a' | % { Set-X \"$($_)b\" }", "Expression(\"$(..\")");
        check("'a' | % { Set-X \"$_:b\" }", "Variable(\"_\")");
        check("'a' | % { Set-X ('b', $_ + 'c') }", "Expression(\"+\")");
        check("'a' | % Set-X", "Unexpected(\"Set-X\")");
        check("'a' | % { Set-X $_", "Open");
        check("Get-X | ? { $_.Name -eq bare }", "Expression(\"{ .. }\")");
        check("Get-X | ? { $x.Name -eq 'a' }", "Variable(\"x.Name\")");
        check("Set-X ('a' + 'b') -R @{Add='c' + 'd'}", "Set-X [ab] -R Add:[cd]");
        check(&format!("'{}' | % {{ Set-X $_ }}", vec!["a"; 5_001].join("', '")), "TooMany");
        check("Set-X -R a,", "Open");
        check("Set-X a }", "Unexpected(\"}\")");
        check("", "Nothing");
        check("| Set-X", "Unexpected(\"|\")");
    }
}

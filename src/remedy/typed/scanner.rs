//! Typed PowerShell commands, cut into words and signs.
//!
//! Documented ("about_Parsing", "about_Quoting_Rules", "about_Special_Characters", "about_Line_Editing"): text may be bare
//! or quoted, typographic quotes and dashes count, and a backtick takes the next character as it is and joins lines. A
//! line ends a command unless something is open or must follow. What the words mean is not known here: [`super::shell`]
//! puts them together.

use super::Unclear;
use super::shell::{is_for_each, is_where};

/// A word or a sign of a typed command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Text {
        text: String,
        quoted: bool,
    },
    /// Text in double quotes with variables in it.
    Mixed(Vec<Piece>),
    /// `-Name`, or `-Name:`.
    Parameter {
        name: String,
        has_colon: bool,
    },
    Variable(String),
    /// `@name`.
    Splat(String),
    /// `=` or, where it adds, `+=` behind a variable.
    Assign {
        adds: bool,
    },
    /// `|`, `,`, `;`, `=`, `}`, `)`; `@{` is `{`, `@(` and `(` are `(`.
    Sign(char),
    /// `foreach (`.
    Each,
    /// `{` behind ForEach-Object or Where-Object, or behind the bracket of [`Self::Each`].
    BlockStart,
    /// Its `}`.
    BlockEnd,
}

/// A part of a text in double quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// A variable by its name.
    Variable(String),
}

/// The words and signs of a text, in order.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unclear> {
    Scanner::of(text).tokens()
}

/// Whether a word begins a `foreach` statement where a bracket follows.
fn is_statement(token: &Token) -> bool {
    matches!(token, Token::Text { text, quoted: false } if text.eq_ignore_ascii_case("foreach"))
}

struct Scanner<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    tokens: Vec<Token>,
    /// The brackets that are open, the innermost one last. Inside [`Bracket::Table`], line ends and `=` are signs.
    open: Vec<Bracket>,
    /// Whether the last token closed [`Bracket::Statement`], so that a block follows.
    wants_block: bool,
    /// How many tokens there were behind the last comma that a line end stands for.
    comma_of_line: Option<usize>,
}

/// A bracket that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bracket {
    /// `(`.
    Round,
    /// `@(`: its lines are entries.
    List,
    /// `@{`.
    Table,
    /// `{` of a script block.
    Block,
    /// `(` behind `foreach`.
    Statement,
}

const fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}'..='\u{201b}')
}

const fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}'..='\u{201e}')
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}'..='\u{2015}')
}

impl<'t> Scanner<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            rest: text.chars().peekable(),
            tokens: Vec::new(),
            open: Vec::new(),
            wants_block: false,
            comma_of_line: None,
        }
    }

    fn tokens(mut self) -> Result<Vec<Token>, Unclear> {
        while let Some(c) = self.rest.next() {
            if !c.is_whitespace() && c != '{' {
                self.wants_block = false;
            }
            match c {
                '\n' => self.line_end(),
                '#' => while self.rest.next_if(|c| *c != '\n').is_some() {},
                _ if c.is_whitespace() => {}
                '`' if self.rest.peek().is_none_or(|c| c.is_whitespace()) => {
                    while self.rest.next_if(|c| c.is_whitespace() && *c != '\n').is_some() {}
                    self.rest.next();
                }
                '|' | ',' | ';' => self.sign(c),
                '=' if self.open.last() == Some(&Bracket::Table) => self.sign(c),
                '@' if self.rest.peek().is_some_and(|c| matches!(c, '{' | '(')) => {
                    let bracket = self.rest.next().unwrap_or(c);
                    self.open.push(if bracket == '(' { Bracket::List } else { Bracket::Table });
                    self.sign(bracket);
                }
                '[' if self.begins_command() && self.is_void() => {
                    while self.rest.next_if(|c| *c != ']').is_some() {}
                    self.rest.next();
                }
                '(' if self.tokens.last().is_some_and(is_statement) => {
                    self.open.push(Bracket::Statement);
                    self.tokens.pop();
                    self.tokens.push(Token::Each);
                }
                '(' => {
                    self.open.push(Bracket::Round);
                    self.sign(c);
                }
                '{' if self.wants_block || self.may_open_block() => {
                    self.wants_block = false;
                    self.open.push(Bracket::Block);
                    self.tokens.push(Token::BlockStart);
                }
                '{' => return Err(Unclear::Expression("{ .. }".to_owned())),
                ')' if self.open.last() == Some(&Bracket::List) => {
                    if self.comma_of_line == Some(self.tokens.len()) {
                        self.tokens.pop();
                    }
                    self.open.pop();
                    self.sign(c);
                }
                '}' | ')' => match (self.open.pop(), c) {
                    (Some(Bracket::Block), '}') => self.tokens.push(Token::BlockEnd),
                    (Some(Bracket::Table), '}') | (Some(Bracket::Round), ')') => self.sign(c),
                    (Some(Bracket::Statement), ')') => {
                        self.sign(c);
                        self.wants_block = true;
                    }
                    _ => return Err(Unclear::Unexpected(c.to_string())),
                },
                // `@name` hands over a variable's parameters.
                '@' => {
                    let name = self.variable()?;
                    self.tokens.push(Token::Splat(name));
                }
                '$' => {
                    let begins = self.begins_command() || self.follows_null();
                    let name = self.variable()?;
                    self.tokens.push(Token::Variable(name));
                    if begins {
                        self.assign();
                    }
                }
                _ if is_single_quote(c) || is_double_quote(c) => {
                    let mut pieces = Vec::new();
                    let mut text = String::new();
                    self.quoted(c, &mut text, &mut pieces)?;
                    self.tokens.push(if pieces.is_empty() {
                        Token::Text { text, quoted: true }
                    } else {
                        pieces.push(Piece::Text(text));
                        Token::Mixed(pieces)
                    });
                }
                _ if is_dash(c) && self.rest.peek().is_some_and(char::is_ascii_alphabetic) => {
                    let mut name = String::new();
                    while let Some(c) = self.rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                        name.push(c);
                    }
                    let has_colon = self.rest.next_if_eq(&':').is_some();
                    self.tokens.push(Token::Parameter { name, has_colon });
                }
                _ => {
                    let text = self.bare(c)?;
                    self.tokens.push(Token::Text { text, quoted: false });
                }
            }
        }
        if self.open.is_empty() { Ok(self.tokens) } else { Err(Unclear::Open) }
    }

    /// Whether a command begins here.
    fn begins_command(&self) -> bool {
        matches!(self.tokens.last(), None | Some(Token::Sign(';') | Token::BlockStart))
    }

    /// Whether `$null =` stands before.
    fn follows_null(&self) -> bool {
        let is_null = |name: &str| name.eq_ignore_ascii_case("null");
        matches!(self.tokens.as_slice(), [.., Token::Variable(name), Token::Assign { adds: false }] if is_null(name))
    }

    /// Whether `void]` follows.
    fn is_void(&self) -> bool {
        self.rest.clone().take(5).map(|c| c.to_ascii_lowercase()).eq("void]".chars())
    }

    /// The `=` or `+=` behind a variable that begins a command; of `-=`, the minus alone.
    fn assign(&mut self) {
        let mut ahead = self.rest.clone().filter(|c| !matches!(c, ' ' | '\t'));
        let adds = match (ahead.next(), ahead.next()) {
            (Some('='), _) => false,
            (Some('+'), Some('=')) => true,
            (Some('-'), Some('=')) => {
                while self.rest.next().is_some_and(|c| c != '=') {}
                self.tokens.push(Token::Text { text: "-".to_owned(), quoted: false });
                return;
            }
            _ => return,
        };
        while self.rest.next().is_some_and(|c| c != '=') {}
        self.tokens.push(Token::Assign { adds });
    }

    fn may_open_block(&self) -> bool {
        matches!(self.tokens.last(), Some(Token::Text { text, quoted: false }) if is_for_each(text) || is_where(text))
    }

    fn sign(&mut self, sign: char) {
        self.tokens.push(Token::Sign(sign));
    }

    /// A line ends the command, unless something is open or must follow.
    fn line_end(&mut self) {
        let goes_on = matches!(
            self.tokens.last(),
            None | Some(Token::BlockStart | Token::Assign { .. } | Token::Sign('|' | ',' | '(' | '{' | '=' | ';'))
        ) || self.tokens.last() == Some(&Token::Text { text: "+".to_owned(), quoted: false });
        // In `@( .. )`, each line is an entry.
        if !goes_on && self.open.last() == Some(&Bracket::List) {
            self.sign(',');
            self.comma_of_line = Some(self.tokens.len());
            return;
        }
        if !goes_on && !self.wants_block && !matches!(self.open.last(), Some(Bracket::Round | Bracket::Statement)) {
            self.sign(';');
        }
    }

    fn variable(&mut self) -> Result<String, Unclear> {
        if let Some(bracket) = self.rest.next_if(|c| matches!(c, '(' | '{')) {
            return Err(Unclear::Expression(format!("${bracket}..")));
        }
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.')) {
            name.push(c);
        }
        Ok(name)
    }

    /// Bare text; quotes in the middle of it belong to it: `EX1\"Relay A"`.
    fn bare(&mut self, first: char) -> Result<String, Unclear> {
        let mut text = String::new();
        let mut next = Some(first);
        let in_table = self.open.last() == Some(&Bracket::Table);
        while let Some(c) = next {
            match c {
                '`' => text.extend(self.rest.next()),
                '$' => return Err(Unclear::Variable(self.variable()?)),
                _ if is_single_quote(c) || is_double_quote(c) => {
                    let mut pieces = Vec::new();
                    self.quoted(c, &mut text, &mut pieces)?;
                    if let Some(Piece::Variable(name)) = pieces.into_iter().find(|p| matches!(p, Piece::Variable(_))) {
                        return Err(Unclear::Variable(name));
                    }
                }
                _ => text.push(c),
            }
            let ends = |c: &char| {
                c.is_whitespace() || matches!(c, '|' | ',' | ';' | '(' | ')' | '{' | '}') || (in_table && *c == '=')
            };
            next = self.rest.next_if(|c| !ends(c));
        }
        Ok(text)
    }

    /// What stands up to the closing quote. Where variables stand in it, all before the last one goes to the pieces.
    fn quoted(&mut self, opening: char, text: &mut String, pieces: &mut Vec<Piece>) -> Result<(), Unclear> {
        let single = is_single_quote(opening);
        let closes = |c: char| if single { is_single_quote(c) } else { is_double_quote(c) };
        while let Some(c) = self.rest.next() {
            if closes(c) {
                // A doubled quote is one.
                if self.rest.next_if(|c| closes(*c)).is_none() {
                    return Ok(());
                }
                text.push(c);
            } else if !single && c == '`' {
                text.extend(self.rest.next());
            } else if !single
                && c == '$'
                && self.rest.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '(' | '{'))
            {
                let name = self.variable_in_text()?;
                pieces.push(Piece::Text(std::mem::take(text)));
                pieces.push(Piece::Variable(name));
            } else {
                text.push(c);
            }
        }
        Err(Unclear::Open)
    }

    /// The name of a variable in double quotes. A point ends it there; a colon would name a scope.
    fn variable_in_text(&mut self) -> Result<String, Unclear> {
        if self.rest.peek().is_some_and(|c| matches!(c, '(' | '{')) {
            return self.variable();
        }
        let mut name = String::new();
        while let Some(c) = self.rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
            name.push(c);
        }
        if self.rest.peek() == Some(&':') { Err(Unclear::Variable(name)) } else { Ok(name) }
    }
}

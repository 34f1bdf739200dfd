//! What a text is made of: codes, blocks and paragraphs.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The permanent id of a paragraph, unique in its text: four characters such as `k7f2`.
///
/// Without vowels and `y` no words arise; without `l`, `i`, `o`, `0` and `1` nothing is misread. The first character is a letter, so that a code is a
/// valid fragment, but not `p`: `#p523` and `#p52b` are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code([u8; 4]);

/// What a code's last three characters are made of.
const ALPHABET: &[u8] = b"bcdfghjkmnpqrstvwxz23456789";
/// What a code begins with.
const INITIALS: &[u8] = b"bcdfghjkmnqrstvwxz";
/// How many codes there are, a third of a million.
const CODES: usize = INITIALS.len() * ALPHABET.len().pow(3);
/// The step from a taken code to the next to try. Prime, and no factor of `CODES` (2 · 3¹¹), so that every code is tried once.
const STEP: usize = 100_003;

impl Code {
    /// A code that is not in `taken`, the same one each time for the same arguments; `None` when the text has used them all.
    #[must_use]
    pub fn allot(seed: u64, taken: &HashSet<Code>) -> Option<Code> {
        let start = scatter(seed.wrapping_add(taken.len() as u64)) % CODES as u64;
        let start = usize::try_from(start).unwrap_or_default();
        (0..CODES).map(|turn| Code::nth((start + turn * STEP) % CODES)).find(|code| !taken.contains(code))
    }

    fn nth(index: usize) -> Code {
        let (base, rest) = (ALPHABET.len(), index / INITIALS.len());
        Code([
            INITIALS[index % INITIALS.len()],
            ALPHABET[rest % base],
            ALPHABET[rest / base % base],
            ALPHABET[rest / base / base % base],
        ])
    }
}

/// Spreads neighbouring numbers over the whole range (the finaliser of `SplitMix64`).
fn scatter(seed: u64) -> u64 {
    let mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The text is no paragraph's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACode;

impl fmt::Display for NotACode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a paragraph's code has four characters, such as k7f2")
    }
}

impl std::error::Error for NotACode {}

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Code, NotACode> {
        let characters: [u8; 4] = text.as_bytes().try_into().map_err(|_| NotACode)?;
        let (first, rest) = (characters[0], &characters[1..]);
        let fits = INITIALS.contains(&first) && rest.iter().all(|character| ALPHABET.contains(character));
        fits.then_some(Code(characters)).ok_or(NotACode)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Code, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.to_string()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&character| write!(out, "{}", char::from(character)))
    }
}

/// What a block is to its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A heading; it does not restart the count.
    Heading {
        /// 2 to 4: level 1 is the title of the page.
        level: u8,
    },
    /// A paragraph that counts.
    Numbered,
    /// A block that belongs to the number before it, or comes before the first.
    Continuation,
    /// The text of a footnote; the block's mark says which.
    Footnote,
}

/// A block of a text, not yet tied to a paragraph of an earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words in Markdown, without number, `#` or footnote mark. Lists that follow a paragraph are part of it.
    pub body: String,
    /// The number printed in the source, where that is not the one it gets by counting.
    pub printed: Option<u32>,
    /// The mark of a footnote as written: `1` in `[^1]: …`.
    pub mark: Option<String>,
}

impl Block {
    /// A block with nothing but a kind and a body.
    #[must_use]
    pub fn new(kind: Kind, body: impl Into<String>) -> Block {
        Block { kind, body: body.into(), printed: None, mark: None }
    }
}

/// A block of one version, tied to its permanent id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The permanent id.
    pub code: Code,
    /// The number in this version; only [`Kind::Numbered`] has one.
    pub number: Option<u32>,
    /// The words.
    pub block: Block,
}

impl Paragraph {
    /// The number that readers see: the printed one where the source had another.
    #[must_use]
    pub fn shown_number(&self) -> Option<u32> {
        self.number.map(|number| self.block.printed.unwrap_or(number))
    }
}

/// The number of each block in turn, counting from 1 across headings.
pub fn number<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> Vec<Option<u32>> {
    let mut count = 0;
    let one = |block: &Block| {
        (block.kind == Kind::Numbered).then(|| {
            count += 1;
            count
        })
    };
    blocks.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written() {
        let code: Code = "k7f2".parse().expect("a code");
        assert_eq!(code.to_string(), "k7f2");
        assert_eq!(serde_json::to_string(&code).expect("JSON"), "\"k7f2\"");
        assert_eq!(serde_json::from_str::<Code>("\"k7f2\"").expect("a code"), code);
        for wrong in ["", "k7f", "k7f22", "7kf2", "p523", "p52b", "k0f2", "word", "K7F2", "ké2"] {
            assert_eq!(wrong.parse::<Code>(), Err(NotACode), "{wrong}");
        }
    }

    #[test]
    fn codes_are_allotted_alike_each_time_and_never_twice() {
        let mut taken = HashSet::new();
        for _ in 0..5000 {
            let code = Code::allot(2018, &taken).expect("a free code");
            assert_eq!(Code::allot(2018, &taken), Some(code));
            assert!(taken.insert(code));
            assert_eq!(code.to_string().parse(), Ok(code));
        }
    }

    #[test]
    fn a_text_can_use_every_code_and_then_none() {
        let mut all: HashSet<Code> = (0..CODES).map(Code::nth).collect();
        assert_eq!(all.len(), CODES);
        assert_eq!(Code::allot(1, &all), None);
        all.remove(&Code::nth(7));
        assert_eq!(Code::allot(1, &all), Some(Code::nth(7)));
    }

    #[test]
    fn numbers_run_on_across_headings() {
        let kinds = [
            Kind::Heading { level: 2 },
            Kind::Numbered,
            Kind::Continuation,
            Kind::Heading { level: 3 },
            Kind::Numbered,
            Kind::Footnote,
        ];
        let blocks: Vec<Block> = kinds.into_iter().map(|kind| Block::new(kind, "words")).collect();
        assert_eq!(number(&blocks), [None, Some(1), None, None, Some(2), None]);
    }
}

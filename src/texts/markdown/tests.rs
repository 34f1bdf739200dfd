use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::texts::model::{Block, Code, Kind, Paragraph, number};

/// Blocks as a version's paragraphs.
fn paragraphs(blocks: Vec<Block>) -> Vec<Paragraph> {
    let numbers = number(&blocks);
    let mut taken = HashSet::new();
    let mut pair = |(block, number)| {
        let code = Code::allot(1, &taken).expect("a free code");
        taken.insert(code);
        Paragraph { code, number, block }
    };
    blocks.into_iter().zip(numbers).map(&mut pair).collect()
}

/// One line a block: its kind, its printed number or mark, its body.
fn outline(source: &str) -> String {
    let line = |block: &Block| {
        let kind = match block.kind {
            Kind::Heading { level } => format!("h{level}"),
            Kind::Numbered => block.printed.map_or("#".to_owned(), |printed| format!("#{printed}")),
            Kind::Continuation => "..".to_owned(),
            Kind::Footnote => format!("^{}", block.mark.as_deref().expect("a mark")),
        };
        format!("{kind} {:?}\n", block.body)
    };
    read(source).iter().map(line).collect()
}

fn round_trips(source: &str) {
    let blocks = read(source);
    let written = write(&paragraphs(blocks.clone()));
    assert_eq!(read(&written), blocks, "written as:\n{written}");
}

const REPORT: &str = "\
# Executive summary

Some words before the first number.

1. The first paragraph
   goes on here.[^1]

   A second block under the same number.

   | a | b |
   |---|---|
   | 1 | 2 |

2. The second, with commitments:
   - to share
   - to learn

Norms
-----

3) The third:
   a. first
   b. second

   > A quotation.

7. The last.

[^1]: A note
    on two lines.
";

#[test]
fn a_report_is_read_by_the_rule() {
    insta::assert_snapshot!(outline(REPORT), @r#"
    h2 "Executive summary"
    .. "Some words before the first number."
    # "The first paragraph\ngoes on here.[^1]"
    .. "A second block under the same number."
    .. "| a | b |\n|---|---|\n| 1 | 2 |"
    # "The second, with commitments:\n\n- to share\n- to learn"
    h2 "Norms"
    # "The third:\na. first\nb. second"
    .. "> A quotation."
    #7 "The last."
    ^1 "A note\non two lines."
    "#);
}

#[test]
fn a_report_is_written_as_people_write() {
    insta::assert_snapshot!(write(&paragraphs(read(REPORT))), @"
    ## Executive summary

    Some words before the first number.

    1. The first paragraph
       goes on here.[^1]

       A second block under the same number.

       | a | b |
       |---|---|
       | 1 | 2 |

    2. The second, with commitments:

       - to share
       - to learn

    ## Norms

    3. The third:
       a. first
       b. second

       > A quotation.

    7. The last.

    [^1]: A note
        on two lines.
    ");
    round_trips(REPORT);
}

#[test]
fn plain_prose_is_numbered_throughout() {
    let source =
        "## Scope\n\nFirst.\n\n> Quoted.\n\nSecond:\n\n- with a list\n\na. lettered\n\nb. too\n\nThird.";
    insta::assert_snapshot!(outline(source), @r#"
    h2 "Scope"
    # "First."
    .. "> Quoted."
    # "Second:\n\n- with a list\n\na. lettered\n\nb. too"
    # "Third."
    "#);
    round_trips(source);
}

#[test]
fn numbers_may_start_anywhere_jump_ahead_and_be_forgotten() {
    let numbers = |source: &str| read(source).iter().map(|block| block.printed).collect::<Vec<_>>();
    assert_eq!(numbers("5. a\n6. b\n9. c\n"), [Some(5), Some(6), Some(9)]);
    assert_eq!(numbers("1. a\n1. b\n1. c\n"), [None, None, None]);
    assert_eq!(numbers("1. a\n2. b\n2. new\n3. c\n"), [None, None, None, None]);
    assert_eq!(numbers("1. a\n\n## B\n\n1. b\n"), [None, None, Some(1)]);
    assert_eq!(numbers("999999999. a\n1. b\n"), [Some(999_999_999), Some(999_999_999)]);
}

#[test]
fn links_by_reference_become_plain_links() {
    let source = "1. See [the list][l], [l] and ![p][l].\n2. ![p](x) [b](y)\n\n[l]: http://example.org \"A \\\" title\"\n";
    insta::assert_snapshot!(outline(source), @r#"
    # "See [the list](<http://example.org> \"A \\\" title\"), [l](<http://example.org> \"A \\\" title\") and ![p](<http://example.org> \"A \\\" title\")."
    # "![p](x) [b](y)"
    "#);
    round_trips(source);
}

#[test]
fn a_list_stays_with_its_paragraph_and_code_is_fenced() {
    insta::assert_snapshot!(outline("1. Items:\n\n   1. one\n   2. two\n      - deep\n\n- outside\n\n2. Code:\n\n       x < y\n\n   <!-- open"), @r#"
    # "Items:\n\n1. one\n2. two\n   - deep\n\n- outside"
    # "Code:"
    .. "```\nx < y\n```"
    .. "<!-- open\n-->"
    "#);
}

#[test]
fn lines_from_outside_an_item_begin_nothing_new() {
    for source in [
        "100. abc\n    # x",
        "1. abc\n===",
        "100. abc\n    1. x",
        "100. - a\n    # x",
        "[^1]: abc\n===",
        "10. abc\n-",
        "100. 1. a\n   +\n+",
    ] {
        round_trips(source);
    }
    assert_eq!(read("100. abc\n    # x")[0].body, "abc\n\\# x");
}

#[test]
fn hostile_sources_are_read_in_good_time() {
    // Large enough for anything quadratic to be felt.
    const PART: usize = 256 * 1024;
    let nested: String = (0..1000).map(|depth| "  ".repeat(depth) + "- x\n").collect();
    let sources = [
        "[".repeat(MAX_SOURCE),
        "[^1]: ".repeat(PART / 6),
        "[a][b]: ".repeat(PART / 8),
        ">".repeat(100_000),
        "1. ".repeat(PART / 3),
        "a\n\n".repeat(PART / 3),
        "*a **b ".repeat(PART / 7),
        "`".repeat(PART),
        "<".repeat(PART),
        "|".repeat(PART),
        format!("|{}\n|{}\n", "a|".repeat(10_000), "-|".repeat(10_000)),
        "[^1] [^2 [^] ]: [^3]:\n\n[^1]: [^1]\n[^1]: again".to_owned(),
        "\u{202e}1. evil\u{2066}\n\u{200f}2. marks".to_owned(),
        "\0\u{1}1. a\r\n\r2.\tb\u{feff}".to_owned(),
        nested,
    ];
    for source in &sources {
        let blocks = read(source);
        assert!(blocks.iter().all(|block| !block.body.is_empty()));
    }
}

/// Pieces of Markdown that bring out its corners.
fn fragments() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "\n",
        "\n\n",
        "\n  ",
        "\n   ",
        "\n    ",
        "\n     ",
        "\n\n  ",
        "\n\n   ",
        "\n\n    ",
        "\n\n      ",
        " ",
        "\t",
        "a",
        "word ",
        "1. ",
        "2. ",
        "2) ",
        "100. ",
        "- ",
        "* ",
        "+ ",
        "> ",
        "# ",
        "## ",
        " #",
        "===",
        "---",
        "```",
        "~~~",
        "`",
        "<div>",
        "<!--",
        "-->",
        "<script>",
        "<?",
        "[^1]",
        "[^1]: ",
        "[^n",
        "[a]: /u",
        "[a]",
        "[a][b]",
        "![a]",
        "](",
        ")",
        "|",
        "|-|",
        "| a | b |\n|---|---|\n",
        "a. ",
        "(1) ",
        "(i) ",
        "\\",
        "*",
        "_",
        "&amp;",
        "\u{a0}",
        "é",
        "\u{202e}",
        "\r",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_read_is_written_such_that_it_is_read_again(source in fragments()) {
        let blocks = read(&source);
        let written = write(&paragraphs(blocks.clone()));
        prop_assert_eq!(read(&written), blocks, "written as:\n{}", written);
    }

    #[test]
    fn any_text_can_be_read(source in any::<String>()) {
        let blocks = read(&source);
        prop_assert!(blocks.iter().all(|block| !block.body.is_empty()));
    }
}

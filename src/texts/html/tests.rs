use super::*;
use crate::texts::model::{Block, Code, Kind, Paragraph};

fn shown(markdown: &str) -> String {
    body(markdown, "p5", &|mark| mark.parse().ok())
}

#[test]
fn a_paragraph_with_a_list_has_anchors() {
    insta::assert_snapshot!(shown("Commitments:\n\n- to *share*\n  1. inner\n- to learn\n\n1. more"), @"");
}

#[test]
fn lists_that_markdown_does_not_know_are_lists() {
    insta::assert_snapshot!(shown("Three:\na. first **bold**\nstill first\nb. second\n\nc. third\n\n(i) other\n(ii) more"), @"");
    insta::assert_snapshot!(shown("See section\n(5) of the report, or J. Smith in\nb. his answer"), @"");
    insta::assert_snapshot!(shown("(3) third\n\n(4) fourth"), @"");
}

#[test]
fn references_lead_to_footnotes() {
    insta::assert_snapshot!(shown("One[^1], again[^1], none[^x], `[^1]`, words[as link][^2]! Look![^3] [in [^4]](http://e.org)"), @"");
}

#[test]
fn links_lead_to_the_web_or_to_mail() {
    insta::assert_snapshot!(shown("[a](http://e.org \"T\") <mailto:a@e.org> www.e.org [b](/admin) [c](#k7f2) [d](javascript:alert(1)) [e](data:text/html,x) ![alt *text*](http://e.org/x.png) [f](&#106;avascript:x) [g](\u{0}footnote:1)"), @"");
}

#[test]
fn headings_are_words_without_a_paragraph() {
    insta::assert_snapshot!(heading("1. *Norms*[^1] <script>", "k7f2", &|_| Some(1)), @r##""##);
    insta::assert_snapshot!(shown("# Not a heading here"), @"");
}

#[test]
fn hostile_markup_is_shown_as_typed() {
    let sources = [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<p style=\"color:red\" id=\"p6\">x</p>",
        "[x](javascript:alert(1))",
        "[x]( java\nscript:alert(1))",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[x](http://e.org \"\\\" onclick=alert(1)\")",
        "```\"><script>\nx\n```",
        "| a |\n|---|\n| <script> |",
        "<svg><style><!--</style><img src=x onerror=alert(1)>-->",
        "[^\"><script>]",
    ];
    for source in sources {
        let html = body(source, "p\"><script>", &|_| Some(1));
        for wrong in ["<script", "<img", "<svg", "<style", "style=\"", "href=\"java", "onclick=\"", "id=\"p6"]
        {
            assert!(!html.contains(wrong), "{source} gives {html}");
        }
    }
}

#[test]
fn hostile_blocks_are_shown_in_good_time() {
    let nested: String = (0..1000).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    let size = 2 * 1024 * 1024;
    let sources = [
        nested,
        ">".repeat(100_000),
        "*a **b ".repeat(100_000),
        "[".repeat(size),
        "[^1]".repeat(size / 4),
        "[^1]: ".repeat(size / 6),
        "a. x\n".repeat(size / 5),
        "(i) x\n\n".repeat(size / 7),
        "- x\n".repeat(size / 4),
        "<a ".repeat(size / 3),
        "&amp;".repeat(size / 5),
        "\u{202e}[\u{2066}](http://e.org)".to_owned(),
    ];
    for source in &sources {
        let begin: String = source.chars().take(20).collect();
        let now = || std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
        let time = now();
        let _ = shown(source);
        let (one, time) = (now() - time, now());
        let _ = plain(source, 72);
        let (two, time) = (now() - time, now());
        let _ = excerpt(source, 100);
        eprintln!("{begin:?}: {one:?} {two:?} {:?}", now() - time);
    }
}

#[test]
fn plain_text_is_wrapped_and_keeps_lists() {
    let source = "Words with a [link](http://example.org) and a note[^1].\n\n- one that is long enough to need a second line\n  - deep\n- two\n\na. x\n\nb. y\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n  code\n```";
    insta::assert_snapshot!(plain(source, 40), @"");
}

#[test]
fn an_excerpt_ends_at_a_word() {
    assert_eq!(
        excerpt("Some *words* that[^1] go [on](http://e.org)\n\n- and on", 100),
        "Some words that go on and on"
    );
    assert_eq!(excerpt("Some *words* that go on", 16), "Some words that…");
    assert_eq!(excerpt("Some *words* that go on", 14), "Some words…");
    assert_eq!(excerpt("Incomprehensibilities", 5), "Inco…");
    assert_eq!(excerpt("a\u{202e}b", 5), "ab");
}

#[test]
fn letters_go_on_after_z() {
    assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["a", "z", "aa", "ab", "zz", "aaa"]);
}

#[test]
fn footnotes_are_numbered_as_the_text_refers_to_them() {
    let paragraph = |code: &str, kind, body: &str, mark: Option<&str>| Paragraph {
        code: code.parse::<Code>().unwrap(),
        number: None,
        block: Block { mark: mark.map(str::to_owned), ..Block::new(kind, body) },
    };
    let text = [
        paragraph("b222", Kind::Footnote, "first, unused", Some("u")),
        paragraph("b333", Kind::Numbered, "x[^B] y[^a] `[^u]` z[^none]", None),
        paragraph("b444", Kind::Footnote, "of a, see[^c]", Some("a")),
        paragraph("b555", Kind::Footnote, "of b", Some("b")),
        paragraph("b666", Kind::Footnote, "of c", Some("c")),
    ];
    let footnotes = footnotes::Footnotes::of(&text);
    assert_eq!(
        ["b", "a", "c", "u", "none"].map(|mark| footnotes.number(mark)),
        [Some(1), Some(2), Some(3), Some(4), None]
    );
    let from: Vec<_> =
        footnotes.iter().map(|footnote| footnote.referred_from.map(|code| code.to_string())).collect();
    assert_eq!(from, [Some("b333".to_owned()), Some("b333".to_owned()), Some("b444".to_owned()), None]);
}

use super::format::letter;
use super::*;
use crate::texts::model::{Block, Code, Kind, Paragraph};

const PARSED: Setting<'static> = Setting { footnotes: &|mark| mark.parse().ok(), site: "" };
const NONE: Setting<'static> = Setting { footnotes: &|_| None, site: "" };
const ONE: Setting<'static> = Setting { footnotes: &|_| Some(1), site: "" };

fn shown(markdown: &str) -> String {
    body(markdown, "p5", PARSED)
}

#[test]
fn a_paragraph_with_a_list_has_anchors() {
    insta::assert_snapshot!(shown("Commitments:\n\n- to *share*\n  1. inner\n- to learn\n\n1. more"), @r#"
    <p>Commitments:</p>
    <ul>
    <li id="p5a">to <em>share</em>
    <ol>
    <li>inner</li>
    </ol>
    </li>
    <li id="p5b">to learn</li>
    </ul>
    <ol>
    <li id="p5c">more</li>
    </ol>
    "#);
}

#[test]
fn a_block_without_an_anchor_has_no_ids() {
    insta::assert_snapshot!(body("- to share", "", NONE), @r"
    <ul>
    <li>to share</li>
    </ul>
    ");
}

#[test]
fn lists_that_markdown_does_not_know_are_lists() {
    insta::assert_snapshot!(shown("Three:\na. first **bold**\nstill first\nb. second\n\nc. third\n\n(i) other\n(ii) more"), @r#"
    <p>Three:</p>
    <ol type="a">
    <li id="p5a">first <strong>bold</strong>
    still first</li>
    <li id="p5b">second</li>
    <li id="p5c">third</li>
    </ol>
    <ol type="i" class="brackets">
    <li id="p5d">other</li>
    <li id="p5e">more</li>
    </ol>
    "#);
    insta::assert_snapshot!(shown("See section\n(5) of the report, or J. Smith in\nb. his answer"), @"
    <p>See section
    (5) of the report, or J. Smith in
    b. his answer</p>
    ");
    insta::assert_snapshot!(shown("(3) third\n\n(4) fourth"), @r#"
    <ol type="1" class="brackets" start="3">
    <li id="p5a">third</li>
    <li id="p5b">fourth</li>
    </ol>
    "#);
}

#[test]
fn references_lead_to_footnotes() {
    insta::assert_snapshot!(shown("One[^1], again[^1], none[^x], `[^1]`, [words][^2]! Look![^3] [in [^4]](http://e.org)"), @r##"<p>One<sup><a href="#fn-1" id="fnref-1-p5" aria-label="Footnote 1" rel="nofollow noopener">1</a></sup>, again<sup><a href="#fn-1" id="fnref-1-p5-2" aria-label="Footnote 1" rel="nofollow noopener">1</a></sup>, none<sup>[x: note missing]</sup>, <code>[^1]</code>, words<sup><a href="#fn-2" id="fnref-2-p5-3" aria-label="Footnote 2" rel="nofollow noopener">2</a></sup>! Look!<sup><a href="#fn-3" id="fnref-3-p5-4" aria-label="Footnote 3" rel="nofollow noopener">3</a></sup> [in <sup><a href="#fn-4" id="fnref-4-p5-5" aria-label="Footnote 4" rel="nofollow noopener">4</a></sup>](<a href="http://e.org" rel="nofollow noopener">http://e.org</a>)</p>"##);
}

#[test]
fn links_lead_to_the_web_or_to_mail() {
    insta::assert_snapshot!(shown("[a](http://e.org \"T\") <mailto:a@e.org> www.e.org [b](/admin) [c](#k7f2) [d](javascript:alert(1)) [e](data:text/html,x) ![alt *text*](http://e.org/x.png) [f](&#106;avascript:x) [g](\u{0}footnote:1) [h](&#0;footnote:1)"), @r#"<p><a href="http://e.org" title="T" rel="nofollow noopener">a</a> <a href="mailto:a@e.org" rel="nofollow noopener">mailto:a@e.org</a> <a href="http://www.e.org" rel="nofollow noopener">www.e.org</a> <a href="/admin" rel="nofollow noopener">b</a> c d e alt text f g h</p>"#);
}

#[test]
fn headings_are_words_without_a_paragraph() {
    insta::assert_snapshot!(heading("1. *Norms*[^1] <script>", "k7f2", ONE), @r##"1. <em>Norms</em><sup><a href="#fn-1" id="fnref-1-k7f2" aria-label="Footnote 1" rel="nofollow noopener">1</a></sup> &lt;script&gt;"##);
    insta::assert_snapshot!(shown("# Not a heading here"), @"<p><strong>Not a heading here</strong></p>");
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
        let html = body(source, "p\"><script>", ONE);
        for wrong in ["<script", "<img", "<svg", "<style", "<p style", "href=\"java", "onclick=\"", "<p id"] {
            assert!(!html.contains(wrong), "{source} gives {html}");
        }
    }
}

#[test]
fn hostile_blocks_are_shown_in_good_time() {
    let nested: String = (0..1000).map(|depth| "  ".repeat(depth) + "- x\n").collect();
    let size = 64 * 1024;
    let sources = [
        nested,
        ">".repeat(100_000),
        "*a **b ".repeat(size / 7),
        "[".repeat(size),
        "[".repeat(2 * 1024 * 1024),
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
        let _ = (shown(source), plain(source, 72, PARSED), excerpt(source, 100));
    }
}

#[test]
fn plain_text_is_wrapped_and_keeps_lists() {
    let source = "Words with a [link](http://example.org) and a note[^1].\n\n- one that is long enough to need a second line\n  - deep\n- two\n\na. x\n\nb. y\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n  code\n```";
    insta::assert_snapshot!(plain(source, 40, PARSED), @"
    Words with a link <http://example.org>
    and a note[1].

    - one that is long enough to need a
      second line
      - deep
    - two

    a. x
    b. y

    > quoted

    a | b
    1 | 2

      code
    ");
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
        code: code.parse::<Code>().expect("a code"),
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
        [Some(1), Some(2), Some(3), None, None]
    );
    let from: Vec<String> = footnotes.iter().map(|footnote| footnote.referred_from.to_string()).collect();
    assert_eq!(from, ["b333", "b333", "b444"]);
    let rest: Vec<&str> = footnotes.unreferenced().map(|note| note.block.body.as_str()).collect();
    assert_eq!(rest, ["first, unused"]);
}

#[test]
fn links_to_own_pages_stay_and_are_whole_in_a_file() {
    let source = "[a](/x/2018#k7f2) [b](//e.org) [c](/\\e.org) [d](/.//e.org)[^1] [e][^2]";
    insta::assert_snapshot!(shown(source), @r##"<p><a href="/x/2018#k7f2" rel="nofollow noopener">a</a> b c d<sup><a href="#fn-1" id="fnref-1-p5" aria-label="Footnote 1" rel="nofollow noopener">1</a></sup> e<sup><a href="#fn-2" id="fnref-2-p5-2" aria-label="Footnote 2" rel="nofollow noopener">2</a></sup></p>"##);
    let file = Setting { site: "https://example.org", ..PARSED };
    assert!(plain(source, 72, file).starts_with("a <https://example.org/x/2018#k7f2> b "));
    assert!(body(source, "p5", file).contains("href=\"https://example.org/x/2018#k7f2\""));
}

#[test]
fn a_footnote_that_is_missing_is_said_to_be() {
    assert_eq!(plain("One[^1], none[^x].", 72, PARSED), "One[1], none[x: note missing].\n");
    assert_eq!(
        body("One[^1].", "", PARSED),
        "<p>One<sup>1</sup>.</p>\n",
        "without an anchor it leads nowhere"
    );
    assert!(body("[^\"><script>]", "p5", NONE).contains("note missing"));
}

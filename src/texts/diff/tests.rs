use proptest::prelude::*;

use super::*;
use crate::texts::model::{Block, Kind, Paragraph};

#[test]
fn words_that_changed_are_told_by_text() {
    let changes = words("The forum shall meet in Paris.", "The forum will meet twice in Paris.");
    insta::assert_snapshot!(text(&changes), @"The forum [-shall-][+will+] meet [+twice +]in Paris.");
    insta::assert_snapshot!(html(&changes), @r#"The forum <del><span class="mark">[-</span>shall<span class="mark">-]</span></del><ins><span class="mark">[+</span>will<span class="mark">+]</span></ins> meet <ins><span class="mark">[+</span>twice <span class="mark">+]</span></ins>in Paris."#);
}

#[test]
fn a_phrase_that_was_replaced_reads_as_one_change() {
    insta::assert_snapshot!(text(&words("by the end of May", "before 3 June")), @"[-by the end of May-][+before 3 June+]");
}

#[test]
fn a_comparison_shows_markup_as_typed() {
    let changes = words("a <b>", "a <script>alert(\"&\")</script>");
    assert!(!html(&changes).contains("<script") && !html(&changes).contains("<b>"));
}

#[test]
fn nothing_to_compare_is_no_change() {
    assert_eq!(words("", ""), []);
    assert_eq!(words("same", "same"), [Change::Same("same".to_owned())]);
    assert_eq!(words("", "new"), [Change::Added("new".to_owned())]);
}

#[test]
fn huge_texts_are_compared_in_good_time() {
    let text = |seed: usize, words: usize| {
        let word = |n: usize| format!("{} ", (n * n * seed) % 9973 % (50 + seed));
        (0..words).map(word).collect::<String>()
    };
    for size in [12_000, 400_000] {
        let (old, new) = (text(3, size), text(17, size));
        let changes = words(&old, &new);
        assert_eq!(side(&changes, false), old);
        assert_eq!(side(&changes, true), new);
    }
}

fn paragraph(code: &str, body: &str) -> Paragraph {
    Paragraph { code: code.parse().expect("a code"), number: None, block: Block::new(Kind::Numbered, body) }
}

#[test]
fn versions_are_compared_in_reading_order() {
    let old = ["b222", "c222", "d222", "f222", "g222"].map(|code| paragraph(code, code));
    let new = [
        paragraph("g222", "g222"),
        paragraph("b222", "b222"),
        paragraph("h222", "new words"),
        paragraph("d222", "d222 more"),
    ];
    let tell = |row: &Row<'_>| {
        let outcome = match &row.outcome {
            Outcome::Kept => "kept".to_owned(),
            Outcome::Edited(changes) => format!("edited: {}", text(changes)),
            Outcome::Moved(_) => "moved".to_owned(),
            Outcome::New => "new".to_owned(),
            Outcome::Removed => "removed".to_owned(),
        };
        format!("{} {outcome}\n", row.code)
    };
    insta::assert_snapshot!(versions(&old, &new).iter().map(tell).collect::<String>(), @"
    g222 moved
    b222 kept
    h222 new
    c222 removed
    d222 edited: d222[+ more+]
    f222 removed
    ");
}

fn side(changes: &[Change], of_new: bool) -> String {
    let part = |change: &Change| match change {
        Change::Same(text) => text.clone(),
        Change::Removed(text) if !of_new => text.clone(),
        Change::Added(text) if of_new => text.clone(),
        _ => String::new(),
    };
    changes.iter().map(part).collect()
}

proptest! {
    #[test]
    fn both_sides_can_be_read_from_a_comparison(old in "[ab. \n]{0,30}", new in "[ab. \n]{0,30}", any in any::<String>()) {
        for (old, new) in [(&old, &new), (&old, &any), (&any, &new)] {
            let changes = words(old, new);
            prop_assert_eq!(&side(&changes, false), old);
            prop_assert_eq!(&side(&changes, true), new);
        }
    }
}

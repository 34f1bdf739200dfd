use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::texts::model::Kind;

fn blocks(bodies: &[&str]) -> Vec<Block> {
    bodies.iter().map(|body| Block::new(Kind::Numbered, *body)).collect()
}

fn version(blocks: Vec<Block>) -> Vec<Paragraph> {
    let mut taken = HashSet::new();
    let mut paragraph = |block| {
        let code = Code::allot(7, &taken).expect("a free code");
        taken.insert(code);
        Paragraph { code, number: None, block }
    };
    blocks.into_iter().map(&mut paragraph).collect()
}

/// One line a block, old paragraphs named A, B, C in turn.
fn told(old: &[&str], new: &[&str]) -> String {
    let old = version(blocks(old));
    let name = |code: &Code| {
        let place = old.iter().position(|paragraph| paragraph.code == *code).expect("an old code");
        "ABCDEFGH"[place..=place].to_owned()
    };
    let alignment = align(&old, &blocks(new));
    let tell = |fate: &Fate| match fate {
        Fate::Unchanged(code) => format!("{} unchanged", name(code)),
        Fate::Edited(code) => format!("{} edited", name(code)),
        Fate::Moved(code) => format!("{} moved", name(code)),
        Fate::Split { from } => format!("split from {}", name(from)),
        Fate::Merged { keeps, also } => {
            format!("{} merged with {}", name(keeps), also.iter().map(name).collect::<String>())
        }
        Fate::New => "new".to_owned(),
    };
    let mut lines: Vec<String> = alignment.fates.iter().map(tell).collect();
    lines.extend(alignment.removed.iter().map(|code| format!("{} removed", name(code))));
    lines.join("\n")
}

const ROUTING: &str = "Operators of networks should filter routes that do not belong to their customers.";
const TRAINING: &str = "Training for judges and police must be offered in the languages of each region.";
const BOTH: &str = "Operators of networks should filter routes that do not belong to their customers. \
    Training for judges and police must be offered in the languages of each region.";
const NORMS: &str = "Norms work best where those who are bound by them took part in their making.";

#[test]
fn the_same_words_are_unchanged_and_other_words_edited() {
    insta::assert_snapshot!(told(&[ROUTING, NORMS], &[ROUTING, &NORMS.replace("best", "better")]), @"
    A unchanged
    B edited
    ");
}

#[test]
fn a_paragraph_that_overtook_others_is_moved() {
    insta::assert_snapshot!(told(&[ROUTING, TRAINING, NORMS], &[NORMS, ROUTING, TRAINING]), @"
    C moved
    A unchanged
    B unchanged
    ");
    insta::assert_snapshot!(told(&[ROUTING, TRAINING, NORMS], &[&NORMS.replace("best", "better"), ROUTING, TRAINING]), @"
    C moved
    A unchanged
    B unchanged
    ");
}

#[test]
fn the_first_part_of_a_split_paragraph_keeps_its_id() {
    insta::assert_snapshot!(told(&[BOTH, NORMS], &[ROUTING, TRAINING, NORMS]), @"
    A edited
    split from A
    B unchanged
    ");
    // Also where a later part is longer.
    insta::assert_snapshot!(told(&[BOTH, NORMS], &["Operators of networks should filter routes.", TRAINING, NORMS]), @"
    A edited
    split from A
    B unchanged
    ");
}

#[test]
fn the_longest_of_merged_paragraphs_keeps_its_id() {
    insta::assert_snapshot!(told(&[ROUTING, NORMS, TRAINING], &[BOTH, NORMS]), @"
    C merged with A
    B unchanged
    ");
}

#[test]
fn what_has_no_likeness_is_new_or_removed() {
    insta::assert_snapshot!(told(&[ROUTING, NORMS], &[TRAINING, NORMS]), @"
    new
    B unchanged
    A removed
    ");
    insta::assert_snapshot!(told(&[], &["Yes."]), @"new");
}

#[test]
fn repeated_paragraphs_are_paired_in_order() {
    insta::assert_snapshot!(told(&["None.", ROUTING, "None."], &["None.", ROUTING, TRAINING, "None."]), @"
    A unchanged
    B unchanged
    new
    C unchanged
    ");
}

#[test]
fn a_heading_never_becomes_a_paragraph() {
    let old = version(vec![Block::new(Kind::Heading { level: 2 }, NORMS)]);
    let alignment = align(&old, &blocks(&[NORMS]));
    assert_eq!((alignment.fates, alignment.removed), (vec![Fate::New], vec![old[0].code]));
}

#[test]
fn an_edit_keeps_printed_numbers_and_an_import_reads_them() {
    let mut old = version(blocks(&[ROUTING, NORMS]));
    old[1].block.printed = Some(7);
    let mut new = blocks(&[ROUTING, TRAINING, NORMS]);
    (new[1].printed, new[2].printed) = (Some(7), Some(8));
    align(&old, &new).keep_printed_numbers(&old, &mut new);
    assert_eq!(new.iter().map(|block| block.printed).collect::<Vec<_>>(), [None, None, Some(7)]);
}

#[test]
fn long_texts_are_aligned() {
    let body = |n: usize| {
        (0..40)
            .map(|word| ["w", &((n * 31 + word * word * 7) % 3000).to_string(), " "].concat())
            .collect::<String>()
    };
    let old: Vec<String> = (0..5000).map(body).collect();
    let new: Vec<String> =
        (0..5000).map(|n| body(n).replace("w7 ", "changed ").replacen("w1", "x", 2)).collect();
    let refs = |bodies: &[String]| blocks(&bodies.iter().map(String::as_str).collect::<Vec<_>>());
    let old = version(refs(&old));
    let alignment = align(&old, &refs(&new));
    let kept = alignment.fates.iter().zip(&old).filter(|(fate, old)| fate.code() == Some(old.code));
    assert!(kept.count() > 4900);
}

/// Short texts over few words, so that likeness, repetition and parts are frequent.
fn bodies() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("([abcdefg] ){0,12}", 0..12)
}

proptest! {
    #[test]
    fn every_old_id_has_exactly_one_end(old in bodies(), new in bodies()) {
        let refs = |bodies: &[String]| blocks(&bodies.iter().map(String::as_str).collect::<Vec<_>>());
        let old = version(refs(&old));
        let alignment = align(&old, &refs(&new));
        prop_assert_eq!(alignment.fates.len(), new.len());

        let mut ends: Vec<Code> = alignment.removed.clone();
        for fate in &alignment.fates {
            ends.extend(fate.code());
            if let Fate::Merged { also, .. } = fate {
                ends.extend(also);
            }
        }
        ends.sort_unstable();
        let mut all: Vec<Code> = old.iter().map(|paragraph| paragraph.code).collect();
        all.sort_unstable();
        prop_assert_eq!(ends, all);

        let kept: HashSet<Code> = alignment.fates.iter().filter_map(Fate::code).collect();
        for fate in &alignment.fates {
            if let Fate::Split { from } = fate {
                prop_assert!(kept.contains(from));
            }
        }
        prop_assert_eq!(align(&old, &refs(&new)), alignment);
    }

    #[test]
    fn a_text_aligned_with_itself_is_unchanged(bodies in bodies()) {
        let refs: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let old = version(blocks(&refs));
        let alignment = align(&old, &blocks(&refs));
        let unchanged: Vec<Fate> = old.iter().map(|paragraph| Fate::Unchanged(paragraph.code)).collect();
        prop_assert_eq!(alignment.fates, unchanged);
    }
}

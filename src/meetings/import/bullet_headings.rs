//! Headings with a bullet in front: "● Next steps", alone on its line above plain text.

use super::headings;
use super::lines::Line;
use super::marks::{self, Mark};

/// Fewer lines with one sign are a list.
const FEWEST: usize = 3;

/// Turns such lines into headings, where all lines with one sign are short, stand apart, and have something else below them.
pub fn mark(lines: &mut [Line]) {
    for sign in ['●', '•', '■', '▪', '►', '○', '◆', '➢', '\u{f0b7}'] {
        let with_sign: Vec<usize> =
            (0..lines.len()).filter(|index| lines[*index].text.starts_with(sign)).collect();
        if with_sign.len() >= FEWEST && with_sign.iter().all(|index| heads(lines, *index, sign)) {
            for index in with_sign {
                let line = &mut lines[index];
                line.text = format!("## {}", marks::strip(&line.text));
            }
        }
    }
}

/// Is the line above something that is no item of the same list?
fn heads(lines: &[Line], index: usize, sign: char) -> bool {
    let Some((Mark::Bullet, text)) = marks::split(&lines[index].text) else { return false };
    let apart = index == 0 || lines[index - 1].is_blank();
    let below = lines[index + 1..].iter().take(2).find(|line| !line.is_blank());
    apart && headings::could_be(text) && below.is_some_and(|below| !below.text.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn marked(text: &str) -> Vec<String> {
        let mut lines = lines::read(text);
        mark(&mut lines);
        lines.into_iter().map(|line| line.text).filter(|text| text.starts_with('#')).collect()
    }

    #[test]
    fn bullets_above_plain_text_are_headings_and_those_of_lists_are_not() {
        let text = "● Opening\nAll were welcomed.\n\n● Plan\n· one\n· two\n\n● Next call\nIn June.\n";
        assert_eq!(marked(text), ["## Opening", "## Plan", "## Next call"]);
        assert_eq!(
            marked("The parts are:\n\n● Opening\n\n● Plan\n\n● Next call\n\nThey are long."),
            Vec::<String>::new()
        );
        assert_eq!(
            marked("● Opening\nAll came.\n\n● it was said that\nnobody went.\n\n● Plan\nA long one."),
            Vec::<String>::new()
        );
    }
}

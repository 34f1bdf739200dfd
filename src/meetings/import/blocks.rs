//! Blocks: what stands together in the text, whether it was wrapped or not.

use super::headings::Section;
use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{headings, links, recordings};

/// A paragraph, a list item, a heading or a link on a line of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it begins in the input.
    pub line: usize,
    pub text: String,
    pub mark: Option<Mark>,
    pub indent: usize,
    pub is_heading: bool,
    /// A blank line stands above it.
    pub gap: bool,
    /// It stands in a list of people or items, one a line.
    in_list: bool,
    /// Something was taken out above it.
    cut: bool,
    /// Of how many lines it was made.
    lines: usize,
    /// How the line looked with its mark, for headings: "1. Welcome".
    printed: String,
}

impl Block {
    /// The block as it was printed, with its mark.
    pub fn printed(&self) -> String {
        format!("{}{}", self.printed, self.text)
    }
}

/// How a text was wrapped.
struct Wrapping {
    /// Characters of a full line; `None` if nothing shows that lines were wrapped.
    width: Option<usize>,
    /// Paragraphs have blank lines between them, so that the length of a line says little.
    spaced: bool,
}

/// Puts lines together into blocks.
pub fn read(lines: &[Line]) -> Vec<Block> {
    let wrapping = wrapping(lines);
    let mut blocks: Vec<Block> = Vec::new();
    let (mut gap, mut cut, mut in_list) = (true, false, false);
    let mut above: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        cut |= line.cut;
        if line.is_blank() {
            gap = true;
            continue;
        }
        let below = lines[index + 1..].iter().find(|line| !line.is_blank());
        in_list = lists_one_a_line(line, gap, in_list);
        let joins = match (above, blocks.last()) {
            (Some(above), Some(_)) if in_list => !gap && continues_entry(&above.text, &line.text),
            (Some(above), Some(block)) if gap => goes_on_over_gap(block, line, cut, above),
            (Some(above), Some(block)) => goes_on(block, above, line, below, &wrapping),
            _ => false,
        };
        match blocks.last_mut() {
            Some(block) if joins => {
                lines::join(&mut block.text, &line.text);
                block.lines += 1;
            }
            _ => blocks.push(Block { in_list, cut, gap, ..begin(line) }),
        }
        (gap, cut, above) = (false, false, Some(line));
    }
    find_headings(&mut blocks);
    blocks
}

/// Below "List of participants" or "Agenda" every line is an entry, until prose begins.
fn lists_one_a_line(line: &Line, gap: bool, in_list: bool) -> bool {
    let text = headings::marked(&line.text).unwrap_or(&line.text);
    match headings::section(text) {
        Section::Participants | Section::Agenda if headings::could_be(text) => true,
        Section::Body => {
            let is_prose = gap && text.split(' ').count() > 8 && !text.contains(['(', ','])
                || links::alone(text).is_some()
                || line.width() > 120;
            in_list && !is_prose && headings::marked(&line.text).is_none()
        }
        _ => false,
    }
}

/// "Name (role,\norganisation)" is one entry.
fn continues_entry(above: &str, line: &str) -> bool {
    let open = above.matches('(').count() > above.matches(')').count();
    let hangs = above.ends_with([',', '-', '–', '&'])
        || [" and", " of", " for", " the"].iter().any(|word| above.ends_with(word));
    marks::split(line).is_none() && (open || hangs || line.starts_with(char::is_lowercase))
}

fn begin(line: &Line) -> Block {
    let heading = headings::marked(&line.text);
    let (mark, text) = match heading {
        Some(heading) => (None, heading),
        None => {
            marks::split(&line.text).map_or((None, line.text.as_str()), |(mark, rest)| (Some(mark), rest))
        }
    };
    let printed = if heading.is_some() { "" } else { &line.text[..line.text.len() - text.len()] };
    Block {
        line: line.number,
        text: text.to_owned(),
        mark,
        indent: line.indent,
        is_heading: heading.is_some(),
        lines: 1,
        printed: printed.to_owned(),
        ..Block::default()
    }
}

fn wrapping(lines: &[Line]) -> Wrapping {
    let mut width = 0;
    let (mut spaced, mut tight) = (0, 0);
    for pair in lines.windows(2) {
        let (above, below) = (&pair[0], &pair[1]);
        if above.is_blank() || below.is_blank() {
            continue;
        }
        let length = above.width();
        if (30..=130).contains(&length)
            && below.text.starts_with(char::is_lowercase)
            && marks::split(&below.text).is_none()
        {
            width = width.max(length);
        }
    }
    for pair in lines.windows(2) {
        let begins = matches!(marks::split(&pair[1].text), Some((Mark::Number(_), _)))
            || pair[0].is_blank() && pair[1].width() > 30;
        if begins && pair[0].is_blank() {
            spaced += 1;
        } else if begins {
            tight += 1;
        }
    }
    Wrapping { width: (width > 0).then_some(width), spaced: spaced > 4 && spaced > tight }
}

/// After a page's end a sentence goes on; over a mere blank line only if it cannot have ended.
fn goes_on_over_gap(block: &Block, line: &Line, cut: bool, above: &Line) -> bool {
    if block.is_heading
        || lines::is_finished(&block.text)
        || links::alone(&above.text).is_some()
        || headings::marked(&line.text).is_some()
    {
        return false;
    }
    if marks::split(&line.text).is_some() || block.text.is_empty() || links::alone(&line.text).is_some() {
        return false;
    }
    let lower = line.text.starts_with(char::is_lowercase);
    let is_prose = block.lines > 1 || block.text.chars().count() > 60;
    is_prose && (lower || cut && above.width() > 40)
}

fn goes_on(block: &Block, above: &Line, line: &Line, below: Option<&Line>, wrapping: &Wrapping) -> bool {
    if block.is_heading || headings::marked(&line.text).is_some() || block.text.is_empty() {
        return false;
    }
    if links::alone(&above.text).is_some() || links::alone(&line.text).is_some() || table_row(&line.text) {
        return false;
    }
    if recordings::is_label(&line.text, below)
        || recordings::is_label(&above.text, Some(line))
        || recordings::is_labelled_link(&line.text)
    {
        return false;
    }
    if begins_item(block, above, line) {
        return false;
    }
    !ends_at(block, above, line, wrapping)
}

fn table_row(text: &str) -> bool {
    text.starts_with('|') || text.matches(" | ").count() > 0
}

/// A mark at the start of a line may also be a figure or a dash of a wrapped sentence.
fn begins_item(block: &Block, above: &Line, line: &Line) -> bool {
    let Some((mark, rest)) = marks::split(&line.text) else { return false };
    let finished = lines::is_finished(&above.text)
        || above.text.ends_with(',') && block.mark.is_some()
        || ends_list_item(&above.text);
    match mark {
        Mark::Bullet if line.text.starts_with(['–', '—', '-', '+', '*']) => {
            let in_list = block.mark == Some(Mark::Bullet);
            finished
                || in_list
                || line.indent > above.indent + 1
                || rest.starts_with(char::is_uppercase) && !line.text.starts_with(['–', '—'])
        }
        Mark::Bullet => true,
        Mark::Number(number) => {
            finished
                || block.mark == number.checked_sub(1).map(Mark::Number)
                || headings::could_be(&above.text) && block.lines == 1
        }
        Mark::Part(_) | Mark::Letter(_) => {
            finished
                || matches!(block.mark, Some(Mark::Letter(_)))
                || line.indent > above.indent + 1
                || block.lines == 1 && headings::could_be(&above.text)
        }
    }
}

/// "…; and" and "…, while" lead to the next item.
fn ends_list_item(text: &str) -> bool {
    [" and", " or", " while", " but"]
        .iter()
        .any(|word| text.strip_suffix(word).is_some_and(|text| text.ends_with([';', ','])))
}

/// Is the line above the last of its block?
fn ends_at(block: &Block, above: &Line, line: &Line, wrapping: &Wrapping) -> bool {
    let finished = lines::is_finished(&above.text);
    if line.text.starts_with(char::is_lowercase) && !finished {
        return false;
    }
    let Some(width) = wrapping.width else {
        // Nothing was wrapped: every line is a block, unless it breaks off.
        return finished || block.lines == 1 && headings::could_be(&above.text) || above.width() > 130;
    };
    if above.width() > width + 20 {
        return true;
    }
    let first_word = line.text.split(' ').next().unwrap_or_default().chars().count();
    let length = above.width() + above.indent.min(12) + 1 + first_word;
    let room = if wrapping.spaced { length <= width * 2 / 3 } else { length <= width };
    let heads = block.lines == 1
        && !line.text.starts_with(char::is_lowercase)
        && headings::could_be(&above.text)
        && length <= width * 3 / 4;
    room && finished && !line.text.starts_with(char::is_lowercase) || heads
}

/// Lines without mark-up are headings when they look like one and something stands below them.
fn find_headings(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let Some(next) = blocks.get(index + 1) else { break };
        let block = &blocks[index];
        let section = headings::section(&block.text);
        let announces = section != headings::Section::Body;
        let stands_alone = block.lines == 1
            && !block.is_heading
            && headings::could_be(&block.text)
            && links::alone(&block.text).is_none()
            && !block.text.contains('|');
        let fits = match &block.mark {
            None if block.in_list => {
                announces || ends_list(index.checked_sub(1).map(|above| &blocks[above]), block, next)
            }
            None => {
                block.gap
                    && (next.gap
                        || announces
                        || next.mark.is_some()
                        || next.text.len() > 2 * block.text.len())
                    || announces
            }
            Some(Mark::Number(_)) => {
                heads_plain_body(block, next)
                    || announces && next.mark != block.mark && !matches!(next.mark, Some(Mark::Number(_)))
            }
            Some(_) => false,
        };
        if stands_alone && fits && !recordings::is_label_text(&block.text) {
            let printed = block.printed();
            let block = &mut blocks[index];
            block.is_heading = true;
            block.mark = None;
            block.text = printed;
        }
    }
}

/// A heading between a list and prose: the items above it have marks and it has none, or it is a usual one.
fn ends_list(above: Option<&Block>, block: &Block, next: &Block) -> bool {
    let above_prose = next.text.chars().count() > 100;
    let differs = above.is_some_and(|above| above.mark.is_some());
    block.gap && above_prose && (differs || headings::opens_body(&block.text))
}

/// "1. Welcome" above unnumbered prose.
fn heads_plain_body(block: &Block, next: &Block) -> bool {
    let prose = next.mark.is_none() && !next.is_heading && next.text.chars().count() > 40
        || matches!(next.mark, Some(Mark::Part(_)));
    let sentence = block.text.split(' ').count() > 9;
    prose && !sentence && !next.text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        read(&lines::read(text))
            .into_iter()
            .map(|block| if block.is_heading { format!("# {}", block.text) } else { block.printed() })
            .collect()
    }

    #[test]
    fn wrapped_lines_are_joined_until_a_line_has_room_left() {
        let text = "1. The call was held in the morning, and it was said that\nmore is to be done before the summer begins.\nThere was agreement on it.\nA second paragraph follows here, and it goes on over its\nlines too.\n2. The end.";

        assert_eq!(
            blocks(text),
            [
                "1. The call was held in the morning, and it was said that more is to be done before the summer begins.",
                "There was agreement on it.",
                "A second paragraph follows here, and it goes on over its lines too.",
                "2. The end."
            ]
        );
    }

    #[test]
    fn figures_and_dashes_of_a_sentence_are_no_marks() {
        let text = "The conference that is going to take place – or so it\n– as was said – seems, on a day close to paragraph\n3. It was noted that the date is still to be fixed by the\nhosts.";

        assert_eq!(blocks(text).len(), 1);
    }

    #[test]
    fn headings_stand_apart() {
        assert_eq!(
            blocks(
                "1. Welcome\n\nThe call was opened by the chair and went on for an hour.\n\nNext steps\n\n- one\n- two"
            ),
            [
                "# 1. Welcome",
                "The call was opened by the chair and went on for an hour.",
                "# Next steps",
                "- one",
                "- two"
            ]
        );
    }
}

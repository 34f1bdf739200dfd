//! The forms in which blocks are kept: such that each means the same wherever it stands.

use comrak::nodes::{NodeHeading, NodeHtmlBlock};

use super::lines::{escaped, is_rule};
use super::links;

/// The words of a heading written with `#`.
pub(super) fn hashed(text: &str, heading: NodeHeading) -> String {
    let words = text.trim_matches(' ');
    let words = words.get(usize::from(heading.level)..).unwrap_or_default();
    let words = if heading.closed { words.trim_end_matches('#') } else { words };
    open_ended(words.trim_matches(' '))
}

/// The words of a heading underlined with `===` or `---`, on one line.
pub(super) fn underlined(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches([' ', '\\'])).collect();
    open_ended(lines[..lines.len() - 1].join(" ").trim_matches(' '))
}

/// A heading's words such that a `#` at their end is not taken for its closing sequence.
fn open_ended(words: &str) -> String {
    let before = words.trim_end_matches('#');
    if before.len() < words.len() && (before.is_empty() || before.ends_with(' ')) {
        return format!("{}\\#", &words[..words.len() - 1]);
    }
    words.to_owned()
}

/// A table whose first line cannot be taken for a list or the like.
pub(super) fn piped(table: String) -> String {
    if table.starts_with('|') { table } else { format!("| {table}") }
}

/// Code between fences longer than any that it contains.
pub(super) fn fenced(code: &str, info: &str) -> String {
    if code.trim().is_empty() {
        return String::new();
    }
    let longest = code.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String = info.chars().take_while(char::is_ascii_alphanumeric).collect();
    let code = code.strip_suffix('\n').unwrap_or(code);
    format!("{fence}{language}\n{code}\n{fence}")
}

/// An HTML block (`CommonMark` 4.6, kinds 1 to 7) with an end of its own: kinds 1 to 5 would else swallow what follows.
pub(super) fn closed(html: &NodeHtmlBlock) -> String {
    let mut words = html.literal.trim_matches([' ', '\n']).to_owned();
    let ends: &[&str] = match html.block_type {
        1 => &["</pre>", "</script>", "</style>", "</textarea>"],
        2 => &["-->"],
        3 => &["?>"],
        4 => &[">"],
        5 => &["]]>"],
        _ => &[],
    };
    let found = html.literal.to_ascii_lowercase();
    if let Some(end) = ends.first().filter(|_| !ends.iter().any(|end| found.contains(end))) {
        words.push('\n');
        words.push_str(end);
    }
    words
}

/// Words that begin like the definition of a link, such that they are words wherever they stand.
pub(super) fn without_definition(words: String) -> String {
    if !links::may_define(&words) {
        return words;
    }
    let inert = |line: &str| if is_rule(line) { escaped(line.trim_start()) } else { line.to_owned() };
    let lines: Vec<String> = words.split('\n').map(inert).collect();
    format!("\\{}", lines.join("\n"))
}

//! How to join a sitting, with the links that stand in it.

use crate::meetings::Sitting;

/// How to join, line by line, in pieces: text, and whether it is a link.
pub(super) fn join_lines(sitting: &Sitting) -> Vec<Vec<(String, bool)>> {
    sitting.join_text.lines().map(with_links).collect()
}

/// A line in pieces: words that are web addresses, and what stands between them.
fn with_links(line: &str) -> Vec<(String, bool)> {
    let is_link = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    let mut pieces = Vec::new();
    for word in line.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches(['.', ',', ';', ')', '>']);
        if is_link(bare) {
            pieces.push((bare.to_owned(), true));
            pieces.push((word[bare.len()..].to_owned(), false));
        } else {
            pieces.push((word.to_owned(), false));
        }
    }
    pieces
}

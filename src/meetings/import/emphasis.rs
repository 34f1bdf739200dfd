//! Bold type that goes on over the end of a line.

use super::lines::Line;

/// Lines; no heading has more.
const MOST: usize = 4;

/// Ends bold type where its line ends, and begins it anew in the next.
pub fn close(lines: &mut [Line]) {
    for start in 0..lines.len() {
        if !(lines[start].text.starts_with("**") && is_open(&lines[start])) {
            continue;
        }
        let below = lines[start + 1..].iter().take(MOST).take_while(|line| !line.is_blank());
        let Some(length) = below.into_iter().position(is_open) else { continue };
        let end = start + 1 + length;
        if lines[end].text.ends_with("**") {
            lines[start].text.push_str("**");
            for line in &mut lines[start + 1..end] {
                line.text = format!("**{}**", line.text);
            }
            lines[end].text.insert_str(0, "**");
        }
    }
}

fn is_open(line: &Line) -> bool {
    line.text.matches("**").count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn each_line_of_a_bold_heading_is_bold() {
        let mut lines =
            lines::read("**Forum on Spam,\nand its friends –\nthird call**\n\nIt was **long**.\n\n** a note");
        close(&mut lines);
        let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts[..3], ["**Forum on Spam,**", "**and its friends –**", "**third call**"]);
        assert_eq!(texts[4..], ["It was **long**.", "", "** a note"]);
    }
}

//! Links that were broken over two lines.

use super::lines::Line;
use super::links::LONGEST;

/// Mends links that were broken over lines: the rest moves up to the line on which the link begins.
pub fn join(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for mut line in lines {
        if let Some(last) = joined.last_mut()
            && continues(&last.text, &line.text)
        {
            let text = std::mem::take(&mut line.text);
            let (piece, rest) = text.split_once(' ').unwrap_or((&text, ""));
            last.text.push_str(piece);
            if rest.is_empty() {
                continue;
            }
            rest.trim_start().clone_into(&mut line.text);
        }
        joined.push(line);
    }
    joined
}

/// Does the link at the end of a line go on at the start of the next?
fn continues(line: &str, next: &str) -> bool {
    // Most lines need no closer look.
    let end = &line[line.floor_char_boundary(line.len().saturating_sub(LONGEST + 1))..];
    let (Some(last), Some(piece)) = (end.rsplit(' ').next(), next.split(' ').next()) else { return false };
    let Some(start) = last.find("http://").or_else(|| last.find("https://")) else { return false };
    let alone = piece.len() == next.len();
    let piece = piece.trim_end_matches(['>', ')', '.', ',']);
    if piece.is_empty() || piece.contains("://") || !piece.chars().all(is_link_char) {
        return false;
    }
    if last.len() > LONGEST {
        return false;
    }
    if last[..start].ends_with('<') {
        return !last.contains('>');
    }
    if last.ends_with(['.', ',', ';', '>', ')', ']']) || super::marks::split(next).is_some() {
        return false;
    }
    goes_on_in_hex(last, piece)
        || is_open_ended(last) && (alone || !piece.starts_with(char::is_uppercase))
        || is_tail(piece, alone)
}

/// "…=aa11bb22cc" and "33dd44", whatever follows.
fn goes_on_in_hex(link: &str, piece: &str) -> bool {
    let is_hex = |text: &str| {
        text.chars().all(|c| c.is_ascii_hexdigit()) && text.chars().filter(char::is_ascii_digit).count() > 1
    };
    let tail = link.rsplit(['=', '/']).next().unwrap_or_default();
    tail.len() > 7
        && is_hex(tail)
        && piece.len() > 4
        && is_hex(piece)
        && piece.contains(|c: char| c.is_alphabetic())
}

fn is_link_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~/?#=&%+!$*".contains(c)
}

/// Nobody ends a link with these.
fn is_open_ended(link: &str) -> bool {
    link.ends_with(['=', '?', '&', '%', '_', '-', '#', '+'])
}

/// Nothing but the rest of a link looks like this.
fn is_tail(piece: &str, alone: bool) -> bool {
    let digits = piece.chars().filter(char::is_ascii_digit).count();
    let letters = piece.chars().filter(char::is_ascii_alphabetic).count();
    let marks = piece.chars().filter(|c| "/?=&%_#".contains(*c)).count();
    let path = marks > 1 || marks == 1 && (digits > 0 || piece.contains('.') || alone);
    let code = digits > 0
        && letters > 0
        && piece.len() > 4
        && (digits > 1 || letters > digits)
        && !piece.starts_with(char::is_uppercase);
    let hexadecimal = alone && piece.len() > 5 && piece.chars().all(|c| c.is_ascii_hexdigit());
    path || alone && code || hexadecimal
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    fn joined(text: &str) -> Vec<String> {
        join(lines::read(text)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_broken_link_is_mended() {
        assert_eq!(
            joined("https://e.org/ldr.php?RCID=12265a\n149868d33\nNext"),
            ["https://e.org/ldr.php?RCID=12265a149868d33", "Next"]
        );
        assert_eq!(joined("<https://e.org/long\npath>"), ["<https://e.org/longpath>"]);
        assert_eq!(
            joined("see https://e.org/a/\nb/c?d=1 for more"),
            ["see https://e.org/a/b/c?d=1", "for more"]
        );
    }

    #[test]
    fn what_follows_a_whole_link_stays_where_it_is() {
        for text in [
            "https://e.org/a\nAgenda",
            "https://e.org/a\n3",
            "https://e.org/a\n2. Text",
            "https://e.org/a\nDownload:",
            "https://e.org/a\nwhere it is",
        ] {
            assert_eq!(joined(text).len(), 2, "{text}");
        }
    }
}

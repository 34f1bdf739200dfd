//! Links: where they stand in a text, and those that were broken over two lines.

use std::ops::Range;

use url::Url;

use super::Report;
use super::lines::Line;

/// A link in a text. `span` covers the angle brackets too, if it has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'text> {
    pub url: &'text str,
    pub span: Range<usize>,
}

/// Bytes; no browser takes more.
const LONGEST: usize = 4096;

/// The links of a text, in its order.
pub fn find(text: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        let open = text[..start].ends_with('<');
        let all = &text[start..];
        let end = all.find(|c: char| c.is_whitespace() || "<>\"“”|".contains(c)).unwrap_or(all.len());
        let url = trim(&all[..end], text[..start].ends_with("]("));
        let close = open && all[url.len()..].starts_with('>');
        if url.len() < LONGEST && is_link(url) {
            let span = start - usize::from(close)..start + url.len() + usize::from(close);
            links.push(Link { url, span });
        }
        from = start + url.len().max(1);
    }
    links
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let mut from = from;
    while let Some(at) = text.get(from..)?.find("http") {
        let start = from + at;
        let rest = &text[start + 4..];
        if rest.starts_with("://") || rest.starts_with("s://") {
            return Some(start);
        }
        from = start + 4;
    }
    None
}

/// What follows a link in a sentence does not belong to it.
fn trim(url: &str, in_markdown: bool) -> &str {
    let url = if in_markdown { url.split(')').next().unwrap_or(url) } else { url };
    let mut url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
    while url.len() < LONGEST
        && url.ends_with([')', ']'])
        && url.matches([')', ']']).count() > url.matches(['(', '[']).count()
    {
        url = url[..url.len() - 1].trim_end_matches(['.', ',', ';', ':']);
    }
    url
}

/// A scheme and something behind it; most need no closer look.
fn is_link(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| url.has_host())
}

/// The text without its links, each replaced by as many spaces, so that places in it stay the same.
pub fn blank_out(text: &str) -> String {
    blank(text, find(text).into_iter().map(|link| link.span))
}

/// The text with spaces in place of these spans, which stand in its order.
pub fn blank(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut blank = String::with_capacity(text.len());
    for span in spans {
        blank.push_str(&text[blank.len()..span.start]);
        blank.extend(std::iter::repeat_n(' ', span.len()));
    }
    blank.push_str(&text[blank.len()..]);
    blank
}

/// If the line is a link and nothing else (but brackets and a bullet), that link.
pub fn alone(text: &str) -> Option<&str> {
    let text = super::marks::strip(text);
    let links = find(text);
    let [link] = links.as_slice() else { return None };
    let around = format!("{}{}", &text[..link.span.start], &text[link.span.end..]);
    (!around.contains(char::is_alphanumeric)).then_some(link.url)
}

/// Mends links that were broken over lines: the rest moves up to the line on which the link begins.
pub fn join_broken(lines: Vec<Line>) -> Vec<Line> {
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

/// `https://e.org/a<https://e.org/a>` is how some mail programs print one link.
pub fn leave_out_doubles(lines: &mut [Line], report: &mut Report) {
    for line in lines.iter_mut().filter(|line| line.text.contains("<http")) {
        let spans: Vec<Range<usize>> = find(&line.text)
            .windows(2)
            .filter(|pair| pair[0].url == pair[1].url && pair[0].span.end == pair[1].span.start)
            .map(|pair| pair[1].span.clone())
            .collect();
        for span in spans.into_iter().rev() {
            report.leave_out(line.number, &line.text[span.clone()], "the same link again");
            line.text.replace_range(span, "");
        }
    }
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
        join_broken(lines::read(text)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn links_are_found_without_what_surrounds_them() {
        let urls = |text| find(text).into_iter().map(|link| link.url).collect::<Vec<_>>();

        assert_eq!(
            urls("see <https://e.org/a> and (https://e.org/b)."),
            ["https://e.org/a", "https://e.org/b"]
        );
        assert_eq!(urls("[here](https://e.org/c), then"), ["https://e.org/c"]);
        assert_eq!(urls("https://e.org/x_(y)"), ["https://e.org/x_(y)"]);
        assert!(urls("http and https:// are schemes").is_empty());
    }

    #[test]
    fn a_link_alone_may_stand_in_brackets() {
        assert_eq!(alone("- <https://e.org/a>"), Some("https://e.org/a"));
        assert_eq!(alone("Watch: https://e.org/a"), None);
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
    fn a_link_that_is_printed_twice_is_one() {
        let (mut lines, mut report) =
            (lines::read("See https://e.org/a<https://e.org/a> there."), Report::default());

        leave_out_doubles(&mut lines, &mut report);

        assert_eq!(lines[0].text, "See https://e.org/a there.");
        assert_eq!(report.left_out[0].text, "<https://e.org/a>");
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

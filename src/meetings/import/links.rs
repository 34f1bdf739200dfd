//! Links: where they stand in a text.

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
pub const LONGEST: usize = 4096;

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

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

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
    fn a_link_that_is_printed_twice_is_one() {
        let (mut lines, mut report) =
            (lines::read("See https://e.org/a<https://e.org/a> there."), Report::default());

        leave_out_doubles(&mut lines, &mut report);

        assert_eq!(lines[0].text, "See https://e.org/a there.");
        assert_eq!(report.left_out[0].text, "<https://e.org/a>");
    }
}

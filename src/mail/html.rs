//! The HTML of a message: simple, without pictures, style sheets or anything that is fetched.

use std::sync::LazyLock;

use regex::Regex;

/// An address in plain text, without the punctuation that ends its sentence.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"https?://[^\s<>"]*[^\s<>"'.,;:!?)\]]"#).expect("a pattern that is tested")
});

/// Read on a telephone and in the dark too: long addresses break, and colours are the reader's own.
const STYLE: &str = "font: 1rem/1.5 sans-serif; max-width: 40em; overflow-wrap: anywhere";

/// A whole document around the content.
#[must_use]
pub fn document(subject: &str, content: &str) -> String {
    let title = escape(subject);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title></head>\n<body dir=\"auto\" style=\"{STYLE}\">\n{content}\n</body>\n</html>\n"
    )
}

/// Plain text as paragraphs; addresses become links.
#[must_use]
pub fn of_text(text: &str) -> String {
    let paragraphs = text.trim().split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let paragraphs = paragraphs.map(|paragraph| match paragraph.strip_prefix("--\n") {
        // What the mark of a signature stands for (RFC 3676, 4.3).
        Some(beneath) => format!("<hr>\n<p dir=\"auto\"><small>{}</small></p>", lines(beneath)),
        None => format!("<p dir=\"auto\">{}</p>", lines(paragraph)),
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

fn lines(paragraph: &str) -> String {
    linked(paragraph).replace('\n', "<br>\n")
}

fn linked(text: &str) -> String {
    let (mut html, mut done) = (String::with_capacity(text.len() + 40), 0);
    for link in LINK.find_iter(text) {
        let address = escape(link.as_str());
        html.push_str(&escape(&text[done..link.start()]));
        html.extend(["<a href=\"", &address, "\">", &address, "</a>"]);
        done = link.end();
    }
    html.push_str(&escape(&text[done..]));
    html
}

/// Text as it may stand in an element or an attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::of_text;

    #[test]
    fn text_becomes_paragraphs_whose_links_can_be_followed() {
        let html = of_text("Hello <b>\nyou & \"me\"\n\nOpen https://example.org/l/a?b=1&c=2.\n");
        assert_eq!(
            html,
            "<p dir=\"auto\">Hello &lt;b&gt;<br>\nyou &amp; &quot;me&quot;</p>\n<p dir=\"auto\">Open <a href=\"https://example.org/l/a?b=1&amp;c=2\">https://example.org/l/a?b=1&amp;c=2</a>.</p>"
        );
    }

    #[test]
    fn what_stands_beneath_a_message_is_set_off() {
        let html = of_text("Hello,\n\n--\nWhy you get this:\nhttps://example.org/l/a\n");
        assert!(html.contains("<hr>\n<p dir=\"auto\"><small>Why you get this:<br>"), "{html}");
        assert!(!html.contains("--"), "{html}");
    }

    #[test]
    fn a_link_never_leaves_its_attribute() {
        let html = of_text("https://example.org/\"onmouseover='alert(1)'x=<script>");
        assert!(!html.contains("<script") && !html.contains("\"onmouse"), "{html}");
    }
}

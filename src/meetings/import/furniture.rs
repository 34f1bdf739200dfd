//! What a web page has around a text: skip links, the way to the page, menus, when it was changed.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::{self, Line};
use super::marks::{self, Mark};
use super::{Report, dates, headings, pattern, site};

/// Nothing else is said in these words.
static SURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:
            (?:skip|jump)\ (?:directly\ )?to\ (?:the\ )?(?:main\ |page\ )?(?:content|navigation|search|menu|text)
            | (?:print|share|e-?mail|bookmark|cite|rate)\ (?:this|the)\ (?:page|article|document|post)(?:\ by\ e-?mail)?
            | (?:printer[-\ ]friendly|print|pdf|text|mobile)\ (?:version|page|view)
            | (?:back|return|go|jump)?\ ?to\ (?:the\ )?top(?:\ of\ (?:the\ )?page)?
            | (?:log|sign)\ ?in(?:\ or\ register)?(?:\ to\ (?:post|add|leave)\ (?:a\ )?comments?)?
            | (?:add|post|leave)\ (?:a\ |new\ )*comment
            | (?:main|site|page|user|side)\ (?:menu|navigation|search) | (?:toggle|open|close|show)\ (?:the\ )?(?:menu|navigation|search)
            | search\ (?:form|this\ site|the\ site) | read\ more(?:\ (?:…|\.\.\.|»|›))?
            | (?:©|\(c\)|copyright\s*(?:©|\(c\)|[12]\d{3}|:|by\ |$)).{0,120} | (?:the\ )?(?:views|opinions)\ expressed\b.{0,80}\breflect\b.{0,80} | .{0,80}\ball\ rights\ reserved
            | (?:this\ (?:web)?site|we)\ uses?\ cookies.{0,120} | (?:accept|reject|manage)\ (?:all\ )?cookies
            | (?:share|follow\ us)(?:\ (?:this|on|via)\b.{0,60})?
            | (?:like|tweet|facebook|twitter|linkedin|whatsapp|mastodon|rss)(?:\ ?[|·•,/]?\ ?(?:like|tweet|facebook|twitter|linkedin|whatsapp|mastodon|rss|e-?mail|print|share))*
            | powered\ by\ .{2,40} | \d+\ (?:views?|reads|comments?|shares|min(?:utes?)?\ read)
            | (?:previous|next|older|newer)\ (?:page|post|article|entry)
            | [«‹←⟵]\ ?(?:previous|prev|back|older|next|newer)\b.{0,140} | (?:previous|next|newer|older)\b.{0,140}[»›→⟶]
        )[.:]?$",
    )
});
/// "Page last modified: 22 June 2017", "Submitted by admin on 5 May 2017".
static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:this |the )?(?:(?:web )?page|document|content|site|article|entry|post)?\s*(?:was )?(?:last )?(?:modified|updated?|changed|edited|reviewed|published|created|posted|revised|submitted|uploaded)(?: by [^,:;.]{2,40}?)?(?:\s*:|\s*,|\s+on\b|\s+at\b|\s+)+(?P<when>.+)$",
    )
});
static WAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:you are here|home(?: ?page)?|start|main page)\b\s*(?:[:›»>→/|·]|::|$)")
});
static DIVIDER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*(?:[›»→|·•]|::|\s[>/]\s)\s*"));
static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[([^\]]*)\]\([^)]*\)"));

/// What a program prints above or below a text that it exported: "pad: sample-call-3", "Exported as plain text, 5 May".
static EXPORTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:pad|document|file ?name|file|url|link|source|printed from|retrieved from)\s*:\s*\S+$|^(?:exported|printed|copied|generated|downloaded|retrieved|saved)\s+(?:as|from|by|on|at|with)\b[^.]{2,80}$|^tags?\s*:\s*\S.{0,100}$",
    )
});

/// "Attachments", and below it a file with its size.
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:attachments?|attached files?|files?|downloads?)\s*:?|(?:attachments?\s*:\s*)?[\w.()%-]+\.(?:docx?|pdf|odt|ods|xlsx?|csv|pptx?|rtf|txt|zip|png|jpe?g)(?:\s*[(\[]?\d+(?:[.,]\d+)?\s*(?:bytes|[KMG]i?B)[)\]]?)?)$",
    )
});
/// Entries of menus at the top and at the foot of a page.
const MENU: [&str; 45] = [
    "home",
    "home page",
    "menu",
    "main menu",
    "search",
    "about",
    "about us",
    "contact",
    "contact us",
    "log in",
    "login",
    "sign in",
    "register",
    "help",
    "faq",
    "news",
    "events",
    "sitemap",
    "site map",
    "site index",
    "privacy",
    "privacy policy",
    "privacy notice",
    "terms",
    "terms of use",
    "terms and conditions",
    "accessibility",
    "legal notice",
    "imprint",
    "disclaimer",
    "fraud alert",
    "copyright",
    "cookies",
    "languages",
    "english",
    "français",
    "español",
    "en",
    "fr",
    "es",
    "print",
    "pdf",
    "share",
    "subscribe",
    "rss",
];
/// Characters; nothing around a text is longer.
const LONGEST: usize = 160;

/// Leaves out what belongs to the page and not to the report.
pub fn clear(lines: &mut [Line], report: &mut Report) {
    site::clear(lines, report);
    let is_more = |line: &Line| !line.is_blank() && !is_furniture(&line.text);
    let first = lines.iter().position(is_more).unwrap_or(lines.len());
    let last = lines.iter().rposition(is_more).map_or(0, |last| last + 1);
    for index in 0..lines.len() {
        if lines[index].is_blank() || lines[index].width() > LONGEST {
            continue;
        }
        let outside = index < first || index >= last;
        if !outside && is_wrapped(lines, index) {
            continue;
        }
        let line = &mut lines[index];
        if outside || is_sure(&bare(&line.text)) || is_menu_of_links(&line.text) {
            let text = line.take();
            line.cut = false;
            let exported = EXPORTED.is_match(&bare(&text));
            let why =
                if exported { "was added where the text was exported" } else { "belongs to the web page" };
            report.leave_out(line.number, &text, why);
        }
    }
}

/// "… interviews, held in 2016 and", and below it "published on 2 December 2016.": a sentence goes on here.
fn is_wrapped(lines: &[Line], index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| lines.get(above)).map(|line| line.text.as_str());
    lines[index].text.starts_with(char::is_lowercase)
        && above.is_some_and(|text| text.contains(' ') && !lines::is_finished(text))
}

/// Could the line belong to the page, if it stands above or below the text?
pub fn is_furniture(text: &str) -> bool {
    if text.chars().count() > LONGEST || matches!(marks::split(text), Some((Mark::Number(_), _))) {
        return false;
    }
    let bare = bare(text);
    is_sure(&bare) || is_menu(&bare) || EXPORTED.is_match(&bare) || ATTACHED.is_match(&bare)
}

/// Links of a menu and nothing else: "[Print](…) | [PDF](…)".
fn is_menu_of_links(text: &str) -> bool {
    let around = LINK.replace_all(text, "");
    text.contains("](") && !around.contains(char::is_alphanumeric) && is_menu(&bare(text))
}

pub fn bare(text: &str) -> String {
    LINK.replace_all(headings::plain(marks::strip(text)), "$1").into_owned()
}

fn is_sure(text: &str) -> bool {
    let is_way = || {
        WAY.is_match(text) && !text.ends_with('.') && entries(text).all(|entry| entry.split(' ').count() < 9)
    };
    SURE.is_match(text) || is_way() || CHANGED.captures(text).is_some_and(|found| is_day(&found["when"]))
}

/// A day, perhaps with an hour and with who did it.
fn is_day(text: &str) -> bool {
    text.chars().count() < 60
        && dates::find(text).first().is_some_and(|day| day.span.start < 20)
        && !text.ends_with('.')
}

fn is_menu(text: &str) -> bool {
    let known = |entry: &str| MENU.contains(&entry.to_lowercase().as_str()) || SURE.is_match(entry);
    entries(text).all(known)
}

fn entries(text: &str) -> impl Iterator<Item = &str> {
    DIVIDER.split(text).filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_text_is_left_out() {
        let text = "[Skip to main content](#main)\n\n* Home\n* About us\n\nHome › Work › Forums\n\n# Forum on Spam\n\n\
            Submitted by admin on 5 May 2017\n\nThe call was short.\n\nNews\n\nIt was good.\n\nLast updated: 5 May 2017\n\
            Contact | Terms of use\n© 2017 Sample Site";
        let (mut lines, mut report) = (lines::read(text), Report::default());

        clear(&mut lines, &mut report);

        let kept: Vec<_> =
            lines.iter().filter(|line| !line.is_blank()).map(|line| line.text.as_str()).collect();
        assert_eq!(kept, ["# Forum on Spam", "The call was short.", "News", "It was good."]);
        assert_eq!(report.left_out.len(), 8);
    }

    #[test]
    fn what_a_report_says_stays() {
        for text in [
            "The page was last updated on 5 May 2017 by a volunteer.",
            "1. Home",
            "Share of women among the speakers",
            "Home networks were discussed.",
            "Next steps",
            "Updated draft of the paper",
            "Published figures differ on 5 May and later.",
        ] {
            assert!(!is_furniture(text), "{text}");
        }
    }

    #[test]
    fn a_wrapped_sentence_is_no_furniture() {
        let mut report = Report::default();
        let mut lines = lines::read(
            "There are interviews, held in 2016 and\npublished on 2 December 2016\nby two people.\n\nPublished on 2 December 2016\n\nThe end.",
        );
        clear(&mut lines, &mut report);

        assert_eq!(lines[1].text, "published on 2 December 2016");
        assert_eq!(report.left_out.len(), 1);
    }
}

//! HTML of one block, node by node: where ours differs from comrak's.

use std::fmt::{self, Write};

use comrak::html::{ChildRendering, Context, format_node_default};
use comrak::nodes::{Node, NodeLink, NodeList, NodeValue};

use super::{Setting, letters, own};
use crate::texts::footnotes;

/// What formatting one block needs to know and to count.
pub(super) struct Page<'a> {
    anchor: &'a str,
    setting: Setting<'a>,
    /// Items of first-level lists so far.
    items: usize,
    /// References to footnotes so far.
    references: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(anchor: &'a str, setting: Setting<'a>) -> Page<'a> {
        Page { anchor, setting, items: 0, references: 0 }
    }

    pub(super) fn site(&self) -> &'a str {
        self.setting.site
    }
}

pub(super) type Formatted = Result<ChildRendering, fmt::Error>;

pub(super) fn format_node(context: &mut Context<Page<'_>>, node: Node<'_>, entering: bool) -> Formatted {
    match &node.data().value {
        NodeValue::Heading(_) => {
            // A heading inside a block would upset the outline of the page.
            context.write_str(if entering { "<p><strong>" } else { "</strong></p>\n" })?;
            Ok(ChildRendering::HTML)
        }
        NodeValue::List(list) if letters::style(list).is_some() => format_list(context, list, entering),
        NodeValue::Item(_) if entering && is_first_level(node) => format_item(context),
        NodeValue::Link(link) => format_link(context, node, link, entering),
        NodeValue::Image(link) => format_image(context, link, entering),
        NodeValue::HtmlBlock(html) => format_typed(context, html.literal.trim(), "p", entering),
        NodeValue::HtmlInline(html) => format_typed(context, html, "", entering),
        _ => format_node_default(context, node, entering),
    }
}

/// HTML as it was typed.
fn format_typed(context: &mut Context<Page<'_>>, html: &str, element: &str, entering: bool) -> Formatted {
    match (entering, element) {
        (false, _) => {}
        (true, "") => context.escape(html)?,
        (true, _) => {
            write!(context, "<{element}>")?;
            context.escape(html)?;
            writeln!(context, "</{element}>")?;
        }
    }
    Ok(ChildRendering::HTML)
}

fn format_list(context: &mut Context<Page<'_>>, list: &NodeList, entering: bool) -> Formatted {
    if !entering {
        context.write_str("</ol>\n")?;
        return Ok(ChildRendering::HTML);
    }
    context.cr()?;
    write!(context, "<ol type=\"{}\"", letters::style(list).unwrap_or('1'))?;
    if letters::has_brackets(list) {
        context.write_str(" class=\"brackets\"")?;
    }
    if list.start != 1 {
        write!(context, " start=\"{}\"", list.start)?;
    }
    context.write_str(">\n")?;
    Ok(ChildRendering::HTML)
}

fn is_first_level(item: Node<'_>) -> bool {
    let holder = item.ancestors().nth(2);
    holder.is_some_and(|holder| matches!(holder.data().value, NodeValue::Document))
}

fn format_item(context: &mut Context<Page<'_>>) -> Formatted {
    context.cr()?;
    if context.user.anchor.is_empty() {
        context.write_str("<li>")?;
        return Ok(ChildRendering::HTML);
    }
    let id = format!("{}{}", context.user.anchor, letter(context.user.items));
    context.user.items += 1;
    context.write_str("<li id=\"")?;
    context.escape(&id)?;
    context.write_str("\">")?;
    Ok(ChildRendering::HTML)
}

/// The letter of an item by its place, counted from 0: a to z, aa, ab and so on.
pub(super) fn letter(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[place % 26]));
        if place < 26 {
            return letters.iter().rev().collect();
        }
        place = place / 26 - 1;
    }
}

fn format_link(
    context: &mut Context<Page<'_>>,
    node: Node<'_>,
    link: &NodeLink,
    entering: bool,
) -> Formatted {
    match footnotes::mark(link) {
        // `[^1]` has its mark for words; `[words][^1]` keeps them.
        Some(mark) if has_mark_for_words(node) => {
            if entering {
                format_reference(context, mark)?;
            }
            Ok(ChildRendering::Skip)
        }
        Some(mark) if !entering => format_reference(context, mark),
        None if leads_outside(&link.url) || own::path(&link.url).is_some() => {
            format_node_default(context, node, entering)
        }
        _ => Ok(ChildRendering::HTML),
    }
}

pub(super) fn has_mark_for_words(node: Node<'_>) -> bool {
    let first = node.first_child();
    first.is_some_and(|first| first.data().value.text().is_some_and(|text| text.starts_with('^')))
}

fn leads_outside(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

/// The raised number that leads to a footnote. Where the note is missing, the reader is told.
fn format_reference(context: &mut Context<Page<'_>>, mark: &str) -> Formatted {
    let Some(number) = (context.user.setting.footnotes)(mark) else {
        context.write_str("<sup>")?;
        context.escape(&footnotes::missing(mark))?;
        context.write_str("</sup>")?;
        return Ok(ChildRendering::HTML);
    };
    if context.user.anchor.is_empty() {
        write!(context, "<sup>{number}</sup>")?;
        return Ok(ChildRendering::HTML);
    }
    context.user.references += 1;
    let again = match context.user.references {
        1 => String::new(),
        more => format!("-{more}"),
    };
    let id = format!("fnref-{number}-{}{again}", context.user.anchor);
    write!(context, "<sup><a href=\"#fn-{number}\" id=\"")?;
    context.escape(&id)?;
    write!(context, "\" aria-label=\"Footnote {number}\">{number}</a></sup>")?;
    Ok(ChildRendering::HTML)
}

/// The description of an image. `Look![^1]` is no image but a reference after an exclamation mark.
fn format_image(context: &mut Context<Page<'_>>, link: &NodeLink, entering: bool) -> Formatted {
    if let (Some(mark), true) = (footnotes::mark(link), entering) {
        context.write_str("!")?;
        format_reference(context, mark)?;
        return Ok(ChildRendering::Skip);
    }
    Ok(ChildRendering::Plain)
}

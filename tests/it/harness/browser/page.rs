//! What a page shows: its words, its fields, its elements; and what a test insists on.

use scraper::{ElementRef, Html, Selector};

use super::Browser;

impl Browser {
    /// The words of the page, as they are read.
    pub fn words(&self) -> String {
        let page = Html::parse_document(&self.body);
        let body = page.select(&selector("body")).next();
        body.map_or_else(|| self.body.clone(), text)
    }

    /// What a field of the page holds.
    pub fn field(&self, label: &str) -> String {
        let id = self.id_of(label);
        let page = Html::parse_document(&self.body);
        let control = page.select(&selector(&format!("[id=\"{id}\"]"))).next().expect("the field of a label");
        self.value(control).map(|(_, value)| value).unwrap_or_default()
    }

    /// Whether an element is there.
    pub fn has(&self, css: &str) -> bool {
        Html::parse_document(&self.body).select(&selector(css)).next().is_some()
    }

    /// The words of all elements that fit.
    pub fn all(&self, css: &str) -> Vec<String> {
        Html::parse_document(&self.body).select(&selector(css)).map(text).collect()
    }

    /// An attribute of all elements that fit.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.body);
        page.select(&selector(css)).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// Insists on words of the page.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        assert!(
            self.words().contains(words),
            "“{words}” is not on {} ({}):\n{}",
            self.path,
            self.status,
            self.words()
        );
        self
    }

    /// Insists that words are not on the page.
    #[track_caller]
    pub fn does_not_see(&mut self, words: &str) -> &mut Self {
        assert!(!self.words().contains(words), "“{words}” is on {}:\n{}", self.path, self.words());
        self
    }

    /// Insists on a status.
    #[track_caller]
    pub fn gets(&mut self, status: u16) -> &mut Self {
        assert_eq!(self.status.as_u16(), status, "{}:\n{}", self.path, self.words());
        self
    }
}

pub(super) fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error:?}"))
}

pub(super) fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

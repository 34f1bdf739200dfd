//! Following links, pressing buttons, filling fields.

use fantoccini::elements::Element;
use serde_json::json;

use super::Browser;

impl Browser {
    /// Follows a link.
    pub async fn click(&self, words: &str) {
        let link = self.seen(&format!("//a[normalize-space(.)=\"{words}\"]"), words).await;
        link.click().await.unwrap_or_else(|error| panic!("the link “{words}”: {error}"));
    }

    /// Follows a link inside an element of this kind.
    pub async fn click_in(&self, within: &str, words: &str) {
        let link = self.seen(&format!("//{within}/a[normalize-space(.)=\"{words}\"]"), words).await;
        link.click().await.unwrap_or_else(|error| panic!("the link “{words}”: {error}"));
    }

    /// Follows a link that is called something else than it shows.
    pub async fn click_named(&self, name: &str) {
        let link = self.seen(&format!("//a[@aria-label=\"{name}\"]"), name).await;
        link.click().await.unwrap_or_else(|error| panic!("the link “{name}”: {error}"));
    }

    /// Presses a button.
    pub async fn press(&self, words: &str) {
        let path = format!("//button[not(@aria-hidden)][normalize-space(.)=\"{words}\"]");
        let button = self.seen(&path, words).await;
        button.click().await.unwrap_or_else(|error| panic!("the button “{words}”: {error}"));
    }

    /// Replaces what is in a field by typing.
    pub async fn fill(&self, label: &str, value: &str) {
        type_into(&self.field("", label).await, label, value).await;
    }

    /// The same in a group of fields, as in “Item 2”.
    pub async fn fill_in(&self, group: &str, label: &str, value: &str) {
        type_into(&self.field(group, label).await, label, value).await;
    }

    /// Replaces what is in a field by pasting.
    pub async fn paste(&self, label: &str, value: &str) {
        let field = self.field("", label).await;
        let script = "arguments[0].focus(); arguments[0].select(); document.execCommand('insertText', false, arguments[1])";
        let field = serde_json::to_value(&field).expect("a reference");
        self.client.execute(script, vec![field, json!(value)]).await.expect("pasted");
    }

    /// Types at the end of what is in a field.
    pub async fn append(&self, label: &str, value: &str) {
        let field = self.field("", label).await;
        field.send_keys(value).await.unwrap_or_else(|error| panic!("{label}: {error}"));
    }

    /// Chooses from a list.
    pub async fn choose(&self, label: &str, option: &str) {
        let field = self.field("", label).await;
        field.select_by_label(option).await.unwrap_or_else(|error| panic!("{label}: “{option}”: {error}"));
    }

    /// Ticks what these words stand beside.
    pub async fn tick(&self, words: &str) {
        let path = format!("//label[starts-with(normalize-space(.), \"{words}\")]//input");
        self.seen(&path, words).await.click().await.unwrap_or_else(|error| panic!("“{words}”: {error}"));
    }

    /// What is in a field.
    pub async fn value(&self, label: &str) -> String {
        let field = self.field("", label).await;
        field.prop("value").await.expect("a property").unwrap_or_default()
    }

    async fn field(&self, group: &str, label: &str) -> Element {
        let within = if group.is_empty() {
            String::new()
        } else {
            format!("//fieldset[legend[normalize-space(.)=\"{group}\"]]")
        };
        let path = format!("{within}//*[@id = {within}//label[normalize-space(.)=\"{label}\"]/@for]");
        self.seen(&path, label).await
    }
}

async fn type_into(field: &Element, label: &str, value: &str) {
    field.clear().await.unwrap_or_else(|error| panic!("{label}: {error}"));
    field.send_keys(value).await.unwrap_or_else(|error| panic!("{label}: {error}"));
}

//! Typing into fields and pressing buttons: what is sent is the form that the page contains.

use scraper::{ElementRef, Html};

use super::{
    Browser,
    page::{selector, text},
};

impl Browser {
    /// Types into the field with this label, or `#id`.
    pub fn fill(&mut self, label: &str, value: &str) -> &mut Self {
        let key = self.id_of(label);
        let page = Html::parse_document(&self.body);
        let control = page.select(&selector("input[type=radio]")).find(|control| self::key(*control) == key);
        self.chosen.extend(control.and_then(|control| control.attr("name")).map(str::to_owned));
        drop(page);
        self.filled.insert(key, value.to_owned());
        self
    }

    pub(super) fn id_of(&self, label: &str) -> String {
        if let Some(id) = label.strip_prefix('#') {
            assert!(
                self.has(&format!("[id=\"{id}\"]")),
                "no field {label} on {}:\n{}",
                self.path,
                self.words()
            );
            return id.to_owned();
        }
        let page = Html::parse_document(&self.body);
        let labels: Vec<_> = page.select(&selector("label")).collect();
        let exact = labels.iter().find(|one| text(**one) == label);
        let found = exact.or_else(|| labels.iter().find(|one| text(**one).starts_with(label)));
        let found = found.unwrap_or_else(|| panic!("no field “{label}” on {}:\n{}", self.path, self.words()));
        let inner = found.select(&selector("input, select, textarea")).next();
        let key = found.attr("for").map(str::to_owned).or_else(|| inner.map(key));
        key.unwrap_or_else(|| panic!("the label “{label}” has no field"))
    }

    /// Presses the button with these words and sends its form with what was typed.
    pub async fn press(&mut self, words: &str) -> &mut Self {
        let (action, fields) = self.form_of(words);
        let path = if action.is_empty() { self.path.clone() } else { self.resolve(&action) };
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&path, &fields).await
    }

    fn form_of(&self, words: &str) -> (String, Vec<(String, String)>) {
        let page = Html::parse_document(&self.body);
        let buttons: Vec<_> =
            page.select(&selector("form button")).filter(|button| text(*button).contains(words)).collect();
        let seen = |button: &&ElementRef| button.attr("aria-hidden").is_none();
        let button = buttons
            .iter()
            .find(|button| seen(button) && text(**button) == words)
            .or_else(|| buttons.iter().find(seen));
        let button =
            *button.unwrap_or_else(|| panic!("no button “{words}” on {}:\n{}", self.path, self.words()));
        let form = button.ancestors().filter_map(ElementRef::wrap).find(|node| node.value().name() == "form");
        let form = form.expect("a button in a form");
        let mut fields: Vec<(String, String)> = form
            .select(&selector("input, select, textarea"))
            .filter_map(|control| self.value(control))
            .collect();
        if let Some(name) = button.attr("name") {
            fields.push((name.to_owned(), button.attr("value").unwrap_or_default().to_owned()));
        }
        (form.attr("action").unwrap_or_default().to_owned(), fields)
    }

    /// What a control sends: what was typed, else what the page has.
    pub(super) fn value(&self, control: ElementRef) -> Option<(String, String)> {
        let name = control.attr("name")?.to_owned();
        let typed = self.filled.get(&key(control)).cloned();
        let value = match (control.value().name(), control.attr("type").unwrap_or("text")) {
            ("textarea", _) => typed
                .unwrap_or_else(|| control.text().collect::<String>().trim_start_matches('\n').to_owned()),
            ("select", _) => typed.unwrap_or_else(|| selected(control)),
            (_, "checkbox") => match typed.as_deref() {
                Some("") => return None,
                Some(_) => control.attr("value").unwrap_or("on").to_owned(),
                None => control.attr("checked").map(|_| control.attr("value").unwrap_or("on").to_owned())?,
            },
            (_, "radio") => {
                let other = typed.is_none() && self.chosen.contains(&name);
                let chosen =
                    typed.map_or(control.attr("checked").is_some() && !other, |typed| !typed.is_empty());
                chosen.then(|| control.attr("value").unwrap_or("on").to_owned())?
            }
            (_, "file" | "submit") => return None,
            _ => typed.unwrap_or_else(|| control.attr("value").unwrap_or_default().to_owned()),
        };
        Some((name, value))
    }
}

/// What a control is known by: its id, else its name and value.
fn key(control: ElementRef) -> String {
    let of = |name: &str| control.attr(name).unwrap_or_default();
    control.attr("id").map_or_else(|| format!("{}={}", of("name"), of("value")), str::to_owned)
}

fn selected(select: ElementRef) -> String {
    let options: Vec<_> = select.select(&selector("option")).collect();
    let chosen = options.iter().find(|option| option.attr("selected").is_some()).or_else(|| options.first());
    chosen.map(|option| option.attr("value").map_or_else(|| text(*option), str::to_owned)).unwrap_or_default()
}

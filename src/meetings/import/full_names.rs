//! People by their full names, where a report also calls them by one of them.

use std::collections::HashSet;

use regex::Regex;

use super::fused;
use super::names::{self, NAME};

/// No call has more people in the chair.
const MOST: usize = 12;

/// Each person once, with the full name, spelled as where it stands first.
pub fn complete(found: Vec<String>, texts: &[String], participants: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for name in found.into_iter().filter(|name| seen.insert(name.clone())).take(MOST) {
        let name = in_full(&name, texts, participants);
        let known = names.iter().any(|other| {
            other.to_lowercase() == name.to_lowercase()
                || other.to_lowercase().starts_with(&format!("{} ", name.to_lowercase()))
        });
        if !known {
            names.push(name);
        }
    }
    names
}

fn in_full(name: &str, texts: &[String], participants: &[String]) -> String {
    if let Some(listed) = fused::by_letters(participants.iter().map(String::as_str)).remove(name) {
        return listed;
    }
    let all = || texts.iter().chain(participants);
    let literal = regex::escape(name).replace("\\ ", r"\s+").replace(' ', r"\s+");
    if name.contains(' ') {
        let Ok(same) = Regex::new(&format!("(?i){literal}")) else { return name.to_owned() };
        return all()
            .find_map(|text| same.find(text))
            .map_or_else(|| name.to_owned(), |found| found.as_str().to_owned());
    }
    let Ok(longer) = Regex::new(&format!(r"\b{literal}\s+{NAME}|{NAME}\s+{literal}\b")) else {
        return name.to_owned();
    };
    let full = |text: &String| {
        longer
            .find_iter(text)
            .map(|found| names::trim_start(names::without_title(found.as_str())).to_owned())
            .find(|full| full.contains(' ') && full.contains(name) && names::is_person(full))
    };
    all().find_map(full).unwrap_or_else(|| name.to_owned())
}

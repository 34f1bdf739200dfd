//! What a person says of themselves. Only the name is needed; all else can be left out.

use serde::Deserialize;

use crate::clock::Day;

/// A profile, as it stands.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The name, in the person's own order.
    pub name: String,
    /// How to speak of them.
    pub pronouns: String,
    /// The stakeholder group's code.
    pub group: Option<String>,
    /// The regional group of the United Nations.
    pub region: Option<Region>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// For whom they speak or spoke, in their own order.
    pub affiliations: Vec<Affiliation>,
    /// Grows with each save.
    pub edits: i32,
}

/// For whom somebody speaks, from when to when.
#[derive(Debug, Clone, Deserialize)]
pub struct Affiliation {
    /// In the person's words.
    pub name: String,
    /// The organisation, where they named one.
    pub organisation: Option<String>,
    /// What kind of organisation it is, where somebody said.
    pub kind: Option<OrganisationKind>,
    /// First day.
    pub from: Option<Day>,
    /// Last day; none while it lasts.
    pub to: Option<Day>,
}

impl Affiliation {
    /// Whether it holds on a day; one without days always does.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A profile that was typed, checked.
#[derive(Debug, Clone)]
pub struct NewProfile {
    /// The name.
    pub name: String,
    /// How to speak of them.
    pub pronouns: String,
    /// The stakeholder group's code.
    pub group: Option<String>,
    /// The regional group.
    pub region: Option<Region>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// For whom they speak or spoke.
    pub affiliations: Vec<Affiliation>,
    /// How often it had been saved when the form was opened.
    pub edits: i32,
}

/// The regional groups of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Region {
    /// African States.
    Africa,
    /// Asia and the Pacific.
    AsiaPacific,
    /// Eastern Europe.
    EasternEurope,
    /// Latin America and the Caribbean.
    LatinAmericaCaribbean,
    /// Western Europe and others.
    WesternEuropeOthers,
}

impl Region {
    /// All, with the value in forms and what it is called.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Africa, "africa", "Africa"),
        (Self::AsiaPacific, "asia_pacific", "Asia and the Pacific"),
        (Self::EasternEurope, "eastern_europe", "Eastern Europe"),
        (Self::LatinAmericaCaribbean, "latin_america_caribbean", "Latin America and the Caribbean"),
        (Self::WesternEuropeOthers, "western_europe_others", "Western Europe and others"),
    ];

    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(region, ..)| *region == self).map_or("", |(_, code, _)| code)
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == code).map(|(region, ..)| *region)
    }
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum OrganisationKind {
    /// A government or one of its bodies.
    Government,
    /// Between governments.
    Intergovernmental,
    /// A company or its association.
    Company,
    /// Civil society.
    CivilSociety,
    /// Of the technical community.
    Technical,
    /// A university or institute.
    Academic,
    /// A national, regional or youth initiative.
    Nri,
    /// A newspaper, a station, a site.
    Media,
    /// Anything else.
    Other,
}

impl OrganisationKind {
    /// All, with the value in forms and what it is called.
    pub const ALL: [(Self, &'static str, &'static str); 9] = [
        (Self::Government, "government", "Government"),
        (Self::Intergovernmental, "intergovernmental", "Intergovernmental organisation"),
        (Self::Company, "company", "Company"),
        (Self::CivilSociety, "civil_society", "Civil society organisation"),
        (Self::Technical, "technical", "Technical organisation"),
        (Self::Academic, "academic", "University or institute"),
        (Self::Nri, "nri", "NRI"),
        (Self::Media, "media", "Media"),
        (Self::Other, "other", "Other"),
    ];

    /// The value in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(kind, ..)| *kind == self).map_or("other", |(_, code, _)| code)
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == code).map(|(kind, ..)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::{Affiliation, Day};

    #[test]
    fn an_affiliation_holds_on_its_first_and_its_last_day() {
        let day = |text: &str| Day::parse(text).expect("a day");
        let affiliation = Affiliation {
            name: "Sample IGF".into(),
            organisation: None,
            kind: None,
            from: Some(day("2017-01-01")),
            to: Some(day("2018-06-30")),
        };
        assert!(affiliation.holds_on(day("2017-01-01")) && affiliation.holds_on(day("2018-06-30")));
        assert!(!affiliation.holds_on(day("2016-12-31")) && !affiliation.holds_on(day("2018-07-01")));
    }
}

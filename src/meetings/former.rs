//! The addresses of calls that were moved to another cycle.

use sqlx::PgConnection;

use super::store;
use crate::web::Result;

/// Where what lies at this address, or under it, is now; none where no call had it.
///
/// # Errors
/// The database's own.
pub async fn moved(db: &mut PgConnection, path: &str) -> Result<Option<String>> {
    let Some(former) = Former::parse(path) else { return Ok(None) };
    let now = store::find_moved(db, former.slug, former.year, former.serial).await?;
    Ok(now.map(|(slug, year, serial)| format!("/{slug}/{year}/meetings/{serial}{}", former.rest)))
}

/// An address of a call: `/cybersecurity/2018/meetings/3.json?x=1`.
#[derive(Debug, PartialEq, Eq)]
struct Former<'a> {
    slug: &'a str,
    year: i32,
    serial: i32,
    /// What follows: a suffix, a page under it, a query.
    rest: &'a str,
}

impl<'a> Former<'a> {
    fn parse(path: &'a str) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.splitn(4, '/');
        let (slug, year) = (parts.next()?, parts.next()?);
        let under = parts.next().filter(|part| *part == "meetings").and(parts.next())?;
        let end = under.find(|c: char| !c.is_ascii_digit()).unwrap_or(under.len());
        let (serial, rest) = under.split_at(end);
        let fits = rest.is_empty() || rest.starts_with(['.', '/', '?']);
        let (year, serial) = (year.parse().ok()?, serial.parse().ok()?);
        fits.then_some(Self { slug, year, serial, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::Former;

    #[test]
    fn an_address_is_of_a_call_with_whatever_lies_under_it() {
        let parsed = |path| Former::parse(path).map(|former| (former.serial, former.rest));
        assert_eq!(parsed("/forum/2018/meetings/3"), Some((3, "")));
        assert_eq!(parsed("/forum/2018/meetings/3.json?a=/"), Some((3, ".json?a=/")));
        assert_eq!(parsed("/forum/2018/meetings/31/versions/1"), Some((31, "/versions/1")));
        for other in ["/forum/2018/meetings/3x", "/forum/2018/meetings/new", "/forum/2018/plan/3", "/3", ""] {
            assert_eq!(parsed(other), None, "{other}");
        }
    }
}

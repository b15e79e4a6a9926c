//! What a file's path says: a date, a name, and whether it is a page bundle.
//!
//! `posts/2025-12-19-harbour.md`, `2025/12/19/harbour.md` and
//! `posts/2025-12-19-harbour/index.md` all say `2025-12-19` and `harbour`. A folder with an
//! `index.md` is a page bundle: its other files belong to that page.

/// What a path says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileName<'a> {
    /// The day, as `2025-12-19`.
    pub(super) date: Option<String>,
    /// The name without date and extension.
    pub(super) stem: &'a str,
    /// The folder of a page bundle.
    pub(super) bundle: Option<&'a str>,
    /// The folders above the file, or above the bundle: without those of a date.
    pub(super) folders: Vec<&'a str>,
}

impl<'a> FileName<'a> {
    pub(super) fn of(path: &'a str) -> Self {
        let bundle = bundle(path);
        let name = bundle.unwrap_or_else(|| without_extension(path));
        let mut folders: Vec<&str> = name.split('/').collect();
        let last = folders.pop().unwrap_or_default();
        let (mut date, stem) = dated(last);
        if let Some(at) = folders.windows(3).position(is_day) {
            date = date.or_else(|| Some(folders[at..at + 3].join("-")));
            folders.drain(at..at + 3);
        }
        Self { date, stem, bundle, folders }
    }

    /// Whether the file stands where plain pages do: at the top, or in `pages`.
    pub(super) fn is_among_pages(&self) -> bool {
        self.folders.first().is_none_or(|folder| *folder == "pages")
    }
}

/// The folder of the page bundle whose page a path is.
pub(super) fn bundle(path: &str) -> Option<&str> {
    without_extension(path).strip_suffix("/index")
}

fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(path, _)| path)
}

/// Takes `2025-12-19-` or `2025-12-19_` off a name; Zola allows both. The hyphens alone make
/// it a date: whether that day exists is found out when it is read.
fn dated(name: &str) -> (Option<String>, &str) {
    let parts: Vec<&str> = name.splitn(3, '-').collect();
    let [year, month, rest] = parts[..] else { return (None, name) };
    let Some(day) = rest.get(..2) else { return (None, name) };
    let stem = match rest[2..].chars().next() {
        None => "",
        Some('-' | '_' | ' ') => &rest[3..],
        Some(_) => return (None, name),
    };
    if is_day(&[year, month, day]) {
        (Some(format!("{year}-{month}-{day}")), if stem.is_empty() { name } else { stem })
    } else {
        (None, name)
    }
}

fn is_day(parts: &[&str]) -> bool {
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    matches!(parts, [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_date_and_name() {
        let read = |path| {
            let name = FileName::of(path);
            (name.date, name.stem.to_owned(), name.folders.join("/"))
        };
        let day = Some("2025-12-19".to_owned());
        let table = [
            ("posts/harbour.md", None, "harbour", "posts"),
            ("posts/2025-12-19-harbour.md", day.clone(), "harbour", "posts"),
            ("posts/2025-12-19_harbour.md", day.clone(), "harbour", "posts"),
            ("posts/2025-12-19.md", day.clone(), "2025-12-19", "posts"),
            ("2025/12/19/harbour.md", day.clone(), "harbour", ""),
            ("posts/2025/12/19/harbour/index.md", day.clone(), "harbour", "posts"),
            ("posts/2025-12-19-harbour/index.md", day, "harbour", "posts"),
            ("posts/2025/harbour.md", None, "harbour", "posts/2025"),
            ("posts/2025-12-190.md", None, "2025-12-190", "posts"),
            ("about.md", None, "about", ""),
            ("index.md", None, "index", ""),
        ];
        for (path, date, stem, folders) in table {
            assert_eq!(read(path), (date, stem.into(), folders.into()), "{path}");
        }
    }

    #[test]
    fn knows_a_bundle() {
        assert_eq!(FileName::of("posts/quay/index.md").bundle, Some("posts/quay"));
        assert_eq!(FileName::of("posts/quay.md").bundle, None);
        assert!(FileName::of("about/index.md").is_among_pages());
        assert!(FileName::of("pages/legal/imprint.md").is_among_pages());
        assert!(!FileName::of("posts/quay.md").is_among_pages());
    }
}

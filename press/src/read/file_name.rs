//! What a file's path says: a date, a name, and whether it is a page bundle.
//!
//! `posts/2025-12-19-harbour.md`, `2025/12/19/harbour.md` and
//! `posts/2025-12-19-harbour/index.md` all say `2025-12-19` and `harbour`. A folder with an
//! `index.md` is a page bundle: its other files belong to that page.
//!
//! `harbour.fr.md` and `harbour/index.fr.md` are the same in French, as Hugo and Zola name
//! translations.

/// The languages that a file's name may say (ISO 639-1). Left out are those whose letters files and
/// hosts are rather called by, like `io` and `ts`.
const LANGUAGES: &str = "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu \
                         he hi hr hu hy id is it ja ka kk km kn ko ku lb lo lt lv mk ml mn mr mt my \
                         nb ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur \
                         uz vi yi zh zu";

/// The scripts that may follow there (ISO 15924).
const SCRIPTS: [&str; 5] = ["arab", "cyrl", "hans", "hant", "latn"];

/// What a path says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FileName<'a> {
    /// The day, as `2025-12-19`.
    pub(super) date: Option<String>,
    /// The name without date and extension.
    pub(super) stem: &'a str,
    /// The language, as it stands there: `pt-br`.
    pub(super) language: Option<&'a str>,
    /// The folder of a page bundle.
    pub(super) bundle: Option<&'a str>,
    /// The folders above the file, or above the bundle: without those of a date.
    pub(super) folders: Vec<&'a str>,
}

impl<'a> FileName<'a> {
    pub(super) fn of(path: &'a str) -> Self {
        let bundle = bundle(path);
        let (whole, language) = translated(without_extension(path));
        let name = bundle.unwrap_or(whole);
        let mut folders: Vec<&str> = name.split('/').collect();
        let last = folders.pop().unwrap_or_default();
        let (mut date, stem) = dated(last);
        if let Some(at) = folders.windows(3).position(is_day) {
            date = date.or_else(|| Some(folders[at..at + 3].join("-")));
            folders.drain(at..at + 3);
        }
        Self { date, stem, language, bundle, folders }
    }

    /// Whether the file stands where plain pages do: at the top, or in `pages`.
    pub(super) fn is_among_pages(&self) -> bool {
        self.folders.first().is_none_or(|folder| *folder == "pages")
    }
}

/// The folder of the page bundle whose page a path is.
pub(super) fn bundle(path: &str) -> Option<&str> {
    translated(without_extension(path)).0.strip_suffix("/index")
}

/// Takes the language off a path without extension.
pub(super) fn translated(path: &str) -> (&str, Option<&str>) {
    match path.rsplit_once('.') {
        Some((name, tag)) if is_language(tag) && !name.is_empty() && !name.ends_with('/') => {
            (name, Some(tag))
        }
        _ => (path, None),
    }
}

/// Whether a part of a file's name is a language, perhaps with script and region: `zh-hant-tw`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_known = parts.next().is_some_and(|name| LANGUAGES.split(' ').any(|it| it == name));
    is_known
        && parts.all(|part| {
            let is_region = part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic());
            is_region || SCRIPTS.iter().any(|script| part.eq_ignore_ascii_case(script))
        })
}

fn without_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(path, _)| path)
}

/// Takes `2025-12-19-` or `2025-12-19_` off a name, and Zola's `2025-12-19T10:30:00Z-` with a
/// time. The hyphens alone make it a date: whether that day exists is found out when it is read.
fn dated(name: &str) -> (Option<String>, &str) {
    let parts: Vec<&str> = name.splitn(3, '-').collect();
    let [year, month, rest] = parts[..] else { return (None, name) };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (day, rest) = rest.split_at(end);
    if !is_day(&[year, month, day]) {
        return (None, name);
    }
    let (time, rest) = rest.split_at(length_of_time(rest));
    let stem = match rest.chars().next() {
        None => "",
        Some('-' | '_' | ' ') => &rest[1..],
        Some(_) => return (None, name),
    };
    let date = format!("{year}-{month}-{day}{time}");
    (Some(date), if stem.is_empty() { name } else { stem })
}

fn is_day(parts: &[&str]) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let short = |text: &str| matches!(text.len(), 1..=2) && digits(text);
    matches!(parts, [year, month, day] if year.len() == 4 && digits(year) && short(month) && short(day))
}

/// How long a time is at the beginning of a text: `T10:30:00Z`, `T10:30:00.5+01:00`. 0 for none.
fn length_of_time(text: &str) -> usize {
    let fits = |at: usize, form: &str| {
        let part = text.as_bytes().get(at..at + form.len());
        part.is_some_and(|part| {
            part.iter().zip(form.bytes()).all(|(b, form)| match form {
                b'0' => b.is_ascii_digit(),
                b'+' => matches!(b, b'+' | b'-'),
                _ => *b == form,
            })
        })
    };
    let clock = "T00:00:00";
    if !fits(0, clock) {
        return 0;
    }
    let mut at = clock.len();
    if fits(at, ".0") {
        let fraction = &text[at + 1..];
        at += 1 + fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
    }
    let zone = ["Z", "+00:00"].into_iter().find(|form| fits(at, form));
    at + zone.map_or(0, str::len)
}

/// A language as it is usually written: `pt-BR` of `pt-br`, `zh-Hant` of `zh-hant`.
pub(super) fn spelled(tag: &str) -> String {
    let mut parts = tag.split('-');
    let mut spelled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (first, rest) = part.split_at(if part.len() == 2 { 2 } else { 1 });
        spelled.push('-');
        spelled.push_str(&first.to_ascii_uppercase());
        spelled.push_str(&rest.to_ascii_lowercase());
    }
    spelled
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
            ("posts/2026-1-2-harbour.md", Some("2026-1-2".into()), "harbour", "posts"),
            ("2026/1/2/harbour.md", Some("2026-1-2".into()), "harbour", ""),
            (
                "posts/2025-12-19T10:30:00Z_harbour.md",
                Some("2025-12-19T10:30:00Z".into()),
                "harbour",
                "posts",
            ),
            (
                "posts/2025-12-19T10:30:00.5-05:00-harbour.md",
                Some("2025-12-19T10:30:00.5-05:00".into()),
                "harbour",
                "posts",
            ),
            ("posts/2025-12-19Thursday.md", None, "2025-12-19Thursday", "posts"),
            ("posts/1-2-3.md", None, "1-2-3", "posts"),
            ("about.md", None, "about", ""),
            ("index.md", None, "index", ""),
        ];
        for (path, date, stem, folders) in table {
            assert_eq!(read(path), (date, stem.into(), folders.into()), "{path}");
        }
    }

    #[test]
    fn finds_the_language() {
        let read = |path| {
            let name = FileName::of(path);
            (name.stem.to_owned(), name.language.map(spelled), name.bundle.map(str::to_owned))
        };
        let table = [
            ("posts/harbour.fr.md", "harbour", Some("fr"), None),
            ("posts/2025-12-19-harbour.pt-br.md", "harbour", Some("pt-BR"), None),
            (
                "posts/harbour/index.zh-hant-tw.md",
                "harbour",
                Some("zh-Hant-TW"),
                Some("posts/harbour"),
            ),
            ("index.fr.md", "index", Some("fr"), None),
            ("posts/v1.2.md", "v1.2", None, None),
            ("posts/node.js.md", "node.js", None, None),
            ("posts/fly.io.md", "fly.io", None, None),
            ("posts/what.to.md", "what.to", None, None),
            ("posts/a.fr-.md", "a.fr-", None, None),
            ("posts/say.no-more.md", "say.no-more", None, None),
            ("posts/a.fr.b.md", "a.fr.b", None, None),
            ("posts/.fr.md", ".fr", None, None),
        ];
        for (path, stem, language, bundle) in table {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            assert_eq!(read(path), (stem.into(), owned(language), owned(bundle)), "{path}");
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

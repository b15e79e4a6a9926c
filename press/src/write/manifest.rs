use newsprint::edition::{Site, direction};
use serde_json::{Value, json};
use std::path::Path;

/// Where the file lies.
pub const MANIFEST: &str = "/manifest.webmanifest";

/// The web app manifest (<https://www.w3.org/TR/appmanifest/>): how the edition looks among a
/// reader's apps.
///
/// Its URLs are relative to the file, so it is the same under every path.
pub fn manifest(site: &Site, public: &Path, theme_colour: &str) -> String {
    let icons: Vec<Value> = [("icon-192.png", "192x192"), ("icon-512.png", "512x512")]
        .into_iter()
        .filter(|(file, _)| public.join(file).is_file())
        .map(|(file, sizes)| json!({"src": file, "sizes": sizes, "type": "image/png"}))
        .collect();
    let mut manifest = json!({
        "name": site.title,
        "lang": site.language,
        "dir": direction(&site.language),
        "start_url": ".",
        "scope": ".",
        "display": "minimal-ui",
        "theme_color": theme_colour,
        "background_color": theme_colour,
        "icons": icons,
    });
    if let Some(motto) = &site.brand.motto {
        manifest["description"] = json!(motto);
    }
    manifest.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_icons_that_are_there_are_named() {
        let public = tempfile::tempdir().unwrap();
        std::fs::write(public.path().join("icon-512.png"), "").unwrap();
        let site =
            Site { title: "الميناء".into(), language: "ar".into(), ..Site::default() };
        let text = manifest(&site, public.path(), "#fffdf8");
        let manifest: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(manifest["icons"].as_array().unwrap().len(), 1);
        assert_eq!(manifest["icons"][0]["src"], "icon-512.png");
        assert_eq!(manifest["dir"], "rtl");
        assert_eq!(manifest["theme_color"], "#fffdf8");
    }
}

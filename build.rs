//! Says who keeps the edition's comments: the app is made for that place alone, so that nobody
//! downloads what their edition does not use. Natively every place is compiled: press draws
//! whatever the settings say.

use std::env;

/// `newsprint.toml` says it in `[comments] provider`; this, in place of it.
const VARIABLE: &str = "NEWSPRINT_COMMENTS_PROVIDER";
const SETTINGS: &str = "newsprint.toml";

/// The first stands for any name that is none of these, too: press says what is wrong with it.
const PLACES: [&str; 4] = ["device", "isso", "wordpress", NOWHERE];
const NOWHERE: &str = "none";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(comments, values(\"{}\"))", PLACES.join("\", \""));
    let is_app = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32");
    if !is_app {
        return PLACES.iter().filter(|place| **place != NOWHERE).for_each(|place| choose(place));
    }
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    println!("cargo::rerun-if-changed={SETTINGS}");
    let named = env::var(VARIABLE).ok().filter(|name| !name.is_empty()).or_else(provider);
    let known = PLACES.into_iter().find(|place| named.as_deref() == Some(place));
    choose(known.unwrap_or(PLACES[0]));
}

fn choose(place: &str) {
    println!("cargo::rustc-cfg=comments=\"{place}\"");
}

/// What the settings say; `None` where they say nothing, or cannot be read.
fn provider() -> Option<String> {
    let settings = std::fs::read_to_string(SETTINGS).ok()?;
    let settings: toml::Table = settings.parse().ok()?;
    Some(settings.get("comments")?.get("provider")?.as_str()?.to_owned())
}

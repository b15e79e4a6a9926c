//! How a page that is served learns that it is an older one.

use newsprint::edition::Base;

/// The file that says which build is served.
pub(super) const FILE: &str = "newsprint-served.txt";

/// The script that stands in every page under `trunk serve`, and in no other: it asks which
/// build is served, and loads the page anew when it is another than at first. When nobody
/// answers, Trunk's own script waits for the server to come back.
pub fn script(base: &Base) -> String {
    let url = format!("{}{FILE}", base.as_str());
    format!(
        "<script>(() => {{
  let first;
  const ask = async () => {{
    let wait = 200;
    if (!document.hidden) {{
      try {{
        const answer = await fetch({url:?}, {{ cache: 'no-store' }});
        const build = answer.ok ? await answer.text() : first;
        first ??= build;
        if (build !== first) return location.reload();
      }} catch {{
        wait = 5000;
      }}
    }}
    setTimeout(ask, wait);
  }};
  ask();
}})();</script>
"
    )
}

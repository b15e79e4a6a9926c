//! How a page that is served learns that it is an older one.

use newsprint::edition::Base;

/// The file that says which build is served.
pub(super) const FILE: &str = "newsprint-served.txt";

/// The script that stands in every page under `trunk serve`, and in no other: it asks which
/// build is served, and loads the page anew when it is another than at first. When nobody
/// answers, Trunk's own script waits for the server to come back.
///
/// What is saved while the page is on its way is in the build that it hears of first: so it
/// looks once whether its own data and style are those that are served by then. A page that was
/// loaded anew does not, lest one that can never be as it is served is loaded for ever.
///
/// Trunk's server knows the time of a file to the second only, and answers that a page saved
/// twice in one second has not changed: so the page is fetched past the cache first.
pub fn script(base: &Base) -> String {
    let url = format!("{}{FILE}", base.as_str());
    format!(
        "<script>(() => {{
  let first;
  const here = location.href;
  const [visit] = performance.getEntriesByType('navigation');
  const isOld = async () => {{
    if (visit.type === 'reload' || visit.responseStatus === 404) return false;
    const html = await (await fetch(here, {{ cache: 'reload' }})).text();
    return ['style', '#page'].some((part) => !html.includes(document.querySelector(part)?.textContent ?? ''));
  }};
  const ask = async () => {{
    let wait = 200;
    if (!document.hidden) {{
      try {{
        const answer = await fetch({url:?}, {{ cache: 'no-store' }});
        const build = answer.ok ? await answer.text() : first;
        const changed = first || !build ? build !== first : await isOld();
        first ??= build;
        if (changed) {{
          await fetch(location.href, {{ cache: 'reload' }});
          return location.reload();
        }}
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

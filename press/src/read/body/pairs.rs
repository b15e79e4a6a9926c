//! Which shortcode closes which: `{{< /note >}}`, `{% endraw %}`, Zola's `{% end %}`.

use super::shortcode::{Form, Shortcode, Shortcodes};

/// How many shortcodes may be open at once.
const MOST_OPEN: usize = 1_000;

impl Shortcodes<'_> {
    /// Finds the pairs. What stands between `raw` and `endraw` is shown as it is, and these two
    /// are not.
    pub(super) fn pair(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.found.len() {
            let code = &self.found[at];
            if code.is_literal {
                continue;
            }
            // What has been open for so long is never closed.
            let from = open.len().saturating_sub(MOST_OPEN);
            let raw = open[from..].iter().rposition(|open| is_raw(&self.found[*open]));
            let raw = raw.map(|raw| from + raw);
            let Some(closes) = closes(code) else {
                if raw.is_none() {
                    open.push(at);
                }
                continue;
            };
            let begins = |open: &usize| {
                let begin = &self.found[*open];
                begin.form == code.form
                    && match code.form {
                        Form::Zola => begin.written.starts_with("{%"),
                        _ => begin.name == closes,
                    }
            };
            let Some(place) = open[from..].iter().rposition(begins) else { continue };
            let place = from + place;
            // A raw piece ends with its own end alone.
            if raw.is_some_and(|raw| raw != place) {
                continue;
            }
            let begin = open[place];
            open.truncate(place);
            self.closing.insert(begin, at);
            if raw.is_some() {
                for inside in &mut self.found[begin + 1..at] {
                    inside.is_literal = true;
                }
                for edge in [begin, at] {
                    self.found[edge].written.clear();
                }
            }
        }
    }
}

fn is_raw(code: &Shortcode) -> bool {
    code.form == Form::Tag && matches!(code.name.as_str(), "raw" | "verbatim")
}

/// The name of what a shortcode closes.
pub(super) fn closes(code: &Shortcode) -> Option<&str> {
    match code.form {
        Form::Hugo => match code.name.strip_prefix('/')? {
            "" => Some(code.inside.as_str()),
            name => Some(name),
        },
        Form::Zola => (code.name == "end").then_some(""),
        Form::Tag => code.name.strip_prefix("end").filter(|name| !name.is_empty()),
        Form::Output => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(usize, usize)> {
        let mut pairs: Vec<_> = Shortcodes::find(text).closing.into_iter().collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn each_form_has_its_own_end() {
        assert_eq!(pairs("{{< note >}}a{{< b >}}{{< /note >}}"), [(0, 2)]);
        assert_eq!(pairs("{{% note %}}a{{%/ note %}}"), [(0, 1)]);
        assert_eq!(pairs("{% quote(by=\"x\") %}a{{ youtube(id=\"x\") }}{% end %}"), [(0, 2)]);
        assert_eq!(pairs("{% highlight js %}{% if x %}{% endhighlight %}"), [(0, 2)]);
        assert_eq!(pairs("{{< a >}}{{< b >}}{{< /b >}}{{< /a >}}{{< /c >}}"), [(0, 3), (1, 2)]);
        assert_eq!(pairs("{{< note >}}{% endnote %}"), []);
    }

    #[test]
    fn what_is_raw_is_literal_and_its_edges_are_gone() {
        let text = "{% raw %}{{ a.b }} {% endif %} {% if x %}{% endraw %}";
        let codes = Shortcodes::find(text);
        assert_eq!(codes.restored(&codes.text), "{{ a.b }} {% endif %} {% if x %}");
        assert!(codes.found[1].is_literal);
        let codes = Shortcodes::find("{% raw %} a");
        assert_eq!(codes.restored(&codes.text), "{% raw %} a");
    }
}

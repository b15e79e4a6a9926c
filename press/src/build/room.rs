//! What a build begins with: Trunk's page, the settings and the words.

use super::planning::Desk;
use super::{BuildError, BuildOptions, DEVELOPED, KEPT, REGISTER, check_app, text};
use crate::diagnostic::Diagnostics;
use crate::edition::Plan;
use crate::read::{Links, ReadOptions, public_files};
use crate::serve;
use crate::settings::{Settings, public_path};
use crate::write::{
    AppFiles, Policy, Pour, RootUrl, SharedImage, Shell, StructuredData, Styles, Unseen,
    short_integrity, shorten, site, theme_colours, words,
};
use newsprint::edition::{Base, Words};
use std::path::PathBuf;
use std::sync::Arc;

/// What a whole build is made by.
pub(super) struct Room<'a> {
    pub(super) options: &'a BuildOptions,
    pub(super) settings: Settings,
    pub(super) settings_file: PathBuf,
    pub(super) words: Words,
    pub(super) base: Base,
    pub(super) public: PathBuf,
    /// Whether what harms no reader keeps a text out.
    pub(super) strict: bool,
}

/// What pages are poured into, and what all of them share.
pub(super) struct Poured {
    pub(super) pour: Pour,
    pub(super) policy: Policy,
    /// The content of the file that all pages share.
    pub(super) site_json: String,
}

impl<'a> Room<'a> {
    /// Reads all of it, and tells what is wrong with the settings.
    ///
    /// # Errors
    /// When Trunk's page is not there, or the app is made for other comments.
    pub(super) fn open(
        options: &'a BuildOptions,
    ) -> Result<(Shell, Self, Diagnostics), BuildError> {
        let shell = text(&options.shell, "Run “trunk build”: it makes this page.")?;
        let mut shell = Shell::parse(&shell)?;
        shorten(options.app(), &options.shell, &mut shell.app)
            .map_err(|error| BuildError::Names(options.app().into(), error))?;
        shell.app.hash(options.app());
        let (base, of_base) = public_path(&options.public_url);
        if options.serving.is_some() {
            shell.head_end.push_str(&serve::script(&base));
        }
        let settings_file = options.project.join("newsprint.toml");
        let (mut settings, mut found) = Settings::read(&settings_file);
        found.extend(of_base);
        found.extend(settings.replace_comments(
            options.comments_provider.as_deref(),
            options.comments_endpoint.as_deref(),
        ));
        let strict = options.strict || settings.strict;
        found = found.where_strict(strict);
        if !found.has_errors() {
            check_app(options.app(), &shell.app, &settings)?;
        }
        let (words, of_words) = words(&options.project.join("words"), &settings.language);
        found.extend(of_words);
        let public = options.project.join("public");
        found.extend(public_files(&options.project, &public, &settings));
        let room = Self { options, settings, settings_file, words, base, public, strict };
        Ok((shell, room, found))
    }

    /// By what content is read.
    pub(super) fn reading(&self) -> ReadOptions {
        let project = &self.options.project;
        ReadOptions {
            now: self.options.now,
            drafts: self.options.drafts,
            future: self.options.future,
            strict: self.strict,
            verify: self.options.verify,
            base: self.base.clone(),
            project: project.clone(),
            public: self.public.clone(),
            developed: project.join(DEVELOPED),
            kept: project.join(KEPT),
            register: project.join(REGISTER),
        }
    }

    /// By what an edition is planned.
    pub(super) fn desk(&self, app: &AppFiles) -> Desk<'_> {
        Desk {
            settings: &self.settings,
            words: &self.words,
            base: &self.base,
            content: &self.options.content,
            public: &self.public,
            app: app.names().map(|name| format!("/{name}")).into(),
            strict: self.strict,
        }
    }

    /// The edition's URL, where it is known.
    pub(super) fn root(&self) -> Option<RootUrl> {
        self.settings.base_url.as_deref().map(|url| RootUrl::new(url, &self.base))
    }

    /// What pages are poured into.
    ///
    /// # Errors
    /// When what all pages share cannot be written as JSON.
    pub(super) fn pour(
        &self,
        shell: Shell,
        styles: Styles,
        plan: &Plan<'_>,
        links: &Links,
        feeds: bool,
    ) -> Result<Poured, BuildError> {
        let Self { settings, public, base, .. } = self;
        let mut site = site(settings, plan, links, &self.words, &shell.app.search_js);
        if let Some(logo) = &mut site.brand.logo {
            links.show_picture(logo);
        }
        let site_json = serde_json::to_string(&site)?;
        let site_file = format!("site-{}.json", &blake3::hash(site_json.as_bytes()).to_hex()[..16]);
        let painted = styles.all().map(|sheet| sheet.painted.as_str());
        let policy = Policy::new(&painted, site.comments.endpoint.as_deref(), &settings.players);
        let noindex = plan.all().filter(|it| it.noindex).map(|it| it.address.clone());
        let pour = Pour {
            policy: (!shell.has_inline_script()).then(|| policy.clone()),
            shell,
            site_file,
            site_integrity: short_integrity(site_json.as_bytes()),
            styles,
            structured_data: self.root().map(|root| StructuredData {
                organizations: plan.organizations(),
                icon: SharedImage::icon(public, &site, &root),
                root,
            }),
            feeds,
            site: Arc::new(site),
            theme_colours: theme_colours(&settings.brand.colours),
            icons: super::icons(public, base),
            noindex: Unseen(noindex.collect()),
            base: base.clone(),
        };
        Ok(Poured { pour, policy, site_json })
    }
}

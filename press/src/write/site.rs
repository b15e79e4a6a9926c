use crate::edition::Plan;
use crate::read::Links;
use crate::settings::Settings;
use newsprint::edition::{Brand, CommentSettings, Image, MenuLink, Provider, Site, Words};

/// What all pages share.
///
/// `searching` is the name of the file that searches.
pub fn site(
    settings: &Settings,
    plan: &Plan<'_>,
    links: &Links,
    words: &Words,
    searching: &str,
) -> Site {
    let privacy = settings.comments.privacy.as_ref();
    Site {
        title: settings.title.clone(),
        language: settings.language.clone(),
        brand: Brand {
            logo: settings.brand.logo.as_ref().and_then(|src| logo(src, settings, links)),
            motto: settings.brand.motto.clone(),
            footer: settings.brand.footer.clone(),
        },
        sections: plan
            .sections()
            .into_iter()
            .map(|section| MenuLink { name: section.name, href: section.address.to_string() })
            .collect(),
        menu: menu(&settings.menu, links),
        footer_menu: menu(&settings.footer_menu, links),
        comments: CommentSettings {
            provider: settings.comments.provider,
            endpoint: settings.comments.endpoint.clone(),
            moderated: settings.comments.moderated,
            report: settings.comments.report.clone(),
            privacy: privacy.filter(|it| !links.is_left_out(it.as_str())).cloned(),
        },
        words: match settings.comments.provider {
            Provider::Device | Provider::None => words.clone().without_servers(),
            Provider::Isso | Provider::WordPress => words.clone(),
        },
        frames: settings.players.iter().map(|player| player.origin().to_owned()).collect(),
        search: settings.search.then(|| format!("/{searching}")),
    }
}

/// A menu's links, each as it is best written: `/about` is the address `/about/`. There is none to
/// a page that an error keeps out.
fn menu(menu: &[MenuLink], links: &Links) -> Vec<MenuLink> {
    let link = |link: &MenuLink| MenuLink {
        name: link.name.clone(),
        href: links.from_anywhere(&link.href).unwrap_or_else(|| link.href.clone()),
    };
    menu.iter().filter(|it| !links.is_left_out(&it.href)).map(link).collect()
}

/// The logo, where its file has a size.
fn logo(src: &str, settings: &Settings, links: &Links) -> Option<Image> {
    let (width, height) = links.picture_size(src)?;
    Some(Image {
        src: src.into(),
        alt: settings.brand.logo_alt.clone().unwrap_or_else(|| settings.title.clone()),
        caption: Vec::new(),
        credit: None,
        width,
        height,
        sources: Vec::new(),
        placeholder: None,
    })
}

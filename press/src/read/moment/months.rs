//! The months and the days of the week in words, in many languages.
//!
//! A word counts where all languages in which it is the name of a month mean the same one: `mars`
//! is March in French and in Swedish. What is one month here and another there is in no list:
//! `listopad` is November in Polish and October in Croatian.

/// The names of the months in English: their beginnings count before all other names.
const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The names of each month in other languages, as they stand in dates, in small letters: German,
/// French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish,
/// Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Greek, Arabic.
const OTHERS: [&str; 12] = [
    "januar jänner janvier enero gennaio janeiro januari tammikuuta tammikuu stycznia styczeń ledna \
     leden január ianuarie ocak января січня ιανουαρίου يناير",
    "februar feber février fevrier febrero febbraio fevereiro februari helmikuuta helmikuu lutego luty \
     února únor február februarie şubat февраля лютого φεβρουαρίου فبراير",
    "märz maerz mars marzo março marco maart marts maaliskuuta maaliskuu marca marzec března březen \
     március martie mart марта березня μαρτίου مارس",
    "avril abril aprile huhtikuuta huhtikuu kwietnia kwiecień dubna duben április aprilie nisan апреля \
     квітня απριλίου أبريل",
    "mai mayo maggio maio mei maj toukokuuta toukokuu maja května květen május mayıs мая травня μαΐου \
     مايو",
    "juni juin junio giugno junho kesäkuuta kesäkuu czerwca czerwiec června červen június iunie haziran \
     июня червня ιουνίου يونيو",
    "juli juillet julio luglio julho heinäkuuta heinäkuu lipca lipiec července červenec július iulie \
     temmuz июля липня ιουλίου يوليو",
    "août aout agosto augustus augusti elokuuta elokuu sierpnia sierpień srpna augusztus ağustos \
     августа серпня αυγούστου أغسطس",
    "septembre septiembre setiembre settembre setembro syyskuuta syyskuu września wrzesień září \
     szeptember septembrie eylül сентября вересня σεπτεμβρίου سبتمبر",
    "oktober octobre octubre ottobre outubro lokakuuta lokakuu października październik října říjen \
     október octombrie ekim октября жовтня οκτωβρίου أكتوبر",
    "novembre noviembre novembro marraskuuta marraskuu noiembrie kasım ноября листопада \
     νοεμβρίου نوفمبر",
    "dezember décembre decembre diciembre dicembre dezembro desember joulukuuta joulukuu grudnia grudzień \
     prosince prosinec decembrie aralık декабря грудня δεκεμβρίου ديسمبر",
];

const ENGLISH_DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The days of the week in German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish,
/// Norwegian, Polish and Russian.
const OTHER_DAYS: &str = "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi \
     mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
     lunedì martedì mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira \
     quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag \
     onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek środa czwartek \
     piątek sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье";

/// The number of a month, by its name or the beginning of it, with a full stop or none.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = plain(word)?;
    let english = ENGLISH.iter().position(|month| month.starts_with(&word));
    let named = || OTHERS.iter().position(|names| names.split(' ').any(|name| name == word));
    let at = english.or_else(named).or_else(|| {
        let begins = |names: &&str| names.split(' ').any(|name| name.starts_with(&word));
        let mut months = (0..OTHERS.len()).filter(|month| begins(&OTHERS[*month]));
        let first = months.next()?;
        months.next().is_none().then_some(first)
    });
    i8::try_from(at? + 1).ok()
}

pub(super) fn is_weekday(word: &str) -> bool {
    let Some(word) = plain(word) else { return false };
    ENGLISH_DAYS.iter().any(|day| day.starts_with(&word))
        || OTHER_DAYS.split(' ').any(|day| day == word)
}

/// A word of at least three letters, in small ones, without a full stop.
fn plain(word: &str) -> Option<String> {
    let word = word.strip_suffix('.').unwrap_or(word).to_lowercase();
    (word.chars().count() >= 3).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_one_number_in_all_languages() {
        for (word, number) in [
            ("Jan", 1),
            ("janv.", 1),
            ("févr.", 2),
            ("März", 3),
            ("mar", 3),
            ("mars", 3),
            ("Mai", 5),
            ("juin", 6),
            ("juil.", 7),
            ("août", 8),
            ("ago", 8),
            ("Okt.", 10),
            ("marraskuuta", 11),
            ("ДЕКАБРЯ", 12),
            ("Dez", 12),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["ma", "jui", "listopad", "monday", "červ", ""] {
            assert_eq!(month(word), None, "{word}");
        }
        let all: Vec<&str> = OTHERS.iter().flat_map(|names| names.split(' ')).collect();
        for name in &all {
            assert_eq!(all.iter().filter(|it| *it == name).count(), 1, "{name}");
            assert_eq!(name.to_lowercase(), **name);
        }
    }
}

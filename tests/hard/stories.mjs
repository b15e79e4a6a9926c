// The sixty stories: those that are hard in one way each, then many that mix what newsrooms have.

const SENTENCES = [
  'The ferry left at half past six with 6,000 letters and one goat on board.',
  'Nobody had expected that the council would vote before the rain stopped.',
  'It costs 1,080 a year, which is less than the old quay took in a month.',
  'The engineer had drawn the same line on three different maps.',
  'What came afterwards is told differently on the two sides of the river.',
  'By noon the tide had turned, and with it the opinion of the harbour master.',
  'A spokeswoman said that the figures of 2009 and 2010 could not be compared.',
];
const paragraph = (seed, length = 5) => Array.from({ length }, (_, index) => SENTENCES[(seed * 3 + index * 2) % SENTENCES.length]).join(' ');
const text = (seed, paragraphs = 4) => Array.from({ length: paragraphs }, (_, index) => paragraph(seed + index)).join('\n\n');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const times = (number, make) => Array.from({ length: number }, (_, index) => make(index));

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const FINNISH = 'Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas';
const URL = 'https://statistics.harbour-authority.example/reports/2026/quarterly/container-throughput-by-terminal-and-carrier.html?format=table&from=2019-01-01';
const HASH = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';

export const TOPICS = ['Sea', 'Ships', 'Weather', 'Money', 'Law', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz', 'Food', 'Trains', 'Books', 'Schools', 'ประเทศไทย', '海上運輸'];
export const AUTHORS = [
  'Anna Berg',
  'Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester Buhl-Freiherr von und zu Guttenberg',
  'Wolfeschlegelsteinhausenbergerdorff',
  'Nguyễn Thị Minh Khai',
  '王小明',
  'The Associated Harbour Correspondents',
];

const picture = (file, more = {}) => ({ src: `/pictures/${file}`, alt: 'What the picture shows, in a sentence.', ...more });
const CAPTION = 'The quay at half past six, with 6,000 boxes on it: the first was unloaded in 1,080 seconds. What stands in the back is the old customs house, which nobody has entered since.';
const CREDIT = 'Verband nordfriesischer Pressefotografinnen und Pressefotografen';

const HARD = [
  { title: `${LONG} gibt auf`, description: `Die ${LONG} schließt nach 6.000 Tagen. Verkehrsinfrastrukturfinanzierungsgesellschaften sehen Handlungsbedarf.`, language: 'de', image: picture('tower.jpg', { caption: CAPTION, credit: CREDIT }), body: `${LONG}: so hieß das.\n\n## ${LONG}\n\nDas Haus stand seit 1.080 Jahren am Kai.\n\n- ${LONG}\n- kurz\n\n> ${LONG}\n> — ${LONG}` },
  { title: FINNISH, description: `${FINNISH} ${FINNISH.toLowerCase()} epäjärjestelmällistyttämättömyydellänsäkäänköhän.`, language: 'fi', image: picture('beach.jpg', { caption: FINNISH, credit: 'X' }), body: `${FINNISH}.\n\n### ${FINNISH}\n\n${FINNISH} ja ${FINNISH}.` },
  { title: URL, description: `What stands at ${URL}`, body: `See ${URL} and write to ${'very.'.repeat(12)}long@harbour-authority.example. The sum is ${HASH}.\n\n\`${HASH}${HASH}\`\n\n> [!NOTE] ${URL}\n> ${URL}\n\nA note[^1].\n\n[^1]: ${URL}` },
  { title: 'Wide and long: the timetable of every ferry between the mainland and the islands, with all the stops at which nobody has got on or off since 1998', description: 'Fourteen columns, sixty rows.', image: picture('bridge.jpg', { caption: 'From here.' }), body: `${text(1, 1)}\n\n${table(['Ferry', ...times(13, (n) => `Stop ${n + 1}`)], times(60, (n) => [`Ferry ${n}`, ...times(13, (m) => `${String((5 + n) % 24).padStart(2, '0')}:${String((m * 7) % 60).padStart(2, '0')}`)]))}\n\n${text(2, 1)}` },
  { title: 'A table with an address in it', description: 'It must not make the other columns narrow.', body: `${table(['What it is', 'What stands there', 'Where'], times(4, (n) => [`Report ${n}`, SENTENCES[n], URL]))}\n\n${text(3, 1)}\n\n${table(['Term', 'Meaning'], times(3, (n) => [SENTENCES[n].split(' ').slice(0, 3).join(' '), paragraph(n, 3)]))}\n\n<table><caption>Boxes, in thousands</caption><tr><th></th><th>2025</th><th>2026</th></tr><tr><th scope="row">Hamburg</th><td>8,100</td><td>8,060</td></tr><tr><th scope="row">Bremen</th><td>4,600</td><td>4,000</td></tr></table>` },
  { title: 'Forty pictures', description: 'A story that is looked at.', image: picture('moon.jpg', { focus: '40% 30%', caption: 'The first.', credit: CREDIT }), body: times(40, (n) => `![Picture ${n}](/pictures/${['harbour', 'tower', 'beach', 'cat', 'galaxies', 'clouds', 'cup', 'moon'][n % 8]}.jpg "Number ${n} of 40: ${n % 3 ? 'short.' : CAPTION}")\n\n${paragraph(n, 2)}`).join('\n\n') },
  { title: 'Galleries of two, three and seven', description: 'Upright and lying pictures beside each other.', image: picture('harbour.jpg'), body: [2, 3, 7].map((many) => `${text(many, 1)}\n\n${times(many, (n) => `![Picture ${n}](/pictures/${['tower', 'beach', 'cup', 'moon', 'clouds', 'galaxies', 'cat'][n]}.jpg "${n % 2 ? CAPTION : 'At noon.'}")`).join('\n')}`).join('\n\n') },
  { title: '中国北方港口在冬季来临之前迎来了有史以来规模最大的一次集装箱运输高峰并且没有任何空格', description: '港口管理局表示，今年冬季来临之前，北方各港口的集装箱吞吐量达到了有史以来的最高水平。'.repeat(8), language: 'zh-CN', image: picture('harbour.jpg', { caption: '清晨六点半的码头，6,000个集装箱。'.repeat(4), credit: '新华社' }), body: '港口管理局表示，今年冬季来临之前，北方各港口的集装箱吞吐量达到了有史以来的最高水平。'.repeat(12) },
  { title: 'ท่าเรือกรุงเทพเปิดให้บริการอีกครั้งหลังจากปิดปรับปรุงมานานกว่าสามปีโดยไม่มีช่องว่างระหว่างคำ', description: 'ท่าเรือกรุงเทพเปิดให้บริการอีกครั้งหลังจากปิดปรับปรุงมานานกว่าสามปี'.repeat(3), language: 'th', body: 'ท่าเรือกรุงเทพเปิดให้บริการอีกครั้งหลังจากปิดปรับปรุงมานานกว่าสามปี'.repeat(12) },
  { title: 'الميناء يفتح من جديد بعد ثلاث سنوات من العمل', description: 'عادت أولى السفن إلى الرصيف القديم عند الفجر، ومعها 6000 حاوية.', language: 'ar', image: picture('tower.jpg', { caption: 'السفينة الأولى عند الفجر.', credit: CREDIT }), body: `عادت أولى السفن إلى الرصيف القديم عند الفجر.\n\n${table(['الميناء', 'العام', ...times(9, (n) => `عمود ${n}`)], times(5, (n) => ['الإسكندرية', `202${n}`, ...times(9, () => '6000')]))}\n\n> قال المهندس إن الأمر انتهى.\n> — مهندس الميناء` },
  { title: 'What the mayor of Haifa said, in his own words', description: 'A story in English with quotations that run the other way.', image: picture('cup.jpg', { caption: 'נמל חיפה' }), authors: ['דוד כהן', 'מרים לוי', AUTHORS[0]], body: `${text(4, 1)}\n\n> הנמל נפתח מחדש אחרי שלוש שנים, ו-6,000 מכולות ממתינות על הרציף.\n> — ראש העיר\n\n${text(5, 1)}\n\n- נמל\n- harbour` },
  { title: 'Code in a newspaper', description: 'Lines that are longer than any window.', body: `\`\`\`rust\nfn main() { println!("${HASH}${HASH}${HASH}"); }\n\`\`\`\n\n${text(6, 1)}\n\n\`\`\`\nshort\n\`\`\`\n\n1. One\n   - Two\n     - Three\n       - Four with a line of code:\n\n         \`\`\`\n         ${HASH}${HASH}\n         \`\`\`\n` },
  { title: 'Films and posts', description: 'Three cards that load nothing.', body: `${text(7, 1)}\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n${text(8, 1)}\n\n[${LONG} — the film](https://vimeo.com/76979871)\n\nhttps://mastodon.social/@harbour/109348527615834211` },
  { title: 'A', body: 'B.' },
  { title: 'VERKEHRSBEHINDERUNGEN AUF DER BUNDESAUTOBAHN NACH HUNDERTZWANZIG STUNDEN DAUERREGEN', language: 'de', description: 'Und so weiter.', image: picture('clouds.jpg', { alt: '', caption: 'A < B & C > D' }), body: text(9) },
  { title: 'Notes, quotations and a pull quote', description: 'Everything that stands beside the text, or apart from it.', image: picture('books.jpg', { credit: 'A. B.' }), body: `> [!CORRECTION]\n> ${paragraph(1, 2)}\n\n${text(10, 1)}\n\n> [!PULL]\n> ${SENTENCES[3]}\n\n${text(11, 3)}\n\n> [!WARNING]\n> ${table(['a', 'b', 'c'], [['1', '2', '3']]).replaceAll('\n', '\n> ')}\n\n> ${paragraph(2, 2)}\n>\n> > ${paragraph(3, 2)}\n> > — ${LONG}\n\n${times(6, (n) => `Word[^${n}]`).join(' ')}\n\n${times(6, (n) => `[^${n}]: ${n % 2 ? URL : paragraph(n, 1)}`).join('\n')}` },
  { title: 'A portrait whose head is at the top', description: 'Cut once, and around the head.', image: picture('tower.jpg', { focus: '57% 30%' }), featured: true, body: text(12) },
  { title: 'A panorama', description: 'Two and a half times as wide as high.', image: picture('beach.jpg', { caption: CAPTION, credit: CREDIT, focus: 'right' }), body: text(13) },
  { title: 'A picture smaller than its place', description: '451 pixels.', image: picture('cat.jpg', { caption: 'The cat.', credit: 'Stefan van der Walt, CC0' }), body: text(14) },
  { title: 'A drawing', description: 'It has no stand-in.', image: picture('pump.svg', { caption: CAPTION, credit: CREDIT }), body: text(15) },
];

const HEADS = ['The harbour opens again', 'Why the bridge was closed for 1,080 days', 'Six questions to the harbour master', 'What remains of the summer, and who will pay for it when the last of the guests has gone home and the deckchairs are put away', 'No', 'Ferry service between the islands is to be given up'];
const FILES = [undefined, 'harbour.jpg', 'tower.jpg', 'beach.jpg', undefined, 'cup.jpg', 'galaxies.jpg', 'clouds.jpg', 'cat.jpg', 'pump.svg'];

const ordinary = (index) => {
  const file = FILES[index % FILES.length];
  return {
    title: `${HEADS[index % HEADS.length]}${index >= HEADS.length ? ` (${index})` : ''}`,
    ...(index % 5 === 4 ? {} : { description: paragraph(index, 1 + (index % 4)) }),
    ...(file && { image: picture(file, { ...(index % 2 && { caption: index % 3 ? 'At 6,000 metres.' : CAPTION }), ...(index % 3 && { credit: CREDIT }) }) }),
    body: `${text(index, 3)}\n\n## ${HEADS[(index + 1) % HEADS.length]}\n\n${text(index + 3, 3)}`,
  };
};

/** All of them, oldest first, those that are hard among the others. */
export function stories(sections) {
  const all = times(60 - HARD.length, ordinary);
  HARD.forEach((story, index) => all.splice(index * 3 + 1, 0, story));
  return all.map(({ body, ...story }, index) => ({
    ...story,
    section: sections[index % sections.length],
    topics: [TOPICS[index % 12], TOPICS[(index * 5 + 1) % 12], ...(index % 4 ? [] : TOPICS)].filter((topic, place, all) => all.indexOf(topic) === place),
    authors: story.authors ?? (index % 9 === 8 ? AUTHORS : [AUTHORS[index % 6], ...(index % 5 ? [] : [AUTHORS[(index + 1) % 6]])]),
    body,
  }));
}

// Texts that have broken comment forms before.

export const EMOJI = 'Family 👨‍👩‍👧‍👦, flag 🏴‍☠️, skin 👍🏽, and 𝔘𝔫𝔦𝔠𝔬𝔡𝔢';
export const RIGHT_TO_LEFT = 'مرحبا بالميناء، والسفن \u202Eabc\u202C ועוד מילה';
export const NAME = 'A & <b>';

/** Markup that must never do anything; `alert(1)` is what it would do. */
export const HOSTILE = [
  '<p>A word <script>alert(1)</script>between</p>',
  '<img src=x onerror="alert(1)">',
  '<p onclick="alert(1)" style="position:fixed;inset:0">clicked</p>',
  '<a href="javascript:alert(1)">plain</a>',
  '<a href="java\tscript:alert(1)">with a tab</a>',
  '<a href="&#106;avascript&colon;alert(1)">with entities</a>',
  '<a href="\u0001javascript:alert(1)">with a control character</a>',
  '<a href="data:text/html,<script>alert(1)</script>">data</a>',
  '<a href="vbscript:alert(1)">another script</a>',
  '<a href="https://example.org/" onmouseover="alert(1)" target="_top">hovered</a>',
  '<svg><style><img src=x onerror=alert(1)></style><a href="javascript:alert(1)"><text>drawn</text></a></svg>',
  '<iframe src="javascript:alert(1)"></iframe><object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
  '<style>body{display:none}</style><link rel="stylesheet" href="javascript:alert(1)"><meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input name="attributes"><button>send</button></form>',
  '<h1>A heading</h1><h6>A small one</h6>',
  '<div><div><div><blockquote><ul><li>deep <b>and <i>crossed</b></i></li></ul></blockquote></div></div></div>',
  '<p>The last paragraph</p>',
  // Nothing of these is closed: they swallow what follows.
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template>',
].join('\n');

/** The longest text that Isso takes: 65,535 characters, one of them of two UTF-16 units. */
export const LONGEST = `Begin ${'ferry '.repeat(10_920)}the end 🚢`;

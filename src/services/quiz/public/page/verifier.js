// Verifies a draw in the reader's own browser, with nothing of the bureau's program: its own SHA-256 too, since
// browsers keep theirs back on plain http and from a saved file on some phones.
const FORMAT = 'yiwen-draw/1';

const ROUND = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));

/** @param {number} count */
function primes(count) {
  /** @type {number[]} */
  const found = [];
  for (let at = 2; found.length < count; at += 1) if (found.every((prime) => at % prime !== 0)) found.push(at);
  return found;
}

/** @param {number} value */
function fraction(value) {
  return Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
}

/** @param {number} word @param {number} by */
const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** SHA-256 (FIPS 180-4) of bytes. @param {Uint8Array} bytes @returns {Uint8Array} */
function sha256(bytes) {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new Uint8Array(blocks * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const state = START.slice();
  const words = new Uint32Array(64);
  for (let block = 0; block < blocks; block += 1) {
    for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(block * 64 + at * 4);
    for (let at = 16; at < 64; at += 1) {
      const [early, late] = [words[at - 15], words[at - 2]];
      const one = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const two = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[at] = words[at - 16] + one + words[at - 7] + two;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const choice = (e & f) ^ (~e & g);
      const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + ROUND[at] + words[at]) | 0;
      const most = (a & b) ^ (a & c) ^ (b & c);
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => {
      state[at] = (state[at] + word) >>> 0;
    });
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => {
    digest.setUint32(at * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

const encoder = new TextEncoder();
/** @param {Uint8Array} bytes */
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
/** @param {string} text */
const hashed = (text) => hexOf(sha256(encoder.encode(text)));
/** @param {string} typed */
const normalised = (typed) => typed.normalize('NFKC').replace(/\s+/gu, ' ').trim();

/** @param {number} first @param {...Uint8Array} parts */
function joined(first, ...parts) {
  const whole = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  whole[0] = first;
  let at = 1;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The root over sorted codes: leaves under 0, nodes under 1, an odd node moves up. @param {string[]} codes */
function rootOf(codes) {
  let level = codes.map((code) => sha256(joined(0, encoder.encode(code))));
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at < level.length; at += 2)
      above.push(at + 1 < level.length ? sha256(joined(1, level[at], level[at + 1])) : level[at]);
    level = above;
  }
  return hexOf(level[0]);
}

/** JSON with sorted keys. @param {unknown} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const whole = /** @type {Record<string, unknown>} */ (value);
  const keys = Object.keys(whole).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(whole[key])}`).join(',')}}`;
}

/** @typedef {(value: any) => boolean} Fits */
/** @type {Fits} */
const text = (value) => typeof value === 'string' && value !== '';
/** @param {RegExp} pattern @returns {Fits} */
const like = (pattern) => (value) => typeof value === 'string' && pattern.test(value);
/** @param {number} least @param {number} most @returns {Fits} */
const whole = (least, most) => (value) => Number.isSafeInteger(value) && value >= least && value <= most;
/** Exactly these fields. @param {Record<string, Fits>} fields @returns {Fits} */
const record = (fields) => (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
  Object.keys(fields).every((key) => Object.hasOwn(value, key) && fields[key](value[key]));
/** @param {Fits} fits @param {number} least @param {number} most @returns {Fits} */
const list = (fits, least, most) => (value) =>
  Array.isArray(value) && value.length >= least && value.length <= most && value.every(fits);

const hex = like(/^[0-9a-f]{64}$/);
const moment = like(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const code = like(/^[0-9A-HJKMNP-TV-Z]{12}$/);
const place = whole(1, Number.MAX_SAFE_INTEGER);
const typedPart = record({ at: moment, value: text });
const secretPart = record({ commitment: hex, committedAt: moment, secret: text, revealedAt: moment });
const publicValue = record({
  kind: like(/^public$/),
  source: text,
  knownFrom: moment,
  typed: list(typedPart, 2, 2),
  value: text,
  hash: hex,
});
const secrets = record({ kind: like(/^commit-reveal$/), parts: list(secretPart, 2, 2), value: text, hash: hex });

const isDrawFile = record({
  format: (value) => value === FORMAT,
  campaign: record({ number: text, title: text, bureau: text }),
  rules: text,
  entrants: list(code, 1, Number.POSITIVE_INFINITY),
  root: hex,
  frozenAt: moment,
  publishedAt: moment,
  entropy: (value) => publicValue(value) || secrets(value),
  prizes: list(record({ name: text, what: text, count: whole(1, 1_000) }), 1, 100),
  alternateCount: whole(0, 100_000),
  winners: list(record({ place, prize: text, code }), 1, Number.POSITIVE_INFINITY),
  alternates: list(record({ place, code }), 0, Number.POSITIVE_INFINITY),
  digest: hex,
});

/** @param {any} file */
function drawAgain(file) {
  const seed = hashed(`${FORMAT}|${file.root}|${file.entropy.value}`);
  const tickets = file.entrants.map((/** @type {string} */ entrant) => [hashed(`${seed}|${entrant}`), entrant]);
  tickets.sort((/** @type {string[]} */ one, /** @type {string[]} */ other) => (one[0] < other[0] ? -1 : 1));
  const prizes = file.prizes.flatMap((/** @type {any} */ { name, count }) => new Array(count).fill(name));
  const order = tickets.map((/** @type {string[]} */ ticket) => ticket[1]);
  const last = prizes.length + file.alternateCount;
  return {
    seed,
    winners: order.slice(0, prizes.length).map((/** @type {string} */ entrant, /** @type {number} */ at) => ({
      ...{ place: at + 1, code: entrant, prize: prizes[at] },
    })),
    alternates: order.slice(prizes.length, last).map((/** @type {string} */ entrant, /** @type {number} */ at) => ({
      ...{ place: prizes.length + at + 1, code: entrant },
    })),
  };
}

/** @param {any} file */
function isInTime({ entropy, frozenAt, publishedAt }) {
  if (frozenAt >= publishedAt) return false;
  if (entropy.kind === 'public')
    return (
      frozenAt < entropy.knownFrom &&
      entropy.typed.every((/** @type {any} */ { at }) => at >= entropy.knownFrom && at <= publishedAt)
    );
  return entropy.parts.every(
    (/** @type {any} */ part) =>
      part.committedAt <= frozenAt && frozenAt <= part.revealedAt && part.revealedAt <= publishedAt,
  );
}

/** @param {any} entropy */
function areCommitted(entropy) {
  if (entropy.kind === 'public')
    return entropy.typed.every((/** @type {any} */ { value }) => normalised(value) === entropy.value);
  const kept = entropy.parts.every((/** @type {any} */ part) => hashed(normalised(part.secret)) === part.commitment);
  return kept && entropy.parts.map((/** @type {any} */ { secret }) => normalised(secret)).join('|') === entropy.value;
}

/** @param {any[]} one @param {any[]} other @param {string[]} fields */
const same = (one, other, fields) =>
  one.length === other.length && one.every((row, at) => fields.every((field) => row[field] === other[at][field]));

/** @param {string} given @returns {any} */
function readFile(given) {
  try {
    const file = JSON.parse(given);
    return isDrawFile(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Every check of a draw file's text, in order: its name, whether it holds, and what that means.
 * @param {string} given
 */
function verifyDrawText(given) {
  const file = readFile(given);
  if (!file) return [{ name: 'format', passed: false, said: '这不是一份完整的开奖文件，没有再往下检查。' }];
  const { digest, ...rest } = file;
  const { entrants, root, entropy, winners, alternates } = file;
  const drawn = drawAgain(file);
  /** @param {string} name @param {boolean} passed @param {string} yes @param {string} no */
  const check = (name, passed, yes, no) => ({ name, passed, said: passed ? yes : no });
  const open = entropy.kind === 'public';
  return [
    check('format', true, '文件格式正确，内容齐全。', ''),
    check(
      'digest',
      hashed(canonical(rest)) === digest,
      `文件没有被改动过。文件指纹是 ${digest}，应和公布页上的一致。`,
      '文件被改动过：指纹和内容对不上。',
    ),
    check(
      'entrants',
      entrants.every(
        (/** @type {string} */ entrant, /** @type {number} */ at) => at === 0 || entrants[at - 1] < entrant,
      ),
      `入围名单有 ${entrants.length} 人，没有重复。`,
      '入围名单有重复，或没有按顺序排列。',
    ),
    check(
      'root',
      rootOf(entrants) === root,
      `入围名单算出的指纹是 ${root}，应和冻结时公布的一致。`,
      '入围名单和冻结时公布的指纹对不上：名单被改过。',
    ),
    check(
      'timing',
      isInTime(file),
      open ? '先冻结名单，后揭晓随机数。' : '先交承诺、冻结名单，后公开暗号。',
      '时间顺序不对：名单应在随机数揭晓之前冻结。',
    ),
    check(
      'commitments',
      areCommitted(entropy),
      open
        ? `两人分别录入的「${entropy.source}」一致：${entropy.value}。您可以自己去查这个数。`
        : '两份暗号都和事先的承诺一致。',
      open ? '两人录入的随机数不一致。' : '暗号和事先的承诺对不上。',
    ),
    check('entropy', drawn.seed === entropy.hash, '抽签的种子计算正确。', '抽签的种子算出来不是这个值。'),
    check(
      'order',
      same(drawn.winners, winners, ['code']),
      `重新抽了一遍，得到同样的 ${winners.length} 位中奖者。`,
      '重新抽了一遍，中奖者和文件里的不一样。',
    ),
    check(
      'prizes',
      same(drawn.winners, winners, ['place', 'prize']),
      '奖项按名次分配，数量正确。',
      '奖项或名次分得不对。',
    ),
    check(
      'alternates',
      same(drawn.alternates, alternates, ['place', 'code']),
      alternates.length > 0 ? `${alternates.length} 位候补的顺序正确。` : '没有设候补。',
      '候补的人或顺序不对。',
    ),
  ];
}

/** Where somebody's code stands. @param {string} given @param {string} typed */
function findCode(given, typed) {
  const file = readFile(given);
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
  const own = plain.replaceAll('O', '0').replace(/[IL]/g, '1');
  if (!file) return '请先打开开奖文件。';
  if (!code(own)) return '参与码是12位字母和数字，例如 K7QF-2M9D-XPTA。';
  const won = file.winners.find((/** @type {any} */ winner) => winner.code === own);
  if (won) return `在入围名单里，第${won.place}名，中了${won.prize}。`;
  const stands = file.alternates.find((/** @type {any} */ alternate) => alternate.code === own);
  if (stands) return `在入围名单里，第${stands.place}名，是候补。`;
  return file.entrants.includes(own) ? '在入围名单里，这次没有中奖。' : '不在入围名单里。';
}

if (typeof document !== 'undefined') begin();

function begin() {
  /** @param {string} id */
  const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (at(id));
  let given = '';
  /** @param {string} next */
  const show = (next) => {
    given = next;
    const found = verifyDrawText(given);
    const whole = found.every(({ passed }) => passed);
    at('verdict').textContent = whole
      ? '全部相符：这次开奖的结果可以重现。'
      : '有不符的地方：这份文件不能证明开奖结果。';
    at('verdict').className = whole ? 'verdict good' : 'verdict bad';
    at('checks').replaceChildren(
      ...found.map(({ passed, said }) => {
        const line = document.createElement('li');
        line.className = passed ? 'good' : 'bad';
        const mark = document.createElement('b');
        mark.textContent = passed ? '相符' : '不符';
        line.append(mark, ` ${said}`);
        return line;
      }),
    );
    at('result').hidden = false;
    at('place').textContent = '';
    at('verdict').focus();
  };
  /** @param {File | undefined} file */
  const open = async (file) => {
    if (file) show(await file.text());
  };
  field('file').addEventListener('change', () => open(field('file').files?.[0]));
  at('pasted').addEventListener('submit', (event) => {
    event.preventDefault();
    show(field('text').value);
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    void open(event.dataTransfer?.files[0]);
  });
  at('own').addEventListener('submit', (event) => {
    event.preventDefault();
    at('place').textContent = findCode(given, field('code').value);
  });
  at('make').addEventListener('click', () => {
    const secret = hexOf(crypto.getRandomValues(new Uint8Array(16)));
    at('secret').textContent = secret;
    at('commitment').textContent = hashed(secret);
    at('made').hidden = false;
  });
}

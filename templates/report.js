// Enhancement only: without it everything on the page can be read, opened and printed.

const filter = document.getElementById('filter');
const findings = [...document.querySelectorAll('.finding')];

/** Shows the findings that agree with every field of the filter. */
function applyFilter() {
  const wanted = Object.fromEntries(new FormData(filter));
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const finding of findings) {
    const { severity, namespace, kind } = finding.dataset;
    const fits =
      (!wanted.severity || wanted.severity === severity) &&
      (!wanted.namespace || wanted.namespace === namespace) &&
      (!wanted.kind || wanted.kind === kind) &&
      (words.length === 0 || words.every((word) => finding.textContent.toLowerCase().includes(word)));
    finding.hidden = !fits;
    if (fits) shown += 1;
  }
  filter.elements.shown.value = `${shown} of ${findings.length} shown`;
}

if (filter) {
  filter.hidden = false;
  filter.addEventListener('input', applyFilter);
  filter.addEventListener('submit', (event) => event.preventDefault());
  applyFilter();
}

const range = document.getElementById('range');
const figure = document.querySelector('svg.timeline');
const entries = [...document.querySelectorAll('.entries li')];

/** The round times of the whole range; of a part of it as many times, evenly apart. */
function moveTicks(from, to, whole) {
  const ticks = [...figure.querySelectorAll('.tick')];
  for (const [index, tick] of ticks.entries()) {
    const text = tick.querySelector('text');
    tick.dataset.own ??= JSON.stringify([tick.dataset.at, text.textContent]);
    const [at, words] = JSON.parse(tick.dataset.own);
    const evenly = from + ((index + 0.5) / ticks.length) * (to - from);
    tick.dataset.at = whole ? at : evenly;
    text.textContent = whole
      ? words
      : new Date(evenly)
          .toISOString()
          .slice(...(to - from > 864e5 ? [5, 16] : [11, 19]))
          .replace('T', ' ');
  }
}

/** Draws the part of the timeline between the two sliders, and lists only what happened then. */
function applyRange() {
  const number = (name) => Number(figure.dataset[name]);
  const start = number('from');
  const span = number('to') - start;
  const [low, high] = [Number(range.elements.from.value), Number(range.elements.to.value)].sort((a, b) => a - b);
  const from = start + (span * low) / 1000;
  const to = Math.max(from + 1, start + (span * high) / 1000);
  moveTicks(from, to, low === 0 && high === 1000);
  for (const part of figure.querySelectorAll('[data-at]')) {
    const share = (Number(part.dataset.at) - from) / (to - from);
    const x = number('left') + share * (number('right') - number('left'));
    part.style.display = share < 0 || share > 1 ? 'none' : '';
    part.setAttribute('transform', `translate(${x.toFixed(1)} ${part.dataset.y})`);
  }
  let shown = 0;
  for (const entry of entries) {
    const at = Number(entry.dataset.at);
    // What came before the figure begins belongs to its whole range.
    entry.hidden = (at < from && low > 0) || at > to;
    if (!entry.hidden) shown += 1;
  }
  const words = (time) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  range.elements.from.setAttribute('aria-valuetext', words(from));
  range.elements.to.setAttribute('aria-valuetext', words(to));
  range.elements.span.value = `${words(from)} to ${words(to)} UTC, ${shown} of ${entries.length} entries`;
}

if (range && figure && figure.dataset.from !== figure.dataset.to) {
  range.hidden = false;
  range.addEventListener('input', applyRange);
  range.addEventListener('submit', (event) => event.preventDefault());
  // The fields have their first values again only after this event.
  range.addEventListener('reset', () => setTimeout(applyRange));
  applyRange();
}

/** A link into a folded or filtered part shows its target. */
function reveal(hash) {
  const target = document.getElementById(hash.slice(1));
  if (!target) return;
  if (target.hidden && filter) {
    filter.reset();
    applyFilter();
  }
  for (let part = target; part; part = part.parentElement) if (part.localName === 'details') part.open = true;
  target.scrollIntoView();
}

window.addEventListener('hashchange', () => reveal(location.hash));
// A link to where the page already is changes no hash, and its target may have been filtered away since.
document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[href^="#"]');
  if (link) reveal(link.hash);
});
if (location.hash) reveal(location.hash);

for (const block of document.querySelectorAll('.command')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector('code').textContent);
      button.textContent = 'Copied';
    } catch {
      // A page opened from a file may have no clipboard: the text is then selected for the reader's own copy.
      getSelection().selectAllChildren(block.querySelector('code'));
      button.textContent = 'Selected';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  block.append(button);
}

const folded = [];
window.addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll('details:not([open])')) {
    folded.push(part);
    part.open = true;
  }
});
window.addEventListener('afterprint', () => {
  for (const part of folded.splice(0)) part.open = false;
});

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

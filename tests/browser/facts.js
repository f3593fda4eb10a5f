// What the page looks like, in words that no font changes: which parts are there, their colours and sizes, and which way
// the picture runs. Gives [facts, faults]; a fault is wrong in every state.
const parts = [
    ['intake', '#intake'], ['sections', '#sections'], ['first', '#first'], ['nothing', '#nothing'], ['card', '#card'],
    ['changed', '#changed-values'], ['fix', '#fix'], ['checks', '#checks'], ['causes', '#causes'], ['look', '#look'], ['more', '#more'], ['help', '#help'],
    ['footer', '#footer'],
];
const facts = [], faults = [];
const box = element => element.getBoundingClientRect();
const style = element => getComputedStyle(element);
let above = 0;
for (const [name, selector] of parts) {
    const part = document.querySelector(selector);
    // What lies in a closed fold is not seen, wherever its box may be.
    if (!part || !part.getClientRects().length || part.parentElement.closest('details:not([open])')) continue;
    const { top, bottom, left, right } = box(part), look = style(part);
    if (top < above - 1) faults.push(name + ' begins above the end of the part before it');
    above = bottom;
    const edge = name === 'footer' ? '' : `, ${look.borderLeftWidth} ${look.borderLeftColor}`;
    facts.push(`${name}: ${look.color} on ${look.backgroundColor}${edge}, ${Math.round(right - left)} wide`);
}
for (const selector of ['h1', 'h2', '.answer', '.then', '.badge', 'pre', 'button.primary', 'textarea']) {
    const one = [...document.querySelectorAll('header ' + selector + ', #app ' + selector)].find(e => e.getClientRects().length);
    if (one) facts.push(`${selector}: ${style(one).fontSize}, ${style(one).fontWeight}, ${style(one).color}`);
}
facts.push('open: ' + [...document.querySelectorAll('#app details[open], #app [id]')].filter(e => e.getClientRects().length && (e.open || /^(ask|picture|given|compare)$/.test(e.id))).map(e => e.id || e.dataset.key).join(' '));
const path = document.querySelector('.path');
if (path) facts.push('picture runs ' + (box(path.children[0]).right <= box(path.children[2]).left ? 'to the right' : 'down'));
const all = selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length && !e.closest('.sr-only'));
const say = element => element.outerHTML.slice(0, 80);
for (const control of all('button, input, select, textarea, summary')) {
    if (box(control).height < 24 || box(control).width < 24) faults.push('smaller than 24 pixels: ' + say(control));
}
for (const text of all('button, .badge, .chips li, h1, h2, h3, .candidate, .box, label, th')) {
    if (text.scrollWidth > text.clientWidth + 1 && style(text).display !== 'inline') faults.push('wider than its box: ' + say(text));
}
return [facts.join('\n'), faults.join('\n')];

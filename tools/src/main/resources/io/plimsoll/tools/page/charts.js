/** What the charts of all pages have in common. */
const plimsollCharts = (() => {
  'use strict';

  const figure = (value, digits) =>
    value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const short = value => {
    const size = Math.abs(value);
    const units = [[1e9, 'B'], [1e6, 'M'], [1e3, 'k']];
    for (const [unit, letter] of units) {
      if (size >= unit) return +(value / unit).toPrecision(5) + letter;
    }
    return String(+value.toPrecision(5));
  };

  /** The colours of the page as it is now, light or dark. */
  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = name => style.getPropertyValue('--' + name).trim();
    const names = ['ink', 'soft', 'grid', 'rule', 'card', 'long', 'short', 'long-tint', 'short-tint', 'fund', 'fund-tint', 'inventory'];
    return Object.fromEntries(names.map(name => [name, of(name)]));
  }

  /** A line of a tip: a heading, or a name and a value. */
  function row(line) {
    const item = document.createElement(line.length === 1 ? 'b' : 'span');
    if (line.length === 1) {
      item.textContent = line[0];
    } else {
      for (const text of line) item.append(Object.assign(document.createElement('i'), { textContent: text, style: 'font-style:normal' }));
    }
    return item;
  }

  /** How a bar is filled: solid, hatched or dotted, so that no difference is one of colour alone. */
  function pattern(ctx, kind, colour, tint) {
    const scale = devicePixelRatio;
    const tile = document.createElement('canvas');
    tile.width = tile.height = Math.round(6 * scale);
    const t = tile.getContext('2d');
    t.scale(tile.width / 6, tile.width / 6);
    t.fillStyle = kind === 'book' ? colour : tint;
    t.fillRect(0, 0, 6, 6);
    t.strokeStyle = t.fillStyle = colour;
    if (kind === 'takeOver') {
      t.lineWidth = 1.8;
      t.beginPath();
      for (const by of [-6, 0, 6]) {
        t.moveTo(by - 1, 7);
        t.lineTo(by + 7, -1);
      }
      t.stroke();
    } else if (kind === 'adl') {
      t.beginPath();
      t.arc(3, 3, 1.7, 0, 7);
      t.fill();
    }
    return ctx.createPattern(tile, 'repeat');
  }

  /** Draws now, and again for another width, light or dark, and paper. */
  function keepDrawn(drawAll) {
    const root = document.documentElement;
    let width = 0;
    const fit = () => {
      const box = document.querySelector('.chart');
      if (!box || box.clientWidth === width || root.classList.contains('printing')) return;
      width = box.clientWidth;
      drawAll();
    };
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(document.body);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
    addEventListener('beforeprint', () => {
      root.classList.add('printing');
      drawAll();
    });
    addEventListener('afterprint', () => {
      root.classList.remove('printing');
      drawAll();
    });
    fit();
    if (width === 0) drawAll(); // No chart, or none that is laid out yet.
  }

  return { figure, short, colours, row, pattern, keepDrawn };
})();

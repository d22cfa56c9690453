(() => {
  'use strict';

  const { figure, short, colours, row, pattern, keepDrawn } = plimsollCharts;
  const numbers = JSON.parse(document.getElementById('numbers').textContent);
  const venues = numbers.venues.filter(venue => venue.note === '');
  const percent = value => figure(100 * value, 1) + ' %';
  const dollars = value => figure(value, 0) + ' USD';

  // What each chart shows of a venue: bars beside each other, or stacked as parts of one.
  const kinds = {
    fate: {
      bars: [
        { name: 'accounts liquidated, of all', of: v => v.liquidated / v.accounts, colour: 'long', way: 'book' },
        { name: 'money left to traders, of what they paid in', of: v => v.leftShare, colour: 'short', way: 'takeOver' },
      ],
      most: 1,
      tell: percent,
      axis: value => figure(100 * value, 0) + ' %',
    },
    closed: {
      stacked: true,
      bars: [
        { name: 'on the book', of: v => v.onBook, colour: 'short', way: 'book' },
        { name: 'taken over', of: v => v.takenOver, colour: 'short', way: 'takeOver' },
        { name: 'by ADL', of: v => v.deleveraged, colour: 'short', way: 'adl' },
      ],
      tell: dollars,
      axis: short,
    },
    beyond: {
      bars: [
        { name: 'loss beyond margins', of: v => v.beyondMargin, colour: 'long', way: 'book' },
        { name: 'drawdown of fund and vaults', of: v => v.fundDrawdown, colour: 'fund', way: 'takeOver' },
        { name: 'socialised loss', of: v => v.socialised, colour: 'short', way: 'adl' },
      ],
      tell: dollars,
      axis: short,
    },
  };

  const BAR = 13;
  const GAP = 13;
  const AXIS = 34;

  function chart(box, c) {
    const kind = kinds[box.dataset.chart];
    const across = kind.stacked ? 1 : kind.bars.length;
    const group = across * BAR + GAP;
    const values = kind.bars.map(bar => venues.map(bar.of));
    const reach = venues.map((v, i) =>
      values.reduce((most, of) => (kind.stacked ? most + of[i] : Math.max(most, of[i])), 0));
    const end = kind.most || Math.max(...reach, 1) * 1.06;
    const font = '12px system-ui, sans-serif';
    const narrow = box.clientWidth < 520;
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    const u = new uPlot({
      width: box.clientWidth,
      height: venues.length * group + AXIS + 8,
      padding: [4, 26, 0, 0],
      legend: { show: false },
      // Venues go down the page, so that their names can be read.
      scales: {
        x: { time: false, ori: 1, dir: -1, range: () => [-0.5, venues.length - 0.5] },
        y: { ori: 0, dir: 1, range: () => [0, end] },
      },
      cursor: { drag: { x: false, y: false }, points: { show: false }, x: false, y: false },
      axes: [
        {
          scale: 'x', side: 3, size: narrow ? 104 : 168, gap: 6, font, stroke: c.ink,
          grid: { show: false }, ticks: { show: false },
          splits: () => venues.map((v, i) => i),
          values: () => venues.map(v => (narrow && v.name.length > 15 ? v.name.slice(0, 14) + '…' : v.name)),
        },
        {
          scale: 'y', side: 2, size: AXIS, space: 60, font, stroke: c.soft,
          grid: { stroke: c.grid, width: 1 }, ticks: { stroke: c.rule, width: 1, size: 5 },
          values: (self, splits) => splits.map(kind.axis),
        },
      ],
      series: [{}, { scale: 'y', stroke: 'transparent', paths: () => null, points: { show: false } }],
      hooks: {
        draw: [self => {
          const { ctx } = self;
          const thick = BAR * devicePixelRatio;
          ctx.save();
          venues.forEach((venue, i) => {
            const top = self.valToPos(i, 'x', true) - (across * thick) / 2;
            let base = 0;
            kind.bars.forEach((bar, b) => {
              const value = values[b][i];
              const from = self.valToPos(base, 'y', true);
              const to = self.valToPos(base + value, 'y', true);
              const y = kind.stacked ? top : top + b * thick;
              if (kind.stacked) base += value;
              if (!(value > 0)) return;
              ctx.fillStyle = pattern(ctx, bar.way, c[bar.colour], c[bar.colour + '-tint']);
              ctx.strokeStyle = c[bar.colour];
              ctx.lineWidth = devicePixelRatio;
              ctx.fillRect(from, y + 1, Math.max(to - from, 1), thick - 2);
              ctx.strokeRect(from, y + 1, Math.max(to - from, 1), thick - 2);
            });
          });
          ctx.restore();
        }],
      },
    }, [venues.map((v, i) => i), reach], box);
    box.append(tip);
    const point = e => {
      const at = e.clientY - u.over.getBoundingClientRect().top;
      const i = Math.min(Math.max(Math.floor(at / (u.over.clientHeight / venues.length)), 0), venues.length - 1);
      const lines = kind.bars.map((bar, b) => [bar.name, kind.tell(values[b][i])]);
      tip.replaceChildren(...[[venues[i].name], ...lines].map(row));
      tip.hidden = false;
      const right = e.clientX - box.getBoundingClientRect().left > box.clientWidth / 2;
      tip.style.left = right ? 'auto' : e.clientX - box.getBoundingClientRect().left + 14 + 'px';
      tip.style.right = right ? box.getBoundingClientRect().right - e.clientX + 14 + 'px' : 'auto';
      tip.style.top = u.over.offsetTop + at + 10 + 'px';
    };
    u.over.addEventListener('pointermove', point);
    u.over.addEventListener('pointerdown', point);
    u.over.addEventListener('pointerleave', () => { tip.hidden = true; });
    return u;
  }

  let charts = [];
  function drawAll() {
    for (const each of charts) each.destroy();
    const c = colours();
    const boxes = [...document.querySelectorAll('.chart')];
    for (const box of boxes) box.replaceChildren();
    charts = boxes.map(box => chart(box, c));
  }
  keepDrawn(drawAll);
})();

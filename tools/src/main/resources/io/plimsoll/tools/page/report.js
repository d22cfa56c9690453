(() => {
  'use strict';

  const { figure, short, colours, row, pattern, keepDrawn } = plimsollCharts;
  const numbers = JSON.parse(document.getElementById('numbers').textContent);
  const explain = document.body.dataset.explain;
  const root = document.documentElement;
  const utc = (seconds, options) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(seconds * 1000);
  const clock = s => utc(s, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const minute = s => utc(s, { hour: '2-digit', minute: '2-digit' });
  const day = s => utc(s, { day: 'numeric', month: 'short' });
  const date = s => new Date(s * 1000).toISOString().slice(0, 10);

  const moneyDigits = symbol => (symbol.startsWith('USD') ? 0 : 4);

  // ---- the time that all charts share

  const times = [];
  for (const it of numbers.instruments) times.push(it.marks.time, it.openInterest.time);
  for (const asset of numbers.assets) for (const fund of asset.funds) times.push(fund.series.time);
  const some = times.filter(t => t.length);
  const first = some.length ? Math.min(...some.map(t => t[0])) : 0;
  const last = some.length ? Math.max(...some.map(t => t[t.length - 1])) : 1;
  const whole = { min: first, max: last > first ? last : first + 1 };
  const least = Math.max((whole.max - whole.min) / 2000, 0.002);
  let shown = { ...whole };
  let charts = [];

  function show(min, max) {
    let width = Math.min(Math.max(max - min, least), whole.max - whole.min);
    let from = Math.min(Math.max(min + (max - min - width) / 2, whole.min), whole.max - width);
    if (!(width > 0)) return;
    shown = { min: from, max: from + width };
    for (const chart of charts) chart.setScale('x', shown);
    tellRange();
  }

  const isWhole = () => shown.min <= whole.min && shown.max >= whole.max;

  function tellRange() {
    const sameDay = date(shown.min) === date(shown.max);
    document.getElementById('range').textContent =
      date(shown.min) + ' ' + clock(shown.min) + ' to ' +
      (sameDay ? '' : date(shown.max) + ' ') + clock(shown.max) + ' UTC';
    for (const id of ['reset', 'wider', 'earlier', 'later']) {
      document.getElementById(id).disabled = isWhole();
    }
    root.dataset.zoomed = String(!isWhole());
  }

  const zoom = (factor, at = (shown.min + shown.max) / 2) =>
    show(at - (at - shown.min) * factor, at + (shown.max - at) * factor);
  const pan = part => {
    const by = (shown.max - shown.min) * part;
    const bounded = Math.min(Math.max(by, whole.min - shown.min), whole.max - shown.max);
    show(shown.min + bounded, shown.max + bounded);
  };
  const reset = () => show(whole.min, whole.max);

  const on = (id, act) => document.getElementById(id).addEventListener('click', act);
  on('closer', () => zoom(0.5));
  on('wider', () => zoom(2));
  on('earlier', () => pan(-0.5));
  on('later', () => pan(0.5));
  on('reset', reset);

  // ---- what every chart has

  function axes(c, yValues) {
    const font = '12px system-ui, sans-serif';
    const line = { stroke: c.grid, width: 1 };
    const common = { stroke: c.soft, grid: line, ticks: { stroke: c.rule, width: 1, size: 5 }, font };
    const label = (u, splits, axis, space, step) =>
      splits.map(s => {
        if (step >= 86400) return day(s);
        const text = step < 60 ? clock(s) : minute(s);
        return s % 86400 === 0 ? day(s) : text;
      });
    return [
      { ...common, values: label, space: 70, size: 36 },
      { ...common, values: (u, splits) => splits.map(yValues), size: 62 },
    ];
  }

  /** Fingers: one moves the cursor sideways, two zoom. */
  function touch(u) {
    const over = u.over;
    let pinch = null;
    const place = t => (t.clientX - over.getBoundingClientRect().left) / over.clientWidth;
    const two = e => {
      const [a, b] = [place(e.touches[0]), place(e.touches[1])];
      return { middle: (a + b) / 2, apart: Math.max(Math.abs(a - b), 0.02) };
    };
    over.addEventListener('touchstart', e => {
      if (e.touches.length === 2) {
        pinch = { ...two(e), ...shown };
        e.preventDefault();
      }
    }, { passive: false });
    over.addEventListener('touchmove', e => {
      if (e.touches.length === 2 && pinch) {
        e.preventDefault();
        const now = two(e);
        const width = (pinch.max - pinch.min) * pinch.apart / now.apart;
        const at = pinch.min + (pinch.max - pinch.min) * pinch.middle;
        show(at - width * now.middle, at + width * (1 - now.middle));
      } else if (e.touches.length === 1) {
        const box = over.getBoundingClientRect();
        u.root.dataset.touched = 'true';
        u.setCursor({ left: e.touches[0].clientX - box.left, top: e.touches[0].clientY - box.top });
      }
    }, { passive: false });
    over.addEventListener('touchend', e => {
      if (e.touches.length < 2) pinch = null;
    });
  }

  function build(box, spec) {
    const c = spec.colours;
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    const isHere = u => u.over.matches(':hover') || u.root.dataset.touched === 'true';
    const moved = u => {
      const lines = u.cursor.left >= 0 && isHere(u) ? spec.tip(u, u.cursor.idx) : null;
      tip.hidden = !lines;
      if (!lines) return;
      tip.replaceChildren(...lines.map(row));
      const left = u.over.offsetLeft + u.cursor.left;
      const room = box.clientWidth;
      const onRight = left < room / 2;
      tip.style.left = onRight ? left + 14 + 'px' : 'auto';
      tip.style.right = onRight ? 'auto' : room - left + 14 + 'px';
      tip.style.top = u.over.offsetTop + 6 + 'px';
    };
    const u = new uPlot({
      width: box.clientWidth,
      height: box.clientHeight,
      padding: [10, 6, 0, 0],
      legend: { show: false },
      tzDate: s => uPlot.tzDate(new Date(s * 1000), 'Etc/UTC'),
      scales: { x: { time: true, range: () => [shown.min, shown.max] }, y: spec.scale || {} },
      cursor: {
        sync: { key: 'time', setSeries: false, filters: { pub: type => type === 'mousemove' || type === 'mouseleave' } },
        drag: { x: true, y: false, dist: 8, setScale: false },
        points: spec.points === false ? { show: false } : { size: 7 },
        bind: { dblclick: () => () => { reset(); return null; } },
      },
      axes: axes(c, spec.yValues || short),
      series: [{}, ...spec.series],
      bands: spec.bands || [],
      hooks: {
        setCursor: [moved],
        setSelect: [self => {
          if (self.select.width > 0) {
            const min = self.posToVal(self.select.left, 'x');
            const max = self.posToVal(self.select.left + self.select.width, 'x');
            self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
            show(min, max);
          }
        }],
        draw: spec.draw ? [spec.draw] : [],
      },
    }, spec.data, box);
    box.append(tip);
    u.over.addEventListener('mouseleave', () => { tip.hidden = true; });
    touch(u);
    if (spec.click) u.over.addEventListener('click', () => spec.click(u));
    return u;
  }

  const heading = s => [day(s) + ', ' + clock(s)];

  function zeroLine(u, colour) {
    const { min, max } = u.scales.y;
    if (!(min < 0 && max > 0)) return;
    const y = Math.round(u.valToPos(0, 'y', true)) + 0.5;
    u.ctx.save();
    u.ctx.strokeStyle = colour;
    u.ctx.lineWidth = devicePixelRatio;
    u.ctx.beginPath();
    u.ctx.moveTo(u.bbox.left, y);
    u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
    u.ctx.stroke();
    u.ctx.restore();
  }

  function clip(u, paint) {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    paint(ctx);
    ctx.restore();
  }

  // ---- mark price, liquidations on it

  function priceChart(box, c) {
    const it = numbers.instruments[box.dataset.index];
    const digits = it.priceDecimals;
    const dots = [];
    for (const side of ['long', 'short']) {
      const d = it.liquidations[side];
      d.at.forEach((at, i) => dots.push({
        side, at, mark: d.mark[i], count: d.count[i], notional: d.notional[i], largest: d.largest[i], account: d.account[i],
      }));
    }
    // The large ones first, so that small ones stay visible on them.
    dots.sort((a, b) => b.notional - a.notional);
    const most = dots.length ? Math.max(dots[0].notional, 1e-12) : 1;
    const size = dot => 4 + 20 * Math.sqrt(dot.notional / most);
    const nearest = u => {
      let best = null;
      let bestAway = Infinity;
      for (const dot of dots) {
        const x = u.valToPos(dot.at, 'x') - u.cursor.left;
        const y = u.valToPos(dot.mark, 'y') - u.cursor.top;
        const away = Math.hypot(x, y) - size(dot) / 2;
        if (away < bestAway) {
          bestAway = away;
          best = dot;
        }
      }
      return bestAway < 18 ? best : null;
    };
    const money = value => figure(value, moneyDigits(it.asset)) + ' ' + it.asset;
    const pick = box.parentElement.querySelector('.pick');
    return build(box, {
      colours: c,
      data: [it.marks.time, it.marks.low, it.marks.high, it.marks.last],
      series: [
        { stroke: 'transparent', width: 0, points: { show: false } },
        { stroke: 'transparent', width: 0, points: { show: false } },
        { stroke: c.ink, width: 1.5, points: { show: it.marks.time.length < 3 } },
      ],
      bands: [{ series: [2, 1], fill: c.grid }],
      yValues: v => figure(v, v >= 1000 || digits === 0 ? 0 : Math.min(digits, v >= 10 ? 2 : 5)),
      draw: u => clip(u, ctx => {
        for (const dot of dots) {
          const x = u.valToPos(dot.at, 'x', true);
          const y = u.valToPos(dot.mark, 'y', true);
          const half = size(dot) * devicePixelRatio / 2;
          const down = dot.side === 'long' ? 1 : -1;
          ctx.globalAlpha = 0.72;
          ctx.fillStyle = c[dot.side];
          ctx.strokeStyle = c.card;
          ctx.lineWidth = devicePixelRatio;
          ctx.beginPath();
          ctx.moveTo(x, y + down * half);
          ctx.lineTo(x - half, y - down * half);
          ctx.lineTo(x + half, y - down * half);
          ctx.closePath();
          ctx.fill();
          ctx.stroke();
        }
      }),
      tip: (u, i) => {
        const dot = nearest(u);
        if (dot) {
          return [
            heading(dot.at),
            [dot.side === 'long' ? 'longs liquidated' : 'shorts liquidated', figure(dot.count, 0)],
            ['notional', money(dot.notional)],
            ['largest: account', String(dot.account)],
            ['its notional', money(dot.largest)],
            ['at the mark', figure(dot.mark, digits)],
          ];
        }
        if (i == null) return null;
        const low = it.marks.low[i];
        const high = it.marks.high[i];
        const range = low === high ? [] : [['lowest', figure(low, digits)], ['highest', figure(high, digits)]];
        return [heading(it.marks.time[i]), ['mark price', figure(it.marks.last[i], digits)], ...range];
      },
      click: u => {
        const dot = nearest(u);
        if (!dot) return;
        const command = Object.assign(document.createElement('code'), { textContent: explain + dot.account });
        pick.replaceChildren('The largest of the ' + figure(dot.count, 0) + ' at ' + clock(dot.at) + ', account ' + dot.account + ': ', command);
        pick.hidden = false;
      },
    });
  }

  // ---- bars of what was closed by force

  const names = { book: 'on the book', takeOver: 'takeover', adl: 'ADL' };

  function barChart(box, c, ways) {
    const it = numbers.instruments[box.dataset.index];
    const bars = it.bars;
    const total = (side, i) => ways.reduce((sum, way) => sum + bars[way + side][i], 0);
    const ends = bars.time.map((t, i) => [total('Long', i), total('Short', i)]);
    const money = value => figure(value, moneyDigits(it.asset)) + ' ' + it.asset;
    const at = u => {
      const t = u.posToVal(u.cursor.left, 'x');
      return bars.time.findIndex(from => t >= from && t < from + bars.seconds);
    };
    return build(box, {
      colours: c,
      points: false,
      // The middle of each bar, so that the cursor snaps to it.
      data: [bars.time.map(t => t + bars.seconds / 2), ends.map(e => e[0])],
      series: [{ stroke: 'transparent', paths: () => null, points: { show: false } }],
      scale: {
        range: () => {
          let up = 0;
          let down = 0;
          bars.time.forEach((t, i) => {
            if (t + bars.seconds > shown.min && t < shown.max) {
              up = Math.max(up, ends[i][0]);
              down = Math.max(down, ends[i][1]);
            }
          });
          const most = Math.max(up, down) || 1;
          return [down ? -Math.max(down * 1.08, most * 0.06) : -most * 0.03, up ? Math.max(up * 1.08, most * 0.06) : most * 0.03];
        },
      },
      yValues: v => short(Math.abs(v)),
      draw: u => clip(u, ctx => {
        bars.time.forEach((t, i) => {
          const left = u.valToPos(t, 'x', true);
          const right = u.valToPos(t + bars.seconds, 'x', true);
          const gap = Math.min((right - left) * 0.12, 3 * devicePixelRatio);
          for (const [side, sign] of [['Long', 1], ['Short', -1]]) {
            let base = 0;
            for (const way of ways) {
              const value = bars[way + side][i];
              if (value === 0) continue;
              const from = u.valToPos(sign * base, 'y', true);
              base += value;
              const to = u.valToPos(sign * base, 'y', true);
              const key = side.toLowerCase();
              ctx.fillStyle = pattern(ctx, way, c[key], c[key + '-tint']);
              ctx.strokeStyle = c[key];
              ctx.lineWidth = devicePixelRatio;
              const width = Math.max(right - left - 2 * gap, 1);
              ctx.fillRect(left + gap, Math.min(from, to), width, Math.abs(to - from));
              ctx.strokeRect(left + gap, Math.min(from, to), width, Math.abs(to - from));
            }
          }
        });
        zeroLine(u, c.soft);
      }),
      tip: u => {
        const i = at(u);
        if (i < 0) return null;
        const lines = [heading(bars.time[i])];
        for (const side of ['Long', 'Short']) {
          for (const way of ways) {
            if (bars[way + side][i] !== 0) lines.push([side.toLowerCase() + 's, ' + names[way], money(bars[way + side][i])]);
          }
          if (bars['started' + side][i] !== 0 && ways.length > 1) {
            lines.push([side.toLowerCase() + 's, liquidations started', figure(bars['started' + side][i], 0)]);
          }
        }
        if (ways.length === 1 && bars.deleveragings[i]) lines.push(['times', figure(bars.deleveragings[i], 0)]);
        return lines.length > 1 ? lines : [...lines, ['nothing closed by force', '']];
      },
    });
  }

  // ---- funds and open interest

  const stepped = uPlot.paths.stepped({ align: 1 });

  function fundChart(box, c) {
    const asset = numbers.assets[box.dataset.asset];
    const s = asset.funds[box.dataset.index].series;
    const money = value => figure(value, moneyDigits(asset.symbol)) + ' ' + asset.symbol;
    return build(box, {
      colours: c,
      data: [s.time, s.equityLow, s.equity, s.balance],
      series: [
        { stroke: 'transparent', width: 0, points: { show: false }, paths: stepped },
        { stroke: c.fund, width: 2.2, points: { show: false }, paths: stepped },
        { stroke: c.ink, width: 1.4, dash: [7, 4], points: { show: false }, paths: stepped },
      ],
      bands: [{ series: [2, 1], fill: c['fund-tint'] }],
      draw: u => zeroLine(u, c.soft),
      tip: (u, i) => (i == null ? null : [
        heading(s.time[i]),
        ['equity', money(s.equity[i])],
        ...(s.equityLow[i] < s.equity[i] ? [['lowest', money(s.equityLow[i])]] : []),
        ['balance', money(s.balance[i])],
        ['inventory', money(s.inventory[i])],
      ]),
    });
  }

  function inventoryChart(box, c) {
    const asset = numbers.assets[box.dataset.asset];
    const s = asset.funds[box.dataset.index].series;
    const money = value => figure(value, moneyDigits(asset.symbol)) + ' ' + asset.symbol;
    return build(box, {
      colours: c,
      data: [s.time, s.inventory],
      series: [{ stroke: c.inventory, width: 1.4, fill: c.inventory + '66', fillTo: 0, points: { show: false }, paths: stepped }],
      scale: { range: (u, min, max) => (min == null ? [-1, 1] : uPlot.rangeNum(Math.min(min, 0), Math.max(max, 0), 0.08, true)) },
      draw: u => zeroLine(u, c.soft),
      tip: (u, i) => (i == null ? null : [heading(s.time[i]), ['inventory', money(s.inventory[i])]]),
    });
  }

  function interestChart(box, c) {
    const it = numbers.instruments[box.dataset.index];
    const s = it.openInterest;
    const lot = value => figure(value, it.quantityDecimals);
    return build(box, {
      colours: c,
      data: [s.time, s.all, s.traderLongs, s.traderShorts],
      series: [
        { stroke: c.ink, width: 2.2, points: { show: false }, paths: stepped },
        { stroke: c.long, width: 1.8, dash: [7, 4], points: { show: false }, paths: stepped },
        { stroke: c.short, width: 1.8, dash: [2, 3], points: { show: false }, paths: stepped },
      ],
      scale: { range: (u, min, max) => (min == null ? [0, 1] : uPlot.rangeNum(0, Math.max(max, 1e-9), 0.08, true)) },
      tip: (u, i) => (i == null ? null : [
        heading(s.time[i]),
        ['open interest', lot(s.all[i])],
        ['longs of traders', lot(s.traderLongs[i])],
        ['shorts of traders', lot(s.traderShorts[i])],
      ]),
    });
  }

  const makers = {
    price: priceChart,
    cascade: (box, c) => barChart(box, c, ['book', 'takeOver', 'adl']),
    adl: (box, c) => barChart(box, c, ['adl']),
    fund: fundChart,
    inventory: inventoryChart,
    interest: interestChart,
  };

  function drawAll() {
    for (const chart of charts) chart.destroy();
    const c = colours();
    const boxes = [...document.querySelectorAll('.chart')];
    for (const box of boxes) box.replaceChildren();
    charts = boxes.map(box => makers[box.dataset.chart](box, c));
    tellRange();
  }

  keepDrawn(drawAll);
})();

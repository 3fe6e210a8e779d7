
'use strict';
// Sorts, filters and turns the pages of the tables. Whatever stands in a cell is set as text, never as markup.
(() => {
  const words = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const valueOf = cell => Array.isArray(cell) ? cell[0] : cell;
  const textOf = cell => String(Array.isArray(cell) ? cell[1] : cell);

  const compare = (one, other) => {
    if (typeof one === 'number' && typeof other === 'number') {
      return one - other;
    }
    return words.compare(String(one), String(other));
  };

  const open = section => {
    const controls = section.querySelector('.controls');
    if (!controls) {
      return;
    }
    const { columns, rows } = JSON.parse(document.getElementById(section.dataset.table).textContent);
    const body = section.querySelector('tbody');
    const heads = [...section.querySelectorAll('thead th')];
    const search = controls.querySelector('input');
    const size = controls.querySelector('select');
    const status = controls.querySelector('[role=status]');
    const turns = [...controls.querySelectorAll('[data-turn]')];
    const texts = [];
    let shown = rows;
    let page = 0;
    let sorted = -1;
    let direction = 1;

    const textOfRow = index => texts[index] ??= rows[index].map(textOf).join('\n').toLowerCase();

    const element = (column, cell, first) => {
      const made = document.createElement(first ? 'th' : 'td');
      if (first) {
        made.scope = 'row';
      }
      made.className = column.kind;
      made.textContent = textOf(cell);
      return made;
    };

    const show = () => {
      const most = Number(size.value) || Math.max(1, shown.length);
      const pages = Math.max(1, Math.ceil(shown.length / most));
      page = Math.min(Math.max(page, 0), pages - 1);
      const part = shown.slice(page * most, (page + 1) * most);
      body.replaceChildren(...part.map(row => {
        const line = document.createElement('tr');
        line.append(...row.map((cell, i) => element(columns[i], cell, i === 0)));
        return line;
      }));
      const from = shown.length === 0 ? 0 : page * most + 1;
      const of = shown.length === rows.length ? '' : ', filtered from ' + rows.length;
      status.textContent = from + '–' + (page * most + part.length) + ' of ' + shown.length + of;
      turns.forEach(turn => {
        const next = page + Number(turn.dataset.turn);
        turn.disabled = next < 0 || next >= pages;
      });
    };

    const select = () => {
      const wanted = search.value.trim().toLowerCase();
      shown = wanted === '' ? [...rows] : rows.filter((row, i) => textOfRow(i).includes(wanted));
      if (sorted >= 0) {
        const blank = row => valueOf(row[sorted]) === '';
        shown.sort((one, other) => blank(one) !== blank(other)
          ? (blank(one) ? 1 : -1)
          : direction * compare(valueOf(one[sorted]), valueOf(other[sorted])));
      }
      page = 0;
      show();
    };

    heads.forEach((head, i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      button.addEventListener('click', () => {
        direction = sorted === i ? -direction : 1;
        sorted = i;
        heads.forEach(other => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', direction > 0 ? 'ascending' : 'descending');
        select();
      });
      head.replaceChildren(button);
    });
    search.addEventListener('input', select);
    size.addEventListener('change', () => { page = 0; show(); });
    turns.forEach(turn => turn.addEventListener('click', () => { page += Number(turn.dataset.turn); show(); }));
    section.querySelectorAll('.without-script').forEach(note => note.remove());
    controls.hidden = false;
    show();
  };

  document.querySelectorAll('[data-table]').forEach(open);
})();

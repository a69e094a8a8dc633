// The choice of events as a form: what the template writes, filled with the facets among what is chosen.
import type { Events } from './carried';
import { type Choice, linkTo, pairs } from './choice';
import { made, one } from './dom';
import { nothing, way } from './list';

const KEPT = ['at', 'box', 'lanes']; // what stands in the address and has no field

export function filled(form: HTMLFormElement, events: Events, choice: Choice): HTMLFormElement {
  form.id = 'choose';
  for (const [name, value] of [['q', choice.q], ['from', choice.since], ['to', choice.until]] as const) {
    one(`[name=${name}]`, form)?.setAttribute('value', value);
  }
  one('[name=contested]', form)?.toggleAttribute('checked', choice.contested);
  const options = [...(one<HTMLSelectElement>('[name=sort]', form)?.options ?? [])];
  options.forEach((option, n) => option.toggleAttribute('selected', n ? option.value === choice.sort : !choice.sort));
  const last = one('[name=sort]', form)?.closest('p') ?? null;
  for (const [name, heading] of events.told.worded.headings) {
    const values = events.values(name, choice);
    if (!values.length) continue;
    const labels = values.map(({ value, label, count, chosen }) => {
      const box = made('input', { type: 'checkbox', name, value, checked: chosen });
      return made('label', {}, box, ' ', made('span', way(label), label), ' ', made('span', { class: 'count' }, String(count)));
    });
    form.insertBefore(made('fieldset', {}, made('legend', {}, heading), ...labels), last);
  }
  for (const [name, value] of pairs(choice)) {
    if (KEPT.includes(name)) form.insertBefore(made('input', { type: 'hidden', name, value }), last);
  }
  one('a.all', form)?.setAttribute('href', linkTo(nothing(choice)));
  return form;
}

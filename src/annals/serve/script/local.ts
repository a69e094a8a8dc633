// Pages in files: the choice is made here, among what the files carry with them, and drawn as a server would.
import { type Carried, Events } from './carried';
import type { Choice } from './choice';
import { made, one } from './dom';
import { mapOf, points } from './drawn';
import { filled } from './form';
import { list, summary } from './list';
import type { Library, Source } from './source';
import { timeOf } from './timeline';
import type { Topology } from './topology';

export interface MapParts {
  main: string;
  worker: string;
  sheet: string;
  land: Topology;
}

/** The overview as it stands in the file, with what changes made anew for each choice. */
export class Local implements Source {
  readonly live = false;
  private readonly events: Events;
  private readonly form: HTMLTemplateElement;
  private readonly pictures: [map: Element, time: Element];
  private found: number[] = [];

  constructor(
    carried: Carried,
    readonly mapped: boolean,
    private readonly parts: () => Promise<MapParts>,
  ) {
    this.events = new Events(carried);
    const [form, map, time] = [one<HTMLTemplateElement>('template#live-choose'), one('#map'), one('#timeline')];
    if (!form || !map || !time) throw new Error('this file is not an overview');
    this.form = form;
    this.pictures = [map.cloneNode(true) as Element, time.cloneNode(true) as Element];
  }

  answer(url: URL): Promise<ParentNode> {
    const choice = this.events.asked(url);
    return Promise.resolve(this.made(this.events.told.perPage === null ? { ...choice, page: 1 } : choice));
  }

  private made(choice: Choice): ParentNode {
    const { events } = this;
    this.found = events.chosen(choice);
    const form = one<HTMLFormElement>('form', this.form.content)?.cloneNode(true) as HTMLFormElement;
    const [map, time] = this.pictures.map((each) => each.cloneNode(true) as Element) as [Element, Element];
    const pictures = made(
      'div',
      { class: 'pictures' },
      mapOf(map, events, choice, this.found),
      timeOf(time, events, choice, this.found),
    );
    const results = made('div', { id: 'results' });
    results.append(summary(events, choice, this.found.length), pictures, list(events, choice, this.found));
    return made('div', {}, filled(form, events, choice), results);
  }

  points(): Promise<ReturnType<typeof points>> {
    return Promise.resolve(points(this.events, this.found));
  }

  /** MapLibre from the text that the files carry: a module of a file would be refused, one that the page made is not. */
  async map(): Promise<[Library, Topology]> {
    const { main, worker, sheet, land } = await this.parts();
    document.head.prepend(made('style', {}, sheet));
    const found = (await import(address(main))) as Library;
    found.setWorkerUrl(address(worker));
    return [found, land];
  }
}

const address = (text: string): string => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

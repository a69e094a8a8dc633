// The state of the page is its address, and nothing else.

export type Edit = (query: URLSearchParams) => void;

/** The page's address after a change of the choice of events: that begins at its first page, with no event selected. */
export function chosen(edit: Edit): URL {
  return edited((query) => {
    query.delete('page');
    query.delete('sel');
    edit(query);
  });
}

/** The page's address after a change of how things are shown. */
export function edited(edit: Edit): URL {
  const url = new URL(location.href);
  edit(url.searchParams);
  url.hash = '';
  return url;
}

/** What a form asks for, without what it leaves empty or as it is by itself. */
export function asked(form: HTMLFormElement): URL {
  const url = new URL(form.action);
  url.search = url.hash = '';
  for (const [name, value] of new FormData(form)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement && field.selectedIndex === 0) continue;
    if (typeof value === 'string' && value.trim()) url.searchParams.append(name, value.trim());
  }
  return url;
}

/** Whether two addresses lead to one page, whatever is chosen on it. */
export const samePage = (one: URL, other: URL): boolean => one.origin === other.origin && one.pathname === other.pathname;

/** Whether two addresses differ in nothing but the event that is selected. */
export function sameChoice(one: URL, other: URL): boolean {
  const bare = (url: URL): string => {
    const query = new URLSearchParams(url.search);
    query.delete('sel');
    query.sort();
    return query.toString();
  };
  return samePage(one, other) && bare(one) === bare(other);
}

/** Sets a parameter, or takes it out where there is nothing to say. */
export function put(query: URLSearchParams, name: string, value: string | null): void {
  if (value) query.set(name, value);
  else query.delete(name);
}

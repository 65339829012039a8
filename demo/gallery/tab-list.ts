import {html, type TemplateResult} from 'lit';

export interface TabLabel {
  name: string;
  label: string;
}

interface TabListView {
  label: string;
  /** Begins the ids: `<prefix>-tab-<name>` and `<prefix>-panel`. */
  prefix: string;
  tabs: readonly TabLabel[];
  selected: string;
  select: (name: string) => void;
}

/** The ARIA tabs pattern: one stop of the Tab key; arrow keys, Home and End move and select. */
export function tabList({label, prefix, tabs, selected, select}: TabListView): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const index = tabs.findIndex(({name}) => name === selected);
    const next = tabs[nextIndex(event.key, index, tabs.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    select(next.name);
    document.getElementById(`${prefix}-tab-${next.name}`)?.focus();
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
      ${tabs.map(
        (tab) => html`
          <button
            role="tab"
            id="${prefix}-tab-${tab.name}"
            aria-controls="${prefix}-panel"
            aria-selected=${tab.name === selected ? 'true' : 'false'}
            tabindex=${tab.name === selected ? 0 : -1}
            @click=${() => select(tab.name)}
          >
            ${tab.label}
          </button>
        `,
      )}
    </div>
  `;
}

function nextIndex(key: string, index: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

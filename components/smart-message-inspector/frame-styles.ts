import {css} from '@lit/reactive-element';

/** The element itself, its toolbar, and how list and details share the room. */
export const frameStyles = css`
  :host {
    --_accent: var(--smart-inspector-accent, LinkText);
    --_line: var(--smart-inspector-line, GrayText);
    --_problem: var(--smart-inspector-problem, #d93025);
    --_quiet: CanvasText;
    --_mono: var(--smart-inspector-mono, ui-monospace, monospace);
    display: flex;
    flex-direction: column;
    container: inspector / inline-size;
    block-size: 28rem;
    min-block-size: 12rem;
    box-sizing: border-box;
    overflow: hidden;
    color: CanvasText;
    background: Canvas;
    border: 1px solid var(--_line);
    font:
      0.875rem / 1.5 system-ui,
      sans-serif;
  }

  @supports (color: light-dark(red, red)) {
    :host {
      --_accent: var(--smart-inspector-accent, light-dark(#0b57d0, #a8c7fa));
      --_line: var(--smart-inspector-line, color-mix(in srgb, CanvasText 22%, Canvas));
      --_problem: var(--smart-inspector-problem, light-dark(#b3261e, #ffb4ab));
      --_quiet: color-mix(in srgb, CanvasText 68%, Canvas);
    }
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  * {
    box-sizing: border-box;
  }

  [part='toolbar'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.375rem 0.5rem;
    border-block-end: 1px solid var(--_line);
  }

  .filter,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
    align-items: center;
  }

  button,
  select,
  input {
    min-block-size: 1.875rem;
    padding: 0.125rem 0.5rem;
    font: inherit;
    color: CanvasText;
    background: Canvas;
    border: 1px solid var(--_quiet);
    border-radius: 0.25rem;
  }

  input[type='search'] {
    inline-size: 11rem;
  }

  input::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }

  select {
    max-inline-size: 11rem;
  }

  button {
    cursor: pointer;
  }

  button:disabled {
    color: var(--_quiet);
    border-style: dashed;
    cursor: default;
  }

  button[aria-pressed='true'] {
    color: Canvas;
    background: CanvasText;
  }

  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: -2px;
  }

  [part='count'] {
    padding-inline-end: 0.25rem;
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }

  [part='status']:not(:empty) {
    padding: 0.375rem 0.5rem;
    border-block-end: 1px solid var(--_line);
  }

  [part='status'].heard {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .panes {
    position: relative;
    display: grid;
    flex: 1 1 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    max-block-size: 100vh;
  }

  .panes.detailed {
    grid-template-columns: minmax(0, 1fr) minmax(0, var(--smart-inspector-details-size, 45%));
  }

  [part='list'],
  [part='empty'] {
    grid-area: 1 / 1;
  }

  [part='empty'] {
    place-self: center;
    padding: 1rem;
    color: var(--_quiet);
    text-align: center;
  }

  @container inspector (max-width: 42rem) {
    .filter,
    .actions {
      flex: 1 1 100%;
    }

    .filter > * {
      flex: 1 1 5rem;
      min-inline-size: 0;
      padding-inline: 0.25rem;
      font-size: 0.8125rem;
    }

    .filter > select {
      flex-basis: auto;
      field-sizing: content;
    }

    .filter > input[type='search'] {
      flex-basis: 100%;
    }

    [part='count'] {
      flex: 1 1 100%;
    }

    .actions > button {
      flex: 1 1 auto;
    }

    .panes.detailed {
      grid-template-columns: minmax(0, 1fr);
    }

    .panes.detailed [part='list'] {
      visibility: hidden;
    }

    .panes.detailed [part='details'] {
      grid-area: 1 / 1;
      border-inline-start: 0;
    }
  }
`;

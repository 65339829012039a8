import {css} from '@lit/reactive-element';

export const detailsStyles = css`
  [part='details'] {
    min-block-size: 0;
    overflow: auto;
    padding: 0.5rem;
    background: Canvas;
    border-inline-start: 1px solid var(--_line);
  }

  .head {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    justify-content: space-between;
  }

  .title {
    font-family: var(--_mono);
    font-size: 1rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.125rem 0.75rem;
    margin-block: 0.5rem;
  }

  dt {
    color: var(--_quiet);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }

  [part='tree'] {
    padding-block-start: 0.375rem;
    border-block-start: 1px solid var(--_line);
    font-family: var(--_mono);
    font-size: 0.8125rem;
  }

  [role='treeitem'] {
    position: relative;
    min-block-size: 1.5rem;
    padding-block: 0.125rem;
    padding-inline-start: calc((min(var(--level), 12) - 1) * 1rem + 1.25rem);
    border-radius: 0.25rem;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    cursor: default;
  }

  [role='treeitem'][aria-expanded] {
    cursor: pointer;
  }

  [role='treeitem'][aria-expanded]::before {
    content: '▸' / '';
    position: absolute;
    margin-inline-start: -1rem;
  }

  [role='treeitem'][aria-expanded='true']::before {
    content: '▾' / '';
  }

  [role='treeitem'][aria-level='1'] > .key {
    font-family: system-ui, sans-serif;
    font-weight: 600;
  }

  .summary {
    color: var(--_quiet);
  }

  .text {
    color: CanvasText;
    color: light-dark(#0a5c36, #8fd6b0);
  }

  .number {
    color: CanvasText;
    color: light-dark(#0b4fb3, #a8c7fa);
  }

  .word {
    color: CanvasText;
    color: light-dark(#7b2d8e, #e2b6ff);
  }

  .more {
    color: var(--_accent);
    text-decoration: underline;
    cursor: pointer;
  }
`;
